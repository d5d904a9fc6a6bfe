"""Reads an Excel workbook for the check: every cell with its heading, and what is there without being seen.

Chronologies come in Excel, and the worst leaks of the last years were sheets, rows and pivot tables that nobody saw. Sheets are
named by their number in places: their names may be somebody's, and are read as texts of their own.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cache
from importlib.resources import files
from posixpath import join, normpath

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from redactor.sources.excel_looks import covered_cells, lost_formats, no_height, white_by_condition
from redactor.sources.names_in_settings import as_a_name
from redactor.sources.reading import BROKEN_ARCHIVE, PackagePart, package_parts, read_package
from redactor.sources.source import Blob, Source, SourceError, SourceFact, SourceText

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(r"([A-Z]{1,3})(\d+)")
_BORN = re.compile(r"\b(?:births?|born|d\.?o\.?b)\b", re.IGNORECASE)
_WHOLE = "the whole file"
_CELLS = re.compile(
    r"xl/(?:worksheets|chartsheets)/[^/]*\.xml|xl/sharedStrings\.xml|xl/styles\.xml|xl/theme/.*|xl/calcChain\.xml"
)
_OWN_PARTS = re.compile(
    r"(?:xl|docProps|_rels|customXml|_xmlsignatures|docMetadata|customUI)/|\[Content_Types\]\.xml|\[trash\]/",
    re.IGNORECASE,
)
# what a sheet holds besides its cells: where the format keeps it → how a place calls it
_ELSEWHERE = {
    **dict.fromkeys(("scenario/name", "scenario/user", "scenario/comment", "inputCells/val"), "scenario of a sheet"),
    **dict.fromkeys(("filter/val", "customFilter/val", "sortCondition/customList"), "filter of a sheet"),
    **dict.fromkeys(("cfRule/text", "formula"), "format by condition"),
    **dict.fromkeys(("protectedRange/name", "protectedRange/securityDescriptor"), "who may edit cells"),
    **dict.fromkeys(
        ("dataRef/name", "dataRef/sheet", "webPublishItem/destinationFile", "webPublishItem/title"),
        "cells put together",
    ),
    **dict.fromkeys(("cellStyle/name", "tableStyle/name", "numFmt/formatCode"), "name of a format"),
    **dict.fromkeys(("sheetPr/codeName", "customPr/name"), "property of a sheet"),
}
_USER = re.compile(r"[\\/](?:Users|Documents and Settings|home)[\\/]", re.IGNORECASE)
_STRANGE = "A part of a kind that no workbook has, or one whose name leads out of the file."
_NAMING = {"creator": "author", "lastModifiedBy": "last saved by", "Manager": "manager", "Company": "company"}
_PROGRAMS = re.compile(r"openpyxl|Microsoft.*|redactor|Author|user|", re.IGNORECASE)


# what a person has written besides the cells: conditional formats, number formats, filters, scenarios, phonetic text …
_WRITTEN = frozenset(
    "formula formula1 formula2 numFmt/formatCode filter/val customFilter/val scenario/name scenario/user scenario/comment "
    "protectedRange/name cellStyle/name rPh inputCells/val dataValidation/prompt dataValidation/error".split()
) - set(_ELSEWHERE)  # told once
_WRITTEN_BESIDE = frozenset("table/name table/displayName tableColumn/name absPath/url".split())


def _said(text: str) -> str:
    """The words in quotation marks of a formula or a format, which are what somebody has written; else all of it."""
    quoted = re.findall(r'"([^"]*[^\W\d_]{2}[^"]*)"', _PUT_TOGETHER.sub("", text))
    return (
        ". ".join(quoted)
        if quoted
        else ("" if re.fullmatch(r"[\w$:#?,.;@()<>=&*/+\[\]!\\ -]*[#$0]|General", text) else text)
    )


_PUT_TOGETHER = re.compile(r"""(?<=[\w .'’-])"\s*&\s*"(?!")""")  # "Corin Ley"&"burn" shows as one


@dataclass(slots=True)
class _Book:
    """The workbook while it is read."""

    parts: Mapping[str, PackagePart]
    strings: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    dates: frozenset[int] = frozenset()  # formats of cells (by their number) that show a date
    epoch: datetime = WINDOWS_EPOCH  # from which days are counted
    unseen: frozenset[int] = frozenset()  # formats whose text is white on nothing, or tiny
    texts: list[SourceText] = field(default_factory=list)
    facts: list[SourceFact] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)

    def fact(self, rule: str, place: str, detail: str) -> None:
        """Take in something that the format tells besides text."""
        self.facts.append(SourceFact(rule, place, detail))

    def say(self, text: str | None, place: str, layer: str, header: str = "") -> None:
        """Take in a text, if there is one."""
        if text and text.strip():
            self.texts.append(SourceText(text, place, layer, header))


def read_excel(data: bytes, name: str) -> Source:
    """Everything in an .xlsx or .xlsm. Raises SourceError for what is no such workbook."""
    try:
        parts = {part.name: part for part in package_parts(data)}
    except BROKEN_ARCHIVE:
        raise SourceError("The file cannot be opened: it is damaged, or protected with a password.") from None
    if "xl/workbook.bin" in parts:
        raise SourceError("This is a binary workbook (.xlsb). Open it in Excel, save it as .xlsx, and check that.")
    workbook = _root(parts.get("xl/workbook.xml"))
    if workbook is None:
        raise SourceError("The file is a package, but no Excel workbook.")
    book = _Book(parts)
    settings = workbook.find(f"{_S}workbookPr")
    if settings is not None and settings.get("date1904") in ("1", "true"):
        book.epoch = MAC_EPOCH
    book.strings = [_all_text(si) for si in _children(_root(parts.get("xl/sharedStrings.xml")), "si")]
    _styles(book, _root(parts.get("xl/styles.xml")))
    _sheets(book, workbook)
    _names(book, workbook)
    _unused(book)
    reading = read_package(data)
    labels = {part.label: part.name for part in parts.values()}
    for piece in reading.pieces:
        member = labels.get(piece.part) or next((n for label, n in labels.items() if piece.place.startswith(label)), "")
        phonetic = member == "xl/sharedStrings.xml" and piece.kind == "element" and piece.element == "t"
        if piece.text.strip() and _CELLS.fullmatch(member) and (phonetic or piece.element in _WRITTEN):
            book.say(_said(piece.text), "rules and settings of the cells", "annotation")
        if piece.text.strip() and piece.element in _WRITTEN_BESIDE and not _CELLS.fullmatch(member):
            book.say(piece.text, piece.place, "annotation")
            continue
        if piece.text.strip() and not _CELLS.fullmatch(member) and member != "xl/workbook.xml":
            layer, place = _layer(member, piece.kind)
            if (piece.kind in ("attribute", "element") and not re.search(r"[^\W\d_]", piece.text)) or (
                piece.part == "property" and piece.element in ("Application", "AppVersion")
            ):
                layer = "markup"  # sizes and places of a drawing, the program's own name
            book.say(piece.text, place or piece.place, layer)
            if (
                member.startswith("docProps/")
                and piece.element in _NAMING
                and not _PROGRAMS.fullmatch(piece.text.strip())
            ):
                what = _NAMING[piece.element]
                book.fact("metadata", f"property {what}", f"The file's properties say something under “{what}”.")
        elif where := _ELSEWHERE.get(piece.element):
            book.say(as_a_name(piece.text) or piece.text, where, "hidden")
        elif member == "xl/workbook.xml" and piece.element == "absPath/url":
            book.say(as_a_name(piece.text) or piece.text, "folder of the file", "metadata")
            if _USER.search(piece.text):
                sentence = "The workbook says in whose folder it was last saved."
                book.fact("metadata", "folder of the file", sentence)
        elif words := as_a_name(piece.text):
            book.say(words, "setting of the workbook", "annotation")
    for si in _children(_root(parts.get("xl/sharedStrings.xml")), "rPh"):
        book.say("".join(map(str, si.itertext())), "phonetic guide of a cell", "hidden")
    book.facts += _part_facts(parts)
    book.unreadable += [f"{place}: this part could not be read." for place in dict.fromkeys(reading.unreadable)]
    return Source(
        name, hashlib.sha256(data).hexdigest(), "xlsx", tuple(dict.fromkeys(book.texts)), tuple(dict.fromkeys(book.facts)),
        tuple(dict.fromkeys(book.unreadable)), tuple(Blob(b.data, b.place) for b in reading.blobs),
    )  # fmt: skip


def _root(part: PackagePart | None) -> etree._Element | None:
    if part is None:
        return None
    try:
        plain = part.data.replace(_STRICT, _S.strip("{}").encode())
        return etree.fromstring(plain, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _number(element: etree._Element, key: str) -> int:
    """A whole number; 0 where a damaged file holds something else."""
    value = element.get(key, "0")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def _children(root: etree._Element | None, tag: str) -> Iterator[etree._Element]:
    return root.iter(f"{_S}{tag}") if root is not None else iter(())


def _all_text(element: etree._Element) -> str:
    """The text of a string with its runs, without its phonetic reading."""
    return "".join(t.text or "" for t in element.iter(f"{_S}t") if t.getparent().tag != f"{_S}rPh")  # type: ignore[union-attr]


@cache
def _kinds_of_parts() -> tuple[tuple[re.Pattern[str], str, str, str, str], ...]:
    """Pattern of a part's name, layer of its texts, place for a reader, rule and sentence of the fact that it is there."""
    table = files(__package__).joinpath("excel_parts.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines())
    return tuple((re.compile(r["pattern"]), r["layer"], r["place"], r["rule"], r["sentence"]) for r in rows)


def _layer(member: str, kind: str) -> tuple[str, str]:
    for pattern, layer, place, _, _ in _kinds_of_parts():
        if pattern.fullmatch(member):
            return ("annotation" if kind == "attribute" and layer == "text" else layer), place
    return ("link" if member.endswith(".rels") else "markup"), ""


def _part_facts(parts: Iterable[str]) -> Iterator[SourceFact]:
    for member in parts:
        for pattern, _, place, rule, sentence in _kinds_of_parts():
            if rule and pattern.fullmatch(member):
                yield SourceFact(rule, place, sentence)
        if not _OWN_PARTS.match(member) or ".." in member.split("/"):
            yield SourceFact(
                "unknown-part",
                _WHOLE,
                "A part of a kind that no workbook has, or one whose name leads out of the file.",
            )


def _styles(book: _Book, styles: etree._Element | None) -> None:
    """Which formats of cells show a date, and which hide their text."""
    if styles is None:
        return
    formats = {
        **BUILTIN_FORMATS,
        **{_number(f, "numFmtId"): f.get("formatCode", "") for f in _children(styles, "numFmt")},
    }
    dates, unseen = set(), lost_formats(styles)
    for number, xf in enumerate(_children(styles.find(f"{_S}cellXfs"), "xf")):
        code = formats.get(_number(xf, "numFmtId"), "")
        if is_date_format(code):
            dates.add(number)
        if code.strip() == ";;;":
            unseen.add(number)
    if white_by_condition(styles):
        book.fact(
            "covered-text", _WHOLE, "A format by condition can turn letters white: look at the cells that have one."
        )
    book.dates, book.unseen = frozenset(dates), frozenset(unseen)


def _sheets(book: _Book, workbook: etree._Element) -> None:
    targets = _targets(book.parts.get("xl/_rels/workbook.xml.rels"), "xl")
    for number, sheet in enumerate(_children(workbook, "sheet"), 1):
        place = f"sheet {number}"
        book.say(sheet.get("name", ""), f"{place}, its name", "name")
        hidden = sheet.get("state", "visible") != "visible"
        if hidden:
            book.fact("excel-hidden-sheet", place, "A whole sheet is hidden; everything on it is in the file.")
        part = book.parts.get(targets.get(sheet.get(_R, ""), ""))
        root = _root(part)
        if root is None:
            book.unreadable.append(f"{place}: this sheet could not be read.")
            continue
        _cells(book, root, place, hidden)
        drawings = _targets(book.parts.get(_rels_of(part)), "xl/worksheets") if part else {}
        for target in drawings.values():
            if covered_cells(root, _root(book.parts.get(target))):
                book.fact("covered-text", place, "A shape or picture lies on cells that hold text.")
        for tag in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
            for one in _children(root, tag):
                book.say(one.text, f"{place}, head or foot of the page", "text")
        for tag in ("formula1", "formula2"):
            for one in _children(root, tag):
                book.say(one.text, f"{place}, list to choose from", "hidden")
        for check in _children(root, "dataValidation"):
            for key in ("promptTitle", "prompt", "errorTitle", "error"):
                if check.get(key):
                    book.say(check.get(key, ""), f"{place}, help of a cell", "annotation")
        for link in _children(root, "hyperlink"):
            for key in ("location", "display", "tooltip"):
                if link.get(key):
                    book.say(link.get(key, ""), f"{place}, link", "link")


def _rels_of(part: PackagePart) -> str:
    folder, _, name = part.name.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _targets(rels: PackagePart | None, folder: str) -> dict[str, str]:
    """Relationship id → name of the part."""
    if rels is None:
        return {}
    try:
        root = etree.fromstring(rels.data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return {}
    found = {}
    for one in root:
        if not isinstance(one.tag, str):
            continue  # a comment
        target = one.get("Target", "")
        found[one.get("Id", "")] = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
    return found


def _cells(book: _Book, root: etree._Element, place: str, hidden: bool) -> None:
    columns = [
        (_number(c, "min"), _number(c, "max"))
        for c in _children(root, "col")
        if c.get("hidden") in ("1", "true") or no_height(c.get("width"))
    ]
    headers: dict[str, str] = {}
    for row in _children(root, "row"):
        row_hidden = row.get("hidden") in ("1", "true") or no_height(row.get("ht"))
        filled = [(cell, text) for cell in row.iter(f"{_S}c") if (text := _value(book, cell))]
        if not headers and len(filled) > 1:
            headers = {_column(cell): text for cell, text in filled}
            heads = True
        else:
            heads = False
        for cell, text in filled:
            at, column = cell.get("r", ""), _column(cell)
            aside = any(low <= column_index_from_string(column) <= high for low, high in columns) if column else False
            if not heads and _BORN.search(headers.get(column, "")) and (day := _day(text, book.epoch)):
                text = f"{text} ({day})"  # Excel's number of a day, which a format of the cell shows as it is
            unseen = _number(cell, "s") in book.unseen
            layer = "hidden" if hidden or row_hidden or aside or unseen else "text"
            book.say(text, f"{place}, cell {at}", layer, "" if heads else headers.get(column, ""))
            if row_hidden and not hidden:
                book.fact("excel-hidden-rows", place, "Rows are hidden; what stands in them is in the file.")
            if aside and not hidden:
                book.fact("excel-hidden-rows", place, "Columns are hidden; what stands in them is in the file.")
            if unseen:
                book.fact("disguised-text", f"{place}, cell {at}", "Text is white, tiny, or formatted not to show.")


def _column(cell: etree._Element) -> str:
    match = _CELL.fullmatch(cell.get("r", ""))
    return match[1] if match else ""


def _value(book: _Book, cell: etree._Element) -> str:
    """What a cell shows, dates as they are read; a formula's text goes in too, for it may hold a name."""
    value, kind = cell.findtext(f"{_S}v") or "", cell.get("t", "n")
    if kind == "s" and value.isascii() and value.isdigit() and len(value) < 10 and int(value) < len(book.strings):
        book.used.add(int(value))
        text = book.strings[int(value)]
    elif kind == "inlineStr":
        text = _all_text(cell)
    elif kind == "n" and value and _number(cell, "s") in book.dates:
        text = _date(value, book.epoch)
    else:
        text = value
    formula = _PUT_TOGETHER.sub("", cell.findtext(f"{_S}f") or "")
    return f"{text} ({formula})" if '"' in formula else text


def _day(text: str, epoch: datetime) -> str:
    """The day that a whole number is to Excel, of a hundred years or so; "" for anything else."""
    return _date(text, epoch) if re.fullmatch(r"[1-5]\d{4}", text) else ""


def _date(value: str, epoch: datetime) -> str:
    """A day, with the time where it has one; a time by itself."""
    try:
        moment = from_excel(float(value), epoch)
        if isinstance(moment, datetime):
            clock = f" {moment:%H:%M}" if moment.hour or moment.minute else ""
            return f"{moment:%d/%m/%Y}{clock}"
        return f"{moment:%H:%M}" if isinstance(moment, time) else value
    except (ValueError, OverflowError, TypeError):
        return value


def _names(book: _Book, workbook: etree._Element) -> None:
    for one in _children(workbook, "definedName"):
        book.say(one.get("name", ""), "name of a range", "name")
        book.say(one.text, "name of a range", "hidden")
        book.say(one.get("comment"), "name of a range", "hidden")
        if one.get("hidden") in ("1", "true") and not one.get("name", "").startswith("_xlnm"):
            book.fact("excel-hidden-name", _WHOLE, "A hidden name of a range is in the workbook.")
    for view in _children(workbook, "customWorkbookView"):
        book.say(view.get("name", ""), "name of a view", "name")
    for share in _children(workbook, "fileSharing"):
        book.say(share.get("userName", ""), "who reserved the file", "metadata")


def _unused(book: _Book) -> None:
    """Strings that no cell shows any more: what was deleted and stayed in the table of strings."""
    left = [s for n, s in enumerate(book.strings) if n not in book.used and s.strip()]
    book.texts += [SourceText(text, "text that no cell shows", "hidden") for text in left]
    if left:
        book.fact("excel-unused-text", _WHOLE, "Text that no cell shows any more is still in the file.")
