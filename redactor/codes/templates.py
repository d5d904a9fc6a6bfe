"""The blank code lists in key_maps/templates/, for boards to fill in.

`python -m redactor.codes.templates FOLDER` writes them.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from redactor.codes.model import Kind
from redactor.codes.roles import standard_roles

COLUMNS = ("Code", "Kind", "Name", "Also known as", "Relationship or role", "Agency", "Date of birth")
ROLE_COLUMNS = ("Prefix", "Title", "Variants", "Agency")
_ROWS = 500  # rows that are laid out for filling in
_HEAD = PatternFill("solid", fgColor="1F3864")
_HOW_TO = (
    "How to fill in this list",
    "One row for each person, address and organisation, in the sheet Codes. Every row needs a code, a kind and a name.",
    "Code: what the drafts will say, such as Child 1, Mrs A, Address A, School 1, SW1. Each code stands for one person "
    "or place only. Do not use initials or anything else that hints at the name.",
    "Kind: choose from the list. Subject is the child or adult whom the review is about; associate is anybody who is "
    "neither family nor staff.",
    "Name: the full name, or the whole address.",
    "Also known as: every other name or spelling, with a semicolon between them; maiden names and nicknames too.",
    "Relationship or role: the relationship to the subject, or the job title of staff.",
    "Date of birth: day first, such as 03/03/2007. Two people of the same name need a date of birth each.",
    "The sheet Roles holds the standard abbreviations: staff who are not in the list get the prefix of their role and "
    "a number. Change, add and delete rows as your board needs.",
    "Do not merge cells, and do not change the headings. This file names people: keep it as safe as the records.",
)


def write_templates(folder: Path) -> tuple[Path, ...]:
    """Write code-list.xlsx and code-list.csv into the folder, over what is there. Returns their paths."""
    workbook = Workbook()
    codes = workbook.worksheets[0]
    codes.title = "Codes"
    _head(codes, COLUMNS, (14, 15, 34, 34, 30, 26, 15))
    kinds = DataValidation(type="list", formula1=f'"{",".join(kind.value for kind in Kind)}"', allow_blank=True)
    kinds.error = "Choose one of the kinds in the list."
    codes.add_data_validation(kinds)
    kinds.add(f"B2:B{_ROWS}")
    for row in range(2, _ROWS + 1):
        codes.cell(row, 1).number_format = "@"  # or Excel turns a code like MAR1 into a date
        codes.cell(row, 7).number_format = "DD/MM/YYYY"
    roles = workbook.create_sheet("Roles")
    _head(roles, ROLE_COLUMNS, (12, 40, 90, 28))
    for role in standard_roles():
        roles.append((role.prefix, role.title, "; ".join(role.variants), role.agency))
    how_to = workbook.create_sheet("How to fill in")
    how_to.column_dimensions["A"].width = 110
    for number, text in enumerate(_HOW_TO, start=1):
        how_to.cell(number, 1, text).alignment = Alignment(wrap_text=True, vertical="top")
    how_to["A1"].font = Font(bold=True, size=14)
    book, plain = folder / "code-list.xlsx", folder / "code-list.csv"
    workbook.save(book)
    # with a byte order mark, by which Excel knows that accents are UTF-8
    with plain.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerow(COLUMNS)
    return book, plain


def _head(sheet: Worksheet, columns: Sequence[str], widths: Sequence[int]) -> None:
    for number, (title, width) in enumerate(zip(columns, widths, strict=True), start=1):
        cell = sheet.cell(1, number, title)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"


if __name__ == "__main__":
    for written in write_templates(Path(sys.argv[1] if len(sys.argv) > 1 else "key_maps/templates")):
        print(written)
