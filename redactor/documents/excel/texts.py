"""Texts of a workbook as views: what reads as one, with the way back to the characters of the file.

What a reader does not see is masked by characters that the plain copy leaves out, one for one, so that offsets hold: codes of
a page header, escapes of control characters, the formula around a text in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.documents.word.blocks import Atom, View
from redactor.documents.word.text import normalise

from .xml import LOCAL, Element

_UNSEEN = "\u200b"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SECTION = re.compile(r"&[LCR]")
_CODE = re.compile(r'&(?:"[^"]*"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d{1,3}|[A-JM-QS-Za-z+-])')
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_AND = re.compile(r"\s*&\s*")
_QUOTED_SHEET = re.compile(r"'(?:[^']|'')*'")


def view(atoms: list[Atom], *, underscores: bool = False) -> View:
    """The view over these atoms; line ends stay, as they show in a cell."""
    offsets, position, raws = [], 0, []
    for atom in atoms:
        offsets.append(position)
        raws.append(atom.raw)
        position += len(atom.raw)
    raw = "".join(raws)
    if "_x" in raw:
        raw = _ESCAPE.sub(_unescaped, raw)
    if underscores:
        raw = raw.replace("_", " ")
    return View(atoms, normalise(raw), offsets)


def plain(raw: str) -> str:
    """The plain copy of a text that needs no way back yet."""
    return normalise(_ESCAPE.sub(_unescaped, raw) if "_x" in raw else raw).text


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    letter = chr(code) if not 0xD800 <= code <= 0xDFFF else " "
    return (letter if letter.isprintable() else " ") + _UNSEEN * 6


def header_view(atom: Atom) -> View:
    """The view of a page header without its codes: "&L&"Arial,Bold"Jane &P" reads "Jane "."""
    raw = atom.raw.replace("&&", "&" + _UNSEEN)
    raw = _SECTION.sub("\n" + _UNSEEN, raw)
    raw = _CODE.sub(lambda match: _UNSEEN * len(match[0]), raw)
    return View([atom], normalise(raw), [0])


def literal_views(atom: Atom) -> Iterator[View]:
    """The views of the texts in quotation marks inside a formula or a format; what stands around them is no text."""
    raw = _QUOTED_SHEET.sub(lambda match: "x" * len(match[0]), atom.raw) if "'" in atom.raw else atom.raw
    # a sheet's name in single quotation marks may hold double ones; an apostrophe inside double ones opens no name
    raw = raw if raw.count('"') == atom.raw.count('"') and raw.count('"') % 2 == 0 else atom.raw
    run: list[re.Match[str]] = []
    for match in _LITERAL.finditer(raw):
        if run and not (_AND.fullmatch(raw, run[-1].end(), match.start())):
            yield from _as_one(atom, run)
            run = []
        run.append(match)
    yield from _as_one(atom, run)


def _as_one(atom: Atom, run: list[re.Match[str]]) -> Iterator[View]:
    """The view of texts that the formula puts together as they stand ("Corin Ley"&"burn"), which show as one."""
    inner, end = "", 0
    for match in run:
        inner += _UNSEEN * (match.start(1) - end) if inner else ""
        inner += atom.raw[match.start(1) : match.end(1)].replace('""', '"' + _UNSEEN)
        end = match.end(1)
    if any(character.isalnum() for character in inner):
        yield View([atom], normalise(inner), [-run[0].start(1)])


def text_nodes(element: Element) -> list[Atom]:
    """The texts of a string with its runs, without its phonetic reading, as they are read one after another."""
    return [
        Atom(item, item.text)
        for item in element.iter()
        if LOCAL[item.tag] == "t" and item.text and not _is_phonetic(item, element)
    ]


def phonetic_nodes(element: Element) -> list[Atom]:
    """The texts of a string's phonetic reading."""
    return [
        Atom(item, item.text)
        for item in element.iter()
        if LOCAL[item.tag] == "t" and item.text and _is_phonetic(item, element)
    ]


def _is_phonetic(item: Element, string: Element) -> bool:
    parent = item.getparent()
    return parent is not None and parent is not string and LOCAL[parent.tag] == "rPh"
