"""The last look: what is left in the finished text is named, asked about, and remembered once it is decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from redactor.case.answers import answer_from, offered
from redactor.case.case import Case as TheCase
from redactor.case.last_look import what_is_left
from redactor.case.left_names import CaseNames
from redactor.case.left_words import Words, words_left
from redactor.case.pipeline import judge, look, read_drafts, rejudge
from redactor.case.questions import Asked, ToDecide, answered, questions
from redactor.codes.lists import read_code_list
from redactor.keymap.decisions import Ruling
from redactor.keymap.keymap import KeyMap
from redactor.keymap.keymap_files import load_key_map, save_key_map
from redactor.language.cover import Cover
from redactor.language.disguised import Disguises, foreign_names, heard
from redactor.sealed.sealing import Home
from tests.drafts import SETTLED, Done, board_list, draft, read_text, redactor

FREE = Path("benchmarks/data/no_names.txt")


def run(folder: Path, *lines: str) -> Done:
    """A draft of these lines, anonymised with the board's list."""
    draft(folder / "imr.docx", *lines)
    places = ("--codes", board_list(folder / "codes.xlsx"), "--key-map", folder / "map", "--out", folder / "out")
    return redactor("anonymise", folder / "imr.docx", *places, "--json")


def asked(folder: Path) -> list[ToDecide]:
    found = load_key_map(folder / "map", Home.current())
    assert found is not None
    return [q for q in questions(found) if q.asked is Asked.LEFT]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("She wrote T-I-L-L-Y on the wall.", "T-I-L-L-Y"),
        ("The word on the sheet was mahnrav, he said.", "mahnrav"),
        ("The folder was called Child1Tilly in the system.", "Child1Tilly"),
        ("Posts under #justicefortilly appeared that week.", "#justicefortilly"),
        ("A letter in Russian named Варнхам at the top.", "Варнхам"),
        ("She told J that it was over and then went home.", "J"),
        ("The whole estate calls that flat the Kettle and nobody knows why.", "Kettle"),
        ("The date of birth on the other record, 3 August 1991, was never asked about.", "3 August 1991"),
        ("tag broken, mum rang police. ih went, no reply at the door.", "ih"),
        ("There was no update. Action: the team to ring QZ by Friday.", "QZ"),
    ],
)
def test_what_is_left_is_told_and_asked_about(tmp_path: Path, line: str, left: str) -> None:
    done = run(tmp_path, *SETTLED, line)
    if not any(e["kind"] == "left" for e in done.json["awaits"]):  # found at once is better than found at last
        assert left not in read_text(tmp_path / "out" / "imr.anonymised.docx")
        return
    assert done.code == 1
    assert left in [w for q in asked(tmp_path) for w in q.names]
    shown = done.json["left"]
    assert all(left not in e["around"] and "▇▇▇" in e["around"] for e in shown)
    report = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "Left in the text" in report
    assert f">{left}<" not in report


@pytest.mark.parametrize(
    "line",
    [
        # a date of birth that stands there already is no reason to ask about another date
        "The call was on 28 June 2010, and the date of birth given, 4.5.84, was right.",
        # nor one that a sentence before has
        "She wrote to the practice on 6 November 2017 that she was tired. The boy was born by forceps at the hospital.",
        "Psychosocial assessment done, and Firefighter Imogen Hepton was told.",
        "It came with the message: a Word file, a draft of its own, and one Excel sheet with the dates.",
        # trades and offices beside a code, a program, a town after which an agency is called, a contraction, short words
        "Caretaker Imogen Hepton came, and the churchwarden too.",
        "This was exported from CaseViewer on the day.",
        "The family came to Thornmere in May and lived there.",
        "I'm sure that Glenda Varnham was there.",
        "Bcc: the duty desk. Misper form done, Hosp rung.",
        # rarer words of the language and of the field, several of what letters stand for
        "Seen on the round by the registrar. Ketones 1.4. Necrotic heel. Sats 89 on air. Rpt bloods, three DCs had the CADs.",
        "Paratowyd gan y bwrdd / prepared by the board, CYFRINACHOL.",
    ],
)
def test_what_is_nobodys_is_not_asked_about(tmp_path: Path, line: str) -> None:
    done = run(tmp_path, *SETTLED, line)
    assert done.json["left"] == [], [w for q in asked(tmp_path) for w in q.names]


def test_a_word_that_is_also_an_establishment_of_the_case_is_told(tmp_path: Path) -> None:
    draft(tmp_path / "imr.docx", *SETTLED, "Larch or nothing.", "ADVISED TO RING SPACE.")
    rows = (("Refuge 5", "organisation", "Larch House", ""), ("Project 1", "organisation", "Youth Space", "SPACE"))
    listed = board_list(tmp_path / "codes.xlsx", *((*row, "", "", "") for row in rows))
    done = redactor("anonymise", tmp_path / "imr.docx", "--codes", listed, "--out", tmp_path / "out", "--json")
    assert [(e["sentence"], e["candidates"]) for e in done.json["left"]] == [
        ("A word that is also the name of an establishment of the case stands here with a capital.", [code])
        for code in ("Refuge 5", "Project 1")
    ]


def test_nothing_awaits_only_once_what_is_left_is_decided(tmp_path: Path) -> None:
    lines = (*SETTLED, "The whole estate calls that flat the Kettle and nobody knows why.")
    assert run(tmp_path, *lines).code == 1
    home, place = Home.current(), tmp_path / "map"
    key_map = load_key_map(place, home)
    assert key_map is not None
    (question,) = [q for q in questions(key_map) if q.asked is Asked.LEFT]
    keep = next(o for o in offered(question) if o.ruling is Ruling.KEEP)
    assert keep.key == "k"
    save_key_map(place, answered(key_map, question, answer_from(question, keep), "M. Author"), home)
    done = run(tmp_path, *lines)
    assert done.code == 0
    assert done.json["left"] == []
    assert "Kettle" in read_text(tmp_path / "out" / "imr.anonymised.docx")


def test_what_is_left_gets_the_code_that_a_person_gives_it(tmp_path: Path) -> None:
    lines = (*SETTLED, "She told J that it was over and then went home.")
    run(tmp_path, *lines)
    home, place = Home.current(), tmp_path / "map"
    key_map = load_key_map(place, home)
    assert key_map is not None
    (question,) = [q for q in questions(key_map) if q.asked is Asked.LEFT]
    other = next(o for o in offered(question) if o.key == "o")
    answer = answer_from(question, other, "Child 2", here=question.here_only)
    assert answer.here_only  # of a single letter the next may be somebody else
    save_key_map(place, answered(key_map, question, answer, "M. Author"), home)
    run(tmp_path, *lines)
    assert "She told Child 2 that" in read_text(tmp_path / "out" / "imr.anonymised.docx")


def test_a_date_left_is_taken_out_and_never_becomes_a_person(tmp_path: Path) -> None:
    lines = (*SETTLED, "The date of birth on the other record, 3 August 1991, was never asked about.")
    run(tmp_path, *lines)
    for question in asked(tmp_path):
        assert question.kind == "date of birth"
        assert [o.key for o in offered(question)] == ["y", "k", "l"]


def test_prose_about_nobody_leaves_next_to_nothing(tmp_path: Path) -> None:
    text = FREE.read_text(encoding="utf-8")
    case = TheCase(read_code_list(board_list(tmp_path / "codes.xlsx")), KeyMap.new("Child 1"))
    drafts = read_drafts([draft(tmp_path / "free.docx", *text.splitlines())], case)
    judged = judge(drafts, look(drafts, case), case)
    left = what_is_left(judged.detected, judged.put, judged.resolved, case, drafts.anchors)
    assert len(left) <= 2 * len(text.split()) / 1000, [s.written for s in left]


def test_two_names_under_one_code_are_doubtful(tmp_path: Path) -> None:
    case = TheCase(read_code_list(board_list(tmp_path / "codes.xlsx")), KeyMap.new("Child 1"))
    lines = ("Sandra Pinnock, social worker, rang.", "Sandra Pinnock came again.")
    drafts = read_drafts([draft(tmp_path / "two.docx", *SETTLED, *lines)], case)
    found = look(drafts, case)
    judged = judge(drafts, found, case)
    assert not any(d.rule == "another first name than elsewhere" for d in judged.resolved.decisions)
    assert rejudge(drafts, found, judged, case).resolved.decisions == judged.resolved.decisions


def test_names_are_found_in_disguise_and_words_are_not() -> None:
    hidden = Disguises.of(["Stephanie Skelton", "Ivy Hurrell"])
    text = "The skeleton crew; Skeltons came; ivy grew; a hurried visit; on-off; a-b-c; level headed; Grivy."
    assert list(hidden.in_text(text)) == []
    assert {d.name for d in hidden.in_text("sskelton, notleks, Child1Ivy, S.K.E.L.T.O.N and Скелтон")} == {
        "skelton",
        "ivy",
    }
    assert heard("Skelton") == heard("سكيلتون")
    assert list(foreign_names("The imam, محمد العبدالله, was consulted.")) == [(10, 24)]
    assert list(foreign_names("The angle α is small, and β too.")) == []


def test_an_abbreviation_that_does_what_people_do_and_is_somebodys_initials(tmp_path: Path) -> None:
    draft(tmp_path / "imr.docx", "Pia Ellman was seen. PE was seen alone. PE is taught on Mondays. GP said so.")
    codes = board_list(tmp_path / "codes.xlsx", ("Child 8", "family", "Pia Ellman", "", "Cousin of Child 1"))
    places = ("--codes", codes, "--key-map", tmp_path / "map", "--out", tmp_path / "out")
    assert redactor("anonymise", tmp_path / "imr.docx", *places).code == 1
    found = load_key_map(tmp_path / "map", Home.current())
    assert found is not None
    assert {q.names for q in questions(found)} == {("PE",)}
    assert "PE is taught" in read_text(tmp_path / "out" / "imr.anonymised.docx")


def test_what_may_be_a_user_name_of_the_case_is_told() -> None:
    names = CaseNames({}, {"hope": frozenset(["SW1"])}, {}, frozenset(), Disguises.of(()))
    text = "The entry of HOPEQX was keyed by HOPES and the CAMHS team."
    words = Words(text, Cover(len(text)), ())
    assert [(text[s:e], code) for s, e, why, code in words_left(words, names) if "user name" in why] == [
        ("HOPEQX", "SW1")
    ]
