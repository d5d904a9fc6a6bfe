"""A row of the combined chronology, and the rows of an agency's table. No row and no word of a row is left out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from redactor.chronology.dates import When, lacks_year, of_year, read_time, read_when, time_beside
from redactor.chronology.layouts import Layout, year_of
from redactor.chronology.tables import GivenRow, GivenTable

# what an agency says of an event, in the columns of the combined chronology
SAID = ("agency", "date", "time", "source", "event", "people", "seen", "action", "term")
_OWN = ("date", "time", "agency", "source", "people", "event", "action", "term", "seen")
_LAST = date.max


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


def rows_below(table: GivenTable, layout: Layout) -> list[GivenRow]:
    """The rows of a table that are entries: all below the headings, but the headings themselves again on another page, and a
    year over the rows that follow."""
    return [row for row, _ in _with_years(table, layout)]


def _with_years(table: GivenTable, layout: Layout) -> Iterator[tuple[GivenRow, int]]:
    """The entries, each with the year in a row above it, 0 where there is none."""
    headings, year = dict(layout.headings), 0
    for row in table.rows[layout.begins :]:
        if row.cells == headings:
            continue
        if said := year_of(row):
            year = said
        else:
            yield row, year


def rows_of(
    table: GivenTable, layout: Layout, agency: str, file: str, recoded: Callable[[str], str], first: int
) -> Iterator[EventRow]:
    """The rows of a table below its headings, with the codes that the board gives (`recoded`); people are not looked for yet."""
    above: When | None = None
    for order, (given, year) in enumerate(_with_years(table, layout), first):
        written = layout.text(given, "date")
        when = of_year(written, year) if year and lacks_year(written) else read_when(written)
        if not written and above is not None:
            when = replace(above, above=True)
        else:
            above = when if when.first else None
        time = layout.text(given, "time") or time_beside(written)
        extra = [
            f"{layout.headings.get(at, f'Column {at}')}: {text}"
            for at, text in sorted(given.cells.items())
            if text and at not in (layout.columns.get(column) for column in _OWN)
        ]
        who = recoded(layout.text(given, "people"))
        yield EventRow(
            agency=layout.text(given, "agency") or agency,
            when=when,
            time=read_time(time)[0],
            source=recoded(layout.text(given, "source")),
            event=recoded("\n".join(filter(None, (layout.text(given, "event"), *extra)))),
            people=(who,) if who else (),
            seen=recoded(layout.text(given, "seen")),
            action=recoded(layout.text(given, "action")),
            term=layout.text(given, "term"),
            file=file,
            place=f"{table.where}, row {given.number}",
            order=order,
        )
