"""Which column of a Word table a cell stands in: cells over several columns count for as many, and a row may begin further in."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree


@dataclass(slots=True)
class TableAt:
    """How far the reading of a table has come; rows and columns from 1, 0 before the first."""

    number: int
    row: int = 0
    column: int = 0
    _next: int = 1

    def begin_row(self, row: etree._Element) -> None:
        """A row begins."""
        self.row, self.column, self._next = self.row + 1, 0, 1 + _told(row, "trPr", "gridBefore")

    def begin_cell(self, cell: etree._Element) -> None:
        """A cell begins."""
        self.column = self._next
        self._next += max(1, _told(cell, "tcPr", "gridSpan"))

    def where(self, part: str) -> str:
        """The cell in words."""
        return f"{part}, table {self.number}, row {self.row}, column {self.column}"


def _told(element: etree._Element, properties: str, name: str) -> int:
    """A number in the properties of a row or cell; 0 for none."""
    for held in element:
        if _local(held) == properties:
            for one in held:
                if _local(one) == name:
                    said = next((str(v) for k, v in one.attrib.items() if str(k).rpartition("}")[2] == "val"), "")
                    return int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0
    return 0


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
