"""A chronology of tens of thousands of rows is gone through once by a rule, not once for each of its rows."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from redactor.checks.rules import cells, keys, whole_form
from redactor.checks.tables import CellText, ReadTable

_HEADINGS = ("Date", "Time", "Source", "Event", "Child seen")
_ROWS = 200


class Counted(int):
    """A row's number that counts how often it is held against another's."""

    asked = 0

    def __lt__(self, other: object) -> bool:
        Counted.asked += 1
        return int.__lt__(self, other)  # type: ignore[operator]


def _chronology() -> ReadTable:
    lines = [_HEADINGS, *[("01/02/2019", "09:15", "Case notes", f"Visit {n}.", "Y") for n in range(_ROWS)]]
    rows = {
        Counted(n): {c: CellText(text, n * 10 + c) for c, text in enumerate(line, 1)} for n, line in enumerate(lines, 1)
    }
    return ReadTable(SimpleNamespace(source=SimpleNamespace(name="c.xlsx")), 1, rows)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("room", "rule"),
    [(whole_form, "chronology_gap"), (cells, "chronology"), (keys, "one_code_two_people")],
)
def test_a_row_costs_the_same_in_a_long_table(room: Any, rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    table = _chronology()
    monkeypatch.setattr(room, "tables_of", lambda _: [table])
    Counted.asked = 0
    assert not list(getattr(room, rule)(SimpleNamespace(files=(None,), profile=None)))
    assert Counted.asked <= 4 * _ROWS


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SW1 rang.", "SW1"),
        ("She rang SW1", "SW1"),
        ("SW12 and XSW1 rang.", "SW1"),
        ("SW12, then SW1's visit", "SW1"),
        ("SW1_old, SW1é", "SW1"),
        ("GP (A+B) came", "GP (A+B)"),
        ("", "SW1"),
    ],
)
def test_a_code_of_a_key_stands_by_itself_as_before(text: str, code: str) -> None:
    assert keys._stands_in(text, code) == bool(re.search(rf"(?<!\w){re.escape(code)}(?!\w)", text))
