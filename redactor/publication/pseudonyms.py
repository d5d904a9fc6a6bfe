"""Names that stand in print for codes: chosen with the family or drawn, never near anybody's real one."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from redactor.base.refused import Refused
from redactor.base.resources import data_path
from redactor.codes.finding import Finder
from redactor.codes.roles import standard_roles
from redactor.codes.text import squash
from redactor.keymap.keymap import KeyMap, Record
from redactor.keymap.published import Pseudonym
from redactor.language.lexicon import fold, lexicon

_WORD = re.compile(r"[^\W\d_][\w'’-]+")
_NAME = re.compile(r"[A-Z][a-z]+(?:[-' ][A-Z][a-z]+)?")


@cache
def to_draw_from() -> tuple[tuple[str, str], ...]:
    """Names with the sex they read as: "f", "m", "either"."""
    with data_path("key_maps/publication/pseudonyms.csv").open(encoding="utf-8", newline="") as stream:
        return tuple((row["name"], row["for"]) for row in csv.DictReader(stream))


def words_to_avoid(key_map: KeyMap, listed: Iterable[str], press: Iterable[str] = ()) -> frozenset[str]:
    """Words of every name of key map and list, and words with a capital in the cuttings of the press."""
    names = [n for r in key_map.records for n in r.names] + list(listed)
    cut = {fold(w) for text in press for w in re.findall(r"\b[A-Z][\w'’-]+", text)}
    return frozenset({fold(w) for name in names for w in _WORD.findall(name)} | cut)


def chosen(
    key_map: KeyMap, wanted: Mapping[str, str], avoid: frozenset[str], who: str, when: str
) -> tuple[Pseudonym, ...]:
    """Pseudonyms that persons chose: code → name. Raises Refused for one that could be, or hint at, a real one."""
    made: list[Pseudonym] = []
    problems: list[str] = []
    standing = [p for p in key_map.publication.pseudonyms if p.code not in {_code(key_map, c) for c in wanted}]
    for code, name in wanted.items():
        record = key_map.record(code)
        if record is None or record.kind != "person":
            problems.append(
                f"The key map has no person with the code {code}. Give the code as it stands in the drafts."
            )
            continue
        if why := _against(record, name, avoid, [*standing, *made]):
            problems.append(f"The pseudonym for {record.code} cannot be used: {why} Choose another.")
            continue
        made.append(Pseudonym(code=record.code, name=name.strip(), who=who, when=when))
    if problems:
        raise Refused(problems)
    return tuple(made)


def drawn(
    key_map: KeyMap, codes: Sequence[str], avoid: frozenset[str], when: str, pick: Callable[[Sequence[str]], str]
) -> tuple[Pseudonym, ...]:
    """Pseudonyms for the codes that have none. `pick` takes one of several. Raises Refused where the list does not suffice."""
    made: list[Pseudonym] = []
    for code in codes:
        record = key_map.record(code)
        if record is None or any(p.code == record.code for p in key_map.publication.pseudonyms):
            continue
        taken = [*key_map.publication.pseudonyms, *made]
        fits = [
            name
            for name, sex in to_draw_from()
            if (sex == record.gender or (not record.gender and sex == "either"))
            and not _against(record, name, avoid, taken)
        ]
        if not fits:
            raise Refused([f"No name of the list of pseudonyms is left for {record.code}. Choose one with --name."])
        made.append(Pseudonym(code=record.code, name=pick(fits), who="drawn", when=when))
    return tuple(made)


def _code(key_map: KeyMap, code: str) -> str:
    record = key_map.record(code)
    return record.code if record else code


def _against(record: Record, name: str, avoid: frozenset[str], taken: Iterable[Pseudonym]) -> str:
    """Why a name cannot stand for somebody, in a sentence; "" where it can. It never says what the real name is."""
    if not _NAME.fullmatch(name.strip()):
        return "it is no name in letters that begins with a capital."
    words = {fold(w) for w in _WORD.findall(name)}
    if words & avoid:
        return "somebody of the case, or of the press cuttings, is called so."
    initials = {fold(w)[:1] for n in record.names for w in _WORD.findall(n) if fold(w) not in lexicon().titles}
    if {w[:1] for w in words} & initials:
        return "it begins as a name of the person does."
    if any(fold(p.name)[:1] == fold(name)[:1] for p in taken):
        return "another pseudonym begins with the same letter."
    return ""


class Renaming:
    """Codes of a text out, pseudonyms in."""

    def __init__(self, key_map: KeyMap, pseudonyms: Iterable[Pseudonym]) -> None:
        self._names = {squash(p.code): p.name for p in pseudonyms}
        self._finder = Finder([r.code for r in key_map.records], [r.prefix for r in standard_roles()])

    def __bool__(self) -> bool:
        return bool(self._names)

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Characters and what is put there, in order. "Children 1 and 2" are two names where both have one."""
        found: list[tuple[int, int, str]] = []
        several = self._finder.shorthand(text)
        for each in several:
            names = [self._names.get(squash(c), "") for c in each.codes]
            if all(names):
                found.append((each.start, each.end, " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))))
        for code in self._finder.all(text):
            if any(s.start <= code.start < s.end for s in several):
                continue
            if name := self._names.get(squash(code.code)):
                found.append((code.start, code.end, name))
        return sorted(found)

    def half_said(self, text: str) -> list[str]:
        """What says several codes at once of which only some have a pseudonym: a person has to write it otherwise."""
        return [
            text[s.start : s.end]
            for s in self._finder.shorthand(text)
            if any(squash(c) in self._names for c in s.codes) and not all(squash(c) in self._names for c in s.codes)
        ]

    def renamed(self, text: str) -> str:
        """The text with pseudonyms."""
        for start, end, name in reversed(self.spans(text)):
            text = text[:start] + name + text[end:]
        return text
