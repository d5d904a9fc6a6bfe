"""Twelve agencies that lay out their chronologies as agencies do, against rows written down beforehand."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.chronologies import compared, send, written_down
from redactor.chronology.agencies import agency_in
from redactor.chronology.dates import is_ditto, month_alone
from redactor.chronology.headings import column_of
from redactor.chronology.run import MergeRequest, merge
from redactor.chronology.tables import GivenFile, GivenTable
from tests.drafts import board_list, draft, redactor


def test_every_row_comes_out_as_it_was_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDACTOR_HOME", str(tmp_path / "home"))
    rows = written_down(each=14)
    files = send(tmp_path, rows)
    done = merge(MergeRequest(tuple(files), tmp_path / "list.xlsx", tmp_path / "out"))
    book = next(path for path in done.files if path.suffix == ".xlsx")
    found = compared(book, rows)
    assert found.wrong == () and found.right == found.written == 168
    assert len(done.rows) == 170  # a sum and a note below one agency's table have rows of their own
    assert any("go on in the middle of a sentence" in look for look in done.looks)


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Event Time", "time"),
        ("Note of\ncontact", "event"),
        ("Detail of concern / action taken", "event"),
        ("Problem / notes", "event"),
        ("What we noted", "event"),
        ("Narrative of attendance", "event"),
        ("Entered on", "date"),
        ("Did we see the children?", "seen"),
        ("Day of visit", "date"),
        ("Was child seen and by whom", "seen"),
        ("Where the child was last seen", ""),
        ("What the service user told us", "event"),
        ("Date of birth", ""),
        ("Address / contact", ""),
        ("Which team leader has the file", ""),
    ],
)
def test_a_heading_is_told_by_its_words(heading: str, column: str) -> None:
    assert column_of(heading) == column


@pytest.mark.parametrize(
    ("cell", "ditto"),
    [('"', True), ("17:45", True), ('" 9.30am', True), ("Same day", True), ("ditto, 3.30pm", True), ("?", False)],
)
def test_signs_that_the_date_above_holds(cell: str, ditto: bool) -> None:
    assert is_ditto(cell) is ditto


def test_a_month_alone() -> None:
    assert (month_alone("March 2018"), month_alone("Sept 18"), month_alone("3 March 2018")) == (2018, 2018, 0)


@pytest.mark.parametrize("front", ["How to fill in the chronology", "Chronology of concerns", "Guidance: chronology"])
def test_the_titles_of_a_form_are_no_agency(front: str) -> None:
    given = GivenFile(Path("child 1.xlsx"), "", (GivenTable("sheet 1", (), (front,)),), ())
    assert agency_in(given, (), (), by_name=False) == ""


def test_a_folder_of_what_agencies_have_sent_tells_whose_each_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDACTOR_HOME", str(tmp_path / "home"))
    received = tmp_path / "received"
    for agency, name, event in (
        ("wold-council", "chronology.docx", "Mrs A rang Child 1."),
        ("quillbrook-primary-school", "chron v2.docx", "Child 1 was late."),
    ):
        (received / agency).mkdir(parents=True)
        draft(
            received / agency / name,
            "School 1 chronology",
            [["Date", "Who", "What happened"], ["03/03/24", "Child 1", event]],
        )
        draft(received / agency / "report.docx", [["Date", "What happened"], ["04/03/24", "Not the chronology."]])
    codes = board_list(tmp_path / "list.xlsx", ("School 1", "organisation", "Quillbrook Primary School", "", ""))
    told = {"known": frozenset(("Wold Council", "Quillbrook Primary School"))}
    monkeypatch.setattr("redactor.chronology.run.agencies_of", lambda codes: told["known"])
    done = redactor("chronology", "merge", received, "--list", codes, "--out", tmp_path / "out", "--json")
    assert {c["agency"]: c["written"] for c in done.json["counts"]} == {"Wold Council": 1, "School 1": 1}, done.screen
    draft(received / "wold-police" / "police log.docx", [["Date", "What happened"], ["05/03/24", "Child 1 was seen."]])
    short = redactor("chronology", "merge", received, "--list", codes, "--out", tmp_path / "out-1", "--json")
    assert any("Nothing was taken of wold-police" in look for look in short.json["look"]) and short.code == 1
    again = received / "wold-council" / "earlier" / "chronology.docx"
    again.parent.mkdir()
    again.write_bytes((received / "wold-council" / "chronology.docx").read_bytes())
    twice = redactor("chronology", "merge", received, "--list", codes, "--out", tmp_path / "out-2")
    assert twice.code == 2 and "several files called chronology.docx" in twice.screen


def test_what_happened_is_told_by_the_column_that_says_most(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDACTOR_HOME", str(tmp_path / "home"))
    rows = [
        ["Date", "Contact", "Details"],
        ["Sept 2018", "Visit", "SW1 saw Mrs A."],
        ["1.3.19", "Letter", "Notice to Mr A."],
    ]
    file = draft(tmp_path / "homes.docx", "Agency: Wold Homes", rows)
    done = merge(MergeRequest((file,), board_list(tmp_path / "list.xlsx"), tmp_path / "out"))
    assert [row.event for row in done.rows] == ["SW1 saw Mrs A.\nContact: Visit", "Notice to Mr A.\nContact: Letter"]


def test_a_short_table_with_headings_of_its_own_is_asked_about_and_a_day_alone_is_of_the_month_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDACTOR_HOME", str(tmp_path / "home"))
    short = draft(
        tmp_path / "drugs.docx", "Wold Drug Service", [["3/2/24", "Mrs A was out."], ["17/2/24", "Mrs A came."]]
    )
    days = [["Day", "Month", "Year", "Event"], ["5", "Feb", "2024", "Noise."], ["6", "", "", "A letter."]]
    homes = draft(tmp_path / "homes.docx", "Agency: Wold Homes", days)
    asked = (
        "chronology",
        "merge",
        short,
        homes,
        "--list",
        board_list(tmp_path / "list.xlsx"),
        "--out",
        tmp_path / "out",
    )
    whose = f"{short.name}=Wold Drugs"
    refused = redactor(*asked, "--agency", whose)
    assert refused.code == 2 and '--layout "Wold Drugs:date=1,event=2"' in refused.screen
    done = redactor(*asked, "--agency", whose, "--layout", "Wold Drugs:date=1,event=2", "--json")
    assert {c["agency"]: (c["written"], c["undated"]) for c in done.json["counts"]} == {
        "Wold Drugs": (2, 0),
        "Wold Homes": (2, 0),
    }
