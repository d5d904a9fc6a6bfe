"""The board and its agencies, each with a home of its own: editions out, requests and returns back, codes reconciled."""

from __future__ import annotations

import csv
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from redactor.cli import app
from redactor.codes.lists import read_code_list
from redactor.commands import common
from redactor.keymap.keymap_files import load_key_map
from redactor.sealed.sealing import Home
from tests.drafts import Done, board_list, draft, names_in, read_text, redactor

Where = Callable[[str], "Office"]


@dataclass(frozen=True)
class Office:
    """One office: its own keys and key maps, its own folder."""

    name: str
    folder: Path
    monkeypatch: pytest.MonkeyPatch

    @contextmanager
    def here(self) -> Iterator[None]:
        with self.monkeypatch.context() as m:
            m.setenv("REDACTOR_HOME", str(self.folder / "home"))
            yield

    def redactor(self, *arguments: object) -> Done:
        with self.here():
            return redactor(*arguments)

    @property
    def key(self) -> str:
        return str(self.redactor("identity", "show", "--json").json["public_key"])

    def anonymise(self, edition: Path, *lines: str, more: tuple[object, ...] = ()) -> str:
        draft(self.folder / "imr.docx", *lines)
        places = ("--codes", edition, "--out", self.folder / "out")
        done = self.redactor("anonymise", self.folder / "imr.docx", *places, *more)
        assert done.code in (0, 1), done.screen
        return read_text(self.folder / "out" / "imr.anonymised.docx")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Where:
    def made(name: str) -> Office:
        (tmp_path / name).mkdir()
        return Office(name, tmp_path / name, monkeypatch)

    return made


@pytest.fixture
def board(office: Where) -> Office:
    return office("board")


def issued(board: Office, *agencies: Office, own_codes: str = "numbers", codes: Path | None = None) -> list[Path]:
    """The newest edition of each agency."""
    codes = codes or board.folder / "codes.xlsx"
    if not codes.exists():
        board_list(codes)
    to = [x for a in agencies for x in ("--to", f"{a.name}={a.key}")]
    done = board.redactor("codes", "issue", codes, *to, "--out", board.folder / "sent", "--own-codes", own_codes)
    assert done.code == 0, done.screen
    return [max((board.folder / "sent").glob(f"edition-*-{a.name}.edition")) for a in agencies]


def test_an_edition_opens_for_its_agency_alone_and_says_which_it_is(board: Office, office: Where) -> None:
    council, trust = office("council"), office("trust")
    ours, theirs = issued(board, council, trust)
    assert b"Varnham" not in ours.read_bytes()
    assert "Child 1 was seen" in council.anonymise(ours, "Tilly Varnham was seen.")
    log = (council.folder / "out" / "audit.jsonl").read_text()
    assert '"edition":1' in log and '"issued":"20' in log
    assert "Edition of the board" in (council.folder / "out" / "report.html").read_text()
    refused = council.redactor(
        "anonymise", council.folder / "imr.docx", "--codes", theirs, "--out", council.folder / "o2"
    )
    assert refused.code == 2 and "another agency" in refused.screen


def test_no_two_agencies_mint_the_same_code(board: Office, office: Where) -> None:
    council, trust = office("council"), office("trust")
    ours, theirs = issued(board, council, trust)
    line = "Social worker Jo Pinnock rang neighbour Corin Leyburn."
    assert council.anonymise(ours, line) == "Social worker SW101 rang neighbour Person 101."
    assert trust.anonymise(theirs, line) == "Social worker SW201 rang neighbour Person 201."


def test_an_agency_may_have_a_prefix_of_its_own(board: Office, office: Where) -> None:
    council = office("south-council")
    (ours,) = issued(board, council, own_codes="prefixes")
    line = "Social worker Jo Pinnock rang neighbour Corin Leyburn."
    text = council.anonymise(ours, line)
    assert text == "Social worker SC-SW1 rang neighbour SC-Person 1."
    assert council.anonymise(ours, text, "Then Jo Pinnock came.").endswith("Then SC-SW1 came.")


def test_an_older_edition_is_refused_unless_it_is_meant(board: Office, office: Where) -> None:
    council = office("council")
    (first,) = issued(board, council)
    board_list(board.folder / "codes.xlsx", ("Mr B", "associate", "Corin Leyburn", "", "Neighbour", "", ""))
    (second,) = issued(board, council)
    assert second.name.startswith("edition-2-")
    assert "Mr B rang" in council.anonymise(second, "Corin Leyburn rang.")
    old = ("anonymise", council.folder / "imr.docx", "--codes", first, "--out", council.folder / "o2")
    refused = council.redactor(*old)
    assert refused.code == 2 and "edition 1" in refused.screen and "edition 2" in refused.screen
    assert not (council.folder / "o2").exists() or not any((council.folder / "o2").iterdir())
    assert council.redactor(*old, "--older-edition").code in (0, 1)
    unsigned = ("--codes", board.folder / "codes.xlsx", "--out", council.folder / "o3")
    plain = council.redactor("anonymise", council.folder / "imr.docx", *unsigned)
    assert plain.code == 2 and "no edition" in plain.screen


def test_the_same_list_again_keeps_its_number(board: Office, office: Where) -> None:
    council, trust = office("council"), office("trust")
    (ours,) = issued(board, council)
    (theirs,) = issued(board, trust)
    assert ours.name.startswith("edition-1-") and theirs.name.startswith("edition-1-")


def test_an_edition_signed_by_somebody_else_is_refused(board: Office, office: Where) -> None:
    council, stranger = office("council"), office("stranger")
    (ours,) = issued(board, council)
    council.anonymise(ours, "Tilly Varnham was seen.")
    board_list(stranger.folder / "codes.xlsx", ("Mr B", "associate", "Corin Leyburn", "", "Neighbour", "", ""))
    (forged,) = issued(stranger, council)
    refused = council.redactor(
        "anonymise", council.folder / "imr.docx", "--codes", forged, "--out", council.folder / "o2"
    )
    assert refused.code == 2 and "another key" in refused.screen and "telephone" in refused.screen


def test_an_edition_changed_on_the_way_is_refused(board: Office, office: Where) -> None:
    import base64
    import json

    from redactor.sealed.sealing import seal_to, unseal

    council = office("council")
    (ours,) = issued(board, council)
    with council.here():
        envelope = json.loads(unseal(ours.read_bytes(), Home.current()))
        signed = base64.b64decode(envelope["signed"]).replace(b"Mrs A", b"Mrs B")
        envelope["signed"] = base64.b64encode(signed).decode()
        ours.write_bytes(seal_to(json.dumps(envelope).encode(), [council.key]))
    draft(council.folder / "imr.docx", "Tilly Varnham.")
    refused = council.redactor(
        "anonymise", council.folder / "imr.docx", "--codes", ours, "--out", council.folder / "out"
    )
    assert refused.code == 2 and "changed after the board had signed it" in refused.screen
    ours.write_bytes(ours.read_bytes()[:-40])
    refused = council.redactor(
        "anonymise", council.folder / "imr.docx", "--codes", ours, "--out", council.folder / "out"
    )
    assert refused.code == 2 and "damaged" in refused.screen


def test_who_has_no_key_gets_a_passphrase(board: Office, office: Where, monkeypatch: pytest.MonkeyPatch) -> None:
    school = office("school")
    board_list(board.folder / "codes.xlsx")
    monkeypatch.setenv("REDACTOR_PASSPHRASE", "copper kettle seven")
    to = ("--to", "school=passphrase", "--out", board.folder / "sent")
    done = board.redactor("codes", "issue", board.folder / "codes.xlsx", *to)
    assert done.code == 0 and "telephone" in done.screen and "copper" not in done.screen
    edition = board.folder / "sent" / "edition-1-school.edition"
    assert "Child 1 was seen" in school.anonymise(edition, "Tilly Varnham was seen.")
    asked = school.redactor("codes", "requests", "--codes", edition, "--out", school.folder / "back")
    assert asked.code == 0 and (school.folder / "back" / "requests-school.sealed").exists()
    monkeypatch.setenv("REDACTOR_PASSPHRASE", "wrong")
    refused = school.redactor(
        "anonymise", school.folder / "imr.docx", "--codes", edition, "--out", school.folder / "o2"
    )
    assert refused.code == 2 and "passphrase does not open" in refused.screen
    typed: list[str] = []
    monkeypatch.setattr(common, "ask_passphrase", lambda: typed.append("copper kettle seven") or typed[0])
    draft(school.folder / "imr.docx", "Tilly Varnham was seen. Varnham was out.")
    again = [
        str(a) for a in ("anonymise", school.folder / "imr.docx", "--codes", edition, "--out", school.folder / "out")
    ]
    with school.here():
        done_ = CliRunner().invoke(app, [*again, "--ask"], input="y\nq\n")
    assert "Nothing awaits you" in done_.output and len(typed) == 1  # though the drafts were read twice
    ended = ("keymap", "destroy", "--codes", edition, "--certificate", school.folder / "end.docx", "--yes")
    assert "files destroyed" in school.redactor(*ended).screen and len(typed) == 2


@pytest.mark.parametrize(
    ("to", "says"),
    [("council", "no public key is known"), ("council=age1nonsense", "no public key"), ("=x", "names no agency")],
)
def test_whom_the_edition_is_for_is_said_in_full(board: Office, to: str, says: str) -> None:
    board_list(board.folder / "codes.xlsx")
    done = board.redactor("codes", "issue", board.folder / "codes.xlsx", "--to", to, "--out", board.folder / "sent")
    assert done.code == 2 and says in done.screen
    assert not list((board.folder / "sent").glob("*"))


def test_a_list_that_shows_names_is_not_issued(board: Office) -> None:
    board_list(board.folder / "codes.xlsx", ("CL", "associate", "Corin Leyburn", "", "Neighbour", "", ""))
    sends = ("codes", "issue", board.folder / "codes.xlsx", "--to", f"x={board.key}", "--out", board.folder / "sent")
    done = board.redactor(*sends)
    assert done.code == 2 and "initials" in done.screen and not names_in(done.screen)
    assert board.redactor(*sends, "--despite-faults").code == 0


ASKS = "Social worker Jo Pinnock rang neighbour Corin Leyburn. Mr Leyburn came."


def requested(board: Office, *agencies: Office) -> list[Path]:
    files = []
    for a, edition in zip(agencies, issued(board, *agencies), strict=True):
        a.anonymise(edition, ASKS)
        done = a.redactor("codes", "requests", "--codes", edition, "--out", a.folder / "back")
        assert done.code == 1, done.screen
        files.append(a.folder / "back" / f"requests-{a.name}.sealed")
    return files


def test_requests_name_nobody_but_in_the_sealed_file(board: Office, office: Where) -> None:
    council = office("council")
    (sealed,) = requested(board, council)
    cells = [
        str(c)
        for row in load_workbook(sealed.with_suffix(".xlsx"))["Requests"].iter_rows(values_only=True)
        for c in row
    ]
    assert "SW101" in cells and "Social Worker" in cells
    assert not names_in("\n".join(cells)) and b"Leyburn" not in sealed.read_bytes()


def test_answers_become_the_next_edition_and_the_minted_codes_are_swapped(board: Office, office: Where) -> None:
    council, trust = office("council"), office("trust")
    files = requested(board, council, trust)
    sheet, second = board.folder / "answers.xlsx", board.folder / "codes 2.xlsx"
    done = board.redactor("codes", "answer", board.folder / "codes.xlsx", *files, "--sheet", sheet)
    assert done.code == 1 and stat.S_IMODE(sheet.stat().st_mode) & 0o077 == 0
    book = load_workbook(sheet)
    rows = book["Answers"]
    cells = [[str(c.value) for c in row] for row in rows.iter_rows(min_row=3)]
    proposed = {row[1]: (row[7], row[8]) for row in cells}
    assert proposed == {
        "SW101": ("issue this code", "SW101"),
        "Person 101": ("issue this code", "Person 101"),
        "SW201": ("same as this code", "SW101"),  # the trust asks for the same two people
        "Person 201": ("same as this code", "Person 101"),
    }
    for r in range(3, rows.max_row + 1):
        if rows.cell(r, 9).value == "Person 101":
            rows.cell(r, 9).value = "Mr B"
        elif rows.cell(r, 9).value == "SW101":
            rows.cell(r, 9).value = "SW2"
    book.save(sheet)
    done = board.redactor("codes", "answer", board.folder / "codes.xlsx", *files, "--read", sheet, "--out", second)
    assert done.code == 0, done.screen
    listed = read_code_list(second)
    assert {e.code: e.name for e in listed.entries}["Mr B"] == "Corin Leyburn"
    (edition,) = issued(board, trust, codes=second)
    assert trust.anonymise(edition, ASKS, "SW201 and Person 201 left.").splitlines() == [
        "Social worker SW2 rang neighbour Mr B. Mr B came.",
        "SW2 and Mr B left.",
    ]


def test_an_answer_that_cannot_be_is_told_with_its_row_and_nothing_is_written(board: Office, office: Where) -> None:
    council = office("council")
    files = requested(board, council)
    sheet = board.folder / "answers.xlsx"
    board.redactor("codes", "answer", board.folder / "codes.xlsx", *files, "--sheet", sheet)
    book = load_workbook(sheet)
    book["Answers"].cell(3, 9).value = "Mrs A"
    book.save(sheet)
    out = board.folder / "codes 2.xlsx"
    done = board.redactor("codes", "answer", board.folder / "codes.xlsx", *files, "--read", sheet, "--out", out)
    assert done.code == 2 and "row 3" in done.screen and "given already" in done.screen and not out.exists()


def returned(agency: Office, edition: Path, *lines: str) -> Path:
    agency.anonymise(edition, *lines)
    done = agency.redactor("codes", "return", "--codes", edition, "--out", agency.folder / "back")
    assert done.code == 0, done.screen
    return agency.folder / "back" / f"return-{agency.name}.sealed"


def test_returns_are_reconciled_into_one_key_and_a_renumbering_for_each_agency(board: Office, office: Where) -> None:
    council, trust, school = office("council"), office("trust"), office("school")
    editions = issued(board, council, trust, school, own_codes="none")  # everybody counts from 1: the classic trouble
    returns = [
        returned(council, editions[0], "Social worker Jo Pinnock rang Tilly Varnham.", "Neighbour Corin Leyburn came."),
        returned(
            trust, editions[1], "Social worker Bartholomew Quenby met Mrs Varnham.", "Neighbour Corin Leyburn came."
        ),
        returned(school, editions[2], "Social worker Jo Pinnock came.", "Corin Leybourn, the neighbour, rang."),
    ]
    out = board.folder / "merged"
    done = board.redactor("codes", "reconcile", *returns, "--list", board.folder / "codes.xlsx", "--out", out)
    assert done.code == 1, done.screen
    assert "2 codes stand for two people" in done.screen and not names_in(done.screen)
    (renumbered,) = (dict(r[:2] for r in rows(out / "renumbering-trust.csv")),)
    assert renumbered == {"SW2": "SW3"}
    assert rows(out / "renumbering-school.csv") == [["Person 1", "Person 2", "school"]]  # until somebody confirms
    book = load_workbook(out / "reconciliation RESTRICTED names.xlsx")
    assert [c.value for c in book["Confirm"][3]][:2] == ["council", "Person 1"]
    key = "\n".join(read_text(out / "key-of-professionals.docx").splitlines())
    assert "SW2" in key and "SW3" in key and not names_in(key)
    assert "Jo Pinnock" in read_text(out / "key-of-professionals RESTRICTED names.docx")
    sheet = book["Confirm"]
    for row in range(3, sheet.max_row + 1):
        sheet.cell(row, 10).value = "one person"
    book.save(board.folder / "confirmed.xlsx")
    again = ("--out", out, "--confirmed", board.folder / "confirmed.xlsx")
    done = board.redactor("codes", "reconcile", *returns, "--list", board.folder / "codes.xlsx", *again)
    assert "0 pairs have names alike" in done.screen and "1 code stands for two people" in done.screen
    assert not (out / "renumbering-school.csv").exists()
    # what was answered once is remembered: nobody is asked again, with the returns in another order neither
    again = board.redactor("codes", "reconcile", *returns[::-1], "--list", board.folder / "codes.xlsx", "--out", out)
    assert "0 pairs have names alike" in again.screen


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))[1:]


def test_a_return_opens_for_the_board_alone(board: Office, office: Where) -> None:
    council, other = office("council"), office("other")
    (edition,) = issued(board, council)
    sealed = returned(council, edition, "Tilly Varnham was seen.")
    board_list(other.folder / "codes.xlsx")
    done = other.redactor(
        "codes", "reconcile", sealed, "--list", other.folder / "codes.xlsx", "--out", other.folder / "m"
    )
    assert done.code == 2 and "opens only with the key of the board" in done.screen
    wrong = board.redactor("codes", "answer", board.folder / "codes.xlsx", sealed, "--sheet", board.folder / "a.xlsx")
    assert wrong.code == 2 and "return, not its requests" in wrong.screen


def test_the_pinned_board_is_kept_in_the_key_map(board: Office, office: Where) -> None:
    council = office("council")
    (edition,) = issued(board, council)
    council.anonymise(edition, "Tilly Varnham was seen.")
    with council.here():
        (path,) = (council.folder / "home").rglob("*.keymap")
        opened = load_key_map(path, Home.current())
    assert opened is not None
    assert (opened.edition, opened.agency, opened.reply_to) == (1, "council", board.key)
