"""The zip file around the parts: what the program that packed it left beside them."""

from __future__ import annotations

import io
import zipfile

from .model import Tally

_WORDS_DATE = (1980, 1, 1, 0, 0, 0)  # what Word writes for every part
_PADDING = 0xA220  # an extra field with which Word itself fills up


def inspect_container(data: bytes, tally: Tally) -> None:
    """Count comments, times and other traces in a zip file that was already found to be sound."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        comment = archive.comment
        if comment:
            tally.add("zip-trace", "comment of the package", value=comment.decode("utf-8", "replace"))
        for info in infos:
            if info.comment:
                tally.add("zip-trace", "comment of a part", value=info.comment.decode("utf-8", "replace"))
            if info.date_time != _WORDS_DATE:
                tally.add("zip-trace", "time at which a part was written", date=_date(info))
            if any(identifier != _PADDING for identifier in _extra_fields(info.extra)):
                tally.add("zip-trace", "extra field of a part")
        first = min((info.header_offset for info in infos), default=0)
    if first:
        tally.add("zip-trace", "bytes before the package")
    end = data.rfind(b"PK\x05\x06")
    if end >= 0 and end + 22 + len(comment) < len(data):
        tally.add("zip-trace", "bytes after the package")


def _date(info: zipfile.ZipInfo) -> str:
    return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*info.date_time)


def _extra_fields(extra: bytes) -> list[int]:
    found, position = [], 0
    while position + 4 <= len(extra):
        found.append(int.from_bytes(extra[position : position + 2], "little"))
        position += 4 + int.from_bytes(extra[position + 2 : position + 4], "little")
    return found
