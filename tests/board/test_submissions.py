"""The register of submissions: versions, the record that was signed, what is missing."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from redactor.board.due import told_dates
from redactor.board.registers import Agency, Answered, Awaiting, Due, Issued, Passed, Register, Signed, Submitted
from redactor.board.submissions import missing
from redactor.codes.model import CodeList, Entry, Kind
from tests.board.offices import Office, issued
from tests.drafts import Done, board_list, draft, names_in


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    board, council = (Office.at(tmp_path, name, monkeypatch) for name in ("board", "council"))
    issued(board, board_list(board.folder / "codes.xlsx"), council)
    return board


def sign(record: Path, *names: str) -> None:
    """Fill in the declaration of a record."""
    document = docx.Document(str(record))
    table = next(t for t in document.tables if t.cell(0, 3).text == "Signature")
    for row, name in enumerate(names, 1):
        for column, text in ((1, name), (2, "Head of Quality"), (4, "30/11/2026")):
            table.cell(row, column).text = text
    document.save(str(record))


def sent(
    board: Office, *lines: str, signed: tuple[str, ...] = ("A. Marl", "B. Fenn"), name: str = "imr.docx"
) -> tuple[Path, Path]:
    file, record = draft(board.folder / name, *lines), board.folder / "record.docx"
    record.unlink(missing_ok=True)
    edition = board.folder.parent / "board" / "codes.xlsx"
    board.redactor("check", file, "--fast", "--codes", edition, "--report", record)
    sign(record, *signed)
    return file, record


def entered(board: Office, file: Path, record: Path | None = None, agency: str = "council") -> Done:
    more = ("--record", record) if record else ()
    return board.redactor("codes", "received", board.folder / "codes.xlsx", agency, file, *more)


def lacks(board: Office) -> list[str]:
    found: list[str] = board.redactor("codes", "missing", board.folder / "codes.xlsx", "--json").json["missing"][
        "council"
    ]
    return found


def test_a_submission_that_lacks_nothing(board: Office) -> None:
    assert lacks(board) == ["It has sent nothing yet."]
    file, record = sent(board, "Child 1 was seen by SW1.")
    done = entered(board, file, record)
    assert done.code == 0 and "version 1" in done.screen
    assert lacks(board) == []
    assert board.redactor("codes", "missing", board.folder / "codes.xlsx").code == 0


def test_a_file_that_differs_from_the_one_signed_is_told(board: Office) -> None:
    file, record = sent(board, "Child 1 was seen by SW1.")
    draft(file, "Child 1 was seen by SW1. One more word.")
    done = entered(board, file, record)
    assert done.code == 1 and "differs from every file of the record" in done.screen
    assert lacks(board) == ["imr.docx: it differs from the file that was checked and signed."]
    draft(file, "Child 1 was seen by SW1 and DC101, not by PC 5120.")  # the council gives out 101 to 200
    assert "New in it: DC101." in entered(board, file, record).screen
    assert lacks(board)[-1] == "imr.docx: codes that the list does not have: DC101."


A, B = (Signed(name=n, role="QA", on="30/11/2026") for n in ("A. Marl", "B. Fenn"))
SENT = Submitted(
    agency="council", file="imr.docx", version=1, digest="", on="2026-11-30", edition=2, verdict="fit for submission", fit=True,
    in_record=True, signed=(A, B), passages=(Passed(digest="", codes=("Child 1",)),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, ()),
        ({"signed": (A,)}, ("imr.docx: its record has 1 of 2 signatures.",)),
        ({"signed": ()}, ("imr.docx: its record has none of 2 signatures.",)),
        ({"in_record": None}, ("imr.docx: there is no record of its check.",)),
        ({"in_record": False}, ("imr.docx: it differs from the file that was checked and signed.",)),
        (
            {"fit": False, "verdict": "not fit for submission"},
            ("imr.docx: the check found it not fit for submission.",),
        ),
        (
            {
                "verdict": "fit for submission, as far as this check goes, once 2 things to look at have been decided below. "
                "DC250, Child 1 and PC251 are on no list: the board has to issue them, or to say which code is meant"
            },
            ("imr.docx: its record tells of codes on no list, which wait for you: DC250, PC251.",),
        ),
        ({"edition": 1}, ("imr.docx: it was checked against edition 1; the last is 2.",)),
        (
            {"passages": (Passed(digest="", codes=("Child 1", "SW9")),)},
            ("imr.docx: codes that the list does not have: SW9.",),
        ),
    ],
)
def test_what_a_submission_lacks(changed: dict[str, object], told: tuple[str, ...]) -> None:
    editions = tuple(Issued(number=n, on="2026-11-01", digest="", agencies=("council",)) for n in (1, 2))
    register = Register(agencies=(Agency(name="council"),), editions=editions)
    register = register.with_submitted([SENT.model_copy(update=changed)])
    codes = CodeList((Entry("Child 1", Kind.SUBJECT, "Tilly Varnham"),))
    assert missing(register, codes) == {"council": told}
    needless = register.with_answered([Answered(agency="council", theirs="SW9", code="")])
    assert all("SW9: you have answered" in s for s in missing(needless, codes)["council"] if "SW9" in s)
    waits = register.with_awaiting(["council"], [Awaiting(agency="council", theirs="SW101")])
    assert missing(waits, codes)["council"][-1] == "It waits for an answer about SW101."


def test_for_an_agency_that_nobody_knows(board: Office) -> None:
    done = entered(board, draft(board.folder / "imr.docx", "Child 1 was seen."), agency="stranger")
    assert done.code == 2 and "Agencies of this review: council." in done.screen


def test_a_revision_is_the_next_version_and_what_changed_is_told_in_codes(board: Office) -> None:
    file, record = sent(board, "Child 1 was seen by SW1.", "Mr A was out.", "Child 2 slept.")
    entered(board, file, record)
    again = entered(board, file, record)
    assert "version 1" in again.screen
    file, record = sent(board, "Child 1 was seen by SW1.", "Mrs A was out.", "Child 2 slept.")
    done = entered(board, file, record)
    assert "version 2" in done.screen
    assert "1 passage new or changed, 1 passage gone (Mr A, Mrs A)." in done.screen
    assert "New in it: Mrs A." in done.screen and "No more in it: Mr A." in done.screen


def test_the_register_as_a_sheet_names_who_signed_and_no_file_that_names_somebody(board: Office) -> None:
    file, record = sent(board, "Child 1 was seen by SW1.")
    named = file.with_name("Tilly Varnham imr.docx")
    shutil.copy(file, named)
    done = entered(board, named, record)
    assert not names_in(done.screen)
    sheet = board.folder / "register.xlsx"
    board.redactor("codes", "missing", board.folder / "codes.xlsx", "--sheet", sheet, code=0)
    row = [str(c.value) for c in load_workbook(sheet)["Submissions"][3]]
    assert row[:3] == ["council", "file 1.docx", "1"] and "A. Marl, Head of Quality, 30/11/2026; B. Fenn" in row[7]
    assert not names_in(" ".join(row))


def test_who_has_not_had_the_last_edition_is_told(board: Office) -> None:
    codes = board_list(board.folder / "codes.xlsx", ("Mr B", "associate", "Corin Leyburn", "", "Neighbour"))
    issued(board, codes, Office.at(board.folder.parent, "trust", board.monkeypatch))
    assert "It has edition 1; the last is 2." in lacks(board)


FIRST, FINAL = Due(on="2026-12-10", what="first draft"), Due(on="2027-01-12", what="final report")
MEETS = Due(on="2027-01-30", what="panel meeting", panel=True)


@pytest.mark.parametrize(
    ("sent_on", "due", "today", "late"),
    [
        ((), (FIRST, FINAL, MEETS), "2026-12-10", ()),
        ((), (FIRST, FINAL), "2026-12-11", ("first draft was due on 10/12/2026 and has not come: 1 day late.",)),
        (("2026-12-20",), (FIRST, FINAL), "2026-12-21", ()),
        (("2026-12-01",), (FIRST, FINAL), "2027-02-01", ("final report was due on 12/01/2027 and has not come: 20 days late.",)),
        (("2026-12-01", "2026-12-05"), (FIRST, FINAL, MEETS), "2027-02-01", ()),
        # an agency's own date stands in the place of that for all, and is nobody else's
        ((), (FIRST, Due(on="2027-02-01", what="First draft", agency="Council")), "2027-01-01", ()),
        ((), (Due(on="2026-12-10", what="first draft", agency="police"),), "2027-01-01", ()),
    ],
)  # fmt: skip
def test_who_is_late_by_the_dates_agreed(
    sent_on: tuple[str, ...], due: tuple[Due, ...], today: str, late: tuple[str, ...]
) -> None:
    register = Register(agencies=(Agency(name="council"),)).with_due(due)
    register = register.with_submitted(
        SENT.model_copy(update={"version": n, "on": on, "edition": 0}) for n, on in enumerate(sent_on, 1)
    )
    codes = CodeList(entries=(Entry(code="Child 1", name="Tilly Varnham", kind=Kind.SUBJECT),))
    told = missing(register, codes, date.fromisoformat(today))["council"]
    assert tuple(t for t in told if "late" in t) == late


def test_dates_are_agreed_shown_moved_and_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    board = Office.at(tmp_path, "board", monkeypatch)
    review = board.folder / "review"
    board.redactor("board", "start", review, "--case", "R-7", "--agency", f"council={board.key}", code=0)
    board_list(review / "list.xlsx")
    board.redactor("board", "send", review, code=0)
    dates = ("board", "dates", review)
    assert "No dates" in board.redactor(*dates, code=0).screen
    said = board.redactor(
        *dates, "--add", "10/12/2020=first draft", "--add", "12/01/2099=final report", "--panel", "30/01/2099", code=0
    ).screen
    assert [line.split(":")[1] for line in said.splitlines()] == [" first draft.", " final report.", " panel meeting."]
    told = board.redactor("board", "missing", review, "--sheet", board.folder / "s.xlsx", code=1).screen
    assert "first draft was due on 10/12/2020 and has not come" in told and "30/01/2099" in told
    assert load_workbook(board.folder / "s.xlsx")["Dates"]["C3"].value == "all"
    board.redactor(*dates, "--add", "11/12/2099=first draft", "--agency", "Council", code=0)
    assert "late" not in board.redactor("board", "missing", review, code=1).screen
    gone = board.redactor(*dates, "--drop", "first draft", "--drop", "final report", code=0).screen
    assert "11/12/2099" in gone and gone.count("first draft") == 1 and "final" not in gone
    for wrong, why in (
        (("--add", "soon=first draft"), "day first"),
        (("--add", "10/12/2099"), "what the date is for"),
        (("--add", "10/12/2099=of Gemma Okafor"), "reads like"),
        (("--drop", "second draft"), "Agreed: panel meeting; first draft of council"),
        (("--add", "10/12/2099=x", "--agency", "Police"), "Agencies of this review: council"),
    ):
        assert why in board.redactor(*dates, *wrong, code=2).screen
    assert list(told_dates(Register(due=(MEETS,)), date(2027, 1, 30))) == ["30/01/2027, today: panel meeting."]


def test_a_file_that_lies_there_came_when_it_came(board: Office) -> None:
    file = draft(board.folder / "imr.docx", "Child 1 was seen by SW1.")
    codes = ("codes", "received", board.folder / "codes.xlsx", "council", file)
    board.redactor(*codes, "--on", "2026-11-02", code=0)
    board.redactor(*codes, code=0)
    told = board.redactor("codes", "missing", board.folder / "codes.xlsx", "--json").json
    assert told["files"][0]["received"] == "2026-11-02" and told["dates"] == []
    board.redactor(*codes, "--on", "2026-11-03", code=0)
    told = board.redactor("codes", "missing", board.folder / "codes.xlsx", "--json").json
    assert told["files"][0]["received"] == "2026-11-03"
