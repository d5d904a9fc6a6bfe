"""A message as a Word file: who wrote to whom and when, the text, and what came with it."""

from __future__ import annotations

import io

from docx.document import Document as WordDocument
from docx.shared import Cm, Pt

from redactor.documents.new_word import new_word

from .message import Message, Paragraph, TableBlock

_INDENT = 0.6  # centimetres for each quotation


def page_of(message: Message, attached: tuple[str, ...]) -> bytes:
    """The bytes of a .docx. `attached`: a line for each file that came with it."""
    document = new_word()
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


def _add_table(document: WordDocument, table: TableBlock) -> None:
    made = document.add_table(len(table.rows), len(table.rows[0]))
    made.style = "Table Grid"
    for row, cells in zip(made.rows, table.rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph()
