"""What detection is told before it reads: the list, earlier runs, the roles; and what it learns about places that stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from redactor.codes.model import Role
from redactor.documents.model import Passage, Story
from redactor.language.lexicon import fold, lexicon, word_list, words_of


@dataclass(frozen=True)
class Knowledge:
    """Everything known of a case, as plain text; detection does not ask who is who."""

    names: tuple[str, ...] = ()  # of people, aliases included, as listed or as found by earlier runs
    addresses: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()  # stay
    births: tuple[date, ...] = ()
    codes: frozenset[str] = frozenset()  # issued, and minted by earlier runs
    roles: tuple[Role, ...] = ()

    @cached_property
    def role_abbreviations(self) -> frozenset[str]:
        """Prefixes and other abbreviations in capitals that stand for a role: "SW", "FSW", "HV"."""
        words = {w for r in self.roles for w in (r.prefix, *r.variants)}
        return (
            frozenset(w for w in words if re.fullmatch(r"[A-Z][A-Z/&]{1,6}|[A-Z][a-z]{1,3}SW", w)) - _NOT_BEFORE_NAMES
        )

    @cached_property
    def role_vocabulary(self) -> frozenset[str]:
        """Folded words of role titles: "social", "worker", "manager" … never a surname after a first name."""
        words = {
            fold(w)
            for r in self.roles
            for title in (r.title, *r.variants)
            for w in re.split(r"[\s/-]+", title)
            if len(w) > 2
        }
        return frozenset(words | _ROLE_WORDS) - _SURNAMES_TOO


# abbreviations that also are words, courtesy titles or places in the alphabet of these reports
_NOT_BEFORE_NAMES = frozenset(
    [
        "A&E",
        "AP",
        "CP",
        "IT",
        "T",
        "J",
        "OR",
        "AS",
        "MASH",
        "CAMHS",
        "EDT",
        "OOH",
        "CRC",
        "YOT",
        "YOS",
        "YJS",
        "ED",
        "LEGAL",
        "NPS",
        "CAIT",
        "CAIU",
        "PPU",
    ]
)
_ROLE_WORDS = word_list("role_words.txt")
_SURNAMES_TOO = frozenset("page cook porter baker sister brother".split())

_AGENCY = re.compile(
    r"\b((?:[A-Z][\w’'-]+ ){1,3}?)(?:and [A-Z][a-z]+ )?"
    r"(?:(?:County|City|Borough|District|Metropolitan|Unitary|Town) (?:Borough )?Council|Council|Constabulary|"
    r"Police|Safeguarding|"
    r"(?:Children|Adult)['’]?s?['’]? (?:Social Care|Services|Safeguarding)|Social Services|Social Care|CSC|ASC|"
    r"LSCB|LSCP|SSCB|SCB|SAB|"
    r"(?:[A-Z][\w’'-]+ ){0,4}(?:NHS(?!(?: [Nn]o| NO| [Nn]umber)?\.?:? ?\d)|"
    r"Health Board|Health Authority|Primary Care Trust|Mental Health|Hospitals Trust|Hospitals)|"
    r"Fire and Rescue|Ambulance|Probation|Partnership|ICB|CCG|PCT|Local Authority|Homes|Housing)\b"
)


def agency_places(
    passages: Sequence[Passage], agencies: Iterable[str], names: Iterable[str] = (), bodies: Iterable[str] = ()
) -> frozenset[str]:
    """Places that stand in the names of agencies and so stay everywhere, folded ("Northmoor" of "Northmoor Council").

    Agencies are named in these reports, so the place in their name hides nobody. A file's name is no evidence of an agency,
    and no agency outweighs the list: a place that is a word of one of `names` (people of the case) is left out, and so is one
    that is all of a name in `bodies` (establishments of the list): in capitals anywhere ("BRIX"), else before "Safeguarding",
    which schools and hospitals have as well.
    """
    found: set[str] = set()
    whole = {b for b in bodies if len(b.split()) == 1}
    spelt = {fold(b) for b in whole}
    for text in (*agencies, *(p.text for p in passages if p.place.story is not Story.FILE_NAME)):
        for match in _AGENCY.finditer(text):
            words = match.group(1).split()
            while words and (lexicon().is_ordinary(words[0]) or fold(words[0]) in lexicon().titles):
                words.pop(0)
            while words and lexicon().is_ordinary(words[-1]):
                words.pop()
            if (
                words
                and not any(lexicon().is_ordinary(w) and w not in ("Hill", "Moor") for w in words)
                and len(words) < 3
                and not (len(words) == 1 and fold(words[0]) in spelt and match.group().endswith("Safeguarding"))
            ):
                found.add(" ".join(fold(w) for w in words))
    for agency in agencies:
        words = [w for w in words_of(agency) if not lexicon().is_ordinary(w) and lexicon().births(w) < 1000]
        if words and len(words[0]) > 3:
            found.add(words[0])
    found -= {fold(b) for b in whole if b.isupper()}
    people = {fold(w) for name in names for w in re.findall(r"[\w’'-]+", name)}
    return frozenset(place for place in found if not people & set(place.split()))
