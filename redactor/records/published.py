"""The record of a publication: method, figures, who accepted what. It holds no identity; the certificate has it as a part."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from redactor.base.refused import Refused

RECORD_FILE = "publication-record.json"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class RecordedCopy(_Value):
    """One file that was written."""

    audience: str
    file: str
    sha256: str
    generalised: int = 0  # places
    refused: int = 0  # places that stay as they are written
    undecided: int = 0  # proposals put, on which nobody has decided
    person: str = ""


class RecordedPerson(_Value):
    """How many people of the area share what a text tells of one person of it, who is called by a code or pseudonym."""

    person: str
    traits: tuple[str, ...]
    fit: float | None  # None: not known
    sentence: str


class RecordedTest(_Value):
    """A test by a person."""

    who: str
    hours: str = ""
    searched: str = ""
    sure: str = ""
    right: str = ""
    when: str = ""


class RecordedRisk(_Value):
    """Who accepted what is left."""

    who: str
    why: str = ""
    when: str = ""


class PublicationRecord(_Value):
    """All of it."""

    format: str = "redactor publication 1"
    dates: str = ""
    ages: str = ""
    copies: tuple[RecordedCopy, ...] = ()
    area: str = ""
    population: tuple[str, ...] = ()  # the tables used, with source and date
    not_known: tuple[str, ...] = ()
    people: tuple[RecordedPerson, ...] = ()
    press: tuple[str, ...] = ()  # cuttings compared, by file name, with the score of the best match
    candidates: str = ""
    tests: tuple[RecordedTest, ...] = ()
    accepted: tuple[RecordedRisk, ...] = ()

    @property
    def smallest(self) -> RecordedPerson | None:
        """The person whom the fewest others could be."""
        known = [p for p in self.people if p.fit is not None]
        return min(known, key=lambda p: p.fit or 0.0, default=None)


def record_json(record: PublicationRecord) -> bytes:
    """The record as a file."""
    return json.dumps(record.model_dump(mode="json"), ensure_ascii=False, indent=1).encode() + b"\n"


def read_record(path: Path) -> PublicationRecord:
    """The record of a file. Raises Refused."""
    try:
        return PublicationRecord.model_validate_json(path.read_bytes())
    except OSError:
        raise Refused(["The record of the publication cannot be read. Check the folder and the spelling."]) from None
    except ValidationError:
        raise Refused([f"The file {path.name} is no record of redactor publish or redactor intruder."]) from None
