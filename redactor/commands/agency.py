"""`redactor agency send`: everything that an agency has for the board, in one go."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from redactor.commands.common import Exit, ask_passphrase, refuse_missing, sentences

app = typer.Typer(no_args_is_help=True, help="The agency's errand: what the board is to get.")


@app.callback()
def _agency() -> None:
    """Keep `send` a command of its own."""


@app.command()
def send(
    codes: Annotated[Path, typer.Option("--codes", help="The edition of the board's list that was used last.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for what is to be sent; made if it is not there.")],
    finished: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="Finished files, anonymised, or the folder of results that redactor anonymise has written.",
            show_default=False,
        ),
    ] = None,
    key_map: Annotated[Path | None, typer.Option("--key-map", help="The key map, if you keep it elsewhere.")] = None,
    agency: Annotated[str, typer.Option("--agency", help="Your agency, where the edition does not say it.")] = "",
    fast: Annotated[bool, typer.Option("--fast", help="Check without the model of names: finds less.")] = False,
) -> None:
    """Put together what the board is to get: requests, the return, and finished files with the key of professionals and the
    record of their check to sign.

    Exit code 0: nothing awaits anybody, 1: codes are asked for, a question is still open, or a file must be mended first.
    """
    refuse_missing((), codes)
    from redactor.base.bounded import warm
    from redactor.board.bundle import RECORD, bundle
    from redactor.checks.results import show
    from redactor.records.wording import counted

    if finished:
        warm("redactor.sources.word")
    with sentences():
        made = bundle(tuple(finished or ()), codes, out, agency, ask_passphrase, fast=fast, key_map=key_map)
    screen = Console(highlight=False, soft_wrap=True)
    asks = f"{counted(made.asked, 'code is asked for', 'codes are asked for')}, "
    if made.learnt:
        asks += f"a further name is told of {counted(made.learnt, 'person', 'people')} of the list, "
    if made.returned is None:
        back = "no return was made, as the list is no edition of the board's and so no key of theirs is known"
    else:
        back = f"{counted(made.returned, 'identity is', 'identities are')} in the return"
    screen.print(f"{asks}{back}: {out}", markup=False)
    if made.open:
        screen.print(
            f"{counted(made.open, 'question of your drafts is', 'questions of your drafts are')} still open. Before the report "
            "goes, run redactor anonymise with --ask, or redactor decide."
        )
    if made.left_out:
        screen.print(
            f"Not put with the rest, as the last run did not write it: {', '.join(made.left_out)}. Give it by name, if it "
            "belongs.",
            markup=False,
        )
    if made.checked is not None and made.checked.must_be_mended:
        show(Console(highlight=False), made.checked)
        if made.kept:
            screen.print(
                f"{', '.join(made.kept)}: you have decided to keep the name, and the board has not answered that no code is "
                "needed. Ask its business manager for that answer, or take your decision back: redactor decide --made lists "
                "the decisions, --undo takes one back. What names nobody may be put on the keep list of redactor.toml.",
                markup=False,
            )
        screen.print(
            "The finished files were not put with the rest: mend your drafts, run redactor anonymise and then this again. The "
            "requests and the return can go to the board before that."
        )
    else:
        awaiting = made.checked.awaiting_board if made.checked is not None else ()
        if made.folder is not None and awaiting:
            screen.print(
                f"The files are in {made.folder}, and may go as a draft: {', '.join(awaiting)} still "
                f"{'awaits' if len(awaiting) == 1 else 'await'} the board, so “{RECORD}” says that they are not fit yet. Sign "
                "it when you have run redactor anonymise with the board's next edition, and this again.",
                markup=False,
            )
        elif made.folder is not None:
            screen.print(
                f"The finished files are in {made.folder}. Sign “{RECORD}” there, twice, before you send it.",
                markup=False,
            )
        for point in made.points:
            screen.print(f"Open: {point}", markup=False)
        screen.print("Send the board the whole folder.")
    waits = made.asked or made.open or (made.checked is not None and made.checked.exit_code != 0)
    raise typer.Exit(Exit.AWAITS_A_PERSON if waits else Exit.DONE)
