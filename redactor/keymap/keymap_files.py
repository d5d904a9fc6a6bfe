"""Key maps on the disk: sealed, written in one step, locked against a second writer, earlier versions kept.

Plain text stays in memory. Older schemas are read and brought up to date; what a newer redactor wrote is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError
from pydantic_core import from_json

from redactor.base.files import beside, private_folder, put, same_file
from redactor.codes.text import squash
from redactor.keymap import marks
from redactor.keymap.keymap import VERSION, KeyMap
from redactor.keymap.versions import KEPT_VERSIONS, backup_path, backups, is_version, keep_version
from redactor.sealed.sealing import (
    DamagedError,
    Home,
    KeyMissingError,
    SealingError,
    WrongKeyError,
    seal,
    unseal,
)
from redactor.sealed.whole import Output, Taken, finish, is_taken, tidy, write_whole

__all__ = [
    "KEPT_VERSIONS", "KeyMapDamaged", "KeyMapError", "backup_path", "backups", "default_key_map_path", "load_key_map",
    "locked", "parse_key_map", "readings_path", "save_key_map", "save_with", "save_with_names", "saving", "sealed_key_map",
]  # fmt: skip

_WAIT_SECONDS = 30


class KeyMapError(Exception):
    """The key map cannot be used. The message is a sentence for the user; it names files, not people."""


class KeyMapDamaged(KeyMapError):
    """What lies there is no key map, or no longer a whole one."""


def default_key_map_path(home: Home, case_name: str) -> Path:
    """Where a case's key map lies unless the user says otherwise. The file name names nobody."""
    return home.data_dir / "cases" / f"{hashlib.sha256(squash(case_name).encode()).hexdigest()[:16]}.keymap"


def readings_path(path: Path) -> Path:
    """Where it lies, sealed, what was read in the drafts of the case, for the next run; by the key map's own place."""
    return beside(path, ".readings")


def accepted_path(path: Path) -> Path:
    """Where it lies, sealed, which findings of the case persons have accepted; by the key map's own place."""
    return beside(path, ".accepted")


def earlier_accepted_path(path: Path, home: Home) -> Path:
    """Where redactor 0.2.0 kept that, in the clear."""
    return home.data_dir / "accepted" / f"{_place(path)}.json"


def always_folder(home: Home) -> Path:
    """Where words lie, sealed, that always stay: a file for each case in which somebody has said so."""
    return home.data_dir / "always"


def always_path(path: Path, home: Home) -> Path:
    """Those that were said in the case of this key map."""
    return always_folder(home) / f"{_place(path)}.sealed"


def _place(path: Path) -> str:
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24]


@contextmanager
def locked(path: Path, wait: float | None = None) -> Iterator[None]:
    """Keep other runs from writing this key map, from loading it to saving it. Waits for another (`wait` seconds).

    Raises KeyMapError when one has it.
    """
    # one lock object for a path in this process, whatever the thread, so that `save_key_map` may lock inside `locked`
    lock = FileLock(beside(path, ".lock"), is_singleton=True, thread_local=False)
    try:
        private_folder(path.parent)
        lock.acquire(timeout=_WAIT_SECONDS if wait is None else wait)
    except Timeout:
        raise KeyMapError(
            f"Another run is using the key map {path}: a command, or a review page that is open. Wait until it has "
            "finished, or finish there, and try again."
        ) from None
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        yield
    finally:
        lock.release()


def load_key_map(path: Path, home: Home) -> KeyMap | None:
    """The key map in the file, None when there is no file. Raises KeyMapError.

    What killed runs have begun is ended first. Numbers are those of the key map or of the case's mark, the higher ones
    (`marks.py`); only an earlier version is given as it is.
    """
    finish(home)
    try:
        sealed = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        what = "is a folder" if path.is_dir() else "cannot be read"
        raise KeyMapError(f"The key map {path} {what}. Give a file that your account may read.") from None
    found = parse_key_map(_opened(sealed, path, home), path)
    return found if is_version(path) else marks.marked(found, home)


def _as_it_lies_there(path: Path, home: Home) -> tuple[str, int] | None:
    """Secret and revision of the key map in the file, None when there is no file; it is not made out further, which takes time.

    Raises KeyMapError.
    """
    finish(home)
    try:
        plain = _opened(path.read_bytes(), path, home)
        content = from_json(plain)
        secret, revision = content["secret"], content["revision"]
    except (OSError, ValueError, KeyError, TypeError):
        secret = revision = None
    if isinstance(secret, str) and isinstance(revision, int):
        return secret, revision if is_version(path) else marks.latest(secret, revision, home)
    found = load_key_map(path, home)  # of an earlier version of the program, or none: said in its own sentences
    return None if found is None else (found.secret, found.revision)


def save_key_map(path: Path, keymap: KeyMap, home: Home) -> KeyMap:
    """Seal the key map into the file, keeping the version before as a backup. Returns it as saved, to go on with.

    Raises KeyMapError, with the file as it was, also when another run has saved since `keymap` was loaded.
    """
    with locked(path):
        try:
            saved, outputs = saving(path, keymap, home)
            for output in outputs:  # the key map first: a mark that is behind does no harm
                put(output.path, output.data, private=True)
        except OSError as error:
            raise _unwritable(path, error) from None
    return saved


def saving(path: Path, keymap: KeyMap, home: Home) -> tuple[KeyMap, tuple[Output, ...]]:
    """The key map as it will be saved, and the files to write for it; the version before has become a backup.

    To be called while it is locked, when nothing else can go wrong any more. Raises KeyMapError, also when another run has
    saved since `keymap` was loaded.
    """
    try:
        current = _as_it_lies_there(path, home)
        if current is not None and current != (keymap.secret, keymap.revision):
            raise KeyMapError(
                f"The key map {path} was changed by another run in the meantime, and has been left as it is. "
                "Run this again: it will then know everybody whom the other run has met."
            )
        saved = keymap.model_copy(update={"revision": keymap.revision + 1, "version": VERSION, "put_back": False})
        sealed = sealed_key_map(saved, home)
        tidy(path.parent, home)
        if current is not None:
            keep_version(path)
        return saved, (Output(same_file(path), sealed, private=True), *marks.outputs(saved, home))
    except SealingError as error:
        raise KeyMapError(f"The key map {path} cannot be sealed. {error}") from None
    except OSError as error:
        raise _unwritable(path, error) from None


def save_with(path: Path, keymap: KeyMap, home: Home, outputs: Iterable[Output]) -> KeyMap:
    """Save the key map and write `outputs`, all or nothing. Returns the key map as saved.

    To be called while it is locked. Raises KeyMapError for the key map, OSError for the others.
    """
    saved, register = saving(path, keymap, home)
    try:
        write_whole([*register, *outputs], home)
    except SealingError as error:
        raise KeyMapError(f"The key map {path} cannot be sealed. {error}") from None
    return saved


def save_with_names(path: Path, keymap: KeyMap, home: Home, file: Path, data: bytes, what: str) -> KeyMap:
    """Write names into a new file, and note in the key map that they lie there, all or nothing.

    To be called while the key map is locked. Raises Taken where there is another file, KeyMapError, OSError.
    """
    finish(home)
    if is_taken(file):
        raise Taken
    noted = keymap.with_file(what, file, data, datetime.now(UTC).isoformat(timespec="seconds"))
    return save_with(path, noted, home, [Output(file, data, names=True)])


def sealed_key_map(keymap: KeyMap, home: Home) -> bytes:
    """The key map as it lies on the disk. Raises SealingError."""
    return seal(keymap.model_dump_json().encode(), home, keymap.recipients)


def _unwritable(path: Path, error: OSError) -> KeyMapError:
    return KeyMapError(
        f"The key map {path} cannot be written: {error.strerror}. Make the folder writable, or choose another."
    )


def _opened(sealed: bytes, path: Path, home: Home) -> bytes:
    try:
        return unseal(sealed, home)
    except KeyMissingError:
        raise KeyMapError(
            f"The key map {path} is here, but the key that opens it is not: {home.key_file}. Put a copy of the "
            "key file back. Without it the names behind the codes of this case, and the numbers used, cannot be got "
            "back; the anonymised files are unharmed."
        ) from None
    except WrongKeyError:
        raise KeyMapError(
            f"The key map {path} was sealed to another key than yours ({home.key_file}): on another account or "
            "computer. Run this there, put that key file in place of yours, or start a new key map with another file."
        ) from None
    except DamagedError:
        raise _damaged(path) from None
    except SealingError as error:
        raise KeyMapError(f"The key map {path} cannot be opened. {error}") from None


def _damaged(path: Path) -> KeyMapError:
    kept = backups(path)
    advice = (
        f"The version before is kept beside it as {kept[0].name}. To go back to it, run: redactor keymap restore "
        f'--key-map "{path}" --version 1. No number is given twice then.'
        if kept
        else "Put a copy of it back, or give the right file."
    )
    return KeyMapDamaged(f"The key map {path} is damaged, or is no key map. {advice}")


def parse_key_map(plain: bytes, path: Path) -> KeyMap:
    """A key map from its plain text (`path` for the sentence when it is none). Raises KeyMapError."""
    # errors go without their causes: those of json and pydantic may quote names
    try:
        content = json.loads(plain)
        version = content["version"]
        if isinstance(version, int) and version > VERSION:
            raise KeyMapError(
                f"The key map {path} was written by a newer redactor. Bring this one up to date, and try again."
            )
        return KeyMap.model_validate_json(plain)
    except (ValueError, KeyError, TypeError, ValidationError):
        raise _damaged(path) from None
