"""The windows in which authors write (LibreOffice, Word) ask the page that runs here, in JSON.

    POST /pane/hello     the page says a ticket, and proves that it knows the secret of the file for its owner only
    POST /pane/WHAT      a question with that ticket, proved in turn; the answer is proved, too

A pane sends nothing of a text before the page has proved itself on the same connection, and the page answers nobody who cannot
prove the same. A ticket is good for one question and half a minute, so what was said once cannot be said again. No browser comes
in this way: whoever says where it comes from is refused (`guard.py`). The texts are looked at and let go.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.base.refused import Refused
from redactor.base.unexpected import unexpected
from redactor.case.deciding import NotAnAnswer
from redactor.codes.numbering import BlockUsedUp
from redactor.review.session import Review
from redactor.review.writing import keep_here, listed_people, mark_meant, meant_here, named_here
from redactor.web.advice import in_page
from redactor.web.asked import prefixes
from redactor.web.desk import Desk
from redactor.web.guard import PANE, NotServed, same
from redactor.web.running import proof

VERSION = 1  # of what is said here; a pane that expects another says so
_MOST_TEXTS = 20_000
_NOT_OURS = "This is no page: it is how the windows for writing ask redactor."
_Fields = Mapping[str, Any]


class _NotRead(Exception):
    """What was sent is no question."""


class _NotAsked(Exception):
    """A question that cannot be answered. The sentence is for the author."""


async def _hello(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    nonce, body = request.headers.get("x-nonce", ""), await _body(request)
    if not nonce or not same(request.headers.get("x-proof", ""), proof(desk.keys.pane, "hello", nonce, body)):
        raise NotServed(403, _NOT_OURS)
    said = json.dumps({"version": VERSION, "ticket": desk.tickets.give()})
    return _proved(said, proof(desk.keys.pane, "here", nonce, said))


def _question(what: str, answered: Callable[[Desk, _Fields], object]) -> Route:
    """An address of which a pane may ask one thing."""
    path = PANE + what

    async def endpoint(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        ticket, body = request.headers.get("x-ticket", ""), await _body(request)
        told = same(request.headers.get("x-proof", ""), proof(desk.keys.pane, "ask", path, ticket, body))
        if not told or not desk.tickets.take(ticket):
            raise NotServed(403, _NOT_OURS)
        desk.tabs.used()
        status, said = await run_in_threadpool(_said, desk, body, answered)
        return _proved(said, proof(desk.keys.pane, "answer", ticket, str(status), said), status)

    return Route(path, endpoint, methods=["POST"])


async def _body(request: Request) -> str:
    return (await request.body()).decode("utf-8", "replace")


def _proved(said: str, by: str, status: int = 200) -> Response:
    return Response(said, status, media_type="application/json", headers={"x-proof": by})


def _said(desk: Desk, body: str, answered: Callable[[Desk, _Fields], object]) -> tuple[int, str]:
    """Status and answer as JSON; what goes wrong as {"problem": a sentence}."""
    try:
        return 200, json.dumps(answered(desk, _fields(body)))
    except _NotRead:
        return 400, _problem("That could not be read. The window for writing may be of another version than redactor.")
    except (_NotAsked, NotAnAnswer, BlockUsedUp) as error:
        return 422, _problem(str(error))
    except Refused as error:
        return 422, _problem(" ".join(error.problems))
    except Exception as error:  # a window that asks is told what went wrong as the page itself tells it
        return 500, _problem(unexpected(error))


def _problem(sentence: str) -> str:
    return json.dumps({"problem": in_page(sentence)})


def _opened(desk: Desk) -> Review:
    if desk.jobs.state.running:
        raise _NotAsked("redactor is still working on the drafts. Try again when its page shows them.")
    if desk.review is None:
        raise _NotAsked("No case is open in redactor. Open your draft and the board's list in its page first.")
    return desk.review


def _case(desk: Desk, fields: _Fields) -> object:
    """Which case is open, who is on the list, and the kinds of code that somebody new may get."""
    if desk.review is None or desk.jobs.state.running:
        return {"open": False, "case": "", "drafts": [], "people": [], "prefixes": []}
    review = desk.review
    return {
        "open": True,
        "case": review.codes.case_name,
        "drafts": [d.name for d in review.drafts.documents],
        "people": [asdict(p) for p in listed_people(review)],
        "prefixes": [{"prefix": prefix, "about": about} for prefix, about in prefixes(review)],
    }


def _who(desk: Desk, fields: _Fields) -> object:
    """Whom the selected words mean: {"texts", "text", "start", "end"}."""
    numbers = [_number(fields, name) for name in ("text", "start", "end")]
    return asdict(meant_here(_opened(desk), _texts(fields), *numbers))


def _left(desk: Desk, fields: _Fields) -> object:
    """What in a text still names somebody: {"texts"}."""
    return {"finds": [asdict(f) for f in named_here(_opened(desk), _texts(fields))]}


def _meant(desk: Desk, fields: _Fields) -> object:
    """A person says who is meant: {"words", and "code", "new" (a kind of code) or "keep": true}."""
    review, words = _opened(desk), _word(fields, "words")
    try:
        if fields.get("keep") is True:
            keep_here(review, words)
            return {"kept": True}
        kind = _word(fields, "kind") or "person"
        told = mark_meant(review, words, code=_word(fields, "code"), prefix=_word(fields, "new"), kind=kind)
        return {"kept": False, "person": asdict(told)}
    finally:
        desk.tabs.tell("changed")  # the page shows it, too


def _fields(body: str) -> _Fields:
    try:
        fields = json.loads(body)
    except ValueError:
        raise _NotRead from None
    if not isinstance(fields, dict):
        raise _NotRead
    return fields


def _texts(fields: _Fields) -> list[str]:
    texts = fields.get("texts")
    if not isinstance(texts, list) or len(texts) > _MOST_TEXTS or not all(isinstance(t, str) for t in texts):
        raise _NotRead
    return texts


def _number(fields: _Fields, name: str) -> int:
    number = fields.get(name)
    if not isinstance(number, int) or isinstance(number, bool):
        raise _NotRead
    return number


def _word(fields: _Fields, name: str) -> str:
    word = fields.get(name, "")
    if not isinstance(word, str) or len(word) > 500:
        raise _NotRead
    return word


ROUTES = [
    Route(PANE + "hello", _hello, methods=["POST"]),
    _question("case", _case),
    _question("who", _who),
    _question("left", _left),
    _question("meant", _meant),
]
