"""Dates written so that the usual patterns pass them by: Roman months, run together, year first, digits with spaces, years in
words.

A check looks for them: what somebody writes to hide a date of birth, or has copied from another country's file. What takes dates
of birth out reads the same ones (`every_date`).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from redactor.language.dates import DateSpan, find_dates
from redactor.language.lexicon import MONTHS

_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_ROMANS = re.compile(
    r"(?<![\w.])(?P<d>\d{1,2})(?P<sep>[.\s/-]{1,2})(?P<m>x|xi{1,2}|i{1,3}|iv|vi{0,3}|ix)(?P=sep)(?P<y>(?:19|20)?\d\d)(?!\w)",
    re.IGNORECASE,
)
_MONTHS = {name[:3]: n for n, name in enumerate(MONTHS, 1)}
# "17JUN2011", "17Jun11"
_RUN_TOGETHER = re.compile(
    rf"(?<![\w.])(?P<d>\d{{1,2}})(?P<m>{'|'.join(_MONTHS)})[a-z]{{0,6}}(?P<y>(?:19|20)?\d\d)(?!\w)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    r"(?<![\d/.-])(?P<y>(?:19|20)\d\d)(?P<sep>[/. ]|)(?P<m>[01]\d)(?P=sep)(?P<d>[0-3]\d)(?![\d/-])"
)
_SHORT = re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})\s(?P<m>\d{1,2})\s(?P<y>\d\d)(?![\d/-])")
_SPREAD = re.compile(r"(?<![\w])\d(?:[ -]\d){5,7}(?![\w])")
_WHOLE = re.compile(r"(?<![\w/.-])\d{6}(?:\d\d)?(?![\w/-])")
_YEAR_IN_WORDS = re.compile(
    r",?\s+(?P<c>nineteen|twenty|two thousand)(?:\s+hundred)?(?:\s+and)?[\s-]+(?P<rest>[a-z]+(?:[\s-][a-z]+)?)",
    re.IGNORECASE,
)
_CENTURY = re.compile(r"thousand|nineteen|twenty", re.IGNORECASE)
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " \
    "eighteen nineteen".split()  # fmt: skip
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))


def in_figures(text: str) -> str:
    """The text with the months of its dates in figures where they are Roman or run together: "14.i.24" is "14/1/24"."""
    text = _ROMANS.sub(lambda m: f"{m['d']}/{_ROMAN[m['m'].lower()]}/{m['y']}", text)
    return _RUN_TOGETHER.sub(lambda m: f"{m['d']}/{_MONTHS[m['m'].lower()]}/{m['y']}", text)


def dates_otherwise(text: str, births: Iterable[datetime.date] = ()) -> Iterator[DateSpan]:
    """Dates with Roman months, run together, years first or years in words; and `births` (of the list) in
    runs of digits of any kind."""
    digits = any(c.isdigit() for c in text)
    for match in _RUN_TOGETHER.finditer(text) if digits else ():
        if span := _span(match.start(), match.end(), int(match["d"]), _MONTHS[match["m"].lower()], int(match["y"])):
            yield span
    for pattern in (_ROMANS, _YEAR_FIRST) if digits else ():
        for match in pattern.finditer(text):
            month = _ROMAN.get(match["m"].lower()) or int(match["m"] if match["m"].isdigit() else 0)
            if pattern is _YEAR_FIRST and match["sep"] in ("", " "):
                continue  # it may be any number: only a listed one counts
            if pattern is _ROMANS and match["sep"].isspace() and len(match["y"]) < 4:
                continue  # "3 v 20"
            if span := _span(match.start(), match.end(), int(match["d"]), month, int(match["y"])):
                yield span
    for date in find_dates(text) if _CENTURY.search(text) else ():
        if date.year is None and (year := _year_in_words(text, date.end)):
            yield DateSpan(date.start, year[0], date.day, date.month, year[1])
    listed, told = set(births), set()
    for pattern in (_SHORT, _YEAR_FIRST, _SPREAD, _WHOLE) if listed and digits else ():
        for match in pattern.finditer(text):
            for birth in listed & set(_read(re.sub(r"\D", "", match.group()), match.group())):
                if (match.span(), birth) in told or "/" in match.group():
                    continue
                told.add((match.span(), birth))
                yield DateSpan(match.start(), match.end(), birth.day, birth.month, birth.year)


def every_date(text: str) -> list[DateSpan]:
    """The usual dates of a text and those written otherwise, in order, none over another; a year in words goes with its day."""
    usual = find_dates(text)
    others = [
        d for d in dates_otherwise(text) if not any(u.start < d.end and d.start < u.end and u.year for u in usual)
    ]
    if not others:
        return usual
    alone = [u for u in usual if all(u.end <= d.start or d.end <= u.start for d in others)]
    return sorted((*alone, *others), key=lambda d: d.start)


def _span(start: int, end: int, day: int, month: int, year: int) -> DateSpan | None:
    year += (2000 if year < 40 else 1900) if year < 100 else 0
    return DateSpan(start, end, day, month, year) if 1 <= day <= 31 and 1 <= month <= 12 else None


def _read(digits: str, written: str) -> Iterator[datetime.date]:
    """The dates that a run of digits may be: day, month, year in either order."""
    parts = [int(p) for p in re.findall(r"\d+", written)]
    tries = [tuple(parts)] if len(parts) == 3 and len(digits) < 8 else []
    if len(digits) == 8:
        tries += [
            (int(digits[:2]), int(digits[2:4]), int(digits[4:])),
            (int(digits[6:]), int(digits[4:6]), int(digits[:4])),
        ]
    if len(digits) == 6:
        tries += [
            (int(digits[:2]), int(digits[2:4]), int(digits[4:])),
            (int(digits[4:]), int(digits[2:4]), int(digits[:2])),
        ]
    for day, month, year in tries:
        span = _span(0, 0, day, month, year)
        if span and (date := span.date):
            yield date


def _year_in_words(text: str, end: int) -> tuple[int, int] | None:
    """Where a year in words ends that begins here, and the year: "two thousand and twelve", "nineteen eighty-four"."""
    match = _YEAR_IN_WORDS.match(text, end)
    if match is None:
        return None
    words = re.split(r"[\s-]+", match["rest"].lower())
    number = _TENS.get(words[0], _UNITS.index(words[0]) if words[0] in _UNITS else -1)
    if number < 0:
        return None
    taken = len(words[0])
    if words[0] in _TENS and len(words) > 1 and words[1] in _UNITS[1:10]:
        number += _UNITS.index(words[1])
        taken += 1 + len(words[1])
    century = {"nineteen": 1900, "twenty": 2000, "two thousand": 2000}[" ".join(match["c"].lower().split())]
    return match.start("rest") + taken, century + number
