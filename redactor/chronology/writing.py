"""The combined chronology as an Excel workbook and a Word file, both landscape, in the board's columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from html import escape
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from redactor.base.excel import (
    Alignment,
    Border,
    Font,
    PageSetupProperties,
    PatternFill,
    Side,
    Workbook,
    Worksheet,
    get_column_letter,
)
from redactor.chronology.form import ABOUT, AGENCY, BOARD, CHRONOLOGY, GONE, ROWS, ROWS_HEAD, headings
from redactor.chronology.rows import EventRow
from redactor.codes.sheets import saved as workbook_saved
from redactor.records.word_pages import new_document, saved

CONFIDENTIAL = "Strictly confidential: combined chronology. Codes only; keep it within the panel."
_HEAD = PatternFill("solid", fgColor="1F3864")
_SIDE = Side(style="thin", color="B1B4B6")
_LINE = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left")
_LINE_HEIGHT, _MOST_HEIGHT = 15, 409  # points; more Excel does not take
_ADDED_SHARE, _ADDED_WIDTH = 2.2, 24  # of a column that the board has added
_EXCEL_LONGEST = 32_767  # characters of a cell
_MARGIN = Cm(1.2)
_TWIPS_A_CM = 567
_SIZE = 20  # half points: Arial 10, as the board's form asks in tables
_FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>'


def too_long(rows: Iterable[EventRow]) -> list[EventRow]:
    """Rows with a text that no cell of a workbook holds."""
    return [row for row in rows if any(len(text) > _EXCEL_LONGEST for text in row.cells().values())]


def excel_file(
    rows: Sequence[EventRow], gone: Sequence[EventRow], added: Sequence[str], about: Sequence[tuple[str, str]]
) -> bytes:
    """The workbook: the chronology, rows that agencies took back, where each row comes from, what the file is."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "redactor"
    for name, shown in ((CHRONOLOGY, rows), (GONE, gone)):
        _chronology_sheet(book.create_sheet(name), shown, added)
    origin = book.create_sheet(ROWS)
    _line(origin, 1, ROWS_HEAD, head=True)
    for number, row in enumerate((*rows, *gone), 2):
        kind = BOARD if row.boards else row.mark
        _line(origin, number, (row.key, row.agency, kind, row.file or AGENCY, row.place))
    for letter, width in zip("ABCDE", (8, 28, 20, 36, 20), strict=True):
        origin.column_dimensions[letter].width = width
    sheet = book.create_sheet(ABOUT)
    for number, pair in enumerate(about, 1):
        _line(sheet, number, pair)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 90
    return workbook_saved(book)


def _chronology_sheet(sheet: Worksheet, rows: Sequence[EventRow], added: Sequence[str]) -> None:
    columns = headings()
    _line(sheet, 1, (*(h.title for h in columns), *added), head=True)
    for number, row in enumerate(rows, 2):
        cells, more = row.cells(), dict(row.added)
        _line(sheet, number, (*(cells[h.column] for h in columns), *(more.get(title, "") for title in added)))
        for at, heading in enumerate(columns, 1):
            if heading.column == "date" and row.when.first and row.when.exact and not row.when.above:
                cell = sheet.cell(number, at)
                cell.value, cell.number_format = row.when.first, "DD/MM/YYYY"  # a day that Excel can sort by
    widths = (*(h.width for h in columns), *(_ADDED_WIDTH for _ in added))
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for number in range(1, len(rows) + 2):  # neither Excel nor LibreOffice fits rows by itself when it opens a file
        shown = [str(sheet.cell(number, at).value or "") for at in range(1, len(widths) + 1)]
        lines = (
            sum(len(part) // max(1, w - 2) + 1 for part in t.split("\n")) for t, w in zip(shown, widths, strict=True)
        )
        sheet.row_dimensions[number].height = min(_MOST_HEIGHT, _LINE_HEIGHT * max(lines))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns) + len(added))}{len(rows) + 1}"
    sheet.print_title_rows = "1:1"
    head_and_foot: tuple[Any, Any] = (sheet.oddHeader, sheet.oddFooter)
    head_and_foot[0].center.text, head_and_foot[1].center.text = CONFIDENTIAL, "Page &P of &N"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _line(sheet: Worksheet, number: int, texts: Sequence[str], *, head: bool = False) -> None:
    styled: Any = sheet.cell(number, 1)
    styled.number_format, styled.alignment, styled.border = "@", _WRAPPED, _LINE
    if head:
        styled.font, styled.fill = Font(name="Calibri", bold=True, color="FFFFFF"), _HEAD
    for at, text in enumerate(texts, 1):
        cell: Any = sheet.cell(number, at)
        cell._style = copy(styled._style)  # openpyxl takes its time over each property of each cell
        if text:
            cell.value = text
            cell.data_type = "s"  # "=SUM(1)" is what somebody wrote, no formula


def word_file(rows: Sequence[EventRow], added: Sequence[str], title: str, notes: Sequence[str]) -> bytes:
    """The Word file: one table, its headings repeated on every page, no row over a page's end unless it is longer."""
    document = new_document(title, landscape=True)
    section = document.sections[0]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = Cm(0.6)
    section.header.paragraphs[0].add_run(CONFIDENTIAL).bold = True
    section.footer.paragraphs[0]._p.append(_page_number())
    document.add_heading(title, level=1)
    for note in notes:
        document.add_paragraph(note)
    columns = headings()
    shares = [*(h.share for h in columns), *(_ADDED_SHARE for _ in added)]
    page = ((section.page_width or 0) - 2 * _MARGIN) / 360_000 * _TWIPS_A_CM
    widths = [int(page * share / sum(shares)) for share in shares]
    lines = [_row_xml([*(h.title for h in columns), *added], widths, head=True)]
    for row in rows:
        cells, more = row.cells(), dict(row.added)
        lines.append(_row_xml([*(cells[h.column] for h in columns), *(more.get(t, "") for t in added)], widths))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    table = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="55" w:type="dxa"/>'
        '<w:right w:w="55" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(table))
    document.add_paragraph()
    return saved(document)


def _row_xml(texts: Sequence[str], widths: Sequence[int], *, head: bool = False) -> str:
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else "<w:trPr><w:cantSplit/></w:trPr>"
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>' if head else ""
    bold = "<w:b/>" if head else ""
    run = f'<w:rPr>{_FONT}{bold}<w:sz w:val="{_SIZE}"/><w:szCs w:val="{_SIZE}"/></w:rPr>'
    cells = []
    for text, width in zip(texts, widths, strict=True):
        paragraphs = "".join(
            f'<w:p><w:pPr><w:spacing w:after="20"/></w:pPr><w:r>{run}<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
            for line in text.split("\n")
        )
        cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{paragraphs}</w:tc>')
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _page_number() -> object:
    return parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
