"""The witnesses: each a small rule that gives facts about mentions and people, with a sentence in models/lists/reasons.csv.

A witness looks at the setting alone and at no other witness. To add one: a module with `facts(setting)`, a line in
`WITNESSES`, its sentences in reasons.csv, and a run of `python models/training/who/fit.py`, which fits its weight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from redactor.identities.facts import Fact, Place, Setting, Speaks
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


# those that look at the drafts and the list alone, not at what is decided of other mentions, and speak for single mentions:
# what they say in a first round holds in the next
OF_THE_TEXT = frozenset(
    (form.facts, title.facts, office.facts, generation.facts, age.facts, late.facts, same_name.facts, column.facts,
     doing.facts, person.facts)
)  # fmt: skip
Said = dict[Witness, Sequence[Speaks]]


def all_facts(setting: Setting, said: Said | None = None) -> Iterator[Fact]:
    """What every witness says of a setting. `said` is filled in the first round, and spares work in the next ones, in which
    more mentions are fixed."""
    for witness in WITNESSES:
        if said is None or witness not in OF_THE_TEXT:
            yield from witness(setting)
            continue
        if witness not in said:
            said[witness] = [fact for fact in witness(replace(setting, decided=_NotYet())) if isinstance(fact, Speaks)]
        yield from (fact for fact in said[witness] if fact.place not in setting.fixed)


class _NotYet(Mapping[Place, int]):
    """What a witness of the text may not ask for."""

    def __getitem__(self, place: Place) -> int:
        raise AssertionError("A witness of OF_THE_TEXT asks what is decided.")

    def __iter__(self) -> Iterator[Place]:
        raise AssertionError("A witness of OF_THE_TEXT asks what is decided.")

    def __len__(self) -> int:
        raise AssertionError("A witness of OF_THE_TEXT asks what is decided.")
