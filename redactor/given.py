"""A file that a user gives: on the disk, or in memory, as a page in the browser hands it over."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Protocol


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


def paths_of(given: tuple[Given | None, ...]) -> tuple[Path, ...]:
    """Those that lie on the disk."""
    return tuple(g for g in given if isinstance(g, Path))
