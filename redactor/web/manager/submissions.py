"""`/list/sent`: who has sent what. Finished files come with the record of their check; what is missing stands below."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from redactor.base.given import Held
from redactor.base.refused import Refused
from redactor.board.due import PANEL, agree, told_dates
from redactor.board.issuing import register_of
from redactor.board.registers import Due, Register, RegisterError, Submitted, open_register
from redactor.board.submissions import (
    SIGNATURES,
    changed,
    missing,
    newest,
    received,
    submissions_sheet,
    told_change,
    versions_of,
)
from redactor.sealed.sealing import Home, SealingError
from redactor.sealed.whole import write_whole
from redactor.web.desk import Desk, PostedForm, change, page
from redactor.web.manager.board import ManagerPages, board_of
from redactor.web.manager.saving import typed_day
from redactor.web.render import show

_MOST, _MOST_BYTES = 40, 200 * 1024 * 1024


def _sent(desk: Desk, request: Request, form: PostedForm) -> Response:
    return _page(desk)


def _page(
    desk: Desk, problems: list[str] | None = None, status: int = 200, typed: PostedForm | None = None
) -> Response:
    board, found = board_of(desk), list(problems or ())
    register = Register()
    board.keep()
    codes = board.looked.codes
    usable = board.grid is not None and bool(codes.entries) and not board.looked.unusable
    try:
        register = register_of(codes) if usable else register
    except Refused as error:
        found += error.problems
    return show(
        desk, "manager/sent.html.j2", status=status, here="/list", problems=[("", p) for p in found],
        values={
            **_view(board), "usable": usable, "unusable": board.looked.unusable, "agencies": register.agencies,
            "sent": newest(register), "lacks": missing(register, codes), "needed": SIGNATURES, "day": _day,
            "signed_by": _signed_by, "dates": tuple(told_dates(register, date.today())), "due": register.due,
            "typed": typed or PostedForm({}),
        },
    )  # fmt: skip


def _view(board: ManagerPages) -> dict[str, object]:
    refused, board.arrived.refused = board.arrived.refused, []
    return {"board": board, "at": board.arrived, "refused": [("choose-sent", sentence) for sentence in refused]}


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"


def _signed_by(sent: Submitted) -> str:
    return "; ".join(", ".join(filter(None, (s.name, s.role, s.on))) for s in sent.signed)


def _area(desk: Desk, refused: list[str]) -> Response:
    board = board_of(desk)
    values = {"board": board, "at": board.arrived, "refused": [("choose-sent", s) for s in refused]}
    return show(desk, "manager/sent_files.html.j2", values=values)


def given(desk: Desk, held: Held) -> Response:
    """A finished file, or the record of a check."""
    board = board_of(desk)
    with board.lock:
        at = board.arrived
        at.told = ()
        if len(at.files) >= _MOST or sum(len(f.data) for f in at.files) + len(held.data) > _MOST_BYTES:
            at.refused.append(f"{held.name}: these are too many files at once. Enter those that are here first.")
        else:
            at.files = [*(f for f in at.files if f.name != held.name), held]
    return _area(desk, at.refused)


def _out(desk: Desk, request: Request, form: PostedForm) -> Response:
    board = board_of(desk)
    with board.lock:
        board.arrived.files = [f for f in board.arrived.files if f.name != form.get("name")]
    return _area(desk, [])


def _enter(desk: Desk, request: Request, form: PostedForm) -> Response:
    """The files into the register, each as the next version of the file of its name."""
    board = board_of(desk)
    with board.lock:
        at, codes, home = board.arrived, board.looked.codes, Home.current()
        at.agency = form.get("agency")
        record = next((f for f in at.files if f.name == form.get("record")), None)
        files = [f for f in at.files if f is not record]
        if not at.agency:
            return _page(desk, ["Who has sent the files? Choose the agency."], 422)
        if not files:
            return _page(desk, ["There is no finished file yet. Drop what came into the box."], 422)
        try:
            with open_register(codes, home) as opened:
                before = opened.value
                later, made = received(before, codes, at.agency, files, record, date.today())
                write_whole([opened.output(later)], home)
        except Refused as error:
            return _page(desk, list(error.problems), 422)
        except (RegisterError, SealingError) as error:
            return _page(desk, [str(error)], 422)
        except OSError:
            return _page(
                desk, ["The register cannot be written: the disk is full, or its folder cannot be written to."], 422
            )
        at.told, at.files = tuple(_told(before, made)), []
    return RedirectResponse("/list/sent#entered", 303)


def _dates(desk: Desk, request: Request, form: PostedForm) -> Response:
    """A date that was agreed, or one that holds no more."""
    codes, panel = board_of(desk).looked.codes, form.get("for") == "panel"
    what, agency = PANEL if panel else form.get("what"), "" if panel else form.get("of")
    try:
        if form.get("drop"):
            name, _, of = form.get("drop").partition("|")
            agree(codes, (), drop=(name,), agency=of)
        elif not what:
            return _page(desk, ["Write what is due on that day: first draft, say."], 422, form)
        elif (day := typed_day(form.get("on"))) is None:
            return _page(desk, ["Write the date day first, such as 31/12/2035."], 422, form)
        else:
            agree(codes, [Due(on=day.isoformat(), what=what, panel=panel)], agency=agency)
    except Refused as error:
        return _page(desk, list(error.problems), 422, form)
    return RedirectResponse("/list/sent#dates-title", 303)


def _told(before: Register, made: tuple[Submitted, ...]) -> list[str]:
    found = []
    for each in made:
        versions = [v for v in versions_of(before, each.agency, each.file) if v.version < each.version]
        found.append(f"{each.agency}: {each.file}, version {each.version}.")
        found += told_change(changed(versions[-1], each)) if versions else ()
        if each.in_record is False:
            found.append("It differs from every file of the record: what was signed does not hold for it.")
    return found


def _sheet(desk: Desk, request: Request, form: PostedForm) -> Response:
    """The register as a workbook."""
    codes = board_of(desk).looked.codes
    try:
        data = submissions_sheet(register_of(codes), codes)
    except Refused as error:
        return _page(desk, list(error.problems), 422)
    headers = {"content-disposition": 'attachment; filename="register of submissions.xlsx"'}
    return Response(data, media_type="application/octet-stream", headers=headers)


ROUTES = [
    Route("/list/sent", page(_sent)),
    Route("/list/sent", change(_enter), methods=["POST"]),
    Route("/list/sent/dates", change(_dates), methods=["POST"]),
    Route("/list/sent/out", change(_out), methods=["POST"]),
    Route("/list/sent/register.xlsx", page(_sheet)),
]
