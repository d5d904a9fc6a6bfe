"""Reads a message of Outlook's (.msg) for the check: every property that is text, and what came with it."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Sequence

import olefile

from redactor.base.lzfu import unpacked
from redactor.sources.mail import MessageTexts, texts_of
from redactor.sources.rtf import read_rtf
from redactor.sources.source import Blob, Source, SourceError

_DAMAGED = "The message is damaged and cannot be read. Open it in Outlook, save it again and check that."
_STREAM = re.compile(r"__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})(?:-[0-9A-F]{8})?", re.I)
_SUBJECTS, _BODY, _WEB, _RTF, _DATA, _NAMES = (
    (0x0037, 0x0E1D, 0x0070),
    0x1000,
    0x1013,
    0x1009,
    0x3701,
    (0x3707, 0x3704, 0x3001),
)
_PEOPLE = frozenset((0x0C1A, 0x0042, 0x0E02, 0x0E03, 0x0E04, 0x3001, 0x39FE, 0x0C1F, 0x0065, 0x5D01, 0x5D02))
_WORD_OF_MACHINES = re.compile(r"IPM\.\S*|SMTP|EX|[A-Z]{2}|\{?[0-9A-Fa-f-]{8,}\}?|en-\w+|\S*\d{6,}\S*")
_DEEPEST, _MOST_STREAMS = 8, 20_000


def read_msg(data: bytes, name: str) -> tuple[Source, tuple[Blob, ...]]:
    """Everything in a message, and the files that came with it. Raises SourceError."""
    found = MessageTexts()
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            paths = file.listdir()
            if len(paths) > _MOST_STREAMS:
                raise SourceError(_DAMAGED)
            has_text = [_stream(file, path, found) for path in sorted(paths)]
            if not any(has_text):
                found.unreadable.append("The text of the message is kept in a way that only Outlook reads.")
            _attachments(file, paths, found)
    except (OSError, ValueError, KeyError, IndexError, struct.error):
        raise SourceError(_DAMAGED) from None
    return found.source(data, name, "msg")


def _stream(file: olefile.OleFileIO, path: Sequence[str], found: MessageTexts) -> bool:
    """One property, of the message or of one inside it; whether it is a text of a message."""
    if path[0].lower().startswith("__nameid"):
        return False
    match = _STREAM.fullmatch(path[-1])
    data: bytes = file.openstream(path).read()
    if match is None:
        found.blobs.append(Blob(data, "properties"))
        return False
    number, kind = int(match[1], 16), match[2].upper()
    attached = any(part.lower().startswith("__attach") for part in path)
    inside = (
        "message inside the message, " if sum(p.lower().startswith("__attach") for p in path) and len(path) > 2 else ""
    )
    if kind in ("001F", "101F", "001E", "101E"):
        text = data.decode("utf-16-le", "replace") if kind.endswith("1F") else _narrow(data)
        _say(text.rstrip("\x00"), number, inside, attached, found)
        return number in (_BODY, _WEB)
    if number == _WEB and kind == "0102":
        for text, layer in texts_of(_narrow(data), True):
            found.say(text, f"{inside}body", layer)
        return True
    if number == _RTF and kind == "0102" and (rich := _rich(data)) is not None:
        for each in rich.texts:
            layer = "text" if each.place.startswith("body") and each.layer == "text" else each.layer
            found.say(each.text, f"{inside}body", layer)
        found.blobs += [Blob(blob.data, f"{inside}body") for blob in rich.blobs]
        return True
    if number != _DATA:
        found.blobs.append(Blob(data, f"{inside}properties"))
    return False


def _rich(packed: bytes) -> Source | None:
    """The text that Outlook packed as rich text; None where it cannot be unpacked."""
    try:
        return read_rtf(unpacked(packed), "")
    except (ValueError, SourceError):
        return None


def _say(text: str, number: int, inside: str, attached: bool, found: MessageTexts) -> None:
    if number in (_BODY, _WEB):
        for each, layer in texts_of(text, number == _WEB):
            found.say(each, f"{inside}body", layer)
    elif attached and number in _NAMES and not inside:
        found.say(text, "attachment, its name", "name")
    elif number in _SUBJECTS or number in _PEOPLE:
        found.say(text, f"{inside}head of the message", "text")
    else:
        layer = "markup" if _WORD_OF_MACHINES.fullmatch(text) else "metadata"
        for line in text.splitlines():
            found.say(line, f"{inside}properties", layer)


def _attachments(file: olefile.OleFileIO, paths: Sequence[Sequence[str]], found: MessageTexts) -> None:
    """Files are read by themselves; a message inside the message has been read with it."""
    for path in sorted(map(list, paths)):
        match = _STREAM.fullmatch(path[-1])
        holder = path[-2] if len(path) > 1 else ""
        if match and int(match[1], 16) == _DATA and match[2] == "0102" and holder.lower().startswith("__attach"):
            found.attach("", file.openstream(path).read())


def _narrow(data: bytes) -> str:
    for charset in ("utf-8", "cp1252"):
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
