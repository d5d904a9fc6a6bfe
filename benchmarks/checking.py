"""How much `redactor check` finds, and how much it reports wrongly: python -m benchmarks.checking FOLDER

On the raw drafts of the cases: the share of the gold mentions that a finding covers, with the board's list and without. On
their ideal outputs: what is reported as “must fix” although nothing has to be.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import scorer
from redactor.checks.passages import normal
from redactor.checks.run import Checked, CheckRequest, check
from redactor.sources.finding import Finding, Severity

ABOUT_THE_TEXT = frozenset(
    "identity-listed identity-suspected place-suspected identifier contact date-of-birth file-name code-unknown "
    "initials named-as-author".split()
)
# what the ideal outputs of the cases hold on purpose, and a tool would have taken out
_NOT_THE_TOOLS = frozenset(
    "guidance template-text comments tracked-changes hidden-text custom-properties unresolved".split()
)


@dataclass(frozen=True)
class Scored:
    """One draft."""

    name: str
    mentions: int
    reported: int
    must_fix: int
    missed: tuple[str, ...]
    false: tuple[str, ...]
    seconds: float


def main(arguments: list[str] | None = None) -> int:
    """Print the table; 0 when every draft could be checked, 2 when there is nothing to run."""
    options = _parser().parse_args(arguments)
    work = Path(tempfile.mkdtemp(prefix="redactor-checking-"))
    os.environ["REDACTOR_HOME"] = str(work / "home")  # no key map of an earlier run
    table = Table(title="redactor check")
    for heading in ("draft", "mentions", "with list", "without", "false, with list", "false, without", "seconds"):
        table.add_column(heading, justify="left" if heading == "draft" else "right")
    totals = [0] * 5
    try:
        program = scorer.find(options.folder, options.scorer)
        for case in scorer.cases(options.folder):
            built = scorer.build(program, case, work / case.name / "raw")
            _ideal(program, case, work / case.name / "ideal")
            for draft in built.drafts:
                ideal = work / case.name / "ideal" / draft.path.name
                listed = score(draft.path, draft.gold, ideal, built.codes, fast=options.fast)
                alone = score(draft.path, draft.gold, ideal, None, fast=options.fast)
                table.add_row(
                    f"{built.name}/{draft.path.stem}",
                    str(listed.mentions),
                    _share(listed.reported, listed.mentions),
                    _share(alone.reported, alone.mentions),
                    str(len(listed.false)),
                    str(len(alone.false)),
                    f"{listed.seconds:.1f}",
                )
                for n, value in enumerate(
                    (listed.mentions, listed.reported, alone.reported, len(listed.false), len(alone.false))
                ):
                    totals[n] += value
                if options.detail:
                    for what, lines in (
                        ("missed with list", listed.missed),
                        ("missed without", alone.missed),
                        ("false with list", listed.false),
                        ("false without", alone.false),
                    ):
                        for line in lines:
                            print(f"  {built.name}/{draft.path.stem} {what}: {line}")
    except scorer.BenchmarkError as error:
        print(error, file=sys.stderr)
        return 2
    table.add_section()
    table.add_row(
        "all",
        str(totals[0]),
        _share(totals[1], totals[0]),
        _share(totals[2], totals[0]),
        str(totals[3]),
        str(totals[4]),
    )
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    return 0


def score(draft: Path, gold: Path, ideal: Path, codes: Path | None, *, fast: bool = False) -> Scored:
    """Check a raw draft and its ideal output, with the board's list or without."""
    started = time.perf_counter()
    raw = check(CheckRequest((draft,), codes, fast=fast))
    seconds = time.perf_counter() - started
    spans = _spans(raw)
    mentions, reported, must, missed = 0, 0, 0, []
    for block, start, end, spec in _mentions(json.loads(gold.read_text(encoding="utf-8"))):
        mentions += 1
        covering = _covering(spans, normal(block), start, end)
        reported += bool(covering)
        must += any(finding.severity is Severity.MUST_FIX for finding in covering)
        if not covering:
            missed.append(f"{spec}: …{block[max(0, start - 40) : start]}«{block[start:end]}»{block[end : end + 30]}…")
    clean = check(CheckRequest((ideal,), codes, fast=fast))
    false = tuple(
        f"{finding.rule} {finding.place}: {finding.shown!r} {finding.around}"
        for finding in clean.findings
        if finding.severity is Severity.MUST_FIX and finding.rule not in _NOT_THE_TOOLS
    )
    return Scored(draft.stem, mentions, reported, must, tuple(missed), false, seconds)


def _spans(checked: Checked) -> list[tuple[str, Finding]]:
    """Findings about the text of the first file, with the text that they stand in."""
    texts = checked.sources[0].texts
    return [
        (normal(texts[f.text].text), f)
        for f in checked.findings
        if f.rule in ABOUT_THE_TEXT and f.severity is not Severity.NOTE and f.text >= 0
    ]


def _covering(spans: list[tuple[str, Finding]], block: str, start: int, end: int) -> list[Finding]:
    """Findings that touch these characters of a block, in any text that holds the block."""
    found = []
    for text, finding in spans:
        at = text.find(block)
        while at >= 0:
            if finding.start < at + end and at + start < finding.end:
                found.append(finding)
            at = text.find(block, at + 1)
    return found


def _mentions(gold: dict[str, object]) -> Iterator[tuple[str, int, int, str]]:
    for block in gold["blocks"]:  # type: ignore[attr-defined]
        text = block["text"]
        lead = len(text) - len(text.lstrip())
        for mention in block["mentions"]:
            if not mention["spec"].startswith("~"):
                yield text.strip(), mention["start"] - lead, mention["end"] - lead, mention["spec"]


def _ideal(program: Path, case: Path, out: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(program), "ideal", str(case), str(out)], capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise scorer.BenchmarkError(f"{program.name} ideal failed: {done.stderr.strip()[-2000:]}")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checking", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder with cases (each a folder with a case.yaml)")
    parser.add_argument("--scorer", type=Path, help=f"{scorer.PROGRAM}; looked for in the folder and above it")
    parser.add_argument("--fast", action="store_true", help="check without the model of names")
    parser.add_argument("--detail", action="store_true", help="also print each mention missed and each false finding")
    return parser


if __name__ == "__main__":
    sys.exit(main())
