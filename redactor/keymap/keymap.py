"""The key map: the agency's private register of who is who in one case, as a value. Files: `keymap_files.py`."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field

from redactor.base.private import Private
from redactor.codes.model import Block
from redactor.codes.numbering import Numbering, kind_of_person
from redactor.codes.text import squash
from redactor.keymap.decisions import Decided, held_for
from redactor.keymap.how_long import HowLong, holds_in, until_in
from redactor.keymap.published import Publication

# 1: no evidence; 2: no decisions, editions, recipients; 3: no pictures looked at; 4: no runs, files, keeping; 5: no decisions
# on pictures; 6: no days of chronology entries, no contacts; 7: nothing of publication, no audience of decisions; 8: no names
# that drafts tell, nothing of what the board says; 9: nothing of which review it is
VERSION = 10

_RUNS = 500  # of the audit logs written, as many are remembered


class Record(Private):
    """Who or what one code stands for."""

    code: str
    kind: Literal["person", "address", "organisation", "place"]
    issued: bool  # False: minted here
    names: tuple[str, ...] = Field(default=(), repr=False)  # as written in list and drafts
    called: str = Field(default="", repr=False)  # the Name of the board's list, as of the last run
    role: str = ""  # relationship, or role of staff
    roles: tuple[str, ...] = ()  # every title met beside the name
    prefix: str = ""
    agency: str = ""
    gender: str = ""
    why: str = ""  # the rule that gave the code
    date_of_birth: str = Field(default="", repr=False)  # ISO
    contact: str = Field(default="", repr=False)  # of staff, as the board's list has it
    board_says: str = ""  # what the board has answered, where that gives no code
    told: tuple[str, ...] = Field(
        default=(), repr=False
    )  # further names that drafts tell ("known as"), for the board's list

    @property
    def kind_of_identity(self) -> str:
        """The same, but "professional" for staff, whom a prefix of their role tells."""
        return kind_of_person(self.prefix) if self.kind == "person" else self.kind

    def joined(self, newer: Record) -> Record:
        """This record brought up to date: names and roles of both, for the rest what `newer` says, if anything."""
        said = {name: value for name in type(self).model_fields if (value := getattr(newer, name)) != ""}
        both = {
            name: tuple(dict.fromkeys((*getattr(self, name), *getattr(newer, name))))
            for name in ("names", "roles", "told")
        }
        return self.model_copy(update={**said, **both, "code": self.code})


class Evidence(Private):
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
    anchor: str = ""  # finds the mention again in a later run (`anchors.py`)
    around: str = Field(default="", repr=False)  # the words it stands in, where a person may have to decide
    told: str = ""  # what is to be decided, in a sentence, where the rule alone does not say it
    day: str = ""  # ISO date of the chronology entry that it stands in
    group: int = 0  # like mentions near by, to be decided together; 0: alone


class Looked(Private):
    """A picture of the written files that a person has looked at: no program can say whom it shows."""

    digest: str  # SHA-256 of its bytes, hex
    who: str = ""
    when: str = ""  # ISO 8601, UTC


class MetPicture(Private):
    """A picture of a draft, as its last run left it."""

    place: str
    given: str  # SHA-256 of the draft's picture without what describes it, hex
    written: str  # of what was made of it: the same where nothing was painted over


class Run(Private):
    """One audit log that was written: what its last line hangs on, so that another log in its place shows."""

    head: str  # SHA-256 of its last line, hex
    written: str  # ISO 8601, UTC
    folder: str  # keyed digest of where it was put
    documents: tuple[str, ...] = ()  # what the written files are called


class NamesFile(Private):
    """A file with names that was written outside the key map: at the end of the case it has to go, too."""

    what: str  # "sheet of decisions" …
    path: str = Field(repr=False)
    when: str  # ISO 8601, UTC
    digest: str = ""  # SHA-256 of it as it was written, hex


class KeyMap(Private):
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
    decisions: tuple[Decided, ...] = ()  # of persons, in the order in which they were made
    replaced: Mapping[str, str] = {}  # code once minted → the code that stands for the same identity now
    review: str = ""  # of its first edition that says so, where a board has several of one subject
    board_key: str = ""  # the board's public key, pinned when the first issued edition was used
    edition: int = 0  # of the board's list that was used last; 0 for a list without editions
    edition_digest: str = ""
    block: tuple[str, int, int] = ("", 0, 0)  # prefix, first and last number that this agency may mint
    agency: str = ""
    reply_to: str = ""  # the board's public key for requests and returns
    recipients: tuple[str, ...] = ()  # public keys that can open this key map besides the agency's own
    looked: tuple[Looked, ...] = ()  # pictures that a person has looked at
    pictures: Mapping[str, tuple[MetPicture, ...]] = {}  # by draft, as its last run left it
    copies: int = 0  # lines of the log of copies with names, so that one cut short shows
    runs: tuple[Run, ...] = ()  # audit logs written, newest last
    files: tuple[NamesFile, ...] = Field(default=(), repr=False)  # with names, outside
    kept: tuple[HowLong, ...] = ()  # how long, and holds
    publication: Publication = Publication()
    profile: str = ""  # the audience of the run that is under way, or was last
    put_back: bool = Field(default=False, exclude=True)  # an earlier version than the last one saved lies on the disk

    @classmethod
    def new(cls, case: str) -> KeyMap:
        """An empty key map with a secret of its own."""
        return cls(case=case, secret=secrets.token_hex(32))

    def raised(self, numbers: Mapping[str, int]) -> KeyMap:
        """With numbers that are known to have been handed out, at least these."""
        most = {**self.numbers, **{p: max(n, self.numbers.get(p, 0)) for p, n in numbers.items()}}
        return self.model_copy(update={"numbers": most})

    def with_run(self, run: Run) -> KeyMap:
        """With one more audit log."""
        return self.model_copy(update={"runs": (*self.runs, run)[-_RUNS:]})

    def with_file(self, what: str, path: Path, data: bytes, when: str) -> KeyMap:
        """With a file with names that lies at `path` now."""
        others = tuple(f for f in self.files if f.path != str(path.absolute()))
        digest = hashlib.sha256(data).hexdigest()
        file = NamesFile(what=what, path=str(path.absolute()), when=when, digest=digest)
        return self.model_copy(update={"files": (*others, file)})

    def with_kept(self, kept: HowLong) -> KeyMap:
        """With one more word on how long the case is kept."""
        return self.model_copy(update={"kept": (*self.kept, kept)})

    @property
    def holds(self) -> tuple[HowLong, ...]:
        """The legal holds that nobody has lifted."""
        return holds_in(self.kept)

    @property
    def kept_until(self) -> str:
        """The date until which the case is kept, ISO; "" where nobody has said one."""
        return until_in(self.kept)

    def record(self, code: str) -> Record | None:
        """The record of a code, however its case and spaces are written."""
        return next((r for r in self.records if squash(r.code) == squash(code)), None)

    def with_records(self, records: Iterable[Record]) -> KeyMap:
        """With these records added; one whose code is there already brings it up to date (`Record.joined`)."""
        known = {squash(r.code): r for r in self.records}
        for record in records:
            old = known.get(squash(record.code))
            known[squash(record.code)] = old.joined(record) if old else record
        numbers = Numbering.start((r.code for r in known.values()), self.numbers, block=Block(*self.block)).numbers
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

    def with_decision(self, decision: Decided) -> KeyMap:
        """With one more decision of a person; it gets the next number."""
        numbered = decision.model_copy(update={"number": len(self.decisions) + 1})
        return self.model_copy(update={"decisions": (*self.decisions, numbered)})

    def without_decision(self, number: int) -> KeyMap:
        """With the decision of this number taken back; it stays in the register, as withdrawn."""
        kept = tuple(d.model_copy(update={"withdrawn": True}) if d.number == number else d for d in self.decisions)
        return self.model_copy(update={"decisions": kept})

    @property
    def held(self) -> tuple[Decided, ...]:
        """The decisions that hold for the audience of the run."""
        return held_for(self.decisions, self.profile)

    def with_pictures(self, pictures: Mapping[str, tuple[MetPicture, ...]]) -> KeyMap:
        """With the pictures of these drafts (by output name) in the place of what an earlier run said of them."""
        return self.model_copy(update={"pictures": {**self.pictures, **pictures}})

    def with_looked(self, looked: Looked) -> KeyMap:
        """With a picture that somebody has looked at."""
        return self.model_copy(update={"looked": (*self.without_looked(looked.digest).looked, looked)})

    def without_looked(self, digest: str) -> KeyMap:
        """With a picture that nobody has looked at yet."""
        return self.model_copy(update={"looked": tuple(each for each in self.looked if each.digest != digest)})

    def numbering(self, issued: Iterable[str] = (), standing: Iterable[str] = ()) -> Numbering:
        """Where numbering goes on: after the list's codes, this key map's, and those standing in the drafts."""
        handed_out = (*issued, *(r.code for r in self.records))
        return Numbering.start(handed_out, self.numbers, (*self.standing, *standing), Block(*self.block))

    def overtaken(self, issued: Iterable[str]) -> tuple[Record, ...]:
        """The records minted here whose codes the board has since issued: to somebody else, unless the names agree."""
        codes = set(map(squash, issued))
        return tuple(r for r in self.records if not r.issued and squash(r.code) in codes)

    def digest(self, text: str) -> str:
        """A keyed digest, hex, that only a holder of this key map can compare with a name."""
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
        return hmac.new(bytes.fromhex(self.secret), folded.encode(), hashlib.sha256).hexdigest()
