from __future__ import annotations

import pytest

from redactor.detection.knowledge import Knowledge
from tests.detection.marked import check, detected, expected_of, marked_up, passage, unmarked
from tests.detection.tables import rows

ADDRESSES = rows(
    "addresses",
    # whole
    "The family lives at «address|14 Larchfield Road, Stourbeck SB4 9QX».",
    "They moved to «address|34 Sycamore Close» in May.",
    "«address|22-24 Palmerston Terrace»",
    "«address|21B Cutler Street» was searched.",
    "«address|23, Thistledown Crescent»",
    "«address|12 Orchard Way»",
    "«address|5 KINGFISHER MEWS»",
    "He was seen at «address|14a Larchfield Rd».",
    "«address|27 The Paddocks» was searched.",
    "She lives at «address|27 The Paddocks, Stourbeck SB4 9QX».",
    "He went to «address|9 Cae Glas» and to «address|31 Upper Tannery Yard».",
    # flats
    "They moved to «address|Flat 3, 14 Larchfield Rd» in May.",
    "They moved to «address|Flat 3, Mallard Court, Quayside Street».",
    "«address|Apt 12, The Granary, Mill Lane»",
    "He lives at «address|3/14 Larchfield Rd».",
    "«address|Room 6, Ashgrove House» was empty.",
    "«address|Caravan 12, Sandy Bay Holiday Park»",
    "«address|Plot 7, Fernley Park»",
    "1st floor flat, «address|22 Palmerston Terrace»",
    # named houses
    "She lives at «address|Larch Cottage, Nether Alder, SB9 1TT».",
    "She lives at «address|The Old Forge, Nether Alder, SB9 1TT».",
    # Welsh
    "home: «address|9 Heol y Gors, Pentrefelin LL99 9ZZ»",
    "They live in «address|Heol y Gors».",
    "They live at «address|4 Ffordd Celyn».",
    # a street alone; a number alone
    "There was a fight on «address|Larchfield Road».",
    "the «address|Larchfield Rd» address",
    "«address|no. 16 Larchfield Road»",
    "The neighbour at «address|number 16» heard shouting.",
    "the house in «address|Coppice Row»",
    # postcodes
    "The postcode is «address|M99 9ZZ».",
    "«address|BT99 9ZZ»",
    # lower case in a pasted message
    "she lives at «address|5 kingfisher mews» with her mum",
    # no address
    "SW1 told MGM. DN1 visited. SN1 was closed.",
    "Her post was sent to SK1.",
    "She drove away from a close friend in the street; the road was wet.",
    "14 children attended on 12 March 2019. 3 of them were cold.",
    "The High Street shops and the main road",
    "Section 47 enquiries; Part 8 Review; Year 3 Class",
    "Address A and Address B",
    "She was seen by «Dr Close».",
)


@pytest.mark.parametrize("marked", ADDRESSES)
def test_addresses_by_their_shape(marked: str) -> None:
    check(marked)


LISTED = Knowledge(
    addresses=(
        "Flat 3, 14 Larchfield Road, Stourbeck, SB4 9QX",
        "The Haven, Nether Alder",
        "8 Heol y Gors, Pentrefelin",
    ),
    codes=frozenset(["Address A", "Address B"]),
)
PARTS = rows(
    "parts of listed addresses",
    "«address|14 Larchfield Road» was searched.",
    "«address|Flat 3, 14 Larchfield Road, Stourbeck, SB4 9QX» was searched.",
    "back at «address|Larchfield Road», back at «address|Larchfield Rd», back at «address|Larchfield»",
    "They returned to «address|number 14», to «address|no. 14» and to «address|Flat 3».",
    "«address|14 Larchfield» was searched.",
    "«address|14 LARCHFIELD ROAD» was searched.",
    "«address|14 larchfield rd» was searched.",
    "«address|SB4 9QX»",
    "She was in «place|Stourbeck» and in «place|Nether Alder».",
    "They met at «address|The Haven».",
    "«address|8 Heol Y Gors» was searched, and so was «address|Heol y Gors».",
    "a haven of peace, the larch field, number 15 of 20, 14 days",
    "Address A is searched.",
)


@pytest.mark.parametrize("marked", PARTS)
def test_parts_of_listed_addresses(marked: str) -> None:
    check(marked, LISTED)


LATER = rows(
    "an address once found",
    ("They live at «address|61 Cordwainer Street, Hexby HX7 7QQ».", "the «address|Cordwainer Street» house"),
    ("They live at «address|61 Cordwainer Street, Hexby HX7 7QQ».", "back at «address|Cordwainer»"),
    ("They live at «address|61 Cordwainer Street, Hexby HX7 7QQ».", "back at «address|number 61»"),
    ("They live at «address|61 Cordwainer Street, Hexby HX7 7QQ».", "a cordwainer by trade"),
)


@pytest.mark.parametrize(("marked", "later"), LATER)
def test_an_address_once_found_is_found_by_its_parts(marked: str, later: str) -> None:
    answers = detected([passage(unmarked(text)[0], number=n) for n, text in enumerate((marked, later), 1)])
    assert [marked_up(d.passage.text, expected_of(d)) for d in answers] == [marked, later]


@pytest.mark.parametrize("code", ["SW1", "SN1", "DN1", "PO1", "TS1", "HD1", "M1", "CH12", "SK3"])
def test_an_outcode_is_never_an_address(code: str) -> None:
    """A bare outcode is far more often a member of staff."""
    check(f"{code} told {code} that {code}'s visit was late.", Knowledge(codes=frozenset([code])))
    check(f"It was seen by {code} and by nobody else.")
