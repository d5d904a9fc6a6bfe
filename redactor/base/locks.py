"""The locks by which a sweeper tells what is being worked on from what a killed run has left, and how old that is."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path


def hold(handle: int) -> None:
    """Lock an open file until it is closed, where the system has such locks."""
    with suppress(ImportError, OSError):
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def age(path: Path) -> float:
    """Seconds since it was last written; 0 for what cannot be looked at."""
    try:
        return time.time() - path.lstat().st_mtime
    except OSError:
        return 0.0
