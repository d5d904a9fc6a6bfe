"""Words per second of whole runs, against bare name recognition over the same text: python -m benchmarks.speed FOLDER

A whole run is everything that `redactor anonymise` does, from the reading of the list to the writing of the report.
Both are run in turn in this process with the model loaded, and the fastest of several runs counts: what else a shared
machine does only ever makes a run slower. Start-up and memory are those of the command line.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import scorer, spacy_model
from benchmarks.cases import console_script
from benchmarks.summary import NOT_MEASURED
from redactor.case.opening import Request
from redactor.case.profiles import Profile
from redactor.case.run import run
from redactor.documents import read

# what a user starts: prints the seconds until the first draft could be read
START = """
import time
started = time.perf_counter()
import redactor.cli
from redactor.detection import engine, name_model
name_model.load()
print(time.perf_counter() - started)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds for the drafts of one case, by the whole pipeline and by bare name recognition."""

    name: str
    words: int
    whole: float
    bare: float

    @property
    def ratio(self) -> float:
        """How many times as long as bare name recognition the whole run takes."""
        return self.whole / self.bare


def main(arguments: list[str] | None = None) -> int:
    """Print the table; 2 when there is nothing to run."""
    options = _parser().parse_args(arguments)
    work = Path(tempfile.mkdtemp(prefix="redactor-speed-"))
    try:
        program = scorer.find(options.folder, options.scorer)
        built = [scorer.build(program, case, work / case.name) for case in scorer.cases(options.folder)]
    except scorer.BenchmarkError as error:
        print(error, file=sys.stderr)
        return 2
    os.environ["REDACTOR_HOME"] = str(work / "home")  # the user's own key stays out of this
    measured = [measure(case, options.runs, work / case.name) for case in built]
    everything = Measured("overall", *(sum(getattr(m, key) for m in measured) for key in ("words", "whole", "bare")))
    start, memory = start_up(), largest_memory(built, work)
    if options.json:
        rows = {m.name: {"words": m.words, "whole_s": m.whole, "bare_s": m.bare} for m in (*measured, everything)}
        print(json.dumps({"cases": rows, "start_up_s": start, "largest_memory_mb": memory}, indent=1))
        return 0
    Console(width=None if sys.stdout.isatty() else 120).print(table([*measured, everything]))
    shown = f"{memory:.0f} MB" if memory else NOT_MEASURED
    print(f"\nstart-up: {start:.1f} s   largest memory of the process: {shown}")
    return 0


def measure(case: scorer.Case, runs: int, work: Path) -> Measured:
    """Time one case's drafts, `runs` times each way in turn; every whole run is the case's first, without a key map."""
    drafts = tuple(draft.path for draft in case.drafts)
    documents = [read(draft, Profile.SUBMISSION.tidying) for draft in drafts]
    texts = [passage.text for document in documents for passage in document.passages]
    model = spacy_model.model()
    numbers = itertools.count()

    def bare() -> None:
        for _ in model.pipe(texts, batch_size=spacy_model.BATCH):
            pass

    def whole() -> None:
        number = next(numbers)
        run(Request(drafts, work / f"out-{number}", case.codes, work / "home" / f"{number}.keymap"))

    bare()  # lists and tables that are read once are start-up
    whole()
    times = [(seconds(bare), seconds(whole)) for _ in range(runs)]
    fastest = [min(each) for each in zip(*times, strict=True)]
    return Measured(case.name, sum(document.words for document in documents), fastest[1], fastest[0])


def seconds(work: Callable[[], None]) -> float:
    """How long `work` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def start_up() -> float:
    """Seconds that a new process needs before it can read the first draft: the faster of two."""
    command = [sys.executable, "-c", START]
    return min(float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(2))


def largest_memory(cases: Sequence[scorer.Case], work: Path) -> float | None:
    """The largest resident memory, in MB, of the command line on any of the cases; None where this cannot be asked."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    for case in cases:
        drafts = [str(draft.path) for draft in case.drafts]
        options = ["--codes", str(case.codes), "--out", str(work / case.name / "out")]
        environment = {**os.environ, "REDACTOR_HOME": str(work / case.name / "home")}
        command = [str(console_script()), "anonymise", *drafts, *options]
        subprocess.run(command, env=environment, capture_output=True, check=False)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit


def table(rows: Sequence[Measured]) -> Table:
    """One line a case and one for all."""
    result = Table("case", "words", "whole run, words/s", "bare, words/s", "ratio", box=None, pad_edge=False)
    for column in result.columns[1:]:
        column.justify = "right"
    for m in rows:
        speeds = (f"{m.words / m.whole:,.0f}", f"{m.words / m.bare:,.0f}", f"{m.ratio:.2f}")
        result.add_row(m.name, f"{m.words:,}", *speeds)
    return result


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description="Words per second and memory.")
    parser.add_argument("folder", type=Path, help="folder with cases (each a folder with a case.yaml)")
    parser.add_argument("--scorer", type=Path, help=f"{scorer.PROGRAM}; looked for in the folder and above it")
    parser.add_argument("--runs", type=int, default=3, help="runs each way, of which the fastest counts (default: 3)")
    parser.add_argument("--json", action="store_true", help="print the figures for machines")
    return parser


if __name__ == "__main__":
    sys.exit(main())
