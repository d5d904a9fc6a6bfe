"""Code lists in Excel workbooks: values as last saved, no formulas worked out, no macros."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from redactor.base.excel import Worksheet, load_workbook
from redactor.codes.tables import Row, Table, check_zip, refuse, value_of

_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml"
_MOST_CELLS = 2_000_000
_MOST_BYTES = 300_000_000
_SMALL, _MOST_RATIO = 20_000_000, 40  # no list that people wrote is packed to less than a fortieth


def read_workbook(data: bytes) -> tuple[Table, ...]:
    """Every sheet of an .xlsx file, hidden ones as well. Raises CodeListError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            size = sum(member.file_size for member in package.infolist())
            strict = "xl/workbook.xml" in names and _STRICT in package.read("xl/workbook.xml")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        names, size, strict = None, 0, False
    check_zip(data, "Excel", ".xlsx", "xl/workbook.xml", names)
    if strict:
        raise refuse(
            "The code list is a “Strict Open XML” workbook. Open it in Excel, and save it as "
            "the plain “Excel Workbook”."
        )
    if size > min(_MOST_BYTES, max(_SMALL, _MOST_RATIO * len(data))):
        raise refuse(
            "The code list is far larger than any code list. Copy the list into a new workbook, and try again."
        )
    try:
        values = load_workbook(io.BytesIO(data), data_only=True)
        formulas = load_workbook(io.BytesIO(data), data_only=False)
    except Exception:  # openpyxl lets errors of many kinds through for damaged workbooks, and they may quote cells
        raise refuse(
            "The code list is a damaged Excel workbook. Open it in Excel, let Excel repair it, and save it."
        ) from None
    return tuple(
        Table(f"sheet “{sheet.title}”", tuple(_rows(sheet, formulas[sheet.title])))
        for sheet in values.worksheets
        if isinstance(sheet, Worksheet)
    )


def _rows(sheet: Worksheet, formulas: Worksheet) -> Iterator[Row]:
    """Rows with something in them. `formulas` is the same sheet as entered, to find formulas that have no value."""
    if sheet.max_row * sheet.max_column > _MOST_CELLS:
        raise refuse(
            f"Sheet “{sheet.title}” reaches down to row {sheet.max_row}. Delete the empty rows below the list and the "
            "empty columns beside it, and save it."
        )
    merged = {number for area in sheet.merged_cells.ranges for number in range(area.min_row, area.max_row + 1)}
    for number, (cells, entered) in enumerate(zip(sheet.iter_rows(), formulas.iter_rows(), strict=True), start=1):
        faults = tuple(
            (
                position,
                f"the cell {cell.coordinate} holds "
                + ("an error instead of a value." if cell.data_type == "e" else "a formula without a saved value.")
                + " Write the value in its place.",
            )
            for position, (cell, source) in enumerate(zip(cells, entered, strict=True))
            if cell.data_type == "e" or (source.data_type == "f" and cell.value is None)
        )
        row = Row(number, tuple(value_of(c.value) for c in cells), number in merged, faults)
        if not row.is_blank or faults:
            yield row
