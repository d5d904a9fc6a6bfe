"""Somebody whom the text calls by a relative's surname, though the list has another: "Leo's mother, Mrs Wang", of Li Mei; "Mrs
Cheema, wife of Adeel", of Rabia Lodhi.

Schools and surgeries write so wherever wives keep their names, or a mother has married again. A parent is read only where the
list has one mother (or father) and nobody of the surname whom the title could mean; a person looks at it in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from redactor.detection.engine import Detected
from redactor.identities.context import kin
from redactor.identities.kinship import Family
from redactor.identities.people import Person
from redactor.language.lexicon import fold
from redactor.language.names import Name

PARENT = "parent by the child’s surname"
SPOUSE = "wife or husband by the other’s surname"
Called = tuple[str, str]  # sex as the title tells it, folded surname

_PARENT = r"(?P<parent>mother|mum|mummy|mam|father|dad|daddy)"
_WHOSE = r"(?:(?P<owner>[A-Z][\w-]+)['’]s? |the child['’]s |the |his |her |their )?"
_BEFORE = re.compile(rf"(?:^|[\s(]){_WHOSE}(?<!step)(?<!foster ){_PARENT},? \(?$")
_BEHIND = re.compile(
    rf"(?:,| \(|,? who (?:is|was)|,? as (?:the |his |her )?[a-z]+(?: [a-z]+)? (?:called|calls|knew|knows|addressed))\s*"
    rf"{_WHOSE}{_PARENT}\b(?!['’-]|\s+(?:of|to)\b)"
)


def called(name: Name) -> Called | None:
    """What a title and a bare surname call somebody; None for any other form of a name, or a title without a sex."""
    if name.given or name.initials or not name.titles or not name.gender:
        return None
    surname = fold(name.surname or name.word)
    return (name.gender, surname) if surname else None


def parents_called(
    detected: Iterable[Detected], named: Mapping[tuple[int, int], Name], people: Sequence[Person]
) -> Mapping[Called, Person]:
    """The listed parent whom a title and the child's surname mean in this case, by that title and surname.

    `named`: the names of the persons mentioned, by passage and start.
    """
    listed = [p for p in people if p.issued and p.kind != "professional"]
    found: dict[Called, Person] = {}
    for d in detected:
        for m in d.mentions:
            name = named.get((m.passage, m.start))
            words = called(name) if name else None
            if words is None or words in found:
                continue
            before, after = d.passage.text[max(0, m.start - 60) : m.start], d.passage.text[m.end : m.end + 60]
            for said in (_BEFORE.search(before), _BEHIND.match(after)):
                if said and (parent := _parent(said, words, listed)):
                    found[words] = parent
    return found


def _parent(said: re.Match[str], words: Called, listed: Sequence[Person]) -> Person | None:
    sex, surname = words
    owner = fold(said["owner"] or "")
    children = [p for p in listed if p.child and surname in p.surnames | p.former and (not owner or owner in p.firsts)]
    parents = [p for p in kin(said["parent"], listed) if p not in children and p.gender in ("", sex)]
    bearers = [p for p in listed if not p.child and surname in p.surnames | p.former and p.gender in ("", sex)]
    return parents[0] if children and len(parents) == 1 and not bearers else None


_OF_HIM = re.compile(
    r",? (?:who (?:is|was) )?(?:the )?(?:wife|husband|spouse) (?:of|to) (?:(?:Mr|Mrs|Ms)\.? )?(?P<owner>[A-Z][\w-]+)"
)
_HIS = re.compile(r"\b(?P<owner>[A-Z][\w-]+)['’]s? (?:wife|husband|spouse),? $")


def spouse_called(text: str, start: int, end: int, name: Name, people: Sequence[Person]) -> Person | None:
    """The listed wife or husband whom the name at these characters means by the other's surname; None for anybody else."""
    words = called(name)
    said = _OF_HIM.match(text, end) or _HIS.search(text, max(0, start - 60), start)
    if words is None or said is None:
        return None
    listed = {p.key: p for p in people if p.issued and p.kind != "professional"}
    owner = fold(said["owner"])
    partners = Family.of(list(listed.values())).partners
    of_him = [
        listed[key]
        for p in listed.values()
        if owner in p.firsts | p.surnames and words[1] in p.surnames
        for key in partners.get(p.key, ())
        if key in listed and listed[key].gender in ("", words[0]) and words[1] not in listed[key].surnames
    ]
    return of_him[0] if len({p.key for p in of_him}) == 1 else None
