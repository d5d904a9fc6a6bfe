"""`watch`: drafts saved in a folder are anonymised again within seconds."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from redactor.base.given import Held
from redactor.commands.common import Exit, asked_once, refuse, sentences


def watch(
    folder: Annotated[
        Path, typer.Argument(help="The folder in which the drafts of one case are written.", show_default=False)
    ],
    out: Annotated[Path, typer.Option("--out", help="Folder for the results, outside of the one that is watched.")],
    codes: Annotated[
        Path | None,
        typer.Option("--codes", help="The board's code list; by default codes.xlsx (.csv, .edition) in the folder."),
    ] = None,
    key_map: Annotated[Path | None, typer.Option("--key-map", help="The key map, if you keep it elsewhere.")] = None,
    profile: Annotated[str, typer.Option("--profile", help="Who will read the result.")] = "submission",
    once: Annotated[bool, typer.Option("--once", help="Anonymise what lies there, and end.")] = False,
) -> None:
    """Anonymise the drafts of a folder, and again whenever one of them is saved, until Ctrl+C."""
    from redactor.case.profiles import Profile

    if profile not in {str(p) for p in Profile}:
        refuse([f"There is no profile of that name. There are: {', '.join(map(str, Profile))}."])
    if not folder.is_dir():
        refuse(["There is no such folder. Give the folder in which the drafts are saved."])
    if out.resolve() == folder.resolve():
        refuse(
            [
                "The results may not lie among the drafts: they would be taken for drafts. Give another folder with --out."
            ]
        )
    from redactor.batch.watching import watch as watched
    from redactor.case.opening import Request, code_list, default_key_map
    from redactor.sealed.sealing import Home

    passphrase = asked_once()

    def request_for(drafts: tuple[Held, ...], beside: Path | None) -> Request:
        given = codes or beside
        where = key_map or default_key_map(Home.current(), code_list(given, passphrase), [folder / "draft"])
        if codes is not None and codes.resolve().parent == folder.resolve():
            drafts = tuple(d for d in drafts if d.name != codes.name)
        return Request(drafts, out, given, where, Profile(profile), passphrase=passphrase)

    screen = Console(highlight=False, soft_wrap=True)
    stop = threading.Event()
    screen.print("Watching. Save a draft, and its anonymised copy is written again. Ctrl+C ends it.", markup=False)
    code = Exit.DONE
    with sentences():
        try:
            for happened in watched(folder, request_for, stop):
                at = f"{datetime.now():%H:%M:%S}"
                if happened.written is not None:
                    outcome = happened.written.outcome
                    code = Exit.AWAITS_A_PERSON if outcome.awaits_a_person else Exit.DONE
                    waiting = f"{len(outcome.questions)} await you" if outcome.questions else "nothing awaits you"
                    told = f"{at} Written in {outcome.seconds:.1f} s; {waiting}."
                    if happened.saved:
                        told += f" Saved: draft {', '.join(map(str, happened.saved))} (by name)."
                    screen.print(told, markup=False)
                for problem in happened.problems:
                    code = Exit.WRONG_INPUT
                    screen.print(f"{at} {problem}", markup=False)
                if once:
                    stop.set()
        except KeyboardInterrupt:
            screen.print("Ended.", markup=False)
            code = Exit.DONE
    raise typer.Exit(code)
