"""Replacements of characters in passages, whatever the format: whether they can be made, and a text with them made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from redactor.documents.model import Passage, Replacement


def checked(replacements: Iterable[Replacement], passages: Sequence[Passage]) -> dict[int, list[Replacement]]:
    """The replacements by passage, in order of their starts. Raises ValueError for those that overlap or reach beyond."""
    by_passage: dict[int, list[Replacement]] = {}
    for each in replacements:
        if not 0 <= each.passage < len(passages):
            raise ValueError(f"there is no passage {each.passage}")
        if not 0 <= each.start < each.end <= len(passages[each.passage].text):
            raise ValueError(f"characters {each.start} to {each.end} are not all in passage {each.passage}")
        by_passage.setdefault(each.passage, []).append(each)
    for number, group in by_passage.items():
        group.sort(key=lambda each: each.start)
        if any(first.end > second.start for first, second in pairwise(group)):
            raise ValueError(f"replacements overlap in passage {number}")
    return by_passage


def replaced(text: str, group: Sequence[Replacement]) -> str:
    """A text with its replacements, which are in order."""
    pieces, done = [], 0
    for each in group:
        pieces += [text[done : each.start], each.text]
        done = each.end
    return "".join([*pieces, text[done:]])
