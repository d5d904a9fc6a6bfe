"""How long a user waits for a command that does nothing yet: python -m benchmarks.starting [--runs 3]

Starts every command as a user does, with --help, and with a file that is not there (or another mistake that is told before
anything is read), and takes the fastest of several runs. 1 where one takes longer than the goal.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from benchmarks.cases import console_script
from redactor.cli import app

GOAL = 0.5  # seconds
# each command with a file that is not there, or the mistake that is likeliest
REFUSED = """
agency send nowhere.docx --codes nowhere.xlsx --out o
anonymise nowhere.docx --out o
appendix nowhere.docx --out appendix.docx
audit export nowhere.jsonl --to log.csv
audit show nowhere.jsonl
audit verify nowhere.jsonl
batch nowhere --out o
board answer nowhere
board close nowhere --certificate c.docx
board dates nowhere
board keep nowhere
board missing nowhere
board send nowhere
board start nowhere --case 2026-01 --type play
brief --codes nowhere.xlsx --out brief.docx
check nowhere.docx
chronology merge nowhere.docx --list nowhere.xlsx --out o
codes answer nowhere.xlsx nowhere.request --sheet answers.xlsx
codes check nowhere.xlsx
codes enforce nowhere.xlsx nowhere.docx
codes export nowhere.xlsx --to list.csv
codes issue nowhere.xlsx --to Police --out o
codes missing nowhere.xlsx
codes new 2026-01 --out codes.docx
codes received nowhere.xlsx Police nowhere.docx
codes reconcile nowhere.return --list nowhere.xlsx --out o
codes requests --codes nowhere.xlsx --out o
codes return --codes nowhere.xlsx --out o
decide --codes nowhere.xlsx
explain SW1 --codes nowhere.xlsx
inspect nowhere.docx
intruder nowhere.docx
keymap destroy --certificate c.docx --codes nowhere.xlsx
keymap export people.xlsx --codes nowhere.xlsx
keymap hold --reason court --codes nowhere.xlsx
keymap keep --until 2030-01-01 --codes nowhere.xlsx
keymap new-board-key --codes nowhere.xlsx
keymap recovery --codes nowhere.xlsx --passphrase-file second
keymap restore --key-map nowhere.keymap --version 1
keymap show --codes nowhere.xlsx
personalise nowhere.docx --codes nowhere.xlsx --out o
publish nowhere.docx --out o
recode nowhere.docx --map nowhere.xlsx --out o
review nowhere.docx
watch nowhere --out o
"""


def main(arguments: list[str] | None = None) -> int:
    """Print a line for each command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args(arguments).runs
    slow = 0
    with tempfile.TemporaryDirectory(prefix="redactor-starting-") as folder:
        shown = [[*path, "--help"] for path in commands()]
        refused = [line.split() for line in REFUSED.strip().splitlines()]
        for given, code in (*((each, 0) for each in shown), *((each, 2) for each in refused)):
            clock, processor = min(timed(given, code, folder) for _ in range(runs))
            slow += clock > GOAL
            print(f"{clock:.2f} s ({processor:.2f} of the processor)  redactor {' '.join(given)}", flush=True)
    print(f"{slow} of {len(shown) + len(refused)} above {GOAL} s")
    return 1 if slow else 0


def commands(command: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command and group of commands, the program itself first."""
    command = command or get_command(app)
    yield path
    for name, each in sorted(getattr(command, "commands", {}).items()):
        yield from commands(each, (*path, name))


def timed(given: list[str], code: int, folder: str) -> tuple[float, float]:
    """Seconds on the clock and of the processor. Raises SystemExit where the command says something else than it should."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(
        [str(console_script()), *given],
        cwd=folder,
        env={**os.environ, "REDACTOR_HOME": f"{folder}/home"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    clock, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != code:
        raise SystemExit(f"{' '.join(given)}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
