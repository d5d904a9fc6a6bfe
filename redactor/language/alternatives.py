"""One pattern for many words that is searched for fast.

Python's `re` tries the alternatives of "mother|matron|aunt|…" one after another, and where capitals do not matter it looks
into each of them. Sorted by what they begin with, "m(?:other|atron)|a(?:unt)|…", it leaves out nearly all of them at once, and
finds the same: of two alternatives that begin with different letters only one can match, and those that begin alike keep
their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

_FEW = 2  # that many alternatives are tried as they stand


def alternatives(patterns: Iterable[str], *, ignoring_case: bool = False) -> str:
    """The same as "|".join(patterns), of which the first that matches counts; what may begin with anything stays as it is.

    `ignoring_case`: the pattern will be compiled with IGNORECASE, so that "A" and "a" begin alike.
    """
    return _sorted(list(patterns), ignoring_case, 4)


def _sorted(patterns: Sequence[str], ignoring_case: bool, letters: int) -> str:
    if len(patterns) <= _FEW or not letters:
        return "|".join(patterns)
    runs = [(plain, list(run)) for plain, run in groupby(patterns, _begins_plainly)]
    return "|".join(_grouped(run, ignoring_case, letters) if plain else "|".join(run) for plain, run in runs)


def _grouped(patterns: Sequence[str], ignoring_case: bool, letters: int) -> str:
    groups: dict[str, list[str]] = {}
    for pattern in patterns:
        first = pattern[0].lower() if ignoring_case else pattern[0]
        groups.setdefault(first, []).append(pattern[1:])
    if len(groups) == len(patterns):
        return "|".join(patterns)
    parts = []
    for first, rests in groups.items():
        inner = _sorted(rests, ignoring_case, letters - 1)
        parts.append(f"{first}{inner}" if len(rests) == 1 else f"{first}(?:{inner})")
    return "|".join(parts)


def _begins_plainly(pattern: str) -> bool:
    """It begins with a letter or a digit (of ASCII: one small letter for each capital) that has to stand there once, and is one
    alternative, not several."""
    if not pattern or not (pattern[0].isascii() and pattern[0].isalnum()) or pattern[1:2] in ("?", "*", "+", "{"):
        return False
    depth = 0
    escaped = in_class = False
    for c in pattern:
        if escaped:
            escaped = False
        elif c == "\\":
            escaped = True
        elif in_class:
            in_class = c != "]"
        elif c == "[":
            in_class = True
        elif c in "()":
            depth += 1 if c == "(" else -1
        elif c == "|" and not depth:
            return False
    return True
