"""What a compound file (OLE, [MS-CFB]) is, told by its bytes alone: it is read elsewhere, within limits."""

from __future__ import annotations

import struct

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def in_directory(data: bytes, name: str) -> bool:
    """Whether a compound file has an entry of this name; of one without a directory, whether it stands anywhere in it."""
    return _is_entry(data, name) or (not _is_entry(data, "Root Entry") and name.encode("utf-16-le") in data)


def _is_entry(data: bytes, name: str) -> bool:
    """An entry has 128 bytes: the name first, its length behind it, what it is."""
    wanted = name.encode("utf-16-le")
    length = struct.pack("<H", len(wanted) + 2)
    position = data.find(wanted)
    while position >= 0:
        behind = data[position + 64 : position + 67]
        if position % 128 == 0 and behind[:2] == length and behind[2:] in (b"\x01", b"\x02", b"\x05"):
            return True
        position = data.find(wanted, position + 1)
    return False


def is_locked_word(data: bytes) -> bool:
    """Whether a password is on a .doc: a stream of Word's begins with its mark, and has a flag for it.

    [MS-DOC] 2.5.1, FibBase.fEncrypted.
    """
    return any(
        data[at : at + 2] == b"\xec\xa5" and len(data) > at + 12 and data[at + 11] & 0x01
        for at in range(512, len(data), 512)
    )


def is_locked_excel(data: bytes) -> bool:
    """Whether a password is on an .xls: its record follows close upon the beginning of a workbook.

    [MS-XLS] 2.4.117, FilePass.
    """
    for at in range(512, len(data), 512):
        if data[at : at + 4] in (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00"):
            position = at
            for _ in range(6):
                kind, size = struct.unpack("<HH", data[position : position + 4].ljust(4, b"\x00"))
                if kind == 0x2F:
                    return True
                position += 4 + size
    return False
