"""Codes asked for and given: the agency's requests, the board's answers, the list with the answers in it.

Agency: key map ─▶ requests (sealed to the board, and a sheet without names)
Board:  requests ─▶ a sheet with a proposal for each ─▶ filled in ─▶ the list, ready to be issued as the next edition
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from redactor.base.refused import Refused
from redactor.board.parcels import Opened, Parcel, ParcelRow, without_names
from redactor.codes.model import CodeList, Entry, Kind
from redactor.codes.numbering import Numbering, kind_by_code, split_code
from redactor.codes.roles import standard_roles
from redactor.codes.sheets import Column, Sheet, rows_of, workbook
from redactor.codes.text import squash
from redactor.identities.listing import listed_person
from redactor.identities.people import Person
from redactor.language.lexicon import fold, lexicon
from redactor.language.names import parse_name

SHEET = "Answers"
_SURE = 4  # up to this level of fit two names are proposed as one person


class RequestRuling(StrEnum):
    """What becomes of a request. The words are shown to users."""

    ISSUE = "issue this code"
    SAME = "same as this code"
    LATER = "later"
    NO = "needs no code"


@dataclass(frozen=True)
class Alike:
    """Somebody of the list whom the names of a request fit."""

    entry: Entry
    level: int  # of the fit: 0 is certain
    why: str


@dataclass(frozen=True)
class Requested:
    """One request, with what is proposed."""

    agency: str
    row: ParcelRow
    ruling: RequestRuling
    code: str  # to be issued, or that it is the same as
    why: str  # "" where a new code is proposed
    fresh: str  # a code that could be issued
    alike: tuple[Alike, ...] = ()  # best first

    @property
    def key(self) -> str:
        """How the request is named in a sheet or a page that a person fills in. It names nobody."""
        return request_key(self.agency, self.row)


@dataclass(frozen=True)
class RequestAnswer:
    """What a person has said to a request."""

    key: str
    ruling: RequestRuling | None  # None for words that are no answer
    code: str = ""
    role: str = ""  # "" for that of the request
    where: str = ""  # "Sheet Answers, row 3"


class AnswersError(Refused):
    """The answers cannot be taken over. `faults` say which, and why, in sentences that name no one."""

    def __init__(self, faults: Sequence[tuple[RequestAnswer, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__([f"{answer.where}: {sentence}" for answer, sentence in faults])


@dataclass(frozen=True)
class AnswersTaken:
    """What the answers came to."""

    codes: CodeList
    issued: int  # new rows of the list
    joined: int  # names added to rows that were there
    open: int  # left for later


def request_sheet(parcel: Parcel) -> bytes:
    """What the agency may send openly: who needs a code, by role and place, without names."""
    note = f"Codes asked for by {parcel.agency or 'the agency'}, edition {parcel.edition or 'none'}. Holds no names."
    columns = (
        Column("Code used", 14),
        Column("Kind", 14),
        Column("Relationship or role", 34),
        Column("Agency", 28),
        Column("Mentions", 10),
        Column("Drafts", 40),
        Column("First place", 34),
    )
    return workbook([Sheet("Requests", note, columns, without_names(parcel))])


def answer_sheet(codes: CodeList, requests: Sequence[Opened]) -> bytes:
    """Every request with a proposal, to be filled in by the business manager. It holds names."""
    columns = (
        Column("Agency", 24),
        Column("Their code", 12),
        Column("Names", 34),
        Column("Kind", 14),
        Column("Relationship or role", 30, to_fill=True),
        Column("Mentions", 10),
        Column("May be", 34),
        Column("Answer", 20, tuple(RequestRuling), to_fill=True),
        Column("Code", 14, to_fill=True),
        Column("Key", 20, hidden=True),
    )
    note = (
        "Restricted: names. Check the proposals in the yellow columns, change what is wrong, save, and read it back with "
        "redactor codes answer --read."
    )
    rows = [
        (
            each.agency,
            each.row.code,
            "; ".join(each.row.names),
            each.row.kind,
            each.row.role,
            str(each.row.mentions),
            each.why,
            str(each.ruling),
            each.code,
            each.key,
        )
        for each in proposals(codes, requests)
    ]
    return workbook([Sheet(SHEET, note, columns, rows)])


def proposals(codes: CodeList, requests: Sequence[Opened]) -> tuple[Requested, ...]:
    """Every request in the order given, with what the list has that is alike, and a code."""
    numbering = Numbering.start([e.code for e in codes.entries])
    people = [(e, _listed(n, e)) for n, e in enumerate(codes.entries, 1) if e.kind.is_person]
    found: list[Requested] = []
    for opened in requests:
        for row in opened.parcel.rows:
            alike = _alike(codes, people, row)
            same, why = _same(alike) or _asked_already(found, row) or ("", "")
            fresh, counted_on = _proposal(row, codes, numbering)
            if same:
                found.append(Requested(opened.parcel.agency, row, RequestRuling.SAME, same, why, fresh, alike))
            else:
                numbering = counted_on
                found.append(Requested(opened.parcel.agency, row, RequestRuling.ISSUE, fresh, "", fresh, alike))
    return tuple(found)


def request_key(agency: str, row: ParcelRow) -> str:
    """How a request is named in what a person fills in."""
    return f"{fold(agency)}|{squash(row.code)}"


def _alike(codes: CodeList, people: Sequence[tuple[Entry, Person]], row: ParcelRow) -> tuple[Alike, ...]:
    """Everybody of the list whom the names fit well enough, the best first."""
    if row.kind != "person":
        names = {fold(n) for n in row.names}
        listed = (e for e in codes.entries if names & {fold(e.name), *map(fold, e.aliases)})
        return tuple(Alike(e, 0, f"{e.code} is the same place") for e in listed)
    found, read = [], [parse_name(name) for name in row.names]
    for entry, person in people:
        fits = [f for name in read if (f := person.fit(name)) is not None and f.level <= _SURE]
        if fits:
            best = min(fits, key=lambda f: f.level)
            found.append(Alike(entry, best.level, f"{entry.code} on the list: {best.rule}"))
    return tuple(sorted(found, key=lambda a: a.level))


def _same(alike: Sequence[Alike]) -> tuple[str, str] | None:
    """The one whom the names fit best; nobody where they fit two people alike."""
    if not alike or (len(alike) > 1 and alike[1].level == alike[0].level and alike[0].entry.kind.is_person):
        return None
    return alike[0].entry.code, alike[0].why


def _asked_already(earlier: Sequence[Requested], row: ParcelRow) -> tuple[str, str] | None:
    """Somebody for whom another agency asks a code too."""
    for each in earlier:
        other = each.row
        if each.ruling is RequestRuling.SAME or other.kind != row.kind:
            continue
        if {fold(n) for n in _full(other)} & {fold(n) for n in _full(row)}:
            return each.code, f"{other.code} of {each.agency} has the same name"
    return None


def _full(row: ParcelRow) -> list[str]:
    """Names that say enough to be compared: a first name and a surname, or the whole of a place."""
    if row.kind != "person":
        return list(row.names)
    return [n for n in row.names if (p := parse_name(n)).given and p.surname]


def _listed(key: int, e: Entry) -> Person:
    kind = e.kind.of_identity
    return listed_person(key, e.code, e.name, e.aliases, e.role, e.agency, kind, issued=True, role_words=frozenset())


def _proposal(row: ParcelRow, codes: CodeList, numbering: Numbering) -> tuple[str, Numbering]:
    """The agency's own code where nobody else can have it, else the next free number of its prefix."""
    if numbering.is_free(row.code):
        return row.code, numbering.with_issued([row.code])
    prefix = (split_code(row.code) or ("Person", 0))[0]
    known = {squash(r.prefix): r.prefix for r in (*standard_roles(), *codes.roles)}
    return numbering.next_code(known.get(prefix.rpartition("-")[2], row.code.rstrip("0123456789 ") or "Person"))


def answers_in(sheet: bytes) -> list[RequestAnswer]:
    """What a person has filled in. Raises ValueError for a file that is no such sheet."""
    return [
        RequestAnswer(
            cells.get("Key", ""),
            _ruling(cells.get("Answer", "")),
            cells.get("Code", ""),
            cells.get("Relationship or role", ""),
            f"Sheet {SHEET}, row {number}",
        )
        for number, cells in rows_of(sheet, SHEET)
    ]


def _ruling(text: str) -> RequestRuling | None:
    """The answer that these words are; "" is one: later."""
    return RequestRuling(text or RequestRuling.LATER) if (text or RequestRuling.LATER) in set(RequestRuling) else None


def with_answers(codes: CodeList, requests: Sequence[Opened], answers: Sequence[RequestAnswer]) -> AnswersTaken:
    """The list with the answers in it: new rows behind those that were there. Raises AnswersError with every answer
    that cannot be taken over."""
    asked = {request_key(o.parcel.agency, r): (r, o.parcel.agency) for o in requests for r in o.parcel.rows}
    entries = {squash(e.code): e for e in codes.entries}
    faults: list[tuple[RequestAnswer, str]] = []
    issued = joined = left = 0
    for answer in sorted(answers, key=lambda a: a.ruling is RequestRuling.SAME):  # whom it is the same as may be new
        request, said, code = asked.get(answer.key), answer.ruling, answer.code
        if request is None:
            faults.append((answer, "this request is in none of the files given. Give all of them."))
        elif said is None:
            faults.append((answer, "the answer is none of the list. Choose one of it."))
        elif said is RequestRuling.LATER:
            left += 1
        elif said is RequestRuling.NO:
            continue
        elif not code:
            faults.append((answer, f"there is no code. Write one, or answer “{RequestRuling.LATER}”."))
        elif said is RequestRuling.SAME and squash(code) not in entries:
            faults.append((answer, f"the list has no code {code} that this could be the same as."))
        elif said is RequestRuling.SAME:
            entries[squash(code)] = _with_names(entries[squash(code)], request[0])
            joined += 1
        elif squash(code) in entries:
            faults.append(
                (answer, f"the code {code} is given already. Write another, or answer “{RequestRuling.SAME}”.")
            )
        else:
            entries[squash(code)] = _new(code, request[0], request[1], answer.role)
            issued += 1
    if faults:
        raise AnswersError(faults)
    return AnswersTaken(replace(codes, entries=tuple(entries.values())), issued, joined, left)


def _with_names(entry: Entry, row: ParcelRow) -> Entry:
    known = {fold(n) for n in (entry.name, *entry.aliases)}
    return replace(entry, aliases=(*entry.aliases, *(n for n in _aliases(row, entry.name) if fold(n) not in known)))


def _new(code: str, row: ParcelRow, agency: str, role: str) -> Entry:
    name = max(row.names, key=lambda n: (len(_bare(n).split()), len(n)), default=code)
    kinds = {"address": Kind.ADDRESS, "organisation": Kind.ORGANISATION, "place": Kind.ORGANISATION}
    professional = kind_by_code(code) == "professional" and bool(row.role) and row.kind == "person"
    kind = kinds.get(row.kind) or (Kind.PROFESSIONAL if professional else Kind.ASSOCIATE)
    at = row.agency or (agency if kind is Kind.PROFESSIONAL else "")
    return Entry(code, kind, _bare(name) if row.kind == "person" else name, _aliases(row, name), role or row.role, at)


def _aliases(row: ParcelRow, name: str) -> tuple[str, ...]:
    """Other names that say something: not "Mrs Hill", which the surname tells, and not the name once more."""
    told = {fold(_bare(name))}
    found = []
    for other in row.names:
        bare = _bare(other) if row.kind == "person" else other
        if fold(bare) in told or (row.kind == "person" and fold(bare) in fold(_bare(name)).split()):
            continue
        told.add(fold(bare))
        found.append(bare)
    return tuple(found)


def _bare(name: str) -> str:
    """A name without its titles, unless nothing but a surname would be left."""
    words = name.split()
    while len(words) > 2 and fold(words[0]) in lexicon().titles:
        words = words[1:]
    return " ".join(words)
