"""What the page of publication shows: facts as rows of a table, and as marks in the drafts as they are printed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from redactor.documents.looks import PassageLook, looks_of
from redactor.keymap.keymap import KeyMap
from redactor.keymap.published import FactAnswer
from redactor.publication.audiences import Audience
from redactor.publication.fact_sheet import EVERY, readers
from redactor.publication.facts import FactKind
from redactor.publication.plan import FactChoice
from redactor.publication.pseudonyms import Renaming
from redactor.review.publishing import PrintedDrafts
from redactor.web.view import MarkedText

_AROUND = 60  # characters of the sentence on each side


class FactState(StrEnum):
    """How a fact stands in a copy. The words are shown to users."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    CHANGED = "changed"
    REFUSED = "stays as written"
    RENAMED = "pseudonym"


_STATES = {
    FactAnswer.ACCEPT: FactState.ACCEPTED, FactAnswer.CHANGE: FactState.CHANGED, FactAnswer.REFUSE: FactState.REFUSED,
}  # fmt: skip


def state_of(choice: FactChoice) -> FactState:
    """How a fact stands."""
    return _STATES[choice.decided.answer] if choice.decided is not None else FactState.PROPOSED


@dataclass(frozen=True)
class FactRow:
    """A fact of the case, however often it is told, with what was decided on it."""

    key: str
    kind: str
    written: str
    proposed: str
    why: str
    count: int
    target: str  # the address of its first place in the drafts as printed
    here: str  # what stands at that place, with the words that change along
    before: str  # the words around it
    after: str
    state: FactState
    answer: str
    put: str
    whom: str
    reason: str
    others: tuple[str, ...]  # what was decided for other audiences, sentences
    look: bool  # something was concluded that the text does not say

    @property
    def id(self) -> str:
        """The same for the same fact, as a part of an address or of a field's name."""
        return row_id(self.key)


def row_id(key: str) -> str:
    """What a fact is called in the page: its key holds what leads to the family."""
    return "f" + hashlib.sha256(key.encode()).hexdigest()[:12]


def rows_of(
    choices: Sequence[FactChoice], printed: PrintedDrafts, key_map: KeyMap, audience: Audience
) -> list[FactRow]:
    """The rows of an audience, in reading order, those on which nobody has decided first."""
    by_key: dict[str, list[FactChoice]] = {}
    for choice in choices:
        by_key.setdefault(choice.fact.key, []).append(choice)
    numbers = {(p.draft, p.in_draft): p for p in printed.drafts.passages}
    rows = []
    for key, same in by_key.items():
        first, fact = same[0], same[0].fact
        passage = numbers[fact.draft, fact.passage]
        decided = first.decided
        rows.append(
            FactRow(
                key,
                str(fact.kind),
                fact.written,
                fact.text(),
                fact.why or ("the day leads to what was reported" if fact.kind is FactKind.DATE else ""),
                len(same),
                f"/publication/draft?for={audience.name}#m{passage.number}-{fact.start}",
                passage.text[fact.start : fact.end],
                ("… " if fact.start > _AROUND else "") + passage.text[max(0, fact.start - _AROUND) : fact.start],
                passage.text[fact.end : fact.end + _AROUND] + (" …" if len(passage.text) > fact.end + _AROUND else ""),
                state_of(first),
                decided.answer.value if decided else "",
                decided.put if decided else "",
                (decided.audience or EVERY) if decided else EVERY,
                decided.reason if decided else "",
                tuple(_elsewhere(key_map, key, audience)),
                any(c.fact.assumed for c in same),
            )
        )
    return sorted(rows, key=lambda r: r.state is not FactState.PROPOSED)


def _elsewhere(key_map: KeyMap, key: str, audience: Audience) -> Iterable[str]:
    """What holds for the other audiences that are told facts generally, where it is otherwise."""
    here = key_map.publication.on(key, audience.name)
    for name, title in readers(key_map).items():
        held = key_map.publication.on(key, name)
        if name != audience.name and held is not None and held.audience and held != here:
            what = {"accept": "as proposed", "change": f"“{held.put}”", "refuse": "stays as written"}[held.answer]
            yield f"{title}: {what}"


def marks_of(
    choices: Iterable[FactChoice], printed: PrintedDrafts, renaming: Renaming, audience: Audience
) -> dict[int, tuple[MarkedText, ...]]:
    """Facts and pseudonyms in the drafts, by passage: as written, as printed, each a link to its row."""
    numbers = {(p.draft, p.in_draft): p for p in printed.drafts.passages}
    found: dict[int, list[MarkedText]] = {}
    for c in choices:
        passage = numbers[c.fact.draft, c.fact.passage]
        name = passage.text[c.fact.start : c.fact.end]
        address = f"/publication?for={audience.name}#{row_id(c.fact.key)}"
        put = renaming.renamed(c.put) if c.put else name
        found.setdefault(passage.number, []).append(
            MarkedText(passage.number, c.fact.start, c.fact.end, state_of(c), name, put, address=address)
        )
    if renaming:
        for passage in printed.drafts.passages:
            taken = found.setdefault(passage.number, [])
            for start, end, name in renaming.spans(passage.text):
                if all(end <= m.start or m.end <= start for m in taken):
                    taken.append(
                        MarkedText(
                            passage.number, start, end, FactState.RENAMED, passage.text[start:end], name,
                            address="/publication#names",
                        )
                    )  # fmt: skip
    return {number: tuple(sorted(marks, key=lambda m: m.start)) for number, marks in found.items()}


def looks(printed: PrintedDrafts) -> Mapping[int, PassageLook]:
    """How the passages look, by their numbers; no pictures, which lie in the drafts that are open."""
    of_draft = {n: looks_of(d) for n, d in enumerate(printed.drafts.documents)}
    return {
        p.number: PassageLook(spans=look.spans, columns=look.columns, label=look.label)
        for p in printed.drafts.passages
        if (look := of_draft[p.draft].get(p.in_draft)) is not None
    }
