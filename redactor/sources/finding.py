"""What a check looks for and what it reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs. The words are shown to users; only what must be fixed keeps a file back."""

    MUST_FIX = "must fix"
    LOOK = "look"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the most severe."""
        return list(Severity).index(self)

    @property
    def milder(self) -> Severity:
        """One step less; a note stays one."""
        return list(Severity)[min(self.rank + 1, 2)]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of an identity that must be gone from the file, and the code that stands for it.

    Forms with a space or of five letters and more are found in upper and lower case alike, shorter ones and those
    marked `exact` only as they are spelled.
    """

    code: str
    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found. Neither `place` nor `sentence` ever repeats the name."""

    rule: str  # stable id, e.g. "identity-left"
    severity: Severity
    place: str  # "body, table 3, row 7, column 2", "property title"
    code: str  # of the identity; "" where the finding is not about one
    sentence: str  # what is wrong and what to do
    file: str = ""  # of several that are checked together
    section: str = ""  # heading that it stands under, names blanked
    around: str = ""  # the words around it, names blanked
    shown: str = field(default="", repr=False)  # what was found, as it stands there: for eyes that may see it
    score: float | None = None  # how sure a suspicion is, 0 to 1
    text: int = -1  # index of the text in its source, and the characters in it: -1 where it is about no text
    start: int = 0
    end: int = 0
    weighed: bool = False  # the severity is this finding's own, not its rule's
    mild: bool = False  # it weighs one step less than its rule
    places: tuple[str, ...] = ()  # all of them, where it stands in several of one file
    mark: str = ""  # what the fingerprint is made of in the place of the sentence, where that has changed since
    fingerprint: str = ""  # the same finding has the same in the next check
