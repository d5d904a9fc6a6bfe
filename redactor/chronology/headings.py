"""Which column of a chronology a heading means: as key_maps/headers.csv has it, or as its words say.

`day`, `month` and `year` are columns of a date that stands in parts, `minute` is one of a time that does.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache

from redactor.base.resources import data_path
from redactor.codes.text import squash

PARTS = ("day", "month", "year")
# a table with one of these is dated, and no chronology
OTHER = re.compile(
    r"version(?: no| number)?|revision|signature|signed(?: by)?|approved by|(?:person )?interviewed|interviewees?|"
    r"documents?(?: title| name)|recommendations?|deadline|lead officer|key actions|date of (?:birth|death)|d\.?o\.?b\.?|born",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(r"\b(?:y(?:es)?\s*(?:/|or)\s*no?)\b", re.IGNORECASE)
_SEEN = re.compile(r"\bseen\b|\bsee (?:the |any )?(?:child|children|baby)\b", re.IGNORECASE)
_RECORDS = re.compile(r"\b(?:records?|documents?|files?|by|who|where|when|last)\b", re.IGNORECASE)
# "Was the child seen, and by whom?" says it, too
_CHILD_SEEN = re.compile(r"\b(?:child|children|baby)\b.{0,12}\bseen\b", re.IGNORECASE)
_ELSE = re.compile(r"\b(?:last|when|where|records?|documents?|files?)\b", re.IGNORECASE)
_PROSE = 9  # words: more is no heading
# families of headings, for the wordings that no list has: "Event time", "Note of contact", "Detail of concern"
_FAMILIES = (
    (
        "date",
        re.compile(
            r"(?:date|day) of (?!birth|death)[\w ]+|(?:event|contact|visit|call|consultation) date"
            r"|(?:entered|recorded|logged|noted|happened|occurred) on", re.IGNORECASE
        ),
    ),
    ("time", re.compile(r"time of [\w ]+|(?:event|contact|visit|call|consultation) time", re.IGNORECASE)),
    (
        "event",
        re.compile(
            r"(?:brief |short )?(?:details?|descriptions?|summary|notes?|account|outline|narrative) (?:of|about) [\w ]+"
            r"|what (?:[\w']+ ){0,4}"
            r"(?:happened|took place|occurred|told|said|reported|disclosed|noted|recorded|saw|heard|did|done)(?: [\w]+){0,2}",
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip
_WEAK = frozenset(("contact", "record", "code", "information"))  # "Address / contact" tells no event
_APART = re.compile(r"\s*(?:/|&|,|\band\b)\s*")


@cache
def _known() -> Mapping[str, str]:
    with data_path("key_maps/headers.csv").open(encoding="utf-8", newline="") as stream:
        return {plain(r["heading"]): r["column"] for r in csv.DictReader(stream) if r["table"] == "chronology"}


def says_little(heading: str) -> bool:
    """Whether a heading is that of an event only where nothing else is: "Contact" beside "Details"."""
    return plain(heading) in _WEAK


def plain(text: str) -> str:
    """A heading by its letters and figures alone."""
    return re.sub(r"[\W_]", "", squash(text))


def column_of(heading: str) -> str:
    """The column that a heading means, with or without what stands in brackets or how it is answered ("Seen? Y/N"); "" for
    none that is known."""
    bare = " ".join(re.sub(r"\(.*?\)", "", heading, flags=re.DOTALL).split())
    for reading in (heading, bare, _YES_OR_NO.sub("", heading), _YES_OR_NO.sub("", bare)):
        if found := _known().get(plain(reading)):
            return found
    if len(bare.split()) >= _PROSE:
        return ""
    # "Was Poppy seen today?": what says whether a child was seen is too much to lose for its wording
    if (_CHILD_SEEN.search(bare) and not _ELSE.search(bare)) or (_SEEN.search(bare) and not _RECORDS.search(bare)):
        return "seen"
    parts = [part for part in _APART.split(bare) if plain(part) not in _WEAK]
    named = {column for part in parts if (column := _known().get(plain(part)) or _family(part))}
    # "Problem / notes", "Detail of concern / action taken": the rest is told in the same cell
    return next((c for c in ("date", "time", "event", "action", "people") if c in named), "")


def tells_source(heading: str) -> bool:
    """Whether a heading is of more than one thing, one of them a source: "Date and source"."""
    parts = _APART.split(" ".join(heading.split()))
    return (
        len(parts) > 1 and not _known().get(plain(heading)) and any(_known().get(plain(p)) == "source" for p in parts)
    )


def _family(heading: str) -> str:
    return next((column for column, words in _FAMILIES if words.fullmatch(heading)), "")
