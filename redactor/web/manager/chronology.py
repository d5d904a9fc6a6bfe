"""`/list/chronology`: the agencies' chronologies dropped here and put together as one; what cannot be told is asked once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from redactor.base.given import Held
from redactor.base.refused import Refused
from redactor.board.issuing import blocks_of, slug
from redactor.chronology.dates import read_when
from redactor.chronology.earlier import read_earlier
from redactor.chronology.given import StrangeCodes, ToldOfFiles, WhichColumns, WhoseFile
from redactor.chronology.layouts import COLUMNS, Said, checked
from redactor.chronology.merging import Wanted
from redactor.chronology.run import GAP, ToMerge, agencies_of, combine
from redactor.codes.model import CodeList
from redactor.codes.text import squash
from redactor.sealed.editions import edition_digest
from redactor.web.desk import Desk, PostedForm, change, page
from redactor.web.guard import NotServed
from redactor.web.jobs import Tell
from redactor.web.manager.board import ManagerPages, board_of
from redactor.web.render import show

_MOST, _MOST_BYTES = 40, 200 * 1024 * 1024
_OURS = "the board’s list"  # how the report calls what was typed here
_MEANS = {  # what each column is asked for as
    "date": "The date",
    "time": "The time",
    "agency": "The agency",
    "source": "Where it is recorded",
    "people": "Who",
    "event": "What happened",
    "action": "What was done",
    "comment": "Comment of the agency",
    "term": "Term of reference",
    "seen": "Whether the child was seen",
}


def _chronology(desk: Desk, request: Request, form: PostedForm) -> Response:
    if desk.jobs.state.running:
        return RedirectResponse("/working", 303)
    return _page(desk, desk.jobs.problems())


def _page(desk: Desk, problems: Sequence[str] = (), status: int = 200) -> Response:
    board = board_of(desk)
    values = {**_view(board), "problems": [("", problem) for problem in problems]}
    board.chronology.refused = []
    return show(desk, "manager/chronology.html.j2", status=status, here="/list", values=values)


def _view(board: ManagerPages) -> dict[str, object]:
    board.keep()
    at, codes = board.chronology, board.looked.codes
    agencies = dict.fromkeys([*board.layouts, *(e.agency for e in codes.entries if e.agency), *at.whose.values()])
    usable = board.grid is not None and bool(codes.entries) and not board.looked.unusable
    asks = at.asks
    return {
        "board": board, "at": at, "usable": usable, "unusable": board.looked.unusable, "agencies": [a for a in agencies if a],
        "whose": asks if isinstance(asks, WhoseFile) else None, "columns": asks if isinstance(asks, WhichColumns) else None,
        "strange": asks if isinstance(asks, StrangeCodes) else None, "means": _MEANS, "gap": GAP,
        "refused": [("choose-chronology", sentence) for sentence in at.refused],
        "people": [e.code for e in codes.entries if e.kind.is_person],
        "downloads": list(at.combined.outputs) if at.combined else [],
    }  # fmt: skip


def _area(desk: Desk) -> Response:
    board = board_of(desk)
    return show(desk, "manager/chronology_files.html.j2", values={**_view(board), "problems": []})


def given(desk: Desk, held: Held) -> Response:
    """A file: an agency's chronology, the combined one of last time, or a renumbering; told apart by what it holds."""
    board = board_of(desk)
    with board.lock:
        at, problem = board.chronology, ""
        at.refused, at.combined, at.asks = [], None, None
        suffix = held.suffix.lower()
        if suffix == ".csv" and (agency := _of_renumbering(board, held.name)):
            at.maps[agency] = held
        elif suffix not in (".docx", ".xlsx"):
            problem = (
                f"{held.name}: a chronology is a Word file (.docx) or a workbook (.xlsx). Save it as one of these."
            )
        elif suffix == ".xlsx" and _is_combined(held):
            at.previous = held
        elif len(at.files) >= _MOST or sum(len(f.data) for f in at.files) + len(held.data) > _MOST_BYTES:
            problem = f"{held.name}: these are too many files at once. Take some out first."
        else:
            at.files = [*(f for f in at.files if f.name != held.name), held]
        at.refused += [problem] if problem else []
    return _area(desk)


def _of_renumbering(board: ManagerPages, name: str) -> str:
    """Whose renumbering a file is by its name, as the page of the returns has written it."""
    known = [
        *board.chronology.whose.values(),
        *(e.agency for e in board.looked.codes.entries if e.agency),
        *board.layouts,
    ]
    known += [one.parcel.agency for one in board.returns.values()]
    return next((a for a in known if name == f"renumbering-{slug(a)}.csv"), "")


def _is_combined(held: Held) -> bool:
    try:
        read_earlier(held)
    except Refused:
        return False
    return True


def _out(desk: Desk, request: Request, form: PostedForm) -> Response:
    board, name = board_of(desk), form.get("name")
    with board.lock:
        at = board.chronology
        at.files = [f for f in at.files if f.name != name]
        at.maps = {agency: f for agency, f in at.maps.items() if f.name != name}
        at.previous = None if at.previous is not None and at.previous.name == name else at.previous
        at.combined, at.asks = None, None
    return _area(desk)


def _merge(desk: Desk, request: Request, form: PostedForm) -> Response:
    """Take in what was said, and put the chronologies together behind the page."""
    board = board_of(desk)
    with board.lock:
        at = board.chronology
        at.typed = {name: form.get(name) for name in ("gap", "person", "agency", "from", "to", "term")}
        for n, file in enumerate(at.files):
            if whose := form.get(f"whose-{n}"):
                at.whose[file.name] = whose
            elif f"whose-{n}" in form.values:
                at.whose.pop(file.name, None)
        at.allowed |= {squash(code) for code in form.all("allow")}
        problems = _layout_said(board, form)
        try:
            asked = _asked(board)
        except Refused as error:
            problems += error.problems
        if not at.files:
            problems.append("There is no chronology yet. Drop the agencies’ files into the box.")
        board.keep()
        if problems:
            return _page(desk, problems, 422)

    def work(tell: Tell) -> None:
        tell("Reading the chronologies", 0, 0)
        at.asks, at.combined = None, None
        try:
            made = combine(asked)
        except (WhoseFile, WhichColumns, StrangeCodes) as question:
            at.asks = question
            return
        with board.lock:
            at.combined = made
            board.layouts = {agency: list(each) for agency, each in made.layouts.items()}
            board.keep()

    desk.jobs.start("Putting the chronologies together", work, "/list/chronology#after", "/list/chronology")
    return RedirectResponse("/working", 303)


def _layout_said(board: ManagerPages, form: PostedForm) -> list[str]:
    """What was said of an agency's columns, kept; sentences about what is missing in it."""
    asks = board.chronology.asks
    if not isinstance(asks, WhichColumns):
        return []
    said: dict[str, str] = {}
    for column in COLUMNS:
        number = form.number(f"column-{column}")
        if 1 <= number <= len(asks.headings):
            said[column] = asks.headings[number - 1] if all(asks.headings) else str(number)
    if not {"date", "event"} <= said.keys():
        return [f"{asks.label}: say at least which column is the date, and which tells what happened."]
    _, layout = checked(asks.agency, said)
    known = board.layouts.setdefault(asks.agency, [])
    if layout not in known:
        known.append(layout)
    return []


def _asked(board: ManagerPages) -> ToMerge:
    """Raises Refused."""
    at, typed = board.chronology, board.chronology.typed
    codes: CodeList = replace(board.looked.codes, name=_OURS, digest=edition_digest(board.looked.codes))
    layouts: dict[str, Sequence[Said]] = {agency: list(each) for agency, each in board.layouts.items()}
    told = ToldOfFiles(
        dict(at.whose), layouts, (), at.allowed, None, dict(at.maps), agencies_of(codes), blocks_of(codes)
    )
    gap = typed.get("gap", "")
    if gap and not (gap.isdecimal() and 0 < int(gap) < 10_000):
        raise Refused(["The days that count as a gap are a number, such as 28."])
    wanted = Wanted(
        _several(typed.get("person", "")), _several(typed.get("agency", "")), _day(typed.get("from", ""), "From"),
        _day(typed.get("to", ""), "To"), _several(typed.get("term", "")),
    )  # fmt: skip
    files = tuple(f for f in at.files)
    told = replace(told, agencies={name: a for name, a in told.agencies.items() if name in {f.name for f in files}})
    return ToMerge(files, codes, told, at.previous, wanted, int(gap) if gap else GAP)


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _day(text: str, field_: str) -> date | None:
    day = read_when(text).day if text else None
    if text and day is None:
        raise Refused([f"The day under “{field_}” cannot be read. Write it as 03/09/2008, day first."])
    return day


def _download(desk: Desk, request: Request, form: PostedForm) -> Response:
    combined, number = board_of(desk).chronology.combined, request.path_params["number"]
    if combined is None or number >= len(combined.outputs):
        raise NotServed(404, "There is no such file. Put the chronologies together again.")
    name, data = list(combined.outputs.items())[number]
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(data, media_type="application/octet-stream", headers=headers)


ROUTES = [
    Route("/list/chronology", page(_chronology)),
    Route("/list/chronology", change(_merge), methods=["POST"]),
    Route("/list/chronology/out", change(_out), methods=["POST"]),
    Route("/list/chronology/file/{number:int}", page(_download)),
]
