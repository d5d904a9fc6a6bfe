"""Codes asked for and given: the agency's requests, the board's answers, the list with the answers in it.

Agency: key map ─▶ requests (sealed to the board, and a sheet without names)
Board:  requests ─▶ a sheet with a proposal for each ─▶ filled in ─▶ the list, ready to be issued as the next edition
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from redactor.codes.model import CodeList, Entry, Kind
from redactor.codes.numbering import Numbering, split_code
from redactor.codes.parcels import Opened, Parcel, Row, without_names
from redactor.codes.roles import standard_roles
from redactor.codes.sheets import Column, Sheet, rows_of, workbook
from redactor.codes.text import squash
from redactor.identities.listing import listed_person
from redactor.identities.people import Person
from redactor.language.lexicon import fold, lexicon
from redactor.language.names import parse_name

SHEET = "Answers"
_ISSUE, _SAME, _LATER, _NO = "issue this code", "same as this code", "later", "needs no code"
_ANSWERS = (_ISSUE, _SAME, _LATER, _NO)
_SURE = 4  # up to this level of fit two names are proposed as one person


class AnswersError(Exception):
    """The answers cannot be taken over. `problems` are sentences with rows; they name no one."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Taken:
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
        Column("Answer", 20, _ANSWERS, to_fill=True),
        Column("Code", 14, to_fill=True),
        Column("Key", 20, hidden=True),
    )
    note = (
        "Restricted: names. Check the proposals in the yellow columns, change what is wrong, save, and read it back with "
        "redactor codes answer --read."
    )
    numbering = Numbering.start([e.code for e in codes.entries])
    rows: list[tuple[str, ...]] = []
    given: list[tuple[Row, str, str]] = []
    for opened in requests:
        for row in opened.parcel.rows:
            same, why = _same(codes, row) or _asked_already(given, row) or ("", "")
            code = same
            if not code:
                code, numbering = _proposal(row, codes, numbering)
                given.append((row, code, opened.parcel.agency))
            rows.append(
                (
                    opened.parcel.agency,
                    row.code,
                    "; ".join(row.names),
                    row.kind,
                    row.role,
                    str(row.mentions),
                    why,
                    _SAME if same else _ISSUE,
                    code,
                    f"{fold(opened.parcel.agency)}|{squash(row.code)}",
                )
            )
    return workbook([Sheet(SHEET, note, columns, rows)])


def _same(codes: CodeList, row: Row) -> tuple[str, str] | None:
    """Somebody of the list whom the names fit."""
    if row.kind != "person":
        names = {fold(n) for n in row.names}
        listed = next((e for e in codes.entries if names & {fold(e.name), *map(fold, e.aliases)}), None)
        return (listed.code, f"{listed.code} is the same place") if listed else None
    people = [(e, _listed(n, e)) for n, e in enumerate(codes.entries, 1) if e.kind.is_person]
    fits = [(f.level, e, f.rule) for e, p in people for name in row.names if (f := p.fit(parse_name(name))) is not None]
    best = min(fits, key=lambda f: f[0], default=None)
    if best is None or best[0] > _SURE or sum(level == best[0] for level, e, _ in fits if e is not best[1]):
        return None
    return best[1].code, f"{best[1].code} on the list: {best[2]}"


def _asked_already(given: Sequence[tuple[Row, str, str]], row: Row) -> tuple[str, str] | None:
    """Somebody for whom another agency asks a code too."""
    for other, code, agency in given:
        if other.kind == row.kind and {fold(n) for n in _full(other)} & {fold(n) for n in _full(row)}:
            return code, f"{other.code} of {agency} has the same name"
    return None


def _full(row: Row) -> list[str]:
    """Names that say enough to be compared: a first name and a surname, or the whole of a place."""
    if row.kind != "person":
        return list(row.names)
    return [n for n in row.names if (p := parse_name(n)).given and p.surname]


def _listed(key: int, e: Entry) -> Person:
    kind = "professional" if e.kind is Kind.PROFESSIONAL else "person"
    return listed_person(key, e.code, e.name, e.aliases, e.role, e.agency, kind, issued=True, role_words=frozenset())


def _proposal(row: Row, codes: CodeList, numbering: Numbering) -> tuple[str, Numbering]:
    """The agency's own code where nobody else can have it, else the next free number of its prefix."""
    if numbering.is_free(row.code):
        return row.code, numbering.with_issued([row.code])
    prefix = (split_code(row.code) or ("Person", 0))[0]
    known = {squash(r.prefix): r.prefix for r in (*standard_roles(), *codes.roles)}
    return numbering.next_code(known.get(prefix.rpartition("-")[2], row.code.rstrip("0123456789 ") or "Person"))


def with_answers(codes: CodeList, requests: Sequence[Opened], sheet: bytes) -> Taken:
    """The list with the answers in it. Raises AnswersError with every row that cannot be taken over; ValueError for a
    file that is no such sheet."""
    asked = {f"{fold(o.parcel.agency)}|{squash(r.code)}": (r, o.parcel.agency) for o in requests for r in o.parcel.rows}
    entries = {squash(e.code): e for e in codes.entries}
    problems: list[str] = []
    issued = joined = left = 0
    for number, cells in sorted(rows_of(sheet, SHEET), key=lambda r: r[1].get("Answer") == _SAME):
        where = f"Sheet {SHEET}, row {number}"
        request = asked.get(cells.get("Key", ""))
        said, code = cells.get("Answer", ""), cells.get("Code", "")
        if request is None:
            problems.append(f"{where}: this request is in none of the files given. Give all of them.")
        elif said in ("", _LATER):
            left += 1
        elif said == _NO:
            continue
        elif not code:
            problems.append(f"{where}: there is no code. Write one, or answer “{_LATER}”.")
        elif said == _SAME and squash(code) not in entries:
            problems.append(f"{where}: the list has no code {code} that this could be the same as.")
        elif said == _SAME:
            entries[squash(code)] = _with_names(entries[squash(code)], request[0])
            joined += 1
        elif said == _ISSUE and squash(code) in entries:
            problems.append(f"{where}: the code {code} is given already. Write another, or answer “{_SAME}”.")
        elif said == _ISSUE:
            entries[squash(code)] = _new(code, request[0], request[1], cells)
            issued += 1
        else:
            problems.append(f"{where}: the answer is none of the list. Choose one of it.")
    if problems:
        raise AnswersError(problems)
    return Taken(replace(codes, entries=tuple(entries.values())), issued, joined, left)


def _with_names(entry: Entry, row: Row) -> Entry:
    known = {fold(n) for n in (entry.name, *entry.aliases)}
    return replace(entry, aliases=(*entry.aliases, *(n for n in _aliases(row, entry.name) if fold(n) not in known)))


def _new(code: str, row: Row, agency: str, cells: Mapping[str, str]) -> Entry:
    name = max(row.names, key=lambda n: (len(_bare(n).split()), len(n)), default=code)
    kinds = {"address": Kind.ADDRESS, "organisation": Kind.ORGANISATION, "place": Kind.ORGANISATION}
    professional = (split_code(code) or ("person", 0))[0] != "person" and bool(row.role) and row.kind == "person"
    kind = kinds.get(row.kind) or (Kind.PROFESSIONAL if professional else Kind.ASSOCIATE)
    role = cells.get("Relationship or role", "") or row.role
    at = row.agency or (agency if kind is Kind.PROFESSIONAL else "")
    return Entry(code, kind, _bare(name) if row.kind == "person" else name, _aliases(row, name), role, at)


def _aliases(row: Row, name: str) -> tuple[str, ...]:
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
