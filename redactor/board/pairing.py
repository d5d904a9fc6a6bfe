"""Rows of the agencies' keys that are, or may be, one identity: which are worth comparing, and how well they fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from redactor.board.parcels import ParcelRow
from redactor.codes.model import Entry, Kind
from redactor.codes.numbering import kind_by_code, split_code
from redactor.codes.roles import standard_roles
from redactor.codes.text import squash
from redactor.identities.alike import name_keys, pairs_alike
from redactor.identities.listing import listed_person
from redactor.identities.people import Person
from redactor.language.lexicon import fold
from redactor.language.names import parse_name

CERTAIN, NEAR = 1, 5  # levels of fit: one person; to be confirmed
BOARD = "the board's list"


@dataclass(frozen=True)
class HeldRow:
    """One row of one agency's key, or of the board's list."""

    agency: str
    row: ParcelRow
    number: int  # in the order met

    @property
    def code(self) -> str:
        """As the agency writes it."""
        return self.row.code


@dataclass(frozen=True)
class Pair:
    """Two rows that are, or may be, one identity."""

    one: HeldRow
    other: HeldRow
    why: str


def pair_key(pair: Pair) -> frozenset[str]:
    """How a pair is named among a person's answers."""
    return frozenset((key_of(pair.one), key_of(pair.other)))


def key_of(held: HeldRow) -> str:
    """How a row is named in a sheet that a person fills in."""
    return f"{fold(held.agency)}|{squash(held.code)}"


def _person(held: HeldRow, entry: Entry | None = None) -> Person:
    row = held.row
    kind = entry.kind.of_identity if entry and entry.kind is Kind.PROFESSIONAL else kind_by_code(row.code)
    name = max(row.names, key=lambda n: (len(n.split()), len(n)), default="")
    return listed_person(
        held.number, row.code, name, row.names, row.role, row.agency, kind, issued=True, role_words=frozenset()
    )


def pairs_of(held: Sequence[HeldRow], two: set[frozenset[str]], one: set[frozenset[str]]) -> Iterator[tuple[Pair, int]]:
    """Rows of different agencies (or of the list) that are alike, with the level of the fit; each pair once.

    Only rows that share a surname, a first name or the beginnings of both are compared: a review has hundreds.
    """
    people: dict[int, Person] = {}
    for first, second in pairs_alike(held, _keys):
        pair = frozenset((key_of(first), key_of(second)))
        if first.agency == second.agency or pair in two:
            continue
        if pair in one:
            yield Pair(first, second, "confirmed by a person"), 0
        elif (found := _fit(first, second, people)) is not None:
            yield Pair(first, second, found[1]), found[0]


def _keys(h: HeldRow) -> set[str]:
    if h.row.kind == "person":
        return {f"person:{key}" for key in name_keys(h.row.names)}
    return {f"{h.row.kind}:{fold(w)}" for n in h.row.names for w in n.replace(",", " ").split() if len(w) > 3}


def _fit(a: HeldRow, b: HeldRow, people: dict[int, Person]) -> tuple[int, str] | None:
    if a.row.kind != b.row.kind:
        return None
    if a.row.kind != "person":
        same = {fold(n) for n in a.row.names} & {fold(n) for n in b.row.names}
        return (0, "the same address or place") if same else None
    for h in (a, b):
        if h.number not in people:
            people[h.number] = _person(h)
    fits = [
        f
        for person, other in ((people[a.number], b), (people[b.number], a))
        for text in other.row.names
        if (name := parse_name(text)).given and name.surname and (f := person.fit(name)) is not None
    ]
    best = min(fits, key=lambda f: f.level, default=None)
    if best is None or best.level > NEAR:
        return None
    level = best.level
    if level <= CERTAIN and _contradict(a, b):
        level = CERTAIN + 1  # one full name, but a social worker here and a grandmother there
    return level, best.rule


def _contradict(a: HeldRow, b: HeldRow) -> bool:
    prefixes = {p for h in (a, b) if (p := standard_prefix(h.code))}
    codes = {standard_prefix(h.code) for h in (a, b)}
    return len(prefixes) > 1 or ("" in codes and len(codes) > 1 and any(h.agency == BOARD for h in (a, b)))


def standard_prefix(code: str) -> str:
    """The role prefix of a staff code, "" for everybody else."""
    prefix = (split_code(code) or ("", 0))[0].rpartition("-")[2]
    return prefix if prefix in _prefixes() else ""


@cache
def _prefixes() -> Mapping[str, str]:
    return {squash(r.prefix): r.prefix for r in standard_roles()}


def says_another(listed: HeldRow, met: HeldRow) -> bool:
    """A full name among those met that is nobody's of this code."""
    if met.row.kind != "person":
        return False
    person = _person(listed)
    full = [n for text in met.row.names if (n := parse_name(text)).given and n.surname]
    return bool(full) and all((f := person.fit(n)) is None or f.level > NEAR for n in full)
