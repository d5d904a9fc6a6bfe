"""Codes minted in an earlier run that stand in a draft already, and for which another code is used since: the board has
issued one, or a person found two codes to be one identity."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from redactor.detection.mentions import Mention, MentionKind
from redactor.documents.model import Passage
from redactor.identities.model import Decision, Resolved

RULE = "another code since"


def renumbered(
    resolved: Resolved, passages: Sequence[Passage], now: Mapping[str, str], issued: Collection[str]
) -> Resolved:
    """With a decision for every such code (`now`: old code → present code).

    An old code that the board has issued to somebody else since (`issued`) may mean either, and stays unresolved.
    """
    if not now:
        return resolved
    taken: dict[int, list[tuple[int, int]]] = {}
    for d in resolved.decisions:
        taken.setdefault(d.mention.passage, []).append((d.mention.start, d.mention.end))
    longest = sorted(now, key=len, reverse=True)
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-]|\s?\d[A-Z]{2}\b)")
    found = []
    for p in passages:
        for match in () if p.leaves else pattern.finditer(p.text):
            if not any(start < match.end() and match.start() < end for start, end in taken.get(p.number, ())):
                old = match.group()
                m = Mention(p.number, match.start(), match.end(), old, MentionKind.PERSON, 1.0, "KeyMap")
                either = (now[old], old) if old in issued else ()
                found.append(Decision(m, "" if either else now[old], RULE, 1.0, candidates=either))
    order = {p.number: n for n, p in enumerate(passages)}
    both = sorted([*resolved.decisions, *found], key=lambda d: (order[d.mention.passage], d.mention.start))
    return replace(resolved, decisions=tuple(both))
