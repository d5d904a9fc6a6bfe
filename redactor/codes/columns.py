"""Which columns a code list has. Headings and kinds are matched against key_maps/headers.csv and kinds.csv."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from redactor.codes.model import Kind
from redactor.codes.tables import Row, Table, text_of
from redactor.codes.text import squash
from redactor.resources import data_path

PEOPLE, ROLES = "people", "roles"
ROLE_KIND = "role"
_SHOWN = {"code": "Code", "kind": "Kind", "name": "Name", "date_of_birth": "Date of birth", "prefix": "Prefix"}
_ONCE = ("code", "kind", "name", "date_of_birth", "prefix", "title")
_OF_SHEETS = {
    "addresses": Kind.ADDRESS,
    "places": Kind.ORGANISATION,
    "organisations": Kind.ORGANISATION,
    "establishments": Kind.ORGANISATION,
}
_COUNT_AS_NAME = ("name", "forename", "surname")


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

    def problems(self) -> tuple[str, ...]:
        """What is wrong with the headings, one sentence each."""
        where = self.table.at(self.header.number)
        found = []
        if self.vocabulary == PEOPLE:
            needed = ("code",) if self.kind else ("code", "kind")
            missing = [c for c in needed if c not in self.columns]
            missing += [] if any(c in self.columns for c in _COUNT_AS_NAME) else ["name"]
            for column in missing:
                found.append(f"{where}: the column {_SHOWN[column]} is missing. Add it, and fill it in for every row.")
        for column in _ONCE:
            if len(self.columns.get(column, ())) > 1:
                name = _SHOWN.get(column, column.capitalize())
                found.append(
                    f"{where}: two columns can be read as the column {name}. Leave one of them, or rename one."
                )
        return tuple(found)


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


def kind_of(text: str) -> Kind | str | None:
    """The kind that a cell of the column Kind means, ROLE_KIND for a standard abbreviation, None if unknown."""
    kind = _kinds().get(_plain(text)) or _kinds().get(_plain(re.sub(r"\(.*?\)", "", text)))
    return kind if kind is None or kind == ROLE_KIND else Kind(kind)


def _matched(cells: Sequence[str], vocabulary: str) -> dict[str, tuple[int, ...]]:
    """Columns of `vocabulary` recognised in a row, with their positions."""
    headings = _headings(vocabulary)
    columns: dict[str, tuple[int, ...]] = {}
    for position, cell in enumerate(cells):
        # "Date of birth (dd/mm/yyyy)" and "Alias(es)": with and without what stands in brackets
        for reading in (cell, re.sub(r"\(.*?\)", "", cell)):
            if column := headings.get(_plain(reading)):
                columns[column] = (*columns.get(column, ()), position)
                break
    return columns


def recognised(rows: Iterable[Row]) -> int:
    """How many headings the best of these rows has, to choose between readings of a file."""
    return max((len(_matched([text_of(c) for c in row.cells], PEOPLE)) for row in rows), default=0)


def _header(row: Row, in_section: bool) -> tuple[str, dict[str, tuple[int, ...]]] | None:
    """Which vocabulary's heading row this is, with its columns; None for any other row."""
    cells = [text_of(c) for c in row.cells]
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
