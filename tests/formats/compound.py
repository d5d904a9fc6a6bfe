"""Compound files (OLE, [MS-CFB]) for tests: .msg files, and files of programs that nothing here reads."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096

Tree = Mapping[str, "bytes | Tree"]


@dataclass
class _Entry:
    name: str
    kind: int  # 1 storage, 2 stream, 5 root
    data: bytes = b""
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    start: int = _END
    size: int = 0
    children: list[int] = field(default_factory=list)


def compound_file(tree: Tree) -> bytes:
    """A compound file with these streams (bytes) and storages (mappings)."""
    entries = [_Entry("Root Entry", 5)]
    _add(tree, 0, entries)
    sectors: list[bytes] = []
    chains: list[int] = []

    def put(data: bytes) -> int:
        start = len(sectors)
        count = max(1, -(-len(data) // _SECTOR))
        for n in range(count):
            sectors.append(data[n * _SECTOR : (n + 1) * _SECTOR].ljust(_SECTOR, b"\x00"))
            chains.append(start + n + 1 if n + 1 < count else _END)
        return start

    mini, mini_chains = bytearray(), []
    for entry in entries[1:]:
        if entry.kind != 2:
            continue
        entry.size = len(entry.data)
        if entry.size >= _CUTOFF:
            entry.start = put(entry.data)
        elif entry.data:
            entry.start = len(mini) // _MINI
            count = -(-entry.size // _MINI)
            mini += entry.data.ljust(count * _MINI, b"\x00")
            mini_chains += [entry.start + n + 1 for n in range(count - 1)] + [_END]
    if mini:
        entries[0].start, entries[0].size = put(bytes(mini)), len(mini)
    mini_fat = put(b"".join(struct.pack("<I", each) for each in mini_chains).ljust(_SECTOR, b"\xff")) if mini else _END
    mini_sectors = -(-len(mini_chains) * 4 // _SECTOR) if mini else 0
    directory = put(b"".join(map(_packed, entries)))
    fat_sectors = 1
    while (len(sectors) + fat_sectors) * 4 > fat_sectors * _SECTOR:
        fat_sectors += 1
    first_fat = len(sectors)
    chains += [_FAT] * fat_sectors
    fat = b"".join(struct.pack("<I", each) for each in chains).ljust(fat_sectors * _SECTOR, b"\xff")
    sectors += [fat[n * _SECTOR : (n + 1) * _SECTOR] for n in range(fat_sectors)]
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, fat_sectors, directory, 0, _CUTOFF, mini_fat, mini_sectors, _END, 0,
    )  # fmt: skip
    difat = [*range(first_fat, first_fat + fat_sectors)]
    header += b"".join(struct.pack("<I", each) for each in (difat + [_FREE] * 109)[:109])
    return header + b"".join(sectors)


def _add(tree: Tree, parent: int, entries: list[_Entry]) -> None:
    names = sorted(tree, key=lambda name: (len(name), name.upper()))
    numbers = []
    for name in names:
        value = tree[name]
        entries.append(_Entry(name, 2, value) if isinstance(value, bytes) else _Entry(name, 1))
        numbers.append(len(entries) - 1)
    entries[parent].child = _balanced(numbers, entries)
    for name, number in zip(names, numbers, strict=True):
        value = tree[name]
        if not isinstance(value, bytes):
            _add(value, number, entries)


def _balanced(numbers: list[int], entries: list[_Entry]) -> int:
    if not numbers:
        return _NONE
    middle = len(numbers) // 2
    entries[numbers[middle]].left = _balanced(numbers[:middle], entries)
    entries[numbers[middle]].right = _balanced(numbers[middle + 1 :], entries)
    return numbers[middle]


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ", name, len(name) + 2, entry.kind, 1, entry.left, entry.right, entry.child, 0, entry.start,
        entry.size,
    )  # fmt: skip


def outlook(
    properties: Mapping[int, str | bytes],
    recipients: list[tuple[int, str, str]] | None = None,
    attachments: list[tuple[str, bytes] | Tree] | None = None,
    *,
    inside: bool = False,
) -> Tree:
    """A message as Outlook keeps it: texts and bytes by their property, recipients as (type, name, address), attachments as
    (name, data) or as the tree of a message."""
    head = struct.pack(
        "<8x4I", len(recipients or []), len(attachments or []), len(recipients or []), len(attachments or [])
    )
    head += b"" if inside else bytes(8)
    tree: dict[str, bytes | Tree] = {
        "__properties_version1.0": head + b"".join(_row(n, v) for n, v in properties.items())
    }
    tree |= {_stream(number, value): _value(value) for number, value in properties.items()}
    for n, (kind, name, address) in enumerate(recipients or []):
        fixed = bytes(8) + struct.pack("<HHIii", 0x0003, 0x0C15, 6, kind, 0)
        fixed += _row(0x3001, name) + _row(0x39FE, address)
        streams = {_stream(0x3001, name): _value(name), _stream(0x39FE, address): _value(address)}
        tree[f"__recip_version1.0_#{n:08X}"] = {"__properties_version1.0": fixed, **streams}
    for n, each in enumerate(attachments or []):
        rows = (_row(0x3707, each[0]) + _row(0x3701, each[1])) if isinstance(each, tuple) else b""
        holder: dict[str, bytes | Tree] = {"__properties_version1.0": bytes(8) + rows}
        if isinstance(each, tuple):
            holder |= {_stream(0x3707, each[0]): _value(each[0]), "__substg1.0_37010102": each[1]}
        else:
            holder["__substg1.0_3701000D"] = each
        tree[f"__attach_version1.0_#{n:08X}"] = holder
    return tree


def _row(number: int, value: str | bytes) -> bytes:
    """A row of the list of properties: type, number, flags, size."""
    size = len(_value(value)) + (2 if isinstance(value, str) else 0)
    return struct.pack("<HHIII", 0x001F if isinstance(value, str) else 0x0102, number, 6, size, 0)


def _stream(number: int, value: str | bytes) -> str:
    return f"__substg1.0_{number:04X}{'001F' if isinstance(value, str) else '0102'}"


def _value(value: str | bytes) -> bytes:
    return value.encode("utf-16-le") if isinstance(value, str) else value


def packed_rich_text(rtf: bytes) -> bytes:
    """Rich text as Outlook packs it (LZFu), here with every letter as it is."""
    body, here = bytearray(), 207
    for at in range(0, len(rtf) + 1, 8):
        run = rtf[at : at + 8]
        here = (here + len(run)) % 4096
        if len(run) == 8:
            body += b"\x00" + run
        else:
            body += bytes([1 << len(run)]) + run + struct.pack(">H", here << 4)
    checksum = zlib.crc32(bytes(body), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return struct.pack("<IIII", len(body) + 12, len(rtf), 0x75465A4C, checksum) + bytes(body)
