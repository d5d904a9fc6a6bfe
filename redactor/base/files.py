"""One file on the disk: written whole or not at all, its half-written leftovers swept. Sets of files: `whole.py`.

Half-written files are called `.redactor-….part` whatever the result is called: short enough for every file system, and
nobody's name in it. While one is being written its writer holds a lock on it, so that a sweeper can tell a leftover.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from redactor.base.locks import age, hold

_OWNER_FILE, _OWNER_FOLDER = 0o600, 0o700
_NAME_MAX = 255  # bytes of a file's name, on every file system that people use
_PART = re.compile(r"\.redactor-([0-9a-f]{16})-\d+\.part")
# what version 0.1.0 may have left: `.redactor-x.tmp`, `.name.docx.part`, `.0123456789abcdef.part`, `.name.0123456789ab.tmp`
_OLD_PART = re.compile(
    r"\.redactor-\w+\.tmp|\.[^/]+\.(?:docx|html|jsonl)\.part|\.[0-9a-f]{16}\.part|\.[^/]+\.[0-9a-f]{12}\.tmp"
)
_OLD_AGE, _UNKNOWN_AGE = 3600.0, 86400.0  # seconds after which a file that nobody can vouch for is a leftover


def private_folder(folder: Path) -> None:
    """Make the folder, readable by its owner only, unless it is there already. Raises OSError."""
    if not folder.is_dir():
        if folder.parent != folder:  # a drive that is not there is its own parent
            private_folder(folder.parent)
        folder.mkdir(mode=_OWNER_FOLDER, exist_ok=True)


def beside(path: Path, suffix: str) -> Path:
    """The file beside `path` whose name is that of `path` and `suffix`; a name too long for a disk is cut, and made sure
    to be nobody else's by a digest."""
    if len(os.fsencode(path.name + suffix)) <= _NAME_MAX:
        return path.with_name(path.name + suffix)
    return path.with_name(fitted(path.name, f"~{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:8]}{suffix}"))


def fitted(stem: str, ending: str) -> str:
    """`stem` and `ending` as one file name, the stem cut where the whole would be longer than a disk allows."""
    while stem and len(os.fsencode(stem + ending)) > _NAME_MAX:
        stem = stem[:-1]
    return stem + ending


def same_file(path: Path) -> Path:
    """Where the bytes of `path` lie: the file itself, or what it links to. Raises OSError for links in a circle."""
    try:
        return path.resolve() if path.is_symlink() else path
    except RuntimeError:
        raise OSError(40, "Too many levels of symbolic links") from None


@dataclass
class UnfinishedFile:
    """A file that is written, and not in its place yet. Its lock is held until it is moved or thrown away."""

    path: Path
    handle: int | None = None

    def put(self, target: Path) -> None:
        """Move it into place, over what is there. Raises OSError."""
        if os.name != "posix":
            self._release()  # an open file cannot be moved there
        self.path.replace(target)
        self._release()

    def drop(self) -> None:
        """Throw it away."""
        if os.name != "posix":
            self._release()
        with suppress(OSError):
            self.path.unlink()
        self._release()

    def _release(self) -> None:
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None


def new_token() -> str:
    """What marks the half-written files of one writing."""
    return secrets.token_hex(8)


def part_path(folder: Path, token: str, number: int) -> Path:
    """Where the half-written file of this number lies."""
    return folder / f".redactor-{token}-{number}.part"


def stage(folder: Path, data: bytes, *, private: bool = False, token: str = "", number: int = 0) -> UnfinishedFile:
    """Write `data` into a half-written file of this folder, down to the disk. Raises OSError, with nothing left."""
    path = part_path(folder, token or new_token(), number)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _OWNER_FILE)
    part = UnfinishedFile(path, handle)
    try:
        hold(handle)
        _write_all(handle, data)
        if not private:
            path.chmod(0o666 & ~_umask())
    except BaseException:
        part.drop()
        raise
    return part


def put(path: Path, data: bytes, *, private: bool = False) -> None:
    """Put `data` at `path` in one step: a reader, or a run killed halfway, finds the old file or the new one.

    `private` makes it readable by its owner only. What is given is written as it is. A link is written through, to what it
    links to. Raises OSError; what was there is then still there.
    """
    target = same_file(path)
    part = stage(target.parent, data, private=private)
    try:
        part.put(target)
    except BaseException:
        part.drop()
        raise
    sync_folder(target.parent)


def put_openly(path: Path, data: bytes) -> None:
    """Write names into the file that is meant to hold them and into no other, for its owner only. Raises OSError.

    This is not one step: `whole.py` sees to it that the next command ends what was begun.
    """
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, _OWNER_FILE)
    try:
        if os.name == "posix":
            os.fchmod(handle, _OWNER_FILE)
        os.ftruncate(handle, 0)
        _write_all(handle, data)
    finally:
        os.close(handle)
    sync_folder(path.parent)


def remove(path: Path) -> None:
    """Take a file away, if it is there, for good. Raises OSError."""
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """A new name has to outlive a power cut, too. Raises OSError."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path, kept: frozenset[str] = frozenset()) -> None:
    """Take away what killed runs left half-written in this folder; not what belongs to the tokens in `kept`, nor what
    another run is writing at this moment."""
    try:
        names = [e.name for e in os.scandir(folder) if e.name.startswith(".")]
    except OSError:
        return
    for name in names:
        if match := _PART.fullmatch(name):
            if match[1] not in kept and _is_left(folder / name):
                with suppress(OSError):
                    (folder / name).unlink()
        elif _OLD_PART.fullmatch(name) and age(folder / name) > _OLD_AGE:
            with suppress(OSError):
                (folder / name).unlink()


def _is_left(part: Path) -> bool:
    """Nobody is writing it any more."""
    try:
        import fcntl
    except ImportError:  # Windows does not let an open file be deleted anyway
        return age(part) > _OLD_AGE
    try:
        handle = os.open(part, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a network drive without locks
        return age(part) > _UNKNOWN_AGE
    finally:
        os.close(handle)
    return True


def _write_all(handle: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]
    os.fsync(handle)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
