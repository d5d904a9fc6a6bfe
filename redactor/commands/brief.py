"""`redactor brief`: the 7-minute brief with its seven headings, filled from the codes of the case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from redactor.commands.common import ask_passphrase, refuse, refuse_missing_case, sentences


def brief(
    out: Annotated[Path, typer.Option("--out", help="The Word file to write: .docx.")],
    codes: Annotated[
        Path | None, typer.Option("--codes", help="The board's code list of the case: its key map is found by it.")
    ] = None,
    key_map: Annotated[Path | None, typer.Option("--key-map", help="The key map, if you keep it elsewhere.")] = None,
) -> None:
    """Write a template of the 7-minute brief, to be written in and published with the report. It holds no names."""
    if out.suffix.lower() != ".docx":
        refuse(["The brief is a Word file: let its name end in .docx."])
    refuse_missing_case(codes, key_map)
    from redactor.case.opening import key_map_at, key_map_path
    from redactor.keymap.keymap_files import KeyMapError
    from redactor.publication.brief import brief as made
    from redactor.sealed.sealing import Home, SealingError
    from redactor.sealed.whole import Output, is_taken, write_whole

    with sentences(KeyMapError, SealingError):
        opened = key_map_at(key_map_path(codes, key_map, ask_passphrase))
        if is_taken(out):
            refuse(["There is a file of this name already, and somebody may have written in it. Give another name."])
        try:
            write_whole([Output(out, made(opened))], Home.current())
        except OSError:
            refuse(["The brief cannot be written. Choose another folder."])
    Console(highlight=False, soft_wrap=True).print(
        "Written. Write in it, delete the blue notes, and publish it with the report: redactor publish."
    )
