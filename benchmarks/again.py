"""What a second run costs after one page was edited: python -m benchmarks.again [--pages 100] [--inside] [--bare]

A draft of so many pages is made (prose, and a chronology of a fifth of it) of the sentences and invented names of
benchmarks/data, with a list of thirty of its people. In turn, as a user starts them: the first run of a case; the case again
after a page was edited, and what a full run of it costs then, with nothing kept from before; the same after another edit.
Drafts and key that such a pair writes must be the same, byte for byte. `--inside`: in a process that is running already, as
`watch` and the page have it. `--bare`: after each full run in this process the model of names reads the same texts and nothing
else is done.
"""

from __future__ import annotations

import argparse
import csv
import gc
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from docx import Document

from benchmarks.cases import console_script
from benchmarks.generated import PARAGRAPH, filled, fillers, names, sentences
from redactor.case.opening import Request
from redactor.case.profiles import Profile
from redactor.case.run import run
from redactor.detection.name_model import entities
from redactor.documents import read

LISTED, MET = 30, 45
EDITS = (
    "first",
    "second",
)  # what the first run met is known to the run after it; the one after that is as all later ones
_WORDS_A_PAGE = 400  # as the program counts
_ABOUT = (
    "appointment kitchen sibling bedroom plan meeting bottle referral threshold clinic weight chart nursery bruise homework"
    " lateness benefits landlord boiler arrears medication dose review session parenting bus lunch uniform letter message"
).split()


def main(arguments: list[str] | None = None) -> int:
    """Print seconds of processor and clock, and the share; 1 where the files differ."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--inside", action="store_true", help="in a process that is running already")
    parser.add_argument("--bare", action="store_true", help="with --inside: beside the bare pass of the model")
    parser.add_argument("--keep", type=Path, help="folder for the files, kept afterwards")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="redactor-again-") as name:
        folder = options.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        return measured(
            folder, options.pages, options.runs, timed_inside if options.inside else timed, bare=options.bare
        )


def measured(
    folder: Path,
    pages: int,
    runs: int,
    timed: Callable[[Path, Path, Path, Path], tuple[float, float]],
    *,
    bare: bool = False,
) -> int:
    """Full runs and runs after an edit, in turn."""
    codes = written(folder, pages)
    shares: dict[str, list[tuple[float, float]]] = {}
    differ = 0
    for n in range(runs):
        home = folder / f"home-{n}"
        begun = timed(folder / "imr.docx", codes, folder / f"out-{n}", home)
        print(f"first run: {begun[0]:.1f} s of the processor, {begun[1]:.1f} on the clock", flush=True)
        for edit in EDITS:
            draft, again_in, full_in = folder / edit / "imr.docx", folder / f"{edit}-{n}", folder / f"{edit}-full-{n}"
            empty = folder / f"empty-{edit}-{n}"
            shutil.copytree(home, empty)
            for kept in empty.rglob("*.readings"):
                kept.unlink()
            again, full = timed(draft, codes, again_in, home), timed(draft, codes, full_in, empty)
            same = same_files(again_in, full_in)
            differ += not same
            shares.setdefault(edit, []).append((again[0] / full[0], again[1] / full[1]))
            print(
                f"after the {edit} edit of a page {again[0]:.1f} ({again[1]:.1f}); the same in full {full[0]:.1f} "
                f"({full[1]:.1f}); files {'the same' if same else 'NOT the same'}",
                flush=True,
            )
            if bare:
                model = bare_pass(draft)
                print(f"  the model alone {model:.1f}; the whole job is {full[0] / model:.2f} times that", flush=True)
    for edit, found in shares.items():
        processor, clock = (statistics.median(each) for each in zip(*found, strict=True))
        print(f"after the {edit} edit, medians: {processor:.1%} of the processor's time, {clock:.1%} of the clock")
    return 1 if differ else 0


def written(folder: Path, pages: int) -> Path:
    """The draft, the draft with one page edited, and the list."""
    people = names()[::7][:MET]
    codes = folder / "codes.csv"
    with codes.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file)
        write.writerow(("Code", "Kind", "Name", "Relationship or role"))
        write.writerow(("Child 1", "subject", f"{people[0].first} {people[0].last}", "Subject"))
        write.writerow(("Mrs A", "family", f"{people[1].first} {people[1].last}", "Mother"))
        for n, person in enumerate(people[2:LISTED], 1):
            write.writerow((f"SW{n}", "professional", f"{person.first} {person.last}", "Social Worker"))
    texts, rows = list(paragraphs(pages)), list(events(pages))
    saved(folder / "imr.docx", texts, rows)
    for at, edit in enumerate(EDITS, 1):  # a page of paragraphs is written otherwise, each time another one
        (folder / edit).mkdir(exist_ok=True)
        place, more = len(texts) * at // (len(EDITS) + 1), _WORDS_A_PAGE
        while more > 0:
            more -= len(texts[place].split())
            texts[place] = f"It is now known that {texts[place]} This was looked at once more with {people[5].first}."
            place += 1
        saved(folder / edit / "imr.docx", texts, rows)
    return codes


def paragraphs(pages: int) -> Iterator[str]:
    """Four fifths of the pages as prose, no paragraph twice."""
    dice, everybody = random.Random(100), names()
    chosen = list(range(len(everybody)))[::7][:MET]
    prose, plain = [s for s in sentences() if s.style == "prose"], fillers()
    left, n = pages * _WORDS_A_PAGE * 4 // 5, 0
    while left > 0:
        n += 1
        parts = [filled(dice.choice(prose), dice.choice(chosen), everybody)[0] for _ in range(PARAGRAPH)]
        one, two, three = dice.sample(_ABOUT, 3)
        text = " ".join(
            (*parts, f"The {one} and the {two} were talked about, and the {three} (note {n}).", dice.choice(plain))
        )
        left -= len(text.split())
        yield text


def events(pages: int) -> Iterator[tuple[str, str, str]]:
    """A fifth of the pages as rows of a chronology."""
    dice, everybody = random.Random(101), names()
    chosen = list(range(len(everybody)))[::7][:MET]
    kinds = [s for s in sentences() if s.style in ("prose", "chronology")]
    left, n = pages * _WORDS_A_PAGE // 5, 0
    while left > 0:
        n += 1
        who = dice.choice(chosen)
        text = f"{filled(dice.choice(kinds), who, everybody)[0]} About the {dice.choice(_ABOUT)} (entry {n})."
        left -= len(text.split()) + 3
        yield f"{1 + n % 28:02}/{1 + n % 12:02}/20{10 + n % 12}", f"{everybody[who].first} {everybody[who].last}", text


def saved(path: Path, texts: list[str], rows: list[tuple[str, str, str]]) -> None:
    """A Word file of these paragraphs and this table."""
    document = Document()
    for n, text in enumerate(texts):
        if n % 40 == 0:
            document.add_heading(f"Part {n // 40 + 1}", 1)
        document.add_paragraph(text)
    lines = [("Date", "Who was seen", "Event"), *rows]
    table = document.add_table(len(lines), 3)
    for row, line in zip(table._tbl.tr_lst, lines, strict=True):
        for cell, text in zip(row.tc_lst, line, strict=True):
            cell.p_lst[0].add_r().text = text
    document.save(str(path))


def timed(draft: Path, codes: Path, out: Path, home: Path) -> tuple[float, float]:
    """Seconds of processor and clock of the command line, start included."""
    command = [str(console_script()), "anonymise", str(draft), "--codes", str(codes), "--out", str(out)]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(
        command, env={**os.environ, "REDACTOR_HOME": str(home)}, capture_output=True, text=True, check=False
    )
    clock, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{done.stdout}\n{done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, clock


def timed_inside(draft: Path, codes: Path, out: Path, home: Path) -> tuple[float, float]:
    """Seconds of processor and clock of the run itself, its readers of files included, and the clearing up of what it held."""
    gc.collect()  # what the run before has left is not its work
    os.environ["REDACTOR_HOME"] = str(home)
    children, own, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.process_time(), time.monotonic()
    run(Request((draft,), out, codes, None, Profile.SUBMISSION))
    gc.collect()
    clock, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    readers = after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
    return time.process_time() - own + readers, clock


def bare_pass(draft: Path) -> float:
    """Seconds of the processor in which the model of names reads the texts of a draft, each once."""
    texts = [p.text for p in read(draft, Profile.SUBMISSION.tidying).passages]
    gc.collect()
    began = time.process_time()
    for _ in entities(texts):
        pass
    return time.process_time() - began


def same_files(one: Path, two: Path) -> bool:
    """Whether the drafts and the key that two runs wrote are the same."""
    kept = {p.name for p in one.iterdir() if p.suffix == ".docx"}
    return kept == {p.name for p in two.iterdir() if p.suffix == ".docx"} and all(
        (one / name).read_bytes() == (two / name).read_bytes() for name in kept
    )


if __name__ == "__main__":
    sys.exit(main())
