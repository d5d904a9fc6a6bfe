"""The witnesses: each a small rule that gives facts about mentions and people, with a sentence in models/lists/reasons.csv.

A witness looks at the setting alone and at no other witness. To add one: a module with `facts(setting)`, a line in
`WITNESSES`, its sentences in reasons.csv, and a run of `python models/training/who/fit.py`, which fits its weight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from redactor.identities.facts import Fact, Setting
from redactor.identities.witnesses import (
    age,
    clause,
    column,
    company,
    doing,
    form,
    frequency,
    generation,
    introduced,
    kin,
    kin_of_another,
    late,
    nearness,
    office,
    person,
    repeated,
    row,
    same_name,
    title,
    told,
)

Witness = Callable[[Setting], Iterator[Fact]]

WITNESSES: tuple[Witness, ...] = (
    form.facts,
    title.facts,
    kin.facts,
    kin_of_another.facts,
    office.facts,
    generation.facts,
    age.facts,
    late.facts,
    same_name.facts,
    clause.facts,
    repeated.facts,
    nearness.facts,
    row.facts,
    column.facts,
    company.facts,
    doing.facts,
    told.facts,
    person.facts,
    frequency.facts,
    introduced.facts,
)


def all_facts(setting: Setting) -> Iterator[Fact]:
    """What every witness says of a setting."""
    for witness in WITNESSES:
        yield from witness(setting)
