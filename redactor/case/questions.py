"""What awaits a person in a case, as questions. Values and pure functions only.

key map (evidence of the last runs) ─▶ questions, worst first ─▶ families ─▶ answer (`deciding.py`) ─▶ key map
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from redactor.base.remembered import remembered
from redactor.case.deciding import Answer, NotAnAnswer, answered, others_meant, renamed, user
from redactor.case.moved import RULE as MOVED
from redactor.case.pairs import fullest, may_be_one
from redactor.case.question import PREFIXES, REMOVED, Asked, ToDecide
from redactor.codes.finding import is_ranked
from redactor.codes.standing import AWAITS as STANDING
from redactor.codes.standing import LEFT_DATE, LEFT_OVER, NO_LIST
from redactor.identities.settled import DecidedAbout, is_name, is_of_one_place, plain_name
from redactor.keymap.decisions import MADE, Ruling, successors
from redactor.keymap.keymap import Evidence, KeyMap, Record
from redactor.keymap.reasons import reason
from redactor.language.lexicon import MONTHS, fold
from redactor.language.names import parse_name

__all__ = [
    "PREFIXES",
    "REMOVED",
    "Answer",
    "Asked",
    "NotAnAnswer",
    "ToDecide",
    "answered",
    "others_meant",
    "questions",
    "renamed",
    "user",
]

# passes after which the same words may mean somebody else two lines on: an answer holds for the one place
_OF_ONE_PLACE = frozenset(
    [
        "kinship",
        "title",
        "couple",
        "named earlier in the passage",
        "named in the same row",
        "named last in the passage",
        "named in the passage",
        "named in the paragraph before",
        "first name of a listed person",
        "family name",
        MOVED,
    ]
)
_BESIDES = STANDING | LEFT_OVER  # what no mention is behind
_COUPLE = "couple"
_SEVERAL = "These codes stand in the drafts but are not on the board's list. Check them."


def questions(key_map: KeyMap) -> tuple[ToDecide, ...]:
    """All that awaits a person, worst first, without what decisions have settled since the last run."""
    everything = [(draft, e) for draft, each in key_map.evidence.items() for e in each]
    decided = DecidedAbout.by(key_map.held)
    # of most of a large case nothing is asked: what is decided is only looked up for what might be
    may_be = ((draft, e) for draft, e in everything if e.marker or e.doubtful or e.rule in _BESIDES)
    open_ = [(draft, e) for draft, e in may_be if not decided(e.written, e.anchor)]
    retired = successors(key_map.decisions)
    merges = list(_merges(key_map, [r for r in key_map.records if r.code not in retired]))
    by_first_name = _Namesakes.of(key_map)
    found = [
        *_unresolved(
            key_map,
            ((d, e) for d, e in open_ if e.marker and e.rule not in _BESIDES),
            frozenset(e.anchor.partition(":")[0] for _, e in everything if e.rule == _COUPLE),
        ),
        *_doubtful(
            key_map,
            ((d, e) for d, e in open_ if e.doubtful and not e.marker and e.rule not in _BESIDES),
            _borne_by_several(e for _, e in everything),
        ),
        *_standing([(d, e) for d, e in open_ if e.rule in STANDING]),
        *_left((d, e) for d, e in open_ if e.rule in LEFT_OVER),
        *merges,
        *_minted(key_map, everything, decided, retired),
    ]
    return tuple(
        replace(q, namesakes=True) if q.asked in _ABOUT_TEXT and any(map(by_first_name, q.names)) else q for q in found
    )


_ABOUT_TEXT = (Asked.UNRESOLVED, Asked.DOUBTFUL)


@dataclass(frozen=True)
class _Namesakes:
    """First names that two people of the board's list bear."""

    names: frozenset[str]

    @classmethod
    def of(cls, key_map: KeyMap) -> _Namesakes:
        """Those of a case."""
        bearers: dict[str, set[str]] = {}
        for record in key_map.records:
            for name in record.names if record.issued and record.kind == "person" else ():
                for first in _firsts(name):
                    bearers.setdefault(first, set()).add(record.code)
        return cls(frozenset(first for first, codes in bearers.items() if len(codes) > 1))

    def __call__(self, written: str) -> bool:
        """Whether a name as written is, or begins with, one of them."""
        return bool(self.names.intersection(_firsts(written)))


@remembered(4096)  # the same names after every decision
def _firsts(written: str) -> tuple[str, ...]:
    name = parse_name(written)
    return tuple(fold(w) for w in (*name.given[:1], name.word) if w)


def _kind(key_map: KeyMap, codes: Iterable[str]) -> str:
    return next((r.kind for r in map(key_map.record, codes) if r is not None), "person")


def _unresolved(
    key_map: KeyMap, evidence: Iterable[tuple[str, Evidence]], couples: frozenset[str]
) -> Iterator[ToDecide]:
    """One question for a group of like mentions."""
    grouped: dict[tuple[str, object], ToDecide] = {}
    for draft, e in evidence:
        _add(grouped, (draft, e.group or e.anchor), ToDecide(
            Asked.UNRESOLVED, (e.written,), _kind(key_map, e.candidates), "", e.candidates, e.marker, draft, e.place,
            e.around, reason(e), e.anchor, here_only=True, score=e.score, couple=e.rule == _COUPLE,
            in_couple=e.anchor.partition(":")[0] in couples,
        ))  # fmt: skip
    yield from grouped.values()


def is_month(word: str) -> bool:
    """Words that mostly are a month."""
    return fold(word) in MONTHS


def _borne_by_several(evidence: Iterable[Evidence]) -> frozenset[str]:
    """Words that mean, or may mean, one person of the case here and another there."""
    as_written: dict[str, set[str]] = {}
    for e in evidence:
        codes = as_written.setdefault(e.written, set())
        codes.add(e.code)
        if e.candidates:
            codes.update(e.candidates)
    bearers: dict[str, set[str]] = {}
    for written, codes in as_written.items():
        bearers.setdefault(plain_name(written), set()).update(filter(None, codes))
    return frozenset(words for words, codes in bearers.items() if len(codes) > 1)


def _doubtful(key_map: KeyMap, evidence: Iterable[tuple[str, Evidence]], shared: frozenset[str]) -> Iterator[ToDecide]:
    """One question for a group of like mentions; for all places, where the words themselves are what is doubtful."""
    grouped: dict[tuple[str, object], ToDecide] = {}
    for draft, e in evidence:
        # decided by what stands around it (a witness), or a letter, which is another's elsewhere
        one = e.rule in _OF_ONE_PLACE or ":" in e.rule or is_of_one_place(e.written)
        _add(grouped, (draft, e.group or e.anchor) if one else (e.written, e.code), ToDecide(
            Asked.DOUBTFUL, (e.written,), _kind(key_map, [e.code]), e.code, (e.code,), 0, draft, e.place, e.around,
            reason(e), e.anchor, here_only=one, score=e.score, shared=plain_name(e.written) in shared, couple=e.rule == _COUPLE,
        ))  # fmt: skip
    yield from grouped.values()


def _standing(evidence: Iterable[tuple[str, Evidence]]) -> Iterator[ToDecide]:
    """What stands in the drafts already; of codes on no list one answer holds everywhere, and all are one question, but for those
    that may be an officer's own number."""
    unlisted: list[ToDecide] = []
    for draft, e in evidence:
        question = ToDecide(
            Asked.STANDING, (e.written,), "person", "", e.candidates, e.marker, draft, e.place, e.around, e.told,
            e.anchor, here_only=e.rule != NO_LIST,
        )  # fmt: skip
        if question.here_only or is_ranked(e.written):  # an officer's own number is answered for each by itself
            yield question
        else:
            unlisted.append(question)
    if unlisted:
        names = tuple(dict.fromkeys(n for q in unlisted for n in q.names))
        why = unlisted[0].why if len(unlisted) == 1 else _SEVERAL
        yield replace(
            unlisted[0],
            names=names,
            choices=tuple(dict.fromkeys(c for q in unlisted for c in q.choices)),
            why=why,
            count=len(unlisted),
        )


def _left(evidence: Iterable[tuple[str, Evidence]]) -> Iterator[ToDecide]:
    """One question for the same words: whoever knows whom they mean, knows it everywhere; not of single letters and dates."""
    grouped: dict[tuple[str, object], ToDecide] = {}
    for draft, e in evidence:
        date = e.rule == LEFT_DATE
        one = date or is_of_one_place(e.written) or is_month(e.written)
        kind = "date of birth" if date else "person"
        _add(grouped, (draft, e.anchor) if one else (e.written, e.told), ToDecide(
            Asked.LEFT, (e.written,), kind, "", e.candidates, 0, draft, e.place, e.around, e.told, e.anchor, here_only=one,
        ))  # fmt: skip
    yield from grouped.values()


def _add(grouped: dict[tuple[str, object], ToDecide], group: tuple[str, object], question: ToDecide) -> None:
    """A question more, or a mention more of one that is asked already: an answer for these places holds in all of them."""
    known = grouped.get(group)
    if known is None:
        grouped[group] = question
        return
    names = tuple(dict.fromkeys((*known.names, *question.names)))
    anchors = " ".join(dict.fromkeys((*known.anchor.split(), *question.anchor.split())))
    grouped[group] = replace(
        known,
        names=names,
        anchor=anchors if known.here_only else known.anchor,
        count=known.count + 1,
        score=min(known.score, question.score),
    )


def _minted(
    key_map: KeyMap, everything: Iterable[tuple[str, Evidence]], decided: DecidedAbout, retired: dict[str, str]
) -> Iterator[ToDecide]:
    seen = _seen(key_map)
    # what the board wants no code for is asked once more: no name is left in for that
    asked = [r for r in key_map.records if not (r.issued or (r.code in seen and not r.board_says) or r.code in retired)]
    met: dict[str, list[tuple[str, Evidence]]] = {r.code: [] for r in asked}
    for draft, e in everything:
        if (of_code := met.get(e.code)) is not None:
            of_code.append((draft, e))
    for record in asked:
        open_ = (each for each in met[record.code] if not decided(each[1].written, each[1].anchor))
        first = next(open_, None)
        if first is None:
            continue
        draft, e = first if first[1].around else next((each for each in open_ if each[1].around), first)
        about = ", ".join(filter(None, ("; ".join(record.roles) or record.role, record.agency)))
        # the "Mr" of a couple who is nobody else: a name for this place only
        titled = not any(map(is_name, record.names))
        anchors = " ".join(dict.fromkeys(e.anchor for _, e in met[record.code])) if titled else ""
        yield ToDecide(
            Asked.MINTED, record.names, record.kind, record.code, (record.code,), 0, draft, e.place, e.around,
            about, anchors, len(met[record.code]), here_only=titled, staff=record.kind_of_identity == "professional",
            declined=bool(record.board_says),
        )  # fmt: skip


def _seen(key_map: KeyMap) -> frozenset[str]:
    """Codes made here that a person has seen: the board is to be asked for one, or the code itself is the person's answer."""
    held = [d for d in key_map.decisions if not d.withdrawn]
    own = {r.code for r in key_map.records if r.why == MADE}
    return frozenset(
        d.code for d in held if d.ruling is Ruling.ASK or (d.ruling is Ruling.SAME and d.code in own and d.other)
    )


def _merges(key_map: KeyMap, records: list[Record]) -> Iterator[ToDecide]:
    """Pairs that may be one person: near spellings, a nickname, a surname changed. Not two of the board's own codes."""
    decided = {frozenset((d.code, d.other)) for d in key_map.decisions if d.ruling is Ruling.APART and not d.withdrawn}
    for stays, goes in may_be_one(tuple(records)):
        if frozenset((stays.code, goes.code)) not in decided:
            why = f"{fullest(goes)} ({goes.code}) and {fullest(stays)} ({stays.code}) have names alike"
            yield ToDecide(Asked.MERGE, goes.names, "person", goes.code, (stays.code,), why=why)
