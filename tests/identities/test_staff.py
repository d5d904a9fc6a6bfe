"""Staff outside the list: the role beside the name gives the prefix, the board's list first, then the standard roles."""

from __future__ import annotations

import pytest

from redactor.codes.model import Role
from redactor.codes.roles import standard_roles
from redactor.identities.roles import by_title, role_words
from redactor.identities.staff import Staff, _read_row
from tests.identities.cases import case
from tests.identities.family import FAMILY
from tests.known_faults import rows

BESIDE = (
    ("Social worker Jo Pinnock visited.", "Social worker SW2 visited."),
    ("Jo Pinnock, social worker, visited.", "SW2, social worker, visited."),
    ("Jo Pinnock (social worker) visited.", "SW2 (social worker) visited."),
    ("Ms Pinnock, the health visitor, came.", "HV1, the health visitor, came."),
    ("The health visitor was Jo Pinnock.", "The health visitor was HV1."),
    ("Jo Pinnock was the health visitor.", "HV1 was the health visitor."),
    ("Health visitor: Jo Pinnock", "Health visitor: HV1"),
    ("SW Jo Pinnock visited.", "SW2 visited."),
    ("HV Pinnock visited.", "HV1 visited."),
    ("IRO Elaine Docherty agreed.", "IRO1 agreed."),
    ("The GP, Dr Lockyer, rang.", "The GP, GP2, rang."),
    ("Dr Lockyer, consultant paediatrician, rang.", "Paed1, consultant paediatrician, rang."),
    ("Mr Docherty, headteacher, rang.", "HT1, headteacher, rang."),
    ("Class teacher Miss Docherty rang.", "Class teacher T1 rang."),
    ("Social workers Jo Pinnock and Mirren Hollis visited.", "Social workers SW2 and SW3 visited."),
    (
        "Team managers Jo Pinnock, Mirren Hollis and Huw Idris met.",
        "Team managers TM1, TM2 and TM3 met.",
    ),
    ("Jo Pinnock and Mirren Hollis, social workers, visited.", "SW2 and SW3, social workers, visited."),
    # one mention tells the role for all
    ("Ms Hollis left. Mirren Hollis is a midwife.", "MW1 left. MW1 is a midwife."),
    # ranks and collar numbers
    ("PC 4412 Stanbridge came. PC Stanbridge left.", "PC1 came. PC1 left."),
    ("PC Stanbridge 4412 came. PC 4412 left.", "PC1 came. PC1 left."),
    ("PC4412 Stanbridge came.", "PC1 came."),
    ("DC 7781 Culshaw and DS Leeming spoke.", "DC1 and DS1 spoke."),
    ("PC 4412 Stanbridge and PC 5190 Stanbridge came.", "PC1 and PC2 came."),
    ("Det Insp Culshaw came.", "DI1 came."),
    ("Detective Inspector Culshaw came.", "Detective Inspector DI1 came."),
    # no member of staff
    ("Neighbour Corin Leyburn rang.", "Neighbour Person 1 rang."),
    ("Her friend Corin told the social worker.", "Her friend Person 1 told the social worker."),
)


@pytest.mark.parametrize(("draft", "wanted"), rows(BESIDE))
def test_the_role_beside_the_name(draft: str, wanted: str) -> None:
    assert FAMILY.read(draft).text == wanted


def test_a_rank_written_in_full_may_go_or_stay_but_the_name_goes() -> None:
    assert "Culshaw" not in FAMILY.read("Detective Inspector Culshaw came.").text


TABLES = (
    (
        "name first",
        [["Name", "Role", "Agency"], ["Jo Pinnock", "Health Visitor", "Thornmere Health"]],
        "HV1",
    ),
    ("role first", [["Role", "Name"], ["Team Manager", "Jo Pinnock"]], "TM1"),
    ("designation", [["Who", "Designation"], ["Jo Pinnock", "School nurse"]], "SN1"),
    ("a listed person", [["Name", "Role"], ["Imogen Hepton", "Social Worker"]], "SW1"),
    ("no role", [["Name", "Telephone call"], ["Jo Pinnock", "none"]], "Person 1"),
    ("senior manager", [["Role", "Name"], ["Senior manager", "Jo Pinnock"]], ""),
)


@pytest.mark.parametrize(("what", "table", "code"), rows(TABLES))
def test_a_role_column(what: str, table: list[list[str]], code: str) -> None:
    read = FAMILY.read("Pinnock was told.", table)
    assert not {"Pinnock", "Hepton"} & set(read.text.replace(",", " ").split()), read.text
    if code:
        assert code in read.texts


def test_roles_of_a_table_hold_in_the_text() -> None:
    table = [["Name", "Role"], ["Jo Pinnock", "Health Visitor"], ["Huw Idris", "Team Manager"]]
    assert FAMILY.read("Ms Pinnock met Huw.", table).texts[0] == "HV1 met TM1."


BOARD = (
    Role("FSWk", "Family Support Worker", ("family support worker", "FSW"), issued=True),
    Role("SocW", "Social Worker", ("social worker", "allocated worker", "SW"), issued=True),
)
PREFIXES = (
    ("Social worker Jo Pinnock visited.", "Social worker SocW1 visited."),
    ("SW Pinnock visited.", "SocW1 visited."),
    ("The allocated worker, Jo Pinnock, visited.", "The allocated worker, SocW1, visited."),
    ("Agency social worker Jo Pinnock visited.", "Agency social worker SocW1 visited."),
    ("FSW Jo Pinnock visited.", "FSWk1 visited."),
    ("Health visitor Jo Pinnock visited.", "Health visitor HV1 visited."),
)


@pytest.mark.parametrize(("draft", "wanted"), rows(PREFIXES))
def test_the_boards_prefix_wins_over_the_standard_one(draft: str, wanted: str) -> None:
    assert case("Child 1 | subject | Tilly Varnham", roles=BOARD).read(draft).text == wanted


STANDING = (
    ("SW2 visited. Social worker Jo Pinnock came.", "SW2 visited. Social worker SW3 came."),
    ("Social worker Jo Pinnock came. SW2 visited.", "Social worker SW3 came. SW2 visited."),
    ("HV1 came. Health visitor Jo Pinnock left.", "HV1 came. Health visitor HV2 left."),
    ("Person 1 came. Neighbour Corin Leyburn left.", "Person 1 came. Neighbour Person 2 left."),
    ("Address X1 is near. She moved to 9 Bramling Avenue.", "Address X1 is near. She moved to Address X2."),
    ("School X1 is near. Bramling Junior School is far.", "School X1 is near. School X2 is far."),
    ("Surgery X1 is near. Bramling Medical Centre is far.", "Surgery X1 is near. Surgery X2 is far."),
    ("Nursery X1 is near. Little Otters Nursery is far.", "Nursery X1 is near. Nursery X2 is far."),
    ("Care Home X1 is near. Rosebank Care Home is far.", "Care Home X1 is near. Care Home X2 is far."),
    ("Hospital X1 is near. Bramling General Hospital is far.", "Hospital X1 is near. Hospital X2 is far."),
    ("SW2 (Jo Pinnock) came. Social worker Huw Idris left.", "SW2 came. Social worker SW3 left."),
)


@pytest.mark.parametrize(("draft", "wanted"), rows(STANDING))
def test_a_number_in_the_draft_is_given_to_nobody_else(draft: str, wanted: str) -> None:
    assert FAMILY.read(draft).text == wanted


@pytest.mark.parametrize(
    ("header", "written", "agency"),
    [
        ("Agency", "Wragby Trust", "Wragby Trust"),
        ("Agency", "Paediatrics", ""),
        ("Department", "ED", ""),
        ("Agency", "Name and contact details of person completing this form", ""),
        ("Agency:", "Organisation:", ""),
        ("Name of agency and contact details of the person who completed it", "Jo", ""),
    ],
)
def test_where_somebody_works_is_no_label_of_a_form(header: str, written: str, agency: str) -> None:
    staff = Staff()
    _read_row(staff, 1, {header: written}, role_words((), standard_roles(), frozenset()))
    assert staff.agencies.get(1, "") == agency


def test_the_agency_behind_a_name_is_where_somebody_works() -> None:
    read = case(
        "Child 1 | subject | Tilly Cole", "SW1 | professional | Ada Moss | | Social Worker | Wold Council"
    ).read(
        "DC Ivor Tamblyn of Wold Police came with Sister Nia Rowe, Wold Hospital NHS Trust, and SW Una Fell from Wold Council.",
        "Social worker Jo Pinnock, Wold Police and the school met. Dr Amrit Sehgalu rang Wold Police.",
    )
    named = {i.code: i.agency for i in read.resolved.identities if i.new}
    assert (named["DC1"], named["SW2"], named["SW3"]) == ("Wold Police", "Wold Council", "")
    assert "Wold Hospital NHS Trust" in named.values() and named["GP1"] == ""


def test_the_agency_in_brackets_and_one_that_no_list_names_is_where_somebody_works() -> None:
    read = case("Child 1 | subject | Tilly Cole").read(
        "Una Moss, support worker (Larkrise Charity), met PO Ned Osk (Northern Probation Service).",
        "HV Nia Rowe (Thornmere Council) rang.",
        "Family support worker Bea Tarn of Larkrise Charity rang PO Ivo Reeve, Northern Probation Service.",
    )
    named = {i.code: i.agency for i in read.resolved.identities if i.new}
    assert (named["SupW1"], named["FSW1"], named["HV1"]) == (
        "Larkrise Charity",
        "Larkrise Charity",
        "Thornmere Council",
    )
    assert named["PO1"] == named["PO2"] == "Northern Probation Service"


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("Wold Police and SW Una Fell met.", "Wold Police and SW2 met."),
        ("Wold Council and DC Nia Rowe met.", "Wold Council and DC1 met."),
        ("Wold Council Social Worker Una Fell came.", "Wold Council Social Worker SW2 came."),
        ("Wold Children's Social Care and Wold Police met.", "Wold Children's Social Care and Wold Police met."),
    ],
)
def test_whoever_stands_behind_an_agency_is_no_part_of_it(draft: str, wanted: str) -> None:
    listed = ("Child 1 | subject | Tilly Cole", "SW1 | professional | Ada Moss | | Social Worker | Wold Council")
    assert case(*listed).read(draft).text == wanted


def test_letters_of_several_roles_of_one_list_tell_no_role_but_a_rank_does() -> None:
    """A list with all standard roles writes "PS" beside practice supervisors and police sergeants, "CM" beside three."""
    words = role_words(standard_roles(), standard_roles(), frozenset())
    known = {title: (role.title if (role := words.of_abbreviation(title)) else "") for title in ("PS", "CM", "SW")}
    assert known == {"PS": "Police Sergeant", "CM": "", "SW": "Social Worker"}
    titled = by_title(["sgt"], words)
    assert titled and titled[0].title == "Police Sergeant"
