"""What comes from outside is read in a process of its own, with limits of memory and time (`limits.py`).

    value = bounded(read_pages, data, name, refuse=SourceError)

calls `read_pages(data, name)` over there and gives back what it returns, or raises what it raises. A reading that goes beyond
its limits, or that takes its process down, is a refusal in a sentence. One process serves file after file; another is started
when one ended, or when two threads read at once.
"""

from __future__ import annotations

import atexit
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from redactor.base.limits import Limits, limits_of

T = TypeVar("T")

_AGAIN = "Open it in the program it was made with, save it as a new file and try again."
_GIVEN_UP = (
    "Reading the file takes far more {} than a file of its size should, so it was given up. It is damaged, or made so. "
)
TOO_LONG = _GIVEN_UP.format("time") + _AGAIN
TOO_LARGE = _GIVEN_UP.format("memory") + _AGAIN
TOO_DEEP = f"The file is nested far deeper than any program writes it, so it was not read. {_AGAIN}"
TOOK_DOWN = f"The file is damaged so that it cannot be read at all. {_AGAIN}"
FAILED = "The file is damaged in a way that redactor does not know ({}), so it was not read. " + _AGAIN

# the search path comes first: the folder that a command runs in is never on it by itself
_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from redactor.base.reader_process import serve; serve()"
)
_MEMORY_EXIT, _TIME_EXIT = 81, 82

_idle: list[_Reader] = []
_lock = threading.Lock()
_here = False  # this is such a process itself


def reading_here() -> None:
    """Called by a process that reads: what it calls is read right there."""
    global _here
    _here = True


def warm(*modules: str) -> None:
    """Start a process now, with these modules, so that it is ready when the first file comes."""
    if _here or _idle or not sys.executable:
        return
    try:
        reader = _Reader()
        for module in modules:
            reader.send((module, "", (), None))
    except OSError:
        return
    _give_back(reader)


def bounded(function: Callable[..., T], data: bytes, *rest: object, refuse: Callable[[str], Exception]) -> T:
    """`function(data, *rest)` in a process with limits that follow from the size of `data`.

    `function` is one of a module, its arguments and its result can be pickled. Raises what it raises where that is an exception
    of this program; `refuse(sentence)` for everything else that stops it.
    """
    if _here or not sys.executable:
        return function(data, *rest)
    limits = limits_of(len(data))
    reader = _take()
    try:
        reply = reader.ask(function, (data, *rest), limits)
    except BaseException:
        reader.end()
        raise
    if reply is None:
        raise refuse(_why_ended(reader.end()))
    if reply[0] == "value":
        _give_back(reader)
        value: T = reply[1]
        return value
    if reply[0] == "raised":
        _give_back(reader)
        _, kind, arguments, state = reply
        error: Exception = kind.__new__(kind, *arguments)  # its own __init__ may want something else
        error.args = arguments
        error.__dict__.update(state)
        raise error
    reader.end()
    raise refuse(
        {"memory": TOO_LARGE, "deep": TOO_DEEP}.get(reply[0]) or FAILED.format(f"{reply[1]} in {reply[2]}")
    ) from None


def _why_ended(code: int | None) -> str:
    if code == _MEMORY_EXIT:
        return TOO_LARGE
    if code in (None, _TIME_EXIT) or (sys.platform != "win32" and code == -signal.SIGXCPU):
        return TOO_LONG
    return TOOK_DOWN


class _Reader:
    """One process that reads."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-W", "ignore", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._out_of_patience = False
        self.send([str(Path(path).absolute()) for path in sys.path])  # "" is the folder it runs in

    def send(self, what: object) -> None:
        """Hand something over. Raises OSError where the process is gone."""
        assert self._process.stdin is not None
        pickle.dump(what, self._process.stdin, protocol=5)
        self._process.stdin.flush()

    @property
    def is_there(self) -> bool:
        """It has not ended."""
        return self._process.poll() is None

    def ask(
        self, function: Callable[..., object], arguments: tuple[object, ...], limits: Limits
    ) -> tuple[Any, ...] | None:
        """Its answer; None where it ended without one."""
        assert self._process.stdout is not None
        patience = threading.Timer(limits.patience, self._lose_patience)
        patience.daemon = True
        patience.start()
        try:
            self.send((function.__module__, function.__qualname__, arguments, limits))
            reply: tuple[Any, ...] = pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            return None
        finally:
            patience.cancel()
        return reply

    def _lose_patience(self) -> None:
        self._out_of_patience = True
        self._process.kill()

    def end(self) -> int | None:
        """End it; how it had ended already, None where it had to be ended for taking too long."""
        try:
            code: int | None = self._process.wait(timeout=0 if self._out_of_patience else 0.5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        return None if self._out_of_patience else code


def _take() -> _Reader:
    with _lock:
        while _idle:
            reader = _idle.pop()
            if reader.is_there:
                return reader
            reader.end()
    return _Reader()


def _give_back(reader: _Reader) -> None:
    with _lock:
        _idle.append(reader)


@atexit.register
def _end_all() -> None:
    while _idle:
        reader = _idle.pop()
        reader._process.kill()
        reader.end()
