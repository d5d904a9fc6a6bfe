"""A command in a process of its own that can be watched, and killed, by strace from its first step on.

The process is a copy of this one, which has imported the program already: so only the command itself is watched, and hundreds of
them take minutes.
"""

from __future__ import annotations

import atexit
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import redactor
from redactor.cli import app
from redactor.sealed import whole

_PASSPHRASE = "copper kettle seven"


@dataclass(frozen=True)
class Done:
    """How a run ended."""

    code: int  # -9 for a kill
    said: str


@dataclass(frozen=True)
class Case:
    """A folder with a case in it, and the environment that keeps everything in that folder."""

    root: Path

    @property
    def environment(self) -> dict[str, str]:
        folders = {name: str(self.root / "user") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
        return {
            "PATH": os.environ["PATH"], "REDACTOR_HOME": str(self.root / "home"), "TMPDIR": str(self.root / "tmp"),
            "REDACTOR_PASSPHRASE": _PASSPHRASE, "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8", "COLUMNS": "200", **folders,
        }  # fmt: skip

    def run(self, *arguments: object, watch: Sequence[str] = ()) -> Done:
        """Run a command in a process of its own, a copy of this one; under strace with the options `watch`."""
        said = self.root.parent / "said.txt"
        pid = os.fork()
        if not pid:
            try:
                _become(self, [str(a) for a in arguments], said, wait=bool(watch))
            finally:
                os._exit(71)  # never back into what the parent is doing
        watcher = _watched(pid, watch) if watch else None
        _, status = os.waitpid(pid, 0)
        if watcher is not None:
            watcher.wait(60)
        text = said.read_text(encoding="utf-8", errors="replace") if said.exists() else ""
        return Done(os.waitstatus_to_exitcode(status), text)

    def must(self, *arguments: object, code: Sequence[int] = (0, 1)) -> None:
        """A run that prepares the case."""
        done = self.run(*arguments)
        if done.code not in code:
            raise RuntimeError(f"The case could not be prepared: {arguments[0]}: {done.said[-300:]}")


def _become(case: Case, arguments: list[str], said: Path, *, wait: bool) -> NoReturn:
    """The child: from here on a command like one typed in a terminal, but for the start of the interpreter."""
    atexit._clear()
    atexit.register(whole._forget_done)
    environment = case.environment
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None
    os.chdir(case.root)
    screen = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for ours, its in ((nothing, 0), (screen, 1), (screen, 2)):
        os.dup2(ours, its)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(0, encoding="utf-8", closefd=False),
        os.fdopen(1, "w", encoding="utf-8", closefd=False),
        os.fdopen(2, "w", encoding="utf-8", closefd=False),
    )
    if wait:
        os.kill(os.getpid(), signal.SIGSTOP)
    code = 70
    try:
        app(arguments)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _watched(pid: int, watch: Sequence[str]) -> subprocess.Popen[bytes]:
    """Attach strace to a child that has stopped itself, and let it go on."""
    while _state(pid, "State")[:1] != "T":
        time.sleep(0.002)
    watcher = subprocess.Popen(["strace", "-f", "-qq", "-p", str(pid), *watch], stderr=subprocess.DEVNULL)
    until = time.monotonic() + 20
    while _state(pid, "TracerPid") == "0":
        if time.monotonic() > until or watcher.poll() is not None:
            os.kill(pid, signal.SIGKILL)
            raise RuntimeError("strace could not attach: is it allowed here?")
        time.sleep(0.002)
    os.kill(pid, signal.SIGCONT)
    return watcher


def _state(pid: int, what: str) -> str:
    text = Path(f"/proc/{pid}/status").read_text()
    return next(line.split(":", 1)[1].strip() for line in text.splitlines() if line.startswith(f"{what}:"))


def import_all() -> None:
    """Import the program once, so that its copies need not. Not what starts threads, which a copy would lack."""
    for module in pkgutil.walk_packages(redactor.__path__, "redactor."):
        if not module.name.startswith(("redactor.web", "redactor.board.blank")):
            import_module(module.name)
