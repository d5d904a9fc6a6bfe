"""A person of the list or the key map, as the sieve knows them: names, aliases, gender and age as far as the row tells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from redactor.codes.shapes import is_title_and_code
from redactor.identities.people import Person
from redactor.language.lexicon import fold, lexicon
from redactor.language.names import Name, parse_name
from redactor.language.numbered import numbered_baby

_CHILD = re.compile(
    r"\b(?:child|baby|infant|twin|sibling|unborn|toddler|pupil|boy|girl|young person|yp[a-z]?\d?)\b", re.IGNORECASE
)
_ADULT = re.compile(
    r"(?:^|[,;(]\s*|\bnow (?:an )?)adult\b(?! [A-Z\d])", re.IGNORECASE
)  # not "Granddaughter of Adult V"
# what a row says first of somebody who is grown up, whatever the code: YP-M is the mother of YP
_GROWN = re.compile(
    r"\W*(?:(?:birth|biological|step|adoptive|foster|maternal|paternal|great|former|late|ex)[ -]?)*"
    r"(?:mother|mum|mam|father|dad|parent|grand(?!son|daughter|child)\w+|nan\b|nana\b|aunt|uncle|husband|wife|lodger|landlord|landlady|"
    r"(?:mother|mum|mam|father|dad)['’]s (?:new |former |ex[ -]?)?(?:partner|boyfriend|girlfriend|husband|wife)|"
    r"(?:partner|boyfriend|girlfriend|husband|wife) of (?:the )?(?:mother|father|mum|dad))\w*(?!['’]s)\b",
    re.IGNORECASE,
)
NO_ADULT_YET = 2010  # whoever was born in this year or later is a child in any review of today
_WOMAN = re.compile(
    r"\b(?:mother|mum|grandmother|grandma|nan|aunt|sister|daughter|wife|girlfriend|niece|stepmother|widow|half-sister|step-?sister|mrs|ms|miss|female)\b",
    re.IGNORECASE,
)
_MAN = re.compile(
    r"\b(?:father|dad|grandfather|grandad|uncle|brother|son|husband|boyfriend|nephew|stepfather|half-brother|step-?brother|mr|male)\b",
    re.IGNORECASE,
)


_FORMERLY = re.compile(r"\b(?:formerly|née|nee|previously|maiden name|now|later)\s+(?:known as\s+)?([A-Z][\w’'-]+)")


def _learn_alias(person: Person, name: Name) -> None:
    """A further full name of the list: another surname is a former one, another first name an alias."""
    if name.titles and name.surname and not name.given and not name.initials:
        person.titled.update((title, fold(name.surname)) for title in name.titles)
    if name.surname and person.surnames and fold(name.surname) not in person.surnames:
        person.former.add(fold(name.surname))
        name = replace(name, surname="")
    if name.given and person.firsts and fold(name.given[0]) not in person.firsts:
        called = fold(name.given[0])
        if called not in person.aliases:
            person.called.add(called)
        person.aliases.add(called)
        name = replace(name, given=())
    person.learn(name)


_GENERATION = re.compile(r"\S \S+,? \(?(senior|snr|sr|sen|the elder|junior|jnr|jr|jun|the younger)\b", re.IGNORECASE)


def is_grown(relationship: str) -> bool:
    """The relationship is one that only somebody grown up has: "Maternal aunt", "Mother's partner"; not "Granddaughter"."""
    return _GROWN.match(relationship) is not None


def _is_child(code: str, relationship: str) -> bool:
    """The code says so, and neither it nor the relationship speaks of somebody grown up: "Infant's Mother", "YP-M", Mother."""
    told = _CHILD.search(code)
    if told is None or code[told.end() :].startswith(("'s", "’s")) or _ADULT.search(relationship):
        return False
    return not is_grown(relationship) and not is_grown(code[told.end() :])


def listed_person(
    key: int,
    code: str,
    name: str,
    aliases: Iterable[str],
    role: str,
    agency: str,
    kind: str,
    *,
    issued: bool,
    role_words: frozenset[str],
    subject: bool = False,
    born: date | None = None,
) -> Person:
    """A person of the list or the key map, with gender and age told by the code, the relationship and the first name."""
    person = Person(key, code=code, issued=issued, kind=kind, role=role, agency=agency, subject=subject, born=born)
    too_young = born is not None and born.year >= NO_ADULT_YET
    person.child = kind != "professional" and (too_young or _is_child(code, role))
    full = parse_name(name, role_words)
    person.learn(full)
    if said := _GENERATION.search(name):
        person.older = said[1].lower() in ("senior", "snr", "sr", "sen", "the elder")
    if full.word:
        person.firsts.add(fold(full.word)) if lexicon().births(
            full.word
        ) or kind != "professional" else person.surnames.add(fold(full.word))
        person.letters.add(fold(full.word)[0])
    # "Mother (formerly Hill)", "Elder daughter (née Tate)": the list's own words tell another surname
    person.former |= {fold(m.group(1)) for m in _FORMERLY.finditer(role)} - person.surnames
    for alias in aliases:
        if baby := numbered_baby(alias):
            person.aliases.add(baby)  # "Twin 1 Hollis": no first name of anybody
            continue
        other = parse_name(alias, role_words)
        if other.word:
            person.aliases.add(fold(other.word))
            person.called.discard(fold(other.word))
        elif alias.isupper() and len(alias) <= 3:
            person.initials_known.add(alias)
        else:
            _learn_alias(person, other)
            if not other.surname and not other.given:
                person.initials_known.add("".join(other.initials))
    if not person.gender:
        # MR, the mother of R, is no Mr
        for text in (role,) if is_title_and_code(code) else (code, role):
            woman, man = _WOMAN.search(text), _MAN.search(text)
            # "Father of Child 1", "Mother's partner": the first word of kinship tells, unless it is somebody else's
            if woman and (not man or woman.start() < man.start()) and not text[woman.end() :].startswith(("'s", "’s")):
                person.gender = "f"
            elif man and (not woman or man.start() < woman.start()) and not text[man.end() :].startswith(("'s", "’s")):
                person.gender = "m"
            if person.gender:
                break
    person.infer_gender()
    return person
