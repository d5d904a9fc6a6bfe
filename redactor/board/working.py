"""The list that the business manager works on, kept as she types: sealed, in her own data folder, one file a list.

With it lies what belongs to it and is in no file of the list yet: the agencies' requests and returns, what she has answered, the
layouts of their chronologies. What an edition is issued from is what lies here, never what is only on a screen.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError

from redactor.base.files import beside, private_folder, put, remove
from redactor.base.private import Private
from redactor.board.parcels import Opened, Parcel
from redactor.board.registers import Answered
from redactor.sealed.sealing import Home, SealingError, seal, unseal

_SUFFIX = ".list"


class KeptAnswer(Private):
    """What stands in the fields of a request that has not been taken over yet."""

    key: str
    ruling: str  # name of the ruling, "" for none
    code: str = ""
    role: str = ""


class KeptParcel(Private):
    """An agency's file, opened."""

    agency: str  # as part of a file's name
    parcel: Parcel
    file: str


class KeptPair(Private):
    """A pair of the returns, and whether it is one person."""

    sides: tuple[str, str]
    one: bool


class WorkingList(Private):
    """All that a page of the board has open."""

    version: int = 1
    id: str
    saved: str = ""  # ISO 8601, UTC
    case: str = ""
    board: str = ""
    source: str = ""  # the file that it was taken from, without its folder
    people: tuple[tuple[str, ...], ...] = ()
    roles: tuple[tuple[str, ...], ...] = ()
    settled: tuple[tuple[str, str], ...] = ()  # requests taken over, and what they came to
    given: tuple[tuple[str, Answered], ...] = ()
    answers: tuple[KeptAnswer, ...] = ()
    said: tuple[KeptPair, ...] = ()
    requests: tuple[KeptParcel, ...] = ()
    returns: tuple[KeptParcel, ...] = ()
    layouts: tuple[tuple[str, tuple[tuple[tuple[str, str], ...], ...]], ...] = ()  # agency → its layouts


@dataclass(frozen=True)
class KeptList:
    """A list that lies here, as somebody chooses among them. It shows no name."""

    id: str
    case: str  # the board's reference, or the code of the subject
    source: str
    rows: int
    saved: datetime


class ListInUse(Exception):
    """Another page has the list open."""


def new_id() -> str:
    """For a list that is begun."""
    return secrets.token_hex(8)


def keep(kept: WorkingList, home: Home) -> datetime:
    """Seal the list into its file, in one step; when that was. Raises SealingError, OSError: then the file is as it was."""
    now = datetime.now(UTC)
    path = _path(kept.id, home)
    private_folder(path.parent)
    said = kept.model_copy(update={"saved": now.isoformat(timespec="seconds")})
    put(path, seal(said.model_dump_json().encode(), home), private=True)
    return now


def kept_list(id: str, home: Home) -> WorkingList | None:
    """The list of this id; None where there is none, or it cannot be opened with this account's key."""
    with suppress(OSError, SealingError, ValidationError):
        return WorkingList.model_validate_json(unseal(_path(id, home).read_bytes(), home))
    return None


def kept_lists(home: Home) -> list[KeptList]:
    """Every list that lies here, the last saved first."""
    found = []
    for path in _folder(home).glob(f"*{_SUFFIX}"):
        if (kept := kept_list(path.stem, home)) is not None:
            rows = sum(any(cell.strip() for cell in row) for row in kept.people)
            case = kept.case or next((row[0] for row in kept.people if row[1:2] == ("subject",)), "")
            found.append(KeptList(kept.id, case, kept.source, rows, datetime.fromisoformat(kept.saved)))
    return sorted(found, key=lambda each: each.saved, reverse=True)


def file_of(id: str, home: Home) -> Path:
    """Where a list lies that is kept."""
    return _path(id, home)


def forget(id: str, home: Home) -> None:
    """Take a list away. Raises ListInUse, OSError."""
    with in_use(id, home):
        remove(_path(id, home))
    with suppress(OSError):
        beside(_path(id, home), ".lock").unlink(missing_ok=True)


def in_use(id: str, home: Home) -> FileLock:
    """A lock that is held while a page has the list open. Raises ListInUse."""
    path = _path(id, home)
    private_folder(path.parent)
    lock = FileLock(beside(path, ".lock"), thread_local=False)  # opened and let go by whatever thread serves the page
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise ListInUse from None
    return lock


def kept_parcels(parcels: Iterable[tuple[str, Opened]]) -> tuple[KeptParcel, ...]:
    """Opened files, by agency, as they are kept."""
    return tuple(KeptParcel(agency=agency, parcel=one.parcel, file=one.file) for agency, one in parcels)


def _folder(home: Home) -> Path:
    return home.data_dir / "boards" / "lists"


def _path(id: str, home: Home) -> Path:
    if not id.isalnum():  # it comes from an address
        raise FileNotFoundError(id)
    return _folder(home) / f"{id}{_SUFFIX}"
