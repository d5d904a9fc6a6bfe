"""Tables of a draft that say which letters stand for whom: "Name | Role | SIMS code"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redactor.documents.model import Passage

LETTERS = re.compile(r"[A-Z]{2,4}|[A-Z]{2}[a-z]{1,2}|[A-Z][a-z][A-Z]{1,2}")  # "RBg" of Rabia Baguley, who is not RB
LETTERS_COLUMN = re.compile(
    r"\b(?:initials?|letters?|inits?|key|codes?|abbreviations?|short|log-?ins?|user ?ids?|identifiers?)\b",
    re.IGNORECASE,
)
_NAME_COLUMN = re.compile(
    r"\b(?:names?|who|staff|worker|member|teacher|colleague|practitioner|professional)\b", re.IGNORECASE
)
_NAME = re.compile(r"(?:[^\W\d_a-z][\w'’.-]*\s+)+[^\W\d_a-z][\w'’-]+")


def rows_with_letters(passages: Iterable[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """The cell with somebody's letters and the cell with the name, of every row of a table that gives both."""
    rows: dict[tuple[str, int, int], list[Passage]] = {}
    for passage in passages:
        if passage.cell and passage.cell.header:
            rows.setdefault((passage.place.part, passage.cell.table, passage.cell.row), []).append(passage)
    for cells in rows.values():
        letters = [p for p in cells if LETTERS_COLUMN.search(_header(p)) and LETTERS.fullmatch(p.text.strip())]
        names = [p for p in cells if _NAME_COLUMN.search(_header(p)) and _NAME.search(p.text) and p not in letters]
        if len(letters) == 1 and names:
            yield letters[0], names[0]


def _header(passage: Passage) -> str:
    return passage.cell.header if passage.cell else ""
