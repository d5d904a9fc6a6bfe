"""How a day is told more generally, and which days a label may mean. A label is true when its day is among them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from redactor.keymap.levels import DateLevel
from redactor.language.lexicon import MONTHS

_NAMES = tuple(m.capitalize() for m in MONTHS)
_PARTS = ("early", "mid", "late")  # the thirds of a year, as `chronology/dates.py` reads them
_MANY_MONTHS, _MANY_DAYS = 36, 1096  # three years: what is earlier is told in years, and is earlier than all others
_ALWAYS = (date.min, date.max)
_SAID = re.compile(
    r"(?:(?:in|on|by)\s+)?(?:"
    r"Month (?P<month>\d+)|Quarter (?P<quarter>\d+)|(?P<quarters>\d+) quarters? before Quarter 1"
    r"|Year (?P<nth>\d+)|(?P<ago>\d+ years|the year) before Year 1"
    r"|Day (?P<day>\d+)|(?P<before>\d+) (?P<unit>months?|days?) before (?P<of>Month|Day) 1"
    r"|more than (?P<years>\d+) years? before (?:Month|Quarter|Day) 1"
    rf"|(?P<name>{'|'.join(_NAMES)}) (?P<year>\d{{4}})|(?P<part>early|mid|late)[ -](?P<of_year>\d{{4}})|(?P<only>\d{{4}})"
    r")",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """What stands in the place of a date. `preposition` goes before it where the day had "on"."""

    text: str
    preposition: str = "in"
    first: date = date.min  # the days that it may mean, both included
    last: date = date.max

    def may_mean(self, first: date, last: date) -> bool:
        """Whether these days, both included, are among those that it may mean."""
        return self.first <= first and last <= self.last


def label_of(first: date, last: date, level: DateLevel, anchor: date, *, year_told: bool = True) -> Label:
    """The label of the days `first` to `last`. Where the text gives no year, none is added."""
    begin, end = _label(first, level, anchor, year_told), _label(last, level, anchor, year_told)
    if begin.text == end.text:
        return begin
    if level is DateLevel.MONTH and (first.day, first.month) == (1, 1) and (last.day, last.month) == (31, 12):
        return Label(f"{first.year}", "in", first, last) if first.year == last.year else _joined(begin, end)
    return _joined(begin, end)


def _joined(begin: Label, end: Label) -> Label:
    return Label(f"{begin.text} to {end.text}", begin.preposition, begin.first, end.last)


def _label(day: date, level: DateLevel, anchor: date, year_told: bool) -> Label:
    match level:
        case DateLevel.MONTH:
            first, last = _whole_month(day)
            name = _NAMES[day.month - 1]
            return Label(f"{name} {day.year}", "in", first, last) if year_told else Label(name)
        case DateLevel.SEASON:
            third = (day.month - 1) // 4
            first, last = date(day.year, 1 + 4 * third, 1), _whole_month(date(day.year, 4 + 4 * third, 1))[1]
            return Label(f"{_PARTS[third]} {day.year}", "in", first, last)
        case DateLevel.YEAR:
            return Label(f"{day.year}", "in", date(day.year, 1, 1), date(day.year, 12, 31))
        case DateLevel.MONTHS:
            return _in_months((day.year - anchor.year) * 12 + day.month - anchor.month, anchor)
        case DateLevel.QUARTERS:
            return _in_quarters((day.year - anchor.year) * 12 + day.month - anchor.month, anchor)
        case DateLevel.DAYS:
            return _in_days((day - anchor).days, anchor)
        case _:
            return Label(f"{day.day} {_NAMES[day.month - 1]} {day.year}", "on", day, day)


def _in_months(months: int, anchor: date) -> Label:
    if months >= 0:
        return Label(f"Month {months + 1}", "in", *_whole_month(_moved(anchor, months)))
    if -months <= _MANY_MONTHS:
        said = "1 month" if months == -1 else f"{-months} months"
        return Label(f"{said} before Month 1", "", *_whole_month(_moved(anchor, months)))
    return _years_before((-months - 1) // 12, "Month 1", anchor.replace(day=1))


def _in_quarters(months: int, anchor: date) -> Label:
    quarter = months // 3  # down, also before the first
    first, last = _moved(anchor, 3 * quarter), _whole_month(_moved(anchor, 3 * quarter + 2))[1]
    if quarter >= 0:
        return Label(f"Quarter {quarter + 1}", "in", first, last)
    if -months <= _MANY_MONTHS:
        said = "1 quarter" if quarter == -1 else f"{-quarter} quarters"
        return Label(f"{said} before Quarter 1", "", first, last)
    return _years_before((-months - 1) // 12, "Quarter 1", anchor.replace(day=1))


def _in_days(days: int, anchor: date) -> Label:
    if days >= 0:
        return Label(f"Day {days + 1}", "on", anchor + timedelta(days), anchor + timedelta(days))
    if -days <= _MANY_DAYS:
        said = "1 day" if days == -1 else f"{-days} days"
        return Label(f"{said} before Day 1", "", anchor + timedelta(days), anchor + timedelta(days))
    return _years_before((-days - 1) * 100 // 36525, "Day 1", anchor)


def _years_before(years: int, what: str, anchor: date) -> Label:
    """More than 3 years before Month 1: the days from four years before it, and a little over, to three."""
    begins = _years_back(anchor, years + 1) - timedelta(days=31)
    return Label(f"more than {years} years before {what}", "", begins, _years_back(anchor, years) + timedelta(days=1))


def _years_back(day: date, years: int) -> date:
    return date(max(1, day.year - years), day.month, min(day.day, 28))


def _moved(anchor: date, months: int) -> date:
    whole = anchor.year * 12 + anchor.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)


def _whole_month(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def is_label(text: str) -> bool:
    """Whether it is a label as they are written here."""
    return all(_SAID.fullmatch(each.strip()) for each in re.split(r" to ", text.strip()))


def read_label(text: str, anchor: date) -> tuple[date, date]:
    """The days that a label which a person wrote may mean; all days where it is none of ours ("later that year")."""
    ends = [_read_one(each, anchor) for each in re.split(r" to ", text.strip())]
    return ends[0][0], ends[-1][1]


def _read_one(text: str, anchor: date) -> tuple[date, date]:
    said = _SAID.fullmatch(text.strip())
    if said is None:
        return _ALWAYS
    try:
        return _read(said, anchor)
    except (ValueError, OverflowError):
        return _ALWAYS


def _read(said: re.Match[str], anchor: date) -> tuple[date, date]:
    if said["month"]:
        return _whole_month(_moved(anchor, int(said["month"]) - 1))
    if said["quarter"] or said["quarters"]:
        many = int(said["quarter"]) - 1 if said["quarter"] else -int(said["quarters"])
        return _moved(anchor, 3 * many), _whole_month(_moved(anchor, 3 * many + 2))[1]
    if said["day"]:
        day = anchor + timedelta(int(said["day"]) - 1)
        return day, day
    if said["before"]:
        many = int(said["before"])
        if said["unit"].lower().startswith("month"):
            return _whole_month(_moved(anchor, -many))
        return anchor - timedelta(many), anchor - timedelta(many)
    if said["nth"] or said["ago"]:
        ago = said["ago"] or ""
        year = (
            anchor.year + int(said["nth"]) - 1
            if said["nth"]
            else anchor.year - (int(ago.split()[0]) if ago[0].isdigit() else 1)
        )
        return date(year, 1, 1), date(year, 12, 31)
    if said["years"]:
        return date.min, _years_back(anchor, int(said["years"])) + timedelta(days=1)
    if said["name"]:
        return _whole_month(date(int(said["year"]), _NAMES.index(said["name"].capitalize()) + 1, 1))
    if said["part"]:
        third = _PARTS.index(said["part"].lower())
        year = int(said["of_year"])
        return date(year, 1 + 4 * third, 1), _whole_month(date(year, 4 + 4 * third, 1))[1]
    return date(int(said["only"]), 1, 1), date(int(said["only"]), 12, 31)
