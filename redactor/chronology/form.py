"""The board's columns of the combined chronology: key_maps/combined_chronology.csv, which a board may change.

`column` is ours and stays; order, title, share of the page (Word) and width (Excel) are the board's.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from redactor.base.refused import Refused
from redactor.base.resources import data_path
from redactor.codes.text import squash

CHRONOLOGY, GONE, ROWS, ABOUT = "Chronology", "Gone", "Rows", "About"  # sheets of the workbook
ROWS_HEAD = ("Key", "Agency", "Mark", "File", "Place")
LISTED = "Code list"  # of the sheet About
BOARD, AGENCY = "the board's own row", "agency"
WHOLE, EXTRACT = "whole chronology", "extract"
_NEEDED = frozenset("key agency date time source event people seen action comment together term".split())


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the combined chronology."""

    column: str
    title: str
    share: float  # of the page's width
    width: int  # in characters


@cache
def headings() -> tuple[Heading, ...]:
    """The columns in their order. Raises Refused where the table has lost one."""
    with data_path("key_maps/combined_chronology.csv").open(encoding="utf-8", newline="") as stream:
        found = tuple(
            Heading(r["column"], r["title"], float(r["share"]), int(r["width"])) for r in csv.DictReader(stream)
        )
    titles = {squash(h.title) for h in found}
    if {h.column for h in found} != _NEEDED or len(titles) < len(found) or len(found) != len(_NEEDED):
        raise Refused(
            ["key_maps/combined_chronology.csv lacks a column, or has one twice. Put it back as it was installed."]
        )
    return found


def titles() -> dict[str, str]:
    """Column → title."""
    return {h.column: h.title for h in headings()}
