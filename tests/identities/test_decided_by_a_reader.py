"""What a careful reader decides in a sentence: longer names of others, families, Mr Singh, letters of a school, doors."""

from __future__ import annotations

import pytest

from redactor.codes.model import Role
from tests.identities.cases import case

FAMILY = case(
    "Child 1 | subject | Kai Tandle | | Subject child",
    "Ms A | family | Jodie Tandle | | Mother",
    "Mr D | family | Tom Tandle | | Uncle",
    "Mr B | family | Gurdip Singh Dhal | | Father",
    "Mr C | family | Harpreet Singh | | Paternal uncle",
    "School 2 | organisation | Orrelby Academy",
    "Address A | address | 7 Pit Hill, Thornby",
    "Address B | address | 29 Pit Hill, Thornby",
    "Address C | address | The Willows, Chapel Lane, Overby",
    "Address D | address | Flat 3, Beech Court, Mill Road, Thornby",
)


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("Jodie did not know who Kayleigh was. Thomas came.", "Ms A did not know who Person 1 was. Mr D came."),
        ("Jodie nee Sugg said that the Suggs would take Kai.", "Ms A said that the family of Ms A would take Child 1."),
        ("Mr Singh came to the school.", "[unresolved] came to the school."),
        ("Orrelby Academy (OA) rang. OA has no record.", "School 2 (School 2) rang. School 2 has no record."),
        ("She was at Lady Jane Hull School.", "She was at School X1."),
        ("She walked from 29 to 7 every evening.", "She walked from Address B to Address A every evening."),
        ("At Willows she had a room. 3/Beech Ct was let.", "At Address C she had a room. Address D was let."),
        ("Bus number 7 passes; room 7 of the hostel was not seen.", "Bus number 7 passes; room 7 of the hostel was not seen."),
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
    assert court.read("Seen by Dr Ailith Strang (CT2).").text == "Seen by STD1 (CT2)."


def test_namesakes_in_one_clause() -> None:
    one = case(
        "Child 1 | subject | Ellie Bran | | Subject child | | 2005-08-01",
        "SW1 | professional | Ellie Thorn | | Social Worker | Children's Services",
        "Mrs A | family | Karen Bran | | Mother",
        "SW2 | professional | Karen Dob | | Social Worker | Children's Services",
    )
    asked = "Ellie, aged thirteen, asked her social worker Ellie to come."
    assert one.read(asked).text == "Child 1, aged thirteen, asked her social worker SW1 to come."
    both = "The social worker, Karen, asked Ellie Bran's mother, Karen, to come."
    assert one.read(both).text == "The social worker, SW2, asked Child 1's mother, Mrs A, to come."


def test_who_was_arrested_is_not_the_child_of_the_name() -> None:
    two = case(
        "Child 1 | subject | Liam Garth | | Subject child | | 2014-02-02",
        "Mr A | family | Liam Garth | | Father | | 1988-10-09",
    )
    assert two.read("Liam was arrested on 1 June 2018 for driving over the limit.").text.startswith("Mr A was")


def test_irish_names_as_they_are_heard_and_mistyped() -> None:
    irish = case("Child 1 | subject | Caoimhe Kerr | | Subject", "Ms A | family | Siobhan Kerr | | Mother")
    assert irish.read("Caomhie slept. Shivaun rang.").text == "Child 1 slept. Ms A rang."
