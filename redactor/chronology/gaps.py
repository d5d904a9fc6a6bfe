"""When a child was seen, by whom, and how long nobody saw it, as far as the agencies wrote it in a column Child seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from redactor.chronology.rows import EventRow

_YES = re.compile(r"\s*(?:y|yes|seen|true|x|✓|✔)\b|\s*[✓✔]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A row in which a child was seen."""

    first: date
    last: date
    agency: str
    key: str
    by: tuple[str, ...]  # codes of staff in the row

    @property
    def is_a_day(self) -> bool:
        """Whether the row says on which day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Gap:
    """Days between two sightings, or before the first and after the last, in which no row says that the child was seen."""

    first: date  # the day it was last seen; the day of the first row where it had not been seen
    last: date
    begins: str  # key of the row that it begins with, "" for the beginning of the chronology
    ends: str
    perhaps: tuple[str, ...] = ()  # keys of rows in which it was seen on a day that is not told exactly

    @property
    def days(self) -> int:
        """How long."""
        return (self.last - self.first).days


@dataclass(frozen=True, slots=True)
class Seen:
    """One child."""

    child: str
    sightings: tuple[Sighting, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Sightings:
    """All children of the review, between the first and the last day of the chronology."""

    first: date
    last: date
    children: tuple[Seen, ...]
    silent: tuple[str, ...]  # agencies none of whose rows says whether a child was seen


def sightings(
    rows: Sequence[EventRow], subjects: Sequence[str], staff: frozenset[str], threshold: int
) -> Sightings | None:
    """Sightings and gaps longer than `threshold` days; None where nothing is dated, or the list names no child."""
    # what is vague ("2007") says nothing of when the chronology begins and ends, if anything else does
    days = [row.when.day for row in rows if row.when.day] or [row.when.last for row in rows if row.when.last]
    if not days or not subjects:
        return None
    first, last = min(days), max(days)
    children = tuple(_of(child, rows, subjects, staff, (first, last), threshold) for child in subjects)
    agencies = dict.fromkeys(row.agency for row in rows if not row.boards)
    telling = {row.agency for row in rows if row.seen}
    return Sightings(first, last, children, tuple(a for a in agencies if a not in telling))


def was_seen(row: EventRow, child: str, subjects: Sequence[str]) -> bool:
    """Whether a row says that this child was seen: "Y" in a row about the child, or "Y (Child 1)"."""
    named = [code for code in subjects if re.search(rf"\b{re.escape(code)}\b", row.seen)]
    if not _YES.match(row.seen) and child not in named:
        return False
    if re.match(r"\s*(?:n|no|not)\b", row.seen, re.IGNORECASE):
        return False
    if named:
        return child in named
    return child in row.people or len(subjects) == 1


def _of(
    child: str,
    rows: Iterable[EventRow],
    subjects: Sequence[str],
    staff: frozenset[str],
    span: tuple[date, date],
    most: int,
) -> Seen:
    found = sorted(
        (
            Sighting(row.when.first, row.when.last, row.agency, row.key, tuple(p for p in row.people if p in staff))
            for row in rows
            if row.when.first and row.when.last and was_seen(row, child, subjects)
        ),
        key=lambda s: (s.first, s.last),
    )
    marks = [(span[0], ""), *((s.first, s.key) for s in found if s.is_a_day), (span[1], "")]
    gaps = []
    for (before, begins), (after, ends) in pairwise(marks):
        if (after - before).days > most:
            perhaps = tuple(s.key for s in found if not s.is_a_day and s.first < after and s.last > before)
            gaps.append(Gap(before, after, begins, ends, perhaps))
    return Seen(child, tuple(found), tuple(gaps))
