"""The appendix "Key of professionals": who a code is, by role and agency, without names; and a restricted twin.

The text that leaves with the report holds codes only. The version with names is a file of its own, marked on every
page, because guidance lets an author give names to the board but not to the report's readers.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import Table, _Cell

from redactor.records.model import CodeUse, Outcome
from redactor.records.wording import AWAITING_APPROVAL, involvement, name_guard, role_of

RESTRICTED = (
    "RESTRICTED: names. Not for circulation. "
    "Keep apart from the report, and give it only to people who may see the names."
)
_FONT = "Arial"
_MARGIN = Cm(2)
_FIXED_DATE = datetime(2000, 1, 1)  # the same outcome gives the same bytes
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # what Word itself writes
_SHADE = "E7E6E6"
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
    document = _new_document("Key of professionals", landscape=False)
    document.add_heading("Key of professionals", level=1)
    document.add_paragraph(_how_codes_are_used(outcome))
    _add_sections(document, outcome, with_names=False)
    return _saved(document)


def identified_key_document(outcome: Outcome) -> bytes:
    """The restricted key as a Word file: as `key_document`, and the names as written in the drafts.

    It holds real identities: the caller sees to it that it never lands beside the anonymised files.
    """
    document = _new_document("Key of professionals with names: RESTRICTED", landscape=True)
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
    return _saved(document)


def _how_codes_are_used(outcome: Outcome) -> str:
    text = (
        "Names of family members and of staff do not appear in this report. Each person, address and place that could "
        "identify somebody is referred to by one code throughout. Family members, addresses and places have the code "
        "issued by the safeguarding board; members of staff have the initials of their job title and a number, for "
        "example SW1."
    )
    if any(not use.issued for use in outcome.uses):
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
    columns.append(_Column(section.role_header, 5.0, lambda use: safe(role_of(use)), takes_note=True))
    if section.with_agency:
        columns.append(_Column("Agency", 4.4, lambda use: safe(use.agency)))
    columns.append(_Column("Involvement", 5.0, lambda use: involvement(use, outcome.profile)))
    return columns


def _add_table(document: DocumentObject, columns: Sequence[_Column], uses: Sequence[CodeUse]) -> None:
    table = document.add_table(rows=1, cols=len(columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    page = document.sections[0]
    width = (page.page_width or 0) - 2 * _MARGIN
    total = sum(column.share for column in columns)
    _set_widths(table, [int(width * column.share / total) for column in columns])
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        _write(cell, column.header, bold=True)
        _shade(cell)
    _mark_row(table, "w:tblHeader")
    for use in uses:
        cells = table.add_row().cells
        _mark_row(table, "w:cantSplit")
        for cell, column in zip(cells, columns, strict=True):
            _write(cell, column.text(use), bold=column is columns[0])
            if column.takes_note and not use.issued:
                paragraph = cell.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(2)
                note = paragraph.add_run(_APPROVAL_NOTE)
                note.italic = True
                note.font.size = Pt(9)
                _set_font(note)


def _new_document(title: str, *, landscape: bool) -> DocumentObject:
    document = Document()
    _drop_thumbnail(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    properties = document.core_properties
    properties.title = title
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = "en-GB"
    properties.revision = 1
    properties.created = properties.modified = _FIXED_DATE
    _set_style(document, "Normal", size=10, after=6)
    _set_style(document, "Heading 1", size=14, after=6)
    _set_style(document, "Heading 2", size=11, after=4)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    return document


def _drop_thumbnail(document: DocumentObject) -> None:
    """The template of python-docx brings a picture of a page that is not this one."""
    relationships = document.part.package.rels
    for key, relationship in list(relationships.items()):
        if relationship.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del relationships[key]


def _set_style(document: DocumentObject, name: str, *, size: int, after: int) -> None:
    style = document.styles[name]
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.space_after = Pt(after)
    _set_font(style)


def _set_font(styled: object) -> None:
    """Arial for every script; the theme's fonts, which would win over it, go."""
    styled.font.name = _FONT  # type: ignore[attr-defined]
    fonts = styled.element.rPr.rFonts  # type: ignore[attr-defined]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
    fonts.attrib.pop(qn("w:cstheme"), None)


def _set_widths(table: Table, widths: Sequence[int]) -> None:
    """Fixed widths (EMU), in both places where word processors look for them; rows added later copy them."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)
        for cell in column.cells:
            cell.width = Emu(width)


def _write(cell: _Cell, text: str, *, bold: bool = False) -> None:
    # the font stands on the run too: pasted into a report, the table meets another template's styles
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(text)
    run.bold = bold
    run.font.size = Pt(10)
    _set_font(run)


def _shade(cell: _Cell) -> None:
    shading = OxmlElement("w:shd")
    for attribute, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shading.set(qn(f"w:{attribute}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _mark_row(table: Table, property_name: str) -> None:
    properties = table.rows[-1]._tr.get_or_add_trPr()
    properties.append(OxmlElement(property_name))


def _saved(document: DocumentObject) -> bytes:
    """The file with constant times, so that two runs compare equal."""
    written = io.BytesIO()
    document.save(written)
    result = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, _ZIP_DATE)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.create_system = 0  # the same on every operating system
            target.writestr(fixed, source.read(entry))
    return result.getvalue()
