"""Houses, schools, surgeries and what locates them; dates of birth; the names that the front sheet asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from redactor.case.profiles import Profile
from tests.identities.cases import case
from tests.identities.family import FAMILY
from tests.known_faults import fault, rows

ADDRESSES = (
    ("She lives at 14 Teasel Road, Wragby, WX4 7QT.", "She lives at Address A."),
    ("She lives at 14 Teasel Rd.", "She lives at Address A."),
    ("She lives in Teasel Road.", "She lives in Address A."),
    ("The postcode is WX4 7QT.", "The postcode is Address A."),
    ("She lives at Flat 3, Coppins Court.", "She lives at Address B."),
    ("She lives at 3 Coppins Court.", "She lives at Address B."),
    ("14 TEASEL ROAD", "Address A"),
    ("She moved to 16 Teasel Road.", "She moved to Address X1."),
    ("She moved to Flat 4, Coppins Court.", "She moved to Address X1."),
    ("She moved to 14A Teasel Road.", "She moved to Address X1."),
    ("9 Bramling Avenue, then 9 Bramling Ave.", "Address X1, then Address X1."),
    ("9 Bramling Avenue, then 11 Bramling Avenue.", "Address X1, then Address X2."),
    ("They met at Teasel Road 14.", "They met at Address A."),
)


@pytest.mark.parametrize(("draft", "wanted"), rows(ADDRESSES))
def test_addresses(draft: str, wanted: str) -> None:
    assert FAMILY.read(draft).text == wanted


PLACES = (
    ("She goes to Wragby Primary School.", "She goes to School 1."),
    ("She goes to Wragby Primary.", "She goes to School 1."),
    ("She goes to Bramling Junior School.", "She goes to School X1."),
    ("Bramling Junior School rang. Bramling Juniors rang.", "School X1 rang. School X1 rang."),
    ("Bramling Junior School and Hartwith High School", "School X1 and School X2"),
    ("Bramling Medical Centre rang.", "Surgery X1 rang."),
    ("Hartwith Surgery rang.", "Surgery X1 rang."),
    ("Bramling Bakery and Bramling College", None),
    ("She was taken to Ottery General Hospital.", "She was taken to Hospital X1."),
    ("She was seen by CAMHS and by Thornmere Council.", "She was seen by CAMHS and by Thornmere Council."),
)


@pytest.mark.parametrize(("draft", "wanted"), rows(PLACES))
def test_establishments(draft: str, wanted: str | None) -> None:
    read = FAMILY.read(draft)
    if wanted is None:
        assert len({d.code for d in read.resolved.decisions}) == 2, read.text
    else:
        assert read.text == wanted


@fault("A surgery as an agency")
def test_a_surgery_named_as_somebodys_agency_is_a_place_that_locates() -> None:
    listed = case(
        "Child 1 | subject | Tilly Varnham",
        "GP1 | professional | Dr Farooq Mahmoodi | | General Practitioner | Larkfield Surgery",
        "SW1 | professional | Imogen Hepton | | Social Worker | Thornmere Council",
    )
    read = listed.read("Dr Mahmoodi of Larkfield Surgery wrote to Thornmere Council.")
    assert read.text == "GP1 of Surgery X1 wrote to Thornmere Council."


BORN = (
    (
        "Tilly's date of birth is 09/05/2014.",
        "Child 1's date of birth is [date of birth of Child 1].",
        "Child 1's date of birth is 2014.",
    ),
    ("DOB: 9.5.14", "DOB: [date of birth of Child 1]", "DOB: 2014"),
    ("Glenda, born 3 March 1980,", "Mrs A, born [date of birth of Mrs A],", "Mrs A, born 1980,"),
    ("DoB 02/02/1991", "DoB [date of birth removed]", "DoB 1991"),
    ("She was seen on 02/02/2019.", "She was seen on 02/02/2019.", "She was seen on 02/02/2019."),
)


@pytest.mark.parametrize(("draft", "submission", "publication"), rows(BORN))
def test_dates_of_birth(draft: str, submission: str, publication: str) -> None:
    assert FAMILY.read(draft).text == submission
    assert replace(FAMILY, profile=Profile.PUBLICATION).read(draft).text == publication


def test_dates_of_birth_in_a_table() -> None:
    table = [["Name", "Date of birth"], ["Tilly Varnham", "09/05/2014"], ["Corin Leyburn", "02/02/1991"]]
    assert FAMILY.read(table).texts[2:] == (
        "Child 1",
        "[date of birth of Child 1]",
        "Person 1",
        "[date of birth of Person 1]",
    )


FRONT_SHEET = [
    ["Agency", "Thornmere Council"],
    ["Child", "Tilly Varnham"],
    ["Author", "Ffion Maddox"],
    ["Quality assured by", "Huw Idris"],
]


@pytest.mark.parametrize(
    ("profile", "kept"),
    [(Profile.WORKING, True), (Profile.SUBMISSION, True), (Profile.PUBLICATION, False)],
)
def test_author_and_quality_assurer_on_the_front_sheet(profile: Profile, kept: bool) -> None:
    read = replace(FAMILY, profile=profile).read(FRONT_SHEET, "Ffion Maddox wrote this for Huw Idris. Tilly fell.")
    assert read.texts[:4] == ("Agency", "Thornmere Council", "Child", "Child 1")
    assert (read.texts[5], read.texts[7]) == (("Ffion Maddox", "Huw Idris") if kept else ("Person 1", "Person 2"))
    assert read.texts[8] == "Person 1 wrote this for Person 2. Child 1 fell."


NOT_THE_FRONT_SHEET = (
    ("chronology", [["Event", "Who was there"], ["Plan agreed by manager", "Tilly Varnham and Glenda Varnham"]]),
    ("agreement", [["Document", "Person"], ["Signed by mother", "Glenda Varnham"]]),
    ("professionals", [["Role", "Name"], ["Senior manager", "Imogen Hepton"], ["Reviewer", "Jo Pinnock"]]),
)


@pytest.mark.parametrize(("what", "table"), rows(NOT_THE_FRONT_SHEET))
def test_other_early_tables_keep_no_name(what: str, table: list[list[str]]) -> None:
    text = FAMILY.read(table).text
    assert not [name for name in ("Tilly", "Glenda", "Varnham", "Hepton", "Pinnock") if name in text], text


@fault("a person of the case as author")
def test_somebody_of_the_case_is_coded_even_in_the_authors_field() -> None:
    """The list wins: whoever has a code is not the form's to name."""
    assert FAMILY.read([["Author", "Imogen Hepton"], ["Child", "Tilly Varnham"]]).texts == (
        "Author",
        "SW1",
        "Child",
        "Child 1",
    )


def test_a_listed_hospital_is_known_by_its_initials() -> None:
    read = case("Hospital 1 | organisation | Orby General Hospital").read(
        "She was taken to OGH. The OGH notes were late. GHO"
    )
    assert read.text == "She was taken to Hospital 1. The Hospital 1 notes were late. GHO"
