"""Remarks of one rule about one place, told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from redactor.documents.model import Remark


def merged(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Remarks of the same rule about the same place as one, those that count nothing left out."""
    counts: dict[tuple[str, str], Remark] = {}
    for each in remarks:
        first = counts.get((each.rule, each.place))
        counts[each.rule, each.place] = _both(first, each) if first else each
    return tuple(each for each in counts.values() if each.count)


def _both(one: Remark, other: Remark) -> Remark:
    return replace(one, count=one.count + other.count, pictures=(*one.pictures, *other.pictures))
