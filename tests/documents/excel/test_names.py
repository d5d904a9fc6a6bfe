"""Names that other places repeat: of sheets, cells, tables and columns."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from redactor.documents.excel import names
from redactor.documents.excel.names import Renamed, in_formula

from .builders import members, put, read

RENAMED = Renamed(
    {"petra lindqvist": "Child 1", "otto": "Mr A"},
    {"petra_dob": "Child_1_dob", "visits_petra": "visits_Child_1"},
    {"petra": "Child [1]"},
)


@pytest.mark.parametrize(
    ("formula", "new"),
    [
        ("'Petra Lindqvist'!A1+1", "'Child 1'!A1+1"),
        ("Otto!$A$1:$B$2", "'Mr A'!$A$1:$B$2"),
        ("SUM(Otto:Summe!A1)", "SUM('Mr A:Summe'!A1)"),
        ("SUM('Otto:Petra Lindqvist'!A1)", "SUM('Mr A:Child 1'!A1)"),
        ("'[1]Otto'!A1", "'[1]Otto'!A1"),  # a sheet of another workbook
        ('IF(A1="Otto!A1",1)', 'IF(A1="Otto!A1",1)'),  # a text
        ("Petra_DOB+1", "Child_1_dob+1"),
        ("SUM(Visits_Petra[Petra])", "SUM(visits_Child_1[Child '[1']])"),
        ("[@Petra]", "[@Child '[1']]"),
        ("Visits[[#This Row],[Petra]]", "Visits[[#This Row],[Child '[1']]]"),
        ("Ottoline!A1", "Ottoline!A1"),
        ("#REF!", "#REF!"),
    ],
)  # fmt: skip
def test_a_formula_follows_the_new_names(formula: str, new: str) -> None:
    assert in_formula(formula, RENAMED) == new


def test_new_names_are_ones_that_excel_takes() -> None:
    assert names.sheet_name("[unresolved 3]", ()) == "unresolved 3"
    assert names.sheet_name("x" * 40, ["x" * 31]) == "x" * 27 + " (2)"
    assert names.cells_name("SW1", ()) == "_SW1" and names.cells_name("Child 1", ["child_1"]) == "Child_1_2"
    assert names.column_name("Child 1", ["child 1"]) == "Child 1 (2)"


def _workbook() -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Chronology"
    for row in (["Date", "Petra Lindqvist", "Petra"], [1, 2, 3], [4, 5, 6]):
        sheet.append(row)
    table = Table(displayName="Petra_visits", ref="A1:C3")
    sheet.add_table(table)
    sheet["E1"] = "=SUM(Petra_visits[Petra Lindqvist])+'Petra Lindqvist'!A1"
    other = made.create_sheet("Petra Lindqvist")
    other["A1"] = "=Chronology!B2+Petra_age"
    made.defined_names["Petra_age"] = DefinedName("Petra_age", attr_text="'Petra Lindqvist'!$A$1")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_sheet_a_table_a_column_and_a_name_are_renamed_everywhere() -> None:
    draft = read(_workbook())
    written = draft.rewritten(put(draft, {"Petra Lindqvist": "Child 1", "Petra": "Child 1"}))
    assert "Petra" not in "".join(content.decode("utf-8", "ignore") for content in members(written.data).values())
    made = openpyxl.load_workbook(io.BytesIO(written.data))
    assert made.sheetnames == ["Chronology", "Child 1"]
    (table,) = made["Chronology"].tables.values()
    assert table.displayName == "Child_1_visits"
    columns = [column.name for column in table.tableColumns]
    headings = [cell.value for cell in made["Chronology"][1]][:3]
    assert columns == headings and len({c.casefold() for c in columns}) == 3  # no two columns are called the same
    assert made["Chronology"]["E1"].value == f"=SUM({table.displayName}[{columns[1]}])+'Child 1'!A1"
    assert list(made.defined_names) == ["Child_1_age"]
    assert made["Child 1"]["A1"].value == "=Chronology!B2+Child_1_age"
