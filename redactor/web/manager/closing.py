"""`/list/end`: how long what the board has of a review is kept, and its end, with a certificate."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from redactor.base.refused import Refused
from redactor.board import closing
from redactor.board.closing import ClosingReview, WhatGoes
from redactor.board.review_folder import newest_list
from redactor.case.opening import code_list
from redactor.codes.model import CodeList, Kind
from redactor.language.lexicon import fold
from redactor.web.desk import Desk, PostedForm, change, page
from redactor.web.manager.board import ManagerPages, begin_anew, board_of
from redactor.web.manager.saving import NotSaved, documents, free, typed_day, typed_path
from redactor.web.render import show

_WORD = "destroy"


@dataclass(frozen=True)
class ShownEnd:
    """What the page shows of the end of a review."""

    goes: WhatGoes | None = None
    why_not: tuple[str, ...] = ()
    kept: tuple[str, ...] = field(default=())


def _end(desk: Desk, request: Request, form: PostedForm) -> Response:
    return _page(desk, form)


def _page(desk: Desk, form: PostedForm, problems: list[tuple[str, str]] | None = None) -> Response:
    board, found, shown = board_of(desk), list(problems or ()), ShownEnd()
    board.keep()
    if usable := bool(board.looked.codes.entries) and not board.looked.unusable:
        try:
            shown = _shown(_review(board, form), with_key=form.get("key") == "yes")
        except (Refused, NotSaved) as error:
            told = error.problems if isinstance(error, Refused) else [str(error)]
            found += [("folder", problem) for problem in told if ("folder", problem) not in found]
    return show(
        desk, "manager/close.html.j2", status=422 if found else 200, here="/list", board=board, usable=usable,
        unusable=board.looked.unusable, problems=found, told=dict(found), done=None, shown=shown, typed=form, word=_WORD,
        certificate=form.get("certificate", str(free(documents() / "certificate of destruction.docx"))),
        who=form.get("who", desk.who),
    )  # fmt: skip


def _shown(review: ClosingReview, *, with_key: bool) -> ShownEnd:
    kept = closing.how_long_kept(review)
    try:
        return ShownEnd(closing.what_goes(review, with_key=with_key), kept=kept)
    except Refused as error:
        return ShownEnd(why_not=tuple(error.problems), kept=kept)


def _review(board: ManagerPages, form: PostedForm) -> ClosingReview:
    """The review of the list that is open; with what lies in its folder, where that is given. Raises Refused, NotSaved."""
    codes = board.looked.codes
    if not form.get("folder"):
        return closing.review_of(codes, open_list=board.open_id)
    folder: Path = typed_path(form.get("folder"))
    listed = code_list(newest_list(folder))
    if not _subjects(listed) & _subjects(codes):
        raise Refused(
            ["The list in that folder is of another subject than the list that is open here. Nothing was destroyed."]
        )
    return closing.review_of(listed, folder)


def _subjects(codes: CodeList) -> set[str]:
    return {fold(n) for e in codes.entries if e.kind is Kind.SUBJECT for n in (e.name, *e.aliases)}


def _keep(desk: Desk, request: Request, form: PostedForm) -> Response:
    """A date, a hold, or its end."""
    board, what = board_of(desk), form.get("what")
    day = typed_day(form.get("until"))
    if what == "until" and day is None:
        return _page(desk, form, [("until", "Write the date day first, such as 31/12/2035.")])
    try:
        review = _review(board, form)
        if what == "until" and day is not None:
            closing.keep_until(review, day, form.get("who"))
        elif what in ("hold", "lift"):
            (closing.hold if what == "hold" else closing.lift)(review, form.get("reason"), form.get("who"))
    except Refused as error:
        return _page(desk, form, [("reason" if what != "until" else "until", p) for p in error.problems])
    except NotSaved as error:
        return _page(desk, form, [("folder", str(error))])
    return RedirectResponse("/list/end#kept-title", 303)


def _close(desk: Desk, request: Request, form: PostedForm) -> Response:
    board = board_of(desk)
    if form.get("show"):
        return _page(desk, form)
    if form.get("word").lower() != _WORD:
        return _page(desk, form, [("word", f"Nothing was destroyed. Write “{_WORD}” to go on.")])
    with board.lock:
        try:
            certificate = typed_path(form.get("certificate"))
        except NotSaved as error:
            return _page(desk, form, [("certificate", str(error))])
        try:
            review = _review(board, form)
            board.let_go()
            done = closing.close(
                review.register, certificate, form.get("who"), review=review, with_key=form.get("key") == "yes"
            )
        except (Refused, NotSaved) as error:
            board.hold_again()
            told = error.problems if isinstance(error, Refused) else [str(error)]
            return _page(desk, form, [("certificate", problem) for problem in told])
        begin_anew(desk)
    return show(
        desk, "manager/close.html.j2", here="/list", board=board_of(desk), done=done, certificate=certificate, problems=()
    )  # fmt: skip


ROUTES = [
    Route("/list/end", page(_end)),
    Route("/list/end", change(_close), methods=["POST"]),
    Route("/list/end/keep", change(_keep), methods=["POST"]),
]
