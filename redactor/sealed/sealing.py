"""Sealing private data with the age format, to a key pair that stays in the user's configuration folder.

Decision: opening never makes a key. A new key beside data sealed to the old one would hide that the old one is lost.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs
import pyrage

from redactor.base.files import private_folder, put

_NAME = "redactor"
_KEY_FILE = "key.txt"
_AGE = b"age-encryption.org/v1"
_WAIT_SECONDS = 20


class SealingError(Exception):
    """Something cannot be sealed or opened. The message is a sentence for the user."""


class KeyMissingError(SealingError):
    """There is no key file on this account."""


class WrongKeyError(SealingError):
    """Whole, but sealed to another key."""


class DamagedError(SealingError):
    """Not sealed data, or no longer whole."""


@dataclass(frozen=True, slots=True)
class Home:
    """The user's folders: `config_dir` holds the key, `data_dir` the key maps, `state_dir` what must outlive a restored
    backup of those two."""

    config_dir: Path
    data_dir: Path
    state_dir: Path | None = field(default=None, compare=False)

    @classmethod
    def current(cls) -> Home:
        """The folders of this account; the environment variable REDACTOR_HOME moves all into one."""
        if moved := os.environ.get("REDACTOR_HOME"):
            root = Path(moved).expanduser().absolute()
            return cls(root / "config", root / "data", root / "state")
        return cls(
            platformdirs.user_config_path(_NAME, appauthor=False),
            platformdirs.user_data_path(_NAME, appauthor=False),
            _state_folder(),
        )

    @property
    def marks_dir(self) -> Path:
        """Where it is noted how far each case has come (`marks.py`)."""
        return (self.state_dir or self.config_dir) / "marks"

    @property
    def unfinished_dir(self) -> Path:
        """Where it is noted what a run has begun and not ended (`whole.py`, `case/destroying.py`)."""
        return self.data_dir / "unfinished"

    def holds(self, folder: Path) -> bool:
        """Whether a folder is one of these, or lies in one."""
        own = (self.config_dir, self.data_dir, *((self.state_dir,) if self.state_dir else ()))
        return any(folder.resolve().is_relative_to(each.resolve()) for each in own)

    @property
    def key_file(self) -> Path:
        """Where the key pair lies, in the form that age's own programs read."""
        return self.config_dir / _KEY_FILE


def public_key(home: Home) -> str:
    """The public half of the key pair ("age1…"), made on first use. Raises SealingError."""
    return str(_own(home).to_public())


def seal(data: bytes, home: Home, also: Iterable[str] = ()) -> bytes:
    """`data` sealed to the key pair of this home, which is made on first use, and to the public keys in `also`.

    Raises SealingError.
    """
    return seal_to(data, [public_key(home), *also])


def seal_to(data: bytes, recipients: Iterable[str]) -> bytes:
    """`data` sealed to these public keys ("age1…"). Raises SealingError for what is no public key."""
    return bytes(pyrage.encrypt(data, [_recipient(text) for text in dict.fromkeys(recipients)]))


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        raise SealingError(
            f"This is no public key: {text[:20]}. A public key begins with age1 and has 62 letters and numbers."
        ) from None


def seal_with_passphrase(data: bytes, passphrase: str) -> bytes:
    """`data` sealed to a passphrase, for who has no key."""
    return bytes(pyrage.passphrase.encrypt(data, passphrase))


def unseal_with_passphrase(data: bytes, passphrase: str) -> bytes:
    """What `seal_with_passphrase` was given. Raises WrongKeyError, DamagedError."""
    if not data.startswith(_AGE):
        raise DamagedError("It is not a sealed file.")
    try:
        return bytes(pyrage.passphrase.decrypt(data, passphrase))
    except pyrage.DecryptError:
        raise WrongKeyError("The passphrase does not open it, or it is damaged.") from None


def needs_passphrase(data: bytes) -> bool:
    """True for what was sealed to a passphrase."""
    return data.startswith(_AGE) and b"-> scrypt " in data[:200]


def new_key() -> tuple[str, str]:
    """A key pair that belongs to nobody yet: private ("AGE-SECRET-KEY-1…") and public half ("age1…")."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def public_of(private: str) -> str:
    """The public half of a private key. Raises SealingError for what is none."""
    try:
        return str(pyrage.x25519.Identity.from_str(private.strip()).to_public())
    except pyrage.IdentityError:
        raise SealingError("This is no private key.") from None


def unseal_with_key(data: bytes, private: str) -> bytes:
    """What was sealed to this key pair. Raises WrongKeyError, DamagedError, SealingError for what is no key."""
    try:
        return bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(private.strip())]))
    except pyrage.IdentityError:
        raise SealingError("This is no private key.") from None
    except pyrage.DecryptError as error:
        if "no matching key" in str(error).lower():
            raise WrongKeyError("It was sealed to another key.") from None
        raise DamagedError("It is damaged.") from None


def unseal(data: bytes, home: Home) -> bytes:
    """What `seal` was given. Raises KeyMissingError, WrongKeyError, DamagedError or another SealingError."""
    if not data.startswith(_AGE):
        raise DamagedError("It is not a sealed file.")
    identity = _read(home.key_file)
    if identity is None:
        raise KeyMissingError(f"The key file {home.key_file} is missing.")
    try:
        return bytes(pyrage.decrypt(data, [identity]))
    except pyrage.DecryptError as error:
        if "no matching key" in str(error).lower():
            raise WrongKeyError(f"It was sealed to another key than the one in {home.key_file}.") from None
        raise DamagedError("It is damaged.") from None


def _state_folder() -> Path:
    """A folder apart from the two others on every system: on Windows and macOS the usual one for state is none."""
    match sys.platform:
        case "win32":
            return platformdirs.user_data_path(_NAME, appauthor=False, roaming=True) / "state"
        case "darwin":
            return platformdirs.user_log_path(_NAME, appauthor=False)
    return platformdirs.user_state_path(_NAME, appauthor=False)


def _own(home: Home) -> pyrage.x25519.Identity:
    if identity := _read(home.key_file):
        return identity
    from filelock import FileLock  # every command imports this module, few make a key

    try:
        private_folder(home.config_dir)
        with FileLock(home.key_file.with_suffix(".lock"), timeout=_WAIT_SECONDS):
            if identity := _read(home.key_file):  # another run was first
                return identity
            identity = pyrage.x25519.Identity.generate()
            lines = (
                "# The private key of redactor on this account. Keep it secret, and keep a copy in a safe place:",
                "# without it no key map can be opened.",
                f"# public key: {identity.to_public()}",
                str(identity),
            )
            put(home.key_file, "\n".join((*lines, "")).encode(), private=True)
    except OSError as error:
        raise SealingError(
            f"The key cannot be kept in the folder {home.config_dir}: {error.strerror or 'it is busy'}. Make the "
            "folder writable, or set REDACTOR_HOME to another one."
        ) from None
    return identity


def _read(key_file: Path) -> pyrage.x25519.Identity | None:
    """The key pair in the file, None when there is no file. Raises SealingError."""
    try:
        lines = key_file.read_text(encoding="utf-8").splitlines()
        (secret,) = (line.strip() for line in lines if line.strip() and not line.startswith("#"))
        return pyrage.x25519.Identity.from_str(secret)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise SealingError(
            f"The key file {key_file} cannot be read: {error.strerror}. Make it readable for your account."
        ) from None
    except (ValueError, pyrage.IdentityError):
        # without the cause, which may quote the key
        raise SealingError(
            f"The key file {key_file} is damaged. Put the copy back that you kept; without it the key maps sealed "
            "to it stay shut."
        ) from None
