"""The standard roles and their prefixes, as shipped in key_maps/roles.csv. A board's own list wins over them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from redactor.base.resources import data_path
from redactor.codes.model import Role
from redactor.codes.numbering import split_code
from redactor.codes.text import squash

FILE = "key_maps/roles.csv"


@cache
def standard_roles() -> tuple[Role, ...]:
    """Every role that has a prefix, in the order of the file. Raises FileNotFoundError on a broken installation."""
    return tuple(role for role in _all() if role.prefix)


def named_roles() -> tuple[Role, ...]:
    """The roles that keep their names in a review (its author, chair, reviewer): their prefix is empty."""
    return tuple(role for role in _all() if not role.prefix)


@cache
def ambiguous_abbreviations() -> frozenset[str]:
    """Titles and abbreviations that mean more than one thing, squashed: alone they do not tell the role.

    `squash(text) in ambiguous_abbreviations()`, with `squash` of redactor.codes.text.
    """
    return frozenset(squash(a) for row in _rows() for a in row["ambiguous"].split(";") if a.strip())


@cache
def _all() -> tuple[Role, ...]:
    return tuple(
        Role(
            prefix=row["prefix"].strip(),
            title=row["title"].strip(),
            variants=tuple(v.strip() for v in row["variants"].split(";") if v.strip()),
            agency=row["agency"].strip(),
        )
        for row in _rows()
    )


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    with data_path(FILE).open(encoding="utf-8-sig", newline="") as stream:
        return tuple({column: text or "" for column, text in row.items()} for row in csv.DictReader(stream))


def title_of_prefix(code: str) -> str:
    """The standard role that a code stands for by its prefix ("TM1": Team Manager), "" for none."""
    prefix = (split_code(code) or ("", 0))[0].rpartition("-")[2]
    return next((r.title for r in standard_roles() if squash(r.prefix) == prefix), "") if prefix else ""


def agency_by_role(code: str) -> str:
    """Where somebody with this code works by their role ("Police"), "" where the role does not tell."""
    prefix = (split_code(code) or ("", 0))[0].rpartition("-")[2]
    return next((r.agency for r in standard_roles() if squash(r.prefix) == prefix), "") if prefix else ""
