"""Offices told beside a name in other words than the board's, in fewer or in short, and whom such words give none."""

from __future__ import annotations

import pytest

from redactor.codes.model import Role
from redactor.identities.in_short import office
from tests.identities.cases import Rows, case

_ROLES = [
    Role("DSL", "Designated Safeguarding Lead", ("deputy DSL",)), Role("TRU", "Trustee", ("chair of trustees",)),
    Role("PREM", "Premises Staff", ("premises manager",)), Role("DMW", "Midwife for Diabetes", ("gestational diabetes midwife",)),
    Role("MW", "Midwife"), Role("TVN", "Tissue Viability Nurse"), Role("IRO", "Income Recovery Officer"),
    Role("HSA", "Home Safety Adviser", ("advice hub",)), Role("LND", "Liaison and Diversion Practitioner"),
    Role("AHT", "Year Tutor"), Role("EMT", "Emergency Medical Technician"),
    Role("CCH", "City Control Hub Staff"), Role("ADM", "Office Staff"), Role("NUR", "Nursery Nurse", ("nursery manager",)),
    Role("PM", "Practice Manager"), Role("FME", "Forensic Medical Examiner"), Role("INT", "Interpreter"),
    Role("SW", "Social Worker"), Role("MEN", "Mentor"), Role("CAR", "Carer"),
]  # fmt: skip
_DRAFT = case("Child K | subject | Kamil Paton", "Mother K | family | Anna Paton", roles=_ROLES)
_GP = Role("GP", "General Practitioner")


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("Seen with Lowri Haddock (deputy) on Monday.", "DSL"),
        ("It was heard by Lowri Haddock (chair) and two others.", "TRU"),
        ("The gate was shut by Lowri Haddock (premises) at eight.", "PREM"),
        ("Lowri Haddock, gestational diabetes, came with the scales.", "DMW"),
        ("Booked by L. Haddock, m/w.", "MW"),
        ("Heel redressed, Lowri TVN to see again.", "TVN"),
        ("She owed it to Lowri Haddock, income recovery.", "IRO"),
        ("Lowri Haddock in the advice hub wrote it down.", "HSA"),
        ("Lowri Haddock, L&D, sat in the cell with him.", "LND"),
        ("Letter home from yr tutor Ms Haddock.", "AHT"),
        ("On the bench sat LOWRI HADDOCK (tech).", "EMT"),
        ("The lines were read out by Lowri in CCH until help came.", "CCH"),
        ("His bag is with Lowri in the office until three.", "ADM"),
        ("Bluebell nursery (Lowri Haddock, manager)", "NUR"),
        ("Lowri Haddock, who runs the surgery, wrote.", "PM"),
        ("Dr Haddock came in as duty FME.", "FME"),
        ("She told it in Tigrinya, through Lowri (tel interp).", "INT"),
        ("Rang children's services and spoke to Lowri Haddock.", "SW"),
        ("Night s/w Lowri Haddock rang.", "SW"),
        ("Breakfast was made by Lowri, another of our carers, and left.", "CAR"),
        ("Walked home with his mentor Lowri.", "MEN"),
    ],
)
def test_the_boards_office_is_read_in_other_words(text: str, prefix: str) -> None:
    assert prefix in {d.code.rstrip("0123456789") for d in _DRAFT.read(text).resolved.decisions}


@pytest.mark.parametrize(
    "text",
    [
        "Lowri Haddock (team) rang.",
        "Lowri Haddock from housing benefit rang.",
        "Lowri Haddock, friend, used as interpreter.",
        "The man minuted that Lowri Haddock came.",
        "Kamil told Lowri at supervision.",
        "Lowri Haddock (a neighbour, no deputy) came.",
        "He talked of interpreting and Lowri Haddock laughed.",
        "Her aunt Lowri Haddock (deputy) came.",
    ],
)
def test_other_words_make_nobody_staff(text: str) -> None:
    read = _DRAFT.read(text)
    assert {d.code for d in read.resolved.decisions if "Lowri" in d.mention.text} == {"Person 1"}


def test_what_fits_two_offices_says_nothing() -> None:
    two = (Role("HAL", "Hospital Ambulance Liaison Officer"), Role("VLO", "Victim Liaison Officer"))
    assert office("liaison", two) is None
    assert office("victim liaison", two) is two[1]
    assert office("L&D", (Role("LND", "Liaison and Diversion Practitioner"),)) is not None


def test_fewer_words_are_the_boards_only_office_that_ends_so() -> None:
    roles = [Role("ECA", "Emergency Care Assistant"), Role("HKW", "Hostel Key Worker")]
    read = case("Child K | subject | Kamil Paton", roles=roles).read(
        "Ms Haddock, the care assistant, rang key worker Owen."
    )
    assert read.text == "ECA1, the care assistant, rang key worker HKW1."


def test_a_rank_in_the_name_outweighs_a_word_in_the_row() -> None:
    rows: Rows = [
        ["Date", "Where", "Who told"],
        ["3 May", "Office", "PC Haddock told."],
        ["4 May", "Office", "PC Haddock"],
    ]
    read = case("Child K | subject | Kamil Paton", roles=[Role("PC", "Police Constable"), Role("OFF", "Office")]).read(
        rows
    )
    assert "PC1" in read.texts[8]


def test_a_doctor_is_no_general_practitioner_where_the_board_has_other_doctors_only() -> None:
    wards = [Role("PAE", "Paediatrician"), Role("RAD", "Radiologist")]
    assert case("Child K | subject | Kamil Paton", roles=wards).read("Dr Haddock rang.").text == "Person 1 rang."
    assert case("Child K | subject | Kamil Paton", roles=wards[:1]).read("Dr Haddock rang.").text == "PAE1 rang."
    assert case("Child K | subject | Kamil Paton", roles=[*wards, _GP]).read("Dr Haddock rang.").text == "GP1 rang."


def test_who_signs_beside_the_safeguarding_lead_is_no_second_one() -> None:
    rows: Rows = [
        ["Date", "Entry", "Staff"],
        ["3 May", "Late again.", "Ann Moss"],
        ["4 May", "No coat.", "Lowri Haddock"],
    ]
    lead = case(
        "Child K | subject | Kamil Paton",
        "DSL1 | professional | Ann Moss | | Designated Safeguarding Lead",
        roles=[Role("DSL", "Designated Safeguarding Lead")],
    )
    assert "Person 1" in lead.read(rows).texts[8]


def test_who_sits_at_the_desk_and_who_manages_whom() -> None:
    crc = case(
        "OM1 | professional | Nat Boles | | Offender manager",
        roles=(
            Role("OM", "Offender Manager", ("probation officer",)),
            Role("SPO", "Senior Probation Officer", ("SPO",)),
            Role("ADM", "Administrator", ("front desk", "reception")),
            Role("DISP", "Dispatcher", ()),
        ),
    )
    assert crc.read("Joan on front desk told her yes.").text == "ADM1 on front desk told her yes."
    assert crc.read("SPO Quine rang.", "Her manager, Jan Quine, was away.").texts[0] == "SPO1 rang."
    assert crc.read("The crew was dispatched by Ann Hale.").text.endswith("by DISP1.")


def test_a_nurse_where_the_board_has_one_only() -> None:
    school = case("YP1 | subject | Cerys Marsh | | Subject", roles=(Role("SN", "School Nurse", ()),))
    assert school.read("Nurse Parfit saw her.").text == "SN1 saw her."
