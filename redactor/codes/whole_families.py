"""Families that the board gives a code as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

from redactor.codes.model import Entry, Kind
from redactor.language.lexicon import fold

_NOT_A_NAME = frozenset("the family families household and or".split())


def is_family_name(text: str, entries: Iterable[Entry]) -> bool:
    """Whether a text is nothing but people of the list by their surname: "The Hills", "the Hill and Ives families"."""
    words = [fold(w.removesuffix("'s").removesuffix("’s")) for w in re.split(r"[\s/,;&]+", text) if w]
    said = [w for w in words if w not in _NOT_A_NAME]
    known = {fold(w) for e in entries if e.kind.is_person for n in (e.name, *e.aliases) for w in n.split()[-1:]}
    known |= {w for e in entries for w in surnames_of(e)}
    return bool(said) and all({w, w.removesuffix("s"), w.removesuffix("es")} & known for w in said)


def surnames_of(entry: Entry) -> frozenset[str]:
    """The folded surnames of a family as a whole: of "Hill family" Hill; none for any other row."""
    if entry.kind is not Kind.WHOLE_FAMILY:
        return frozenset()
    words = (w for name in (entry.name, *entry.aliases) for w in re.split(r"[\s/,;&]+", name))
    return frozenset(fold(w) for w in words if w and fold(w) not in _NOT_A_NAME)
