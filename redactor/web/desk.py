"""What one running page has open, and how requests reach it. The drafts and the case live in `Review`; this holds the rest."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from redactor.base.given import Given
from redactor.board.bundle import Bundle
from redactor.case.pipeline import Judged
from redactor.case.profiles import Profile
from redactor.case.questions import user
from redactor.case.run import Written
from redactor.checks.run import Checked
from redactor.review.session import Review
from redactor.web.guard import CSRF_HEADER, Keys, NotServed, same
from redactor.web.jobs import Jobs
from redactor.web.tabs import Tabs
from redactor.web.tickets import Tickets
from redactor.web.view import MarkedText, marks_of, touched

if TYPE_CHECKING:  # the first stands on this module, the others are of one page
    from redactor.publication.publishing import Published
    from redactor.review.publishing import PrintedDrafts
    from redactor.web.manager.board import ManagerPages

TAB_HEADER = "x-tab"
# a form that is sent whole → the page that shows what came of it
SHOWN_AT = {
    "/open-case": "/",
    "/finish": "/finish",
    "/people/merge": "/people",
    "/people/rename": "/people",
    "/people/requests": "/people",
    "/unlisted": "/unlisted",
    "/publication/levels": "/publication",
    "/publication/facts": "/publication",
    "/publication/names": "/publication",
    "/publication/write": "/publication",
    "/list/issue": "/list/issue",
    "/list/new": "/list",
    "/list/take": "/list",
    "/list/open": "/list",
    "/list/forget": "/list",
    "/list/chronology": "/list/chronology",
    "/list/sent": "/list/sent",
    "/list/sent/dates": "/list/sent",
    "/list/end": "/list/end",
    "/list/end/keep": "/list/end",
}


@dataclass(frozen=True)
class PostedForm:
    """What a form says. Values are trimmed."""

    values: Mapping[str, Sequence[str]]

    def get(self, name: str, default: str = "") -> str:
        """The first value."""
        return next(iter(self.values.get(name, ())), default).strip()

    def all(self, name: str) -> list[str]:
        """Every value."""
        return [v.strip() for v in self.values.get(name, ())]

    def number(self, name: str) -> int:
        """A whole number, -1 where it is none."""
        value = self.get(name)
        return int(value) if value.isdecimal() and len(value) < 12 else -1


@dataclass(frozen=True)
class CheckMade:
    """A check of what would be written."""

    checked: Checked
    state: str  # of the case that it holds for


@dataclass
class Desk:
    """One page's state. Gone when the page closes."""

    keys: Keys
    tabs: Tabs
    jobs: Jobs
    drafts: list[Given] = field(default_factory=list)
    codes: Given | None = None
    key_map: Path | None = None
    out: str = ""
    who: str = field(default_factory=user)
    profile: Profile = Profile.SUBMISSION
    review: Review | None = None
    passed: list[str] = field(default_factory=list)  # keys of questions put off
    shown: dict[int, tuple[MarkedText, ...]] = field(default_factory=dict)  # what the browser shows, by passage
    codes_shown: tuple[tuple[str, str], ...] = ()  # what the browser offers where a code is asked for
    copies: frozenset[str] = frozenset()  # formats in which the files are written, too: "pdf", "odt"
    check: CheckMade | None = None
    written: Written | None = None
    written_state: str = ""  # of the case when the files were written
    agency: str = ""  # as the author has typed it, where no edition says it
    handed: Bundle | None = None  # what was put together for the board, of the files of the last writing
    printed: PrintedDrafts | None = None  # the drafts with codes, for the page of publication
    published: Published | None = None
    board: ManagerPages | None = None  # the business manager's, from the first of her pages on
    stop: Callable[[], None] = lambda: None
    after: dict[str, Response] = field(default_factory=dict, repr=False)  # what a form has come to, shown once
    tickets: Tickets = field(default_factory=Tickets, repr=False)  # of the windows for writing
    _judged: Judged | None = None  # what `shown` was made of
    _known: frozenset[str] = frozenset()
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @property
    def opened(self) -> Review:
        """The case that is open. Raises NothingOpen."""
        if self.review is None:
            raise NothingOpen
        return self.review

    @property
    def is_empty(self) -> bool:
        """Nothing was given and nothing is open: nobody would miss anything."""
        return self.review is None and not self.drafts and self.board is None and not self.jobs.state.running

    def marks(self, only: frozenset[int] | None = None) -> dict[int, tuple[MarkedText, ...]]:
        """Every mention of the case as it stands now; `only` those of these passages."""
        review = self.opened
        issued = frozenset(e.code for e in review.codes.entries)
        return marks_of(review.drafts, review.judged, issued, self._codes(), only)

    def _codes(self) -> frozenset[str]:
        return frozenset(r.code for r in self.opened.key_map.records)

    def show(self) -> dict[int, tuple[MarkedText, ...]]:
        """Every mention, which from now on the browser shows."""
        with self.lock:
            self._judged, self._known = self.opened.judged, self._codes()
            self.shown = self.marks()
            return self.shown

    def changed(self, *, numbers: bool = False) -> list[int]:
        """The passages that look otherwise than the browser shows them, which from now on it does.

        `numbers`: also where nothing but the number of a marker is another.
        """
        with self.lock:
            judged, codes, before = self.opened.judged, self._codes(), self.shown
            few = codes == self._known and not numbers
            only = touched(self._judged, judged) if few and self._judged is not None else None
            now = self.marks(only)
            self._judged, self._known = judged, codes

            def seen(marks: tuple[MarkedText, ...]) -> tuple[object, ...]:
                return marks if numbers else tuple(m.shown for m in marks)

            asked = now.keys() | before.keys() if only is None else only
            found = [n for n in asked if seen(now.get(n, ())) != seen(before.get(n, ()))]
            self.shown = {**before, **{n: now.get(n, ()) for n in found}}
            return sorted(found)

    def end(self) -> None:
        """Let everything go."""
        self.close()
        if self.board is not None:
            self.board.let_go()

    def close(self) -> None:
        """Let the case go."""
        if self.review is not None:
            self.review.close()
        self.review = None
        self.passed, self.shown, self.check, self.written, self._judged = [], {}, None, None, None
        self.handed = None
        self.printed = self.published = None


class NothingOpen(Exception):
    """A page of a case was asked for, and none is open."""


class Elsewhere(NotServed):
    """The change came from a tab that may not make any."""

    def __init__(self) -> None:
        super().__init__(
            409, "This page is open in another tab, where the work goes on. Choose “Use this tab” to go on here."
        )


Handler = Callable[[Desk, Request, PostedForm], Response]


def page(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """A handler of something that is only looked at."""

    async def endpoint(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        form = PostedForm({k: request.query_params.getlist(k) for k in request.query_params})
        if (made := desk.after.pop(form.get("after"), None)) is not None:
            return made
        try:
            return await run_in_threadpool(_attended, handler, desk, request, form)
        except NothingOpen:
            return RedirectResponse("/", 303)

    return endpoint


def change(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """A handler of something that changes things: only with this page's own token, and from the tab that may."""

    async def endpoint(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        form = await form_of(request)
        check_token(desk, request, form)
        try:
            made = await run_in_threadpool(_attended, handler, desk, request, form)
        except NothingOpen:
            return RedirectResponse("/", 303)
        return _by_address(desk, request, made)

    return endpoint


def _by_address(desk: Desk, request: Request, made: Response) -> Response:
    """What a form of the page has come to, under an address of its own: Back and Reload must not send the form again.

    The page's script asks for parts of a page, and gets them as they are.
    """
    shown = SHOWN_AT.get(request.url.path)
    if shown is None or request.headers.get(TAB_HEADER) or not made.body:
        return made
    number = secrets.token_urlsafe(6)
    desk.after = {number: made}  # of an earlier one nobody waits any more
    return RedirectResponse(f"{shown}?after={number}", 303)


def _attended(handler: Handler, desk: Desk, request: Request, form: PostedForm) -> Response:
    with desk.review.attended() if desk.review is not None else nullcontext():
        return handler(desk, request, form)


async def form_of(request: Request) -> PostedForm:
    """A form's fields. Raises NotServed for a body that is none."""
    try:
        body = (await request.body()).decode("utf-8")
        return PostedForm(parse_qs(body, keep_blank_values=True, max_num_fields=20_000))
    except ValueError:
        raise NotServed(400, "The page sent something that could not be read. Reload it and try again.") from None


def check_token(desk: Desk, request: Request, form: PostedForm | None = None, *, owner: bool = True) -> None:
    """Raises NotServed where a change is not this page's, or (`owner`) does not come from the tab that may make any."""
    token = request.headers.get(CSRF_HEADER) or (form.get("csrf") if form else "")
    if not token or not same(token, desk.keys.csrf):
        raise NotServed(403, "This form is of an earlier page. Reload the page and try again.")
    tab = request.headers.get(TAB_HEADER) or (form.get("tab") if form else "")
    if owner and not desk.tabs.may_change(tab or ""):
        raise Elsewhere
