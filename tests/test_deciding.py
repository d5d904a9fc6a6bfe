"""What a person decides holds in the next run, in every draft of the case, until it is taken back."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from redactor.case.questions import Answer, Asked, NotAnAnswer, ToDecide, answered, questions
from redactor.cli import app
from redactor.detection.engine import Detected
from redactor.detection.mentions import Mention, MentionKind
from redactor.documents.model import Passage, Place, Story
from redactor.identities.model import Decision, Resolved
from redactor.identities.settled import Settled
from redactor.keymap.anchors import Anchors
from redactor.keymap.decisions import Decided, Ruling, successors
from redactor.keymap.keymap import KeyMap, Record
from redactor.keymap.keymap_files import load_key_map, save_key_map
from redactor.sealed.sealing import Home
from tests.drafts import Done, board_list, draft, read_text, redactor

FAR_APART = (
    "Nothing more.",
    "The month went by.",
    "Snow fell.",
    "Roads were shut.",
)  # so that two mentions are no group
SPELLINGS = ("Neighbour Corin Leyburn rang.", "Mr Leyburn came back.", "Mrs Leyborn rang. Corin Leybourn rang too.")


class Desk:
    """One case on somebody's computer: the list, drafts, the key map, runs."""

    def __init__(self, folder: Path, *lines: str) -> None:
        self.folder, self.map = folder, folder / "k" / "map"
        self.list = board_list(folder / "codes.xlsx")
        self.draft(*lines)

    def draft(self, *lines: str) -> None:
        draft(self.folder / "imr.docx", *lines)

    def run(self) -> str:
        """The text of the written file."""
        places = ("--codes", self.list, "--key-map", self.map, "--out", self.folder / "out")
        done = redactor("anonymise", self.folder / "imr.docx", *places)
        assert done.code in (0, 1), done.screen
        return read_text(self.folder / "out" / "imr.anonymised.docx")

    def decide(self, keys: str, *more: object) -> Done:
        arguments = ["decide", "--key-map", self.map, "--who", "J Bell", *more]
        result = CliRunner().invoke(app, [str(a) for a in arguments], input=keys)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Done(result.exit_code, result.output, result.stdout)

    @property
    def key_map(self) -> KeyMap:
        found = load_key_map(self.map, Home.current())
        assert found is not None
        return found

    @property
    def asked(self) -> list[tuple[Asked, tuple[str, ...]]]:
        return [(q.asked, q.names) for q in questions(self.key_map)]


def test_an_unresolved_mention_is_decided_with_one_key_and_taken_back_with_another(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "Varnham was out.", "Imogen Hepton rang.")
    assert "[unresolved 1] was out." in desk.run()
    assert "who is meant?" in (shown := desk.decide("4\n")).screen and "1 decided" in shown.screen
    assert "Mr A was out." in desk.run()
    (told,) = desk.key_map.decisions
    assert (told.who, told.code, told.here_only) == ("J Bell", "Mr A", True) and told.when.startswith("20")
    assert "taken back" in redactor("decide", "--key-map", desk.map, "--undo", 1).screen
    assert "[unresolved 1] was out." in desk.run()


def test_a_decision_for_one_place_holds_though_the_draft_changes_elsewhere(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "A visit.", "Varnham was out.", *FAR_APART, "Varnham rang.")
    desk.run()
    desk.decide("4\n3\n")
    desk.draft("A new beginning.", "And more.", "A visit.", "Varnham was out.", *FAR_APART, "Varnham rang.")
    text = desk.run()
    assert "Mr A was out." in text and "Mrs A rang." in text


def test_an_answer_everywhere_leaves_those_alone_whom_the_text_tells(tmp_path: Path) -> None:
    lines = ("Varnham was out.", "Mrs Varnham, his wife, was in.", "Tilly Varnham slept.", "Then Varnham came.")
    desk = Desk(tmp_path, *lines)
    desk.run()
    desk.decide("e\n4\n")
    text = desk.run()
    assert "Mr A was out." in text and "Then Mr A came." in text
    assert "Mrs A, his wife" in text and "Child 1 slept" in text


@pytest.mark.parametrize(
    ("doubtful", "kept_before", "wanted"),
    [(False, False, "Mrs A"), (True, False, "Mr A"), (False, True, "Mr A")],
)
def test_an_answer_everywhere_does_not_touch_a_mention_of_the_same_words_that_the_text_tells(
    doubtful: bool, kept_before: bool, wanted: str
) -> None:
    """ "Varnham" is Mr A everywhere, says a person; one "Varnham" is Mrs A without doubt, by its own row or passage."""
    mention = Mention(0, 0, 7, "Varnham", MentionKind.PERSON, 0.9, "KnownNames")
    told = [Decided(ruling=Ruling.CODE, names=("Varnham",), code="Mr A")]
    if kept_before:  # taken for no person once: then nothing of it was certain
        told = [Decided(ruling=Ruling.KEEP, names=("Varnham",), anchor="elsewhere:0"), *told]
    settled = Settled(
        tuple(told), Anchors([Passage(0, "Varnham", Place(Story.BODY, ""))]), frozenset(["Mr A", "Mrs A"])
    )
    (after,) = settled.after(Resolved((), (Decision(mention, "Mrs A", "row", 0.9, doubtful=doubtful),))).decisions
    assert after.code == wanted


def test_what_is_no_person_stays_and_the_check_lets_it_pass(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "The Corin Leyburn Award was won.", "Child 1 slept.")
    assert "Leyburn" not in desk.run()
    desk.decide("k\n")
    assert "The Corin Leyburn Award was won." in desk.run()
    assert desk.asked == []


def test_a_real_name_is_left_only_with_a_reason(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "The reviewer was Corin Leyburn.", "He read the file.")
    desk.run()
    assert "reason" in desk.decide("l\n\nq\n").screen
    assert desk.key_map.decisions == ()
    desk.decide("l\nNamed in the published report\n")
    assert "The reviewer was Corin Leyburn." in desk.run()
    assert desk.key_map.decisions[0].reason == "Named in the published report"


def test_the_board_is_asked_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "Neighbour Corin Leyburn rang.")
    desk.run()
    assert desk.asked == [(Asked.MINTED, ("Corin Leyburn",))]
    assert desk.decide("b\n").code == 0
    assert "Person 1 rang" in desk.run()
    assert desk.asked == []


def test_two_spellings_are_proposed_as_one_person_and_joined(tmp_path: Path) -> None:
    desk = Desk(tmp_path, *SPELLINGS)
    before = desk.run()
    assert "Person 2" in before
    assert (Asked.MERGE, ("Mrs Leyborn",)) in desk.asked
    desk.decide("s\n")  # one question about her: what is doubtful of Person 2 waits for the answer
    after = desk.run()
    assert "Person 2" not in after and after.count("Person 1") == before.count("Person 1") + 1
    assert all(asked is not Asked.MERGE for asked, _ in desk.asked)


def test_two_people_stay_two_and_are_not_asked_about_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, *SPELLINGS)
    desk.run()
    desk.decide("t\nq\n")
    assert "Person 2" in desk.run()
    assert all(asked is not Asked.MERGE for asked, _ in desk.asked)


def test_a_code_that_an_earlier_run_put_is_swapped_when_the_board_issues_another(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "Neighbour Corin Leyburn rang.", "He came back.")
    assert "Person 1 rang" in desk.run()
    board_list(desk.list, ("Mr B", "associate", "Corin Leyburn", "", "Neighbour", "", ""))
    desk.draft("Neighbour Corin Leyburn rang.", "Person 1 came back.")  # the author has gone on in the output
    text = desk.run()
    assert "Mr B rang" in text and "Mr B came back" in text and "Person 1" not in text
    assert "another code since" in (tmp_path / "out" / "audit.jsonl").read_text()


def test_a_code_issued_to_somebody_else_since_is_asked_about(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "Social worker Jo Pinnock rang.")
    assert "SW2 rang" in desk.run()
    board_list(
        desk.list,
        ("SW2", "professional", "Corin Leyburn", "", "Social Worker", "", ""),
        ("SW3", "professional", "Jo Pinnock", "", "Social Worker", "", ""),
    )
    desk.draft("Social worker Jo Pinnock rang.", "SW2 came back.")
    text = desk.run()
    assert "SW3 rang" in text and "[unresolved 1] came back" in text
    (question,) = (q for q in questions(desk.key_map) if q.asked is Asked.UNRESOLVED)
    assert set(question.choices) == {"SW2", "SW3"}


def test_a_name_that_only_a_person_sees_is_coded_everywhere(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path, "The family call him Pudding at home.", "Pudding was served.", "Eat pudding, but not Pudding."
    )
    missed = ToDecide(Asked.UNRESOLVED, ("Pudding",), "person")
    assert desk.run().count("Pudding") == 3
    save_key_map(desk.map, answered(desk.key_map, missed, Answer(Ruling.CODE, "Mr A")), Home.current())
    text = desk.run()
    assert "call him Mr A at" in text and "Eat pudding, but not Mr A." in text
    assert "Pudding was served" in text  # a word that begins a sentence may be only that


@pytest.mark.parametrize("letters", ["C", "GP"])
def test_letters_that_mean_something_else_elsewhere_are_put_only_where_they_were_found(letters: str) -> None:
    """Who "C" is everywhere says nothing of the C in "T/C", nor who GP is of "the GP rang"."""
    told = Decided(ruling=Ruling.CODE, names=(letters,), code="SW1")
    passages = [Passage(0, f"T/{letters} mum. Cheers {letters}", Place(Story.BODY, ""))]
    found = Mention(
        0, len(passages[0].text) - len(letters), len(passages[0].text), letters, MentionKind.PERSON, 0.9, "x"
    )
    settled = Settled((told,), Anchors(passages), frozenset(["SW1"]))
    (after,) = settled.before([Detected(passages[0], (found,), ())])
    assert after.mentions == (found,)
    assert settled.on(found) == told


def test_words_may_mean_a_family_of_which_one_is_known(tmp_path: Path) -> None:
    """In the terminal and in the sheet: what is put says whose family it is, and takes the article and the genitive along."""
    desk = Desk(tmp_path, "Neighbour Corin Leyburn rang.", "He knew Pryors, and Pryors' dog.", "Varnham was out.")
    assert "Varnham" not in desk.run()
    sheet = tmp_path / "decide.xlsx"
    desk.decide("", "--sheet", sheet)
    book = load_workbook(sheet)
    rows = book["Decisions"]
    whose = {"Varnham": "Child 1", "Pryors": "Person 1"}
    for row in range(3, rows.max_row + 1):
        if code := whose.get(str(rows.cell(row, 2).value)):
            rows.cell(row, 6).value, rows.cell(row, 7).value = "the family of", code
    book.save(sheet)
    assert desk.decide("", "--read", sheet).code in (0, 1)
    text = desk.run()
    assert "He knew the family of Person 1, and the family of Person 1's dog." in text
    assert "The family of Child 1 was out." in text


def test_the_sheet_is_filled_in_and_read_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "Varnham was out.", "Neighbour Corin Leyburn rang.", "The Jo Pinnock Prize was won.")
    desk.run()
    sheet = tmp_path / "decide.xlsx"
    assert desk.decide("", "--sheet", sheet).code == 1
    assert stat.S_IMODE(sheet.stat().st_mode) & 0o077 == 0
    assert "name already" in desk.decide("", "--sheet", sheet).screen  # never over filled-in answers
    book = load_workbook(sheet)
    rows = book["Decisions"]
    assert "Restricted" in str(rows["A1"].value)
    filled = {
        "Varnham": ("use this code", "Mr A"),
        "Corin Leyburn": ("leave the real name", ""),
        "Jo Pinnock": ("not a person: keep", ""),
    }
    for row in range(3, rows.max_row + 1):
        answer, code = filled[str(rows.cell(row, 2).value)]
        rows.cell(row, 6).value, rows.cell(row, 7).value = answer, code
    book.save(sheet)
    done = desk.decide("", "--read", sheet)
    assert done.code == 1 and "2 answers taken over" in done.screen and "row 4: A real name" in done.screen
    text = desk.run()
    assert "Mr A was out" in text and "The Jo Pinnock Prize" in text and "Corin" not in text
    assert "no longer open" in desk.decide("", "--read", sheet).screen


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Answer(Ruling.CODE, "Mr Z"), "no code Mr Z"),
        (Answer(Ruling.LEAVE), "reason"),
        (Answer(Ruling.SAME, "SW1"), "itself"),
        (Answer(Ruling.APART, ""), "Which code"),
    ],
)
def test_what_cannot_be_carried_out_is_said(answer: Answer, says: str) -> None:
    key_map = KeyMap.new("x").with_records([Record(code="SW1", kind="person", issued=True, names=("Ada Quorn",))])
    with pytest.raises(NotAnAnswer, match=says) as error:
        answered(key_map, ToDecide(Asked.MINTED, ("Ada Quorn",), "person", "SW1"), answer)
    assert "Quorn" not in str(error.value)


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ([("B", "A")], {"A": "B"}),
        ([("B", "A"), ("C", "B")], {"A": "C", "B": "C"}),
        ([("B", "A"), ("A", "B")], {"A": "A", "B": "B"}),  # a circle ends
    ],
)
def test_who_follows_whom(pairs: Sequence[tuple[str, str]], found: dict[str, str]) -> None:
    decisions = [Decided(ruling=Ruling.SAME, code=code, other=other) for code, other in pairs]
    assert successors(decisions) == found


def test_like_mentions_near_by_are_one_question_and_one_answer(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "Varnham was out.", "Nothing more.", "Varnham rang.", *FAR_APART, "Varnham wrote.")
    assert desk.run().count("[unresolved") == 3
    asked = [q for q in questions(desk.key_map) if q.asked is Asked.UNRESOLVED]
    assert [q.count for q in asked] == [2, 1]
    desk.decide("4\n3\n")
    assert desk.run().replace("\n".join(FAR_APART), "…") == "Mr A was out.\nNothing more.\nMr A rang.\n…\nMrs A wrote."
