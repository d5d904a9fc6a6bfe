"""Tables of Word files and workbooks as they are laid out in practice: merged cells, tables in cells, tracked changes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook

from redactor.base.refused import Refused
from redactor.chronology.dates import date_and_source
from redactor.chronology.layouts import Layout
from redactor.chronology.tables import GivenFile, GivenRow, read_given
from redactor.chronology.workbooks import NO_VALUE
from tests.blank import blank_word
from tests.chronology.agencies import the_list
from tests.chronology.test_merging import merge, said, sheet


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDACTOR_HOME", str(tmp_path / "home"))


BOOK = "Child 1 combined chronology.xlsx"
ROWS = (
    ("Date", "Time", "Event", "Action taken"),
    ("1/9/08", "09:00", "Before.", "Letter"),
    ("2/9/08", "10:00", "Two.", "Call"),
)


def table(document: object, rows: tuple[tuple[str, ...], ...] = ROWS) -> object:
    made = document.add_table(rows=len(rows), cols=len(rows[0]))  # type: ignore[attr-defined]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            made.cell(r, c).text = text
    return made


def cells(given: GivenFile, number: int = 0) -> list[dict[int, str]]:
    return [row.cells for row in given.tables[number].rows]


def test_a_merged_cell_moves_no_other(tmp_path: Path) -> None:
    document = blank_word()
    made = table(document)
    made.cell(1, 0).merge(made.cell(1, 1)).text = "1/9/08 09:00"  # type: ignore[attr-defined]
    document.save(str(tmp_path / "a.docx"))
    read = read_given(tmp_path / "a.docx")
    assert cells(read)[1] == {1: "1/9/08 09:00", 3: "Before.", 4: "Letter"} and read.looks == ()


def test_cells_merged_downwards_are_empty_below(tmp_path: Path) -> None:
    document = blank_word()
    document.add_paragraph("Agency: Wold Nursery")
    made = table(document)
    made.cell(2, 0).text = ""  # type: ignore[attr-defined]
    made.cell(1, 0).merge(made.cell(2, 0))  # type: ignore[attr-defined]
    document.save(str(tmp_path / "a.docx"))
    assert merge(tmp_path, files=[tmp_path / "a.docx"]).code == 0
    assert [row[1] for row in said(sheet(tmp_path / "out" / BOOK))] == ["01/09/2008", "01/09/2008 (as above)"]


def test_a_table_in_a_cell_is_part_of_the_event(tmp_path: Path) -> None:
    document = blank_word()
    document.add_paragraph("Agency: Wold Nursery")
    made = table(document)
    inner = made.cell(1, 2).add_table(rows=2, cols=2)  # type: ignore[attr-defined]
    for n, text in enumerate(("Weight", "12 kg", "Height", "90 cm")):
        inner.cell(n // 2, n % 2).text = text
    document.save(str(tmp_path / "a.docx"))
    done = merge(tmp_path, "--json", files=[tmp_path / "a.docx"])
    assert done.code == 0 and done.json["rows"] == 2
    assert said(sheet(tmp_path / "out" / BOOK))[0][4] == "Before.\nWeight | 12 kg\nHeight | 90 cm"


def test_a_chronology_in_a_table_without_borders(tmp_path: Path) -> None:
    document = blank_word()
    frame = document.add_table(rows=2, cols=1)
    frame.cell(0, 0).text = "Agency: Wold Nursery"
    inner = frame.cell(1, 0).add_table(rows=3, cols=4)
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            inner.cell(r, c).text = text
    document.save(str(tmp_path / "a.docx"))
    done = merge(tmp_path, "--json", files=[tmp_path / "a.docx"])
    assert done.code == 0, done.out
    assert [row[4] for row in said(sheet(tmp_path / "out" / BOOK))] == ["Before.", "Two."]
    assert done.json["counts"][0]["agency"] == "Wold Nursery"


def test_tracked_changes_are_read_as_accepted_and_told(tmp_path: Path) -> None:
    document = blank_word()
    made = table(document)
    paragraph = made.cell(1, 2).paragraphs[0]._p  # type: ignore[attr-defined]
    what = 'w:id="1" w:author="x" w:date="2008-01-01T00:00:00Z"'
    paragraph.append(parse_xml(f"<w:del {nsdecls('w')} {what}><w:r><w:delText> Gone.</w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:ins {nsdecls('w')} {what}><w:r><w:t> New.</w:t></w:r></w:ins>"))
    made.rows[2]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')} {what}/>"))  # type: ignore[attr-defined]
    document.save(str(tmp_path / "a.docx"))
    read = read_given(tmp_path / "a.docx")
    assert [row[3] for row in cells(read)[1:]] == ["Before. New."]
    assert any("tracked changes" in look for look in read.looks)


def test_hidden_rows_and_words_are_read_and_told(tmp_path: Path) -> None:
    book = Workbook()
    rows = book.active
    assert rows is not None
    for row in ROWS:
        rows.append(list(row))
    rows.row_dimensions[3].hidden = True
    rows["C2"] = "=1+1"
    book.save(tmp_path / "a.xlsx")
    read = read_given(tmp_path / "a.xlsx")
    assert [row[3] for row in cells(read)[1:]] == [NO_VALUE, "Two."] and "hidden" in read.looks[0]
    document = blank_word()
    made = table(document)
    made.cell(1, 2).paragraphs[0].runs[0].font.hidden = True  # type: ignore[attr-defined]
    document.save(str(tmp_path / "a.docx"))
    read = read_given(tmp_path / "a.docx")
    assert cells(read)[1][3] == "Before." and "hidden" in read.looks[0]


def test_damaged_files_and_entities_are_refused(tmp_path: Path) -> None:
    document = blank_word()
    table(document)
    document.save(str(tmp_path / "a.docx"))
    whole = (tmp_path / "a.docx").read_bytes()
    (tmp_path / "half.docx").write_bytes(whole[: len(whole) // 2])
    bomb = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                entities = '<!DOCTYPE x [<!ENTITY a "' + "ha" * 500 + '">' + "".join(
                    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 30}">' for n in range(6)
                ) + "]>"  # fmt: skip
                text = data.decode().replace("?>", "?>" + entities, 1).replace("Before.", "&g;")
                data = text.encode()
            target.writestr(name, data)
    (tmp_path / "bomb.docx").write_bytes(bomb.getvalue())
    for name in ("half.docx", "bomb.docx"):
        try:
            read = read_given(tmp_path / name)
        except Refused as error:
            assert "ha" * 20 not in str(error)
        else:
            assert max(len(t) for row in read.tables[0].rows for t in row.cells.values()) < 1000


def test_the_report_says_which_file_and_row(tmp_path: Path) -> None:
    book = Workbook()
    rows = book.active
    assert rows is not None
    rows.append(["Agency: Wold Nursery"])
    for row in (*ROWS, ("3/9/08", "", "=A1", "")):
        rows.append(list(row))
    book.save(tmp_path / "a.xlsx")
    the_list(tmp_path)
    done = merge(tmp_path, files=[tmp_path / "a.xlsx"])
    assert done.code == 1 and "a.xlsx, sheet 1, row 5: a formula without a saved value." in done.screen


@pytest.mark.parametrize(
    ("hour", "minute", "time"),
    [
        ("14", "5", "14:05"),
        ("9", "30", "09:30"),
        ("07", "", "07:00"),
        ("00", "00", "00:00"),
        ("2pm", "", "2pm"),
        ("", "", ""),
    ],
)
def test_hours_and_minutes_are_one_time(hour: str, minute: str, time: str) -> None:
    layout = Layout({"time": 1}, {}, 1, minutes=2)
    assert layout.text(GivenRow(1, {1: hour, 2: minute}), "time") == time


def test_hours_and_minutes_in_two_columns_and_minutes_of_a_meeting(tmp_path: Path) -> None:
    document = blank_word()
    document.add_paragraph("Agency: Wold Nursery")
    table(document, (("Date", "HH", "MM", "Event"), ("1/9/08", "14", "5", "Before."), ("2/9/08", "", "", "Two.")))
    document.add_paragraph("More")
    table(document, (("Date", "Event", "Minutes"), ("3/9/08", "Met.", "see file"), ("4/9/08", "Three.", "")))
    document.save(str(tmp_path / "a.docx"))
    assert merge(tmp_path, files=[tmp_path / "a.docx"]).code == 0
    rows = said(sheet(tmp_path / "out" / BOOK))
    assert [(row[2], row[4]) for row in rows] == [
        ("14:05", "Before."), ("", "Two."), ("", "Met.\nMinutes: see file"), ("", "Three."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "split"),
    [
        ("3/9/08 GP records", ("3/9/08", "GP records")),
        ("Mon 3 Sept 2008, 14:15 - Health visitor's notes", ("3 Sept 2008 14:15", "Health visitor's notes")),
        ("School file (03/09/2008)", ("03/09/2008", "School file")),
        ("03/09/2008 (School file)", ("03/09/2008", "School file")),
        *((same, (same, "")) for same in ("3/9/08", "3/9/08 - 5/9/08 GP records", "early Sept 2008 GP records", "GP records",
          "from 3/9/08 School file", "3/9/08? School file", "3/9/08 onwards", "GP 3/9/08 School file", "Mon 3/9/08 at 14:15")),
    ],
)  # fmt: skip
def test_a_source_in_the_cell_of_the_date_is_told_apart_where_the_date_is_clear(
    cell: str, split: tuple[str, str]
) -> None:
    assert date_and_source(cell) == split


def test_date_and_source_in_one_cell_are_two_columns(tmp_path: Path) -> None:
    document = blank_word()
    document.add_paragraph("Agency: Wold Nursery")
    rows = (
        ("Date and source", "Event"),
        ("1/9/08 GP records", "Before."),
        ("2/9/08", "Two."),
        ("early 2008, GP", "Three."),
    )
    table(document, rows)
    document.save(str(tmp_path / "a.docx"))
    assert merge(tmp_path, files=[tmp_path / "a.docx"]).code == 0
    rows_said = said(sheet(tmp_path / "out" / BOOK))
    assert {row[4]: (row[1], row[3]) for row in rows_said} == {
        "Before.": ("01/09/2008", "GP records"),
        "Two.": ("02/09/2008", ""),
        "Three.": ("early 2008, GP", ""),
    }
