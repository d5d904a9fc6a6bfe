"""`redactor keymap …`: what a key map holds, who can open it, versions, export, and its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from redactor.commands.common import Exit, ask_passphrase, asked_once, day_of, refuse, refuse_missing_case, sentences
from redactor.records.wording import counted

app = typer.Typer(no_args_is_help=True, help="The key map, the sealed register of who is who: keep it, and end it.")
_CODES = Annotated[Path | None, typer.Option("--codes", help="The board's code list: the key map is found by it.")]
_MAP = Annotated[Path | None, typer.Option("--key-map", help="The key map, if you keep it elsewhere.")]


def _path(codes: Path | None, key_map: Path | None, passphrase: Callable[[], str] = ask_passphrase) -> Path:
    refuse_missing_case(codes, key_map)
    from redactor.case.opening import key_map_path

    with sentences():
        return key_map_path(codes, key_map, passphrase)


def _say(*lines: str) -> None:
    screen = Console(highlight=False, soft_wrap=True)
    for line in lines:
        screen.print(line, markup=False)


@app.command()
def show(codes: _CODES = None, key_map: _MAP = None) -> None:
    """Say what the key map holds, in numbers; nobody's name."""
    path = _path(codes, key_map)
    from redactor.case.keeping import facts
    from redactor.sealed.sealing import Home

    with sentences():
        f = facts(path, Home.current())
    edition = f"edition {f.edition} of the board's list" if f.edition else "no edition of the board's list"
    _say(
        f"Key map: {path}",
        f"Your key to it: {Home.current().key_file}",
        f"Case: {f.case or 'not stated'}" + (f". Agency: {f.agency}" if f.agency else ""),
        f"{f.issued} identities with a code of the board's, {f.minted} with a code made here; {edition}.",
        f"{f.decisions} decisions of persons. Drafts: {', '.join(f.drafts) or 'none yet'}.",
        f"Saved {f.revision} times; {f.versions} earlier versions are kept.",
        *(f"  version {n}: saved {when:%d/%m/%Y %H:%M} UTC" for n, when in enumerate(f.saved, 1)),
        *(
            [
                "This is an earlier key map than the last one saved: a copy was put back. Codes go on after the highest number."
            ]
            if f.put_back
            else []
        ),
        *([f"Kept until {date.fromisoformat(f.kept_until):%d/%m/%Y}."] if f.kept_until else []),
        *(f"Legal hold: {since}." for since in f.holds),
        f"{f.others} other key(s) can open it."
        if f.others
        else "Only the key of this account can open it. If that is lost, so are the names: see redactor keymap recovery.",
    )


@app.command()
def recovery(
    codes: _CODES = None,
    key_map: _MAP = None,
    board: Annotated[
        str, typer.Option("--to", help="The public key of somebody else who may open it: the board's, say.")
    ] = "",
    file: Annotated[
        Path | None, typer.Option("--passphrase-file", help="Make a recovery file here, itself locked by a passphrase.")
    ] = None,
) -> None:
    """Let a second key open the key map: the board's, or one locked by a passphrase, in case yours is lost."""
    if bool(board) == bool(file):
        refuse(["Give --to with a public key, or --passphrase-file with a file to make."])
    path = _path(codes, key_map)
    from redactor.case.keeping import add_passphrase, add_recipient
    from redactor.sealed.sealing import Home

    with sentences():
        if board:
            add_recipient(path, Home.current(), board)
            _say("From now on the holder of that key can open this key map too. They still need the file itself.")
        elif file:
            add_passphrase(path, Home.current(), ask_passphrase(twice=True), file)
            _say(
                f"{file} with its passphrase opens this key map. Keep the two apart, and away from the key map.",
                f"If your own key is lost: redactor keymap restore --key-map {path} --with {file}",
            )


@app.command()
def restore(
    key_map: Annotated[Path, typer.Option("--key-map", help="The key map.")],
    file: Annotated[Path | None, typer.Option("--with", help="The recovery file made by keymap recovery.")] = None,
    version: Annotated[int, typer.Option("--version", help="Go back to an earlier version: 1 is the one before.")] = 0,
) -> None:
    """Open a key map with its recovery file when the key is lost; or go back to an earlier version of it."""
    if (file is None) == (version == 0):
        refuse(["Give --with and the recovery file, or --version and a number."])
    from redactor.case import keeping
    from redactor.sealed.sealing import Home

    with sentences():
        if file is not None:
            keeping.restore(key_map, Home.current(), file, ask_passphrase())
            _say("The key map is recovered, and opens with the key of this account again.")
        else:
            keeping.back_to(key_map, Home.current(), version)
            _say("The earlier version is in its place again; the one that was there is kept as a version itself.")


@app.command()
def export(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="An .xlsx or .csv file. RESTRICTED: names.")],
    codes: _CODES = None,
    key_map: _MAP = None,
) -> None:
    """Write everybody in plain text, for those who may see the names."""
    path = _path(codes, key_map)
    from redactor.case import keeping
    from redactor.sealed.sealing import Home

    with sentences():
        count = keeping.export(path, Home.current(), to)
    _say(f"{count} identities written to {to}. RESTRICTED: it holds names, unsealed. Delete it when it has served.")


@app.command(name="new-board-key")
def new_board_key(codes: _CODES = None, key_map: _MAP = None) -> None:
    """Accept another signing key of the board. Only after they have told you it by telephone."""
    path = _path(codes, key_map)
    from redactor.case import keeping
    from redactor.sealed.sealing import Home

    with sentences():
        keeping.trust_new_board(path, Home.current())
    _say("The board's old key is forgotten. The key of the next edition that you use will be the board's.")


def _refuse_missing_unless_begun(codes: Path | None, key_map: Path | None) -> None:
    """A destruction that was killed may have taken the edition by which the key map is found: then it is gone on with."""
    from redactor.sealed.sealing import Home

    if not any(Home.current().unfinished_dir.glob("*.destroy")):
        refuse_missing_case(codes, key_map)


@app.command()
def destroy(
    certificate: Annotated[Path, typer.Option("--certificate", help="The certificate to write, a .docx.")],
    codes: _CODES = None,
    key_map: _MAP = None,
    who: Annotated[str, typer.Option("--who", help="Who destroys it; by default the name of your account.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Destroy the key map at the review's close, with a certificate for the file. It cannot be undone."""
    if not certificate.exists():  # else it may be of an edition that went with its key map
        _refuse_missing_unless_begun(codes, key_map)
    from redactor.case import destroying, keeping
    from redactor.case.opening import key_map_place
    from redactor.sealed.sealing import Home
    from redactor.sealed.whole import finish

    home = Home.current()
    finish(home)
    passphrase = asked_once()
    done = f"This key map is destroyed already. The certificate is {certificate}: print, sign and file it."
    with sentences():
        path = key_map or destroying.begun_with(codes, home)
        if path is None and destroying.is_done_with(codes, certificate):
            _say(done)
            return
        path = path or key_map_place(codes, key_map, passphrase)
        begun = destroying.is_begun(path, home)
        if not begun and destroying.is_done(path, certificate):
            _say(done)
            return
        if not begun:
            path = _path(codes, key_map, passphrase)
            f = keeping.facts(path, home)
            goes, unreached = destroying.what_goes(path, home)
    if begun:
        _say("The destruction of this key map was begun, and is gone on with.")
    elif not yes:
        _say(
            f"This destroys the key map of {f.case or 'this case'}: {f.issued + f.minted} identities, and "
            f"{f.versions} earlier versions. Nobody can turn the codes back into names after that.",
            *(f"Goes: {name}" for name in goes),
            *(f"Not reached, destroy it yourself: {what} ({why})" for what, why in unreached),
        )
        if str(typer.prompt("Write “destroy” to go on", default="", show_default=False)).strip().lower() != "destroy":
            _say("Nothing was destroyed.")
            raise typer.Exit(Exit.AWAITS_A_PERSON)
    with sentences():
        destroyed = destroying.destroy(path, home, certificate, who)
    for what, why in destroyed.unreached:
        _say(f"Not reached, destroy it yourself: {what} ({why})")
    _say(
        f"{counted(len(destroyed.files), 'file')} destroyed. The certificate is {certificate}: print, sign and file it."
    )


@app.command()
def keep(
    until: Annotated[str, typer.Option("--until", help="The date, such as 31/12/2035: not destroyed before.")],
    codes: _CODES = None,
    key_map: _MAP = None,
    who: Annotated[str, typer.Option("--who", help="Who says so; by default the name of your account.")] = "",
) -> None:
    """Say until when the case is kept. Until then redactor keymap destroy refuses."""
    day = day_of(until)
    refuse_missing_case(codes, key_map)
    from redactor.case import destroying
    from redactor.sealed.sealing import Home

    with sentences():
        said = destroying.keep_until(_path(codes, key_map), Home.current(), day, who)
    _say(f"The case is kept until {day:%d/%m/%Y}. That is in its log.", *said)


@app.command()
def hold(
    reason: Annotated[str, typer.Option("--reason", help="Why: a reference of the court, say. No name.")],
    lift: Annotated[bool, typer.Option("--lift", help="Lift the hold.")] = False,
    codes: _CODES = None,
    key_map: _MAP = None,
    who: Annotated[str, typer.Option("--who", help="Who says so; by default the name of your account.")] = "",
) -> None:
    """Put a legal hold on the key map, or lift it. As long as there is one, redactor keymap destroy refuses."""
    refuse_missing_case(codes, key_map)
    from redactor.case import destroying
    from redactor.sealed.sealing import Home

    with sentences():
        path = _path(codes, key_map)
        (destroying.lift if lift else destroying.hold)(path, Home.current(), reason, who)
    _say("The legal hold is lifted." if lift else "There is a legal hold on this key map. Both are in its log.")
