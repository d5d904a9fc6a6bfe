"""The tables of a Word file as they read with tracked changes accepted: every row, every word of a cell.

Read in a process of its own (`base/bounded.py`). A table in a cell is part of the cell's text, and a table of its own besides:
forms put a chronology into a table without borders. Columns are counted as most rows have them; a row with merged cells is laid
beside those by the table's grid.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from redactor.base.refused import Refused

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset((f"{_W}del", f"{_W}moveFrom", _FALLBACK))  # tracked out, second copies
_CHANGES = tuple(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_PART = "word/document.xml"
_HEADER = re.compile(r"word/(?:header|footer)\d*\.xml")
_MOST_BYTES = 200_000_000
_DAMAGED = "The file is damaged, or protected with a password. Open it in Word, save it as .docx, and try again."


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table: its rows (number and cells by column, from 1), what stands before it, and the table around it."""

    rows: tuple[tuple[int, dict[int, str]], ...]
    front: tuple[str, ...]
    heading: str  # the paragraph right before it
    inside: int  # index of the table around it, -1 for none


@dataclass(frozen=True, slots=True)
class WordText:
    """What is read of a file."""

    tables: tuple[WordTable, ...]
    texts: tuple[str, ...]  # paragraphs outside tables
    tracked: bool  # it has tracked changes
    hidden: bool  # a table has hidden text, which is read like the rest


def read_document(data: bytes, most: int) -> WordText:
    """Every table of a .docx file, each with up to `most` texts that stand before it. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = [n for n in package.namelist() if n == _PART or _HEADER.fullmatch(n)]
            if sum(package.getinfo(n).file_size for n in names) > _MOST_BYTES:
                raise Refused(["The file is far larger than any chronology. Copy the table into a new document."])
            parts = {n: _root(package.read(n)) for n in names}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise Refused([_DAMAGED]) from None
    except etree.XMLSyntaxError:  # without the cause: a parser's message may quote the text
        raise Refused([_DAMAGED]) from None
    if _PART not in parts:
        raise Refused([_DAMAGED])
    root = parts.pop(_PART)
    before, feet = (
        [
            text
            for name, part in parts.items()
            if kind in name
            for p in part.iter(f"{_W}p")
            if (text := _text(p).strip())
        ]
        for kind in ("header", "footer")
    )
    heading = ""
    tables: list[WordTable] = []
    at: dict[etree._Element, int] = {}
    texts: list[str] = []
    for element in root.iter(f"{_W}p", f"{_W}tbl"):
        around = [a for a in element.iterancestors() if a.tag in _GONE or a.tag == f"{_W}tbl"]
        if any(a.tag in _GONE for a in around):
            continue
        if element.tag == f"{_W}tbl":
            at[element] = len(tables)
            tables.append(
                WordTable(
                    tuple(_rows(element)),
                    (*before[:most], *feet),
                    heading,
                    at.get(around[0], -1) if around else -1,
                )
            )
            heading = heading if around else ""
        elif text := _text(element).strip():
            before.append(text)
            heading = heading if around else text
            texts += [] if around else [text]
    return WordText(
        tuple(tables),
        tuple(texts),
        next(root.iter(*_CHANGES), None) is not None,
        any(next(table.iter(f"{_W}vanish"), None) is not None for table in at),
    )


def _root(data: bytes) -> etree._Element:
    return etree.fromstring(
        data.replace(_STRICT, _W.strip("{}").encode()),
        etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False),
    )


def _rows(table: etree._Element) -> Iterator[tuple[int, dict[int, str]]]:
    rows = [tr for tr in _within(table, "tr") if tr.find(f"{_W}trPr/{_W}del") is None]
    laid = [[(start, _cell(tc)) for start, tc in _cells(tr)] for tr in rows]
    usual = Counter(map(len, laid)).most_common(1)[0][0] if laid else 0
    starts = next(([start for start, _ in cells] for cells in laid if len(cells) == usual), [])
    for number, cells in enumerate(laid, 1):
        found: dict[int, str] = {}
        for n, (start, text) in enumerate(cells, 1):
            column = n if len(cells) == usual else max(1, sum(s <= start for s in starts))
            if text.strip():
                found[column] = f"{found[column]}\n{text}" if column in found else text
        if found:
            yield number, found


def _cells(tr: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The cells of a row, each with the column of the table's grid where it begins."""
    at = _number(tr.find(f"{_W}trPr/{_W}gridBefore"), 0)
    for tc in _within(tr, "tc"):
        yield at, tc
        at += _number(tc.find(f"{_W}tcPr/{_W}gridSpan"), 1)


def _number(element: etree._Element | None, otherwise: int) -> int:
    value = element.get(f"{_W}val", "") if element is not None else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else otherwise


def _cell(tc: etree._Element) -> str:
    """Paragraphs in lines; a table in it row by row."""
    lines = []
    for child in _blocks(tc):
        if child.tag == f"{_W}tbl":
            lines += [" | ".join(cells.values()) for _, cells in _rows(child)]
        else:
            lines.append(_text(child))
    return "\n".join(line for line in lines if line.strip())


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, through content controls and the like."""
    for child in element:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag not in _GONE and isinstance(child.tag, str):
            yield from _blocks(child)


def _within(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, not those of a table inside."""
    for child in element:
        if child.tag == _W + tag:
            yield child
        elif child.tag not in _GONE and child.tag != f"{_W}tbl" and isinstance(child.tag, str):
            yield from _within(child, tag)


def _text(element: etree._Element) -> str:
    return "".join(_texts(element))


def _texts(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _GONE:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag == f"{_W}tab":
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag == f"{_W}p":  # of a text box
            yield "\n"
            yield from _texts(child)
        elif isinstance(child.tag, str):
            yield from _texts(child)
