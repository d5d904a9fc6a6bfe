"""The board's signature on what it issues: Ed25519, with a key pair that stays in the user's configuration folder."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from redactor.base.files import private_folder, put
from redactor.sealed.sealing import Home, SealingError

if TYPE_CHECKING:  # large to load, and most runs sign and verify nothing
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_FILE = "signing.key"
_WAIT_SECONDS = 20


def signing_key_file(home: Home) -> Path:
    """Where the private half lies."""
    return home.config_dir / _FILE


def verify_key(home: Home) -> str:
    """The public half, hex, made on first use. Raises SealingError."""
    return _own(home).public_key().public_bytes_raw().hex()


def sign(data: bytes, home: Home) -> str:
    """The signature of `data`, hex. Raises SealingError."""
    return _own(home).sign(data).hex()


def is_signed(data: bytes, signature: str, key: str) -> bool:
    """Whether the holder of this key signed exactly these bytes."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(key: str) -> str:
    """A key in words short enough to be read out over the telephone: "3f9a 01bc …"."""
    digest = hashlib.sha256(bytes.fromhex(key)).hexdigest()[:24]
    return " ".join(digest[i : i + 4] for i in range(0, 24, 4))


def _own(home: Home) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    path = signing_key_file(home)
    try:
        if not path.exists():
            private_folder(home.config_dir)
            with FileLock(path.with_suffix(".lock"), timeout=_WAIT_SECONDS):
                if not path.exists():
                    put(path, Ed25519PrivateKey.generate().private_bytes_raw().hex().encode(), private=True)
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text().strip()))
    except OSError as error:
        raise SealingError(
            f"The signing key cannot be kept in the folder {home.config_dir}: {error.strerror or 'it is busy'}. "
            "Make the folder writable, or set REDACTOR_HOME to another one."
        ) from None
    except ValueError:
        raise SealingError(f"The signing key {path} is damaged. Put a copy of it back.") from None
