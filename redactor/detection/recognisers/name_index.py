"""The words by which the people of a case are called, and the initials that its drafts use for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from redactor.detection.look import Look
from redactor.detection.recognisers.tables import NAME_COLUMN
from redactor.language.lexicon import abbreviations, fold
from redactor.language.names import (
    PARTICLES,
    QUOTED_WITHIN,
    hyphened_letters,
    initials_of,
    letters_before,
    parse_name,
    user_names,
)
from redactor.language.tokens import Token


@dataclass(frozen=True)
class NameIndex:
    """The words by which the people of the case are called. All words folded; built once, then only read."""

    given: dict[str, frozenset[str]]  # first name or alias → surnames it goes with ("" where none is known)
    surnames: dict[str, frozenset[str]]  # surname → first names and initials it goes with
    phrases: frozenset[tuple[str, ...]]  # names of several words that are no first name + surname ("Big Dave")
    initials: frozenset[str]  # "KM", "KJM"
    numbers: frozenset[str]  # collar numbers
    before: dict[str, frozenset[str]]  # surname → letters that stand for several first names before it: "LO"
    users: frozenset[str]  # how systems call them: "hobbj"
    further: dict[str, frozenset[tuple[str, ...]]]  # first name → those that follow it: "maria" → "da", "luz"

    @classmethod
    def of(cls, names: Iterable[str], role_words: frozenset[str] = frozenset()) -> NameIndex:
        """Index full names, single names and aliases as written."""
        given: dict[str, set[str]] = {}
        surnames: dict[str, set[str]] = {}
        phrases: set[tuple[str, ...]] = set()
        initials: set[str] = set()
        numbers: set[str] = set()
        before: dict[str, set[str]] = {}
        users: set[str] = set()
        further: dict[str, set[tuple[str, ...]]] = {}
        for text in names:
            if re.fullmatch(r"[A-Z]{2,4}", text) and text in abbreviations():
                initials.add(text)  # an alias that is an abbreviation of the field too: only its place tells
                continue
            name = parse_name(text, role_words)
            family = fold(name.surname)
            if len(name.number) >= 3:
                numbers.add(name.number)
            firsts = [fold(g) for g in name.given if len(g) > 1]
            if family:
                letters = {g[0] for g in (*firsts, *(i.casefold() for i in name.initials)) if g}
                surnames.setdefault(family, set()).update([*firsts, *letters])
                if " " in family:
                    phrases.add(tuple(family.split()))
                for part in (family, *family.replace("-", " ").split()):
                    if part not in PARTICLES and len(part) > 2:
                        surnames.setdefault(part, set()).update([*firsts, *letters])
                if "-" in family:  # "Mrs P-L"
                    surnames.setdefault("-".join(p[:1] for p in family.split("-")), set()).update([*firsts, *letters])
                letters_first = name.given[:1] or name.initials[:1]
                middles = (*name.given[1:], *name.initials) if name.given else name.initials[1:]
                initials |= initials_of(letters_first, middles, name.surname)
                users |= user_names([n[0] for n in letters_first], [m[0] for m in middles], name.surname)
                for part in (family, *family.split("-")):
                    before.setdefault(part, set()).update(letters_before(letters_first, middles))
            for first in firsts[:1] if family else firsts:
                given.setdefault(first, set()).add(family)
            if family and len(name.given) > 1:
                further.setdefault(fold(name.given[0]), set()).add(tuple(fold(g) for g in name.given[1:]))
            for first in firsts[1:]:
                surnames.setdefault(family, set()).add(first) if family else None
            phrases |= {tuple(f.split("-")) for f in firsts[:1] if "-" in f}  # "tara lynn" of Tara-Lynn
            for short in filter(None, map(hyphened_letters, firsts[:1])):
                given.setdefault(short, set()).add(family)
            if quoted := QUOTED_WITHIN.search(text):
                given.setdefault(fold(quoted.group(2)), set()).add(family)
            if name.word:
                given.setdefault(fold(name.word), set()).add("")
        return cls(
            {k: frozenset(v) for k, v in given.items()},
            {k: frozenset(v) for k, v in surnames.items()},
            frozenset(phrases),
            frozenset(initials),
            frozenset(numbers),
            {k: frozenset(v) for k, v in before.items() if v},
            frozenset(users),
            {k: frozenset(v) for k, v in further.items()},
        )

    @cached_property
    def told(self) -> tuple[object, ...]:
        """All of it as a value whose `repr` is the same for the same names, in whatever order they were met."""
        words = (
            tuple(sorted((word, sorted(with_)) for word, with_ in each.items()))
            for each in (self.given, self.surnames, self.before)
        )
        more = tuple(sorted((first, sorted(names)) for first, names in self.further.items()))
        return (*words, more, sorted(self.phrases), sorted(self.initials), sorted(self.numbers), sorted(self.users))

    def particles_before(self, tokens: Sequence[Token], i: int) -> int:
        """How many words right before token i belong to its surname: one in "dos Anjos", where the case knows that name."""
        word = fold(tokens[i].text)
        for phrase in self._with_particles.get(word, ()):
            lead = phrase[:-1]
            if i >= len(lead) and tuple(fold(t.text) for t in tokens[i - len(lead) : i]) == lead:
                return len(lead)
        return 0

    @cached_property
    def _with_particles(self) -> dict[str, list[tuple[str, ...]]]:
        found: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(self.phrases, key=len, reverse=True):
            if PARTICLES.issuperset(phrase[:-1]):
                found.setdefault(phrase[-1], []).append(phrase)
        return found

    def names_after(self, tokens: Sequence[Token], i: int) -> int:
        """How many words right behind token i, a first name, are the further first names of somebody called so."""
        for names in self.further.get(fold(tokens[i].text), ()):
            if tuple(fold(t.text) for t in tokens[i + 1 : i + 1 + len(names)]) == names:
                return len(names)
        return 0

    def is_full_name(self, text: str) -> bool:
        """A first name and a surname that the case has met together: "Tina Church", where there is a "CHURCH, Tina"."""
        words = [fold(word) for word in text.split()]
        return len(words) == 2 and words[1] in self.given.get(words[0], ())

    def pairs(self, first: str, second: str) -> bool:
        """The two words are a first name and a surname, or the reverse, that the case knows together."""
        return (
            second in self.given.get(first, ())
            or first in self.surnames.get(second, ())
            or (second in self.surnames and first in self.given)
            or (first in self.surnames and second in self.given and second in self.surnames[first])
        )


def established_initials(looks: Iterable[Look], index: NameIndex) -> frozenset[str]:
    """Initials that a By column or a definition ("RC = Mrs …") uses for people of the case."""
    found = set()
    for look in looks:
        cell = look.passage.cell
        if (
            cell
            and re.fullmatch(r"[A-Z]{2,3}(?:\s?[/,&]\s?[A-Z]{2,3})*", look.text.strip())
            and NAME_COLUMN.search(cell.header)
        ):
            found.update(re.findall(r"[A-Z]{2,3}", look.text))
        found.update(m.group(1) for m in re.finditer(r"\b([A-Z]{2,3})\s?=\s?(?=[A-Z])", look.text))
    return frozenset(found & index.initials)
