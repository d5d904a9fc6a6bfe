"""`redactor audit …`: is a log whole, what does it say, and the same as a file for the board."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from redactor.commands.common import Exit, ask_passphrase, refuse, refuse_missing_case, sentences

if TYPE_CHECKING:
    from redactor.keymap.keymap import KeyMap
    from redactor.records.audit_table import AuditTable

app = typer.Typer(no_args_is_help=True, help="The audit log: is it whole, what does it say.")
_LOG = Annotated[Path, typer.Argument(help="audit.jsonl of a run, or another log of redactor.")]
_MAP = Annotated[Path | None, typer.Option("--key-map", help="The key map of the case: its seal, and the names.")]
_CODES = Annotated[Path | None, typer.Option("--codes", help="The board's code list, by which the key map is found.")]


@app.command()
def verify(
    log: _LOG,
    codes: _CODES = None,
    key_map: _MAP = None,
    alone: Annotated[
        bool, typer.Option("--log-alone", help="The results lie elsewhere: do not hold the log against them.")
    ] = False,
) -> None:
    """Say whether a log is whole, or where it was changed, and whether the results beside it are as they were written;
    with the key map, whether it is this case's, and the newest."""
    data, opened = _bytes(log), _opened(codes, key_map)
    from redactor.records.audit_proof import proof_of

    try:
        proof = proof_of(log, data, opened, alone=alone)
    except OSError:
        refuse(["A file beside the log cannot be read. Close it in other programs, and try again."])
    for sentence in dict.fromkeys((proof.sentence, *proof.wrong, *proof.shows)):
        typer.echo(sentence)
    raise typer.Exit(Exit.AWAITS_A_PERSON if proof.wrong else Exit.DONE)


@app.command()
def show(
    log: _LOG,
    codes: _CODES = None,
    key_map: _MAP = None,
    code: Annotated[str, typer.Option("--code", help="Only what concerns this code.")] = "",
) -> None:
    """Show what was put where, by which rule, and who decided: codes; with the key map the names as well."""
    from rich.box import SIMPLE
    from rich.markup import escape
    from rich.table import Table

    table = _table(log, codes, key_map, code)
    screen = Console(highlight=False)
    if table.with_names:
        screen.print("[bold]Restricted: names[/bold]")
    for what, said in table.facts:
        screen.print(f"{what}: {said}", markup=False, soft_wrap=True)
    shown = Table(box=SIMPLE)
    for title in table.head:
        shown.add_column(title, overflow="fold")
    for row in table.rows:
        shown.add_row(*map(escape, row))
    screen.print(shown)


@app.command()
def export(
    log: _LOG,
    to: Annotated[Path, typer.Option("--to", help="A .docx or .csv file.")],
    codes: _CODES = None,
    key_map: _MAP = None,
) -> None:
    """Write the log as Word or .csv for the board; with the key map it holds names and is RESTRICTED."""
    table = _table(log, codes, key_map)
    if to.suffix.lower() not in (".docx", ".csv"):
        refuse(["The log is exported as Word or .csv: let the name given with --to end in .docx or .csv."])
    from redactor.records.audit_table import as_csv, as_word
    from redactor.sealed.sealing import Home, SealingError
    from redactor.sealed.whole import Output, Taken, write_new

    with sentences(SealingError):
        data = as_word(table) if to.suffix.lower() == ".docx" else as_csv(table)
        try:
            write_new(Output(to, data, names=table.with_names), Home.current())
        except Taken:
            refuse(["There is a file of this name already. Give another."])
        except OSError:
            refuse(["The export cannot be written: the folder may not be written to, or the disk is full."])
    restricted = " RESTRICTED: it holds names." if table.with_names else ""
    typer.echo(f"{len(table.rows)} lines written to {to}.{restricted}")


def _opened(codes: Path | None, key_map: Path | None) -> KeyMap | None:
    if codes is None and key_map is None:
        return None
    refuse_missing_case(codes, key_map)
    from redactor.case.opening import key_map_of
    from redactor.keymap.keymap_files import KeyMapError

    with sentences(KeyMapError):
        return key_map_of(codes, key_map, ask_passphrase)


def _bytes(log: Path) -> bytes:
    try:
        return log.read_bytes()
    except OSError:
        refuse(["The audit log cannot be read: is the name right, and may you read it?"])


def _table(log: Path, codes: Path | None, key_map: Path | None, code: str = "") -> AuditTable:
    """The table of a log that is whole; a broken one is refused with where."""
    data, opened = _bytes(log), _opened(codes, key_map)
    from redactor.records.audit import verify_lines
    from redactor.records.audit_table import audit_table

    verdict = verify_lines(data, opened.digest if opened else None)
    if not verdict.whole:
        refuse([f"The log cannot be relied on, and is not shown. {verdict.sentence}"])
    try:
        return audit_table(data, opened, code)
    except ValueError as error:
        refuse([f"{error} Give the audit.jsonl of a run of redactor anonymise."])
