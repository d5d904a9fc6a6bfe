"""What in a code list will hurt later, though the list can be read: one function a rule, over entries with their places.

The sentences name codes, sheets and rows, never people. The rules come from what went wrong in real reviews (initials as
codes, one person twice, look-alike characters) and from how drafts are written (a first name shared by two).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from redactor.base.given import Given
from redactor.codes.columns import sections
from redactor.codes.dates import parse_date_of_birth
from redactor.codes.lists import Surveyed, survey_code_list
from redactor.codes.model import CodeList, Entry, Kind, Role
from redactor.codes.numbering import split_code
from redactor.codes.roles import standard_roles
from redactor.codes.tables import text_of
from redactor.codes.text import comparable, squash
from redactor.identities.alike import name_keys, pairs_alike
from redactor.identities.listing import listed_person
from redactor.identities.people import Person
from redactor.language.establishments import GENERIC
from redactor.language.lexicon import fold, lexicon, word_list
from redactor.language.names import parse_name

CANNOT_BE_USED = "cannot-be-used"  # the rule of faults that stop every command
_OUTCODE = re.compile(r"([A-Z]{1,2})\d{1,2}[A-Z]?")
_RELATIONSHIPS = frozenset("mgm mgf pgm pgf mgp pgp mggm ma mu pa pu sf sm ff fc mp fp sib hs ubb la".split())


class Weight(StrEnum):
    """How much a fault matters. The words are shown to users."""

    MUST = "must be mended"
    LOOK = "look at this"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend or to look at."""

    rule: str  # stable id
    weight: Weight
    where: str  # "Sheet “People”, row 4"
    sentence: str
    column: str = ""  # the standard column (see `Problem`), "" where it concerns the row, or the whole list


Rule = Callable[[CodeList, Sequence[str]], Iterator[Fault]]  # the list, and where each of its roles stands


def vet(path: Given) -> tuple[Fault, ...]:
    """Everything about the list in this file, worst first. Raises CodeListError for what is no code list."""
    return faults_of(survey_code_list(path))


def faults_of(surveyed: Surveyed) -> tuple[Fault, ...]:
    """The same of a list that has been read already."""
    faults = [*_unreadable(surveyed), *_typed(surveyed)]
    for rule in RULES:
        first, *others = ([*rule(reading, surveyed.role_places)] for reading in surveyed.readings)
        known = [{(f.rule, f.where, f.column) for f in other} for other in others]
        faults += [f for f in first if all((f.rule, f.where, f.column) in other for other in known)]
    order = list(Weight)
    return tuple(sorted(dict.fromkeys(faults), key=lambda f: order.index(f.weight)))


def _who(entry: Entry) -> str:
    """How sentences call a row: by its code, where it has one."""
    return entry.code or "a row without a code"


def _at(entry: Entry) -> str:
    return entry.where[:1].upper() + entry.where[1:]


def _unreadable(surveyed: Surveyed) -> Iterator[Fault]:
    """What stops the list from being used at all."""
    for problem in surveyed.problems:
        sentence = problem.sentence[:1].upper() + problem.sentence[1:]
        yield Fault(CANNOT_BE_USED, Weight.MUST, problem.where, sentence, problem.column)


def _typed(surveyed: Surveyed) -> Iterator[Fault]:
    """Characters that look right and are not: two spaces, spaces at the ends, letters of another alphabet."""
    for table in surveyed.tables:
        column_at = {row.number: section.column_at for section in sections(table) for row in section.rows}
        for row in table.rows:
            for position, text in enumerate(map(text_of, row.cells)):
                if not (text and (_has_odd_spaces(text) or _looks_alike(text))):
                    continue
                column = column_at[row.number](position) if row.number in column_at else ""
                if _has_odd_spaces(text):
                    yield Fault(
                        "odd-spaces", Weight.NOTE, table.at(row.number),
                        "a cell has spaces at its beginning or end, two in a row, or fixed ones. They are read as single "
                        "spaces here; find-and-replace in Word would miss them.", column,
                    )  # fmt: skip
                if _looks_alike(text):
                    yield Fault(
                        "look-alike-letters", Weight.MUST, table.at(row.number),
                        "a word mixes letters of two alphabets that look alike. It will not be found in drafts: type it "
                        "again.", column,
                    )  # fmt: skip


# what follows from one cell alone is found once, however often the list is looked at while it is typed
@lru_cache(maxsize=65536)
def _has_odd_spaces(text: str) -> bool:
    return text != text.strip() or re.search(r"[^\S\n]{2,}|[\u00a0\u2007\u202f]", text.strip()) is not None


@lru_cache(maxsize=65536)
def _looks_alike(text: str) -> bool:
    return any(map(_mixes_alphabets, text.split()))


def _mixes_alphabets(word: str) -> bool:
    scripts = {unicodedata.name(c, "?").split()[0] for c in word if c.isalpha()}
    return ("LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK", "FULLWIDTH"})) or "FULLWIDTH" in scripts


def no_subject(codes: CodeList, _: Sequence[str]) -> Iterator[Fault]:
    """Nobody is the subject: front sheets and the case's name go by the subject's code."""
    if codes.entries and not any(e.kind is Kind.SUBJECT for e in codes.entries):
        yield Fault(
            "no-subject", Weight.MUST, "The list",
            "nobody is of the kind subject. Say whom the review is about: the case goes by their code.",
        )  # fmt: skip


def shows_the_name(codes: CodeList, _: Sequence[str]) -> Iterator[Fault]:
    """The code contains a name, or shortens it, or is its initials."""
    prefixes = _prefixes(codes.roles)
    for entry in codes.entries:
        told = (
            n for n in (entry.name, *entry.aliases) if squash(n) != squash(entry.code)
        )  # nobody has told a name yet
        names = [fold(w) for n in told for w in re.findall(r"[^\W\d_]+", n) if len(w) > 2]
        words = [fold(w) for w in re.findall(r"[^\W\d_]+", entry.code)]
        if not entry.kind.is_person:
            plain = {n for n in names if not lexicon().is_ordinary(n)}
            if plain & set(words):
                yield Fault(
                    "code-shows-name", Weight.MUST, _at(entry), _shows(entry.code, "a word of the name"), "code"
                )
            continue
        if set(words) & set(names):
            yield Fault("code-shows-name", Weight.MUST, _at(entry), _shows(entry.code, "the name"), "code")
        elif any(n.startswith(w) for w in words if len(w) > 2 and not lexicon().is_ordinary(w) for n in names):
            yield Fault(
                "code-shows-name", Weight.MUST, _at(entry), _shows(entry.code, "the beginning of the name"), "code"
            )
        elif (letters := _letters(entry.code)) and letters in _initials(entry):
            known = letters.lower() in prefixes or letters.lower() in _RELATIONSHIPS
            weight = Weight.NOTE if known else Weight.MUST
            also = " It is also a usual abbreviation: leave it if that is what is meant." if known else ""
            yield Fault(
                "code-is-initials", weight, _at(entry), _shows(entry.code, "the initials of the name") + also, "code"
            )


def _shows(code: str, what: str) -> str:
    return f"the code {code} holds {what}. Give a code that hints at nobody, such as the next letter or number."


def _letters(code: str) -> str:
    """The capitals of a code that is nothing but capitals and a number: "KB1" → KB; a single letter says nothing."""
    match = re.fullmatch(r"(?:Child |Adult )?([A-Z]{2,4}) ?\d*", code.strip())
    return match[1] if match else ""


def _initials(entry: Entry) -> set[str]:
    found = set()
    for text in (entry.name, *entry.aliases):
        name = parse_name(text)
        parts = [*name.given, *re.split(r"[\s-]+", name.surname)]
        letters = "".join(p[0] for p in parts if p).upper()
        found |= {letters, letters[:1] + letters[-1:]}
    return found


def _prefixes(roles: Iterable[Role]) -> dict[str, str]:
    return {squash(r.prefix): r.title for r in (*standard_roles(), *roles)}


def looks_like_a_place(codes: CodeList, _: Sequence[str]) -> Iterator[Fault]:
    """A code that reads as the first half of a postcode: "M1", "BS4". Readers are used to role prefixes (SW1)."""
    prefixes = _prefixes(codes.roles)
    for entry in codes.entries:
        match = _OUTCODE.fullmatch(entry.code.strip())
        area = match is not None and match[1] in word_list("postcode_areas.txt")
        if area and (split_code(entry.code) or ("", 0))[0] not in prefixes:
            yield Fault(
                "code-like-postcode", Weight.LOOK, _at(entry),
                f"the code {entry.code} also reads as the first half of a postcode. Another code cannot be misread.", "code",
            )  # fmt: skip


def is_somebodys_name(codes: CodeList, _: Sequence[str]) -> Iterator[Fault]:
    """A pseudonym that is a real name of somebody else in the case."""
    owners: dict[str, Entry] = {}
    for entry in codes.entries:
        if entry.kind.is_person:
            for text in (entry.name, *entry.aliases):
                name = parse_name(text)
                for word in (*name.given[:1], name.surname, name.word):
                    if word:
                        owners.setdefault(fold(word), entry)
    for entry in codes.entries:
        for word in re.findall(r"[^\W\d_]{3,}", entry.code):
            owner = owners.get(fold(word))
            if owner is not None and owner is not entry:
                yield Fault(
                    "code-is-a-name", Weight.MUST, _at(entry),
                    f"the code {entry.code} is a real name of {_who(owner)} in {owner.where}. Readers would take one for "
                    "the other: give another pseudonym.", "code",
                )  # fmt: skip


def clashing_prefixes(codes: CodeList, places: Sequence[str]) -> Iterator[Fault]:
    """A prefix that the standard list has for another role, or that runs into another with a number (T and T1)."""
    standard = {squash(r.prefix): r.title for r in standard_roles()}
    own = {squash(r.prefix): r for r in codes.roles}
    for role, where in zip(codes.roles, places, strict=True):
        usual = standard.get(squash(role.prefix), role.title)
        if role.prefix and role.title and not _alike(usual, role.title, *role.variants):
            yield Fault(
                "prefix-means-another", Weight.LOOK, where[:1].upper() + where[1:],
                f"{role.prefix} stands for {role.title} here, but usually for {usual}. Agencies may mix them up.", "code",
            )  # fmt: skip
        for longer in own:
            if (
                role.prefix
                and longer != squash(role.prefix)
                and re.fullmatch(re.escape(squash(role.prefix)) + r"\d+", longer)
            ):
                yield Fault(
                    "prefix-runs-into-another", Weight.MUST, where[:1].upper() + where[1:],
                    f"{role.prefix} with a number reads like {own[longer].prefix}. Give one of them another prefix.", "code",
                )  # fmt: skip


def _alike(usual: str, *titles: str) -> bool:
    words = set(fold(usual).split())
    return any(words & set(fold(t).split()) for t in titles)


def no_surname(codes: CodeList, _: Sequence[str]) -> Iterator[Fault]:
    """A name of one word: drafts with the surname would mint another code."""
    for entry in codes.entries:
        if entry.kind.is_person and entry.name:
            name = parse_name(entry.name)
            if not (name.given and name.surname):
                what = "no surname" if not name.surname else "no first name"
                yield Fault(
                    "half-a-name", Weight.LOOK, _at(entry),
                    f"{_who(entry)} has {what}. Drafts will use the full name: add it as soon as it is known.", "name",
                )  # fmt: skip


def shared_aliases(codes: CodeList, _: Sequence[str]) -> Iterator[Fault]:
    """One further name given to two people."""
    owners: dict[str, list[Entry]] = defaultdict(list)
    for entry in codes.entries:
        for alias in dict.fromkeys(map(comparable, entry.aliases)):
            owners[alias].append(entry)
    for entries in owners.values():
        for other in entries[1:]:
            yield Fault(
                "alias-of-two", Weight.MUST, _at(other),
                f"{_who(other)} and {_who(entries[0])} ({entries[0].where}) are also known by the same name. Settle before "
                "drafting who is called so: a draft with that name alone cannot be coded.", "aliases",
            )  # fmt: skip


def telling_aliases(codes: CodeList, _: Sequence[str]) -> Iterator[Fault]:
    """A further name that is an abbreviation of a role or an agency, an ordinary word, or what somebody else is called."""
    short = {squash(t) for r in (*standard_roles(), *codes.roles) for t in (r.prefix, *r.variants) if t == t.upper()}
    called: dict[str, list[Entry]] = defaultdict(list)
    for entry in codes.entries:
        name = parse_name(entry.name)
        for word in {fold(w) for w in (*name.given[:1], name.surname, name.word) if w and entry.kind.is_person}:
            called[word].append(entry)
    for entry in codes.entries:
        for alias in entry.aliases if entry.kind.is_person else ():
            letters = re.sub(r"[\W_]", "", alias)
            other = next((e for e in called.get(fold(alias), ()) if e is not entry), None)
            if other is not None and not {fold(alias)} & {fold(w) for w in entry.name.split()}:
                yield Fault(
                    "alias-is-anothers", Weight.LOOK, _at(entry),
                    f"a further name of {_who(entry)} is what {_who(other)} ({other.where}) is called. Drafts with it alone "
                    "will be asked about: take it out unless both are called so.", "aliases",
                )  # fmt: skip
            elif alias == alias.upper() and 1 < len(letters) <= 4 and letters.isalpha():
                if squash(letters) in short or letters not in _initials(entry):
                    yield Fault(
                        "alias-is-abbreviation", Weight.LOOK, _at(entry),
                        f"a further name of {_who(entry)} is an abbreviation. Wherever it means a role, an agency or a plan, a "
                        "draft would have the code of a person there: take it out.", "aliases",
                    )  # fmt: skip
            elif len(alias.split()) == 1 and lexicon().is_ordinary(alias) and not lexicon().births(alias):
                yield Fault(
                    "alias-is-a-word", Weight.LOOK, _at(entry),
                    f"a further name of {_who(entry)} is an ordinary word. Drafts that use the word would be asked about, or "
                    "coded wrongly: write it together with the surname, or take it out.", "aliases",
                )  # fmt: skip


def place_without_a_name(codes: CodeList, _: Sequence[str]) -> Iterator[Fault]:
    """ "school" as the name of a place: what it is, written where its name belongs."""
    for entry in codes.entries:
        if not entry.kind.is_person and all(fold(word) in GENERIC for word in entry.name.split()):
            yield Fault(
                "place-without-a-name", Weight.MUST, _at(entry),
                f"the name of {_who(entry)} says only what kind of place it is. Every draft that uses the word would have this "
                "code: write the whole name under Name.", "name",
            )  # fmt: skip


def odd_dates(codes: CodeList, _: Sequence[str]) -> Iterator[Fault]:
    """Somebody who left the household before they joined it."""
    for entry in codes.entries:
        try:
            days = [parse_date_of_birth(text, date.today()) for text in (entry.since, entry.until)]
        except ValueError:
            continue  # "March 2019", or nothing: as much as is known
        if days[1] < days[0]:
            yield Fault(
                "until-before-from", Weight.LOOK, _at(entry),
                f"{_who(entry)} left the household before joining it. Look at the two dates.", "until",
            )  # fmt: skip


def shared_first_names(codes: CodeList, _: Sequence[str]) -> Iterator[Fault]:
    """One first name, two people: the bare name stays unresolved in drafts."""
    owners: dict[str, list[Entry]] = defaultdict(list)
    for entry in codes.entries:
        if entry.kind.is_person and entry.kind is not Kind.PROFESSIONAL:
            for first in dict.fromkeys(fold(g) for n in (entry.name, *entry.aliases) for g in parse_name(n).given[:1]):
                owners[first].append(entry)
    for entries in owners.values():
        if len(entries) > 1:
            others = " and ".join(map(_who, entries[:-1]))
            yield Fault(
                "first-name-of-two", Weight.NOTE, _at(entries[-1]),
                f"{_who(entries[-1])} has the first name of {others}. Ask authors to write both names wherever one is meant.",
                "name",
            )  # fmt: skip


def one_person_twice(codes: CodeList, _: Sequence[str]) -> Iterator[Fault]:
    """Two rows that may be one person: a near spelling, a short form, a surname by marriage, with something to go by."""
    people = [(e, _told_of(e)) for e in codes.entries if e.kind.is_person and e.name]
    for (one, a), (other, b) in pairs_alike(people, lambda each: each[1].keys):
        if (one.code and squash(one.code) == squash(other.code)) or comparable(one.name) == comparable(other.name):
            continue
        if why := _may_be_one(a, b):
            yield Fault(
                "one-person-twice", Weight.LOOK, _at(other),
                f"{_who(other)} may be the same person as {_who(one)} in {one.where}: {why}. If they are one, keep one "
                "code and write the other name under Also known as.", "name",
            )  # fmt: skip


@dataclass(frozen=True, eq=False)  # the same object for the same words: two are compared at once
class _Told:
    """What a row says of somebody, wherever it stands and whatever the code."""

    entry: Entry
    person: Person
    keys: frozenset[str]


def _told_of(entry: Entry) -> _Told:
    return _told(Entry("", entry.kind, entry.name, entry.aliases, entry.role, entry.agency, entry.date_of_birth))


@lru_cache(maxsize=131072)
def _may_be_one(told: _Told, other_told: _Told) -> str:
    """Why two rows may be one person, "" when nothing says so. Another date of birth says that they are not."""
    one, other, a, b = told.entry, other_told.entry, told.person, other_told.person
    if one.date_of_birth and other.date_of_birth and one.date_of_birth != other.date_of_birth:
        return ""
    born = one.date_of_birth is not None and one.date_of_birth == other.date_of_birth
    names = [parse_name(n) for n in (other.name, *other.aliases)]
    fits = [f for n in names if n.given and n.surname and (f := a.fit(n)) is not None]
    fits += [f for n in (parse_name(one.name),) if n.given and n.surname and (f := b.fit(n)) is not None]
    level = min((f.level for f in fits), default=9)
    if level <= 4:
        return "the names differ by a spelling, a short form or a former surname" + (
            ", and the dates of birth agree" if born else ""
        )
    if born and set(a.firsts | a.aliases) & set(b.firsts | b.aliases):
        return "the first name and the date of birth agree; the surname may have changed"
    same_role = (
        bool(one.role) and fold(one.role) == fold(other.role) and one.kind is other.kind is not Kind.PROFESSIONAL
    )
    if same_role and set(a.firsts) & set(b.firsts):
        return "the first name and the relationship agree; the surname may have changed"
    return ""


@lru_cache(maxsize=8192)
def _told(entry: Entry) -> _Told:
    born = {entry.date_of_birth.isoformat()} if entry.date_of_birth else set()
    return _Told(entry, _person(entry), frozenset(name_keys((entry.name, *entry.aliases)) | born))


def _person(entry: Entry) -> Person:
    return listed_person(
        0,
        entry.code,
        entry.name,
        entry.aliases,
        entry.role,
        entry.agency,
        entry.kind.of_identity,
        issued=True,
        role_words=frozenset(),
    )


def gaps(codes: CodeList, _: Sequence[str]) -> Iterator[Fault]:
    """A number left out of a series: a row may be missing, or was taken out."""
    series: dict[str, list[tuple[int, Entry]]] = defaultdict(list)
    for entry in codes.entries:
        if split := split_code(entry.code):
            series[split[0]].append((split[1], entry))
    for numbered in series.values():
        numbers = sorted(n for n, _ in numbered)
        missing = [n for n in range(1, numbers[-1]) if n not in set(numbers)]
        if missing and len(numbers) > 1 and len(missing) < 10:
            last = max(numbered, key=lambda pair: pair[0])[1]
            stem = last.code.rstrip("0123456789").strip()
            these = ", ".join(f"{stem} {n}" if " " in last.code else f"{stem}{n}" for n in missing)
            yield Fault(
                "number-missing", Weight.NOTE, _at(last),
                f"the series up to {last.code} lacks {these}. Is a row missing?", "code",
            )  # fmt: skip


RULES: tuple[Rule, ...] = (
    no_subject,
    shows_the_name,
    looks_like_a_place,
    is_somebodys_name,
    clashing_prefixes,
    no_surname,
    shared_aliases,
    telling_aliases,
    place_without_a_name,
    odd_dates,
    shared_first_names,
    one_person_twice,
    gaps,
)
