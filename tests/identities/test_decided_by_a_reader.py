"""What a careful reader decides in a sentence: longer names of others, families, Mr Singh, letters of a school, doors."""

from __future__ import annotations

import pytest

from redactor.codes.model import Role
from tests.identities.cases import case

FAMILY = case(
    "Child 1 | subject | Eva Tandle | | Subject child",
    "Ms A | family | Jodie Tandle | | Mother",
    "Mr D | family | Tom Tandle | | Uncle",
    "Mr B | family | Manjit Singh Rall | | Father",
    "Mr C | family | Balbir Singh | | Paternal uncle",
    "School 2 | organisation | Orrelby Academy",
    "Address A | address | 5 Pit Hill, Thornby",
    "Address B | address | 31 Pit Hill, Thornby",
    "Address C | address | The Willows, Chapel Lane, Overby",
    "Address D | address | Flat 3, Beech Court, Mill Road, Thornby",
)


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("Jodie had never heard of Evangeline. Thomas came.", "Ms A had never heard of Person 1. Mr D came."),
        ("Jodie nee Trebb rang; the Trebbs had a room for Eva.", "Ms A rang; the family of Ms A had a room for Child 1."),
        ("Mr Singh came to the school.", "[unresolved] came to the school."),
        ("Orrelby Academy (OA) rang. OA has no record.", "School 2 (School 2) rang. School 2 has no record."),
        ("She was at Lady Ann Dow School.", "She was at School X1."),
        ("At night he went from 31 to 5.", "At night he went from Address B to Address A."),
        ("At Willows she had a room. 3/Beech Ct was let.", "At Address C she had a room. Address D was let."),
        ("Bus number 5 stops here; room 5 of the unit was locked.", "Bus number 5 stops here; room 5 of the unit was locked."),
        ("Neglect (neighbour, Ms Xu at 24, told us).", "Neglect (neighbour, Person 1 at Address X1, told us)."),
        ("A man of 24, tall; the lady was at 24 weeks. Visit no 2.", "A man of 24, tall; the lady was at 24 weeks. Visit no 2."),
    ],
)  # fmt: skip
def test_decided(draft: str, wanted: str) -> None:
    assert FAMILY.read(draft).text == wanted


def test_offices_told_by_grade_and_beside_counsel() -> None:
    court = case(
        "F | family | Luis Quint | | Father",
        roles=(
            Role("BAR", "Barrister", ("counsel",)),
            Role("SOL", "Solicitor", ()),
            Role("STD", "Specialty Trainee Doctor", ("junior doctor",)),
        ),
    )
    heard = court.read("Upon hearing Miss Lall of counsel for the father and Mr Frogett, solicitor, for the mother")
    assert heard.text == "Upon hearing BAR1 of counsel for the father and SOL1, solicitor, for the mother"
    assert court.read("Seen by Dr Ailith Corr (CT2).").text == "Seen by STD1 (CT2)."


def test_namesakes_in_one_clause() -> None:
    one = case(
        "Child 1 | subject | Poppy Vane | | Subject child | | 2005-08-01",
        "SW1 | professional | Poppy Thorn | | Social Worker | Children's Services",
        "Mrs A | family | Tina Vane | | Mother",
        "SW2 | professional | Tina Dob | | Social Worker | Children's Services",
    )
    asked = "Poppy, aged eleven, rang her worker Poppy at once."
    assert one.read(asked).text == "Child 1, aged eleven, rang her worker SW1 at once."
    both = "The social worker, Tina, drove Poppy Vane's mother, Tina, home."
    assert one.read(both).text == "The social worker, SW2, drove Child 1's mother, Mrs A, home."


def test_who_was_arrested_is_not_the_child_of_the_name() -> None:
    two = case(
        "Child 1 | subject | Owen Garth | | Subject child | | 2014-02-02",
        "Mr A | family | Owen Garth | | Father | | 1988-10-09",
    )
    assert two.read("On 4 May 2018 Owen was charged with theft.").text == "On 4 May 2018 Mr A was charged with theft."


def test_irish_names_as_they_are_heard_and_mistyped() -> None:
    irish = case("Child 1 | subject | Saoirse Kerr | | Subject", "Ms A | family | Grainne Kerr | | Mother")
    assert irish.read("Saorise slept. Grania rang.").text == "Child 1 slept. Ms A rang."
