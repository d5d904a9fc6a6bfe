"""The one place that imports openpyxl, without what openpyxl only looks for.

It asks for numpy, so that numbers of numpy's can be written into cells, and for a library of pictures. No sheet of ours holds
either, and looking for them takes longer than all the rest of a command that writes a sheet. Where they have been imported
anyway, or another thread might be importing them just now, nothing is done.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

NOT_NEEDED = ("numpy", "PIL")


@contextmanager
def absent(*names: str) -> Iterator[None]:
    """Inside, these packages look as if they were not installed."""
    hidden = [name for name in names if name not in sys.modules] if threading.active_count() == 1 else []
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)


with absent(*NOT_NEEDED):
    from openpyxl import Workbook, load_workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.properties import PageSetupProperties
    from openpyxl.worksheet.worksheet import Worksheet
    from openpyxl.writer.excel import ExcelWriter

__all__ = [
    "Alignment",
    "Border",
    "Cell",
    "DataValidation",
    "ExcelWriter",
    "Font",
    "MergedCell",
    "PageSetupProperties",
    "PatternFill",
    "Protection",
    "Side",
    "SpreadsheetDrawing",
    "Workbook",
    "Worksheet",
    "WorksheetWriter",
    "absent",
    "get_column_letter",
    "load_workbook",
]
