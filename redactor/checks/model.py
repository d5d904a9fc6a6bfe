"""What a check looks for and what it reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error keeps the file back, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


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
