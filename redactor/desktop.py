"""What a click starts: the page, without a terminal. Given files are opened in it."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the page, with these drafts if there are any. A refusal is shown in a window where there is no terminal."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    told = io.StringIO()
    windowed = sys.stdout is None or sys.stderr is None  # pythonw.exe: nobody reads what is printed
    if windowed:
        sys.stdout = sys.stderr = told
    from redactor.cli import app

    try:
        app(["review", *given], prog_name="redactor")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    else:
        code = 0
    if code and windowed:
        _window(told.getvalue().strip())
    return code


def _window(text: str) -> None:
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, "redactor", 0x40)


if __name__ == "__main__":
    sys.exit(main())
