"""A run after an earlier one: rows keep their keys, the board's comments stay, and what is new, changed or gone is told.

A row is the same where its agency says the same, letter for letter; else where most of its words are, on the same day first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from redactor.chronology.earlier import Earlier
from redactor.chronology.form import titles
from redactor.chronology.rows import SAID, EventRow
from redactor.codes.text import squash

_ALIKE, _VERY_ALIKE = 55, 85  # of 100: words of an event that stayed, on the same day and on another one


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that its agency has changed."""

    row: EventRow
    columns: tuple[str, ...]  # titles


@dataclass(frozen=True)
class Continued:
    """All rows with their keys, in the board's order, and what is different from before."""

    rows: tuple[EventRow, ...]
    gone: tuple[EventRow, ...] = ()  # of now and of before: the board's comments on them are kept
    new: tuple[EventRow, ...] = ()
    changed: tuple[Changed, ...] = ()
    newly_gone: tuple[EventRow, ...] = ()
    kept: tuple[str, ...] = ()  # agencies that sent nothing this time
    restored: tuple[
        EventRow, ...
    ] = ()  # cells of agencies that somebody had written over: the agency's words stand again
    added: tuple[str, ...] = ()


def first_run(ordered: Sequence[EventRow]) -> Continued:
    """Rows in their order get their keys."""
    return Continued(tuple(replace(row, key=f"#{number}") for number, row in enumerate(ordered, 1)))


def continued(ordered: Sequence[EventRow], earlier: Earlier, agencies: Sequence[str]) -> Continued:
    """`ordered` are the rows of the `agencies` that sent files now."""
    sent = {squash(a) for a in agencies} | {squash(r.agency) for r in ordered}
    before = [r for r in earlier.rows if not r.boards and squash(r.agency) in sent]
    stays = [r for r in earlier.rows if r.boards or squash(r.agency) not in sent]
    pairs = _pairs(ordered, before, [r for r in earlier.gone if squash(r.agency) in sent], earlier)
    last, now = earlier.last, list[EventRow]()
    new, changed, restored = [], [], []
    for number, row in enumerate(ordered):
        was = pairs.get(number)
        if was is None:
            last += 1
            now.append(replace(row, key=f"#{last}"))
            new.append(now[-1])
            continue
        now.append(replace(row, key=was.key, comment=was.comment, added=was.added))
        differs = _differs(now[-1], was)
        if differs and earlier.marks.get(was.key) == row.mark:
            restored.append(now[-1])
        elif differs:
            changed.append(Changed(now[-1], differs))
    found = {row.key for row in now}
    newly_gone = [r for r in before if r.key not in found]
    back = [r for r in earlier.gone if r.key in found]
    order = [r.key for r in earlier.rows]
    return Continued(
        tuple(_placed([*now, *stays], order, {c.row.key for c in changed if titles()["date"] in c.columns})),
        (*(r for r in earlier.gone if r not in back), *newly_gone),
        tuple(new),
        tuple(changed),
        tuple(newly_gone),
        tuple(dict.fromkeys(r.agency for r in stays if not r.boards)),
        tuple(restored),
        earlier.added,
    )


def _differs(now: EventRow, was: EventRow) -> tuple[str, ...]:
    here, there = now.cells(), was.cells()
    return tuple(titles()[c] for c in SAID if squash(here[c]) != squash(there[c]))


def _pairs(
    ordered: Sequence[EventRow], before: Sequence[EventRow], gone: Sequence[EventRow], earlier: Earlier
) -> dict[int, EventRow]:
    """By number in `ordered`, the row that it was: the same letter for letter, else alike."""
    found: dict[int, EventRow] = {}
    by_mark: dict[str, list[EventRow]] = {}
    for was in (*before, *gone):
        by_mark.setdefault(earlier.marks.get(was.key, was.mark), []).append(was)
    for number, row in enumerate(ordered):
        if same := by_mark.get(row.mark):
            found[number] = same.pop(0)
    taken = {was.key for was in found.values()}
    left = [was for was in before if was.key not in taken]
    new = [(number, row) for number, row in enumerate(ordered) if number not in found]
    scored = []
    for number, row in new:
        for was in left:
            if squash(was.agency) != squash(row.agency):
                continue
            alike = fuzz.ratio(_words(row), _words(was))
            same_day = row.when.written == was.when.written or (row.when.first, row.when.last) == (
                was.when.first,
                was.when.last,
            )
            if alike >= (_ALIKE if same_day else _VERY_ALIKE):
                scored.append((same_day, alike, -number, was.key, number, was))
    for _, _, _, key, number, was in sorted(scored, key=lambda s: s[:4], reverse=True):
        if number not in found and key not in taken:
            found[number] = was
            taken.add(key)
    return found


def _words(row: EventRow) -> str:
    return f"{row.event}\n{row.action}"


def _placed(rows: Sequence[EventRow], order: Sequence[str], moved: set[str]) -> list[EventRow]:
    """The rows in the order that the board left them in; new ones, and those with another date, by their day among them."""
    place = {key: number for number, key in enumerate(order)}
    known = sorted((r for r in rows if r.key in place and r.key not in moved), key=lambda r: place[r.key])
    # the order of rows as they were given says nothing beside rows that were read back
    days = [r.sorts[:4] for r in known]
    put: dict[int, list[EventRow]] = {}
    for row in sorted((r for r in rows if r.key not in place or r.key in moved), key=lambda r: r.sorts):
        # after the last row that is not later, as the board may have an order of its own
        at = next((n for n in range(len(days), 0, -1) if days[n - 1] <= row.sorts[:4]), 0)
        put.setdefault(at, []).append(row)
    found: list[EventRow] = []
    for number in range(len(known) + 1):
        found += put.get(number, [])
        found += known[number : number + 1]
    return found
