"""A list of people who might be meant, with what is known of them, held against what a report tells: who still fits?

A candidate is ruled out where the report says otherwise of the person, never where it only says nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from redactor.base.refused import Refused
from redactor.codes.sheets import rows_of
from redactor.language.lexicon import fold
from redactor.publication.dates import dates_in
from redactor.publication.traits import Portrait, Trait, TraitKind, known_place
from redactor.publication.worded import worded_in

COLUMNS = ("name", "sex", "born", "place", "background", "faith", "health", "occupation", "events")
_AHEAD = 2  # by which the best has to weigh more than the next: the month of an event, or two traits
_YEAR = timedelta(days=366)
_RECENT = 15  # years before it is read in which what a report tells has happened


@dataclass(frozen=True)
class ListedCandidate:
    """One row of the list."""

    name: str = field(repr=False)
    facts: dict[str, str] = field(repr=False)  # column → what is known; "" is not known

    @property
    def born(self) -> date | None:
        """The date of birth, where it is known."""
        try:
            return date.fromisoformat(self.facts.get("born", ""))
        except ValueError:
            found = [d for d in dates_in(self.facts.get("born", "")) if d.is_day and d.year_told]
            return found[0].first if found else None


@dataclass(frozen=True)
class CandidateFit:
    """A candidate whom nothing in the report speaks against."""

    candidate: ListedCandidate
    agrees: tuple[str, ...]  # what report and list both say
    weight: int  # a dated event or a date of birth weighs three


@dataclass(frozen=True)
class SingledOut:
    """What a list of candidates makes of one person of a report."""

    portrait: Portrait
    fits: tuple[CandidateFit, ...]  # the best first
    of: int

    @property
    def alone(self) -> CandidateFit | None:
        """The one candidate who is meant, as far as the report tells: nobody else fits, or nobody else nearly as well."""
        best = self.fits[0] if self.fits else None
        if best is None or best.weight < 2:
            return None
        second = self.fits[1].weight if len(self.fits) > 1 else -1
        return best if len(self.fits) == 1 or best.weight - second >= _AHEAD else None


def read_candidates(path: Path) -> list[ListedCandidate]:
    """The list in a .csv or .xlsx file, a row each. Raises Refused."""
    try:
        data = path.read_bytes()
        if path.suffix.lower() == ".xlsx":
            rows = [dict(r) for _, r in rows_of(data, "Candidates")]
        else:
            rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    except (OSError, ValueError) as error:
        why = f" {error}" if isinstance(error, ValueError) and not isinstance(error, UnicodeDecodeError) else ""
        raise Refused(
            [f"The list of candidates cannot be read.{why} Give a .csv, or an .xlsx with a sheet Candidates."]
        ) from None
    lower = [
        {(k or "").strip().lower(): (v or "").strip() for k, v in row.items() if isinstance(v, str | None)}
        for row in rows
    ]
    if not lower or "name" not in lower[0]:
        raise Refused([f"The list of candidates needs a column “name”; it may have {', '.join(COLUMNS[1:])}."])
    return [ListedCandidate(row["name"], row) for row in lower if row.get("name")]


def held_against(
    portrait: Portrait,
    candidates: Sequence[ListedCandidate],
    counted: Mapping[str, frozenset[int]] | None = None,
    today: date | None = None,
) -> SingledOut:
    """Who of the list still fits. `counted`: days and months of events told relatively (`traits.counted_days`); `today`: when
    the report is read, as an age without a date is one of the last years."""
    on = today or date.today()
    fits = [fit for each in candidates if (fit := _fit(portrait, each, counted or {}, on)) is not None]
    return SingledOut(portrait, tuple(sorted(fits, key=lambda f: -f.weight)), len(candidates))


def _fit(
    portrait: Portrait, candidate: ListedCandidate, counted: Mapping[str, frozenset[int]], today: date
) -> CandidateFit | None:
    agrees: list[str] = []
    weight = 0
    sex = {"f": "female", "m": "male"}.get(candidate.facts.get("sex", "").lower()[:1], "")
    if portrait.sex and sex:
        if portrait.sex != sex:
            return None
        agrees.append(sex)
    for trait in portrait.traits:
        said = _agrees(trait, candidate, today)
        if said is False:
            return None
        if said:
            agrees.append(f"{trait.kind}: {trait.value}")
            weight += _weight(trait)
    if (many := _in_step(counted, candidate.facts.get("events", ""))) > 0:
        agrees.append(f"{many} events lie apart as those of the report do")
        weight += 3
    return CandidateFit(candidate, tuple(dict.fromkeys(agrees)), weight)


def _weight(trait: Trait) -> int:
    """A date of birth or the day of an event weighs three; an event in a month two; everything else one."""
    if trait.kind is TraitKind.BIRTH:
        return 3
    if trait.kind is TraitKind.EVENT and trait.days is not None:
        days = (trait.days[1] - trait.days[0]).days
        return 3 if days < 7 else 2 if days < 32 else 1 if days < 130 else 0
    return 1


def _in_step(counted: Mapping[str, frozenset[int]], events: str) -> int:
    """How many events lie as far apart as those that are told relatively; 0 where so few do that it says nothing.

    Three days in step are no chance; months and quarters are met by chance, so that five and seven are wanted.
    """
    days = sorted({d.first for d in dates_in(events) if d.is_day and d.year_told})
    months = [d.year * 12 + d.month for d in days]
    rows = [("day", 3, [d.toordinal() for d in days]), ("month", 5, months)]
    rows += [("quarter", 7, [(m + begins) // 3 for m in months]) for begins in range(3)]
    for unit, least, at in rows:
        shifts = Counter(day - offset for day in set(at) for offset in counted.get(unit, frozenset()))
        if shifts and (most := max(shifts.values())) >= least:
            return most
    return 0


def _agrees(trait: Trait, candidate: ListedCandidate, today: date) -> bool | None:
    """True where the list says the same, False where it says otherwise, None where it does not say."""
    match trait.kind:
        case TraitKind.BIRTH:
            return None if candidate.born is None else candidate.born.isoformat() == trait.value
        case TraitKind.AGE:
            return _age_agrees(trait, candidate.born, today)
        case TraitKind.EVENT:
            return _event_agrees(trait, candidate.facts.get("events", ""))
        case TraitKind.PLACE:
            return _place_agrees(trait.value, candidate.facts.get("place", ""))
        case TraitKind.BACKGROUND | TraitKind.FAITH | TraitKind.HEALTH | TraitKind.OCCUPATION:
            return _word_agrees(trait.value, candidate.facts.get(str(trait.kind), ""), trait.kind)
        case _:
            return None


def _age_agrees(trait: Trait, born: date | None, today: date) -> bool | None:
    """Whether somebody born then could be of this age some time in the days told; where none are told, in the last years."""
    if born is None:
        return None
    age = int(trait.value)
    days = trait.days or (today - _YEAR * _RECENT, today)
    if trait.days is None:
        return None if days[0] - _YEAR * (age + 1) <= born <= days[1] - timedelta(days=int(365.2425 * age)) else False
    first, last = days[0] - _YEAR * (age + 1), days[1] - timedelta(days=int(365.2425 * age))
    return first <= born <= last


def _event_agrees(trait: Trait, events: str) -> bool | None:
    """A day that the list has as well; that it has others rules nobody out."""
    if trait.days is None or not events:
        return None
    first, last = trait.days
    return True if any(d.is_day and first <= d.first <= last for d in dates_in(events) if d.year_told) else None


def _place_agrees(told: str, known: str) -> bool | None:
    if not known:
        return None
    if told == known:
        return True
    if told in (known_place(known), f"a {known_place(known)}") or known_place(known).endswith(told.split(" in ")[-1]):
        return True
    if " in " in told and known_place(known):  # "a town in the north of England"
        return None if not known_place(known) else known_place(known).split(" in ")[-1] == told.split(" in ")[-1]
    return None  # somebody may have been in several places


def _word_agrees(told: str, known: str, kind: TraitKind) -> bool | None:
    if not known:
        return None
    words = {_plain(w) for w in re.split(r"[;,]", known)}
    if _plain(told) in words or any(_plain(told) in w or w in _plain(told) for w in words if len(w) > 3):
        return True
    up = {_plain(f.proposed) for w in re.split(r"[;,]", known) for f in worded_in(w.strip(), 0, 0, "")}
    if _plain(told) in up or any(_plain(told) in w for w in up):
        return True
    if any(_plain(f.proposed) in words for f in worded_in(told, 0, 0, "")):
        return None  # the list says it less exactly
    # somebody has one background, and may have several conditions, faiths told loosely, and occupations
    return False if kind is TraitKind.BACKGROUND and not _is_wide(told) else None


def _is_wide(told: str) -> bool:
    return told.lower().startswith(("member", "religious", "white", "british"))


def _plain(word: str) -> str:
    word = fold(" ".join(word.split()))
    return re.sub(r"^(?:an? |the )", "", word)
