"""A file that a user gives: on the disk, or in memory, as a page in the browser hands it over."""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Protocol

NOT_A_FILE = "This is no file but a pipe or a device, which could be read for ever. Give the file itself."


class Given(Protocol):
    """What every reader of a file needs. A `Path` is one, and so is `Held`."""

    @property
    def name(self) -> str:
        """The file's name, without its folder."""
        ...

    @property
    def suffix(self) -> str:
        """How the name ends, with its dot; "" where it has none."""
        ...

    def read_bytes(self) -> bytes:
        """All of it. Raises OSError."""
        ...


@dataclass(frozen=True)
class Held:
    """A file that is in memory only: nothing of it is put on the disk to be read."""

    name: str
    data: bytes = field(repr=False)

    @property
    def suffix(self) -> str:
        """How the name ends, with its dot."""
        return PurePath(self.name).suffix

    def read_bytes(self) -> bytes:
        """What it holds."""
        return self.data


class NoRegularFile(OSError):
    """A pipe, a device, a socket: reading it could go on for ever. The message is a sentence."""


def regular_bytes(given: Given) -> bytes:
    """All that a file of a user's holds. Raises OSError, of it `NoRegularFile` for what only looks like a file."""
    if isinstance(given, Path):
        mode = given.stat().st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(NOT_A_FILE)
        if not stat.S_ISREG(mode):
            raise NoRegularFile(NOT_A_FILE)
    return given.read_bytes()


def paths_of(given: tuple[Given | None, ...]) -> tuple[Path, ...]:
    """Those that lie on the disk."""
    return tuple(g for g in given if isinstance(g, Path))
