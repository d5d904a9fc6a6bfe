"""Our model of names by itself, beside spaCy's medium English model by itself: python -m benchmarks.models_alone

Recall of people by origin and by form (every letter of the name in a span of a person), false people in prose that
names nobody, words a second and the time to load. No rules, lists or second look. The names are those that training
leaves out (models/training/reserved.py).
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table

from benchmarks import spacy_model
from benchmarks.generated import DATA, FORMS, alone, chosen, names, sentences
from redactor.detection import name_model

Spans = list[tuple[int, int]]
LEAST = 0.5  # chance from which a span of our model counts here
LOADS = {
    "ours": "from redactor.detection import name_model as m; m.load()",
    "spaCy md": "from benchmarks import spacy_model as m; m.model()",
}


def main() -> int:
    """Print the tables."""
    everybody, everything = names(), sentences()
    written = [(n.group, alone(s, k, everybody)) for k, n in enumerate(everybody) for s in chosen(everything, k)]
    texts = [w.passage.text for _, w in written]
    prose = [line for line in (DATA / "no_names.txt").read_text(encoding="utf-8").splitlines() if line.strip()]
    ways: dict[str, Callable[[Sequence[str]], list[Spans]]] = {"ours": ours, "spaCy md": spacy_people}
    found: dict[str, Counter[str]] = {}
    costs: dict[str, tuple[float, float, float]] = {}
    for way, read in ways.items():
        read(texts[:50])
        begun = time.perf_counter()
        spans = read(texts)
        seconds = time.perf_counter() - begun
        counts = found[way] = Counter()
        for (group, each), of_text in zip(written, spans, strict=True):
            covered = {k for start, end in of_text for k in range(start, end)}
            for gold in each.golds:
                letters = {k for k in range(gold.start, gold.end) if each.passage.text[k].isalpha()}
                for key in (group, gold.form, "all"):
                    counts[f"{key} found"] += letters <= covered
                    counts[key] += 1
        false = sum(map(len, read(prose))) / sum(len(line.split()) for line in prose)
        costs[way] = (1000 * false, sum(len(t.split()) for t in texts) / seconds, load(way))
    _show(list(dict.fromkeys(n.group for n in everybody)), found, costs)
    return 0


def ours(texts: Sequence[str]) -> list[Spans]:
    """People by our model."""
    return [
        [(e.start, e.end) for e in es if e.label == "PER" and e.chance >= LEAST] for es in name_model.entities(texts)
    ]


def spacy_people(texts: Sequence[str]) -> list[Spans]:
    """People by spaCy's model."""
    docs = spacy_model.model().pipe(texts, batch_size=spacy_model.BATCH)
    return [[(e.start_char, e.end_char) for e in doc.ents if e.label_ == "PERSON"] for doc in docs]


def load(way: str) -> float:
    """Seconds of a new process until the model is loaded."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", LOADS[way]], check=True, capture_output=True)
    return time.perf_counter() - begun


def _show(groups: Sequence[str], found: dict[str, Counter[str]], costs: dict[str, tuple[float, float, float]]) -> None:
    table = Table("recall of people, %", *found)
    for key in (*groups, *FORMS, "all"):
        table.add_row(key, *(f"{100 * c[f'{key} found'] / c[key]:.1f}" for c in found.values()))
    rows = zip(
        ("false people per 1,000 words", "words a second", "seconds to load"),
        zip(*costs.values(), strict=True),
        strict=True,
    )
    for name, values in rows:
        table.add_row(name, *(f"{value:,.1f}" for value in values))
    Console(width=None if sys.stdout.isatty() else 100).print(table)


if __name__ == "__main__":
    raise SystemExit(main())
