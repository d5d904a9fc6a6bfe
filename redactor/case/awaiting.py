"""What stands in the drafts already and awaits a person: marks of an earlier run, codes of no list, codes beside another.

One definition of it, for the report of a run and, by the key map's evidence, for `decide` and the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from redactor.case.case import Case
from redactor.case.replacements import Put
from redactor.codes.finding import is_ranked
from redactor.codes.model import Kind
from redactor.codes.roles_beside import RolesBeside, is_kind_of
from redactor.codes.shapes import UNRESOLVED
from redactor.codes.standing import ANOTHER, MARK, NO_LIST, code_before, finder_of
from redactor.codes.text import a_or_an, squash
from redactor.documents.model import Passage
from redactor.identities.model import Resolved
from redactor.identities.settled import DecidedAbout
from redactor.keymap.anchors import Anchors

FOUND_BY = "what stands in the draft"


@dataclass(frozen=True, slots=True)
class Stands:
    """Characters `start` to `end` (exclusive) of a passage, which somebody has to look at. The sentence names no one."""

    rule: str
    passage: Passage
    start: int
    end: int
    sentence: str
    code: str = ""
    number: int = 0  # of a mark

    @property
    def written(self) -> str:
        """The words themselves."""
        return self.passage.text[self.start : self.end]


def what_stands(
    passages: Sequence[Passage],
    put: Sequence[Put],
    standing: Mapping[str, Sequence[Passage]],
    resolved: Resolved,
    case: Case,
    anchors: Anchors,
) -> tuple[Stands, ...]:
    """Everything of the kind in the drafts of a case that no person has decided on, in order.

    Of a code that is on no list the first place.
    """
    decided = DecidedAbout.by(case.key_map.held)
    replaced = {(p.passage, p.start) for p in put}
    read = [p for p in passages if not p.leaves]
    unlisted = _unlisted(put, standing, resolved) if case.codes.entries else frozenset()
    beside = {(c.passage.number, c.start): c for c in _beside(read, put, case)}
    found: list[Stands] = []
    finder = finder_of(case.known_codes, case.roles, case.blocks)
    told: set[str] = set()
    for passage in read:
        found += _marks(passage)
        for code in finder.all(passage.text):
            if (clash := beside.get((passage.number, code.start))) is not None:
                found.append(clash)
            elif code.code in unlisted and code.code not in told:
                told.add(code.code)
                sentence = f"The code {code.code} stands in the draft but is not on the board's list. Check it."
                if is_ranked(code.code):
                    sentence += " If it is an officer's own number, say that it is somebody new."
                found.append(Stands(NO_LIST, passage, code.start, code.end, sentence, code.code))
    return tuple(
        s
        for s in found
        if (s.passage.number, s.start) not in replaced and not decided(s.written, anchors.of(s.passage.number, s.start))
    )


def _marks(passage: Passage) -> Iterator[Stands]:
    for match in UNRESOLVED.finditer(passage.text):
        sentence = "A marker of an earlier run still stands here. Put the right code in its place."
        yield Stands(MARK, passage, *match.span(), sentence, number=int(match[1]))


def _unlisted(put: Iterable[Put], standing: Mapping[str, Sequence[Passage]], resolved: Resolved) -> frozenset[str]:
    """Codes that stand in the drafts, and neither the board nor this case has given."""
    given = {i.code for i in resolved.identities} | {p.decision.code for p in put}
    return frozenset(code for code in standing if code not in given)


def _beside(read: Iterable[Passage], put: Iterable[Put], case: Case) -> Iterator[Stands]:
    """The board's codes that stand beside a name, or a role, which is another's by the board's list."""
    decided: dict[int, list[Put]] = {}
    for p in put:
        if not p.decision.candidates:
            decided.setdefault(p.passage, []).append(p)
    entries = {squash(e.code): e for e in case.codes.entries}
    roles = RolesBeside.of(tuple(case.codes.roles))
    finder = finder_of(case.known_codes, case.roles, case.blocks)
    for passage in read:
        codes = [c for c in finder.all(passage.text) if squash(c.code) in entries]
        for code in codes:
            entry, text = entries[squash(code.code)], passage.text
            named = next(
                (
                    p.decision.code
                    for p in decided.get(passage.number, ())
                    if p.decision.mention.start - code.end in (1, 2)
                    and code_before(text, p.decision.mention.start, case.known_codes, case.roles) == code.code
                ),
                "",
            )
            how = "before a name in brackets"
            if not named and text[code.start - 2 : code.start] == " (" and text[code.end : code.end + 1] == ")":
                how = "in brackets behind a name"  # "Tom Hill (SW2)"
                before = (p.decision for p in decided.get(passage.number, ()))
                named = next((d.code for d in before if d.mention.end == code.start - 2), "")
            if named and not named.startswith("[") and squash(named) != squash(code.code):
                sentence = (
                    f"{code.code} stands {how} that is {named} here. Check which of them is meant: on the board's list "
                    f"{code.code} is somebody else."
                )
                yield Stands(ANOTHER, passage, code.start, code.end, sentence, code.code)
                continue
            listed = roles.titles(entry.role) if entry.kind is Kind.PROFESSIONAL else frozenset()
            title, words = roles.apposed(text, code.end)
            if not title:
                title, words = roles.beside(text, code.start, code.end)
            if title and listed and not any(is_kind_of(title, one) or is_kind_of(words, one) for one in listed):
                on_list = " or ".join(sorted(listed))
                sentence = (
                    f"{code.code} is {a_or_an(title)} here, and {on_list} on the board's list. Check who is meant."
                )
                yield Stands(ANOTHER, passage, code.start, code.end, sentence, code.code)
