"""`redactor codes enforce`: do drafts keep to the board's list?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from redactor.commands.common import ask_passphrase, refuse_missing, sentences
from redactor.sources.finding import Severity

_SHOWN = 5  # places of one breach


def enforce(
    codes: Annotated[Path, typer.Argument(metavar="LIST", help="The board's code list, or an .edition of it.")],
    drafts: Annotated[list[Path], typer.Argument(help="The Word drafts that have to keep to it.", show_default=False)],
    agency: Annotated[str, typer.Option("--agency", help="Whose drafts these are, as the list writes it.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings for machines.")] = False,
) -> None:
    """Hold drafts against the list: codes, names of the list, tables, front sheet, file name. Exit code 0: all keep to it, 1:
    something does not. Names that the list does not have are looked for by redactor check."""
    refuse_missing((), codes, as_json=as_json)
    from redactor.base.bounded import warm
    from redactor.board.issuing import blocks_of
    from redactor.case.opening import code_list
    from redactor.checks.enforcing import enforce as against

    warm("redactor.sources.word")
    with sentences(as_json=as_json):
        listed = code_list(codes, ask_passphrase)
        done = against(drafts, listed, agency, blocks_of(listed))
    stranger, found = done.board.stranger, done.findings
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
                {
                    "exit_code": done.exit_code,
                    "findings": findings,
                    "note": stranger,
                    "problems": list(done.problems),
                },
                ensure_ascii=False,
                indent=1,
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
        for problem in done.problems:
            screen.print(f"Could not be checked: {escape(problem)}")
        if stranger:
            screen.print(escape(stranger))
        if found:
            screen.print(f"{sum(b.severity is not Severity.NOTE for b in found)} to mend.")
        elif not done.problems:
            screen.print("All drafts keep to the list, as far as this can be told without reading them.")
        screen.print("Of names only the list's were looked for: redactor check looks for all others, too.")
    raise typer.Exit(done.exit_code)
