# ruff: noqa: E501 - a case is a line
"""A chronology in Excel goes the way of a Word draft, through every command."""

from __future__ import annotations

import datetime
import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

import redactor as front_door
from redactor.documents import read
from redactor.documents.model import Tidying
from tests.drafts import board_list, draft, names_in, redactor

HEADINGS = ("Date", "Time", "Source", "Name", "Event")
ENTRIES = (
    ("03/02/2019", "10:00", "Case notes", "Glenda Varnham", "Mrs Varnham rang Imogen Hepton, social worker, about Tilly."),
    ("04/02/2019", "11:30", "Case notes", "Tilly Varnham", "Seen at 14 Teasel Road. NHS number 999 000 0018. Barnaby was well."),
    ("05/02/2019", "09:15", "Police log", "Corin Leyburn", "Neighbour Corin Leyburn told social worker Jo Pinnock of shouting."),
    ("06/02/2019", "15:00", "Case notes", "Kelvin Varnham", "Kelvin said that Glenda and Mr Leyburn do not speak."),
)  # fmt: skip


def chronology(path: Path, *, dates: bool = False) -> Path:
    """The chronology as a workbook, with a chart, a note, a hidden sheet and a formula beside it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Chronology"
    sheet.append(HEADINGS)
    for entry in ENTRIES:
        day = datetime.datetime.strptime(entry[0], "%d/%m/%Y") if dates else entry[0]
        sheet.append((day, *entry[1:]))
    people = book.create_sheet("People")
    people.append(["Name", "DOB", "Visits"])
    people.append(["Tilly Varnham", datetime.date(2014, 5, 9), 4])
    people.append(["Kelvin Varnham", datetime.date(1980, 1, 2), 7])
    people["E1"] = "=SUM(C2:C3)"
    chart = BarChart()
    chart.title = "Visits of Glenda Varnham"
    chart.add_data(Reference(people, min_col=3, min_row=1, max_row=3), titles_from_data=True)
    people.add_chart(chart, "G2")
    sheet["D2"].comment = Comment("Is this Glenda?", "Imogen Hepton")
    hidden = book.create_sheet("Tilly Varnham")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "Glenda Varnham moved out."
    people["E2"] = "='Tilly Varnham'!A1"
    book.properties.creator = "Imogen Hepton"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def rows(path: Path, sheet: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[sheet].iter_rows()]


def everything_in(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())


def anonymised(folder: Path, *drafts: Path, more: tuple[object, ...] = ()) -> dict[str, object]:
    done = redactor(
        "anonymise", *drafts, "--codes", board_list(folder / "codes.csv"), "--out", folder / "out", "--json", *more
    )
    assert done.code in (0, 1), done.screen
    return json.loads(done.out)


def test_a_workbook_is_anonymised_and_named_like_its_draft(tmp_path: Path) -> None:
    anonymised(tmp_path, chronology(tmp_path / "Tilly chronology.xlsx", dates=True))
    written = tmp_path / "out" / "Child 1 chronology.anonymised.xlsx"
    assert names_in(everything_in(written)) == []
    assert rows(written, "Chronology")[1] == [datetime.datetime(2019, 2, 3), "10:00", "Case notes", "Mrs A", "Mrs A rang SW1, social worker, about Child 1."]  # fmt: skip
    assert rows(written, "People")[1][:3] == ["Child 1", "[date of birth of Child 1]", 4]
    book = openpyxl.load_workbook(written)
    assert book.sheetnames == ["Chronology", "People", "Child 1"] and book["Child 1"].sheet_state == "hidden"
    assert book["People"]["E2"].value == "='Child 1'!A1" and book["People"]["E1"].value == "=SUM(C2:C3)"
    assert book["Chronology"]["D2"].comment is None
    assert "creator" not in zipfile.ZipFile(written).read("docProps/core.xml").decode()


def test_the_chronology_in_excel_has_the_codes_of_the_one_in_word(tmp_path: Path) -> None:
    word = draft(tmp_path / "w" / "chronology.docx", (HEADINGS, *ENTRIES))
    excel = tmp_path / "e" / "chronology.xlsx"
    book = openpyxl.Workbook()
    for row in (HEADINGS, *ENTRIES):
        book.active.append(row)
    excel.parent.mkdir()
    book.save(excel)
    anonymised(tmp_path / "w", word)
    anonymised(tmp_path / "e", excel)
    in_word = [
        p.text for p in read(tmp_path / "w" / "out" / "chronology.anonymised.docx", Tidying()).passages if p.cell
    ]
    in_excel = [
        str(value) for row in rows(tmp_path / "e" / "out" / "chronology.anonymised.xlsx", "Sheet") for value in row
    ]
    assert in_excel == in_word and "Person 1" in " ".join(in_excel)


def test_a_working_copy_keeps_notes_with_codes_in_them(tmp_path: Path) -> None:
    anonymised(tmp_path, chronology(tmp_path / "chronology.xlsx"), more=("--profile", "working"))
    written = tmp_path / "out" / "chronology.anonymised.xlsx"
    note = openpyxl.load_workbook(written)["Chronology"]["D2"].comment
    assert note is not None and note.text == "Is this Mrs A?" and note.author == "SW1"
    assert names_in(everything_in(written)) == []


def test_word_and_excel_of_one_case_share_their_codes(tmp_path: Path) -> None:
    imr = draft(tmp_path / "imr.docx", "Mr Leyburn, a neighbour, was asked by Jo Pinnock, social worker.")
    anonymised(tmp_path, imr, chronology(tmp_path / "chronology.xlsx"))
    with_codes = " ".join(
        str(value) for row in rows(tmp_path / "out" / "chronology.anonymised.xlsx", "Chronology") for value in row
    )
    text = " ".join(p.text for p in read(tmp_path / "out" / "imr.anonymised.docx", Tidying()).passages)
    for code in re.findall(r"Person \d+|SW\d+", text):
        assert code in with_codes


def test_the_output_again_changes_nothing(tmp_path: Path) -> None:
    anonymised(tmp_path, chronology(tmp_path / "chronology.xlsx", dates=True))
    first = (tmp_path / "out" / "chronology.anonymised.xlsx").read_bytes()
    second = tmp_path / "again" / "chronology.xlsx"
    second.parent.mkdir()
    second.write_bytes(first)
    done = redactor("anonymise", second, "--codes", tmp_path / "codes.csv", "--out", tmp_path / "out2", "--json")
    assert done.code in (0, 1), done.screen
    assert (tmp_path / "out2" / "chronology.anonymised.xlsx").read_bytes() == first


def test_what_the_draft_says_of_why_is_explained_by_its_cell(tmp_path: Path) -> None:
    anonymised(tmp_path, chronology(tmp_path / "chronology.xlsx"))
    done = redactor("explain", "Mrs A", "--codes", tmp_path / "codes.csv", "--json")
    assert done.code == 0 and "sheet Chronology, row 2, column Event" in done.out
    log = (tmp_path / "out" / "audit.jsonl").read_text("utf-8")
    assert "sheet Chronology, row 2, column Name" in log and names_in(log) == []


def test_codes_are_renumbered_in_place_and_nothing_else(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "SW1"
    book.active.append(["Name", "Event"])
    book.active.append(["SW1", "SW1 rang Child 1."])
    book.active["D1"] = "=IF('SW1'!A2=\"SW1\",1,0)"
    book.properties.creator = "Somebody"
    path = tmp_path / "chronology.xlsx"
    book.save(path)
    (tmp_path / "map.csv").write_text("Old,New\nSW1,SW7\n", "utf-8")
    done = redactor("recode", path, "--map", tmp_path / "map.csv", "--out", tmp_path / "out")
    assert done.code == 0, done.screen
    written = tmp_path / "out" / "chronology.recoded.xlsx"
    assert openpyxl.load_workbook(written).sheetnames == ["SW7"]
    assert rows(written, "SW7") == [
        ["Name", "Event", None, "=IF('SW7'!A2=\"SW7\",1,0)"],
        ["SW7", "SW7 rang Child 1.", None, None],
    ]
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(written) as new:
        for name in ("docProps/core.xml", "xl/styles.xml", "xl/theme/theme1.xml"):
            assert old.read(name) == new.read(name)


def test_drafts_in_excel_are_held_against_the_list(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Date", "Event"])
    book.active.append(["1/2/2019", "SW1 and SW9 met Child 1."])
    book.save(tmp_path / "Child 1 chronology.xlsx")
    done = redactor(
        "codes", "enforce", board_list(tmp_path / "codes.csv"), tmp_path / "Child 1 chronology.xlsx", "--json"
    )
    assert done.code == 1, done.screen
    assert any("SW9" in f["sentence"] and "cell B2" in f["place"] for f in done.json["findings"])


def test_names_are_put_back_and_every_page_says_so(tmp_path: Path) -> None:
    anonymised(tmp_path, chronology(tmp_path / "chronology.xlsx"))
    done = redactor(
        "personalise",
        tmp_path / "out" / "chronology.anonymised.xlsx",
        "--codes",
        tmp_path / "codes.csv",
        "--out",
        tmp_path / "names",
    )
    assert done.code in (0, 1), done.screen
    copy = tmp_path / "names" / "chronology RESTRICTED names.xlsx"
    book = openpyxl.load_workbook(copy)
    assert book["Chronology"]["D2"].value == "Glenda Varnham"
    assert all("Restricted: names" in (sheet.oddHeader.center.text or "") for sheet in book.worksheets)


def test_the_check_reads_what_was_written_and_finds_nobody(tmp_path: Path) -> None:
    anonymised(tmp_path, chronology(tmp_path / "chronology.xlsx", dates=True))
    done = redactor(
        "check", tmp_path / "out" / "chronology.anonymised.xlsx", "--codes", tmp_path / "codes.csv", "--json"
    )
    assert not [f for f in done.json["findings"] if f["rule"] == "identity-left"], done.screen


def test_inspect_tells_what_is_in_a_workbook_and_names_nobody(tmp_path: Path) -> None:
    done = redactor("inspect", chronology(tmp_path / "chronology.xlsx"), "--json")
    assert done.code == 1 and names_in(done.screen) == []
    kinds = {f["kind"] for f in done.json["findings"]}
    assert {"comment", "author", "hidden-cells", "property"} <= kinds


def test_other_programs_anonymise_workbooks_too(tmp_path: Path) -> None:
    path = chronology(tmp_path / "chronology.xlsx")
    done = front_door.anonymise([path], codes=board_list(tmp_path / "codes.csv"))
    (file,) = done.files
    assert file.name == "chronology.anonymised.xlsx"
    assert openpyxl.load_workbook(io.BytesIO(file.data))["Chronology"]["D2"].value == "Mrs A"


def test_a_workbook_with_macros_comes_out_without_them(tmp_path: Path) -> None:
    path = chronology(tmp_path / "chronology.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    ).replace(b"</Types>", b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>')  # fmt: skip
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>',
    )
    parts["xl/vbaProject.bin"] = "Glenda Varnham".encode("utf-16-le")
    macros = tmp_path / "with macros.xlsm"
    with zipfile.ZipFile(macros, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    outcome = anonymised(tmp_path, macros)
    written = tmp_path / "out" / "with macros.anonymised.xlsx"
    assert "vbaProject" not in everything_in(written)
    assert "Macros were taken out" in json.dumps(outcome) or "Macros were taken out" in (
        tmp_path / "out" / "report.html"
    ).read_text("utf-8")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_what_is_written_and_works_out_the_same(tmp_path: Path) -> None:
    anonymised(tmp_path, chronology(tmp_path / "chronology.xlsx", dates=True))
    written = tmp_path / "out" / "chronology.anonymised.xlsx"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    made = [tmp_path / "chronology.xlsx", written]
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(tmp_path / "read"),
        *map(str, made),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    if not (tmp_path / "read" / "chronology.xlsx").exists():
        pytest.skip("this LibreOffice has no Calc: it does not read the draft either")
    book = openpyxl.load_workbook(tmp_path / "read" / written.name, data_only=True)
    assert book["People"]["E1"].value == 11 and book["People"]["E2"].value == "Mrs A moved out."
    assert len(book["People"]._charts) == 1


def test_the_page_shows_a_workbook_as_a_table_takes_an_answer_and_writes_it(tmp_path: Path) -> None:
    from tests.web.served import served

    path = chronology(tmp_path / "chronology.xlsx", dates=True)
    codes = board_list(tmp_path / "codes.xlsx")
    with served(path, codes=codes, key_map=tmp_path / "k" / "map", out=tmp_path / "out") as client:
        client.enter().wait()
        page = client.get("/draft").text
        assert "Mrs Varnham" in page and "<th" in page and "Case notes" in page
        client.post("/finish", {"folder": tmp_path / "out"})
        assert "not written" not in client.wait()
    assert rows(tmp_path / "out" / "chronology.anonymised.xlsx", "Chronology")[1][3] == "Mrs A"


def test_a_workbook_is_dropped_on_the_page_and_another_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    from tests.web.served import served

    with served() as client:
        client.enter()
        assert 'accept=".docx' in client.get("/").text and ".xlsx" in client.get("/").text
        assert client.give(chronology(tmp_path / "chronology.xlsx")).status == 200
        (tmp_path / "letter.pages").write_bytes(b"PK")
        refused = client.give(tmp_path / "letter.pages")
        assert refused.status == 400 and ".docx or .xlsx" in refused.text


def test_a_question_about_a_cell_is_answered_once_and_stays_answered(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Date", "Event"])
    book.active.append(["1/2/2019", "Tilly Varnham was seen."])
    book.active.append(["2/2/2019", "Varnham was out."])
    book.save(tmp_path / "chronology.xlsx")
    anonymised(tmp_path, tmp_path / "chronology.xlsx")
    written = tmp_path / "out" / "chronology.anonymised.xlsx"
    assert rows(written, "Sheet")[2][1] == "[unresolved 1] was out."
    sheet = tmp_path / "decide.xlsx"
    assert redactor("decide", "--codes", tmp_path / "codes.csv", "--sheet", sheet).code in (0, 1)
    asked = openpyxl.load_workbook(sheet)
    page = asked["Decisions"]
    for row in range(3, page.max_row + 1):
        if page.cell(row, 2).value == "Varnham":
            page.cell(row, 6).value, page.cell(row, 7).value = "use this code", "Mr A"
    asked.save(sheet)
    done = redactor("decide", "--codes", tmp_path / "codes.csv", "--read", sheet)
    assert done.code in (0, 1), done.screen
    anonymised(tmp_path, tmp_path / "chronology.xlsx")
    assert rows(written, "Sheet")[2][1] == "Mr A was out."
