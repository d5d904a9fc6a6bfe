"""The sheets of a workbook as they show: every row, hidden ones too, with days and times as people read them.

Read in a process of its own (`base/bounded.py`); what is hidden is read like all the rest, as a row must not be lost.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

from redactor.base.excel import Worksheet, load_workbook
from redactor.base.refused import Refused

_MOST_CELLS = 1_000_000
NO_VALUE = "[a formula without a saved value]"
SheetRows = tuple[tuple[int, tuple[str, ...]], ...]  # (row from 1, cells)
Sheets = tuple[tuple[str, SheetRows, bool], ...]  # name, rows, whether any of it is hidden


def read_sheets(data: bytes) -> Sheets:
    """Every sheet's name and rows with something in them. Raises Refused."""
    try:
        values = load_workbook(io.BytesIO(data), data_only=True)
        entered = load_workbook(io.BytesIO(data), data_only=False)
    except MemoryError:
        raise
    except Exception:  # openpyxl lets errors of many kinds through for damaged workbooks, and they may quote cells
        raise Refused(
            ["The workbook is damaged, or protected with a password. Open it in Excel, save it as .xlsx and try again."]
        ) from None
    found = []
    for sheet in values.worksheets:
        if isinstance(sheet, Worksheet):
            if sheet.max_row * sheet.max_column > _MOST_CELLS:
                raise Refused(
                    [f"A sheet reaches down to row {sheet.max_row}. Delete the empty rows and columns in it."]
                )
            rows = tuple(_rows(sheet, entered[sheet.title]))
            found.append((sheet.title, rows, bool(rows) and _is_hidden(sheet)))
    return tuple(found)


def _is_hidden(sheet: Worksheet) -> bool:
    dimensions = [*sheet.row_dimensions.values(), *sheet.column_dimensions.values()]
    return sheet.sheet_state != "visible" or any(each.hidden for each in dimensions)


def _rows(sheet: Worksheet, entered: Worksheet) -> list[tuple[int, tuple[str, ...]]]:
    rows = []
    for number, (cells, sources) in enumerate(zip(sheet.iter_rows(), entered.iter_rows(), strict=True), 1):
        shown = tuple(
            NO_VALUE if cell.value is None and source.data_type == "f" else _shown(cell.value)
            for cell, source in zip(cells, sources, strict=True)
        )
        if any(text.strip() for text in shown):
            rows.append((number, shown))
    return rows


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "Y" if value else "N"
        case datetime():
            return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
        case date():
            return f"{value:%d/%m/%Y}"
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            minutes = int(value.total_seconds()) // 60
            return f"{minutes // 60:02}:{minutes % 60:02}"
        case float() if value.is_integer():
            return str(int(value))
    return str(value)
