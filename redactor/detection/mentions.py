"""What detection hands on: spans of a passage that may identify somebody or something."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MentionKind(StrEnum):
    """What a mention may identify. The words are shown to users."""

    PERSON = "person"
    ADDRESS = "address"
    ORGANISATION = "organisation"
    PLACE = "place"
    DATE_OF_BIRTH = "date of birth"
    IDENTIFIER = "identifier"


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start` to `end` (exclusive) of one passage's text.

    Raises ValueError when text and offsets disagree: a shifted span would cut a name in two.
    """

    passage: int
    start: int
    end: int
    text: str
    kind: MentionKind
    score: float  # 0 to 1
    recogniser: str
    label: str = ""  # of an identifier: "NHS number", "phone number" …; of an organisation: its code word
    exempt: str = ""  # why the board's form asks for the real name here; "" when it doesn't

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text) or self.start < 0 or not self.text:
            raise ValueError(f"a mention of {len(self.text)} characters cannot span {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A stretch that looks like a name and was left standing on purpose, and why."""

    passage: int
    start: int
    end: int
    reason: str
