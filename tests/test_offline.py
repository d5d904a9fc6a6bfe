"""Nothing leaves the computer: a whole run with every way to the network shut and watched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parent.parent / "key_maps" / "example"

# Python imports a module of this name at its start, in child processes too. The hook sees every call of the socket
# module, whoever makes it; it cannot be taken out again.
GUARD = """
import os, sys

def shut(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.getnameinfo",
                 "socket.gethostbyname", "socket.gethostbyaddr"):
        with open(os.environ["ATTEMPTS"], "a", encoding="utf-8") as log:
            log.write(f"{event} {arguments[-1]!r}\\n")
        raise OSError("the network is shut")

sys.addaudithook(shut)
"""


def without_network() -> list[str]:
    """A prefix that runs a command where no network device exists: for code that is not Python's. Linux only."""
    prefix = ["unshare", "--user", "--map-root-user", "--net"]
    if not shutil.which("unshare") or subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode:
        return []
    return prefix


def watched(folder: Path, command: list[str]) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run a command under the guard; what it tried."""
    (folder / "guard").mkdir()
    (folder / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    attempts = folder / "attempts"
    attempts.touch()
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder / "guard"),
        "ATTEMPTS": str(attempts),
        "REDACTOR_HOME": str(folder / "home"),
        "HOME": str(folder / "nobody"),  # nothing that an earlier run may have fetched
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=300, check=False)
    return done, attempts.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "code",
    [
        "import urllib.request; urllib.request.urlopen('http://redactor.example')",
        "import socket; socket.create_connection(('192.0.2.1', 80), 1)",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', "
        "'import socket; socket.gethostbyname(\"redactor.example\")'], check=True)",
    ],
)
def test_the_guard_sees_an_attempt(tmp_path: Path, code: str) -> None:
    done, attempts = watched(tmp_path, [sys.executable, "-c", code])
    assert done.returncode != 0
    assert attempts


def test_a_whole_run_asks_nothing_of_the_network(tmp_path: Path) -> None:
    script = Path(sys.executable).parent / ("redactor.exe" if os.name == "nt" else "redactor")
    drafts = [str(EXAMPLE / "imr.docx"), str(EXAMPLE / "chronology.docx")]
    options = ["--codes", str(EXAMPLE / "codes.xlsx"), "--out", str(tmp_path / "out")]
    done, attempts = watched(tmp_path, [*without_network(), str(script), "anonymise", *drafts, *options])
    assert attempts == []
    assert done.returncode in (0, 1), done.stderr
    assert (tmp_path / "out" / "imr.anonymised.docx").exists()
