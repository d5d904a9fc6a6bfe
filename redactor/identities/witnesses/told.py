"""What the drafts tell: "née", "known as", a name in brackets after a name. The two are one person."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from redactor.identities.facts import Fact, Joins, Setting

_AND = re.compile(r"\s*(?:,|and|&|/|or)\s*(?:the\s+)?")
_ONE = re.compile(
    r"\s*(?:are|is|were|was|being)\s+(?:all |both )?(?:one|the same|one and the same)\s+"
    r"(?:person|woman|man|girl|boy|child|patient)\b"
)
_BRACKETS = re.compile(r"\s*\(\s*[\"“‘']?")


def facts(setting: Setting) -> Iterator[Fact]:
    """Pairs of one and the same person."""
    by_place = {n.place: n for n in setting.nodes}
    for place, owner in setting.links.items():
        node, other = by_place.get(place), by_place.get((owner.passage, owner.start))
        if (
            node is not None
            and other is not None
            and not (node.place in setting.fixed and other.place in setting.fixed)
        ):
            same = frozenset((k, k) for k in other.keys if k in node.keys)
            if same:
                yield Joins("told: one person", other.place, node.place, same)
    for nodes in setting.in_passage.values():
        for first, second in itertools.pairwise(nodes):
            said_one = _AND.fullmatch(setting.between(first, second)) and _ONE.match(setting.text_after(second, 50))
            same = frozenset((k, k) for k in first.keys if k in second.keys)
            if said_one and same and not (first.place in setting.fixed and second.place in setting.fixed):
                yield Joins("told: said to be one", first.place, second.place, same)
    for nodes in setting.in_passage.values():
        for first, second in itertools.pairwise(nodes):
            if second.place in setting.links or not _BRACKETS.fullmatch(setting.between(first, second)):
                continue
            if not setting.text_after(second, 4).lstrip("\"”’'").startswith(")"):
                continue
            same = frozenset((k, k) for k in first.keys if k in second.keys)
            if same and not (first.place in setting.fixed and second.place in setting.fixed):
                yield Joins("told: in brackets after the name", first.place, second.place, same)
