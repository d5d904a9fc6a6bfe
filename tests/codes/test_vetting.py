"""Faulty lists: each fault fires its rule, and only it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from openpyxl import load_workbook

from redactor.board.vetting import vet
from redactor.codes.lists import read_code_list
from tests.codes.builders import HEAD, write_list, write_workbook
from tests.drafts import board_list, names_in, redactor

GOOD = (
    ("Child 1", "subject", "Tilly Varnham", "", "Subject", "", "09/05/2014"),
    ("Mrs A", "family", "Glenda Varnham", "", "Mother of Child 1", "", "01/02/1980"),
    ("SW1", "professional", "Imogen Hepton", "", "Social Worker", "Thornmere Council", ""),
)
NAMES = ("Tilly", "Varnham", "Glenda", "Imogen", "Hepton", "Kelvin", "Marigold", "Rosamund", "Quenby", "Leyburn")


def rules(path: Path) -> list[str]:
    return [fault.rule for fault in vet(path)]


def listed(tmp_path: Path, *rows: tuple[str, ...], without: int = 0) -> Path:
    return write_list(tmp_path / "codes.xlsx", [HEAD, *GOOD[without:], *rows])


def test_a_good_list_has_no_fault(tmp_path: Path) -> None:
    assert vet(listed(tmp_path)) == ()


@pytest.mark.parametrize(
    ("rule", "row"),
    [
        ("code-shows-name", ("Kelvin", "family", "Kelvin Marsden", "", "Uncle", "", "")),
        ("code-shows-name", ("Marig", "family", "Marigold Quenby", "", "Aunt", "", "")),
        ("code-is-initials", ("MQ", "family", "Marigold Quenby", "", "Aunt", "", "")),
        ("code-is-initials", ("MQ1", "family", "Marigold Rose Quenby", "", "Aunt", "", "")),
        ("code-is-a-name", ("Tilly", "associate", "Marigold Quenby", "", "Neighbour", "", "")),
        ("code-like-postcode", ("M1", "associate", "Rosamund Quenby", "", "Neighbour", "", "")),
        ("half-a-name", ("Mr B", "associate", "Kelvin", "", "Neighbour", "", "")),
        ("half-a-name", ("Mr B", "associate", "Mr Quenby", "", "Neighbour", "", "")),
        ("one-person-twice", ("Ms C", "associate", "Glynda Varnham", "", "Aunt", "", "")),
        ("one-person-twice", ("Ms C", "associate", "Glenda Quenby", "", "Aunt", "", "01/02/1980")),
        ("cannot-be-used", ("Mrs A", "associate", "Rosamund Quenby", "", "Neighbour", "", "")),
        ("cannot-be-used", ("Mr B", "associate", "", "", "Neighbour", "", "")),
        ("cannot-be-used", ("Mr B", "neighbour of sorts", "Kelvin Quenby", "", "", "", "")),
        ("odd-spaces", ("Mr B", "associate", "Kelvin  Quenby", "", "Neighbour", "", "")),
        ("odd-spaces", ("Mr B ", "associate", "Kelvin Quenby", "", "Neighbour", "", "")),
        ("odd-spaces", ("Mr\u00a0B", "associate", "Kelvin Quenby", "", "Neighbour", "", "")),
        ("look-alike-letters", ("Mr \u0412b", "associate", "Kelvin Quenby", "", "Neighbour", "", "")),
        ("number-missing", ("Child 3", "family", "Rosamund Quenby", "", "Sister", "", "")),
        ("alias-is-abbreviation", ("Mr B", "associate", "Kelvin Quenby", "CP", "Neighbour", "", "")),
        ("alias-is-a-word", ("Mr B", "associate", "Kelvin Quenby", "Ladder", "Neighbour", "", "")),
        ("place-without-a-name", ("School 1", "organisation", "school", "Quillbrook Primary", "", "", "")),
        ("alias-is-anothers", ("Mr B", "associate", "Kelvin Quenby", "Imogen", "Neighbour", "", "")),
        ("first-name-of-two", ("Ms C", "associate", "Tilly Quenby", "", "Neighbour", "", "")),
    ],
)  # fmt: skip
def test_each_fault_fires_its_rule_and_only_that(tmp_path: Path, rule: str, row: tuple[str, ...]) -> None:
    path = listed(tmp_path, row)
    found = [r for r in rules(path) if not (r == "first-name-of-two" and rule != r)]
    assert found == [rule]
    (fault,) = (f for f in vet(path) if f.rule == rule)
    assert "row 5" in fault.where and not names_in(fault.sentence.replace(row[0], ""), NAMES)


@pytest.mark.parametrize(
    ("why", "row"),
    [
        ("Jan and Jon are two people", ("Ms C", "associate", "Jan Hepworth", "", "Aunt", "", "")),
        ("another date of birth", ("Ms C", "family", "Glynda Varnham", "", "Twin", "", "03/02/1980")),
        ("the surname of the family", ("Mr A", "family", "Kelvin Varnham", "", "Father of Child 1", "", "")),
        ("SW is no initials here", ("SW2", "professional", "Rosamund Quenby", "", "Social Worker", "", "")),
        ("a single letter says nothing", ("Ms Q", "associate", "Rosamund Quenby", "", "Aunt", "", "")),
    ],
)
def test_what_is_no_fault(tmp_path: Path, why: str, row: tuple[str, ...]) -> None:
    more = (("Mr J", "associate", "Jon Hepworth", "", "Uncle", "", ""),) if why.startswith("Jan") else ()
    assert rules(listed(tmp_path, *more, row)) == []


def test_an_alias_of_two_is_settled_before_drafting(tmp_path: Path) -> None:
    path = listed(
        tmp_path,
        ("Mr B", "associate", "Kelvin Quenby", "Buzz", "Neighbour", "", ""),
        ("Mr C", "associate", "Marvin Leyburn", "Buzz", "Neighbour", "", ""),
    )
    assert rules(path) == ["alias-of-two"]


def test_a_list_without_a_subject(tmp_path: Path) -> None:
    assert rules(listed(tmp_path, without=1)) == ["no-subject"]


@pytest.mark.parametrize(
    ("rule", "role"),
    [
        ("prefix-means-another", ("HV", "Housing Volunteer", "", "")),
        ("prefix-runs-into-another", ("SW2", "Second Social Worker", "", "")),
    ],
)
def test_prefixes(tmp_path: Path, rule: str, role: tuple[str, ...]) -> None:
    roles = [("Prefix", "Title", "Variants", "Agency"), ("SW", "Social Worker", "", ""), role]
    sheets = {"Codes": [HEAD, *GOOD], "Roles": roles}
    assert rules(write_workbook(tmp_path / "codes.xlsx", sheets)) == [rule]


def test_on_the_screen_worst_first_and_no_name(tmp_path: Path) -> None:
    rows = (
        GOOD[0],
        ("MQ", "family", "Marigold Quenby", "", "Aunt", "", ""),
        ("Mr B", "associate", "Kelvin", "", "", "", ""),
    )
    done = redactor("codes", "check", write_list(tmp_path / "codes.xlsx", [HEAD, *rows]))
    assert done.code == 1 and not names_in(done.screen, NAMES)
    assert done.screen.index("Must be mended") < done.screen.index("Look at this")
    assert redactor("codes", "check", listed(tmp_path)).code == 0
    assert redactor("codes", "check", tmp_path / "none.xlsx").code == 2


@pytest.mark.parametrize("review", ["scr", "lcspr", "sar", "dhr"])
def test_a_new_list_is_filled_in_and_reads_back(tmp_path: Path, review: str) -> None:
    file = tmp_path / "new.xlsx"
    done = redactor("codes", "new", "R-2026-07", "--type", review, "--out", file)
    assert done.code == 0 and stat.S_IMODE(file.stat().st_mode) & 0o077 == 0
    book = load_workbook(file)
    assert {"People", "Addresses", "Places", "Roles"} <= set(book.sheetnames)
    people = book["People"]
    assert people.protection.sheet and people["A2"].protection.locked and not people["A3"].protection.locked
    assert any("subject" in str(v.formula1) for v in people.data_validations.dataValidation)
    for column, value in enumerate(GOOD[0], 1):
        people.cell(3, column).value = value
    book["Addresses"]["A3"], book["Addresses"]["B3"] = "Address A", "14 Teasel Road, Wragby, WX4 7QT"
    book["Places"]["A3"], book["Places"]["B3"] = "School 1", "Wragby Primary School"
    book.save(file)
    entries = read_code_list(file).entries
    assert [(e.code, str(e.kind)) for e in entries] == [
        ("Child 1", "subject"), ("Address A", "address"), ("School 1", "organisation")
    ]  # fmt: skip
    assert redactor("codes", "new", "R-2026-07", "--out", file).code == 2  # never over a list


def test_a_case_is_not_called_by_a_name(tmp_path: Path) -> None:
    done = redactor("codes", "new", "Kayleigh Hepton", "--out", tmp_path / "x.xlsx")
    assert done.code == 2 and "name" in done.screen


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".docx"])
def test_every_form_says_the_same(tmp_path: Path, ending: str) -> None:
    source = board_list(
        tmp_path / "codes.xlsx",
        ("School 1", "organisation", "Wragby Primary School", "the Primary; Wragby School", "", "", ""),
        (
            "ADP",
            "role",
            "",
            "Disability Adviser; adviser for disability",
            "Adviser on Disability",
            "Thornmere Council",
            "",
        ),
    )
    file = tmp_path / f"copy{ending}"
    assert redactor("codes", "export", source, "--to", file).code == 0
    assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0

    def said(path: Path) -> object:
        read = read_code_list(path)
        rows = [(e.code, e.kind, e.name, e.aliases, e.role, e.agency, e.date_of_birth) for e in read.entries]
        return sorted(rows, key=lambda r: r[0]), [(r.prefix, r.title, r.variants, r.agency) for r in read.roles]

    assert said(file) == said(source)
    assert "name already" in redactor("codes", "export", source, "--to", file).screen
