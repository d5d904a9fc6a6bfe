"""Files destroyed by a plan that outlives a program that is killed: what it is to destroy is noted first, and gone on with.

The plan lies sealed in the user's own data folder, because paths may hold names.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from redactor.base.files import private_folder, put, remove
from redactor.base.private import Private
from redactor.language.establishments import GENERIC
from redactor.language.lexicon import lexicon
from redactor.sealed.sealing import Home, seal, unseal


class PlannedFile(Private):
    """A file that is to be destroyed."""

    path: str
    shown: str  # as the certificate calls it
    digest: str


class DestructionPlan(Private):
    """What is to be destroyed."""

    path: str  # of what it is found again by: the key map, the register
    case: str
    when: str  # ISO 8601, UTC
    who: str
    files: tuple[PlannedFile, ...]
    unreached: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]


P = TypeVar("P", bound=DestructionPlan)


def plan_path(path: Path, home: Home, suffix: str) -> Path:
    """Where the plan lies for the destruction of what is at `path`."""
    name = hashlib.sha256(os.fsencode(path.parent.resolve() / path.name)).hexdigest()[:32]
    return home.unfinished_dir / f"{name}{suffix}"


def begin(plan: P, file: Path, home: Home) -> P:
    """Note the plan. Raises SealingError, OSError; then nothing is destroyed."""
    private_folder(file.parent)
    put(file, seal(plan.model_dump_json().encode(), home), private=True)
    return plan


def begun(kind: type[P], file: Path, home: Home) -> P | None:
    """The plan that was noted, and not ended; None where there is none. Raises SealingError, ValidationError."""
    try:
        return kind.model_validate_json(unseal(file.read_bytes(), home))
    except FileNotFoundError:
        return None


def planned(file: Path, shown: str) -> PlannedFile:
    """A file as it lies there now."""
    return PlannedFile(path=str(file.absolute()), shown=shown, digest=digest_of(file))


def wipe(file: Path) -> None:
    """Random bytes over the content, and away with it: no promise on modern discs, where the content is sealed anyway.
    Raises OSError."""
    if not (file.exists() or file.is_symlink()):
        return
    if not file.is_symlink():
        size = file.stat().st_size
        with file.open("r+b") as stream:
            stream.write(os.urandom(size))
            stream.flush()
            os.fsync(stream.fileno())
    remove(file)


def nameless(file: Path, names: Iterable[str]) -> str:
    """What a file is called; only its kind where its name holds a word of one of these names. What every school or surgery is
    called names none: "for-the-school.docx"."""
    words = {w.casefold() for name in names for w in re.findall(r"[^\W\d_]{3,}", name)}
    words -= {w for w in words & GENERIC if not lexicon().births(w)}
    own = {w.casefold() for w in re.findall(r"[^\W\d_]{3,}", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", file.stem))}
    return f"a file {file.suffix}" if own & words else file.name


def digest_of(file: Path) -> str:
    """SHA-256, hex; "" for what cannot be read."""
    with suppress(OSError):
        return hashlib.sha256(file.read_bytes()).hexdigest()
    return ""
