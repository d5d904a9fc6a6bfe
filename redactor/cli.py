"""The commands: arguments in, what is shown out; everything else happens in the pipeline.

Exit codes: 0 done; 1 written, but something awaits a person; 2 wrong input, nothing written; 3 the check of the written
file found an identity that should be gone, nothing written.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from redactor import __version__
from redactor.profiles import Profile

if TYPE_CHECKING:
    from redactor.records.model import Outcome
    from redactor.writing import Written

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
audit = typer.Typer(no_args_is_help=True, help="The audit log: has anybody changed it?")
app.add_typer(audit, name="audit")
_LONG_DRAFT = 20  # pages from which a progress bar is worth its place


class Exit(IntEnum):
    """What the shell is told."""

    DONE = 0
    AWAITS_A_PERSON = 1
    WRONG_INPUT = 2
    WITHHELD = 3


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


@app.command()
def anonymise(
    drafts: Annotated[
        list[Path], typer.Argument(help="The Word drafts of one case: imr.docx chronology.docx …", show_default=False)
    ],
    out: Annotated[Path, typer.Option("--out", help="Folder for the results; made if it is not there.")],
    codes: Annotated[
        Path | None, typer.Option("--codes", help="The board's code list: .xlsx, .csv or a Word table.")
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
    as_json: Annotated[bool, typer.Option("--json", help="Print the outcome for machines.")] = False,
    show_names: Annotated[bool, typer.Option("--show-names", help="Show real names on the screen.")] = False,
) -> None:
    """Anonymise drafts: codes for names, a key of professionals, an audit log and a report into the folder given with --out."""
    from redactor.writing import Request, RunError, run

    screen = Console(stderr=as_json, highlight=False)
    request = Request(tuple(drafts), out, codes, key_map, profile, identified_key, frozenset(allow or ()))
    try:
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed} of {task.total} pages"),
            TimeRemainingColumn(),
            console=screen,
            transient=True,
        ) as bar:
            task = bar.add_task("", visible=False)

            def tell(what: str, done: int, of: int) -> None:
                bar.update(
                    task, description=what, completed=done, total=of, visible=of >= _LONG_DRAFT and screen.is_terminal
                )

            written = run(request, tell)
    except RunError as error:
        if as_json:
            print(
                json.dumps(
                    {"exit_code": int(error.exit_code), "problems": list(error.problems)}, ensure_ascii=False, indent=1
                )
            )
        else:
            for problem in error.problems:
                Console(stderr=True, highlight=False).print(escape(problem))
        raise typer.Exit(error.exit_code) from None
    code = Exit.AWAITS_A_PERSON if written.outcome.awaits_a_person else Exit.DONE
    if as_json:
        print(json.dumps(_for_machines(written, code, show_names=show_names), ensure_ascii=False, indent=1))
    else:
        _show(screen, written, show_names=show_names)
    raise typer.Exit(code)


def _show(screen: Console, written: Written, *, show_names: bool) -> None:
    outcome = written.outcome
    if not outcome.list_name:
        screen.print("No code list was given: every code below was minted here. Ask the board for its list.")
    table = Table(title=f"Replaced, by kind ({escape(outcome.profile)})", title_justify="left")
    table.add_column("Kind")
    table.add_column("How often", justify="right")
    for kind, count in Counter(c.kind for c in outcome.changes).most_common():
        table.add_row(escape(kind), str(count))
    screen.print(table)
    issued = [u for u in outcome.uses if u.issued]
    minted = [u for u in outcome.uses if not u.issued]
    screen.print(f"Codes: {len(issued)} issued by the board, {len(minted)} others, awaiting the board's approval.")
    if show_names:
        names = Table("Code", "Names as written", title="RESTRICTED: names", title_justify="left")
        for use in outcome.uses:
            names.add_row(escape(use.code), escape("; ".join(use.names)))
        screen.print(names)
    waiting = Counter(q.kind for q in outcome.questions)
    words = {
        "unresolved": "mentions are unresolved: the text does not tell who is meant",
        "minted": "people or places have no code of the board's yet",
        "doubtful": "places are doubtful",
    }
    for kind, sentence in words.items():
        if waiting[kind]:
            screen.print(f"Awaits you: {waiting[kind]} {sentence}.")
    look = sum(r.count for d in outcome.documents for r in d.remarks if r.needs_a_look)
    if look:
        screen.print(f"Look at: {look} pictures or other things that a program cannot judge (see the report).")
    screen.print(
        "Not yet fit for submission; the report says what to decide."
        if outcome.awaits_a_person
        else "Nothing awaits you."
    )
    screen.print(
        f"Written to {escape(str(written.folder))}: {escape(', '.join(written.files))}. Took {outcome.seconds:.1f} seconds."
    )
    if written.new_key_map:
        screen.print(
            f"The key map (who is who, sealed) is new: {escape(str(written.key_map))}. Keep it apart from the results."
        )


def _for_machines(written: Written, code: Exit, *, show_names: bool) -> dict[str, object]:
    outcome: Outcome = written.outcome
    return {
        "exit_code": int(code),
        "case": outcome.case,
        "profile": outcome.profile,
        "folder": str(written.folder),
        "files": list(written.files),
        "drafts": [
            {
                "output": d.output,
                "input_sha256": d.input_digest,
                "output_sha256": d.output_digest,
                "words": d.words,
                "remarks": [
                    {"rule": r.rule, "place": r.place, "text": r.text, "count": r.count, "needs_a_look": r.needs_a_look}
                    for r in d.remarks
                ],
            }
            for d in outcome.documents
        ],
        "replaced": dict(Counter(c.kind for c in outcome.changes)),
        "codes": [
            {
                "code": u.code,
                "kind": u.kind,
                "issued": u.issued,
                "role": u.role,
                "agency": u.agency,
                "mentions": u.mentions,
            }
            | ({"names": list(u.names)} if show_names else {})
            for u in outcome.uses
        ],
        "awaits": [
            {
                "kind": q.kind,
                "document": q.document,
                "place": q.place,
                "number": q.number,
                "candidates": list(q.candidates),
                "sentence": q.sentence,
            }
            for q in outcome.questions
        ],
        "code_list": {"name": outcome.list_name, "sha256": outcome.list_digest},
        "versions": dict(outcome.versions),
        "seconds": round(outcome.seconds, 2),
    }


@audit.command("verify")
def verify(log: Annotated[Path, typer.Argument(help="audit.jsonl of a run.")]) -> None:
    """Say whether an audit log is whole, or where it was changed."""
    from redactor.records.audit import verify_audit

    try:
        verdict = verify_audit(log)
    except OSError:
        typer.echo("The audit log cannot be read: is the name right, and may you read it?", err=True)
        raise typer.Exit(Exit.WRONG_INPUT) from None
    typer.echo(verdict.sentence)
    raise typer.Exit(Exit.DONE if verdict.whole else Exit.AWAITS_A_PERSON)


if __name__ == "__main__":
    sys.exit(app())
