"""Exact ages: from one, with a date, a birthday follows. Completed years, weeks or months stay, as the board chooses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redactor.keymap.levels import AgeLevel

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
).split()
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(reversed(_WORDS))})"
_YEARS = re.compile(
    rf"\b(?P<years>{_NUMBER})(?P<gap>[ -])(?:years?|yrs?)(?:,| and|,? )\s?(?:{_NUMBER})[ -](?:months?|mths?|weeks?|days?)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(
    rf"\b(?P<n>{_NUMBER})(?P<gap>[ -])(?P<unit>day|week|month)s?(?:(?:,| and|,? )\s?(?P<more>{_NUMBER})[ -](?:day|week)s?)?"
    r"(?P<old>[ -]old)\b"
    rf"|\b(?P<aged>aged?(?: of)? )(?P<n2>{_NUMBER})(?P<gap2> )(?P<unit2>day|week|month)s?"
    rf"(?:(?:,| and|,? )\s?(?:{_NUMBER}) (?:day|week)s?)?\b",
    re.IGNORECASE,
)
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375}


@dataclass(frozen=True, slots=True)
class ExactAge:
    """An age at characters `start` to `end` (exclusive), and what may stand for it."""

    start: int
    end: int
    proposed: str


def ages_in(text: str, level: AgeLevel) -> Iterator[ExactAge]:
    """The ages that say more than the level allows."""
    for match in _YEARS.finditer(text):
        gap = match["gap"]
        one = _value(match["years"]) == 1 or gap == "-"
        yield ExactAge(*match.span(), f"{match['years']}{gap}year{'' if one else 's'}")
    for match in _SMALL.finditer(text):
        number, unit = match["n"] or match["n2"], (match["unit"] or match["unit2"]).lower()
        proposed = _told(number, unit, match["gap"] or match["gap2"], level, more=match["more"])
        if match["aged"]:
            proposed = f"{match['aged']}{proposed}"
        else:
            proposed += match["old"]
        if proposed != match.group():
            yield ExactAge(*match.span(), proposed)


def _told(number: str, unit: str, gap: str, level: AgeLevel, *, more: str | None) -> str:
    """Completed units of the level: one who is eleven weeks and three days old is eleven weeks old, and two months."""
    days = _value(number) * _DAYS[unit] + (_value(more) if more and unit == "week" else 0)
    wanted = {AgeLevel.WEEKS: "week", AgeLevel.MONTHS: "month", AgeLevel.YEARS: "year"}[level]
    if wanted == "year":
        years = int(days / 365.25)
        return "under one year" if years == 0 else "one year" if years == 1 else f"{_words(years)} years"
    if _DAYS[unit] >= _DAYS[wanted]:
        return f"{number}{gap}{unit}{'' if _value(number) == 1 or gap == '-' else 's'}"
    many = int(days / _DAYS[wanted])
    if many == 0:
        return f"less than a {wanted}"
    return f"{_words(many)}{gap}{wanted}{'' if many == 1 or gap == '-' else 's'}"


def _value(number: str) -> int:
    return int(number) if number.isdigit() else _WORDS.index(number.lower()) + 1


def _words(number: int) -> str:
    return _WORDS[number - 1] if number <= len(_WORDS) else str(number)
