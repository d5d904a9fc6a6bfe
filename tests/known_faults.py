"""Tests that fail today because of a fault in the code: each with what is wrong, and the wrong outcome itself. Mending one makes
its test fail ("XPASS"), until its line is taken out here; so does failing in another way.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from tests.failing import failing

# id of the case → why, and what comes out instead
KNOWN_FAULTS: dict[str, tuple[str, str]] = {
    "overtaken code": ("somebody known loses the role that the next draft does not tell", "Person 1 met SW2."),
    "Miss Varnham was seen.": ("“Miss” is taken for the girl, silently, where her mother goes by it too", "Child 1 was seen."),
    "Miss Varnham was late for school.": ("see “Miss Varnham was seen.”", "Child 1 was late for school."),
    "A piece of creative writing by Hamza F. V. dark.": (
        "two letters with full stops behind a first name are read as its initials, though the second begins a sentence",
        "A piece of creative writing by Child 1. dark.",
    ),
    "a house name behind of": (
        "a Welsh house name before a comma is read as somebody's",
        "Person 1 of Person 2, Address X1. She was living at Address X2.",
    ),
}  # fmt: skip


def rows(table: Iterable[tuple[Any, ...]]) -> list[Any]:
    """A table as test parameters; a row is known by its first value, which must be text."""
    return [pytest.param(*row, id=row[0], marks=_marks(row[0])) for row in table]


def fault(name: str) -> Any:
    """The mark for a test without a table."""
    return next(iter(_marks(name)), lambda test: test)


def _marks(name: str) -> list[Any]:
    return [failing(*KNOWN_FAULTS[name])] if name in KNOWN_FAULTS else []
