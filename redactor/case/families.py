"""Questions that are one to a person: the same words and people, one identity's doubtful spellings, somebody new and what
is doubtful of them. One is put, the others are shown with it and follow its answer unless a person says otherwise.

questions ─▶ families: head, alike (they follow), after (they wait for the answer) ─▶ one answer ─▶ key map
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from redactor.case.deciding import Answer, Insisting, Unlikely, answered
from redactor.case.question import Asked, ToDecide
from redactor.case.questions import questions
from redactor.codes.text import squash
from redactor.identities.settled import plain_name
from redactor.keymap.decisions import Ruling
from redactor.keymap.keymap import KeyMap


@dataclass(frozen=True)
class QuestionFamily:
    """Questions that one answer settles. `alike` are shown with the head; `after` are asked only where they stay open."""

    head: ToDecide
    alike: tuple[ToDecide, ...] = ()
    after: tuple[ToDecide, ...] = ()

    @property
    def count(self) -> int:
        """Mentions that the answer settles."""
        return self.head.count + sum(q.count for q in self.alike)

    @property
    def is_staff(self) -> bool:
        """Somebody whose role is known: seen first, so that the others can be said to be one of them."""
        return self.head.asked is Asked.MINTED and self.head.staff

    @property
    def is_new_staff(self) -> bool:
        """Plainly somebody new whose work the text tells, and nothing of them doubtful: to be approved as a list."""
        return self.is_staff and not self.alike

    @property
    def questions(self) -> tuple[ToDecide, ...]:
        """All of them, the head first."""
        return (self.head, *self.alike, *self.after)


def families(every: Sequence[ToDecide]) -> tuple[QuestionFamily, ...]:
    """All questions as families, worst first, and of one kind the one that settles most mentions first."""
    new = {q.code: q for q in every if q.asked is Asked.MINTED}
    pairs: dict[str, ToDecide] = {}
    for q in every:
        if q.asked is Asked.MERGE:
            pairs.setdefault(q.code, q)
    groups: dict[object, list[ToDecide]] = {}
    for q in every:
        groups.setdefault(_family(q, new, pairs), []).append(q)
    order = list(Asked)
    found = sorted(
        (_of(group) for group in groups.values()), key=lambda f: (order.index(f.head.asked), not f.is_staff, -f.count)
    )
    return _in_turn(found)


def _in_turn(found: Sequence[QuestionFamily]) -> tuple[QuestionFamily, ...]:
    """Those first whose answers tell something of others: what hangs on an answer waits for it, and is asked if it stays
    open when the case has been solved again with it."""
    first: dict[tuple[str, str], int] = {}  # (draft, passage) → the family that is asked about it
    asked: list[QuestionFamily] = []
    for family in sorted(found, key=lambda f: f.head.couple):
        about = [q for q in (family.head, *family.alike) if q.asked in (Asked.UNRESOLVED, Asked.DOUBTFUL) and q.anchor]
        places = [(q.draft, each.partition(":")[0]) for q in about for each in q.anchor.split()]
        before = next((first[p] for p in places if p in first), None) if family.head.couple else None
        if before is not None:
            asked[before] = replace(asked[before], after=(*asked[before].after, *family.questions))
            continue
        for place in places if not family.head.couple else ():
            first.setdefault(place, len(asked))
        asked.append(family)
    order = {f.head.key: n for n, f in enumerate(found)}
    return tuple(sorted(asked, key=lambda f: order[f.head.key]))


def _family(q: ToDecide, new: dict[str, ToDecide], pairs: dict[str, ToDecide]) -> object:
    """What a question has in common with its family."""
    if q.code and q.code in pairs and q.asked in (Asked.MERGE, Asked.MINTED, Asked.DOUBTFUL):
        return ("pair", q.code)
    if q.asked is Asked.MINTED or (q.asked is Asked.DOUBTFUL and q.code in new):
        return ("new", q.code)
    words = tuple(sorted({plain_name(n) for n in q.names}))
    if q.namesakes:
        return q  # two listed people bear the first name: each place may be the other
    if q.asked is Asked.UNRESOLVED:
        return (q.asked, words, frozenset(q.choices))
    if q.asked is Asked.DOUBTFUL:  # where others bear the name too, one question a name; else one an identity
        return (q.asked, words if q.shared else "", q.code)
    return q


def _of(group: Sequence[ToDecide]) -> QuestionFamily:
    kinds = Counter(q.asked for q in group)
    if kinds[Asked.MERGE]:
        head = next(q for q in group if q.asked is Asked.MERGE)
        return QuestionFamily(head, after=tuple(q for q in group if q is not head))
    if kinds[Asked.MINTED]:
        head = next(q for q in group if q.asked is Asked.MINTED)
        return QuestionFamily(head, tuple(q for q in group if q is not head))
    if kinds[Asked.DOUBTFUL]:  # least sure first: the one that a reader looks at most closely
        head = min(group, key=lambda q: q.score)
        return QuestionFamily(head, tuple(sorted((q for q in group if q is not head), key=lambda q: q.score)))
    head = next((q for q in group if not q.in_couple), group[0])  # a sentence of somebody's own says more
    return QuestionFamily(head, tuple(q for q in group if q is not head))


def follows(head: ToDecide, answer: Answer, given: str, follower: ToDecide) -> Answer | None:
    """What the answer to a head says of one that is alike; None where it says nothing. `given` is the code it came to.

    "Yes, right" holds for all. That one mention is somebody else says nothing of the others.
    """
    if head.asked is Asked.UNRESOLVED:
        return Answer(answer.ruling, given, follower.here_only, answer.reason)
    said_right = answer.ruling is Ruling.ASK or (
        head.asked is Asked.DOUBTFUL and answer.ruling is Ruling.CODE and squash(answer.code) == squash(head.code)
    )
    return Answer(Ruling.CODE, follower.code, follower.here_only) if said_right and follower.code else None


def answered_for_all(
    key_map: KeyMap, head: ToDecide, answer: Answer, alike: Iterable[ToDecide], who: str = ""
) -> tuple[KeyMap, int]:
    """The key map with an answer to a head and to those alike that follow it, and how many it answered.

    One of those alike for which the answer is unlikely stays open. Raises NotAnAnswer for the head.
    """
    key_map = answered(key_map, head, answer, who)
    given = key_map.decisions[-1].code
    taken, alike = 1, tuple(alike)
    still = {q.key for q in questions(key_map)} if alike else frozenset()
    for follower in alike:
        said = follows(head, answer, given, follower)
        if said is None or follower.key not in still:
            continue
        with suppress(Unlikely):  # what speaks against it here only: it stays open, to be asked by itself
            key_map = answered(key_map, follower, said, who)
            taken += 1
    return key_map, taken


def insisted(
    key_map: KeyMap, head: ToDecide, answer: Answer, alike: Iterable[ToDecide], who: str, insisting: Insisting
) -> tuple[KeyMap, int]:
    """`answered_for_all`, where an unlikely answer is taken when it is given again. Raises NotAnAnswer."""
    try:
        return answered_for_all(key_map, head, insisting(head, answer), alike, who)
    except Unlikely:
        insisting.held_back(head, answer)
        raise


def approved(key_map: KeyMap, new: Iterable[QuestionFamily], who: str = "") -> KeyMap:
    """The key map with the board to be asked for a code for each of these: a list of new staff, looked through."""
    for family in new:
        key_map = answered(key_map, family.head, Answer(Ruling.ASK), who)
    return key_map
