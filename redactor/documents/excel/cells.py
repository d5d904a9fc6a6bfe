"""A sheet's cells, row by row, with what their column's heading says of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field

from redactor.documents.model import Cell, Place, Story
from redactor.documents.word.blocks import Atom

from .numbers import CellFormats, as_text
from .package import WorkbookPart
from .surfaces import CellSurface
from .texts import literal_views, phonetic_nodes, plain, text_nodes, view
from .words import is_heading_word, may_be_said
from .xml import LOCAL, Element, child, whole

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_LONGEST_HEADING = 60
_LIST_HEADING = 24
_TITLES = 12  # rows that may stand over the headings


def column_number(letters: str) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def area(reference: str) -> tuple[int, int, int, int] | None:
    """First row, first column, last row, last column of "A1:C9", or of "A1"; None for anything else."""
    found = [_REFERENCE.fullmatch(one) for one in reference.split(":")]
    if not found or len(found) > 2 or not all(found):
        return None
    spots = [(int(one[2]), column_number(one[1])) for one in found if one]
    (top, left), (bottom, right) = spots[0], spots[-1]
    return top, left, bottom, right


@dataclass(slots=True)
class Strings:
    """The shared strings: their elements, and the text of each."""

    part: WorkbookPart | None = None
    items: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    phonetic: dict[int, list[Atom]] = field(default_factory=dict)

    @classmethod
    def of(cls, part: WorkbookPart | None) -> Strings:
        """The strings of the part that holds them."""
        made = cls(part)
        for item in part.root if part is not None else ():
            if LOCAL[item.tag] != "si":
                continue
            if len(item) == 1 and LOCAL[item[0].tag] == "t":
                text = item[0].text or ""
            else:
                text = "".join(atom.raw for atom in text_nodes(item))
                if phonetic := phonetic_nodes(item):
                    made.phonetic[len(made.items)] = phonetic
            made.items.append(item)
            made.texts.append(plain(text))
        return made


@dataclass(slots=True)
class Filled:
    """A cell that holds something."""

    element: Element
    column: int
    kind: str  # "shared", "text" or "number"
    text: str  # as it reads; of a number as it is stored
    index: int = -1
    formula: Element | None = None
    value: Element | None = None
    hidden: bool = False


@dataclass(slots=True)
class Region:
    """Rows that hang together, with their headings."""

    number: int
    left: int
    heading_row: int = 0  # 0 where it has none
    headings: dict[int, str] = field(default_factory=dict)
    first_row: int = 1
    prose: bool = False


@dataclass(slots=True)
class SheetReader:
    """Reads one sheet. `label` is what places call it, `used` counts the cells that show each string."""

    part: WorkbookPart
    label: str
    strings: Strings
    formats: CellFormats
    tables: Sequence[tuple[int, int, int, int]]  # areas of its tables, the first row the headings
    used: Counter[int]
    hidden: bool = False
    number: int = 0  # of the sheet, from 0
    regions: int = 0
    hidden_cells: int = 0
    by_spot: dict[tuple[int, int], CellSurface] = field(default_factory=dict)

    def surfaces(self) -> Iterator[CellSurface]:
        """The passages of the cells, in reading order."""
        root = self.part.root
        data = child(root, "sheetData")
        if data is None:
            return
        columns = child(root, "cols")
        gone = [
            (whole(item.get("min")), whole(item.get("max")))
            for item in (columns if columns is not None else ())
            if item.get("hidden") in ("1", "true")
        ]
        waiting: list[tuple[int, list[Filled]]] = []
        last, before = 0, None
        at = 0
        for row in data:
            if LOCAL[row.tag] != "row":
                continue
            at = whole(row.get("r")) if row.get("r") else at + 1
            filled = self._row(row, gone)
            if not filled:
                continue
            if waiting and at > last + 1:
                before = yield from self._region(waiting, before)
                waiting = []
            waiting.append((at, filled))
            last = at
        if waiting:
            yield from self._region(waiting, before)

    def _row(self, row: Element, gone: Sequence[tuple[int, int]]) -> list[Filled]:
        hidden = self.hidden or row.get("hidden") in ("1", "true")
        found, column = [], 0
        for cell in row:
            if LOCAL[cell.tag] != "c":
                continue
            match = _REFERENCE.fullmatch(cell.get("r") or "")
            column = column_number(match[1]) if match else column + 1
            one = self._cell(cell, column)
            if one is not None:
                one.hidden = hidden or any(low <= column <= high for low, high in gone)
                self.hidden_cells += one.hidden
                found.append(one)
        return found

    def _cell(self, cell: Element, column: int) -> Filled | None:
        kind = cell.get("t") or "n"
        value = formula = inline = None
        for item in cell:
            name = LOCAL[item.tag]
            if name == "v":
                value = item
            elif name == "f":
                formula = item
            elif name == "is":
                inline = item
        text = (value.text if value is not None else "") or ""
        if kind == "s":
            index = whole(text)
            if 0 <= index < len(self.strings.texts):
                self.used[index] += 1
                if self.strings.texts[index].strip():
                    return Filled(cell, column, "shared", self.strings.texts[index], index, formula)
        elif kind == "inlineStr" and inline is not None:
            read = plain("".join(atom.raw for atom in text_nodes(inline)))
            if read.strip() or formula is not None:
                return Filled(cell, column, "text", read, formula=formula, value=inline)
        elif kind in ("str", "d"):
            if text.strip() or formula is not None:
                made = "text" if kind == "str" else "number"
                return Filled(cell, column, made, plain(text), formula=formula, value=value)
        elif kind == "n" and (text.strip() or formula is not None):
            return Filled(cell, column, "number", text.strip(), formula=formula, value=value)
        elif formula is not None:
            return Filled(cell, column, "", "", formula=formula, value=value)
        return None

    # ---- headings

    def _region(
        self, rows: list[tuple[int, list[Filled]]], before: Region | None
    ) -> Generator[CellSurface, None, Region | None]:
        """The passages of rows that hang together; gives back the region, whose headings may go on after an empty row."""
        start = 0
        region = before
        while start < len(rows):
            stop = len(rows)
            top, under = rows[start][0], None
            for first, left, bottom, right in self.tables:
                if first <= top <= bottom:
                    under = (first, left, right)
                    stop = next((n for n in range(start, len(rows)) if rows[n][0] > bottom), stop)
                elif first > top:
                    stop = min(stop, next((n for n in range(start, len(rows)) if rows[n][0] >= first), stop))
            some = rows[start:stop]
            region = self._headed(some, region if under is None else None, under)
            for at, filled in some:
                yield from self._passages(at, filled, region)
            start = stop
        return region

    def _headed(
        self, rows: list[tuple[int, list[Filled]]], before: Region | None, table: tuple[int, int, int] | None
    ) -> Region:
        left = min(filled[0].column for _, filled in rows)
        if table is not None:
            self.regions += 1
            first = next((filled for at, filled in rows if at == table[0]), [])
            return Region(self.regions, table[1], table[0], _headings(first), table[0])
        widest = max(len(filled) for _, filled in rows[:_TITLES])
        if all(len(filled) == 1 for _, filled in rows):
            return self._list_or_prose(rows, left)
        for at, filled in rows[:_TITLES]:
            if len(filled) < 2 or 2 * len(filled) < widest or not all(_may_head(one) for one in filled):
                continue
            worded = sum(is_heading_word(one.text) for one in filled)
            if before is not None and before.heading_row and not worded:
                break  # after an empty row the table goes on
            if widest == 2 and _is_form(rows):
                break
            self.regions += 1
            return Region(self.regions, left, at, _headings(filled), at)
        if before is not None and before.heading_row and not _is_form(rows):
            return before
        self.regions += 1
        return Region(self.regions, left, 0, {}, rows[0][0])

    def _list_or_prose(self, rows: list[tuple[int, list[Filled]]], left: int) -> Region:
        """One column: a list under its heading, or sentences written into cells, which are paragraphs."""
        self.regions += 1
        (at, (first, *_)), rest = rows[0], rows[1:]
        listed = _may_head(first) and is_heading_word(first.text) and len(first.text) <= _LIST_HEADING
        if rest and listed and all(len(filled[0].text) < _LONGEST_HEADING for _, filled in rest):
            return Region(self.regions, left, at, _headings([first]), at)
        return Region(self.regions, left, 0, {}, at, prose=True)

    def _passages(self, at: int, filled: list[Filled], region: Region) -> Iterator[CellSurface]:
        row = at - region.first_row + 1
        titled = region.prose or (bool(region.heading_row) and at < region.heading_row)
        first = next((one.text for one in filled if one.kind in ("shared", "text")), "") if filled else ""
        for one in filled:
            heading = region.headings.get(one.column, "") if at != region.heading_row else ""
            column = max(1, one.column - region.left + 1)
            cell = None
            if not titled and row > 0:
                row_header = first if one is not filled[0] else ""
                cell = Cell(region.number, row, column, heading, row_header)
            named = heading if may_be_said(heading) else column_letters(one.column)
            where = f"{self.label}, row {at}, column {named}"
            for surface in self._of_cell(one, where, cell, heading or (first if one is not filled[0] else "")):
                if at == region.heading_row or surface.element is not None:
                    self.by_spot.setdefault((at, one.column), surface)
                yield surface

    def _of_cell(self, one: Filled, where: str, cell: Cell | None, heading: str) -> Iterator[CellSurface]:
        place = Place(Story.BODY, where, self.part.name)
        aside = "hidden cell" if one.hidden else ""
        if one.kind == "shared":
            if _tells(one.text):
                yield CellSurface(
                    one.text, place, [self.part], cell=cell, aside=aside, element=one.element, shared=one.index
                )
        elif one.kind == "text" and one.value is not None:
            nodes = text_nodes(one.value) if LOCAL[one.value.tag] == "is" else [Atom(one.value, one.value.text or "")]
            if _tells(one.text):
                yield CellSurface(
                    one.text, place, [self.part], [view(nodes)], cell=cell, aside=aside, element=one.element
                )
            phonetic = phonetic_nodes(one.value)
            if phonetic:
                seen = view(phonetic)
                yield CellSurface(
                    seen.text, Place(Story.BODY, f"{where}, phonetic guide", self.part.name), [self.part], [seen]
                )
        elif one.kind == "number":
            style = whole(one.element.get("s"))
            text = as_text(one.text, style, heading, self.formats)
            if text:
                yield CellSurface(text, place, [self.part], cell=cell, aside=aside, element=one.element, number=True)
        if one.formula is not None and one.formula.text and '"' in one.formula.text:
            atom = Atom(one.formula, one.formula.text)
            for seen in literal_views(atom):
                yield CellSurface(
                    seen.text, Place(Story.FIELD_CODE, f"formula in {where}", self.part.name), [self.part], [seen]
                )


def _may_head(one: Filled) -> bool:
    return one.kind in ("shared", "text") and len(one.text) < _LONGEST_HEADING


def _headings(filled: Sequence[Filled]) -> dict[int, str]:
    return {one.column: one.text for one in filled if one.kind in ("shared", "text")}


def _is_form(rows: Sequence[tuple[int, list[Filled]]]) -> bool:
    """Whether the rows are a form: what is asked in the first column, the answer beside it."""
    asked = [filled[0] for _, filled in rows if len(filled) == 2 and filled[0].kind in ("shared", "text")]
    words = sum(one.text.rstrip().endswith(":") or is_heading_word(one.text) for one in asked)
    return len(asked) > 1 and 2 * words > len(asked) and max(len(filled) for _, filled in rows) <= 2


def _tells(text: str) -> bool:
    """Whether a text can say anything: it has a letter or a digit."""
    return any(character.isalnum() for character in text)
