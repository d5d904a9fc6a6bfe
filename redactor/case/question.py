"""One question to a person, as a value: what it is about, what stands there now, and every place that it asks about."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

# kind → the kind of code that a new one mostly gets; a person's is "Person"
PREFIXES = {"address": "Address X", "organisation": "Organisation X", "place": "Place X"}
# what stands in the place of words that a person points out and that are no person's and no place's name
REMOVED = {"identifier": "[number removed]", "date of birth": "[date of birth removed]"}


class Asked(StrEnum):
    """Why something awaits a person, worst first. The words are shown to users."""

    UNRESOLVED = "who is meant?"
    DOUBTFUL = "is this right?"
    STANDING = "stands in the draft: is this right?"
    LEFT = "left in the text: is this somebody?"
    MERGE = "one person or two?"
    MINTED = "not on the board's list"


@dataclass(frozen=True)
class ToDecide:
    """One question. `names` and `around` are real: they are shown to those who may see the key map only."""

    asked: Asked
    names: tuple[str, ...]
    kind: str  # of the identity: "person", "address", "organisation", "place"
    code: str = ""  # what stands there now; "" for a marker
    choices: tuple[str, ...] = ()  # codes that it may be
    marker: int = 0
    draft: str = ""
    place: str = ""
    around: str = ""
    why: str = ""
    anchor: str = ""
    count: int = 1  # mentions that one answer settles
    here_only: bool = False  # what is proposed: the answer holds for this place only
    score: float = 1.0  # how sure the solution is, of the mention of which it is least sure
    shared: bool = False  # others of the case bear the name, too
    namesakes: bool = False  # and their first name is the same
    couple: bool = False  # the "Mr" of "Mr and Mrs Hill": who she is tells it
    in_couple: bool = False  # a couple stands in the passage
    staff: bool = False  # somebody new whose work the text tells
    declined: bool = False  # the board has answered that no code is needed: to ask it again would ask nobody

    @property
    def key(self) -> str:
        """The same for the same question, from run to run."""
        parts = (self.asked.name, *self.names, self.code, *self.choices, self.anchor if self.here_only else "")
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]
