"""What was done to a workbook or seen in it, in the sentences of `remarks.csv`."""

from __future__ import annotations

from redactor.documents.model import Remark

from .package import rows

_SENTENCES = {row["rule"]: (row["sentence"], row["needs_a_look"] == "yes") for row in rows("remarks.csv")}


def remark(rule: str, count: int = 1, place: str = "file") -> Remark:
    """The remark of a rule. `place` is one that a reader can find, never text of the draft."""
    sentence, look = _SENTENCES[rule]
    return Remark(rule, place, sentence, count, look)
