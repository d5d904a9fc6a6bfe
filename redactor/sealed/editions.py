"""Editions: the board's list as it is issued to one agency. Numbered, dated, signed, and sealed to that agency.

A file holds, sealed with age, a JSON envelope: the signed bytes, the signature, the board's public key. The signed bytes
are JSON too: case, number, date, agency, the block of numbers that the agency may mint, the list itself.
"""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import date

from pydantic import Field, ValidationError

from redactor.base.given import Given, regular_bytes
from redactor.base.private import Private
from redactor.codes.model import Block, CodeList, Entry, Issue, Kind, Role
from redactor.sealed.sealing import (
    Home,
    KeyMissingError,
    SealingError,
    WrongKeyError,
    needs_passphrase,
    public_key,
    seal_to,
    seal_with_passphrase,
    unseal,
    unseal_with_passphrase,
)
from redactor.sealed.signing import is_signed, sign, verify_key

SUFFIX = ".edition"
_FORMAT = "redactor edition 1"


class EditionError(Exception):
    """The edition cannot be used. The message is a sentence for the user and names no one."""


class _Entry(Private):
    code: str
    kind: str
    name: str = Field(repr=False)
    aliases: tuple[str, ...] = Field(default=(), repr=False)
    role: str = ""
    agency: str = ""
    date_of_birth: str = Field(default="", repr=False)
    since: str = ""
    until: str = ""
    contact: str = Field(default="", repr=False)


class _Role(Private):
    prefix: str
    title: str
    variants: tuple[str, ...] = ()
    agency: str = ""


class _Signed(Private):
    format: str = _FORMAT
    case: str
    number: int
    issued: str  # ISO date
    board: str = ""
    agency: str
    block: tuple[str, int, int] = ("", 0, 0)  # prefix, first and last number
    reply_to: str  # the board's age public key, for requests and returns
    entries: tuple[_Entry, ...] = ()
    roles: tuple[_Role, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()  # this agency's own code → the board's in its place
    review: str = ""


_LATER = (
    "since",
    "until",
    "contact",
)  # what rows did not have at first: left out where it is empty, so that digests stay


def edition_digest(codes: CodeList) -> str:
    """The SHA-256, hex, of what a list says: the same for all agencies of an edition, whatever it is sealed to."""
    return _digest(*_rows(codes))


def _digest(entries: tuple[_Entry, ...], roles: tuple[_Role, ...]) -> str:
    rows = [
        {k: v for k, v in each.model_dump(mode="json").items() if v or k not in _LATER} for each in (*entries, *roles)
    ]
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()


def _rows(codes: CodeList) -> tuple[tuple[_Entry, ...], tuple[_Role, ...]]:
    entries = tuple(
        _Entry(
            code=e.code,
            kind=str(e.kind),
            name=e.name,
            aliases=e.aliases,
            role=e.role,
            agency=e.agency,
            date_of_birth=e.date_of_birth.isoformat() if e.date_of_birth else "",
            since=e.since,
            until=e.until,
            contact=e.contact,
        )
        for e in codes.entries
    )
    return entries, tuple(
        _Role(prefix=r.prefix, title=r.title, variants=r.variants, agency=r.agency) for r in codes.roles
    )


def sealed_edition(
    codes: CodeList,
    number: int,
    issued: date,
    agency: str,
    block: Block,
    home: Home,
    *,
    board: str = "",
    to: str = "",
    passphrase: str = "",
    answers: tuple[tuple[str, str], ...] = (),
    review: str = "",
) -> bytes:
    """The list as this agency gets it, sealed to its public key (`to`) or to a passphrase. Raises SealingError.

    `answers`: codes that the agency gave out itself, each with the board's in its place. `review`: what tells
    reviews of one subject apart.
    """
    entries, roles = _rows(codes)
    content = _Signed(
        case=codes.case_name,
        number=number,
        issued=issued.isoformat(),
        board=board,
        agency=agency,
        block=(block.prefix, block.first, block.last),
        reply_to=public_key(home),
        entries=entries,
        roles=roles,
        answers=answers,
        review=review,
    )
    signed = content.model_dump_json().encode()
    envelope = {
        "signed": base64.b64encode(signed).decode(),
        "signature": sign(signed, home),
        "key": verify_key(home),
    }
    data = json.dumps(envelope).encode()
    # to the board's own key, too: it can read again what it has sent
    return seal_with_passphrase(data, passphrase) if passphrase else seal_to(data, [to, public_key(home)])


def read_edition(path: Given, home: Home, passphrase: str = "") -> CodeList:
    """The list in an edition, its signature verified against the key that it names; `Issue` says which edition.

    Whether that key is the board's is for the case to say (`codes/pinning.py`). Raises EditionError.
    """
    try:
        data = regular_bytes(path)
    except OSError:
        raise EditionError(
            "The edition cannot be read. Check the name of the file, and that you may read it."
        ) from None
    try:
        opened = unseal_with_passphrase(data, passphrase) if needs_passphrase(data) else unseal(data, home)
    except WrongKeyError:
        raise EditionError(
            "The passphrase does not open this edition. Ask the board for it again."
            if needs_passphrase(data)
            else "This edition was sealed to another agency, or to another account of yours. Ask the board to issue "
            "it to the key that redactor identity show prints here."
        ) from None
    except KeyMissingError:
        raise EditionError(
            "There is no key on this account that could open the edition. Run redactor identity show, send the board "
            "what it prints, and ask for the edition again."
        ) from None
    except SealingError:
        raise EditionError("The edition is damaged, or is no edition. Ask the board to send it again.") from None
    return _verified(opened, path.name)


def is_sealed_to_passphrase(path: Given) -> bool:
    """Whether a passphrase has to be asked for."""
    try:
        return needs_passphrase(regular_bytes(path))
    except OSError:
        return False


def _verified(opened: bytes, name: str) -> CodeList:
    # errors go without their causes: those of json and pydantic may quote names
    try:
        envelope = json.loads(opened)
        signed, signature, key = base64.b64decode(envelope["signed"]), envelope["signature"], envelope["key"]
    except (ValueError, KeyError, TypeError):
        raise EditionError("The edition is damaged. Ask the board to send it again.") from None
    if not is_signed(signed, signature, key):
        raise EditionError(
            "The signature of the edition does not fit what it says: it was changed after the board had signed it. "
            "Do not use it; tell the board."
        )
    try:
        content = _Signed.model_validate_json(signed)
        if content.format != _FORMAT:
            raise EditionError("The edition was written by a newer redactor. Bring this one up to date.")
        entries = tuple(
            Entry(
                e.code,
                Kind(e.kind),
                e.name,
                e.aliases,
                e.role,
                e.agency,
                date.fromisoformat(e.date_of_birth) if e.date_of_birth else None,
                f"edition {content.number}, row {n}",
                e.since,
                e.until,
                e.contact,
            )
            for n, e in enumerate(content.entries, 1)
        )
    except (ValidationError, ValueError):
        raise EditionError("The edition was written by another version of redactor and cannot be read.") from None
    roles = tuple(Role(r.prefix, r.title, r.variants, r.agency, issued=True) for r in content.roles)
    issue = Issue(
        content.number,
        date.fromisoformat(content.issued),
        content.board,
        content.agency,
        Block(*content.block),
        key,
        content.reply_to,
        content.answers,
        content.review,
    )
    return CodeList(entries, roles, name, _digest(content.entries, content.roles), issue)
