"""When somebody was involved: the dates of the chronology's rows.

A chronology is a table with a date column. Its other dated tables (the versions of the draft, the signatures, the
documents read, the interviews held) say nothing about involvement in the case, and are left out by their headers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from redactor.documents.model import Cell, Passage

_DATE_HEADER = re.compile(
    r"""(?:(?:entry|event|contact|incident|recorded|start)\s)?
        (?:dates?|when)
        (?:\s*(?:and|&|/|,|\+)?\s*times?)?                                    # Date and time, Date/time
        (?:\s(?:of|the)\s(?:the\s)?(?:event|entry|contact|incident|recording|record|visit|action)s?)?
        (?:\s*\(.*\))?\s*[:.*]?""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# A table with one of these columns is not a chronology, even when it has a column "Date".
_OTHER_TABLES = re.compile(
    r"\s*(?:version(?: no\.?| number)?|revision|signature|signed(?: by)?|approved by|(?:person )?interviewed"
    r"|interviewees?|documents?(?: title| name)?|recommendations?|deadline)\s*[:.]?\s*",
    re.IGNORECASE | re.DOTALL,
)
_HEADER_ROWS = 3  # a banner or two ("SECTION 6 – CHRONOLOGY") may stand above the row of headers

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<word>(?:{'|'.join(_MONTHS)})[a-z]*)"
_DAY = r"(?P<day>\d{1,2})"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th))?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_TO = r"\s*(?:-|–|—|/|&|\bto\b|\band\b|\buntil\b)\s*"
_START = r"(?<![\d:./-])"
_END = r"(?!\d)"
_NO_CLOCK = r"(?![\d:])"  # "14 September 09:30" has no year

# Read in this order; of several matches the first in the cell wins. Day first throughout, as in the boards' forms.
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"{_START}(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){_END}",
        rf"{_START}{_DAY}\s?[/.-]\s?(?P<month>\d{{1,2}})\s?[/.-]\s?{_YEAR}{_END}",
        rf"{_START}{_DAY}{_ORDINAL}[\s-]*(?:of\s)?{_MONTH}[\s.,-]*{_YEAR}{_NO_CLOCK}",
        # ranges whose first date borrows what the second one has: 12-14/09/17, 28/08-02/09/17, 14 and 15 September 2009
        rf"{_START}{_DAY}{_TO}\d{{1,2}}[/.](?P<month>\d{{1,2}})[/.]{_YEAR}{_END}",
        rf"{_START}{_DAY}[/.](?P<month>\d{{1,2}}){_TO}\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR}{_END}",
        rf"{_START}{_DAY}{_ORDINAL}{_TO}\d{{1,2}}{_ORDINAL}\s(?:of\s)?{_MONTH}[\s.,]*{_YEAR}{_NO_CLOCK}",
        rf"{_START}{_DAY}{_ORDINAL}\s(?:of\s)?{_MONTH}\.?{_TO}\d{{1,2}}{_ORDINAL}\s(?:of\s)?[a-z]+[\s.,]*{_YEAR}{_NO_CLOCK}",
        rf"(?<![a-z]){_MONTH}\s{_DAY}{_ORDINAL},\s?{_YEAR}{_NO_CLOCK}",
    )
)
_RANGES = frozenset({3, 4, 5, 6})


def entry_dates(passages: Sequence[Passage]) -> dict[int, date]:
    """Date of the chronology row that each passage stands in, by passage number.

    Passages outside chronologies, and rows whose date cannot be read ("not known", "September 2009"), are not in the
    answer. A row whose date cell is empty continues the entry above it; of a range the first date counts.
    """
    tables: dict[tuple[str, int], list[tuple[Cell, Passage]]] = defaultdict(list)
    for passage in passages:
        if passage.cell is not None:
            tables[passage.place.part, passage.cell.table].append((passage.cell, passage))
    dates: dict[int, date] = {}
    for members in tables.values():
        column, first_row = _date_column(members)
        if column:
            rows = _row_dates(members, column, first_row)
            dates.update((passage.number, rows[cell.row]) for cell, passage in members if cell.row in rows)
    return dates


def read_date(text: str) -> date | None:
    """The first full date in a cell of a chronology, day first; None without one.

    Two-digit years from 69 on are of the last century.
    """
    found: list[tuple[int, int, date]] = []
    for order, shape in enumerate(_SHAPES):
        for match in shape.finditer(text):
            if day := _as_date(match.groupdict()):
                found.append((match.start(), order not in _RANGES, day))
                break
    return min(found)[2] if found else None


def _as_date(parts: Mapping[str, str | None]) -> date | None:
    word, written = parts.get("word"), (parts["year"] or "").lstrip("'")
    month = _MONTHS.index(word[:3].lower()) + 1 if word else int(parts["month"] or 0)
    year = int(written)
    if len(written) == 2:
        year += 1900 if year >= 69 else 2000
    try:
        return date(year, month, int(parts["day"] or 0))
    except ValueError:  # 31 February, or a number that only looked like a date
        return None


def _date_column(members: Iterable[tuple[Cell, Passage]]) -> tuple[int, int]:
    """Column of the dates and first row below the headers, both from 1; (0, 0) when the table is no chronology."""
    by_row: dict[int, dict[int, str]] = defaultdict(dict)
    for cell, passage in members:
        if not passage.original:
            by_row[cell.row][cell.column] = f"{by_row[cell.row].get(cell.column, '')} {passage.text}".strip()
    for row in range(1, _HEADER_ROWS + 1):
        headers = by_row.get(row, {})
        column = next((c for c, text in sorted(headers.items()) if _DATE_HEADER.fullmatch(text.strip())), 0)
        if column:
            other = any(_OTHER_TABLES.fullmatch(text) for text in headers.values())
            return (0, 0) if other else (column, row + 1)
    # A chronology that goes on in a new table often repeats no headers: its first column is dates all the way down.
    firsts = [columns[1] for _, columns in sorted(by_row.items()) if columns.get(1)]
    if len(firsts) > 1 and all(read_date(text) for text in firsts) and max(map(len, by_row.values())) > 1:
        return 1, 1
    return 0, 0


def _row_dates(members: Iterable[tuple[Cell, Passage]], column: int, first_row: int) -> dict[int, date]:
    texts: dict[int, str] = {}
    last_row = 0
    for cell, passage in members:
        last_row = max(last_row, cell.row)
        if cell.column == column and not passage.original and not passage.leaves:
            texts[cell.row] = f"{texts.get(cell.row, '')} {passage.text}".strip()
    dates: dict[int, date] = {}
    current: date | None = None
    for row in range(first_row, last_row + 1):
        if text := texts.get(row, ""):
            current = read_date(text)
        if current:
            dates[row] = current
    return dates
