"""The tables of a file as a check sees them: cells by row and column, with the texts that they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from redactor.checks.examination import File


@dataclass(slots=True)
class CellText:
    """A cell: its text, and the first text of the source that it comes from."""

    text: str
    index: int


@dataclass(slots=True)
class ReadTable:
    """A table; rows and columns are counted from 1."""

    file: File
    number: int
    rows: dict[int, dict[int, CellText]] = field(default_factory=dict)

    @property
    def head(self) -> int:
        """The row of headings: the first of several cells, as a title across the whole table is none."""
        return next((n for n, row in sorted(self.rows.items())[:3] if len(row) > 1), 1)

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
        head = self.head
        for number, row in sorted(self.rows.items()):
            if number > head and column in row:
                yield number, row[column]


def tables_of(file: File) -> list[ReadTable]:
    """All tables that stand in the visible text."""
    tables: dict[tuple[str, int], ReadTable] = {}
    for reading in file.visible():
        cell = reading.passage.cell
        if cell is None:
            continue
        table = tables.setdefault((reading.passage.place.part, cell.table), ReadTable(file, cell.table))
        row = table.rows.setdefault(cell.row, {})
        if cell.column in row:
            row[cell.column].text += f"\n{reading.passage.text}"
        else:
            row[cell.column] = CellText(reading.passage.text, reading.text)
    return list(tables.values())
