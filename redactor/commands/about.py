"""`redactor about`: versions, and where the program's files lie."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console

from redactor.commands.common import Exit, sentences


def about(
    as_json: Annotated[bool, typer.Option("--json", help="Print it for machines, with every package.")] = False,
) -> None:
    """Show what is installed, whether it is what was tested, and where its files lie. Paths may hold your account's name."""
    from redactor.commands.installed import about as look
    from redactor.commands.installed import for_machines
    from redactor.sealed.sealing import Home

    with sentences(FileNotFoundError, as_json=as_json):
        found = look(Home.current())
    if as_json:
        print(json.dumps(for_machines(found), ensure_ascii=False, indent=1))
        raise typer.Exit(Exit.DONE)
    screen = Console(highlight=False, soft_wrap=True)
    lines = {
        "redactor": found.version,
        "Python": found.python,
        "system": found.system,
        "model of names": f"SHA-256 {found.model}" if found.model else "missing: install redactor again",
        "its card": f"SHA-256 {found.card}" if found.card else "missing: install redactor again",
        **{name: str(path) for name, path in found.folders.items()},
    }
    for name, value in lines.items():
        screen.print(f"{name:16}{value}", markup=False)
    for each in found.extensions:
        what = f"{each.group}: {each.name}, of {each.package} {each.version}"
        screen.print(f"Added from elsewhere, and not tested with redactor: {what}", markup=False)
    if others := found.others:
        screen.print(f"{len(others)} of {len(found.packages)} packages are not in the version that was tested:")
        for other in others:
            screen.print(f"  {other.name} {other.here or 'is missing'}, tested: {other.tested}", markup=False)
        screen.print("To install what was tested: pip install --require-hashes -r requirements.txt")
    else:
        screen.print(f"All {len(found.packages)} packages are in the version that was tested.")
    raise typer.Exit(Exit.DONE)
