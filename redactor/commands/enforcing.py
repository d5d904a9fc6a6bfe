"""`redactor codes enforce`: do drafts keep to the board's list?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from redactor.commands.common import Exit, ask_passphrase, sentences

_SHOWN = 5  # places of one breach


def enforce(
    codes: Annotated[Path, typer.Argument(metavar="LIST", help="The board's code list, or an .edition of it.")],
    drafts: Annotated[list[Path], typer.Argument(help="The Word drafts that have to keep to it.", show_default=False)],
    agency: Annotated[str, typer.Option("--agency", help="Whose drafts these are, as the list writes it.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings for machines.")] = False,
) -> None:
    """Hold drafts against the list: codes, tables, front sheet, file name. Exit code 0: all keep to it, 1: something does not."""
    from redactor.case.opening import code_list
    from redactor.checks.board import as_draft, board_of
    from redactor.checks.board import enforce as breaches_of
    from redactor.inplace.inhouse import read_drafts

    with sentences(as_json=as_json):
        board = board_of(code_list(codes, ask_passphrase), agency)
        found = breaches_of([as_draft(n, kept, board) for n, kept in enumerate(read_drafts(drafts), 1)])
    code = Exit.AWAITS_A_PERSON if found else Exit.DONE
    if as_json:
        findings = [
            {
                "rule": b.rule,
                "severity": str(b.severity),
                "file": b.file,
                "place": b.place,
                "places": list(b.places),
                "sentence": b.sentence,
            }
            for b in found
        ]
        print(
            json.dumps(
                {"exit_code": int(code), "findings": findings, "note": board.stranger}, ensure_ascii=False, indent=1
            )
        )
    else:
        screen = Console(highlight=False, soft_wrap=True)
        for breach in found:
            more = len(breach.places) - _SHOWN
            where = (
                f"{breach.file}, {'; '.join(breach.places[:_SHOWN])}{f'; and {more} more places' if more > 0 else ''}"
            )
            screen.print(f"{escape(where)}: {breach.severity} ({breach.rule}): {escape(breach.sentence)}")
        if board.stranger:
            screen.print(escape(board.stranger))
        if found:
            screen.print(f"{len(found)} to mend.")
        else:
            screen.print("All drafts keep to the list, as far as this can be told without reading them.")
    raise typer.Exit(code)
