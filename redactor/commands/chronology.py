"""`redactor chronology merge`: the agencies' chronologies as one."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from redactor.commands.common import Exit, ask_passphrase, refuse, refuse_missing, sentences
from redactor.records.wording import counted

if TYPE_CHECKING:
    from redactor.chronology.layouts import Said
    from redactor.chronology.merging import Wanted
    from redactor.chronology.run import Merged

app = typer.Typer(no_args_is_help=True, help="The agencies' anonymised chronologies as one table, for the board.")
_LOOKS_SHOWN = 30


@app.callback()
def chronology() -> None:
    """The agencies' anonymised chronologies as one table, for the board."""


@app.command()
def merge(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="The agencies' chronologies with codes in them: Word or Excel; or a folder, for every file in it that is called "
            "so (what agencies have sent: received).",
            show_default=False,
        ),
    ],
    codes: Annotated[Path, typer.Option("--list", help="The board's code list, or an .edition of it.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the results; made if it is not there.")],
    previous: Annotated[
        Path | None,
        typer.Option(
            "--previous", help="The last combined chronology (.xlsx): its keys, comments, columns and order stay."
        ),
    ] = None,
    agency: Annotated[
        list[str] | None,
        typer.Option("--agency", help="FILE=NAME: whose chronology a file is. A NAME alone: only this agency's rows."),
    ] = None,
    layout: Annotated[
        list[str] | None,
        typer.Option("--layout", help='"AGENCY:date=HEADING,event=HEADING": which column is what; it is remembered.'),
    ] = None,
    the_map: Annotated[
        list[str] | None,
        typer.Option("--map", help="An agency's renumbering from codes reconcile, or AGENCY=FILE. Repeatable."),
    ] = None,
    allow: Annotated[
        list[str] | None,
        typer.Option("--allow", help='What looks like a code and is none: "Placement 2". Repeatable.'),
    ] = None,
    person: Annotated[
        list[str] | None, typer.Option("--person", help='Only rows with this code: "Child 1". Repeatable.')
    ] = None,
    first: Annotated[str, typer.Option("--from", help="Only rows from this day on: 01/09/2008.")] = "",
    last: Annotated[str, typer.Option("--to", help="Only rows up to this day.")] = "",
    term: Annotated[
        list[str] | None, typer.Option("--term", help="Only rows of this term of reference: 3. Repeatable.")
    ] = None,
    gap: Annotated[
        int, typer.Option("--gap", min=1, help="Days without anybody seeing the child that count as a gap.")
    ] = 28,
    as_json: Annotated[bool, typer.Option("--json", help="Print the outcome for machines.")] = False,
) -> None:
    """Put the agencies' chronologies together: Word, Excel and a report.

    Exit code 0: written, 1: written, and something to look at, 2: not written, as codes await the board or a table cannot be
    told, 3: not written, as a name of the list stands in a row.
    """
    refuse_missing((), codes, as_json=as_json)
    from redactor.base.bounded import warm

    warm("redactor.chronology.workbooks", "redactor.sources.word")
    from redactor.chronology.given import ToldOfFiles
    from redactor.chronology.layouts import said_in
    from redactor.chronology.run import MergeRequest, merge
    from redactor.codes.text import squash
    from redactor.sealed.sealing import SealingError

    with sentences(SealingError, as_json=as_json):
        layouts: dict[str, list[Said]] = {}
        for text in layout or ():
            whose, said = said_in(text)
            layouts.setdefault(whose, []).append(said)
        whose_files = dict(text.rpartition("=")[::2] for text in agency or () if "=" in text)
        told = ToldOfFiles(
            whose_files,
            layouts,
            tuple(the_map or ()),
            frozenset(map(squash, allow or ())),
            _ask if not as_json and somebody_is_there() else None,
        )
        only = tuple(text for text in agency or () if "=" not in text)
        wanted = _wanted(tuple(person or ()), only, first, last, tuple(term or ()))
        taken, passed_over = _chronologies(files)
        done = merge(MergeRequest(taken, codes, out, told, previous, wanted, gap, ask_passphrase))
        done = replace(done, looks=(*passed_over, *done.looks))
    code = Exit.AWAITS_A_PERSON if done.looks else Exit.DONE
    if as_json:
        print(json.dumps(_for_machines(done, int(code)), ensure_ascii=False, indent=1))
    else:
        _show(Console(highlight=False, soft_wrap=True), done)
    raise typer.Exit(code)


def _chronologies(given: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """The files given, and of a folder those that are called a chronology; and a sentence for every sender there of whom nothing
    is called so: a log of the police may be one by another name. Raises Refused."""
    from redactor.base.refused import Refused
    from redactor.chronology.run import NAME

    files: list[Path] = []
    passed_over: list[str] = []
    for each in given:
        if not each.is_dir():
            files.append(each)
            continue
        found = sorted(
            p
            for p in each.rglob("*")
            if p.suffix.lower() in (".docx", ".xlsx") and p.name[0] not in "~."
            if "chron" in p.stem.casefold() and NAME not in p.stem
        )
        if not found:
            raise Refused([f"No file in {each} is called a chronology. Name the files themselves."])
        senders = Counter((p.relative_to(each).parts[0], p.name) for p in found)
        if twice := sorted({name for (_, name), many in senders.items() if many > 1}):
            told = f"In {each} one agency has several files called {', '.join(twice)}."
            raise Refused([f"{told} Take the older ones away, or name the files themselves."])
        files += found
        if any(p.parent == each for p in found):
            continue  # no folder of what agencies have sent
        sent = {p.relative_to(each).parts[0] for p in each.rglob("*") if p.suffix.lower() in (".docx", ".xlsx")}
        senders_there = sorted(s for s in sent - {name for name, _ in senders} if (each / s).is_dir())
        passed_over += [
            f"Nothing was taken of {sender}: no file there is called a chronology. If one is, name the files themselves."
            for sender in senders_there
        ]
    return tuple(files), tuple(passed_over)


def somebody_is_there() -> bool:
    """Whether a question would be answered."""
    return sys.stdin.isatty()


def _wanted(
    people: tuple[str, ...], agencies: tuple[str, ...], first: str, last: str, terms: tuple[str, ...]
) -> Wanted:
    from redactor.chronology.dates import read_when
    from redactor.chronology.merging import Wanted

    days = []
    for option, text in (("--from", first), ("--to", last)):
        day = read_when(text).day
        if text and day is None:
            refuse([f"The day given with {option} cannot be read. Write it as 03/09/2008, day first."])
        days.append(day)
    return Wanted(people, agencies, days[0], days[1], terms)


def _ask(agency: str, headings: Sequence[str]) -> Said | None:
    """Which column of an agency's table is what, asked once."""
    from redactor.chronology.layouts import COLUMNS

    typer.echo(f"{agency}: a table with dates, whose headings are not known. Which of its columns is what?")
    for number, heading in enumerate(headings, 1):
        typer.echo(f"  {number}  {heading or '(no heading)'}")
    typer.echo(
        "Type the number of the column, or press Enter where there is none. No number for the date: no chronology."
    )
    said: dict[str, str] = {}
    for column in COLUMNS:
        while True:
            answer = str(typer.prompt(column, default="", show_default=False)).strip()
            if not answer or (answer.isdigit() and 1 <= int(answer) <= len(headings)):
                break
            typer.echo(f"A number from 1 to {len(headings)}, please.")
        if answer:
            heading = headings[int(answer) - 1]
            said[column] = heading if all(headings) else answer
        elif column == "date":
            return None
    return said


def _for_machines(done: Merged, code: int) -> dict[str, object]:
    before = done.continued
    return {
        "exit_code": code,
        "files": [str(path) for path in done.files],
        "rows": len(done.rows),
        "left_out": done.left_out,
        "undated": done.undated,
        "possibly_one_event": done.groups,
        "counts": [
            {"agency": c.agency, "file": c.file, "given": c.given, "written": c.written, "undated": c.undated}
            for c in done.counts
        ],
        "new": [row.key for row in before.new] if before else [],
        "changed": [{"key": c.row.key, "columns": list(c.columns)} for c in before.changed] if before else [],
        "gone": [row.key for row in before.newly_gone] if before else [],
        "gaps": [
            {"child": child.child, "from": g.first.isoformat(), "to": g.last.isoformat(), "days": g.days}
            for child in (done.seen.children if done.seen else ())
            for g in child.gaps
        ],
        "look": list(done.looks),
    }


def _show(screen: Console, done: Merged) -> None:
    from redactor.chronology.run import summary

    screen.print(escape(summary(len(done.rows), done.counts)))
    for c in done.counts:
        undated = f", {c.undated} of them without a date" if c.undated else ""
        screen.print(f"  {escape(c.agency)} ({escape(c.file)}): {counted(c.given, 'row')} in, {c.written} out{undated}")
    if done.left_out:
        screen.print(f"{done.left_out} rows are not for this reader.")
    if done.continued:
        before = done.continued
        screen.print(f"New: {len(before.new)}, changed: {len(before.changed)}, gone: {len(before.newly_gone)}.")
        if before.kept:
            screen.print(f"Sent nothing this time, and stay as they were: {escape(', '.join(before.kept))}.")
    if done.groups:
        screen.print(
            f"Possibly one event: {'once' if done.groups == 1 else f'{done.groups} times'}. Nothing was merged."
        )
    for child in done.seen.children if done.seen else ():
        for g in child.gaps:
            screen.print(
                f"No row says that {escape(child.child)} was seen from {g.first:%d/%m/%Y} to {g.last:%d/%m/%Y}: "
                f"{g.days} days."
            )
    if done.seen and done.seen.silent:
        screen.print(
            f"Never saying whether the child was seen: {escape(', '.join(done.seen.silent))}. A gap may be one in the writing "
            "alone."
        )
    if done.over:
        screen.print(
            "The combined chronology of an earlier run lay there, and nobody had written into it: this is in its place."
        )
    screen.print("Written: " + escape(", ".join(path.name for path in done.files)))
    if done.looks:
        screen.print("[bold]Look at these:[/bold]")
        for look in done.looks[:_LOOKS_SHOWN]:
            screen.print(f"  {escape(look)}")
        if len(done.looks) > _LOOKS_SHOWN:
            screen.print(f"  … and {len(done.looks) - _LOOKS_SHOWN} more, all in the report.")
