"""Dates of birth as boards write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = "january february march april may june july august september october november december".split()
_YEAR = r"(?P<y>\d{4}|\d{2})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?",  # ISO, also from Excel
        rf"(?P<d>\d{{1,2}})\s?[-/. ]\s?(?P<m>\d{{1,2}})\s?[-/. ]\s?{_YEAR}",  # the day first, as in the UK
        rf"(?:[a-z]+,?\s)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[-/.\s]*(?:of\s)?(?P<name>[a-z]{{3,9}})[-/.,\s]*{_YEAR}",
        rf"(?P<name>[a-z]{{3,9}})\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s{_YEAR}",
    )
)
_EARLIEST = 1880
_AHEAD = timedelta(days=366)  # an unborn child's expected date may stand on a list


def parse_date_of_birth(text: str, today: date) -> date:
    """The date that `text` writes, day first. A two-digit year that would lie after `today` is 19xx.

    Raises ValueError when it is no full date, or no possible date of birth.
    """
    for form in _FORMS:
        if match := form.fullmatch(text.strip()):
            parts = match.groupdict()
            year = int(parts["y"])
            month = _month(parts["name"]) if parts.get("name") else int(parts["m"])
            if len(parts["y"]) == 2:
                year += 2000
                if date(year, month, int(parts["d"])) > today:
                    year -= 100
            return possible(date(year, month, int(parts["d"])), today)
    raise ValueError("not a date")


def possible(born: date, today: date) -> date:
    """The date again. Raises ValueError when nobody on a list can be born on it."""
    if born.year < _EARLIEST or born > today + _AHEAD:
        raise ValueError("not a possible date of birth")
    return born


def _month(name: str) -> int:
    """1 to 12 for a month's name or its beginning. Raises ValueError for another word."""
    word = "sep" if name.casefold() == "sept" else name.casefold()
    for number, month in enumerate(_MONTHS, start=1):
        if month.startswith(word):
            return number
    raise ValueError("not a month")
