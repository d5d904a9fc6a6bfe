"""How many people of an area are as a text tells of one person, and what would have to be told more generally.

The figures hold on one assumption, which the report says: that the traits are independent of one another. Where no table
tells a share the trait is not counted, and the figure is an upper bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from redactor.publication.population import Population
from redactor.publication.traits import Portrait, Trait, TraitKind, known_place

ENOUGH = 20  # people among whom somebody is not singled out; a board may say otherwise
_COUNTED = (TraitKind.BACKGROUND, TraitKind.FAITH, TraitKind.HEALTH, TraitKind.FAMILY, TraitKind.OCCUPATION)
_TITLED, _ADULT = re.compile(r"(?:Mr|Mrs|Ms|Mother|Father|Grand(?:mother|father)|Adult)\b"), 16
_BAND = 2  # years on either side of an age told as a range


@dataclass(frozen=True)
class Estimate:
    """How many people fit, at most where something is not counted."""

    portrait: Portrait
    people: float
    at_most: bool
    used: tuple[str, ...]  # what was counted, with what it left
    not_counted: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def shown(self) -> str:
        """In words."""
        number = "fewer than one" if self.people < 1 else f"about {_rounded(self.people):,}"
        return f"at most {number}" if self.at_most and self.people >= 1 else number


def _rounded(people: float) -> int:
    """Two figures: the tables know no more."""
    whole = round(people)
    digits = len(str(whole)) - 2
    return int(round(whole, -digits)) if digits > 0 else whole


@dataclass(frozen=True)
class _Given:
    """What an intruder knows of somebody, as the tables count it."""

    sex: str
    ages: tuple[int, int] | None
    range_told: bool  # the ages are a range in which theirs lies, not those of one person over time
    words: tuple[tuple[TraitKind, str], ...]


def estimate(portrait: Portrait, population: Population) -> Estimate:
    """The estimate for one person."""
    return _of(portrait, _given(portrait), population)


def _given(portrait: Portrait) -> _Given:
    ages = [int(t.value) for t in portrait.of(TraitKind.AGE)]
    words = tuple(dict.fromkeys((t.kind, t.value) for t in portrait.traits if t.kind in _COUNTED))
    return _Given(portrait.sex, (min(ages), max(ages)) if ages else None, False, words)


def _of(portrait: Portrait, given: _Given, population: Population) -> Estimate:
    sexes = (given.sex,) if given.sex else ("female", "male")
    first, last = given.ages if given.ages else (_ADULT if _TITLED.match(portrait.person) else 0, 90)
    people = float(population.people(sexes, first, last))
    if given.ages and not given.range_told:  # one person at several ages: as many as there are of one of them
        people /= last - first + 1
    told = _ages(given.ages) if given.ages or not first else "grown up"
    used = [f"{given.sex or 'either sex'}, {told}: {round(people):,} of {population.everybody:,}"]
    not_counted: list[str] = []
    sources = {population.sources[0]} if population.sources else set[str]()
    at_most = False
    seen: list[str] = []
    for kind, word in given.words:
        share = population.share_of(word) or population.share_of(_singular(word))
        if share is None:
            not_counted.append(f"{kind}: {word}")
            at_most = True
            continue
        if share.source in seen and kind in (TraitKind.BACKGROUND, TraitKind.FAITH):
            continue  # a second word for the same thing
        seen.append(share.source)
        people *= share.share
        at_most = at_most or share.wider
        used.append(
            f"{word}: {share.share:.2%}, leaves {people:,.1f}" + (" (the group is wider)" if share.wider else "")
        )
        sources.add(share.source)
    for each in portrait.of(TraitKind.PLACE)[:1]:
        if known_place(each.value):  # a town by name, not "a town in the north of England"
            not_counted.append(f"place: {each.value}, where fewer live than in the area")
            at_most = True
    for each in portrait.of(TraitKind.EVENT)[:1]:
        not_counted.append(f"events with dates, such as {each.value}")
    return Estimate(portrait, people, at_most, tuple(used), tuple(not_counted), tuple(sorted(sources)))


def _ages(ages: tuple[int, int] | None) -> str:
    if ages is None:
        return "of any age"
    return f"aged {ages[0]}" if ages[0] == ages[1] else f"aged {ages[0]} to {ages[1]}"


def _singular(word: str) -> str:
    return word.removeprefix("the ").removeprefix("a ").removesuffix("s")


@dataclass(frozen=True)
class Ending:
    """One or two things told more generally, and how many people fit then."""

    changes: tuple[str, ...]
    people: float


def ends_it(portrait: Portrait, population: Population, enough: float = ENOUGH) -> Ending | None:
    """The one or two changes by which at least `enough` people fit, the least change first; None where none does.

    A step is a trait told one level up or left out, or an age told as a range.
    """
    given = _given(portrait)
    steps = list(_steps(given))
    for many in (1, 2):
        best: Ending | None = None
        for chosen in combinations(steps, many):
            changed = given
            for _, change in chosen:
                changed = change(changed)
            people = _of(portrait, changed, population).people
            # of what suffices, that which changes the figure least: it tells most
            if people >= enough and (best is None or people < best.people):
                best = Ending(tuple(said for said, _ in chosen), people)
        if best is not None:
            return best
    return None


class _Without:
    """A step: the given without a word, or with another in its place."""

    def __init__(self, kind: TraitKind, word: str, put: str = "") -> None:
        self._kind, self._word, self._put = kind, word, put

    def __call__(self, given: _Given) -> _Given:
        words = tuple((k, self._put if (k, w) == (self._kind, self._word) else w) for k, w in given.words)
        return _Given(given.sex, given.ages, given.range_told, tuple((k, w) for k, w in words if w))


class _Wider:
    """A step: an age as a range of five years."""

    def __call__(self, given: _Given) -> _Given:
        assert given.ages is not None
        return _Given(given.sex, (max(0, given.ages[0] - _BAND), given.ages[1] + _BAND), True, given.words)


def _steps(given: _Given) -> Iterable[tuple[str, _Without | _Wider]]:
    for kind, word in given.words:
        if (up := _one_up(word)) and up != word:
            yield f"tell “{up}” for “{word}”", _Without(kind, word, up)
        yield f"leave out “{word}”", _Without(kind, word)
    if given.ages is not None:
        low, high = max(0, given.ages[0] - _BAND), given.ages[1] + _BAND
        yield f"tell the age as {low} to {high}", _Wider()


def _one_up(word: str) -> str:
    """What the table of generalisations puts for a word; "" where it has none."""
    from redactor.publication.worded import worded_in

    found = [f for f in worded_in(word, 0, 0, "") if f.written == word]
    put = found[0].proposed if found else known_place(word)
    if not put:
        return ""
    put = put[2:] if put.startswith(("a ", "A ")) else put
    return (
        put[:1].upper() + put[1:] if word[:1].isupper() and put.split()[0] in ("african", "asian", "european") else put
    )


def events_of(portrait: Portrait) -> Sequence[Trait]:
    """The dated events that are told of somebody."""
    return [t for t in portrait.of(TraitKind.EVENT) if t.days]
