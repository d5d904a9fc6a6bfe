"""Which column of an agency's table is what: by its headings (key_maps/headers.csv), or as somebody has said once.

What was said is kept in a small file beside the list, `chronology-layouts.csv`: agency, column, heading. It holds no row of any
chronology.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from redactor.base.refused import Refused
from redactor.chronology.dates import lacks_year, month_alone, read_when
from redactor.chronology.headings import OTHER, PARTS, column_of, plain, says_little, tells_source
from redactor.chronology.tables import GivenFile, GivenRow, GivenTable

COLUMNS = ("date", "time", "agency", "source", "people", "event", "action", "comment", "term", "seen")
REMEMBERED = "chronology-layouts.csv"
_HEAD = ("agency", "column", "heading")
_TITLES = 15  # rows that may stand over the headings
_DATED = 0.6  # share of a column's cells that are dates, from which it is one
_FEW = 3
_BRACKETS = re.compile(r"\(.*\)", re.DOTALL)
_YEAR_ALONE = re.compile(r"(?:year:?\s*)?((?:19|20)\d\d)", re.IGNORECASE)
Said = Mapping[str, str]  # column → heading, or number of the column


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a table stand (from 1), its headings, and its first row below them (index into its rows)."""

    columns: Mapping[str, int]
    headings: Mapping[int, str]
    begins: int
    parts: tuple[int, ...] = ()  # where month and year stand, when they have columns of their own beside the day
    heads: tuple[Mapping[int, str], ...] = ()  # rows of headings, which may stand again on another page
    minutes: int = 0  # where the minutes stand, when they have a column of their own beside the hours
    sourced: bool = False  # the source stands in the cell of the date

    def text(self, row: GivenRow, column: str) -> str:
        """What a row says in a column, "" where the table has none."""
        text = row.text(self.columns.get(column, 0))
        if column == "time" and self.minutes:
            return _clock(text, row.text(self.minutes))
        if column != "date" or not self.parts:
            return text
        told = [part for part in (text, *map(row.text, self.parts)) if part]
        return ("/" if all(part.isdigit() for part in told) else " ").join(told)

    @property
    def also(self) -> frozenset[int]:
        """Columns that are told with another."""
        return frozenset((*self.parts, *((self.minutes,) if self.minutes else ())))

    def entry(self, row: GivenRow) -> bool:
        """Whether a row tells a day, and what happened."""
        return bool(read_when(self.text(row, "date")).first and self.text(row, "event"))


def _clock(hour: str, minute: str) -> str:
    """ "14" and "5" as 14:05; as they were written where they are no such figures."""
    if not (hour.isdigit() and (minute.isdigit() or not minute) and len(hour) < 3 and len(minute) < 3):
        return " ".join(filter(None, (hour, minute)))
    return f"{int(hour):02}:{int(minute or 0):02}"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A table with dates whose other columns nobody can tell."""

    table: GivenTable
    headings: tuple[str, ...]  # "" over a column without one; all of them where there are none
    likely: Mapping[str, int] = field(default_factory=dict)  # column → where it seems to stand, to be proposed; from 1
    begins: int = 0

    def evident(self) -> Layout | None:
        """Its layout, where only the heading of its dates is not known: one column holds nothing else, and another is
        headed as what happened."""
        at = self.likely.get("event", 0)
        if not at or not all(self.headings) or column_of(self.headings[at - 1]) != "event":
            return None
        headings = dict(enumerate(self.headings, 1))
        return Layout(self.likely, headings, self.begins, heads=(headings,))


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
            layout = replace(taken[-1][1], begins=0)
        if layout is not None:
            taken.append((table, _from_the_top(table, layout, taken[-1][1] if taken else None)))
        elif table.rows:
            dated = _dated(table)
            (unknown.append(dated) if dated else others.append(table))
    if not taken and not unknown:  # of a table of one or two rows nothing tells that it is none but a person
        told = ((t, found) for t in others for each in said if (found := _as_said(t, each, 1)))
        if (first := next(told, None)) is not None:
            return FoundTables((first,), tuple(t for t in others if t is not first[0]), ())
        few = {id(t): d for t in others if (d := _dated(t, 1)) is not None and len(d.headings) > 1}
        unknown, others = list(few.values()), [t for t in others if id(t) not in few]
    if not taken and len(unknown) == 1 and (layout := unknown[0].evident()):
        return FoundTables(((unknown[0].table, layout),), tuple(others), ())
    return FoundTables(tuple(taken), tuple(others), tuple(unknown))


def _from_the_top(table: GivenTable, layout: Layout, before: Layout | None) -> Layout:
    """The layout of a table in the middle of which the headings stand again, as it is cut at a page: it begins at its top."""
    above = table.rows[: layout.begins - len(layout.heads)]
    cut = before is not None and before.columns == layout.columns and any(map(layout.entry, above))
    return replace(layout, begins=0) if cut else layout


def _by_headings(table: GivenTable) -> Layout | None:
    """By the first row that has a date and something that happened; that of the board's own form and of any agency's. The row
    below it may say more ("When" over "Date" and "Time")."""
    for index, row in enumerate(table.rows[:_TITLES]):
        below = table.rows[index + 1].cells if index + 1 < len(table.rows) and _heads(table.rows[index + 1]) else {}
        if layout := _headed([row.cells, below] if below else [row.cells], index):
            return layout
    return None


def _heads(row: GivenRow) -> bool:
    """A row of headings alone."""
    known = [bool(column_of(text)) for text in row.cells.values()]
    return any(known) and all(k or _BRACKETS.fullmatch(t) for k, t in zip(known, row.cells.values(), strict=True))


def _headed(heads: Sequence[Mapping[int, str]], index: int) -> Layout | None:
    """The layout under rows of headings, the first of which is the table's row `index`."""
    columns: dict[str, int] = {}
    # what stands lower says more closely what the column below it holds
    lowest = {at: text for head in heads for at, text in head.items() if column_of(text)}
    for at, heading in sorted(lowest.items(), key=lambda each: (says_little(each[1]), each[0])):
        columns.setdefault(column_of(heading), at)
    beside = columns.pop("minute", 0)  # "HH | MM"; by itself it is nothing
    minutes = beside if beside and columns.get("time") == beside - 1 else 0
    if "event" not in columns:
        # "Date, Source, Comments": what happened stands there
        other = next((c for c in ("action", "comment") if c in columns), "")
        columns |= {"event": columns.pop(other)} if other else {}
    parts = {part: columns.pop(part) for part in PARTS if part in columns}
    if "date" not in columns and "day" in parts:
        columns["date"] = parts.pop("day")  # "Day | Month | Year", or "Day" alone
    else:
        parts = {}
    if not {"date", "event"} <= set(columns) or any(OTHER.fullmatch(t) for head in heads for t in head.values()):
        return None
    headings: dict[int, str] = {}
    for head in heads:
        for at, text in head.items():
            headings[at] = f"{headings[at]} {text}" if at in headings and headings[at] != text else text
    sourced = "source" not in columns and tells_source(lowest[columns["date"]])
    return Layout(columns, headings, index + len(heads), tuple(parts.values()), tuple(heads), minutes, sourced)


def _as_said(table: GivenTable, said: Said, few: int = 3) -> Layout | None:
    """The layout that somebody has told, where the table has these headings, or columns where it has no headings, and `few`
    dates at least."""
    if all(heading.isdigit() for heading in said.values()):
        width = max((max(row.cells) for row in table.rows if row.cells), default=0)
        columns = {column: int(heading) for column, heading in said.items()}
        fits = max(columns.values()) <= width and _dated(table, few) is not None
        return Layout(columns, {}, _begins(table, columns["date"])) if fits else None
    for index, row in enumerate(table.rows[:_TITLES]):
        at = {plain(heading): position for position, heading in sorted(row.cells.items(), reverse=True)}
        if all(plain(heading) in at for heading in said.values()):
            return Layout({c: at[plain(h)] for c, h in said.items()}, dict(row.cells), index + 1, heads=(row.cells,))
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


def _dated(table: GivenTable, few: int = 3) -> Unknown | None:
    """A table one of whose columns holds dates, row after row; `few` of them at least."""
    head = table.rows[0]
    if any(OTHER.fullmatch(cell) for row in table.rows[:_FEW] for cell in row.cells.values()):
        return None
    for column in sorted({c for row in table.rows for c in row.cells}):
        cells = [row.text(column) for row in table.rows if row.text(column)]
        dates = [cell for cell in cells if len(cell) < 40 and (read_when(cell).first or lacks_year(cell))]
        if len(dates) >= few and len(dates) >= _DATED * (len(cells) - (few < _FEW)):  # but for its heading
            begins = _begins(table, column)
            head = table.rows[begins - 1] if begins else GivenRow(0, {})
            width = max(max(row.cells) for row in table.rows if row.cells)
            headings = tuple(head.text(c) for c in range(1, width + 1))
            return Unknown(table, headings, _likely(table.rows[begins:], headings, column), begins)
    return None


def _likely(rows: Sequence[GivenRow], headings: Sequence[str], dates: int) -> Mapping[str, int]:
    """What stands where, as far as headings and the length of texts tell: what happened takes the most words."""
    found = {"date": dates}
    for at, heading in enumerate(headings, 1):
        if (column := column_of(heading)) in COLUMNS and at != dates:
            found.setdefault(column, at)
    if "event" not in found:
        left = [at for at in range(1, len(headings) + 1) if at not in found.values()]
        longest = max(left, key=lambda at: sum(len(row.text(at)) for row in rows), default=0)
        if longest:
            found["event"] = longest
    return {c: found[c] for c in COLUMNS if c in found}


def _begins(table: GivenTable, dates: int) -> int:
    """The first row of a table that has a date in its column of dates, by index: the headings stand above it."""
    dated = (n for n, row in enumerate(table.rows[:_TITLES]) if len(row.cells) > 1 and _tells_day(row.text(dates)))
    first = next(dated, 0)
    return first - 1 if first and period_of(table.rows[first - 1]) else first


def _tells_day(text: str) -> bool:
    return bool(read_when(text).first) or lacks_year(text)


def period_of(row: GivenRow) -> int:
    """The year of a row that says nothing but a year or a month ("March 2018"), over the rows that follow; 0 for any other."""
    texts = {" ".join(text.split()) for text in row.cells.values() if text.strip()}
    return year_in(texts.pop()) if len(texts) == 1 else 0


def year_in(heading: str) -> int:
    """The year of a heading that is a year or a month and nothing else, 0 for any other."""
    if year := _YEAR_ALONE.fullmatch(heading.strip()):
        return int(year[1])
    return month_alone(heading)


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
