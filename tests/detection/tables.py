"""Tables of cases, and the faults among them that are known."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from tests.detection.known_faults import KNOWN_FAULTS
from tests.failing import failing

MARK = re.compile(r"«(?:([a-z ]+)\|)?([^»]+)»")


def slug(row: object) -> str:
    """A row's id: its words without the marks, so that a failing test is found by what it says."""
    words = " / ".join(x for x in row if isinstance(x, str)) if isinstance(row, tuple) else str(row)
    return " ".join(MARK.sub(r"\2", words).split())


def rows(table: str, *cases: object) -> Iterable[object]:
    """Parameters of a table. A known fault must fail until it is mended; then its line in known_faults.py goes."""
    faults = KNOWN_FAULTS.get(table, {})
    ids = [slug(case) for case in cases]
    assert len(set(ids)) == len(ids), f"table {table}: a case twice: {[i for i in ids if ids.count(i) > 1]}"
    assert not (stray := faults.keys() - set(ids)), f"known faults of table {table} without a case: {stray}"
    return [
        pytest.param(
            *(case if isinstance(case, tuple) else (case,)),
            id=name,
            marks=failing(*faults[name]) if name in faults else (),
        )
        for name, case in zip(ids, cases, strict=True)
    ]
