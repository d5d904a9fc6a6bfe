"""Codes asked for and given: the agency's requests, the board's answers, the list with the answers in it.

Agency: key map ─▶ requests (sealed to the board, and a sheet without names)
Board:  requests ─▶ a sheet with a proposal for each ─▶ filled in ─▶ the list, ready to be issued as the next edition
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from redactor.board.judging import (
    LIKELY,
    NEAR,
    Belonging,
    JudgedRow,
    bare,
    collar_numbers,
    fit,
    named_alike,
    speaks_against,
)
from redactor.board.parcels import Opened, Parcel, ParcelRow, without_names
from redactor.board.registers import Awaiting
from redactor.codes.model import ANY_NUMBER, Block, CodeList, Entry
from redactor.codes.numbering import BlockUsedUp, Numbering, split_code
from redactor.codes.roles import standard_roles
from redactor.codes.sheets import Column, Sheet, workbook
from redactor.codes.text import squash
from redactor.language.lexicon import fold
from redactor.language.names import parse_name

SHEET = "Answers"


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
    works_for: str = ""  # where a member of staff works, as the agency's drafts say; never who asks

    @property
    def key(self) -> str:
        """How the request is named in a sheet or a page that a person fills in. It names nobody."""
        return request_key(self.agency, self.row)


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


def answer_sheet(codes: CodeList, requests: Sequence[Opened], later: Iterable[Awaiting] = ()) -> bytes:
    """Every request with a proposal, to be filled in by the business manager. It holds names. `later`: what somebody has left for
    later stays so until somebody says otherwise, with the proposal as words."""
    left = {(fold(a.agency), squash(a.theirs)) for a in later}
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
        Column("Works for", 26, to_fill=True),
    )
    note = (
        "Restricted: names. Check the proposals in the yellow columns, change what is wrong, save, and run again the command "
        "that wrote this sheet (redactor board answer; after redactor codes answer --sheet, --read)."
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
            each.works_for,
        )
        for each in (_still_later(r, left) for r in proposals(codes, requests))
    ]
    return workbook([Sheet(SHEET, note, columns, rows)])


def _still_later(asked: Requested, left: Collection[tuple[str, str]]) -> Requested:
    if (fold(asked.agency), squash(asked.row.code)) not in left or asked.ruling is RequestRuling.LATER:
        return asked
    why = f"Left for later. The proposal was: {asked.ruling} ({asked.code})."
    return replace(asked, ruling=RequestRuling.LATER, code="", why=f"{why} {asked.why}".strip())


def proposals(codes: CodeList, requests: Sequence[Opened]) -> tuple[Requested, ...]:
    """Every request in the order given, with what the list has that is alike, and a code. Names that an agency has learnt of
    somebody listed are proposed to be added there; what the list knows already is no request."""
    numbering = Numbering.start([e.code for e in codes.entries], block=_BOARDS_OWN)
    listed = [(e, JudgedRow.listed(e)) for e in codes.entries]
    by_code = {squash(e.code): e for e in codes.entries}
    asked = [(opened.parcel.agency, without_codes(row, codes)) for opened in requests for row in opened.parcel.rows]
    found: dict[int, Requested] = {}
    learnt: dict[str, tuple[str, str]] = {}  # folded name → whose it is, and which agency says so
    # further names of people listed come first, then whose role is known: what others ask for without one may be the same
    order = sorted(
        range(len(asked)),
        key=lambda n: (not asked[n][1].issued, JudgedRow.of(asked[n][1]).standing is not Belonging.STAFF),
    )
    for number in order:
        agency, row = asked[number]
        if row.issued:
            entry = by_code.get(squash(row.code))
            if entry is not None and (names := _not_listed(entry, row)):
                bearers = _bearers(codes, entry, names)
                ruling, code, why = RequestRuling.SAME, entry.code, LEARNT
                if bearers:
                    ruling, code, why = RequestRuling.LATER, "", _ANOTHERS.format(", ".join(bearers))
                found[number] = Requested(agency, row, ruling, code, why, entry.code)
                learnt |= {fold(n): (entry.code, agency) for n in names}
            continue
        judged = JudgedRow.of(row)
        alike = _alike(listed, judged)
        said = _judged(alike, [f for f in found.values() if not f.row.issued], judged) or _called_so(row, learnt)
        ruling, code, why = said or (RequestRuling.ISSUE, "", _warning(listed, judged))
        fresh, counted_on = _proposal(row, codes, numbering)
        if ruling is RequestRuling.ISSUE:
            numbering, code = counted_on, fresh
        found[number] = Requested(agency, row, ruling, code, why, fresh, alike, row.agency)
    return tuple(found[number] for number in sorted(found))


LEARNT = "a further name, learnt from the agency's drafts"
_ANOTHERS = f"{LEARNT}; on the list it is a name of {{}}, too. Answer “{RequestRuling.SAME}”, if it is theirs as well."


def _bearers(codes: CodeList, entry: Entry, names: Sequence[str]) -> list[str]:
    """The codes of others on the list who have one of these names."""
    wanted = {fold(bare(n)) for n in names} - {""}  # of a rank with a number nothing is left
    others = (e for e in codes.entries if e.code != entry.code)
    return [e.code for e in others if wanted & {fold(bare(n)) for n in (e.name, *e.aliases)}]


def _called_so(row: ParcelRow, learnt: Mapping[str, tuple[str, str]]) -> tuple[RequestRuling, str, str] | None:
    """Another agency has learnt that somebody listed is called so; one word is not enough to say it of this one, too."""
    for name in row.names:
        if told := learnt.get(fold(name)):
            why = f"Perhaps {told[0]}, whom the drafts of {told[1]} call so."
            return RequestRuling.LATER, "", f"{why} Answer “{RequestRuling.SAME}” or “{RequestRuling.ISSUE}”."
    return None


def _not_listed(entry: Entry, row: ParcelRow) -> list[str]:
    """The names of a row that the list does not have, nor tells by a name that it has."""
    return [n for n in aliases_of(row, entry.name) if fold(n) not in {fold(k) for k in (entry.name, *entry.aliases)}]


def without_codes(row: ParcelRow, codes: CodeList) -> ParcelRow:
    """A request without codes of the list among its names: an agency has said of one place that "SW1" is somebody else."""
    given = {squash(e.code) for e in codes.entries}
    return row.model_copy(update={"names": tuple(n for n in row.names if squash(n) not in given)})


def request_key(agency: str, row: ParcelRow) -> str:
    """How a request is named in what a person fills in."""
    return f"{fold(agency)}|{squash(row.code)}"


def _alike(listed: Sequence[tuple[Entry, JudgedRow]], asked: JudgedRow) -> tuple[Alike, ...]:
    """Everybody of the list whom the names fit well enough, the best first."""
    found = []
    for entry, row in listed:
        if (fits := fit(row, asked)) is not None and fits.level <= NEAR:
            where = f"{entry.code} on the list" if entry.kind.is_person else entry.code
            found.append(
                Alike(entry, fits.level, f"{where}: {fits.rule}" if entry.kind.is_person else f"{where} is {fits.rule}")
            )
    return tuple(sorted(found, key=lambda a: a.level))


def _judged(
    alike: Sequence[Alike], earlier: Sequence[Requested], asked: JudgedRow
) -> tuple[RequestRuling, str, str] | None:
    """Whom the request is the same as, or may be; None for somebody new.

    Where names alone do not say it, nothing is filled in that would make one of two: the answer is left for a person.
    """
    best = [a for a in alike if a.level == alike[0].level]
    if alike and alike[0].level <= LIKELY and len({a.entry.code for a in best}) == 1:
        return RequestRuling.SAME, alike[0].entry.code, alike[0].why
    others = []
    for each in earlier:
        if each.ruling is RequestRuling.ISSUE and (found := fit(JudgedRow.of(each.row), asked)) is not None:
            others.append((found.level, each.code, f"{each.row.code} of {each.agency}: {found.rule}"))
    others.sort(key=lambda o: o[0])
    if others and others[0][0] <= LIKELY and not (alike and alike[0].level <= others[0][0]):
        return RequestRuling.SAME, others[0][1], others[0][2]
    if whys := [*(a.why for a in alike), *(why for level, _, why in others if level <= NEAR)]:
        return (
            RequestRuling.LATER,
            "",
            f"Perhaps {'; or '.join(whys[:3])}. Answer “{RequestRuling.SAME}” or “{RequestRuling.ISSUE}”.",
        )
    return None


def _warning(listed: Sequence[tuple[Entry, JudgedRow]], asked: JudgedRow) -> str:
    """Why somebody of a like name on the list is not proposed."""
    for entry, row in listed:
        if (against := speaks_against(row, asked)) and named_alike(row, asked):
            return f"Not {entry.code}, though the names are alike: {against}."
    return ""


def _proposal(row: ParcelRow, codes: CodeList, numbering: Numbering) -> tuple[str, Numbering]:
    """The agency's own code where nobody else has it, else the next free number of its prefix, and never one that another agency
    may give out itself before it has the next edition."""
    if squash(row.code) not in numbering.taken:
        return row.code, numbering.with_issued([row.code])
    prefix = (split_code(row.code) or ("Person", 0))[0]
    known = {squash(r.prefix): r.prefix for r in (*standard_roles(), *codes.roles)}
    wanted = known.get(prefix.rpartition("-")[2], row.code.rstrip("0123456789 ") or "Person")
    try:
        return numbering.next_code(wanted)
    except BlockUsedUp:
        code, _ = replace(numbering, block=ANY_NUMBER).with_issued(numbering.taken).next_code(wanted)
        return code, numbering.with_issued([code])


_BOARDS_OWN = Block("", 1, 100)  # the agencies' blocks begin behind it


def aliases_of(row: ParcelRow, name: str) -> tuple[str, ...]:
    """Other names that say something: not "Mrs Hill", which the surname tells, and not the name once more. Of an officer the
    rank with the collar number, by which colleagues write."""
    if row.kind != "person":
        return tuple(dict.fromkeys(n for n in row.names if fold(n) != fold(name)))
    told, found = {fold(bare(name))}, []
    surname = fold(parse_name(bare(name)).surname)
    for other in map(bare, row.names):
        read = parse_name(other)
        titled = bool(read.titles) and not read.given and fold(read.surname) == surname
        if fold(other) in told or titled or fold(other) in fold(bare(name)).split() or read.is_empty:
            continue
        told.add(fold(other))
        found.append(other)
    return (*found, *collar_numbers(row.names, row.code))
