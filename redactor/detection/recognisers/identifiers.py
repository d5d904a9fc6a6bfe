"""Numbers and contacts that identify: by pattern, check digit and context, each with a clear label.

The patterns are a table, models/lists/identifiers.csv: `pattern` must match; where a `cue` is given it must stand within
40 characters before, or in the heading of the cell. A failed check digit never lets a number with a cue pass: a typing
error still identifies. (Commas inside braces are written as semicolons in the table.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from stdnum import imei
from stdnum.gb import nhs

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.language.cover import Cover
from redactor.language.dates import DateSpan, find_dates
from redactor.language.lexicon import MONTHS, abbreviations, fold, lexicon, rows, word_list
from redactor.language.needs import Demands, needs
from redactor.language.spoken import spoken_numbers

IDENTIFIER = MentionKind.IDENTIFIER
_CUE_REACH = 40
_EXTENSION_CUE = re.compile(r"\b(?:ext|extension|bleep|pager)\b[ .:]{0,4}$", re.IGNORECASE)
_HANDLE = re.compile(r"snap|insta|tiktok|gamertag|username|discord|\bkik\b", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w/])(?<!\d-)(?:\+\d{1,3}[\s-]?(?:\(0\)\s?)?|\(?0)(?:[\s().-]*\d){8,11}(?:\s?(?:ext\.?|x)\s?\d{2,5})?(?![\w/])"
)
_SHORT_PHONE = re.compile(r"(?<![\w/.-])\d{3}[ -]?\d{4}(?![\w/-])|(?<![\w/.-])\d{3,11}(?![\w/-])")
_PHONE_CUE = re.compile(
    r"\b(?:tel|telephone|phone|mobile|mob|ring (?:him|her|them|me) on|call (?:him|her|them|me) on|fax|ext|"
    r"extension|bleep|pager)\b[\w .:]{0,14}$",
    re.IGNORECASE,
)


_NUMBER_BEFORE = re.compile(
    r"\b(?:[Nn]umber|[Nn]o|NO|[Nn]um|[Rr]ef|REF|[Rr]eference|[Ii][Dd])\b[.:]{0,2} ?(?:is |was )?$"
)
_NEXT_IN_LIST = re.compile(
    r"(?:,? (?:and|&|or)|[,;]|) (?:nos?\.? )?(?P<value>[A-Z]{0,6}\d[\dA-Z]*(?:[/*.-]\d[\dA-Z]*)*)(?!\w)"
)
_MEASURE = re.compile(
    r"\s?(?:%|sq\b|hours?|minutes?|days?|weeks?|months?|years?|per cent|mg|ml|kg|m\b|km\b|people|children|January|February|"
    r"March|April|May|June|July|August|September|October|November|December)"
)


_DIGITS_AT_HOME = 10  # of the shortest telephone numbers, with the nought


def _a_number_in(found: str) -> str | None:
    """The telephone number that these digits are, or begin with: of "07700 900123  2", what stands before the next item."""
    for shorter in dict.fromkeys((found, re.split(r"\s{2,}", found)[0], found.rpartition(" ")[0])):
        try:
            number = phonenumbers.parse(re.sub(r"(?:ext\.?|x)\s?\d+$", "", shorter), "GB")
        except phonenumbers.NumberParseException:
            continue
        whole = shorter == found or sum(c.isdigit() for c in shorter) >= _DIGITS_AT_HOME
        if whole and phonenumbers.is_possible_number(number):
            return shorter
    return None


def _shape(value: str) -> str:
    """Digits and letters by runs: "12345/20" → "0/0"."""
    return re.sub(r"[A-Z]+", "A", re.sub(r"\d+", "0", value))


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    pattern: re.Pattern[str]
    cue: re.Pattern[str] | None
    check: str
    needs: Demands  # of the pattern: most rows need not be tried on most texts
    cued: Demands  # of the cue


_MOST_DIGITS = 60  # more than any row asks for


@lru_cache(maxsize=1)
def _table() -> tuple[_Row, ...]:
    braces = re.compile(r"\{(\d+);(\d+)\}")
    return tuple(
        _Row(
            row["label"],
            pattern := re.compile(braces.sub(r"{\1,\2}", row["pattern"])),
            cue := re.compile(braces.sub(r"{\1,\2}", row["cue"])) if row["cue"] else None,
            row["check"],
            needs(pattern),
            needs(cue) if cue else Demands(),
        )
        for row in rows("identifiers.csv")
    )


@lru_cache(maxsize=64)
def _table_for(digits: int) -> tuple[_Row, ...]:
    """The rows that may match in a text with so many digits."""
    return tuple(row for row in _table() if row.needs.digits <= digits)


class Identifiers(Recogniser):
    """All rows of the table, and telephone numbers."""

    kinds = (IDENTIFIER,)

    def find(self, look: Look) -> Iterator[Find]:
        """Numbers with their label. Dates, times, codes and statutes are no numbers of this kind."""
        text = look.text
        for start, end in spoken_numbers(text):
            yield Find(start, end, IDENTIFIER, 0.8, "phone number")
        if not any(c.isdigit() or c in "@\\/_*" for c in text) and "www." not in text and not _HANDLE.search(text):
            return
        digits = sum(c.isdigit() for c in text)
        dates = find_dates(text) if digits > 3 else []
        yield from self._phones(text, digits)
        yield from self._numbers(look, dates, digits)

    def _numbers(self, look: Look, dates: Sequence[DateSpan], digits: int) -> Iterator[Find]:
        text = look.text
        cell = look.passage.cell
        labels = [label for label in (cell.header, cell.row_header) if label] if cell else []
        headings = f"{' '.join(labels)} " if labels else ""
        dated = Cover(len(text), ((d.start, d.end) for d in dates))
        for row in _table_for(min(digits, _MOST_DIGITS)):
            if not row.needs.met_by(text) or not (row.cued.met_by(text) or (headings and row.cued.met_by(headings))):
                continue
            for match in row.pattern.finditer(text):
                start, end = match.span()
                if dated.touches(start, end) and row.label not in (
                    "bank details",
                    "log number",
                    "e-mail address",
                    "web address",
                    "file path",
                ):
                    continue
                # an agency's letters may begin it, and what looks like a code end it: "ASC/C/20/117", "IC-20417-T3"
                filed = (row.label == "reference number" or row.check == "lettered") and (
                    match.group().count("/") > 1 or (row.cue is None and sum(map(str.isdigit, match.group())) > 4)
                )
                if (
                    look.hard_between(start, end)
                    and not filed
                    and row.label not in ("e-mail address", "web address", "file path")
                ):
                    continue
                if row.label == "reference number" and _is_a_day(match.group()) and not _CUED.search(text, 0, start):
                    continue
                if row.check == "nhs" and not nhs.is_valid(match.group()):
                    continue
                if row.check == "imei" and not imei.is_valid(match.group()):
                    continue
                if row.check in _ALONE and not _ALONE[row.check](match.group(), text[:start], text[end:]):
                    continue
                if row.label == "IP address" and not _is_ip_address(
                    match.group(), text[max(0, start - _CUE_REACH) : start]
                ):
                    continue
                if (
                    row.label == "vehicle registration"
                    and row.check == "number"
                    and not _is_plate(text, start, end, cued=row.cue is not None)
                ):
                    continue
                system = re.match(r"([A-Z]{2,6}) ", match.group()) if row.check in ("value", "number alone") else None
                of_one = system and row.check == "number alone" and system.group(1) in abbreviations()
                if system and row.cue and (of_one or row.cue.search(system.group())):
                    start += system.end()  # "PPN 22-118840": the system's name is the cue, and stays
                if row.cue and not self._cued(row.cue, text[max(0, start - _CUE_REACH) : start], (headings, *labels)):
                    continue
                if row.check == "value":
                    trimmed = self._value(text, start, end)
                    if trimmed is None:
                        continue
                    start, end = trimmed
                while row.label in ("e-mail address", "web address", "file path") and text[end - 1] in ".,;:'’":
                    end -= 1
                score = 0.95 if row.cue is None or row.check == "nhs" else 0.8
                score = 0.7 if row.label == "reference number" else score
                yield Find(start, end, IDENTIFIER, score, row.label)
                if row.cue and row.check in ("", "value", "list"):
                    for further in self._listed(text, start, end, short=row.check == "list"):
                        yield Find(*further, IDENTIFIER, score, row.label)

    @staticmethod
    def _cued(cue: re.Pattern[str], before: str, headings: Iterable[str]) -> bool:
        return bool(cue.search(before) or any(cue.search(heading) for heading in headings if heading))

    @classmethod
    def _listed(cls, text: str, start: int, end: int, *, short: bool) -> Iterator[tuple[int, int]]:
        """Further numbers of a list that one cue introduces: "nos. 12345/20, 12399/20 and 12400/20". Each has the shape of
        the first; unless the rows are `short`, each must be able to stand as a reference by itself."""
        shape = _shape(text[start:end])
        while match := _NEXT_IN_LIST.match(text, end):
            start, end = match.span("value")
            if short:
                if not match["value"][0].isdigit() or _MEASURE.match(text[end:]):
                    return
            elif _shape(match["value"]) != shape or cls._value(text, start, end) != (start, end):
                return
            yield start, end

    @staticmethod
    def _value(text: str, start: int, end: int) -> tuple[int, int] | None:
        """A reference has five digits, or four with a stroke or hyphen, or letters and three digits; not a time or an amount."""
        lead = re.match(r"([A-Z]{2,6})[ ]", text[start:end])
        if lead and lead.group(1) in abbreviations() and not _NUMBER_BEFORE.search(text, max(0, start - 20), start):
            start += lead.end()  # the system's name stays: "LAS 1234567"; not the letters of "number ED 612 408"
        value = text[start:end].rstrip(" .-")
        end = start + len(value)
        digits = sum(c.isdigit() for c in value)
        strokes = any(c in value for c in "/-*")
        if re.fullmatch(r"\d{1,2}[.:]\d\d(?:\s?[ap]m)?", value) or re.fullmatch(
            r"(?:19|20)\d\d(?:[/-](?:\d\d|20\d\d))?", value
        ):
            return None
        if text[max(0, start - 1) : start] == "£" or re.match(
            r"\s?(?:%|hours?|minutes?|days?|weeks?|months?|years?|per cent|mg|ml|kg)\b", text[end:]
        ):
            return None
        if re.fullmatch(r"[A-Z]{1,6}[ /-]?\d{1,3}", value):
            return None
        worn = re.search(
            r"(?:collar|shoulder|warrant|badge)[\w .:]{0,14}$", text[max(0, start - 30) : start], re.IGNORECASE
        )
        return (
            (start, end)
            if digits >= 5 or (worn and digits >= 3) or (digits >= 4 and (strokes or any(c.isalpha() for c in value)))
            else None
        )

    @staticmethod
    def _phones(text: str, digits: int) -> Iterator[Find]:
        if digits < 3:
            return
        for match in _PHONE.finditer(text):
            if found := _a_number_in(match.group().rstrip()):
                start = match.start() + (found.startswith("(") and ")" not in found)  # a bracket of the sentence stays
                yield Find(start, match.start() + len(found), IDENTIFIER, 0.9, "phone number")
        for match in _SHORT_PHONE.finditer(text):
            before = text[max(0, match.start() - _CUE_REACH) : match.start()]
            short = sum(c.isdigit() for c in match.group()) < 6
            if (_EXTENSION_CUE if short else _PHONE_CUE).search(before):
                yield Find(*match.span(), IDENTIFIER, 0.75, "phone number")


# "14/9", "118/72": a day or a blood pressure as often as a number that was once given as a reference
_MEASURED_OR_DAY = re.compile(r"\d{1,3}/\d{1,3}")
_CUED = re.compile(r"\b(?:[Rr]efs?|REF|[Rr]eference|[Nn]os?|[Nn]umber|[Cc]ase|[Ll]og)\b\.?:? ?$")


def _is_a_day(value: str) -> bool:
    """ "14/9": a day and a month, as well as anything."""
    day, stroke, month = value.partition("/")
    return bool(stroke) and day.isdigit() and month.isdigit() and 1 <= int(day) <= 31 and 1 <= int(month) <= 12


class KnownValues(Recogniser):
    """Numbers and contacts once found, wherever they stand again without anything to tell them by."""

    kinds = (IDENTIFIER,)

    def __init__(self, found: Iterable[tuple[str, str]]) -> None:
        """`found`: values as written, with their labels."""
        super().__init__()
        self._labels = {_squeezed(text): label for text, label in found if len(_squeezed(text)) > 4}
        spelt = sorted(
            {r"[ -]?".join(map(re.escape, value)) for value in self._labels if len(value) < 40}, key=len, reverse=True
        )
        self._pattern = re.compile(r"(?<![\w])(?:" + "|".join(spelt) + r")(?![\w])", re.IGNORECASE) if spelt else None

    def find(self, look: Look) -> Iterator[Find]:
        """The same values, also with other spaces and hyphens."""
        if self._pattern is None or not any(c.isdigit() or c == "@" for c in look.text):
            return
        for match in self._pattern.finditer(look.text):
            if _MEASURED_OR_DAY.fullmatch(match.group()) and not _CUED.search(look.text, 0, match.start()):
                continue
            yield Find(*match.span(), IDENTIFIER, 0.85, self._labels.get(_squeezed(match.group()), "reference number"))


_IP_CUE = re.compile(r"\bIP\b|[Aa]ddress|[Ss]erver|[Hh]ost|[Ll]og(?:ged|in|on)|[Rr]outer|[Nn]etwork", re.IGNORECASE)


def _is_ip_address(value: str, before: str) -> bool:
    """Four numbers of a network; "4.3.2.1" is a section unless the words before speak of a network."""
    parts = [int(p) for p in value.split(".")]
    return max(parts) < 256 and bool(_IP_CUE.search(before) or max(parts) > 30)


def _is_plate(text: str, start: int, end: int, *, cued: bool) -> bool:
    """A number plate of the older forms: its letters are no word, no title and no abbreviation of the field. Without a cue
    it is none after "in", "room" or "form", nor among shouted words."""
    value = text[start:end]
    letters = re.findall(r"[^\W\d_]+", value)
    if any(len(w) > 2 and (w.upper() in abbreviations() or w.lower() in lexicon().titles) for w in letters):
        return False
    if any(len(w) > 2 and (lexicon().is_ordinary(w) or fold(w) in lexicon().function_words) for w in letters):
        return False
    if any(fold(w) in lexicon().function_words or fold(w)[:3] in _MONTHS for w in letters if len(w) > 1):
        return False
    if cued:
        return value.isupper() or len(letters) > 1 or value.islower()
    before = re.search(r"([^\W\d_]+)\W*$", text[max(0, start - 20) : start])
    around = text[max(0, start - 30) : start] + text[end : end + 30]
    return not (before and before.group(1).lower() in _NO_PLATE_AFTER) and any(c.islower() for c in around)


_MONTHS = frozenset(m[:3] for m in MONTHS)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_CALLED_FOR_HELP = frozenset(["999", "111", "101", "112"])
_OF_A_MEASURE = re.compile(r" ?(?:mg|mcg|ml|mls|g|kg|kcal|cal|calories|cm|mm|m|miles|people|children|pounds|hours)\b")


@lru_cache(maxsize=1)
def _numbered_by_others() -> frozenset[str]:
    return frozenset(word.upper() for word in word_list("numbered_by_others.txt"))


def _is_a_lettered_number(value: str, _before: str, after: str) -> bool:
    """ "KT-ST-027", "KT 5512 of 22": no standard ("BS-5839"), guidance ("NG-225"), illness, scale or year ("SCR/2020")."""
    letters, digits = re.findall(r"[A-Z]+", value), re.findall(r"\d+", value)
    if _numbered_by_others().intersection(letters) or any(
        w[:3].lower() in _MONTHS and len(w) in (3, 4) for w in letters
    ):
        return False
    one = len(digits) == 1 and digits[0]
    return not (one and (_YEAR.fullmatch(one) or one in _CALLED_FOR_HELP)) and not _OF_A_MEASURE.match(after)


def _is_grouped(value: str, before: str, after: str) -> bool:
    """ "2217 5034", "4471 208 339": eight digits or more in groups, unless they are years, hours or a measure, or the hour of an
    entry and who wrote it ("0130 3381 UPDATES")."""
    groups = value.split()
    if _CLOCK.fullmatch(groups[0]) and (not before.strip() or before.endswith("\n")):
        return False
    plain = all(_YEAR.fullmatch(g) for g in groups) or all(_CLOCK.fullmatch(g) or _YEAR.fullmatch(g) for g in groups)
    amount = all(len(g) == 3 for g in groups) and groups[-1] == "000"
    return sum(map(len, groups)) > 7 and not plain and not amount and not _OF_A_MEASURE.match(after)


def _is_alone(value: str, _before: str, after: str) -> bool:
    """ "4417" behind what says that a number follows: no year, no measure, and no number that is called for help."""
    return not (_YEAR.fullmatch(value) or value in _CALLED_FOR_HELP or _OF_A_MEASURE.match(after))


# what a row's `check` asks of the number, what stands before and what behind it
_ALONE = {"lettered": _is_a_lettered_number, "groups": _is_grouped, "number alone": _is_alone}
_NO_PLATE_AFTER = frozenset("in room form ward unit block zone bay section part stage level figure table group".split())


def _squeezed(text: str) -> str:
    return re.sub(r"[\s-]+", "", text).lower()
