"""The business manager's commands on the biggest review, as whole processes: python -m benchmarks.board

400 people, 60 addresses, 12 agencies, 40 drafts, all invented. Each agency has a home of its own, with a key map as its
runs would have left it; the drafts are short, so that what is timed is the list, the keys and the files, not detection.
"""

from __future__ import annotations

import csv
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import docx
from rich.console import Console
from rich.table import Table

from benchmarks.generated import DATA
from redactor.board.exporting import list_file
from redactor.codes.model import CodeList, Entry, Kind
from redactor.codes.roles import standard_roles
from redactor.keymap.keymap import Evidence, KeyMap, Record
from redactor.keymap.keymap_files import save_key_map
from redactor.sealed.sealing import Home

PEOPLE, ADDRESSES, AGENCIES, DRAFTS, MENTIONS = 400, 60, 12, 40, 800
_STAFF = 260  # of the people


def entries() -> list[Entry]:
    """The list: names drawn crosswise from those kept out of training, so that hundreds are plausible and different."""
    with (DATA / "names.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    firsts = list(dict.fromkeys(r["first"] for r in rows))
    lasts = list(dict.fromkeys(r["last"] for r in rows))
    names = (f"{f} {last}" for n in itertools.count() for f, last in zip(firsts, lasts[n:] + lasts[:n], strict=False))
    roles = [r for r in standard_roles() if len(r.prefix) > 1][:40]
    found = [Entry("Child 1", Kind.SUBJECT, next(names), date_of_birth=date(2014, 5, 9))]
    found += [Entry(f"Person {n}", Kind.ASSOCIATE, next(names), role="Neighbour") for n in range(1, PEOPLE - _STAFF)]
    for n in range(_STAFF):
        role = roles[n % len(roles)]
        code = f"{role.prefix}{n // len(roles) + 1}"
        found.append(Entry(code, Kind.PROFESSIONAL, next(names), role=role.title, agency=f"Agency {n % AGENCIES}"))
    for n in range(ADDRESSES):
        found.append(Entry(f"Address {n + 1}", Kind.ADDRESS, f"{n + 3} Quillfeather Road, Wragby, WX4 {n % 9 + 1}QT"))
    return found


def key_map(agency: int, listed: list[Entry]) -> KeyMap:
    """What 40 drafts of one agency leave: a share of the list, and a dozen people of its own."""
    mine = listed[agency::3]
    records = [
        Record(code=e.code, kind="person" if e.kind.is_person else "address", issued=True, names=(e.name,), role=e.role)
        for e in mine
    ]
    records += [
        Record(
            code=f"SW{900 + n}",
            kind="person",
            issued=False,
            names=(f"{e.name.split()[0]} Brackenthwaite",),
            prefix="SW",
        )
        for n, e in enumerate(listed[agency : agency + 12])
    ]
    cycle = itertools.cycle(records)
    evidence = {
        f"draft {n}.docx": tuple(
            Evidence(
                code=r.code, written=r.names[0], place=f"body, paragraph {m}", rule="full name", recogniser="ListedNames",
                score=0.99, anchor=f"{m:016x}:4",
            )
            for m, r in zip(range(MENTIONS), cycle, strict=False)
        )
        for n in range(DRAFTS)
    }  # fmt: skip
    return KeyMap.new("Child 1").with_records(records).with_evidence(evidence)


def timed(home: Path, *arguments: object) -> tuple[float, int, str]:
    """One command as a user starts it: seconds, exit code, what it said."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "redactor.cli", *map(str, arguments)],
        env={**os.environ, "REDACTOR_HOME": str(home)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return time.perf_counter() - started, done.returncode, done.stdout + done.stderr


def main() -> int:
    """Print the table. Exit code 1 when a command fails."""
    table = Table("command", "size", "seconds", title="The biggest review")
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        listed = entries()
        codes = root / "codes.xlsx"
        codes.write_bytes(list_file(CodeList(tuple(listed)), ".xlsx"))
        board = root / "board"

        def row(what: str, size: str, home: Path, *arguments: object, fine: tuple[int, ...] = (0, 1)) -> str:
            nonlocal failed
            seconds, code, said = timed(home, *arguments)
            failed |= code not in fine
            table.add_row(what, size, f"{seconds:.2f}" if code in fine else f"failed ({code}): {said[-300:]}")
            return said

        row("codes check", f"{PEOPLE} people, {ADDRESSES} addresses", board, "codes", "check", codes)
        keys = [
            json.loads(timed(root / f"a{n}", "identity", "show", "--json")[2])["public_key"] for n in range(AGENCIES)
        ]
        to = [x for n, key in enumerate(keys) for x in ("--to", f"Agency {n}={key}")]
        row("codes issue", f"{AGENCIES} agencies", board, "codes", "issue", codes, *to, "--out", root / "sent")
        board_key = json.loads(timed(board, "identity", "show", "--json")[2])["public_key"]
        returns = []
        for n in range(AGENCIES):
            home, path = root / f"a{n}", root / f"a{n}" / "case.keymap"
            save_key_map(path, key_map(n, listed), Home(home / "config", home / "data"))
            arguments = ("--key-map", path, "--agency", f"Agency {n}", "--board-key", board_key, "--out", home / "back")
            if n == 0:
                row(
                    "keymap show",
                    f"{DRAFTS} drafts, {DRAFTS * MENTIONS:,} mentions",
                    home,
                    "keymap",
                    "show",
                    "--key-map",
                    path,
                )
                row(
                    "decide",
                    f"{len(listed) // 3 + 12} identities",
                    home,
                    "decide",
                    "--key-map",
                    path,
                    "--sheet",
                    home / "d.xlsx",
                )
                row("codes requests", "12 people asked for", home, "codes", "requests", *arguments)
                row("codes return", f"{len(listed) // 3 + 12} identities", home, "codes", "return", *arguments)
            else:
                timed(home, "codes", "return", *arguments)
            returns.append(next((home / "back").glob("return-*.sealed")))
        out = root / "merged"
        row(
            "codes reconcile",
            f"{AGENCIES} returns",
            board,
            "codes",
            "reconcile",
            *returns,
            "--list",
            codes,
            "--out",
            out,
        )
        drafts = []
        for n in range(DRAFTS):
            document = docx.Document()
            for e in listed[:200]:
                document.add_paragraph(f"{e.code} was seen by SW1 at Address {n % ADDRESSES + 1}.")
            document.save(str(root / f"Child 1 draft {n}.docx"))
            drafts.append(root / f"Child 1 draft {n}.docx")
        row("codes enforce", f"{DRAFTS} drafts", board, "codes", "enforce", codes, *drafts)
    Console().print(table)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
