"""From decisions to records: uses, changes and questions count what is there and name nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from redactor.case.case import Case
from redactor.case.pipeline import anonymise
from redactor.case.profiles import Profile
from redactor.codes.lists import read_code_list
from redactor.codes.model import Role
from redactor.codes.roles import standard_roles
from redactor.codes.standing import standing_codes
from redactor.documents.model import Passage, Place, Story
from redactor.keymap.keymap import KeyMap
from redactor.records.model import Outcome
from tests.drafts import AWAITING, SETTLED, board_list, draft, names_in
from tests.known_faults import fault, rows

CODES = frozenset({"Child 1", "Mrs A", "Address A", "HD", "BDS12"})

STANDING = (
    ("Child 1 met Mrs A at Address A.", {"Child 1", "Mrs A", "Address A"}),
    ("HD and BDS12 met.", {"HD", "BDS12"}),
    ("HDMI, Child 12, Mrs Atkin", set()),
    ("SW7 and TM2 met FSW1.", {"SW7", "TM2", "FSW1"}),
    ("The house is in SW7 4QT.", set()),
    ("Person 2 of Address X1, School X3, Surgery X2", {"Person 2", "Address X1", "School X3", "Surgery X2"}),
    ("Nursery X1, Care Home X2, Employer X3", {"Nursery X1", "Care Home X2", "Employer X3"}),
    ("H1N1, A1, B12, M25, GCSE", set()),
    ("ToR 3, section 2.1, table 4", set()),
)


@pytest.mark.parametrize(("text", "wanted"), rows(STANDING))
def test_codes_that_stand_in_a_draft(text: str, wanted: set[str]) -> None:
    passage = Passage(0, text, Place(Story.BODY, "paragraph 1"))
    assert set(standing_codes([passage], CODES, standard_roles())) == wanted


def test_codes_of_the_boards_own_prefixes() -> None:
    passage = Passage(0, "XYW3 came.", Place(Story.BODY, "paragraph 1"))
    assert set(standing_codes([passage], frozenset(), [Role("XYW", "Some Worker")])) == {"XYW3"}


def test_codes_in_what_leaves_the_file_do_not_stand() -> None:
    passage = Passage(0, "SW7 came.", Place(Story.COMMENT, "comment 1"), leaves=True)
    assert not standing_codes([passage], CODES, standard_roles())


def outcome(tmp_path: Path, *blocks: object, profile: Profile = Profile.SUBMISSION) -> Outcome:
    codes = read_code_list(board_list(tmp_path / "codes.xlsx"))
    path = draft(tmp_path / "imr.docx", *blocks)  # type: ignore[arg-type]
    return anonymise([path], Case(codes, KeyMap.new("case"), profile)).outcome


def test_changes_say_what_was_done_where_and_why(tmp_path: Path) -> None:
    found = outcome(tmp_path, *SETTLED, *AWAITING)
    assert [(c.place, c.code, c.kind, c.original) for c in found.changes] == [
        ("body, paragraph 1", "Child 1", "person", "Tilly Varnham"),
        ("body, paragraph 1", "SW1", "person", "Ms Hepton"),
        ("body, paragraph 1", "Address A", "address", "14 Teasel Road"),
        ("body, paragraph 2", "Mrs A", "person", "Mrs Varnham"),
        ("body, paragraph 2", "Child 2", "person", "Barnaby"),
        ("body, paragraph 2", "[NHS number removed]", "NHS number", "999 000 0018"),
        ("body, paragraph 3", "Person 1", "person", "Corin Leyburn"),
        ("body, paragraph 3", "SW2", "person", "Jo Pinnock"),
        ("body, paragraph 4", "[unresolved 1]", "person", "Varnham"),
        ("body, paragraph 4", "Person 1", "person", "Mr Leyburn"),
    ]
    assert all(c.rule and c.recogniser and 0 < c.score <= 1 for c in found.changes)


def test_uses_come_in_the_lists_order_then_by_prefix_and_number(tmp_path: Path) -> None:
    found = outcome(tmp_path, "SW2 and SW10 rang.", *AWAITING, *SETTLED)
    assert [(u.code, u.mentions, u.issued) for u in found.uses] == [
        ("Child 1", 1, True),
        ("Child 2", 1, True),
        ("Mrs A", 1, True),
        ("SW1", 1, True),
        ("Address A", 1, True),
        ("Person 1", 2, False),
        ("SW2", 1, False),
        ("SW3", 1, False),
        ("SW10", 1, False),
    ]


def test_uses_know_the_chronology(tmp_path: Path) -> None:
    table = [
        ["Date", "Event"],
        ["03/02/2019", "Ms Hepton visited Tilly"],
        ["05/02/2019", "Tilly at school"],
        ["09/04/2019", "Ms Hepton left"],
    ]
    uses = {u.code: (u.first, u.last, u.mentions) for u in outcome(tmp_path, table).uses}
    assert uses["SW1"] == (date(2019, 2, 3), date(2019, 4, 9), 2)
    assert uses["Child 1"] == (date(2019, 2, 3), date(2019, 2, 5), 2)


def test_questions(tmp_path: Path) -> None:
    found = outcome(tmp_path, *SETTLED, *AWAITING, "SW9 came.")
    asked = [(q.kind, q.place, q.number, set(q.candidates)) for q in found.questions]
    assert asked == [
        ("unresolved", "body, paragraph 4", 1, {"Child 1", "Child 2", "Mrs A", "Mr A"}),
        ("minted", "body, paragraph 3", None, {"Person 1"}),
        ("minted", "body, paragraph 3", None, {"SW2"}),
        ("doubtful", "body, paragraph 5", None, {"SW9"}),
    ]
    assert not [q for q in found.questions if names_in(q.sentence)]
    assert found.awaits_a_person


def test_nothing_to_ask(tmp_path: Path) -> None:
    found = outcome(tmp_path, *SETTLED)
    assert found.questions == ()
    assert not found.awaits_a_person


@fault("near spelling is a question")
def test_a_name_decided_with_doubt_is_a_question(tmp_path: Path) -> None:
    (question,) = outcome(tmp_path, "Barnabie Varnhem came.").questions
    assert (question.kind, question.candidates) == ("doubtful", ("Child 2",))


def test_the_years_of_birth_of_a_publication_are_no_codes(tmp_path: Path) -> None:
    found = outcome(tmp_path, "Tilly, born 09/05/2014, fell.", profile=Profile.PUBLICATION)
    assert [u.code for u in found.uses] == ["Child 1"]
    assert found.questions == ()
