"""The tables of a file as a check sees them: cells by row and column, with the texts that they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from redactor.checks.examination import File
from redactor.checks.passages import ReadText


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell: its text, and the first text of the source that it comes from."""

    text: str
    index: int


@dataclass(frozen=True, eq=False)
class ReadTable:
    """A table; rows and columns are counted from 1. `rows` are in the order in which the file holds them."""

    file: File
    number: int
    rows: Mapping[int, Mapping[int, CellText]]

    @cached_property
    def downwards(self) -> tuple[int, ...]:
        """The numbers of its rows, from the top."""
        return tuple(sorted(self.rows))

    @cached_property
    def head(self) -> int:
        """The row of headings: the first of several cells, as a title across the whole table is none."""
        return next((n for n in self.downwards[:3] if len(self.rows[n]) > 1), 1)

    def heading(self, column: int) -> str:
        """What stands over a column, in lower case."""
        cell = self.rows.get(self.head, {}).get(column)
        return cell.text.strip().lower() if cell else ""

    def column(self, pattern: str) -> int:
        """The first column whose heading holds this, 0 for none."""
        columns = sorted(self.rows.get(self.head, {}))
        return next((c for c in columns if re.search(pattern, self.heading(c))), 0)

    def below(self, column: int) -> Iterator[tuple[int, CellText]]:
        """Row number and cell of a column, below the headings."""
        for number in self.downwards:
            if number > self.head and column in self.rows[number]:
                yield number, self.rows[number][column]


def tables_of(file: File) -> tuple[ReadTable, ...]:
    """All tables that stand in the visible text; read once a file, however many rules ask."""
    return file.tables


def read_tables(file: File) -> tuple[ReadTable, ...]:
    """All tables that stand in the visible text, as `File.tables` keeps them."""
    tables: dict[tuple[str, int], dict[int, dict[int, list[ReadText]]]] = {}
    for reading in file.visible():
        cell = reading.passage.cell
        if cell is not None:
            rows = tables.setdefault((reading.passage.place.part, cell.table), {})
            rows.setdefault(cell.row, {}).setdefault(cell.column, []).append(reading)
    return tuple(
        ReadTable(file, number, {n: {c: _cell(held) for c, held in row.items()} for n, row in rows.items()})
        for (_, number), rows in tables.items()
    )


def _cell(held: Sequence[ReadText]) -> CellText:
    return CellText("\n".join(reading.passage.text for reading in held), held[0].text)
