"""Files given to the business manager's pages: the list, the agencies' requests and returns. In memory only."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.base.given import Held
from redactor.web.desk import Desk, check_token
from redactor.web.guard import NotServed
from redactor.web.manager import chronology, requests, returns, submissions
from redactor.web.manager.board import board_of
from redactor.web.manager.listing import take
from redactor.web.render import show


async def _file(request: Request) -> Response:
    """One file, as it is."""
    desk: Desk = request.app.state.desk
    check_token(desk, request)
    name = Path(unquote(request.headers.get("x-file-name", "")).replace("\\", "/")).name
    data = await request.body()
    if not name or not data:
        raise NotServed(400, "The file is empty, or it is a folder. Choose the file itself.")
    return await run_in_threadpool(_taken, desk, request.query_params.get("kind", ""), Held(name, data))


def _taken(desk: Desk, kind: str, held: Held) -> Response:
    match kind:
        case "boardlist":
            return show(desk, "manager/taken.html.j2", problem=take(board_of(desk), held))
        case "requests":
            return requests.given(desk, held)
        case "return":
            return returns.given(desk, held)
        case "sent":
            return submissions.given(desk, held)
        case "chronology":
            return chronology.given(desk, held)
    raise NotServed(400, "This page takes no such file.")


ROUTES = [Route("/files/parcel", _file, methods=["POST"])]
