"""How long one thread may keep Python to itself while others wait."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_SHORT = 0.0005  # seconds; Python's own is ten times as long, about what the model of names needs for a sentence
_changing = threading.Lock()
_inside = 0
_own = 0.0


@contextmanager
def short_turns() -> Iterator[None]:
    """Threads change more often meanwhile: for one that needs Python between two long stretches of work that does without it,
    while another never pauses. It would wait longer for its turn than it then works, and the processor with it."""
    global _inside, _own
    with _changing:
        if not _inside:
            _own = sys.getswitchinterval()
            sys.setswitchinterval(min(_own, _SHORT))
        _inside += 1
    try:
        yield
    finally:
        with _changing:
            _inside -= 1
            if not _inside:
                sys.setswitchinterval(_own)
