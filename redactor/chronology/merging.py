"""The rows of all agencies in one order, and which of them are possibly one event. Nothing is merged: that is for people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, groupby

from redactor.chronology.rows import EventRow
from redactor.codes.text import squash

_APART = 120  # minutes: two times of the clock further apart are two events


def in_order(rows: Iterable[EventRow], family: frozenset[str]) -> list[EventRow]:
    """By day and time; within a day, rows that are possibly one event stand side by side."""
    ordered = sorted(rows, key=lambda row: row.sorts)
    found: list[EventRow] = []
    for _, same in groupby(ordered, key=lambda row: (row.when.first is None, row.when.day)):
        day = list(same)
        groups = _groups(day, family) if day[0].when.day else []
        place = {number: min(group) for group in groups for number in group}
        # a group stands where the first of its rows with a known time does
        for group in groups:
            timed = [n for n in group if day[n].minutes >= 0]
            place |= dict.fromkeys(group, timed[0] if timed else min(group))
        found += [day[n] for n in sorted(range(len(day)), key=lambda n: (place.get(n, n), n))]
    return found


def marked(rows: Sequence[EventRow], family: frozenset[str]) -> list[EventRow]:
    """The same rows, each with the keys of those that are possibly the same event."""
    days: dict[date, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if row.when.day:
            days[row.when.day].append(number)
    others: dict[int, list[int]] = defaultdict(list)
    for numbers in days.values():
        for one, other in combinations(numbers, 2):
            if possibly_one(rows[one], rows[other], family):
                others[one].append(other)
                others[other].append(one)
    return [
        replace(row, together=tuple(rows[n].key for n in sorted(others.get(number, ()))))
        for number, row in enumerate(rows)
    ]


# what readers are told of it
POSSIBLY_ONE = (
    "Possibly one event: rows of two agencies on one day that name the same members of the family, or one of the family and the "
    "same member of staff, at times no more than two hours apart where both have a time; or one agency's row twice. Nothing was "
    "merged: whether it is one event is for people to say."
)


def possibly_one(one: EventRow, other: EventRow, family: frozenset[str]) -> bool:
    """Two agencies, the same day, the same people, and no two times that are far apart; or one agency's row twice."""
    if not one.when.day or one.when.day != other.when.day:
        return False
    if squash(one.agency) == squash(other.agency):
        return bool(one.event) and (one.time, squash(one.event)) == (other.time, squash(other.event))
    if one.minutes >= 0 and other.minutes >= 0 and abs(one.minutes - other.minutes) > _APART:
        return False
    here, there = set(one.people), set(other.people)
    both = here & there
    return bool(both) and (here & family == there & family or bool(both - family and both & family))


def _groups(day: Sequence[EventRow], family: frozenset[str]) -> list[list[int]]:
    """Rows that hang together by pairs; each row is in one group at most."""
    of = {number: [number] for number in range(len(day))}
    for one, other in combinations(range(len(day)), 2):
        if of[one] is not of[other] and possibly_one(day[one], day[other], family):
            merged = sorted([*of[one], *of[other]])
            of |= dict.fromkeys(merged, merged)
    return [group for number, group in of.items() if len(group) > 1 and group[0] == number]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows a reader gets."""

    people: tuple[str, ...] = ()  # codes; a row with one of them
    agencies: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    terms: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.people, self.agencies, self.first, self.last, self.terms))

    def takes(self, row: EventRow) -> bool:
        """Whether a row is for the reader. A row that cannot be dated is in no span of time."""
        if self.people and not {squash(p) for p in self.people} & {squash(p) for p in row.people}:
            return False
        if self.agencies and squash(row.agency) not in map(squash, self.agencies):
            return False
        if (self.first or self.last) and (row.when.first is None or row.when.last is None):
            return False
        if self.first and row.when.last and row.when.last < self.first:
            return False
        if self.last and row.when.first and row.when.first > self.last:
            return False
        return not self.terms or any(_has_term(row.term, term) for term in self.terms)

    def in_words(self) -> Iterator[str]:
        """What was asked for, for the files."""
        yield from (f"person {person}" for person in self.people)
        yield from (f"agency {agency}" for agency in self.agencies)
        if self.first:
            yield f"from {self.first:%d/%m/%Y}"
        if self.last:
            yield f"to {self.last:%d/%m/%Y}"
        yield from (f"term of reference {term}" for term in self.terms)


def _has_term(cell: str, term: str) -> bool:
    """3 is in "3", "1, 3", "ToR 3.2" and "1-4", not in "13"; "all" has every one."""
    if re.search(r"\ball\b", cell, re.IGNORECASE):
        return True
    spans = re.findall(r"(?<![\d.])(\d+)\s*(?:-|–|to)\s*(\d+)(?![\d.])", cell)
    if term.isdigit() and any(int(first) <= int(term) <= int(last) for first, last in spans):
        return True
    return re.search(rf"(?<![\d.]){re.escape(term)}(?!\d)", cell, re.IGNORECASE) is not None
