"""A Word file made from nothing, for text that came in another form."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.shared import Pt

from redactor.base.word_template import new_file

_FONT, _SIZE = "Arial", 12


def new_word() -> WordDocument:
    """An empty file in the board's font, without what the library's own template brings: its author, a small picture, attached
    data."""
    document = new_file()
    properties = document.core_properties
    properties.author = properties.title = properties.comments = properties.keywords = properties.last_modified_by = ""
    for relationships in (document.part.rels, document.part.package.rels):
        for each in list(relationships.values()):
            if each.reltype.endswith(("/customXml", "/thumbnail")):
                relationships.pop(each.rId)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(_SIZE)
    return document
