"""Tickets of the windows for writing: each is good for one question, and not for long."""

from __future__ import annotations

import secrets
import threading
import time

_LIVES = 30.0  # seconds
_MOST = 64  # that nobody has used yet


class Tickets:
    """Numbers that are good for one question each."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._given: dict[str, float] = {}

    def give(self) -> str:
        """A new one; the oldest go where too many wait."""
        ticket = secrets.token_urlsafe(24)
        with self._lock:
            while len(self._given) >= _MOST:
                self._given.pop(next(iter(self._given)))
            self._given[ticket] = time.monotonic()
        return ticket

    def take(self, ticket: str) -> bool:
        """Whether this one was given, not long ago and to nobody else's question."""
        with self._lock:
            given = self._given.pop(ticket, None)
        return given is not None and time.monotonic() - given < _LIVES
