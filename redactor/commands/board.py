"""`redactor board …`: the business manager's errands, one command each, in one folder of the review."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from redactor.commands import closing
from redactor.commands.common import Exit, ask_passphrase, day_of, refuse, sentences

app = typer.Typer(
    no_args_is_help=True, help="The board's errands: start a review, send an edition, answer, what is missing, its end."
)

_FOLDER = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of the review.")]
_AGENCY = Annotated[
    list[str] | None,
    typer.Option("--agency", help="“NAME=KEY” (what redactor identity show prints) or “NAME=passphrase”. Repeatable."),
]


@app.command()
def start(
    folder: _FOLDER,
    case: Annotated[str, typer.Option("--case", help="The board's reference of the case; no name.")],
    review: Annotated[str, typer.Option("--type", help="The review: scr, lcspr, sar or dhr.")] = "lcspr",
    board: Annotated[str, typer.Option("--board", help="The board's name, as the agencies will see it.")] = "",
    agency: _AGENCY = None,
) -> None:
    """Start a review: its folder, a blank list to fill in, the agencies with their keys."""
    from redactor.board.blank import ReviewKind, reads_like_a_name

    if review.lower() not in set(ReviewKind):
        refuse([f"--type is one of: {', '.join(ReviewKind)}."])
    if reads_like_a_name(case):
        refuse(["--case reads like somebody's name. Give the board's reference."])
    from redactor.board.errands import start as begin
    from redactor.board.issuing import recipient_of

    with sentences():
        done = begin(folder, case, ReviewKind(review.lower()), board, [recipient_of(text) for text in agency or ()])
    _tell(done.told)


@app.command()
def send(
    folder: _FOLDER,
    agency: _AGENCY = None,
    despite: Annotated[
        bool, typer.Option("--despite-faults", help="Send the list though something in it must be mended.")
    ] = False,
    another: Annotated[
        bool | None,
        typer.Option(
            "--another-review/--same-review",
            help="Whether another review of the same subject, begun on this computer before, is another one.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Send the next edition: the newest list, checked, for every agency of the review; with the answers, where answers.xlsx was
    saved.
    """
    _refuse_no_list(folder)
    from redactor.base.refused import Refused
    from redactor.board.errands import send as issue
    from redactor.board.errands import take_saved_answers
    from redactor.board.issuing import NotAddressed, own_codes, recipient_of

    with sentences():
        _tell(take_saved_answers(folder).told)
        try:
            made = issue(
                folder,
                [recipient_of(text) for text in agency or ()],
                lambda name: ask_passphrase(f"Passphrase for {name}", twice=True),
                despite=despite,
                another=another,
            )
        except NotAddressed as error:
            raise Refused(
                [*error.problems, "Name each agency once: --agency “NAME=KEY” or “NAME=passphrase”."]
            ) from None
    again = " again: the list says what it said before" if made.again else ""
    _tell(
        [
            f"Edition {made.number} of {made.on:%d/%m/%Y}{again}, signed with the key {made.board_key}.",
            *(f"{s.agency.name}: {s.file} (own codes: {own_codes(s.agency.may_mint)})" for s in made.sent),
        ]
    )


@app.command()
def answer(
    folder: _FOLDER,
    as_proposed: Annotated[
        bool, typer.Option("--as-proposed", help="Take all proposals over as they stand in answers.xlsx.")
    ] = False,
) -> None:
    """Answer what came: requests, returns and finished files that lie in the folder received."""
    _refuse_no_list(folder)
    from redactor.board.errands import answer as go_through

    with sentences():
        done = go_through(folder, as_proposed=as_proposed)
    _tell(done.told)
    raise typer.Exit(Exit.AWAITS_A_PERSON if done.awaits else Exit.DONE)


@app.command()
def missing(
    folder: _FOLDER,
    sheet: Annotated[Path | None, typer.Option("--sheet", help="Also write the register to this Excel file.")] = None,
) -> None:
    """Say what is missing before the panel can meet, agency by agency; finished files that lie in the folder received are
    entered first. Exit code 0: nothing, 1: something.
    """
    listed = _refuse_no_list(folder)
    from redactor.board.errands import enter
    from redactor.commands.submitting import missing as told

    with sentences():
        _tell(enter(folder).told)
    told(listed, sheet)


@app.command()
def dates(
    folder: _FOLDER,
    add: Annotated[
        list[str] | None,
        typer.Option("--add", help="A date and what is due then: “12/01/2027=first draft”. Repeatable; no name."),
    ] = None,
    panel: Annotated[str, typer.Option("--panel", help="When the panel meets, such as 30/01/2027.")] = "",
    drop: Annotated[
        list[str] | None, typer.Option("--drop", help="What is due no more: “first draft”. Repeatable.")
    ] = None,
    agency: Annotated[str, typer.Option("--agency", help="Of this agency alone; else of all.")] = "",
) -> None:
    """Keep the dates agreed for submissions and for the panel, or show them. redactor board missing then says who is late: the
    first thing that an agency sends is for its first date, the next for the next.
    """
    _refuse_no_list(folder)
    given = [(on, what.strip()) for on, _, what in (text.partition("=") for text in add or ())]
    if not all(what for _, what in given):
        refuse(["Say what the date is for: --add “12/01/2027=first draft”."])
    days = [(day_of(on), what) for on, what in given]
    meets = day_of(panel) if panel else None
    from redactor.board.due import PANEL, agree, told_dates
    from redactor.board.registers import Due
    from redactor.case.opening import code_list

    with sentences():
        due = [Due(on=on.isoformat(), what=what) for on, what in days]
        due += [Due(on=meets.isoformat(), what=PANEL, panel=True)] if meets else []
        register = agree(code_list(_refuse_no_list(folder)), due, drop=drop or (), agency=agency)
    _tell([*told_dates(register, date.today())] or ["No dates were agreed yet. Give them with --add and --panel."])


app.command()(closing.keep)
app.command()(closing.close)


def _refuse_no_list(folder: Path) -> Path:
    """The newest list, before anything is loaded that would read it."""
    from redactor.board.review_folder import newest_list

    with sentences():
        return newest_list(folder)


def _tell(told: list[str] | tuple[str, ...]) -> None:
    screen = Console(highlight=False, soft_wrap=True)
    for sentence in told:
        screen.print(sentence, markup=False)
