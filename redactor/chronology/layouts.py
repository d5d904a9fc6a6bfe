"""Which column of an agency's table is what: by its headings (key_maps/headers.csv), or as somebody has said once.

What was said is kept in a small file beside the list, `chronology-layouts.csv`: agency, column, heading. It holds no row of any
chronology.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from redactor.base.refused import Refused
from redactor.base.resources import data_path
from redactor.chronology.dates import lacks_year, read_when
from redactor.chronology.tables import GivenFile, GivenRow, GivenTable
from redactor.codes.text import squash

COLUMNS = ("date", "time", "agency", "source", "people", "event", "action", "comment", "term", "seen")
REMEMBERED = "chronology-layouts.csv"
_HEAD = ("agency", "column", "heading")
_TITLES = 15  # rows that may stand over the headings
_DATED = 0.6  # share of a column's cells that are dates, from which it is one
_FEW = 3
# a table with one of these is dated, and no chronology
_OTHER = re.compile(
    r"version(?: no| number)?|revision|signature|signed(?: by)?|approved by|(?:person )?interviewed|interviewees?|"
    r"documents?(?: title| name)|recommendations?|deadline|lead officer|key actions|date of birth",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(r"(?:year:?\s*)?((?:19|20)\d\d)", re.IGNORECASE)
_YES_OR_NO = re.compile(r"\b(?:y(?:es)?\s*(?:/|or)\s*no?)\b", re.IGNORECASE)
_SEEN = re.compile(r"\bseen\b", re.IGNORECASE)
_RECORDS = re.compile(r"\b(?:records?|documents?|files?|by|who|where|when|last)\b", re.IGNORECASE)
_PROSE = 9  # words: more is no heading
Said = Mapping[str, str]  # column → heading, or number of the column


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a table stand (from 1), its headings, and its first row below them (index into its rows)."""

    columns: Mapping[str, int]
    headings: Mapping[int, str]
    begins: int

    def text(self, row: GivenRow, column: str) -> str:
        """What a row says in a column, "" where the table has none."""
        return row.text(self.columns.get(column, 0))


@dataclass(frozen=True, slots=True)
class Unknown:
    """A table with dates whose other columns nobody can tell."""

    table: GivenTable
    headings: tuple[str, ...]  # "" over a column without one; all of them where there are none
    likely: Mapping[str, int] = field(default_factory=dict)  # column → where it seems to stand, to be proposed; from 1


@dataclass(frozen=True)
class FoundTables:
    """The chronologies of a file: tables with their layouts, tables that are none, and tables that have to be asked about."""

    taken: tuple[tuple[GivenTable, Layout], ...]
    others: tuple[GivenTable, ...]
    unknown: tuple[Unknown, ...]


def chronologies(given: GivenFile, said: Sequence[Said]) -> FoundTables:
    """What of a file is a chronology. `said` are layouts that somebody has told for its agency."""
    taken: list[tuple[GivenTable, Layout]] = []
    others: list[GivenTable] = []
    unknown: list[Unknown] = []
    inside: set[int] = set()  # tables whose text is read as a cell of one that was taken
    for index, table in enumerate(given.tables):
        if table.inside >= 0 and (table.inside in inside or given.tables[table.inside] in [t for t, _ in taken]):
            inside.add(index)
            continue
        layout = next((found for each in said if (found := _as_said(table, each))), None) or _by_headings(table)
        if layout is None and taken and _goes_on(table, taken[-1][1]):
            layout = Layout(taken[-1][1].columns, taken[-1][1].headings, 0)
        if layout is not None:
            taken.append((table, layout))
        elif table.rows:
            dated = _dated(table)
            (unknown.append(dated) if dated else others.append(table))
    return FoundTables(tuple(taken), tuple(others), tuple(unknown))


@cache
def _known() -> Mapping[str, str]:
    with data_path("key_maps/headers.csv").open(encoding="utf-8", newline="") as stream:
        return {_plain(r["heading"]): r["column"] for r in csv.DictReader(stream) if r["table"] == "chronology"}


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", squash(text))


def column_of(heading: str) -> str:
    """The column that a heading means, with or without what stands in brackets or how it is answered ("Seen? Y/N"); "" for
    none that is known."""
    bare = re.sub(r"\(.*?\)", "", heading, flags=re.DOTALL)
    for reading in (heading, bare, _YES_OR_NO.sub("", heading), _YES_OR_NO.sub("", bare)):
        if found := _known().get(_plain(reading)):
            return found
    # "Was Poppy seen today?": what says whether a child was seen is too much to lose for its wording
    return "seen" if _SEEN.search(bare) and not _RECORDS.search(bare) and len(bare.split()) < _PROSE else ""


def _by_headings(table: GivenTable) -> Layout | None:
    """By the first row that has a date and something that happened; that of the board's own form and of any agency's."""
    for index, row in enumerate(table.rows[:_TITLES]):
        columns: dict[str, int] = {}
        for at, heading in sorted(row.cells.items()):
            if (column := column_of(heading)) and column not in columns:
                columns[column] = at
        if "event" not in columns:
            # "Date, Source, Comments": what happened stands there
            other = next((c for c in ("action", "comment") if c in columns), "")
            columns |= {"event": columns.pop(other)} if other else {}
        if "date" in columns and "event" in columns and not any(map(_OTHER.fullmatch, row.cells.values())):
            return Layout(columns, dict(row.cells), index + 1)
    return None


def _as_said(table: GivenTable, said: Said) -> Layout | None:
    """The layout that somebody has told, where the table has these headings, or columns where it has no headings."""
    if all(heading.isdigit() for heading in said.values()):
        width = max((max(row.cells) for row in table.rows if row.cells), default=0)
        columns = {column: int(heading) for column, heading in said.items()}
        fits = max(columns.values()) <= width and _dated(table) is not None
        return Layout(columns, {}, _begins(table)) if fits else None
    for index, row in enumerate(table.rows[:_TITLES]):
        at = {_plain(heading): position for position, heading in sorted(row.cells.items(), reverse=True)}
        if all(_plain(heading) in at for heading in said.values()):
            return Layout({c: at[_plain(h)] for c, h in said.items()}, dict(row.cells), index + 1)
    return None


def _goes_on(table: GivenTable, layout: Layout) -> bool:
    """A chronology that goes on in another table without headings: dates all the way down where they stood before."""
    cells = [row.text(layout.columns["date"]) for row in table.rows]
    widest = max((max(row.cells) for row in table.rows if row.cells), default=0)
    filled = [cell for cell in cells if cell]
    return (
        bool(filled)
        and bool(cells[0])
        and widest >= layout.columns["event"]
        and all(read_when(cell).first for cell in filled)
    )


def _dated(table: GivenTable) -> Unknown | None:
    """A table one of whose columns holds dates, row after row."""
    head = table.rows[0]
    if any(_OTHER.fullmatch(cell) for row in table.rows[:_FEW] for cell in row.cells.values()):
        return None
    for column in sorted({c for row in table.rows for c in row.cells}):
        cells = [row.text(column) for row in table.rows if row.text(column)]
        dates = [cell for cell in cells if len(cell) < 40 and (read_when(cell).first or lacks_year(cell))]
        if len(dates) >= _FEW and len(dates) >= _DATED * len(cells):
            begins = _begins(table)
            head = table.rows[begins - 1] if begins else GivenRow(0, {})
            width = max(max(row.cells) for row in table.rows if row.cells)
            headings = tuple(head.text(c) for c in range(1, width + 1))
            return Unknown(table, headings, _likely(table.rows[begins:], headings, column))
    return None


def _likely(rows: Sequence[GivenRow], headings: Sequence[str], dates: int) -> Mapping[str, int]:
    """What stands where, as far as headings and the length of texts tell: what happened takes the most words."""
    found = {"date": dates}
    for at, heading in enumerate(headings, 1):
        if (column := column_of(heading)) and at != dates:
            found.setdefault(column, at)
    if "event" not in found:
        left = [at for at in range(1, len(headings) + 1) if at not in found.values()]
        longest = max(left, key=lambda at: sum(len(row.text(at)) for row in rows), default=0)
        if longest:
            found["event"] = longest
    return {c: found[c] for c in COLUMNS if c in found}


def _begins(table: GivenTable) -> int:
    """The first row of a table that has a date, by index: the headings stand above it."""
    dated = (n for n, row in enumerate(table.rows[:_TITLES]) if any(read_when(c).day for c in row.cells.values()))
    first = next(dated, 0)
    return first - 1 if first and year_of(table.rows[first - 1]) else first


def year_of(row: GivenRow) -> int:
    """The year of a row that says nothing else, and holds for the rows below it; 0 for any other row."""
    texts = {text.strip() for text in row.cells.values() if text.strip()}
    return int(year[1]) if len(texts) == 1 and (year := _YEAR_ALONE.fullmatch(next(iter(texts)))) else 0


def said_in(text: str) -> tuple[str, Said]:
    """ "Wragby Trust:date=Kiedy,event=Co" as agency and layout. Raises Refused."""
    agency, colon, rest = text.partition(":")
    pairs = [part.partition("=") for part in re.split(r"[,;]\s*(?=\w+\s*=)", rest) if part.strip()]
    said = {column.strip().lower(): heading.strip() for column, _, heading in pairs}
    return checked(agency.strip() if colon else "", said)


def checked(agency: str, said: Said) -> tuple[str, Said]:
    """The same pair, if it can be a layout. Raises Refused."""
    strange = sorted(set(said) - set(COLUMNS))
    numbers = [heading.isdigit() for heading in said.values()]
    if not agency or strange or not {"date", "event"} <= set(said) or not all(said.values()) or len(set(numbers)) > 1:
        raise Refused(
            [
                'A layout is given as --layout "AGENCY:date=HEADING,event=HEADING": the agency, and which heading of its '
                f"table stands over which column, at least date and event. The columns are {', '.join(COLUMNS)}. Where the "
                "table has no headings, write the numbers of its columns instead."
            ]
        )
    return agency, said


def remembered(data: bytes) -> dict[str, list[Said]]:
    """What the file beside the list holds: agency → its layouts. Raises Refused for another file."""
    found: dict[str, dict[int, dict[str, str]]] = {}
    try:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error):
        rows = []
    if not rows or tuple(rows[0][:3]) != _HEAD or any(len(row) not in (0, 4) for row in rows):
        raise Refused(
            [
                f"The file {REMEMBERED} beside the list is not as redactor wrote it. Move it away, and give --layout again."
            ]
        )
    for row in rows[1:]:
        if row and row[3].isdigit() and row[1] in COLUMNS:
            found.setdefault(row[0], {}).setdefault(int(row[3]), {})[row[1]] = row[2]
    return {agency: list(layouts.values()) for agency, layouts in found.items()}


def remembering(layouts: Mapping[str, Iterable[Said]]) -> bytes:
    """The file beside the list."""
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow((*_HEAD, "layout"))
    for agency, each in layouts.items():
        for number, said in enumerate(each, 1):
            rows.writerows((agency, column, heading, number) for column, heading in said.items())
    return written.getvalue().encode("utf-8-sig")
