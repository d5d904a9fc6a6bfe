"""`batch`: thousands of cases, side by side, each by itself."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from redactor.batch.job import State, Task
from redactor.commands.common import Exit, refuse, sentences

if TYPE_CHECKING:
    from redactor.batch.job import Ended
    from redactor.batch.run import BatchDone


def batch(
    given: Annotated[
        Path,
        typer.Argument(
            metavar="MANIFEST|FOLDER",
            help="A .csv with the columns Draft, Case, Codes, Key map; or a folder with a folder for each case.",
            show_default=False,
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="Folder for results, journal, table and picture.")],
    task: Annotated[Task, typer.Option("--task", help="What is done with each case.")] = Task.ANONYMISE,
    profile: Annotated[str, typer.Option("--profile", help="Who will read the results.")] = "submission",
    workers: Annotated[
        int, typer.Option("--workers", min=0, help="Processes of this computer; 0: one for each processor.")
    ] = 0,
    dask: Annotated[
        str,
        typer.Option("--dask", help="Address of the scheduler of a Dask cluster that runs already: tcp://…, tls://…"),
    ] = "",
    allow: Annotated[
        list[str] | None,
        typer.Option("--allow", help="Go on with drafts that are otherwise refused: signed, macros, altchunk."),
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write the table as .csv instead of .xlsx.")] = False,
    which: Annotated[
        int,
        typer.Option("--which", min=0, help="Do nothing, but show the files of the case of this number. Shows paths."),
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print how it ended for machines.")] = False,
) -> None:
    """Do many cases, and go on where a batch was stopped. Exit code 0: all done, 1: some await a person or failed."""
    from redactor.case.profiles import Profile

    if profile not in {str(p) for p in Profile}:
        refuse([f"There is no profile of that name. There are: {', '.join(map(str, Profile))}."], as_json=as_json)
    if not given.exists():
        refuse(["There is no such manifest or folder."], as_json=as_json)
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    from redactor.batch.cases import cases_of
    from redactor.batch.run import BatchRequest, key_map_of, run_batch
    from redactor.sealed.sealing import Home

    screen = Console(stderr=True, highlight=False, soft_wrap=True)
    with sentences(as_json=as_json):
        cases = cases_of(given)
        if which:
            if which > len(cases):
                refuse([f"There are {len(cases)} cases."], as_json=as_json)
            case = cases[which - 1]
            for path in (*case.drafts, case.codes, key_map_of(case, task, Home.current()), out / case.name):
                if path:
                    print(path)
            raise typer.Exit(Exit.DONE)
        request = BatchRequest(cases, out, task, profile, frozenset(allow or ()), workers, dask, as_csv)
        with Progress(
            TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed} of {task.total} cases"),
            TimeElapsedColumn(), TimeRemainingColumn(), console=screen, transient=True,
        ) as bar:  # fmt: skip
            shown = bar.add_task(task, total=len(cases))
            began = False

            def tell(done: int, of: int, ended: Ended | None) -> None:
                nonlocal began
                if not began and done:  # what an earlier run had done says nothing of the time that is left
                    bar.reset(shown, completed=done, total=of)
                began = True
                bar.update(shown, completed=done, total=of)
                if ended is not None and ended.state in (State.FAILED, State.WITHHELD):
                    bar.console.print(f"case-{ended.number:04}: {ended.state}. {ended.why}", markup=False)

            finished = run_batch(request, tell)
    code = Exit.DONE if finished.count(State.DONE) == len(cases) else Exit.AWAITS_A_PERSON
    if as_json:
        ended = [asdict(e) for e in finished.ended]
        print(json.dumps({"exit_code": int(code), "left_as_done": finished.left, "cases": ended}, indent=1))
    else:
        _show(Console(highlight=False, soft_wrap=True), finished, len(cases), out)
    raise typer.Exit(code)


def _show(screen: Console, finished: BatchDone, of: int, out: Path) -> None:
    parts = [f"{finished.count(state)} {state}" for state in State if finished.count(state)]
    screen.print(f"{of} cases: {', '.join(parts)}." + (f" {finished.left} were done before." if finished.left else ""))
    screen.print(f"The table {finished.files[0]} and the picture {finished.files[1]} are in the folder of the results.")
    if finished.count(State.FAILED, State.WITHHELD):
        screen.print("Run the same command again to try those that failed: what is done is not done again.")
    screen.print("Cases have numbers there. Which files a number means, --which shows.")
