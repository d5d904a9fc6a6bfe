"""Recall by the origin of names and by their form, and false finds where there are none: python -m benchmarks.origins

Detection alone, without a list, over generated sentences (benchmarks/generated.py): each sentence by itself, and all
sentences of a name together, as in a draft, where the second look has the other mentions to go by. A name counts as
found when all of its letters lie in finds of people; beside it stands what is covered by finds of any kind, which
would be replaced too, though as a place or a number.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table

from benchmarks.generated import DATA, FORMS, Name, Written, alone, chosen, draft, names, passage, sentences
from redactor.codes.roles import standard_roles
from redactor.detection.engine import find_all
from redactor.detection.knowledge import Knowledge
from redactor.detection.mentions import Mention, MentionKind


@dataclass(frozen=True, slots=True)
class Result:
    """One mention of a name: whether it was found."""

    group: str
    form: str
    together: bool  # read with the name's other mentions
    person: bool  # found as a person
    covered: bool  # found as whatever kind
    text: str  # the sentence or paragraph, the name between brackets


def main(arguments: list[str] | None = None) -> int:
    """Print the tables."""
    options = _parser().parse_args(arguments)
    everybody = [name for name in names() if not options.group or name.group in options.group]
    if not everybody:
        print("No such group of names; see benchmarks/data/names.csv.", file=sys.stderr)
        return 2
    results = measure(everybody)
    false, words = false_finds()
    if options.json:
        rows = {by: figures(results, by) for by in ("group", "form")}
        wrong = [f"{mention.kind}: {mention.text}" for mention in false]
        print(json.dumps({**rows, "false_finds": wrong, "words_without_names": words}, indent=1, ensure_ascii=False))
        return 0
    console = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    console.print(table(results, "group", "origin of the name"))
    console.print()
    console.print(table(results, "form", "form of the name"))
    people = sum(mention.kind is MentionKind.PERSON for mention in false)
    rates = f"{1000 * people / words:.1f} people, {1000 * len(false) / words:.1f} of all kinds"
    print(f"\nfalse finds per 1,000 words of prose without names ({words:,} words): {rates}")
    if options.detail:
        print("\n".join(["", *(detail(result) for result in results if not result.person)]))
        print("\n".join(["", *(f"{mention.kind}: {mention.text} [{mention.recogniser}]" for mention in false)]))
    return 0


def measure(everybody: Sequence[Name]) -> list[Result]:
    """Read every name's sentences one by one and together."""
    everything = sentences()
    knowledge = Knowledge(roles=standard_roles())
    results = []
    for number, name in enumerate(everybody):
        for sentence in chosen(everything, number):
            results += judged(name.group, False, [alone(sentence, number, everybody)], knowledge)
        results += judged(name.group, True, draft(number, everything, everybody), knowledge)
    return results


def judged(group: str, together: bool, written: Sequence[Written], knowledge: Knowledge) -> list[Result]:
    """Detect in the passages of one draft and see which names were found."""
    detected = find_all([each.passage for each in written], knowledge)
    results = []
    for each, found in zip(written, detected, strict=True):
        text = each.passage.text
        people = covered(text, (m for m in found.mentions if m.kind is MentionKind.PERSON))
        anything = covered(text, found.mentions)
        for gold in each.golds:
            letters = {k for k in range(gold.start, gold.end) if text[k].isalpha()}
            shown = f"{text[: gold.start]}[{text[gold.start : gold.end]}]{text[gold.end :]}"
            results.append(Result(group, gold.form, together, letters <= people, letters <= anything, shown))
    return results


def covered(text: str, mentions: Iterable[Mention]) -> set[int]:
    """Positions of the text that lie in one of the mentions."""
    return {k for mention in mentions for k in range(mention.start, min(mention.end, len(text)))}


def false_finds() -> tuple[list[Mention], int]:
    """What is found in prose that names nobody, read as one draft, and its number of words."""
    lines = (DATA / "no_names.txt").read_text(encoding="utf-8").splitlines()
    passages = [passage(n, line, "capitals" if line.isupper() else "front") for n, line in enumerate(lines, 1)]
    found = find_all(passages, Knowledge(roles=standard_roles()))
    return [mention for each in found for mention in each.mentions], sum(len(line.split()) for line in lines)


def rate(results: Sequence[Result], what: str) -> float | None:
    """The share, in per cent, of results of which `what` holds; None without any."""
    return round(100 * sum(asdict(r)[what] for r in results) / len(results), 1) if results else None


def figures(results: Sequence[Result], by: str) -> dict[str, dict[str, float | None]]:
    """Rates by the groups or by the forms, and over all."""
    keys = list(FORMS) if by == "form" else list(dict.fromkeys(r.group for r in results))
    rows = {}
    for key in [*keys, "overall"]:
        of_key = [r for r in results if key in ("overall", r.form if by == "form" else r.group)]
        apart, together = ([r for r in of_key if r.together is which] for which in (False, True))
        rows[key] = {
            "mentions": len(together),
            "alone_%": rate(apart, "person"),
            "alone_any_%": rate(apart, "covered"),
            "draft_%": rate(together, "person"),
            "draft_any_%": rate(together, "covered"),
        }
    return rows


def table(results: Sequence[Result], by: str, heading: str) -> Table:
    """One line a group or form and one for all."""
    columns = ("mentions", "by itself %", "any kind %", "in a draft %", "any kind %")
    shown = Table(heading, *columns, box=None, pad_edge=False)
    for column in shown.columns[1:]:
        column.justify = "right"
    for key, row in figures(results, by).items():
        values = ("-" if value is None else str(value) for value in row.values())
        shown.add_row(key, *values, style="bold" if key == "overall" else None)
    return shown


def detail(result: Result) -> str:
    """One line on a name that was not found as a person."""
    where = "in a draft" if result.together else "by itself"
    note = "" if not result.covered else ", covered by another kind"
    return f"{result.group}, {result.form}, {where}{note}: {result.text}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.origins", description="Recall by origin and form of names."
    )
    parser.add_argument("--group", action="append", help="only names of this group (may be repeated)")
    parser.add_argument("--detail", action="store_true", help="also print what was missed and what was found falsely")
    parser.add_argument("--json", action="store_true", help="print the figures for machines")
    return parser


if __name__ == "__main__":
    sys.exit(main())
