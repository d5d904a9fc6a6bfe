"""A case: what its list and its key map together tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from redactor.case.case import Case
from redactor.codes.model import Block, CodeList, Issue
from redactor.keymap.keymap import KeyMap, Record
from tests.identities.cases import Draft, entry


def case_with(row: str, record: Record) -> Draft:
    return Draft(CodeList((entry(row),), (), "codes.xlsx"), key_map=KeyMap.new("test").with_records([record]))


OVERTAKEN = (
    "Person 1 | associate | Huw Idris",
    Record(code="Person 1", kind="person", issued=False, names=("Corin Leyburn",), prefix="Person"),
)


@pytest.mark.parametrize(
    ("row", "known"),
    [
        (OVERTAKEN[0], []),  # the board's Person 1 is another
        ("Person 1 | associate | Corin Leyburn", ["Person 1"]),
        ("Person 1 | associate | Huw Idris | Corin Leyburn", ["Person 1"]),
        ("Person 2 | associate | Huw Idris", ["Person 1"]),
    ],
)
def test_nobody_of_an_earlier_run_has_a_code_that_the_board_gave_to_somebody_else(row: str, known: list[str]) -> None:
    draft = case_with(row, OVERTAKEN[1])
    assert [i.code for i in Case(draft.codes, draft.key_map).earlier] == known


def test_a_name_is_remembered_when_its_code_is_somebody_elses_now() -> None:
    """In small letters only the memory knows it."""
    read = case_with(*OVERTAKEN).read("leyburn met Huw Idris.")
    assert read.text == "Person 2 met Person 1."


@pytest.mark.parametrize("agency", ["The Hartleys", "the Hartley family", "Hartley and Idris"])
def test_a_family_is_no_agency_that_stays(agency: str) -> None:
    listed = (entry("DS1 | professional | Osric Fell | | | Detective Sergeant"), entry("Mrs A | family | Una Hartley"))
    listed = (*listed, entry("Mr B | associate | Huw Idris"))
    codes = CodeList((replace(listed[0], agency=agency), *listed[1:]), (), "codes.xlsx")
    assert Case(codes, KeyMap.new("test")).knowledge().agencies == ()


@pytest.mark.parametrize(
    ("agency", "stays"),
    [
        ("Saltby Hospital Trust", True),
        ("Saltby Council", True),
        ("Larkfield Surgery", False),
        ("Saltby Hospital", False),
    ],
)
def test_the_agency_of_an_edition_stays(agency: str, stays: bool) -> None:
    issue = Issue(1, date(2026, 1, 5), "Board", agency, Block(), "", "")
    codes = CodeList((entry("Mrs A | family | Una Hartley"),), (), "codes.xlsx", issue=issue)
    assert Case(codes, KeyMap.new("test")).knowledge().agencies == ((agency,) if stays else ())
