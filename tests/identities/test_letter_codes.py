"""Letters that a table of the draft gives to its staff stand for them everywhere, and for nobody else."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

CASE = case("YP1 | subject | Lacey Brindle", "T1 | professional | Owen Tarrant | | Teacher | Hillmead Academy")
STAFF = (
    ("Name", "Who", "SIMS code"),
    ("Lacey Brindle", "The young person", ""),
    ("Owen Tarrant", "PE teacher", "TAR"),
    ("Hana Suleman", "Maths teacher", "HSU"),
    ("Oona Deveril", "School nurse", "OD"),
)


@pytest.mark.parametrize(
    ("cell", "reads"),
    [("TAR", "T1"), ("HSU", "T2"), ("OD", "SN1"), ("NHS", "NHS"), ("TARGET", "TARGET"), ("XYZ", "XYZ")],
)
def test_letters_in_a_column(cell: str, reads: str) -> None:
    assert CASE.read(STAFF, (("Date", "Log", "Code"), ("1/2/2021", "Late again.", cell))).texts[-1] == reads


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        ("Crying. HSU told.", "Crying. T2 told."),
        ("Vit D OD, and again at night.", "Vit D OD, and again at night."),  # once daily
    ],
)
def test_letters_in_the_text(written: str, reads: str) -> None:
    assert CASE.read(STAFF, written).texts[-1] == reads


def test_without_such_a_table_letters_are_letters() -> None:
    assert CASE.read("The HSU met.").text == "The HSU met."
    roles = (("Code", "Role"), ("DSL", "Designated Safeguarding Lead"), ("EWO", "Education Welfare Officer"))
    assert CASE.read(roles, "The EWO met the DSL.").texts[-1] == "The EWO met the DSL."
