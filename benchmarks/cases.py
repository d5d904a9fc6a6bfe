"""Build, anonymise and score every draft of an evaluation folder: python -m benchmarks.cases FOLDER

All drafts of a case go through one run of `redactor anonymise` with the board's list, as an author would run it, in a
configuration folder of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console

from benchmarks import scorer, summary

WRITTEN = (0, 1)  # exit codes with which there are outputs to score


def main(arguments: list[str] | None = None) -> int:
    """Print the table; 0 when every draft could be scored, 1 when not, 2 when there is nothing to run."""
    options = _parser().parse_args(arguments)
    work = options.keep or Path(tempfile.mkdtemp(prefix="redactor-benchmark-"))
    try:
        program = scorer.find(options.folder, options.scorer)
        found = scorer.cases(options.folder)
        drafts = [draft for case in found for draft in run_case(program, case, work / case.name, options.profile)]
    except scorer.BenchmarkError as error:
        print(error, file=sys.stderr)
        return 2
    complete = all(draft.score for draft in drafts)
    if options.json:
        each = {draft.name: summary.figures([draft]) for draft in drafts}
        print(json.dumps({"drafts": each, "overall": summary.figures(drafts)}, indent=1, ensure_ascii=False))
        return int(not complete)
    Console(width=None if sys.stdout.isatty() else 160).print(summary.table(drafts))
    if options.detail:
        print("\n".join(["", *(summary.detail(draft) for draft in drafts)]))
    print(f"\noutputs: {work}", file=sys.stderr)
    return int(not complete)


def run_case(program: Path, case: Path, work: Path, profile: str) -> list[summary.Scored]:
    """Build a case, anonymise its drafts together and score each."""
    built = scorer.build(program, case, work / "drafts")
    outputs = anonymise(built, work, profile)
    results = []
    for draft in built.drafts:
        name = f"{built.name}/{draft.path.stem}"
        output = outputs.get(draft.path.name)
        result = scorer.score(program, draft.gold, output) if output else None
        results.append(summary.Scored(name, draft.words, result))
    return results


def anonymise(case: scorer.Case, work: Path, profile: str) -> dict[str, Path]:
    """Run the command line over a case's drafts; the written files by the names of the drafts."""
    out = work / "out"
    command = [str(console_script()), "anonymise", *(str(draft.path) for draft in case.drafts)]
    command += ["--codes", str(case.codes), "--out", str(out), "--profile", profile, "--json"]
    environment = {**os.environ, "REDACTOR_HOME": str(work / "home")}
    started = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    seconds = time.perf_counter() - started
    print(f"{case.name}: exit code {done.returncode}, {seconds:.1f} s", file=sys.stderr)
    if done.returncode not in WRITTEN:
        print((done.stderr or done.stdout).strip()[-3000:], file=sys.stderr)
        return {}
    names = [draft.path.name for draft in case.drafts]
    written = [document["output"] for document in json.loads(done.stdout)["drafts"]]
    return {name: out / output for name, output in zip(names, written, strict=True)}


def console_script() -> Path:
    """The `redactor` command beside this interpreter."""
    script = Path(sys.executable).parent / ("redactor.exe" if os.name == "nt" else "redactor")
    if not script.exists():
        raise scorer.BenchmarkError("redactor is not installed for this Python: run pip install . first.")
    return script


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cases", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder with cases (each a folder with a case.yaml)")
    parser.add_argument("--scorer", type=Path, help=f"{scorer.PROGRAM}; looked for in the folder and above it")
    parser.add_argument("--profile", default="submission", help="profile to anonymise with (default: submission)")
    parser.add_argument("--detail", action="store_true", help="also print each leak, wrong code, clash …")
    parser.add_argument("--json", action="store_true", help="print the figures for machines")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="work in this folder (default: a temporary one)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
