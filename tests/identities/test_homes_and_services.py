"""Records of a house whose tenants live in numbered flats; what stands in a street and is called after it; bodies in short."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

HOME = case(
    "Adult 1 | subject | Maisie Thornley | | Subject | 1991-04-03",
    "Tenant 1 | associate | Wilfred Oakes | | Other tenant",
    "Address 1 | address | Flat 5, Marlow Court, Cooper Street, Wexby WX2 6RD",
    "Service 1 | organisation | Marlow Court",
    "Day Service 1 | organisation | The Brick Kiln",
    "Mosque 1 | organisation | Darul Huda Masjid and Madrasah Trust",
    "Address 2 | address | The Old Brewery, Weir Lane, Aldwark AW9 2LA",
    "Address 3 | address | 31 Marlpit Avenue, Wexby WX4 1HJ",
)


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        ("Flat 5 Maisie: slept well.", "Flat 5 Adult 1: slept well."),
        ("12/03/2022 21:40 flat 5", "12/03/2022 21:40 flat 5"),
        ("Northgate Care – Marlow Court – MT flat 5 – export", "Organisation X1 – Service 1 – Adult 1 flat 5 – export"),
        ("Flat 4: empty.", "Flat 4: empty."),
        ("Flat 6 Wilfred: out with his mum.", "Flat 6 Tenant 1: out with his mum."),
        # in running text, and with its street, it is where somebody lives
        ("He lives at flat 5.", "He lives at Address 1."),
        ("No access to flat 5. Card left.", "No access to Address 1. Card left."),
        ("Flat 5, Marlow Court: empty.", "Address 1: empty."),
        # what is called after the street
        ("They pulled in at the Cooper Street Garage.", "They pulled in at the Organisation X1."),
        ("Fire crew, Weir Lane station", "Fire crew, Organisation X1"),
        ("He lives in Cooper Street.", "He lives in Address 1."),
        # listed ones in short
        ("Tenants had gone to the Kiln at nine.", "Tenants had gone to Day Service 1 at nine."),
        ("Darul Huda Masjid – safeguarding – in confidence", "Mosque 1 – safeguarding – in confidence"),
        ("Old Brewery. The dog was in the kitchen.", "Address 2. The dog was in the kitchen."),
        ("Text: pls can u look at him, marlpit, its bad", "Text: pls can u look at him, Address 3, its bad"),
        # others by what is said of them
        ("It was held at the Beacon Contact Centre meanwhile.", "It was held at the Organisation X1 meanwhile."),
        ("14 hrs a week, agency is Gentle Days.", "14 hrs a week, agency is Organisation X1."),
        ("The lead agency is Northmoor Council.", "The lead agency is Northmoor Council."),
        (
            "GP: Mill Bar Medical Centre. A letter went to Mill Bar Med Ctr.",
            "GP: Surgery X1. A letter went to Surgery X1.",
        ),
        ("He went to lodgings in Sarn Cross, with his pet.", "He went to lodgings in Place X1, with his pet."),
        # a date of birth, told again
        (
            "Her date of birth is 3 April 1991; the form at Marlow Court has 4.3.91.",
            "Her date of birth is [date of birth removed]; the form at Service 1 has [date of birth removed].",
        ),
    ],
)
def test_reads(written: str, reads: str) -> None:
    assert HOME.read(written).text == reads


def test_a_flat_in_a_column_of_addresses_is_an_address() -> None:
    read = HOME.read((("Name", "Address"), ("Maisie Thornley", "Flat 5")))
    assert read.texts[-1] == "Address 1"


def test_the_number_of_a_flat_goes_where_the_board_lists_no_home() -> None:
    read = case(
        "Adult 1 | subject | Maisie Thornley | | Subject",
        "Address 1 | address | Flat 5, Marlow Court, Cooper Street, Wexby",
    )
    assert read.read("Flat 5 Maisie: slept well.").text == "Address 1 Adult 1: slept well."
