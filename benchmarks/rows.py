"""What a long chronology costs: python -m benchmarks.rows [--rows 20000]

A workbook of six columns is made (date, time, source, who was seen, event, action) in which no event stands twice, of the
sentences and invented names of benchmarks/data, with a list of forty of its people; and the same rows as a Word table. Each is
anonymised by the command line as a user starts it, on the clock; and one of a tenth of the rows, so that what grows faster than
the rows is seen.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from docx import Document

from benchmarks.cases import console_script
from redactor.base.excel import Workbook

DATA = Path(__file__).parent / "data"
HEADINGS = ("Date", "Time", "Source", "Who was seen", "Event", "Action")
LISTED = 40  # of the people, on the list
MET = 120  # people whom the rows name
ROLES = ("Social Worker", "Health Visitor", "Midwife", "Police Constable", "Teacher", "Family Support Worker")
_PLACES = ("at home", "at school", "by telephone", "at the surgery", "in the office", "on the ward", "at contact")
_WORDS = (
    "appointment kitchen younger sibling bedroom weekly plan missed meeting bottle referral threshold clinic weight"
    " chart nursery bruise explained jumper homework lateness benefits landlord boiler arrears medication dose review"
    " session parenting group bus lunch uniform letter message voicemail visit door window neighbour garden dog fence"
).split()


def main(arguments: list[str] | None = None) -> int:
    """Print seconds, one line a file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--keep", type=Path, help="folder for the files, kept afterwards")
    parser.add_argument("--only", choices=("xlsx", "docx"))
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="redactor-rows-") as name:
        folder = options.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        for ending in ("xlsx", "docx"):
            for rows in (options.rows // 10, options.rows):
                if ending != (options.only or ending):
                    continue
                draft, codes = made(folder, ending, rows)
                print(
                    f".{ending}, {rows:,} rows: {anonymised(draft, codes, folder / f'{ending}-{rows}'):.1f} s",
                    flush=True,
                )
    return 0


def made(folder: Path, ending: str, count: int) -> tuple[Path, Path]:
    """A chronology of so many rows, and its list."""
    people = _people()
    codes = folder / "codes.csv"
    with codes.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file)
        write.writerow(("Code", "Kind", "Name", "Relationship or role"))
        write.writerow(("Child 1", "subject", " ".join(people[0]), "Subject"))
        write.writerow(("Mrs A", "family", " ".join(people[1]), "Mother"))
        for n, person in enumerate(people[2:LISTED], 1):
            write.writerow((f"P{n}", "professional", " ".join(person), ROLES[n % len(ROLES)]))
    path = folder / f"chronology-{count}.{ending}"
    lines = [HEADINGS, *rows(count, people)]
    if ending == "xlsx":
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Chronology")
        for line in lines:
            sheet.append(line)
        book.save(path)
    else:
        document = Document()
        table = document.add_table(len(lines), len(HEADINGS))
        for row, line in zip(table._tbl.tr_lst, lines, strict=True):
            for cell, text in zip(row.tc_lst, line, strict=True):
                cell.p_lst[0].add_r().text = text
        document.save(str(path))
    return path, codes


def rows(count: int, people: Sequence[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """So many rows, the same each time; a few people of the list are met often, the others now and then."""
    dice = random.Random(20_000)
    sentences = [s["text"] for s in _table("sentences.csv") if s["style"] == "prose"]
    filler = [s["text"] for s in _table("filler.csv")]
    for n in range(count):
        one, two = (dice.choice(people[:LISTED] if dice.random() < 0.8 else people) for _ in range(2))
        about, again = dice.sample(_WORDS, 3), dice.sample(_WORDS, 2)
        event = (
            f"{_filled(dice.choice(sentences), one)} Told about the {about[0]}, {about[1]} and {about[2]}"
            f" {dice.choice(_PLACES)}; {two[0]} to ring back about the {' and '.join(again)} (note {n})."
        )
        day = date(2015, 1, 1) + timedelta(days=n // 8)
        clock = f"{8 + n % 10:02}:{dice.randrange(60):02}"
        yield day.strftime("%d/%m/%Y"), clock, dice.choice(_PLACES), f"{two[0]} {two[1]}", event, dice.choice(filler)


def _filled(sentence: str, person: tuple[str, str]) -> str:
    first, last = person
    forms = {
        "full": f"{first} {last}", "first": first, "last": last, "titled": f"Ms {last}", "initials": f"{first[0]} {last}",
        "CAPITALS": f"{first} {last}".upper(), "turned": f"{last.upper()}, {first}", "list": first,
    }  # fmt: skip
    for slot, words in forms.items():
        sentence = sentence.replace(f"{{{slot}}}", words).replace(f"{{{slot}'s}}", f"{words}'s")
    return sentence


def _people() -> list[tuple[str, str]]:
    return [(row["first"], row["last"]) for row in _table("names.csv")][:: len(_table("names.csv")) // MET][:MET]


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def anonymised(draft: Path, codes: Path, folder: Path) -> float:
    """Seconds on the clock of the command line for this draft."""
    command = [str(console_script()), "anonymise", str(draft), "--codes", str(codes), "--out", str(folder / "out")]
    began = time.monotonic()
    done = subprocess.run(
        command, env={**os.environ, "REDACTOR_HOME": str(folder / "home")}, capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1):
        print(done.stdout, done.stderr, file=sys.stderr)
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
