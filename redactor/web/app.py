"""The page's addresses, and what is common to all of its answers."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from redactor.base.unexpected import unexpected
from redactor.web.advice import in_page
from redactor.web.desk import TAB_HEADER, Desk, PostedForm, change, check_token, page
from redactor.web.guard import AGAIN, ENTRANCE, PANE, Guard, NotServed, has_cookie, same
from redactor.web.manager import ROUTES as LIST_ROUTES
from redactor.web.pages import answers, check, draft, drawings, finish, people, publication, start, unlisted
from redactor.web.pages.start import opens_again
from redactor.web.panes import ROUTES as PANE_ROUTES
from redactor.web.render import sentences, show
from redactor.web.running import proof

_STATIC = Path(__file__).parent / "static"


def application(desk: Desk) -> Starlette:
    """The whole page around one desk."""
    app = Starlette(
        routes=[
            Route(ENTRANCE, _enter),
            Route(AGAIN, _again, methods=["POST"]),
            Route("/events", _events),
            Route("/favicon.ico", lambda request: Response(status_code=204)),
            Route("/tab", _take_tab, methods=["POST"]),
            Route("/working", page(_working)),
            Route("/close", change(_close), methods=["POST"]),
            *start.ROUTES,
            *draft.ROUTES,
            *answers.ROUTES,
            *people.ROUTES,
            *unlisted.ROUTES,
            *drawings.ROUTES,
            *check.ROUTES,
            *finish.ROUTES,
            *publication.ROUTES,
            *LIST_ROUTES,
            *PANE_ROUTES,
            Mount("/static", StaticFiles(directory=_STATIC)),
        ],
        middleware=[Middleware(Guard, keys=desk.keys)],
        exception_handlers={NotServed: _refused, 404: _missing, 405: _missing, Exception: _failed},
    )
    app.state.desk = desk
    return app


async def _enter(request: Request) -> Response:
    """The address that redactor review shows: its token is exchanged for a cookie, once."""
    desk: Desk = request.app.state.desk
    if not desk.keys.admit(request.query_params.get("token", "")):
        if has_cookie(desk.keys, request.headers):
            return RedirectResponse("/", 303)  # the same browser, by an old address
        raise NotServed(
            403,
            "This address was used before, or is not whole. Go to the tab that is open, or start redactor again as you did "
            "before: it comes back to what is open.",
        )
    answer = RedirectResponse("/", 303)
    answer.set_cookie(desk.keys.cookie_name, desk.keys.cookie, httponly=True, samesite="strict", path="/")
    return answer


async def _again(request: Request) -> Response:
    """Redactor was started again by the same account: an address by which it comes back in, "" where something else is open."""
    desk: Desk = request.app.state.desk
    nonce, body = request.headers.get("x-nonce", ""), (await request.body()).decode("utf-8", "replace")
    if not nonce or not same(request.headers.get("x-proof", ""), proof(desk.keys.again, "ask", nonce, body)):
        raise NotServed(403, "This is no page: it is how redactor finds itself when it is started again.")
    fits = await run_in_threadpool(opens_again, desk, body)
    address = desk.keys.readmit() if fits else ""
    return PlainTextResponse(address, headers={"x-proof": proof(desk.keys.again, "answer", nonce, address)})


async def _events(request: Request) -> Response:
    """Progress and changes, as they happen (server-sent events)."""
    desk: Desk = request.app.state.desk

    async def stream() -> AsyncIterator[str]:
        async for event in desk.tabs.events(request.query_params.get("tab", "")[:80]):
            yield event

    return StreamingResponse(stream(), media_type="text/event-stream")


async def _take_tab(request: Request) -> Response:
    """Go on in the tab that asks, and no longer in the one before."""
    desk: Desk = request.app.state.desk
    check_token(desk, request, owner=False)
    desk.tabs.take(request.headers.get(TAB_HEADER, ""))
    return Response(status_code=204)


def _working(desk: Desk, request: Request, form: PostedForm) -> Response:
    """The page of a job that runs; what comes after it, once it has ended."""
    state = desk.jobs.state
    if not state.running:
        return RedirectResponse(state.go or "/", 303)
    return show(desk, "working.html.j2", state=state)


def _close(desk: Desk, request: Request, form: PostedForm) -> Response:
    """Save, let go of everything, and stop."""
    review = desk.review
    desk.end()
    trouble = review.problem if review is not None else ""
    lists = desk.board is not None and desk.board.grid is not None
    if lists and desk.board is not None:
        trouble = " ".join(filter(None, (trouble, desk.board.trouble)))
    answer = show(desk, "closed.html.j2", saved=review is not None and not trouble, trouble=trouble, lists=lists)
    threading.Timer(0.3, desk.stop).start()  # first the answer
    return answer


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotServed)
    return await _answer(request, error.status, error.sentence)


async def _missing(request: Request, error: Exception) -> Response:
    return await _answer(request, 404, "There is no such page. Go back to the start.")


async def _failed(request: Request, error: Exception) -> Response:
    return await _answer(request, 500, unexpected(error))


async def _answer(request: Request, status: int, sentence: str) -> Response:
    path = request.url.path
    bare = path in (ENTRANCE, AGAIN) or path.startswith(PANE)
    if bare or request.headers.get("hx-request") or request.headers.get("x-tab"):
        return PlainTextResponse(in_page(sentence), status)
    desk: Desk = request.app.state.desk
    return await run_in_threadpool(sentences, desk, [sentence], status)
