"""What a run leaves to be recorded. `names` and `original` are real identities: only restricted files may hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from redactor.codes.model import Issue
from redactor.documents.model import Remark
from redactor.keymap.decisions import Decided

BLANK = "▇▇▇"  # in the place of what may name somebody


@dataclass(frozen=True, slots=True)
class CodeUse:
    """One code that stands in the written files, and what for."""

    code: str
    kind: str  # "person", "professional", "address", "organisation", "place"
    issued: bool  # False: minted in this case, awaiting the board's approval
    role: str = ""  # role or relationship; several joined with "; "
    agency: str = ""
    names: tuple[str, ...] = ()  # as written in the drafts
    mentions: int = 0
    first: date | None = None  # first and last dated chronology entry that mentions the code
    last: date | None = None
    contact: str = ""  # of a professional: for restricted files alone
    needs_none: bool = False  # the board has answered that no code is needed, and nobody has decided what becomes of it


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement, in the order of the documents."""

    document: str  # name of the written file (coded)
    place: str  # "body, table 3, row 7, column 2"
    passage: int
    start: int  # characters in the passage before the change, end exclusive
    end: int
    kind: str  # "person", "address", "organisation", "place", "date of birth", "NHS number" …
    code: str  # what was put there
    rule: str  # the pass of the sieve or the rule that decided
    recogniser: str
    score: float
    original: str  # the text that stood there


@dataclass(frozen=True, slots=True)
class Question:
    """Something that awaits a person."""

    kind: str  # "unresolved", "minted", "doubtful", "left", "look"
    document: str
    place: str
    sentence: str  # what is to be decided, without a real name
    number: int | None = None  # of the marker [unresolved N]
    candidates: tuple[str, ...] = ()  # codes
    around: str = ""  # of what is left: the finished words around it, itself blanked
    written: str = field(default="", repr=False)  # of what is left: the words themselves, shown only where names may be


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One draft of the run."""

    output: str  # file name written
    input_digest: str  # sha256, hex
    output_digest: str
    words: int = 0
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that one run has to say, for the screen, the report, the key and the audit log."""

    case: str
    profile: str
    documents: tuple[DocumentRecord, ...]
    uses: tuple[CodeUse, ...]  # in the order of the board's list, then of prefixes and numbers
    changes: tuple[Change, ...]
    questions: tuple[Question, ...]
    list_name: str = ""
    list_digest: str = ""
    issue: Issue | None = None  # which edition of the board's list; None for a list that is none
    decisions: tuple[Decided, ...] = ()  # of persons, that hold
    abbreviations: tuple[tuple[str, str], ...] = ()  # prefix of a code that is used, and the title it stands for
    seconds: float = 0.0
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def awaits_a_person(self) -> bool:
        """True when the files are not fit for submission as they stand."""
        return bool(self.questions) or any(r.left_out for d in self.documents for r in d.remarks)
