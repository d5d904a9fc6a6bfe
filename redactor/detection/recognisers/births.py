"""Dates of birth among hundreds of dates that stay: told by their context, or because the case's list has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.language.dates import DateSpan
from redactor.language.dates_otherwise import every_date
from redactor.language.lexicon import MONTHS, lexicon

DATE_OF_BIRTH = MentionKind.DATE_OF_BIRTH
_HEADING = re.compile(r"\b(?:date of birth|d[./]?\s?o[./]?\s?b[./]?s?|born|birth ?date)(?!\w)", re.IGNORECASE)
# the cue, and what may stand between it and the date
_CUE = re.compile(
    r"(?:\bborn\b(?!\s+(?:into|to)\b)[^.;\n]{0,45}|\bd[./]?\s?o[./]?\s?b[./]?s?(?![^\W\d])[^;\n]{0,25}|"
    r"\bdelivered (?:on|at)\b[^.;\n]{0,20}|\b(?:date|day) of birth\b[^;\n]{0,80}|\bbirth ?date\b[^;\n]{0,25}"
    r"|\b(?:gave|giving|gives) birth\b[^.;\n]{0,45}"
    r"|\b(?:had|having) (?:a|her|their|another) (?:\w+ )?baby\b[^.;\n]{0,45}\bon\b[^.;\n]{0,5}"
    r"|\bturn(?:ed|s|ing) (?:\d{1,2}|[a-z]+(?:teen|ty)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"[^.;\n]{0,25}|\bbirthday\b[^.;\n]{0,25}|\b(?:DOB|EDD|b\.)\s?[:=]?\s?)$",
    re.IGNORECASE,
)
# "Her date of birth is 3 May 2011; the school's form has 5.3.11.": between the two, what gives another
_SAID_AGAIN = re.compile(
    r"(?:[;,:]|,? (?:but|and|while|though|whereas))[^.;\n]{0,80}\b(?:says?|said|has|had|have|gives?|gave|shows?|showed|"
    r"records?|recorded|states?|stated|puts?|reads?|wrote|written|down)(?: it)?(?: (?:as|to be|at))? $",
    re.IGNORECASE,
)
# "14MAR19", "140319", "14 03 19", with nothing but the cue before it
_RUN_TOGETHER = re.compile(
    r"(?<![\w/.-])(?:(?P<d1>\d{1,2})(?P<m1>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)(?P<y1>\d{4}|\d\d)"
    r"|(?P<d2>\d\d) ?(?P<m2>\d\d) ?(?P<y2>(?:19|20)?\d\d))(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
_RIGHT_BEFORE = re.compile(
    r"\b(?:d[./]?\s?o[./]?\s?b[./]?|date of birth|born(?: on)?)(?:\s?(?:is|was))?[\s:=(–-]{0,4}$", re.IGNORECASE
)
# a day that everybody knows the date of: "born on St Patrick's Day 1962", "dob Christmas Day 2011"
_FEAST = re.compile(
    r"(?<!\w)(?:St\.? (?:David|Patrick|George|Andrew|Stephen|Swithin|Nicholas|Valentine)['’]?s (?:Day|Night|Eve)|"
    r"Dydd Gŵyl Dewi|(?:Christmas|Xmas) (?:Day|Eve)|Boxing Day|New Year['’]?s (?:Day|Eve)|Valentine['’]?s Day|Hallowe['’]?en|"
    r"Bonfire Night|Guy Fawkes(?:['’]?s?)? (?:Night|Day)|Easter (?:Sunday|Monday|Day)|Good Friday|Mothering Sunday|"
    r"Mother['’]?s Day|Father['’]?s Day|Pancake Day|Shrove Tuesday|May Day|Midsummer['’]?s? Day|Remembrance (?:Sunday|Day)|"
    r"Armistice Day|"
    r"April Fools?['’]?s? Day|All Fools['’]? Day|Twelfth Night|Burns Night|Leap Day|Eid(?:[ -]al[ -]\w+)?|Diwali|Vaisakhi|"
    r"Lunar New Year|Chinese New Year)(?:,? (?:in |of )?(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_BORN_ON = re.compile(
    r"(?:\bb\.(?= )|\b(?:born|birthday|birth|d\.?o\.?b\.?)\b)(?!\s+(?:into|to)\b)[^.;,\n]{0,30}?(?:\bon|\bat|\bis|\bwas|:)? ?$",
    re.IGNORECASE,
)
_NOT_BIRTH = re.compile(r"\b(?:EDD|unborn|stillborn)\b[^.]{0,12}$", re.IGNORECASE)


_REACH = 160  # characters before a date: work grows with the words
_A_NAME = r"(?!On |At |In |By |To |From |Since |The |Date|Sent)[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,3}"
# "Jane Hill (was Dow), 02.05.1993", "Jim Hill (James), 17/3/91": a name, what else it is, and the birth
_BEHIND_A_NAME = re.compile(
    rf"(?:(?:^|\n)\W*{_A_NAME}(?: \([^()\n]{{2,40}}\))?|"
    rf"{_A_NAME} \((?P<first>[A-Z][\w’'-]+)\)|"
    rf"[A-Z][\w’'-]+ \((?:was |née |nee |formerly |aka |known as )?{_A_NAME}\)), $"
)


def _is_behind_a_name(text: str, start: int) -> bool:
    """A date at `start` stands behind a name and what else it is; in brackets "(James)", not "(Sunday)", "(Manager)"."""
    behind = _BEHIND_A_NAME.search(text, max(0, start - _REACH), start)
    first = (behind["first"] or "") if behind else ""
    named = lexicon().births(first) > 0 and not lexicon().is_ordinary(first) and not first.lower().endswith("day")
    return behind is not None and (not first or named)


# "we asked for his dob at the desk and he put 3/2/1990"; "also there: Petra Bell, 9/2/2014, and a baby"
_ASKED = re.compile(r"\b(?:d[./]?o[./]?b|date of birth|birthday|born)\b[^.;\n]{0,70}$", re.IGNORECASE)
_AFTER_SOMEBODY = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}, $")
_CLOSED = re.compile(r"\s?(?:[,;.)]|$)")


def _is_read_as_birth(look: Look, span: DateSpan, owner: int | None) -> bool:
    """The model takes it for a date of birth, and what stands before it does not speak against that."""
    if not any(
        e.label == "DOB" and e.chance >= _READ and e.start < span.end and span.start < e.end for e in look.readings
    ):
        return False
    begin = max(0, span.start - _REACH)
    if _ASKED.search(look.text, begin, span.start):
        return True
    named = owner is not None and look.kind_of(owner) in ("first", "unknown")
    after = _AFTER_SOMEBODY.search(look.text, begin, span.start) is not None
    return named and after and _CLOSED.match(look.text, span.end) is not None


_READ = 0.55  # how sure the model has to be


class BirthDates(Recogniser):
    """Dates that context or the list makes dates of birth. `known`: dates of birth of people of the case."""

    kinds = (DATE_OF_BIRTH,)

    def __init__(self, known: Iterable[date] = ()) -> None:
        super().__init__()
        self._known = frozenset(known)

    def find(self, look: Look) -> Iterator[Find]:
        """Spans of dates of birth; a date in a column of event dates is never one."""
        cell = look.passage.cell
        event = bool(
            cell and re.match(r"\s*(?:date|when|date and time|date/time)\b(?!.*birth)", cell.header, re.IGNORECASE)
        )
        # "Sister born" beside the day of an entry says what happened on it: the row would be without its date
        labels = [label for label in (cell.header, "" if event else cell.row_header) if label] if cell else []
        by_label = any(_HEADING.search(label) for label in labels if len(label) < 60)
        yield from self._run_together(look.text, by_label=by_label, event=event)
        yield from self._on_a_feast(look.text, by_label=by_label)
        previous_end, previous_birth = 0, False
        for span in every_date(look.text):
            before = look.text[previous_end : span.start]
            cued = bool(_CUE.search(before)) and not _NOT_BIRTH.search(before)
            owner = next((i for i in reversed(look.within(0, span.start)) if look.tokens[i].kind == "word"), None)
            bracketed = bool(re.search(r"[\w’'] ?\($", before)) and look.text[span.end : span.end + 1] == ")"
            named = owner is not None and look.kind_of(owner) in ("first", "unknown")
            joined = (
                (previous_birth and bracketed)
                or (bracketed and named and span.year is not None)
                or (previous_birth and bool(re.fullmatch(r"\s*(?:,|/|and|or|&)\s*", before)))
            )
            apposed = span.year is not None and not event and _is_behind_a_name(look.text, span.start)
            again = previous_birth and span.year is not None and bool(_SAID_AGAIN.fullmatch(before))
            known = span.year is not None and any(span.may_be(d) for d in self._known)
            if (
                (by_label and span.year is not None)
                or (by_label and cell and cell.row > 1)
                or cued
                or joined
                or apposed
                or again
                or (span.year is not None and not event and _is_read_as_birth(look, span, owner))
                or (known and not event)
            ):
                yield Find(span.start, span.end, DATE_OF_BIRTH, 0.9 if cued or by_label else 0.8)
                previous_birth = True
            else:
                previous_birth = False
            previous_end = span.end

    def _run_together(self, text: str, *, by_label: bool, event: bool) -> Iterator[Find]:
        """A date without strokes is one behind its cue, or where somebody of the list was born on it."""
        for match in _RUN_TOGETHER.finditer(text):
            day = _day(match)
            cued = _RIGHT_BEFORE.search(text, max(0, match.start() - _REACH), match.start()) is not None
            known = match["m1"] is not None and not event and bool({day, _earlier(day)} & self._known)
            if day is not None and (cued or known or (by_label and match.group() == text.strip())):
                yield Find(*match.span(), DATE_OF_BIRTH, 0.9)

    @staticmethod
    def _on_a_feast(text: str, *, by_label: bool) -> Iterator[Find]:
        for match in _FEAST.finditer(text):
            born = _BORN_ON.search(text, max(0, match.start() - 60), match.start())
            if match["year"] and (born or (by_label and match.group() == text.strip())):
                yield Find(*match.span(), DATE_OF_BIRTH, 0.9)


def _day(match: re.Match[str]) -> date | None:
    """The day of a `_RUN_TOGETHER`, of two figures of a year the later century; None where there is no such day."""
    n = "1" if match["m1"] else "2"
    month = match["m2"] or str([m[:3] for m in MONTHS].index(match["m1"].lower()) + 1)
    year = int(match[f"y{n}"])
    try:
        return date(year if year > 99 else 2000 + year, int(month), int(match[f"d{n}"]))
    except ValueError:
        return None


def _earlier(day: date | None) -> date | None:
    """The same day a hundred years before."""
    try:
        return day and day.replace(year=day.year - 100)
    except ValueError:
        return None
