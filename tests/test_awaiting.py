"""What awaits a person is one and the same in the report, for machines, in the terminal, in the sheet and on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from redactor.case.answers import Needs, answer_from, holds_here, offered
from redactor.case.deciding import Answer
from redactor.case.question_sheet import SHEET, decision_sheet
from redactor.case.questions import Asked, NotAnAnswer, ToDecide, answered, questions
from redactor.codes.sheets import rows_of
from redactor.keymap.decisions import Ruling
from redactor.keymap.keymap import KeyMap
from redactor.keymap.keymap_files import load_key_map, save_key_map
from redactor.sealed.sealing import Home
from tests.codes.builders import HEAD, write_list
from tests.drafts import LISTED, Done, board_list, draft, names_in, read_text, redactor


class Case:
    """A list, a draft, its key map."""

    def __init__(self, folder: Path, *lines: str, listed: object = None) -> None:
        self.folder, self.map = folder, folder / "k" / "map"
        self.list = listed or board_list(folder / "codes.xlsx")
        draft(folder / "imr.docx", *lines)

    def run(self) -> Done:
        places = ("--codes", self.list, "--key-map", self.map, "--out", self.folder / "out")
        return redactor("anonymise", self.folder / "imr.docx", *places, "--json")

    @property
    def text(self) -> str:
        return read_text(self.folder / "out" / "imr.anonymised.docx")

    @property
    def key_map(self) -> KeyMap:
        found = load_key_map(self.map, Home.current())
        assert found is not None
        return found

    @property
    def asked(self) -> tuple[ToDecide, ...]:
        return questions(self.key_map)


def test_what_the_report_says_the_key_map_asks(tmp_path: Path) -> None:
    case = Case(tmp_path, "[unresolved 4] rang Tilly Varnham.", "SW7 came, and Neighbour Corin Leyburn.", "SW7 left.")
    told = case.run().json["awaits"]
    assert sorted(q["kind"] for q in told) == ["doubtful", "minted", "unresolved"]
    assert [q.asked for q in case.asked] == [Asked.STANDING, Asked.STANDING, Asked.MINTED]
    assert {q.why for q in case.asked if q.asked is Asked.STANDING} <= {q["sentence"] for q in told}
    report = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert all(q.why in report.replace("&#39;", "'") for q in case.asked if q.asked is Asked.STANDING)


def test_an_old_mark_is_answered_with_a_code_and_a_code_is_said_to_be_right(tmp_path: Path) -> None:
    case = Case(tmp_path, "[unresolved 4] rang Tilly Varnham.", "SW7 came.")
    case.run()
    key_map = case.key_map
    for question in questions(key_map):
        by_key = {o.key: o for o in offered(question)}
        offer, words = (by_key["o"], "Mrs A") if question.marker else (by_key["y"], "")
        key_map = answered(key_map, question, answer_from(question, offer, words, here=question.here_only), "J Bell")
    assert questions(key_map) == ()
    from redactor.keymap.keymap_files import save_key_map

    save_key_map(case.map, key_map, Home.current())
    assert case.run().json["awaits"] == []
    assert case.text.splitlines() == ["Mrs A rang Child 1.", "SW7 came."]


@pytest.mark.parametrize(
    ("line", "rows", "said"),
    [
        ("SW2 (Tom Arden, social worker) came.", [("SW2", "professional", "Petra Lomond", "", "Social Worker", "", "")], "SW2"),
        ("Tom Arden (SW2) came.", [("SW2", "professional", "Petra Lomond", "", "Social Worker", "", "")], "SW2"),
        ("HV1, the hostel worker, rang.", [("HV1", "professional", "Petra Lomond", "", "Health Visitor", "", "")], "HV1"),
        ("HV1 (hostel worker) rang.", [("HV1", "professional", "Petra Lomond", "", "Health Visitor", "", "")], "HV1"),
    ],
)  # fmt: skip
def test_a_code_of_the_boards_beside_somebody_else_is_asked_about(
    tmp_path: Path, line: str, rows: list[tuple[str, ...]], said: str
) -> None:
    case = Case(tmp_path, line, listed=write_list(tmp_path / "codes.csv", [HEAD, *LISTED, *rows]))
    told = [q for q in case.run().json["awaits"] if q["kind"] == "doubtful"]
    assert any(said in q["sentence"] and "list" in q["sentence"] for q in told), told
    assert names_in(str(told)) == [] and "Arden" not in str(told)
    (question,) = (q for q in case.asked if q.asked is Asked.STANDING)
    assert question.names == (said,)
    cells = [c for _, row in rows_of(decision_sheet(case.key_map), SHEET) for c in row.values()]
    assert any(question.why in cell and line in cell for cell in cells)  # the sheet tells the clash, as the screen does


@pytest.mark.parametrize(
    "line",
    [
        "SW1 (Imogen Hepton, social worker) came.",
        "Imogen Hepton (SW1) came.",
        "HV1, the health visitor, rang.",
        "After a call with HV1, the team manager, TM9, left.",
    ],
)
def test_a_code_beside_its_own_person_is_not(tmp_path: Path, line: str) -> None:
    row = ("HV1", "professional", "Petra Lomond", "", "Health Visitor", "", "")
    case = Case(tmp_path, line, listed=write_list(tmp_path / "codes.csv", [HEAD, *LISTED, row]))
    case.run()
    assert [q.names for q in case.asked if q.asked is Asked.STANDING and q.names != ("TM9",)] == []


@pytest.mark.parametrize("asked", list(Asked))
def test_every_question_has_answers_with_a_key_of_their_own(asked: Asked) -> None:
    question = ToDecide(asked, ("Corin",), "person", "SW1", ("SW1", "SW2"), anchor="abc:0")
    keys = [offer.key for offer in offered(question)]
    assert keys
    assert len(set(keys)) == len(keys)
    for offer in offered(question):
        if offer.needs is Needs.CODE:
            with pytest.raises(NotAnAnswer):
                answer_from(question, offer)
        assert answer_from(question, offer, "SW2").ruling is offer.ruling


def test_an_answer_holds_here_only_where_it_is_about_words_that_have_a_place() -> None:
    question = ToDecide(Asked.DOUBTFUL, ("Corin",), "person", "SW1", anchor="abc:0")
    assert holds_here(question, Ruling.KEEP, here=True)
    assert not holds_here(question, Ruling.ASK, here=True)
    assert not holds_here(ToDecide(Asked.DOUBTFUL, ("Corin",), "person"), Ruling.KEEP, here=True)


def test_the_sheet_takes_no_answer_that_the_question_does_not_offer(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    case = Case(tmp_path, "SW7 came.")
    case.run()
    sheet = tmp_path / "questions.xlsx"
    assert redactor("decide", "--key-map", case.map, "--sheet", sheet).code == 1
    book = load_workbook(sheet)
    rows = book["Decisions"]
    head = next(r for r in rows.iter_rows() if any(c.value == "Answer" for c in r))
    column = next(c.column for c in head if c.value == "Answer")
    rows.cell(head[0].row + 1, column, "two people")
    book.save(sheet)
    done = redactor("decide", "--key-map", case.map, "--read", sheet)
    assert "does not answer this question" in done.screen
    rows.cell(head[0].row + 1, column, "yes, right")
    book.save(sheet)
    assert redactor("decide", "--key-map", case.map, "--read", sheet).code == 0
    assert case.asked == ()


def test_a_rank_with_three_digits_is_asked_about_and_one_before_a_name_goes_with_it(tmp_path: Path) -> None:
    """Nobody at an agency knows which numbers others may give out: PC623 is a code of theirs, or an officer's own number."""
    case = Case(tmp_path, "PC623 attended with Tilly Varnham. SW7 came.", "DS450 Marlowe came.")
    case.run()
    assert "PC623 attended" in case.text and "Marlowe" not in case.text and "450" not in case.text
    question, _ = (q for q in case.asked if q.asked is Asked.STANDING)
    assert (
        Ruling.CODE in {o.ruling for o in offered(question) if o.needs is not Needs.CODE}
        and "PC623" in question.why
        and "officer's own number" in question.why
    )
    save_key_map(case.map, answered(case.key_map, question, Answer(Ruling.CODE)), Home.current())
    case.run()
    assert "PC1 attended" in case.text and [q.names for q in case.asked if q.asked is Asked.STANDING] == [("SW7",)]
    assert "PC623" not in read_text(tmp_path / "out" / "key-of-professionals.docx")
