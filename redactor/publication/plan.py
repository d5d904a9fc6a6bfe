"""All facts of all drafts of a case, what persons decided of them, and the replacements that follow for one audience.

drafts ─▶ facts, each with a proposal ─▶ decisions over them ─▶ contradictions told ─▶ replacements
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from redactor.codes.text import squash
from redactor.documents import Draft
from redactor.documents.model import Passage, Replacement, Story
from redactor.documents.where import place_of
from redactor.keymap.keymap import KeyMap
from redactor.keymap.levels import AgeLevel, DateLevel
from redactor.keymap.published import FactAnswer, FactDecision
from redactor.publication.ages import ages_in
from redactor.publication.dates import DateTold, birth_fact, coarser, date_fact, dates_in, is_birth
from redactor.publication.facts import Fact, FactKind
from redactor.publication.labels import Label, is_label, read_label
from redactor.publication.worded import made_here, told_apart, worded_in

_MARK_OF_BIRTH = re.compile(r"\[(?:date|year) of birth of (?P<code>[^\[\]\n]{1,40})\]")
_DATE_COLUMN = re.compile(r"\bdates?\b", re.IGNORECASE)
_NOT_PEOPLE = ("place", "organisation")
_FORM = re.compile(
    r"\b(?:submission|revision|completed|signed|approved|report|print|publication|meeting of the panel)\b", re.I
)


@dataclass(frozen=True)
class Levels:
    """How exactly dates and ages are told."""

    dates: DateLevel
    ages: AgeLevel
    anchor: date


@dataclass(frozen=True)
class KnownFacts:
    """What the key map tells: dates of birth, and what codes of places and establishments stand for."""

    births: Mapping[str, date]  # by code
    days: frozenset[date]
    places: Mapping[str, Sequence[str]]  # squashed code → names


@dataclass(frozen=True)
class FactChoice:
    """What becomes of one fact: what is put ("" where it stays), and whether a person has said so."""

    fact: Fact
    put: str
    decided: FactDecision | None

    @property
    def stays(self) -> bool:
        """It stays as it is written."""
        return not self.put


@dataclass(frozen=True)
class Contradiction:
    """A decision that the chronology speaks against. The sentence holds no date of the drafts."""

    key: str
    sentence: str


def anchor_of(drafts: Sequence[Draft], births: frozenset[date]) -> date:
    """The first day of the month of the earliest day in a column of dates; without one, of the earliest day of an event."""
    rows: list[date] = []
    others: list[date] = []
    for draft in drafts:
        for passage in _read(draft):
            header = passage.cell.header if passage.cell else ""
            for told in dates_in(passage.text):
                if told.is_day and told.year_told and not is_birth(passage.text, told, header, births):
                    in_column = passage.cell is not None and _DATE_COLUMN.search(header) and not _FORM.search(header)
                    (rows if in_column else others).append(told.first)
    earliest = min(rows or others or [date(2000, 1, 1)])
    return earliest.replace(day=1)


def births_of(key_map: KeyMap) -> dict[str, date]:
    """Code → date of birth, of those of whom the key map has one."""
    return {r.code: date.fromisoformat(r.date_of_birth) for r in key_map.records if r.date_of_birth}


def facts_of(drafts: Sequence[Draft], key_map: KeyMap, levels: Levels) -> list[Fact]:
    """Every fact of the case for which something more general may stand, in reading order; none overlap."""
    births = births_of(key_map)
    known = KnownFacts(
        births, frozenset(births.values()), {squash(r.code): r.names for r in key_map.records if r.kind in _NOT_PEOPLE}
    )
    found: list[Fact] = []
    for number, draft in enumerate(drafts):
        previous: date | None = None
        for passage in _read(draft):
            mine, previous = _in_passage(passage, number, levels, known, previous)
            found += mine
    return told_apart(found)


def _read(draft: Draft) -> Iterable[Passage]:
    """What a reader of the copy will see, and what goes on beside it: notes, properties, alternative texts."""
    return (p for p in draft.passages if not (p.leaves or p.original) and p.place.story is not Story.FILE_NAME)


def _in_passage(
    passage: Passage, draft: int, levels: Levels, known: KnownFacts, previous: date | None
) -> tuple[list[Fact], date | None]:
    text, number, where = passage.text, passage.number, place_of(passage)
    header = passage.cell.header if passage.cell else ""
    found: list[Fact] = []
    for told in dates_in(text, previous):
        birth = is_birth(text, told, header, known.days)
        if told.dated and told.is_day and not birth:
            previous = told.last
        if birth and told.is_day:  # of a year alone no age follows
            found.append(birth_fact(text, told, levels.anchor, draft, number, where))
        elif (label := coarser(told, levels.dates, levels.anchor)) is not None:
            found.append(date_fact(text, told, label, draft, number, where))
    for match in _MARK_OF_BIRTH.finditer(text):
        if (born := known.births.get(match["code"])) is not None:
            told = DateTold(match.start(), match.end(), born, born)
            found.append(birth_fact(text, told, levels.anchor, draft, number, where))
    for age in ages_in(text, levels.ages):
        written = text[age.start : age.end]
        found.append(Fact(FactKind.AGE, draft, number, age.start, age.end, written, age.proposed, where=where,
                          why="an exact age, from which a birthday follows"))  # fmt: skip
    found += worded_in(text, draft, number, where)
    found += made_here(text, known.places, draft, number, where)
    return _apart(found), previous


def _apart(facts: Iterable[Fact]) -> list[Fact]:
    """Those that do not overlap: the longest first, as it says what the shorter ones are part of."""
    taken: list[Fact] = []
    for fact in sorted(facts, key=lambda f: (f.start - f.end, f.start)):
        if all(fact.end <= t.start or t.end <= fact.start for t in taken):
            taken.append(fact)
    return sorted(taken, key=lambda f: f.start)


def choices_for(facts: Iterable[Fact], key_map: KeyMap, audience: str) -> list[FactChoice]:
    """What becomes of each fact in the copy for an audience."""
    made = []
    for fact in facts:
        decided = key_map.publication.on(fact.key, audience)
        if decided is None or decided.answer is FactAnswer.ACCEPT:
            made.append(FactChoice(fact, fact.text(), decided))
        elif decided.answer is FactAnswer.REFUSE:
            made.append(FactChoice(fact, "", decided))
        else:
            made.append(FactChoice(fact, _changed(decided.put, fact), decided))
    return made


def _without_preposition(put: str, fact: Fact) -> str:
    """What a person wrote, without the "in" that stands before it already."""
    lead = fact.before.strip().lower()
    return put[len(lead) + 1 :] if lead and put.lower().startswith(f"{lead} ") else put


def _changed(put: str, fact: Fact) -> str:
    """What is put where a person wrote it: before words that are no label of ours ("soon after"), no "in" is left."""
    if fact.kind is FactKind.DATE and fact.before and not is_label(_without_preposition(put, fact)):
        return put[:1].upper() + put[1:] if fact.before[:1].isupper() else put
    return fact.text(_without_preposition(put, fact))


def contradictions(choices: Iterable[FactChoice], levels: Levels) -> list[Contradiction]:
    """Labels that do not hold their day, or put two days in another order: what a person wrote may do either.

    A label means some days; two labels agree with the order of their days where the first can be before the second.
    """
    placed: list[tuple[date, date, date, date, str]] = []  # the days as they are, the days as they are told, the key
    told: dict[str, Contradiction] = {}
    for choice in choices:
        if choice.fact.kind is not FactKind.DATE or choice.fact.days is None:
            continue
        if choice.fact.assumed or not choice.fact.year_told:
            continue
        first, last = choice.fact.days
        means = meaning(choice, levels)
        if not means[0] <= first <= last <= means[1]:
            told[choice.fact.key] = Contradiction(choice.fact.key, _UNTRUE.format(choice.fact.where))
        placed.append((first, last, *means, choice.fact.key))
    placed.sort()
    latest, by = date.min, ""
    for first, _last, begins, ends, key in placed:
        if ends < latest and key not in told and by not in told:
            told[key] = Contradiction(key, _ORDER)
        if begins > latest:
            latest, by = begins, key
        del first
    return list(told.values())


def meaning(choice: FactChoice, levels: Levels) -> tuple[date, date]:
    """The days that a copy tells of a date."""
    fact = choice.fact
    assert fact.days is not None
    if choice.stays:
        return fact.days
    if choice.decided is not None and choice.decided.answer is FactAnswer.CHANGE:
        return read_label(choice.decided.put, levels.anchor)
    told = DateTold(0, 1, *fact.days, fact.year_told)
    label = coarser(told, levels.dates, levels.anchor) or Label("", "", *fact.days)
    return label.first, label.last


_UNTRUE = "{}: what was written for this date does not hold the day that it stands for. Write another, or accept the proposal."
_ORDER = "What was written for a date puts it before an event that came earlier. Write another, or accept the proposal."


def replacements(choices: Iterable[FactChoice], draft: int) -> list[Replacement]:
    """What is put into one draft."""
    return [
        Replacement(c.fact.passage, c.fact.start, c.fact.end, c.put)
        for c in choices
        if c.fact.draft == draft and not c.stays
    ]


def shifted(choices: Sequence[FactChoice], levels: Levels) -> list[FactChoice]:
    """The same with what contradicts the chronology as proposed: nothing untrue is ever put."""
    wrong = {c.key for c in contradictions(choices, levels)}
    return [replace(c, put=c.fact.text(), decided=None) if c.fact.key in wrong and not c.stays else c for c in choices]
