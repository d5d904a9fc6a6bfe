"""Mails that are signed with one letter: "From: Anna Dow" and, at the end, "A x" or "Will chase. A".

In a thread the line "From" says who writes, and the letter is one of that name's. Letters elsewhere are decided by their place
(recognisers/single_letters.py); here A and I, too, which are words everywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from redactor.documents.model import Passage

_FROM = re.compile(r"[ \t>*]*(?:From|Sent by|Sender)[ \t]*:[ \t]*(?P<who>[^\n<]*)")
_WORD = re.compile(r"(?<![\w@.])[A-Z][a-z][\w’'-]*(?![\w@])")
_SIGNED = re.compile(r"(?:^|[.!?:,]\s+|\n\s*)(?P<letter>[A-Z])(?:\s?[xX]{1,4})?\.?\s*$")
_REACH = 15  # passages that one mail takes at most


@dataclass(frozen=True, slots=True)
class SignOff:
    """The letter that stands in `passage` at `start`, and the passage and character from which its writer's names are read."""

    passage: int
    start: int
    sender: int
    named_from: int


def mail_sign_offs(passages: Iterable[Passage]) -> Iterator[SignOff]:
    """Each letter that ends a mail and begins one of the words of its line "From", in the order of the passages."""
    line: Passage | None = None
    letters: frozenset[str] = frozenset()
    named_from = left = 0
    for passage in passages:
        sent = _FROM.match(passage.text)
        if passage.heading or (line is not None and passage.place.part != line.place.part):
            line = None
        if sent:
            line, left, named_from = passage, _REACH, sent.start("who")
            letters = frozenset(word[0][0] for word in _WORD.finditer(sent["who"]))
            continue
        left -= 1
        signed = _SIGNED.search(passage.text) if line is not None and left >= 0 else None
        if line is not None and signed and signed["letter"] in letters:
            yield SignOff(passage.number, signed.start("letter"), line.number, named_from)
