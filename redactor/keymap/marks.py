"""How far a case has come: the highest number of every prefix, kept apart from the key map.

Whoever puts back an earlier key map, or the folder with all of them, puts the mark of the case back only if they try. It
holds prefixes and numbers, no names, and it can only raise what a key map says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from redactor.base.files import private_folder
from redactor.base.private import Private
from redactor.keymap.keymap import KeyMap
from redactor.sealed.sealing import Home
from redactor.sealed.whole import Output, tidy


class Mark(Private):
    """How far one case has come."""

    revision: int = 0  # of the key map
    numbers: Mapping[str, int] = {}  # squashed prefix → highest number ever handed out


def marked(key_map: KeyMap, home: Home) -> KeyMap:
    """The key map with every number that is known to have been used; `put_back` where a later one was saved before."""
    mark = _read(_of_case(key_map.secret, home))
    older = key_map.revision < mark.revision
    raised = key_map.raised(mark.numbers)
    return raised.model_copy(update={"revision": mark.revision, "put_back": True}) if older else raised


def latest(secret: str, revision: int, home: Home) -> int:
    """The revision of `marked`, for the key map with this secret and revision."""
    return max(revision, _read(_of_case(secret, home)).revision)


def outputs(key_map: KeyMap, home: Home) -> tuple[Output, ...]:
    """What has to be written when this key map is saved. Raises OSError."""
    file = _of_case(key_map.secret, home)
    private_folder(home.marks_dir)
    tidy(home.marks_dir, home)
    old = _read(file)
    numbers = key_map.raised(old.numbers).numbers
    mark = Mark(revision=max(key_map.revision, old.revision), numbers=dict(sorted(numbers.items())))
    return (Output(file, mark.model_dump_json().encode(), private=True),)


def _read(path: Path) -> Mark:
    """The mark in a file. One that is missing or damaged says nothing."""
    try:
        return Mark.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return Mark()


def _of_case(secret: str, home: Home) -> Path:
    name = hashlib.sha256(f"redactor mark {secret}".encode()).hexdigest()[:32]
    return home.marks_dir / f"{name}.mark"
