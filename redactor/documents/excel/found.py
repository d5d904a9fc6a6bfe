"""What a survey of a workbook has found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from redactor.documents.model import Remark

from .cells import Strings
from .numbers import CellFormats
from .package import WorkbookPackage, WorkbookPart
from .remarks import remark
from .surfaces import CellSurface

# names that other places repeat: changed with those places, and by rules of their own
RENAMED = frozenset(("sheet", "name", "table", "column"))


@dataclass(slots=True)
class WorkbookSurvey:
    """The surfaces in reading order, the workbook they lie in, and what there is to say."""

    package: WorkbookPackage
    strings: Strings
    formats: CellFormats
    surfaces: list[CellSurface] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    sheets: list[WorkbookPart] = field(default_factory=list)
    used: Counter[int] = field(default_factory=Counter)  # strings, and how many cells show each
    headings: dict[int, dict[tuple[int, int], CellSurface]] = field(default_factory=dict)  # by sheet: its cells
    fixed: list[CellSurface] = field(default_factory=list)  # what a rewriting in place does not touch

    def remark(self, rule: str, count: int = 1, *, place: str = "file", pictures: tuple[str, ...] = ()) -> None:
        """Add a remark; one that counts nothing is left out in the end."""
        self.remarks.append(replace(remark(rule, count, place), pictures=pictures))
