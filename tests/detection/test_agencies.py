"""Agencies that no list names: they stay, and somebody called Charity is somebody."""

from __future__ import annotations

import pytest

from redactor.detection.knowledge import Knowledge
from tests.detection.marked import check, detected, passage, under
from tests.detection.tables import rows

AGENCIES = rows(
    "agencies",
    "Homestead Charity, Larkrise Charity and Northern Probation Service attended.",
    "The Homestead Charity wrote. At Larkrise Charity she was fed.",
    "«Una Cole» (Larkrise Charity) and «Ned Osk», Northern Probation Service, came.",
    "Support Worker, Larkrise Charity",
    "The Felix Charity gave her a bed.",
    "North West Ambulance Service; Eastern Youth Justice; South and West Housing",
    # by whom nobody is meant
    "Neighbour «Charity» rang. Visited «Charity» at home.",
    "Aunt «Charity» and Baby «Charity»",
    "«Ann Charity» left. Little «Charity» cried.",
    "«Mr West» Probation rang.",
)


@pytest.mark.parametrize("text", AGENCIES)
def test_agencies_by_their_names_stay(text: str) -> None:
    check(text)


def test_below_a_heading_of_names_a_word_that_is_none_may_be_a_surname() -> None:
    below = {h: detected([passage("Larkrise Charity", under(h))])[0].mentions for h in ("Agency", "Name")}
    assert not below["Agency"] and [m.text for m in below["Name"]] == ["Larkrise Charity"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("Tarnish Charity", []), ("Larkrise Charity", ["Larkrise Charity"]), ("Larkrise Charity rang.", [])],
)
def test_in_a_cell_without_headings_a_word_that_is_none_may_be_a_surname(text: str, found: list[str]) -> None:
    assert [m.text for m in detected([passage(text, under())])[0].mentions] == found


def test_a_shop_of_a_charity_is_one_place_whole() -> None:
    check("She volunteers at «organisation|Brackwater Charity Shop».")
    check("Clothes came from the charity shop.")


def test_no_agency_outweighs_the_list() -> None:
    listed = Knowledge(names=("Charity Dow",), organisations=("Larkrise Charity",))
    (there,) = detected([passage("Larkrise Charity rang Charity Dow.")], listed)
    assert [m.text for m in there.mentions] == ["Larkrise Charity", "Charity Dow"]
