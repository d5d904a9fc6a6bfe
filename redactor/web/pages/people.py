"""People and places: who has which code, merging and renaming, and the sheet of those who need a code."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.base.refused import Refused
from redactor.board.parcels import ParcelKind, names_listed, parcel_of
from redactor.board.returning import write_parcel
from redactor.case.questions import Answer, Asked, NotAnAnswer, ToDecide
from redactor.codes.numbering import BlockUsedUp
from redactor.keymap.decisions import Ruling
from redactor.web.desk import Desk, PostedForm, change, page
from redactor.web.pages.start import default_folder
from redactor.web.people import rows_of, without_code
from redactor.web.render import show


def _people(desk: Desk, request: Request, form: PostedForm) -> Response:
    return _show(desk)


def _show(desk: Desk, problems: tuple[str, ...] = (), said: str = "", kept: PostedForm | None = None) -> Response:
    rows = rows_of(desk.opened)
    return show(
        desk, "people.html.j2", here="/people", rows=rows, need=without_code(rows),
        unlisted=sum(q.asked is Asked.MINTED for q in desk.opened.questions), problems=problems, said=said,
        kept=kept, learnt=_learnt(desk), agency=desk.opened.key_map.agency, folder=desk.out or str(default_folder(desk.drafts)),
        status=422 if problems else 200,
    )  # fmt: skip


def _learnt(desk: Desk) -> int:
    """Of how many people of the list a further name was learnt here, which the board is to be told."""
    review = desk.opened
    asked = parcel_of(review.key_map, ParcelKind.REQUESTS, listed=names_listed(review.codes))
    return sum(row.issued for row in asked.rows)


def _merge(desk: Desk, request: Request, form: PostedForm) -> Response:
    """Two or more identities found to be one: under the code that is chosen to stay."""
    review, codes, stays = desk.opened, form.all("code"), form.get("stays")
    if len(codes) < 2:
        return _show(desk, ("Tick the two or more rows that are one person or place.",), kept=form)
    if stays not in codes:
        return _show(desk, ("Choose which of the codes stays.",), kept=form)
    records = [r for r in map(review.key_map.record, codes) if r is not None]
    try:
        for record in (r for r in records if r.code != stays):
            question = ToDecide(Asked.MERGE, record.names, record.kind, record.code, (stays,))
            review.decide(question, Answer(Ruling.SAME, stays))
    except NotAnAnswer as error:
        return _show(desk, (str(error),), kept=form)
    gone = ", ".join(r.code for r in records if r.code != stays)
    return _show(desk, said=f"{gone} and {stays} are one now: {stays}.")


def _rename(desk: Desk, request: Request, form: PostedForm) -> Response:
    code, new = form.get("code"), form.get("new")
    try:
        desk.opened.rename(code, new)
    except (NotAnAnswer, BlockUsedUp) as error:
        return _show(desk, (str(error),), kept=form)
    return _show(desk, said=f"{code} is {new} now, everywhere.")


def _requests(desk: Desk, request: Request, form: PostedForm) -> Response:
    """The sheet of those who need a code, or the agency's return, and the same sealed to the board where its key is known."""
    kind = ParcelKind.RETURN if form.get("kind") == ParcelKind.RETURN else ParcelKind.REQUESTS
    folder = form.get("folder")
    if not folder:
        return _show(desk, ("Write the folder that the sheet goes into.",), kept=form)
    if not form.get("agency"):
        return _show(desk, ("Write the name of your agency: the board has to know who asks.",), kept=form)
    try:
        review = desk.opened
        review.look_again()  # the newest answers go with it
        sent = write_parcel(review.key_map, kind, Path(folder).expanduser(), form.get("agency"), codes=review.codes)
    except Refused as error:
        return _show(desk, error.problems, kept=form)
    files = " and ".join(str(f) for f in sent.files)
    return _show(desk, said=f"Written: {files}. Restricted: the sheet holds names.")


ROUTES = [
    Route("/people", page(_people)),
    Route("/people/merge", change(_merge), methods=["POST"]),
    Route("/people/rename", change(_rename), methods=["POST"]),
    Route("/people/requests", change(_requests), methods=["POST"]),
]
