"""`redactor check`: what is left in a file before it goes to the board, to the inspectorate, into print."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from redactor.base.bounded import warm
from redactor.case.profiles import Profile
from redactor.commands.common import ask_passphrase, refuse, refuse_missing, sentences


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="The files of one case: .docx, .pdf, .xlsx, .odt, .eml …", show_default=False),
    ] = None,
    codes: Annotated[Path | None, typer.Option("--codes", help="The board's code list.")] = None,
    key_map: Annotated[Path | None, typer.Option("--key-map", help="The sealed key map of the case.")] = None,
    profile: Annotated[Profile, typer.Option("--for", help="Who will read the files.")] = Profile.SUBMISSION,
    report: Annotated[
        Path | None, typer.Option("--report", help="Write a certificate to sign: .docx or .html.")
    ] = None,
    settings: Annotated[
        Path | None, typer.Option("--settings", help="The board's settings; by default redactor.toml beside the files.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="Findings that a person has accepted before; made by --accept.")
    ] = None,
    accept: Annotated[
        list[str] | None,
        typer.Option("--accept", help="Accept this finding (the number behind it); needs --baseline, --by and --why."),
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Who looked at what is accepted.")] = "",
    why: Annotated[str, typer.Option("--why", help="Why it may stand.")] = "",
    against: Annotated[
        Path | None,
        typer.Option(
            "--against", help="The record (--report) of an earlier check: tells which files differ from those signed."
        ),
    ] = None,
    revision_of: Annotated[
        Path | None,
        typer.Option(
            "--revision-of", help="The file as it was before its revision: tells what has changed since, in codes."
        ),
    ] = None,
    record: Annotated[
        Path | None,
        typer.Option("--record", help="The record of a publication (publication-record.json), to be part of --report."),
    ] = None,
    fast: Annotated[bool, typer.Option("--fast", help="Without the model of names: seconds, but finds less.")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules and stop.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings for machines.")] = False,
    show_names: Annotated[bool, typer.Option("--show-names", help="Show the names that were found.")] = False,
) -> None:
    """Look for what is left in files: names, numbers, hidden text, metadata. Exit code 0: nothing to fix, 1: something
    must be fixed, or awaits its author, 2: something could not be checked."""
    if not rules and len(files or ()) == 1:
        refuse_missing(files or (), codes, where="the folder and the spelling of its name", as_json=as_json)
    elif not rules:
        refuse_missing((), codes, as_json=as_json)
    from redactor.checks.results import for_machines, rules_table, show
    from redactor.checks.run import CheckRequest
    from redactor.checks.run import check as look

    if rules:
        from redactor.checks.walk import add_rules_of_others

        with sentences(as_json=as_json):
            add_rules_of_others()
        Console(highlight=False).print(rules_table())
        raise typer.Exit(0)
    given = tuple(files or ())
    accepted = tuple(accept or ())
    if report is not None:
        _refuse_report(report, given, as_json=as_json)
    warm("redactor.sources.word")
    request = CheckRequest(
        given,
        codes,
        key_map,
        profile,
        settings,
        baseline,
        accepted,
        by,
        why,
        fast,
        passphrase=ask_passphrase,
        against=against,
        record=record,
        earlier=revision_of,
    )
    with sentences(as_json=as_json):
        checked = look(request)
        if report is not None:
            from redactor.checks.certificate import write_certificate

            write_certificate(report, checked)
    if as_json:
        print(json.dumps(for_machines(checked, show_names=show_names), ensure_ascii=False, indent=1))
    else:
        show(Console(highlight=False), checked, show_names=show_names)
    raise typer.Exit(checked.exit_code)


def _refuse_report(report: Path, files: tuple[Path, ...], *, as_json: bool) -> None:
    from redactor.records.ownership import is_ours
    from redactor.sealed.sealing import Home
    from redactor.sealed.whole import finish, is_taken, tidy

    if report.suffix.lower() not in (".docx", ".html"):
        refuse(["The report is a Word file or a web page: let its name end in .docx or .html."], as_json=as_json)
    if report.resolve() in {path.resolve() for path in files}:
        refuse(["The report would be written over a file that is checked. Give it another name."], as_json=as_json)
    finish(Home.current())
    tidy(report.absolute().parent, Home.current())
    if is_taken(report) and not is_ours(report):
        refuse(
            [
                "There is a file of the report's name already, and redactor did not write it. It was left as it is: give the "
                "report another name."
            ],
            as_json=as_json,
        )
    if not report.resolve().parent.is_dir():
        refuse(["The folder of the report does not exist. Make it first, or give another place."], as_json=as_json)
