"""What persons decided about a case: kept in the key map with who and when, holding in every later run until taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum

from pydantic import Field

from redactor.base.private import Private
from redactor.language.lexicon import fold

PUBLISHED = "publication"  # the audience for which names are left on a decision of its own
MADE = "decided by a person"  # why a record is there that nothing but a decision has made


class Ruling(StrEnum):
    """What can be decided. The words are shown to users."""

    CODE = "use this code"  # `names` mean `code`; `other` is the code that stood there, "" where there was none
    KEEP = "not a person: keep"  # `names` identify nobody and stay
    LEAVE = "leave the real name"  # `names` stay although they identify; `reason` says why
    FAMILY = "the family of"  # `names` mean the family that `code` belongs to
    SAME = "same person as"  # `other` was somebody known under `names`, who is `code`
    APART = "two people"  # `code` and `other` are two, however alike their names are
    ASK = "ask the board"  # `code` was made here; a person has seen it, and the board is to issue one
    PICTURE_STAYS = "keep this picture"  # `anchor` says which, `reason` why
    PICTURE_OUT = "take this picture out"  # an empty one stands in its place


ABOUT_PICTURES = (Ruling.PICTURE_STAYS, Ruling.PICTURE_OUT)  # they name nobody; `code` says where the picture stands


class Decided(Private):
    """One decision of a person."""

    number: int = 0  # from 1, by the key map
    ruling: Ruling
    names: tuple[str, ...] = Field(default=(), repr=False)  # as written
    kind: str = "person"  # of what the names mean: "person", "address", "organisation", "place"
    code: str = ""
    other: str = ""
    anchor: str = ""  # one mention only; "" for every mention of the names in all drafts of the case
    reason: str = Field(default="", repr=False)
    who: str = ""
    when: str = ""  # ISO 8601, UTC
    withdrawn: bool = False
    audience: str = (
        ""  # of a name that was left, for whom: "publication"; "" for the board and whoever works on the draft
    )

    @property
    def here_only(self) -> bool:
        """True when it is about one mention."""
        return bool(self.anchor)


def held_for(decisions: Iterable[Decided], audience: str) -> tuple[Decided, ...]:
    """The decisions that hold for an audience. What else is decided holds for everybody; a real name that may stand before
    the board may not stand in print, and the other way."""
    return tuple(
        d for d in decisions if d.ruling is not Ruling.LEAVE or (d.audience == PUBLISHED) == (audience == PUBLISHED)
    )


def names_kept(
    decisions: Iterable[Decided], rulings: Collection[Ruling] = (Ruling.KEEP, Ruling.LEAVE)
) -> frozenset[str]:
    """Folded names that an author has decided to keep everywhere, by the decisions that hold."""
    return frozenset(
        fold(name)
        for decided in decisions
        if decided.ruling in rulings and not (decided.here_only or decided.withdrawn)
        for name in decided.names
    )


def successors(decisions: Iterable[Decided]) -> dict[str, str]:
    """Code → the code of the same identity that is used in its place, by the decisions that hold."""
    following = {d.other: d.code for d in decisions if d.ruling is Ruling.SAME and not d.withdrawn}
    found = {}
    for code in following:
        last, passed = code, {code}
        while (last := following[last]) in following and last not in passed:
            passed.add(last)
        found[code] = last
    return found
