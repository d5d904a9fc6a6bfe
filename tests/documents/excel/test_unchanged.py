"""What names nobody stays: parts byte for byte, and in a part that changes everything but the name."""

from __future__ import annotations

import io
import zipfile

import openpyxl
from lxml import etree
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.formatting.rule import ColorScaleRule, FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from .builders import members, put, read

# what is made anew in every workbook that goes out: it says who worked on it
ALWAYS = frozenset(("docProps/core.xml", "docProps/app.xml"))


def _workbook() -> bytes:
    """CellFormats, formulas, charts, conditions, validation, merged and frozen cells; a name in one cell alone."""
    made = openpyxl.Workbook()
    first = made.active
    first.title = "Figures"
    first.append(["Month", "Visits", "Missed", "Share"])
    for row in range(2, 14):
        first.append([f"Month {row - 1}", row * 3, row % 4, f"=C{row}/B{row}"])
        first.cell(row, 4).number_format = "0.0%"
        first.cell(row, 1).font = Font(bold=row % 2 == 0, color="FF0000")
        first.cell(row, 2).fill = PatternFill("solid", fgColor="FFEE00")
    first.append(["Total", "=SUM(B2:B13)", "=SUM(C2:C13)", "=AVERAGE(D2:D13)"])
    first.merge_cells("F1:G1")
    first.freeze_panes = "B2"
    first.conditional_formatting.add(
        "B2:B13", ColorScaleRule(start_type="min", start_color="FFFFFF", end_type="max", end_color="FF0000")
    )
    first.conditional_formatting.add("C2:C13", FormulaRule(formula=["C2>2"], font=Font(bold=True)))
    validation = DataValidation(type="whole", operator="between", formula1="0", formula2="99")
    validation.add("B2:B13")
    first.add_data_validation(validation)
    for number, kind in enumerate((BarChart, LineChart)):
        chart = kind()
        chart.add_data(Reference(first, min_col=2, max_col=3, min_row=1, max_row=13), titles_from_data=True)
        first.add_chart(chart, f"I{2 + 18 * number}")
    second = made.create_sheet("Chronology")
    second.append(["Date", "Event"])
    second.append(["1/2/2019", "Petra Lindqvist came."])
    second.append(["2/2/2019", "Nobody came."])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_parts_that_name_nobody_keep_their_bytes() -> None:
    data = _workbook()
    draft = read(data)
    before, after = members(data), members(draft.rewritten(put(draft, {"Petra Lindqvist": "Child 1"})).data)
    changed = {name for name in before if before[name] != after.get(name)}
    sheet = "xl/worksheets/sheet2.xml"  # its texts stand in its cells
    assert changed == {*ALWAYS, sheet} and before.keys() == after.keys()
    named = after[sheet].replace(b"Child 1", b"Petra Lindqvist")
    assert etree.tostring(etree.fromstring(named), method="c14n") == etree.tostring(
        etree.fromstring(before[sheet]), method="c14n"
    )


def test_cells_formulas_and_formats_of_other_cells_are_the_same() -> None:
    data = _workbook()
    draft = read(data)
    written = draft.rewritten(put(draft, {"Petra Lindqvist": "Child 1"})).data
    before, after = openpyxl.load_workbook(io.BytesIO(data)), openpyxl.load_workbook(io.BytesIO(written))
    for sheet in before.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                other = after[sheet.title][cell.coordinate]
                assert [cell.number_format, repr(cell.font), repr(cell.fill)] == [
                    other.number_format,
                    repr(other.font),
                    repr(other.fill),
                ]
                if other.value != cell.value:
                    assert cell.coordinate == "B2" and other.value == "Child 1 came."
    assert len(after["Figures"]._charts) == 2 and after["Figures"].freeze_panes == "B2"


def test_nothing_to_replace_changes_nothing_but_the_properties() -> None:
    data = _workbook()
    before, after = members(data), members(read(data).rewritten([]).data)
    assert {name for name in before if before[name] != after.get(name)} == ALWAYS


def test_the_same_draft_gives_the_same_bytes_and_no_time_of_writing() -> None:
    draft = read(_workbook())
    first, second = (draft.rewritten(put(draft, {"Petra": "Child 1"})).data for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
