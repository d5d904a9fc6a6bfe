"""Families that the board gives a code as a whole."""

from __future__ import annotations

import re

from redactor.codes.model import Entry, Kind
from redactor.language.lexicon import fold

_NOT_A_NAME = frozenset("the family families household and or".split())


def surnames_of(entry: Entry) -> frozenset[str]:
    """The folded surnames of a family as a whole: of "Hill family" Hill; none for any other row."""
    if entry.kind is not Kind.WHOLE_FAMILY:
        return frozenset()
    words = (w for name in (entry.name, *entry.aliases) for w in re.split(r"[\s/,;&]+", name))
    return frozenset(fold(w) for w in words if w and fold(w) not in _NOT_A_NAME)
