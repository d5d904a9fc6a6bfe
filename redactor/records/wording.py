"""Words that the key and the report share: counts, dates, and the guard that keeps names out of both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # commands count things before anything large is loaded
    from redactor.records.model import CodeUse

AWAITING_APPROVAL = "awaiting the board's approval"
_KIND_AS_ROLE = {"address": "Address", "organisation": "Organisation", "place": "Place"}


def times(count: int) -> str:
    """`once`, `twice`, `12 times`."""
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def counted(count: int, one: str, many: str = "") -> str:
    """`1 place`, `3 places`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def day(when: date, profile: str) -> str:
    """A chronology date as the board's form writes it; month and year only in what is to be published."""
    return when.strftime("%m/%Y" if profile == "publication" else "%d/%m/%Y")


def involvement(use: CodeUse, profile: str) -> str:
    """What the key says about somebody's part: dated entries in the chronology, and mentions."""
    said = []
    if use.first and use.last:
        first, last = day(use.first, profile), day(use.last, profile)
        said.append(f"Chronology entry {first}." if first == last else f"Chronology entries {first} to {last}.")
    if use.mentions:
        said.append(f"Mentioned {times(use.mentions)}.")
    return "\n".join(said)


def role_of(use: CodeUse) -> str:
    """Role or relationship; for an address or a place without one, what it is."""
    return use.role or _KIND_AS_ROLE.get(use.kind, "Not stated")


def name_guard(uses: Iterable[CodeUse]) -> Callable[[str], str]:
    """A function that puts codes in the place of known names in a text from outside the drafts.

    A board's list may say "mother of Tyler Marsh" in its column of relationships, or carry a name in its file name:
    what is copied from it into a record for circulation goes through this.
    """
    codes: dict[str, str] = {}
    for use in uses:
        for name in use.names:
            if name.strip() and name != use.code:
                codes.setdefault(name.strip(), use.code)
    if not codes:
        return lambda text: text
    longest_first = sorted(codes, key=lambda name: (-len(name), name))
    known = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, longest_first))})(?![^\W_])")
    return lambda text: known.sub(lambda match: codes[match[0]], text)


def without_names(text: str, names: Iterable[str]) -> str:
    """A text with these names, which have no code, taken out of it."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = re.sub(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", "(name)", text, flags=re.IGNORECASE)
    return text
