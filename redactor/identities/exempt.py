"""Where the board's form asks for a real name: the author's and the quality assurer's, on the front sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from redactor.detection.engine import Detected
from redactor.detection.mentions import MentionKind
from redactor.documents.model import Story

_FIELD = re.compile(
    r"(?:name of )?(?:imr |report |review |the )?(?:authors?|writers?)(?:\(s\))?(?: of (?:the |this )?(?:imr|report|review))?|"
    r"(?:report |imr |review )?(?:prepared|completed|written|compiled) by|"
    r"(?:imr |report )?quality[ -]?assur\w*(?: and (?:approved|agreed|signed off))?(?: by)?|qa(?:'d)?(?: and approved)?(?: by)?|"
    r"(?:imr |report )?(?:approved|authorised|countersigned|signed off)(?: and \w+)?(?: by)?|counter-?signatory",
    re.IGNORECASE,
)
# what else stands on a front sheet (seed 003): without such a neighbour a table is none
_NEIGHBOUR = re.compile(
    r"^\W*(?:child|adult|subject)\b|\b(?:agency|organisation|name of (?:service|child|adult)|review|in respect "
    r"of|date of (?:birth|death|serious incident|report|"
    r"(?:first |final )?submission|revision)|born|died|person this is about|submitted)\b",
    re.IGNORECASE,
)
_STAFF_TABLE = re.compile(r"\b(?:who|names?|role|designation|involvement|event|post|rank)\b", re.IGNORECASE)
_FRONT_TABLES = 2  # the front sheet is one of the first tables of the form


def exempt_mentions(detected: Sequence[Detected]) -> frozenset[tuple[int, int]]:
    """(passage, start) of the people named in the front sheet's author and approval fields (seed 003, front sheet)."""
    tables: dict[tuple[str, int], list[Detected]] = {}
    for d in detected:
        if (cell := d.passage.cell) and d.passage.place.story is Story.BODY and cell.table <= _FRONT_TABLES:
            tables.setdefault((d.passage.place.part, cell.table), []).append(d)
    found: set[tuple[int, int]] = set()
    for cells in tables.values():
        labels = {d.passage.text for d in cells if d.passage.cell and d.passage.cell.column == 1}
        if not any(_NEIGHBOUR.search(label) for label in labels if len(label) < 80):
            continue
        for d in cells:
            cell = d.passage.cell
            if cell and cell.column == 2 and _asks_for_a_name(cell.row_header) and not _STAFF_TABLE.search(cell.header):
                found.update((m.passage, m.start) for m in d.mentions if m.kind is MentionKind.PERSON)
    return frozenset(found)


def _asks_for_a_name(label: str) -> bool:
    return bool(_FIELD.fullmatch(label.strip(" :*")))
