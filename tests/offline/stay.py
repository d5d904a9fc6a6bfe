"""Runs commands of redactor in this process, one after the other, then reads a text with the model, and stays: a library
that reports does so from threads of its own, some seconds after it was loaded.

    python stay.py SECONDS [COMMAND [ARGUMENT ...] [+ COMMAND [ARGUMENT ...]] ...]

Ends with the exit codes of the commands as digits of one number: 1 and 0 are 10.
"""

from __future__ import annotations

import sys
import time


def run(arguments: list[str]) -> int:
    from redactor.cli import app

    try:
        app(arguments)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


if __name__ == "__main__":
    commands = [part.split("\0") for part in "\0".join(sys.argv[2:]).split("\0+\0")] if sys.argv[2:] else []
    code = int("".join(str(run(command)) for command in commands) or "0")
    import redactor

    assert [m.text for m in redactor.find("Karen Ellwood rang.")] == ["Karen Ellwood"]
    assert "onnxruntime" in sys.modules
    time.sleep(float(sys.argv[1]))
    sys.exit(code)
