"""Where the board's form asks for a real name: the author's and the quality assurer's, on the front sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from redactor.detection.engine import Detected
from redactor.detection.mentions import MentionKind
from redactor.documents.model import Story

_FIELD = re.compile(
    r"\b(?:authors?|prepared by|completed by|written by|compiled by|report writer|reviewer|quality[ -]assur\w*|qa\b|(?:quality )?(?:approved|agreed|authorised) by|"
    r"counter-?sign\w*|sign(?:ed|atory)(?: off)?(?: by)?|senior manager)",
    re.IGNORECASE,
)
_FRONT_TABLES = 2  # the front sheet is one of the first tables of the form


def exempt_mentions(detected: Sequence[Detected]) -> frozenset[tuple[int, int]]:
    """(passage, start) of the people named in the front sheet's author and approval fields (seed 003, front sheet)."""
    return frozenset(
        (m.passage, m.start)
        for d in detected
        if (cell := d.passage.cell)
        and d.passage.place.story is Story.BODY
        and cell.table <= _FRONT_TABLES
        and cell.column == 2
        and len(cell.row_header) < 80
        and _FIELD.search(cell.row_header)
        for m in d.mentions
        if m.kind is MentionKind.PERSON
    )
