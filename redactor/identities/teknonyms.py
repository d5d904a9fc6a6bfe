"""A parent who is called after a child: "Umm Ibrahim", "Abu Ibrahim" in Arabic, "Mama Tobi", "Mummy Tobi" in Yoruba and Swahili.

Read only where the list has one child of that name and one mother or father, and nobody who is called Abu or Umm by name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from redactor.identities.context import kin
from redactor.identities.people import Person
from redactor.language.lexicon import fold
from redactor.language.names import is_short_form, near

RULE = "called after a child"
_MOTHER = ("umm", "um", "oum", "mama", "mummy", "iya")
_FATHER = ("abu", "abou", "aboo", "baba", "daddy")
_CALLED = re.compile(
    rf"(?:^|[\W_])(?P<what>{'|'.join((*_MOTHER, *_FATHER))})[ -](?P<child>[^\W\d_][\w'’-]+)$", re.IGNORECASE
)


def parent_called_so(before: str, text: str, people: Sequence[Person]) -> Person | None:
    """The listed parent whom `text`, behind `before`, calls after the child; None for anything else."""
    match = _CALLED.search(before + text)
    if match is None or not match["what"][0].isupper():
        return None
    word, what = fold(match["child"]), fold(match["what"])
    listed = [p for p in people if p.issued and p.kind != "professional"]
    if any(what in p.firsts | p.aliases for p in listed):
        return None
    children = [
        p
        for p in listed
        if word in p.firsts | p.aliases or any(near(word, f) or is_short_form(word, f) for f in p.firsts)
    ]
    parents = kin("mother " if what in _MOTHER else "father ", listed)
    parents = [p for p in parents if p not in children]
    return parents[0] if len(children) == len(parents) == 1 else None
