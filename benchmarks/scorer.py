"""The evaluation folder's own program, `imrcase.py`: builds the Word drafts of a case and scores what became of them.

It is called as a separate program, so that what is measured shares no code with what measures.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAM = "imrcase.py"


class BenchmarkError(Exception):
    """The benchmark cannot run; the message says why."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft of a built case and the answer to score it against."""

    path: Path
    gold: Path

    @property
    def words(self) -> int:
        """Words of the draft's text."""
        blocks = json.loads(self.gold.read_text(encoding="utf-8"))["blocks"]
        return sum(len(block["text"].split()) for block in blocks)


@dataclass(frozen=True, slots=True)
class Case:
    """A built case: its drafts in the order of their names, and the board's list."""

    name: str
    drafts: tuple[Draft, ...]
    codes: Path


def find(folder: Path, given: Path | None = None) -> Path:
    """The scoring program: the given one, else the one in the folder or in a folder above it.

    Raises BenchmarkError when there is none.
    """
    places = [given] if given else [place / PROGRAM for place in (folder, *folder.resolve().parents)]
    for place in places:
        if place.is_file():
            return place.resolve()
    raise BenchmarkError(f"{PROGRAM} is neither in {folder} nor above it: say where it is with --scorer.")


def cases(folder: Path) -> list[Path]:
    """The folders of the cases: those with a case.yaml, `folder` itself or anywhere below it.

    Raises BenchmarkError when there is none.
    """
    found = sorted(path.parent for path in folder.rglob("case.yaml"))
    if not found:
        raise BenchmarkError(f"There is no case.yaml in {folder} or below it.")
    return found


def build(scorer: Path, case: Path, out: Path) -> Case:
    """Write the case's Word drafts, lists and answers to `out`."""
    _run(scorer, "build", case, out)
    golds = sorted(out.glob("*.gold.json"))
    drafts = tuple(Draft(gold.with_name(gold.name.removesuffix(".gold.json") + ".docx"), gold) for gold in golds)
    return Case(case.name, drafts, out / "codes.xlsx")


def score(scorer: Path, gold: Path, output: Path) -> dict[str, Any]:
    """What the scoring program says of one written file."""
    result: dict[str, Any] = json.loads(_run(scorer, "score", gold, output))
    return result


def _run(scorer: Path, *arguments: object) -> str:
    command = [sys.executable, str(scorer), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise BenchmarkError(f"{scorer.name} {arguments[0]} failed: {done.stderr.strip()[-2000:]}")
    return done.stdout
