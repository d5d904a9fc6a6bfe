"""Logs typed in a hurry, letters and lists of who was there: what a comma, a slash or a number behind a name says of it."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

CASE = case(
    "Child 1 | subject | Ellie-Mae Pennock",
    "Mother | family | Dana Pennock | | Mother",
    "Mr B | family | Craig Tolland | | Mother's partner",
    "SW1 | professional | Garth Hollander | | Social Worker",
    "GP1 | professional | Dr Alun Merrick | | General Practitioner",
    "DSL1 | professional | Dora Onslade | | Designated Safeguarding Lead",
    "Address A | address | 14 Beckett Row, Saltmere SM4 2QT",
    "Address B | address | Tŷ Coch, 4 Mill Lane, Saltmere SM4 2QY",
    "Care Home 1 | organisation | Nant Bryn Nursing Home",
)


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        # the number of a house is no age, what a writer says of her own family is no apposition
        ("Vehicle registered to C TOLLAND, 8 Toller Cl.", "Vehicle registered to Mr B, Address X1."),
        ("Dear Dr Merrick, my brother and I are unhappy.", "Dear GP1, my brother and I are unhappy."),
        ("TAF: D Onslade, mum, school nurse.", "TAF: DSL1, mum, school nurse."),
        # two people with a comma between
        ("Present: H Saxby, G Hollander. Nothing new.", "Present: Person 1, SW1. Nothing new."),
        # roles written short, and what somebody does
        ("Spoke to ops mgr Hester Tatum.", "Spoke to ops mgr GM1."),
        ("They were placed with Mr and Mrs Holgate.", "They were placed with FC1 and FC2."),
        ("Call taker Jacintha ROY rang. J Roy wrote.", "Call taker CALL1 rang. CALL1 wrote."),
        # initials with a hyphen
        ("IMR – E-M Pennock – draft", "IMR – Child 1 – draft"),
        # houses
        ("Two flags: Beckett Row (14) and Fl 6.", "Two flags: Address A (Address A) and Address X1."),
        ("A car stood outside 14 each night.", "A car stood outside Address A each night."),
        ("he went to 12 hopton walk again", "he went to Address X1 again"),
        ("stopped on brockwell rd in a golf", "stopped on Address X1 in a golf"),
        ("a 5 minute walk up the hill road", "a 5 minute walk up the hill road"),
        ("Tŷ Coch, 4 Mill Lane, Saltmere SM4 2QY until 2021", "Address B until 2021"),
        ("White British, 27 Quarry Bank, Saltmere", "White British, Address X1"),
        ("Now at Nant Bryn N/H.", "Now at Care Home 1."),
        ("A fight outside the Jolly Quorndon.", "A fight outside the Organisation X1."),
        # a country that is somebody here, and one that is none
        ("I told Chad on the phone. They are from Chad.", "I told Person 1 on the phone. They are from Chad."),
    ],
)
def test_what_stands_behind_a_name(draft: str, wanted: str) -> None:
    assert CASE.read(draft).text == wanted


@pytest.mark.parametrize("draft", ["S/N Hollander came.", "Nurse Hollander came.", "SN Hollander came."])
def test_an_office_that_contradicts_the_list_is_never_passed_over(draft: str) -> None:
    """The one listed Hollander is a social worker."""
    decision = CASE.read(draft).resolved.decisions[0]
    assert decision.doubtful or decision.code != "SW1"


def test_a_doctor_is_no_midwife_without_a_word() -> None:
    listed = case("MW1 | professional | Beverley Thornhill | | Midwife")
    decision = listed.read("Seen by Dr T. Told to rest.").decision("Dr T")
    assert decision.doubtful or decision.code != "MW1"
