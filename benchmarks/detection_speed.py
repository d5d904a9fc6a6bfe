"""Words per second of detection against Presidio as it comes, and the time to start: python -m benchmarks.detection_speed

Both read the same passages in the same process, in turn, and the fastest of several runs counts: what else a shared
machine does only ever makes a run slower. Ours is the whole of detection: both looks, all recognisers, no list. Presidio
is its AnalyzerEngine with its own recognisers and en_core_web_md with all pipes, once passage by passage and once in
batches; the ratio is to the faster of these. Nothing is fetched.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import tldextract
import yaml
from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine
from presidio_analyzer import __file__ as presidio
from presidio_analyzer.nlp_engine import NlpEngineProvider
from rich.console import Console
from rich.table import Table

from benchmarks import spacy_model
from benchmarks.cases import console_script
from benchmarks.generated import DATA, draft, names, sentences
from benchmarks.judgments import BenchmarkError, read_texts
from redactor.codes.roles import standard_roles
from redactor.detection.engine import find_all
from redactor.detection.knowledge import Knowledge
from redactor.documents.model import Passage, Place, Story

NAMES_A_CASE, CASES = 20, 3
Case = Sequence[Passage]
OURS, ONE_BY_ONE, IN_BATCHES = "redactor, whole detection", "Presidio, passage by passage", "Presidio, in batches"
# what a user waits for before anything is found in the first sentence
FIRST = "from redactor.detection.engine import find; assert find('Mrs Okonjo rang.')"


@dataclass(frozen=True, slots=True)
class Measured:
    """The fastest run of each, in seconds, over so many words."""

    words: int
    seconds: dict[str, float]

    @property
    def ratio(self) -> float:
        """How many times as long as the faster Presidio our detection takes."""
        return self.seconds[OURS] / min(self.seconds[ONE_BY_ONE], self.seconds[IN_BATCHES])


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; 2 when there is nothing to read."""
    options = _parser().parse_args(arguments)
    try:
        cases = judgments(options.folder, options.limit) if options.folder else generated()
    except BenchmarkError as error:
        print(error, file=sys.stderr)
        return 2
    measured = measure(cases, options.runs)
    starts = start_up(options.runs)
    if options.json:
        speeds = {key: measured.words / seconds for key, seconds in measured.seconds.items()}
        result = {"words": measured.words, "words_a_second": speeds, "ratio": measured.ratio, "start_up_s": starts}
        print(json.dumps(result, indent=1))
        return 0
    console = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    console.print(table(measured))
    print(
        f"\n{measured.words:,} words in {len(cases)} drafts; our time to that of the faster Presidio: {measured.ratio:.2f}"
    )
    print("start-up: " + ", ".join(f"{key} {seconds:.2f} s" for key, seconds in starts.items()))
    return 0


def generated() -> list[Case]:
    """Generated drafts, many names in each, and the prose without names."""
    everybody, everything = names(), sentences()
    count = NAMES_A_CASE * CASES
    numbers = [len(everybody) * k // count for k in range(count)]  # of every origin
    texts = [
        [written.passage.text for number in group for written in draft(number, everything, everybody)]
        for group in (numbers[k::CASES] for k in range(CASES))
    ]
    prose = (DATA / "no_names.txt").read_text(encoding="utf-8").splitlines()
    return [_passages(lines) for lines in (*texts, prose)]


def judgments(folder: Path, limit: int) -> list[Case]:
    """The first judgments of an annotated corpus, paragraph by paragraph. Raises BenchmarkError when it is none."""
    return [_passages(text.split("\n")) for text in list(read_texts(folder).values())[:limit]]


def _passages(lines: Sequence[str]) -> list[Passage]:
    kept = (line for line in lines if line.strip())
    return [Passage(n, line, Place(Story.BODY, f"paragraph {n}")) for n, line in enumerate(kept, 1)]


def measure(cases: Sequence[Case], runs: int) -> Measured:
    """Time every way `runs` times in turn."""
    analyser = presidio_as_it_comes()
    batches = BatchAnalyzerEngine(analyser)
    knowledge = Knowledge(roles=standard_roles())
    texts = [passage.text for passage in chain.from_iterable(cases)]

    def ours() -> None:
        for case in cases:
            find_all(case, knowledge)

    def one_by_one() -> None:
        for text in texts:
            analyser.analyze(text=text, language="en")

    def in_batches() -> None:
        batches.analyze_iterator(texts, language="en", batch_size=spacy_model.BATCH)

    ways = {OURS: ours, ONE_BY_ONE: one_by_one, IN_BATCHES: in_batches}
    for way in ways.values():
        way()  # lists and models that are loaded at first use are start-up
    times = [{key: seconds(way) for key, way in ways.items()} for _ in range(runs)]
    return Measured(sum(len(text.split()) for text in texts), {key: min(run[key] for run in times) for key in ways})


def presidio_as_it_comes() -> AnalyzerEngine:
    """Presidio's engine with its defaults, but for the path of the model and for the list of top-level domains, which
    tldextract would fetch: the copy that comes with it is used."""
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    defaults: dict[str, Any] = yaml.safe_load((Path(presidio).parent / "conf" / "default.yaml").read_text("utf-8"))
    defaults["models"] = [{"lang_code": "en", "model_name": str(spacy_model.model_path())}]
    with warnings.catch_warnings():  # W095: the data say spaCy 3.7
        warnings.simplefilter("ignore")
        return AnalyzerEngine(nlp_engine=NlpEngineProvider(nlp_configuration=defaults).create_engine())


def start_up(runs: int) -> dict[str, float]:
    """Seconds for a new process to show its version, its help and its first find: the fastest of some runs."""
    script = str(console_script())
    commands = {
        "--version": [script, "--version"],
        "--help": [script, "--help"],
        "first detection": [sys.executable, "-c", FIRST],
    }

    def started(command: list[str]) -> Callable[[], None]:
        return lambda: subprocess.run(command, capture_output=True, check=True) and None

    return {key: min(seconds(started(command)) for _ in range(runs)) for key, command in commands.items()}


def seconds(work: Callable[[], None]) -> float:
    """How long `work` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def table(measured: Measured) -> Table:
    """One line a way."""
    result = Table("", "words/s", "seconds", box=None, pad_edge=False)
    for column in result.columns[1:]:
        column.justify = "right"
    for key, took in measured.seconds.items():
        result.add_row(key, f"{measured.words / took:,.0f}", f"{took:.2f}")
    return result


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.detection_speed",
        description="Words per second against Presidio as it comes; start-up.",
    )
    parser.add_argument(
        "folder", type=Path, nargs="?", help="read these annotated judgments instead of generated drafts"
    )
    parser.add_argument("--limit", type=int, default=20, help="so many of the judgments (default: 20)")
    parser.add_argument("--runs", type=int, default=3, help="runs each way, of which the fastest counts (default: 3)")
    parser.add_argument("--json", action="store_true", help="print the figures for machines")
    return parser


if __name__ == "__main__":
    sys.exit(main())
