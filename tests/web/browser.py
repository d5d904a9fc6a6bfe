"""Chromium without a window, driven by Playwright; axe-core over what it shows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from tests.web.served import Client

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
# nothing of the browser's own goes out either
_FLAGS = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --disable-quic --disable-default-apps --no-default-browser-check"
).split()
SIZE = {"width": 1366, "height": 768}
_axe = Axe()


def lent(client: Client, page: Page) -> None:
    """The client may do what the browser may: so that the page is closed at the end."""
    cookie = page.context.cookies()[0]
    client.cookie = f"{cookie['name']}={cookie['value']}"
    client.csrf = page.get_attribute('meta[name="csrf"]', "content") or ""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser of its own, with a new profile."""
    assert PROGRAM
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=_FLAGS)
        yield browser
        browser.close()


class Eyes:
    """A tab, what it complained of, and what it asked for that is not this machine's."""

    folder: Path | None = None  # for pictures of tests that give none

    def __init__(self, context: BrowserContext, shots: Path | None = None) -> None:
        self.page: Page = context.new_page()
        self.page.set_default_timeout(30_000)
        self.shots = shots or self.folder
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.on("request", lambda r: self.asked.append(r.url))

    def look(self, name: str, *, without: str = "") -> None:
        """Take a picture of the page, and let axe-core judge it; `without` a part that it has judged before: of a draft of many
        pages that takes seconds."""
        self.page.wait_for_timeout(150)
        if self.shots is not None and name[0].isdigit():  # the others are looked at by axe alone
            self.shots.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=self.shots / f"{name}.png")
        found: list[dict[str, Any]] = _axe.run(
            self.page, context={"exclude": [[without]]} if without else None
        ).response["violations"]
        told = [f"{v['id']}: {v['help']}: {[n['html'][:200] for n in v['nodes'][:3]]}" for v in found]
        assert told == [], f"{name}: {told}"

    def key(self, key: str) -> None:
        """Press a key, and wait until the page has taken it in."""
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(300)
        self.quiet()

    def quiet(self) -> None:
        """Until nothing is asked of the server."""
        self.page.locator(".htmx-request").first.wait_for(state="detached", timeout=20_000)

    @property
    def left(self) -> int:
        """How many questions are left."""
        return int(self.page.inner_text("#left"))

    @property
    def title(self) -> str:
        """What the panel is about."""
        return self.page.inner_text("#panel-title")

    def go(self, name: str) -> None:
        """To another page, by its link."""
        self.follow(self.page.get_by_role("navigation").get_by_role("link", name=name))

    def follow(self, link: Locator) -> None:
        """To the page that it leads to: the page before is ready, too, and on a busy machine still there for a while."""
        with self.page.expect_navigation():
            link.click()
        self.ready()

    def ready(self) -> None:
        """Until the page's scripts listen: what a hand does before is lost, and no hand is so quick."""
        self.page.wait_for_timeout(100)
        self.page.locator("html[data-ready]").wait_for(state="attached", timeout=20_000)
