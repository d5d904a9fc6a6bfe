"""How much of the people and numbers in published judgments is found: python -m benchmarks.judgments FOLDER

Detection alone, without a list, over the texts of an annotated corpus (texts.json, spans.json); every judgment is a case
of its own, so that the second look sees the whole of it. What was found is scored with the folder's own score.py, run as
a separate program, so that what is measured shares no code with what measures.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from redactor.detection.engine import find
from redactor.detection.mentions import Mention, MentionKind

SCORER, TEXTS = "score.py", "texts.json"
# the corpus's words for our kinds; the others go in under their own
TYPES = {MentionKind.PERSON: "PERSON", MentionKind.IDENTIFIER: "CODE"}
PRECISIONS = {
    "precision_chars_any": "found characters that the annotators marked as anything",
    "precision_chars_masked": "found characters that they marked as a person or a number",
    "precision_chars_person": "characters found as a person that they marked as a person",
    "person_bare_full_by_person": "people (without title) wholly covered by finds of people alone",
}

Prediction = tuple[int, int, str]


class BenchmarkError(Exception):
    """The benchmark cannot run; the message says why."""


def main(arguments: list[str] | None = None) -> int:
    """Print the table; 2 when there is nothing to run or the scoring program fails."""
    options = _parser().parse_args(arguments)
    out = options.out or Path(tempfile.mkdtemp(prefix="redactor-judgments-")) / "predictions.json"
    try:
        texts = read_texts(options.folder)
        started = time.perf_counter()
        predictions = {key: predict(text) for key, text in texts.items()}
        seconds = time.perf_counter() - started
        out.write_text(json.dumps(predictions), encoding="utf-8")
        result = score(options.folder, out)
    except BenchmarkError as error:
        print(error, file=sys.stderr)
        return 2
    words = sum(len(text.split()) for text in texts.values())
    if options.json:
        print(json.dumps({**result, "words": words, "seconds": seconds}, indent=1))
        return 0
    console = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    console.print(types(result))
    console.print()
    console.print(precisions(result))
    print(f"\n{len(texts)} texts, {words:,} words, {words / seconds:,.0f} words/s\npredictions: {out}")
    return 0


def read_texts(folder: Path) -> dict[str, str]:
    """The corpus's texts by their ids. Raises BenchmarkError when the folder is not such a corpus."""
    for name in (SCORER, TEXTS):
        if not (folder / name).is_file():
            raise BenchmarkError(f"There is no {name} in {folder}: it is not a folder of annotated judgments.")
    texts: dict[str, str] = json.loads((folder / TEXTS).read_text(encoding="utf-8"))
    return texts


def predict(text: str) -> list[Prediction]:
    """What detection finds in one text, read paragraph by paragraph as a case of its own; offsets into the text."""
    return in_corpus_types(find(text))


def in_corpus_types(mentions: Iterable[Mention]) -> list[Prediction]:
    """Mentions with the corpus's names of types."""
    return [(m.start, m.end, TYPES.get(m.kind, m.kind.upper().replace(" ", "_"))) for m in mentions]


def score(folder: Path, predictions: Path) -> dict[str, Any]:
    """What the folder's own program says of a file of predictions. Raises BenchmarkError when it fails."""
    command = [sys.executable, str(folder / SCORER), str(predictions), "--json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise BenchmarkError(f"{SCORER} failed: {done.stderr.strip()[-2000:]}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def types(result: Mapping[str, Any]) -> Table:
    """One line a type of the corpus: how much of it was found, as whatever kind."""
    columns = ("wholly covered %", "in one find %", "touched %", "characters %")
    table = Table("annotated as", "spans", *columns, box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for kind, row in result["types"].items():
        figures = (row[key] for key in ("spans", "full_any", "full_one", "touched_any", "chars_any"))
        table.add_row(kind, *map(str, figures))
    return table


def precisions(result: Mapping[str, Any]) -> Table:
    """The shares over everything that was found."""
    table = Table("share", "%", box=None, pad_edge=False)
    table.columns[1].justify = "right"
    for key, words in PRECISIONS.items():
        table.add_row(words, str(result[key]))
    return table


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.judgments", description="Recall on published judgments."
    )
    parser.add_argument("folder", type=Path, help=f"folder with {TEXTS}, spans.json and {SCORER}")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="write the predictions here (default: a temporary file)"
    )
    parser.add_argument("--json", action="store_true", help="print the figures for machines")
    return parser


if __name__ == "__main__":
    sys.exit(main())
