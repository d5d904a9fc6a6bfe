"""How long a case is kept, as persons have said: a date before which it is not destroyed, legal holds and their lifting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pydantic import Field

from redactor.base.private import Private


class HowLong(Private):
    """What a person said about how long the case is kept."""

    what: Literal["until", "hold", "lifted"]
    who: str
    when: str  # ISO 8601, UTC
    until: str = ""  # ISO date
    reason: str = Field(default="", repr=False)

    @property
    def told(self) -> str:
        """The same in words, without the reason."""
        match self.what:
            case "until":
                return f"{self.when[:10]}, {self.who}: to be kept until {self.until}"
            case "hold":
                return f"{self.when[:10]}, {self.who}: legal hold"
        return f"{self.when[:10]}, {self.who}: legal hold lifted"


def told_in(kept: Sequence[HowLong]) -> tuple[str, ...]:
    """All of it in words, the oldest first: a date earlier than the one before says so, and one that had passed already."""
    told, before = [], ""
    for each in kept:
        more = ""
        if each.what == "until":
            if before and each.until < before:
                more += f"; SHORTENED, it was to be kept until {before} before"
            if each.until <= each.when[:10]:
                more += "; that day had passed, so nothing is kept by it"
            before = each.until
        told.append(each.told + more)
    return tuple(told)


def holds_in(kept: Sequence[HowLong]) -> tuple[HowLong, ...]:
    """The legal holds that nobody has lifted."""
    since = max((n for n, k in enumerate(kept) if k.what == "lifted"), default=-1) + 1
    return tuple(k for k in kept[since:] if k.what == "hold")


def until_in(kept: Sequence[HowLong]) -> str:
    """The date until which the case is kept, ISO; "" where nobody has said one."""
    return next((k.until for k in reversed(kept) if k.what == "until"), "")


def why_kept(kept: Sequence[HowLong], what: str, lift: str, keep: str) -> str:
    """Why it may not be destroyed, a sentence; "" where it may. `lift` and `keep`: the commands that change that."""
    if held := holds_in(kept):
        since = "; ".join(f"{h.when[:10]}, {h.who}" for h in held)
        return f"A legal hold is on this {what} ({since}). Nothing was destroyed. Lift it first: {lift}."
    if until_in(kept) > date.today().isoformat():
        until = date.fromisoformat(until_in(kept))
        return (
            f"This case is kept until {until:%d/%m/%Y}, and nothing was destroyed. If that is no longer right, give another "
            f"date: {keep}."
        )
    return ""
