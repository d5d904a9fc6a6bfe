"""What persons have decided, put over what the program would decide: before the sieve, so that it learns the names, and
after it, so that their word is the last.

A decision about one mention goes before one about a name, a later one before an earlier one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from redactor.base.remembered import remembered
from redactor.detection.mentions import Kept, Mention, MentionKind
from redactor.identities.model import FAMILY_NAME, Decision, Resolved, family_of
from redactor.identities.renumbered import RULE as OVERTAKEN
from redactor.keymap.anchors import Anchors
from redactor.keymap.decisions import Decided, Ruling, successors
from redactor.language.lexicon import abbreviations, fold, lexicon

if TYPE_CHECKING:  # a check without the language model must not wait for the engine
    from redactor.detection.engine import Detected

RULE = "decided by a person"
LEFT = "left by a person"
_RECOGNISER = "Person"
_BEGINS = re.compile(r"(?:^|[.!?:;“\"]|\n)[\s\W]*$")
_CODED = (Ruling.CODE, Ruling.SAME)
_PUT = (*_CODED, Ruling.FAMILY)  # something is put in the place of the words


@dataclass(frozen=True)
class Settled:
    """The decisions that hold, by what they are about."""

    decisions: tuple[Decided, ...]
    anchors: Anchors
    codes: frozenset[str] = frozenset()  # that the list or an earlier run has given

    @cached_property
    def _everywhere(self) -> Mapping[str, Decided]:
        """Name, with its spaces made one → the last decision on it."""
        return {plain_name(name): d for d in self._held if not d.here_only for name in d.names if is_name(name)}

    @cached_property
    def _following(self) -> Mapping[str, str]:
        """Code → the one that the same identity has now."""
        return successors(self.decisions)

    @cached_property
    def _here(self) -> Mapping[tuple[int, int], Decided]:
        """(passage, first character) → the last decision on it."""
        return {place: d for d in self._held if d.here_only for place in self.anchors.find(d.anchor)}

    @cached_property
    def _here_in(self) -> Mapping[int, Sequence[tuple[int, Decided]]]:
        """Passage → the first characters of mentions that a person gave a code, and the decisions."""
        found: dict[int, list[tuple[int, Decided]]] = {}
        for (passage, start), told in self._here.items():
            if told.ruling in _PUT:
                found.setdefault(passage, []).append((start, told))
        return found

    @property
    def _held(self) -> Iterable[Decided]:
        return (d for d in self.decisions if not d.withdrawn and d.names and d.ruling is not Ruling.ASK)

    @cached_property
    def _approved(self) -> Mapping[str, frozenset[str]]:
        """Code made here → the names that it stood for when a person saw it, and found that the board should be asked."""
        asked = (d for d in self.decisions if not d.withdrawn and d.ruling is Ruling.ASK)
        return {self._following.get(d.code, d.code): frozenset(map(plain_name, d.names)) for d in asked}

    def __bool__(self) -> bool:
        return bool(self._everywhere or self._here or self._approved)

    def on(self, m: Mention) -> Decided | None:
        """The decision on a mention; None when nobody has decided."""
        here = self._here.get((m.passage, m.start))
        if here is not None and plain_name(m.text) in map(plain_name, here.names):
            return here
        return self._everywhere.get(plain_name(m.text))

    def before(self, detected: Sequence[Detected]) -> list[Detected]:
        """What was found, with what persons added to it and without what they keep."""
        return [self._in_one(d) for d in detected] if self else list(detected)

    def _in_one(self, d: Detected) -> Detected:
        added = list(self._added(d)) if self._added_everywhere or d.passage.number in self._here_in else []
        mentions = d.mentions
        if added:  # what a person has pointed out goes before what the program made of the words
            free = (m for m in d.mentions if not any(a.start < m.end and m.start < a.end for a in added))
            mentions = tuple(sorted([*free, *added], key=lambda m: m.start))
        stays = {m for m in mentions if (found := self.on(m)) and found.ruling in (Ruling.KEEP, Ruling.LEAVE)}
        if not added and not stays:
            return d
        kept = [Kept(m.passage, m.start, m.end, LEFT) for m in mentions if m in stays]
        return replace(d, mentions=tuple(m for m in mentions if m not in stays), kept=(*d.kept, *kept))

    def _added(self, d: Detected) -> Iterable[Mention]:
        """Names that only a person has seen. A word of the language ("Will") not where a sentence begins with it."""
        text, number = d.passage.text, d.passage.number
        known = {(m.start, m.end) for m in d.mentions}
        taken: list[tuple[int, int]] = []

        def free(start: int, end: int) -> bool:
            return not any(s < end and start < e for s, e in taken)

        for start, told in self._here_in.get(number, ()):
            for name in told.names:
                end = start + len(name)
                if text[start:end] == name and (start, end) not in known and free(start, end):
                    taken.append((start, end))
                    yield _mention(number, start, name, told)
        # everywhere: words that the program has a mention in already only where they are more than it
        taken += [(m.start, m.end) for m in d.mentions if m.text not in self._longer]
        for first, pattern, word, told in self._added_everywhere:
            for match in pattern.finditer(text) if first in text else ():
                if free(*match.span()) and not (
                    word and _BEGINS.search(text, max(0, match.start() - 60), match.start())
                ):
                    taken.append(match.span())
                    yield _mention(number, match.start(), match.group(), told)

    @cached_property
    def _added_everywhere(self) -> Sequence[tuple[str, re.Pattern[str], bool, Decided]]:
        """Each name's first word, how it is found, whether it is a word of the language, and the decision; longest first."""
        names = [
            (n, d) for d in self._everywhere.values() if d.ruling in _PUT for n in d.names if not is_of_one_place(n)
        ]
        coded = sorted(
            ((n, d) for n, d in names if not _is_one_word(n.lower()) or n[:1].isupper()), key=lambda t: -len(t[0])
        )
        return [
            (n.split()[0], re.compile(rf"(?<!\w){_pattern(n)}(?!\w)"), _is_one_word(n), d)
            for n, d in coded
            if n.strip()
        ]

    @cached_property
    def _longer(self) -> frozenset[str]:
        """Words of names in several words that persons have decided on: a mention of one of them may be a part of it."""
        names = [n for d in self._everywhere.values() if d.ruling in _PUT for n in d.names if len(n.split()) > 1]
        return frozenset(part for n in names for part in _parts(n))

    @cached_property
    def _once_kept(self) -> frozenset[str]:
        """What a person has kept, and may since have given a code."""
        kept = (d for d in self._held if d.ruling in (Ruling.KEEP, Ruling.LEAVE))
        return frozenset(plain_name(n) for d in kept for n in d.names)

    def told(self, detected: Sequence[Detected]) -> dict[tuple[int, int], tuple[str, bool]]:
        """(passage, start) of every mention decided on → the code, and whether for this place: facts for the solution."""
        found = {}
        for m in (m for d in detected for m in d.mentions) if self else ():
            if (told := self.on(m)) and told.ruling in _CODED:
                found[(m.passage, m.start)] = (self._now(told), told.here_only)
        return found

    def after(self, resolved: Resolved) -> Resolved:
        """The sieve's decisions with those of persons in their place."""
        if not self:
            return resolved
        decided = tuple(map(self._over, resolved.decisions))
        return replace(resolved, decisions=tuple(self._seen(decided)) if self._approved else decided)

    def _seen(self, decided: Sequence[Decision]) -> Iterator[Decision]:
        """What was doubtful of somebody new is so no more once a person has seen who is called so, and nobody else is."""
        bearers: dict[str, set[str]] = defaultdict(set)
        for d in decided:
            bearers[plain_name(d.mention.text)].update(filter(None, (d.code, *d.candidates)))
        for d in decided:
            words = plain_name(d.mention.text)
            known = d.doubtful and words in self._approved.get(d.code, ()) and len(bearers[words]) == 1
            yield replace(d, doubtful=False) if known else d

    def _over(self, decision: Decision) -> Decision:
        told = self.on(decision.mention)
        if told is None or told.ruling not in _PUT:
            return decision
        if (
            not told.here_only
            and self._is_certain(decision)
            and decision.code not in (told.other, told.code, self._now(told))
            and plain_name(decision.mention.text) not in self._once_kept
        ):
            return decision  # the answer to "who is Mrs Hill?" does not touch the Mrs Hill whom her first name tells
        if told.ruling is Ruling.FAMILY:
            return Decision(decision.mention, "", RULE, 1.0, text=family_of(self._now(told)))
        return Decision(decision.mention, self._now(told), RULE, 1.0)

    def _now(self, told: Decided) -> str:
        """The code that a decision gives, or the one that a later decision has put in its place."""
        return self._following.get(told.code, told.code)

    def _is_certain(self, decision: Decision) -> bool:
        return decision.code in self.codes and not decision.doubtful and decision.mention.recogniser != _RECOGNISER


def still_there(sieved: Resolved, detected: Sequence[Detected], settled: Settled) -> Resolved:
    """What the sieve decided, of the mentions that there are now: without those that a person keeps, and with those that
    a person decided on and the sieve has not seen; two identities found to be one are under one code."""
    following = successors(settled.decisions)
    known = {_place(d.mention) for d in sieved.decisions}
    mentions = {_place(m): m for d in detected for m in d.mentions}
    starts = {(m.passage, m.start) for m in mentions.values()}
    stay = [
        d
        for d in sieved.decisions
        if _place(d.mention) in mentions
        or d.rule == OVERTAKEN
        or (d.rule == FAMILY_NAME and _holds_one(d.mention, starts))
    ]
    known |= {place for d in stay if d.rule == FAMILY_NAME for place in mentions if _is_within(place, d.mention)}
    added = [
        Decision(m, "", RULE, 1.0)
        for place, m in mentions.items()
        if place not in known and (told := settled.on(m)) is not None and told.ruling in _PUT
    ]
    both = sorted([*stay, *added], key=lambda d: _place(d.mention)) if added else stay
    return replace(
        sieved, decisions=tuple(replace(d, code=following[d.code]) if d.code in following else d for d in both)
    )


def _holds_one(whole: Mention, starts: Collection[tuple[int, int]]) -> bool:
    """A mention of the text is within one that the sieve has made wider: "Hill" in "the Hill family"."""
    return any((whole.passage, at) in starts for at in range(whole.start, whole.end))


def _is_within(place: tuple[int, int, int], whole: Mention) -> bool:
    return place[0] == whole.passage and whole.start <= place[1] and place[2] <= whole.end


def teaches(decision: Decided, detected: Sequence[Detected]) -> bool:
    """Whether the sieve may make something else of other mentions once it knows this decision: not where one mention
    that it has seen gets another code, and not where nothing but the register changes."""
    if decision.ruling in (Ruling.ASK, Ruling.APART):
        return False
    if decision.ruling is not Ruling.CODE or not decision.here_only:
        return True
    names = set(map(plain_name, decision.names))
    return not any(plain_name(m.text) in names for d in detected for m in d.mentions)


def _place(m: Mention) -> tuple[int, int, int]:
    return (m.passage, m.start, m.end)


@dataclass(frozen=True)
class DecidedAbout:
    """Whether persons have decided about words, here or everywhere: asked once for every mention of a case."""

    everywhere: frozenset[str]
    here: frozenset[tuple[str, str]]  # (anchor, words)

    @classmethod
    def by(cls, decisions: Iterable[Decided]) -> DecidedAbout:
        """By the decisions that hold."""
        held = [
            (d, plain_name(n))
            for d in decisions
            if not d.withdrawn and d.ruling is not Ruling.ASK
            for n in d.names
            if d.here_only or is_name(n)
        ]
        return cls(
            frozenset(n for d, n in held if not d.here_only),
            frozenset((anchor, n) for d, n in held for anchor in d.anchor.split()),
        )

    def __call__(self, written: str, anchor: str) -> bool:
        """Whether somebody has decided about these words at this anchor."""
        plain = plain_name(written)
        return plain in self.everywhere or (anchor, plain) in self.here


@remembered(65536)
def is_name(words: str) -> bool:
    """More than a title: whom "Mr" means here says nothing of any other "Mr"."""
    return any(fold(w.rstrip(".")) not in lexicon().titles for w in words.split())


def is_of_one_place(name: str) -> bool:
    """Letters that mean something else a line on: "C" of "T/C", and the abbreviations of the field, "GP" of Gwen Poole. What a
    person says of them holds where it was asked, and for what is found to be somebody; nothing is looked for by it."""
    letters = name.rstrip(".")
    return len(letters) == 1 or letters.upper() in abbreviations()


def _parts(name: str) -> Iterable[str]:
    """Every run of its words but the whole."""
    words = name.split()
    return (" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1) if b - a < len(words))


def is_word(name: str) -> bool:
    """Nothing but words of the language: "Will", "Baby Grace" not."""
    return all(lexicon().is_ordinary(w) for w in name.split())


def _is_one_word(name: str) -> bool:
    """A single word of the language: several together ("the old bakery") are what a person has pointed out, and no chance."""
    return len(name.split()) == 1 and is_word(name)


def told_names(decisions: Iterable[Decided], *, no: str = "") -> dict[str, tuple[str, ...]]:
    """Code → the full names, and the single names that are no words, that persons said are meant by it everywhere.

    `no`: without what is of this kind. Somebody's house may stand for them, and is nothing that they are called.
    """
    held = (d for d in decisions if not d.withdrawn and not d.here_only and d.ruling is not Ruling.ASK and d.kind != no)
    last = {plain_name(n): (n, d) for d in held for n in d.names}
    found: dict[str, list[str]] = {}
    for name, decision in last.values():
        words = name.split()
        titled = fold(words[0]) in lexicon().titles
        if decision.ruling in _CODED and not titled and (len(words) > 1 or not is_word(name)):
            found.setdefault(decision.code, []).append(name)
    return {code: tuple(names) for code, names in found.items()}


def _mention(passage: int, start: int, text: str, told: Decided) -> Mention:
    return Mention(passage, start, start + len(text), text, MentionKind(told.kind), 1.0, _RECOGNISER)


def _pattern(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


@remembered(65536)  # asked for every mention after every decision
def plain_name(name: str) -> str:
    """A name as decisions hold it: in lower case, without accents, apostrophes, full stops and needless spaces."""
    return fold(" ".join(name.split()))
