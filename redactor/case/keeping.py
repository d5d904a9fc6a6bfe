"""The life of a key map from its keeper's side: what it holds, who can open it, versions, export, and its end.

Every error becomes a sentence (`Refused`). No sentence names a person.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from redactor.base.files import beside, same_file
from redactor.base.refused import Refused
from redactor.keymap import marks
from redactor.keymap.keymap import VERSION, KeyMap
from redactor.keymap.keymap_files import (
    KeyMapDamaged,
    KeyMapError,
    backups,
    load_key_map,
    locked,
    parse_key_map,
    save_key_map,
    save_with_names,
    saving,
    sealed_key_map,
)
from redactor.keymap.versions import saved_at
from redactor.sealed.sealing import (
    Home,
    SealingError,
    WrongKeyError,
    new_key,
    public_of,
    seal,
    seal_to,
    seal_with_passphrase,
    unseal,
    unseal_with_key,
    unseal_with_passphrase,
)
from redactor.sealed.whole import Output, Taken, finish, is_taken, write_whole

RECOVERY_SUFFIX = ".recovery"
_HEAD = ("Code", "Kind", "Issued by the board", "Names as written", "Role or relationship", "Agency", "Why")
_WIDTHS = (14, 14, 12, 60, 36, 30, 36)
_NOTE = "Restricted: names. This is the key map of a case in plain text. Keep it apart from the anonymised files."


@dataclass(frozen=True)
class Facts:
    """What may be said of a key map to anybody: no names."""

    case: str
    revision: int
    issued: int
    minted: int
    drafts: tuple[str, ...]
    decisions: int
    edition: int
    agency: str
    others: int  # keys that can open it besides this account's
    versions: int
    kept_until: str = ""  # ISO date
    holds: tuple[str, ...] = ()  # since when, and whose
    saved: tuple[datetime, ...] = ()  # when each version was, newest first
    put_back: bool = False  # a later one was saved before


def opened(path: Path, home: Home) -> KeyMap:
    """The key map in a file. Raises Refused."""
    try:
        found = load_key_map(path, home)
    except KeyMapError as error:
        raise Refused([str(error)]) from None
    if found is None:
        raise Refused([f"There is no key map at {path}."])
    return found


def facts(path: Path, home: Home) -> Facts:
    """What it holds, in numbers. Raises Refused."""
    k = opened(path, home)
    issued = sum(r.issued for r in k.records)
    return Facts(
        k.case, k.revision, issued, len(k.records) - issued, tuple(k.evidence), len(k.decisions), k.edition, k.agency,
        len(k.recipients), len(backups(path)), k.kept_until, tuple(f"{h.when[:10]}, {h.who}" for h in k.holds),
        tuple(map(saved_at, backups(path))), k.put_back,
    )  # fmt: skip


def add_recipient(path: Path, home: Home, public: str) -> None:
    """Let the holder of this public key open the key map too, and the versions kept of it. Raises Refused."""
    with _told():
        seal_to(b"", [public])  # a key that is none is told before anything changes
        with locked(path):
            _let_in(path, home, public, ())


def add_passphrase(path: Path, home: Home, passphrase: str, file: Path) -> None:
    """Make a second key for the key map, itself sealed with a passphrase into `file`. Raises Refused."""
    if len(passphrase) < 12:
        raise Refused(["A passphrase that protects names needs twelve letters or more: three or four words, say."])
    with _told(), locked(path):
        finish(home)
        if is_taken(file):
            # what a run that was killed at its end has made opens with this passphrase, and is no other file
            try:
                private = unseal_with_passphrase(file.read_bytes(), passphrase).decode()
                _let_in(path, home, public_of(private), ())
            except (SealingError, UnicodeDecodeError):
                raise Refused(["There is a file of this name already. Give the recovery file another name."]) from None
            return
        private, public = new_key()
        made = Output(file, seal_with_passphrase(private.encode(), passphrase), private=True)
        _let_in(path, home, public, (made,))


def _let_in(path: Path, home: Home, public: str, more: Sequence[Output]) -> None:
    k = opened(path, home)
    if public in k.recipients and not more:
        return
    recipients = tuple(dict.fromkeys((*k.recipients, public)))
    for output in more:
        k = k.with_file("recovery file", output.path, output.data, datetime.now(UTC).isoformat(timespec="seconds"))
    saved, register = saving(path, k.model_copy(update={"recipients": recipients}), home)
    _write([*register, *_versions(path, home, saved.recipients, lambda data: unseal(data, home)), *more], home, path)


def _versions(path: Path, home: Home, recipients: Sequence[str], opener: Callable[[bytes], bytes]) -> Iterator[Output]:
    """The versions that are kept, sealed anew; one that cannot be opened stays as it is."""
    for version in backups(path):
        with suppress(SealingError, OSError):
            yield Output(version, seal(opener(version.read_bytes()), home, recipients), private=True)


def _write(outputs: Sequence[Output], home: Home, path: Path, gone: Iterable[Path] = ()) -> None:
    times = {v: v.stat() for v in backups(path)}
    write_whole(outputs, home, gone=gone)
    for version, was in times.items():  # a version that is sealed anew is as old as before
        with suppress(OSError):
            os.utime(version, ns=(was.st_atime_ns, was.st_mtime_ns))


@contextmanager
def _told() -> Iterator[None]:
    """Whatever goes wrong, as Refused."""
    try:
        yield
    except (KeyMapError, SealingError) as error:
        raise Refused([str(error)]) from None
    except OSError as error:
        raise Refused([f"A file cannot be read or written: {error.strerror}. Check its name and folder."]) from None


def restore(path: Path, home: Home, file: Path, passphrase: str) -> None:
    """Open a key map with its recovery file, and seal it, and the versions of it, to this account's key again.

    Raises Refused.
    """
    try:
        private = unseal_with_passphrase(file.read_bytes(), passphrase).decode()

        def opener(data: bytes) -> bytes:
            try:
                return unseal_with_key(data, private)
            except WrongKeyError:  # what is open to this account already
                return unseal(data, home)

        with locked(path):
            finish(home)
            found = marks.marked(parse_key_map(opener(path.read_bytes()), path), home)
            saved = found.model_copy(update={"revision": found.revision + 1, "version": VERSION, "put_back": False})
            outputs = [
                Output(same_file(path), sealed_key_map(saved, home), private=True),
                *_versions(path, home, saved.recipients, opener),
                *marks.outputs(saved, home),
            ]
            # version 0.1.0, killed while it recovered, left this
            _write(outputs, home, path, gone=[beside(path, ".recovered")])
    except SealingError as error:
        raise Refused(
            [f"The key map cannot be recovered. {error} Is it the recovery file of this very key map?"]
        ) from None
    except KeyMapError as error:
        raise Refused([str(error)]) from None
    except OSError as error:
        raise Refused([f"A file cannot be read: {error.strerror}. Check both names."]) from None


def back_to(path: Path, home: Home, age: int) -> None:
    """Put an earlier version (1: the one before) in the place of the key map, which becomes a version itself; one that is
    damaged is put aside. Raises Refused."""
    with _told(), locked(path):
        finish(home)
        kept = backups(path)
        if not kept:
            raise Refused(
                ["There is no earlier version of a key map there. Check the folder and the spelling of its name."]
            )
        if not 1 <= age <= len(kept):
            raise Refused(
                [f"There are {len(kept)} earlier versions of this key map. Give a number from 1 to {len(kept)}."]
            )
        old = load_key_map(kept[age - 1], home)
        if old is None:
            raise Refused(["That version is no longer there."])
        now, damaged = _now(path, home)
        # numbers given out since are never given out again
        put_in = marks.marked(old, home).raised(now.numbers if now else {})
        put_in = put_in.model_copy(update={"put_back": False, "revision": now.revision if now else put_in.revision})
        if damaged is None:
            save_key_map(path, put_in, home)
            return
        saved = put_in.model_copy(update={"revision": put_in.revision + 1, "version": VERSION})
        aside = Output(beside(path, ".damaged"), damaged, private=True)
        sealed = Output(same_file(path), sealed_key_map(saved, home), private=True)
        _write([aside, sealed, *marks.outputs(saved, home)], home, path)


def _now(path: Path, home: Home) -> tuple[KeyMap | None, bytes | None]:
    """The key map as it lies there, None where it does not; or the bytes of one that is damaged."""
    try:
        return load_key_map(path, home), None
    except KeyMapDamaged:
        return None, path.read_bytes()


def trust_new_board(path: Path, home: Home) -> None:
    """Forget the board's pinned key, so that the next edition's is pinned. Raises Refused."""
    try:
        with locked(path):
            k = opened(path, home)
            save_key_map(path, k.model_copy(update={"board_key": "", "edition": 0, "edition_digest": ""}), home)
    except KeyMapError as error:
        raise Refused([str(error)]) from None


def export(path: Path, home: Home, file: Path) -> int:
    """Write everybody in plain text for those who may see the names. Returns how many. Raises Refused."""
    with _told(), locked(path):
        return _export(path, home, file)


def _export(path: Path, home: Home, file: Path) -> int:
    k = opened(path, home)
    rows = [
        (r.code, r.kind, "yes" if r.issued else "no", "; ".join(r.names), "; ".join(r.roles) or r.role, r.agency, r.why)
        for r in k.records
    ]
    match file.suffix.lower():
        case ".xlsx":
            from redactor.codes.sheets import Column, Sheet, workbook  # the only one here that needs Excel's library

            columns = tuple(Column(t, w) for t, w in zip(_HEAD, _WIDTHS, strict=True))
            data = workbook([Sheet("Key map", _NOTE, columns, rows)])
        case ".csv":
            text = io.StringIO(newline="")
            csv.writer(text).writerows([(_NOTE,), _HEAD, *rows])
            data = text.getvalue().encode("utf-8-sig")
        case _:
            raise Refused(["The export is an Excel or .csv file: let its name end in .xlsx or .csv."])
    try:
        save_with_names(path, k, home, file, data, "export of the key map in plain text")
    except Taken:
        raise Refused(["There is a file of this name already. Give another."]) from None
    except KeyMapError as error:
        raise Refused([str(error)]) from None
    except OSError as error:
        raise Refused([f"The export cannot be written: {error.strerror}."]) from None
    return len(rows)
