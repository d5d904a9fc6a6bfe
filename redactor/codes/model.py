"""The board's code list as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from redactor.base.refused import Refused

FAMILY_AS_A_WHOLE = "Family as a whole"  # the relationship of a row that is a whole family, where the list says none


class Kind(StrEnum):
    """What a row of the code list stands for."""

    SUBJECT = "subject"
    FAMILY = "family"
    ASSOCIATE = "associate"
    PROFESSIONAL = "professional"
    ADDRESS = "address"
    ORGANISATION = "organisation"
    WHOLE_FAMILY = "whole family"

    @property
    def is_person(self) -> bool:
        """True for everybody, false for addresses, organisations and a family as a whole."""
        return self not in (Kind.ADDRESS, Kind.ORGANISATION, Kind.WHOLE_FAMILY)

    @property
    def of_identity(self) -> str:
        """What somebody or something of this kind is as an identity: "professional", "person", "address", "organisation"."""
        if not self.is_person:  # a family as a whole is nobody: a body of people, as an organisation is
            return str(Kind.ADDRESS if self is Kind.ADDRESS else Kind.ORGANISATION)
        return "professional" if self is Kind.PROFESSIONAL else "person"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the code list: who or what a code stands for."""

    code: str
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    role: str = ""  # the column "Relationship or role"
    agency: str = ""
    date_of_birth: date | None = None
    where: str = ""  # "sheet Codes, row 4"
    since: str = ""  # from when, and until when, somebody belonged to the household: as written, "March 2019" too
    until: str = ""
    contact: str = ""  # of staff, for the restricted key alone

    @property
    def shown_role(self) -> str:
        """Relationship or role; of a family as a whole that it is one."""
        return self.role or (FAMILY_AS_A_WHOLE if self.kind is Kind.WHOLE_FAMILY else "")


@dataclass(frozen=True, slots=True)
class Role:
    """A standard abbreviation: prefix + number names a professional of this role."""

    prefix: str
    title: str
    variants: tuple[str, ...] = ()  # other titles and abbreviations met in drafts
    agency: str = ""
    issued: bool = False  # from the board's own list, which wins over the standard roles


@dataclass(frozen=True, slots=True)
class Block:
    """What an agency may mint: codes with its own prefix ("SCC-SW1"), or numbers `first` to `last` of every prefix.

    Empty: any free number.
    """

    prefix: str = ""
    first: int = 0
    last: int = 0


ANY_NUMBER = Block()


@dataclass(frozen=True, slots=True)
class Issue:
    """Which edition of the board's list this is, and for whom."""

    number: int
    issued: date
    board: str
    agency: str
    block: Block
    key: str  # the public key of its signature, hex
    reply_to: str  # the public key to which requests and returns are sealed
    answers: tuple[tuple[str, str], ...] = ()  # a code of this agency's own → the board's in its place; "": needs none
    review: str = ""  # of which review it is, where a board has several of one subject; it names nobody


@dataclass(frozen=True, slots=True)
class CodeList:
    """What the board issued for one review."""

    entries: tuple[Entry, ...] = ()
    roles: tuple[Role, ...] = ()
    name: str = ""  # file name, without folder
    digest: str = ""  # sha256 of the file, hex
    issue: Issue | None = None  # None for a list that was not issued as an edition
    register: str = ""  # file name of the board's register of its review, where the folder that it lies in says so

    @property
    def case_name(self) -> str:
        """The case as the outputs call it: the subjects' codes."""
        return ", ".join(e.code for e in self.entries if e.kind is Kind.SUBJECT)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault that stops a list from being used. As text it is the whole sentence: where, and what."""

    where: str  # "Sheet “People”, row 4"
    sentence: str
    # the standard column: code, kind, name, aliases, role, agency, date_of_birth; a role's prefix counts as its code, its
    # title as its role. "" where it concerns the row, or the sheet
    column: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}"


class CodeListError(Refused):
    """The list cannot be used. `problems` holds one sentence a fault, each with sheet and row."""
