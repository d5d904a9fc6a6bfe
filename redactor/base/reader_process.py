"""The process in which files from outside are read, with limits of memory and time: run by `bounded`, never by a person.

It imports nothing but what reads files. The operating system enforces the limits where it can (POSIX); a thread watches them
everywhere. What is printed here goes nowhere, and no core file is left: either could hold names.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import BinaryIO

from redactor.base import bounded
from redactor.base.limits import Limits

MEMORY_EXIT, TIME_EXIT = 81, 82
_OWN_MEMORY = 80 * 1024 * 1024  # of the interpreter and the libraries that read
_TICK = 0.05


def serve() -> None:
    """Answer requests from standard input on standard output until it ends."""
    bounded.reading_here()
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # openpyxl looks for it; nothing that reads files needs it
    requests, replies = _pipes()
    _no_core_file()
    watch = _Watch()
    watch.start()
    while True:
        try:
            module, function, arguments, limits = pickle.load(requests)
        except EOFError:
            return
        if not function:  # to be ready for what comes
            import_module(module)
            continue
        replies.write(_answer(module, function, arguments, limits, watch))
        replies.flush()


def _answer(module: str, function: str, arguments: tuple[object, ...], limits: Limits, watch: _Watch) -> bytes:
    try:
        called = getattr(import_module(module), function)
        watch.begin(limits)
        _limit(limits)
        return pickle.dumps(("value", called(*arguments)), protocol=5)
    except MemoryError:
        return pickle.dumps(("memory",))
    except RecursionError:
        return pickle.dumps(("deep",))
    except Exception as error:
        if type(error).__module__.startswith("redactor"):
            return pickle.dumps(("raised", type(error), error.args, error.__dict__))
        return pickle.dumps(("failed", type(error).__name__, _where(error)))
    finally:
        watch.end()


def _where(error: Exception) -> str:
    """File and line of ours that failed; neither the error's text nor a value, which may hold a name."""
    frames = traceback.extract_tb(error.__traceback__)
    own = next((f for f in reversed(frames) if "redactor" in PurePath(f.filename).parts), frames[-1])
    return f"{PurePath(own.filename).name}, line {own.lineno}"


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two ends, kept from libraries that print."""
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    return sys.stdin.buffer, replies


def _no_core_file() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit(limits: Limits) -> None:
    """Have the operating system enforce the limits from here on; those of memory only where it does (Linux)."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + limits.seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    if sys.platform == "linux":
        with open("/proc/self/statm", encoding="ascii") as numbers:  # noqa: PTH123
            pages = int(numbers.read().split()[0])
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        wanted = pages * resource.getpagesize() + limits.memory
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


class _Watch(threading.Thread):
    """Ends the process when a reading goes beyond its limits, where the operating system does not."""

    def __init__(self, end: Callable[[int], object] = os._exit) -> None:
        super().__init__(daemon=True)
        self._end = end
        self._limits: Limits | None = None
        self._began = 0.0
        self._busy = threading.Event()

    def begin(self, limits: Limits) -> None:
        """A reading begins."""
        self._limits, self._began = limits, time.process_time()
        self._busy.set()

    def end(self) -> None:
        """It is over."""
        self._busy.clear()
        self._limits = None

    def run(self) -> None:
        while self._busy.wait():
            if (limits := self._limits) is not None:
                if time.process_time() - self._began > limits.seconds:
                    self._end(TIME_EXIT)
                if memory_in_use() > limits.memory + _OWN_MEMORY:
                    self._end(MEMORY_EXIT)
            time.sleep(_TICK)


def memory_in_use() -> int:
    """Bytes of memory that this process holds; where only its peak can be asked for (macOS), that."""
    measure = {"win32": _windows_memory, "linux": _resident}.get(sys.platform, _peak)
    return measure()


def _resident() -> int:
    import resource

    with open("/proc/self/statm", encoding="ascii") as numbers:  # noqa: PTH123
        return int(numbers.read().split()[1]) * resource.getpagesize()


def _peak() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on macOS


def _windows_memory() -> int:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            *((name, ctypes.c_size_t) for name in ("PeakWorkingSetSize", "WorkingSetSize", "a", "b", "c", "d")),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        )

    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.K32GetProcessMemoryInfo.argtypes = (wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD)
    counters = Counters()
    counters.cb = ctypes.sizeof(counters)
    kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
    return int(counters.PagefileUsage)
