"""Kinds of strangers' drafts: surnames that are words, doors of listed houses, a listed name told of a stranger."""

from __future__ import annotations

import pytest

from tests.identities.cases import case
from tests.known_faults import fault

SUBJECT = "Adult 2|subject|Darren Pickthall||Subject"


@pytest.mark.parametrize(
    ("address", "draft", "after"),
    [
        (
            "Flat 22, Shelton Point, Carver Street, Carrowby CG2 9TT",
            "He lives at 22 Shelton Point, Carver Street CG2 9TT.",
            "He lives at Address 1.",
        ),
        (
            "Flat 4, Shelton House, Amble Road, Brackley BR2 8LQ",
            "At Flat 4 Shelton House, Amble Road, BR2 8LQ now.",
            "At Address 1 now.",
        ),
        (
            "39a Margate Parade, Ousefield OU3 7KD",
            "All at 39a Margate Parade, OU3 7KD, over the shop.",
            "All at Address 1, over the shop.",
        ),
        (
            "Millbeck Farm, Dingle Lane, Upper Farley",
            "He moved to Millbeck Farm in May. MALE AT MILLBECK FARM.",
            "He moved to Address 1 in May. MALE AT Address 1.",
        ),
    ],
)
def test_the_whole_of_a_listed_address_has_its_code(address: str, draft: str, after: str) -> None:
    assert case(SUBJECT, f"Address 1|address|{address}").read(draft).text == after


def test_another_door_of_a_listed_house_is_another_address() -> None:
    read = case(SUBJECT, "Address 1|address|Flat 22, Shelton Point, Carver Street, Carrowby CG2 9TT").read(
        "The lift at 24 Shelton Point was shut."
    )
    assert "Address 1" not in read.text
    assert "24" not in read.text


def test_the_number_of_another_listed_house_is_no_door_of_this_one() -> None:
    read = case(
        SUBJECT,
        "Address 1|address|Flat 22, Shelton Point, Carver Street, Carrowby CG2 9TT",
        "Address 2|address|24 Hollow Bank, Carrowby",
    ).read("The lift at 24 Shelton Point, Carver Street was shut.")
    assert "Address 1" not in read.text
    assert "Address 2" not in read.text


def test_a_house_that_is_called_by_an_ordinary_word_has_its_code() -> None:
    read = case(SUBJECT, "Address 1|address|Honeysuckle, Back Lane, Little Marling WM12 4QS").read(
        "He was at Honeysuckle on Monday. The honeysuckle was in flower."
    )
    assert read.text == "He was at Address 1 on Monday. The honeysuckle was in flower."


@fault("a house name behind of")
def test_a_house_name_goes_with_its_number_and_street() -> None:
    read = case(SUBJECT).read(
        "Mrs Prothero of Bryn Mawr, 3 Ffordd Penrallt. She was living at Siop Newydd, 4 Lon Bedw."
    )
    assert read.text == "Person 1 of Address X1. She was living at Address X2."


def test_a_listed_first_name_is_no_further_name_of_a_stranger() -> None:
    read = case(SUBJECT, "Mother|family|Thiruvani Selvan||Mother").read(
        "I met Mrs Selvan with an independent interpreter, Mrs Vasanthi Arul. She asked that we call her Thiruvani.",
        "Thiruvani had booked late.",
    )
    assert read.text.count("Mother") == 3


def test_a_family_is_that_of_whom_the_review_is_about() -> None:
    read = case(SUBJECT, "Child 1|family|Lorna Pickthall||Daughter", "Adult 3|family|Kevin Pickthall||Brother").read(
        "The wider Pickthall family is large."
    )
    assert read.text == "The wider Adult 2 family is large."


@pytest.mark.parametrize(
    ("draft", "after"),
    [
        ("Their supervisor, Sergeant Wicks, endorsed the log.", "Their supervisor, PS1, endorsed the log."),
        ("It was seen by Nurse Marsh that day.", "It was seen by StN1 that day."),
        ("Taken to Brackley Royal with a fracture.", "Taken to Hospital X1 with a fracture."),
        ("Her colleague at Greenway Tiles said so.", "Her colleague at Organisation X1 said so."),
        ("The head of Oak Hill Academy Trust wrote.", "The head of Organisation X1 wrote."),
        (
            "The perp is Tom Smithers (Thomas), 17/3/91.",
            "The perp is Person 1 (Person 1), [date of birth of Person 1].",
        ),
        ("Seen by Tom Smithers (Sunday), 17/3/19.", "Seen by Person 1 (Sunday), 17/3/19."),
    ],
)
def test_kinds_of_names(draft: str, after: str) -> None:
    assert case(SUBJECT).read(draft).text == after


def test_relatives_of_a_perpetrator_are_not_the_victims() -> None:
    read = case(
        "Adult 1|subject|Nina Pickthall||Victim",
        "Adult 2|subject|Darren Pickthall||Perpetrator",
        "Adult 3|family|Kevin Pickthall||Brother of perpetrator",
        "Adult 4|family|Terence Pickthall||Father of perpetrator",
    ).read("Mr Pickthall senior said so.")
    assert read.decision("Mr Pickthall").code == "Adult 4"


def test_also_another_surname_in_brackets_is_the_same_person() -> None:
    people = ("Sibling 1|family|Lottie Poole||Half-sister", "Mother|family|Chantal Stanfield||Mother")
    read = case(SUBJECT, *people).read("Lottie Poole (also Lottie Stanfield at school)")
    assert read.text == "Sibling 1 (also Sibling 1 at school)"


def test_letters_in_notes_of_a_care_agency_are_people() -> None:
    people = (
        "Adult C|subject|Cedric Holroyd||Subject",
        "Adult H|subject|Hester Holroyd||Wife",
        "CA1|professional|Jadwiga Bem||Care Assistant",
    )
    read = case(*people).read("Changed bed. H wet through.", "J reports Cedric unwell.", "I rang my grandson C.")
    assert read.text == "Changed bed. Adult H wet through.\nCA1 reports Adult C unwell.\nI rang my grandson Adult C."


@pytest.mark.parametrize("number", ["ASC/C/19/014", "C/18/0093"])
def test_references_with_strokes(number: str) -> None:
    assert number not in case(SUBJECT).read(f"A complaint ({number}) went in.").text


def test_letters_by_which_a_school_knows_its_staff() -> None:
    teacher = "HT1|professional|Penelope Strang||Headteacher"
    table = (("Date", "What", "By"), ("09/09/20", "Email from parent", "PST"), ("10/09/20", "Rang home", "PST"))
    read = case(SUBJECT, teacher).read("Ms Strang rang home.", table)
    assert "PST" not in read.text


def test_mr_and_a_name_that_is_the_sons_second_and_the_fathers_first_is_asked_about() -> None:
    people = ("Father K|family|Sabesan Ilango||Father", "PGF K|family|Ilango Murali||Paternal grandfather")
    read = case(SUBJECT, *people).read("It was recorded that he fell, per Mr Ilango. Mr Murali sat outside.")
    about = read.decision("Mr Ilango")
    assert about.doubtful or not about.code
    assert not read.decision("Mr Murali").doubtful
