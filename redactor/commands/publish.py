"""`redactor publish`: copies for those whom a report leaves the board for, from one set of decisions."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from redactor.commands.common import Exit, asked_once, refuse, refuse_missing, refuse_missing_case, sentences
from redactor.keymap.levels import AgeLevel, DateLevel

if TYPE_CHECKING:
    from redactor.publication.audiences import Audience
    from redactor.publication.publishing import Published

_LOOKS_SHOWN = 30


def publish(
    drafts: Annotated[
        list[Path], typer.Argument(help="The anonymised drafts of one case, with codes in them.", show_default=False)
    ],
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for the copies; each audience gets a folder in it.")
    ] = None,
    codes: Annotated[
        Path | None, typer.Option("--codes", help="The board's code list of the case: its key map is found by it.")
    ] = None,
    key_map: Annotated[Path | None, typer.Option("--key-map", help="The key map, if you keep it elsewhere.")] = None,
    audience: Annotated[
        list[str] | None,
        typer.Option(
            "--for", help="board, ofsted, repository, family, father, print, or all. Repeatable; by default print."
        ),
    ] = None,
    person: Annotated[
        list[str] | None, typer.Option("--person", help="Whose part, with --for father (Mr A). Repeatable.")
    ] = None,
    dates: Annotated[
        DateLevel | None, typer.Option("--dates", help="How dates are told. Chosen once, remembered for the case.")
    ] = None,
    ages: Annotated[AgeLevel | None, typer.Option("--ages", help="How ages of small children are told.")] = None,
    anchor: Annotated[
        str, typer.Option("--anchor", help="Where Month 1 begins: 2019-03, or 2019-03-14 for Day 1.")
    ] = "",
    sheet: Annotated[
        Path | None, typer.Option("--sheet", help="Write the table of facts, to accept, change or refuse. RESTRICTED.")
    ] = None,
    read: Annotated[Path | None, typer.Option("--read", help="Read back the table that you filled in.")] = None,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help='A pseudonym that was chosen: "Child 1=Jay". Repeatable.'),
    ] = None,
    draw: Annotated[
        bool, typer.Option("--draw-names", help="Draw pseudonyms for the others of the family and around it.")
    ] = False,
    press: Annotated[
        Path | None, typer.Option("--press", help="A folder of press cuttings: no pseudonym is a name in them.")
    ] = None,
    restricted_key: Annotated[
        Path | None, typer.Option("--restricted-key", help="Also write what each thing stands for to this .xlsx.")
    ] = None,
    who: Annotated[str, typer.Option("--who", help="Who decides; by default the name of your account.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the outcome for machines.")] = False,
) -> None:
    """Tell facts generally, put pseudonyms, and write a copy for each audience. Proposals are put until you decide."""
    if out is None and sheet is None:
        refuse(
            ["Where should the copies go? Give a folder with --out; or --sheet for the table of facts."],
            as_json=as_json,
        )
    refuse_missing(drafts, codes, as_json=as_json)
    refuse_missing_case(codes, key_map, as_json=as_json)
    from redactor.case.deciding import user
    from redactor.case.opening import key_map_path
    from redactor.keymap.keymap_files import KeyMapError
    from redactor.publication.press import cuttings
    from redactor.publication.publishing import PublishRequest
    from redactor.publication.publishing import publish as make
    from redactor.sealed.sealing import SealingError

    with sentences(KeyMapError, SealingError, as_json=as_json):
        passphrase = asked_once()
        request = PublishRequest(
            tuple(drafts),
            key_map_path(codes, key_map, passphrase),
            out or Path(),
            codes,
            _audiences(audience or ["print"]),
            tuple(person or ()),
            dates,
            ages,
            _anchor(anchor, as_json=as_json),
            sheet,
            read,
            restricted_key,
            _names(name or [], as_json=as_json),
            draw,
            tuple(c.text for c in cuttings(press)) if press else (),
            who or user(),
            passphrase,
        )
        done = make(request)
    code = Exit.AWAITS_A_PERSON if done.awaits_a_person else Exit.DONE
    if as_json:
        print(json.dumps(_for_machines(done, int(code)), ensure_ascii=False, indent=1))
    else:
        _show(Console(highlight=False, soft_wrap=True), done)
    raise typer.Exit(code)


def _audiences(names: list[str]) -> tuple[Audience, ...]:
    """Those asked for, each once. Raises Refused."""
    from redactor.publication.audiences import audience_of, audiences

    every = [a for name in names for a in (audiences().values() if name.lower() == "all" else (audience_of(name),))]
    return tuple(dict.fromkeys(every))


def _anchor(text: str, *, as_json: bool) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text if text.count("-") == 2 else f"{text}-01")
    except ValueError:
        refuse(["The anchor is a month, 2019-03, or a day, 2019-03-14."], as_json=as_json)


def _names(pairs: list[str], *, as_json: bool) -> dict[str, str]:
    found = {}
    for pair in pairs:
        code, is_pair, name = pair.partition("=")
        if not is_pair or not name.strip():
            refuse(['A pseudonym is given with its code: --name "Child 1=Jay".'], as_json=as_json)
        found[code.strip()] = name.strip()
    return found


def _for_machines(done: Published, code: int) -> dict[str, object]:
    return {
        "exit_code": code,
        "files": [str(p) for p in done.files],
        "facts": done.facts,
        "undecided": done.undecided,
        "look": list(done.looks),
        "problems": list(done.problems),
    }


def _show(screen: Console, done: Published) -> None:
    for problem in done.problems:
        screen.print(escape(problem))
    if done.sheet:
        screen.print(
            f"{done.facts} facts written, {done.undecided} of them not decided. RESTRICTED: they lead to the family."
        )
        screen.print("Fill in the yellow columns, save, and run redactor publish --read with the file.")
        return
    screen.print("Written:")
    for path in done.files:
        screen.print(f"  {escape(str(path))}")
    if done.undecided:
        screen.print(
            f"{done.undecided} of {done.facts} facts were put as proposed. Decide on them: redactor publish --sheet."
        )
    screen.print("Then read each copy as somebody would who wants to know who it is: redactor intruder.")
    if done.looks:
        screen.print("[bold]Look at these:[/bold]")
        for look in done.looks[:_LOOKS_SHOWN]:
            screen.print(f"  {escape(look)}")
        if len(done.looks) > _LOOKS_SHOWN:
            screen.print(f"  … and {len(done.looks) - _LOOKS_SHOWN} more; --json shows them all.")
