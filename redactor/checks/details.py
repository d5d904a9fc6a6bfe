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


@cache
def _details() -> tuple[Detail, ...]:
    text = files(__package__).joinpath("details.csv").read_text(encoding="utf-8")
    return tuple(
        Detail(
            row["detail"],
            int(row["weight"]),
            re.compile(row["pattern"], re.IGNORECASE if row["small and capital letters"] == "alike" else 0),
        )
        for row in csv.DictReader(text.splitlines())
    )


def details_in(text: str) -> list[tuple[Detail, re.Match[str]]]:
    """The first detail of each kind in a text."""
    return [(detail, match) for detail in _details() if (match := detail.pattern.search(text))]


def weight_of(found: Iterable[tuple[Detail, object]]) -> int:
    """What details weigh together, each kind once."""
    return sum({detail.kind: detail.weight for detail, _ in found}.values())
