"""One code for two: two full names under one code whose first names are nothing alike. A person sees them before the board."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from redactor.base.remembered import remembered
from redactor.detection.mentions import MentionKind
from redactor.identities.model import Decision, Resolved
from redactor.identities.settled import Settled
from redactor.language.lexicon import fold, lexicon, word_list
from redactor.language.names import is_short_form, near, parse_name, sound

RULE = "another first name than elsewhere"


def doubted(resolved: Resolved, settled: Settled) -> Resolved:
    """The same with those mentions doubtful that give the bearer of a code another first name than most do.

    Not what a person has decided on, and not two names that list or key map give one person.
    """
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for d in resolved.decisions:
        if first := _first(d):
            named[d.code][first] += 1
    known = {i.code: frozenset(w for n in i.names for w in _words(n)) for i in resolved.identities if not i.new}
    strange: dict[str, frozenset[str]] = {}
    for code, firsts in named.items():
        (most, _), *others = firsts.most_common()
        fine = known.get(code, frozenset())
        strange[code] = frozenset(f for f, _ in others if not _alike(f, most) and not _alike_any(f, fine))
    if not any(strange.values()):
        return resolved
    decisions = tuple(
        replace(d, doubtful=True, rule=RULE)
        if not d.doubtful and _first(d) in strange.get(d.code, ()) and settled.on(d.mention) is None
        else d
        for d in resolved.decisions
    )
    return replace(resolved, decisions=decisions)


def _first(d: Decision) -> str:
    """The first name of a full name that has a code; "" for any other mention."""
    if d.candidates or not d.code or d.code.startswith("[") or d.text:
        return ""
    return _first_name(d.mention.text) if d.mention.kind is MentionKind.PERSON else ""


@remembered(65536)  # the same names after every decision
def _first_name(text: str) -> str:
    name = parse_name(text)
    first = fold(name.given[0]) if name.given and name.surname else ""
    plain = len(first) > 2 and lexicon().births(first) > 100 and first not in word_list("role_words.txt")
    return first if plain and lexicon().births(name.surname) < lexicon().births(first) else ""


def _words(name: str) -> Iterable[str]:
    return (fold(w) for w in name.replace("-", " ").split())


def _alike(one: str, other: str) -> bool:
    return one == other or near(one, other) or is_short_form(one, other) or sound(one) == sound(other)


def _alike_any(one: str, others: Iterable[str]) -> bool:
    return any(_alike(one, other) for other in others)
