"""Details by which a person may be known without a name, and how much each weighs: `details.csv`, which a board can read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Detail:
    """A kind of detail: 1 where many people share it, 2 where few do."""

    kind: str
    weight: int
    pattern: re.Pattern[str]
    alike: bool  # small and capital letters: the pattern is in small ones


@cache
def _details() -> tuple[Detail, ...]:
    text = files(__package__).joinpath("details.csv").read_text(encoding="utf-8")
    return tuple(
        Detail(
            row["detail"],
            int(row["weight"]),
            # small letters alone are looked for three times as fast as both
            re.compile(row["pattern"].lower() if _is_alike(row) else row["pattern"]),
            _is_alike(row),
        )
        for row in csv.DictReader(text.splitlines())
    )


def _is_alike(row: dict[str, str]) -> bool:
    return row["small and capital letters"] == "alike"


def details_in(text: str) -> list[tuple[Detail, re.Match[str]]]:
    """The first detail of each kind in a text."""
    low = text.lower()
    low = low if len(low) == len(text) else text
    return [(d, match) for d in _details() if (match := d.pattern.search(low if d.alike else text))]


def weight_of(found: Iterable[tuple[Detail, object]]) -> int:
    """What details weigh together, each kind once."""
    return sum({detail.kind: detail.weight for detail, _ in found}.values())
