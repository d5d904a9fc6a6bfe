"""The text of one XML part, for the check: paragraphs with their runs joined, attributes, everything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from lxml import etree

from redactor.sources.format_words import is_format_value, is_format_word
from redactor.sources.word_tables import TableAt

# What an element is to the reader, by local name: the two namespaces of Word (transitional and strict), drawings,
# charts, formulas and the shared strings of spreadsheets (`si`) use the same ones.
_ROLES = {
    **dict.fromkeys(("p", "si"), "paragraph"),
    **dict.fromkeys(("t", "delText"), "text"),
    **dict.fromkeys(("instrText", "delInstrText"), "code"),
    **dict.fromkeys(("del", "moveFrom"), "deleted"),
    **dict.fromkeys(("ins", "moveTo"), "inserted"),
    **dict.fromkeys(("tab", "br", "cr", "ptab"), "space"),
    "noBreakHyphen": "hyphen",
    "sym": "symbol",
    "rt": "ruby",
    "tbl": "table",
    "tr": "row",
    "tc": "cell",
}
# The elements of the property parts that a place may name; any other name could be somebody's.
_PROPERTIES = frozenset(
    {
        *("title", "subject", "creator", "keywords", "description", "lastModifiedBy", "category", "contentStatus"),
        *("identifier", "version", "Template", "Manager", "Company", "HyperlinkBase", "lpstr"),
    }
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in which a name would stand whole, and its place in words that repeat nothing of the file."""

    text: str
    place: str
    count: int = 1  # how often the same text stands in such a place of the part
    own_words: bool = False  # an attribute where the format writes words of its own: only the exact spelling is a name
    second_reading: bool = False  # the same text once more, in another way: before tracked changes, or decoded
    kind: str = (
        ""  # "paragraph", "code" (of a field), "note" (in the XML), "attribute", "element"; "" for anything else
    )
    part: str = ""  # the part's place
    paragraph: int = 0  # number of the paragraph in its part, all nested ones counted
    element: str = ""  # local name of the element that holds it; of an attribute with the attribute's: "docPr/descr"


class HasDoctype(Exception):
    """Entities can hold text that one program shows and another does not: no part of a Word file may define them."""


class TooManyAttributes(Exception):
    """An element with thousands of attributes: no program writes one, and reading them takes the square of their number."""


_MOST_ATTRIBUTES = 1_000


def has_too_many_attributes(root: etree._Element) -> bool:
    """Whether an element has more attributes than any program writes."""
    return any(len(element.attrib) > _MOST_ATTRIBUTES for element in root.iter() if isinstance(element.tag, str))


def xml_pieces(data: bytes, place: str) -> list[Piece]:
    """Every piece of text of a part, its paragraphs in reading order, then its attributes; `place` names the part.

    Raises `lxml.etree.XMLSyntaxError` for what is not XML, `HasDoctype` for a part that defines entities,
    `TooManyAttributes`.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise HasDoctype
    if has_too_many_attributes(root):
        raise TooManyAttributes
    walker = _Walker(place)
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            walker.enter(element)
        else:
            walker.leave(element, note=event != "end")
    return [*walker.pieces, *walker.attributes()]


class _Paragraph:
    __slots__ = ("after", "before", "codes", "number", "part", "place", "two_readings")

    def __init__(self, place: str, part: str, number: int) -> None:
        self.place = place
        self.part = part
        self.number = number
        self.after: list[str] = []
        self.before: list[str] = []
        self.codes: list[str] = []
        self.two_readings = False


class _Walker:
    """Walks through one part, and puts the pieces together: a paragraph's runs are one text."""

    def __init__(self, place: str) -> None:
        self.pieces: list[Piece] = []
        self._part = place
        self._open: list[_Paragraph] = []
        self._tables: list[TableAt] = []  # those around
        self._seen_paragraphs = 0
        self._seen_tables = 0
        self._deleted = 0
        self._inserted = 0
        self._attributes: dict[tuple[str, str, str], list[int | str]] = {}
        self._known: dict[str, tuple[str, str]] = {}  # tag: local name, role

    def _names(self, tag: str) -> tuple[str, str]:
        names = self._known.get(tag)
        if names is None:
            local = tag.rpartition("}")[2]
            names = self._known[tag] = (local, _ROLES.get(local, ""))
        return names

    def enter(self, element: etree._Element) -> None:
        name, role = self._names(element.tag)
        if role:
            self._begin(role, element)
        if (text := element.text) and not (role and self._open and self._take(role, text)) and not text.isspace():
            self.pieces.append(Piece(text, self._place(name), kind="element", part=self._part, element=name))
        for key, value in _attributes(element):
            self._note_attribute(name, key, value)

    def leave(self, element: etree._Element, *, note: bool) -> None:
        """At the end of an element, or at a comment or an instruction (`note`), whose text no reader is shown."""
        if note:
            place = f"{self._part}, note in the XML"
            self.pieces.append(Piece(element.text or "", place, kind="note", part=self._part))
        elif role := self._names(element.tag)[1]:
            self._end(role)
        if tail := element.tail:  # the parent's text goes on
            parent = element.getparent()
            role = self._names(parent.tag)[1] if parent is not None else ""
            if not (self._open and self._take(role, tail)) and not tail.isspace():
                self.pieces.append(Piece(tail, self._where(), kind="element", part=self._part))

    def _begin(self, role: str, element: etree._Element) -> None:
        if role == "paragraph":
            self._seen_paragraphs += 1
            self._open.append(_Paragraph(self._where(), self._part, self._seen_paragraphs))
        elif role == "table":
            self._seen_tables += 1
            self._tables.append(TableAt(self._seen_tables))
        elif role == "row" and self._tables:
            self._tables[-1].begin_row(element)
        elif role == "cell" and self._tables:
            self._tables[-1].begin_cell(element)
        elif role == "deleted":
            self._deleted += 1
        elif role == "inserted":
            self._inserted += 1
        elif self._open and role in ("space", "hyphen", "symbol"):
            self._take("text", "-" if role == "hyphen" else _space(element) if role == "space" else _symbol(element))

    def _end(self, role: str) -> None:
        if role == "paragraph" and self._open:
            self.pieces.extend(_paragraph_pieces(self._open.pop()))
        elif role == "table" and self._tables:
            self._tables.pop()
        elif role == "ruby" and self._open:  # the small text over a word is no part of it
            self._take("text", " ")
        elif role == "deleted":
            self._deleted -= 1
        elif role == "inserted":
            self._inserted -= 1

    def _take(self, role: str, text: str) -> bool:
        """Add text to the open paragraph; false when an element of this role holds none of its text."""
        paragraph = self._open[-1]
        if role == "code":
            paragraph.codes.append(text)
        elif role != "text":
            return False
        elif not (self._deleted or self._inserted):
            paragraph.after.append(text)
            paragraph.before.append(text)
        else:
            paragraph.two_readings = True
            if not self._deleted:
                paragraph.after.append(text)
            if not self._inserted:
                paragraph.before.append(text)
        return True

    def attributes(self) -> Iterator[Piece]:
        for (element, key, value), (place, count) in self._attributes.items():
            attribute = self._names(key)[0]
            own_words = is_format_word(element, attribute, value)
            yield Piece(
                value,
                f"{place}, attribute {attribute}",
                int(count),
                own_words=own_words,
                kind="attribute",
                part=self._part,
                element=f"{element}/{attribute}",
            )

    def _note_attribute(self, name: str, key: str, value: str) -> None:
        known = (name, key, value)
        if noted := self._attributes.get(known):
            noted[1] += 1  # type: ignore[operator]
        elif not is_format_value(name, value):
            where = self._open[-1].place if self._open else self._where()
            self._attributes[known] = [where, 1]

    def _where(self) -> str:
        if self._tables:
            return self._tables[-1].where(self._part)
        return f"{self._part}, paragraph {self._seen_paragraphs}" if self._seen_paragraphs else self._part

    def _place(self, element: str) -> str:
        if self._part.endswith("property"):
            return f"{self._part} {element}" if element in _PROPERTIES else self._part
        return self._where()


def _paragraph_pieces(paragraph: _Paragraph) -> Iterator[Piece]:
    if after := "".join(paragraph.after):
        yield Piece(after, paragraph.place, kind="paragraph", part=paragraph.part, paragraph=paragraph.number)
    if paragraph.two_readings and (before := "".join(paragraph.before)):
        yield Piece(
            before,
            paragraph.place,
            second_reading=True,
            kind="paragraph",
            part=paragraph.part,
            paragraph=paragraph.number,
        )
    if codes := "".join(paragraph.codes):
        yield Piece(codes, f"{paragraph.place}, field code", kind="code", part=paragraph.part)


def _attributes(element: etree._Element) -> Iterable[tuple[str, str]]:
    return cast("Iterable[tuple[str, str]]", element.attrib.items())


def _space(element: etree._Element) -> str:
    return "\t" if element.tag.rpartition("}")[2] in ("tab", "ptab") else "\n"


def _symbol(element: etree._Element) -> str:
    """The letter that a `w:sym` stands for: symbol fonts lie in a private area, 0xF000 above the letters."""
    char = next((value for key, value in _attributes(element) if key.endswith("}char")), "")
    try:
        code = int(char, 16)
    except ValueError:
        return ""
    return chr(code - 0xF000 if 0xF000 <= code <= 0xF0FF else code) if code < 0x110000 else ""
