"""Somebody's own part of a report, and a copy for each recipient."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from redactor.keymap.keymap import KeyMap, Record
from redactor.keymap.keymap_files import save_key_map
from redactor.records.copies import log_path
from redactor.sealed.sealing import Home
from tests.blank import blank_word
from tests.drafts import Done, names_in, read_text, redactor
from tests.test_personalising import RECORDS


@pytest.fixture
def key_map(tmp_path: Path) -> Path:
    path = tmp_path / "kept apart" / "case.keymap"
    records = (
        *RECORDS,
        Record(code="TM1", kind="person", issued=True, names=("Bo Quenby",), role="Team Manager", prefix="TM"),
    )
    save_key_map(path, KeyMap.new("Child 1").with_records(records), Home.current())
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    document = blank_word()
    document.add_heading("Chronology", 1)
    table = document.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Date", "Event", "Source"), strict=True):
        cell.text = text
    for row in (
        ("01/02/2024", "SW1 visited Mrs A.", "Notes"),
        ("02/02/2024", "SW2 rang.", "Log"),
        ("03/02/2024", "TM1 met SW1.", ""),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_heading("Analysis", 1)
    document.add_heading("Visits", 2)
    for text in ("SW1 came late.", "She was told by TM1.", "She rang again.", "Child 1 slept."):
        document.add_paragraph(text)
    document.add_heading("Findings", 1)
    document.add_paragraph("Visits to Child 1 were not written down.")
    document.save(str(tmp_path / "imr.anonymised.docx"))
    return tmp_path / "imr.anonymised.docx"


def personalise(report: Path, key_map: Path, *more: str) -> Done:
    return redactor("personalise", report, "--key-map", key_map, "--out", report.parent / "out", *more)


def test_her_own_part_has_the_rows_and_paragraphs_about_her_and_what_is_needed_to_read_them(
    report: Path, key_map: Path
) -> None:
    done = personalise(report, key_map, "--person", "SW1", "--own-part")
    assert done.code == 0, done.screen
    (copy,) = (report.parent / "out").iterdir()
    assert copy.name == "imr part RESTRICTED names.docx"
    document = docx.Document(str(copy))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [
        ["Date", "Event", "Source"],
        ["01/02/2024", "Imogen Hepton visited Mrs A.", "Notes"],
        ["03/02/2024", "TM1 met Imogen Hepton.", ""],
    ]
    text = [p.text for p in document.paragraphs if p.text]
    assert text[-7:] == [
        "Chronology", "Analysis", "Visits", "Imogen Hepton came late.", "She was told by TM1.", "She rang again.",
        "Codes in this part",
    ]  # fmt: skip
    assert [[c.text for c in row.cells] for row in document.tables[1].rows] == [
        ["Code", "Who"],
        ["TM1", "Team Manager"],
    ]
    assert "SW2" not in read_text(copy) and names_in(read_text(copy)) == ["Imogen", "Hepton"]


def test_a_copy_for_each_recipient_has_only_their_own_name_and_is_logged(report: Path, key_map: Path) -> None:
    done = personalise(report, key_map, "--for", "SW1", "--for", "Mrs A")
    assert done.code == 0, done.screen
    files = {p.name: read_text(p) for p in (report.parent / "out").iterdir()}
    assert set(files) == {"imr for SW1 RESTRICTED names.docx", "imr for Mrs A RESTRICTED names.docx"}
    assert names_in(files["imr for SW1 RESTRICTED names.docx"]) == ["Imogen", "Hepton"]
    assert names_in(files["imr for Mrs A RESTRICTED names.docx"]) == ["Glenda", "Varnham"]
    lines = [json.loads(line) for line in log_path(key_map).read_text().splitlines()]
    assert [(line["for"], line["codes"]) for line in lines[1:]] == [("SW1", ["SW1"]), ("Mrs A", ["Mrs A"])]
    assert len({line["draft_sha256"] for line in lines[1:]}) == 1


def test_the_findings_for_the_family_are_that_section_alone(report: Path, key_map: Path) -> None:
    done = personalise(report, key_map, "--for", "Child 1", "--section", "findings")
    assert done.code == 0, done.screen
    (copy,) = (report.parent / "out").iterdir()
    text = read_text(copy)
    assert "Visits to Tilly Varnham were not written down." in text and "slept" not in text and "SW1" not in text


def test_who_is_in_no_draft_gets_nothing_and_it_is_told(report: Path, key_map: Path) -> None:
    done = personalise(report, key_map, "--for", "SW1", "--for", "Address A", "--own-part")
    assert done.code == 1 and "In none of the drafts: Address A" in done.screen
    assert personalise(report, key_map, "--own-part").code == 2
    assert "has a heading" in personalise(report, key_map, "--for", "SW1", "--section", "lessons").screen
    assert personalise(report, key_map, "--for", "SW9", "--own-part").code == 2
