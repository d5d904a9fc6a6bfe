"""An edition of the board's list for every agency, from the business manager's side: list in, sealed files out.

list ─▶ checked ─▶ numbered (register) ─▶ a file for each agency, signed and sealed ─▶ register kept
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from redactor.base.files import private_folder
from redactor.base.refused import Refused
from redactor.board.own_editions import own_copy
from redactor.board.registers import (
    Agency,
    Answered,
    Issued,
    Register,
    RegisterError,
    load_register,
    open_register,
    register_path,
    review_id,
)
from redactor.codes.model import Block, CodeList
from redactor.codes.numbering import split_code
from redactor.records.ownership import is_ours
from redactor.sealed.editions import SUFFIX, edition_digest, sealed_edition
from redactor.sealed.sealing import Home, SealingError, public_key, seal_to
from redactor.sealed.signing import fingerprint, verify_key
from redactor.sealed.whole import Output, is_taken, write_whole

_WITH_PASSPHRASE = "passphrase"
_BLOCK = 100  # numbers of every prefix in an agency's block


class Blocks(StrEnum):
    """How agencies are kept from minting the same code."""

    NUMBERS = "numbers"  # SW201 to SW300 for the second agency
    PREFIXES = "prefixes"  # SCC-SW1
    NONE = "none"


@dataclass(frozen=True)
class Recipient:
    """Whom an edition is for."""

    name: str
    key: str = ""  # its public key; "" for the one that is known of it
    by_passphrase: bool = False


class NotAddressed(Refused):
    """It is not clear whom the edition is for. `faults` say of which recipient, by its position, from 0; -1: of all."""

    def __init__(self, faults: Sequence[tuple[int, str]]) -> None:
        super().__init__([sentence for _, sentence in faults])
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Standing:
    """Where the editions of a list's case stand."""

    register: Register
    number: int  # of the edition that the list would be
    again: bool  # the list says what the last edition said


@dataclass(frozen=True)
class Sent:
    """What was made for one agency."""

    agency: Agency
    file: Path


@dataclass(frozen=True)
class IssuedEdition:
    """An edition, as it went out."""

    number: int
    on: date
    digest: str
    board_key: str  # fingerprint, to be read out to agencies over the telephone
    sent: tuple[Sent, ...]
    again: bool  # the list says what the last edition said: same number, for further agencies


def issue(
    codes: CodeList,
    to: Sequence[Recipient],
    out: Path,
    *,
    blocks: Blocks = Blocks.NUMBERS,
    board: str = "",
    passphrase: Callable[[str], str],
    today: date | None = None,
    over: bool = True,
    answered: Iterable[Answered] = (),
) -> IssuedEdition:
    """Issue the list. `passphrase` asks for that of an agency; `over`: also over files of an earlier time; `answered`: further
    answers to the agencies, for the register and this edition.

    Raises Refused (NotAddressed where it is about the recipients); then no edition was written, and none counted.
    """
    home, on = Home.current(), today or date.today()
    try:
        private_folder(out)
        with open_register(codes, home) as opened:
            standing = _standing(codes, opened.value.with_answered(answered))
            register, number = standing.register, standing.number
            agencies = _agencies(to, register, codes, blocks)
            digest = edition_digest(codes)
            sent = []
            for position, agency in enumerate(agencies):
                register = register.with_agency(agency)
                secret = "" if agency.key else passphrase(agency.name)
                if not (agency.key or secret):
                    raise NotAddressed(
                        [(position, f"{agency.name}: the passphrase is empty. Give one of several words.")]
                    )
                data = sealed_edition(
                    codes, number, on, agency.name, agency.may_mint, home, board=board, to=agency.key, passphrase=secret,
                    answers=register.answers_for(agency.name, codes), review=review_id(opened.path),
                )  # fmt: skip
                sent.append((Sent(agency, out / f"edition-{number}-{slug(agency.name)}{SUFFIX}"), data))
            _check_fresh([each.file for each, _ in sent if not over])
            _check_fresh([each.file for each, _ in sent if not is_ours(each.file)])
            names = tuple(a.name for a in agencies)
            issued = Issued(
                number=number, on=on.isoformat(), digest=digest, agencies=names, answers=register.answers_digest
            )
            counted = opened.output(register.with_issued(issued))
            ours = own_copy(codes, number, on, home, board)
            private_folder(ours.path.parent)
            write_whole([counted, ours, *(Output(each.file, data, private=True) for each, data in sent)], home)
    except (RegisterError, SealingError) as error:
        raise Refused([str(error)]) from None
    except OSError as error:
        raise Refused([f"The editions cannot be written to the folder: {error.strerror or 'it is busy'}."]) from None
    key = fingerprint(verify_key(home))
    return IssuedEdition(number, on, digest, key, tuple(each for each, _ in sent), standing.again)


def standing(codes: CodeList) -> Standing:
    """Which edition the list would be, and which agencies are known. Raises Refused."""
    return _standing(codes, register_of(codes))


def register_of(codes: CodeList) -> Register:
    """The register of a list's case; an empty one where there is none. Raises Refused."""
    home = Home.current()
    try:
        return load_register(register_path(home, codes), home) or Register(case=codes.case_name)
    except RegisterError as error:
        raise Refused([str(error)]) from None


def blocks_of(codes: CodeList) -> tuple[Block, ...] | None:
    """The numbers that the agencies of a list's review may give out; None where no edition went out from this computer, or the
    register cannot be opened: what only reads files goes on without it."""
    try:
        register = register_of(codes)
    except Refused:
        return None
    return register.blocks if register.agencies else None


def _standing(codes: CodeList, register: Register) -> Standing:
    number = register.next_number(edition_digest(codes))
    return Standing(register, number, bool(register.editions) and register.editions[-1].number == number)


def _check_fresh(files: Iterable[Path]) -> None:
    if there := [file.name for file in files if is_taken(file)]:
        raise Refused([f"There is a file {name} in the folder already. Give another folder." for name in there])


def recipient_of(text: str) -> Recipient:
    """Whom "NAME=age1…" (the agency's public key), "NAME=passphrase", or "NAME" for one known before, means."""
    name, _, key = (part.strip() for part in text.partition("="))
    return Recipient(name, "" if key == _WITH_PASSPHRASE else key, key == _WITH_PASSPHRASE)


def _agencies(to: Sequence[Recipient], register: Register, codes: CodeList, blocks: Blocks) -> list[Agency]:
    """Everybody whom the edition goes to, with a block of their own. Raises NotAddressed with every fault."""
    faults: list[tuple[int, str]] = []
    found: list[Agency] = []
    for position, recipient in enumerate(to):
        name, key, known = recipient.name, recipient.key, register.agency(recipient.name)
        if not name:
            faults.append((position, "This names no agency. Write its name."))
        elif not key and not recipient.by_passphrase and known is None:
            faults.append(
                (
                    position,
                    f"{name}: no public key is known. Ask them for what redactor identity show prints; if they cannot, "
                    "seal the edition with a passphrase.",
                )
            )
        elif key and not _is_key(key):
            sentence = f"{name}: this is no public key. It begins with age1 and has 62 letters and numbers."
            faults.append((position, sentence))
        elif any(slug(a.name) == slug(name) for a in found):
            faults.append((position, f"{name} is named twice. Name each agency once."))
        else:
            key = "" if recipient.by_passphrase else key or (known.key if known else "")
            block = known.block if known and any(known.block) else None
            agency = Agency(name=known.name if known else name, key=key, block=block or ("", 0, 0))
            if block is None:
                agency = agency.model_copy(
                    update={"block": _block(agency, [*register.agencies, *found], codes, blocks)}
                )
            found.append(agency)
    if not to:
        faults.append((-1, "Whom is the edition for? Name at least one agency."))
    if faults:
        raise NotAddressed(faults)
    return found


def _is_key(text: str) -> bool:
    try:
        seal_to(b"", [text])
    except SealingError:
        return False
    return True


def _block(agency: Agency, others: Iterable[Agency], codes: CodeList, blocks: Blocks) -> tuple[str, int, int]:
    others = [a for a in others if a.name != agency.name]
    if blocks is Blocks.NONE:
        return ("", 0, 0)
    if blocks is Blocks.PREFIXES:
        taken = {a.block[0] for a in others}
        return (next(p for p in _prefixes(agency.name) if p not in taken), 0, 0)
    highest = max((n for e in codes.entries if (n := (split_code(e.code) or ("", 0))[1]) < 10_000), default=0)
    first = max([a.block[2] for a in others] + [-(-highest // _BLOCK) * _BLOCK], default=0)
    first = max(first, _BLOCK)
    return ("", first + 1, first + _BLOCK)


def _prefixes(name: str) -> Iterable[str]:
    """ "Thornmere County Council" → TCC, then TCC2, TCC3 …"""
    words = [w for w in re.findall(r"[^\W\d_]+", name) if w.lower() not in ("and", "of", "the", "for", "nhs")]
    plain = unicodedata.normalize("NFKD", "".join(w[0] for w in words) if len(words) > 1 else "".join(words)[:3])
    letters = "".join(c for c in plain if c.isascii() and c.isalpha()).upper()[:4] or "AG"
    yield letters
    number = 2
    while True:
        yield f"{letters}{chr(63 + number)}"  # a letter: a number would run into that of the code
        number += 1


def slug(name: str) -> str:
    """An agency's name as part of a file name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "agency"


def own_codes(block: Block) -> str:
    """Which codes an agency may give out, in words."""
    if block.prefix:
        return f"{block.prefix}-SW1, {block.prefix}-SW2 …"
    return f"numbers {block.first} to {block.last}" if block.last else "any free number"


def own_keys(home: Home) -> tuple[str, str]:
    """This account's public key, and the fingerprint of the key that it signs with. Raises SealingError."""
    return public_key(home), fingerprint(verify_key(home))
