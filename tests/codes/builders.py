"""Code lists as files, from rows."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from tests.blank import blank_word

Rows = Sequence[Sequence[object]]
HEAD = ("Code", "Kind", "Name", "Also known as", "Relationship or role", "Agency", "Date of birth")
FORMS = (".xlsx", ".csv", ".docx")


def write_list(path: Path, rows: Rows, sheet: str = "Codes") -> Path:
    """Rows as the file that the ending of `path` asks for."""
    match path.suffix:
        case ".xlsx":
            return write_workbook(path, {sheet: rows})
        case ".csv":
            with path.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream).writerows(rows)
        case ".docx":
            write_word(path, rows)
    return path


def write_workbook(path: Path, sheets: Mapping[str, Rows], merge: str = "") -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        if merge:
            sheet.merge_cells(merge)
    book.save(path)
    return path


def write_word(path: Path, *tables: Rows) -> Path:
    document = blank_word()
    for rows in tables:
        document.add_paragraph("Issued by the board")
        width = max(map(len, rows))
        table = document.add_table(rows=len(rows), cols=width)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                table.cell(r, c).text = str(value)
    document.save(str(path))
    return path


def place(path: Path, row: int) -> str:
    """How a sentence about a row of a file made by `write_list` begins."""
    return {".xlsx": f"Sheet “Codes”, row {row}: ", ".csv": f"Row {row}: ", ".docx": f"Table 1, row {row}: "}[
        path.suffix
    ]
