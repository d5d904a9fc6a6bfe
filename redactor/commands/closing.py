"""`redactor board keep`, `close`: how long a board keeps what it has of a review, and its end."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from redactor.commands.common import Exit, day_of, refuse, sentences
from redactor.records.wording import counted

_FOLDER = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of the review.")]
_WHO = Annotated[str, typer.Option("--who", help="Who says so; by default the name of your account.")]


def keep(
    folder: _FOLDER,
    until: Annotated[str, typer.Option("--until", help="The date, such as 31/12/2035: not destroyed before.")] = "",
    hold: Annotated[
        str, typer.Option("--hold", help="A legal hold, and why: a reference of the court, say. No name.")
    ] = "",
    lift: Annotated[str, typer.Option("--lift", help="Lift the legal hold, and why. No name.")] = "",
    who: _WHO = "",
) -> None:
    """Say until when the board keeps what it has of a review, or put a legal hold on it. As long as that stands, redactor board
    close refuses. Without an option: what was said so far.
    """
    from redactor.board.review_folder import newest_list

    if sum(map(bool, (until, hold, lift))) > 1:
        refuse(["Give one of --until, --hold and --lift at a time."])
    day = day_of(until) if until else None
    with sentences():
        newest_list(folder)
    from redactor.board import closing

    with sentences():
        review = closing.review_in(folder)
        if day is not None:
            closing.keep_until(review, day, who)
        elif hold or lift:
            (closing.hold if hold else closing.lift)(review, hold or lift, who)
        said = closing.how_long_kept(review)
    _say(*said or ["Nobody has said yet until when this review is kept."])


def close(
    folder: _FOLDER,
    certificate: Annotated[Path, typer.Option("--certificate", help="The certificate to write, a .docx.")],
    with_key: Annotated[
        bool,
        typer.Option("--with-key", help="The key of this account, too: where nothing else on this computer needs it."),
    ] = False,
    until: Annotated[
        str,
        typer.Option(
            "--until", help="Until when it is kept, such as 31/12/2035: noted, and destroyed after that day alone."
        ),
    ] = "",
    who: Annotated[str, typer.Option("--who", help="Who destroys it; by default the name of your account.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Close a review: destroy the board's register of it, its copies of editions, its lists and the sealed files that came, with
    a certificate for the file. Finished files in codes stay. It cannot be undone.
    """
    from redactor.board.review_folder import ABOUT, closed_on, newest_list

    day = day_of(until) if until else None
    is_begun = (folder / ABOUT).exists() and not any(folder.glob("list*.xlsx"))
    done = closed_on(folder) if is_begun else None
    if not is_begun:  # else its lists may have gone already, with a run that was killed
        with sentences():
            newest_list(folder)
    from redactor.board import closing

    with sentences():
        register = closing.begun_in(folder)
        if register is None and done is not None:
            _say(f"This review was closed on {done:%d/%m/%Y}, and its certificate was written then.")
            return
        review = closing.review_in(folder) if register is None else None
        if review is not None and day is not None and closing.keep_at_least_until(review, day, who):
            _say(f"Nothing was destroyed: this review is kept until {day:%d/%m/%Y}. Run this again after that day.")
            raise typer.Exit(Exit.AWAITS_A_PERSON)
        goes = closing.what_goes(review, with_key=with_key) if review is not None else None
    if goes is None:
        _say("The destruction of this review was begun, and is gone on with.")
    elif not yes:
        _say(
            f"This destroys what the board has of this review: {goes.held}. Nobody here can read its editions again, or give the "
            "same person the same code.",
            *(f"Goes: {name}" for name in goes.files),
            *(f"Not reached, destroy it yourself: {what} ({why})" for what, why in goes.unreached),
            *([f"Stays: {goes.stays}"] if goes.stays else []),
        )
        if str(typer.prompt("Write “destroy” to go on", default="", show_default=False)).strip().lower() != "destroy":
            _say("Nothing was destroyed.")
            raise typer.Exit(Exit.AWAITS_A_PERSON)
    with sentences():
        at = register or (review.register if review is not None else folder)
        closed = closing.close(at, certificate, who, review=review, with_key=with_key)
    _say(
        *(f"Not reached, destroy it yourself: {what} ({why})" for what, why in closed.unreached),
        f"{counted(closed.files, 'file')} destroyed. The key of the account: {closed.key[0].lower()}{closed.key[1:]} The "
        f"certificate is {certificate}: print, sign and file it.",
    )


def _say(*lines: str) -> None:
    screen = Console(highlight=False, soft_wrap=True)
    for line in lines:
        screen.print(line, markup=False)
