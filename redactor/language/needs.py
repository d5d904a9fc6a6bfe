"""What a text must hold for a pattern to match anywhere in it, so that a pattern of a long table need not be tried on each text.

Read from the pattern itself, and never more than is true: what is not understood asks for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_FEW = 4  # characters of a class that are told as "one of these"
_WAYS = 64  # spellings that are told of one stretch
_SHORT = 2  # characters of a stretch that is worth asking for
_MANY = 32  # spellings that take longer to look for than most patterns


@dataclass(frozen=True, slots=True)
class Demands:
    """At least so many `digits`, of each set of characters one, and, where any are told, one of the `words`."""

    digits: int = 0
    one_of: frozenset[frozenset[str]] = frozenset()
    words: tuple[str, ...] = ()

    def met_by(self, text: str, digits: int | None = None) -> bool:
        """Whether the pattern may match in this text, which has so many digits; None where nobody has counted."""
        if digits is not None and digits < self.digits:
            return False
        for some in self.one_of:
            for sign in some:
                if sign in text:
                    break
            else:
                return False
        for word in self.words:  # asked of every text for every pattern, where `any` takes twice as long
            if word in text:
                return True
        return not self.words


def needs(pattern: re.Pattern[str]) -> Demands:
    """What every text must hold in which `pattern` matches."""
    try:
        from re import _constants, _parser  # type: ignore[attr-defined]  # there is no public way to ask

        parsed = _parser.parse(pattern.pattern, pattern.flags)
        read = _Reader(_constants)
        found = read.of(parsed)
        words = _Words(_constants).of(parsed, ignoring_case=bool(pattern.flags & re.IGNORECASE))
        return Demands(found.digits, found.one_of, tuple(sorted(words)) if len(words) <= _MANY else ())
    except (ImportError, AttributeError, TypeError, ValueError):  # another Python: every pattern is tried
        return Demands()


_known: dict[
    int, tuple[re.Pattern[str], Demands]
] = {}  # patterns that live as long as the program: to hash one takes longer


def matches(pattern: re.Pattern[str], text: str) -> Iterable[re.Match[str]]:
    """As `pattern.finditer(text)`, for a pattern that is made once: it is not even tried on a text that lacks its words."""
    known = _known.get(id(pattern))
    if known is None or known[0] is not pattern:
        known = _known[id(pattern)] = pattern, needs(pattern)
    return pattern.finditer(text) if known[1].met_by(text) else ()


class _Words:
    """Of a pattern the stretch that says most: its spellings, one of which stands in whatever the pattern matches."""

    def __init__(self, names: Any) -> None:
        self._names = names

    def of(self, parts: Iterable[tuple[Any, Any]], *, ignoring_case: bool) -> frozenset[str]:
        """None at all where there is no such stretch. Of parts that follow each other: the best."""
        best, here = frozenset[str](), frozenset([""])
        for what, how in parts:
            exact = self._exact(what, how, ignoring_case=ignoring_case)
            if exact is not None and len(exact) * len(here) <= _WAYS:
                here = frozenset(a + b for a in here for b in exact)
                continue
            best = _better(_better(best, here), self._within(what, how, ignoring_case=ignoring_case))
            here = frozenset([""]) if exact is None else exact
        best = _better(best, here)
        return best if _least(best) else frozenset()

    def _exact(self, what: Any, how: Any, *, ignoring_case: bool) -> frozenset[str] | None:
        """All that a part matches, None where that is too much to say."""
        names = self._names
        if what in (names.AT, names.ASSERT, names.ASSERT_NOT):
            return frozenset([""])
        if what is names.LITERAL:
            return None if ignoring_case and chr(how).isalpha() else frozenset([chr(how)])
        if what is names.IN and len(how) <= _FEW and all(each is names.LITERAL for each, _ in how):
            letters = frozenset(chr(letter) for _, letter in how)
            return None if ignoring_case and any(map(str.isalpha, letters)) else letters
        if what is names.SUBPATTERN and not how[2]:
            return self._all(how[3], ignoring_case=ignoring_case or bool(how[1] & re.IGNORECASE))
        if what is names.BRANCH:
            ways = [self._all(way, ignoring_case=ignoring_case) for way in how[1]]
            told = [way for way in ways if way is not None]
            return frozenset.union(*told) if len(told) == len(ways) else None
        return None

    def _all(self, parts: Iterable[tuple[Any, Any]], *, ignoring_case: bool) -> frozenset[str] | None:
        here = frozenset([""])
        for what, how in parts:
            exact = self._exact(what, how, ignoring_case=ignoring_case)
            if exact is None or len(exact) * len(here) > _WAYS:
                return None
            here = frozenset(a + b for a in here for b in exact)
        return here

    def _within(self, what: Any, how: Any, *, ignoring_case: bool) -> frozenset[str]:
        """What a part that matches more than can be said has in any case."""
        names = self._names
        if what is names.SUBPATTERN and not how[2]:
            return self.of(how[3], ignoring_case=ignoring_case or bool(how[1] & re.IGNORECASE))
        if what is names.BRANCH:
            ways = [self.of(way, ignoring_case=ignoring_case) for way in how[1]]
            return frozenset.union(*ways) if all(ways) else frozenset()
        if what in (names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT) and how[0]:
            return self.of(how[2], ignoring_case=ignoring_case)
        return frozenset()


def _better(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Of two sets of spellings the one whose shortest is longer; too short a one says nothing."""
    return max(one, other, key=lambda words: (_least(words), -len(words)))


def _least(words: frozenset[str]) -> int:
    least = min(map(len, words), default=0)
    return least if least >= _SHORT else 0


class _Reader:
    def __init__(self, names: Any) -> None:
        self._digit, self._names = names.CATEGORY_DIGIT, names

    def of(self, parts: Iterable[tuple[Any, Any]]) -> Demands:
        """Of parts that follow each other: all together."""
        digits, one_of = 0, frozenset[frozenset[str]]()
        for what, how in parts:
            found = self._part(what, how)
            digits += found.digits
            one_of |= found.one_of
        return Demands(digits, one_of)

    def _part(self, what: Any, how: Any) -> Demands:
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
            return Demands(min(way.digits for way in ways), frozenset.intersection(*(way.one_of for way in ways)))
        if what in (names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT):
            least, _, body = how
            once = self.of(body) if least else Demands()
            return Demands(once.digits * least, once.one_of)
        return Demands()  # what takes no room, what may be anything, and what this does not know

    def _some(self, choices: Iterable[tuple[Any, Any]]) -> Demands:
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
        return Demands(int(digit), frozenset([frozenset(letters)]) if few and letters else frozenset())
