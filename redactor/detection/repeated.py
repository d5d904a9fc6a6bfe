"""Cells that say the same under the same heading: in a long chronology they are looked at a few times, not thousands of times.

"Case notes", "No further action", the name in a column of names, the date and the time of an entry stand in every row. What is
found in a text follows from the text, its heading and where it stands; so what was found in its first copies holds for the
others. Short drafts are looked at whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from redactor.documents.model import Passage, Story

if TYPE_CHECKING:
    from redactor.detection.mentions import Mention

_MANY = 3_000  # passages; below that nothing is gained
_LOOKED_AT = 3  # copies that are looked at, so that what is met again and again is known to be
_LETTERS = 4  # characters; letters for people are told by their row, and are always looked at
_EVENT = re.compile(r"\s*(?:date|when|date and time|date/time|time)\b(?!.*birth)", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?::\d{2})?")
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})(?: \d{1,2}:\d{2})?")

Key = tuple[object, ...]


def looked_at(passages: Sequence[Passage]) -> list[int | None]:
    """For each passage the index of the one whose finds it shares: its own where it is looked at, None where nothing can
    stand in it (the date of an entry)."""
    if len(passages) < _MANY:
        return list(range(len(passages)))
    seen: dict[Key, tuple[int, int]] = {}  # key → index of the first, how many were looked at
    found: list[int | None] = []
    for index, passage in enumerate(passages):
        if _says_nothing(passage):
            found.append(None)
            continue
        key = _key(passage)
        first, count = seen.get(key, (index, 0)) if key else (index, 0)
        if count >= _LOOKED_AT:
            found.append(first)
            continue
        if key:
            seen[key] = (first, count + 1)
        found.append(index)
    return found


def _key(passage: Passage) -> Key | None:
    cell = passage.cell
    if cell is None or len(passage.text) <= _LETTERS or passage.place.story is not Story.BODY or passage.original:
        return None
    # the first cell of a row explains the others where it is a label, "DOB", not where it is a date
    label = cell.row_header if len(cell.row_header) < 60 and any(c.isalpha() for c in cell.row_header) else ""
    return passage.text, cell.header, label, cell.row == 1, min(cell.column, 3), passage.heading, passage.leaves


def _says_nothing(passage: Passage) -> bool:
    cell = passage.cell
    if cell is None or cell.row == 1 or passage.place.story is not Story.BODY or not _EVENT.match(cell.header):
        return False
    return _DAY.fullmatch(passage.text.strip()) is not None or _CLOCK.fullmatch(passage.text.strip()) is not None


def as_found(mentions: Sequence[Mention], passage: Passage) -> tuple[Mention, ...]:
    """The same mentions in another passage that says the same."""
    return tuple(replace(mention, passage=passage.number) for mention in mentions)
