"""How many pages LibreOffice lays a file out on. It runs without a window, in a profile of its own, with a time limit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

BATCH = 16  # files to a start of the program; one that fails is tried again alone
START_UP, A_FILE = 60, 30  # seconds


def program() -> str | None:
    """The LibreOffice of this computer."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def pages(files: Sequence[Path]) -> dict[Path, int]:
    """Number of pages by file; files that LibreOffice does not lay out are missing. Names must differ."""
    counted: dict[Path, int] = {}
    with tempfile.TemporaryDirectory(prefix="redactor-layout-") as name:
        folder = Path(name)
        for start in range(0, len(files), BATCH):
            batch = files[start : start + BATCH]
            _convert(batch, folder, START_UP + A_FILE)
            for file in batch:
                if not _pdf(file, folder).exists():
                    _convert([file], folder, A_FILE)
                if _pdf(file, folder).exists():
                    counted[file] = _count(_pdf(file, folder))
                    _pdf(file, folder).unlink()
    return counted


def _pdf(file: Path, folder: Path) -> Path:
    return folder / f"{file.stem}.pdf"


def _count(pdf: Path) -> int:
    from pypdf import PdfReader

    return len(PdfReader(pdf).pages)


def _convert(files: Sequence[Path], folder: Path, limit: int) -> None:
    command = [
        program() or "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)),
        *map(str, files),
    ]
    quiet = subprocess.DEVNULL
    running = subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=os.name == "posix")
    try:
        running.wait(limit)
    except subprocess.TimeoutExpired:
        if os.name == "posix":  # the program starts others
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
        running.wait()
