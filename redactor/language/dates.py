"""Dates as these reports write them, day before month."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from redactor.base.remembered import remembered
from redactor.language.lexicon import MONTHS

_MONTHS = {month[:3]: number for number, month in enumerate(MONTHS, 1)}
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
]
_MONTH = (
    r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![a-z])"  # "Child 1 declined" and "3 Mayfield Road" tell no day
    # the full stop of an abbreviation, not of the sentence
    r"(?:(?<=jan)\.|(?<=feb)\.|(?<=apr)\.|(?<=aug)\.|(?<=sep)\.|(?<=sept)\.|(?<=oct)\.|(?<=nov)\.|(?<=dec)\.)?"
)
_PATTERN = re.compile(
    r"(?<![\d/])(?<!\d\.)(?:"
    r"(?P<y0>(?:19|20)\d\d)-(?P<m0>\d\d)-(?P<d0>\d\d)"
    r"|(?P<d5>\d{1,2})\s(?P<m5>\d{1,2})\s(?P<y5>(?:19|20)\d\d)"
    r"|(?P<d1>\d{1,2})\s?(?P<sep>[/.\-–])\s?(?P<m1>\d{1,2})\s?(?P=sep)\s?(?P<y1>\d{4}|\d\d)"
    r"|(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?:\s+(?:day\s+)?of)?[\s\-./]+"
    + _MONTH.format("m2")
    + r"(?:,?[\s\-./]+(?P<y2>(?:19|20)\d\d|['’]?\d\d(?![:\d]|\.\d\d(?!\d)|\s?[ap]\.?m\b))(?!\d))?"
    r"|" + _MONTH.format("m3") + r"\s+(?P<d3>\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<y3>(?:19|20)\d\d))?"
    r"|(?:the\s+)?(?P<d4>"
    + "|".join(sorted(_ORDINALS, key=len, reverse=True))
    + r")\s+(?:of\s+)?"
    + _MONTH.format("m4")
    + r"(?:,?\s+(?P<y4>(?:19|20)\d\d))?"
    r")(?![\d/])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date at characters `start` to `end` (exclusive); `year` is None where the text gives none."""

    start: int
    end: int
    day: int
    month: int
    year: int | None

    @property
    def date(self) -> datetime.date | None:
        """The date, or None without a year or for an impossible day (31/02/19)."""
        try:
            return datetime.date(self.year, self.month, self.day) if self.year else None
        except ValueError:
            return None

    def may_be(self, other: datetime.date) -> bool:
        """The same day as `other`, as far as this text tells; also with day and month changed about."""
        if self.year is not None and self.year != other.year:
            return False
        return (self.day, self.month) == (other.day, other.month) or (
            self.year is not None and (self.month, self.day) == (other.day, other.month)
        )


# a number before or behind a month or before another number, or an ordinal before a month: without one there is no date
_MAY_BE = re.compile(
    r"\d\s?[/.\-–\s]\s?\d|(?:\d|st|nd|rd|th)(?:\s+(?:day\s+)?of)?[\s\-./]+(?:{0})|(?:{0})[a-z]*\.?\s+\d".format(
        "|".join(_MONTHS)
    ),
    re.IGNORECASE,
)


def find_dates(text: str) -> list[DateSpan]:
    """All dates with at least day and month, in order. Two-digit years up to 2039 are this century's."""
    return list(_dates(text))


@remembered(4096)  # several recognisers and rules ask for those of the same text
def _dates(text: str) -> tuple[DateSpan, ...]:
    if not _MAY_BE.search(text):
        return ()
    found = []
    at = 0
    while (match := _PATTERN.search(text, at)) is not None:
        at = max(match.end(), at + 1)
        groups = {k[0]: v for k, v in match.groupdict().items() if v is not None and k != "sep"}
        day_text, month_text = groups["d"], groups["m"]
        day = int(day_text) if day_text.isdigit() else _ORDINALS.index(day_text.lower()) + 1
        month = int(month_text) if month_text.isdigit() else _MONTHS[month_text[:3].lower()]
        year_text = groups.get("y", "").lstrip("'’")
        year = int(year_text) if year_text else None
        if year is not None and year < 100:
            year += 2000 if year < 40 else 1900
        end = match.end()
        if year is not None and len(year_text) < 4 and _BEFORE_MONTH.match(text, end):
            year, end = None, match.end(_group(match, "m"))  # "8 October, 22 October": two days, and no year 2022
            at = end
        if 1 <= day <= 31 and (1 <= month <= 12 or (1 <= day <= 12 and 1 <= month <= 31)):
            found.append(DateSpan(match.start(), end, day, month, year))
    return tuple(found)


_BEFORE_MONTH = re.compile(
    rf"(?:st|nd|rd|th)?(?: of)? (?:{'|'.join(MONTHS)}|{'|'.join(m[:3] for m in MONTHS)})\b", re.IGNORECASE
)


def _group(match: re.Match[str], letter: str) -> str:
    """The name of the group of this letter that has matched."""
    return next(
        name for name, words in match.groupdict().items() if words is not None and name[0] == letter and name != "sep"
    )
