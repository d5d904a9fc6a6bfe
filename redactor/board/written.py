"""A list's file as rows that a person can go on with: every row in the standard columns as it was written, faults and all.

What `lists.py` refuses is kept here: a row without a code is to be mended, not lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from redactor.base.given import Given
from redactor.board.exporting import COLUMNS, Cells, Rows
from redactor.codes.columns import ONCE, PEOPLE, ROLE_KIND, Section, kind_of
from redactor.codes.lists import bytes_of, list_sections, read_tables, row_faults
from redactor.codes.model import Problem
from redactor.codes.tables import Cell, Row, Table

_PLAIN = ("code", "name", "aliases", "role", "agency", "date_of_birth", "since", "until", "contact")


@dataclass(frozen=True)
class AsWritten:
    """The rows of a file, and what of the file they do not tell."""

    rows: Rows
    problems: tuple[Problem, ...]  # of the file itself: headings, merged cells, formulas


def as_written(path: Given) -> AsWritten:
    """The rows of a list's file. Raises CodeListError for what is no list at all."""
    return rows_in(read_tables(path.suffix, bytes_of(path)))


def rows_in(tables: tuple[Table, ...]) -> AsWritten:
    """The rows of a list in tables that need not have come from a file. Raises CodeListError for what is no list at all."""
    people: list[Cells] = []
    roles: list[Cells] = []
    problems: list[Problem] = []
    for section in list_sections(tables):
        wrong = section.problems()
        problems += wrong
        # a column that is missing is to be filled in here; two that may be one cannot be told apart
        if any(len(positions) > 1 for column, positions in section.columns.items() if column in ONCE):
            continue
        for row in section.rows:
            problems += [*row_faults(row, section), *_lost(row, section)]
            cells = _person(row, section) if section.vocabulary == PEOPLE else _role(row, section)
            if any(cells):
                (roles if len(cells) == 4 else people).append(cells)
    return AsWritten(Rows(tuple(people), tuple(roles)), tuple(dict.fromkeys(problems)))


def _person(row: Row, section: Section) -> Cells:
    """A row under COLUMNS, or under ROLE_COLUMNS where it is a role; all empty for a blank row."""
    written = _text(row, section, "kind")
    kind = kind_of(written) if written else section.kind
    code, name, aliases, role, agency, *days = (_text(row, section, column) for column in _PLAIN)
    if {"forename", "surname", "salutation"} & section.columns.keys():
        name, role = section.name(row), section.role(row)
    if kind == ROLE_KIND:
        return (code, role or name, aliases, agency)
    if not any((code, written, name, aliases, role, agency, *days)):
        return ("",) * len(COLUMNS)
    return (code, str(kind or written), name, aliases, role, agency, *days)


def _role(row: Row, section: Section) -> Cells:
    prefix, title, variants, agency = (_text(row, section, c) for c in ("prefix", "title", "variants", "agency"))
    return (prefix, title, variants, agency)


def _text(row: Row, section: Section, column: str) -> str:
    """The cell as it was typed, odd spaces and all."""
    return "; ".join(dict.fromkeys(_typed(cell) for cell in section.raw(row, column) if not _is_lost(column, cell)))


def _typed(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.strftime("%d/%m/%Y")


def _is_lost(column: str, cell: Cell) -> bool:
    """A code that Excel has made a date of: what was typed is gone."""
    return column in ("code", "prefix") and isinstance(cell, date)


def _lost(row: Row, section: Section) -> list[Problem]:
    where = section.table.at(row.number)
    return [
        Problem(where, "the code has become a date. Write it again.", "code")
        for column in ("code", "prefix")
        if any(_is_lost(column, cell) for cell in section.raw(row, column))
    ]
