"""The list as a grid: rows that a person types, pastes, adds and takes away. Values; what they mean the list's own reader says.

Blank rows are there to be filled in, and count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from redactor.board.exporting import COLUMNS, ROLE_COLUMNS, Cells, Rows, entry_cells
from redactor.board.written import rows_in
from redactor.codes.columns import ROLE_KIND, kind_of, recognised
from redactor.codes.model import CodeListError, Entry
from redactor.codes.tables import Row, Table

MOST_ROWS = 1000  # a review has some 400 at most; beyond this a page is no place to type a list
SPARE = 10  # blank rows below the list
_ABBREVIATIONS = "the abbreviations"
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r?\n|\r|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*")


class ListPart(StrEnum):
    """The two tables of a list."""

    PEOPLE = "people"  # people, addresses and places
    ROLES = "roles"  # standard abbreviations

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of its columns, as faults know them."""
        return _NAMES[self]

    @property
    def titles(self) -> tuple[str, ...]:
        """Its headings."""
        return COLUMNS if self is ListPart.PEOPLE else ROLE_COLUMNS

    @property
    def title_of(self) -> dict[str, str]:
        """The heading of each column."""
        return dict(zip(self.columns, self.titles, strict=True))


_NAMES = {
    ListPart.PEOPLE: (
        "code",
        "kind",
        "name",
        "aliases",
        "role",
        "agency",
        "date_of_birth",
        "since",
        "until",
        "contact",
    ),
    ListPart.ROLES: ("prefix", "title", "variants", "agency"),
}


class CannotPaste(Exception):
    """The block does not fit, and nothing was pasted. The message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row. Its id stays the same whatever is put before it."""

    id: int
    cells: Cells

    @property
    def is_blank(self) -> bool:
        """Nothing is in it."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class Grid:
    """The rows of both tables, in order. A value: every change gives a new one."""

    parts: dict[ListPart, tuple[Line, ...]] = field(default_factory=lambda: dict.fromkeys(ListPart, ()))
    next_id: int = 1

    @classmethod
    def of(cls, rows: Rows) -> Grid:
        """A list's rows, with blank ones below. Raises CannotPaste for more than a page can hold."""
        grid = cls()._appended(ListPart.PEOPLE, rows.people)._appended(ListPart.ROLES, rows.roles)
        return grid.added(ListPart.PEOPLE).added(ListPart.ROLES, 3)

    @property
    def people(self) -> tuple[Line, ...]:
        """People, addresses and places."""
        return self.parts[ListPart.PEOPLE]

    @property
    def roles(self) -> tuple[Line, ...]:
        """Standard abbreviations."""
        return self.parts[ListPart.ROLES]

    @property
    def rows(self) -> Rows:
        """What a file of the list holds."""
        return Rows(*(tuple(line.cells for line in self.parts[part] if not line.is_blank) for part in ListPart))

    @property
    def filled(self) -> tuple[tuple[int, Line], ...]:
        """Every row that holds something, with its position in its table."""
        return tuple((n, line) for lines in self.parts.values() for n, line in enumerate(lines, 1) if not line.is_blank)

    def tables(self) -> tuple[Table, ...]:
        """What the reader of lists reads: headings, and rows numbered as the page shows them."""
        return tuple(
            Table(
                _ABBREVIATIONS if part is ListPart.ROLES else "",
                (
                    Row(0, part.titles),
                    *(Row(n, line.cells) for n, line in enumerate(self.parts[part], 1) if not line.is_blank),
                ),
            )
            for part in ListPart
        )

    def part_of(self, line: int) -> tuple[ListPart, int]:
        """Where a row is: its table, and its position from 0. Raises KeyError."""
        for part, lines in self.parts.items():
            for position, each in enumerate(lines):
                if each.id == line:
                    return part, position
        raise KeyError(line)

    def with_cell(self, line: int, column: str, text: str) -> Grid:
        """With other words in a cell. Raises KeyError for a cell that there is not."""
        part, position = self.part_of(line)
        lines = list(self.parts[part])
        cells = list(lines[position].cells)
        if column not in part.columns:
            raise KeyError(column)
        cells[part.columns.index(column)] = text
        lines[position] = replace(lines[position], cells=tuple(cells))
        return self._with(part, lines)

    def with_new(self, entries: Iterable[Entry]) -> Grid:
        """With these behind the last row that is filled in. Raises CannotPaste."""
        filled = [line for line in self.people if not line.is_blank]
        return (
            self._with(ListPart.PEOPLE, filled)
            ._appended(ListPart.PEOPLE, map(entry_cells, entries))
            .added(ListPart.PEOPLE)
        )

    def added(self, part: ListPart, count: int = SPARE) -> Grid:
        """With blank rows at the end. Raises CannotPaste."""
        return self._appended(part, [("",) * len(part.columns)] * count)

    def without(self, line: int) -> Grid:
        """Without a row. Raises KeyError."""
        part, position = self.part_of(line)
        lines = self.parts[part]
        return self._with(part, [*lines[:position], *lines[position + 1 :]])

    def pasted(self, line: int, column: str, text: str) -> Grid:
        """With a block of cells from this cell on, down and to the right, over what is there. Raises CannotPaste, KeyError.

        A block that brings the list's headings is put under them, wherever the cell is.
        """
        part, position = self.part_of(line)
        block = block_of(text)
        if part is ListPart.PEOPLE and recognised([Row(1, block[0])]) >= 2:
            return self._pasted_with_headings(position, block)
        start, width = part.columns.index(column), max(map(len, block))
        room = len(part.columns) - start
        if width > room:
            raise CannotPaste(
                f"Nothing was pasted: the block has {width} columns, and there is room for {room} from here on. Paste it "
                "further left, or copy it together with its headings."
            )
        rows = []
        for offset, pasted in enumerate(block):
            at = position + offset
            cells = list(self.parts[part][at].cells if at < len(self.parts[part]) else ("",) * len(part.columns))
            cells[start : start + len(pasted)] = pasted
            rows.append(_known_kind(part, cells))
        return self._put(part, position, rows)

    def _pasted_with_headings(self, position: int, block: Sequence[Cells]) -> Grid:
        try:
            read = rows_in((Table("", tuple(Row(n, cells) for n, cells in enumerate(block, 1))),))
        except CodeListError as error:
            raise CannotPaste(f"Nothing was pasted. {error.problems[0]}") from None
        if not (read.rows.people or read.rows.roles):
            why = [f"{p.sentence[:1].upper()}{p.sentence[1:]}" for p in read.problems]
            raise CannotPaste(" ".join(("Nothing was pasted.", *(why or ["There is no row below the headings."]))))
        grid = self._put(ListPart.PEOPLE, position, read.rows.people)
        filled = [each for each in grid.roles if not each.is_blank]
        return (
            grid._with(ListPart.ROLES, filled)._appended(ListPart.ROLES, read.rows.roles) if read.rows.roles else grid
        )

    def _put(self, part: ListPart, position: int, rows: Sequence[Cells]) -> Grid:
        """Rows over those from `position` on."""
        lines = list(self.parts[part])
        for offset, cells in enumerate(rows[: len(lines) - position]):
            lines[position + offset] = replace(lines[position + offset], cells=cells)
        return self._with(part, lines)._appended(part, rows[len(lines) - position :])

    def _appended(self, part: ListPart, rows: Iterable[Cells]) -> Grid:
        new = tuple(Line(number, cells) for number, cells in enumerate(rows, self.next_id))
        grid = replace(self._with(part, (*self.parts[part], *new)), next_id=self.next_id + len(new))
        if sum(map(len, grid.parts.values())) > MOST_ROWS:
            raise CannotPaste(
                f"The page holds at most {MOST_ROWS} rows, and these would be more. Keep a list of this size in Excel."
            )
        return grid

    def _with(self, part: ListPart, lines: Iterable[Line]) -> Grid:
        return replace(self, parts={**self.parts, part: tuple(lines)})


def _known_kind(part: ListPart, cells: Sequence[str]) -> Cells:
    """A kind as the list writes it, where it is one that is known by another word ("staff")."""
    found = list(cells)
    if part is ListPart.PEOPLE and (kind := kind_of(cells[1])):
        found[1] = ROLE_KIND if kind == ROLE_KIND else str(kind)
    return tuple(found)


def block_of(text: str) -> list[Cells]:
    """What a spreadsheet puts on the clipboard, as rows of cells: parted by tabs and line ends, quoted where a cell holds
    one of these. A quotation mark that no other one closes is a character like any other."""
    text = re.sub(r"(\r\n|\n|\r)\Z", "", text)  # Excel ends the last row too
    rows: list[Cells] = []
    cells: list[str] = []
    at = 0
    while True:
        if quoted := _QUOTED.match(text, at):
            cell, at = quoted[1].replace('""', '"'), quoted.end()
        else:
            plain = _PLAIN.match(text, at)
            assert plain is not None  # it matches nothing, too
            cell, at = plain[0], plain.end()
        cells.append(re.sub(r"\r\n?", "\n", cell))
        if text[at : at + 1] == "\t":
            at += 1
            continue
        rows.append(tuple(cells))
        cells = []
        if at >= len(text):
            return rows
        at += 2 if text.startswith("\r\n", at) else 1
