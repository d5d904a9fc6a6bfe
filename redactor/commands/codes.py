"""`redactor codes …`: the business manager's commands around the board's code list."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="The board's code list: make it, check it, issue it, have it kept.")
