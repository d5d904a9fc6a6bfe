"""What an agency sends back to the board, sealed to the board's key: requests for codes, and its whole key for reconciling."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from pydantic import Field, ValidationError

from redactor.base.given import Given, regular_bytes
from redactor.base.private import Private
from redactor.case.board_answers import BOARD
from redactor.codes.finding import is_ranked
from redactor.codes.model import FAMILY_AS_A_WHOLE, CodeList
from redactor.codes.text import squash
from redactor.identities.settled import told_names
from redactor.keymap.decisions import Ruling, successors
from redactor.keymap.keymap import Evidence, KeyMap, Record
from redactor.language.lexicon import fold
from redactor.sealed.sealing import Home, SealingError, seal_to, unseal

SUFFIX = ".sealed"
_FORMAT = "redactor parcel 1"


class ParcelKind(StrEnum):
    """What is asked of the board."""

    REQUESTS = "requests"
    RETURN = "return"


class ParcelError(Exception):
    """The parcel cannot be used. The message is a sentence for the user and names no one."""


class ParcelRow(Private):
    """One identity of the agency's key."""

    code: str
    kind: str
    issued: bool
    names: tuple[str, ...] = Field(default=(), repr=False)
    role: str = ""
    agency: str = ""  # of the identity
    gender: str = ""
    mentions: int = 0
    drafts: tuple[str, ...] = ()
    place: str = ""  # of the first mention
    first: str = ""  # ISO dates of the first and the last chronology entry
    last: str = ""
    contact: str = Field(default="", repr=False)


class Parcel(Private):
    """All rows of one agency."""

    format: str = _FORMAT
    kind: ParcelKind
    case: str
    agency: str
    edition: int
    made: str  # ISO 8601, UTC
    rows: tuple[ParcelRow, ...] = ()


@dataclass(frozen=True)
class Opened:
    """A parcel and the file it came in."""

    parcel: Parcel
    file: str


def parcel_of(
    key_map: KeyMap,
    kind: ParcelKind,
    agency: str = "",
    now: datetime | None = None,
    listed: Mapping[str, Collection[str]] | None = None,
) -> Parcel:
    """Requests: everybody coded here whom the drafts name and the board has no code for, and further names learnt here of
    those who have one (`listed`: squashed code → the folded names that the list has already). Return: everybody in use."""
    retired = successors(key_map.decisions)
    records = [r for r in key_map.records if r.code not in retired and r.code not in key_map.replaced]
    rows: list[ParcelRow] = []
    if kind is ParcelKind.REQUESTS:
        learnt = _learnt(key_map, retired, listed or {})
        for r in records:
            if not r.issued and r.board_says:
                continue  # the board has answered
            if not r.issued:
                rows.append(_row(key_map, r))
            elif names := learnt.get(r.code):
                rows.append(_row(key_map, r).model_copy(update={"names": names}))
    else:
        rows = [_row(key_map, r) for r in records]
    made = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    return Parcel(
        kind=kind,
        case=key_map.case,
        agency=agency or key_map.agency,
        edition=key_map.edition,
        made=made,
        rows=tuple(row for row in rows if row.mentions or (kind is ParcelKind.REQUESTS and _is_left(key_map, row))),
    )


def _is_left(key_map: KeyMap, row: ParcelRow) -> bool:
    """The author has left the real name, which may stand by the board's word as well: it is asked for that."""
    held = (d for d in key_map.held if d.ruling is Ruling.LEAVE and not (d.here_only or d.withdrawn))
    left = {fold(n) for d in held for n in d.names}
    return not row.issued and bool(row.names) and left.issuperset(map(fold, row.names))


def _learnt(
    key_map: KeyMap, retired: Mapping[str, str], listed: Mapping[str, Collection[str]]
) -> dict[str, tuple[str, ...]]:
    """Code of the board → names that persons here have said are meant by it everywhere, or that drafts tell of it, and the list
    does not have."""
    told = told_names(d for d in key_map.decisions if d.who != BOARD)
    codes = {*(squash(r.code) for r in key_map.records), *key_map.standing}
    found: dict[str, list[str]] = {}
    for code, names in told.items():
        now = retired.get(code, code)
        known = listed.get(squash(now), ())
        found.setdefault(now, []).extend(n for n in names if fold(n) not in known)
    for record in key_map.records:
        if record.issued and record.told and record.code not in retired:
            known = listed.get(squash(record.code), ())
            found.setdefault(record.code, []).extend(
                n for n in record.told if fold(n) not in known and _still_told(key_map, record.code, n)
            )
    kept = {code: tuple(n for n in dict.fromkeys(each) if squash(n) not in codes) for code, each in found.items()}
    return {code: each for code, each in kept.items() if each}


def _still_told(key_map: KeyMap, code: str, name: str) -> bool:
    """The drafts as the last runs left them call somebody so, and nobody who is somebody else or a question. A maiden name is
    told by its last word."""
    words = fold(name).split()
    met = [e for each in key_map.evidence.values() for e in each if fold(e.written).split()[-1:] == words[-1:]]
    said = [e for e in met if fold(e.written).split() == words] or met
    return bool(said) and all(e.code == code and not e.doubtful for e in said)


def names_listed(codes: CodeList) -> dict[str, frozenset[str]]:
    """Squashed code → the folded names that a list has of it."""
    return {squash(e.code): frozenset(map(fold, (e.name, *e.aliases))) for e in codes.entries}


def _row(key_map: KeyMap, record: Record) -> ParcelRow:
    met = [(draft, e) for draft, each in key_map.evidence.items() for e in each if e.code == record.code]
    told = [n for d in key_map.decisions if d.code == record.code and d.ruling is not Ruling.ASK for n in d.names]
    codes = {squash(r.code) for r in key_map.records}
    codes |= {c for c in key_map.standing if not is_ranked(c)}  # "PC623" may be all that is known of an officer
    days = sorted(e.day for _, e in met if e.day)
    staff = record.kind_of_identity == "professional"
    return ParcelRow(
        code=record.code,
        kind=record.kind,
        issued=record.issued,
        names=tuple(n for n in dict.fromkeys((*record.names, *told)) if squash(n) not in codes),  # a code is no name
        role="; ".join(record.roles) or record.role,
        agency=record.agency or (_workplace(key_map, [e for _, e in met]) if staff else ""),
        gender=record.gender,
        mentions=len(met),
        drafts=tuple(dict.fromkeys(draft for draft, _ in met)),
        place=met[0][1].place if met else "",
        first=days[0] if days else "",
        last=days[-1] if days else "",
        contact=record.contact,
    )


_BESIDE = 9  # characters between somebody's name and where they work: " of ", " at the ", ", GP at "


def _workplace(key_map: KeyMap, met: Sequence[Evidence]) -> str:
    """The place that stands right behind the name, "Dr Sethi of Larkfield Surgery"; the one that does so most often."""
    # a family as a whole is kept like an organisation, and is nobody's place of work
    kinds = {r.code: r.kind for r in key_map.records if FAMILY_AS_A_WHOLE not in (r.role, *r.roles)}
    behind: dict[str, list[tuple[int, str]]] = {}
    for each in key_map.evidence.values():
        for e in each:
            if kinds.get(e.code) == "organisation" and ":" in e.anchor:
                passage, _, start = e.anchor.partition(":")
                behind.setdefault(passage, []).append((int(start), e.written))
    found: Counter[str] = Counter()
    for e in met:
        passage, _, start = e.anchor.partition(":")
        end = int(start) + len(e.written) if start.isdigit() else -1
        found.update(name for at, name in behind.get(passage, ()) if end >= 0 and 0 < at - end <= _BESIDE)
    return found.most_common(1)[0][0] if found else ""


def sealed_parcel(parcel: Parcel, recipient: str) -> bytes:
    """The parcel for the board's key alone. Raises SealingError."""
    return seal_to(parcel.model_dump_json().encode(), [recipient])


def open_parcels(files: Iterable[Given], kind: ParcelKind, home: Home) -> list[Opened]:
    """The parcels in these files. Raises ParcelError with every file that cannot be used."""
    found, problems = [], []
    for path in files:
        try:
            found.append(Opened(_opened(path, kind, home), path.name))
        except ParcelError as error:
            problems.append(f"{path.name}: {error}")
    if problems:
        raise ParcelError("\n".join(problems))
    return found


def _opened(path: Given, kind: ParcelKind, home: Home) -> Parcel:
    parcel = open_parcel(path, home)
    if parcel.kind is not kind:
        raise ParcelError(f"It holds the agency's {parcel.kind}, not its {kind}.")
    return parcel


def open_parcel(path: Given, home: Home) -> Parcel:
    """The parcel in a file, whatever is asked in it. Raises ParcelError."""
    try:
        content = unseal(regular_bytes(path), home)
    except OSError:
        raise ParcelError("It cannot be read. Check the name of the file.") from None
    except SealingError as error:
        raise ParcelError(f"{error} It opens only with the key of the board that issued the edition.") from None
    try:
        if json.loads(content).get("format") != _FORMAT:
            raise ParcelError("It was written by another version of redactor.")
        parcel = Parcel.model_validate_json(content)
    except (ValueError, ValidationError, AttributeError):
        raise ParcelError("It is neither requests nor a return of an agency.") from None
    return parcel


def without_names(parcel: Parcel) -> Sequence[Sequence[str]]:
    """The rows for a sheet that may be shown: code, kind, role, agency, how often, where; nobody's name."""
    return [(r.code, r.kind, r.role, r.agency, str(r.mentions), ", ".join(r.drafts), r.place) for r in parcel.rows]
