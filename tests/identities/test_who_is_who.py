"""Who is who, decided for the case as a whole: what a sentence excludes, what the list says, what persons have answered."""

from __future__ import annotations

import csv

import pytest

from redactor.base.resources import data_path
from redactor.codes.model import CodeList
from redactor.identities.facts import weights
from redactor.identities.kinship import Family
from redactor.identities.known import Known, known_people
from redactor.identities.touching import touches
from tests.identities.cases import case, entry

SISTERS = case(
    "Adult A | subject | Maeve Tolland | | Subject",
    "Mr B | associate | Conor Breslin | | Partner",
    "Child A | family | Orla Tolland | | Daughter",
    "Sister | family | Niamh Tolland | | Sister",
    "Brother | family | Cathal Breslin | | Brother of Mr B",
    "SW1 | professional | Ruth Tolland | | Social Worker",
)


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        # nobody rings herself, or stands twice in one list
        ("Niamh Tolland rang Ms Tolland at work.", "Sister rang Adult A at work."),
        ("Ms Tolland's sister, Niamh Tolland, phoned.", "Adult A's sister, Sister, phoned."),
        ("Ms Tolland and her sister Niamh Tolland came.", "Adult A and her sister Sister came."),
        ("Mr Breslin's brother, Cathal Breslin, came.", "Mr B's brother, Brother, came."),
        # an office tells the colleague from the family
        ("The social worker, Ms Tolland, visited.", "The social worker, SW1, visited."),
    ],
)
def test_the_sentence_tells(draft: str, wanted: str) -> None:
    assert SISTERS.read(draft).text == wanted


def test_a_relative_who_is_on_no_list_is_nobody_listed() -> None:
    """The mother of the dead woman is on no list: neither the victim nor her sister, and a person is asked."""
    read = SISTERS.read("Her mother, Mrs Tolland, and Maeve Tolland came.")
    assert read.text.endswith("and Adult A came.")
    mother = read.decision("Mrs Tolland")
    assert mother.code not in ("Adult A", "Sister", "SW1")
    assert mother.doubtful or mother.candidates


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("The family's name for Maeve was Mimi. Her aunt only spoke of Mimi.", "The family's name for Adult A was Adult A. "
         "Her aunt only spoke of Adult A."),
        ("Conor Breslin signs himself Rusty. The wall reads Rusty too.", "Mr B signs himself Mr B. The wall reads Mr B too."),
        ("In the hospital's index Maeve Tolland is Mary Dolan, and at the bank Mrs Quirke.",
         "In the hospital's index Adult A is Adult A, and at the bank Adult A."),
    ],
)  # fmt: skip
def test_names_that_the_drafts_tell(draft: str, wanted: str) -> None:
    assert SISTERS.read(draft).text == wanted


def test_who_calls_somebody_by_a_name_does_not_bear_it() -> None:
    read = SISTERS.read("Conor came late. Calls her Bubbles when he is drunk.")
    assert read.decision("Bubbles").code != "Mr B"


def test_three_men_of_one_first_name_are_told_apart_by_generation() -> None:
    men = case(
        "Child 1 | subject | Ewan Strachan | | Subject | | 2014-02-03",
        "Mr A | family | Alasdair Strachan | | Father",
        "Mr D | family | Alasdair Strachan | | Paternal grandfather",
    )
    assert men.read("Alasdair senior drove. Alasdair junior did not.").text == "Mr D senior drove. Mr A junior did not."
    read = men.read("Mr Strachan drove.")
    assert read.asked == [{"Mr A", "Mr D"}]


def test_a_bare_first_name_is_the_child_s_and_not_the_teacher_s_of_that_surname() -> None:
    school = case(
        "Child N | subject | Chance Marlow | | Subject",
        "CT1 | professional | Hazel Chance | | Class Teacher",
    )
    assert school.read("Mrs Chance was told that Chance was late.").text == "CT1 was told that Child N was late."


def test_equal_bearers_are_asked_about() -> None:
    brothers = case(
        "Child 1 | subject | Isla Renwick | | Subject",
        "Mr A | family | Colin Renwick | | Father",
        "Mr B | family | Stuart Renwick | | Paternal uncle",
    )
    assert brothers.read("Mr Renwick attended.").asked == [{"Mr A", "Mr B"}]


def test_the_list_s_relationships_are_facts() -> None:
    rows = (
        "Child 1 | subject | A One | | Subject",
        "Mrs A | family | B Two | | Mother",
        "Mr A | family | C Three | | Father",
        "Mr C | family | D Four | | Paternal uncle",
        "Mr D | family | E Five | | Paternal grandfather",
        "Child 2 | family | F Six | | Maternal half-brother",
        "Mr E | family | G Seven | | Mother's former partner, father of Child 2",
    )
    people = known_people(Known(CodeList(tuple(map(entry, rows)))))
    key = {p.code: p.key for p in people}
    family = Family.of(people)

    def related(whose: str, who: str) -> frozenset[str]:
        return family.related(key[whose], key[who])

    assert "parent" in related("Child 1", "Mrs A") and "child" in related("Mrs A", "Child 1")
    assert "parent" in related("Mr A", "Mr D") and "parent" in related("Mr C", "Mr D")
    assert "sibling" in related("Mr A", "Mr C") and "pibling" in related("Child 1", "Mr C")
    assert "grandparent" in related("Child 1", "Mr D")
    assert "parent" in related("Child 2", "Mr E") and "parent" in related("Child 2", "Mrs A")
    assert "parent" not in related("Child 1", "Mr E") and "partner" in related("Mrs A", "Mr E")
    assert not related("Mr D", "Mrs A") & {"sibling", "partner", "child"}


@pytest.mark.parametrize(
    ("draft", "asked"),
    [
        ("Sekhar paid in coins.", True),  # cut short
        ("Mrs Vasanthakumar came.", False),  # the listed man's surname with a woman's title: asked below
        ("Ottoline was out.", False),  # a stranger
    ],
)
def test_somebody_new_who_touches_a_listed_name_is_asked_about_once(draft: str, asked: bool) -> None:
    listed = case("Adult Q | subject | Ramesh Chandrasekhar | | Subject")
    read = listed.read(f"{draft} {draft}")
    new = [d for d in read.resolved.decisions if d.code and d.code != "Adult Q"]
    assert [d.doubtful for d in new][:1] == [asked]
    assert not any(d.doubtful for d in new[1:])


def test_touching_knows_strangers() -> None:
    people = known_people(Known(CodeList((entry("Adult Q | subject | Grzegorz Wolan | | Subject"),))))
    other = known_people(Known(CodeList((entry("X | family | Phoebe Carr | | Friend"),))))[0]
    assert touches(other, people) is None


def test_every_witness_of_the_weights_has_a_sentence() -> None:
    with data_path("models/lists/reasons.csv").open(encoding="utf-8", newline="") as lines:
        told = {row["name"] for row in csv.DictReader(lines) if row["kind"] == "pass"}
    assert weights().keys() <= told
