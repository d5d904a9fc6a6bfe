"""The commands: arguments in, what is shown out; everything else happens in the pipeline.

Exit codes: 0 done; 1 written, but something awaits a person; 2 wrong input, nothing written; 3 the check of the written
file found an identity that should be gone, nothing written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from redactor import __version__
from redactor.base.bounded import warm
from redactor.case.profiles import Profile
from redactor.commands import agency, auditing, board, chronology, identity, keymaps
from redactor.commands import codes as codes_commands
from redactor.commands.about import about
from redactor.commands.appendix import appendix
from redactor.commands.batch import batch
from redactor.commands.brief import brief
from redactor.commands.check import check
from redactor.commands.common import Exit, ask_passphrase, asked_once, refuse, refuse_missing, sentences, use_utf8
from redactor.commands.decide import decide
from redactor.commands.intruder import intruder
from redactor.commands.publish import publish
from redactor.commands.recoding import personalise, recode
from redactor.commands.review import review
from redactor.commands.watch import watch

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
app.add_typer(agency.app, name="agency")
app.add_typer(auditing.app, name="audit")
app.add_typer(board.app, name="board")
app.add_typer(chronology.app, name="chronology")
app.add_typer(codes_commands.app, name="codes")
app.add_typer(identity.app, name="identity")
app.add_typer(keymaps.app, name="keymap")
app.command()(about)
app.command()(decide)
app.command()(recode)
app.command()(personalise)
app.command()(appendix)
app.command()(batch)
app.command()(publish)
app.command()(intruder)
app.command()(brief)
app.command()(check)
app.command()(review)
app.command()(watch)
_LONG_DRAFT = 20  # pages from which a progress bar is worth its place


def _version(shown: bool) -> None:
    if shown:
        typer.echo(f"redactor {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Put the safeguarding board's codes in the place of names in Word drafts. Nothing leaves this computer."""
    from redactor.base.collector import unhurried
    from redactor.base.later import sparing
    from redactor.sealed.sealing import Home
    from redactor.sealed.whole import finish

    unhurried()
    sparing()
    use_utf8()
    finish(Home.current())  # what a killed run has begun


@app.command()
def anonymise(
    drafts: Annotated[
        list[Path],
        typer.Argument(
            help="The drafts of one case, Word, Excel, PDF, OpenDocument, .rtf, mail: imr.docx chronology.xlsx visit.eml …",
            show_default=False,
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="Folder for the results; made if it is not there.")],
    codes: Annotated[
        Path | None,
        typer.Option("--codes", help="The board's code list: .xlsx, .csv, a Word table, or an .edition of it."),
    ] = None,
    key_map: Annotated[
        Path | None,
        typer.Option("--key-map", help="The sealed register of who is who; by default kept in your own data folder."),
    ] = None,
    profile: Annotated[Profile, typer.Option("--profile", help="Who will read the result.")] = Profile.SUBMISSION,
    identified_key: Annotated[
        Path | None, typer.Option("--identified-key", help="Also write the RESTRICTED key with names to this .docx.")
    ] = None,
    allow: Annotated[
        list[str] | None,
        typer.Option("--allow", help="Go on with a draft that is otherwise refused: signed, macros, altchunk."),
    ] = None,
    older_edition: Annotated[
        bool, typer.Option("--older-edition", help="Use this list though a newer edition was used for the case before.")
    ] = False,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Also write the finished files as PDFs; LibreOffice has to be installed.")
    ] = False,
    odt: Annotated[
        bool,
        typer.Option(
            "--odt", help="Also write drafts that came as .odt back as .odt; LibreOffice has to be installed."
        ),
    ] = False,
    pdf_as_word: Annotated[
        bool, typer.Option("--pdf-as-word", help="Write PDF drafts as Word files, to go on writing in.")
    ] = False,
    ask: Annotated[
        bool,
        typer.Option(
            "--ask", help="Then ask at once what awaits you (as redactor decide), and put it in. Shows names."
        ),
    ] = False,
    who: Annotated[str, typer.Option("--who", help="Who decides, with --ask; by default your account's name.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the outcome for machines.")] = False,
    show_names: Annotated[bool, typer.Option("--show-names", help="Show real names on the screen.")] = False,
) -> None:
    """Anonymise drafts. Codes for names, a key, an audit log and a report go into the folder given with --out."""
    refuse_missing(drafts, codes, as_json=as_json)
    warm("redactor.codes.lists", "redactor.documents.word.document")
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from redactor.case.opening import Request
    from redactor.case.run import run
    from redactor.commands.decide import asked_at_once
    from redactor.commands.screen import for_machines, show

    if ask and as_json:
        refuse(["--ask puts questions to a person, and --json answers a machine. Give one of them."], as_json=True)
    screen = Console(stderr=as_json, highlight=False)
    request = Request(
        tuple(drafts),
        out,
        codes,
        key_map,
        profile,
        identified_key,
        frozenset(allow or ()),
        older_edition,
        asked_once(),  # with --ask the run is made twice
        pdf,
        odt,
        pdf_as_word,
    )
    with (
        sentences(as_json=as_json),
        Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed} of {task.total} pages"),
            TimeRemainingColumn(),
            console=screen,
            transient=True,
        ) as bar,
    ):
        task = bar.add_task("", visible=False)

        def tell(what: str, done: int, of: int) -> None:
            bar.update(
                task, description=what, completed=done, total=of, visible=of >= _LONG_DRAFT and screen.is_terminal
            )

        written = run(request, tell)
        if ask and written.outcome.awaits_a_person:
            bar.stop()
            if asked_at_once(written.key_map, who, screen):
                bar.start()
                written = run(request, tell)
    code = Exit.AWAITS_A_PERSON if written.outcome.awaits_a_person else Exit.DONE
    if as_json:
        print(json.dumps(for_machines(written, int(code), show_names=show_names), ensure_ascii=False, indent=1))
    else:
        show(screen, written, show_names=show_names)
    raise typer.Exit(code)


@app.command()
def inspect(
    draft: Annotated[
        Path, typer.Argument(help="The draft to look through: Word, Excel, PDF, .odt, .rtf, .eml …", show_default=False)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings for machines.")] = False,
    show_names: Annotated[
        bool, typer.Option("--show-names", help="Also show the names, addresses and paths that were found.")
    ] = False,
) -> None:
    """Say what a draft holds besides its text. Exit code 0: nothing of the kind, 1: something, 2: not readable."""
    refuse_missing([draft], as_json=as_json)
    warm("redactor.documents.inspection.inspector")
    from redactor.commands.inspecting import for_machines, show
    from redactor.documents.inspection import inspect as look_through
    from redactor.documents.model import DocumentError

    with sentences(DocumentError, as_json=as_json):
        found = look_through(draft)
    code = Exit.DONE if found.is_clean else Exit.AWAITS_A_PERSON
    if as_json:
        print(json.dumps(for_machines(found, int(code), show_names=show_names), ensure_ascii=False, indent=1))
    else:
        show(Console(highlight=False), found, show_names=show_names)
    raise typer.Exit(code)


@app.command()
def explain(
    asked: Annotated[
        list[str], typer.Argument(metavar="CODE...", help='Codes ("SW3", "Child 1") or markers ("unresolved 3").')
    ],
    codes: Annotated[
        Path | None, typer.Option("--codes", help="The board's code list of the case: its key map is found by it.")
    ] = None,
    key_map: Annotated[Path | None, typer.Option("--key-map", help="The key map, if you keep it elsewhere.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the explanation for machines.")] = False,
) -> None:
    """Say who a code stands for, where it was put, and why. Shows names: for your eyes only."""
    refuse_missing((), codes, as_json=as_json)
    from redactor.case.opening import key_map_of
    from redactor.commands.explaining import UnknownCode, for_machines, show
    from redactor.commands.explaining import explain as look_up
    from redactor.keymap.keymap_files import KeyMapError

    with sentences(KeyMapError, UnknownCode, as_json=as_json):
        opened = key_map_of(codes, key_map, ask_passphrase)
        explanations = [look_up(opened, each) for each in asked]
    if as_json:
        print(json.dumps(for_machines(explanations), ensure_ascii=False, indent=1))
    else:
        show(Console(highlight=False), explanations)


if __name__ == "__main__":
    sys.exit(app())
