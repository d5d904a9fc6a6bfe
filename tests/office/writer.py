"""A real LibreOffice with the extension in a profile of its own, driven from the tests (`writer_driver.py`)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from redactor.base.office import libreoffice

_EXTENSION = Path(__file__).parents[2] / "office" / "libreoffice"
_DRIVER = Path(__file__).with_name("writer_driver.py")


@lru_cache(maxsize=1)
def python_with_uno() -> str:
    """A Python that can talk to LibreOffice: the system's, or the one that LibreOffice brings; "" for none."""
    found = libreoffice()
    brought = (
        [str(Path(found).resolve().parent / name) for name in ("python", "python.exe", "python.bin")] if found else []
    )
    for program in (*brought, "/usr/bin/python3", shutil.which("python3"), sys.executable):
        if program and Path(program).exists():
            done = subprocess.run([program, "-c", "import uno"], capture_output=True, check=False, env=_plain())
            if done.returncode == 0:
                return program
    return ""


def _plain() -> dict[str, str]:
    """The surroundings without this Python: the one in LibreOffice looks for its library beside the first "python3" of PATH."""
    ours = Path(sys.prefix).resolve()
    path = [
        p
        for p in os.environ.get("PATH", "").split(os.pathsep)
        if ours not in (Path(p).resolve(), *Path(p).resolve().parents)
    ]
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON") and k != "VIRTUAL_ENV"}
    return {**kept, "PATH": os.pathsep.join(path)}


def _unlimited() -> None:
    """LibreOffice maps more than it uses: no limit of memory that a test has set for itself goes on to it."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (resource.getrlimit(resource.RLIMIT_AS)[1],) * 2)


class Driven:
    """Each attribute is a command of the driver."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def __getattr__(self, name: str) -> Any:
        def call(*given: object) -> Any:
            assert self._process.stdin
            self._process.stdin.write(json.dumps([name, given]) + "\n")
            self._process.stdin.flush()
            answer = self._read()
            assert "wrong" not in answer, answer["wrong"]
            return answer["is"]

        return call

    def _read(self) -> Any:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "LibreOffice or its driver has ended"
        return json.loads(line)


@contextmanager
def writer(profile: Path, home: Path) -> Iterator[Driven]:
    """LibreOffice, running; `home` is REDACTOR_HOME for what runs in it."""
    soffice = libreoffice()
    assert soffice
    with subprocess.Popen(
        [python_with_uno(), str(_DRIVER), soffice, str(profile), str(_EXTENSION / "pythonpath")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**_plain(), "REDACTOR_HOME": str(home)},
        preexec_fn=_unlimited if os.name == "posix" else None,
    ) as process:  # fmt: skip
        driven = Driven(process)
        try:
            assert driven._read() == {"ready": True}
            yield driven
        finally:
            assert process.stdin
            process.stdin.close()
            process.wait(30)
