"""What a whole text tells of each person, put together over sentences, paragraphs and documents, as an intruder would."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache

from redactor.checks.details import details_in
from redactor.codes.finding import Finder
from redactor.codes.roles import standard_roles
from redactor.codes.text import squash
from redactor.language.lexicon import fold
from redactor.publication.dates import DateTold, dates_in
from redactor.publication.facts import FactKind
from redactor.publication.worded import places, worded_in


class TraitKind(StrEnum):
    """What sort of thing is told."""

    SEX = "sex"
    AGE = "age"
    BIRTH = "date of birth"
    PLACE = "place"
    BACKGROUND = "background"
    FAITH = "faith"
    HEALTH = "health"
    FAMILY = "family's shape"
    OCCUPATION = "occupation"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that a text tells of somebody."""

    kind: TraitKind
    value: str  # "female", "4", "Somali", "a town in the north of England"
    where: str  # file and place
    sentence: str = field(repr=False, default="")
    days: tuple[date, date] | None = None  # of an event, or those on which an age was true


@dataclass(frozen=True)
class Portrait:
    """All that is told of one person."""

    person: str  # code or pseudonym
    traits: tuple[Trait, ...]

    def of(self, kind: TraitKind) -> tuple[Trait, ...]:
        """The traits of a kind, the first first."""
        return tuple(t for t in self.traits if t.kind is kind)

    @property
    def sex(self) -> str:
        """ "female", "male", or "" where the text does not tell, or tells both."""
        told = {t.value for t in self.of(TraitKind.SEX)}
        return told.pop() if len(told) == 1 else ""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A stretch of text of a report, and where it stands."""

    text: str
    where: str


_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]+)*[.!?]?")
_GOES_ON = re.compile(r"\s*(?:She|He|They|Her|His|Their|The (?:girl|boy|baby|child|mother|father))\b")
_FEMALE = r"girl|daughter|sister|mother|woman|wife|grandmother|aunt|niece|stepmother|lady|schoolgirl"
_MALE = r"boy|son|brother|father|man|husband|grandfather|uncle|nephew|stepfather|schoolboy"
_APPOSED = r"(?:,? (?:who (?:is|was) )?|\s(?:is|was)(?: then)? )(?:an?|the)(?: [\w-]+){0,6}? "
_TITLES = (("female", re.compile(r"(?:Mrs|Ms|Miss|Mother|Female|Sister|Aunt|Grandmother)\b")),
           ("male", re.compile(r"(?:Mr|Father|Male|Brother|Uncle|Grandfather)\b")))  # fmt: skip
_NUMBERS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen twenty".split(),
        range(1, 21),
        strict=True,
    )
)
_N = rf"(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_AGES = (
    re.compile(rf"\baged? (?:about |only |just |then )?{_N}\b(?! (?:months|weeks|days))", re.IGNORECASE),
    re.compile(rf"\b{_N}[- ]years?[- ]old\b", re.IGNORECASE),
    re.compile(rf"\bwas (?:then |only |just )?{_N}(?: years of age)?(?=[,.;]| when| at)", re.IGNORECASE),
    re.compile(
        rf"\b(?:boy|girl|child|man|woman) of {_N}\b(?! (?:months|weeks|days|the|these|them|\w+ (?:children|siblings)))",
        re.I,
    ),
    re.compile(rf"\({_N}(?:,? years)?(?:, (?:male|female|m|f|boy|girl))?\)", re.IGNORECASE),
    re.compile(rf"\b(?:then|aged|was) {_N} years\b", re.IGNORECASE),
)
_BRACKETED_SEX = re.compile(
    r"\s?\((?:\d{1,2}(?: years)?, )?(?P<s>male|female|boy|girl|m|f)(?:, \d{1,2}(?: years)?)?\)", re.IGNORECASE
)
_SMALL_AGE = re.compile(
    rf"\b{_N}[- ](?P<unit>month|week|day)s?(?: and {_N.replace('n>', 'm>')} days?)?[- ]old\b", re.IGNORECASE
)
_UNDER_ONE = re.compile(
    r"\b(?:under one year|less than a (?:week|month))(?: old)?\b|\b(?:the |new-?born )baby\b", re.IGNORECASE
)
_LONGEST = 370  # days that a label may mean and still be when something happened: a year
_OF_FACTS = {
    FactKind.BACKGROUND: TraitKind.BACKGROUND, FactKind.FAITH: TraitKind.FAITH, FactKind.HEALTH: TraitKind.HEALTH,
    FactKind.FAMILY: TraitKind.FAMILY, FactKind.OCCUPATION: TraitKind.OCCUPATION,
}  # fmt: skip
_OF_DETAILS = {
    "background": TraitKind.BACKGROUND, "health": TraitKind.HEALTH, "rare condition": TraitKind.HEALTH,
    "trade": TraitKind.OCCUPATION, "office": TraitKind.OCCUPATION, "brothers and sisters": TraitKind.FAMILY,
    "more than twins": TraitKind.FAMILY, "event": TraitKind.EVENT, "home of a kind": TraitKind.PLACE,
    "birth of a kind": TraitKind.EVENT, "young parent": TraitKind.FAMILY,
}  # fmt: skip
_NO_BACKGROUND = frozenset(("traveller", "roma"))
_BORN = re.compile(r"\bborn(?: on| in)? $|d\.?o\.?b\.?:? $", re.IGNORECASE)
_GENERAL = re.compile(
    r"\b(?P<w>African|Caribbean|Asian|Eastern European|European|Middle Eastern or North African"
    r"|member of a minority ethnic community|member of a religious community|religious community|Christian|Muslim"
    r"|long-term health condition|in public service|holder of public office|member of the local workforce|faith leader"
    r"|person known locally)\b"
)
_GENERAL_KIND = {
    "Christian": TraitKind.FAITH, "Muslim": TraitKind.FAITH, "member of a religious community": TraitKind.FAITH,
    "religious community": TraitKind.FAITH, "long-term health condition": TraitKind.HEALTH,
    "in public service": TraitKind.OCCUPATION, "holder of public office": TraitKind.OCCUPATION,
    "member of the local workforce": TraitKind.OCCUPATION, "faith leader": TraitKind.OCCUPATION,
    "person known locally": TraitKind.OCCUPATION,
}  # fmt: skip
_ANYWHERE = re.compile(
    r"\ba (?:second |third )?(?P<w>(?:village|town|city or large town) in "
    r"(?:the (?:north|south|south-west|east) of England|the Midlands|Wales|Scotland|Northern Ireland)"
    r"|part of London)\b"
)
_COUNTED = re.compile(
    r"\b(?P<unit>Day|Month|Quarter) (?P<n>\d{1,4})\b"
    r"|\b(?P<b>\d{1,4}) (?P<bu>day|month|quarter)s? before (?:Day|Month|Quarter) 1\b"
)


class Persons:
    """Finds of whom a text speaks: codes, and the names that it says are no real ones."""

    def __init__(self, codes: Iterable[str], names: Iterable[str] = ()) -> None:
        self._finder = Finder(codes, [r.prefix for r in standard_roles()])
        self._names = tuple(names)
        self._pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, self._names)) or '(?!)'})\b")
        self._staff = re.compile(rf"(?:{'|'.join(sorted({re.escape(squash(r.prefix)) for r in standard_roles()}))})\d+")

    def in_text(self, text: str) -> list[tuple[int, str]]:
        """Where, and who."""
        found = [(f.start, f.code) for f in self._finder.all(text) if not self._staff.fullmatch(squash(f.code))]
        found = [(at, code) for at, code in found if not re.search(r" X\d+$|^(?:Address|School|Hospital|Place) ", code)]
        return sorted([*found, *((m.start(), m.group()) for m in self._pattern.finditer(text))])


def portraits(lines: Sequence[ReadLine], persons: Persons) -> list[Portrait]:
    """What the lines tell of each person whom they name, most told first."""
    found: dict[str, list[Trait]] = {}
    everybody: list[str] = []
    last: list[tuple[int, str]] = []
    for line in lines:
        for sentence in _SENTENCE.finditer(line.text):
            text = sentence.group()
            if not text.strip():
                continue
            here = persons.in_text(text)
            everybody += [who for _, who in here]
            about = here or (last if _GOES_ON.match(text) else [])
            for at, trait in _in_sentence(text, line.where):
                if whom := _whom(about, at):
                    found.setdefault(whom, []).append(trait)
            for at, who in here:
                found.setdefault(who, []).extend(_by_name(text, at, who, line.where))
            if about:
                if _GOES_ON.match(text) and (sex := _sex_of(text)) and not here:
                    found.setdefault(about[0][1], []).append(Trait(TraitKind.SEX, sex, line.where, text.strip()))
                last = [(0, about[0][1])]
    order = list(dict.fromkeys(everybody))
    made = [Portrait(who, tuple(_once(_with_days(found.get(who, []))))) for who in order]
    return sorted(made, key=lambda p: -len(p.traits))


def _whom(about: Sequence[tuple[int, str]], at: int) -> str:
    """Of those named in a sentence, the one named last before the words; else the first."""
    before = [who for start, who in about if start <= at]
    return before[-1] if before else about[0][1] if about else ""


def _sex_of(text: str) -> str:
    start = text.split(maxsplit=1)[0]
    return {"She": "female", "Her": "female", "He": "male", "His": "male"}.get(start, "")


def _by_name(text: str, at: int, who: str, where: str) -> Iterator[Trait]:
    """What stands right beside the name: sex by title, "Child 1, a girl of four"."""
    for sex, pattern in _TITLES:
        if pattern.match(who):
            yield Trait(TraitKind.SEX, sex, where, text.strip())
    behind = text[at + len(who) :]
    if bracketed := _BRACKETED_SEX.match(behind):
        yield Trait(TraitKind.SEX, "female" if bracketed["s"][0] in "fgFG" else "male", where, text.strip())
    for sex, nouns in (("female", _FEMALE), ("male", _MALE)):
        if re.match(rf"{_APPOSED}(?:{nouns})\b", behind):
            yield Trait(TraitKind.SEX, sex, where, text.strip())


def _in_sentence(text: str, where: str) -> Iterator[tuple[int, Trait]]:
    plain = text.strip()
    dated = [d for d in dates_in(text) if d.year_told and not _BORN.search(text[: d.start])]
    days = (min(d.first for d in dated), max(d.last for d in dated)) if dated else None
    for told in dates_in(text):
        if told.year_told and told.is_day and _BORN.search(text[: told.start]):
            yield told.start, Trait(TraitKind.BIRTH, told.first.isoformat(), where, plain, (told.first, told.last))
    for pattern in _AGES:
        for match in pattern.finditer(text):
            yield match.start(), Trait(TraitKind.AGE, str(_number(match["n"])), where, plain, days)
    for match in _SMALL_AGE.finditer(text):
        months = {"month": 1.0, "week": 0.23, "day": 0.033}[match["unit"].lower()] * _number(match["n"])
        yield match.start(), Trait(TraitKind.AGE, str(int(months // 12)), where, plain, days)
    for match in _UNDER_ONE.finditer(text):
        yield match.start(), Trait(TraitKind.AGE, "0", where, plain, days)
    yield from _worded(text, where)
    yield from ((at, t) for at, t in _events(text, dated, where))


def _worded(text: str, where: str) -> Iterator[tuple[int, Trait]]:
    plain = text.strip()
    taken: list[tuple[int, int]] = []
    for fact in worded_in(text, 0, 0, ""):
        start = text.find(fact.written, fact.start)
        if fact.kind in _OF_FACTS:
            taken.append((fact.start, fact.end))
            yield start, Trait(_OF_FACTS[fact.kind], fact.written, where, plain)
        elif fact.kind is FactKind.PLACE:
            yield start, Trait(TraitKind.PLACE, fact.written, where, plain)
    for match in _ANYWHERE.finditer(text):
        yield match.start(), Trait(TraitKind.PLACE, f"a {match['w']}", where, plain)
    for match in _GENERAL.finditer(text):
        if all(match.end() <= s or e <= match.start() for s, e in taken):
            taken.append(match.span())
            yield match.start(), Trait(_GENERAL_KIND.get(match["w"], TraitKind.BACKGROUND), match["w"], where, plain)
    for detail, match in details_in(text):
        kind = _OF_DETAILS.get(detail.kind)
        if kind is None or any(s < match.end() and match.start() < e for s, e in taken):
            continue
        written = text[match.start() : match.end()]
        if kind is TraitKind.BACKGROUND and (not written[:1].isupper() or fold(written) in _NO_BACKGROUND):
            continue
        yield match.start(), Trait(kind, written, where, plain)


def _events(text: str, dated: Sequence[DateTold], where: str) -> Iterator[tuple[int, Trait]]:
    for told in dated:
        if (told.last - told.first).days < _LONGEST:
            yield (
                told.start,
                Trait(TraitKind.EVENT, text[told.start : told.end], where, text.strip(), (told.first, told.last)),
            )


def _with_days(traits: Iterable[Trait]) -> list[Trait]:
    """Ages without a day are true some time between the first and the last day that is told of the person."""
    made = list(traits)
    days = [d for t in made if t.kind is TraitKind.EVENT and t.days for d in t.days]
    if not days:
        return made
    span = (min(days), max(days))
    return [
        Trait(t.kind, t.value, t.where, t.sentence, span) if t.kind is TraitKind.AGE and t.days is None else t
        for t in made
    ]


def _once(traits: Iterable[Trait]) -> Iterator[Trait]:
    seen = set()
    for trait in traits:
        key = (trait.kind, fold(trait.value), trait.days if trait.kind in (TraitKind.EVENT, TraitKind.AGE) else None)
        if key not in seen:
            seen.add(key)
            yield trait


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def counted_days(lines: Iterable[ReadLine]) -> dict[str, frozenset[int]]:
    """Unit → the days, or months, at which something happened, counted from the first: what is left of dates told relatively,
    by whose distances a row of events can be known again."""
    found: dict[str, set[int]] = {"day": set(), "month": set(), "quarter": set()}
    for line in lines:
        for match in _COUNTED.finditer(line.text):
            if match["unit"]:
                found[match["unit"].lower()].add(int(match["n"]) - 1)
            else:
                found[match["bu"]].add(-int(match["b"]))
    return {unit: frozenset(days) for unit, days in found.items()}


@cache
def known_place(value: str) -> str:
    """What may be said of a town that is named: "a town in the north of England"; "" for what is no town."""
    return places().get(value, "")
