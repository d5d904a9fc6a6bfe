"""A file opened in the program that this computer opens it with, as a double click on it would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def opened_by_the_system(path: Path) -> bool:
    """Open a file or folder; whether the system has a way to do it. What the program then makes of it is not waited for."""
    if sys.platform == "win32":
        os.startfile(path)
        return True
    program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if program is None:
        return False
    subprocess.Popen(
        [program, str(path)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    return True
