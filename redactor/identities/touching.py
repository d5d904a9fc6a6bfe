"""Somebody new whose name touches a listed person's: asked about once, never simply the next Person N."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import JaroWinkler

from redactor.identities.people import Person
from redactor.language.lexicon import lexicon
from redactor.language.names import is_short_form, near, sound

_COMMON = 1500  # births of a first name from which on sharing it says nothing, where a surname tells the two apart
_ALIKE = 0.88  # likeness of two first names that sound alike ("Neve", "Niamh" are in the list of short names)
_SIZES = frozenset(
    "big little lil old young wee tall fat skinny uncle auntie aunty cousin".split()
)  # "Big Reg" is a Reginald
_CUT = 4  # letters with which a name cut short begins like the whole ("Chandra", "Chandrasekaran")


def touches(new: Person, listed: Sequence[Person]) -> Person | None:
    """The listed person whose name the new one's name may be a form of, the likeliest first; None for a stranger."""
    return next((p for p in listed if p.code and p is not new and _touches(new, p)), None)


def _touches(new: Person, known: Person) -> bool:
    if new.gender and known.gender and new.gender != known.gender and not (new.gender_guessed or known.gender_guessed):
        return False
    if new.firsts and new.firsts <= _SIZES:
        return any(_like(w, o) for w in new.surnames for o in {*known.firsts, *known.aliases, *known.called})
    surname = _any(new.surnames, {*known.surnames, *known.former})
    if new.firsts and new.surnames and new.firsts != new.surnames:  # a single unknown word is kept as either
        # two full names: the same surname is a relative, unless an office says that it is a colleague's;
        # the same first name says something where it is rare
        if new.kind == "professional" or new.role:
            return False
        rare = any(lexicon().births(f) < _COMMON for f in new.firsts & known.firsts)
        return (surname and known.kind != "professional") or rare
    words = {*new.firsts, *new.aliases, *new.surnames}
    own = {*known.firsts, *known.aliases, *known.called, *known.middles, *known.surnames, *known.former}
    return any(_like(w, o) for w in words for o in own)


def _any(these: Iterable[str], those: Iterable[str]) -> bool:
    return any(a == b or near(a, b) for a in these for b in those)


def _like(word: str, own: str) -> bool:
    if word == own or near(word, own) or is_short_form(word, own):
        return True
    short, long_ = sorted((word, own), key=len)
    if len(short) >= _CUT and _heard(word) == _heard(own):
        return True  # "Caden" as somebody heard Kayden
    if (len(short) >= _CUT and long_.startswith(short)) or (len(short) >= _CUT - 1 and long_.endswith(short)):
        return True
    return min(len(word), len(own)) >= _CUT and word[0] == own[0] and JaroWinkler.similarity(word, own) >= _ALIKE


_LONG_VOWEL = re.compile(r"(?<=[aeo])i")


def _heard(word: str) -> str:
    """Like `sound`, and as English ears have it: long and short vowels alike, no "e" at the end."""
    short = _LONG_VOWEL.sub("", sound(word))
    return re.sub(r"(.)\1+", r"\1", short).removesuffix("e")
