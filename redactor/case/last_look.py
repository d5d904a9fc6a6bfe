"""The last look: what may still be a person when everything found has its code.

    finished text ─▶ words that no code covers ─▶ entries (rule, place, sentence) ─▶ to code, or to keep

Looks at the passages as they will stand in the written files: replaced spans, codes, protected phrases and what the form
keeps are none of its business. It guesses on purpose: a person sees each entry once, and the key map remembers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from redactor.case.awaiting import Stands
from redactor.case.case import Case
from redactor.case.left_names import CaseNames
from redactor.case.left_words import BIRTH, Entry, Words, words_left
from redactor.case.replacements import Put
from redactor.codes.finding import Finder
from redactor.codes.shapes import MARK
from redactor.codes.standing import LEFT, LEFT_DATE, finder_of
from redactor.detection.engine import Detected
from redactor.documents.model import Story
from redactor.identities.model import Resolved
from redactor.identities.settled import DecidedAbout
from redactor.keymap.anchors import Anchors
from redactor.language.cover import Cover

# what is no prose is looked through for names of the case alone
_TERSE = frozenset([Story.ATTRIBUTE, Story.FIELD_CODE, Story.LINK_TARGET, Story.BUILDING_BLOCK])
_MARK = re.compile(MARK)


def what_is_left(
    detected: Sequence[Detected],
    put: Sequence[Put],
    resolved: Resolved,
    case: Case,
    anchors: Anchors,
    places: frozenset[str] = frozenset(),
) -> tuple[Stands, ...]:
    """Everything in the finished text that may be a person and that no person has decided on, in order.

    `places`: folded words after which agencies of the case are called, and which stay.
    """
    called = frozenset(w for p in put if p.decision.code and (w := p.decision.mention.text).isupper() and len(w) < 5)
    names = CaseNames.of(case, resolved, places, called)
    by_passage: dict[int, list[Put]] = {}
    for p in put:
        by_passage.setdefault(p.passage, []).append(p)
    decided = DecidedAbout.by(case.key_map.held)
    finder = finder_of(case.known_codes, case.roles, case.blocks)
    # what is left of a text follows from what covers it: in a long chronology most cells say what another said
    seen_before: dict[object, tuple[Entry, ...]] = {}
    found: list[Stands] = []
    for d in detected:
        passage = d.passage
        if passage.leaves or passage.original or passage.place.story in (Story.FILE_NAME, Story.AUTHOR):
            continue
        covered = _covered(d, by_passage.get(passage.number, ()), finder, names, case.known_codes)
        terse = passage.place.story in _TERSE
        codes = tuple((p.start, p.end) for p in by_passage.get(passage.number, ()))
        key = (passage.text, covered, codes, terse)
        if key not in seen_before:
            words = Words(passage.text, Cover(len(passage.text), covered), codes)
            seen_before[key] = tuple(words_left(words, names, terse=terse))
        for start, end, sentence, code in seen_before[key]:
            rule = LEFT_DATE if sentence == BIRTH else LEFT
            one = Stands(rule, passage, start, end, sentence, code)
            if not decided(one.written, anchors.of(passage.number, start)):
                found.append(one)
    return tuple(found)


# "Baby N" where the list has a Noah and a Nancy, and no such code
_A_BABY = re.compile(r"(?:[Bb]aby|[Tt]win) (?P<letter>[A-Z])")


def _covered(
    d: Detected, put: Iterable[Put], finder: Finder, names: CaseNames, codes: frozenset[str]
) -> tuple[tuple[int, int], ...]:
    text = d.passage.text

    def is_a_letter(start: int, end: int) -> bool:
        """What looks like a code or an abbreviation and may be the first letters of somebody of the case."""
        written = text[start:end]
        baby = _A_BABY.fullmatch(written)
        return written in names.initials or bool(baby and baby["letter"] in names.letters and written not in codes)

    spans = [(p.start, p.end) for p in put]
    spans += [(m.start, m.end) for m in d.mentions]
    # letters of a body or a system may be somebody's here: "CS says he has stopped"
    spans += [(k.start, k.end) for k in d.kept if k.reason != "month" and not is_a_letter(k.start, k.end)]
    spans += [(c.start, c.end) for c in finder.all(text) if not is_a_letter(c.start, c.end)]
    spans += [m.span() for m in _MARK.finditer(text)]
    return tuple(spans)
