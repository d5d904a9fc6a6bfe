"""A full name with a known first name and another surname: the same person by marriage, birth or mistake, or somebody else.

Decided for the name as a whole, from all its mentions; what is decided so stays *supposed*, and a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from redactor.identities.people import Person
from redactor.language.lexicon import fold, lexicon
from redactor.language.names import Name, is_short_form

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
_BORN_OR_MARRIED_SO = 2.0


def another_surname(people: Sequence[Person], name: Name, mentions: Sequence[Named]) -> Person | None:
    """The one known person of this first name whom the name may mean under another surname; None for somebody else."""
    first, surname = fold(name.given[0]), fold(name.surname)
    coded = [p for p in people if p.code]
    bearers = [p for p in coded if first in p.firsts] or [
        p for p in coded if any(is_short_form(first, one) for one in p.firsts)
    ]
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
    family = [p for p in people if p.issued and p.kind == "person" and p is not bearer and surname in p.surnames]
    if bearer.kind == "person" and family:
        score += _OF_THE_FAMILY
        score += _BORN_OR_MARRIED_SO if any(_by_birth_or_marriage(bearer, p) for p in family) else 0.0
    if bearer.kind == "person" and bearer.gender == "f" and not bearer.child and "mrs" in name.titles:
        score += _MARRIED
    if bearer.kind == "professional":
        score += _LISTED_STAFF
    return bearer if score > 0.5 else None


def _by_birth_or_marriage(one: Person, other: Person) -> bool:
    """Whether the other's surname is one that `one` was born with or may have taken: her mother's or father's, her husband's."""
    role, theirs = one.role or "", other.role or ""
    of_parents = (_MOTHER.match(role) and _HER_PARENT.match(theirs)) or (
        _FATHER.match(role) and _HIS_PARENT.match(theirs)
    )
    wed = not one.child and one.gender != "m" and other.gender != "f" and _PARTNER.match(theirs) is not None
    return bool(of_parents) or wed


_MOTHER = re.compile(r"(?:birth )?(?:mother|mum)\b", re.IGNORECASE)
_FATHER = re.compile(r"(?:birth )?(?:father|dad)\b", re.IGNORECASE)
_HER_PARENT = re.compile(r"maternal grand|mother['’]s (?:mother|father|parent)", re.IGNORECASE)
_HIS_PARENT = re.compile(r"paternal grand|father['’]s (?:mother|father|parent)", re.IGNORECASE)
_PARTNER = re.compile(r"(?:ex-?|former |estranged )?(?:partner|husband|boyfriend)\b", re.IGNORECASE)


def _same(role: str, own: str) -> bool:
    return role.lower() in own.lower() or own.lower() in role.lower()
