"""Files that a check can read: Word, PDF and Excel, each by a reader that shares nothing with the code that writes files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

from redactor.base.bounded import bounded
from redactor.base.given import NOT_A_FILE, Given, NoRegularFile, regular_bytes
from redactor.base.limits import TOO_MUCH_TEXT, most_text
from redactor.sources.others import read_by_others
from redactor.sources.pictures import with_pictures
from redactor.sources.reading import BROKEN_ARCHIVE
from redactor.sources.source import Source, SourceError

_MOST_BYTES = 200 * 1024 * 1024
_HALVES = re.compile("[\\ud800-\\udfff]")
_READERS = {
    "docx": ("redactor.sources.word", "read_word"),
    "xlsx": ("redactor.sources.excel", "read_excel"),
    "pdf": ("redactor.sources.pdf", "read_pdf"),
}


def read_source(path: Given) -> Source:
    """Read a file by what it is, whatever its name ends in. Raises SourceError, a sentence without the file's name."""
    data = _bytes(path)
    return with_pictures(bounded(read_within_bounds, data, path.name, refuse=SourceError), data)


def read_within_bounds(data: bytes, name: str) -> Source:
    """The same for a file's bytes. Raises SourceError, also where the file holds more text than it honestly can."""
    source = read_data(data, name)
    if sum(len(text.text) for text in source.texts) > most_text(len(data)):
        raise SourceError(TOO_MUCH_TEXT)
    return source


def read_data(data: bytes, name: str) -> Source:
    """The same for a file in memory, an attachment say. Raises SourceError, Refused for an extension that is broken."""
    try:
        kind = _kind(data)
    except SourceError:
        source = read_by_others(data, name)
        if source is None:
            raise
    else:
        module, function = _READERS[kind]
        try:
            reader = cast("Callable[[bytes, str], Source]", getattr(import_module(module), function))
        except ModuleNotFoundError:
            raise SourceError(f"Files of this kind (.{kind}) cannot be checked yet.") from None
        source = reader(data, name)
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


def _kind(data: bytes) -> str:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise SourceError(
            "The file is of the old kind (.doc, .xls) or protected with a password. Open it in Word or Excel, take the "
            "password off, and save it as .docx or .xlsx."
        )
    if data[:2] != b"PK":
        raise SourceError("The file is neither Word (.docx), PDF nor Excel (.xlsx).")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except BROKEN_ARCHIVE:
        raise SourceError("The file is damaged and cannot be opened. Save it again from Word or Excel.") from None
    if any(name.lower().startswith("xl/") for name in names):
        if not any(name.lower().startswith("word/") for name in names):
            return "xlsx"
    elif not any(name.lower().startswith("word/") or name.lower().endswith("document.xml") for name in names):
        raise SourceError("The file is neither Word (.docx), PDF nor Excel (.xlsx).")
    return "docx"
