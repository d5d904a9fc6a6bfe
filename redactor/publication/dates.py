"""Dates of drafts, in every form that reports write, and the labels that take their place with the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from redactor.codes.shapes import CODE
from redactor.keymap.levels import DateLevel
from redactor.language.dates import DateSpan, find_dates
from redactor.language.dates_otherwise import dates_otherwise
from redactor.language.lexicon import MONTHS
from redactor.publication.facts import Fact, FactKind
from redactor.publication.labels import Label, label_of

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAYNAME = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_MONTH_YEAR = re.compile(rf"(?<![\w/.-])(?P<m>{_MONTH})\.?,?[ /-]+(?P<y>(?:19|20)\d\d)(?![\d/-])", re.IGNORECASE)
_MONTHS_OF_YEAR = re.compile(
    rf"(?<![\w/.-])(?P<a>{_MONTH})\.?\s*(?:to|until|and|-|–|/)\s*(?P<b>{_MONTH})\.?,?\s+(?P<y>(?:19|20)\d\d)(?![\d/-])",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?<![\d/.-])(?P<m>0?[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![\d/.-])")
_SEASON = re.compile(
    r"(?P<s>spring|summer|autumn|winter|early|mid|late|the beginning of|the end of)[ -](?:of )?(?P<y>(?:19|20)\d\d)(?![\d/-])",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:in|by|of|since|until|from|after|before|during|between)\s(?P<y>(?:19|20)\d\d)(?:\s(?:and|to)\s(?P<to>(?:19|20)\d\d))?"
    r"(?![\d/-])",
    re.IGNORECASE,
)
_FINANCIAL = re.compile(
    r"\b(?:in|by|of|for|since|until|from|after|before|during|financial year)\s"
    r"(?P<all>(?P<y>(?:19|20)\d\d)[/-](?P<to>\d\d))(?!\d)",
    re.IGNORECASE,
)
# years of laws, guidance and research are nobody's
_PUBLIC = re.compile(
    r"\b(?:Acts?|Regulations|Order|guidance|Working Together|census|published|legislation|policy|protocol|et al|inquiry|Report"
    r"|came into force|law)\b",
    re.IGNORECASE,
)
_FESTIVALS = {
    "bonfire night": (11, 5), "guy fawkes night": (11, 5), "christmas day": (12, 25), "christmas eve": (12, 24),
    "boxing day": (12, 26), "new year's day": (1, 1), "new year's eve": (12, 31), "halloween": (10, 31),
    "hallowe'en": (10, 31), "valentine's day": (2, 14), "st george's day": (4, 23), "st patrick's day": (3, 17),
    "good friday": (0, -2), "easter sunday": (0, 0), "easter monday": (0, 1), "mothering sunday": (0, -21),
    "mother's day": (0, -21), "christmas": (12, 25), "easter": (0, 0), "new year": (1, 1),
}  # fmt: skip
_FESTIVAL = re.compile(
    r"\b(?P<f>"
    + "|".join(re.escape(f).replace("'", "['’]?") for f in sorted(_FESTIVALS, key=len, reverse=True))
    + r")\b"
    r"(?:,? (?:in |of )?(?P<y>(?:19|20)\d\d)(?![\d/-]))?",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?<![\w/.])(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s?[/.]\s?(?P<m>\d{1,2})|\s(?P<n>" + _MONTH + r"))?"
    r"\s?(?:-|–|/|&|\bto\b|\band\b)\s?$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s?(?:-|–|—|/|&|,|\bto\b|\band\b|\bor\b|\buntil\b)\s?(?:on )?(?:the )?", re.IGNORECASE)
_TO = re.compile(r"\s?(?:-|–|—|\bto\b|\buntil\b)\s?")
_LISTED = re.compile(r"(?<![\w/.])(?P<d>\d{1,2})(?:st|nd|rd|th)?,\s?$")
_BEFORE = re.compile(
    rf"(?:(?P<prep>\b[Oo]n)\s+(?:the\s+)?)?(?:(?:the\s+)?(?:night|morning|afternoon|evening)\s+of\s+)?(?:\b{_DAYNAME},?\s+)?(?:\bthe\s+)?$"
)
_IN = re.compile(r"\b[Ii]n (?P<about>(?:about |around |roughly )?)$")
_END_OF = re.compile(r"\b(?:the )?(?:end|beginning|start|middle) of $")
_AFTER = re.compile(rf"\s*\({_DAYNAME}\)|,?\s+{_DAYNAME}\b")
_BIRTH = re.compile(
    r"(?P<all>(?:\(\s*)?\b(?:(?:who )?(?:was )?born(?: on| in)?|d\.?o\.?b\.?|date of birth)\s*(?:is|was|:|-)?\s*(?:on )?)$",
    re.IGNORECASE,
)
_OF_BIRTH = re.compile(r"birth|d\.?o\.?b\b", re.IGNORECASE)
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (1, 12), "early": (1, 4), "mid": (5, 8),
            "late": (9, 12), "the beginning of": (1, 4), "the end of": (9, 12)}  # fmt: skip
_UNKNOWN, _UNKNOWN_DAYS = Label("one day", "on"), Label("some days", "on")
_RELATIVE = (DateLevel.MONTHS, DateLevel.QUARTERS, DateLevel.DAYS)
_A_MONTH = 27  # days: what is as long is a month, not a few days of one


@dataclass(frozen=True, slots=True)
class DateTold:
    """A date as a text tells it: characters, days, and whether the text gives the year, and the day."""

    start: int
    end: int
    first: date
    last: date
    year_told: bool = True
    dated: bool = True  # False: nothing says of which year it is

    @property
    def is_day(self) -> bool:
        """One day."""
        return self.first == self.last


def easter(year: int) -> date:
    """Easter Sunday (Gauss, in the form of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def dates_in(text: str, previous: date | None = None) -> list[DateTold]:
    """Every date of a text, in order. `previous`: the date told before it, for one that gives no year."""
    usual = find_dates(text)
    spans = [
        *usual,
        *(d for d in dates_otherwise(text) if all(d.end <= u.start or u.end <= d.start for u in usual)),
    ]
    found: list[DateTold] = []
    codes = [m.span() for m in CODE.finditer(text)]
    in_order = sorted(spans, key=lambda s: s.start)
    for n in range(len(in_order) - 1, -1, -1):  # from behind: "8 October, 22 October and 5 November 2018" have one year
        in_order[n] = _with_year_of_next(text, in_order[n], in_order[n + 1 : n + 2])
    for span in in_order:
        if any(s < span.end and span.start < e for s, e in codes):
            continue  # "Child 1. March was quiet."
        if (told := _of_span(text, span, _year_said(text, span.start) or previous)) is not None:
            found = [f for f in found if f.end <= told.start]  # a stretch holds its first day
            found.append(told)
            previous = told.last if told.dated else previous
    for told in (*_festivals(text, previous), *_parts(text)):  # ranges before what they are made of
        if all(told.end <= f.start or f.end <= told.start for f in found):
            found.append(told)
    return _joined(text, sorted(found, key=lambda t: t.start))


def _with_year_of_next(text: str, span: DateSpan, following: list[DateSpan]) -> DateSpan:
    """ "9 Feb and 2 March 2021": the first has the year of the second."""
    if span.year is None and following and following[0].year and _AND.fullmatch(text, span.end, following[0].start):
        return replace(span, year=following[0].year)
    return span


def _joined(text: str, found: list[DateTold]) -> list[DateTold]:
    """Two dates with a dash or "to" between them are one stretch of days."""
    made: list[DateTold] = []
    for told in found:
        last = made[-1] if made else None
        between = text[last.end : told.start] if last is not None else ""
        if (
            last is not None
            and last.dated
            and told.dated
            and last.first <= told.last
            and (
                _TO.fullmatch(between)
                or (between == " and " and re.search(r"\b[Bb]etween (?:\w+ )?$", text[: last.start]))
            )
        ):
            year_told = last.year_told or told.year_told
            made[-1] = DateTold(last.start, told.end, last.first, told.last, year_told)
        else:
            made.append(told)
    return made


def _of_span(text: str, span: DateSpan, previous: date | None) -> DateTold | None:
    day = _day(span.year, span.month, span.day, previous) or _day(span.year, span.day, span.month, previous)
    if day is None:
        if span.year is None or span.month > 12:
            return None
        return DateTold(
            span.start, span.end, *_months(span.year, span.month)
        )  # 29 February 2019: some day of that month
    first, start = day, span.start
    if begun := _RANGE.search(text, 0, span.start):
        month = int(begun["m"]) if begun["m"] else _month(begun["n"]) if begun["n"] else day.month
        begins = _day(day.year, month, int(begun["d"]), None)
        named = re.search(r"\b(?!On\b|From\b|Between\b|The\b|Of\b|In\b|By\b)[A-Z][a-z]+ $", text[: begun.start()])
        two = (
            "and" in begun.group()
            and (begun["m"] or begun["n"])
            and not re.search(r"[Bb]etween $", text[: begun.start()])
        )
        if begins is not None and begins <= day and not (named or two):  # not "Meeting 1 – 9 February"
            first, start = begins, begun.start()
            while more := _LISTED.search(text, 0, start):  # "3, 10 and 17 March"
                earlier = _day(first.year, month, int(more["d"]), None)
                if earlier is None or earlier > first:
                    break
                first, start = earlier, more.start()
    told = span.year is not None
    return DateTold(start, span.end, first, day, told, told or previous is not None)


def _day(year: int | None, month: int, day: int, previous: date | None) -> date | None:
    """The day; without a year that which lies nearest to the date before, as what is told goes on: back counts twice."""
    try:
        if year is not None or previous is None:
            return date(year or 2000, month, day)
    except ValueError:
        return None
    near = [date(y, month, day) for y in range(previous.year - 4, previous.year + 5) if _has(y, month, day)]
    return min(near, key=lambda d: _far(d, previous), default=None)


def _has(year: int, month: int, day: int) -> bool:
    """Whether there is such a day: 29 February not in every year."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


_SAID_YEAR = re.compile(r"\b(?:in|during|of|throughout) (?P<y>(?:19|20)\d\d)(?![\d/-])[^.!?\n]*$", re.IGNORECASE)


def _year_said(text: str, at: int) -> date | None:
    """The middle of the year that the sentence has named: "five times in 2017, the last time on Boxing Day"."""
    said = _SAID_YEAR.search(text, max(text.rfind(". ", 0, at), 0), at)
    return date(int(said["y"]), 7, 1) if said and not _PUBLIC.search(text[max(said.start() - 40, 0) : at]) else None


def _far(day: date, previous: date | None) -> int:
    """How far a day lies from the one told before: back counts twice, as what is told goes on."""
    days = (day - previous).days if previous else 0
    return days if days >= 0 else -2 * days


def _month(word: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(word[:3].lower()))


def _festivals(text: str, previous: date | None) -> Iterator[DateTold]:
    for match in _FESTIVAL.finditer(text):
        name = match["f"].lower().replace("’", "'")
        if name in ("christmas", "easter", "new year") and not match["y"]:
            continue  # "at Christmas": a season of the year
        plain = {f.replace("'", ""): v for f, v in _FESTIVALS.items()}
        month, day = plain[name.replace("'", "")]
        said = _year_said(text, match.start())
        years = (
            [int(match["y"])]
            if match["y"]
            else [said.year]
            if said
            else [previous.year + n for n in (-1, 0, 1)]
            if previous
            else [2000]
        )
        days = [date(y, month, day) if month else easter(y) + timedelta(days=day) for y in years]
        when = min(days, key=lambda d: _far(d, previous)) if len(days) > 1 and previous else days[0]
        yield DateTold(*match.span(), when, when, match["y"] is not None, bool(match["y"] or previous))


def _parts(text: str) -> Iterator[DateTold]:
    """Months, seasons and years."""
    for match in _MONTHS_OF_YEAR.finditer(text):
        year, begin, end = int(match["y"]), _month(match["a"]), _month(match["b"])
        if begin <= end:
            yield DateTold(*match.span(), _months(year, begin)[0], _months(year, end)[1])
    for match in _MONTH_YEAR.finditer(text):
        yield DateTold(*match.span(), *_months(int(match["y"]), _month(match["m"])))
    for match in _NUMBERED.finditer(text):
        yield DateTold(*match.span(), *_months(int(match["y"]), int(match["m"])))
    for match in _SEASON.finditer(text):
        begin, end = _SEASONS[match["s"].lower()]
        yield DateTold(*match.span(), _months(int(match["y"]), begin)[0], _months(int(match["y"]), end)[1])
    for match in _FINANCIAL.finditer(text):
        year = int(match["y"])
        if int(match["to"]) == (year + 1) % 100:
            yield DateTold(*match.span("all"), date(year, 4, 1), date(year + 1, 3, 31))
    for match in _YEAR.finditer(text):
        sentence = text[max(text.rfind(". ", 0, match.start()), 0) : match.start()]
        if not _PUBLIC.search(sentence[-80:]) and not re.match(
            r"[)\]]| (?:Act|Regulations|edition)", text[match.end() :]
        ):
            for group in ("y", "to"):
                if match[group]:
                    year = int(match[group])
                    yield DateTold(*match.span(group), date(year, 1, 1), date(year, 12, 31))


def _months(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first, last


def is_birth(text: str, told: DateTold, header: str, births: frozenset[date]) -> bool:
    """Whether a date is one of birth: by the words before it, the heading of its column, or list and key map."""
    if _OF_BIRTH.search(header):
        return True
    return told.is_day and (bool(_BIRTH.search(text, 0, told.start)) or (told.first in births and told.year_told))


def coarser(told: DateTold, level: DateLevel, anchor: date) -> Label | None:
    """The label of a date; None where it says no more than the level allows."""
    if level is DateLevel.EXACT:
        return None
    if not told.dated:
        return (
            Label(MONTHS[told.first.month - 1].capitalize())
            if level is DateLevel.MONTH
            else _UNKNOWN
            if told.is_day
            else _UNKNOWN_DAYS
        )
    if not told.is_day and _is_coarse(told, level):
        return None
    if not told.is_day and level in _RELATIVE and _is_calendar_year(told):
        return _year_label(told, anchor)
    if level is DateLevel.DAYS and (told.last - told.first).days >= _A_MONTH:
        return label_of(told.first, told.last, DateLevel.MONTHS, anchor)
    return label_of(told.first, told.last, level, anchor, year_told=told.year_told)


def _is_calendar_year(told: DateTold) -> bool:
    first, last = told.first, told.last
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year


def _is_coarse(told: DateTold, level: DateLevel) -> bool:
    width = (told.last - told.first).days + 1
    return width >= {DateLevel.MONTH: 28, DateLevel.SEASON: 60, DateLevel.YEAR: 365}.get(level, 10**6)


def _year_label(told: DateTold, anchor: date) -> Label:
    """A whole year, counted from the calendar year of the anchor: Year 1 is that in which Month 1 lies."""
    years = told.first.year - anchor.year
    if years >= 0:
        return Label(f"Year {years + 1}", "in", told.first, told.last)
    said = "the year" if years == -1 else f"{-years} years"
    return Label(f"{said} before Year 1", "", told.first, told.last)


def date_fact(text: str, told: DateTold, label: Label, draft: int, passage: int, where: str) -> Fact:
    """The date as a fact, with the preposition and the day of the week that go with it."""
    start, end, before, written = told.start, told.end, "", text[told.start : told.end]
    if (around := _BEFORE.search(text, max(0, start - 60), start)) and around.group():
        start = around.start()
        if around["prep"]:
            preposition = label.preposition or ""
            before = f"{preposition} " if preposition else ""
            if around["prep"][0] == "O" and before:
                before = before.capitalize()
        elif re.match(r"[Tt]he ", around.group()) and re.match(r"\s+[a-z]", text[told.end :]):
            before = around.group()[:4]  # "the 12 March meeting"
    if not told.is_day and not before and not label.preposition and (said := _IN.search(text[:start])):
        start = said.start()
        before = "from " if " to " in label.text else said["about"] or ""  # "in March 2010" → "9 months before Month 1"
    if not told.is_day and not before and (said := re.search(r"\b([Bb]etween|[Ff]rom) $", text[:start])):
        # "between May and July": from one to the other; all of one part of a year: in it
        word = "from" if " to " in label.text else label.preposition
        start, before = said.start(), f"{word} " if word else ""
        if said[1][0].isupper():
            before = before.capitalize()
    if said := re.search(r"\b(?:beginning|commencing|starting|ending) $", text[:start]):
        before = f"{label.preposition} " if label.preposition else before  # "the week beginning in Month 2"
    elif not before and label.preposition == "in" and told.is_day and re.search(r"\bhours of $", text[:start]):
        before = "a day in "
    if (label.last - label.first).days > _A_MONTH + 4 and (said := _END_OF.search(text[:start])):
        start = said.start()  # "by the end of March" is by early 2019, and not by its end
    proposed_text = label.text
    if (
        " to " in label.text
        and not before
        and re.search(r"\b(?:until|since|by|before|after) $", text[:start], re.IGNORECASE)
    ):
        proposed_text = f"some time from {label.text}"
    if (behind := _AFTER.match(text, end)) and told.is_day:
        end = behind.end()
    proposed = proposed_text
    if not before and re.search(r"(?:^|[.!?]\s+)$", text[:start]) and proposed[:1].islower():
        proposed = proposed[:1].upper() + proposed[1:]
    return Fact(
        FactKind.DATE, draft, passage, start, end, written, proposed, before,
        days=(told.first, told.last), year_told=told.year_told, where=where, assumed=not told.year_told,
        why="the text gives no year: that of the date before was taken" if told.dated and not told.year_told else "",
    )  # fmt: skip


def birth_fact(text: str, told: DateTold, anchor: date, draft: int, passage: int, where: str) -> Fact:
    """A date of birth as an age at the anchor; of somebody born after it, none."""
    start = told.start
    said = _BIRTH.search(text, 0, start)
    years = anchor.year - told.first.year - ((anchor.month, anchor.day) < (told.first.month, told.first.day))
    age = "under one year" if years == 0 else "1 year" if years == 1 else f"{years} years"
    alone = not text[:start].strip() and not text[told.end :].strip()
    written = text[told.start : told.end]
    if years < 0:
        proposed = "born later"
    elif alone:
        proposed = age if years else "under one year old"
    else:
        proposed = f"{'under one year old' if years == 0 else f'aged {years}'} at the start of the period under review"
    before = ""
    if said and not alone:
        start = said.start()
        lead = said["all"].lower()
        before = ("(" if lead.startswith("(") else "") + (
            "who was " if "who was" in lead else "was " if "was born" in lead else ""
        )
    return Fact(
        FactKind.BIRTH, draft, passage, start, told.end, written, proposed, before,
        days=(told.first, told.last), where=where, why="an age stands for a date of birth",
    )  # fmt: skip
