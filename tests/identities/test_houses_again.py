"""A listed house by its number, its street or its building alone, as people type and dictate it; houses on no list as a whole."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

CASE = case(
    "Adult V | subject | Marta Ostrowe",
    "Address 1 | address | Flat 63, Fennimore House, Larkham LX3 7QT",
    "Address 2 | address | 17 Tolliver Street, Larkham LX1 2SB",
    "Address 3 | address | Flat 12, Fennimore House, Larkham LX3 7QS",
    "Address 4 | address | 31a Cobden Parade, Larkham LX1 4HJ",
    "Address 5 | address | Plot 7, Sedge Lane Caravan Site, Larkham LX6 2TN",
)

HOUSES = (
    # the number alone
    ("The plumber tried no. 63 first.", "The plumber tried Address 1 first."),
    ("Nobody was in at number sixty three.", "Nobody was in at Address 1."),
    ("The lock at 63 is still not done.", "The lock at Address 1 is still not done."),
    (
        "He is not to go 63 but nothing about 12 or 17.",
        "He is not to go Address 1 but nothing about Address 3 or Address 2.",
    ),
    ("The baby at 12 was asleep.", "The baby at Address 3 was asleep."),
    ("I rang the lady at seventeen.", "I rang the lady at Address 2."),
    ("She was back at 31a by then.", "She was back at Address 4 by then."),
    ("Discharged home, plot seven.", "Discharged home, Address 5."),
    ("Called at Plot 7.", "Called at Address 5."),
    # in small letters, the number in words
    ("male at one seven tolliver street now", "male at Address 2 now"),
    ("female at six three fennimore", "female at Address 1"),
    ("flat sixty three fennimore house no reply", "Address 1 no reply"),
    ("he is at number twelve", "he is at Address 3"),
    # a type cut short, the site left out
    ("Returned from 17 Tolliver Str, gone away.", "Returned from Address 2, gone away."),
    ("Returned from 31a Cobden Pde.", "Returned from Address 4."),
    ("Plot 7 Sedge Lane", "Address 5"),
    ("7 Sedge Lane", "Address 5"),
    ("17 TOLLIVER ST", "Address 2"),
    ("postcode lx1 2sb", "postcode Address 2"),
    # a house on no list, as a whole
    ("They live at The Larches, Station Lane.", "They live at Address X1."),
    ("Their house, The Old Dairy, Station Lane, was cold.", "Their house, Address X1, was cold."),
    ("She moved to Damson Cottage, Station Lane.", "She moved to Address X1."),
    ("He was found on Pilling Hay.", "He was found on Address X1."),
    (
        "He walked to Crabtree Fold from a flat in Sutherland Wynd.",
        "He walked to Address X1 from a flat in Address X2.",
    ),
    ("They moved from Oxlode Drove.", "They moved from Address X1."),
    ("There are others on Plot 12.", "There are others on Address X1."),
    ("Moored at Berth 4, Tanner Quay.", "Moored at Address X1."),
    # no house
    ("She left school at 17.", "She left school at 17."),
    ("Aged 12 at 17 weeks, seen at 12.30 and 17:12.", "Aged 12 at 17 weeks, seen at 12.30 and 17:12."),
    ("He scored 12 of 17; 63% of 17 calls; 12 to 17 days.", "He scored 12 of 17; 63% of 17 calls; 12 to 17 days."),
    ("The clinic was at 12 and the next at 17.", "The clinic was at 12 and the next at 17."),
    ("Pregnant at seventeen, she went from 12 to 63 kg.", "Pregnant at seventeen, she went from 12 to 63 kg."),
    ("Attendance rose to twelve mornings in 17.", "Attendance rose to twelve mornings in 17."),
    ("She went to 63 meetings about 12 children.", "She went to 63 meetings about 12 children."),
    ("twelve people and seventeen calls", "twelve people and seventeen calls"),
    ("She used the Food Bank; he slept in the Drove.", "She used the Food Bank; he slept in the Drove."),
)


@pytest.mark.parametrize(("draft", "wanted"), HOUSES, ids=[draft for draft, _ in HOUSES])
def test_a_house_by_a_part(draft: str, wanted: str) -> None:
    assert CASE.read(draft).text == wanted


def test_a_number_of_two_listed_houses_is_asked_about() -> None:
    two = case("Address 1 | address | 9 Alder Row, Larkham", "Address 2 | address | 9 Birch Row, Larkham")
    assert two.read("The neighbour at no. 9 heard it.").asked == [{"Address 1", "Address 2"}]


def test_without_listed_houses_no_number_is_one() -> None:
    assert case("Adult V | subject | Marta Ostrowe").read("Back at 63 by then, at seventeen too.").text == (
        "Back at 63 by then, at seventeen too."
    )
