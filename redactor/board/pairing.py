"""Rows of the agencies' keys that are, or may be, one identity: which are worth comparing, and how well they fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from redactor.board.judging import NEAR, JudgedRow, fit
from redactor.board.parcels import ParcelRow
from redactor.codes.model import Entry
from redactor.codes.text import squash
from redactor.identities.alike import name_keys, pairs_alike
from redactor.language.lexicon import fold

BOARD = "the board's list"


@dataclass(frozen=True)
class HeldRow:
    """One row of one agency's key, or of the board's list."""

    agency: str
    row: ParcelRow
    number: int  # in the order met
    entry: Entry | None = None  # of the board's list

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


def judged(held: HeldRow) -> JudgedRow:
    """The row, as it is judged."""
    return JudgedRow.listed(held.entry) if held.entry else JudgedRow.of(held.row)


def pairs_of(held: Sequence[HeldRow], two: set[frozenset[str]], one: set[frozenset[str]]) -> Iterator[tuple[Pair, int]]:
    """Rows of different agencies (or of the list) that are alike, with the level of the fit; each pair once.

    Only rows that share a surname, a first name or the beginnings of both are compared: a review has hundreds.
    """
    rows: dict[int, JudgedRow] = {}
    for first, second in pairs_alike(held, _keys):
        pair = frozenset((key_of(first), key_of(second)))
        if first.agency == second.agency or pair in two:
            continue
        if pair in one:
            yield Pair(first, second, "confirmed by a person"), 0
            continue
        a, b = (rows.setdefault(h.number, judged(h)) for h in (first, second))
        if (found := fit(a, b)) is not None:
            yield Pair(first, second, found.rule), found.level


def _keys(h: HeldRow) -> set[str]:
    if h.row.kind == "person":
        return {f"person:{key}" for key in name_keys(h.row.names)}
    kind = (
        "address" if h.row.kind == "address" else "place"
    )  # of a place and an establishment agencies say now one, now the other
    return {f"{kind}:{fold(w)}" for n in h.row.names for w in n.replace(",", " ").split() if len(w) > 3}


def says_another(listed: HeldRow, met: HeldRow) -> bool:
    """A full name among those met that is nobody's of this code."""
    if met.row.kind != "person":
        return False
    person = judged(listed).person
    full = [n for n in judged(met).read if n.given and n.surname]
    return bool(full) and all((f := person.fit(n)) is None or f.level > NEAR for n in full)
