"""The sentences by which a copy says how it was changed: where the report speaks of codes, else at its first paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from redactor.documents import Draft
from redactor.documents.model import Passage, Story
from redactor.keymap.levels import AgeLevel, DateLevel
from redactor.keymap.published import Pseudonym

_SPEAKS = re.compile(
    r"\b(?:names? (?:have|has) been|anonymi[sz]ed|replaced (?:by|with) codes?|codes are used)\b", re.IGNORECASE
)
_FIELD = re.compile(r"[A-Z][\w ’'-]{2,40}:\s")  # "Report author: …" is a field of a form, and no place for sentences
_DATES = {
    DateLevel.MONTH: "Dates are given as the month and the year.",
    DateLevel.SEASON: "Dates are given as the beginning, the middle or the end of a year.",
    DateLevel.YEAR: "Dates are given as years.",
    DateLevel.MONTHS: "Dates are counted in months from the beginning of the period under review, which is Month 1; Year 1 is "
    "the calendar year in which it lies.",
    DateLevel.QUARTERS: "Dates are counted in quarters of a year from the beginning of the period under review, which is "
    "Quarter 1; Year 1 is the calendar year in which it begins.",
    DateLevel.DAYS: "Dates are counted in days from the beginning of the period under review, which is Day 1, and months "
    "and years likewise.",
}
_AGES = {
    AgeLevel.WEEKS: "Ages of small children are given in completed weeks.",
    AgeLevel.MONTHS: "Ages of small children are given in completed months.",
    AgeLevel.YEARS: "Ages are given in completed years.",
}


def statement(dates: DateLevel | None, ages: AgeLevel, names: Sequence[Pseudonym]) -> str:
    """What is said. `dates`: None where no fact was told more generally."""
    said: list[str] = []
    if names:
        called = sorted(p.name for p in names)
        listed = " and ".join(filter(None, (", ".join(called[:-1]), called[-1])))
        said.append(f"Names have been changed; those concerned are called {listed} in this report.")
    if dates is not None:
        if dates in _DATES:
            said.append(_DATES[dates])
        said.append(_AGES[ages])
        said.append("Some other details are told more generally, so that nobody is recognised; none was made up.")
    return " ".join(said)


def place_for(draft: Draft) -> Passage | None:
    """The paragraph at whose end it is said; None where the draft has none."""
    body = [
        p
        for p in draft.passages
        if p.place.story is Story.BODY
        and p.cell is None
        and not (p.leaves or p.original or p.heading)
        and p.text.strip()
    ]
    speaks = (p for p in body if _SPEAKS.search(p.text))
    plain = (p for p in body if p.text.rstrip().endswith(".") and len(p.text.split()) > 3 and not _FIELD.match(p.text))
    return next(speaks, None) or next(plain, None)
