"""When an entry happened, as chronologies write it: a day, a part of a month, a month, a year, a range, or nothing to go by.

Day before month throughout. What cannot be read for certain ("3 Sept" without a year, "09/23/2008", "2008/09") is not dated:
its row is listed by itself, as it was written. In a table in which the years stand in rows of their own, a day borrows its year
from there.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from redactor.language.dates import DateSpan, find_dates
from redactor.language.dates_otherwise import in_figures

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?<![a-z])(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"((?:19|20)\d\d|['’]?\d\d(?!\.\d\d|\s?[ap]\.?m\b))(?![\d:/])"  # the 10 of "Feb, 10.45am" is none
_TO = r"\s*(?:-|–|—|/|&|\bto\b|\band\b|\buntil\b|\btill\b)\s*"
_JOINED = re.compile(rf"{_TO}|\s*,\s*(?:and\s+)?")
_MONTH_YEAR = re.compile(rf"{_MONTH}[\s,./-]*{_YEAR}", re.IGNORECASE)
_NUMBERED_MONTH = re.compile(r"(?<![\d/.-])(0?[1-9]|1[0-2])\s?[/.]\s?((?:19|20)\d\d)(?![\d/.-])")
_MONTHS_OF_YEAR = re.compile(rf"{_MONTH}{_TO}{_MONTH}[\s,]*{_YEAR}", re.IGNORECASE)
_ONLY_YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)(?![\d/.-])")
_YEARS = re.compile(rf"(?<![\d/.-])((?:19|20)\d\d){_TO}((?:19|20)\d\d)(?![\d/.-])", re.IGNORECASE)
_SEASON = re.compile(r"\b(spring|summer|autumn)\s+(?:of\s+)?((?:19|20)\d\d)\b", re.IGNORECASE)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9}
_PART = re.compile(r"\b(early|beginning|start|mid|middle|late|end)\b", re.IGNORECASE)
_PARTS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_WEEK = re.compile(r"\b(?:w/?[cb]|week (?:commencing|beginning|starting|of))\b", re.IGNORECASE)
_DAY_SHAPED = re.compile(r"\d{1,4}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{1,4}")
_SHORT = re.compile(r"\d{1,2}/\d{1,2}(?!\s?[/\d])")  # "3/6"; "10.30" is a time
_FINANCIAL = re.compile(r"(?:19|20)\d\d\s?[/-]\s?\d\d(?!\d)")
_CLOCK = re.compile(
    r"(?<![\d:./])(?:([01]?\d|2[0-4])\s?[:.]\s?([0-5]\d)(?:[:.][0-5]\d)?\s?([ap])?\.?(?(3)m\b\.?)(?![\d:/])"
    r"|(1[0-2]|0?[1-9])\s?([ap])\.?m\b\.?|([01]\d|2[0-3])([0-5]\d)\s?(?:hrs?|hours|h)\b)",
    re.IGNORECASE,
)
_FOUR_FIGURES = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_HOURS = re.compile(r"\b(?:hrs?|hours?|h|at)\b", re.IGNORECASE)
_DITTO = re.compile(
    r"[\"'”“″〃’‘,]{1,2}|-\s?[\"”″]\s?-|ditto|do\.|(?:as|see) above|(?:the )?same (?:day|date)(?: as above)?|id\.|ibid\.?",
    re.IGNORECASE,
)
# words beside a date that change nothing of it
_BESIDE = frozenset(
    "mon tue tues wed weds thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday on at the hrs "
    "hours hour am pm date time t".split()
)


@dataclass(frozen=True, slots=True)
class When:
    """A date as it stood, and the days that it may mean, both included; both None where it cannot be dated."""

    written: str
    first: date | None = None
    last: date | None = None
    exact: bool = False  # one day, with no word beside it that says otherwise
    above: bool = False  # its cell was empty: the date of the row above holds

    @property
    def day(self) -> date | None:
        """The day, where it is one."""
        return self.first if self.first == self.last else None

    @property
    def shown(self) -> str:
        """As the board's form writes it; what is no plain day as it was written."""
        if self.first and self.exact:
            return f"{self.first:%d/%m/%Y}"
        return self.written


def read_when(text: str) -> When:
    """The date that a cell holds."""
    written = " ".join(text.split())
    plain = in_figures(written)
    found = _days(plain) or _parts(plain)
    return When(written, *found) if found else When(written)


def month_alone(text: str) -> int:
    """The year of a text that is a month and nothing else ("March 2018"), 0 for any other."""
    found = _MONTH_YEAR.fullmatch(" ".join(text.split()))
    return _year(found[2]) if found else 0


def is_ditto(text: str) -> bool:
    """Whether a cell says that the date above it holds: nothing but a sign of that, or nothing but a time."""
    left = _CLOCK.sub("", text) if not find_dates(text) else text
    return not left.strip() or bool(_DITTO.fullmatch(left.strip()) or _DITTO.fullmatch(left.strip(" ,;:")))


def lacks_year(text: str) -> bool:
    """A day and a month, and no year: "6 Sept", "1 March, 19:40"."""
    written = " ".join(text.split())
    spans = find_dates(written)
    return (len(spans) == 1 and spans[0].year is None) or bool(not spans and _SHORT.match(written))


def of_year(text: str, year: int) -> When:
    """The same in the year that stands over it in its table; as undated as it is where that makes no day."""
    written = " ".join(text.split())
    spans = find_dates(written)
    short = _SHORT.match(written)
    end = spans[0].end if spans else short.end() if short else 0
    found = _days(f"{written[:end]}{' ' if spans else '/'}{year}{written[end:]}")
    return When(f"{written} ({year})", found[0], found[1]) if found else When(written)


def read_time(text: str) -> tuple[str, int]:
    """A time as "17:56", as it was written where it says more, and its minutes: -1 where it is unknown (00:00)."""
    written = " ".join(text.split())
    found = _CLOCK.search(written)
    if found is None:
        whole = _FOUR_FIGURES.fullmatch(written)
        hour, minute, half = (int(whole[1]), int(whole[2]), "") if whole else (0, 0, "")
    elif found[6]:
        hour, minute, half = int(found[6]), int(found[7]), ""
    else:
        hour, minute, half = int(found[1] or found[4]), int(found[2] or 0), (found[3] or found[5] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or not (hour or minute):
        return written, -1
    alone = found is None or not re.search(
        r"\w", _HOURS.sub("", f"{written[: found.start()]} {written[found.end() :]}")
    )
    return f"{hour:02}:{minute:02}" if alone else written, hour * 60 + minute


def time_beside(text: str) -> str:
    """The time that stands in a cell with a date, "" for none."""
    left = _without(" ".join(text.split()), find_dates(" ".join(text.split())))
    found = _CLOCK.search(left)
    return found.group().strip() if found else ""


def date_and_source(text: str) -> tuple[str, str]:
    """The date of a cell, with its time, and the source that stands before or behind it ("03/03/24, GP records"); all of it and
    "" where more than one day stands there, or a word that says something of the day ("early", "onwards", "?")."""
    written = " ".join(text.split())
    spans = find_dates(written)
    if len(spans) != 1:
        return text, ""
    before, after = written[: spans[0].start], written[spans[0].end :]
    clock = _CLOCK.match(after.lstrip(" ,"))
    rest = after.lstrip(" ,")[clock.end() :] if clock else after
    source = [part.strip(_SEPARATORS) for part in (before, rest)]
    beside = [" ".join(w for w in part.split() if w.strip(",.").casefold() not in _BESIDE) for part in source]
    told = [part for part in beside if part]
    if len(told) != 1 or not told[0][:1].isupper() or _SAYS_OF_DAY.search(written):
        return text, ""
    day = written[spans[0].start : spans[0].end]
    return (f"{day} {clock.group().strip()}" if clock else day), source[beside.index(told[0])]


_SEPARATORS = " ,;:()[]–—-/|"
_SAYS_OF_DAY = re.compile(
    r"\?|\b(?:early|beginning|start|mid|middle|late|end|about|around|circa|c\.|approx\w*|before|after|since|from|until|till|by|"
    r"between|week|w/?[cb]|onwards?|unknown|to)\b",
    re.IGNORECASE,
)


def _without(text: str, spans: list[DateSpan]) -> str:
    for span in reversed(spans):
        text = f"{text[: span.start]} {text[span.end :]}"
    return text


def _days(text: str) -> tuple[date, date, bool] | None:
    """Dates with day and month."""
    spans = find_dates(text)
    days = [span.date for span in spans]
    # "3 Sept - 5 Sept 2008": the first borrows the year of the second
    if (
        len(spans) == 2
        and spans[0].year is None
        and spans[1].year
        and _JOINED.fullmatch(text, spans[0].end, spans[1].start)
    ):
        borrowed = DateSpan(spans[0].start, spans[0].end, spans[0].day, spans[0].month, spans[1].year)
        days[0] = borrowed.date
    if not days or any(day is None for day in days):
        return None
    known = [day for day in days if day is not None]
    if len(known) == 1:
        return _one_day(text, spans[0], known[0])
    if any(later < earlier for earlier, later in pairwise(known)):
        return None
    return known[0], known[-1], False


def _one_day(text: str, span: DateSpan, day: date) -> tuple[date, date, bool] | None:
    before = text[: span.start]
    # "12-14/09/17", "3 to 5 September 2008", "28/08-02/09/17": a range whose first day borrows month and year
    if begun := re.search(rf"(?<![\d:.])(\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[/.]\s?(\d{{1,2}}))?{_TO}$", before):
        try:
            first = date(day.year, int(begun[2] or day.month), int(begun[1]))
        except ValueError:
            return None
        return (first, day, False) if first < day else None
    if _WEEK.search(before):
        return day, day + timedelta(days=6), False
    left = _CLOCK.sub(" ", _without(text, [span]))
    if re.search(r"\d", left):
        return None if _DAY_SHAPED.search(left) else (day, day, False)
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", left)}
    return day, day, not words - _BESIDE and "?" not in left


def _parts(text: str) -> tuple[date, date] | None:
    """Months, seasons and years."""
    if _DAY_SHAPED.search(text):
        return None  # a day that is none: 31/02/2008, 09/23/2008
    if both := _MONTHS_OF_YEAR.search(text):
        year = _year(both[3])
        return _in_order(_month(both[1], year)[0], _month(both[2], year)[1])
    months = [_month(m[1], _year(m[2])) for m in _MONTH_YEAR.finditer(text)]
    months += [_whole_month(int(m[2]), int(m[1])) for m in _NUMBERED_MONTH.finditer(text)]
    if len(months) == 1:
        return _part_of(text, *months[0])
    if months:
        return _in_order(months[0][0], months[-1][1])
    if season := _SEASON.search(text):
        begins = _SEASONS[season[1].lower()]
        return date(int(season[2]), begins, 1), _whole_month(int(season[2]), begins + 2)[1]
    if years := _YEARS.search(text):
        return _in_order(date(int(years[1]), 1, 1), date(int(years[2]), 12, 31))
    if _FINANCIAL.search(text) or re.search(rf"{_MONTH}(?!\w)", text, re.IGNORECASE):
        return None  # "2008/09" may be a year or a month; "3 Sept, 2008 file"
    found = _ONLY_YEAR.findall(text)
    return _part_of(text, date(int(found[0]), 1, 1), date(int(found[0]), 12, 31)) if len(found) == 1 else None


def _part_of(text: str, first: date, last: date) -> tuple[date, date]:
    """The third of a month, or of a year, that "early", "mid" and "late" mean."""
    found = _PART.search(text)
    if found is None:
        return first, last
    part = _PARTS[found[1].lower()]
    if (last - first).days < 31:
        begins = (1, 11, 21)[part]
        return first.replace(day=begins), first.replace(day=begins + 9) if part < 2 else last
    return date(first.year, 1 + 4 * part, 1), _whole_month(first.year, 4 + 4 * part)[1]


def _in_order(first: date, last: date) -> tuple[date, date] | None:
    return (first, last) if first <= last else None


def _month(word: str, year: int) -> tuple[date, date]:
    return _whole_month(year, _MONTHS.index(word[:3].lower()) + 1)


def _whole_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _year(text: str) -> int:
    year = int(text.lstrip("'’"))
    return year if year > 99 else year + (2000 if year < 40 else 1900)
