"""The key map: the agency's private register of who is who in one case. Sealed at rest; plain text stays in memory."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from redactor.codes.files import private_folder, write_private
from redactor.codes.numbering import Numbering
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

VERSION = 2  # 1: no evidence
_WAIT_SECONDS = 30


class KeyMapError(Exception):
    """The key map cannot be used. The message is a sentence for the user; it names files, not people."""


class _Private(BaseModel):
    # neither a wrong value nor a printed object may show an identity
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Record(_Private):
    """Who or what one code stands for."""

    code: str
    kind: Literal["person", "address", "organisation", "place"]
    issued: bool  # False: minted here
    names: tuple[str, ...] = Field(default=(), repr=False)  # as written in list and drafts
    role: str = ""  # relationship, or role of staff
    roles: tuple[str, ...] = ()  # every title met beside the name
    prefix: str = ""
    agency: str = ""
    gender: str = ""
    why: str = ""  # the rule that gave the code
    date_of_birth: str = Field(default="", repr=False)  # ISO

    def joined(self, newer: Record) -> Record:
        """This record brought up to date: names and roles of both, for the rest what `newer` says, if anything."""
        said = {name: value for name in type(self).model_fields if (value := getattr(newer, name)) != ""}
        both = {
            name: tuple(dict.fromkeys((*getattr(self, name), *getattr(newer, name)))) for name in ("names", "roles")
        }
        return self.model_copy(update={**said, **both, "code": self.code})


class Evidence(_Private):
    """One mention of a draft: what stood there and where, what was made of it, and why."""

    code: str  # "" where the text does not tell; then `candidates` holds the codes that it may be
    written: str = Field(repr=False)
    place: str
    rule: str  # the pass of the sieve
    recogniser: str
    score: float
    doubtful: bool = False
    candidates: tuple[str, ...] = ()
    marker: int = 0  # N of [unresolved N]


class KeyMap(_Private):
    """Everybody met in a case. A value: methods give a new one."""

    version: int = VERSION
    revision: int = 0  # counts the savings, so that no run writes over what another has added
    case: str = Field(default="", repr=False)
    secret: str = Field(repr=False, pattern="^[0-9a-f]{64}$")  # keys the digests of the audit log
    records: tuple[Record, ...] = ()
    numbers: Mapping[str, int] = {}  # squashed prefix → highest number ever handed out
    standing: tuple[str, ...] = ()  # codes that stood in drafts already, squashed: never to be minted
    list_digest: str = ""  # sha256 of the code list last used
    evidence: Mapping[str, tuple[Evidence, ...]] = Field(default={}, repr=False)  # by draft, as its last run left it

    @classmethod
    def new(cls, case: str) -> KeyMap:
        """An empty key map with a secret of its own."""
        return cls(case=case, secret=secrets.token_hex(32))

    def record(self, code: str) -> Record | None:
        """The record of a code, however its case and spaces are written."""
        return next((r for r in self.records if squash(r.code) == squash(code)), None)

    def with_records(self, records: Iterable[Record]) -> KeyMap:
        """With these records added; one whose code is there already brings it up to date (`Record.joined`)."""
        known = {squash(r.code): r for r in self.records}
        for record in records:
            old = known.get(squash(record.code))
            known[squash(record.code)] = old.joined(record) if old else record
        numbers = Numbering.start((r.code for r in known.values()), self.numbers).numbers
        return self.model_copy(update={"records": tuple(known.values()), "numbers": dict(numbers)})

    def with_standing(self, codes: Iterable[str]) -> KeyMap:
        """With these codes, met in drafts, never to be minted."""
        return self.model_copy(update={"standing": tuple(sorted({*self.standing, *map(squash, codes)}))})

    def with_list(self, digest: str) -> KeyMap:
        """With the digest of the code list that was used."""
        return self.model_copy(update={"list_digest": digest})

    def with_evidence(self, evidence: Mapping[str, tuple[Evidence, ...]]) -> KeyMap:
        """With the mentions of these drafts (by output name) in the place of what an earlier run said of them."""
        return self.model_copy(update={"evidence": {**self.evidence, **evidence}})

    def numbering(self, issued: Iterable[str] = (), standing: Iterable[str] = ()) -> Numbering:
        """Where numbering goes on: after the list's codes, this key map's, and those standing in the drafts."""
        handed_out = (*issued, *(r.code for r in self.records))
        return Numbering.start(handed_out, self.numbers, (*self.standing, *standing))

    def overtaken(self, issued: Iterable[str]) -> tuple[Record, ...]:
        """The records minted here whose codes the board has since issued: to somebody else, unless the names agree."""
        codes = set(map(squash, issued))
        return tuple(r for r in self.records if not r.issued and squash(r.code) in codes)

    def digest(self, text: str) -> str:
        """A keyed digest, hex, that only a holder of this key map can compare with a name."""
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
        return hmac.new(bytes.fromhex(self.secret), folded.encode(), hashlib.sha256).hexdigest()


def default_key_map_path(home: Home, case_name: str) -> Path:
    """Where a case's key map lies unless the user says otherwise. The file name names nobody."""
    return home.data_dir / "cases" / f"{hashlib.sha256(squash(case_name).encode()).hexdigest()[:16]}.keymap"


def backup_path(path: Path) -> Path:
    """The version before, sealed as well."""
    return path.with_name(path.name + ".bak")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other runs from writing this key map, from loading it to saving it. Raises KeyMapError when one has it."""
    # one lock object for a path in this process, so that `save_key_map` may lock inside `locked`
    lock = FileLock(path.with_name(path.name + ".lock"), timeout=_WAIT_SECONDS, is_singleton=True)
    try:
        private_folder(path.parent)
        lock.acquire()
    except Timeout:
        raise KeyMapError(
            f"Another run is using the key map {path}. Wait until it has finished, and try again."
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
    return _parsed(_opened(sealed, path, home), path)


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
            sealed = seal(saved.model_dump_json().encode(), home)
            if current is not None:
                write_private(backup_path(path), path.read_bytes())
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
    backup = backup_path(path)
    advice = (
        f"The version before is kept as {backup.name} beside it: put that in its place."
        if backup.exists()
        else "Put a copy of it back, or give the right file."
    )
    return KeyMapError(f"The key map {path} is damaged, or is no key map. {advice}")


def _parsed(plain: bytes, path: Path) -> KeyMap:
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
