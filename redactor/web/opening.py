"""One page from its opening to its end: server, desk and the drafts that were given on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from redactor.case.opening import Request
from redactor.case.profiles import Profile
from redactor.case.questions import user
from redactor.web.app import application
from redactor.web.desk import Desk
from redactor.web.guard import Keys
from redactor.web.jobs import Jobs
from redactor.web.pages.start import begin, default_folder
from redactor.web.running import announced
from redactor.web.server import Server, listening
from redactor.web.tabs import Tabs

_EMPTY = 60.0  # seconds without a window after which a page that has nothing open ends


def open_page(
    drafts: tuple[Path, ...],
    codes: Path | None,
    key_map: Path | None,
    profile: Profile,
    out: Path | None,
    who: str,
    *,
    browser: bool,
    stop_after: float,
    say: Callable[[str], None],
) -> None:
    """Serve the page until it is closed. `say` is given the address, once. Raises OSError without a free port."""
    opened, tabs = listening(), Tabs()
    keys = Keys(opened.getsockname()[1])
    desk = Desk(keys, tabs, Jobs(tabs), list(drafts), codes, key_map, str(out or ""), who or user(), profile)
    server = Server(application(desk), opened, tabs, lambda: min(stop_after, _EMPTY) if desk.is_empty else stop_after)
    desk.stop = server.stop
    if drafts:
        begin(desk, Request(drafts, out or default_folder(list(drafts)), codes, key_map, profile))
    try:
        with announced(keys):
            server.run(keys, say, browser=browser)
    finally:
        desk.jobs.wait(60)
        desk.end()
