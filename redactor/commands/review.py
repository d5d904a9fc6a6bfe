"""`redactor review`: the page where an author works, and the business manager's list."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from redactor.case.profiles import Profile
from redactor.commands.common import Exit, refuse, sentences
from redactor.commands.icon import install

_MINUTE = 60.0


def review(
    drafts: Annotated[
        list[Path] | None,
        typer.Argument(help="The Word drafts of one case; without any, the start page opens.", show_default=False),
    ] = None,
    codes: Annotated[Path | None, typer.Option("--codes", help="The board's code list, or an .edition of it.")] = None,
    key_map: Annotated[Path | None, typer.Option("--key-map", help="The key map, if you keep it elsewhere.")] = None,
    profile: Annotated[Profile, typer.Option("--profile", help="Who will read the result.")] = Profile.SUBMISSION,
    out: Annotated[Path | None, typer.Option("--out", help="Folder for the results; the page can change it.")] = None,
    who: Annotated[str, typer.Option("--who", help="Who decides; by default the name of your account.")] = "",
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    stop_after: Annotated[
        float, typer.Option("--stop-after", help="Minutes without an open tab after which it stops.", min=0.01)
    ] = 10.0,
    install_icon: Annotated[
        bool, typer.Option("--install-icon", help="Put an icon on the desktop and into the menu that starts the page.")
    ] = False,
) -> None:
    """Open the drafts as a page on this computer: see and decide everything. Shows names: for your eyes only."""
    screen = Console(highlight=False, soft_wrap=True)
    if install_icon:
        with sentences(OSError):
            for where in install():
                screen.print(f"The icon is there: {where}", markup=False)
        raise typer.Exit(Exit.DONE)
    missing = [n for n, draft in enumerate(drafts or (), 1) if not draft.is_file()]
    if missing:
        refuse([f"Draft {n} does not exist, or is a folder. Check its name." for n in missing])
    try:
        from redactor.web.opening import open_page
        from redactor.web.running import SecondStart, come_back
    except ModuleNotFoundError as error:
        if error.name and error.name.split(".")[0] == "redactor":
            raise
        refuse(["redactor review needs two more packages. Install them with: pip install 'redactor[review]'"])

    if address := come_back(SecondStart.of(drafts or (), codes, key_map)):
        screen.print(
            "redactor is open already. It comes back in your browser; if it does not, copy this address into it:"
        )
        screen.print(address, markup=False)
        if browser:
            webbrowser.open(address)
        raise typer.Exit(Exit.DONE)
    with sentences(OSError):
        open_page(
            tuple(drafts or ()), codes, key_map, profile, out, who, browser=browser, stop_after=stop_after * _MINUTE,
            say=lambda address: _say(screen, address),
        )  # fmt: skip
    raise typer.Exit(Exit.DONE)


def _say(screen: Console, address: str) -> None:
    screen.print(
        "The page is on this computer only, and opens in your browser. If it does not, copy this address into it:"
    )
    screen.print(address, markup=False)
    screen.print(
        "The address works once; start redactor again to come back to the page. Leave this window open while you work; "
        "Ctrl+C stops it."
    )
