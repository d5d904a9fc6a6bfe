"""Metadata of pictures taken out without touching a pixel: the picture is copied byte for byte, what describes it not.

A camera's owner, a place, a program's user and a thumbnail of the picture before it was cropped travel in these
chunks. What the picture shows is for a person to look at.
"""

from __future__ import annotations

import hashlib
import struct
import zlib

_PNG = b"\x89PNG\r\n\x1a\n"
# what a PNG needs to look the same
_PNG_KEPT = frozenset(
    (
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"cHRM",
        b"gAMA",
        b"sBIT",
        b"sRGB",
        b"bKGD",
        b"pHYs",
        b"acTL",
        b"fcTL",
        b"fdAT",
        b"cICP",
    )
)
# tags of a TIFF that describe: text, software, owner, XMP, IPTC, Photoshop, EXIF, GPS, Microsoft's XP tags
_TIFF_BLANKED = frozenset(
    (
        269,
        270,
        271,
        272,
        285,
        305,
        306,
        315,
        316,
        700,
        33432,
        33723,
        34377,
        34665,
        34853,
        37724,
        40091,
        40092,
        40093,
        40094,
        40095,
    )
)
_TIFF_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}

KINDS = {
    "png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif", "tiff": "image/tiff", "bmp": "image/bmp",
    "emf": "image/x-emf", "wmf": "image/x-wmf", "webp": "image/webp",
}  # fmt: skip


def kind(data: bytes) -> str | None:
    """What the bytes are, whatever the file calls them: a key of KINDS, or None for no picture that is known."""
    if data.startswith(_PNG):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    if data[:4] in (b"II*\0", b"MM\0*"):
        return "tiff"
    if data.startswith(b"BM"):
        return "bmp"
    if data[:4] == b"\x01\0\0\0" and data[40:44] == b" EMF":
        return "emf"
    if data[:4] == b"\xd7\xcd\xc6\x9a" or data[:6] in (b"\x01\0\x09\0\0\x03", b"\x01\0\x09\0\0\x01"):
        return "wmf"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return None


def cleaned(data: bytes) -> tuple[bytes, str]:
    """The picture without what describes it, and its content type by its bytes. Raises ValueError, also where it is none."""
    found = kind(data)
    if found is None:
        raise ValueError("unknown picture")
    return without_metadata(data), KINDS[found]


def digest_of(data: bytes) -> str:
    """SHA-256 of the picture without what describes it, in hexadecimal; "" for one whose structure is broken."""
    try:
        return hashlib.sha256(without_metadata(data)).hexdigest()
    except ValueError:
        return ""


def without_metadata(data: bytes) -> bytes:
    """The picture without what describes it.

    Raises ValueError where its structure is broken, so that nobody can say what it holds.
    """
    strip = {"png": _png, "jpeg": _jpeg, "gif": _gif, "tiff": _tiff, "bmp": _bmp, "webp": _webp}.get(kind(data) or "")
    try:
        return strip(data) if strip is not None else data
    except (struct.error, IndexError) as error:
        raise ValueError("broken picture") from error


def _png(data: bytes) -> bytes:
    out, position = [_PNG], len(_PNG)
    while position < len(data):
        length, name = struct.unpack_from(">I4s", data, position)
        end = position + 12 + length
        if end > len(data):
            raise ValueError("broken picture")
        if name in _PNG_KEPT:
            out.append(data[position:end])
        elif name == b"iCCP":
            out.append(_colour_profile(data[position + 8 : end - 4]))
        position = end
        if name == b"IEND":
            return b"".join(out)
    raise ValueError("broken picture")


def _colour_profile(chunk: bytes) -> bytes:
    """A colour profile changes colours, so it stays; its name does not."""
    body = b"iCCPprofile\0" + chunk.partition(b"\0")[2]
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))


def _jpeg(data: bytes) -> bytes:
    out, position = [data[:2]], 2
    while position < len(data):
        if data[position] != 0xFF:
            raise ValueError("broken picture")
        marker = data[position + 1]
        if marker == 0xFF:  # a fill byte
            position += 1
            continue
        if marker == 0xD9:
            out.append(b"\xff\xd9")
            return b"".join(out)
        if marker == 0x01 or 0xD0 <= marker <= 0xD7:
            out.append(data[position : position + 2])
            position += 2
            continue
        (length,) = struct.unpack_from(">H", data, position + 2)
        segment = data[position : position + 2 + length]
        if len(segment) < 2 + length or length < 2:
            raise ValueError("broken picture")
        body = segment[4:]
        # JFIF, Adobe's colour transform and the colour profile decide how the pixels look; other application segments
        # describe
        keeps = (
            not (0xE0 <= marker <= 0xEF or marker == 0xFE)
            or (marker == 0xE0 and body.startswith(b"JFIF\0"))
            or (marker == 0xE2 and body.startswith(b"ICC_PROFILE\0"))
            or (marker == 0xEE and body.startswith(b"Adobe"))
        )
        if marker == 0xE0 and body.startswith(b"JFIF\0"):
            segment = b"\xff\xe0\x00\x10" + body[:12] + b"\0\0"  # without its thumbnail
        if marker == 0xE1 and body.startswith(b"Exif\0\0") and (turned := _orientation(body[6:])) > 1:
            segment, keeps = _upright(turned), True
        if keeps:
            out.append(segment)
        position += 2 + length
        if marker == 0xDA:
            end = _scan_end(data, position)
            out.append(data[position:end])
            position = end
    raise ValueError("broken picture")


def _scan_end(data: bytes, position: int) -> int:
    """Where the compressed pixels stop: at the next marker that is neither a stuffed byte nor a restart."""
    while True:
        position = data.find(b"\xff", position)
        if position < 0 or position + 1 >= len(data):
            raise ValueError("broken picture")
        if data[position + 1] == 0 or 0xD0 <= data[position + 1] <= 0xD7:
            position += 2
        elif data[position + 1] == 0xFF:
            position += 1
        else:
            return position


def _orientation(exif: bytes) -> int:
    """Which way up the camera says the picture is: 1 upright, 0 unknown."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None or len(exif) < 8:
        return 0
    (start,) = struct.unpack_from(order + "I", exif, 4)
    try:
        (count,) = struct.unpack_from(order + "H", exif, start)
        for index in range(count):
            tag, _, _, value = struct.unpack_from(order + "HHIH", exif, start + 2 + 12 * index)
            if tag == 0x112:
                return int(value) if 1 <= value <= 8 else 0
    except struct.error:
        return 0
    return 0


def _upright(orientation: int) -> bytes:
    """An EXIF segment that says which way up the picture is, and nothing else."""
    body = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHH", 0x112, 3, 1, orientation, 0) + b"\0\0\0\0"
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _gif(data: bytes) -> bytes:
    flags = data[10]
    position = 13 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0)
    out = [data[:position]]
    while True:
        start, block = position, data[position]
        if block == 0x3B:
            return b"".join([*out, b"\x3b"])
        if block == 0x21:
            label = data[position + 1]
            position = _sub_blocks(data, position + 2)
            animation = label == 0xFF and data[start + 3 : start + 14] in (b"NETSCAPE2.0", b"ANIMEXTS1.0")
            if label == 0xF9 or animation:
                out.append(data[start:position])
        elif block == 0x2C:
            flags = data[position + 9]
            position += 10 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0) + 1
            position = _sub_blocks(data, position)
            out.append(data[start:position])
        else:
            raise ValueError("broken picture")


def _sub_blocks(data: bytes, position: int) -> int:
    while data[position]:
        position += data[position] + 1
    return position + 1


def _tiff(data: bytes) -> bytes:
    """Blanked in place, as offsets bind a TIFF's pieces together."""
    order = "<" if data[:2] == b"II" else ">"
    out = bytearray(data)
    (offset,) = struct.unpack_from(order + "I", data, 4)
    seen: set[int] = set()
    while offset and offset not in seen and len(seen) < 1_000:
        seen.add(offset)
        (count,) = struct.unpack_from(order + "H", data, offset)
        for index in range(count):
            entry = offset + 2 + 12 * index
            tag, form, number = struct.unpack_from(order + "HHI", data, entry)
            if tag in _TIFF_BLANKED:
                size = _TIFF_SIZES.get(form, 1) * number
                start = entry + 8 if size <= 4 else struct.unpack_from(order + "I", data, entry + 8)[0]
                if start + size > len(out):
                    raise ValueError("broken picture")
                if tag in (34665, 34853):  # they lead to a directory of their own
                    _blank_directory(out, order, struct.unpack_from(order + "I", data, entry + 8)[0])
                out[start : start + size] = bytes(size)
                out[entry : entry + 12] = struct.pack(order + "HHII", tag, 1, 1, 0)
        (offset,) = struct.unpack_from(order + "I", data, offset + 2 + 12 * count)
    return bytes(out)


def _blank_directory(out: bytearray, order: str, offset: int) -> None:
    (count,) = struct.unpack_from(order + "H", out, offset)
    for index in range(count):
        entry = offset + 2 + 12 * index
        _, form, number = struct.unpack_from(order + "HHI", out, entry)
        size = _TIFF_SIZES.get(form, 1) * number
        if size > 4:
            (start,) = struct.unpack_from(order + "I", out, entry + 8)
            if start + size <= len(out):
                out[start : start + size] = bytes(size)
    out[offset : offset + 2 + 12 * count] = bytes(2 + 12 * count)


def _bmp(data: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", data, 2)
    return data[:size] if 54 <= size <= len(data) else data


def _webp(data: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", data, 4)
    out, position, end = [], 12, min(len(data), size + 8)
    while position + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, position)
        following = position + 8 + length + (length & 1)
        chunk = data[position:following]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~0x0C]) + chunk[9:]  # no longer says that there is EXIF or XMP
        if name not in (b"EXIF", b"XMP "):
            out.append(chunk)
        position = following
    body = b"WEBP" + b"".join(out)
    return b"RIFF" + struct.pack("<I", len(body)) + body
