"""A mention found again in a later run, though the draft has changed elsewhere: by its passage, the passages before and
after it, and where in the passage it begins."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from redactor.documents.model import Passage, Story

_AROUND = 90  # characters kept on either side, for a person to decide by


@dataclass(frozen=True)
class Anchors:
    """The anchors of a case's passages."""

    passages: Sequence[Passage]

    @cached_property
    def _digests(self) -> Mapping[int, str]:
        around = [None, *self.passages, None]
        return {
            p.number: hashlib.sha256("\0".join((_text(before, p), p.text, _text(after, p))).encode()).hexdigest()[:16]
            for before, p, after in zip(around, self.passages, around[2:], strict=False)
        }

    def of(self, passage: int, start: int) -> str:
        """The anchor of the mention that begins at this character of the passage."""
        return f"{self._digests[passage]}:{start}"

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        places: dict[str, list[int]] = {}
        for number, digest in self._digests.items():
            places.setdefault(digest, []).append(number)
        return places

    def find(self, anchor: str) -> tuple[tuple[int, int], ...]:
        """Passage and first character; none when the place has changed or gone.

        Several where a passage stands with the same neighbours in the case more than once, as the rows of a chronology
        do that is in the report and in a file of its own: they cannot be told apart, and are decided alike.
        """
        found = []
        for one in anchor.split():  # several, with a space between them: mentions that were decided together
            digest, _, start = one.partition(":")
            if start.isdigit():
                found += [(number, int(start)) for number in self._places.get(digest, ())]
        return tuple(found)


def _text(neighbour: Passage | None, passage: Passage) -> str:
    """A neighbour's text; none across drafts, whose order may change, and not the draft's file name."""
    same = neighbour is not None and neighbour.draft == passage.draft
    return neighbour.text if neighbour is not None and same and neighbour.place.story is not Story.FILE_NAME else ""


def around(text: str, start: int, end: int) -> str:
    """The words that characters `start` to `end` stand in, cut at spaces."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    while first and not text[first - 1].isspace() and start - first < _AROUND + 20:
        first -= 1
    while last < len(text) and not text[last].isspace() and last - end < _AROUND + 20:
        last += 1
    return ("… " if first else "") + " ".join(text[first:last].split()) + (" …" if last < len(text) else "")
