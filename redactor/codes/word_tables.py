"""Code lists in Word tables: every table of the body, tables in tables included."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from redactor.codes.tables import Row, Table, check_zip, refuse

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset((f"{_W}del", f"{_W}moveFrom", _FALLBACK, f"{_W}tbl"))  # tracked out, second copies, other tables
_PART = "word/document.xml"
_MOST_BYTES = 300_000_000


def read_word_tables(data: bytes) -> tuple[Table, ...]:
    """Every table of a .docx file, as it reads with its tracked changes accepted. Raises CodeListError."""
    body = b""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            if _PART in names:
                if package.getinfo(_PART).file_size > _MOST_BYTES:
                    raise refuse("The code list is far larger than any code list. Copy the table into a new document.")
                body = package.read(_PART)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        names = None
    check_zip(data, "Word", ".docx", _PART, names)
    try:
        root = etree.fromstring(
            body.replace(_STRICT.encode(), _W.strip("{}").encode()),
            etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False),
        )
    except etree.XMLSyntaxError:
        # without the cause: a parser's message may quote the text
        raise refuse(
            "The code list is a damaged Word file. Open it in Word, let Word repair it, and save it."
        ) from None
    tables = [t for t in root.iter(f"{_W}tbl") if not any(a.tag in _GONE - {f"{_W}tbl"} for a in t.iterancestors())]
    return tuple(Table(f"table {number}", tuple(_rows(table))) for number, table in enumerate(tables, start=1))


def _rows(table: etree._Element) -> Iterator[Row]:
    number = 0
    for tr in _within(table, "tr"):
        if tr.find(f"{_W}trPr/{_W}del") is not None:
            continue
        number += 1
        cells = list(_within(tr, "tc"))
        merged = any(_spans(tc) for tc in cells) or tr.find(f"{_W}trPr/{_W}gridBefore") is not None
        row = Row(number, tuple("\n".join(_paragraphs(tc)) for tc in cells), merged)
        if not row.is_blank:
            yield row


def _within(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, through content controls, but not those of a table inside."""
    for child in element:
        if child.tag == _W + tag:
            yield child
        elif child.tag not in _GONE and isinstance(child.tag, str):
            yield from _within(child, tag)


def _spans(tc: etree._Element) -> bool:
    span = tc.find(f"{_W}tcPr/{_W}gridSpan")
    return tc.find(f"{_W}tcPr/{_W}vMerge") is not None or (span is not None and span.get(f"{_W}val") != "1")


def _paragraphs(tc: etree._Element) -> Iterator[str]:
    for paragraph in _within(tc, "p"):
        yield "".join(_texts(paragraph))


def _texts(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _GONE:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}br":
            yield "\n"
        elif child.tag == f"{_W}tab":
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif isinstance(child.tag, str):
            yield from _texts(child)
