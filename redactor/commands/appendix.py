"""`redactor appendix`: documents seen, interviews and why, terms of reference with where they are answered."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from redactor.commands.common import Exit, refuse, refuse_missing, sentences


def appendix(
    drafts: Annotated[list[Path], typer.Argument(help="The drafts with codes of one agency.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="The Word file to write.")],
) -> None:
    """Gather the appendix of a report from its drafts. Exit code 1: something is not said in them, and it is told what."""
    if out.suffix.lower() != ".docx":
        refuse(["The appendix is a Word file: let the name given with --out end in .docx."])
    refuse_missing(drafts)
    from redactor.inplace.gathering import NOT_SAID, gathered
    from redactor.inplace.inhouse import read_drafts
    from redactor.records.appendix import appendix_document
    from redactor.sealed.sealing import Home, SealingError
    from redactor.sealed.whole import Output, Taken, write_new

    with sentences(SealingError):
        found = gathered(read_drafts(drafts))
        data = appendix_document(
            [(d.title, d.more) for d in found.documents],
            [(i.who, i.on or NOT_SAID, i.why or NOT_SAID) for i in found.interviewed],
            [(str(t.number), t.text, "; ".join(t.answered) or "nowhere by its number") for t in found.terms],
            found.gaps,
        )
        try:
            write_new(Output(out, data), Home.current())
        except Taken:
            refuse(["There is a file of this name already. Give another with --out."])
        except OSError as error:
            refuse([f"The appendix cannot be written: {error.strerror}. Choose another folder."])
    screen = Console(highlight=False, soft_wrap=True)
    counts = (len(found.documents), len(found.interviewed), len(found.terms))
    screen.print(
        f"{counts[0]} documents, {counts[1]} people interviewed, {counts[2]} terms of reference: {out}", markup=False
    )
    for gap in found.gaps:
        screen.print(f"  {gap}", markup=False)
    raise typer.Exit(Exit.AWAITS_A_PERSON if found.gaps else Exit.DONE)
