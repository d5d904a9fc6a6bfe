"""An agency's file as tables of texts, and what stands before them. Read in processes of their own; of Word,
what the check's own reader finds besides is told."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from redactor.base.bounded import bounded
from redactor.base.given import NOT_A_FILE, Given, NoRegularFile, regular_bytes
from redactor.base.refused import Refused
from redactor.chronology.word import read_document
from redactor.chronology.workbooks import read_sheets
from redactor.codes.text import squash
from redactor.sources.kinds import NEITHER, kind_of
from redactor.sources.readers import read_within_bounds
from redactor.sources.source import SourceError

_CELL = re.compile(r"body, (?P<cell>table \d+, row \d+, column \d+)")
_SHEET_CELL = re.compile(r"(sheet \d+), cell [A-Z]{1,3}(\d+)")
_HIDDEN = "It has hidden text or rows, which were taken in like the rest."
# no program writes them, and neither Word nor Excel takes them
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NEITHER = "A chronology is read from Word (.docx) or Excel (.xlsx). Save it as one of these."
_FRONT = 60  # texts before the first table, in which an agency names itself


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A row with something in it: its number as its program shows it, and what stands in its columns, from 1."""

    number: int
    cells: dict[int, str]

    def text(self, column: int) -> str:
        """What stands in a column, "" for nothing."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class GivenTable:
    """A table of a Word file or a sheet, and the texts that stand before it."""

    where: str  # "table 3", "sheet 2": never its name, which may be somebody's
    rows: tuple[GivenRow, ...]
    front: tuple[str, ...] = ()
    heading: str = ""  # what stands right over it: the paragraph before a table, the name of a sheet
    inside: int = -1  # index of the table in a cell of which it stands, where its text is read too; -1 for none


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file of an agency."""

    path: Given
    digest: str  # SHA-256, hex
    tables: tuple[GivenTable, ...]
    texts: tuple[str, ...]  # of the tables and before them, for what a file says of the list
    looks: tuple[str, ...] = ()  # sentences: what a person should know of how it was read


def read_given(path: Given) -> GivenFile:
    """The tables of a .docx or .xlsx file. Raises Refused with a sentence that does not name the file."""
    try:
        data = regular_bytes(path)
    except NoRegularFile:
        raise Refused([NOT_A_FILE]) from None
    except FileNotFoundError:
        raise Refused(["The file does not exist. Check the folder and the spelling of its name."]) from None
    except OSError:
        raise Refused(["The file cannot be opened. Close it in Word or Excel, and give the file itself."]) from None
    try:
        kind = kind_of(data)
        if kind == "xlsx":
            return _workbook(path, data)
        if kind == "docx":
            return _word(path, data)
    except SourceError as error:
        raise Refused([_NEITHER if str(error) == NEITHER else str(error)]) from None
    raise Refused([_NEITHER])


def _workbook(path: Given, data: bytes) -> GivenFile:
    sheets = bounded(read_sheets, data, refuse=lambda sentence: Refused([sentence]))
    tables, texts = [], []
    hidden = False
    for number, (name, rows, unseen) in enumerate(sheets, 1):
        hidden |= unseen
        given = tuple(
            GivenRow(at, {c: clean(text) for c, text in enumerate(cells, 1) if text.strip()}) for at, cells in rows
        )
        above = tuple(t for row in given[:_FRONT] for t in row.cells.values())[:_FRONT]
        tables.append(GivenTable(f"sheet {number}", given, (name, *above), name))
        texts += [t for row in given for t in row.cells.values()]
    return GivenFile(
        path,
        hashlib.sha256(data).hexdigest(),
        tuple(tables),
        tuple(texts),
        ((_HIDDEN,) if hidden else ()) + _unread(data, path, sum(len(t.rows) for t in tables)),
    )


def _unread(data: bytes, path: Given, rows: int) -> tuple[str, ...]:
    """Whether the check's own reader finds rows that were not read here."""
    source = bounded(read_within_bounds, data, path.name, refuse=SourceError)
    there = {(found[1], found[2]) for text in source.texts if (found := _SHEET_CELL.fullmatch(text.place))}
    more = len(there) - rows
    return (
        *source.unreadable,
        *([f"{more} rows of it could not be read. Compare them with the file."] if more > 0 else []),
    )


def _word(path: Given, data: bytes) -> GivenFile:
    read = bounded(read_document, data, _FRONT, refuse=lambda sentence: Refused([sentence]))
    tables = tuple(
        GivenTable(
            f"table {number}",
            tuple(GivenRow(at, {c: clean(text) for c, text in cells.items()}) for at, cells in table.rows),
            tuple(map(clean, table.front)),
            clean(table.heading),
            table.inside,
        )
        for number, table in enumerate(read.tables, 1)
    )
    texts = [*map(clean, read.texts), *(t for table in tables for row in table.rows for t in row.cells.values())]
    looks = ["It has tracked changes, and was read as if they were accepted."] if read.tracked else []
    looks += [_HIDDEN] if read.hidden else []
    return GivenFile(
        path, hashlib.sha256(data).hexdigest(), tables, tuple(texts), (*looks, *_missed(data, path, tables))
    )


def _missed(data: bytes, path: Given, tables: Sequence[GivenTable]) -> Iterator[str]:
    """Cells in which the check's own reader finds words that were not read here."""
    source = bounded(read_within_bounds, data, path.name, refuse=SourceError)
    yield from source.unreadable
    here = squash("\n".join(text for table in tables for row in table.rows for text in row.cells.values()))
    for text in source.texts:
        place = _CELL.fullmatch(text.place)
        if place and text.layer in ("text", "hidden") and not text.earlier and squash(clean(text.text)) not in here:
            yield f"{place['cell']}: not all that stands in it could be read. Compare it with the file."


def clean(text: str) -> str:
    """A text without what cannot be written again, one kind of space."""
    return re.sub(r"[^\S\n]+", " ", _NO_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()
