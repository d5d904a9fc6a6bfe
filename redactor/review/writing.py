"""What somebody who is still writing asks of a case that is open: who is meant, what names somebody, who that is.

The passages come from the window in which the author writes, and are looked at as the drafts of the case are; nothing of them is
kept, in memory or on the disk. Only what a person says (`mark_meant`) becomes a decision of the case.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from redactor.case.case import Case
from redactor.case.deciding import Answer, NotAnAnswer, others_meant, refuse_another_kind
from redactor.case.last_look import what_is_left
from redactor.case.pipeline import Drafts, Judged, judge, look
from redactor.case.question import Asked, ToDecide
from redactor.case.replacements import Put
from redactor.documents.model import Passage, Place, Story
from redactor.documents.word.text import Normal, normalise
from redactor.keymap.decisions import Ruling, successors
from redactor.keymap.keymap import KeyMap
from redactor.keymap.reasons import described
from redactor.review.session import Review

_PLACE = "0:pane"
_LIKELY = 6
# why something is told of a passage; the words are part of what the panes are promised
KNOWN, SEVERAL, DOUBTFUL, NEW, REMOVED, PERHAPS = "known", "several", "doubtful", "new", "removed", "perhaps"
KINDS = ("person", "address", "organisation", "place")


@dataclass(frozen=True)
class SomebodyListed:
    """Somebody or a place of the case who has a code."""

    code: str
    about: str  # "Mrs A (Glenda Varnham, Mother)": shows a name
    names: tuple[str, ...]
    kind: str
    issued: bool


@dataclass(frozen=True)
class NamedHere:
    """Words of a text that still name somebody. Offsets count characters of the text as it was sent, end exclusive."""

    text: int  # which of those that were sent, from 0
    start: int
    end: int
    words: str
    why: str  # KNOWN …
    put: str  # what stands in their place in the anonymised copy; "" where nothing is certain
    code: str  # of whom they name; "" where nothing is certain
    likely: tuple[str, ...]  # codes of those whom they may mean
    kind: str


@dataclass(frozen=True)
class MeantHere:
    """Whom selected words mean. With `put` it is certain, and `start` to `end` is what goes; else a person chooses."""

    start: int
    end: int
    words: str
    put: str
    code: str
    likely: tuple[str, ...]


@dataclass(frozen=True)
class _Read:
    """Texts as they were looked at."""

    normal: tuple[Normal, ...]
    drafts: Drafts
    judged: Judged
    case: Case

    def raw(self, passage: int, start: int, end: int) -> tuple[int, int]:
        """The span in the text as it was sent."""
        of = self.normal[passage]
        return of.starts[start], of.ends[end - 1]


def listed_people(review: Review) -> tuple[SomebodyListed, ...]:
    """Everybody and every place of the case who has a code, the board's first."""
    key_map = review.key_map
    retired = successors(key_map.decisions)
    records = sorted((r for r in key_map.records if r.code not in retired), key=lambda r: not r.issued)
    return tuple(SomebodyListed(r.code, described(key_map, r.code), r.names, r.kind, r.issued) for r in records)


def named_here(review: Review, texts: Sequence[str]) -> tuple[NamedHere, ...]:
    """What in these texts, paragraph by paragraph, still names somebody, in the order of the text."""
    read, key_map = _read(review, texts), review.key_map
    found = [_named(read, put, key_map, texts) for put in read.judged.put if put.start < put.end]
    taken = {(f.text, f.start) for f in found}
    left = what_is_left(
        read.judged.detected, read.judged.put, read.judged.resolved, read.case, read.drafts.anchors,
        read.judged.known.kept_places,
    )  # fmt: skip
    for one in left:
        number = one.passage.number
        start, end = read.raw(number, one.start, one.end)
        if (number, start) not in taken:
            likely = (one.code,) if one.code and key_map.record(one.code) else ()
            found.append(NamedHere(number, start, end, texts[number][start:end], PERHAPS, "", "", likely, "person"))
    return tuple(sorted(found, key=lambda f: (f.text, f.start)))


def meant_here(review: Review, texts: Sequence[str], number: int, start: int, end: int) -> MeantHere:
    """Whom the characters `start` to `end` of text `number` mean; the other texts stand around it, and are read with it.

    Certain is only what the engine decides without doubt about one mention that holds all of the selection.
    Raises NotAnAnswer where nothing is selected.
    """
    raw = texts[number] if 0 <= number < len(texts) else ""
    if not 0 <= start < end <= len(raw) or not any(map(str.isalnum, raw[start:end])):
        raise NotAnAnswer("Which words? Select the name of one person, and nothing else.")
    start, end = _without_edges(raw, start, end)
    read, key_map = _read(review, texts), review.key_map
    touched = [
        (put, span)
        for put in read.judged.put
        if put.passage == number and put.start < put.end
        for span in (read.raw(number, put.start, put.end),)
        if span[0] < end and start < span[1]
    ]
    found = [_named(read, put, key_map, texts) for put, _ in touched]
    if len(touched) == 1 and touched[0][1][0] <= start and end <= touched[0][1][1] and found[0].why in (KNOWN, REMOVED):
        (one,) = found
        return MeantHere(one.start, one.end, one.words, one.put, one.code, ())
    # half of a name would be left: what is asked about is all of it
    start, end = min([start, *(s for _, (s, _) in touched)]), max([end, *(e for _, (_, e) in touched)])
    words = raw[start:end]
    likely = [c for f in found for c in ((f.code,) if f.code else f.likely)]
    likely += [r.code for r, _ in others_meant(key_map, normalise(words).text, "")]
    return MeantHere(start, end, words, "", "", tuple(dict.fromkeys(likely))[:_LIKELY])


def mark_meant(review: Review, words: str, *, code: str = "", prefix: str = "", kind: str = "person") -> SomebodyListed:
    """From now on these words mean whoever has this code, or somebody new with a code of this kind, wherever they stand.

    Raises NotAnAnswer (also `Unlikely`: the same answer given again is taken), BlockUsedUp.
    """
    words = _plain(words)
    if not code and not prefix:
        raise NotAnAnswer("Who is it? Choose somebody of the list, or somebody new.")
    if prefix:
        refuse_another_kind(kind, prefix)
    put = {p.decision.code for p in review.judged.put if p.decision.mention.text == words}
    stands = next(iter(put)) if len(put) == 1 else ""
    question = ToDecide(Asked.UNRESOLVED, (words,), kind if kind in KINDS else "person", stands)
    review.decide(question, Answer(Ruling.CODE, code, prefix=prefix))
    # the page may have taken another answer since: the last about these words
    given = next(d.code for d in reversed(review.key_map.decisions) if words in d.names and d.code)
    return next(p for p in listed_people(review) if p.code == given)


def keep_here(review: Review, words: str) -> None:
    """These words name nobody, and stay in this case. Raises Refused for a name of the list, NotAnAnswer without words."""
    review.keep_words(_plain(words))


def _without_edges(raw: str, start: int, end: int) -> tuple[int, int]:
    """The span without the spaces and marks around it, which a hand selects along with a name."""
    while start < end - 1 and not raw[start].isalnum():
        start += 1
    while start < end - 1 and not raw[end - 1].isalnum():
        end -= 1
    return start, end


def _plain(words: str) -> str:
    plain = " ".join(normalise(words).text.split())
    if not any(map(str.isalnum, plain)):
        raise NotAnAnswer("Which words? Select the name of one person, and nothing else.")
    return plain


def _read(review: Review, texts: Sequence[str]) -> _Read:
    """The texts looked at with what the case knows now. They are read anew each time: what is being written is kept nowhere."""
    case = review.case
    normal = tuple(map(normalise, texts))
    passages = tuple(
        Passage(n, each.text, Place(Story.BODY, f"paragraph {n + 1}", _PLACE), in_draft=n)
        for n, each in enumerate(normal)
    )
    drafts = Drafts((), passages, frozenset())
    found = look(drafts, case) if any(p.text.strip() for p in passages) else []
    return _Read(normal, drafts, judge(drafts, found, case), case)


def _named(read: _Read, put: Put, key_map: KeyMap, texts: Sequence[str]) -> NamedHere:
    start, end = read.raw(put.passage, put.start, put.end)
    decision = put.decision
    record = key_map.record(decision.code) if decision.code else None
    kind = decision.mention.kind.value
    likely = tuple(_known_codes(key_map, decision.candidates))
    if decision.candidates:
        why, code, text = SEVERAL, "", ""
    elif kind not in KINDS:
        why, code, text = REMOVED, "", put.text
    elif record is None:
        why, code, text = NEW, "", ""
    elif decision.doubtful:
        why, code, text, likely = DOUBTFUL, "", "", (record.code,)
    else:
        why, code, text = KNOWN, record.code, put.text
    return NamedHere(put.passage, start, end, texts[put.passage][start:end], why, text, code, likely, kind)


def _known_codes(key_map: KeyMap, codes: Iterable[str]) -> Iterable[str]:
    return (record.code for c in codes if (record := key_map.record(c)) is not None)
