"""Key maps on the disk: sealed, written in one step, locked against a second writer, the last five versions kept.

Plain text stays in memory. Older schemas are read and brought up to date; what a newer redactor wrote is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError

from redactor.codes.files import private_folder, write_private
from redactor.codes.keymap import VERSION, KeyMap
from redactor.codes.sealing import (
    DamagedError,
    Home,
    KeyMissingError,
    SealingError,
    WrongKeyError,
    seal,
    unseal,
)
from redactor.codes.text import squash

KEPT_VERSIONS = 5
_WAIT_SECONDS = 30


class KeyMapError(Exception):
    """The key map cannot be used. The message is a sentence for the user; it names files, not people."""


def default_key_map_path(home: Home, case_name: str) -> Path:
    """Where a case's key map lies unless the user says otherwise. The file name names nobody."""
    return home.data_dir / "cases" / f"{hashlib.sha256(squash(case_name).encode()).hexdigest()[:16]}.keymap"


def backup_path(path: Path, age: int = 1) -> Path:
    """The version before (`age` 1) and those before it, sealed as well."""
    return path.with_name(f"{path.name}.bak{age}")


def backups(path: Path) -> tuple[Path, ...]:
    """The versions that are kept, newest first."""
    return tuple(p for age in range(1, KEPT_VERSIONS + 1) if (p := backup_path(path, age)).exists())


def _keep_version(path: Path) -> None:
    """The file as it is becomes the newest version before; the oldest goes. Killed halfway, no version is lost but that."""
    for age in range(KEPT_VERSIONS - 1, 0, -1):
        if (older := backup_path(path, age)).exists():
            older.replace(backup_path(path, age + 1))
    write_private(backup_path(path), path.read_bytes())


@contextmanager
def locked(path: Path, wait: float | None = None) -> Iterator[None]:
    """Keep other runs from writing this key map, from loading it to saving it. Waits for another (`wait` seconds).

    Raises KeyMapError when one has it.
    """
    # one lock object for a path in this process, whatever the thread, so that `save_key_map` may lock inside `locked`
    lock = FileLock(path.with_name(path.name + ".lock"), is_singleton=True, thread_local=False)
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
    """The key map in the file, None when there is no file. Raises KeyMapError."""
    try:
        sealed = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        what = "is a folder" if path.is_dir() else "cannot be read"
        raise KeyMapError(f"The key map {path} {what}. Give a file that your account may read.") from None
    return parse_key_map(_opened(sealed, path, home), path)


def save_key_map(path: Path, keymap: KeyMap, home: Home) -> KeyMap:
    """Seal the key map into the file, keeping the version before as a backup. Returns it as saved, to go on with.

    Raises KeyMapError, with the file as it was, also when another run has saved since `keymap` was loaded.
    """
    with locked(path):
        try:
            current = load_key_map(path, home)
            if current is not None and (current.secret, current.revision) != (keymap.secret, keymap.revision):
                raise KeyMapError(
                    f"The key map {path} was changed by another run in the meantime, and has been left as it is. "
                    "Run this again: it will then know everybody whom the other run has met."
                )
            saved = keymap.model_copy(update={"revision": keymap.revision + 1, "version": VERSION})
            sealed = seal(saved.model_dump_json().encode(), home, keymap.recipients)
            if current is not None:
                _keep_version(path)
            write_private(path, sealed)
        except SealingError as error:
            raise KeyMapError(f"The key map {path} cannot be sealed. {error}") from None
        except OSError as error:
            raise _unwritable(path, error) from None
    return saved


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
        f"The version before is kept as {kept[0].name} beside it: put that in its place."
        if kept
        else "Put a copy of it back, or give the right file."
    )
    return KeyMapError(f"The key map {path} is damaged, or is no key map. {advice}")


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
