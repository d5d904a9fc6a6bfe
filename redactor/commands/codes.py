"""`redactor codes …`: the business manager's commands around the board's code list."""

from __future__ import annotations

import typer

from redactor.commands.enforcing import enforce
from redactor.commands.issuing import answer, issue, requests, send_return
from redactor.commands.lists import check, export, new
from redactor.commands.reconciling import reconcile
from redactor.commands.submitting import missing, received

app = typer.Typer(no_args_is_help=True, help="The board's code list: make it, check it, issue it, have it kept.")
app.command()(new)
app.command()(check)
app.command()(export)
app.command()(issue)
app.command()(requests)
app.command()(answer)
app.command(name="return")(send_return)
app.command()(reconcile)
app.command()(enforce)
app.command()(received)
app.command()(missing)
