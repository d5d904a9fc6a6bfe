"""A listed house by its number, its street or its building alone, as people type and dictate it; houses on no list as a whole."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

CASE = case(
    "Adult V | subject | Marta Ostrowe",
    "Address 1 | address | Flat 48, Wexley House, Ottery WX4 5NB",
    "Address 2 | address | 35 Tolliver Street, Ottery WX2 8HD",
    "Address 3 | address | Flat 26, Wexley House, Ottery WX4 5NE",
    "Address 4 | address | 19b Cobden Parade, Ottery WX2 6PL",
    "Address 5 | address | Plot 4, Osier Lane Caravan Site, Ottery WX7 3RG",
)

HOUSES = (
    # the number alone
    ("The plumber tried no. 48 first.", "The plumber tried Address 1 first."),
    ("Nobody was in at number forty eight.", "Nobody was in at Address 1."),
    ("The lock at 48 is still not done.", "The lock at Address 1 is still not done."),
    (
        "She may call at 48 and never at 26 or 35.",
        "She may call at Address 1 and never at Address 3 or Address 2.",
    ),
    ("The baby at 26 was asleep.", "The baby at Address 3 was asleep."),
    ("I rang the lady at thirty five.", "I rang the lady at Address 2."),
    ("She was back at 19b by then.", "She was back at Address 4 by then."),
    ("Discharged home, plot four.", "Discharged home, Address 5."),
    ("Called at Plot 4.", "Called at Address 5."),
    # in small letters, the number in words
    ("male at three five tolliver street now", "male at Address 2 now"),
    ("female at four eight wexley", "female at Address 1"),
    ("flat forty eight wexley house no reply", "Address 1 no reply"),
    ("he is at number twenty six", "he is at Address 3"),
    # a type cut short, the site left out
    ("Returned from 35 Tolliver Str, gone away.", "Returned from Address 2, gone away."),
    ("Returned from 19b Cobden Pde.", "Returned from Address 4."),
    ("Plot 4 Osier Lane", "Address 5"),
    ("4 Osier Lane", "Address 5"),
    ("35 TOLLIVER ST", "Address 2"),
    ("postcode wx2 8hd", "postcode Address 2"),
    # a house on no list, as a whole
    ("They live at The Hollies, Station Lane.", "They live at Address X1."),
    ("Their house, The Old Dairy, Station Lane, was cold.", "Their house, Address X1, was cold."),
    ("She moved to Damson Cottage, Station Lane.", "She moved to Address X1."),
    ("He was found on Bulmer Hay.", "He was found on Address X1."),
    (
        "He walked to Hebden Fold from a flat in Cramond Wynd.",
        "He walked to Address X1 from a flat in Address X2.",
    ),
    ("They moved from Oxlode Drove.", "They moved from Address X1."),
    ("There are others on Plot 16.", "There are others on Address X1."),
    ("Moored at Berth 4, Tanner Quay.", "Moored at Address X1."),
    # no house
    ("She left home at 35.", "She left home at 35."),
    ("Aged 26 at 35 weeks, seen at 11.30 and 19:26.", "Aged 26 at 35 weeks, seen at 11.30 and 19:26."),
    ("He scored 26 of 35; 48% of 35 calls; 26 to 35 days.", "He scored 26 of 35; 48% of 35 calls; 26 to 35 days."),
    ("The clinic was at 26 and the next at 35.", "The clinic was at 26 and the next at 35."),
    ("Pregnant at thirty five, she went from 26 to 48 kg.", "Pregnant at thirty five, she went from 26 to 48 kg."),
    ("Attendance rose to twenty six mornings in 35.", "Attendance rose to twenty six mornings in 35."),
    ("She went to 48 meetings about 26 children.", "She went to 48 meetings about 26 children."),
    ("twenty six people and thirty five calls", "twenty six people and thirty five calls"),
    ("She used the Food Bank; he slept in the Drove.", "She used the Food Bank; he slept in the Drove."),
)


@pytest.mark.parametrize(("draft", "wanted"), HOUSES, ids=[draft for draft, _ in HOUSES])
def test_a_house_by_a_part(draft: str, wanted: str) -> None:
    assert CASE.read(draft).text == wanted


def test_a_number_of_two_listed_houses_is_asked_about() -> None:
    two = case("Address 1 | address | 9 Alder Row, Ottery", "Address 2 | address | 9 Birch Row, Ottery")
    assert two.read("The neighbour at no. 9 heard it.").asked == [{"Address 1", "Address 2"}]


def test_without_listed_houses_no_number_is_one() -> None:
    assert case("Adult V | subject | Marta Ostrowe").read("Back at 48 by then, at thirty five too.").text == (
        "Back at 48 by then, at thirty five too."
    )
