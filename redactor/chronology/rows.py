"""A row of the combined chronology, and the rows of an agency's table. No row and no word of a row is left out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from redactor.chronology.dates import (
    When,
    date_and_source,
    is_ditto,
    lacks_year,
    month_alone,
    of_year,
    read_time,
    read_when,
    time_beside,
)
from redactor.chronology.layouts import Layout, period_of, year_in
from redactor.chronology.tables import GivenRow, GivenTable

# what an agency says of an event, in the columns of the combined chronology
SAID = ("agency", "date", "time", "source", "event", "people", "seen", "action", "term")
_OWN = ("date", "time", "agency", "source", "people", "event", "action", "term", "seen")
_LAST = date.max
_ENDS = '.!?:;"”)'  # after one of these a sentence is over


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as one agency has it."""

    agency: str
    when: When
    time: str
    source: str
    event: str
    people: tuple[str, ...]  # codes
    seen: str
    action: str
    term: str
    file: str = ""  # what the file is called in outputs; "" for a row kept from an earlier chronology
    place: str = ""  # "table 1, row 3"
    order: int = 0  # among all rows as they were given
    key: str = ""  # "#12": stays with the row
    comment: str = ""  # the board's
    added: tuple[tuple[str, str], ...] = ()  # columns that the board has added: heading and text
    together: tuple[str, ...] = ()  # keys of rows that are possibly the same event
    boards: bool = False  # a row that the board has written itself

    def cells(self) -> Mapping[str, str]:
        """The row as it is shown, by column."""
        return {
            "key": self.key,
            "agency": self.agency,
            "date": f"{self.when.shown} (as above)" if self.when.above else self.when.shown,
            "time": self.time,
            "source": self.source,
            "event": self.event,
            "people": ", ".join(self.people),
            "seen": self.seen,
            "action": self.action,
            "comment": self.comment,
            "together": f"with {', '.join(self.together)}" if self.together else "",
            "term": self.term,
        }

    @property
    def mark(self) -> str:
        """What tells whether the agency still says the same: a digest of what it said."""
        cells = self.cells()
        return hashlib.sha256("\x1f".join(cells[c] for c in SAID).encode()).hexdigest()[:16]

    @property
    def minutes(self) -> int:
        """The time, -1 where it is not known."""
        return read_time(self.time)[1]

    @property
    def sorts(self) -> tuple[bool, date, int, int, int]:
        """Its place among the others: by day, what is vague before the days it may mean; undated rows last, as given."""
        first, last = self.when.first or _LAST, self.when.last or _LAST
        return (
            self.when.first is None,
            first,
            -(last - first).days,
            self.minutes if self.when.first else 0,
            self.order,
        )


@dataclass(frozen=True, slots=True)
class TableEntry:
    """An entry of an agency's table, and what stands around it."""

    row: GivenRow
    year: int  # that stands over it, 0 for none
    goes_on: tuple[int, ...] = ()  # numbers of the rows below in which its sentence goes on


def entries(table: GivenTable, layout: Layout) -> list[TableEntry]:
    """The rows of a table that are entries: all below the headings, but the headings themselves again on another page, and a
    year or a month over the rows that follow. A row that goes on in the middle of a sentence belongs to the one above it."""
    found: list[TableEntry] = []
    year = year_in(table.heading)
    for row in table.rows[layout.begins :]:
        if row.cells in layout.heads or row.cells == layout.headings:
            continue
        if said := period_of(row):
            year = said
        elif found and (text := _rest_of(found[-1].row, row, layout)):
            joined = GivenRow(found[-1].row.number, found[-1].row.cells | {layout.columns["event"]: text})
            found[-1] = replace(found[-1], row=joined, goes_on=(*found[-1].goes_on, row.number))
        else:
            found.append(TableEntry(row, year))
    return found


def _rest_of(above: GivenRow, row: GivenRow, layout: Layout) -> str:
    """What happened by both rows, where the lower one has nothing but the rest of a sentence; "" where it is another entry."""
    at = layout.columns["event"]
    begun, rest = above.text(at), row.text(at)
    if set(row.cells) != {at} or not begun or not rest[:1].islower() or begun[-1] in _ENDS:
        return ""
    return f"{begun} {rest}"


def rows_of(
    table: GivenTable, layout: Layout, agency: str, file: str, recoded: Callable[[str], str], first: int
) -> Iterator[EventRow]:
    """The rows of a table below its headings, with the codes that the board gives (`recoded`); people are not looked for yet."""
    above: When | None = None
    parts: dict[int, str] = {}
    for order, entry in enumerate(entries(table, layout), first):
        given = entry.row
        if layout.parts and given.text(layout.columns["date"]).isdigit():  # "6" below "5 | Feb | 2024" is of that month
            parts |= {at: text for at in layout.parts if (text := given.text(at))}
            given = replace(given, cells={**parts, **{at: text for at, text in given.cells.items() if text}})
        written, beside = layout.text(given, "date"), ""
        if layout.sourced:
            written, beside = date_and_source(written)
        note = set(given.cells) == {layout.columns["date"]} and not read_when(written).first  # "Total contacts: 48"
        # "May 18" below 2018 is that month, and otherwise a day of it
        borrows = entry.year and lacks_year(written) and month_alone(written) != entry.year
        when = of_year(written, entry.year) if borrows else read_when(written)
        if note:
            when = When("")
        elif above is not None and is_ditto(written):
            when = replace(above, above=True)
        else:
            above = when if when.first else None
        time = layout.text(given, "time") or time_beside(written)
        extra = [
            f"{layout.headings.get(at, f'Column {at}')}: {text}"
            for at, text in sorted(given.cells.items())
            if text and at not in layout.also and at not in (layout.columns.get(column) for column in _OWN)
        ]
        said = written if note else layout.text(given, "event")
        who = recoded(layout.text(given, "people"))
        yield EventRow(
            agency=layout.text(given, "agency") or agency,
            when=when,
            time=read_time(time)[0],
            source=recoded(layout.text(given, "source") or beside),
            event=recoded("\n".join(filter(None, (said, *extra)))),
            people=(who,) if who else (),
            seen=recoded(layout.text(given, "seen")),
            action=recoded(layout.text(given, "action")),
            term=layout.text(given, "term"),
            file=file,
            place=f"{table.where}, row {given.number}",
            order=order,
        )
