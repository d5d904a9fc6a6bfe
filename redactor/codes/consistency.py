"""Faults that only show between rows: one code for two, two codes for one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from redactor.codes.model import Entry, Kind, Problem, Role
from redactor.codes.shapes import CODE
from redactor.codes.text import comparable, squash


def contradictions(entries: Sequence[Entry], roles: Sequence[tuple[Role, str]]) -> tuple[Problem, ...]:
    """One problem a fault. `roles` come with the places of their rows; codes are named, people are not."""
    return (
        *_codes_twice(entries),
        *_prefixes_twice(roles),
        *_one_under_two(entries),
        *_aliases_of_others(entries),
        *_codes_for_names(entries),
    )


def _at(place: str) -> str:
    return place[:1].upper() + place[1:]


def _seen_from(place: str, other: str) -> str:
    """`other` as said in a sentence about `place`: without the sheet when it is the same."""
    sheet, _, _ = place.rpartition(", ")
    return other.removeprefix(f"{sheet}, ") if sheet else other


def _codes_twice(entries: Iterable[Entry]) -> Iterator[Problem]:
    first: dict[str, Entry] = {}
    for entry in entries:
        if not entry.code:  # told where the list is read
            continue
        other = first.setdefault(squash(entry.code), entry)
        if other is not entry:
            yield Problem(
                _at(entry.where),
                f"the code {entry.code} is already used in {_seen_from(entry.where, other.where)}. "
                "Give each person or place a code of their own.",
                "code",
            )


def _prefixes_twice(roles: Iterable[tuple[Role, str]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for role, place in roles:
        if not role.prefix:
            continue
        other = first.setdefault(squash(role.prefix), place)
        if other is not place:
            yield Problem(
                _at(place),
                f"the prefix {role.prefix} is already used in {_seen_from(place, other)}. "
                "Give each role a prefix of its own; other titles of the same role go into one row.",
                "code",
            )


def _group(kind: Kind) -> str:
    return "person" if kind.is_person else kind.value


def _one_under_two(entries: Sequence[Entry]) -> Iterator[Problem]:
    """The same name twice; two people may share one only where their dates of birth differ."""
    ordered = sorted(
        ((n, e) for n, e in enumerate(entries) if e.name and e.code), key=lambda item: (*_identity(item[1]), item[0])
    )
    for (group, _), same in groupby((entry for _, entry in ordered), key=_identity):
        first, *others = same
        seen = [first]
        for entry in others:
            clash = next((e for e in seen if not _two_people(e, entry)), None)
            seen.append(entry)
            if clash is None or squash(clash.code) == squash(entry.code):
                continue
            what = f"the same {'name' if group == 'person' else group} stands under the code {clash.code}"
            advice = (
                "If they are one person, keep one code; if they are two, write their full names, and the dates "
                "of birth of both where the full names are the same."
                if group == "person"
                else "Keep one code, and write other spellings under Also known as."
            )
            yield Problem(_at(entry.where), f"{what} in {_seen_from(entry.where, clash.where)}. {advice}", "name")


def _identity(entry: Entry) -> tuple[str, str]:
    return _group(entry.kind), comparable(entry.name)


def _two_people(one: Entry, other: Entry) -> bool:
    """True when two people of one name are told apart by their dates of birth."""
    both = one.date_of_birth is not None and other.date_of_birth is not None
    return one.kind.is_person and both and one.date_of_birth != other.date_of_birth


def _aliases_of_others(entries: Sequence[Entry]) -> Iterator[Problem]:
    names: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if entry.name and entry.code:
            names.setdefault(_identity(entry), entry)
    for entry in entries:
        for number, alias in enumerate(entry.aliases, start=1):
            other = names.get((_group(entry.kind), comparable(alias)))
            if other is not None and other is not entry and squash(other.code) != squash(entry.code):
                if _identity(other) == _identity(entry):
                    continue  # two people of one name, which is told or allowed above
                which = "the alias" if len(entry.aliases) == 1 else f"alias {number}"
                yield Problem(
                    _at(entry.where),
                    f"{which}{f' of {entry.code}' if entry.code else ''} is the full name of {other.code} in "
                    f"{_seen_from(entry.where, other.where)}. If they are one, keep one code; else take the alias out.",
                    "aliases",
                )


def _codes_for_names(entries: Sequence[Entry]) -> Iterator[Problem]:
    """The code of one row as a name of another: every draft that has the code would mean the other."""
    coded: dict[str, Entry] = {}
    for entry in entries:
        if CODE.fullmatch(entry.code):
            coded.setdefault(squash(entry.code), entry)
    for entry in entries:
        for column, names in (("name", (entry.name,)), ("aliases", entry.aliases)):
            for name in names:
                other = coded.get(squash(name)) if name else None
                if other is not None and squash(other.code) != squash(entry.code):
                    which = "the name" if column == "name" else "an alias"
                    yield Problem(
                        _at(entry.where),
                        f"{which}{f' of {entry.code}' if entry.code else ''} is the code of "
                        f"{_seen_from(entry.where, other.where)}, {other.code}. A code is nobody's name: take it out.",
                        column,
                    )
