"""The register of the people of a case: the listed ones, those of earlier runs, and everybody else the drafts name.

It is built in passes from the most telling forms to the least, so that "Dr Hill" finds the "Helen Hill" of a later page:
full names, then initials and surname, then titles and surnames, then first names alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from redactor.detection.mentions import Mention
from redactor.identities.people import Fit, Person
from redactor.language.lexicon import fold, lexicon
from redactor.language.names import Name, parse_name

NEAR_LEVEL = 3  # fits up to this level attach a full name to a known person


@dataclass(frozen=True)
class Named:
    """A mention of a person with its name taken apart, and the text right before it."""

    mention: Mention
    name: Name
    before: str


def candidates(people: Sequence[Person], name: Name) -> list[tuple[Person, Fit]]:
    """Everybody whom the name may mean, the best fits first and only those of the best level."""
    fits = [(p, f) for p in people if (f := p.fit(name)) is not None]
    if not fits:
        return []
    top = min(f.level for _, f in fits)
    return [(p, f) for p, f in fits if f.level == top]


def build_register(listed: Sequence[Person], named: Sequence[Named]) -> list[Person]:
    """Listed people and one new person for everybody else, each knowing all that the drafts say of the name."""
    people = list(listed)

    def new(name: Name) -> Person:
        person = Person(key=max((p.key for p in people), default=0) + 1)
        person.learn(name)
        if name.word:
            _learn_word(person, name)
        people.append(person)
        return person

    passes: tuple[tuple[Callable[[Name], bool], int], ...] = (
        (lambda n: bool(n.given and n.surname), NEAR_LEVEL),
        (lambda n: bool(n.surname and n.initials and not n.given), 3),
        (lambda n: bool(n.word and n.trailing_initial), 3),
        (lambda n: bool(n.surname and not n.initials and not n.given), 4),
        (lambda n: bool((n.word or n.given) and not n.surname and not n.trailing_initial), 5),
        (lambda n: bool(n.number and n.is_empty), 0),
    )
    for applies, reach in passes:
        for one in named:
            if not applies(one.name):
                continue
            found = [(p, f) for p, f in candidates(people, one.name) if f.level <= reach]
            if not found and one.name.given and one.name.surname:
                found = _renamed(people, one)
            if not found:
                new(one.name)
            elif len(found) == 1 and found[0][1].level <= 3 and not one.name.word:
                _attach(found[0][0], one.name)
        for person in people:
            person.infer_gender()
    return people


def _learn_word(person: Person, name: Name) -> None:
    """A single word nobody knows: a first name if the lists say so, else it may be either."""
    word = fold(name.word)
    person.firsts.add(word)
    person.letters.add(word[0])
    if name.trailing_initial:
        person.surname_letters.add(name.trailing_initial.casefold())
    elif not lexicon().births(name.word):
        person.surnames.add(word)
        person.surname_letters.add(word[0])


def _attach(person: Person, name: Name) -> None:
    """Learn a further form of a known person's name: a first name for an initial, a married name, a collar number."""
    if name.given and person.firsts and fold(name.given[0]) not in person.firsts:
        person.aliases.add(fold(name.given[0]))
        name = Name(name.titles, name.number, (), (), name.surname)
    person.learn(name)


def _renamed(people: Sequence[Person], one: Named) -> list[tuple[Person, Fit]]:
    """A known first name with another surname, where the text says that it is the same person ("now", "née", "alias")."""
    words = one.before.rstrip("\"“‘'( ").lower().split()[-3:]
    if not any(w.strip(",(\"'") in ("now", "formerly", "née", "nee", "previously", "aka", "alias", "is", "became") for w in words):
        return []
    first = fold(one.name.given[0])
    same_first = [p for p in people if first in p.firsts]
    return [(same_first[0], Fit(3, "other surname"))] if len(same_first) == 1 and "is" not in words[-1:] else []


def parse_mention(mention: Mention, role_words: frozenset[str]) -> Name:
    """The mention's text taken apart."""
    return parse_name(mention.text, role_words)
