"""Identities of a key map that may be one person: near spellings, a nickname, a surname changed."""

from __future__ import annotations

from functools import lru_cache

from redactor.base.remembered import remembered
from redactor.identities.alike import name_keys, pairs_alike
from redactor.identities.listing import listed_person
from redactor.identities.people import Person
from redactor.keymap.keymap import Record
from redactor.language.names import parse_name

_MAY_BE_ONE = range(2, 6)  # levels of fit at which two identities may be one: alike, but not the same


@lru_cache(maxsize=4)  # asked again after every decision, of the same people
def may_be_one(records: tuple[Record, ...]) -> tuple[tuple[Record, Record], ...]:
    """Pairs whose names are alike: whose code stays, and whose goes."""
    people = [(r, person_of(r)) for r in records if r.kind == "person" and r.names]
    found = []
    for (one, a), (other, b) in pairs_alike(people, lambda pair: name_keys(pair[0].names)):
        if one.issued and other.issued:
            continue
        fits = [f for f in (a.fit(parse_name(fullest(other))), b.fit(parse_name(fullest(one)))) if f is not None]
        if any(f.level in _MAY_BE_ONE and _says_enough(f.rule) for f in fits):
            found.append((one, other) if one.issued or not other.issued else (other, one))
    return tuple(found)


def _says_enough(rule: str) -> bool:
    return rule in ("near spelling", "nickname", "other surname", "initials and surname", "middle name")


@remembered(4096)  # the same people are compared after every decision
def person_of(record: Record) -> Person:
    """Somebody of the key map as a person whom names may fit."""
    return listed_person(
        0, record.code, fullest(record), (), record.role, record.agency, record.kind_of_identity, issued=record.issued,
        role_words=frozenset(),
    )  # fmt: skip


def fullest(record: Record) -> str:
    """The name of a record that says most."""
    return max(record.names, key=lambda n: (len(n.split()), len(n)))
