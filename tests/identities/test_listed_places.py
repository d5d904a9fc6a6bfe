"""What the board writes on its list is found as the board writes it, whatever else it looks like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from redactor.language.listed_forms import address_forms, establishment_forms, pattern_of, plain, spans
from tests.identities.cases import case

CASE = case(
    "Adult R | subject | Farhan Yusuf Tahlil | Fari",
    "Relative 2 | family | Ladan Tahlil | Mrs Odowa | Sister",
    "Relative 3 | family | Nimco Odowa | | Niece",
    "Care Home A | organisation | Elmhaven Court Nursing Home | Elmhaven",
    "Agency A | organisation | Tendwell Staffing Ltd",
    "Hospital A | organisation | Brackmouth District General Hospital",
    "SW1 | professional | Josie Nagle | | Social Worker | Brackmouth Council",
    "Address B | address | Flat 4, The Old Granary, Wheat Street, Brackmouth BR1 2TP",
    "Address C | address | Tŷ Mawr, Lôn Uchaf, Llanfor LF9 3RD",
    "Address D | address | Top Flat, 8 Abbey Steps, Brackmouth BR1 1DA",
    "Address E | address | Flat 2, 41 Weavers Row, Brackmouth BR2 6QE",
)


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        # an alias with a title is that person's, though another bears the surname
        ("Mrs Odowa rang. Nimco Odowa was out.", "Relative 2 rang. Relative 3 was out."),
        ("He moved to Elmhaven Court Nursing Home in May.", "He moved to Care Home A in May."),
        (
            "Staff of Tendwell Staffing Limited came. Tendwell sent nobody.",
            "Staff of Agency A came. Agency A sent nobody.",
        ),
        # the town is the agency's, and stays; the hospital's name without its last word is the hospital
        ("Seen at Brackmouth District General, and at Brackmouth General.", "Seen at Hospital A, and at Hospital A."),
        ("They lived at Old Granary, Wheat Street.", "They lived at Address B."),
        ("It went to Tŷ Mawr, Lôn Uchaf, Llanfor. Ty Mawr was empty.", "It went to Address C. Address C was empty."),
        ("He lives at Top Flat, 8 Abbey Steps.", "He lives at Address D."),
        ("No access to flat 2 Weavers Rw. Card left.", "No access to Address E. Card left."),
    ],
)
def test_listed_forms(written: str, reads: str) -> None:
    assert CASE.read(written).text == reads


def test_a_listed_home_in_a_column_of_addresses_is_the_home() -> None:
    table = (("Last address", "Since"), ("Elmhaven Court Nursing Home", "May 2021"))
    assert "Care Home A" in CASE.read(table).texts


def test_a_flat_that_is_not_the_listed_one_is_not_cut_in_two() -> None:
    assert "Elmhaven" not in CASE.read("He is at Elmhaven Court Nursing Home, 12 High Road, Wexley WX1 2AB.").text
    assert CASE.read("They moved to Flat 9, 41 Weavers Row.").text.count("Address") == 1


def test_a_first_name_in_a_full_alias_is_no_alias_by_itself() -> None:
    """ "Bill Ardley" is William Ardley; "Bill" alone may be him, or the boy who is called so."""
    two = case("YP1 | subject | Bill Zhou", "Mr X | family | William Ardley | Bill Ardley | Stepfather")
    assert two.read("Bill Zhou came. Bill Ardley was out.", "Bill rang.").texts[-1] != "Mr X rang."
    explicit = case("YP1 | subject | Tom Zhou", "Mr X | family | William Ardley | Bill | Stepfather")
    assert explicit.read("Bill rang.").text == "Mr X rang."


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("12 Mill Street, Barton BX1 2LN", {"12 mill street barton bx1 2ln", "12 mill street barton", "12 mill street"}),
        ("Mill House, Barton", {"mill house barton"}),
        ("The Haven, Beech Road, Barton", {"the haven beech road barton", "the haven beech road", "haven beech road barton",
                                           "haven beech road"}),
    ],
)  # fmt: skip
def test_the_forms_of_an_address(name: str, forms: set[str]) -> None:
    assert {" ".join(f) for f in address_forms(name)} == forms


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Fernley General Hospital", {"fernley general hospital", "fernley general"}),
        ("Grange School", {"grange school"}),
        ("The Tendwell Group Ltd", {"the tendwell group", "tendwell group"}),
    ],
)
def test_the_forms_of_an_establishment(name: str, forms: set[str]) -> None:
    assert {" ".join(f) for f in establishment_forms(name)} == forms


@given(some.text(max_size=40))
def test_the_comparable_text_keeps_its_length(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_where_forms_stand() -> None:
    pattern = pattern_of(address_forms("Tŷ Mawr, Lôn Uchaf"))
    assert pattern is not None
    assert [("Tŷ  MAWR, Lôn Uchaf."[s:e]) for s, e in spans("Tŷ  MAWR, Lôn Uchaf.", pattern)] == ["Tŷ  MAWR, Lôn Uchaf"]
    assert list(spans("old tŷ mawr", pattern)) == []
    assert pattern_of(frozenset()) is None


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        ("They went to Lantern House, a refuge in the north. Lantern House moved them.",
         "They went to Organisation X1, a refuge in the north. Organisation X1 moved them."),
        ("Seen at Mill House, her aunt's home.", "Seen at House X1, her aunt's home."),
        ("The letter went to Lowther Street Clinic.", "The letter went to Clinic X1."),
        ("WOMAN SCREAMING AT NO 41.", "WOMAN SCREAMING AT Address E."),
    ],
)  # fmt: skip
def test_what_is_not_listed(written: str, reads: str) -> None:
    assert CASE.read(written).text == reads
