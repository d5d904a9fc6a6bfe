"""The register of submissions: versions, the record that was signed, what is missing."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

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


@pytest.mark.parametrize(
    ("lines", "signed", "told"),
    [
        (("Child 1 was seen by SW1.",), ("A. Marl",), "its record has 1 of 2 signatures."),
        (("Child 1 was seen by SW1.",), (), "its record has none of 2 signatures."),
        (
            ("Child 1 was seen. Glenda Varnham rang.",),
            ("A. Marl", "B. Fenn"),
            "the check found it not fit for submission",
        ),
        (("SW9 saw Child 1.",), ("A. Marl", "B. Fenn"), "codes that the list does not have: SW9."),
    ],
)
def test_what_a_submission_lacks(board: Office, lines: tuple[str, ...], signed: tuple[str, ...], told: str) -> None:
    entered(board, *sent(board, *lines, signed=signed))
    assert any(told in each for each in lacks(board))


def test_without_a_record_and_for_nobody_known(board: Office) -> None:
    file = draft(board.folder / "imr.docx", "Child 1 was seen.")
    assert entered(board, file, agency="stranger").code == 2
    assert entered(board, file).code == 0
    assert lacks(board) == ["imr.docx: there is no record of its check."]


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
    entered(board, *sent(board, "Child 1 was seen by SW1."))
    codes = board_list(board.folder / "codes.xlsx", ("Mr B", "associate", "Corin Leyburn", "", "Neighbour"))
    trust = Office.at(board.folder.parent, "trust", board.monkeypatch)
    issued(board, codes, trust)
    assert "It has edition 1; the last is 2." in lacks(board)
