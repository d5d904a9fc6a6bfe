"""Rich text as Outlook packs it into a message: LZFu, [MS-OXRTFCP]."""

from __future__ import annotations

import struct
import zlib

MOST = 20_000_000  # bytes of text, more than anybody writes
_HEAD = struct.Struct("<IIII")  # bytes that follow the first four, bytes unpacked, kind, checksum
_PACKED, _PLAIN = 0x75465A4C, 0x414C454D  # "LZFu", "MELA"
_WINDOW = 4096
# what every packer and reader has seen before the first letter
_BEFORE = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbol"
    b"ArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)


def unpacked(data: bytes) -> bytes:
    """The rich text. Raises ValueError for what is cut off, changed, far too large or nothing of the kind."""
    if len(data) < _HEAD.size:
        raise ValueError("cut off")
    size, raw, kind, checksum = _HEAD.unpack_from(data)
    packed = data[_HEAD.size : size + 4]
    if kind == _PLAIN:
        return packed[:raw]
    if kind != _PACKED or raw > MOST:
        raise ValueError("of no kind that is known")
    if _sum(packed) != checksum:
        raise ValueError("changed or cut off")
    return _written(packed)[:raw]


def _sum(data: bytes) -> int:
    """The checksum of the format: that of zip archives, without its turning over of bits before and after."""
    return zlib.crc32(data, 0xFFFFFFFF) ^ 0xFFFFFFFF


def _written(packed: bytes) -> bytes:
    """Runs of eight pieces, each a letter or a place in the window of what was said last with a length."""
    window = bytearray(_BEFORE.ljust(_WINDOW, b"\x00"))
    out, at, here = bytearray(), 0, len(_BEFORE)
    while at < len(packed):
        control, at = packed[at], at + 1
        for bit in range(8):
            if control & 1 << bit:
                if at + 2 > len(packed):
                    return bytes(out)
                told, at = packed[at] << 8 | packed[at + 1], at + 2
                begin = told >> 4
                if begin == here:  # the end
                    return bytes(out)
                for n in range((told & 15) + 2):
                    letter = window[(begin + n) % _WINDOW]
                    out.append(letter)
                    window[here] = letter
                    here = (here + 1) % _WINDOW
            elif at < len(packed):
                out.append(packed[at])
                window[here] = packed[at]
                here, at = (here + 1) % _WINDOW, at + 1
        if len(out) > MOST:
            raise ValueError("far too large")
    return bytes(out)
