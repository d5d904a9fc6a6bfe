"""Many words as one pattern find what they find one after another."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.language.alternatives import alternatives

WORDS = st.lists(st.text("abAB-'", min_size=1, max_size=4).map(re.escape), max_size=12)


@given(WORDS, st.text("abAB-' ", max_size=12), st.booleans())
def test_the_same_is_found(words: list[str], text: str, small: bool) -> None:
    flags = re.IGNORECASE if small else 0
    plain = re.compile(rf"(?:{'|'.join(words) or '(?!)'})", flags)
    grouped = re.compile(rf"(?:{alternatives(words, ignoring_case=small) or '(?!)'})", flags)
    assert [m.span() for m in grouped.finditer(text)] == [m.span() for m in plain.finditer(text)]


@pytest.mark.parametrize(
    ("patterns", "said"),
    [
        (["mother", "mum", "aunt"], "m(?:other|um)|aunt"),
        (["mum", "mummy"], "mum|mummy"),  # as few as two stay as they are, and the first still counts first
        (["mummy", "mum", "ma"], "m(?:u(?:mmy|m)|a)"),
        (["mum", "m(?:a|o)m?", "mam"], "m(?:um|(?:a|o)m?|am)"),
        (["ab", "a?c", "ad", "ae", "bf"], "ab|a?c|a(?:d|e)|bf"),  # what may begin otherwise keeps its place
        (["a|b", "ac", "ad", "ae"], "a|b|a(?:c|d|e)"),
    ],
)
def test_what_it_looks_like(patterns: list[str], said: str) -> None:
    assert alternatives(patterns) == said
