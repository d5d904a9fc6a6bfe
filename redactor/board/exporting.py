"""A code list as a file again: Excel, .csv or a Word table, each of which reads back as the same list. All hold names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redactor.base.packing import FIXED, timeless
from redactor.codes.columns import ROLE_KIND, kind_of
from redactor.codes.model import CodeList, Entry, Kind, Role
from redactor.codes.sheets import Column, Sheet, workbook

if TYPE_CHECKING:
    from docx.document import Document

Cells = tuple[str, ...]

COLUMNS = (
    "Code",
    "Kind",
    "Name",
    "Also known as",
    "Relationship or role",
    "Agency",
    "Date of birth",
    "From",
    "To",
    "Contact",
)
ROLE_COLUMNS = ("Prefix", "Title", "Variants", "Agency")
RESTRICTED = "Restricted: names. Keep this list as safe as the records it comes from."
_WIDTHS = (14, 15, 34, 34, 30, 26, 15, 14, 14, 26)
_ROLE_WIDTHS = (12, 40, 80, 26)
_KINDS = tuple(str(kind) for kind in Kind if kind not in (Kind.ADDRESS, Kind.ORGANISATION))
_OF_PLACES = ("Code", "Name", "Also known as")
_SHEETS = (("People", None), ("Addresses", Kind.ADDRESS), ("Places", Kind.ORGANISATION))


@dataclass(frozen=True)
class Rows:
    """A list as cells: what a file of it holds, and what a person types. It need not be a list that can be used."""

    people: tuple[Cells, ...] = ()  # people, addresses and places, under COLUMNS
    roles: tuple[Cells, ...] = ()  # under ROLE_COLUMNS


def list_file(codes: CodeList, suffix: str) -> bytes:
    """The list as .xlsx, .csv or .docx. Raises ValueError for another suffix."""
    return rows_file(rows_of(codes), suffix)


def rows_file(rows: Rows, suffix: str) -> bytes:
    """The same of rows as they are, whatever is still wrong with them. Raises ValueError for another suffix."""
    match suffix.lower():
        case ".xlsx":
            return workbook(list_sheets(rows))
        case ".csv":
            return _comma_file(rows)
        case ".docx":
            return _word(rows)
    raise ValueError("A code list is written as .xlsx, .csv or .docx.")


def rows_of(codes: CodeList) -> Rows:
    """A list as cells."""
    return Rows(tuple(map(entry_cells, codes.entries)), tuple(map(role_cells, codes.roles)))


def entry_cells(entry: Entry) -> Cells:
    """One row of the list under COLUMNS."""
    born = entry.date_of_birth.strftime("%d/%m/%Y") if entry.date_of_birth else ""
    names, later = "; ".join(entry.aliases), (entry.since, entry.until, entry.contact)
    return (entry.code, str(entry.kind), entry.name, names, entry.role, entry.agency, born, *later)


def role_cells(role: Role) -> Cells:
    """One standard abbreviation under ROLE_COLUMNS."""
    return (role.prefix, role.title, "; ".join(role.variants), role.agency)


def list_sheets(listed: Rows, to_add: int = 40) -> list[Sheet]:
    """The sheets People, Addresses, Places and Roles of a workbook, each with `to_add` empty rows."""
    columns = tuple(
        Column(title, width, _KINDS if title == "Kind" else (), to_fill=True, is_date=title == "Date of birth")
        for title, width in zip(COLUMNS, _WIDTHS, strict=True)
    )
    found = []
    for name, kind in _SHEETS:
        ours = [cells for cells in listed.people if _sheet_of(cells) is kind]
        # a column that places do not have is there only where somebody wrote something in it
        wanted = [
            n for n, title in enumerate(COLUMNS)
            if kind is None or title in _OF_PLACES or (title != "Kind" and any(cells[n] for cells in ours))
        ]  # fmt: skip
        rows = [tuple(cells[n] for n in wanted) for cells in ours]
        found.append(Sheet(name, RESTRICTED, tuple(columns[n] for n in wanted), rows, to_add))
    roles = tuple(Column(t, w, to_fill=True) for t, w in zip(ROLE_COLUMNS, _ROLE_WIDTHS, strict=True))
    note = "Staff who are not on the list get the prefix of their role and a number. Change, add and delete rows as you need."
    return [*found, Sheet("Roles", note, roles, listed.roles, to_add)]


def _sheet_of(cells: Cells) -> Kind | None:
    """The kind whose sheet a row belongs to; None for people, and for whatever has no kind that is known."""
    kind = kind_of(cells[COLUMNS.index("Kind")])
    return kind if kind in (Kind.ADDRESS, Kind.ORGANISATION) and isinstance(kind, Kind) else None


def _comma_file(listed: Rows) -> bytes:
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    rows.writerows(listed.people)
    # a role stands in the same table: its prefix as the code, its title as the role
    rows.writerows(
        (prefix, ROLE_KIND, "", variants, title, agency, "", "", "", "")
        for prefix, title, variants, agency in listed.roles
    )
    return written.getvalue().encode("utf-8-sig")  # the mark tells Excel that accents are UTF-8


def _word(listed: Rows) -> bytes:
    from docx.enum.section import WD_ORIENT  # one list in ten is written as a Word table

    from redactor.base.word_template import new_file

    document = new_file()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    document.core_properties.author = ""
    page.header.paragraphs[0].text = RESTRICTED
    _table(document, COLUMNS, listed.people)
    if listed.roles:
        document.add_paragraph()
        _table(document, ROLE_COLUMNS, listed.roles)
    written = io.BytesIO()
    document.core_properties.created = document.core_properties.modified = FIXED
    document.save(written)
    return timeless(written.getvalue())


def _table(document: Document, head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    head = tuple(head)
    table = document.add_table(rows=1, cols=len(head))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = text
        cell.paragraphs[0].runs[0].bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
