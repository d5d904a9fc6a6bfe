"""A draft of one format that is read as another: an .odt, a message. What it became is read and written; its name, its
digest and what was lost on the way are its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from redactor.documents.model import Passage, Remark, Replacement, Rewritten

if TYPE_CHECKING:
    from redactor.documents.formats import ClosedPart, Draft, KeptDraft


@dataclass(frozen=True, slots=True)
class Turned:
    """What a file became."""

    data: bytes  # of a .docx or an .xlsx
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class TurnedDraft:
    """A draft (`formats.Draft`) that is read as what it became."""

    name: str
    digest: str  # of the file that was given
    read_as: Draft
    remarks: tuple[Remark, ...]
    kind: str = ""  # what it was given as: "odt"

    @property
    def passages(self) -> tuple[Passage, ...]:
        """In reading order, numbered from 0."""
        return self.read_as.passages

    @property
    def words(self) -> int:
        """In the text that stays."""
        return self.read_as.words

    @property
    def pages(self) -> int:
        """An estimate, at least 1."""
        return self.read_as.pages

    @property
    def suffix(self) -> str:
        """What the name of the written file ends in: that of what it became."""
        return self.read_as.suffix

    def rewritten(self, replacements: Sequence[Replacement]) -> Rewritten:
        """As what it became is rewritten, with what there is to say about the way there."""
        made = self.read_as.rewritten(replacements)
        return replace(made, remarks=(*self.remarks, *made.remarks))


@dataclass(frozen=True, slots=True)
class TurnedKept:
    """A draft to be rewritten in place (`formats.KeptDraft`): what it became is."""

    name: str
    digest: str
    kept: KeptDraft

    @property
    def passages(self) -> tuple[Passage, ...]:
        """In reading order, numbered from 0."""
        return self.kept.passages

    @property
    def fixed(self) -> tuple[Passage, ...]:
        """What is read and never rewritten."""
        return self.kept.fixed

    @property
    def pictures(self) -> int:
        """How many pictures it has."""
        return self.kept.pictures

    @property
    def closed(self) -> Sequence[ClosedPart]:
        """Files inside the file."""
        return self.kept.closed

    def rewritten(self, replacements: Sequence[Replacement]) -> bytes:
        """What it became, with these texts replaced."""
        return self.kept.rewritten(replacements)

    def restricted(self, replacements: Sequence[Replacement], line: str, mark: str) -> bytes:
        """The same with `line` at the head of every page and `mark` across it."""
        return self.kept.restricted(replacements, line, mark)

    def again(self, data: bytes) -> KeptDraft:
        """What is read of the written bytes, which are no longer in the format of the draft."""
        return self.kept.again(data)


def turned_draft(name: str, data: bytes, kind: str, remarks: tuple[Remark, ...], read_as: Draft) -> TurnedDraft:
    """A draft of `data`, which is of this kind, read as `read_as`."""
    return TurnedDraft(name, hashlib.sha256(data).hexdigest(), read_as, remarks, kind)


def given_as(draft: Draft) -> str:
    """The kind of file that a draft was turned from; "" for one that is read as it is."""
    return draft.kind if isinstance(draft, TurnedDraft) else ""


def turned_kept(name: str, data: bytes, suffix: str, kept: KeptDraft) -> TurnedKept:
    """The same to be rewritten in place; its results end in `suffix`."""
    return TurnedKept(f"{Path(name).stem}{suffix}", hashlib.sha256(data).hexdigest(), kept)
