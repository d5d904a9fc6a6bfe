"""A message as a Word file: who wrote to whom and when, the text, and what came with it."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Cm, Pt

from .message import Message, Paragraph, TableBlock

_FONT, _SIZE = "Arial", 12
_INDENT = 0.6  # centimetres for each quotation


def page_of(message: Message, attached: tuple[str, ...]) -> bytes:
    """The bytes of a .docx. `attached`: a line for each file that came with it."""
    document = Document()
    _bare(document)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(_SIZE)
    for name, value in message.fields:
        line = document.add_paragraph()
        line.paragraph_format.space_after = Pt(2)
        line.add_run(f"{name}: ").bold = True
        line.add_run(value)
    document.add_paragraph()
    for block in message.blocks:
        if isinstance(block, Paragraph):
            paragraph = document.add_paragraph(block.text)
            if block.quoted:
                paragraph.paragraph_format.left_indent = Cm(_INDENT * min(block.quoted, 12))
        else:
            _add_table(document, block)
    for sentence in message.unread:
        document.add_paragraph(sentence)
    for line_about in attached:
        document.add_paragraph(line_about)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _bare(document: WordDocument) -> None:
    """Without what the library's own template brings: its author, a small picture, attached data."""
    properties = document.core_properties
    properties.author = properties.title = properties.comments = properties.keywords = properties.last_modified_by = ""
    for relationships in (document.part.rels, document.part.package.rels):
        for each in list(relationships.values()):
            if each.reltype.endswith(("/customXml", "/thumbnail")):
                relationships.pop(each.rId)


def _add_table(document: WordDocument, table: TableBlock) -> None:
    made = document.add_table(len(table.rows), len(table.rows[0]))
    made.style = "Table Grid"
    for row, cells in zip(made.rows, table.rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph()
