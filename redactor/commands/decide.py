"""`redactor decide`: what awaits a person, answered in the terminal or in an Excel sheet."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click
import typer
from rich.console import Console

from redactor.base.given import regular_bytes
from redactor.commands.common import Exit, ask_passphrase, refuse, refuse_missing, sentences
from redactor.records.wording import counted

if TYPE_CHECKING:
    from redactor.keymap.keymap import KeyMap

    Save = Callable[[KeyMap], KeyMap]


def _line(prompt: str) -> str:
    return str(typer.prompt(prompt, default="", show_default=False, prompt_suffix=""))


_AGAIN = "Run redactor anonymise again to put that into the files."


def decide(
    codes: Annotated[
        Path | None, typer.Option("--codes", help="The board's code list of the case: its key map is found by it.")
    ] = None,
    key_map: Annotated[Path | None, typer.Option("--key-map", help="The key map, if you keep it elsewhere.")] = None,
    sheet: Annotated[
        Path | None, typer.Option("--sheet", help="Write the questions to this Excel file instead. RESTRICTED: names.")
    ] = None,
    read: Annotated[Path | None, typer.Option("--read", help="Read back the Excel file that you filled in.")] = None,
    undo: Annotated[int | None, typer.Option("--undo", help="Take back the decision of this number.")] = None,
    pictures: Annotated[bool, typer.Option("--pictures", help="Decide about pictures only.")] = False,
    made: Annotated[bool, typer.Option("--made", help="Show the decisions made so far, and stop.")] = False,
    who: Annotated[str, typer.Option("--who", help="Who decides; by default the name of your account.")] = "",
) -> None:
    """Decide what awaits a person: who is meant, is this right, one person or two. Shows names: for your eyes only."""
    refuse_missing((), codes)
    from redactor.case.opening import key_map_path
    from redactor.case.questions import user
    from redactor.keymap.keymap_files import KeyMapError, load_key_map, locked, save_key_map
    from redactor.sealed.sealing import Home

    screen = Console(highlight=False)
    with sentences(KeyMapError):
        home, path = Home.current(), key_map_path(codes, key_map, ask_passphrase)
        with locked(path):
            opened = load_key_map(path, home)
            if opened is None:
                refuse([f"There is no key map of this case at {path}. Anonymise a draft of it first."])

            def save(changed: KeyMap) -> KeyMap:
                return save_key_map(path, changed, home)

            if made:
                _show(opened, screen)
            elif sheet is not None:
                _write_sheet(opened, path, sheet, screen)
            elif read is not None:
                _read_sheet(opened, read, who or user(), save, screen)
            elif undo is not None:
                _take_back(opened, undo, save, screen)
            else:
                _ask(opened, who or user(), save, screen, pictures_only=pictures)


def asked_at_once(path: Path, who: str, screen: Console) -> bool:
    """Put the questions of a run that has just ended. Returns whether anything was decided. Raises KeyMapError."""
    from redactor.case.questions import user
    from redactor.keymap.keymap_files import load_key_map, locked, save_key_map
    from redactor.sealed.sealing import Home

    home = Home.current()
    with locked(path):
        opened = load_key_map(path, home)
        if opened is None:
            return False
        made, _ = _asked(opened, who or user(), lambda k: save_key_map(path, k, home), screen, pictures_only=False)
    return bool(made)


def _ask(opened: KeyMap, who: str, save: Save, screen: Console, *, pictures_only: bool) -> None:
    made, left = _asked(opened, who, save, screen, pictures_only=pictures_only)
    if made:
        screen.print(_AGAIN)
    raise typer.Exit(Exit.AWAITS_A_PERSON if left else Exit.DONE)


def _asked(opened: KeyMap, who: str, save: Save, screen: Console, *, pictures_only: bool) -> tuple[int, int]:
    """Put the questions; how many decisions were made, and how many questions are left."""
    from redactor.case.questions import questions
    from redactor.commands.asking import Keyboard, ask
    from redactor.commands.asking_pictures import ask_pictures

    screen.print("[bold]Restricted: names[/bold]")
    keyboard = Keyboard(
        _key, lambda prompt: str(typer.prompt(prompt, default="", show_default=False, prompt_suffix=""))
    )
    after = opened if pictures_only else ask(opened, screen, keyboard, who, save)
    if pictures_only or not questions(after):
        after = ask_pictures(after, screen, keyboard, who, save)
    made, left = len(after.decisions) - len(opened.decisions), len(questions(after))
    screen.print()
    screen.print(f"{made} decided. " + (f"{left} still await you." if left else "Nothing awaits you.") + _unseen(after))
    return made, left


def _unseen(key_map: KeyMap) -> str:
    from redactor.case.picture_choices import open_pictures

    many = len(open_pictures(key_map))
    return f" Nobody has decided on {many} {'picture' if many == 1 else 'pictures'} yet." if many else ""


def _key() -> str:
    """One key, without Enter where the terminal can do that; from a pipe, a line's first letter."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line[:1] if line else ""
    return click.getchar().lower()


def _write_sheet(opened: KeyMap, path: Path, sheet: Path, screen: Console) -> None:
    from redactor.case.question_sheet import decision_sheet
    from redactor.case.questions import questions
    from redactor.keymap.keymap_files import save_with_names
    from redactor.sealed.sealing import Home
    from redactor.sealed.whole import Taken

    if sheet.suffix.lower() != ".xlsx":
        refuse(["The sheet is an Excel file: let its name end in .xlsx."])
    try:
        save_with_names(path, opened, Home.current(), sheet, decision_sheet(opened), "sheet of decisions")
    except Taken:
        refuse(["There is a file of this name already, and it may hold answers. Give another name with --sheet."])
    except OSError as error:
        refuse([f"The sheet cannot be written: {error.strerror}. Choose another folder."])
    screen.print(
        f"{counted(len(questions(opened)), 'question')} written. RESTRICTED: the sheet holds names.", soft_wrap=True
    )
    if unseen := _unseen(opened):
        screen.print(f"{unseen.strip()} They have a sheet of their own in it.", soft_wrap=True)
    screen.print("Fill in the yellow columns, save, and run redactor decide --read with the file.", soft_wrap=True)
    raise typer.Exit(Exit.AWAITS_A_PERSON if questions(opened) else Exit.DONE)


def _read_sheet(opened: KeyMap, read: Path, who: str, save: Save, screen: Console) -> None:
    from redactor.case.picture_sheet import read_pictures
    from redactor.case.question_sheet import read_back
    from redactor.case.questions import questions

    try:
        data = regular_bytes(read)
        after, taken, problems = read_back(opened, data, who)
        after, pictures, unclear = read_pictures(after, data, who)
    except OSError:
        refuse(["The sheet cannot be read. Close it in Excel, and check its name."])
    except ValueError as error:
        refuse([f"The file given with --read is no sheet of redactor decide --sheet. {error}"])
    taken, problems = taken + pictures, (*problems, *unclear)
    if taken:
        save(after)
    left = len(questions(after))
    screen.print(
        f"{counted(taken, 'answer')} taken over, {counted(left, 'question')} still open."
        + (f" {_AGAIN}" if taken else "")
    )
    for problem in problems:
        screen.print(problem, soft_wrap=True, markup=False)
    raise typer.Exit(Exit.AWAITS_A_PERSON if left or problems else Exit.DONE)


def _take_back(opened: KeyMap, number: int, save: Save, screen: Console) -> None:
    if not any(d.number == number and not d.withdrawn for d in opened.decisions):
        refuse([f"There is no decision {number} to take back. redactor decide --made shows them."])
    save(opened.without_decision(number))
    screen.print(f"Decision {number} is taken back. {_AGAIN}")


def _show(opened: KeyMap, screen: Console) -> None:
    if not opened.decisions:
        screen.print("Nothing has been decided yet.")
        return
    screen.print("[bold]Restricted: names[/bold]")
    for d in opened.decisions:
        about = " · ".join(filter(None, ("; ".join(d.names), " and ".join(filter(None, (d.code, d.other))))))
        holds = "one place" if d.here_only else "everywhere"
        line = f"{d.number}. {d.ruling.value}: {about} ({holds}). {d.who}, {d.when[:16].replace('T', ' ')} UTC."
        back = " Taken back." if d.withdrawn else ""
        screen.print(f"{line}{f' Reason: {d.reason}.' if d.reason else ''}{back}", soft_wrap=True, markup=False)
