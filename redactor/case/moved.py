"""Answers for one place whose place is not to be found any more: a paragraph was put in beside it, or it was written anew.

decisions whose anchor leads nowhere ─▶ the words that stand where they stood, in the same paragraph ─▶ asked about again,
with the earlier answer. It is not put there by itself: what stands beside the words may be what tells who is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from redactor.case.awaiting import Stands
from redactor.case.question import ToDecide
from redactor.codes.standing import LEFT
from redactor.documents.model import Passage
from redactor.identities.model import Resolved
from redactor.identities.settled import RULE as DECIDED
from redactor.identities.settled import plain_name
from redactor.keymap.anchors import Anchors
from redactor.keymap.decisions import Decided, Ruling, successors
from redactor.keymap.keymap import KeyMap

RULE = "decided before beside other words"
_ABOUT_TEXT = (Ruling.CODE, Ruling.KEEP, Ruling.LEAVE, Ruling.FAMILY)
_SENTENCE = "A person decided about these words before, for this place; the text beside it has changed since."


@dataclass(frozen=True)
class Moved:
    """Decisions that have lost their place, and where the same words stand in a paragraph as they did."""

    lost: tuple[Decided, ...]
    at: Mapping[tuple[int, int], Decided]  # (passage, first character) → the last one about it

    @classmethod
    def of(
        cls,
        decisions: Iterable[Decided],
        passages: Sequence[Passage],
        anchors: Anchors,
        elsewhere: frozenset[str] = frozenset(),
    ) -> Moved:
        """Those of a case as its open drafts are now. `elsewhere`: anchors of drafts that are not open."""
        held = [d for d in decisions if d.here_only and not d.withdrawn and d.ruling in _ABOUT_TEXT]
        lost = tuple(d for d in held if _is_lost(d, anchors, elsewhere))
        if not lost:
            return cls((), {})
        taken = {place for d in held for place in anchors.find(d.anchor)}
        wanted: dict[int, list[tuple[str, Decided]]] = {}
        for d in lost:
            for start in {int(s) for one in d.anchor.split() if (s := one.partition(":")[2]).isdigit()}:
                wanted.setdefault(start, []).extend((name, d) for name in d.names)
        at = {
            (p.number, start): d
            for p in passages
            if not p.leaves and not p.original
            for start, words in wanted.items()
            for name, d in words
            if p.text.startswith(name, start) and (p.number, start) not in taken
        }
        return cls(lost, at)

    def asked_again(self, resolved: Resolved) -> Resolved:
        """The same with those mentions doubtful that a person gave something else when they stood beside other words."""
        if not self.at:
            return resolved
        following = successors(self.lost)
        decided = tuple(
            replace(d, doubtful=True, rule=RULE)
            if (told := self.at.get((d.mention.passage, d.mention.start))) is not None
            and d.rule != DECIDED
            and d.code
            and not d.candidates
            and (told.ruling is not Ruling.CODE or d.code != following.get(told.code, told.code))
            else d
            for d in resolved.decisions
        )
        return replace(resolved, decisions=decided)

    def unseen(self, resolved: Resolved, passages: Mapping[int, Passage]) -> tuple[Stands, ...]:
        """Words that a person gave a code, and that nothing stands for now: nobody but a person had seen them."""
        if not self.at:
            return ()
        seen = {(m.passage, n) for d in resolved.decisions for m in (d.mention,) for n in range(m.start, m.end)}
        return tuple(
            Stands(
                LEFT, passages[n], start, start + len(_as_written(told, passages[n].text, start)), _SENTENCE, told.code
            )
            for (n, start), told in self.at.items()
            if told.ruling in (Ruling.CODE, Ruling.FAMILY) and (n, start) not in seen
        )


def _is_lost(decision: Decided, anchors: Anchors, elsewhere: frozenset[str]) -> bool:
    return not anchors.find(decision.anchor) and elsewhere.isdisjoint(decision.anchor.split())


def anchors_elsewhere(key_map: KeyMap, open_: Iterable[str]) -> frozenset[str]:
    """Places of the case's drafts that are not open, by what the last run noted of them; `open_`: what the open ones are
    called when they are written."""
    names = set(open_)
    return frozenset(e.anchor for name, each in key_map.evidence.items() if name not in names for e in each)


def _as_written(told: Decided, text: str, start: int) -> str:
    return max((n for n in told.names if text.startswith(n, start)), key=len)


def earlier_answers(
    decisions: Sequence[Decided], question: ToDecide, anchors: Anchors, elsewhere: frozenset[str] = frozenset()
) -> tuple[Decided, ...]:
    """What was answered about these words in places that are not to be found any more, the newest first, each answer once;
    only those of the same place in a paragraph where there are any."""
    words = set(map(plain_name, question.names))
    held = [
        d
        for d in reversed(decisions)
        if d.here_only
        and not d.withdrawn
        and d.ruling in _ABOUT_TEXT
        and words.intersection(map(plain_name, d.names))
        and _is_lost(d, anchors, elsewhere)
    ]
    starts = {one.partition(":")[2] for one in question.anchor.split()}
    same = [d for d in held if starts.intersection(one.partition(":")[2] for one in d.anchor.split())]
    return tuple({(d.ruling, d.code, d.reason): d for d in reversed(same or held)}.values())[::-1]
