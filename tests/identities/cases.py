"""A case in a few lines: the board's list as rows of text, drafts as lines or tables, and what reads there afterwards.

case("Child 1 | subject | Tilly Varnham").reads("Tilly's coat") == "Child 1's coat"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from redactor.case.case import Case
from redactor.case.pipeline import Drafts, judge, look
from redactor.case.plain_text import anonymised_text
from redactor.case.profiles import Profile
from redactor.case.replacements import Put
from redactor.codes.model import CodeList, Entry, Kind, Role
from redactor.detection.engine import Detected
from redactor.documents.model import Cell, Passage, Place, Story
from redactor.identities.model import Decision, Resolved
from redactor.keymap.keymap import KeyMap

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Read:
    """What a small draft reads after the sieve, and why."""

    texts: tuple[str, ...]  # one a passage, in order
    resolved: Resolved
    put: tuple[Put, ...]
    detected: tuple[Detected, ...]

    @property
    def text(self) -> str:
        """All passages, a line each; markers without their numbers."""
        return re.sub(r"\[unresolved \d+\]", "[unresolved]", "\n".join(self.texts))

    @property
    def asked(self) -> list[set[str]]:
        """The candidates of every unresolved mention."""
        return [set(d.candidates) for d in self.resolved.decisions if d.candidates]

    def decision(self, text: str) -> Decision:
        """The first decision on a mention with this text."""
        return next(d for d in self.resolved.decisions if d.mention.text == text)


@dataclass(frozen=True)
class Draft:
    """A code list and the rest of a case, ready to read drafts with."""

    codes: CodeList
    key_map: KeyMap = field(default_factory=lambda: KeyMap.new("test"))
    profile: Profile = Profile.SUBMISSION

    def read(self, *blocks: str | Rows) -> Read:
        """Strings are paragraphs, rows of strings tables (their first row is the header)."""
        case = Case.of(self.codes, self.key_map, self.profile)
        drafts = Drafts((), tuple(passages_of(blocks)), frozenset())
        judged = judge(drafts, look(drafts, case), case)
        texts = tuple(
            anonymised_text(p.text, [i for i in judged.put if i.passage == p.number]) for p in drafts.passages
        )
        return Read(texts, judged.resolved, judged.put, judged.detected)


def case(*rows: str, roles: Sequence[Role] = (), profile: Profile = Profile.SUBMISSION) -> Draft:
    """Rows "Code | kind | Name | alias; alias | role | agency | date of birth", ends left out as one likes."""
    return Draft(CodeList(tuple(map(entry, rows)), tuple(roles), "codes.xlsx"), profile=profile)


def entry(row: str) -> Entry:
    code, kind, name, aliases, role, agency, born = ([c.strip() for c in row.split("|")] + [""] * 7)[:7]
    return Entry(
        code,
        Kind(kind),
        name,
        tuple(filter(None, (a.strip() for a in aliases.split(";")))),
        role,
        agency,
        date.fromisoformat(born) if born else None,
    )


def passages_of(blocks: Sequence[str | Rows]) -> list[Passage]:
    found: list[Passage] = []
    tables = 0
    for n, block in enumerate(blocks, 1):
        if isinstance(block, str):
            found.append(Passage(len(found), block, Place(Story.BODY, f"paragraph {n}")))
            continue
        tables += 1
        for r, row in enumerate(block, 1):
            for c, text in enumerate(row, 1):
                header = block[0][c - 1] if r > 1 else ""
                cell = Cell(tables, r, c, header, row[0] if c > 1 else "")
                place = Place(Story.BODY, f"table {tables}, row {r}, column {c}")
                found.append(Passage(len(found), text, place, cell))
    return found
