"""What the sieve starts from: the list, the identities of earlier runs, the roles, the codes that are taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from redactor.codes.model import CodeList, Kind, Role
from redactor.codes.numbering import Numbering
from redactor.identities.listing import listed_person
from redactor.identities.model import Identity
from redactor.identities.people import Person
from redactor.language.lexicon import fold, lexicon
from redactor.language.names import parse_name


@dataclass(frozen=True)
class Known:
    """All that is known of a case before its mentions are looked at."""

    codes: CodeList
    earlier: tuple[Identity, ...] = ()
    # codes of those of them who may be somebody of the list after all: no one has said
    tentative: frozenset[str] = frozenset()
    standard_roles: tuple[Role, ...] = ()
    ambiguous: frozenset[str] = frozenset()
    numbering: Numbering = field(default_factory=Numbering)
    role_words: frozenset[str] = frozenset()
    kept_places: frozenset[str] = frozenset()
    exempt: frozenset[tuple[int, int]] = frozenset()  # (passage, start) of mentions that the board's form keeps
    told: Mapping[tuple[int, int], tuple[str, bool]] = field(
        default_factory=dict
    )  # (passage, start) of a mention that a
    # person has decided on → the code, and whether the answer was for this place
    years_of_birth: bool = False  # the profile puts the year in the place of a date of birth


_YOUNGER = re.compile(
    r"younger (?:half[- ]?|step[- ]?)?(?:sister|brother|sibling)\b", re.IGNORECASE
)  # of a child, a child


def known_people(known: Known) -> list[Person]:
    """The people of the list, then those of earlier runs, in this order, with keys from 1."""
    people: list[Person] = []
    for entry in known.codes.entries:
        if entry.kind.is_person:
            kind = entry.kind.of_identity
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
                    role_words=known.role_words,
                    subject=entry.kind is Kind.SUBJECT,
                    born=entry.date_of_birth,
                )
            )
    if any(p.subject and p.child for p in people):
        for person in people:
            person.child = person.child or _YOUNGER.match(person.role) is not None
    listed = list(people)
    for identity in known.earlier:
        if (
            identity.kind in ("person", "professional")
            and identity.names
            and identity.code not in known.tentative
            and not _has_a_code_now(identity, listed, known)
        ):
            people.append(_met_before(len(people) + 1, identity, known.role_words))
    return people


def codes_now(known: Known, minted: Iterable[Identity]) -> dict[str, str]:
    """Code minted in an earlier run → the code that the board has issued since for the same person or place."""
    listed = known_people(replace(known, earlier=()))
    places = {fold(n): e.code for e in known.codes.entries if not e.kind.is_person for n in (e.name, *e.aliases)}
    found = {}
    for identity in minted:
        if identity.kind in ("person", "professional"):
            named = next((p.code for p in listed if identity.names and _is(p, identity, known)), "")
        else:
            named = next((places[fold(n)] for n in identity.names if fold(n) in places), "")
        if named and named != identity.code:
            found[identity.code] = named
    return found


def _has_a_code_now(identity: Identity, listed: list[Person], known: Known) -> bool:
    """The board has since issued a code for somebody met in an earlier run: that code counts, the old one rests."""
    return any(p.code == identity.code or _is(p, identity, known) for p in listed)


def _is(person: Person, identity: Identity, known: Known) -> bool:
    """The fullest name of the one met before is this person's."""
    name = parse_name(_fullest(identity.names), known.role_words)
    fit = person.fit(name)
    return fit is not None and fit.level <= 1 and bool(name.given)


def _met_before(key: int, identity: Identity, role_words: frozenset[str]) -> Person:
    """Somebody of an earlier run, knowing what that run knew and no more: a form that fits by itself is no alias."""
    person = listed_person(
        key,
        identity.code,
        _fullest(identity.names),
        (),
        identity.role,
        identity.agency,
        identity.kind,
        issued=False,
        role_words=role_words,
    )
    person.gender = identity.gender or person.gender
    _recall(person, identity.names, role_words)
    return person


def _recall(person: Person, names: tuple[str, ...], role_words: frozenset[str]) -> None:
    """Learn further names: a married surname, a collar number, a nickname that no rule explains."""
    for text in names:
        name = parse_name(text, role_words)
        fit = person.fit(name)
        if name.given and name.surname and (fit is None or fit.level > 0):
            (person.former if person.surnames else person.surnames).add(fold(name.surname))
            person.aliases.add(fold(name.given[0])) if fold(name.given[0]) not in person.firsts else None
        elif name.word and fit is None and len(name.word) > 3:
            person.aliases.add(fold(name.word))
        if name.number:
            person.numbers.add(name.number)
        person.titles.update(name.titles)


def _fullest(names: tuple[str, ...]) -> str:
    """The name as written that says most: a first name and a surname if there is one."""
    titles = lexicon().titles
    return max(
        names, key=lambda n: (len([w for w in n.split() if len(w.strip(".")) > 1 and fold(w) not in titles]), len(n))
    )
