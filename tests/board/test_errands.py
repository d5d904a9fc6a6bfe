"""The board's folder: what an errand does, and what it refuses or leaves for a person."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from redactor.codes.lists import read_code_list
from tests.board.offices import Office
from tests.drafts import board_list, draft, names_in


@pytest.fixture
def offices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Office, Office, Path]:
    """A board whose list is filled in and sent to a council."""
    board, council = (Office.at(tmp_path, name, monkeypatch) for name in ("board", "council"))
    review = board.folder / "review"
    to = ("--agency", f"council={council.key}", "--board", "Partnership")
    board.redactor("board", "start", review, "--case", "R-7", *to, code=0)
    board_list(review / "list.xlsx")
    board.redactor("board", "send", review, code=0)
    return board, council, review


def saved(sheet: Path) -> None:
    """As somebody who looked at it and saved it."""
    book = load_workbook(sheet)
    book["Answers"]["J1"].value = None
    book.save(sheet)


def test_a_review_is_started_once(offices: tuple[Office, Office, Path]) -> None:
    board, _, review = offices
    again = board.redactor("board", "start", review, "--case", "R-7")
    assert again.code == 2 and "was started" in again.screen
    assert board.redactor("board", "start", review, "--case", "Tilly Varnham").code == 2
    assert "Nothing new has come" in board.redactor("board", "answer", review, code=0).screen


def test_a_list_with_what_must_be_mended_is_not_sent(offices: tuple[Office, Office, Path]) -> None:
    board, _, review = offices
    board_list(review / "list-2.xlsx", ("CL", "associate", "Corin Leyburn", "", "Neighbour"))
    done = board.redactor("board", "send", review)
    assert done.code == 2 and "initials" in done.screen and not names_in(done.screen)
    assert [p.name for p in (review / "sent").iterdir()] == ["edition-1-council.edition"]


def test_the_board_reads_its_own_edition_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    board, council, other = (Office.at(tmp_path, name, monkeypatch) for name in ("board", "council", "other"))
    codes = board_list(board.folder / "codes.xlsx")
    board.redactor("codes", "issue", codes, "--to", f"council={council.key}", "--out", board.folder / "sent", code=0)
    edition = board.folder / "sent" / "edition-1-council.edition"
    board.redactor("codes", "export", edition, "--to", board.folder / "back.xlsx", code=0)
    read, listed = (read_code_list(p).entries for p in (board.folder / "back.xlsx", codes))
    assert [(e.code, e.name) for e in read] == [(e.code, e.name) for e in listed]
    assert other.redactor("codes", "export", edition, "--to", other.folder / "x.xlsx").code == 2


def test_from_requests_to_the_next_edition_and_nothing_unread_is_taken_over(
    offices: tuple[Office, Office, Path],
) -> None:
    board, council, review = offices
    edition, back = review / "sent" / "edition-1-council.edition", council.folder / "back"
    lies = draft(council.folder / "imr.docx", "Neighbour Corin Leyburn rang Miss Bird.")
    council.redactor("anonymise", lies, "--codes", edition, "--out", council.folder / "out", code=1)
    council.redactor("agency", "send", "--codes", edition, "--out", back, code=1)
    assert {p.suffix for p in back.iterdir()} == {".sealed", ".xlsx"}
    shutil.copytree(back, review / "received" / "council")
    asks = board.redactor("board", "answer", review, code=1)
    assert "2 requests with proposals" in asks.screen and not names_in(asks.screen)
    unread = board.redactor("board", "answer", review, code=1)
    assert "nobody has looked" in unread.screen and not (review / "list-2.xlsx").exists()
    book = load_workbook(review / "answers.xlsx")
    proposed = book["Answers"]["I3"].value
    book["Answers"]["I3"].value = "Mrs A"
    book.save(review / "answers.xlsx")
    wrong = board.redactor("board", "answer", review, code=2)
    assert (
        "given already" in wrong.screen and (review / "answers.xlsx").exists() and not (review / "list-2.xlsx").exists()
    )
    book["Answers"]["I3"].value = proposed
    book.save(review / "answers.xlsx")
    saved(review / "answers.xlsx")
    done = board.redactor("board", "answer", review)
    assert "2 codes added" in done.screen and not (review / "answers.xlsx").exists()
    assert (
        "with proposals" not in board.redactor("board", "answer", review).screen
    )  # what is answered is not asked again
    board.redactor("board", "send", review, code=0)
    second = review / "sent" / "edition-2-council.edition"
    council.redactor("anonymise", lies, "--codes", second, "--out", council.folder / "out", code=0)
    missing = board.redactor("board", "missing", review, code=1)
    assert "It has sent nothing yet." in missing.screen


def test_a_finished_file_that_must_be_mended_is_not_put_with_the_rest(offices: tuple[Office, Office, Path]) -> None:
    _, council, review = offices
    edition = review / "sent" / "edition-1-council.edition"
    lies = draft(council.folder / "imr.docx", "Tilly Varnham was seen.")
    council.redactor("anonymise", lies, "--codes", edition, "--out", council.folder / "out", code=0)
    done = council.redactor(
        "agency", "send", "--fast", "--codes", edition, "--out", council.folder / "back", lies, code=1
    )
    assert "mend them first" in done.screen
    assert [p.name for p in (council.folder / "back" / "council").iterdir()] == ["record of the check.docx"]
    refused = council.redactor("agency", "send", "--fast", "--codes", edition, "--out", council.folder / "back", lies)
    assert refused.code == 2 and "may be signed" in refused.screen
