"""`/list/requests`: the agencies ask for codes; each request is answered, and the answers go into the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.base.given import Held
from redactor.base.refused import Refused
from redactor.board.answering import AnswersError, AnswersTaken, RequestAnswer, still_offered, with_answers
from redactor.board.issuing import register_of
from redactor.board.parcels import Opened, ParcelKind
from redactor.board.requesting import Alike, Requested, RequestRuling, proposals, request_key
from redactor.board.returning import decline
from redactor.codes.model import CodeList
from redactor.codes.text import squash
from redactor.language.lexicon import fold
from redactor.records.wording import counted
from redactor.web.desk import Desk, PostedForm, change, page
from redactor.web.manager.board import ManagerPages, board_of
from redactor.web.manager.grid import CannotPaste, Grid
from redactor.web.manager.opening import made_on, opened
from redactor.web.render import show

_LIKELY = 4  # people of the list offered as buttons


@dataclass(frozen=True)
class Card:
    """A request with what stands in its fields."""

    asked: Requested
    ruling: RequestRuling | None
    code: str  # in the field for a code to be issued
    same: str  # in the field for the code that it is the same as
    role: str
    problem: str = ""

    @property
    def likely(self) -> tuple[Alike, ...]:
        """Whom of the list it may be, the best fit first; nobody for whom something speaks against it."""
        return self.asked.alike[:_LIKELY]

    @property
    def chosen(self) -> str:
        """Whose button among the likely is pressed; "" for none."""
        codes = {squash(each.entry.code): each.entry.code for each in self.likely}
        return codes.get(squash(self.same), "") if self.ruling is RequestRuling.SAME else ""


def _requests(desk: Desk, request: Request, form: PostedForm) -> Response:
    board = board_of(desk)
    values = _view(board)
    board.refused = []
    return show(desk, "manager/requests.html.j2", here="/list", values=values)


def _area(
    desk: Desk, *problems: str, faults: Mapping[str, str] | None = None, say: str = "", refused: bool = False
) -> Response:
    board, events = board_of(desk), {"redactor:say": {"text": say}} if say else None
    if not refused:  # what was wrong with the files given last has been read by now
        board.refused = []
    view = _view(board, faults or {})
    return show(desk, "manager/requests_area.html.j2", events=events, values={**view, "problems": problems})


def _view(board: ManagerPages, faults: Mapping[str, str] | None = None) -> dict[str, object]:
    board.keep()
    with board.lock:
        usable = board.grid is not None and not board.looked.unusable
        cards = [_card(board, asked, (faults or {}).get(asked.key, "")) for asked in _open(board)] if usable else []
        return {
            "board": board, "usable": usable, "cards": cards, "rulings": tuple(RequestRuling), "problems": tuple(board.refused),
            "files": [(agency, one.parcel, made_on(one), one.file) for agency, one in board.requests.items()],
            "codes": [entry.code for entry in board.looked.codes.entries], "unusable": board.looked.unusable,
            "settled": _settled(board),
        }  # fmt: skip


def _open(board: ManagerPages) -> tuple[Requested, ...]:
    """The requests that still await an answer, with what is proposed."""
    register = register_of(board.looked.codes)
    return proposals(
        board.looked.codes, [still_offered(_left(one, board.settled), register) for one in board.requests.values()]
    )


def _left(one: Opened, settled: Mapping[str, str]) -> Opened:
    rows = tuple(row for row in one.parcel.rows if request_key(one.parcel.agency, row) not in settled)
    return replace(one, parcel=one.parcel.model_copy(update={"rows": rows}))


def _settled(board: ManagerPages) -> list[tuple[str, str, str]]:
    """Agency, its code, and what it came to."""
    return [
        (one.parcel.agency, row.code, board.settled[key])
        for one in board.requests.values()
        for row in one.parcel.rows
        if (key := request_key(one.parcel.agency, row)) in board.settled
    ]


def _card(board: ManagerPages, asked: Requested, problem: str) -> Card:
    """What the person has put into the fields, else the proposal."""
    kept = board.answers.get(asked.key)
    proposed = asked.code if asked.ruling is RequestRuling.SAME else ""
    if kept is None:
        return Card(asked, asked.ruling, asked.fresh, proposed, asked.row.role, problem)
    issue = kept.code if kept.ruling is not RequestRuling.SAME else asked.fresh
    same = kept.code if kept.ruling is RequestRuling.SAME else proposed
    return Card(asked, kept.ruling, issue, same, kept.role, problem)


def given(desk: Desk, held: Held) -> Response:
    """An agency's requests, as a file."""
    board = board_of(desk)
    with board.lock:
        agency, sentence = opened(held, ParcelKind.REQUESTS, board.requests)
        if agency:  # what the agency asks for again is open again
            again = {request_key(board.requests[agency].parcel.agency, r) for r in board.requests[agency].parcel.rows}
            board.settled = {k: v for k, v in board.settled.items() if k not in again}
            board.answers = {k: v for k, v in board.answers.items() if k not in again}
        board.refused += [sentence] if sentence else []
    return _area(desk, *board.refused, refused=True)


def _out(desk: Desk, request: Request, form: PostedForm) -> Response:
    board = board_of(desk)
    with board.lock:
        board.requests.pop(form.get("agency"), None)
    return _area(desk)


def _keep(desk: Desk, request: Request, form: PostedForm) -> Response:
    """What stands in the fields, so that it is there again after a look at another page."""
    board = board_of(desk)
    with board.lock:
        board.answers.update((answer.key, answer) for answer in _answers(form))
        board.keep()
    return Response(status_code=204)


def _answers(form: PostedForm) -> list[RequestAnswer]:
    found = []
    for number, key in enumerate(form.all("key")):
        said, _, whom = form.get(f"ruling-{number}").partition(":")
        ruling = RequestRuling[said] if said in RequestRuling.__members__ else None
        code = whom or form.get(f"same-{number}" if ruling is RequestRuling.SAME else f"code-{number}")
        found.append(RequestAnswer(key, ruling, code, form.get(f"role-{number}")))
    return found


def _take_over(desk: Desk, request: Request, form: PostedForm) -> Response:
    """The answers into the list: all, or none where one cannot be taken over."""
    board = board_of(desk)
    with board.lock:
        answers = _answers(form)
        board.answers.update((answer.key, answer) for answer in answers)
        looked, grid = board.looked, board.grid
        if grid is None or looked.unusable:
            return _area(desk)
        try:
            taken = with_answers(looked.codes, list(board.requests.values()), answers)
            changed = _with_taken(grid, looked.codes, taken)
        except AnswersError as error:
            return _area(desk, faults={a.key: s[:1].upper() + s[1:] for a, s in error.faults})
        except CannotPaste as error:
            return _area(desk, str(error))
        if taken.declined:
            try:
                decline(looked.codes, taken.declined)
            except Refused as error:
                return _area(desk, *error.problems)
        board.put(changed, "The answers were taken back, and the list is as it was before")
        board.given |= {f"{fold(a.agency)}|{squash(a.theirs)}": a for a in taken.answered}
        further = {request_key(o.parcel.agency, r) for o in board.requests.values() for r in o.parcel.rows if r.issued}
        board.settled |= {
            a.key: _came_to(a, further=a.key in further) for a in answers if a.ruling not in (None, RequestRuling.LATER)
        }
        board.answers = {k: a for k, a in board.answers.items() if k not in board.settled}
        done = f"{counted(taken.issued, 'code')} added, {counted(taken.joined, 'request')} joined to codes that were there."
        return _area(desk, say=f"{done} The next edition brings them to the agencies.")


def _came_to(answer: RequestAnswer, *, further: bool) -> str:
    match answer.ruling:
        case RequestRuling.ISSUE:
            return f"{answer.code} was added to the list"
        case RequestRuling.SAME:
            return f"the same as {answer.code}"
    return "the further name does not go on the list" if further else "needs no code"


def _with_taken(grid: Grid, before: CodeList, taken: AnswersTaken) -> Grid:
    """New rows at the end, further names in the rows that are there; nothing else is touched."""
    known = {squash(entry.code): entry.aliases for entry in before.entries}
    by_code = {squash(line.cells[0]): line for line in grid.people if not line.is_blank}
    new = []
    for entry in taken.codes.entries:
        line = by_code.get(squash(entry.code))
        if line is None:
            new.append(entry)
            continue
        if missing := [name for name in entry.aliases if name not in known[squash(entry.code)]]:
            names = "; ".join(filter(None, (line.cells[3].strip().rstrip(";"), *missing)))
            grid = grid.with_cell(line.id, "aliases", names)
    return grid.with_new(new)


ROUTES = [
    Route("/list/requests", page(_requests)),
    Route("/list/requests/out", change(_out), methods=["POST"]),
    Route("/list/requests/keep", change(_keep), methods=["POST"]),
    Route("/list/requests/take", change(_take_over), methods=["POST"]),
]
