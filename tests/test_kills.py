"""A sample of what `python -m benchmarks.kills` does at length: commands killed at moments at which they write."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = ("personalise", "keymap export, .csv", "codes reconcile")
EACH = 2


@pytest.mark.skipif(sys.platform != "linux", reason="strace is of Linux")
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed: apt-get install strace")
def test_no_kill_leaves_anything_behind() -> None:
    wanted = [part for name in COMMANDS for part in ("--command", name)]
    root = Path(__file__).resolve().parent.parent
    line = [sys.executable, "-m", "benchmarks.kills", "--each", str(EACH), "--seed", "7", *wanted]
    done = subprocess.run(line, cwd=root, capture_output=True, text=True, timeout=300, check=False)
    if "strace could not attach" in done.stderr:
        pytest.skip("strace may not attach to other processes here")
    assert done.returncode == 0, done.stderr[-2000:]
    (together,) = re.findall(r"^\| together \|(.*)\|$", done.stdout, re.MULTILINE)
    kills, *found = (int(n) for n in together.split("|"))
    assert kills >= len(COMMANDS) * (EACH - 1)
    assert not any(found), done.stderr
