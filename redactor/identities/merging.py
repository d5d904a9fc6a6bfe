"""A full name with a known first name and another surname: the same person by marriage, birth or mistake, or somebody else.

Decided for the name as a whole, from all its mentions; what is decided so stays *supposed*, and a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from redactor.identities.people import Person
from redactor.language.lexicon import fold, lexicon
from redactor.language.names import Name

if TYPE_CHECKING:
    from redactor.identities.register import Named

_CHANGE = re.compile(
    r"\b(?:née|nee|formerly|now|previously|also known as|known as|aka|alias|married|re-?married|maiden|divorced|surname|"
    r"down as)\b",
    re.IGNORECASE,
)
# births of a first name since 1996 up to which it is so rare, and what that speaks for its one bearer
_RARITY = ((20, 2.0), (150, 1.0), (1500, 0.0), (10000, -2.0), (10**9, -4.0))
_OTHER_OFFICE, _OTHER_SEX, _TOLD, _OF_THE_FAMILY, _MARRIED, _LISTED_STAFF = -5.0, -8.0, 4.0, 3.0, 1.0, -1.0


def another_surname(people: Sequence[Person], name: Name, mentions: Sequence[Named]) -> Person | None:
    """The one known person of this first name whom the name may mean under another surname; None for somebody else."""
    first, surname = fold(name.given[0]), fold(name.surname)
    bearers = [p for p in people if first in p.firsts and p.code]
    if len(bearers) != 1:
        return None
    bearer = bearers[0]
    score = next(points for births, points in _RARITY if lexicon().births(name.given[0]) <= births)
    if name.gender and bearer.gender and name.gender != bearer.gender:
        score += _OTHER_SEX
    roles = {m.role.title for m in mentions if m.role}
    if roles and bearer.role and not any(_same(role, bearer.role) for role in roles):
        score += _OTHER_OFFICE
    if any(_CHANGE.search(m.before) or _CHANGE.search(m.after.split(".")[0]) for m in mentions):
        score += _TOLD
    family = [p for p in people if p.issued and p.kind == "person" and p is not bearer]
    if bearer.kind == "person" and any(surname in p.surnames for p in family):
        score += _OF_THE_FAMILY
    if bearer.kind == "person" and bearer.gender == "f" and not bearer.child and "mrs" in name.titles:
        score += _MARRIED
    if bearer.kind == "professional":
        score += _LISTED_STAFF
    return bearer if score > 0.5 else None


def _same(role: str, own: str) -> bool:
    return role.lower() in own.lower() or own.lower() in role.lower()
