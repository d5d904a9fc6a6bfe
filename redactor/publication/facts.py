"""A fact of the drafts that leads to somebody, and what may stand in its place: the value that all of this package is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from redactor.codes.text import squash
from redactor.language.lexicon import fold


class FactKind(StrEnum):
    """What sort of fact. The words are shown to users."""

    DATE = "date"
    BIRTH = "date of birth"
    AGE = "exact age"
    PLACE = "place"
    ESTABLISHMENT = "establishment"
    BACKGROUND = "background"
    FAITH = "faith"
    OCCUPATION = "occupation"
    HEALTH = "health"
    FAMILY = "family's shape"
    EVENT = "event"
    NEWS = "news and weather"
    SOURCE = "what can be searched"
    AUTHOR = "author"
    BOARD = "place of the board"


@dataclass(frozen=True, slots=True)
class Fact:
    """Characters `start` to `end` (exclusive) of a passage of a draft, and what is proposed for them."""

    kind: FactKind
    draft: int  # from 0
    passage: int  # its number in the draft
    start: int
    end: int
    written: str  # what tells the fact, without the words around that change with it
    proposed: str  # what stands for `written`
    before: str = ""  # what goes before it, in the place of the preposition that stood there
    after: str = ""
    days: tuple[date, date] | None = None  # of a date
    year_told: bool = True
    why: str = ""  # in a sentence for the table
    where: str = ""
    assumed: bool = False  # something was concluded that the text does not say: a person should look

    @property
    def key(self) -> str:
        """The same for the same fact anywhere in the case: a day is a day, however it is written."""
        if self.kind is FactKind.DATE and self.days is not None:
            told = "" if self.year_told else " (no year)"
            return f"{self.kind}: {self.days[0]:%Y-%m-%d}/{self.days[1]:%Y-%m-%d}{told}"
        if self.kind is FactKind.BIRTH and self.days is not None:
            return f"{self.kind}: {self.days[0]:%Y-%m-%d}"
        return f"{self.kind}: {squash(fold(self.written))}"

    def text(self, put: str = "") -> str:
        """What is put from `start` to `end`, with `put` in the place of what is proposed."""
        return f"{self.before}{put or self.proposed}{self.after}"
