"""Letters that stand for people, by the place where they stand; letters of bodies and things stay."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from redactor.codes.roles import standard_roles
from redactor.detection.engine import find_all
from redactor.detection.harvest import told
from redactor.detection.knowledge import Knowledge
from redactor.detection.mentions import Mention
from tests.identities.cases import Rows, passages_of

LISTED = ("Tilly Rose Varnham", "Conrad Gathercole", "Petra Varnham")


def letters(*blocks: str | Rows, names: Sequence[str] = LISTED) -> list[list[str]]:
    """The mentions that are letters, passage by passage, of those that have any."""
    found = [[m.text for m in one if m.label == "initials"] for one in mentions(*blocks, names=names)]
    return [texts for texts in found if texts]


def mentions(*blocks: str | Rows, names: Sequence[str] = LISTED) -> list[tuple[Mention, ...]]:
    known = Knowledge(names=tuple(names), roles=standard_roles())
    return [d.mentions for d in find_all(passages_of(blocks), known)]


@pytest.mark.parametrize(
    ("header", "cell", "wanted"),
    [
        ("Sign", "QB", ["QB"]),
        ("Init", "QMcE", ["QMcE"]),
        ("Initials", "QB/JW", ["QB", "JW"]),
        ("Signed", "LD", ["LD"]),  # an abbreviation too: by its place
        ("By", "QB", ["QB"]),
        ("Staff", "QB, JW", ["QB", "JW"]),
        ("Entered by", "QB", ["QB"]),
        ("Agency", "QB", []),
        ("By", "CAMHS", []),
        ("Who", "HV", []),
    ],
)
def test_a_column(header: str, cell: str, wanted: list[str]) -> None:
    found = letters([["Date", "Entry", header], ["1/2", "Weighed.", cell]])
    assert found == ([wanted] if wanted else [])


def test_letters_of_a_column_count_everywhere_with_a_score_that_makes_them_somebody() -> None:
    found = mentions([["Entry", "Sign"], ["Weighed.", "QB"]], "The nurse told QB's colleague.")
    assert [(m.text, m.label, m.score >= 0.7) for one in found for m in one] == [("QB", "initials", True)] * 2


def test_a_column_that_holds_letters_only() -> None:
    rows = [["Entry", "Staff"], ["a", "QBX"], ["b", "WHO"], ["c", "RZT"], ["d", "EDT"], ["e", "Bexley"]]
    assert letters(rows) == [["QBX"], ["WHO"], ["RZT"]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("QB - the school is worried about her.", ["QB"]),
        ("QB: we talked about her sleep.", ["QB"]),
        ("Seen at home, mother informed. QB", ["QB"]),
        ("Weighed, no concerns. QB (bank nurse)", ["QB"]),
        ("Present: QB, JW and the nurse.", ["QB", "JW"]),
        ("Apologies: QB.", ["QB"]),
        ("Actions: QB to ring the school.", ["QB"]),
        ("QB welcomed all.", ["QB"]),
        ("The form was signed by QB.", ["QB"]),
        ("Discussed with QB, no change.", ["QB"]),
        # what stays
        ("Seen at home. NFA", []),
        ("Seen, no reply. DNA", []),
        ("The QB asked for more time.", []),
        ("The QB meeting was late. QB agreed a plan.", []),
        ("Queensbridge Board (QB) met. QB asked for a report.", []),
        ("CAMHS: a referral was made today.", []),
        ("HV: to visit the family again.", []),
        ("Present: SW, HV, GP.", []),
        ("EDT rang. CSC asked for a report.", []),
        ("BP: 120/80 at rest.", []),
        ("FW: minutes of the last meeting.", []),
        ("NO - she said that twice.", []),
        ("TO: all of the staff here", []),
        ("STOP: he was told to leave. STOP - he was told again.", []),
        ("QB – quarterly board meeting of the trust.", []),
    ],
)
def test_prose(text: str, wanted: list[str]) -> None:
    assert letters(text) == ([wanted] if wanted else [])


def test_an_abbreviation_needs_more_than_one_place() -> None:
    assert letters("Weighed. LD") == []
    assert letters("Weighed. LD", "Fed well. LD", "The LD register was checked.") == []
    assert letters("Weighed. LD", "Fed well. LD", "LD has left.") == [["LD"], ["LD"], ["LD"]]


def test_known_initials_that_are_an_office_by_their_place_only() -> None:
    found = mentions("Conrad Gathercole came. The form was signed by CG. On Monday CG asked for more.")[0]
    assert [(m.text, m.score < 0.6) for m in found if m.label == "initials"] == [("CG", True), ("CG", True)]
    assert letters("Conrad Gathercole came.", "The CG was ill. A form was signed by CG.") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("QB = Quinta Bexley, nurse.", [("QB", "Quinta Bexley", "")]),
        ("QB – Quinta Bexley CMW", [("QB", "Quinta Bexley", "")]),
        ("QB: Quinta Bexley", [("QB", "Quinta Bexley", "")]),
        ("Quinta Bexley (QB) rang.", [("QB", "Quinta Bexley", "")]),
        ("QT is Quinta.", [("QT", "Quinta", "")]),
        ("QT = the student, Quinta.", [("QT", "Quinta", "")]),
        ("P = Mum, Quinta.", [("P", "Quinta", "mum")]),
        ("B = MGM.", [("B", None, "mgm")]),
        ("M = the older child, S = FOB.", [("M", None, "the older child"), ("S", None, "fob")]),
        ("Q – the baby", [("Q", None, "the baby")]),
        # not definitions
        ("QB – Norah said so.", []),
        ("Quinta Bexley (HV) rang.", []),
        ("Quinta (F) rang.", []),
        ("x = 4, BMI = 21.", []),
    ],
)
def test_what_is_told(text: str, wanted: list[tuple[str, str | None, str]]) -> None:
    spans = [(text.find(n), text.find(n) + len(n)) for n in ("Quinta Bexley", "Quinta", "Norah") if n in text][:1]
    found = told(7, text, spans)
    assert [(t.alias, text[slice(*t.owner)] if t.owner else None, t.kin) for t in found] == wanted
    assert all(text[t.start : t.end] == t.alias and t.passage == 7 for t in found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("T tired, eats little.", ["T"]),
        ("Told T to wait outside.", ["T"]),
        ("3/6 T asleep in the pram.", ["T"]),
        ('File note: "Spoke to T, who is worried."', ["T"]),
        ("Can you take the Friday visit? T", ["T"]),
        ("Weighed with P and T today.", ["P", "T"]),
        ("He was calm but T's bag was lost.", ["T"]),
        # not people
        ("T was here", ["T"]),
        ("Z tired.", []),
        ("Vitamin T given. Hepatitis C and plan T.", []),
        ("T arm sore, C leg bruised.", []),
        ("M told F to leave.", []),
        ("T v Barton was read.", []),
        ("T was 38.2 at noon, P is 90.", []),
        ("T is the right answer.", []),
        ("She came with P and C today.", ["P", "C"]),
        ("From T to C by car; option P, plan C.", []),
        ("He got a C and a T in maths; the letter P was read.", []),
        ("Section T. was read; option T was best.", []),
        ("Child T was seen with Mr P.", []),
        ("T. Barton rang.", []),
    ],
)
def test_one_letter(text: str, wanted: list[str]) -> None:
    assert letters(text) == ([wanted] if wanted else [])


def test_one_letter_that_the_draft_tells() -> None:
    assert letters("B = MGM.", "B upset. Told B to wait.", "Vitamin B given.") == [["B"], ["B", "B"]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Allocated to Jan by CG.", ["CG"]),
        ("Lessons of TA fell to half.", ["TA"]),
        ("Letter (sent with agreement of PV)", ["PV"]),
        ("TRUST – SEA 23 – TRV – EXPORT", ["TRV"]),
        ("CG 2/3 of the way through.", ["CG"]),
        ("NB Ms Bell is staff.", []),
        ("Moved to CG on Friday.", []),
        ("CG is taught on Mondays.", []),
        ("Seen by CG1. The CG rang.", []),
        ("CG Martin Bell wrote it.", []),
    ],
)
def test_letters_of_the_listed_are_theirs_although_they_mean_something_else_too(text: str, wanted: list[str]) -> None:
    names = ("Conrad Gathercole", "Tomas Adair", "Petra Varnham", "Tilly Rose Varnham", "Norah Bevis")
    found = mentions(text, names=names)
    assert [m.text for one in found for m in one if m.label == "initials"] == wanted


def test_letters_of_whom_only_the_draft_names_may_be_an_abbreviation_but_no_office() -> None:
    assert letters("Marlene Tebbutt was on nights.", "Countersigned at 22:10, MT at 04:00.") == [["MT"]]
    assert letters("Hilda Vane was on nights.", "Rota: HV at 03:00.") == []
