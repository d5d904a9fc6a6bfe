"""A new Word file with an author's styles and no others.

python-docx's own brings a hundred styles of tables, twice: nine tenths of what a run on a draft of a few lines would read,
clean, write and check. What a file can hold beside its text is tried in tests/documents, and on the example
(tests/test_example.py), which has them all.
"""

from __future__ import annotations

import functools
import io

import docx
from docx.document import Document
from docx.oxml.ns import qn

_OF_TABLES = ("Normal Table", "Table Grid")


def blank_word() -> Document:
    """An empty file in which text, headings, lists and tables can be put."""
    return docx.Document(io.BytesIO(_template()))


@functools.cache
def _template() -> bytes:
    document = docx.Document()
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        name = style.find(qn("w:name")).get(qn("w:val"))
        if style.get(qn("w:type")) == "table" and name not in _OF_TABLES:
            styles.remove(style)
    latent = styles.find(qn("w:latentStyles"))
    for exception in list(latent):
        latent.remove(exception)
    part = document.part
    for key, relationship in list(part.rels.items()):
        if relationship.reltype.endswith("/stylesWithEffects"):  # of Word 2010 alone
            part.rels.pop(key)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()
