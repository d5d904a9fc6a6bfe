"""Readings that leave nothing to decide, so that nobody is asked about them; and their neighbours, which do."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

CASE = case(
    "Child 1 | subject | Rosie May Varnham | | Subject",
    "Baby B | family | Otto Varnham | | Baby brother of Child 1",
    "Mr A | family | Siu Ming Varnham | | Father of Child 1",
    "SN1 | professional | Ola Fenby | | School Nurse",
    "GP1 | professional | Dr Ellis Marr | | General Practitioner",
    "MW1 | professional | Isla Croft | | Midwife",
)


@pytest.mark.parametrize(
    ("text", "code", "asked"),
    [
        # any nurse is called nurse; a midwife is no nurse
        ("Seen by Nurse Fenby.", "SN1", False),
        ("The midwife, Fenby, came.", "SN1", True),
        # both first names, in their order
        ("Rosie May was quiet.", "Child 1", False),
        ("Siu Ming waited.", "Mr A", False),
        # the list says who the baby is
        ("Unborn Varnham was discussed.", "Baby B", False),
    ],
)
def test_who_is_asked_about(text: str, code: str, asked: bool) -> None:
    found = [(d.code, d.doubtful) for d in CASE.read(text).resolved.decisions]
    assert found == [(code, asked)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Sister Mukendi rang. Mukendi saw him.", "Person 1 rang. Person 1 saw him."),
        ("She came with her Sister Amy.", "She came with her Sister Person 1."),
        ("Nurse Fenby rang, and Inspector Marsham.", "SN1 rang, and Insp1."),
        (
            "School Nurse Fenby rang, and Detective Inspector Marsham.",
            "School Nurse SN1 rang, and Detective Inspector DI1.",
        ),
    ],
)
def test_a_title_of_office_goes_with_the_name_and_a_longer_office_stays_whole(text: str, read: str) -> None:
    assert CASE.read(text).text == read
