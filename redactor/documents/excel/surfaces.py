"""Passages to be: what a survey found to read, with the way back into the workbook."""

from __future__ import annotations

from dataclasses import dataclass, field

from redactor.documents.model import Cell, Passage, Place
from redactor.documents.word.blocks import View

from .package import Link, WorkbookPart
from .xml import Element


@dataclass(slots=True, eq=False)
class CellSurface:
    """A passage to be, and one of the ways in which a replacement gets into the file.

    `views` lead to characters of XML; `shared` is the number of the string that the cell shows; `number` says that the cell
    holds a number, which becomes a text; `group` is a kind of name that other places repeat; `link` is a link's target.
    """

    text: str
    place: Place
    parts: list[WorkbookPart] = field(default_factory=list)  # that change with it
    views: list[View] = field(default_factory=list)
    cell: Cell | None = None
    aside: str = ""
    element: Element | None = None  # the cell, or what holds the name
    shared: int = -1
    number: bool = False
    group: str = ""
    link: tuple[WorkbookPart, Link] | None = None
    leaves: bool = False
    columns: list[Element] = field(default_factory=list)  # of a heading: the columns of tables that it names

    def passage(self, number: int) -> Passage:
        """The passage that the rest of the program sees."""
        return Passage(number, self.text, self.place, self.cell, None, self.leaves, False, self.aside)
