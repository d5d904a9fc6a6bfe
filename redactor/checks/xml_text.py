"""The text of one XML part, for the check: paragraphs with their runs joined, attributes, everything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from lxml import etree

from redactor.checks.format_words import is_format_value, is_format_word

# Local names: the two namespaces of Word (transitional and strict), drawings, charts and formulas use the same ones.
_PARAGRAPHS = frozenset({"p", "si"})  # si: a shared string of a spreadsheet, in runs like a paragraph
_TEXT = frozenset({"t", "delText"})
_CODES = frozenset({"instrText", "delInstrText"})
_SPACES = frozenset({"tab", "br", "cr", "ptab"})
_DELETED = frozenset({"del", "moveFrom"})
_INSERTED = frozenset({"ins", "moveTo"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in which a name would stand whole, and its place in words that repeat nothing of the file."""

    text: str
    place: str
    count: int = 1  # how often the same text stands in such a place of the part
    own_words: bool = False  # an attribute where the format writes words of its own: only the exact spelling is a name
    second_reading: bool = False  # the same text once more, in another way: before tracked changes, or decoded


class HasDoctype(Exception):
    """Entities can hold text that one program shows and another does not: no part of a Word file may define them."""


def xml_pieces(data: bytes, place: str) -> Iterator[Piece]:
    """Every piece of text of a part, its paragraphs in reading order, then its attributes; `place` names the part.

    Raises `lxml.etree.XMLSyntaxError` for what is not XML, `HasDoctype` for a part that defines entities.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise HasDoctype
    walker = _Walker(place)
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "end":
            yield from walker.leave(element)
        elif event == "start":
            walker.enter(element)
        else:
            yield Piece(element.text or "", f"{place}, note in the XML")
    yield from walker.attributes()


class _Paragraph:
    __slots__ = ("after", "before", "codes", "number", "place", "two_readings")

    def __init__(self, number: int, place: str) -> None:
        self.number = number
        self.place = place
        self.after: list[str] = []
        self.before: list[str] = []
        self.codes: list[str] = []
        self.two_readings = False


class _Walker:
    """Follows the parser through one part, and puts the pieces together: a paragraph's runs are one text."""

    def __init__(self, place: str) -> None:
        self._part = place
        self._open: list[_Paragraph] = []
        self._tables: list[list[int]] = []  # of the tables around: number, row, column
        self._seen_paragraphs = 0
        self._seen_tables = 0
        self._deleted = 0
        self._inserted = 0
        self._attributes: dict[tuple[str, str, str], list[int | str]] = {}
        self._names: dict[str, str] = {}

    def _local(self, tag: str) -> str:
        name = self._names.get(tag)
        if name is None:
            name = self._names[tag] = tag.rpartition("}")[2]
        return name

    def enter(self, element: etree._Element) -> None:
        name = self._local(element.tag)
        if name in _PARAGRAPHS:
            self._seen_paragraphs += 1
            self._open.append(_Paragraph(self._seen_paragraphs, self._where()))
        elif name == "tbl":
            self._seen_tables += 1
            self._tables.append([self._seen_tables, 0, 0])
        elif name == "tr" and self._tables:
            self._tables[-1][1:] = [self._tables[-1][1] + 1, 0]
        elif name == "tc" and self._tables:
            self._tables[-1][2] += 1
        elif name in _DELETED:
            self._deleted += 1
        elif name in _INSERTED:
            self._inserted += 1
        elif name in _SPACES:
            self._add(" ")
        elif name == "noBreakHyphen":
            self._add("-")
        elif name == "sym":
            self._add(_symbol(element))
        if element.attrib:
            self._note_attributes(name, element)

    def leave(self, element: etree._Element) -> Iterator[Piece]:
        name = self._local(element.tag)
        text = element.text
        if len(element):  # text may go on behind what stands in the element
            text = (text or "") + "".join(child.tail or "" for child in element)
        if name in _TEXT and self._open:
            self._add(text or "")
        elif name in _CODES and self._open:
            self._open[-1].codes.append(text or "")
        elif text and not text.isspace():
            yield Piece(text, self._place(name))
        if name in _PARAGRAPHS and self._open:
            yield from _paragraph_pieces(self._open.pop())
        elif name == "tbl" and self._tables:
            self._tables.pop()
        elif name in _DELETED:
            self._deleted -= 1
        elif name in _INSERTED:
            self._inserted -= 1

    def attributes(self) -> Iterator[Piece]:
        for (element, attribute, value), (place, count) in self._attributes.items():
            own_words = is_format_word(element, attribute, value)
            yield Piece(value, str(place), int(count), own_words=own_words)

    def _note_attributes(self, name: str, element: etree._Element) -> None:
        for key, value in _attributes(element):
            attribute = self._local(key)
            known = (name, attribute, value)
            if noted := self._attributes.get(known):
                noted[1] += 1  # type: ignore[operator]
            elif not is_format_value(name, value):
                where = self._open[-1].place if self._open else self._where()
                self._attributes[known] = [f"{where}, attribute {attribute}", 1]

    def _add(self, text: str) -> None:
        if not self._open:
            return
        paragraph = self._open[-1]
        if not self._deleted:
            paragraph.after.append(text)
        if not self._inserted:
            paragraph.before.append(text)
        if self._deleted or self._inserted:
            paragraph.two_readings = True

    def _where(self) -> str:
        if self._tables:
            number, row, column = self._tables[-1]
            return f"{self._part}, table {number}, row {row}, column {column}"
        return f"{self._part}, paragraph {self._seen_paragraphs}" if self._seen_paragraphs else self._part

    def _place(self, element: str) -> str:
        if self._part.endswith("property"):
            return f"{self._part} {element}"  # the element's name is Word's: title, creator, Manager
        return self._where()


def _paragraph_pieces(paragraph: _Paragraph) -> Iterator[Piece]:
    if after := "".join(paragraph.after):
        yield Piece(after, paragraph.place)
    if paragraph.two_readings and (before := "".join(paragraph.before)):
        yield Piece(before, paragraph.place, second_reading=True)
    if codes := "".join(paragraph.codes):
        yield Piece(codes, f"{paragraph.place}, field code")


def _attributes(element: etree._Element) -> Iterable[tuple[str, str]]:
    return cast("Iterable[tuple[str, str]]", element.attrib.items())


def _symbol(element: etree._Element) -> str:
    """The letter that a `w:sym` stands for: symbol fonts lie in a private area, 0xF000 above the letters."""
    char = next((value for key, value in _attributes(element) if key.endswith("}char")), "")
    try:
        code = int(char, 16)
    except ValueError:
        return ""
    return chr(code - 0xF000 if 0xF000 <= code <= 0xF0FF else code) if code < 0x110000 else ""
