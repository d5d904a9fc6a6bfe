"""Formats that other packages read: asked for a file that is of none of ours."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from redactor.base.extensions import READERS, loaded
from redactor.sources.source import Source, SourceError


@runtime_checkable
class Reader(Protocol):
    """What reads a format: an object, or a module, with these two functions."""

    def fits(self, data: bytes, name: str) -> bool:
        """Whether the bytes, under this name, are of the format."""
        ...

    def read(self, data: bytes, name: str) -> Source:
        """All that a person or a program could find in the file. Raises SourceError, a sentence without the file's name."""
        ...


def read_by_others(data: bytes, name: str) -> Source | None:
    """What the first extension reads whose format it is; None where there is none.

    Raises Refused for an extension that is no reader or that fails, SourceError for a file that it refuses.
    """
    for extension, reader in loaded(READERS):
        if not isinstance(reader, Reader):
            raise extension.broken(f"{extension.value} has not both fits(data, name) and read(data, name)")
        try:
            if not reader.fits(data, name):
                continue
            source = reader.read(data, name)
        except (SourceError, MemoryError, RecursionError):
            raise
        except Exception as error:  # its text may hold words of the file
            raise extension.broken(f"reading a file ends with {type(error).__name__}") from None
        if not isinstance(source, Source):
            raise extension.broken("what it reads is no Source")
        return source
    return None
