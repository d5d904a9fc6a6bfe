"""The folder in which an office program works on a draft: its owner's alone, and gone afterwards, after a killed run too."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from redactor.base.locks import age, hold

_NAME = "redactor-office-"
_LOCK = "in-use"
_OLD_AGE = 3600.0  # seconds after which, without locks, a folder is a leftover
_BEING_MADE = 60.0  # seconds that a folder may be without its lock


@contextmanager
def private_place() -> Iterator[Path]:
    """A new folder with rights for its owner only. Raises OSError."""
    sweep()
    place = Path(tempfile.mkdtemp(prefix=_NAME))
    handle = os.open(place / _LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        hold(handle)
        yield place
    finally:
        os.close(handle)
        _remove(place)


def sweep() -> None:
    """Take away the folders that killed runs of this user have left."""
    place = _temporary_place()
    with suppress(OSError):
        for each in place.glob(f"{_NAME}*") if place else ():
            if _is_ours(each) and _is_left(each):
                _remove(each)


def _temporary_place() -> Path | None:
    """Where temporary files lie. `tempfile` itself would try whether it can write there, and most commands turn nothing."""
    told = [tempfile.tempdir, *(os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))]
    usual = ("/tmp", "/var/tmp", "/usr/tmp") if os.name == "posix" else ()
    return next((Path(each) for each in (*told, *usual) if each and Path(each).is_dir()), None)


def _is_ours(folder: Path) -> bool:
    with suppress(OSError):
        found = folder.lstat()
        return not folder.is_symlink() and folder.is_dir() and (os.name != "posix" or found.st_uid == os.getuid())
    return False


def _is_left(folder: Path) -> bool:
    """Nobody holds its lock, and it is not being made at this moment."""
    try:
        import fcntl

        handle = os.open(folder / _LOCK, os.O_RDONLY)
    except FileNotFoundError:
        return age(folder) > _BEING_MADE
    except (ImportError, OSError):
        return age(folder) > _OLD_AGE
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def _remove(folder: Path) -> None:
    """The program may still be writing as it ends."""
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.1)
