"""Python's garbage collector, out of the way while a whole document is held as many small objects."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Switch the garbage collector off for a while; its former state comes back, whatever happens.

    A survey makes many small objects (lxml's stand-ins for elements, atoms, tuples) and lets go of few. The collector
    counts what was made, goes through all of it again and again, and finds no cycles worth collecting meanwhile: that
    took a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
