from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.language.addresses import Address, find_addresses, parse_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (
            "Flat 3, 112 Quarry Street, Stourbeck SB4 9QX",
            Address(unit="flat 3", number="112", street="quarry street", localities=("stourbeck",), postcode="SB49QX"),
        ),
        ("14 Beech Rd", Address(number="14", street="beech road")),
        ("14a Beech Road, Stourbeck", Address(number="14a", street="beech road", localities=("stourbeck",))),
        ("Apt 4B, 9 Mill Lane", Address(unit="flat 4b", number="9", street="mill lane")),
        ("12 Saddlers House", Address(number="12", building="saddlers house")),
        ("Flat 12, Saddlers House", Address(unit="flat 12", building="saddlers house")),
        ("The Haven, Nether Alder", Address(building="the haven", localities=("nether alder",))),
        (
            "Larch Cottage, Nether Alder SB9 1TT",
            Address(building="larch cottage", localities=("nether alder",), postcode="SB91TT"),
        ),
        (
            "9 Heol y Gors, Pentrefelin LL99 9ZZ",
            Address(number="9", street="heol y gors", localities=("pentrefelin",), postcode="LL999ZZ"),
        ),
        ("8 Oak Park Drive", Address(number="8", street="oak park drive")),
        ("Larchfield Road", Address(street="larchfield road")),
        ("SB4 9QX", Address(postcode="SB49QX")),
        ("sb4 9qx", Address(postcode="SB49QX")),
        ("number 14", Address(number="14")),
        ("no. 14", Address(number="14")),
        ("flat 3", Address(unit="flat 3")),
        ("St Wilfrid’s Road", Address(street="st wilfrids road")),
        ("", Address()),
    ],
)
def test_an_address_taken_apart(text: str, address: Address) -> None:
    assert parse_address(text) == address


LISTED = "Flat 3, 112 Quarry Street, Stourbeck, SB4 9QX"


@pytest.mark.parametrize(
    ("written", "matches"),
    [
        (LISTED, True),
        ("112 Quarry Street", True),
        ("112 Quarry St", True),
        ("Flat 3, 112 Quarry Street", True),
        ("Quarry Street", True),
        ("Quarry St", True),
        ("112 Quarry", True),
        ("number 112", True),
        ("Flat 3", True),
        ("SB4 9QX", True),
        ("SB4 9QY", False),
        ("114 Quarry Street", False),
        ("Flat 4, 112 Quarry Street", False),
        ("112 Larchfield Road", False),
        ("Quarry Lane", False),
        ("number 114", False),
        ("Stourbeck", False),
    ],
)
def test_an_address_as_written_may_be_the_listed_one(written: str, matches: bool) -> None:
    assert parse_address(LISTED).matches(parse_address(written)) is matches


@pytest.mark.parametrize(
    ("listed", "written", "matches"),
    [
        ("The Haven, Nether Alder", "The Haven", True),
        ("The Haven, Nether Alder", "The Old Forge", False),
        ("Flat 12, Saddlers House", "12 Saddlers House", True),
        ("Flat 12, Saddlers House", "14 Saddlers House", False),
        ("14 Beech Road", "14a Beech Road", False),
    ],
)
def test_houses_that_are_named_or_lettered(listed: str, written: str, matches: bool) -> None:
    assert parse_address(listed).matches(parse_address(written)) is matches


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("They live at 14 Larchfield Road, Stourbeck SB4 9QX now.", [("14 Larchfield Road, Stourbeck SB4 9QX", True)]),
        ("a fight on Larchfield Road", [("Larchfield Road", False)]),
        ("at M99 9ZZ", [("M99 9ZZ", True)]),
        ("seen by SW1, DN1 and SN1 2 times", []),
        ("12 March 2019", []),
        ("Dr Patel", []),
        ("St Wilfrid", []),
        ("a close friend; the High Street", []),
    ],
)
def test_addresses_in_running_text(text: str, spans: list[tuple[str, bool]]) -> None:
    assert [(text[s.start : s.end], s.sure) for s in find_addresses(text)] == spans


def test_a_listed_place_ends_an_address_without_a_postcode() -> None:
    text = "at 14 Larchfield Road, Nether Alder, and then"
    (span,) = find_addresses(text, frozenset(["nether alder"]))
    assert text[span.start : span.end] == "14 Larchfield Road, Nether Alder"


@given(st.text(alphabet="14aFlatSB9QX RoadStreet,.\n", max_size=50))
def test_any_text_can_be_searched_and_taken_apart(text: str) -> None:
    parse_address(text)
    at = 0
    for span in find_addresses(text):
        assert at <= span.start < span.end <= len(text)
        at = span.end


@given(
    st.sampled_from(
        [LISTED, "The Haven, Nether Alder", "14 Beech Road", "9 Heol y Gors, Pentrefelin LL99 9ZZ", "SB4 9QX"]
    )
)
def test_an_address_matches_itself(text: str) -> None:
    assert parse_address(text).matches(parse_address(text))
