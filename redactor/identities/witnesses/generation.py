"""Junior and senior: "Mr Keane senior" is the other's father, by the list's relationships or dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.identities.facts import Fact, Node, Setting, Speaks

_AFTER = re.compile(r",?\s*\(?(?P<word>senior|snr|sr|sen|junior|jnr|jr|jun|the elder|the younger)\b", re.IGNORECASE)
_INSIDE = re.compile(r"\b(?P<word>senior|snr|sr|sen|junior|jnr|jr|jun)\.?$", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?P<word>old|older|elder|big|young|younger|little|baby|wee|lil)\s*[\"“‘']?$", re.IGNORECASE)
_THE_ELDER = re.compile(r"\bthe (?P<word>older|elder|younger)\s*[\"“‘']?$", re.IGNORECASE)
_OLDER = frozenset("senior snr sr sen old older elder big".split())


def facts(setting: Setting) -> Iterator[Fact]:
    """The elder or the younger of those who bear the name."""
    for node in setting.open:
        older = _says_older(setting, node)
        said = (
            _INSIDE.search(node.mention.text)
            or _AFTER.match(setting.text_after(node, 20))
            or _THE_ELDER.search(setting.text_before(node, 20))
        )
        if _of_the_surname(node) and not said:
            continue  # "Baby Renwick" is how a ward calls any newborn
        if older is None or len(node.known) < 2:
            continue
        best = min(c.fit.level for c in node.candidates if c.fit is not None)
        bearers = [c.key for c in node.candidates if c.fit is not None and c.fit.level == best]
        if len(bearers) < 2:
            bearers = list(node.known)
        for key in node.known:
            # "Joseph junior" is one of two Josephs, not the child whose second name is Joseph
            if key not in bearers:
                yield Speaks("generation: contradicts", node.place, key)
                continue
            beside = [_is_older(setting, key, k) for k in bearers if k != key]
            if (not older) in beside:
                yield Speaks("generation: contradicts", node.place, key)
            elif older in beside:  # of an uncle nothing may be told
                yield Speaks("generation: agrees", node.place, key)


def _says_older(setting: Setting, node: Node) -> bool | None:
    match = (
        _INSIDE.search(node.mention.text)
        or _AFTER.match(setting.text_after(node, 20))
        or _BEFORE.search(setting.text_before(node, 20))
    )
    if not match:
        return None
    word = match["word"].lower()
    return word in _OLDER or word == "the elder"


def _of_the_surname(node: Node) -> bool:
    return any(c.fit is not None and c.fit.rule in ("surname", "title and surname") for c in node.candidates)


def _is_older(setting: Setting, a: int, b: int) -> bool | None:
    """Whether a is older than b; None where nothing tells."""
    one, other = setting.people[a], setting.people[b]
    if one.older is not other.older:  # as the list calls them
        return not other.older if one.older is None else one.older
    if one.born and other.born:
        return one.born < other.born
    if {"parent", "grandparent", "pibling"} & setting.family.related(b, a):
        return True
    if {"parent", "grandparent", "pibling"} & setting.family.related(a, b):
        return False
    if one.child != other.child:
        return other.child
    return None
