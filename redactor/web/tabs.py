"""The browser tabs that show the page: events to them, which of them may change things, and how long none has been open."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

_BEAT = 1.0  # seconds between looks whether the page has been closed
_KEEP_ALIVE = 15.0


@dataclass(eq=False)
class _Tab:
    id: str
    loop: asyncio.AbstractEventLoop
    queue: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    def tell(self, text: str) -> None:
        self.loop.call_soon_threadsafe(self.queue.put_nowait, text)


class Tabs:
    """All open tabs. One of them, the owner, may change things: two would undo each other's work unseen."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tabs: list[_Tab] = []
        self._owner = ""
        self._none_since = time.monotonic()
        self._closing = False

    def may_change(self, tab: str) -> bool:
        """Whether this tab may change things; the first one may."""
        with self._lock:
            if not self._owner:
                self._owner = tab
            return self._owner == tab

    def take(self, tab: str) -> None:
        """Let this tab change things, and no other."""
        with self._lock:
            self._owner = tab
            others = [t for t in self._tabs if t.id != tab]
        for other in others:
            other.tell(_event("elsewhere", {}))

    def tell(self, name: str, **values: object) -> None:
        """An event for every tab, from any thread."""
        with self._lock:
            tabs = list(self._tabs)
        for tab in tabs:
            tab.tell(_event(name, values))

    def close(self) -> None:
        """End every stream of events."""
        self._closing = True
        self.tell("closed")

    @property
    def idle(self) -> float:
        """Seconds since the last tab was closed, 0 while one is open."""
        with self._lock:
            return 0.0 if self._tabs else time.monotonic() - self._none_since

    def used(self) -> None:
        """Somebody works with the page without a tab: the time without one begins anew."""
        with self._lock:
            self._none_since = time.monotonic()

    async def events(self, id: str) -> AsyncIterator[str]:
        """The stream of one tab, until it is closed."""
        tab = _Tab(id, asyncio.get_running_loop())
        with self._lock:
            self._tabs.append(tab)
            open_ = {t.id for t in self._tabs}
            if self._owner not in open_:  # the owner was closed: whoever is here goes on
                self._owner = id
            elsewhere = self._owner != id
        try:
            yield "retry: 1000\n\n"
            yield _event("elsewhere" if elsewhere else "here", {})
            quiet = 0.0
            while not self._closing:
                try:
                    yield await asyncio.wait_for(tab.queue.get(), _BEAT)
                    quiet = 0.0
                except TimeoutError:
                    quiet += _BEAT
                    if quiet >= _KEEP_ALIVE:
                        quiet = 0.0
                        yield ": still here\n\n"
        finally:
            with self._lock:
                self._tabs.remove(tab)
                if not self._tabs:
                    self._none_since = time.monotonic()


def _event(name: str, values: dict[str, object]) -> str:
    return f"event: {name}\ndata: {json.dumps(values)}\n\n"
