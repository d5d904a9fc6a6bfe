"""Where the draft itself says that two names are one person: "née", "now Mrs …", "known as", a Known as or Initials column."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from redactor.detection.engine import Detected
from redactor.detection.harvest import Told, told
from redactor.detection.mail_sign_offs import mail_sign_offs
from redactor.detection.mentions import Mention, MentionKind
from redactor.detection.recognisers.by_names import BY_NAME
from redactor.detection.recognisers.form_names import FORENAMES, SURNAME
from redactor.documents.model import Passage
from redactor.identities.context import kin
from redactor.identities.facts import Place
from redactor.identities.people import Person
from redactor.identities.register import candidates
from redactor.identities.tellings import (
    LONGEST,
    called_herself,
    chained,
    is_called_so,
    is_nobody_else,
    is_short_for,
    is_told,
    spellings,
    whom_called,
)
from redactor.language.lexicon import fold
from redactor.language.names import parse_name

_KNOWN_AS = re.compile(
    r"\b(?:known as|initials|aka|alias(?:es)?|nickname|short name|abbreviation|first name)\b", re.IGNORECASE
)
_FORM_ROW = re.compile(
    r"^\W*(?:also )?(?:known as|alias(?:es)?|a\.?k\.?a\.?|nickname|(?:preferred|usual) name|other names?|name used|"
    r"(?:likes|prefers|wishes) to be (?:called|known as)|"
    r"(?:former|previous|maiden|birth|married) (?:sur)?names?)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b(?:name|who|person|professional|worker)\b", re.IGNORECASE)


def linked_mentions(detected: Sequence[Detected]) -> dict[tuple[int, int], Mention]:
    """(passage, start) of a further name → the mention of the person whose name it is."""
    links: dict[tuple[int, int], Mention] = {}
    in_rows: dict[tuple[str, int, int], list[Detected]] = {}
    for d in detected:
        people = [m for m in d.mentions if m.kind is MentionKind.PERSON]
        links.update(spellings(d.passage.text, people))
        links.update(chained(d.passage.text, people))
        for one, other in itertools.pairwise(people):
            if other.start - one.end > LONGEST:
                continue
            owner = links.get((one.passage, one.start), one)
            gap = d.passage.text[one.end : other.start]
            if (
                (one.label == BY_NAME and is_short_for(gap))
                or is_nobody_else(d.passage.text, one, other)
                or called_herself(d.passage.text, one, other)
            ):
                links[(one.passage, one.start)] = other
            elif is_told(d.passage.text, one, other, more=owner is not one):
                links[(other.passage, other.start)] = owner
        links.update(_as_she_was_then(d, detected))
        for one, by, other in zip(people, people[1:], people[2:], strict=False):
            if whom_called(d.passage.text, one, by, other):
                links[(other.passage, other.start)] = one
        if (cell := d.passage.cell) and cell.header and people:
            in_rows.setdefault((d.passage.place.part, cell.table, cell.row), []).append(d)
    links.update(_form_rows(detected))
    links.update(_told_letters(detected))
    links.update(_signed_mails(detected))
    for cells in in_rows.values():
        short = [d for d in cells if d.passage.cell and _KNOWN_AS.search(d.passage.cell.header)]
        full = [d for d in cells if d.passage.cell and d not in short and _NAME.search(d.passage.cell.header)]
        if len(short) == 1 and len(full) == 1:
            owner = next(m for m in full[0].mentions if m.kind is MentionKind.PERSON)
            for m in short[0].mentions:
                if m.kind is MentionKind.PERSON:
                    links[(m.passage, m.start)] = owner
    return {**_with_a_mark(detected, links), **links}


def without_others_names(
    links: Mapping[Place, Mention], passages: Mapping[int, Passage], listed: Sequence[Person]
) -> dict[Place, Mention]:
    """Without what a pronoun behind a full stop tells of the last who was named, where the list has somebody of that first name:
    "I met Mrs Hill with Ann Dow. She asked us to call her Jane" is about Jane Hill."""

    def anothers(place: Place, owner: Mention) -> bool:
        text = passages[place[0]].text
        name = _A_WORD.match(text, place[1])
        if name is None or owner.passage != place[0] or not _STOP.search(text, owner.end, place[1]):
            return False
        bearers = [p for p in listed if p.issued and fold(name.group()) in p.firsts]
        own = set(map(fold, _A_WORD.findall(owner.text)))
        return bool(bearers) and not any(own & (p.firsts | p.surnames) for p in bearers)

    return {place: owner for place, owner in links.items() if not anothers(place, owner)}


_A_WORD, _STOP = re.compile(r"[\w’'-]+"), re.compile(r"[.!?]\s")


def _with_a_mark(detected: Sequence[Detected], links: Mapping[Place, Mention]) -> dict[Place, Mention]:
    """ "TK (P)" of the police and "TK (H)" of the school, where a draft tells whose letters with which mark are."""
    marked = [
        ((m.text, mark[1]), m)
        for d in detected
        for m in d.mentions
        if m.text.isupper() and len(m.text) < 5 and (mark := _MARK.match(d.passage.text, m.end))
    ]
    owners: dict[tuple[str, str], Mention] = {}
    disputed = set()
    for key, m in marked:
        if (owner := links.get((m.passage, m.start))) and owners.setdefault(key, owner).text != owner.text:
            disputed.add(key)
    return {(m.passage, m.start): owners[key] for key, m in marked if key in owners and key not in disputed}


_MARK = re.compile(r" ?\(([A-Z][A-Za-z]{0,4}|\d)\)")


def by_names(detected: Sequence[Detected]) -> frozenset[Place]:
    """Names that a draft says somebody is called by, whoever that is: "Known as Buddy.", "Buddy, as he likes to be called"."""
    return frozenset(
        (m.passage, m.start)
        for d in detected
        for m in d.mentions
        if m.kind is MentionKind.PERSON and is_called_so(d.passage.text, m)
    )


def _as_she_was_then(d: Detected, detected: Sequence[Detected]) -> dict[Place, Mention]:
    """ "He met Ilma Boscari, as she was then": whoever bears that first name elsewhere in the drafts."""
    found: dict[Place, Mention] = {}
    for m in d.mentions:
        if m.kind is not MentionKind.PERSON or not AS_SHE_WAS.match(d.passage.text, m.end):
            continue
        name = parse_name(m.text)
        if not (name.given and name.surname):
            continue
        first = fold(name.given[0])
        owner = next(
            (
                o
                for e in detected
                for o in e.mentions
                if o.kind is MentionKind.PERSON and o.text != m.text and fold(o.text.split()[0]) == first
            ),
            None,
        )
        if owner is not None:
            found[(m.passage, m.start)] = owner
    return found


AS_SHE_WAS = re.compile(
    r",? \(?(?:as (?:she|he) (?:was then|then was|was called then|was known then|was at the time)|"
    r"before (?:she|he) (?:was )?married|before (?:her|his) (?:first |second )?marriage)\b"
)


_ONE_LINE, _ROWS = 80, 3  # characters and rows between a surname and its first name


def _form_rows(detected: Sequence[Detected]) -> dict[tuple[int, int], Mention]:
    """A form's row "Known as": further names of whoever the rows above it name; a surname is of the first name beside it."""
    links: dict[tuple[int, int], Mention] = {}
    named: dict[tuple[str, int], Mention] = {}
    surnames: dict[tuple[str, int], tuple[int, Mention]] = {}  # table → row
    firsts: dict[tuple[str, int], int] = {}  # table → row of a first name without a surname yet
    for d in detected:
        cell = d.passage.cell
        people = [m for m in d.mentions if m.kind is MentionKind.PERSON]
        for one, other in itertools.permutations((m for m in people if m.label in (SURNAME, FORENAMES)), 2):
            if (one.label, other.label) == (SURNAME, FORENAMES) and abs(other.start - one.start) < _ONE_LINE:
                links[(one.passage, one.start)] = other  # "Surname: Hill  Forename: Ann"
        if cell is None or not people:
            continue
        table = (d.passage.place.part, cell.table)
        if people[0].label == SURNAME:
            surnames[table] = cell.row, people[0]
            if cell.row - firsts.pop(table, -_ROWS) < _ROWS:
                links[(people[0].passage, people[0].start)] = named[table]
            continue
        if people[0].label == FORENAMES:
            named[table] = people[0]
            row, surname = surnames.pop(table, (-_ROWS, None))
            if surname is not None and cell.row - row < _ROWS:
                links[(surname.passage, surname.start)] = people[0]
            else:
                firsts[table] = cell.row
            continue
        if cell.column != 2:
            continue
        owner = named.get(table)
        if owner is not None and _FORM_ROW.search(cell.row_header):
            links.update(((m.passage, m.start), owner) for m in people)
        else:
            named[table] = people[0]
    return links


def definitions(detected: Sequence[Detected]) -> list[tuple[Told, Mention | None]]:
    """What the drafts tell of letters ("RC = Mrs Carr"), each with the mention of whose they are where a name says so."""
    found = []
    for d in detected:
        owners = {(m.start, m.end): m for m in d.mentions if m.kind is MentionKind.PERSON and m.label != "initials"}
        for one in told(d.passage.number, d.passage.text, sorted(owners)):
            found.append((one, owners[one.owner] if one.owner else None))
    return found


def _told_letters(detected: Sequence[Detected]) -> dict[tuple[int, int], Mention]:
    """Every place of letters that the drafts give to one person → the mention that names the person."""
    owners: dict[str, Mention] = {}
    disputed = set()
    for one, owner in definitions(detected):
        if owner is not None and owners.setdefault(one.alias, owner).text != owner.text:
            disputed.add(one.alias)
    return {
        (m.passage, m.start): owners[m.text]
        for d in detected
        for m in d.mentions
        if m.label == "initials" and m.text in owners and m.text not in disputed
    }


def _signed_mails(detected: Sequence[Detected]) -> dict[Place, Mention]:
    """The letter at the end of a mail → the writer of the line "From" above it, whose names begin with it."""
    people = {d.passage.number: [m for m in d.mentions if m.kind is MentionKind.PERSON] for d in detected}
    found: dict[Place, Mention] = {}
    for one in mail_sign_offs(d.passage for d in detected):
        letter = next((m for m in people[one.passage] if m.start == one.start and len(m.text) == 1), None)
        writers = [m for m in people[one.sender] if m.start >= one.named_from]
        if letter and writers and letter.text in {word[0] for word in _A_WORD.findall(writers[0].text)}:
            found[(one.passage, one.start)] = writers[0]
    return found


def learn_letters(people: Sequence[Person], detected: Sequence[Detected], role_words: frozenset[str]) -> None:
    """The letters that the drafts give to somebody become this person's, where the name or the word of kinship fits one only."""
    given: dict[str, set[int]] = {}
    for one, owner in definitions(detected):
        if owner is not None:
            fits = [p for p, f in candidates(people, parse_name(owner.text, role_words)) if f.level <= 3]
        else:
            fits = kin(one.kin, [p for p in people if p.issued])
        if len(fits) == 1:
            given.setdefault(one.alias, set()).add(fits[0].key)
    for person in people:
        person.initials_known |= {
            "".join(filter(str.isalpha, alias)).upper() for alias, keys in given.items() if keys == {person.key}
        }
