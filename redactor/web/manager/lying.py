"""What lies on the board's pages beside the list: chronologies to be put together, files to be entered. In memory only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from redactor.base.given import Held
from redactor.chronology.given import StrangeCodes, WhichColumns, WhoseFile
from redactor.chronology.run import Combined

_RECORD = re.compile(r"\brecord\b", re.IGNORECASE)  # as `check --report` and the page name it


@dataclass
class ChronologyDesk:
    """What lies on the page of the chronologies. In memory only, but for layouts, which are kept with the list."""

    files: list[Held] = field(default_factory=list)
    whose: dict[str, str] = field(default_factory=dict)  # name of a file → its agency, as somebody says
    maps: dict[str, Held] = field(default_factory=dict)  # agency → its renumbering
    previous: Held | None = None
    allowed: frozenset[str] = frozenset()
    typed: dict[str, str] = field(default_factory=dict)  # the filters, as they stand in the form
    asks: WhoseFile | WhichColumns | StrangeCodes | None = None
    combined: Combined | None = None
    refused: list[str] = field(default_factory=list)


@dataclass
class Arrived:
    """Files that came and are not entered yet. In memory only."""

    files: list[Held] = field(default_factory=list)
    agency: str = ""
    refused: list[str] = field(default_factory=list)
    told: tuple[str, ...] = ()  # what was entered last, and what had changed

    @property
    def record(self) -> str:
        """The name of the file that is the record of their check, as far as names tell."""
        return next((f.name for f in self.files if _RECORD.search(f.name)), "")
