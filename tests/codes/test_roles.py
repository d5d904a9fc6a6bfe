from __future__ import annotations

import csv
import re
from collections import defaultdict

import pytest

from redactor.base.resources import data_path
from redactor.codes.columns import ROLE_KIND, kind_of
from redactor.codes.model import Kind
from redactor.codes.roles import ambiguous_abbreviations, named_roles, standard_roles
from redactor.codes.text import squash

ROLES = standard_roles()


def test_the_file_has_its_columns_and_no_stray_spaces() -> None:
    with data_path("key_maps/roles.csv").open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = list(reader)
    assert reader.fieldnames == ["prefix", "title", "variants", "agency", "ambiguous"]
    for row in rows:
        assert None not in row and None not in row.values(), row
        for cell in row.values():
            assert cell == cell.strip() and ";;" not in cell and "; " not in cell and " ;" not in cell, row


def test_each_prefix_stands_once_and_every_role_has_a_title() -> None:
    prefixes = [squash(r.prefix) for r in ROLES]
    assert len(prefixes) == len(set(prefixes))
    assert all(r.title for r in ROLES)
    assert {r.title for r in named_roles()} == {"IMR Author", "Panel Chair", "Independent Reviewer"}


def test_what_two_roles_share_is_marked_as_ambiguous_in_both() -> None:
    owners = defaultdict(set)
    for role in ROLES:
        for text in (role.prefix, role.title, *role.variants):
            owners[squash(text)].add(role.prefix)
    shared = {text for text, roles in owners.items() if len(roles) > 1}
    assert shared <= ambiguous_abbreviations()
    assert not [text for text in shared if len(text) > 5], "titles in full must settle the role"


def test_nothing_is_marked_that_does_not_stand_in_its_row() -> None:
    with data_path("key_maps/roles.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            own = {row["prefix"], row["title"], *row["variants"].split(";")}
            assert set(filter(None, row["ambiguous"].split(";"))) <= own, row["title"]


@pytest.mark.parametrize(
    "abbreviation", "PA PO SN AP CP CM CO HO RM PM PS DS NN ED CPC SSW ASW CSW DD Dr T Head".split()
)
def test_abbreviations_that_settle_nothing_alone(abbreviation: str) -> None:
    assert squash(abbreviation) in ambiguous_abbreviations()


@pytest.mark.parametrize("abbreviation", "SW S/W HV GP IRO PCSO DCI CPN SENCO EWO".split())
def test_abbreviations_that_do(abbreviation: str) -> None:
    assert squash(abbreviation) not in ambiguous_abbreviations()


@pytest.mark.parametrize(
    ("written", "prefix"),
    [
        ("allocated social worker", "SW"),
        ("duty social worker", "SW"),
        ("health visitor", "HV"),
        ("headteacher", "HT"),
        ("paediatrician", "Paed"),
        ("psychiatrist", "PSY"),
        ("dinner lady", "MDS"),
        ("school secretary", "SchAd"),
        ("watch manager", "FF"),
        ("domiciliary carer", "Carer"),
        ("staff nurse", "StN"),
        ("FY1", "FD"),
        ("control room operator", "CALL"),
        ("contracts officer", "ContO"),
        ("best interests assessor", "BIA"),
        ("independent domestic violence advisor", "IDVA"),
        ("portage worker", "PORT"),
        ("prison officer", "PRO"),
        ("form tutor", "T"),
        ("speech therapist", "SLT"),
        ("principal officer", "PrinO"),
        ("detective inspector", "DI"),
        ("family court adviser", "FCA"),
        ("interpreter", "INT"),
    ],
)
def test_titles_as_drafts_write_them(written: str, prefix: str) -> None:
    found = [r.prefix for r in ROLES if squash(written) in {squash(t) for t in (r.prefix, r.title, *r.variants)}]
    assert found == [prefix]


@pytest.mark.parametrize("prefix", ["FY", "CRO", "CA", "DC1", "W", "Dr"])
def test_prefixes_that_read_as_something_else_are_not_used(prefix: str) -> None:
    assert squash(prefix) not in {squash(r.prefix) for r in ROLES}
    assert not any(re.search(r"\d", r.prefix) for r in ROLES)


def test_kinds_and_headings_files_agree_with_the_program() -> None:
    with data_path("key_maps/kinds.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            expected = ROLE_KIND if row["kind"] == ROLE_KIND else Kind(row["kind"])
            assert kind_of(row["spelling"]) == expected, row
    with data_path("key_maps/headers.csv").open(encoding="utf-8", newline="") as stream:
        meanings = defaultdict(set)
        for row in csv.DictReader(stream):
            meanings[row["table"], re.sub(r"[\W_]", "", squash(row["heading"]))].add(row["column"])
    assert all(len(columns) == 1 for columns in meanings.values())
