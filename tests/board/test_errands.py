"""The board's folder: what an errand does, and what it refuses or leaves for a person."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from redactor.codes.lists import read_code_list
from redactor.codes.model import Kind
from tests.board.offices import Office, issued
from tests.board.test_submissions import sign
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
    sent = council.redactor(
        "agency", "send", council.folder / "out", "--fast", "--codes", edition, "--out", back, code=1
    )
    assert " still await the board, so" in sent.screen and "twice" not in sent.screen
    assert {p.suffix for p in back.iterdir() if p.is_file()} == {".sealed", ".xlsx"}
    shutil.copytree(back, review / "received" / "council")
    asks = board.redactor("board", "answer", review, code=1)
    assert "2 requests with proposals" in asks.screen and not names_in(asks.screen)
    unread = board.redactor("board", "answer", review, code=1)
    assert "nobody has looked" in unread.screen and "there wait: Person 101 and Person 102 of council." in unread.screen
    assert not names_in(unread.screen)
    early = board.redactor("board", "send", review, code=0).screen
    assert (
        "Not answered with this edition: Person 101 and Person 102 of council, as answers.xlsx was not saved" in early
    )
    assert not (review / "list-2.xlsx").exists()
    book = load_workbook(review / "answers.xlsx")
    proposed = "TM1"  # of the standard roles: whoever has it is staff
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
    (manager,) = (e for e in read_code_list(review / "list-2.xlsx").entries if e.code == "TM1")
    assert (manager.kind, manager.role) == (Kind.PROFESSIONAL, "Team Manager")
    assert (
        "with proposals" not in board.redactor("board", "answer", review).screen
    )  # what is answered is not asked again
    board.redactor("board", "send", review, code=0)
    second = review / "sent" / "edition-2-council.edition"
    council.redactor("anonymise", lies, "--codes", second, "--out", council.folder / "out", code=0)
    missing = board.redactor("board", "missing", review, code=1)
    assert "not fit for submission: 2 codes still await the board" in missing.screen


def test_what_is_left_for_later_holds_nothing_else_back(offices: tuple[Office, Office, Path]) -> None:
    board, council, review = offices
    edition, answers = review / "sent" / "edition-1-council.edition", review / "answers.xlsx"
    council.anonymise(edition, "Neighbour Corin Leyburn rang Ned Osk.")
    council.redactor("agency", "send", "--codes", edition, "--out", review / "received" / "council", code=1)
    board.redactor("board", "answer", review, code=1)
    book = load_workbook(answers)
    book["Answers"]["H4"].value = "later"
    book.save(answers)
    assert "1 left for later" in board.redactor("board", "answer", review, code=1).screen
    done = board.redactor("board", "answer", review, code=1)
    assert "Left for later: Person 102 of council." in done.screen and "2 codes of 1 return are" in done.screen
    assert (review / "merged" / "key-of-professionals.docx").exists()
    asked = load_workbook(answers)["Answers"]
    assert (asked["H3"].value, asked["I3"].value) == ("later", None)  # no save takes over what she has put off
    assert "The proposal was: issue this code (Person 102)" in str(asked["G3"].value)
    saved(answers)
    assert "no new one was written" in board.redactor("board", "answer", review, code=1).screen
    assert {p.name for p in review.glob("*-*.xlsx")} == {"answers-2.xlsx", "list-2.xlsx", "answers-3.xlsx"}


def test_a_finished_file_that_must_be_mended_is_not_put_with_the_rest(offices: tuple[Office, Office, Path]) -> None:
    _, council, review = offices
    edition, back = review / "sent" / "edition-1-council.edition", council.folder / "back"
    lies = draft(council.folder / "imr.docx", "Tilly Varnham was seen.")
    send = ("agency", "send", "--fast", "--codes", edition, "--out", back)
    council.redactor("anonymise", lies, "--codes", edition, "--out", council.folder / "out", code=0)
    done = council.redactor(*send, lies, code=1)
    assert "mend your drafts" in done.screen and "whole folder" not in done.screen
    assert not (back / "council").exists()
    # the folder of results is enough: the drafts of the last run, the key of professionals, the record of the check
    done = council.redactor(*send, council.folder / "out", code=0)
    sent = {"imr.anonymised.docx", "key-of-professionals.docx", "record of the check.docx"}
    assert {p.name for p in (back / "council").iterdir()} == sent and "whole folder" in done.screen
    council.redactor(
        *send, council.folder / "out" / "imr.anonymised.docx", code=0
    )  # nobody has signed: it may go again
    assert {p.name for p in (back / "council").iterdir()} == sent
    signed = back / "council" / "record of the check.docx"
    document = docx.Document(str(signed))
    table = next(t for t in document.tables if t.cell(0, 3).text == "Signature")
    table.cell(1, 1).text = "A. Marl"
    document.save(str(signed))
    assert "is signed" in council.redactor(*send, council.folder / "out", code=2).screen
    (council.folder / "out" / "addendum.anonymised.docx").write_bytes(lies.read_bytes())
    signed.unlink()
    assert "addendum.anonymised.docx" in council.redactor(*send, council.folder / "out", code=0).screen
    assert "no finished file" in council.redactor(*send, council.folder, code=2).screen


def test_a_list_that_holds_nobody_is_not_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    board = Office.at(tmp_path, "board", monkeypatch)
    board.redactor("board", "start", tmp_path / "review", "--case", "R-7", "--agency", f"council={board.key}", code=0)
    assert "holds nobody" in board.redactor("board", "send", tmp_path / "review", code=2).screen
    assert not list((tmp_path / "review" / "sent").iterdir())


@pytest.mark.parametrize(
    "subjects",
    [
        [("Child 1", "subject", "Tilly-Ann Varnham", "", "Subject")],  # the name was put right
        [
            ("Child 1", "subject", "Tilly Varnham", "", "Subject"),
            ("Child 3", "subject", "Robin Varnham", "", "Subject"),
        ],
    ],
)
def test_the_register_goes_on_when_the_subjects_change(
    offices: tuple[Office, Office, Path], subjects: list[tuple[str, ...]]
) -> None:
    board, _, review = offices
    read = load_workbook(review / "list.xlsx")
    sheet = read.worksheets[0]
    head = next(r for r in range(1, 5) if sheet.cell(r, 1).value == "Code")
    at = next(r for r in range(head + 1, sheet.max_row + 1) if sheet.cell(r, 1).value == "Child 1")
    for row, cells in zip((at, sheet.max_row + 1), subjects, strict=False):
        for column, text in enumerate(cells, 1):
            sheet.cell(row, column).value = text or None
    read.save(review / "list-2.xlsx")
    if len(subjects) > 1:  # found again by the subject that stayed, where no folder tells
        (review / "review.json").unlink()
    assert "Edition 2 of" in board.redactor("board", "send", review, code=0).screen
    assert "Edition 2 of" in board.redactor("board", "send", review, code=0).screen  # and stays the same one


def test_two_reviews_of_one_child_on_one_computer_have_registers_of_their_own(
    offices: tuple[Office, Office, Path],
) -> None:
    board, council, review = offices
    other = board.folder / "other"
    board.redactor("board", "start", other, "--case", "R-2", "--agency", f"council={council.key}", code=0)
    board_list(other / "list.xlsx")
    asks = board.redactor("board", "send", other, code=2).screen
    assert "--same-review" in asks and "edition 1 of" in asks and not list((other / "sent").iterdir())
    assert "Edition 1 of" in board.redactor("board", "send", other, "--another-review", code=0).screen
    board_list(review / "list-2.xlsx", ("Family 1", "whole family", "Varnham family", "", ""))
    assert "Edition 2 of" in board.redactor("board", "send", review, code=0).screen
    assert "Edition 1 of" in board.redactor("board", "send", other, code=0).screen  # asked once
    apart = board_list(board.folder / "list of neither.xlsx")  # the list says nothing of which review it is
    told = board.redactor(
        "codes", "issue", apart, "--to", f"council={council.key}", "--out", board.folder / "x", code=2
    )
    assert "Two reviews" in told.screen


def test_two_reviews_of_one_child_at_one_agency_have_a_key_map_each(offices: tuple[Office, Office, Path]) -> None:
    board, council, review = offices
    other = board.folder / "other"
    board.redactor("board", "start", other, "--case", "R-8", "--agency", f"council={council.key}", code=0)
    board_list(other / "list.xlsx", ("Mr Z", "associate", "Corin Leyburn", "", "Neighbour"))
    board.redactor("board", "send", other, "--another-review", code=0)
    first, second = (each / "sent" / "edition-1-council.edition" for each in (review, other))
    said = "Tilly Varnham was seen. Neighbour Corin Leyburn rang."
    assert "Neighbour Person 101 rang" in council.anonymise(first, said)
    assert "Neighbour Mr Z rang" in council.anonymise(second, said, name="other")
    assert "Neighbour Person 101 rang" in council.anonymise(first)  # neither knows anything of the other
    key_maps = sorted((council.folder / "home").rglob("*.keymap"))
    assert len(key_maps) == 2
    shown = [council.redactor("keymap", "show", "--codes", edition, code=0).screen for edition in (first, second)]
    assert "1 with a code made here" in shown[0] and "0 with a code made here" in shown[1]
    first_map = next(k for k in key_maps if str(k.name) in shown[0])
    given = (
        "anonymise",
        council.folder / "imr.docx",
        "--codes",
        second,
        "--key-map",
        first_map,
        "--out",
        council.folder / "x",
    )
    assert "another review of the same subject" in council.redactor(*given, code=2).screen


def test_a_review_begun_without_a_folder_goes_on_in_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    board, council = (Office.at(tmp_path, name, monkeypatch) for name in ("board", "council"))
    issued(board, board_list(board.folder / "codes.xlsx"), council)
    review = board.folder / "review"
    board.redactor("board", "start", review, "--case", "R-1", "--agency", f"council={council.key}", code=0)
    board_list(review / "list.xlsx", ("Family 1", "whole family", "Varnham family", "", ""))
    assert "Edition 2 of" in board.redactor("board", "send", review, "--same-review", code=0).screen
    assert "Edition 2 of" in board.redactor("board", "send", review, code=0).screen


def test_a_family_is_nobodys_place_of_work(offices: tuple[Office, Office, Path]) -> None:
    board, council, review = offices
    board_list(review / "list-2.xlsx", ("Family 1", "whole family", "Varnham family", "", ""))
    board.redactor("board", "send", review, code=0)
    edition = review / "sent" / "edition-2-council.edition"
    lies = draft(council.folder / "imr.docx", "So had DS Leyburn. The Varnhams were known to Miss Bird.")
    council.redactor("anonymise", lies, "--codes", edition, "--out", council.folder / "out", code=1)
    council.redactor("agency", "send", "--codes", edition, "--out", review / "received" / "council", code=1)
    board.redactor("board", "answer", review, code=1)
    rows = list(load_workbook(review / "answers.xlsx")["Answers"].iter_rows(min_row=3, values_only=True))
    assert len(rows) == 2 and not any(row[10] for row in rows)


def test_when_two_finished_files_have_one_name_nothing_is_written(offices: tuple[Office, Office, Path]) -> None:
    _, council, review = offices
    edition = review / "sent" / "edition-1-council.edition"
    council.anonymise(edition, "Tilly Varnham was seen by Neighbour Corin Leyburn.")
    finished = council.folder / "out" / "imr.anonymised.docx"
    again = council.folder / "more" / "IMR.anonymised.docx"  # one file on Windows and on a Mac
    again.parent.mkdir()
    shutil.copy(finished, again)
    back = council.folder / "back"
    done = council.redactor("agency", "send", finished, again, "--codes", edition, "--out", back, code=2)
    assert "same name" in done.screen and not back.exists()


def test_saved_answers_go_with_the_next_edition_and_unread_ones_do_not(offices: tuple[Office, Office, Path]) -> None:
    board, council, review = offices
    edition = review / "sent" / "edition-1-council.edition"
    council.anonymise(edition, "Tilly Varnham was seen. Neighbour Corin Leyburn rang.")
    council.redactor("agency", "send", "--codes", edition, "--out", review / "received" / "council", code=1)
    board.redactor("board", "answer", review, code=1)
    assert (
        "Edition 1 of" in board.redactor("board", "send", review, code=0).screen and (review / "answers.xlsx").exists()
    )
    saved(review / "answers.xlsx")
    told = board.redactor("board", "send", review, code=0).screen
    assert "1 code added" in told and "Edition 2 of" in told and not (review / "answers.xlsx").exists()


def test_a_signed_file_holds_where_the_next_edition_changes_nothing_in_it(offices: tuple[Office, Office, Path]) -> None:
    board, council, review = offices
    edition = review / "sent" / "edition-1-council.edition"
    council.anonymise(edition, "Tilly Varnham was seen. Kelvin Varnham was told.")
    back = review / "received"
    council.redactor("agency", "send", council.folder / "out", "--fast", "--codes", edition, "--out", back, code=0)
    signed, again = back / "council" / "record of the check.docx", back / "council" / "again"
    shutil.copytree(back / "council", again)
    sign(signed, "A. Marl", "B. Fenn")
    assert "nothing is missing" in board.redactor("board", "missing", review, code=0).screen  # entered by this, too
    shutil.copy(again / signed.name, signed)  # sent once more, by somebody who has not signed it
    told = board.redactor("board", "missing", review, code=0).screen
    assert "nothing is missing" in told and told.count("imr.anonymised.docx") == 1  # the copy is no second file
    further = [
        ("Child 1", "subject", "Tilly Varnham", "Tinks", "Subject"),
        ("Family 1", "whole family", "Varnham family", "", ""),
    ]
    with_rows(review / "list.xlsx", review / "list-2.xlsx", *further)
    board.redactor("board", "send", review, code=0)
    assert "Edition 2 changes nothing in it." in board.redactor("board", "missing", review, code=0).screen
    with_rows(review / "list-2.xlsx", review / "list-3.xlsx", ("Mr A", "family", "Kelvin Osk", "", "Father of Child 1"))
    board.redactor("board", "send", review, code=0)
    told = board.redactor("board", "missing", review, code=1).screen
    assert "checked against edition 1; the last is 3" in told


def with_rows(old: Path, new: Path, *rows: tuple[str, ...]) -> None:
    """The list with these rows, in the place of those of the same code."""
    book = load_workbook(old)
    sheet = book.worksheets[0]
    head = next(r for r in range(1, 5) if sheet.cell(r, 1).value == "Code")
    for row in rows:
        at = next(
            (r for r in range(head + 1, sheet.max_row + 1) if sheet.cell(r, 1).value == row[0]), sheet.max_row + 1
        )
        for column, text in enumerate(row, 1):
            sheet.cell(at, column).value = text or None
    book.save(new)


def test_requests_that_come_behind_a_sheet_are_told_by_name(offices: tuple[Office, Office, Path]) -> None:
    board, council, review = offices
    edition, answers = review / "sent" / "edition-1-council.edition", review / "answers.xlsx"
    send = ("agency", "send", "--codes", edition, "--out", review / "received" / "council")
    council.anonymise(edition, "Neighbour Corin Leyburn rang.")
    council.redactor(*send, code=1)
    assert "answers.xlsx: Person 101 of council. RESTRICTED" in board.redactor("board", "answer", review, code=1).screen
    council.anonymise(edition, "Ned Osk rang.", name="second")
    council.redactor(*send, code=1)
    anew = board.redactor("board", "answer", review, code=1).screen  # nobody has saved the sheet: it is written anew
    assert "Person 101 and Person 102 of council. It was written anew" in anew
    assert "Not put together yet: the return of council." in anew
    council.anonymise(edition, "Una Cole rang.", name="third")
    council.redactor(*send, code=1)
    saved(answers)
    told = board.redactor("board", "answer", review, code=1).screen
    assert "2 codes added" in told and "Not in the sheet that was saved: Person 103 of council." in told
