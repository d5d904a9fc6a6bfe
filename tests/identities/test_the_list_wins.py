"""A word before a listed full name, a house's room, a school's or a man's name as a word: the list wins, and words stay words."""

from __future__ import annotations

import pytest

from redactor.documents.model import Cell, Passage, Place, Story
from tests.detection.marked import found
from tests.identities.cases import case

FAMILY = case(
    "Child 1 | subject | Perran Tregoning | | Subject | | 2014-02-03",
    "Mr A | family | Desmond Tregoning | Des | Father",
    "Mrs A | family | Loveday Tregoning | | Mother",
    "Mr B | associate | Denzil Chegwin | | Neighbour",
    "Address A | address | 9 Quillet Lane, Porthmellow PM4 2QX | | Home of Mrs A",
    "School 1 | organisation | Skewjack Bank Academy | Skewjack Bank | School of Child 1",
    "SW1 | professional | Morwenna Hosking | | Social Worker | Porthmellow Children's Services",
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("By Easter Denzil Chegwin had gone.", "By Easter Mr B had gone."),
        ("In Trewellard Morwenna Hosking was on duty.", "In Trewellard SW1 was on duty."),
        ("Alpha Denzil Chegwin rang. Yesterday Denzil Chegwin rang.", "Alpha Mr B rang. Yesterday Mr B rang."),
        ("Attendee Morwenna Hosking, Apologies Denzil Chegwin", "Attendee SW1, Apologies Mr B"),
        ("Case: Denzil Chegwin", "Case: Mr B"),
        ("Pivot Chegwin", "Pivot Mr B"),
        # a word that nobody is called, before the whole listed name, is no further person
        ("Vonzabel Morwenna Hosking rang.", "SW1 rang."),
        # a first name may be that of a brother with the same second name: somebody is asked
        ("Edward Denzil Chegwin rang.", "Person 1 rang."),
        ("Mr Denzil Chegwin and Aunt Loveday Tregoning", "Mr B and Aunt Mrs A"),
        # an office's room is nobody's home, and no hour becomes one
        ("They met in Room 12. She left at 12.", "They met in Room 12. She left at 12."),
        ("He lives in Room 4 of the hostel.", "He lives in Address X1 of the hostel."),
        # over a tab, and letter by letter
        ("Morwenna\tHosking rang.", "SW1 rang."),
        ("Told by M o r w e n n a  H o s k i n g herself.", "Told by SW1 herself."),
        ("S t a t e m e n t  o f  H o s k i n g", "S t a t e m e n t  o f  SW1"),
        # parts of names that are words
        ("The Bank was closed. Skewjack trees grew.", "The Bank was closed. Skewjack trees grew."),
        ("Skewjack Bank was closed.", "School 1 was closed."),
        ("It was a des res, said Des.", "It was a des res, said Mr A."),
    ],
)
def test_it_reads(text: str, read: str) -> None:
    assert FAMILY.read(text).text == read


def test_a_room_of_an_earlier_run_is_no_door() -> None:
    later = case("Address B | address | Room 12 | | Home of a friend")
    assert later.read("She left at 12. Room 12 was his.").text == "She left at 12. Address B was his."


def test_a_heading_beside_who_is_nobody() -> None:
    heading = Passage(1, "Sum", Place(Story.BODY, "row 1"), Cell(1, 1, 2, "", "Who"))
    assert found(heading) == []


@pytest.mark.parametrize("name", ["04 links fields", "12 visits fields", "3 notes court"])
def test_a_numbered_file_is_no_house(name: str) -> None:
    assert found(Passage(1, name, Place(Story.FILE_NAME, "file name"))) == []
    assert found(Passage(1, "12 hopton walk", Place(Story.FILE_NAME, "file name")))
