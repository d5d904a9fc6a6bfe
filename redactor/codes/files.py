"""Writing private files: whole or not at all, and for the owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

_OWNER_FILE, _OWNER_FOLDER = 0o600, 0o700


def private_folder(folder: Path) -> None:
    """Make the folder, readable by its owner only, unless it is there already. Raises OSError."""
    if not folder.is_dir():
        if folder.parent != folder:  # a drive that is not there is its own parent
            private_folder(folder.parent)
        folder.mkdir(mode=_OWNER_FOLDER, exist_ok=True)


def write_private(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step: a reader, or a run killed halfway, finds the old file or the new one.

    Raises OSError. Whatever is given is written as it is: seal it first.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _OWNER_FILE)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    if os.name == "posix":  # the new name has to outlive a power cut too
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
