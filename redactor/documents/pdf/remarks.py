"""What was done to a PDF or seen in it, in the sentences of `remarks.csv`."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from redactor.documents.model import Remark


@cache
def _sentences() -> dict[str, tuple[str, bool]]:
    lines = (files(__package__) / "remarks.csv").read_text("utf-8").splitlines()
    return {row["rule"]: (row["sentence"], row["needs_a_look"] == "yes") for row in csv.DictReader(lines)}


def remark(rule: str, count: int = 1, place: str = "file", pictures: tuple[str, ...] = ()) -> Remark:
    """The remark of a rule. `place` is one that a reader can find, never text of the draft; `pictures`: what those that it is
    about are known by."""
    sentence, look = _sentences()[rule]
    return Remark(rule, place, sentence, count, look, pictures=pictures)
