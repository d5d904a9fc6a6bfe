"""A code list as a file again: Excel, .csv or a Word table, each of which reads back as the same list. All hold names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import docx
from docx.enum.section import WD_ORIENT

from redactor.codes.model import CodeList, Entry, Kind, Role
from redactor.codes.sheets import Column, Sheet, workbook

COLUMNS = ("Code", "Kind", "Name", "Also known as", "Relationship or role", "Agency", "Date of birth")
ROLE_COLUMNS = ("Prefix", "Title", "Variants", "Agency")
RESTRICTED = "Restricted: names. Keep this list as safe as the records it comes from."
_WIDTHS = (14, 15, 34, 34, 30, 26, 15)
_ROLE_WIDTHS = (12, 40, 80, 26)
_KINDS = tuple(str(kind) for kind in Kind if kind.is_person)
_OF_PLACES = ("Code", "Name", "Also known as")
_SHEETS = (("People", None), ("Addresses", Kind.ADDRESS), ("Places", Kind.ORGANISATION))


def list_file(codes: CodeList, suffix: str) -> bytes:
    """The list as .xlsx, .csv or .docx. Raises ValueError for another suffix."""
    match suffix.lower():
        case ".xlsx":
            return workbook(list_sheets(codes))
        case ".csv":
            return _comma_file(codes)
        case ".docx":
            return _word(codes)
    raise ValueError("A code list is written as .xlsx, .csv or .docx.")


def _cells(entry: Entry) -> tuple[str, ...]:
    born = entry.date_of_birth.strftime("%d/%m/%Y") if entry.date_of_birth else ""
    return (entry.code, str(entry.kind), entry.name, "; ".join(entry.aliases), entry.role, entry.agency, born)


def _role_cells(role: Role) -> tuple[str, ...]:
    return (role.prefix, role.title, "; ".join(role.variants), role.agency)


def list_sheets(codes: CodeList, to_add: int = 40) -> list[Sheet]:
    """The sheets People, Addresses, Places and Roles of a workbook, each with `to_add` empty rows."""
    columns = tuple(
        Column(title, width, _KINDS if title == "Kind" else (), to_fill=True, is_date=title == "Date of birth")
        for title, width in zip(COLUMNS, _WIDTHS, strict=True)
    )
    found = []
    for name, kind in _SHEETS:
        entries = [e for e in codes.entries if (e.kind is kind if kind else e.kind.is_person)]
        wanted = [n for n, title in enumerate(COLUMNS) if kind is None or title in _OF_PLACES]
        rows = [tuple(_cells(e)[n] for n in wanted) for e in entries]
        found.append(Sheet(name, RESTRICTED, tuple(columns[n] for n in wanted), rows, to_add))
    roles = tuple(Column(t, w, to_fill=True) for t, w in zip(ROLE_COLUMNS, _ROLE_WIDTHS, strict=True))
    note = "Staff who are not on the list get the prefix of their role and a number. Change, add and delete rows as you need."
    return [*found, Sheet("Roles", note, roles, [_role_cells(r) for r in codes.roles], to_add)]


def _comma_file(codes: CodeList) -> bytes:
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    rows.writerows(map(_cells, codes.entries))
    # a role stands in the same table: its prefix as the code, its title as the role
    rows.writerows((r.prefix, "role", "", "; ".join(r.variants), r.title, r.agency, "") for r in codes.roles)
    return written.getvalue().encode("utf-8-sig")  # the mark tells Excel that accents are UTF-8


def _word(codes: CodeList) -> bytes:
    document = docx.Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    document.core_properties.author = ""
    page.header.paragraphs[0].text = RESTRICTED
    _table(document, COLUMNS, map(_cells, codes.entries))
    if codes.roles:
        document.add_paragraph()
        _table(document, ROLE_COLUMNS, map(_role_cells, codes.roles))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _table(document: docx.document.Document, head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    head = tuple(head)
    table = document.add_table(rows=1, cols=len(head))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = text
        cell.paragraphs[0].runs[0].bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
