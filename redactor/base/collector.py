"""Python's garbage collector, out of the way while a whole document is held as many small objects."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG = (
    50_000  # objects after which the collector looks through them; Python's own 700 is many thousand looks at the start
)
_unhurried = False
_settled = False


def unhurried() -> None:
    """To be called by what starts a process of this program's own: the collector looks less often at what is loaded and stays,
    and not at all once more when the process ends, and all of it goes."""
    global _unhurried
    if not _unhurried:
        _unhurried = True
        gc.set_threshold(_YOUNG, 10, 10)
        atexit.register(gc.freeze)


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


def let_go() -> None:
    """To be called by a process of this program's own between two pieces of work: what the last one has left in cycles goes now.

    A collector that looks seldom, and not at all during a run, would let what dozens of drafts have left pile up. What stays
    after the first piece of work is loaded for good and not looked at again, so that this takes milliseconds.
    """
    global _settled
    gc.collect()
    if not _settled:
        _settled = True
        gc.freeze()
