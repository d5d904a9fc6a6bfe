"""`redactor codes received`, `missing`: who has sent what, and what is missing for the panel."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from redactor.commands.common import Exit, refuse, refuse_missing, sentences

_LIST = Annotated[Path, typer.Argument(metavar="LIST", help="The board's code list, as last issued.")]


def received(
    codes: _LIST,
    agency: Annotated[
        str, typer.Argument(metavar="AGENCY", help="Who has sent it, as named when editions are issued.")
    ],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The files that came.")],
    record: Annotated[
        Path | None, typer.Option("--record", help="The signed record of their check (redactor check --report).")
    ] = None,
    on: Annotated[str, typer.Option("--on", help="The day on which they came, as 2026-11-30; by default today.")] = "",
) -> None:
    """Enter what an agency has sent into the register: which version, checked and signed by whom, what has changed."""
    refuse_missing((), codes)
    from redactor.board.registers import RegisterError, open_register
    from redactor.board.submissions import changed, told_change, versions_of
    from redactor.board.submissions import received as entered
    from redactor.case.opening import code_list
    from redactor.sealed.sealing import Home, SealingError
    from redactor.sealed.whole import write_whole

    try:
        day = date.fromisoformat(on) if on else date.today()
    except ValueError:
        refuse(["--on is a day, written as 2026-11-30."])
    screen = Console(highlight=False, soft_wrap=True)
    with sentences(RegisterError, SealingError):
        listed, home = code_list(codes), Home.current()
        with open_register(listed, home) as register:
            before = register.value
            later, made = entered(before, listed, agency, files, record, day, days_stay=not on)
            write_whole([register.output(later)], home)
    differs = False
    for each in made:
        known = [v for v in versions_of(before, each.agency, each.file) if v.version < each.version]
        screen.print(f"{each.agency}: {each.file}, version {each.version}.", markup=False)
        for sentence in told_change(changed(known[-1], each)) if known else ():
            screen.print(f"  {sentence}", markup=False)
        if each.in_record is False:
            differs = True
            screen.print("  It differs from every file of the record: what was signed does not hold for it.")
    raise typer.Exit(Exit.AWAITS_A_PERSON if differs else Exit.DONE)


def missing(
    codes: _LIST,
    sheet: Annotated[Path | None, typer.Option("--sheet", help="Also write the register to this Excel file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it for machines.")] = False,
) -> None:
    """Say what is missing before the panel can meet, agency by agency. Exit code 0: nothing, 1: something."""
    refuse_missing((), codes, as_json=as_json)
    from redactor.board.due import told_dates
    from redactor.board.issuing import register_of
    from redactor.board.submissions import missing as lacking
    from redactor.board.submissions import newest, submissions_sheet
    from redactor.case.opening import code_list
    from redactor.records.wording import counted
    from redactor.sealed.sealing import Home, SealingError
    from redactor.sealed.whole import Output, Taken, write_new

    with sentences(SealingError, as_json=as_json):
        listed = code_list(codes)
        register = register_of(listed)
        lacks = lacking(register, listed)
        if sheet is not None:
            try:
                data = submissions_sheet(register, listed)
                write_new(Output(sheet, data, private=True), Home.current())
            except Taken:
                refuse(["There is a file of this name already. Give another with --sheet."], as_json=as_json)
            except OSError as error:
                refuse([f"The register cannot be written: {error.strerror}."], as_json=as_json)
    code = Exit.AWAITS_A_PERSON if any(lacks.values()) or not lacks else Exit.DONE
    if as_json:
        files = [
            {"agency": s.agency, "file": s.file, "version": s.version, "received": s.on, "edition": s.edition,
             "verdict": s.verdict, "is_the_file_signed": s.in_record, "signatures": len(s.signed), "sha256": s.digest}
            for s in newest(register)
        ]  # fmt: skip
        dates = [d.model_dump() for d in register.due]
        said = {"exit_code": int(code), "files": files, "missing": lacks, "dates": dates}
        print(json.dumps(said, ensure_ascii=False, indent=1))
        raise typer.Exit(code)
    screen = Console(highlight=False, soft_wrap=True)
    if not lacks:
        screen.print("No edition of this list was issued yet: there is no agency.")
    for told_date in told_dates(register, date.today()):
        screen.print(told_date, markup=False)
    for s in newest(register):
        signed = counted(len(s.signed), "signature") if s.in_record is not None else "no record"
        day = date.fromisoformat(s.on)
        holds = f" Edition {s.holds} changes nothing in it." if s.holds else ""
        screen.print(
            f"{s.agency}: {s.file}, version {s.version} of {day:%d/%m/%Y}, {signed}, {s.digest[:12]}.{holds}",
            markup=False,
        )
    for agency, told in lacks.items():
        screen.print(f"{agency}: {'nothing is missing.' if not told else 'missing:'}", markup=False)
        for sentence in told:
            screen.print(f"  {sentence}", markup=False)
    raise typer.Exit(code)
