"""A set of files, written whole or not at all, whatever kills the program and whenever.

all half-written beside their places ─▶ a journal of what is to be done ─▶ done, one after another ─▶ journal gone

Before the journal is there, nothing has happened, and what lies half-written is swept. Once it is there, the next command
ends what was begun (`finish`). Where a step cannot be done while the program lives (a file open in Word, a full disk), all
of them are undone. The journal lies in the user's own data folder, sealed, because paths may hold names and because it has
the content of the files that hold names: those are never half-written in the clear beside their place.
"""

from __future__ import annotations

import atexit
import hashlib
import time
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from redactor.base.files import (
    UnfinishedFile,
    new_token,
    part_path,
    private_folder,
    put,
    put_openly,
    remove,
    stage,
    sweep,
    sync_folder,
)
from redactor.base.journal import FileStep, index_of, packed, unpacked
from redactor.base.office_folder import sweep as sweep_offices
from redactor.sealed.sealing import Home, SealingError, seal, unseal

if TYPE_CHECKING:  # every command looks for what a killed run left, few find or write anything
    from filelock import FileLock

_SUFFIX = ".journal"
_ENDED = ".ended"  # notes what was ended for a run that was killed
_ENDED_AGE = 7 * 86400.0  # seconds
_WAIT_SECONDS = 10.0
_done: list[tuple[Path, FileLock]] = []  # notes of what this process has done
_finished: dict[Path, str] = {}  # what was ended for runs that were killed, and with which content
_notes: dict[Path, Path] = {}  # where that is noted


class Taken(Exception):
    """There is a file of this name already."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be written."""

    path: Path
    data: bytes = field(repr=False)
    private: bool = False  # for its owner only
    names: bool = False  # holds names in the clear: then private too, and in the clear nowhere else


def write_whole(outputs: Sequence[Output], home: Home, *, gone: Iterable[Path] = (), journaled: bool = False) -> None:
    """Write all of them and take away those that are `gone`, or change nothing. Folders are made by whoever calls.

    One file without names needs no journal, unless it is to be known afterwards who wrote it (`journaled`).

    Raises OSError and SealingError; then everything is as it was.
    """
    from filelock import FileLock

    finish(home)
    gone = [path for path in gone if path.is_file()]
    for folder in {o.path.parent for o in outputs}:
        tidy(folder, home)
    if len(outputs) == 1 and not gone and not outputs[0].names and not journaled:
        (only,) = outputs
        put(only.path, only.data, private=only.private)
        return
    token = new_token()
    parts: list[UnfinishedFile] = []
    private_folder(home.unfinished_dir)
    journal = home.unfinished_dir / f"{token}{_SUFFIX}"
    lock = FileLock(journal.with_suffix(".lock"))  # nobody else ends this as long as the process lives
    lock.acquire(timeout=_WAIT_SECONDS)
    try:
        for n, output in enumerate(outputs):
            if output.path.is_dir():
                raise IsADirectoryError(21, "A folder stands there")
            if not output.names:
                parts.append(stage(output.path.parent, output.data, private=output.private, token=token, number=n))
        steps = _steps(outputs, gone)
        put(journal, seal(packed(steps), home), private=True)
        try:
            for step in steps:
                _do(step, token)
            _note_end(journal, steps, home)
        except BaseException:
            _undo(steps, token)
            remove(journal)
            raise
    except BaseException:
        _let_go(lock)
        raise
    finally:
        for part in parts:
            part.drop()  # its lock; in its place by now, or not wanted
    _done.append((journal.with_suffix(_ENDED), lock))


def _note_end(journal: Path, steps: Sequence[FileStep], home: Home) -> None:
    """All is done. Until the process ends, or somebody writes there again, what was written is in nobody's way: a run that
    is killed before it has said so is no reason to refuse the same command a second time."""
    for folder in {step.path.parent for step in steps}:
        with suppress(OSError):
            sync_folder(folder)
    for note in {_notes.pop(s.path) for s in steps if s.path in _notes}:
        with suppress(OSError):
            remove(note)
    ended = [[s.number, str(s.path), False, False, s.digest] for s in steps if s.digest]
    put(journal.with_suffix(_ENDED), seal(index_of(ended), home), private=True)
    remove(journal)


def _let_go(lock: FileLock) -> None:
    lock.release()
    with suppress(OSError):
        Path(lock.lock_file).unlink()


def write_new(output: Output, home: Home) -> None:
    """Write a file that must not be there yet; what a run that was killed has written there is no other file.

    Raises Taken, OSError, SealingError.
    """
    finish(home)
    if is_taken(output.path):
        raise Taken
    write_whole([output], home, journaled=True)


def tidy(folder: Path, home: Home) -> None:
    """Sweep a folder of what killed runs left half-written, but for what is still to be put in its place."""
    sweep(folder, frozenset(j.stem for j in home.unfinished_dir.glob(f"*{_SUFFIX}")))


def is_taken(path: Path) -> bool:
    """There is something that this run has not just ended for one that was killed."""
    if not (path.exists() or path.is_symlink()):
        return False
    digest = _finished.get(path.absolute())
    return digest is None or _digest_of(path) != digest


def finish(home: Home) -> None:
    """End what killed runs of this account have begun, and sweep. Costs nothing where there is nothing. Never raises."""
    _forget_done()
    sweep_offices()
    folder = home.unfinished_dir
    try:
        journals = sorted(folder.glob(f"*{_SUFFIX}"))
        locks = sorted(folder.glob("*.lock"))
    except OSError:
        return
    if journals or locks:
        _finish_all(journals, locks, home)
    _finished.clear()
    for ended in folder.glob(f"*{_ENDED}"):
        with suppress(OSError, SealingError, ValueError, KeyError, zipfile.BadZipFile):
            there = {
                s.path: s.digest for s in unpacked(unseal(ended.read_bytes(), home)) if _digest_of(s.path) == s.digest
            }
            _finished.update(there)
            _notes.update(dict.fromkeys(there, ended))
            if not there or time.time() - ended.stat().st_mtime > _ENDED_AGE:
                remove(ended)
    sweep(folder)


def _finish_all(journals: Iterable[Path], locks: Iterable[Path], home: Home) -> None:
    from filelock import Timeout

    for journal in journals:
        with (
            suppress(OSError, Timeout, SealingError, ValueError, KeyError, zipfile.BadZipFile),
            _locked(journal, _WAIT_SECONDS),
        ):
            if journal.exists():
                _finish(journal, home)
    for lock in locks:
        if not lock.with_suffix(_SUFFIX).exists():
            with suppress(OSError, Timeout), _locked(lock.with_suffix(_SUFFIX), 0):
                pass


def _forget_done() -> None:
    """Take the notes away of what this process has done: it writes again, or has said what it did and ends."""
    while _done:
        note, lock = _done.pop()
        _let_go(lock)
        with suppress(OSError):
            note.unlink()  # the last thing that is done


atexit.register(_forget_done)


def _finish(journal: Path, home: Home) -> None:
    token = journal.name.removesuffix(_SUFFIX)
    steps = unpacked(unseal(journal.read_bytes(), home))
    for step in steps:
        # a part that is gone was put in its place: if that is empty now, somebody has taken the file away since
        if _is_ours(step) and (step.after is not None or not step.digest or _part(step, token).path.exists()):
            _do(step, token)  # what cannot be done now, as a file is open in Word, is done by the command after this
    _note_end(journal, steps, home)
    for folder in {step.path.parent for step in steps}:
        tidy(folder, home)


def _is_ours(step: FileStep) -> bool:
    """Nobody has written something else there since: what stands there is what stood there before, or our beginning."""
    try:
        there = step.path.read_bytes()
    except OSError:
        return True
    return there == step.before or (step.after is not None and step.after.startswith(there)) or not step.digest


def _do(step: FileStep, token: str) -> None:
    if not step.digest:
        remove(step.path)
    elif step.after is not None:
        if not _holds(step.path, step.after):
            put_openly(step.path, step.after)
    else:
        _part(step, token).put(step.path)


def _part(step: FileStep, token: str) -> UnfinishedFile:
    return UnfinishedFile(part_path(step.path.parent, token, step.number))


def _undo(steps: Sequence[FileStep], token: str) -> None:
    for step in reversed(steps):
        part = _part(step, token)
        done = (
            not step.path.exists()
            if not step.digest
            else (step.after is not None and _is_ours(step))
            or (step.after is None and not part.path.exists() and _digest_of(step.path) == step.digest)
        )
        with suppress(OSError):
            if done and step.before is None:
                remove(step.path)
            elif done and step.before is not None and step.names:
                put_openly(step.path, step.before)
            elif done and step.before is not None:
                put(step.path, step.before, private=step.private)
        part.drop()


def _steps(outputs: Sequence[Output], gone: Iterable[Path]) -> list[FileStep]:
    made = [
        FileStep(
            n, o.path.absolute(), o.names, o.private or o.names, hashlib.sha256(o.data).hexdigest(), _bytes(o.path),
            o.data if o.names else None,
        )
        for n, o in enumerate(outputs)
    ]  # fmt: skip
    return [
        *made,
        *(FileStep(len(made) + n, p.absolute(), False, False, "", _bytes(p), None) for n, p in enumerate(gone)),
    ]


@contextmanager
def _locked(journal: Path, wait: float) -> Iterator[None]:
    from filelock import FileLock

    lock = journal.with_suffix(".lock")
    with FileLock(lock, timeout=wait):
        yield
        if not journal.exists():  # unlinked while it is held: whoever waits for it finds no journal
            with suppress(OSError):
                lock.unlink()


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _digest_of(path: Path) -> str:
    data = _bytes(path)
    return hashlib.sha256(data).hexdigest() if data is not None else ""


def _holds(path: Path, data: bytes) -> bool:
    return _bytes(path) == data
