"""The journal of a set of files: what is done with each, as bytes to be sealed. `whole.py` keeps and reads it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileStep:
    """What is done with one file."""

    number: int
    path: Path
    names: bool
    private: bool
    digest: str  # of what is put there; "" where the file goes
    before: bytes | None
    after: bytes | None  # of files with names only: the others lie half-written in their folder


def packed(steps: Sequence[FileStep]) -> bytes:
    """The steps with all that is needed to do or undo them."""
    held = io.BytesIO(index_of([[s.number, str(s.path), s.names, s.private, s.digest] for s in steps]))
    with zipfile.ZipFile(held, "a") as pack:
        for step in steps:
            for what, data in (("before", step.before), ("after", step.after)):
                if data is not None:
                    pack.writestr(f"{what}-{step.number}", data)
    return held.getvalue()


def index_of(steps: Sequence[Sequence[object]]) -> bytes:
    """Only what was put where: number, path, whether it holds names, whether it is private, digest."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as pack:
        pack.writestr("steps.json", json.dumps(steps))
    return held.getvalue()


def unpacked(data: bytes) -> list[FileStep]:
    """What `packed` or `index_of` was given. Raises ValueError, KeyError, zipfile.BadZipFile for other bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        there = set(pack.namelist())

        def held(what: str) -> bytes | None:
            return pack.read(what) if what in there else None

        return [
            FileStep(n, Path(path), names, private, digest, held(f"before-{n}"), held(f"after-{n}"))
            for n, path, names, private, digest in json.loads(pack.read("steps.json"))
        ]
