"""Reads an old Word or Excel file (.doc, .xls) or a binary workbook (.xlsb) for the check.

What shows is read from what an office program makes of it. Everything else is looked for in the bytes: properties, remains
of earlier saves, streams of macros and embedded files; text there is UTF-16 or Windows' own code page.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace

import olefile

from redactor.sources.excel import read_excel
from redactor.sources.source import Blob, Source, SourceError, SourceFact, SourceText
from redactor.sources.word import read_word

_DAMAGED = "The file is damaged and cannot be opened. Save it again from the program that it was made with."
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00|[\x13-\x1f]\x20){4,}")
_NARROW = re.compile(rb"[\x20-\x7e\x91-\x97\xc0-\xff]{5,}")
_PROSE = re.compile(r"(?:[^\W\d_]{2,}[,;:.]? ){3,}[^\W\d_]{2,}")
_MOST_TEXT = 4_000_000  # characters of remains
# what the program that did the turning put in itself, or that a .doc has in another way
_MADE = frozenset({"custom-properties", "metadata", "font", "custom-xml", "attached-template", "unknown-part"})
_PROPERTIES = {
    "author": "author", "last_saved_by": "last saved by", "manager": "manager", "company": "company", "title": "title",
    "subject": "subject", "keywords": "keywords", "comments": "comments", "category": "category", "template": "template",
}  # fmt: skip
_NAMING = ("author", "last_saved_by", "manager", "company")
_MACROS = "The file holds a macro, a program that can hold text and names."
_EMBEDDED = "Another file is embedded in this one."
_SAVED_FAST = (
    "The file still holds words that it no longer shows: remains of what was saved before, or of what was deleted."
)


def read_ole(data: bytes, name: str, turned: bytes, kind: str) -> Source:
    """Everything in the file. `turned`: the .docx or .xlsx that an office program made of it. Raises SourceError."""
    shown = read_word(turned, name) if kind == "doc" else read_excel(turned, name)
    own = ("property", "custom properties", "name of a part")  # of the file that was made
    texts = [t for t in shown.texts if not t.place.startswith(own)]
    facts = [f for f in shown.facts if f.rule not in _MADE]
    blobs = [Blob(data, "the file as bytes")]
    if kind != "xlsb":
        said = " ".join(_plain(t.text) for t in shown.texts)
        try:
            with olefile.OleFileIO(io.BytesIO(data)) as file:
                texts += _properties(file, facts)
                _streams(file, said, texts, facts, blobs)
        except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError):
            raise SourceError(_DAMAGED) from None
    return replace(
        shown, name=name, digest=hashlib.sha256(data).hexdigest(), format=kind, texts=tuple(dict.fromkeys(texts)),
        facts=tuple(dict.fromkeys(facts)), blobs=(*blobs, *shown.blobs),
    )  # fmt: skip


def _properties(file: olefile.OleFileIO, facts: list[SourceFact]) -> Iterator[SourceText]:
    found = file.get_metadata()
    encoding = (
        f"cp{found.codepage}" if isinstance(found.codepage, int) and found.codepage not in (65001, 1200) else "utf-8"
    )
    for name, what in _PROPERTIES.items():
        value = getattr(found, name, None)
        text = _decoded(value, encoding).strip("\x00 ") if isinstance(value, bytes) else str(value or "").strip()
        if not text:
            continue
        if name in _NAMING:
            facts.append(
                SourceFact("metadata", f"property {what}", f"The file's properties say something under “{what}”.")
            )
        if name == "template" and text.lower() not in ("normal", "normal.dot", "normal.dotm", "normal.dotx"):
            facts.append(
                SourceFact(
                    "attached-template", "properties of the file", "The file names the template it was made from."
                )
            )
        yield SourceText(text, f"property {what}", "metadata")


def _decoded(value: bytes, encoding: str) -> str:
    try:
        return value.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return value.decode("cp1252", "replace")


def _streams(
    file: olefile.OleFileIO, said: str, texts: list[SourceText], facts: list[SourceFact], blobs: list[Blob]
) -> None:
    """Remains in each stream: known names are looked for in all of them, sentences that show nowhere are told."""
    left = _MOST_TEXT
    for number, path in enumerate(file.listdir(), 1):
        folders = {part.lower() for part in path}
        if folders & {"vba", "macros", "_vba_project_cur"}:
            facts.append(SourceFact("macros", "macros", _MACROS))
        if path[0].lower().startswith(("objectpool", "mbd")):
            facts.append(SourceFact("embedded-object", "embedded object", _EMBEDDED))
        if path[-1].startswith("\x05"):
            continue  # properties, read as such
        data = file.openstream(path).read()
        blobs.append(Blob(data, f"part {number} of the file"))
        for text in _strings(data):
            if left <= 0:
                return
            left -= len(text)
            hidden = [
                m[0] for m in _PROSE.finditer(text) if _plain(m[0]) not in said and _words(m[0]) - _words_in(said, m[0])
            ]
            if hidden and folders & {"worddocument", "1table", "0table", "data"}:
                facts.append(SourceFact("hidden-text", "remains in the file", _SAVED_FAST))
                texts += [SourceText(each, "remains in the file", "hidden") for each in hidden]
            texts.append(SourceText(text, "remains in the file", "markup"))


def _strings(data: bytes) -> Iterator[str]:
    for match in _WIDE.finditer(data):
        yield match[0].decode("utf-16-le", "replace")
    for match in _NARROW.finditer(data):
        yield match[0].decode("cp1252", "replace")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{3,}", text.lower()))


def _words_in(said: str, text: str) -> frozenset[str]:
    """Words of `text` that are said somewhere."""
    return frozenset(word for word in _words(text) if word in said)
