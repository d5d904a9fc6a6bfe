"""Files that a check can read, each by a reader that shares nothing with the code that writes files.

What old office formats show is read from what an office program makes of them; a message's attachments are read as files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

from redactor.base.bounded import bounded
from redactor.base.given import NOT_A_FILE, Given, NoRegularFile, regular_bytes
from redactor.base.limits import TOO_MUCH_TEXT, most_text
from redactor.base.office import turned
from redactor.sources.kinds import kind_of
from redactor.sources.names_in_settings import with_names_in_settings
from redactor.sources.others import read_by_others
from redactor.sources.pictures import with_pictures
from redactor.sources.source import Blob, Source, SourceError, SourceText

_MOST_BYTES = 200 * 1024 * 1024
_HALVES = re.compile("[\\ud800-\\udfff]")
_READERS = {
    "docx": ("redactor.sources.word", "read_word"),
    "xlsx": ("redactor.sources.excel", "read_excel"),
    "pdf": ("redactor.sources.pdf", "read_pdf"),
    "odf": ("redactor.sources.odf", "read_odf"),
    "rtf": ("redactor.sources.rtf", "read_rtf"),
}
_MESSAGES = {"eml": ("redactor.sources.mail", "read_mail"), "msg": ("redactor.sources.msg", "read_msg")}
_TURNED = {"doc": "docx", "xls": "xlsx", "xlsb": "xlsx"}  # what an office program makes of it
_DEEPEST = 6  # messages in messages
_INSIDE = "An old office file inside another file. Save it by itself, and check that as well."


def read_source(path: Given) -> Source:
    """Read a file by what it is, whatever its name ends in. Raises SourceError, a sentence without the file's name."""
    data = _bytes(path)
    return _read(data, path.name, 0)


def _read(data: bytes, name: str, depth: int) -> Source:
    kind = _kind(data)
    if kind in _TURNED:
        made = turned(data, kind, _TURNED[kind], f"in the .{kind} format", SourceError)
        return with_pictures(bounded(read_turned, data, name, made, kind, refuse=SourceError), made)
    if kind in _MESSAGES:
        source, inner = bounded(read_message, data, name, kind, refuse=SourceError)
        return _with_attachments(with_pictures(source, data), inner, depth)
    read = bounded(read_within_bounds, data, name, refuse=SourceError)
    return with_pictures(read, data)


def _with_attachments(source: Source, inner: Sequence[Blob], depth: int) -> Source:
    """The message and, as attachments, what its files hold; one that cannot be read is listed."""
    for each in inner:
        try:
            if depth >= _DEEPEST:
                raise SourceError("It lies in more messages than are opened one after another.")
            read = _read(each.data, each.place, depth + 1)
        except SourceError as error:
            plain = _plain_text(each.data)
            lines = tuple(SourceText(line, each.place, "attachment") for line in plain.splitlines() if line.strip())
            unread = () if lines else (f"{each.place}: {error}",)
            source = replace(
                source, texts=source.texts + lines, unreadable=source.unreadable + unread, blobs=(*source.blobs, each)
            )
            continue
        within = f"{each.place}, "
        source = replace(
            source,
            texts=source.texts
            + tuple(
                replace(t, place=within + t.place, layer=t.layer if t.layer in ("markup", "picture") else "attachment")
                for t in read.texts
            ),
            facts=source.facts + tuple(replace(f, place=within + f.place) for f in read.facts if f.rule != "font"),
            unreadable=source.unreadable + tuple(within + u for u in read.unreadable),
            blobs=source.blobs + tuple(Blob(b.data, within + b.place) for b in read.blobs),
        )
    return source


def _plain_text(data: bytes) -> str:
    """The text of a file that is nothing but text; "" for anything else."""
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = (
            data.decode("cp1252", "replace")
            if b"\x00" not in data and len(re.findall(rb"[\x01-\x08\x0e-\x1f]", data)) == 0
            else ""
        )
    return "" if "\x00" in text else text


def read_turned(data: bytes, name: str, made: bytes, kind: str) -> Source:
    """An old office file, with what an office program made of it. Raises SourceError."""
    from redactor.sources.ole import read_ole

    return _within(_sounded(read_ole(data, name, made, kind)), len(data) + len(made))


def read_message(data: bytes, name: str, kind: str) -> tuple[Source, tuple[Blob, ...]]:
    """A message, and the files that came with it. Raises SourceError."""
    module, function = _MESSAGES[kind]
    read = cast("Callable[[bytes, str], tuple[Source, tuple[Blob, ...]]]", getattr(import_module(module), function))
    source, inner = read(data, name)
    return _within(_sounded(source), len(data)), inner


def _within(source: Source, size: int) -> Source:
    if sum(len(text.text) for text in source.texts) > most_text(size):
        raise SourceError(TOO_MUCH_TEXT)
    return source


def read_within_bounds(data: bytes, name: str) -> Source:
    """Read a file's bytes. Raises SourceError, also where the file holds more text than it honestly can."""
    return _within(read_data(data, name), len(data))


def read_data(data: bytes, name: str) -> Source:
    """The same for a file in memory, an attachment say. Raises SourceError, Refused for an extension that is broken."""
    try:
        kind = kind_of(data)
    except SourceError:
        source = read_by_others(data, name)
        if source is None:
            raise
        return _sounded(source)
    if kind in _TURNED:
        raise SourceError(_INSIDE)
    if kind in _MESSAGES:
        message, inner = read_message(data, name, kind)
        return _with_attachments(message, inner, _DEEPEST - 1)
    module, function = _READERS[kind]
    reader = cast("Callable[[bytes, str], Source]", getattr(import_module(module), function))
    return _sounded(reader(data, name))


def _kind(data: bytes) -> str:
    """ "" for a format that is none of ours."""
    try:
        return kind_of(data)
    except SourceError:
        return ""


def _sounded(source: Source) -> Source:
    return _whole(with_names_in_settings(source))


def _whole(source: Source) -> Source:
    return replace(
        source,
        texts=tuple(
            replace(t, text=_sound(t.text), place=_sound(t.place)) if _halved(t.text, t.place) else t
            for t in source.texts
        ),
        facts=tuple(replace(f, place=_sound(f.place), detail=_sound(f.detail)) for f in source.facts),
        unreadable=tuple(map(_sound, source.unreadable)),
    )


def _halved(*texts: str) -> bool:
    return any(not text.isascii() and _HALVES.search(text) for text in texts)


def _sound(text: str) -> str:
    """Halves of characters, as damaged files hold them, can be neither shown nor written: a question mark each."""
    return _HALVES.sub("?", text)


def _bytes(path: Given) -> bytes:
    if not isinstance(path, Path):
        return path.read_bytes()
    try:
        if path.is_dir():
            raise SourceError("This is a folder. Give the file itself: .docx, .pdf or .xlsx.")
        if path.stat().st_size > _MOST_BYTES:
            raise SourceError("The file is larger than 200 MB. Split it, and check the pieces.")
        return regular_bytes(path)
    except NoRegularFile:
        raise SourceError(NOT_A_FILE) from None
    except FileNotFoundError:
        raise SourceError("The file does not exist. Check the folder and the spelling of its name.") from None
    except OSError:
        raise SourceError("The file cannot be opened. Close it in Word, and make sure that you may read it.") from None
