"""What was done to a workbook or seen in it, in the sentences of `remarks.csv`."""

from __future__ import annotations

from collections.abc import Iterable

from redactor.documents.model import Remark

from .package import rows

_SENTENCES = {row["rule"]: (row["sentence"], row["needs_a_look"] == "yes") for row in rows("remarks.csv")}


def remark(rule: str, count: int = 1, place: str = "file") -> Remark:
    """The remark of a rule. `place` is one that a reader can find, never text of the draft."""
    sentence, look = _SENTENCES[rule]
    return Remark(rule, place, sentence, count, look)


def merged(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Remarks of the same rule about the same place as one, those that count nothing left out."""
    counts: dict[tuple[str, str], int] = {}
    for each in remarks:
        counts[each.rule, each.place] = counts.get((each.rule, each.place), 0) + each.count
    return tuple(remark(rule, count, place) for (rule, place), count in counts.items() if count)
