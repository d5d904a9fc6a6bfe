"""Passages far longer than any paragraph, looked at in stretches, so that the work grows with the text and not with its square.

Nobody writes a paragraph of three pages; a file that was made to keep a program busy holds one of three hundred. Nothing of it
is skipped: the stretches overlap, each is looked at as a passage, and what was found in them is one passage's again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from redactor.detection.mentions import Kept, Mention
from redactor.documents.model import Passage

LONG = 6_000  # characters from which a passage is looked at in stretches
_STRETCH = 2_000
_MARGIN = 300  # characters that a stretch sees of its neighbours: longer than any name or address with its context
_WINDOW = 500  # in which a good place to cut is looked for
_SENTENCE_END = re.compile(r"[.!?]\s+(?=\S)|\n+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start` to `end` (exclusive) of a passage; `seen`: a passage from `begin` on, with what stands around them."""

    passage: Passage
    start: int
    end: int
    begin: int
    seen: Passage


def stretches(passage: Passage) -> Iterator[Stretch]:
    """A passage in stretches that cover it without a gap; an ordinary one as the single stretch that it is."""
    text = passage.text
    if len(text) <= LONG:
        yield Stretch(passage, 0, len(text), 0, passage)
        return
    start = 0
    while start < len(text):
        end = len(text) if len(text) - start <= _STRETCH + _WINDOW else _cut(text, start + _STRETCH)
        begin, until = _word_start(text, start), min(len(text), end + _MARGIN)
        yield Stretch(passage, start, end, begin, replace(passage, text=text[begin:until]))
        start = end


def joined(parts: Sequence[tuple[Stretch, Sequence[Mention], Sequence[Kept]]]) -> tuple[list[Mention], list[Kept]]:
    """The mentions of one passage out of those of its stretches, in order, none twice; and what was kept.

    A mention belongs to the stretch that it begins in; what only the next stretch sees of it is added to it.
    """
    mentions: list[Mention] = []
    kept: list[Kept] = []
    done = 0
    for stretch, found, left in parts:
        text = stretch.passage.text
        for mention in found:
            start, end = max(mention.start + stretch.begin, done), mention.end + stretch.begin
            if start >= stretch.end or end <= max(stretch.start, start):
                continue
            mentions.append(replace(mention, start=start, end=end, text=text[start:end]))
            done = end
        for one in left:
            start, end = one.start + stretch.begin, one.end + stretch.begin
            if stretch.start <= start < stretch.end:
                kept.append(replace(one, start=start, end=end))
    # sorted by start: both were taken in the order of the text
    return mentions, _not_in(kept, mentions)


def _not_in(kept: Sequence[Kept], mentions: Sequence[Mention]) -> list[Kept]:
    left, at = [], 0
    for one in sorted(kept, key=lambda k: k.start):
        while at < len(mentions) and mentions[at].end <= one.start:
            at += 1
        if at == len(mentions) or mentions[at].start >= one.end:
            left.append(one)
    return left


def _cut(text: str, about: int) -> int:
    """Where a stretch may end, near `about`: between sentences, else between words, else there."""
    window = text[about - _WINDOW : about]
    ends = [match.end() for match in _SENTENCE_END.finditer(window)]
    if ends:
        return about - _WINDOW + ends[-1]
    space = max(window.rfind(" "), window.rfind("\t"))
    return about - _WINDOW + space + 1 if space >= 0 else about


def _word_start(text: str, start: int) -> int:
    """Where the context before a stretch begins: at a word."""
    if not start:
        return 0
    begin = max(0, start - _MARGIN)
    space = text.find(" ", begin, start)
    return space + 1 if space >= 0 else begin
