"""Misses and false alarms of `redactor check` from one run: python -m benchmarks.checks [--detail]

Misses: sentences of `data/faults_of_checks.csv`, each with what has to be told of it, checked with the list that stands there,
too; and files with one fault each (`fault_files.py`), by format: what is told of them besides what is told of the harmless file
that they were made from. False alarms: what must be fixed in harmless files, and in prose in the style of published reports,
judgments and papers of the government about nobody, for a thousand words of it.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from rich.console import Console
from rich.table import Table

from benchmarks.fault_files import fault_files
from redactor.case.profiles import Profile
from redactor.checks.passages import normal
from redactor.checks.run import CheckRequest, check
from redactor.sources.finding import Finding, Severity

DATA = Path(__file__).parent / "data"
PROSE = ("published_prose.txt", "judgments_prose.txt", "no_names.txt", "mixed_prose.txt", "hard_prose.txt")
LEVELS = ("nothing", "look", "must fix")
# what every file made here has, and no text can help
_OF_THE_FILE = frozenset("metadata picture font exact-date front-sheet code-unknown".split())


@dataclass(frozen=True)
class Missed:
    """A fault that is told too mildly, or not at all."""

    kind: str
    sentence: str
    wanted: str
    told: str


def main(arguments: list[str] | None = None) -> int:
    """Print both tables; 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checks", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--detail", action="store_true", help="print every miss and every false alarm")
    options = parser.parse_args(arguments)
    work = Path(tempfile.mkdtemp(prefix="redactor-checks-"))
    os.environ["REDACTOR_HOME"] = str(work / "home")  # no key map of an earlier run
    screen = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    table = Table("what", "of", "told as wanted", title="Misses")
    faults = list(rows("faults_of_checks.csv"))
    missed = misses(work, faults)
    for kind, of in Counter(row["kind"] for row in faults).items():
        table.add_row(kind, str(of), str(of - sum(m.kind == kind for m in missed)))
    table.add_row("all", str(len(faults)), str(len(faults) - len(missed)))
    screen.print(table)
    table = Table("format", "faults", "told as wanted", "%", "harmless files", "of them must be fixed", title="Files")
    wrong: list[str] = []
    for ending, (of, told, harmless, alarmed) in by_format(work, wrong).items():
        table.add_row(ending, str(of), str(told), f"{100 * told / of:.1f}", str(harmless), str(alarmed))
    screen.print(table)
    for line in wrong if options.detail else ():
        print(f"  {line}")
    table = Table("text", "words", "must fix, all false", "per 1,000 words", title="False alarms")
    for name in PROSE:
        words, false = false_alarms(work, name)
        table.add_row(name, str(words), str(len(false)), f"{1000 * len(false) / words:.2f}")
        for f in false if options.detail else ():
            print(f"  {name}: {f.rule} {f.shown!r} {f.score or ''}")
    screen.print(table)
    for m in missed if options.detail else ():
        print(f"  {m.kind}: {m.sentence} (wanted {m.wanted}, told {m.told})")
    return 0


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the tables beside this module."""
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def misses(work: Path, faults: Iterable[dict[str, str]]) -> list[Missed]:
    """The faults of which too little is told; all stand in one report, and what is told is told of its paragraph."""
    faults = list(faults)
    path = written(work / "faults.docx", [row["sentence"] for row in faults])
    checked = check(CheckRequest((path,), DATA / "list_of_checks.csv", profile=Profile.PUBLICATION))
    places = {normal(t.text): n for n, t in enumerate(checked.sources[0].texts)}
    found = []
    for row in faults:
        index = places[normal(row["sentence"])]
        told = [f for f in checked.findings if f.text == index and f.rule != "exact-date"]
        level = max((LEVELS.index(str(f.severity)) for f in told if str(f.severity) in LEVELS), default=0)
        if level < LEVELS.index(row["wanted"]):
            found.append(Missed(row["kind"], row["sentence"], row["wanted"], LEVELS[level]))
    return found


def by_format(work: Path, wrong: list[str]) -> dict[str, tuple[int, int, int, int]]:
    """By ending: faults, those told as they deserve, harmless files, and those of which something must be fixed. `wrong` takes a
    line for each that is told wrongly."""
    counts: dict[str, list[int]] = {}
    plain: dict[str, Counter[tuple[str, str]]] = {}
    for number, file in enumerate(fault_files()):
        folder = work / f"file{number}"
        folder.mkdir()
        path = folder / (file.name or f"file.{file.ending}")
        path.write_bytes(file.data)
        checked = check(CheckRequest((path,), DATA / "list_of_checks.csv"))
        found = Counter((f.rule, f.shown) for f in checked.findings)
        base = plain.setdefault(file.ending, found)  # the first of each ending is the harmless one
        more = found - base if found is not base else Counter(k for k in found if k[0] not in _OF_THE_FILE)
        told = [str(f.severity) for f in checked.findings if more[f.rule, f.shown]]
        level = max((LEVELS.index(severity) for severity in told if severity in LEVELS), default=0)
        of = counts.setdefault(file.ending, [0, 0, 0, 0])
        if file.wanted == "nothing":
            of[2] += 1
            good = level < LEVELS.index("must fix")
            of[3] += not good
        else:
            of[0] += 1
            good = checked.exit_code == 2 if file.wanted == "unread" else level >= LEVELS.index(file.wanted)
            of[1] += good
        if not good:
            wrong.append(f"{file.ending}, {file.kind}: wanted {file.wanted}, told {LEVELS[level]}")
    return {ending: (of[0], of[1], of[2], of[3]) for ending, of in counts.items()}


def false_alarms(work: Path, name: str) -> tuple[int, list[Finding]]:
    """How many words a text has, and what must be fixed in it, of all of which nothing has to be."""
    text = (DATA / name).read_text(encoding="utf-8")
    checked = check(
        CheckRequest((written(work / "report.docx", text.splitlines()),), None, profile=Profile.PUBLICATION)
    )
    false = [f for f in checked.findings if f.severity is Severity.MUST_FIX and f.rule not in _OF_THE_FILE]
    return len(text.split()), false


def written(path: Path, lines: Iterable[str]) -> Path:
    """A Word file of these paragraphs."""
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    made.save(str(path))
    return path


if __name__ == "__main__":
    sys.exit(main())
