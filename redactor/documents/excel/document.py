"""A workbook as the rest of the program sees it: its passages, and the file again with some of their characters replaced."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from redactor.base.bounded import bounded
from redactor.base.collector import uncollected
from redactor.documents.model import DocumentError, Passage, Replacement, Rewritten, Story, Tidying
from redactor.documents.remarks import merged
from redactor.documents.replacing import checked
from redactor.documents.word.document import not_too_much

from .apply import apply
from .survey import survey

_WORDS_A_PAGE = 400
_TEXT_STORIES = frozenset((Story.BODY, Story.HEADER, Story.FOOTER, Story.COMMENT, Story.TEXT_BOX, Story.CHART))


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that was read. It keeps the bytes, not the tree: rewriting starts from them each time."""

    name: str  # of the file, without its folder
    digest: str  # SHA-256 of the file's bytes, in hexadecimal
    passages: tuple[Passage, ...]  # in reading order, numbered from 0
    words: int  # in the text that stays
    _data: bytes = field(repr=False)
    _tidying: Tidying
    _allow: frozenset[str]

    suffix = ".xlsx"  # of the file that is written

    @property
    def pages(self) -> int:
        """An estimate, at least 1."""
        return max(1, round(self.words / _WORDS_A_PAGE))

    def rewritten(self, replacements: Sequence[Replacement]) -> Rewritten:
        """The workbook with these texts replaced, tidied and without metadata; nothing else in it changes.

        Raises ValueError as a Word document does: where replacements overlap, are empty or reach beyond a passage.
        """
        by_passage = checked(replacements, self.passages)
        with uncollected():
            read = survey(self._data, self._tidying, self._allow)
            apply(read, by_passage)
            return Rewritten(read.package.save(), merged(read.remarks))


def workbook(name: str, data: bytes, tidying: Tidying, allow: frozenset[str] = frozenset()) -> Workbook:
    """Read a workbook's bytes. Raises DocumentError, a sentence for the reader."""
    passages = bounded(passages_of, data, tidying, allow, refuse=DocumentError)
    words = sum(len(p.text.split()) for p in passages if not p.leaves and p.place.story in _TEXT_STORIES)
    return Workbook(name, hashlib.sha256(data).hexdigest(), passages, words, data, tidying, allow)


def passages_of(data: bytes, tidying: Tidying, allow: frozenset[str]) -> tuple[Passage, ...]:
    """The passages of a workbook, in reading order. Raises DocumentError."""
    found = survey(data, tidying, allow)
    return not_too_much(tuple(surface.passage(number) for number, surface in enumerate(found.surfaces)), len(data))
