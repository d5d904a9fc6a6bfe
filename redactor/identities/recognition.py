"""The passes of the sieve for people: who each mention means, from certain to doubtful, or between whom it lies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from redactor.detection.engine import Detected
from redactor.detection.letter_rows import rows_with_letters
from redactor.detection.mentions import Mention, MentionKind
from redactor.identities.context import Scene
from redactor.identities.people import MARITAL, Fit, Person
from redactor.identities.register import candidates, parse_mention
from redactor.language.lexicon import fold
from redactor.language.names import Name

Place = tuple[int, int]  # passage and start of a mention

_FAMILY = re.compile(
    r"['’]?s?\s+(?:family|household|home|children|siblings|boys|girls|brothers|sisters|parents|case|file|clan)\b",
    re.IGNORECASE,
)
_TO_BE_CHECKED = frozenset(
    ["near spelling", "surname of the family", "title and first name", "rare first name", "middle name"]
)


@dataclass(frozen=True)
class Found:
    """What the passes say of one mention: the person, or the people between whom the text does not decide."""

    person: Person | None
    rule: str
    level: int
    doubtful: bool = False
    people: tuple[Person, ...] = ()


def recognise(
    detected: Sequence[Detected], people: list[Person], scene: Scene, role_words: frozenset[str]
) -> dict[Place, Found]:
    """Everybody's mentions. Certain ones first, so that the doubtful ones can lean on them; then the others in order.

    May add people (the unnamed half of a couple). Fills the scene.
    """
    return _Passes(detected, people, scene, role_words).run()


def is_plural(text: str, m: Mention, name: Name, people: Sequence[Person]) -> bool:
    """ "the Smiths": a surname of the case in the plural."""
    word = fold(name.word or name.surname)
    before = text[max(0, m.start - 4) : m.start].lower()
    return (
        before.endswith("the ")
        and word.endswith("s")
        and not name.titles
        and any(word in (s + "s", s + "es") for p in people for s in p.surnames)
    )


class _Passes:
    def __init__(
        self, detected: Sequence[Detected], people: list[Person], scene: Scene, role_words: frozenset[str]
    ) -> None:
        self._detected = detected
        self._people = people
        self._scene = scene
        self._role_words = role_words
        self._defined = self._defined_initials()

    def run(self) -> dict[Place, Found]:
        found: dict[Place, Found] = {}
        fitting: dict[Name, list[tuple[Person, Fit]]] = {}  # the register is complete: equal names fit alike
        waiting: list[tuple[Mention, Name, list[Person], str, int]] = []
        for d in self._detected:
            for m in d.mentions:
                if m.kind is not MentionKind.PERSON or m.label == "shares the surname":
                    continue
                name = parse_mention(m, self._role_words)
                if name not in fitting:
                    fitting[name] = candidates(self._people, name)
                fits = fitting[name]
                letters = "".join(name.initials) if not (name.surname or name.word or name.titles) else name.word
                if letters in self._defined:
                    defined = candidates(self._people, self._defined[letters])
                    fits = [(p, f) for p, f in fits if any(p is d for d, _ in defined)] or fits
                    fits = fits or [(p, Fit(f.level, "initials")) for p, f in defined]
                if len(fits) == 1:
                    person, fit = fits[0]
                    found[(m.passage, m.start)] = Found(
                        person,
                        fit.rule,
                        fit.level,
                        doubtful=self._other_title(name, person)
                        or fit.level >= 5
                        or fit.rule in _TO_BE_CHECKED
                        or (m.label == "initials" and m.score < 0.6),
                    )
                    self._scene.add(m.passage, m.start, person.key)
                elif fits:
                    waiting.append((m, name, [p for p, _ in fits], fits[0][1].rule, fits[0][1].level))
        for m, name, people, rule, level in waiting:
            outcome = self._by_context(m, name, people, rule, level)
            found[(m.passage, m.start)] = outcome
            if outcome.person and not outcome.doubtful:
                self._scene.add(m.passage, m.start, outcome.person.key)
        self._couples(found)
        return found

    def _by_context(self, m: Mention, name: Name, people: list[Person], rule: str, level: int) -> Found:
        scene = self._scene
        text = scene.passages[m.passage].text
        if ((name.word or name.surname) and not name.titles and _FAMILY.match(text, m.end)) or is_plural(
            text, m, name, self._people
        ):
            subject = next(
                (p for p in people if p.issued and p.child), next((p for p in people if p.issued), people[0])
            )
            return Found(subject, "family name", level)
        before = text[max(0, m.start - 300) : m.start].lower().rstrip(" ,:(")
        kin = scene.by_kinship(m.passage, m.start, people)
        if len(kin) == 1:
            return Found(kin[0], "kinship", level)
        people = kin or people
        staff = [p for p in people if p.role and before.endswith(p.role.lower())]
        if len(staff) == 1:
            return Found(staff[0], "role beside the name", level)
        titled = self._by_title(name, people)
        if len(titled) == 1:
            return Found(titled[0], "title", level + 1)
        people = titled or people
        for person, how, certain in (
            (scene.earlier(m.passage, m.start, people), "named earlier in the passage", True),
            (scene.same_row(m.passage, people), "named in the same row", True),
            (
                scene.nearest(m.passage, m.start, people)
                if not (name.surname or self._is_surname(name, people))
                else None,
                "named last in the passage",
                False,
            ),
            (scene.later(m.passage, m.start, people), "named in the passage", False),
            (
                scene.just_before(m.passage, people) if not self._is_surname(name, people) else None,
                "named in the paragraph before",
                False,
            ),
        ):
            if person is not None:
                return Found(person, how, level + 2, doubtful=not certain)
        if (name.word or name.given) and not name.titles and not self._is_surname(name, people):
            family = [p for p in people if p.issued and p.kind != "professional"]
            if len(family) == 1:
                return Found(family[0], "first name of a listed person", level + 4, doubtful=True)
        return Found(None, rule, level, people=tuple(people))

    @staticmethod
    def _other_title(name: Name, person: Person) -> bool:
        """ "Mrs Hill" where the drafts know a "Ms Jane Hill": the same woman, or another."""
        own, said = MARITAL & person.titles, MARITAL & set(name.titles)
        return bool(own and said and not own & said and not person.issued)

    @staticmethod
    def _by_title(name: Name, people: Sequence[Person]) -> list[Person]:
        """Candidates who bear this very title elsewhere ("Mrs" and not "Ms"), or whose code does."""
        if not name.titles:
            return []
        same = [p for p in people if set(name.titles) & (p.titles | set(p.code.lower().split()[:1]))]
        if 0 < len(same) < len(people):
            return same
        if "miss" in name.titles or "master" in name.titles:
            return []
        adults = [p for p in people if not p.child]
        return adults if 0 < len(adults) < len(people) else []

    @staticmethod
    def _is_surname(name: Name, people: Sequence[Person]) -> bool:
        word = fold(name.word or name.surname)
        return bool(word) and all(
            any(word in s.split() or word == s for s in p.surnames) or not p.firsts for p in people
        )

    def _couples(self, found: dict[Place, Found]) -> None:
        """The "Mr" of "Mr and Mrs Hill": a man of that surname, best one who is near or belongs to the woman found."""
        for d in self._detected:
            for i, m in enumerate(d.mentions):
                if m.label != "shares the surname" or i + 1 >= len(d.mentions):
                    continue
                partner = parse_mention(d.mentions[i + 1], self._role_words)
                name = Name(titles=(m.text.lower().rstrip("."),), surname=partner.surname or partner.word)
                beside_ = found.get((m.passage, d.mentions[i + 1].start))
                fits = [p for p, _ in candidates(self._people, name) if not beside_ or p is not beside_.person]
                if len(fits) > 1 and beside_ and beside_.person:
                    fits = [p for p in fits if _are_a_pair(p.role, beside_.person.role)] or fits
                if len(fits) > 1:
                    fits = self._by_title(name, fits) or fits
                if len(fits) > 1:
                    near = self._scene.earlier(m.passage, m.start, fits) or self._scene.later(m.passage, m.start, fits)
                    fits = [near] if near else fits
                if not fits:
                    person = Person(key=max(p.key for p in self._people) + 1)
                    person.learn(name)
                    self._people.append(person)
                    fits = [person]
                found[(m.passage, m.start)] = (
                    Found(fits[0], "couple", 2) if len(fits) == 1 else Found(None, "couple", 2, people=tuple(fits))
                )

    def _defined_initials(self) -> dict[str, Name]:
        """ "RC = Mrs Jane Carr": whom the draft itself gives initials."""
        found: dict[str, Name] = {}
        for d in self._detected:
            for match in re.finditer(r"\b([A-Z]{2,3})\s?=\s?", d.passage.text):
                owner = next(
                    (
                        m
                        for m in d.mentions
                        if m.kind is MentionKind.PERSON and match.end() <= m.start <= match.end() + 2
                    ),
                    None,
                )
                if owner:
                    found.setdefault(match.group(1), parse_mention(owner, self._role_words))
        by_number = {d.passage.number: d for d in self._detected}
        for letters, named in rows_with_letters(d.passage for d in self._detected):
            people = (m for m in by_number[named.number].mentions if m.kind is MentionKind.PERSON)
            if owner := next(people, None):
                found.setdefault(letters.text.strip(), parse_mention(owner, self._role_words))
        return found


_PAIRS = (
    ("grandmother", "grandfather"),
    ("mother", "father"),
    ("aunt", "uncle"),
    ("wife", "husband"),
    ("carer", "carer"),
)


def _are_a_pair(a: str, b: str) -> bool:
    """ "Maternal grandfather" and "Maternal grandmother": relationships of a couple."""
    a, b = a.lower().strip(), b.lower().strip()
    return any(
        a.replace(x, "*").replace(y, "*") == b.replace(x, "*").replace(y, "*")
        and a != b
        and "*" in a.replace(x, "*").replace(y, "*")
        for x, y in _PAIRS
    )
