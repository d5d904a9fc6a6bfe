"""An agency's file as tables of texts, and what stands before them. Word by the check's own reader, Excel as it shows."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from redactor.base.bounded import bounded
from redactor.base.given import NOT_A_FILE, NoRegularFile, regular_bytes
from redactor.base.refused import Refused
from redactor.chronology.workbooks import read_sheets
from redactor.sources.kinds import NEITHER, kind_of
from redactor.sources.readers import read_within_bounds
from redactor.sources.source import SourceError, SourceText

_CELL = re.compile(r"(?P<table>.*\btable \d+), row (?P<row>\d+), column (?P<column>\d+)")
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


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file of an agency."""

    path: Path
    digest: str  # SHA-256, hex
    tables: tuple[GivenTable, ...]
    texts: tuple[str, ...]  # of the tables and before them, for what a file says of the list
    tracked: bool = False  # it has tracked changes: it was read as if they were accepted
    unreadable: tuple[str, ...] = ()


def read_given(path: Path) -> GivenFile:
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


def _workbook(path: Path, data: bytes) -> GivenFile:
    sheets = bounded(read_sheets, data, refuse=lambda sentence: Refused([sentence]))
    tables, texts = [], []
    for number, (name, rows) in enumerate(sheets, 1):
        given = tuple(
            GivenRow(at, {c: clean(text) for c, text in enumerate(cells, 1) if text.strip()}) for at, cells in rows
        )
        above = tuple(t for row in given[:_FRONT] for t in row.cells.values())[:_FRONT]
        tables.append(GivenTable(f"sheet {number}", given, (name, *above)))
        texts += [t for row in given for t in row.cells.values()]
    return GivenFile(path, hashlib.sha256(data).hexdigest(), tuple(tables), tuple(texts))


def _word(path: Path, data: bytes) -> GivenFile:
    source = bounded(read_within_bounds, data, path.name, refuse=SourceError)
    rows: dict[str, dict[int, dict[int, list[str]]]] = {}
    front: list[str] = []
    before: dict[str, tuple[str, ...]] = {}
    for text in source.texts:
        if text.layer not in ("text", "hidden") or text.earlier or _is_beside(text):
            continue
        found = _CELL.fullmatch(text.place)
        if found and found["table"].startswith("body"):
            before.setdefault(found["table"], tuple(front))
            row = rows.setdefault(found["table"], {}).setdefault(int(found["row"]), {})
            row.setdefault(int(found["column"]), []).append(clean(text.text))
        if len(front) < _FRONT:
            front.append(clean(text.text))
    tables = tuple(
        GivenTable(
            name.removeprefix("body, "),
            tuple(GivenRow(r, {c: "\n".join(t) for c, t in cells.items()}) for r, cells in sorted(found_rows.items())),
            before[name],
        )
        for name, found_rows in rows.items()
    )
    texts = tuple(clean(t.text) for t in source.texts if t.layer == "text" and not t.earlier)
    tracked = any(fact.rule == "tracked-changes" for fact in source.facts)
    return GivenFile(path, source.digest, tables, texts, tracked, source.unreadable)


def _is_beside(text: SourceText) -> bool:
    """Not of the pages themselves: comments, settings, names of parts."""
    return not text.place.startswith(("body", "header"))


def clean(text: str) -> str:
    """A text without what cannot be written again, one kind of space."""
    return re.sub(r"[^\S\n]+", " ", _NO_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()
