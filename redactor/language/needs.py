"""What a text must hold for a pattern to match anywhere in it, so that a pattern of a long table need not be tried on each text.

Read from the pattern itself, and never more than is true: what is not understood asks for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_FEW = 4  # characters of a class that are told as "one of these"


@dataclass(frozen=True, slots=True)
class Needs:
    """At least so many `digits`, and of each set of characters one."""

    digits: int = 0
    one_of: frozenset[frozenset[str]] = frozenset()

    def met_by(self, text: str, digits: int) -> bool:
        """Whether the pattern may match in this text, which has so many digits."""
        return digits >= self.digits and all(any(c in text for c in some) for some in self.one_of)


@lru_cache(maxsize=1024)
def needs(pattern: re.Pattern[str]) -> Needs:
    """What every text must hold in which `pattern` matches."""
    try:
        from re import _constants, _parser  # type: ignore[attr-defined]  # there is no public way to ask

        return _Reader(_constants).of(_parser.parse(pattern.pattern, pattern.flags))
    except (ImportError, AttributeError, TypeError, ValueError):  # another Python: every pattern is tried
        return Needs()


class _Reader:
    def __init__(self, names: Any) -> None:
        self._digit, self._names = names.CATEGORY_DIGIT, names

    def of(self, parts: Iterable[tuple[Any, Any]]) -> Needs:
        """Of parts that follow each other: all together."""
        digits, one_of = 0, frozenset[frozenset[str]]()
        for what, how in parts:
            found = self._part(what, how)
            digits += found.digits
            one_of |= found.one_of
        return Needs(digits, one_of)

    def _part(self, what: Any, how: Any) -> Needs:
        names = self._names
        if what is names.LITERAL:
            return self._some([(what, how)])
        if what is names.IN:
            return self._some(how)
        if what is names.SUBPATTERN:
            return self.of(how[3])
        if what is names.ATOMIC_GROUP:
            return self.of(how)
        if what is names.BRANCH:
            ways = [self.of(way) for way in how[1]]
            return Needs(min(way.digits for way in ways), frozenset.intersection(*(way.one_of for way in ways)))
        if what in (names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT):
            least, _, body = how
            once = self.of(body) if least else Needs()
            return Needs(once.digits * least, once.one_of)
        return Needs()  # what takes no room, what may be anything, and what this does not know

    def _some(self, choices: Iterable[tuple[Any, Any]]) -> Needs:
        """One character out of these: a digit, or one of a few that have no capitals."""
        names, letters, digit = self._names, set[str](), True
        for what, how in choices:
            if what is names.LITERAL:
                letters.add(chr(how))
                digit = digit and chr(how).isdigit()
            else:
                if what is names.RANGE:
                    digit = digit and chr(how[0]).isdecimal() and how[0] >= ord("0") and how[1] <= ord("9")
                else:
                    digit = digit and what is names.CATEGORY and how is self._digit
                letters.add("")  # more than is listed
        few = "" not in letters and len(letters) <= _FEW and not any(c.isalpha() or c.isdigit() for c in letters)
        return Needs(int(digit), frozenset([frozenset(letters)]) if few and letters else frozenset())
