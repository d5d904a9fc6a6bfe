"""The zip file around an Office document: read defensively, written so that the same content gives the same bytes.

A draft may come from anywhere. Sizes are counted while inflating and not believed; two programs must not be able to
see two different documents in one file (names twice, headers that disagree, entries that overlap); nothing is
unpacked to disk.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from itertools import pairwise

from redactor.documents.model import DocumentError

MAX_ENTRIES = 2_000
MAX_PART = 100 * 1024 * 1024
MAX_TOTAL = 500 * 1024 * 1024
MAX_RATIO = 100
RATIO_MATTERS_ABOVE = 1024 * 1024  # bytes inflated; small parts of repeated text compress well and harm nobody
# a drawn page as an uncompressed picture (a genogram) packs a thousand to one; all such pictures of a file together
MAX_PLAIN_PICTURES = 128 * 1024 * 1024

_LOCAL_HEADER = struct.Struct("<4sHHHHHIIIHH")
_ENCRYPTED, _UTF8, _SIZES_LATER = 0x1, 0x800, 0x8
_BLOCK = 1 << 20

UNSAFE = (
    "The file is not put together the way Word does it ({}), so it was not opened. "
    "Open it in Word, save it as a new .docx and try again."
)
DAMAGED = "The file is damaged ({}). Open it in Word, which may repair it, save it as a new .docx and try again."


def unpack(data: bytes, *, most_ratio: int = MAX_RATIO) -> dict[str, bytes]:
    """The members of a zip file by name, folders left out, in the order of its directory.

    `most_ratio`: how often larger than packed a member above a megabyte may be.

    Raises DocumentError for whatever makes the file unsafe or unreadable.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        ValueError,
        struct.error,
        OverflowError,
    ) as error:
        raise DocumentError(DAMAGED.format("it is not a whole zip file")) from error
    if len(infos) > MAX_ENTRIES:
        raise DocumentError(UNSAFE.format(f"more than {MAX_ENTRIES} parts"))
    _check_names(infos)
    spans = []
    members: dict[str, bytes] = {}
    total = pictures = 0
    for info in infos:
        start = _body_start(data, info)
        spans.append((info.header_offset, start + info.compress_size))
        if info.is_dir():
            continue
        content = _inflate(data, start, info, MAX_TOTAL - total, MAX_PLAIN_PICTURES - pictures, most_ratio)
        total += len(content)
        if len(content) > RATIO_MATTERS_ABOVE and len(content) > most_ratio * max(info.compress_size, 1):
            pictures += len(content)
        members[info.filename] = content
    spans.sort()
    if any(end > following for (_, end), (following, _) in pairwise(spans)):
        raise DocumentError(UNSAFE.format("its parts overlap"))
    return members


def _check_names(infos: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for info in infos:
        # ZipInfo cuts a name at a null character and turns the system's separator; the original name shows both
        name = info.orig_filename
        folded = name.rstrip("/").casefold()
        if (
            not name
            or name.startswith("/")
            or "\\" in name
            or ":" in name
            or any(ord(character) < 32 or ord(character) == 127 for character in name)
            or any(segment in ("..", ".") for segment in name.split("/"))
        ):
            raise DocumentError(UNSAFE.format("a part's name leads out of the file"))
        if folded in seen:
            raise DocumentError(UNSAFE.format("two parts have the same name"))
        seen.add(folded)
        if info.flag_bits & _ENCRYPTED:
            raise DocumentError(
                "The file is encrypted. Open it in Word with its password, remove the password, save and try again."
            )
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DocumentError(UNSAFE.format("an unusual compression"))


def _body_start(data: bytes, info: zipfile.ZipInfo) -> int:
    """Where an entry's content starts, its own header checked against the directory."""
    header = data[info.header_offset : info.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise DocumentError(DAMAGED.format("a part is missing"))
    _, _, flags, method, _, _, _, packed, size, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    start = info.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    name = data[info.header_offset + _LOCAL_HEADER.size :][:name_length]
    encoding = "utf-8" if flags & _UTF8 else "cp437"
    agrees = name.decode(encoding, "replace") == info.orig_filename and method == info.compress_type
    if not flags & _SIZES_LATER and 0xFFFFFFFF not in (packed, size):
        agrees = agrees and (packed, size) == (info.compress_size, info.file_size)
    if not agrees or flags & _ENCRYPTED:
        raise DocumentError(UNSAFE.format("its two directories disagree"))
    if start + info.compress_size > len(data):
        raise DocumentError(DAMAGED.format("it ends too early"))
    return int(start)


def _is_plain_picture(beginning: bytes, size: int) -> bool:
    """A bitmap, an enhanced or a placeable metafile or a TIFF: formats that do not pack by themselves. A bitmap and an
    enhanced metafile say how large they are, and are believed only where that is so."""
    if len(beginning) < 52:
        return False
    if beginning[:2] == b"BM":
        return int.from_bytes(beginning[2:6], "little") == size
    if beginning[:4] == b"\x01\0\0\0" and beginning[40:44] == b" EMF":
        return int.from_bytes(beginning[48:52], "little") == size
    return beginning[:4] in (b"\xd7\xcd\xc6\x9a", b"II*\0", b"MM\0*")


def _inflate(data: bytes, start: int, info: zipfile.ZipInfo, left: int, pictures: int, most_ratio: int) -> bytes:
    """`left`: bytes that the file may still unpack to; `pictures`: those of them for pictures that pack beyond `most_ratio`."""
    limit = min(MAX_PART, left)
    packed = memoryview(data)[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        content = bytes(packed[: limit + 1])
    else:
        engine = zlib.decompressobj(-15)
        chunks, size = [], 0
        pending: bytes | memoryview = packed
        try:
            while size <= limit and not engine.eof:
                chunk = engine.decompress(pending, _BLOCK)
                pending = engine.unconsumed_tail
                if not chunk and not pending:
                    break
                size += len(chunk)
                chunks.append(chunk)
                if (
                    size > RATIO_MATTERS_ABOVE
                    and size > most_ratio * max(info.compress_size, 1)
                    and (size > pictures or not _is_plain_picture(chunks[0], info.file_size))
                ):
                    raise DocumentError(UNSAFE.format("a part unpacks to far more than it should"))
        except zlib.error as error:
            raise DocumentError(DAMAGED.format("a part cannot be unpacked")) from error
        content = b"".join(chunks)
    if len(content) > limit:
        raise DocumentError(
            "The file is too large to be read safely: unpacked, it has more than 500 MB or a part of more than 100 MB."
        )
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise DocumentError(DAMAGED.format("a part does not match its checksum"))
    return content


def pack(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file of these members in this order: fixed times, no comments, no extra fields."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every system
            info.external_attr = 0
            archive.writestr(info, content)
    return target.getvalue()
