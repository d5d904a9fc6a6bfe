"""Files with names, written where the user says: readable by their owner alone, whole, and never over another file."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from redactor.base.files import private_folder
from redactor.sealed.sealing import Home, SealingError
from redactor.sealed.whole import Output, finish, is_taken, write_whole


class NotSaved(Exception):
    """Nothing was written. The message is a sentence; `free` is a path that would do, where there is one."""

    def __init__(self, sentence: str, free: Path | None = None) -> None:
        super().__init__(sentence)
        self.free = free


def typed_path(text: str) -> Path:
    """The path that a person typed, or copied from the file manager with its quotation marks. Raises NotSaved."""
    plain = text.strip().strip("\"'“”").strip()
    if not plain:
        raise NotSaved("Write where it should be kept: the folder, and the name of the file.")
    try:
        path = Path(plain).expanduser()
    except RuntimeError:  # ~somebody
        raise NotSaved("Write the whole path of the folder, without ~.") from None
    if not path.is_absolute():
        raise NotSaved(f"Write the whole path, such as {documents() / path.name}.")
    return path


def typed_day(text: str) -> date | None:
    """The date that a person typed, day first; None for what is none."""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        with suppress(ValueError):
            return datetime.strptime(text.strip(), form).date()
    return None


def documents() -> Path:
    """Where people keep files."""
    found = Path.home() / "Documents"
    return found if found.is_dir() else Path.home()


def free(path: Path) -> Path:
    """The path, or the next one of a like name where nothing is: "list.xlsx", "list 2.xlsx"."""
    number, found = 2, path
    while found.exists():
        found = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return found


def write_new(outputs: Mapping[Path, bytes]) -> None:
    """Every file, or none. Raises NotSaved."""
    home = Home.current()
    finish(home)
    for path in outputs:
        if path.is_dir():
            raise NotSaved(f"{path} is a folder. Write the name of the file behind it.")
        if is_taken(path):
            raise NotSaved(f"There is a file {path.name} in the folder already. It was left as it is.")
    try:
        for path in outputs:
            private_folder(path.parent)
        write_whole([Output(path, data, names=True) for path, data in outputs.items()], home)
    except SealingError as error:
        raise NotSaved(str(error)) from None
    except OSError as error:
        why = error.strerror or "it is busy"
        raise NotSaved(f"It cannot be written: {why}. Choose another folder, one that you may write to.") from None
