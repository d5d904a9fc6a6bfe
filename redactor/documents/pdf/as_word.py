"""A PDF as a Word file to go on writing in: paragraphs, headings by the size of their letters, ruled tables, breaks of pages.

What lies on a page besides its text (pictures, drawings, columns, where things stand) does not come over. The letters are counted
against another reader's (PDFium), page by page, so that none is lost without a word.
"""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

import pikepdf
import pypdfium2 as pdfium
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from redactor.base.bounded import bounded
from redactor.documents.model import DocumentError, Remark
from redactor.documents.new_word import new_word
from redactor.documents.remarks import merged
from redactor.documents.turned import Turned

from .content import PageContent
from .found import PdfSurvey
from .layout import PageBlock
from .survey import survey

_LARGER = 1.15  # times the size of the text, from which a short paragraph is a heading
_LONGEST_HEADING = 200  # characters
_LEVELS = 3
_LOST = 3  # letters of a page that two readers may see otherwise: a bullet, a sign drawn twice
_TURNED = (
    "The PDF was put into a Word file to go on writing in: {words} words on {pages}. Headings, tables and paragraphs were "
    "guessed from the page: compare the two."
)
_PICTURES = "Pictures do not come over from the PDF. See whether one of them is needed."
_MISSING = (
    "Another reader of PDFs sees {count} letters on this page that are not in the Word file. Compare the page with it, and write "
    "in what is missing."
)
# what is said of the pages of a PDF that is written as one
_OF_PAGES = frozenset(("picture", "picture-painted", "picture-removed", "code-small", "looks-different", "layers-kept"))


@dataclass(slots=True)
class _Pages:
    blocks: list[list[PageBlock]] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)


def turn(data: bytes, allow: frozenset[str]) -> Turned:
    """The PDF as a .docx. Raises DocumentError where a page cannot be read, with its number."""
    return bounded(turned, data, allow, refuse=DocumentError)


def turned(data: bytes, allow: frozenset[str]) -> Turned:
    """The same within a process of its own."""
    pages = _Pages()

    def kept(found: PdfSurvey, index: int, page: pikepdf.Page, content: PageContent, first: int) -> None:
        pages.blocks.append([s.block for s in found.surfaces[first:] if s.block is not None])
        pages.pictures.append(len(content.pictures))

    found = survey(data, allow, on_page=kept)
    with found.file:
        made = _written(pages.blocks)
    words = sum(len(block.text.split()) for blocks in pages.blocks for block in blocks)
    counted = f"{len(pages.blocks)} {'page' if len(pages.blocks) == 1 else 'pages'}"
    remarks = [Remark("pdf-word", "file", _TURNED.format(words=f"{words:,}", pages=counted))]
    for number, (blocks, pictures) in enumerate(zip(pages.blocks, pages.pictures, strict=True)):
        place = f"page {number + 1}"
        if pictures:
            remarks.append(Remark("pdf-word-pictures", place, _PICTURES, pictures, needs_a_look=True, left_out=True))
        if (count := _missing(data, number, blocks)) > _LOST:
            remarks.append(
                Remark("pdf-word-lost", place, _MISSING.format(count=count), needs_a_look=True, left_out=True)
            )
    remarks += [r for r in merged(found.remarks) if r.rule not in _OF_PAGES]
    return Turned(made, tuple(remarks))


def _missing(data: bytes, number: int, blocks: Sequence[PageBlock]) -> int:
    """How many letters PDFium sees on a page (from 0) that are not in these blocks."""
    document = pdfium.PdfDocument(data)
    try:
        seen = Counter(_letters(document[number].get_textpage().get_text_range()))
    finally:
        document.close()
    for block in blocks:
        # letters painted again in the same place are one here, and may be two there
        for mark in block.marks:
            for letter in _letters(mark.text):
                seen[letter] -= max(1, len(mark.glyphs))
    return sum(count for count in seen.values() if count > 0)


def _letters(text: str) -> list[str]:
    return [c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum()]


def _written(pages: Sequence[Sequence[PageBlock]]) -> bytes:
    document = new_word()
    sizes = _heading_sizes([block for blocks in pages for block in blocks])
    for number, blocks in enumerate(pages):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        for table, group in groupby(blocks, key=lambda block: block.table):
            if table:
                _add_table(document, list(group))
                continue
            for block in group:
                level = sizes.index(_size(block)) + 1 if _size(block) in sizes and _is_short(block) else 0
                # a heading has its look from its style
                _add_runs(
                    document.add_heading(level=level) if level else document.add_paragraph(), block, plain=level > 0
                )
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _size(block: PageBlock) -> float:
    return round(block.size * 2) / 2


def _is_short(block: PageBlock) -> bool:
    return len(block.text) <= _LONGEST_HEADING


def _heading_sizes(blocks: Sequence[PageBlock]) -> list[float]:
    """Sizes of headings, the largest first: those above the size in which most of the text is set."""
    letters: Counter[float] = Counter()
    for block in blocks:
        letters[_size(block)] += len(block.text)
    if not letters:
        return []
    body = max(letters, key=lambda size: (letters[size], -size))
    larger = sorted(
        {_size(b) for b in blocks if _size(b) >= body * _LARGER and _is_short(b) and not b.table}, reverse=True
    )
    return larger[:_LEVELS]


def _add_table(document: WordDocument, blocks: Sequence[PageBlock]) -> None:
    rows = sorted({block.row for block in blocks})
    columns = sorted({block.column for block in blocks})
    made = document.add_table(len(rows), len(columns), style="Table Grid")
    cells: dict[tuple[int, int], _Cell] = {}
    for n, row in enumerate(made.rows):
        for m, cell in enumerate(row.cells):
            cells[n, m] = cell
    filled: set[tuple[int, int]] = set()
    for block in blocks:
        at = (rows.index(block.row), columns.index(block.column))
        _add_runs(cells[at].add_paragraph() if at in filled else cells[at].paragraphs[0], block, plain=False)
        filled.add(at)
    document.add_paragraph()


def _add_runs(paragraph: Paragraph, block: PageBlock, *, plain: bool) -> None:
    """The text with its bold and slanting letters."""
    look = (False, False)
    held: list[tuple[tuple[bool, bool], str]] = []
    for mark in block.marks:
        if mark.glyphs and not mark.text.isspace() and not plain:
            font = mark.glyphs[0].state.font
            base = font.base if font is not None else ""
            look = ("Bold" in base, "Oblique" in base or "Italic" in base)
        held.append((look, mark.text))
    for (bold, slanting), letters in groupby(held, key=lambda each: each[0]):
        run = paragraph.add_run(_sound("".join(text for _, text in letters)))
        run.bold, run.italic = bold or None, slanting or None


def _sound(text: str) -> str:
    """Without the characters that no Word file can hold."""
    return "".join(
        c for c in text.replace("\u00ad", "") if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"
    )
