"""A draft as the rules see it: its passages as they stand, its codes, its tables, its front sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from redactor.codes.finding import Found
from redactor.codes.text import clean
from redactor.documents import KeptDraft, Passage, Story
from redactor.documents.where import place_of

from .model import Board

_INTRODUCTION = re.compile(r"(?:section\s*1\b.*|(?:section\s*)?1?[.):]?\s*[–-]?\s*introduction\b.*)", re.IGNORECASE)
_FRONT_FIELDS = (
    "strictly confidential", "author", "agency", "date of birth", "quality assured", "approved by", "first submission",
    "final submission", "individual management review", "internal management review", "case review",
)  # fmt: skip
_MOST = 40  # passages of a front sheet
# what names no place that a reader has
_SILENT = frozenset((Story.FIELD_CODE, Story.LINK_TARGET, Story.ATTRIBUTE))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: what each column holds, by the column's number, and where it stands."""

    cells: Mapping[int, str]
    places: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its headings."""

    headings: Mapping[int, str]
    rows: tuple[Row, ...]

    def column(self, pattern: str) -> int | None:
        """The number of the first column whose heading fits."""
        return next((n for n, h in sorted(self.headings.items()) if re.search(pattern, h, re.IGNORECASE)), None)


@dataclass(frozen=True)
class Draft:
    """One draft of the call. `name` is its file name, or its number where the name holds a word of somebody's name."""

    name: str
    stem: str
    passages: tuple[Passage, ...]  # as the text stands now
    board: Board

    @cached_property
    def codes(self) -> tuple[tuple[Passage, tuple[Found, ...]], ...]:
        """Every passage with the codes in it."""
        return tuple((p, self.board.finder.all(p.text)) for p in self.passages)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables, the first row of each that has several cells as its headings."""
        found: dict[tuple[str, int], dict[int, dict[int, list[Passage]]]] = {}
        for p in self.passages:
            if p.cell is not None:
                rows = found.setdefault((p.place.part, p.cell.table), {})
                rows.setdefault(p.cell.row, {}).setdefault(p.cell.column, []).append(p)
        return tuple(_table(rows) for rows in found.values())

    @cached_property
    def front_sheet(self) -> tuple[Passage, ...]:
        """The passages before the introduction; none in a draft that has no front sheet, such as a chronology by itself."""
        sheet: list[Passage] = []
        for p in self.passages:
            if p.place.story not in (Story.BODY, Story.TEXT_BOX):
                continue
            if (p.cell is None and _INTRODUCTION.fullmatch(p.text.strip())) or len(sheet) == _MOST:
                break
            sheet.append(p)
        text = clean(" ".join(p.text for p in sheet)).lower()
        return tuple(sheet) if sum(field in text for field in _FRONT_FIELDS) > 1 else ()


def as_draft(number: int, kept: KeptDraft, board: Board) -> Draft:
    """A draft that was read, ready for the rules."""
    words = {
        w.casefold() for e in board.codes.entries if e.kind.is_person for w in _words(f"{e.name} {' '.join(e.aliases)}")
    }
    own = {w.casefold() for w in _words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kept.name))}
    passages = tuple(p for p in kept.passages if not p.original and p.place.story not in _SILENT)
    return Draft(f"draft {number}" if own & words else kept.name, Path(kept.name).stem, passages, board)


def _words(text: str) -> Iterator[str]:
    yield from re.findall(r"[^\W\d_]{3,}", text)


def _table(rows: Mapping[int, Mapping[int, list[Passage]]]) -> Table:
    # a title across the whole table is no row of headings
    first = next((n for n, row in sorted(rows.items())[:3] if len(row) > 1), min(rows))
    return Table(
        {column: clean(" ".join(p.text for p in cell)) for column, cell in rows[first].items()},
        tuple(
            Row(
                {column: clean("\n".join(p.text for p in cell)) for column, cell in row.items()},
                {column: place_of(cell[0]) for column, cell in row.items()},
            )
            for number, row in sorted(rows.items())
            if number > first
        ),
    )
