"""`redactor codes new`, `check`, `export`: the list itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from redactor.commands.common import NO_LIST, Exit, ask_passphrase, refuse, refuse_missing, sentences

_LIST = Annotated[Path, typer.Argument(metavar="LIST", help="The board's code list: .xlsx, .csv or a Word table.")]


def new(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The board's reference of the case; no name.")],
    review: Annotated[str, typer.Option("--type", help="The review: scr, lcspr, sar or dhr.")] = "lcspr",
    out: Annotated[Path | None, typer.Option("--out", help="The workbook to write; by default named by CASE.")] = None,
) -> None:
    """Make a blank code list: an Excel workbook to fill in, with the standard roles in it."""
    from redactor.board.blank import ReviewKind, blank_list, file_name, reads_like_a_name
    from redactor.sealed.sealing import Home
    from redactor.sealed.whole import Output, Taken, is_taken, write_new

    if review.lower() not in set(ReviewKind):
        refuse([f"--type is one of: {', '.join(ReviewKind)}."])
    if reads_like_a_name(case):
        refuse(["CASE reads like somebody's name, and would stand in the file's name. Give the board's reference."])
    file = out or Path(f"{file_name(case)}.xlsx")
    if file.suffix.lower() != ".xlsx":
        refuse(["The blank list is an Excel workbook: let the name given with --out end in .xlsx."])
    try:
        if is_taken(file):  # before the list is made
            raise Taken
        write_new(Output(file, blank_list(case, ReviewKind(review.lower())), private=True), Home.current())
    except Taken:
        refuse(["There is a file of this name already, and it may be filled in. Give another with --out."])
    except OSError as error:
        refuse([f"The list cannot be written: {error.strerror}. Choose another folder with --out."])
    screen = Console(highlight=False, soft_wrap=True)
    screen.print(f"Written: {file}. Fill in the yellow cells, save, and run redactor codes check on it.", markup=False)


def check(
    codes: _LIST,
    as_json: Annotated[bool, typer.Option("--json", help="Print the faults for machines.")] = False,
) -> None:
    """Say everything about a list that will hurt later, with sheet and row. Exit code 0: nothing, 1: something."""
    if not codes.exists():
        refuse([NO_LIST], as_json=as_json)
    from redactor.board.vetting import Weight, vet
    from redactor.codes.model import CodeListError

    with sentences(CodeListError, as_json=as_json):
        faults = vet(codes)
    code = Exit.AWAITS_A_PERSON if any(f.weight is not Weight.NOTE for f in faults) else Exit.DONE
    if as_json:
        rows = [
            {"rule": f.rule, "weight": f.weight.value, "where": f.where, "column": f.column, "sentence": f.sentence}
            for f in faults
        ]
        print(json.dumps({"exit_code": int(code), "faults": rows}, ensure_ascii=False, indent=1))
        raise typer.Exit(code)
    screen = Console(highlight=False, soft_wrap=True)
    for weight in Weight:
        of_weight = [f for f in faults if f.weight is weight]
        if of_weight:
            screen.print(f"[bold]{weight.value[0].upper()}{weight.value[1:]} ({len(of_weight)})[/bold]")
        for line in dict.fromkeys(f"  {f.where}: {f.sentence}" for f in of_weight):  # two cells of a row, one line
            screen.print(line, markup=False)
    if not faults:
        screen.print("Nothing about this list is known to hurt later.")
    raise typer.Exit(code)


def export(
    codes: _LIST,
    to: Annotated[Path, typer.Option("--to", help="The file to write: .xlsx, .csv or .docx. RESTRICTED: names.")],
) -> None:
    """Write the list in another form: Excel, .csv or a Word table; also the list in an edition that you have issued."""
    refuse_missing((), codes)
    from redactor.board.exporting import list_file
    from redactor.case.opening import code_list
    from redactor.sealed.sealing import Home, SealingError
    from redactor.sealed.whole import Output, Taken, write_new

    with sentences(SealingError):
        listed = code_list(codes, ask_passphrase)
        try:
            write_new(Output(to, list_file(listed, to.suffix), names=True), Home.current())
        except Taken:
            refuse(["There is a file of this name already. Give another with --to."])
        except ValueError as error:
            refuse([f"{error} Let the name given with --to end so."])
        except OSError as error:
            refuse([f"The list cannot be written: {error.strerror}. Choose another folder."])
    Console(highlight=False, soft_wrap=True).print(f"Written: {to}. RESTRICTED: it holds names.", markup=False)
