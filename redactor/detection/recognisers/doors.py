"""A flat or a room by which a house's own records go: it says whose line this is, and tells nobody where the house stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from redactor.detection.look import Look
from redactor.language.addresses import parse_address
from redactor.language.listed_forms import words

_BARE = re.compile(r"(?:flat|fl|apartment|apt|room|bedsit|unit)\.? ?(?:no\.? ?|number )?\d{1,3}[a-z]?", re.IGNORECASE)
_A_ROOM = re.compile(r"room\b", re.IGNORECASE)
# "29/09 21:40 flat 2", "Northgate Care – MT flat 2 – export": nothing, a date and a time, or what a dash has closed
_BEFORE = re.compile(r"(?:(?:^|\n)[\s•*–—-]*(?:\d[\d/.:-]*(?: ?(?:hrs|am|pm))?[\s,–—-]*)*|[–—|] (?:[A-Z]{1,4} )?)$")
_AT_THE_END = re.compile(r"\s*(?:$|\n)")
_A_LABEL = re.compile(r"\s?(?::| [–—-] )|,? [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?\s?(?::| [–—-] )| [–—|](?= )")
_A_ROOMS_LABEL = re.compile(r"\.(?=\s|$)")
_OF_ADDRESSES = re.compile(r"\b(?:address|home|lives?|residence|accommodation)\b", re.IGNORECASE)


def is_shared(addresses: Iterable[str], bodies: Iterable[str]) -> bool:
    """The board lists a house with numbered flats as a home or a service as well: its tenants go by their flats."""
    homes = [" ".join(words(body)) for body in bodies]
    houses = {a.building or a.street for a in map(parse_address, addresses) if a.unit} - {""}
    return any(home == house or home.startswith(f"{house} ") for home in homes for house in houses)


def labels_a_record(look: Look, start: int, end: int, *, shared: bool) -> bool:
    """Characters start to end (exclusive) are a bare flat or room that stands where a record says whose it is: alone behind a
    date and a time, or before a tenant's name and a colon. `shared`: see `is_shared`; without it, only a room that begins a
    note ("Room 6. Keyworker …"). Never in a column of addresses."""
    text = look.text
    if not _BARE.fullmatch(text[start:end]) or not _BEFORE.search(text, max(0, start - 80), start):
        return False
    cell = look.passage.cell
    if cell and any(_OF_ADDRESSES.search(label) for label in (cell.header, cell.row_header)):
        return False
    if not shared:
        return bool(_A_ROOM.match(text, start) and (_A_ROOMS_LABEL.match(text, end) or _A_LABEL.match(text, end)))
    return bool(_AT_THE_END.match(text, end) or _A_LABEL.match(text, end) or _A_ROOMS_LABEL.match(text, end))


_NO_HOUSE = re.compile(
    r"\b(?:bus|tram|train|route|ward|platform|question|item|page|section|visit|session|attempt|incident|draft|version|line|gate|"
    r"locker|exhibit|figure|table|appendix|log|bay|bed|theatre|court|box|form)\s$",
    re.IGNORECASE,
)
_LONGEST_WORD = 16  # characters


def not_a_house(text: str, start: int) -> bool:
    """What stands before a number at `start` says that it is a bus's, a ward's, a question's: "bus number 7"."""
    return _NO_HOUSE.search(text, max(0, start - _LONGEST_WORD), start) is not None
