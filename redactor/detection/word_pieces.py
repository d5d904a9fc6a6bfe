"""A text as our model of names reads it: word pieces, and beside each the shape of its word. Training and reading share this.

The encoder knows no capitals ("Will" and "will" are one word to it), so the shape of every word goes in beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SMALL, TITLE, CAPITALS, MIXED, LETTER, DIGITS = range(6)
START, END = 101, 102  # [CLS] and [SEP] of the vocabulary
# what the vocabulary lacks, one character for one so that offsets stay
_FOLD = str.maketrans("łŁøØđĐıəƏ’‘ʼ“”–—\u00a0\u2011\u200b", "lLoOdDieE'''\"\"-- - ")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of one text with their shapes and places: (start, end exclusive) characters of the text."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


@lru_cache(maxsize=2)
def tokeniser(path: str) -> Tokenizer:
    """The tokeniser of a file `tokenizer.json`, without padding or truncation."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(path)
    found.no_padding()
    found.no_truncation()
    return found


def pieces(texts: Sequence[str], tokens: Tokenizer) -> list[Pieces]:
    """Each text in pieces, without the marks of start and end."""
    encoded = tokens.encode_batch([t.translate(_FOLD) for t in texts], add_special_tokens=False)
    found = []
    for text, encoding in zip(texts, encoded, strict=True):
        at = [SMALL] * (len(text) + 1)
        for word in _WORD.finditer(text):
            at[word.start() : word.end()] = [shape(word[0])] * (word.end() - word.start())
        offsets = tuple(encoding.offsets)
        found.append(Pieces(tuple(encoding.ids), tuple(at[s] for s, _ in offsets), offsets))
    return found


def shape(word: str) -> int:
    """How a word is written: in small letters, with a capital, in capitals, mixed, one letter, or with digits."""
    if any(c.isdigit() for c in word):
        return DIGITS
    if word.islower():
        return SMALL
    if len(word) == 1:
        return LETTER
    if word.isupper():
        return CAPITALS
    return TITLE if word[0].isupper() and word[1:].islower() else MIXED
