"""Who the last look knows: the people of list, key map and this run, by the words and letters that they are called by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from redactor.base.remembered import remembered
from redactor.case.case import Case
from redactor.codes.model import Kind
from redactor.detection.look import is_trade
from redactor.identities.model import Resolved
from redactor.language.disguised import Disguises
from redactor.language.establishments import CALLED_THE, is_never_alone, proper_words
from redactor.language.lexicon import abbreviations, fold, lexicon
from redactor.language.names import PARTICLES, initials_of, is_nickname, near, parse_name

_SHORT_FORMS = 10  # births from which a word in small letters may be a short form of somebody's name
_TELLING = 4  # letters of a word that a slip of the pen may have changed


@dataclass(frozen=True)
class CaseNames:
    """All words folded."""

    given: Mapping[str, frozenset[str]]  # first name, alias or single name → codes
    surnames: Mapping[str, frozenset[str]]
    initials: Mapping[str, frozenset[str]]  # "KM" → codes
    letters: frozenset[str]  # first letters of the listed people's first names and surnames
    disguises: Disguises
    called: frozenset[str] = frozenset()  # letters by which somebody is called elsewhere in the drafts: "RO", "SM"
    places: frozenset[str] = frozenset()  # towns that agencies are called after: they stay
    bodies: Mapping[str, frozenset[str]] = field(
        default_factory=dict
    )  # a word of a listed establishment's name → codes
    offices: frozenset[str] = frozenset()  # what codes of the list begin with: "SW", "TM"

    @classmethod
    def of(
        cls, case: Case, resolved: Resolved, places: frozenset[str], called: frozenset[str] = frozenset()
    ) -> CaseNames:
        """Everybody of the list and the key map, and those met in this run; `places`: what agencies are called after."""
        given: dict[str, set[str]] = defaultdict(set)
        surnames: dict[str, set[str]] = defaultdict(set)
        initials: dict[str, set[str]] = defaultdict(set)
        letters: set[str] = set()
        listed = {e.code: (e.name, *e.aliases) for e in case.codes.entries if e.kind.is_person}
        people = [(code, name, True) for code, names in listed.items() for name in names]
        people += [
            (i.code, name, False)
            for i in (*case.earlier, *resolved.identities)
            if i.kind in ("person", "professional")
            for name in i.names
        ]
        prefixes = frozenset(r.prefix for r in case.roles)
        for code, text, of_list in people:
            name = parse_name(text, prefixes)
            words = [w for w in (*name.given, name.word) if len(w) > 1]
            for word in words:
                given[fold(word)].add(code)
            for word in re.split(r"[\s-]+", name.surname):
                if len(word) > 1 and fold(word) not in PARTICLES:
                    surnames[fold(word)].add(code)
            if name.given and name.surname:
                for each in initials_of(name.given[:1], (*name.given[1:], *name.initials), name.surname):
                    initials[each].add(code)
            if of_list:
                letters.update(w[0].upper() for w in (*words[:1], name.surname) if w)
        return cls(
            {w: frozenset(c) for w, c in given.items()},
            {w: frozenset(c) for w, c in surnames.items()},
            {w: frozenset(c) for w, c in initials.items() if len(w) > 1},
            frozenset(letters),
            Disguises.of(name for _, name, _ in people),
            called,
            places,
            _bodies(case, places),
            frozenset(e.code.rstrip("0123456789").strip() for e in case.codes.entries if e.kind.is_person),
        )

    def codes(self, word: str) -> frozenset[str]:
        """Whose name a word is; empty for nobody's."""
        folded = fold(word)
        return self.given.get(folded, frozenset()) | self.surnames.get(folded, frozenset())

    def shortened(self, word: str) -> frozenset[str]:
        """Whose first name a word in small letters is a customary short form of: "pat" of Patricia."""
        if word[:1].isupper() or lexicon().births(word) < _SHORT_FORMS:
            return frozenset()
        return frozenset().union(*(codes for name, codes in self.given.items() if is_nickname(word, name)))

    def touched(self, word: str) -> str:
        """The name of the case that a word is a misspelling or a short form of; "" for none."""
        return _touched(fold(word), frozenset(self.given), frozenset(self.surnames))


def _bodies(case: Case, places: frozenset[str]) -> Mapping[str, frozenset[str]]:
    """The word by which an establishment of the list is called for short, folded ("Magpie" of Magpie Fostering, "Bank" of Thorn
    Bank), and the letters that the list has as they are."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in case.codes.entries:
        for name in (entry.name, *entry.aliases) if entry.kind is Kind.ORGANISATION else ():
            proper = proper_words(name)
            if name.isalpha() and name.isupper() and len(name) > 2:
                found[name].add(entry.code)  # "SPACE", which in a line of capitals is a word, too
            for word in {*proper[:1], *(w for w in proper[1:] if w in CALLED_THE)}:
                if len(word) > 3 and word not in places and not is_never_alone(word):
                    found[word].add(entry.code)
    return {word: frozenset(codes) for word, codes in found.items()}


@remembered(16384)
def _touched(word: str, given: frozenset[str], surnames: frozenset[str]) -> str:
    if len(word) < _TELLING:
        return next((g for g in sorted(given) if len(word) > 2 and is_nickname(word, g)), "")
    close = (n for n in sorted(given | surnames) if len(n) >= _TELLING and near(word, n))
    short = (g for g in sorted(given) if is_nickname(word, g))
    return next(close, "") or next(short, "")


# "psychosocial", "multiagency": no list of words has all that these make
_BEFORE_WORDS = (
    "psycho", "neuro", "socio", "multi", "inter", "intra", "counter", "cardio", "physio", "micro", "hyper", "trans", "gastro",
    "electro", "immuno", "musculo", "bio",
)  # fmt: skip


@remembered(65536)
def is_known_word(word: str) -> bool:
    """A word of the language, of the field or of the map, whatever its first letter: nobody's name by itself."""
    lex, folded = lexicon(), fold(word)
    stem = folded.removesuffix("s")
    return (
        lex.is_ordinary(word)
        or folded in lex.rarer
        or folded in lex.function_words
        or folded in lex.titles
        or folded in lex.geographic
        or folded in lex.demonyms
        or folded in lex.things
        or stem in lex.things
        or is_trade(word)
        or word.upper().rstrip("S") in abbreviations()
        or word.upper() in abbreviations()
        or (len(stem) > 3 and lex.is_ordinary(stem))
        or any(folded.startswith(p) and lex.is_ordinary(folded.removeprefix(p)) for p in _BEFORE_WORDS)
        or any(len(phrase) == 1 for phrase in lex.keep_starts.get(folded, ()))
    )
