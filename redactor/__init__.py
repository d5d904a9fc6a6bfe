"""Anonymises Individual Management Reviews: finds identities in Word drafts and puts the board's codes in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.offline import silence

if TYPE_CHECKING:
    from redactor.detection.mentions import Mention

__version__ = "0.1.0"

silence()  # before anything else is imported: what a library does at its import cannot be taken back


def find(text: str) -> list[Mention]:
    """Mentions in a plain text: `start` and `end` (characters, end exclusive), `kind`, `score`, `recogniser`."""
    from redactor.detection.engine import find as find_in_text

    return find_in_text(text)
