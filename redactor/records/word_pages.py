"""Word pages that this program writes from nothing: Arial, A4, no traces of the machine, the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime
from functools import lru_cache

from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from redactor.base.word_template import new_file

_FONT = "Arial"
_MARGIN = Cm(2)
_FIXED_DATE = datetime(2000, 1, 1)  # the same outcome gives the same bytes
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # what Word itself writes
_SHADE = "E7E6E6"


def new_document(title: str, *, landscape: bool = False) -> DocumentObject:
    """An empty A4 document with this title, and nothing that says where it was made."""
    document = new_file()
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
    set_font(style)


def set_font(styled: object) -> None:
    """Arial for every script; the theme's fonts, which would win over it, go."""
    styled.font.name = _FONT  # type: ignore[attr-defined]
    fonts = styled.element.rPr.rFonts  # type: ignore[attr-defined]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
    fonts.attrib.pop(qn("w:cstheme"), None)


def plain_table(
    document: DocumentObject, head: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float]
) -> None:
    """A table with a heading row that is repeated on every page; `shares` of the page's width."""
    table = document.add_table(rows=1, cols=len(head))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    fit_to_page(document, table, shares)
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        write_cell(cell, text, bold=True)
        shade(cell)
    mark_row(table, "w:tblHeader")
    for row in rows:
        cells = table.add_row().cells
        mark_row(table, "w:cantSplit")
        for n, (cell, text) in enumerate(zip(cells, row, strict=True)):
            write_cell(cell, text, bold=n == 0)


def fit_to_page(document: DocumentObject, table: Table, shares: Sequence[float]) -> None:
    """Give the columns these shares of the page's width."""
    page = document.sections[0]
    width = (page.page_width or 0) - 2 * _MARGIN
    set_widths(table, [int(width * share / sum(shares)) for share in shares])


def set_widths(table: Table, widths: Sequence[int]) -> None:
    """Fixed widths (EMU), in both places where word processors look for them; rows added later copy them."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)
        for cell in column.cells:
            cell.width = Emu(width)


def write_cell(cell: _Cell, text: str, *, bold: bool = False) -> None:
    """Text into a cell. The font stands on the run too: pasted into a report, the table meets another template's styles."""
    written = deepcopy(_paragraph(bold))
    written.r_lst[0].text = text
    cell._tc.replace(cell._tc.p_lst[0], written)


@lru_cache(maxsize=2)
def _paragraph(bold: bool) -> CT_P:
    """A paragraph of a cell with a run that is empty yet: made once, as a table has hundreds of cells."""
    paragraph = Paragraph(OxmlElement("w:p"), None)  # type: ignore[arg-type]  # no style of any document is asked for
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run("")
    run.bold = bold
    run.font.size = Pt(10)
    set_font(run)
    made: CT_P = paragraph._p
    return made


def shade(cell: _Cell) -> None:
    """The grey of a heading cell."""
    shading = OxmlElement("w:shd")
    for attribute, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shading.set(qn(f"w:{attribute}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def mark_row(table: Table, property_name: str) -> None:
    """Set a property ("w:tblHeader", "w:cantSplit") on the last row."""
    properties = table._tbl.tr_lst[-1].get_or_add_trPr()
    properties.append(OxmlElement(property_name))


def saved(document: DocumentObject) -> bytes:
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
