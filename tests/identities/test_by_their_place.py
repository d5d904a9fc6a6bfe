"""Names that are words, towns and terms of law, names in small letters, broken names, letters: told by where they stand."""

from __future__ import annotations

import pytest

from redactor.case.case import Case
from redactor.case.last_look import what_is_left
from redactor.case.pipeline import Drafts, judge, look
from tests.identities.cases import Draft, case, passages_of

WARD = case("HV1 | professional | Sheila Tarn | | Health Visitor | Health Trust")
WORDS = case(
    "Child 1 | subject | Hope Orrin | | Subject",
    "Child 2 | family | Summer Orrin | | Sibling",
    "Mr A | family | Mark Orrin | | Father",
    "SW1 | professional | Colette Day | | Social Worker | Children's Services",
    "Mr B | associate | Piers Preston | | Lodger",
    "Ms C | family | Rose Orrin | | Aunt",
)
SMALL = case(
    "Child 1 | subject | Koa Birdsall | | Subject",
    "Ms A | family | Jodie Birdsall | | Mother",
    "Mr B | family | Will Birdsall | | Uncle",
    "Mrs C | family | Patricia Birdsall | | Maternal grandmother",
)
LINES = case(
    "Child 1 | subject | Rosalind Hattersby | | Subject",
    "Mr A | family | Duncan Hattersby | | Father",
    "Ms B | family | Lena Hattersby | | Mother",
)


def left(draft: Draft, *blocks: str) -> list[str]:
    """The words that the last look lists."""
    whole = Case.of(draft.codes, draft.key_map, draft.profile)
    drafts = Drafts((), tuple(passages_of(blocks)), frozenset())
    judged = judge(drafts, look(drafts, whole), whole)
    return [s.written for s in what_is_left(judged.detected, judged.put, judged.resolved, whole, drafts.anchors)]


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("Fraser, the porter, saw her leave.", "Person 1, the porter, saw her leave."),
        ("Bolam told her to wait.", "Person 1 told her to wait."),
        ("Gillick and Fraser were looked at with Ms Gillick.", "Gillick and Fraser were looked at with Person 1."),
        ("Ms Gillick came. Gillick competence was not met.", "Person 1 came. Gillick competence was not met."),
        ("Bolam was considered.", "Bolam was considered."),
    ],
)
def test_a_term_of_law_and_somebody_called_so(draft: str, wanted: str) -> None:
    assert WARD.read(draft).text == wanted


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("Day and night staff came. Day two was quiet. Day care was offered. Day rang.", "SW1 rang."),
        ("Hope was expressed. Mark 3 of the form was used. Summer 2018 was hot. Hope was seen.", "Child 1 was seen."),
        ("Mr Preston said that he had been in Preston. Preston left.", "Mr B left."),
        ("SHE ROSE TO HER FEET. ROSE SAID SHE WAS WELL.", "Ms C SAID SHE WAS WELL."),
    ],
)
def test_a_word_or_a_town_is_nobody_and_the_name_is(draft: str, wanted: str) -> None:
    text = WORDS.read(draft).text
    assert text.endswith(wanted)
    assert not {"SW1 and", "SW1 two", "SW1 care", "Child 1 was expressed", "Mr A 3", "Child 2 2018"} & {
        text[i:j] for i in range(len(text)) for j in range(i, min(i + 25, len(text)))
    }
    assert "in Mr B" not in text
    assert "SHE Ms C" not in text


def test_names_in_small_letters() -> None:
    assert SMALL.read("“will is comin round l8r, he will shout”").text == "“Mr B is comin round l8r, he will shout”"
    assert SMALL.read("“she sed koas nappy was wet all day”").text == "“she sed Child 1 nappy was wet all day”"
    assert SMALL.read("She wrote: ‘I like my nan pat. Mum is sad.’").text.startswith("She wrote: ‘I like my nan Mrs C.")
    assert "jode" not in SMALL.read("“tell jode the car is back”").text
    assert "pat" not in SMALL.read("She wrote: 'I like my nan pat. Mum's sad.'").text
    assert left(SMALL, "She wrote: 'School is ok. I like pat. Mum is sad.'") == ["pat"]
    assert left(SMALL, "She wrote: ‘School is ok. I like pat. Mum is sad.’") == ["pat"]


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("Rosa-\nlind wept.", "Child 1 wept."),
        ("Duncan Hatters-\nby came.", "Mr A came."),
        ("Mr Quillo-\nway, a neighbour, came.", "Person 1, a neighbour, came."),
        ("A matter of Im-\nportance was raised.", "A matter of Im-\nportance was raised."),
        ("D & L Hattersby signed.", "Mr A & Ms B signed."),
        ("D, L and R Hattersby signed.", "Mr A, Ms B and Child 1 signed."),
    ],
)
def test_broken_names_and_letters_of_a_family(draft: str, wanted: str) -> None:
    assert LINES.read(draft).text == wanted


def test_letters_that_may_be_somebody_are_listed() -> None:
    log = case("Ms A | family | Tina Moxley | | Mother", "TM1 | professional | Berta Snell | | Team Manager | Agency")
    assert left(log, "21:40 TM DECLINES STATEMENT. HOUSE SEARCHED.", "> Any news?\n> B.") == ["TM", "B"]
    assert left(LINES, "Baby R was sick.") == ["R"]


def test_numbers_and_dates_of_birth() -> None:
    force = case(
        "PC1 | professional | Osman Threll | | Police Constable | Police",
        "Child 1 | subject | Edie Tarn | | Subject | | 2012-04-09",
    )
    read = force.read(
        "PC 4417 Threll came. 4417 wrote a statement. Log 0733 of 110616 was read. Edie (d.o.b. 9.iv.12) left."
    )
    assert read.text == (
        "PC1 came. PC1 wrote a statement. Log [log number removed] was read. Child 1 (d.o.b. [date of birth of Child 1]) left."
    )
