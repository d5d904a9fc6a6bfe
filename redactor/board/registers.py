"""The board's register of one case: which editions were issued, when, to whom, and which block of numbers each agency has.

Sealed in the business manager's own data folder, and never sent to anybody.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock
from pydantic import Field, ValidationError

from redactor.base.files import private_folder
from redactor.base.private import Private
from redactor.codes.model import Block, CodeList, Kind
from redactor.codes.text import squash
from redactor.keymap.how_long import HowLong
from redactor.language.lexicon import fold
from redactor.sealed.editions import SUFFIX, EditionError, read_edition
from redactor.sealed.sealing import Home, SealingError, seal, unseal
from redactor.sealed.whole import Output, finish

_WAIT_SECONDS = 20


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
    answers: str = ""  # digest of the answers that it carried; "" for none


class Answered(Private):
    """A code that an agency gave out itself, and the board's in its place."""

    agency: str
    theirs: str
    code: str


class Side(Private):
    """A row of a return, or of the list, as it was when a person decided on it."""

    agency: str
    code: str
    name: str = Field(default="", repr=False)  # folded, the fullest


class JudgedPair(Private):
    """Two rows of which a person has said that they are one person, or two."""

    one: bool
    sides: tuple[Side, Side]

    @property
    def pair(self) -> frozenset[tuple[str, str]]:
        """Which two they are, in whatever order."""
        return frozenset((fold(s.agency), s.name or squash(s.code)) for s in self.sides)


class Signed(Private):
    """A signature on the record of a check."""

    name: str = Field(repr=False)
    role: str = ""
    on: str = ""  # as written


class Passed(Private):
    """A passage of a submitted file: what tells it from others, and the codes in it."""

    digest: str
    codes: tuple[str, ...] = ()


class Submitted(Private):
    """One version of one file that an agency has sent."""

    agency: str
    file: str  # its name, or its number where that would name somebody
    version: int
    digest: str  # SHA-256, hex
    on: str  # ISO date
    edition: int = 0  # that it was checked against; 0 where no record says so
    verdict: str = ""  # of the record of its check
    fit: bool = False
    in_record: bool | None = None  # whether it is the very file of the record; None without one
    signed: tuple[Signed, ...] = ()
    passages: tuple[Passed, ...] = ()
    holds: int = 0  # the last edition that changes nothing in it, where that is a later one than it was checked against

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that stand in it."""
        return tuple(dict.fromkeys(c for p in self.passages for c in p.codes))


class Declined(Private):
    """A further name of somebody listed that the board does not want on its list."""

    code: str
    name: str = Field(repr=False)  # folded


class Due(Private):
    """A date that the board has agreed with its agencies."""

    on: str  # ISO date
    what: str  # "first draft", "panel meeting"; no name
    agency: str = ""  # "" for all of them
    panel: bool = False  # the panel meets; nothing has to be sent for it alone


class Awaiting(Private):
    """A request that the board has left for later."""

    agency: str
    theirs: str


class Register(Private):
    """All of a case. A value: methods give a new one."""

    version: int = 1
    case: str = ""
    agencies: tuple[Agency, ...] = ()
    editions: tuple[Issued, ...] = ()
    answered: tuple[Answered, ...] = ()
    judged: tuple[JudgedPair, ...] = ()
    submitted: tuple[Submitted, ...] = ()
    awaiting: tuple[Awaiting, ...] = ()
    declined: tuple[Declined, ...] = ()
    kept: tuple[HowLong, ...] = ()  # how long, and holds
    due: tuple[Due, ...] = ()  # the dates agreed, the earliest first

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What the agencies may give out, all together."""
        return tuple(agency.may_mint for agency in self.agencies)

    def with_due(self, due: Iterable[Due]) -> Register:
        """With these dates; the same thing for the same agency in the place of what was agreed before."""
        known = {(fold(d.what), fold(d.agency)): d for d in (*self.due, *due)}
        return self.model_copy(update={"due": tuple(sorted(known.values(), key=lambda d: (d.on, d.what)))})

    def without_due(self, what: str, agency: str = "") -> Register:
        """Without a date; for one agency, or that for all of them."""
        left = tuple(d for d in self.due if (fold(d.what), fold(d.agency)) != (fold(what), fold(agency)))
        return self.model_copy(update={"due": left})

    def with_declined(self, declined: Iterable[Declined]) -> Register:
        """With these names that are offered no more, by whatever agency."""
        return self.model_copy(update={"declined": tuple(dict.fromkeys((*self.declined, *declined)))})

    def without_declined(self, code: str, names: Iterable[str]) -> tuple[str, ...]:
        """Of names that an agency offers of somebody listed, those that the board has not declined."""
        gone = {d.name for d in self.declined if squash(d.code) == squash(code)}
        return tuple(n for n in names if fold(n) not in gone)

    def with_submitted(self, submitted: Iterable[Submitted]) -> Register:
        """With these versions; the same version once more in the place of what was known of it."""
        known = {(fold(s.agency), s.file, s.version): s for s in (*self.submitted, *submitted)}
        return self.model_copy(update={"submitted": tuple(known.values())})

    def with_awaiting(self, agencies: Iterable[str], awaiting: Iterable[Awaiting]) -> Register:
        """With what these agencies still wait for."""
        answered = {fold(a) for a in agencies}
        others = (a for a in self.awaiting if fold(a.agency) not in answered)
        return self.model_copy(update={"awaiting": (*others, *awaiting)})

    def with_judged(self, judged: Iterable[JudgedPair]) -> Register:
        """With what a person has said of pairs; of the same pair in the place of what was said before."""
        known = {j.pair: j for j in (*self.judged, *judged)}
        return self.model_copy(update={"judged": tuple(known.values())})

    def with_answered(self, answered: Iterable[Answered]) -> Register:
        """With these answers; one to the same code of the same agency in the place of the earlier one."""
        known = {(fold(a.agency), squash(a.theirs)): a for a in (*self.answered, *answered)}
        return self.model_copy(update={"answered": tuple(known.values())})

    def answers_for(self, agency: str, codes: CodeList) -> tuple[tuple[str, str], ...]:
        """What this agency's own codes are on the list: own code → the board's, "" for what needs none; without those that the
        list has not."""
        listed = {squash(e.code): e.code for e in codes.entries}
        ours = (a for a in self.answered if fold(a.agency) == fold(agency))
        return tuple((a.theirs, listed.get(squash(a.code), "")) for a in ours if not a.code or squash(a.code) in listed)

    @property
    def answers_digest(self) -> str:
        """What all answers say; "" where there are none."""
        rows = sorted((fold(a.agency), squash(a.theirs), squash(a.code)) for a in self.answered)
        return hashlib.sha256(json.dumps(rows).encode()).hexdigest() if rows else ""

    def agency(self, name: str) -> Agency | None:
        """The agency of this name, however its case is written."""
        return next((a for a in self.agencies if fold(a.name) == fold(name)), None)

    def with_agency(self, agency: Agency) -> Register:
        """With this agency, in the place of what was known of it."""
        others = tuple(a for a in self.agencies if fold(a.name) != fold(agency.name))
        return self.model_copy(update={"agencies": (*others, agency)})

    def next_number(self, digest: str) -> int:
        """The number that a list gets: that of the last edition if list and answers still say the same, else the next."""
        last = self.editions[-1] if self.editions else None
        if last is None:
            return 1
        return last.number if (last.digest, last.answers) == (digest, self.answers_digest) else last.number + 1

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
    """Where the register of a list's case lies: as the folder of its review says, else found again by the subjects of the list.
    The file name names nobody. Raises RegisterError where two reviews of one subject cannot be told apart.

    Where the subjects are not those of its first edition any more (a sister became one, too; a name was put right, and the old
    one is an alias), it is found by whom the board's own copy of the last edition has in common with the list: a register that
    began anew would give the numbers of editions and the agencies' blocks out a second time.
    """
    folder = registers_folder(home)
    if codes.register:
        return folder / codes.register
    subjects = "|".join(sorted(fold(e.name) for e in codes.entries if e.kind is Kind.SUBJECT))
    path = folder / f"{hashlib.sha256(subjects.encode()).hexdigest()[:16]}.register"
    mine = [path] if path.exists() else []
    found = [*mine, *_of_the_same_subject(folder, f"{_OF_A_FOLDER}*" if mine else "*", codes, home)]
    if len(found) > 1 and any(p.name.startswith(_OF_A_FOLDER) for p in found):
        raise RegisterError(
            "Two reviews on this computer are about a subject of this name, and it cannot be told whose list this is. Work "
            "in the folder of its review (redactor board …), where list and review belong together."
        )
    return next(iter(found), path)


def registers_of_subject(codes: CodeList, home: Home) -> list[Path]:
    """The registers on this computer whose last edition has a subject of this list, the one written last first."""
    return list(_of_the_same_subject(registers_folder(home), "*", codes, home))


def registers_folder(home: Home) -> Path:
    """Where the registers lie."""
    return home.data_dir / "boards"


def register_name(case: str) -> str:
    """What the register of a review is called that has a folder and a reference of its own; it names nobody."""
    return f"{_OF_A_FOLDER}{hashlib.sha256(fold(case).encode()).hexdigest()[:16]}.register"


def review_id(register: Path) -> str:
    """What tells an agency of which review an edition is; it names nobody."""
    return hashlib.sha256(f"review {register.name}".encode()).hexdigest()[:16]


_OF_A_FOLDER = "review-"


def copies_of(register: Path) -> Path:
    """The folder of the board's own copies of the editions, beside a register."""
    return register.with_suffix("")


def number_of_copy(path: Path) -> int:
    """Which edition a file of that folder is, 0 for anything else."""
    number = path.stem.removeprefix("edition-")
    return int(number) if number.isdigit() else 0


def _of_the_same_subject(folder: Path, pattern: str, codes: CodeList, home: Home) -> Iterator[Path]:
    """The registers whose last edition has a subject of this list, the one that was written last first."""
    ours = _subjects(codes)
    for path in sorted(folder.glob(f"{pattern}.register"), key=lambda p: -p.stat().st_mtime) if ours else ():
        last = max(copies_of(path).glob(f"edition-*{SUFFIX}"), key=number_of_copy, default=None)
        if last is None:
            continue
        try:
            if ours & _subjects(read_edition(last, home)):
                yield path
        except EditionError:
            continue  # of another account, or damaged: it says nothing


def _subjects(codes: CodeList) -> frozenset[str]:
    return frozenset(fold(n) for e in codes.entries if e.kind is Kind.SUBJECT for n in (e.name, *e.aliases) if " " in n)


@dataclass(frozen=True)
class OpenRegister:
    """A register that nobody else can write in the meantime."""

    path: Path
    home: Home
    value: Register

    def output(self, register: Register) -> Output:
        """What is to be written for it. Raises SealingError."""
        return Output(self.path, sealed_register(register, self.home), private=True)


@contextmanager
def open_register(codes: CodeList, home: Home) -> Iterator[OpenRegister]:
    """The register of a list's case, new where there is none. Raises RegisterError, OSError."""
    path = register_path(home, codes)
    private_folder(path.parent)
    with FileLock(path.with_suffix(".lock"), timeout=_WAIT_SECONDS):
        finish(home)
        yield OpenRegister(path, home, load_register(path, home) or Register(case=codes.case_name))


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
