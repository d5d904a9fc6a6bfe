"""The appendix "Key of professionals": who a code is, by role and agency, without names; and a restricted twin.

The text that leaves with the report holds codes only. The version with names is a file of its own, marked on every
page, because guidance lets an author give names to the board but not to the report's readers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docx.document import Document as DocumentObject
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Pt

from redactor.records.model import CodeUse, Outcome
from redactor.records.word_pages import (
    fit_to_page,
    mark_row,
    new_document,
    plain_table,
    saved,
    set_font,
    shade,
    write_cell,
)
from redactor.records.wording import AWAITING_APPROVAL, involvement, name_guard, role_of

RESTRICTED = (
    "RESTRICTED: names. Not for circulation. "
    "Keep apart from the report, and give it only to people who may see the names."
)
_NEEDS_NONE = "The board has answered that no code is needed"
_APPROVAL_NOTE = AWAITING_APPROVAL[0].upper() + AWAITING_APPROVAL[1:]


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    share: float  # of the width of the page, against the other columns
    text: Callable[[CodeUse], str]
    takes_note: bool = False  # where a minted code is said to await approval


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    role_header: str
    with_agency: bool
    takes: frozenset[str]
    empty: str


_SECTIONS = (
    _Section(
        "Professionals",
        "Role",
        True,
        frozenset({"professional"}),
        "No professional is mentioned by a code.",
    ),
    _Section(
        "Family, addresses and places",
        "Relationship or kind",
        False,
        frozenset({"person", "address", "organisation", "place"}),
        "",
    ),
)


def key_document(outcome: Outcome) -> bytes:
    """The key for circulation as a Word file: code, role or relationship, agency, involvement; no names.

    Every code used has one row, professionals first, in the order of `outcome.uses`. The same outcome gives the same
    bytes.
    """
    document = new_document("Key of professionals", landscape=False)
    document.add_heading("Key of professionals", level=1)
    document.add_paragraph(_how_codes_are_used(outcome))
    _add_sections(document, outcome, with_names=False)
    _add_abbreviations(document, outcome)
    return saved(document)


def identified_key_document(outcome: Outcome) -> bytes:
    """The restricted key as a Word file: as `key_document`, and the names as written in the drafts.

    It holds real identities: the caller sees to it that it never lands beside the anonymised files.
    """
    document = new_document("Key of professionals with names: RESTRICTED", landscape=True)
    header = document.sections[0].header.paragraphs[0]
    run = header.add_run(RESTRICTED)
    run.bold = True
    run.font.size = Pt(10)
    document.add_heading("Key of professionals with names: RESTRICTED", level=1)
    document.add_paragraph().add_run(RESTRICTED).bold = True
    document.add_paragraph(
        "This table says who each code in the anonymised report stands for. "
        "Destroy or return it when the review closes."
    )
    _add_sections(document, outcome, with_names=True)
    return saved(document)


def _add_abbreviations(document: DocumentObject, outcome: Outcome) -> None:
    """What the prefixes of the codes stand for: readers are not to be left to guess (seed 003, sections 2.5 and 4)."""
    if outcome.abbreviations:
        document.add_heading("Abbreviations used in the codes", level=2)
        plain_table(document, ("Abbreviation", "Stands for"), outcome.abbreviations, (1, 4))


def _how_codes_are_used(outcome: Outcome) -> str:
    text = (
        "Names of family members and of staff do not appear in this report. Each person, address and place that could "
        "identify somebody is referred to by one code throughout. Family members, addresses and places have the code "
        "issued by the safeguarding board; members of staff have the initials of their job title and a number"
    )
    staff = next((use.code for use in outcome.uses if use.kind == "professional"), "")  # one that the key has
    text += f", for example {staff}." if staff else "."
    if any(not (use.issued or use.needs_none) for use in outcome.uses):
        text += f" Codes marked “{_APPROVAL_NOTE}” are provisional: the board has not issued them yet."
    return text


def _add_sections(document: DocumentObject, outcome: Outcome, *, with_names: bool) -> None:
    for section in _SECTIONS:
        uses = [use for use in outcome.uses if use.kind in section.takes]
        if not uses and not section.empty:
            continue
        document.add_heading(section.heading, level=2)
        if uses:
            _add_table(document, _columns(outcome, section, with_names), uses)
            document.add_paragraph()
        else:
            document.add_paragraph(section.empty)


def _columns(outcome: Outcome, section: _Section, with_names: bool) -> list[_Column]:
    # the restricted key shows what the list says; the other one must not repeat a name that the list wrote there
    safe = (lambda text: text) if with_names else name_guard(outcome.uses)
    columns = [_Column("Code", 2.5, lambda use: use.code)]
    if with_names:
        columns.append(_Column("Name as written", 6.5, lambda use: "; ".join(use.names)))
        if section.with_agency:
            head = "Contact" if all(u.contact for u in outcome.uses if u.kind in section.takes) else "Contact (fill in)"
            columns.append(_Column(head, 3.5, lambda use: use.contact))
    columns.append(_Column(section.role_header, 5.0, lambda use: safe(role_of(use)), takes_note=True))
    if section.with_agency:
        columns.append(_Column("Agency", 4.4, lambda use: safe(use.agency)))
    columns.append(_Column("Involvement", 5.0, lambda use: involvement(use, outcome.profile)))
    return columns


def _add_table(document: DocumentObject, columns: Sequence[_Column], uses: Sequence[CodeUse]) -> None:
    table = document.add_table(rows=1, cols=len(columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    fit_to_page(document, table, [column.share for column in columns])
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        write_cell(cell, column.header, bold=True)
        shade(cell)
    mark_row(table, "w:tblHeader")
    for use in uses:
        cells = table.add_row().cells
        mark_row(table, "w:cantSplit")
        for cell, column in zip(cells, columns, strict=True):
            write_cell(cell, column.text(use), bold=column is columns[0])
            if column.takes_note and not use.issued:
                paragraph = cell.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(2)
                note = paragraph.add_run(_NEEDS_NONE if use.needs_none else _APPROVAL_NOTE)
                note.italic = True
                note.font.size = Pt(9)
                set_font(note)
