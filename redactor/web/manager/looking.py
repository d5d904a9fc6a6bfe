"""What is wrong with the grid, cell by cell: the rules of `codes check` and the reading of a list, put where the eye is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from redactor.board.vetting import CANNOT_BE_USED, Fault, Weight, faults_of
from redactor.codes.lists import survey_tables
from redactor.codes.model import CodeList, CodeListError
from redactor.web.manager.grid import Grid, ListPart

_ORDER = {column: number for part in ListPart for number, column in enumerate(part.columns, 1)}
_OF_ROLES = {"code": "prefix", "role": "title", "aliases": "variants"}  # what the columns of a role are called


@dataclass(frozen=True, slots=True)
class AtCell:
    """A fault where it belongs."""

    fault: Fault
    line: int | None = None  # None: the whole list
    column: str = ""  # "": the row
    title: str = ""  # the heading of the column

    @property
    def sentence(self) -> str:
        """What is wrong, as a sentence of its own."""
        return self.fault.sentence[:1].upper() + self.fault.sentence[1:]

    @property
    def target(self) -> str:
        """The id of the cell on the page; of the row's head where no cell is meant, "" for the whole list."""
        return "" if self.line is None else f"c{self.line}-{self.column}" if self.column else f"r{self.line}"


@dataclass(frozen=True)
class LookedAtGrid:
    """The grid, looked at."""

    codes: CodeList  # as far as it can be read
    faults: tuple[AtCell, ...] = ()  # worst first

    def by_line(self) -> dict[int, dict[str, list[AtCell]]]:
        """Rows with faults, and these by column, in the order of the columns; the worst first in each."""
        found: dict[int, dict[str, list[AtCell]]] = {}
        for each in sorted(self.faults, key=lambda f: _ORDER.get(f.column, 0)):
            if each.line is not None:
                found.setdefault(each.line, {}).setdefault(each.column, []).append(each)
        return found

    def count(self, weight: Weight) -> int:
        """How many there are of this weight."""
        return sum(f.fault.weight is weight for f in self.faults)

    @property
    def must(self) -> tuple[AtCell, ...]:
        """What has to be mended before the list is issued."""
        return tuple(f for f in self.faults if f.fault.weight is Weight.MUST)

    @property
    def unusable(self) -> tuple[AtCell, ...]:
        """What keeps the list from being used at all."""
        return tuple(f for f in self.faults if f.fault.rule == CANNOT_BE_USED)


def look(grid: Grid) -> LookedAtGrid:
    """Read the grid as a list and hold it against the rules."""
    if not grid.filled:
        return LookedAtGrid(CodeList())
    try:
        surveyed = survey_tables(grid.tables())
    except CodeListError as error:
        return LookedAtGrid(
            CodeList(), tuple(AtCell(Fault(CANNOT_BE_USED, Weight.MUST, "", p)) for p in error.problems)
        )
    return LookedAtGrid(surveyed.codes, tuple(_placed(grid, faults_of(surveyed))))


def _placed(grid: Grid, faults: tuple[Fault, ...]) -> Iterator[AtCell]:
    lines = {
        table.at(number): (part, line)
        for part, table in zip(ListPart, grid.tables(), strict=True)
        for number, line in enumerate(grid.parts[part], 1)
    }
    for fault in faults:
        if fault.where not in lines:
            yield AtCell(fault)
            continue
        part, line = lines[fault.where]
        column = _OF_ROLES.get(fault.column, fault.column) if part is ListPart.ROLES else fault.column
        titles = part.title_of
        yield AtCell(fault, line.id, column if column in titles else "", titles.get(column, ""))
