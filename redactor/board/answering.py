"""The board's answers to the agencies' requests: read back, and put into the list.

a sheet or a page, filled in ─▶ answers ─▶ the list with them, and for each agency its own code → the board's
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from redactor.base.refused import Refused
from redactor.board.judging import Belonging, JudgedRow, bare, fullest
from redactor.board.parcels import Opened, ParcelRow
from redactor.board.registers import Answered, Awaiting, Declined, Register
from redactor.board.requesting import SHEET, RequestRuling, aliases_of, request_key, without_codes
from redactor.codes.model import CodeList, Entry, Kind
from redactor.codes.numbering import kind_by_code
from redactor.codes.roles import title_of_prefix
from redactor.codes.sheets import rows_of
from redactor.codes.text import squash
from redactor.language.lexicon import fold


@dataclass(frozen=True)
class RequestAnswer:
    """What a person has said to a request."""

    key: str
    ruling: RequestRuling | None  # None for words that are no answer
    code: str = ""
    role: str = ""  # "" for that of the request
    where: str = ""  # "Sheet Answers, row 3"
    works_for: str | None = None  # None: as the request has it


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
    awaiting: tuple[Awaiting, ...] = ()  # the requests left for later
    answered: tuple[Answered, ...] = ()  # the agencies' codes, each with the board's in its place
    declined: tuple[Declined, ...] = ()  # further names of people of the list that the board does not want there


def answers_in(sheet: bytes) -> list[RequestAnswer]:
    """What a person has filled in. Raises ValueError for a file that is no such sheet."""
    return [
        RequestAnswer(
            cells.get("Key", ""),
            _ruling(cells.get("Answer", "")),
            cells.get("Code", ""),
            cells.get("Relationship or role", ""),
            f"Sheet {SHEET}, row {number}",
            cells.get("Works for"),
        )
        for number, cells in rows_of(sheet, SHEET)
    ]


def _ruling(text: str) -> RequestRuling | None:
    """The answer that these words are; "" is one: later."""
    return RequestRuling(text or RequestRuling.LATER) if (text or RequestRuling.LATER) in set(RequestRuling) else None


def with_answers(codes: CodeList, requests: Sequence[Opened], answers: Sequence[RequestAnswer]) -> AnswersTaken:
    """The list with the answers in it: new rows behind those that were there. Raises AnswersError with every answer
    that cannot be taken over."""
    asked = {
        request_key(o.parcel.agency, r): (without_codes(r, codes), o.parcel.agency)
        for o in requests
        for r in o.parcel.rows
    }
    entries = {squash(e.code): e for e in codes.entries}
    faults: list[tuple[RequestAnswer, str]] = []
    answered: list[Answered] = []
    declined: list[Declined] = []
    awaiting: list[Awaiting] = []
    issued = joined = left = 0
    given: dict[
        str, set[str]
    ] = {}  # the agencies' own codes, squashed → the codes that this sheet gives in their place
    for answer in sorted(answers, key=lambda a: a.ruling is RequestRuling.SAME):  # whom it is the same as may be new
        request, said, code = asked.get(answer.key), answer.ruling, answer.code
        if (
            said is RequestRuling.SAME
            and squash(code) not in entries
            and len(now := given.get(squash(code), set())) == 1
        ):
            (code,) = now  # the proposal was made before the other was given a code of the family's
        if request is None:
            faults.append((answer, "this request is in none of the files given. Give all of them."))
        elif said is None:
            faults.append((answer, "the answer is none of the list. Choose one of it."))
        elif said is RequestRuling.LATER:
            left += 1
            awaiting.append(Awaiting(agency=request[1], theirs=request[0].code))
        elif said is RequestRuling.NO and request[0].issued:
            declined += [Declined(code=request[0].code, name=fold(n)) for n in request[0].names]
        elif said is RequestRuling.NO:
            answered.append(Answered(agency=request[1], theirs=request[0].code, code=""))
        elif not code:
            faults.append((answer, f"there is no code. Write one, or answer “{RequestRuling.LATER}”."))
        elif said is RequestRuling.SAME and squash(code) not in entries:
            faults.append((answer, f"the list has no code {code} that this could be the same as."))
        elif said is RequestRuling.SAME:
            entry = entries[squash(code)]
            works_for = answer.works_for if answer.works_for is not None else request[0].agency
            entries[squash(code)] = _with_names(entry, request[0], works_for)
            answered.append(Answered(agency=request[1], theirs=request[0].code, code=entry.code))
            joined += 1
        elif squash(code) in entries:
            faults.append(
                (answer, f"the code {code} is given already. Write another, or answer “{RequestRuling.SAME}”.")
            )
        else:
            works_for = answer.works_for if answer.works_for is not None else request[0].agency
            entries[squash(code)] = _new(code, request[0], works_for, answer.role)
            answered.append(Answered(agency=request[1], theirs=request[0].code, code=code))
            given.setdefault(squash(request[0].code), set()).add(code)
            issued += 1
    if faults:
        raise AnswersError(faults)
    listed = replace(codes, entries=tuple(entries.values()))
    # what is said of a further name says nothing of the code that the board itself has given
    further = {(o.parcel.agency, squash(r.code)) for o in requests for r in o.parcel.rows if r.issued}
    own = (a for a in answered if (a.agency, squash(a.theirs)) not in further)
    changed = tuple(a for a in own if squash(a.theirs) != squash(a.code))
    return AnswersTaken(listed, issued, joined, left, tuple(awaiting), changed, tuple(declined))


def still_offered(opened: Opened, register: Register) -> Opened:
    """An agency's requests without the further names that the board has declined."""
    rows = []
    for row in opened.parcel.rows:
        names = register.without_declined(row.code, row.names) if row.issued else row.names
        if names or not row.issued:
            rows.append(row.model_copy(update={"names": names}))
    return replace(opened, parcel=opened.parcel.model_copy(update={"rows": tuple(rows)}))


def _with_names(entry: Entry, row: ParcelRow, works_for: str = "") -> Entry:
    """With what an agency calls them; and where they work, where the list does not say it and another agency's draft does."""
    known = {fold(n) for n in (entry.name, *entry.aliases)}
    if entry.kind is Kind.PROFESSIONAL and not entry.agency:
        entry = replace(entry, agency=works_for)
    return replace(entry, aliases=(*entry.aliases, *(n for n in aliases_of(row, entry.name) if fold(n) not in known)))


def _new(code: str, row: ParcelRow, works_for: str, role: str) -> Entry:
    name = fullest(row.names) or code
    kinds = {"address": Kind.ADDRESS, "organisation": Kind.ORGANISATION, "place": Kind.ORGANISATION}
    role = role or row.role or title_of_prefix(code)
    # "TM1" given by the manager to somebody of whom the draft tells no role makes a team manager of them
    staff = JudgedRow.of(row).standing is Belonging.STAFF or kind_by_code(code) == "professional"
    kind = kinds.get(row.kind) or (Kind.PROFESSIONAL if staff else _lay(role))
    return Entry(code, kind, bare(name) if row.kind == "person" else name, aliases_of(row, name), role, works_for)


_KIN = re.compile(
    r"\b(?:mother|father|parent|brother|sister|sibling|son|daughter|child|baby|twin|(?:grand|step|half)[\w-]*|aunt|uncle|cousin|"
    r"niece|nephew|wife|husband|partner)\b",
    re.IGNORECASE,
)


def _lay(role: str) -> Kind:
    """Family, where the relationship itself is one of kin: "Sister of Child 1", not "friend of the mother"."""
    own = re.split(r"['’]s\s+", role)[-1]
    first = re.split(r"\b(?:of|to|for)\b", own)[0]
    return Kind.FAMILY if _KIN.search(first) else Kind.ASSOCIATE
