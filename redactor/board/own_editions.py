"""The board's own copy of every edition: sealed to its own key beside its register, so that it can read again what it has sent.

An edition that went out with a passphrase, or that lies with an agency alone, could be read by nobody here otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from redactor.base.refused import Refused
from redactor.board.exporting import COLUMNS, ROLE_COLUMNS, Cells, entry_cells, role_cells
from redactor.board.registers import RegisterError, copies_of, register_path
from redactor.codes.model import Block, CodeList
from redactor.codes.text import squash
from redactor.sealed.editions import SUFFIX, EditionError, read_edition, sealed_edition
from redactor.sealed.sealing import Home, public_key
from redactor.sealed.whole import Output

_OURS = "the board's own copy"


@dataclass(frozen=True)
class RowChange:
    """A row that two lists do not have alike."""

    code: str
    what: str  # "new", "taken out", or the headings of the cells that are other


def own_copy(codes: CodeList, number: int, on: date, home: Home, board: str) -> Output:
    """The copy of an edition, to be written with it. Raises SealingError."""
    data = sealed_edition(codes, number, on, _OURS, Block(), home, board=board, to=public_key(home))
    return Output(_path(codes, number, home), data, private=True)


def read_own_copy(codes: CodeList, number: int) -> CodeList:
    """What the edition of this number said, of the case of this list. Raises Refused."""
    home = Home.current()
    try:
        return read_edition(_path(codes, number, home), home)
    except EditionError:
        raise Refused(
            [f"There is no copy of edition {number} here that this account can open: it was issued elsewhere, or by an earlier "
             "redactor. Drop the file that was sent on the page of the list instead."]
        ) from None  # fmt: skip


def has_own_copy(codes: CodeList, number: int) -> bool:
    """Whether there is one."""
    return _path(codes, number, Home.current()).is_file()


def row_changes(before: CodeList, now: CodeList) -> tuple[RowChange, ...]:
    """What is otherwise in a list than in another, row by row, in codes and headings: no name is told."""
    people = _changes(
        COLUMNS, {e.code: entry_cells(e) for e in before.entries}, {e.code: entry_cells(e) for e in now.entries}
    )
    roles = _changes(
        ROLE_COLUMNS, {r.prefix: role_cells(r) for r in before.roles}, {r.prefix: role_cells(r) for r in now.roles}
    )
    return (*people, *roles)


def _changes(titles: tuple[str, ...], before: dict[str, Cells], now: dict[str, Cells]) -> Iterator[RowChange]:
    were, are = ({squash(code): cells for code, cells in each.items()} for each in (before, now))
    for code, cells in now.items():
        old = were.get(squash(code))
        if old is None:
            yield RowChange(code, "new")
        elif other := [title for title, a, b in zip(titles, old, cells, strict=True) if a != b]:
            yield RowChange(code, ", ".join(other))
    for code in before:
        if squash(code) not in are:
            yield RowChange(code, "taken out")


def _path(codes: CodeList, number: int, home: Home) -> Path:
    try:
        return copies_of(register_path(home, codes)) / f"edition-{number}{SUFFIX}"
    except RegisterError as error:
        raise Refused([str(error)]) from None
