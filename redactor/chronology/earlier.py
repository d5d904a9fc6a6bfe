"""An earlier combined chronology, read back: keys, the board's comments, its own rows and columns, and their order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from redactor.base.bounded import bounded
from redactor.base.given import NOT_A_FILE, Given, NoRegularFile, regular_bytes
from redactor.base.refused import Refused
from redactor.chronology.dates import read_when
from redactor.chronology.form import ABOUT, BOARD, CHRONOLOGY, EXTRACT, GONE, LISTED, ROWS, headings
from redactor.chronology.rows import EventRow
from redactor.chronology.tables import clean
from redactor.chronology.workbooks import read_sheets
from redactor.codes.text import squash

_KEY = re.compile(r"#[1-9]\d{0,5}")
_ABOVE = " (as above)"
_NOT_OURS = (
    "The file given with --previous is no combined chronology of redactor's. Give the .xlsx file that the last run wrote, with "
    "its sheets as they were."
)


_CLOSED = "The earlier chronology given with --previous cannot be opened. Close it in Excel, and check its name."
_TWICE = "In the earlier chronology a key stands twice: {}. Each row needs its own; leave it empty in a row of the board's own."
_NO_KEY = "The earlier chronology, row {}: the key is not like #12. Leave it empty in a row of the board's own."


@dataclass(frozen=True)
class Earlier:
    """What an earlier combined chronology holds."""

    rows: tuple[EventRow, ...] = ()  # in the board's order
    gone: tuple[EventRow, ...] = ()  # that agencies had taken back before
    marks: Mapping[str, str] = field(default_factory=dict)  # key → what the agency said, as a digest
    added: tuple[str, ...] = ()  # headings of columns that the board has added
    last: int = 0  # the highest number that a row has had
    listed: str = ""  # the code list that it was made with, as its sheet About says


def read_earlier(path: Given) -> Earlier:
    """Read it. Raises Refused."""
    try:
        data = regular_bytes(path)
    except NoRegularFile:
        raise Refused([NOT_A_FILE]) from None
    except OSError:
        raise Refused([_CLOSED]) from None
    if not data.startswith(b"PK"):
        raise Refused([_NOT_OURS])
    sheets = {name: rows for name, rows, _ in bounded(read_sheets, data, refuse=lambda s: Refused([s]))}
    if not {CHRONOLOGY, ROWS, ABOUT} <= sheets.keys():
        raise Refused([_NOT_OURS])
    if any(squash(EXTRACT) == squash(cell) for _, cells in sheets[ABOUT] for cell in cells):
        raise Refused(["The file given with --previous is an extract for a reader. Give the whole chronology."])
    marks = {cells[0]: cells[2] for _, cells in sheets[ROWS] if len(cells) > 2 and _KEY.fullmatch(cells[0])}
    last = max((int(key[1:]) for key in marks), default=0)
    rows, added = _rows(sheets[CHRONOLOGY])
    gone, _ = _rows(sheets.get(GONE, ()))
    keys = [row.key for row in (*rows, *gone) if row.key]
    last = max([last, *(int(key[1:]) for key in keys)])
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise Refused([_TWICE.format(", ".join(twice))])
    ours = []
    for row in rows:
        if not row.key:
            last += 1
            row = replace(row, key=f"#{last}", boards=True, agency=row.agency or "Board")
        elif marks.get(row.key, BOARD) == BOARD:
            row = replace(row, boards=True)
        ours.append(row)
    listed = next((cells[1] for _, cells in sheets[ABOUT] if len(cells) > 1 and cells[0] == LISTED), "")
    return Earlier(tuple(ours), tuple(gone), marks, added, last, listed)


def _rows(sheet: Sequence[tuple[int, tuple[str, ...]]]) -> tuple[list[EventRow], tuple[str, ...]]:
    """The rows of a sheet under the board's headings, and the headings that are not ours. Raises Refused."""
    by_title = {squash(h.title): h.column for h in headings()}
    at: dict[str, int] = {}
    added: dict[int, str] = {}
    rows: list[EventRow] = []
    for number, cells in sheet:
        if not at:
            found = {by_title[squash(c)]: n for n, c in enumerate(cells) if squash(c) in by_title}
            if {"key", "event", "date"} <= found.keys():
                at = found
                added = {n: clean(c) for n, c in enumerate(cells) if c.strip() and squash(c) not in by_title}
                missing = [h.title for h in headings() if h.column not in at]
                if missing:
                    raise Refused(
                        [f"The earlier chronology has lost the column {missing[0]}. Put it back, it may be empty."]
                    )
            continue
        rows.append(_row(number, cells, at, added))
    if sheet and not at:
        raise Refused([_NOT_OURS])
    headed = tuple(added.values())
    if len({squash(title) for title in headed}) < len(headed):
        raise Refused(["Two columns that the board has added to the earlier chronology have one heading. Rename one."])
    return rows, headed


def _row(number: int, cells: Sequence[str], at: Mapping[str, int], added: Mapping[int, str]) -> EventRow:
    def said(column: str) -> str:
        return clean(cells[at[column]]) if at[column] < len(cells) else ""

    key = said("key")
    if key and not _KEY.fullmatch(key):
        raise Refused([_NO_KEY.format(number)])
    written = said("date")
    when = read_when(written.removesuffix(_ABOVE))
    return EventRow(
        agency=said("agency"),
        when=replace(when, above=written.endswith(_ABOVE)),
        time=said("time"),
        source=said("source"),
        event=said("event"),
        people=tuple(p for p in map(str.strip, said("people").split(",")) if p),
        seen=said("seen"),
        action=said("action"),
        term=said("term"),
        key=key,
        comment=said("comment"),
        added=tuple((title, clean(cells[n])) for n, title in added.items() if n < len(cells) and cells[n].strip()),
    )
