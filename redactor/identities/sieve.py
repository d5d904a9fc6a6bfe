"""The sieve: from certain to doubtful, each mention to its identity; what the text does not settle stays unresolved.

A pass never overrides an earlier one. Two candidates that fit equally are told apart by what stands around the mention
(kinship, the passage, the row, the paragraph before); where that fails, nobody is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from redactor.codes.model import CodeList, Kind, Role
from redactor.codes.numbering import Numbering
from redactor.detection.engine import Detected
from redactor.detection.mentions import Mention, MentionKind
from redactor.identities.context import Scene
from redactor.identities.links import linked_mentions
from redactor.identities.model import Decision, Identity, Resolved
from redactor.identities.people import Fit, Person, listed_person
from redactor.identities.places import Establishment, House, find_establishment, find_house
from redactor.identities.register import Named, build_register, candidates, parse_mention
from redactor.identities.roles import RoleWords, beside, best, by_title
from redactor.language.addresses import parse_address
from redactor.language.dates import find_dates
from redactor.language.establishments import code_word, proper_words
from redactor.language.lexicon import fold, lexicon
from redactor.language.names import Name

_FAMILY = re.compile(
    r"['’]?s?\s+(?:family|household|home|children|siblings|boys|girls|brothers|sisters|parents|case|file|clan)\b",
    re.IGNORECASE,
)
_ROLE_COLUMN = re.compile(
    r"\b(?:role|designation|rank|job|title|position|post|profession|capacity|what they d(?:id|o)|function|grade)\b",
    re.IGNORECASE,
)
_AGENCY_COLUMN = re.compile(r"\b(?:agency|organisation|employer|service|team|trust|department)\b", re.IGNORECASE)
_SCORE = {0: 0.99, 1: 0.95, 2: 0.9, 3: 0.8, 4: 0.7, 5: 0.6}


@dataclass(frozen=True)
class Known:
    """What the sieve starts from: the list, the identities of earlier runs, the roles, the codes that are taken."""

    codes: CodeList
    earlier: tuple[Identity, ...] = ()
    standard_roles: tuple[Role, ...] = ()
    ambiguous: frozenset[str] = frozenset()
    numbering: Numbering = field(default_factory=Numbering)
    role_words: frozenset[str] = frozenset()
    kept_places: frozenset[str] = frozenset()
    exempt: frozenset[tuple[int, int]] = frozenset()  # (passage, start) of mentions that the board's form keeps
    years_of_birth: bool = False  # the profile puts the year in the place of a date of birth


def resolve(detected: Sequence[Detected], known: Known) -> Resolved:
    """Who every mention means, in the order of the passages. Deterministic."""
    return _Sieve(detected, known).run()


class _Sieve:
    def __init__(self, detected: Sequence[Detected], known: Known) -> None:
        self._detected = detected
        self._known = known
        self._scene = Scene.of(detected)
        self._numbering = known.numbering
        self._roles = RoleWords(list(known.codes.roles), known.standard_roles, known.ambiguous)
        self._evidence: dict[int, list[tuple[Role, float]]] = {}
        self._agencies: dict[int, str] = {}
        self._counts: dict[str, int] = {}
        self._written: dict[str, dict[str, int]] = {}
        self._minted: dict[str, Identity] = {}
        self._people: list[Person] = []
        self._defined = self._defined_initials()

    # ------------------------------------------------------------ the passes

    def run(self) -> Resolved:
        listed = self._listed_people()
        named = [
            Named(m, parse_mention(m, self._known.role_words), self._text(m)[max(0, m.start - 40) : m.start])
            for d in self._detected
            for m in d.mentions
            if m.kind is MentionKind.PERSON and m.label not in ("shares the surname", "initials")
        ]
        named = [n for n in named if n.name.given or n.name.surname or n.name.word or n.name.number]
        self._people = build_register(listed, named, linked_mentions(self._detected))
        people = self._decide_people()
        self._gather_roles(people)
        houses, establishments = self._known_places()
        decisions: list[Decision] = []
        for d in self._detected:
            for m in d.mentions:
                decision = self._decision(m, people, houses, establishments)
                if decision is not None:
                    decisions.append(decision)
                    if decision.code:
                        self._written.setdefault(decision.code, {}).setdefault(m.text, 0)
                        self._written[decision.code][m.text] += 1
        return Resolved(self._identities(), tuple(decisions))

    def _decision(
        self,
        m: Mention,
        people: Mapping[tuple[int, int], _Found],
        houses: list[House],
        establishments: list[Establishment],
    ) -> Decision | None:
        match m.kind:
            case MentionKind.PERSON:
                return self._person_decision(m, people.get((m.passage, m.start)))
            case MentionKind.ADDRESS:
                return self._address_decision(m, houses, establishments)
            case MentionKind.ORGANISATION | MentionKind.PLACE:
                return self._place_decision(m, establishments)
            case MentionKind.DATE_OF_BIRTH:
                return self._birth_decision(m, people)
            case _:
                return Decision(m, f"[{m.label or 'number'} removed]", "identifier", m.score)

    # ------------------------------------------------------------ people

    def _listed_people(self) -> list[Person]:
        people: list[Person] = []
        for entry in self._known.codes.entries:
            if entry.kind.is_person:
                kind = "professional" if entry.kind is Kind.PROFESSIONAL else "person"
                people.append(
                    listed_person(
                        len(people) + 1,
                        entry.code,
                        entry.name,
                        entry.aliases,
                        entry.role,
                        entry.agency,
                        kind,
                        issued=True,
                        role_words=self._known.role_words,
                    )
                )
        for identity in self._known.earlier:
            if (
                identity.kind in ("person", "professional")
                and not any(p.code == identity.code for p in people)
                and identity.names
            ):
                person = listed_person(
                    len(people) + 1,
                    identity.code,
                    _fullest(identity.names),
                    identity.names,
                    identity.role,
                    identity.agency,
                    identity.kind,
                    issued=False,
                    role_words=self._known.role_words,
                )
                person.gender = person.gender or identity.gender
                people.append(person)
        return people

    def _decide_people(self) -> dict[tuple[int, int], _Found]:
        """Certain mentions first, so that the doubtful ones can lean on them; then the others in order."""
        found: dict[tuple[int, int], _Found] = {}
        fitting: dict[Name, list[tuple[Person, Fit]]] = {}  # the register is complete: equal names fit alike
        waiting: list[tuple[Mention, Name, list[Person], str, int]] = []
        for d in self._detected:
            for m in d.mentions:
                if m.kind is not MentionKind.PERSON or m.label == "shares the surname":
                    continue
                name = parse_mention(m, self._known.role_words)
                if name not in fitting:
                    fitting[name] = candidates(self._people, name)
                fits = fitting[name]
                letters = "".join(name.initials) if not (name.surname or name.word or name.titles) else name.word
                if letters in self._defined:
                    defined = candidates(self._people, self._defined[letters])
                    fits = [(p, f) for p, f in fits if any(p is d for d, _ in defined)] or fits
                if len(fits) == 1:
                    person, fit = fits[0]
                    found[(m.passage, m.start)] = _Found(
                        person,
                        fit.rule,
                        fit.level,
                        doubtful=fit.level >= 5
                        or fit.rule
                        in (
                            "near spelling",
                            "surname of the family",
                            "title and first name",
                            "rare first name",
                            "middle name",
                        )
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

    def _by_context(self, m: Mention, name: Name, people: list[Person], rule: str, level: int) -> _Found:
        scene = self._scene
        text = self._text(m)
        if ((name.word or name.surname) and not name.titles and _FAMILY.match(text[m.end :])) or self._is_plural(
            m, name
        ):
            subject = next(
                (p for p in people if p.issued and p.child), next((p for p in people if p.issued), people[0])
            )
            return _Found(subject, "family name", level)
        kin = scene.by_kinship(m.passage, m.start, people)
        if len(kin) == 1:
            return _Found(kin[0], "kinship", level)
        people = kin or people
        titled = self._by_title(name, people)
        if len(titled) == 1:
            return _Found(titled[0], "title", level + 1)
        people = titled or people
        for person, how in (
            (scene.earlier(m.passage, m.start, people), "named earlier in the passage"),
            (scene.same_row(m.passage, people), "named in the same row"),
            (
                scene.nearest(m.passage, m.start, people)
                if not (name.surname or self._is_surname(name, people))
                else None,
                "named last in the passage",
            ),
            (scene.later(m.passage, m.start, people), "named in the passage"),
            (
                scene.just_before(m.passage, people) if not self._is_surname(name, people) or name.titles else None,
                "named in the paragraph before",
            ),
        ):
            if person is not None:
                return _Found(person, how, level + 2)
        if (name.word or name.given) and not name.titles and not self._is_surname(name, people):
            family = [p for p in people if p.issued and p.kind != "professional"]
            if len(family) == 1:
                return _Found(family[0], "first name of a listed person", level + 4, doubtful=True)
        return _Found(None, rule, level, people=tuple(people))

    @staticmethod
    def _by_title(name: Name, people: Sequence[Person]) -> list[Person]:
        """Candidates who bear this very title elsewhere ("Mrs" and not "Ms"), or whose code does."""
        if not name.titles:
            return []
        same = [p for p in people if set(name.titles) & (p.titles | set(p.code.lower().split()[:1]))]
        if 0 < len(same) < len(people):
            return same
        adults = [p for p in people if not p.child]
        return adults if 0 < len(adults) < len(people) else []

    @staticmethod
    def _is_surname(name: Name, people: Sequence[Person]) -> bool:
        word = fold(name.word or name.surname)
        return bool(word) and all(
            any(word in s.split() or word == s for s in p.surnames) or not p.firsts for p in people
        )

    def _is_plural(self, m: Mention, name: Name) -> bool:
        word = fold(name.word or name.surname)
        before = self._text(m)[max(0, m.start - 4) : m.start].lower()
        return (
            before.endswith("the ")
            and word.endswith("s")
            and not name.titles
            and any(word in (s + "s", s + "es") for p in self._people for s in p.surnames)
        )

    def _couples(self, found: dict[tuple[int, int], _Found]) -> None:
        """The "Mr" of "Mr and Mrs Hill": a man of that surname, best one who is near or belongs to the woman found."""
        for d in self._detected:
            for i, m in enumerate(d.mentions):
                if m.label != "shares the surname" or i + 1 >= len(d.mentions):
                    continue
                partner = parse_mention(d.mentions[i + 1], self._known.role_words)
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
                    _Found(fits[0], "couple", 2) if len(fits) == 1 else _Found(None, "couple", 2, people=tuple(fits))
                )

    def _person_decision(self, m: Mention, found: _Found | None) -> Decision | None:
        if (m.passage, m.start) in self._known.exempt:
            return None
        if found is None:
            return None if m.label == "initials" or re.fullmatch(r"\W*\w\W*|[A-Z]{2,3}", m.text) else self._stranger(m)
        if self._is_plural(m, parse_mention(m, self._known.role_words)):
            return Decision(m, "", "family name", 0.8, text="family")
        if found.person is None:
            codes = tuple(self._code(p) for p in found.people)
            return Decision(m, "", found.rule, 0.5, candidates=codes)
        return Decision(m, self._code(found.person), found.rule, _SCORE.get(found.level, 0.55), doubtful=found.doubtful)

    def _stranger(self, m: Mention) -> Decision:
        """A name that fits nobody in the register: a login, a name in an attribute."""
        person = Person(key=max((p.key for p in self._people), default=0) + 1)
        person.firsts.add(fold(m.text))
        self._people.append(person)
        return Decision(m, self._code(person), "new name", m.score)

    def _code(self, person: Person) -> str:
        if not person.code:
            role = best(self._evidence.get(person.key, [])) or None
            prefix = role.prefix if role else "Person"
            person.kind = "professional" if role else "person"
            person.role = role.title if role else ""
            person.agency = person.agency or self._agencies.get(person.key, "")
            person.code, self._numbering = self._numbering.next_code(prefix)
            self._minted[person.code] = Identity(
                person.code, person.kind, False, True, prefix, person.role, person.agency, person.gender
            )
        return person.code

    # ------------------------------------------------------------ roles

    def _gather_roles(self, found: Mapping[tuple[int, int], _Found]) -> None:
        rows = self._rows()
        for d in self._detected:
            text = d.passage.text
            spans = [(m.start, m.end) for m in d.mentions if m.kind is MentionKind.PERSON]
            if not spans:
                continue
            hits = self._roles.hits(text)
            hits = [h for h in hits if not any(s <= h.start and h.end <= e for s, e in spans)]
            people = [
                (m, f.person)
                for m in d.mentions
                if m.kind is MentionKind.PERSON and (f := found.get((m.passage, m.start))) and f.person
            ]
            for m, person in people:
                evidence = self._evidence.setdefault(person.key, [])
                evidence += beside(text, m.start, m.end, hits, spans)
                if titled := by_title(parse_mention(m, self._known.role_words).titles, self._roles):
                    evidence.append(titled)
            cell = d.passage.cell
            if cell and len({p.key for _, p in people}) == 1:
                person = people[0][1]
                row = rows.get((d.passage.place.part, cell.table, cell.row), {})
                weight = 8.0 if len(text) < 60 else 0.0
                for header, content in row.items():
                    telling = (_ROLE_COLUMN.search(header) and not _AGENCY_COLUMN.search(header)) or self._is_role(
                        content
                    )
                    if weight and telling and header != cell.header:
                        if role := self._roles.of_title(content):
                            self._evidence.setdefault(person.key, []).append((role, weight))
                    elif (
                        weight
                        and _AGENCY_COLUMN.search(header)
                        and header != cell.header
                        and person.key not in self._agencies
                    ):
                        self._agencies[person.key] = content

    def _is_role(self, text: str) -> bool:
        """A short cell that begins with a role, whatever its column is called."""
        hits = self._roles.hits(text) if len(text) < 60 else []
        return bool(hits) and hits[0].start < 12 and not hits[0].short

    def _rows(self) -> dict[tuple[str, int, int], dict[str, str]]:
        rows: dict[tuple[str, int, int], dict[str, str]] = {}
        for d in self._detected:
            if (cell := d.passage.cell) and cell.header:
                rows.setdefault((d.passage.place.part, cell.table, cell.row), {})[cell.header] = d.passage.text
        return rows

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
                    found.setdefault(match.group(1), parse_mention(owner, self._known.role_words))
        return found

    # ------------------------------------------------------------ places

    def _known_places(self) -> tuple[list[House], list[Establishment]]:
        houses: list[House] = []
        establishments: list[Establishment] = []
        for entry in self._known.codes.entries:
            for name in (entry.name, *entry.aliases):
                if entry.kind is Kind.ADDRESS:
                    houses.append(House(entry.code, True, parse_address(name)))
                elif entry.kind is Kind.ORGANISATION:
                    establishments.append(
                        Establishment(
                            entry.code,
                            True,
                            code_word(name),
                            proper_words(name) or tuple(fold(w) for w in name.split()),
                            {name: 0},
                        )
                    )
        for identity in self._known.earlier:
            if identity.issued:
                continue
            for name in identity.names:
                if identity.kind == "address":
                    houses.append(House(identity.code, False, parse_address(name)))
                elif identity.kind in ("organisation", "place"):
                    establishments.append(
                        Establishment(
                            identity.code,
                            False,
                            identity.prefix.removesuffix(" X"),
                            proper_words(name) or tuple(fold(w) for w in name.split()),
                            {name: 0},
                        )
                    )
        return houses, establishments

    def _address_decision(
        self, m: Mention, houses: list[House], establishments: list[Establishment]
    ) -> Decision | None:
        if (m.passage, m.start) in self._known.exempt:
            return None
        found, rule = find_house(m.text, houses)
        codes = list(dict.fromkeys(h.code for h in found))
        issued = [c for c in codes if any(h.issued and h.code == c for h in found)]
        if len(codes) > 1 and rule != "listed form" and len(issued) == 1:
            codes = issued
        if len(codes) == 1:
            if not found[0].issued and m.text not in found[0].written:
                found[0].written[m.text] = 1
            return Decision(m, codes[0], rule, 0.95 if rule == "listed form" else 0.85)
        if len(codes) > 1:
            return Decision(m, "", rule, 0.5, candidates=tuple(codes))
        parts = parse_address(m.text)
        street_only = not parts.number and not parts.unit and not parts.postcode
        if (
            street_only
            and (place := find_establishment(m.text, establishments, self._known.kept_places))
            and place.word == "Place"
        ):
            return Decision(m, place.code, "same place", 0.8)
        code, self._numbering = self._numbering.next_code("Address X")
        houses.append(House(code, False, parts, {m.text: 1}))
        self._minted[code] = Identity(code, "address", False, True, "Address X")
        return Decision(m, code, "new address", m.score)

    def _place_decision(self, m: Mention, establishments: list[Establishment]) -> Decision | None:
        places = {
            p for e in self._known.codes.entries if e.kind is Kind.ADDRESS for p in parse_address(e.name).localities
        }
        only = (
            [e for e in establishments if e.word == "Place"]
            if " ".join(fold(w) for w in m.text.split()) in places
            else establishments
        )
        if one := find_establishment(m.text, only, self._known.kept_places):
            return Decision(
                m, one.code, "listed form" if one.issued else "same establishment", 0.9 if one.issued else 0.8
            )
        word = "Place" if m.kind is MentionKind.PLACE else (m.label or code_word(m.text))
        code, self._numbering = self._numbering.next_code(f"{word} X")
        kind = "place" if m.kind is MentionKind.PLACE else "organisation"
        proper = proper_words(m.text) or tuple(fold(w) for w in m.text.split())
        establishments.append(Establishment(code, False, word, proper, {m.text: 1}))
        self._minted[code] = Identity(code, kind, False, True, f"{word} X")
        return Decision(m, code, "new establishment" if kind == "organisation" else "new place", m.score)

    # ------------------------------------------------------------ dates of birth

    def _birth_decision(self, m: Mention, people: Mapping[tuple[int, int], _Found]) -> Decision:
        owner = self._born(m, people)
        span = next(iter(find_dates(m.text)), None)
        if self._known.years_of_birth and span and span.year:
            return Decision(m, str(span.year), "year of birth", m.score)
        return Decision(
            m, f"[date of birth of {owner}]" if owner else "[date of birth removed]", "date of birth", m.score
        )

    def _born(self, m: Mention, people: Mapping[tuple[int, int], _Found]) -> str:
        span = next(iter(find_dates(m.text)), None)
        if span and span.year:
            owners = {
                e.code
                for e in self._known.codes.entries
                if isinstance(e.date_of_birth, date) and span.may_be(e.date_of_birth)
            }
            if len(owners) == 1:
                return owners.pop()
        before = [
            (start, f.person)
            for (passage, start), f in people.items()
            if passage == m.passage and start < m.start and f.person
        ]
        if before:
            return self._code(max(before, key=lambda b: b[0])[1])
        cell = self._scene.passages[m.passage].cell
        if cell:
            in_row = self._scene.in_row[(self._scene.passages[m.passage].place.part, cell.table, cell.row)]
            if len(in_row) == 1:
                key = next(iter(in_row))
                return self._code(next(p for p in self._people if p.key == key))
        return ""

    # ------------------------------------------------------------ results

    def _text(self, m: Mention) -> str:
        return self._scene.passages[m.passage].text

    def _identities(self) -> tuple[Identity, ...]:
        found: list[Identity] = []
        for entry in self._known.codes.entries:
            kind = (
                "professional"
                if entry.kind is Kind.PROFESSIONAL
                else "person"
                if entry.kind.is_person
                else str(entry.kind)
            )
            role = self._roles.of_title(entry.role) if kind == "professional" else None
            found.append(
                Identity(
                    entry.code,
                    kind,
                    True,
                    False,
                    role.prefix if role else "",
                    entry.role,
                    entry.agency,
                    names=self._names(entry.code, (entry.name, *entry.aliases)),
                )
            )
        listed = {i.code for i in found}
        for identity in self._known.earlier:
            if identity.code not in listed:
                found.append(_with_names(identity, self._names(identity.code, identity.names)))
        for identity in self._minted.values():
            found.append(_with_names(identity, self._names(identity.code, ())))
        return tuple(found)

    def _names(self, code: str, known: Iterable[str]) -> tuple[str, ...]:
        written = sorted(self._written.get(code, {}).items(), key=lambda item: -item[1])
        return tuple(dict.fromkeys([*known, *(text for text, _ in written)]))


@dataclass(frozen=True)
class _Found:
    """What the passes say of one mention: the person, or the people between whom the text does not decide."""

    person: Person | None
    rule: str
    level: int
    doubtful: bool = False
    people: tuple[Person, ...] = ()


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


def _fullest(names: Sequence[str]) -> str:
    """The name as written that says most: a first name and a surname if there is one."""
    return max(
        names,
        key=lambda n: (
            len([w for w in n.split() if len(w.strip(".")) > 1 and fold(w) not in lexicon().titles]),
            len(n),
        ),
    )


def _with_names(identity: Identity, names: tuple[str, ...]) -> Identity:
    return Identity(
        identity.code,
        identity.kind,
        identity.issued,
        identity.new,
        identity.prefix,
        identity.role,
        identity.agency,
        identity.gender,
        names,
        identity.why,
    )
