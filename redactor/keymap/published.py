"""What was decided for copies that leave the board, kept in the key map: how dates are told, what each fact becomes, which
pseudonyms stand for which codes, what was tried to recognise somebody."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from pydantic import Field

from redactor.base.private import Private
from redactor.keymap.levels import AgeLevel, DateLevel


class FactAnswer(StrEnum):
    """What a person says of a proposal. The words are shown to users."""

    ACCEPT = "accept"
    CHANGE = "change"
    REFUSE = "refuse"  # it stays as it is written


class FactDecision(Private):
    """The word of a person on one fact, for one audience; for every copy that is generalised where it names none."""

    key: str = Field(repr=False)  # kind and what stands there
    answer: FactAnswer
    put: str = Field(default="", repr=False)  # with CHANGE
    audience: str = ""
    reason: str = Field(default="", repr=False)
    who: str = ""
    when: str = ""  # ISO 8601, UTC


class Pseudonym(Private):
    """A name that stands in print for a code: nobody's real one."""

    code: str
    name: str
    who: str = ""
    when: str = ""


class HumanTest(Private):
    """What a person tried who was asked to recognise the family (the ICO's motivated intruder)."""

    who: str  # the tester's role, or a name that may stand in a record
    hours: str = ""
    searched: str = ""
    guessed: str = Field(default="", repr=False)  # who they took it for: stays in the key map
    sure: str = ""  # how sure they were, in their words
    right: str = ""  # "yes", "no", "not told"
    when: str = ""


class ResidualRisk(Private):
    """Who accepted what is left of the risk, and why."""

    who: str
    why: str = ""
    when: str = ""


class Publication(Private):
    """All of it. A value: methods give a new one."""

    dates: DateLevel = DateLevel.MONTHS
    ages: AgeLevel = AgeLevel.WEEKS
    anchor: str = ""  # ISO date of the first day of Month 1, or of Day 1; "" until the first copy is made
    decisions: tuple[FactDecision, ...] = ()  # in the order in which they were made; the last on a fact holds
    pseudonyms: tuple[Pseudonym, ...] = ()
    tests: tuple[HumanTest, ...] = ()
    accepted: tuple[ResidualRisk, ...] = ()

    def on(self, key: str, audience: str) -> FactDecision | None:
        """The decision on a fact for an audience: the last that names it, else the last that holds for all. Of one reader of
        several ("father Mr A") the last that names him, else what holds for each of them ("father")."""
        about = [d for d in self.decisions if d.key == key]
        for name in (audience, audience.partition(" ")[0], ""):
            if found := [d for d in about if d.audience == name]:
                return found[-1]
        return None

    def with_decisions(self, decisions: Iterable[FactDecision]) -> Publication:
        """With more decisions."""
        return self.model_copy(update={"decisions": (*self.decisions, *decisions)})

    def without(self, key: str, audience: str) -> Publication:
        """Without what was decided on a fact for this audience; "" for what holds for every copy."""
        kept = tuple(d for d in self.decisions if (d.key, d.audience) != (key, audience))
        return self.model_copy(update={"decisions": kept})

    def with_pseudonyms(self, names: Iterable[Pseudonym]) -> Publication:
        """With pseudonyms in the place of what the same codes had before."""
        new = {p.code: p for p in names}
        return self.model_copy(
            update={"pseudonyms": (*(p for p in self.pseudonyms if p.code not in new), *new.values())}
        )
