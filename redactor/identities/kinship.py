"""Who is whose relative, as the board's list says: its relationships are facts, and others follow from them.

"Mother", "Paternal aunt", "Brother of Mr B", "Mother's former partner, father of Child 2" become edges (parent, sibling,
partner) of a graph; what somebody is to somebody else is read off it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from redactor.base.remembered import remembered
from redactor.identities.people import Person
from redactor.language.alternatives import alternatives
from redactor.language.lexicon import fold, rows

# the words of kinship, by what they mean: models/lists/kinship.csv
_SIDE = re.compile(r"\b(maternal|paternal|mother's|father's|mat|pat|m|p)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kin:
    """A word of kinship: what relation it is, and the sex of whom it names."""

    word: str
    relation: str  # "parent", "child", "sibling", "grandparent" …
    sex: str  # "f", "m" or ""
    side: str = ""  # "maternal" or "paternal" where the word itself says so (MGM)


@lru_cache(maxsize=1)
def kin_words() -> Mapping[str, Kin]:
    """Folded word → what it means."""
    return {
        fold(word): Kin(fold(word), row["relation"], row["sex"], row["side"])
        for row in rows("kinship.csv")
        for word in row["words"].split(";")
    }


@lru_cache(maxsize=1)
def kin_pattern() -> str:
    """A pattern of every word of kinship, longest first, spaces and hyphens alike."""
    words = sorted({w for row in rows("kinship.csv") for w in row["words"].split(";")}, key=len, reverse=True)
    spelt = (re.escape(w).replace(r"\-", "[- ]?").replace(r"\ ", r"\s+").replace("'", "['’]") for w in words)
    return alternatives(spelt, ignoring_case=True)


@remembered(4096)
def kin_of(word: str) -> Kin | None:
    """What a word of kinship means; None for another word."""
    plain = fold(" ".join(word.replace("-", " ").split()))
    return kin_words().get(plain) or kin_words().get(plain.replace(" ", "-")) or kin_words().get(plain.replace(" ", ""))


@dataclass(frozen=True)
class Family:
    """The relatives of a case. People are given by their keys."""

    parents: Mapping[int, frozenset[int]]
    siblings: Mapping[int, frozenset[int]]
    partners: Mapping[int, frozenset[int]]
    told: Mapping[tuple[int, int], frozenset[str]]  # (whose, who) → relations that the list itself gives
    subjects: tuple[int, ...] = ()
    members: frozenset[int] = frozenset()
    _memory: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, people: Sequence[Person]) -> Family:
        """The family that the list's relationships tell."""
        return _Reader(people).family()

    def related(self, whose: int, who: int) -> frozenset[str]:
        """What `who` is to `whose`: "parent", "sibling" …; empty where the list does not tell."""
        key = (whose, who)
        if key not in self._memory:
            self._memory[key] = frozenset(self._derived(whose, who)) | self.told.get(key, frozenset())
        return self._memory[key]

    def _derived(self, whose: int, who: int) -> Iterable[str]:
        parents, siblings, partners = self._parents(whose), self._siblings(whose), self._partners(whose)
        if who in parents:
            yield "parent"
        if whose in self._parents(who):
            yield "child"
        if who in siblings:
            yield "sibling"
        if who in partners:
            yield "partner"
        if any(who in self._parents(p) for p in parents):
            yield "grandparent"
        if any(whose in self._parents(p) for p in self._parents(who)):
            yield "grandchild"
        if any(who in self._siblings(p) for p in parents):
            yield "pibling"
        if any(whose in self._siblings(p) for p in self._parents(who)):
            yield "nibling"
        if any(self._parents(who) & self._siblings(p) for p in parents):
            yield "cousin"
        if any(who in self._partners(p) for p in parents) and who not in parents:
            yield "step-parent"
        if any(whose in self._partners(p) for p in self._parents(who)) and who not in self._children(whose):
            yield "step-child"
        beside = partners | self._co_parents(whose)
        if any(who in self._parents(p) for p in beside):
            yield "parent-in-law"
        if any(who in self._siblings(p) for p in partners) or any(who in self._partners(s) for s in siblings):
            yield "sibling-in-law"

    def is_no_parent(self, who: int, of: int, sexes: Mapping[int, str]) -> bool:
        """The list names another mother, or another father, of the child `of` than `who`; `sexes`: key → "f", "m" or ""."""
        sex = sexes.get(who, "")
        known = [p for p in self._parents(of) if sexes.get(p) == sex]
        return bool(sex and known and who not in self._parents(of))

    def _co_parents(self, key: int) -> frozenset[int]:
        return frozenset(p for c in self._children(key) for p in self._parents(c)) - {key}

    def _parents(self, key: int) -> frozenset[int]:
        return self.parents.get(key, frozenset())

    def _children(self, key: int) -> frozenset[int]:
        return frozenset(c for c, parents in self.parents.items() if key in parents)

    def _siblings(self, key: int) -> frozenset[int]:
        shared = {c for p in self._parents(key) for c in self._children(p)} - {key}
        return self.siblings.get(key, frozenset()) | shared

    def _partners(self, key: int) -> frozenset[int]:
        return self.partners.get(key, frozenset())


_OF_SEVERAL = re.compile(r"(?P<what>.+? of(?: [Cc]hild(?:ren)?)?) (?P<whom>[A-Z\d](?:(?:, | and | & )[A-Z\d])+)")
_OF_A_CHILD = re.compile(r"child|yp|young person|baby|sibling|subject")


class _Reader:
    def __init__(self, people: Sequence[Person]) -> None:
        self._people = [p for p in people if p.code and p.kind == "person"]
        self._by_code = {fold(p.code): p for p in self._people}
        self._subjects = [p for p in self._people if p.subject]
        self._parents: dict[int, set[int]] = defaultdict(set)
        self._siblings: dict[int, set[int]] = defaultdict(set)
        self._partners: dict[int, set[int]] = defaultdict(set)
        self._told: dict[tuple[int, int], set[str]] = defaultdict(set)
        self._half: dict[tuple[int, int], bool] = {}

    def family(self) -> Family:
        # from the nearest relatives to the farthest: an aunt is a sister of a parent who has to be known first
        for wanted in (("parent",), ("partner", "step-parent"), ("sibling", "child"), ()):
            for person in self._people:
                for word, side, whose in self._statements(person):
                    if (word.relation in wanted) if wanted else word.relation not in _NEAREST:
                        self._take(person, word, side or word.side, whose)
        self._share_parents()
        return Family(
            {k: frozenset(v) for k, v in self._parents.items()},
            {k: frozenset(v) for k, v in self._siblings.items()},
            {k: frozenset(v) for k, v in self._partners.items()},
            {k: frozenset(v) for k, v in self._told.items()},
            tuple(p.key for p in self._subjects),
            frozenset(p.key for p in self._people),
        )

    def _share_parents(self) -> None:
        """Full brothers and sisters have one another's parents: an uncle is the grandfather's son."""
        for me, others in self._siblings.items():
            for other in others:
                if not self._half.get((me, other)):
                    self._parents[me] |= self._parents[other]

    def _statements(self, person: Person) -> Iterable[tuple[Kin, str, list[int]]]:
        """Each relationship of a row: the word, its side, and whose relative it makes the person."""
        text = person.role or person.code
        if several := _OF_SEVERAL.fullmatch(text.strip()):  # "Father of C and D"
            text = ", ".join(f"{several['what']} {each}" for each in re.findall(r"\b[A-Z\d]\b", several["whom"]))
        for clause in re.split(r"[,;/(]| and (?!.*['’]s)", text):
            # "Mother's partner" is a partner: a word that owns another is whose
            match = next(
                (m for m in _WORD().finditer(clause) if clause[m.end() : m.end() + 2] not in ("'s", "’s")), None
            )
            if match is None:
                continue
            word = kin_of(match.group())
            if word is None:
                continue
            before = clause[: match.start()]
            if owner := re.search(r"([\w .-]+?)['’]s?\s+(?:[\w-]+\s+)*$", before):
                whose = self._whose(owner.group(1))
            elif of := re.match(r"\s+(?:of|to)\s+(?:the\s+)?([\w .'-]+)", clause[match.end() :]):
                whose = self._whose(of.group(1))
            else:
                whose = [s.key for s in self._subjects if s is not person]
            side = _SIDE.search(before)
            yield (
                word,
                {"m": "maternal", "p": "paternal", "f": "paternal"}[side.group(1)[0].lower()] if side else "",
                whose,
            )

    def _whose(self, text: str) -> list[int]:
        """The person of a code ("Mr B") or of a relation to the subject ("Mother") that a row names; none where neither."""
        plain = fold(text.strip())
        if plain in self._by_code:
            return [self._by_code[plain].key]
        for code, person in self._by_code.items():
            if plain.startswith(code):
                return [person.key]
        if len(plain) == 1:  # "C" for Child C
            return [p.key for code, p in self._by_code.items() if code.split()[-1] == plain and _OF_A_CHILD.match(code)]
        word = kin_of(plain.split()[-1]) if plain else None
        if word is not None:
            found = [
                p.key
                for p in self._people
                for said, _, _ in [next(iter(self._own(p)), (None, "", []))]
                if said is not None and said.relation == word.relation and (not word.sex or said.sex == word.sex)
            ]
            return found[:1]
        # "Father of perpetrator", where one row is "Perpetrator"
        called = [p.key for p in self._people if plain and fold(p.role.strip()) == plain.removeprefix("the ")]
        if len(called) == 1:
            return called
        return [s.key for s in self._subjects] if plain in ("subject", "the subject", "child", "victim") else []

    def _own(self, person: Person) -> Iterable[tuple[Kin, str, list[int]]]:
        if match := _WORD().match(person.role.strip().removeprefix("Birth ").removeprefix("birth ")):
            word = kin_of(match.group())
            if word is not None:
                yield word, "", []

    def _take(self, person: Person, word: Kin, side: str, whose: Sequence[int]) -> None:
        me = person.key
        for other in whose:
            if other == me:
                continue
            self._told[(other, me)].add(word.relation)
            match word.relation:
                case "parent":
                    self._parents[other].add(me)
                case "child":
                    self._parents[me].add(other)
                case "partner":
                    self._partners[other].add(me)
                    self._partners[me].add(other)
                case "step-parent":
                    for parent in self._parent_of(other, "f" if word.sex == "m" else "m"):
                        self._partners[parent].add(me)
                        self._partners[me].add(parent)
                case "sibling":
                    self._siblings[other].add(me)
                    self._siblings[me].add(other)
                    if word.word.startswith(("half", "step")):
                        self._half[(me, other)] = self._half[(other, me)] = True
                        sex = {"maternal": "f", "paternal": "m"}.get(side)
                        self._parents[me].update(self._parent_of(other, sex) if sex else ())
                case "grandparent" | "pibling":
                    sex = {"maternal": "f", "paternal": "m"}.get(side, "")
                    through = self._parent_of(other, sex) if sex else []
                    for parent in through:
                        if word.relation == "grandparent":
                            self._parents[parent].add(me)
                        else:
                            self._siblings[parent].add(me)
                            self._siblings[me].add(parent)

    def _parent_of(self, child: int, sex: str | None) -> list[int]:
        by_key = {p.key: p for p in self._people}
        return [p for p in self._parents[child] if p in by_key and (not sex or by_key[p].gender == sex)]


_NEAREST = ("parent", "partner", "step-parent", "sibling", "child")


@lru_cache(maxsize=1)
def _WORD() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{kin_pattern()})\b", re.IGNORECASE)
