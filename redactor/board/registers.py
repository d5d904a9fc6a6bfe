"""The board's register of one case: which editions were issued, when, to whom, and which block of numbers each agency has.

Sealed in the business manager's own data folder, and never sent to anybody.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import ValidationError

from redactor.base.private import Private
from redactor.codes.model import Block, CodeList, Kind
from redactor.language.lexicon import fold
from redactor.sealed.sealing import Home, SealingError, seal, unseal


class RegisterError(Exception):
    """The register cannot be used. The message is a sentence for the user and names no one."""


class Agency(Private):
    """One agency of the review."""

    name: str
    key: str = ""  # its age public key; "" when its editions are sealed to a passphrase
    block: tuple[str, int, int] = ("", 0, 0)

    @property
    def may_mint(self) -> Block:
        """The codes that it may give out."""
        return Block(*self.block)


class Issued(Private):
    """One edition."""

    number: int
    on: str  # ISO date
    digest: str  # of what the list said
    agencies: tuple[str, ...] = ()


class Register(Private):
    """All of a case. A value: methods give a new one."""

    version: int = 1
    case: str = ""
    agencies: tuple[Agency, ...] = ()
    editions: tuple[Issued, ...] = ()

    def agency(self, name: str) -> Agency | None:
        """The agency of this name, however its case is written."""
        return next((a for a in self.agencies if fold(a.name) == fold(name)), None)

    def with_agency(self, agency: Agency) -> Register:
        """With this agency, in the place of what was known of it."""
        others = tuple(a for a in self.agencies if fold(a.name) != fold(agency.name))
        return self.model_copy(update={"agencies": (*others, agency)})

    def next_number(self, digest: str) -> int:
        """The number that a list gets: that of the last edition if the list still says the same, else the next."""
        last = self.editions[-1] if self.editions else None
        return 1 if last is None else last.number if last.digest == digest else last.number + 1

    def with_issued(self, issued: Issued) -> Register:
        """With this edition; further agencies of the same edition join it."""
        last = self.editions[-1] if self.editions else None
        if last and last.number == issued.number:
            agencies = tuple(dict.fromkeys((*last.agencies, *issued.agencies)))
            return self.model_copy(
                update={"editions": (*self.editions[:-1], last.model_copy(update={"agencies": agencies}))}
            )
        return self.model_copy(update={"editions": (*self.editions, issued)})


def register_path(home: Home, codes: CodeList) -> Path:
    """Where the register of a list's case lies: found again by the subjects of the list. The file name names nobody."""
    subjects = "|".join(sorted(fold(e.name) for e in codes.entries if e.kind is Kind.SUBJECT))
    return home.data_dir / "boards" / f"{hashlib.sha256(subjects.encode()).hexdigest()[:16]}.register"


def load_register(path: Path, home: Home) -> Register | None:
    """The register in the file, None when there is none. Raises RegisterError."""
    try:
        return Register.model_validate_json(unseal(path.read_bytes(), home))
    except FileNotFoundError:
        return None
    except (SealingError, ValidationError, OSError):
        raise RegisterError(
            f"The register of this case's editions, {path}, cannot be opened with the key of this account. Put a copy "
            "of it, or of the key, back. Without it the numbers of the editions and the agencies' blocks are lost; the "
            "editions themselves are unharmed."
        ) from None


def sealed_register(register: Register, home: Home) -> bytes:
    """The register as it lies on the disk. Raises SealingError."""
    return seal(register.model_dump_json().encode(), home)
