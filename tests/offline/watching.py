"""A command under strace: what it, its threads and its children asked of the network, and what they wrote where.

Python's own hooks see Python's own calls; native threads are seen by the operating system alone. Linux only.
"""

from __future__ import annotations

import ipaddress
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

_CALLS = (
    "%network,io_uring_setup,open,openat,openat2,creat,mkdir,mkdirat,mknod,mknodat,rename,renameat,renameat2,"
    "link,linkat,symlink,symlinkat,truncate"
)
_CALL = re.compile(r"^(?P<name>\w+)\((?P<arguments>.*)$")
_ADDRESS = re.compile(r'sin_addr=inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')
_LOCAL = re.compile(r'sun_path=@?"([^"]*)"')
# a path, after the folder that it is relative to where there is one: AT_FDCWD</work>, 6</tmp/x>
_PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<(?P<folder>[^>]*)>, )?"(?P<path>(?:[^"\\]|\\.)*)"')
_WRITES = re.compile(r"\bO_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)\b")
_READERS = frozenset(["open", "openat", "openat2"])
_KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
_DEVICES = ("/dev/null", "/dev/tty", "/dev/pts/", "/dev/shm/sem.")
# the cache of account names of the C library; a look-up of hosts over it is seen by its reading resolv.conf first
_ACCOUNTS = ("/var/run/nscd/socket", "/run/nscd/socket")


def why_not() -> str:
    """Why this computer cannot run the proof; empty where it can."""
    if not sys.platform.startswith("linux"):
        return "The proof for the whole process needs strace, which only Linux has: not shown on this system."
    if not shutil.which("strace"):
        return "The proof for the whole process needs strace: apt install strace. Not shown on this computer."
    return _refused()


@lru_cache(maxsize=1)
def _refused() -> str:
    done = subprocess.run(["strace", "-qq", "-f", "-o", os.devnull, "true"], capture_output=True, check=False)
    return (
        "" if done.returncode == 0 else "strace may not watch processes here (ptrace is forbidden): nothing is shown."
    )


@dataclass(frozen=True)
class Seen:
    """What one run did."""

    outward: tuple[str, ...]  # every attempt to reach something outside this computer
    elsewhere: tuple[
        str, ...
    ]  # every file or folder made, opened for writing or named anew outside the folders allowed
    read: frozenset[str]  # every path opened for reading


@dataclass
class Watched:
    """A command that runs under strace in an environment of its own: nothing that an earlier run may have left."""

    folder: Path  # holds everything of this run; `home` and `out` in it are the program's
    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)
    prefix: Sequence[str] = ()
    typed: str = ""

    def start(self) -> subprocess.Popen[str]:
        """Begin. What it says goes to the files `said` and `erred`."""
        for name in ("nobody", "tmp", "home", "out", "trace"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        (self.folder / "typed").write_text(self.typed, encoding="utf-8")
        # a user's computer has none of the variables by which a runtime knows CI, and keeps silent there only
        environment = {
            **{k: v for k, v in os.environ.items() if k in _KEPT},
            "HOME": str(self.folder / "nobody"),
            "TMPDIR": str(self.folder / "tmp"),
            "REDACTOR_HOME": str(self.folder / "home"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONIOENCODING": "utf-8",
            "PYTHONUNBUFFERED": "1",
            **self.environment,
        }
        watch = [
            "strace",
            "-ff",
            "-y",
            "-qq",
            "-s",
            "300",
            "--seccomp-bpf",
            "-e",
            f"trace={_CALLS}",
            "-e",
            "signal=none",
        ]
        with (
            (self.folder / "typed").open("rb") as typed,
            (self.folder / "said").open("wb") as said,
            (self.folder / "erred").open("wb") as erred,
        ):
            return subprocess.Popen(
                [*self.prefix, *watch, "-o", str(self.folder / "trace" / "of"), *self.command],
                env=environment, stdin=typed, stdout=said, stderr=erred, cwd=self.folder / "out", text=True,
            )  # fmt: skip

    def seen(self) -> Seen:
        """What was seen, once it has ended: the program may write in `home` and `out`."""
        lines = [
            line
            for trace in sorted((self.folder / "trace").iterdir())
            for line in trace.read_text(encoding="utf-8", errors="replace").splitlines()
        ]
        assert lines, "strace wrote nothing"
        return judge(lines, [self.folder / "home", self.folder / "out"], self.folder / "out")

    def said(self) -> str:
        return (self.folder / "said").read_text(encoding="utf-8")

    def erred(self) -> str:
        return (self.folder / "erred").read_text(encoding="utf-8")


def judge(lines: Iterable[str], allowed: Sequence[Path], here: Path) -> Seen:
    """What these lines of strace tell, with the folders in which the program may write and the one it was started in."""
    outward: list[str] = []
    elsewhere: list[str] = []
    read: set[str] = set()
    for line in lines:
        call = _CALL.match(line)
        if call is None:
            continue
        name, arguments = call["name"], call["arguments"]
        if name in _READERS or name == "creat" or name.startswith(("mk", "rename", "link", "symlink", "truncate")):
            paths = [os.path.join(here, m["folder"] or "", m["path"]) for m in _PATH.finditer(arguments)]  # noqa: PTH118
            if name in _READERS and not _WRITES.search(arguments):
                read.update(paths)
                # who reads this is about to ask a name server
                outward += [line for path in paths if path == "/etc/resolv.conf"]
            elif any(not _may_write(path, allowed) for path in paths):
                elsewhere.append(line)
        elif _is_outward(name, arguments):
            outward.append(line)
    return Seen(tuple(outward), tuple(elsewhere), frozenset(read))


def _may_write(path: str, allowed: Sequence[Path]) -> bool:
    return path.startswith(_DEVICES) or any(Path(path).is_relative_to(folder) for folder in allowed)


def _is_outward(name: str, arguments: str) -> bool:
    if name == "io_uring_setup":
        return True  # calls made through it would not be seen
    if name == "socket":
        # a connection of TCP is judged by the address that it is given; nothing else has business with a network
        return not arguments.startswith("AF_UNIX") and not re.match(r"AF_INET6?, SOCK_STREAM\b", arguments)
    addresses = [first or second for first, second in _ADDRESS.findall(arguments)]
    if any(not ipaddress.ip_address(a).is_loopback for a in addresses):
        return True
    local = _LOCAL.findall(arguments) if name in ("connect", "sendto", "sendmsg", "sendmmsg") else []
    return any(path not in _ACCOUNTS for path in local)
