"""The values that an inspection gives: what was found, how often, where."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ContentKind:
    """A row of `kinds.csv`."""

    name: str
    group: str
    heading: str
    telling: bool  # whether a file that holds it is not clean
    parts: frozenset[str]  # kinds of parts (of the package's parts.csv) that are this


@dataclass(frozen=True, slots=True)
class Inspected:
    """Something that the file holds.

    `what` is a word of this program, never of the file, and `places` lead a reader there without repeating text of
    the file: both may be shown. `values` are the file's own words (names, addresses, paths): RESTRICTED.
    """

    kind: str  # a row of KINDS
    count: int
    what: str = ""  # more exactly, e.g. "insertion"; "" where the kind says all
    places: tuple[str, ...] = ()  # in reading order, each once
    first: str = ""  # the earliest date (ISO 8601, UTC as Word writes it); "" where it has none
    last: str = ""
    values: tuple[str, ...] = field(default=(), repr=False)  # each once


@dataclass(frozen=True, slots=True)
class Inspection:
    """All findings in the order of `kinds.csv`."""

    findings: tuple[Inspected, ...]
    parts: int  # that the file has

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing that tells of people, of earlier texts or of other files."""
        return not any(EVERY_KIND[finding.kind].telling for finding in self.findings)


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of this package's data tables."""
    return list(csv.DictReader((files(__package__) / name).read_text("utf-8").splitlines()))


def _kinds(name: str) -> dict[str, ContentKind]:
    return {
        row["kind"]: ContentKind(
            row["kind"],
            row["group"],
            row["heading"],
            row["telling"] == "yes",
            frozenset(filter(None, row["parts"].split(";"))),
        )
        for row in rows(name)
    }


KINDS = _kinds("kinds.csv")
EVERY_KIND = KINDS | _kinds("kinds_of_workbooks.csv")  # what only workbooks hold, too
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?\Z", re.ASCII)
_GROUPS = list(dict.fromkeys(kind.group for kind in KINDS.values()))
_ORDER = {name: (_GROUPS.index(kind.group), number) for number, (name, kind) in enumerate(EVERY_KIND.items())}


@dataclass(slots=True)
class _Sum:
    count: int = 0
    places: dict[str, None] = field(default_factory=dict)
    values: dict[str, None] = field(default_factory=dict)
    dates: set[str] = field(default_factory=set)


def _plain(value: str) -> str:
    """On one line, without characters that a terminal would obey."""
    return " ".join("".join(character if character.isprintable() else " " for character in value).split())


class Tally:
    """Adds up what is found, by kind and by what it is more exactly."""

    def __init__(self) -> None:
        self._sums: dict[tuple[str, str], _Sum] = {}

    def add(
        self, kind: str, what: str = "", place: str = "", *, count: int = 1, value: str = "", date: str = ""
    ) -> None:
        """Count something; a count of 0 is nothing."""
        if not count:
            return
        total = self._sums.setdefault((kind, what), _Sum())
        total.count += count
        if place:
            total.places[place] = None
        if date and not _DATE.match(date):  # whatever it is, it is no date, and may be anything
            date, value = "", f"{value} {date}"
        if value.strip():
            total.values[_plain(value)] = None
        if date:
            total.dates.add(date)

    def note(self, kind: str, what: str, value: str) -> None:
        """Keep a value of something that is counted already."""
        if value.strip():
            self._sums[kind, what].values[_plain(value)] = None

    def add_once(self, kind: str, what: str, place: str, value: str) -> None:
        """Count a value that may stand in several places, once; its places are gathered."""
        known = self._sums.get((kind, what))
        seen = known is not None and _plain(value) in known.values
        self.add(kind, what, place, value=value)
        if seen and known is not None:
            known.count -= 1

    def findings(self) -> tuple[Inspected, ...]:
        """Everything found, in the order of `kinds.csv`, and within a kind in that of the file."""
        ordered = sorted(self._sums.items(), key=lambda item: _ORDER[item[0][0]])
        return tuple(
            Inspected(
                kind,
                total.count,
                what,
                tuple(total.places),
                min(total.dates, default=""),
                max(total.dates, default=""),
                tuple(total.values),
            )
            for (kind, what), total in ordered
        )
