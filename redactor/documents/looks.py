"""How a draft's passages look where it was written: for showing, in the formats that tell."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redactor.documents.formats import Draft


@dataclass(frozen=True, slots=True)
class LookSpan:
    """Characters `start` to `end` (exclusive) of a passage's text."""

    start: int
    end: int
    style: str  # some of "b", "i", "u"


@dataclass(frozen=True, slots=True)
class PassageLook:
    """A passage's number or bullet, "" for none, and what in it is bold, italic or underlined."""

    label: str = ""
    spans: tuple[LookSpan, ...] = ()


PLAIN = PassageLook()


def looks_of(draft: Draft) -> Mapping[int, PassageLook]:
    """Number of a passage in the draft → how it looks. A draft whose looks cannot be told looks plain."""
    from redactor.documents.turned import TurnedDraft
    from redactor.documents.word.document import Document

    inner = draft.read_as if isinstance(draft, TurnedDraft) else draft
    if isinstance(inner, Document):
        with suppress(Exception):  # of looks only: the draft itself was read
            return inner.looks()
    return {}
