"""The board's page, where the agencies' files come together: who has sent what, and the combined chronology."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from redactor.chronology.form import headings
from redactor.sealed.sealing import Home, public_key
from tests.blank import blank_word
from tests.board.test_submissions import sign
from tests.chronology.agencies import KNOWN, the_list, write_all
from tests.chronology.test_merging import SAID
from tests.drafts import HEAD, board_list, draft, names_in, read_text, redactor, write_list
from tests.web.served import Answer, served
from tests.web.test_manager import Board, edition


@pytest.fixture
def blank(tmp_path: Path) -> Iterator[Board]:
    with served() as client:
        yield Board(tmp_path, client.enter())


def together(board: Board, **said: object) -> Answer:
    """Press “Put them together”; the page that comes of it."""
    begun = board.post("/list/chronology", {k.replace("_", "-"): v for k, v in said.items()})
    return board.client.wait() if begun.headers.get("location") == "/working" else begun


def downloads(board: Board) -> dict[str, bytes]:
    links = re.findall(r'href="(/list/chronology/file/\d)" download="([^"]+)"', board.get("/list/chronology").text)
    return {html.unescape(name): board.get(address).body for address, name in links}


def rows_of(book: bytes) -> list[tuple[str, ...]]:
    titles = {h.column: h.title for h in headings()}
    first, *rest = load_workbook(io.BytesIO(book))["Chronology"].iter_rows(values_only=True)
    at = [first.index(titles[column]) for column in SAID]
    return [
        tuple(f"{row[n]:%d/%m/%Y}" if hasattr(row[n], "strftime") else str(row[n] or "") for n in at) for row in rest
    ]


def test_twelve_chronologies_dropped_are_one_and_a_layout_is_asked_for_once(blank: Board) -> None:
    assert "There is no list yet" in blank.get("/list/chronology")
    blank.take(the_list(blank.folder))
    files = write_all(blank.folder / "in")
    for file in files:
        shown = blank.give(file, "chronology")
        assert file.name in html.unescape(shown.text)
    asked = together(blank)
    assert "which column is what?" in asked and "Dzien" in asked and downloads(blank) == {}
    assert "say at least which column" in together(blank, column_event="3")
    numbers = {name: number for number, name in re.findall(r'<option value="(\d+)">\d+: (Dzien|Kto|Co)<', asked.text)}
    done = together(blank, column_date=numbers["Dzien"], column_people=numbers["Kto"], column_event=numbers["Co"])
    made = downloads(blank)
    assert sorted(name.rpartition(".")[2] for name in made) == ["docx", "html", "xlsx"], done.text
    book = next(data for name, data in made.items() if name.endswith(".xlsx"))
    assert rows_of(book) == list(KNOWN)
    page = next(data for name, data in made.items() if name.endswith(".docx"))
    assert len(docx.Document(io.BytesIO(page)).tables[0].rows) == len(KNOWN) + 1
    assert "Rows in and out: none is lost" in done and "possibly one event" in done and "cannot be dated" in done

    # again: what the board has written beside the rows stays, and the layout is not asked for any more
    written = load_workbook(io.BytesIO(book))
    sheet = written["Chronology"]
    title = next(h.title for h in headings() if h.column == "comment")
    sheet.cell(2, next(c.column for c in sheet[1] if c.value == title)).value = "Ask the surgery."
    changed = blank.folder / "combined.xlsx"
    written.save(changed)
    assert "the combined chronology of last time" in blank.give(changed, "chronology")
    again = together(blank)
    assert "Since last time: 0 new, 0 changed, 0 gone" in again
    book = next(data for name, data in downloads(blank).items() if name.endswith(".xlsx"))
    kept = load_workbook(io.BytesIO(book))["Chronology"].iter_rows(values_only=True)
    assert any("Ask the surgery." in map(str, row) for row in kept)

    # a part for one reader
    part = together(blank, person="Child 2")
    assert "not for this reader" in part and any("extract" in name for name in downloads(blank))
    assert "not on the list" in together(blank, person="Mrs Q")


def test_a_code_that_awaits_the_board_is_told_and_what_is_none_may_pass(blank: Board) -> None:
    blank.take(the_list(blank.folder))
    own = blank.folder / "Lowmarsh Council chronology.docx"
    made = blank_word()
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Date", "What happened"
    for day, event in (("03/09/2008", "SW101 saw Child 1."), ("04/09/2008", "HV1 met Mrs A.")):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = day, event
    made.save(str(own))
    blank.give(own, "chronology")
    told = together(blank)
    assert "These are not on the list" in told and "SW101 is no code" in told and downloads(blank) == {}
    assert "2 rows of 1 agency" in together(blank, allow="SW101") and len(downloads(blank)) == 3


def test_what_is_no_chronology_is_told_by_its_name(blank: Board) -> None:
    blank.take(board_list(blank.folder / "codes.xlsx"))
    bad = blank.folder / "notes.txt"
    bad.write_text("x")
    assert "notes.txt: a chronology is a Word file" in blank.give(bad, "chronology")
    assert "There is no chronology yet" in together(blank)
    broken = blank.folder / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    blank.give(broken, "chronology")
    assert "broken.docx" in together(blank)
    assert "broken.docx" not in blank.post("/list/chronology/out", {"name": "broken.docx"})


def test_who_has_sent_what_and_what_is_missing(blank: Board) -> None:
    codes = board_list(blank.folder / "codes.xlsx")
    blank.take(codes)
    assert "No edition of this list was issued yet" in blank.get("/list/sent")
    edition(blank, name_0="Wragby Trust", key_0=public_key(Home.current()))
    assert "It has sent nothing yet." in blank.get("/list/sent")
    file, record = (
        draft(blank.folder / "imr.docx", "Child 1 was seen by SW1."),
        blank.folder / "record of the check.docx",
    )
    redactor("check", file, "--fast", "--codes", codes, "--report", record)
    sign(record, "A. Marl", "B. Fenn")
    blank.give(file, "sent")
    shown = blank.give(record, "sent").text
    chosen = re.search(r'name="record" value="([^"]*)" checked', shown)
    assert chosen and chosen[1] == record.name
    assert "Choose the agency" in blank.post("/list/sent", {"record": record.name})
    assert blank.post("/list/sent", {"agency": "Wragby Trust", "record": record.name}).status == 303
    page = blank.get("/list/sent").text
    assert (
        "imr.docx, version 1" in page and "2 of 2: A. Marl, Head of Quality, 30/11/2026" in page and ">yes</td>" in page
    )
    assert re.search(r"Wragby Trust</th><td class=\"govuk-table__cell\">nothing</td>", page)

    # sent again, other than it was signed
    draft(file, "Child 1 was seen by SW1 and Mrs A.")
    blank.give(file, "sent")
    blank.give(record, "sent")
    blank.post("/list/sent", {"agency": "Wragby Trust", "record": record.name})
    page = blank.get("/list/sent").text
    assert "version 2" in page and "It differs from every file of the record" in page and "no: it differs" in page
    assert "New in it: Mrs A." in page and "it differs from the file that was checked and signed." in page
    book = load_workbook(io.BytesIO(blank.get("/list/sent/register.xlsx").body))
    versions = [row[2] for row in book["Submissions"].iter_rows(values_only=True) if row[1] == "imr.docx"]
    assert [str(version) for version in versions] == ["1", "2"]


def test_dates_agreed_are_kept_and_who_is_late_is_told(blank: Board) -> None:
    blank.take(board_list(blank.folder / "codes.xlsx"))
    edition(blank, name_0="Wragby Trust", key_0=public_key(Home.current()))
    dates = "/list/sent/dates"
    assert "day first" in blank.post(dates, {"on": "soon", "what": "first draft"})
    assert "what is due" in blank.post(dates, {"on": "10/12/2020"})
    assert blank.post(dates, {"on": "10/12/2020", "what": "first draft", "of": "Wragby Trust"}).status == 303
    assert blank.post(dates, {"on": "30/01/2099", "for": "panel"}).status == 303
    page = blank.get("/list/sent").text
    assert "first draft was due on 10/12/2020 and has not come" in page and "panel meeting." in page
    assert blank.post(dates, {"drop": "first draft|Wragby Trust"}).status == 303
    assert "first draft was due" not in blank.get("/list/sent").text


def test_a_review_is_closed_with_its_certificate_and_another_ones_list_stays(blank: Board) -> None:
    assert "There is no list yet" in blank.get("/list/end")
    other = write_list(blank.folder / "other.xlsx", [HEAD, ("Child 1", "subject", "Una Pellow", "", "Subject")])
    blank.take(other)
    edition(blank, name_0="Wragby Trust", key_0=public_key(Home.current()), folder=str(blank.folder / "sent too"))
    blank.take(board_list(blank.folder / "codes.xlsx"))
    edition(blank, name_0="Wragby Trust", key_0=public_key(Home.current()))
    assert blank.post("/list/end/keep", {"what": "until", "until": "31/12/2099"}).status == 303
    shown = blank.get("/list/end").text
    assert (
        "kept until 31/12/2099" in shown
        and "another date: with the form above" in shown
        and "redactor board" not in shown
    )
    blank.post("/list/end/keep", {"what": "until", "until": "01/01/2020"})
    goes = blank.get("/list/end").text
    assert "edition-1.edition, the board" in goes and "a list kept in the page" in goes and not names_in(goes)
    certificate = blank.folder / "closed.docx"
    form = {"certificate": str(certificate), "who": "J Bell"}
    assert "Nothing was destroyed" in blank.post("/list/end", {**form, "word": "yes"})
    needed = blank.post("/list/end", {**form, "word": "destroy", "key": "yes"})
    assert "still opens 1 other review, 1 other list" in needed and not certificate.exists()
    assert "is not saved" not in blank.get("/list").text
    done = blank.post("/list/end", {**form, "word": "Destroy"})
    assert "3 files destroyed" in done, done.text
    assert "J Bell" in read_text(certificate) and not names_in(read_text(certificate))
    assert "Begin a blank list" in blank.get("/list").text
    boards = Home.current().data_dir / "boards"
    assert [len(list(boards.glob(p))) for p in ("*.register", "*/edition-1.edition", "lists/*.list")] == [1, 1, 1]
