"""A bad cell hides no other fault: not of its own row, not of another that it belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from redactor.board.vetting import vet
from tests.codes.builders import HEAD, write_list

ABOVE = (
    ("Child 1", "subject", "Tilly Varnham", "", "Subject", "", "09/05/2014"),
    ("Mrs A", "family", "Glenda Varnham", "Buzz", "Mother", "", ""),
)


def faults(folder: Path, *rows: tuple[str, ...]) -> set[tuple[str, str, str]]:
    """Rule, row and column of every fault."""
    found = vet(write_list(folder / "codes.csv", [HEAD, *ABOVE, *rows]))
    return {(f.rule, f.where, f.column) for f in found}


@pytest.mark.parametrize(
    ("bad", "also"),
    [
        # what is wrong with the row itself
        (("Mrs A", "family", "Ada Quorn", "", "", "", "31/02/1980"), ("cannot-be-used", "code")),
        (("AQ", "family", "Ada Quorn", "", "", "", "31/02/1980"), ("code-is-initials", "code")),
        (("AQ", "family", "Ada Quorn", "Buzz", "", "", "1980"), ("alias-of-two", "aliases")),
        (("Mrs A", "", "Ada Quorn", "", "", "", ""), ("cannot-be-used", "code")),
        (("Mrs A", "family", "", "", "", "", ""), ("cannot-be-used", "code")),
        (("", "family", "Ada Quorn", "Buzz", "", "", ""), ("alias-of-two", "aliases")),
        (("", "family", "Ada", "", "", "", ""), ("half-a-name", "name")),
        (("", "hamster", "Ada Quorn", "Glenda Varnham", "", "", ""), ("cannot-be-used", "kind")),
    ],
)
def test_a_row_is_told_of_all_that_is_wrong_with_it(
    tmp_path: Path, bad: tuple[str, ...], also: tuple[str, str]
) -> None:
    found = faults(tmp_path, bad)
    assert (also[0], "Row 4", also[1]) in found
    assert len({column for rule, where, column in found if where == "Row 4"}) > 1


def test_another_row_is_held_against_one_with_a_bad_cell(tmp_path: Path) -> None:
    bad = ("Mr B", "family", "Corin Leyburn", "", "", "", "31/02/1980")
    found = faults(tmp_path, bad, ("Mr B", "family", "Ada Quorn", "", "", "", ""))
    assert ("cannot-be-used", "Row 5", "code") in found and ("cannot-be-used", "Row 4", "date_of_birth") in found


def test_of_a_row_whose_kind_nobody_knows_only_is_told_what_holds_in_any_case(tmp_path: Path) -> None:
    """A school's initials are a usual code; a person's tell who it is."""
    assert {(r, c) for r, w, c in faults(tmp_path, ("LP", "", "Larch Primary", "", "", "", "")) if w == "Row 4"} == {
        ("cannot-be-used", "kind")
    }
    assert ("code-is-initials", "Row 4", "code") in faults(tmp_path, ("AQ", "family", "Ada Quorn", "", "", "", ""))


def test_a_role_without_a_title_is_held_against_the_others(tmp_path: Path) -> None:
    rows = [("HV", "role", "", "", "Health Visitor", "", ""), ("HV", "role", "", "", "", "", "")]
    found = {
        (f.where, f.column, "already used" in f.sentence)
        for f in vet(write_list(tmp_path / "c.csv", [HEAD, *ABOVE, *rows]))
    }
    assert ("Row 5", "role", False) in found and ("Row 5", "code", True) in found
