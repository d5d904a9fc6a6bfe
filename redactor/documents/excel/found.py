"""What a survey of a workbook has found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from redactor.documents.model import Remark

from .cells import Strings
from .numbers import Formats
from .package import Package, Part
from .remarks import remark
from .surfaces import Surface

# names that other places repeat: changed with those places, and by rules of their own
RENAMED = frozenset(("sheet", "name", "table", "column"))


@dataclass(slots=True)
class Survey:
    """The surfaces in reading order, the workbook they lie in, and what there is to say."""

    package: Package
    strings: Strings
    formats: Formats
    surfaces: list[Surface] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    sheets: list[Part] = field(default_factory=list)
    used: Counter[int] = field(default_factory=Counter)  # strings, and how many cells show each
    headings: dict[int, dict[tuple[int, int], Surface]] = field(default_factory=dict)  # by sheet: its cells
    fixed: list[Surface] = field(default_factory=list)  # what a rewriting in place does not touch

    def remark(self, rule: str, count: int = 1, *, place: str = "file") -> None:
        """Add a remark; one that counts nothing is left out in the end."""
        self.remarks.append(remark(rule, count, place))
