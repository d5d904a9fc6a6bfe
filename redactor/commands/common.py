"""What all commands share: exit codes, and errors that are sentences and hold no name."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from enum import IntEnum
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from redactor.base.refused import WHICH_CASE, Refused
from redactor.base.unexpected import unexpected

NO_LIST = "The code list was not found. Check the folder and the spelling of its name."


class Exit(IntEnum):
    """What the shell is told."""

    DONE = 0
    AWAITS_A_PERSON = 1
    WRONG_INPUT = 2
    WITHHELD = 3


def use_utf8() -> None:
    """Print anything anywhere. Windows gives a pipe or a file the letters of one country, and a name with others in it, or an
    arrow in a sentence, would end the program; machines read UTF-8. What the user has set (PYTHONIOENCODING) stays."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            mine = not stream.isatty() and not os.environ.get("PYTHONIOENCODING")
            stream.reconfigure(encoding="utf-8" if mine else None, errors="backslashreplace")


def refuse(problems: Sequence[str], exit_code: int = Exit.WRONG_INPUT, *, as_json: bool = False) -> NoReturn:
    """Show the sentences and stop with the exit code."""
    if as_json:
        print(json.dumps({"exit_code": int(exit_code), "problems": list(problems)}, ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            Console(stderr=True, highlight=False, soft_wrap=True).print(escape(problem))
    raise typer.Exit(int(exit_code)) from None


def refuse_missing(
    drafts: Sequence[Path],
    codes: Path | None = None,
    *,
    where: str = "its name and folder",
    as_json: bool = False,
) -> None:
    """Refuse files that are not there at once, before anything is loaded that would read them."""
    if codes is not None and not codes.exists():
        refuse(
            [
                "The code list cannot be used, and nothing was written. 1 to mend:",
                NO_LIST,
            ],
            as_json=as_json,
        )
    for n, draft in enumerate(drafts, 1):
        if not draft.exists():
            which = f"Draft {n} of {len(drafts)}: " if len(drafts) > 1 else ""
            refuse([f"{which}The file does not exist. Check {where}."], as_json=as_json)


def refuse_missing_case(codes: Path | None, key_map: Path | None, *, as_json: bool = False) -> None:
    """The same for a command about a key map, which is found by the list unless it is given itself."""
    if key_map is None and codes is None:
        refuse([WHICH_CASE], as_json=as_json)
    if key_map is None:
        refuse_missing((), codes, as_json=as_json)


@contextmanager
def sentences(*expected: type[Exception], as_json: bool = False) -> Iterator[None]:
    """Turn every error inside into a sentence and exit code 2; `Refused` and those `expected` carry theirs.

    Whatever else goes wrong is told without its text: no traceback with lines of a draft may reach the screen.
    """
    told: tuple[type[Exception], ...] = (Refused, *expected)
    try:
        yield
    except told as error:
        problems = getattr(error, "problems", None) or [str(error)]
        refuse(problems, getattr(error, "exit_code", Exit.WRONG_INPUT), as_json=as_json)
    except (typer.Exit, typer.Abort, KeyboardInterrupt):
        raise
    except Exception as error:
        refuse([unexpected(error)], as_json=as_json)


def day_of(text: str) -> date:
    """A date that the user has typed, day first or as in ISO 8601; anything else is refused."""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        with suppress(ValueError):
            return datetime.strptime(text.strip(), form).date()
    return refuse(["Write the date day first, such as 31/12/2035."])


def asked_once() -> Callable[[], str]:
    """What asks for the passphrase of an edition when it is needed first, and knows it for the rest of the command."""
    known: list[str] = []

    def passphrase() -> str:
        if not known:
            known.append(ask_passphrase())
        return known[0]

    return passphrase


def ask_passphrase(prompt: str = "Passphrase", *, twice: bool = False) -> str:
    """A passphrase from the keyboard, not shown; from REDACTOR_PASSPHRASE where nobody sits there."""
    if given := os.environ.get("REDACTOR_PASSPHRASE"):
        return given
    return str(typer.prompt(prompt, hide_input=True, confirmation_prompt=twice, err=True))
