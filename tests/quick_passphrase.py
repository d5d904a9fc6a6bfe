"""Sealing to a passphrase as the age format has it (age-encryption.org/v1, the scrypt recipient), with a work factor that takes a
moment: pyrage takes three seconds a file, on purpose, and opens what says that it took less. What it writes itself is tried in
tests/codes/test_sealing.py."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_WORK = 4  # 2 ** 4 rounds
_CHUNK = 64 * 1024


def encrypt(data: bytes, passphrase: str) -> bytes:
    """What `pyrage.passphrase.decrypt` opens with this passphrase."""
    key, salt = os.urandom(16), os.urandom(16)
    label = b"age-encryption.org/v1/scrypt"
    wrapping = hashlib.scrypt(passphrase.encode(), salt=label + salt, n=2**_WORK, r=8, p=1, dklen=32)
    wrapped = ChaCha20Poly1305(wrapping).encrypt(bytes(12), key, None)
    header = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_text(salt), _WORK, _text(wrapped))
    told = hmac.digest(_derived(key, b"", b"header"), header, "sha256")
    nonce = os.urandom(16)
    sealing = ChaCha20Poly1305(_derived(key, nonce, b"payload"))
    chunks = [data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)] or [b""]
    payload = b"".join(
        sealing.encrypt(n.to_bytes(11, "big") + bytes([n == len(chunks) - 1]), chunk, None)
        for n, chunk in enumerate(chunks)
    )
    return b"%s %s\n%s%s" % (header, _text(told), nonce, payload)


def _text(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, purpose).derive(key)
