"""The life of a key map from its keeper's side: what it holds, who can open it, versions, export, and its end.

Every error becomes a sentence (`RunError`). No sentence names a person.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from redactor.codes.files import write_private
from redactor.codes.keymap import KeyMap
from redactor.codes.keymap_files import KeyMapError, backups, load_key_map, locked, parse_key_map, save_key_map
from redactor.codes.sealing import (
    Home,
    SealingError,
    new_key,
    seal_to,
    seal_with_passphrase,
    unseal_with_key,
    unseal_with_passphrase,
)
from redactor.codes.sheets import Column, Sheet, workbook
from redactor.deciding import user
from redactor.records.destruction import Destroyed, destruction_certificate
from redactor.writing import RunError

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


def opened(path: Path, home: Home) -> KeyMap:
    """The key map in a file. Raises RunError."""
    try:
        found = load_key_map(path, home)
    except KeyMapError as error:
        raise RunError([str(error)]) from None
    if found is None:
        raise RunError([f"There is no key map at {path}."])
    return found


def facts(path: Path, home: Home) -> Facts:
    """What it holds, in numbers. Raises RunError."""
    k = opened(path, home)
    issued = sum(r.issued for r in k.records)
    return Facts(
        k.case, k.revision, issued, len(k.records) - issued, tuple(k.evidence), len(k.decisions), k.edition, k.agency,
        len(k.recipients), len(backups(path)),
    )  # fmt: skip


def add_recipient(path: Path, home: Home, public: str) -> None:
    """Let the holder of this public key open the key map too, from now on. Raises RunError."""
    try:
        seal_to(b"", [public])  # a key that is none is told before anything changes
        with locked(path):
            k = opened(path, home)
            save_key_map(path, k.model_copy(update={"recipients": tuple(dict.fromkeys((*k.recipients, public)))}), home)
    except (SealingError, KeyMapError) as error:
        raise RunError([str(error)]) from None


def add_passphrase(path: Path, home: Home, passphrase: str, file: Path) -> None:
    """Make a second key for the key map, itself sealed with a passphrase into `file`. Raises RunError."""
    if len(passphrase) < 12:
        raise RunError(["A passphrase that protects names needs twelve letters or more: three or four words, say."])
    if file.exists():
        raise RunError(["There is a file of this name already. Give the recovery file another name."])
    private, public = new_key()
    try:
        write_private(file, seal_with_passphrase(private.encode(), passphrase))
        add_recipient(path, home, public)
    except OSError as error:
        raise RunError([f"The recovery file cannot be written: {error.strerror}."]) from None
    except RunError:
        file.unlink(missing_ok=True)
        raise


def restore(path: Path, home: Home, file: Path, passphrase: str) -> None:
    """Open a key map with its recovery file, and seal it to this account's key again. Raises RunError."""
    try:
        private = unseal_with_passphrase(file.read_bytes(), passphrase).decode()
        with locked(path):
            found = parse_key_map(unseal_with_key(path.read_bytes(), private), path)
            recovered = path.with_name(path.name + ".recovered")
            save_key_map(recovered, found, home)
            recovered.replace(path)
            recovered.with_name(recovered.name + ".lock").unlink(missing_ok=True)
    except SealingError as error:
        raise RunError(
            [f"The key map cannot be recovered. {error} Is it the recovery file of this very key map?"]
        ) from None
    except KeyMapError as error:
        raise RunError([str(error)]) from None
    except OSError as error:
        raise RunError([f"A file cannot be read: {error.strerror}. Check both names."]) from None


def back_to(path: Path, home: Home, age: int) -> None:
    """Put an earlier version (1: the one before) in the place of the key map, which becomes a version itself. Raises RunError."""
    kept = backups(path)
    if not 1 <= age <= len(kept):
        raise RunError(
            [f"There are {len(kept)} earlier versions of this key map. Give a number from 1 to {len(kept)}."]
        )
    try:
        with locked(path):
            old = load_key_map(kept[age - 1], home)
            now = load_key_map(path, home) if path.exists() else None
            if old is None:
                raise RunError(["That version is no longer there."])
            # numbers given out since are never given out again
            numbers = {
                **old.numbers,
                **{p: max(n, old.numbers.get(p, 0)) for p, n in (now.numbers if now else {}).items()},
            }
            revision = now.revision if now else old.revision
            save_key_map(path, old.model_copy(update={"revision": revision, "numbers": numbers}), home)
    except KeyMapError as error:
        raise RunError([str(error)]) from None


def trust_new_board(path: Path, home: Home) -> None:
    """Forget the board's pinned key, so that the next edition's is pinned. Raises RunError."""
    try:
        with locked(path):
            k = opened(path, home)
            save_key_map(path, k.model_copy(update={"board_key": "", "edition": 0, "edition_digest": ""}), home)
    except KeyMapError as error:
        raise RunError([str(error)]) from None


def export(path: Path, home: Home, file: Path) -> int:
    """Write everybody in plain text for those who may see the names. Returns how many. Raises RunError."""
    k = opened(path, home)
    rows = [
        (r.code, r.kind, "yes" if r.issued else "no", "; ".join(r.names), "; ".join(r.roles) or r.role, r.agency, r.why)
        for r in k.records
    ]
    match file.suffix.lower():
        case ".xlsx":
            columns = tuple(Column(t, w) for t, w in zip(_HEAD, _WIDTHS, strict=True))
            data = workbook([Sheet("Key map", _NOTE, columns, rows)])
        case ".csv":
            text = io.StringIO(newline="")
            csv.writer(text).writerows([(_NOTE,), _HEAD, *rows])
            data = text.getvalue().encode("utf-8-sig")
        case _:
            raise RunError(["The export is an Excel or .csv file: let its name end in .xlsx or .csv."])
    if file.exists():
        raise RunError(["There is a file of this name already. Give another."])
    try:
        write_private(file, data)
    except OSError as error:
        raise RunError([f"The export cannot be written: {error.strerror}."]) from None
    return len(rows)


def destroy(path: Path, home: Home, certificate: Path, who: str = "") -> Destroyed:
    """Overwrite and delete the key map and its versions, and write a certificate for the file. Raises RunError.

    The certificate is written first: nothing is destroyed that cannot be certified.
    """
    k = opened(path, home)
    if certificate.suffix.lower() != ".docx":
        raise RunError(["The certificate is a Word file: let its name end in .docx."])
    if certificate.exists():
        raise RunError(["There is a file of this name already. Give the certificate another name."])
    try:
        with locked(path):
            files = (path, *backups(path))
            destroyed = Destroyed(
                case=k.case,
                when=datetime.now(UTC),
                who=who or user(),
                files=tuple((f.name, hashlib.sha256(f.read_bytes()).hexdigest()) for f in files),
                identities=len(k.records),
                drafts=len(k.evidence),
            )
            write_private(certificate, destruction_certificate(destroyed))
            for file in files:
                _overwrite(file)
                file.unlink()
    except KeyMapError as error:
        raise RunError([str(error)]) from None
    except OSError as error:
        raise RunError([f"Not all of the key map could be destroyed: {error.strerror}. Run this again."]) from None
    path.with_name(path.name + ".lock").unlink(missing_ok=True)
    return destroyed


def _overwrite(file: Path) -> None:
    """Random bytes over the content: no promise on modern discs, where the content is sealed anyway."""
    size = file.stat().st_size
    with file.open("r+b") as stream:
        stream.write(os.urandom(size))
        stream.flush()
        os.fsync(stream.fileno())
