"""Where a passage stands, in words."""

from __future__ import annotations

from redactor.documents.model import Passage


def place_of(passage: Passage) -> str:
    """Where a passage stands, for a reader."""
    where, story = passage.place.where, str(passage.place.story)
    # of a workbook the sheet says more than "body"
    return where if where.startswith((story, "sheet ")) else f"{story}, {where}"
