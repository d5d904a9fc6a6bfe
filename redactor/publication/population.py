"""How many people of an area share traits: the census as tables that a board can replace (`key_maps/publication/population`)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from redactor.base.refused import Refused
from redactor.base.resources import data_path
from redactor.language.lexicon import fold

FOLDER = "key_maps/publication/population"
EVERYWHERE = "England and Wales"
_OLDEST = 90


@dataclass(frozen=True, slots=True)
class CensusGroup:
    """The columns of a table that words of a report mean."""

    table: str
    columns: tuple[str, ...]
    wider: bool  # the columns hold more people than the words mean: then the share is too large


@dataclass(frozen=True, slots=True)
class Share:
    """The share of people to whom something applies, and what there is to say of the figure."""

    share: float
    source: str
    wider: bool = False


@dataclass(frozen=True)
class Population:
    """The tables for one area: an authority, several of them, or England and Wales."""

    area: str
    ages: dict[str, tuple[int, ...]]  # "female", "male" → people by single year of age, the last 90 and over
    counts: dict[str, dict[str, int]]  # table → column → people
    groups: dict[str, CensusGroup]  # folded word → columns
    shares: dict[str, Share]  # folded trait → share
    sources: tuple[str, ...]

    @property
    def everybody(self) -> int:
        """All residents."""
        return sum(map(sum, self.ages.values()))

    def people(self, sexes: Iterable[str] = ("female", "male"), first: int = 0, last: int = _OLDEST) -> int:
        """Residents of these sexes and ages, both included."""
        return sum(sum(self.ages[sex][max(0, first) : min(last, _OLDEST) + 1]) for sex in sexes)

    def share_of(self, word: str) -> Share | None:
        """The share of residents of whom a word is true; None where no table tells it."""
        if (group := self.groups.get(_plain(word))) is not None:
            table = self.counts[group.table]
            total = sum(table.values())
            return Share(sum(table[c] for c in group.columns) / max(1, total), self._named(group.table), group.wider)
        return self.shares.get(_plain(word))

    def _named(self, table: str) -> str:
        return next((s for s in self.sources if s.startswith(f"{table}.csv")), table)


def _plain(word: str) -> str:
    return fold(" ".join(word.replace("-", " ").split()))


def areas(folder: Path | None = None) -> tuple[str, ...]:
    """Every authority that the tables have."""
    return tuple(dict.fromkeys(row["authority"] for row in _rows(folder, "sex_and_age.csv")))


def population(area: Sequence[str] = (), folder: Path | None = None) -> Population:
    """The tables for these authorities together, for England and Wales where none is given. Raises Refused."""
    known = {fold(a): a for a in areas(folder)}
    wanted = [known.get(fold(a), "") for a in area]
    if missing := [a for a, found in zip(area, wanted, strict=True) if not found]:
        from rapidfuzz import process

        near = [process.extractOne(a, list(known.values())) for a in missing]
        raise Refused(
            [
                f"The population tables have no authority “{a}”. Do you mean “{n[0]}”? Give the council's area as the "
                "census has it."
                for a, n in zip(missing, near, strict=True)
            ]
        )
    chosen = frozenset(wanted)
    ages: dict[str, list[int]] = {"female": [0] * (_OLDEST + 1), "male": [0] * (_OLDEST + 1)}
    for row in _rows(folder, "sex_and_age.csv"):
        if not chosen or row["authority"] in chosen:
            for age in range(_OLDEST + 1):
                ages[row["sex"]][age] += int(row["90+" if age == _OLDEST else str(age)])
    counts: dict[str, dict[str, int]] = {}
    for table in ("ethnic_group", "religion", "disability", "language"):
        columns: dict[str, int] = {}
        for row in _rows(folder, f"{table}.csv"):
            if not chosen or row["authority"] in chosen:
                for column, value in row.items():
                    if column not in ("code", "authority"):
                        columns[column] = columns.get(column, 0) + int(value)
        counts[table] = columns
    return Population(
        " and ".join(filter(None, wanted)) or EVERYWHERE,
        {sex: tuple(numbers) for sex, numbers in ages.items()},
        counts,
        _groups(folder),
        {
            _plain(row["trait"]): Share(1 / float(row["one in"]), f"{row['source']}, {row['date']}")
            for row in _rows(folder, "shares.csv")
        },
        tuple(f"{r['file']}: {r['what it counts']}, {r['date']}; {r['source']}" for r in _rows(folder, "tables.csv")),
    )


def _groups(folder: Path | None) -> dict[str, CensusGroup]:
    found = {}
    for row in _rows(folder, "groups.csv"):
        group = CensusGroup(row["table"], tuple(row["columns"].split("|")), row["wider than the words"] == "yes")
        for word in row["words"].split("|"):
            found[_plain(word)] = group
    return found


@cache
def _rows(folder: Path | None, name: str) -> tuple[dict[str, str], ...]:
    path = (folder or data_path(FOLDER)) / name
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return tuple(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError):
        raise Refused([f"The population table {name} cannot be read. Give a folder that has all of them."]) from None
