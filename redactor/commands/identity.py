"""`redactor identity`: the public key that an agency sends to the board."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console

from redactor.commands.common import sentences

app = typer.Typer(
    no_args_is_help=True, help="Your own keys: what an agency sends to the board, and the board to nobody."
)


@app.callback()
def _identity() -> None:
    """Keep `show` a command of its own."""


@app.command()
def show(as_json: Annotated[bool, typer.Option("--json", help="Print the keys for machines.")] = False) -> None:
    """Show the public key to which the board seals its list for you. It is not secret."""
    from redactor.board.issuing import own_keys
    from redactor.sealed.sealing import Home, SealingError

    with sentences(SealingError, as_json=as_json):
        public, signs = own_keys(Home.current())
    if as_json:
        print(json.dumps({"public_key": public, "signing_fingerprint": signs}))
        return
    screen = Console(highlight=False, soft_wrap=True)
    screen.print("Send this key to the board's business manager. It is not secret: it can only lock, not open.")
    screen.print(public)
    screen.print(f"If you issue lists yourself, agencies can check your signature by telephone: {signs}")
