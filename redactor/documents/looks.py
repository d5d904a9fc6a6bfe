"""How a draft's passages look where it was written: for showing, in the formats that tell."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from redactor.documents.model import Story

if TYPE_CHECKING:
    from redactor.documents.formats import Draft
    from redactor.documents.word.document import Document


@dataclass(frozen=True, slots=True)
class LookSpan:
    """Characters `start` to `end` (exclusive) of a passage's text."""

    start: int
    end: int
    style: str  # some of "b", "i", "u"; "n" for new and "d" for deleted in a tracked change


@dataclass(frozen=True, slots=True)
class PassageLook:
    """A passage's number or bullet, "" for none, and what in it is bold, italic, underlined or changed.

    `columns`: widths of the columns of the table that it begins, in whatever unit. `beside`: number of the passage that it stands
    beside, -1 for none: a comment, words read in a picture. `pictures`: numbers of the pictures that stand behind it.
    """

    label: str = ""
    spans: tuple[LookSpan, ...] = ()
    columns: tuple[int, ...] = ()
    beside: int = -1
    pictures: tuple[int, ...] = ()


PLAIN = PassageLook()


def looks_of(draft: Draft) -> Mapping[int, PassageLook]:
    """Number of a passage in the draft → how it looks. A draft whose looks cannot be told looks plain."""
    inner = _word_of(draft)
    if inner is None:
        return {}
    with suppress(Exception):  # of looks only: the draft itself was read
        looks = inner.looks()
        at = {f"picture {n}": number for number, look in looks.items() for n in look.pictures}
        for passage in draft.passages:
            if passage.place.story is Story.PICTURE and passage.place.part in at:
                looks[passage.number] = replace(looks.get(passage.number, PLAIN), beside=at[passage.place.part])
        return looks
    return {}


def picture_of(draft: Draft, number: int) -> bytes | None:
    """The picture of this number of a Word draft, as it lies in the file; None where there is none."""
    inner = _word_of(draft)
    return inner.picture(number) if inner is not None else None


def _word_of(draft: Draft) -> Document | None:
    from redactor.documents.pictured import PicturedDraft
    from redactor.documents.turned import TurnedDraft
    from redactor.documents.word.document import Document

    inner = draft
    while isinstance(inner, TurnedDraft | PicturedDraft):
        inner = inner.read_as if isinstance(inner, TurnedDraft) else inner.inner
    return inner if isinstance(inner, Document) else None
