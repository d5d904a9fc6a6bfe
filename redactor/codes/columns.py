"""Which columns a code list has. Headings and kinds are matched against key_maps/headers.csv and kinds.csv."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from redactor.base.remembered import remembered
from redactor.base.resources import data_path
from redactor.codes.model import Kind, Problem
from redactor.codes.tables import Cell, Row, Table, text_of
from redactor.codes.text import clean, clean_lines, in_order, is_title, squash

PEOPLE, ROLES = "people", "roles"
ROLE_KIND = "role"
_SHOWN = {"code": "Code", "kind": "Kind", "name": "Name", "date_of_birth": "Date of birth", "prefix": "Prefix"}
ONCE = ("code", "kind", "name", "date_of_birth", "prefix", "title")
_OF_SHEETS = {
    "addresses": Kind.ADDRESS,
    "places": Kind.ORGANISATION,
    "organisations": Kind.ORGANISATION,
    "establishments": Kind.ORGANISATION,
}
_COUNT_AS_NAME = ("name", "forename", "surname")
_STANDARD = {
    "prefix": "code", "title": "role", "variants": "aliases", "forename": "name", "surname": "name", "salutation": "name",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A heading row and the rows that follow it, up to the next heading row or the end of the table."""

    table: Table
    vocabulary: str  # PEOPLE or ROLES
    header: Row
    columns: Mapping[str, tuple[int, ...]]  # column → positions, from 0
    rows: tuple[Row, ...]

    @property
    def kind(self) -> Kind | None:
        """What all its rows are, where the name of the sheet says so: Addresses, Places."""
        return _OF_SHEETS.get(squash(re.sub(r"^sheet|[“”\"]", "", self.table.where)))

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the headings."""
        where = self.table.at(self.header.number)
        found = []
        if self.vocabulary == PEOPLE:
            needed = ("code",) if self.kind else ("code", "kind")
            missing = [c for c in needed if c not in self.columns]
            missing += [] if any(c in self.columns for c in _COUNT_AS_NAME) else ["name"]
            for column in missing:
                found.append(
                    Problem(where, f"the column {_SHOWN[column]} is missing. Add it, and fill it in for every row.")
                )
        for column in ONCE:
            if len(self.columns.get(column, ())) > 1:
                name = _SHOWN.get(column, column.capitalize())
                found.append(
                    Problem(where, f"two columns can be read as the column {name}. Leave one of them, or rename one.")
                )
        if self.header.merged:
            found.append(Problem(where, "cells of the headings are merged. Take them apart."))
        return tuple(found)

    def column_at(self, position: int) -> str:
        """The standard column that a cell belongs to (see `Problem`), "" for a cell under no heading that is known."""
        found = next((c for c, positions in self.columns.items() if position in positions), "")
        return _STANDARD.get(found, found)

    def raw(self, row: Row, column: str) -> tuple[Cell, ...]:
        """The cells of a column that hold something; there may be several, as for Relationship and Role."""
        cells = (row.cells[p] for p in self.columns.get(column, ()) if p < len(row.cells))
        return tuple(cell for cell in cells if clean(text_of(cell)))

    def cell(self, row: Row, column: str) -> str:
        """What a column says, in one line."""
        return "; ".join(dict.fromkeys(clean(text_of(cell)) for cell in self.raw(row, column)))

    def lines(self, row: Row, column: str) -> str:
        """The same with its line breaks, which part aliases."""
        return "\n".join(clean_lines(text_of(cell)) for cell in self.raw(row, column))

    def name(self, row: Row) -> str:
        """The name, put together where it stands in several columns."""
        parts = (self.cell(row, "forename"), self.cell(row, "surname"))
        name = self.cell(row, "name") or clean(" ".join(parts))
        title = self.cell(row, "salutation")
        return f"{title} {in_order(name)}" if name and is_title(title) and not is_title(name.split()[0]) else name

    def role(self, row: Row) -> str:
        """Relationship or role. The column Title may be one as well ("Team Manager"), or only say "Ms"."""
        title = self.cell(row, "salutation")
        return self.cell(row, "role") or ("" if is_title(title) else title)


@cache
def _headings(vocabulary: str) -> Mapping[str, str]:
    with data_path("key_maps/headers.csv").open(encoding="utf-8", newline="") as stream:
        return {_plain(r["heading"]): r["column"] for r in csv.DictReader(stream) if r["table"] == vocabulary}


@cache
def _kinds() -> Mapping[str, str]:
    with data_path("key_maps/kinds.csv").open(encoding="utf-8", newline="") as stream:
        return {_plain(r["spelling"]): r["kind"] for r in csv.DictReader(stream)}


def _plain(text: str) -> str:
    """A heading without case, spaces and punctuation."""
    return re.sub(r"[\W_]", "", squash(text))


@remembered(4096)
def kind_of(text: str) -> Kind | str | None:
    """The kind that a cell of the column Kind means, ROLE_KIND for a standard abbreviation, None if unknown."""
    kind = _kinds().get(_plain(text)) or _kinds().get(_plain(re.sub(r"\(.*?\)", "", text)))
    return kind if kind is None or kind == ROLE_KIND else Kind(kind)


def _matched(cells: Sequence[str], vocabulary: str) -> dict[str, tuple[int, ...]]:
    """Columns of `vocabulary` recognised in a row, with their positions."""
    columns: dict[str, tuple[int, ...]] = {}
    for position, cell in enumerate(cells):
        if column := _column_of(cell, vocabulary):
            columns[column] = (*columns.get(column, ()), position)
    return columns


@remembered(65536)  # a list that is typed is read again at every pause, and one cell of it is another
def _column_of(cell: str, vocabulary: str) -> str:
    """The column that a heading means, "" for none."""
    headings = _headings(vocabulary)
    # "Date of birth (dd/mm/yyyy)" and "Alias(es)": with and without what stands in brackets
    for reading in (cell, re.sub(r"\(.*?\)", "", cell)):
        if column := headings.get(_plain(reading)):
            return column
    return ""


def recognised(rows: Iterable[Row]) -> int:
    """How many headings the best of these rows has, to choose between readings of a file."""
    return max((len(_matched([text_of(c) for c in row.cells], PEOPLE)) for row in rows), default=0)


def _header(row: Row, in_section: bool) -> tuple[str, dict[str, tuple[int, ...]]] | None:
    """Which vocabulary's heading row this is, with its columns; None for any other row."""
    return _header_of(tuple(map(text_of, row.cells)), in_section)


@remembered(16384)
def _header_of(cells: tuple[str, ...], in_section: bool) -> tuple[str, dict[str, tuple[int, ...]]] | None:
    people = _matched(cells, PEOPLE)
    has_name = any(c in people for c in _COUNT_AS_NAME)
    if ("code" in people) + ("kind" in people) + has_name >= 2:
        return PEOPLE, people
    roles = _matched(cells, ROLES)
    if "prefix" in roles and "title" in roles:
        return ROLES, roles
    # a code beside any other heading: a list that lacks columns, which must be said, not passed over; further
    # down it would be a row of data ("Ref" may be somebody's abbreviation)
    if "code" in people and len(people) > 1 and not in_section:
        return PEOPLE, people
    return None


def sections(table: Table) -> tuple[Section, ...]:
    """The parts of a table that start with a heading row; none when it is no code list."""
    found: list[tuple[str, Row, dict[str, tuple[int, ...]], list[Row]]] = []
    for row in table.rows:
        if header := _header(row, bool(found)):
            found.append((header[0], row, header[1], []))
        elif found:
            found[-1][3].append(row)
    return tuple(Section(table, v, header, columns, tuple(rows)) for v, header, columns, rows in found)
