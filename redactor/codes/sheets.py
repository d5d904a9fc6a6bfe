"""Small Excel workbooks that this program writes and people fill in: a heading row, drop-downs, text cells, one look."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from redactor.base.bounded import bounded
from redactor.base.excel import (
    Alignment,
    Border,
    Cell,
    DataValidation,
    ExcelWriter,
    Font,
    MergedCell,
    PageSetupProperties,
    PatternFill,
    Protection,
    Side,
    SpreadsheetDrawing,
    Workbook,
    Worksheet,
    WorksheetWriter,
    get_column_letter,
    load_workbook,
)
from redactor.base.packing import FIXED, timeless

_HEAD = PatternFill("solid", fgColor="1F3864")
_TO_FILL = PatternFill("solid", fgColor="FFF7D6")
_THIN = Side(style="thin", color="D9D2B0")
_LINE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_NOT_CODES = ("=", "+", "@", "\t", "\r")  # what a spreadsheet would take for a formula


@dataclass(frozen=True)
class Column:
    """One column: its heading, width in characters, what may be chosen, and whether it is there to be filled in."""

    title: str
    width: int = 20
    choices: tuple[str, ...] = ()
    to_fill: bool = False
    hidden: bool = False
    is_date: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, a line above the headings, the columns, and rows of text."""

    name: str
    note: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]] = field(default_factory=tuple)
    to_add: int = 0  # empty rows laid out below, to be filled in


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as an .xlsx file. Cells that are not to be filled in are protected (without a password)."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "redactor"
    for sheet in sheets:
        _write(book.create_sheet(sheet.name), sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The workbook as a file: the same content gives the same bytes, and nothing of it touches the disk on the way."""
    book.properties.created = book.properties.modified = FIXED
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        _InMemory(book, package).write_data()
    return timeless(written.getvalue())


class _InMemory(ExcelWriter):
    """openpyxl writes each sheet, names and all, into a file of the system's temporary folder first. This does not."""

    _archive: zipfile.ZipFile

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        held = io.BytesIO()
        writer: Any = WorksheetWriter(ws, out=held)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], held.getvalue())
        self.manifest.append(ws)


def _write(to: Worksheet, sheet: Sheet) -> None:
    to["A1"] = sheet.note
    to["A1"].font = Font(bold=True, color="A61C00")
    for number, column in enumerate(sheet.columns, 1):
        cell = to.cell(2, number, column.title)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        letter = get_column_letter(number)
        to.column_dimensions[letter].width = column.width
        to.column_dimensions[letter].hidden = column.hidden
        last = 2 + len(sheet.rows) + sheet.to_add
        if column.choices and last > 2:
            choice = DataValidation(type="list", formula1='"' + ",".join(column.choices) + '"', allow_blank=True)
            choice.error = "Choose one of the list."
            to.add_data_validation(choice)
            choice.add(f"{letter}3:{letter}{last}")
    empty = [""] * len(sheet.columns)
    for r, row in enumerate([*sheet.rows, *[empty] * sheet.to_add], 3):
        for c, (text, column) in enumerate(zip(row, sheet.columns, strict=True), 1):
            _fill(to.cell(r, c), text, column)
        lines = max(1, *(len(t) // max(1, c.width - 2) + 1 for t, c in zip(row, sheet.columns, strict=True)))
        to.row_dimensions[r].height = 15 * lines
    to.freeze_panes = "A3"
    to.page_setup.orientation, to.page_setup.paperSize = "landscape", 9  # A4
    to.page_setup.fitToWidth, to.page_setup.fitToHeight = 1, 0
    to.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    to.protection.sheet = True
    to.protection.formatColumns = False
    to.protection.sort = to.protection.autoFilter = False


def _fill(cell: Cell | MergedCell, text: str, column: Column) -> None:
    # as text, or Excel turns a code like MAR1 into a date
    cell.number_format = "DD/MM/YYYY" if column.is_date else "@"
    if text:
        cell.value = f"'{text}" if text.startswith(_NOT_CODES) else text
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if column.to_fill:
        cell.fill, cell.protection, cell.border = _TO_FILL, Protection(locked=False), _LINE


def rows_of(data: bytes, name: str) -> list[tuple[int, Mapping[str, str]]]:
    """The filled rows of a sheet that `workbook` wrote: (row number, heading → text). Raises ValueError for another file."""
    rows, problem = bounded(_rows_in, data, name, refuse=ValueError)
    if problem:
        raise ValueError(problem)
    return rows


def _rows_in(data: bytes, name: str) -> tuple[list[tuple[int, Mapping[str, str]]], str]:
    """The rows, or what is wrong."""
    try:
        book = load_workbook(io.BytesIO(data), data_only=True)
        sheet = book[name]
    except MemoryError:
        raise
    except Exception:  # openpyxl raises many kinds for a damaged file
        return [], f"There is no sheet {name} in it."
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    if not rows:
        return [], f"The sheet {name} is empty."
    titles = [str(t or "").strip() for t in rows[0]]
    found: list[tuple[int, Mapping[str, str]]] = []
    for number, row in enumerate(rows[1:], 3):
        cells = {t: "" if v is None else str(v).strip() for t, v in zip(titles, row, strict=False) if t}
        if any(cells.values()):
            found.append((number, cells))
    return found, ""
