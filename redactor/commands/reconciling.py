"""`redactor codes reconcile`: the agencies' returns put together."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from redactor.commands.common import Exit, refuse_missing, sentences
from redactor.records.wording import counted


def reconcile(
    returns: Annotated[list[Path], typer.Argument(metavar="RETURN...", help="The agencies' sealed returns.")],
    codes: Annotated[Path, typer.Option("--list", help="The board's code list, as last issued.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for findings, renumberings and the consolidated key.")],
    confirmed: Annotated[
        Path | None,
        typer.Option("--confirmed", help="The findings of the last time, with your answers in sheet Confirm."),
    ] = None,
) -> None:
    """Find one person under two codes and one code for two people, and propose a renumbering for each agency."""
    refuse_missing((), codes)
    from redactor.board.returning import FINDINGS, reconcile_returns

    with sentences():
        found, files = reconcile_returns(codes, returns, out, confirmed)
    screen = Console(highlight=False, soft_wrap=True)
    for count, one, many in (
        (len(found.doubles), "person or place has two codes", "people or places have two codes"),
        (len(found.clashes), "code stands for two people or places", "codes stand for two people or places"),
        (len(found.near), "pair has names alike: confirm it", "pairs have names alike: confirm them"),
    ):
        screen.print(f"{count} {one if count == 1 else many}.")
    if found.near:
        screen.print(f"Answer the sheet Confirm of {FINDINGS} first, and run this again with --confirmed.")
    for agency, renamed in found.renumbering.items():
        changes = ", ".join(f"{old} to {new}" for old, new in renamed.items())
        screen.print(f"{agency}: {changes}.", markup=False)
    for agency, old in found.merged:
        screen.print(f"{agency}: {old} joins a code that the agency uses already: recode needs --merge.", markup=False)
    screen.print(
        f"{counted(len(found.uses), 'code')} in the consolidated key. Written: " + ", ".join(p.name for p in files)
    )
    raise typer.Exit(Exit.DONE if found.is_settled else Exit.AWAITS_A_PERSON)
