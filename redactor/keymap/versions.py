"""Earlier versions of a key map: the last five, and of the time before one an hour, a day, a week."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from redactor.base.files import beside, put, same_file

KEPT_VERSIONS = 5
_STAMP = "%Y%m%dT%H%M%S"
# (of what age, which versions stand for one another: the newest is kept)
_THINNED = ((timedelta(days=1), "%Y%m%d%H"), (timedelta(days=14), "%Y%m%d"), (timedelta(weeks=26), "%G%V"))


def backup_path(path: Path, age: int = 1) -> Path:
    """The version before (`age` 1) and those before it, sealed as well."""
    return beside(path, f".bak{age}")


def backups(path: Path) -> tuple[Path, ...]:
    """The versions that are kept, newest first."""
    return (*_recent(path), *_dated(path))


def is_version(path: Path) -> bool:
    """Whether a path is that of an earlier version."""
    return bool(re.search(r"\.bak\d+$|\.\d{8}T\d{6}\.bak$", path.name))


def saved_at(version: Path) -> datetime:
    """When a version was saved. Raises OSError."""
    return datetime.fromtimestamp(version.stat().st_mtime, UTC)


def keep_version(path: Path) -> None:
    """The file as it is becomes the newest version before. Killed halfway, no version is lost. Raises OSError."""
    file = same_file(path)
    data, times = file.read_bytes(), file.stat()
    newest = backup_path(path)
    if newest.is_file() and newest.read_bytes() == data:
        return  # kept by a run that came no further
    oldest = backup_path(path, KEPT_VERSIONS)
    if oldest.exists() and backup_path(path, KEPT_VERSIONS - 1).exists():
        dated = beside(path, f".{saved_at(oldest).strftime(_STAMP)}.bak")
        oldest.replace(dated)
    for age in range(KEPT_VERSIONS - 1, 0, -1):
        if (older := backup_path(path, age)).exists():
            older.replace(backup_path(path, age + 1))
    put(newest, data, private=True)
    with suppress(OSError):
        os.utime(newest, ns=(times.st_atime_ns, times.st_mtime_ns))
    for version in thinned(_recent(path), _dated(path), datetime.now(UTC)):
        version.unlink(missing_ok=True)


def thinned(recent: Iterable[Path], dated: Iterable[Path], now: datetime) -> tuple[Path, ...]:
    """Which of the `dated` versions (newest first) need not be kept. Raises OSError."""
    stood_for = {key for version in recent for key in _keys(saved_at(version), now)}
    gone = []
    for version in dated:
        keys = _keys(saved_at(version), now)
        if keys <= stood_for:
            gone.append(version)
        stood_for |= keys
    return tuple(gone)


def _keys(saved: datetime, now: datetime) -> set[tuple[str, str]]:
    return {(form, saved.strftime(form)) for age, form in _THINNED if now - saved <= age}


def copied_times(old: Path, new: Path) -> None:
    """Let a version that is written anew keep its time."""
    with suppress(OSError):
        shutil.copystat(old, new)


def _recent(path: Path) -> tuple[Path, ...]:
    return tuple(p for age in range(1, KEPT_VERSIONS + 1) if (p := backup_path(path, age)).exists())


def _dated(path: Path) -> tuple[Path, ...]:
    sample = datetime(2000, 1, 1, tzinfo=UTC).strftime(_STAMP)
    name = re.escape(beside(path, f".{sample}.bak").name).replace(sample, r"\d{8}T\d{6}")
    try:
        found = [p for p in path.parent.iterdir() if re.fullmatch(name, p.name)]
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda p: p.name, reverse=True))
