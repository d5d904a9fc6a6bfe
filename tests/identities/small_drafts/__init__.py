"""Small drafts, each on one matter, with the right result marked in them; and what the sieve makes of every mark.

drafts.md: "List:" rows of the board's list (code | kind | name | aliases | role | agency | date of birth), paragraphs, rows of
tables ("¦ cell ¦ cell"), "⏎" for the end of a line. [[surface|right]]: `right` is the code; "?" must be asked; "*" must be gone;
"=" must stay; "~" parts what is right, too. What is not marked must stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from redactor.case.case import Case
from redactor.case.pipeline import Drafts, Judged, judge, look
from redactor.case.profiles import Profile
from redactor.case.replacements import Put
from redactor.codes.model import CodeList, Role
from redactor.documents.model import Passage
from redactor.keymap.keymap import KeyMap
from tests.identities.cases import Rows, entry, passages_of

RIGHT, ASKED, TOLD, SILENT = "right", "asked", "told", "in silence"
_MARK = re.compile(r"\[\[(.*?)\|(.*?)\]\]")
_ROLES = tuple(
    Role(prefix, title)
    for prefix, title in (
        ("SW", "Social Worker"), ("TM", "Team Manager"), ("HV", "Health Visitor"), ("GP", "General Practitioner"),
        ("MW", "Midwife"), ("SN", "School Nurse"), ("PC", "Police Constable"), ("DC", "Detective Constable"),
        ("HT", "Head Teacher"), ("T", "Teacher"), ("FSW", "Family Support Worker"), ("CPN", "Community Psychiatric Nurse"),
        ("IRO", "Independent Reviewing Officer"), ("PO", "Probation Officer"), ("LSA", "Learning Support Assistant"),
        ("WN", "Ward Nurse"),
    )
)  # fmt: skip


@dataclass(frozen=True)
class SmallDraft:
    """A draft with its number, its list and its marked blocks."""

    number: int
    codes: CodeList
    blocks: tuple[str | Rows, ...]


@dataclass(frozen=True)
class Outcome:
    """What became of a marked mention, or of words that are none (`right` is then "stay")."""

    draft: int
    surface: str
    right: str
    got: str
    how: str  # right, asked (a marker), told (wrong, and a person is shown it), in silence


def small_drafts() -> Iterator[SmallDraft]:
    """All of drafts.md."""
    text = (Path(__file__).parent / "drafts.md").read_text(encoding="utf-8")
    for part in re.split(r"(?m)^## ", text)[1:]:
        number, _, rest = part.partition(".")
        rows, blocks = [], []
        for line in filter(None, map(str.strip, rest.splitlines()[1:])):
            if line.startswith("List:"):
                code, kind, name, aliases, role, agency, born = ([*line[5:].split("|"), "", "", "", ""])[:7]
                rows.append(entry(" | ".join((code, kind, name, aliases, role, agency, born))))
            elif line.startswith("¦"):
                cells = [cell.strip() for cell in line.strip("¦ ").split("¦")]
                if blocks and isinstance(blocks[-1], list):
                    blocks[-1].append(cells)
                else:
                    blocks.append([cells])
            else:
                blocks.append(re.sub(r" ?⏎ ?", "\n", line))
        yield SmallDraft(int(number), CodeList(tuple(rows), _ROLES, "codes.xlsx"), tuple(blocks))


def outcomes(draft: SmallDraft) -> Iterator[Outcome]:
    """Of every mark, and of everything changed that is not marked."""
    case = Case.of(draft.codes, KeyMap.new("small"), Profile.SUBMISSION)
    marked = passages_of(draft.blocks)
    passages = tuple(passages_of([_plain_block(b) for b in draft.blocks]))
    drafts = Drafts((), passages, frozenset())
    judged = judge(drafts, look(drafts, case), case)
    listed = frozenset(e.code for e in draft.codes.entries)
    for passage, source in zip(passages, marked, strict=True):
        yield from _of_passage(draft.number, passage, source.text, judged, listed)


def _of_passage(
    number: int, passage: Passage, source: str, judged: Judged, listed: frozenset[str]
) -> Iterator[Outcome]:
    put = [p for p in judged.put if p.passage == passage.number]
    seen: set[int] = set()
    shift = 0
    for mark in _MARK.finditer(source):
        start = mark.start() - shift
        end = start + len(mark[1])
        shift += len(mark[0]) - len(mark[1])
        over = [p for p in put if p.start < end and p.end > start]
        seen |= {id(p) for p in over}
        got = _as_put(passage.text, start, end, over)
        if any(_fits(right, mark[1], got, over, listed) for right in mark[2].split("~")):
            how = RIGHT
        elif any(p.decision.candidates for p in over):
            how = ASKED
        else:
            how = TOLD if any(_is_told(p, listed) for p in over) else SILENT
        yield Outcome(number, mark[1], mark[2], got, how)
    for p in put:
        if id(p) not in seen:
            how = ASKED if p.decision.candidates else TOLD if _is_told(p, listed) else SILENT
            yield Outcome(number, passage.text[p.start : p.end], "stay", p.text, how)


def _is_told(put: Put, listed: frozenset[str]) -> bool:
    """A person is shown it: it is doubtful, or the code is a new one, which the board is asked about."""
    return put.decision.doubtful or bool(put.decision.code and put.decision.code not in listed)


def _as_put(text: str, start: int, end: int, over: list[Put]) -> str:
    parts, at = [], start
    for p in sorted(over, key=lambda p: p.start):
        parts += [text[at : p.start] if p.start > at else "", p.text]
        at = max(at, p.end)
    return "".join([*parts, text[at:end]])


def _fits(right: str, surface: str, got: str, over: list[Put], listed: frozenset[str]) -> bool:
    if right == "?":
        return re.fullmatch(r"\[unresolved \d+\]", got) is not None
    if right == "=":
        return got == surface
    if right == "*":  # a title may stay, the name may not
        anothers = any(p.decision.code in listed and not p.decision.text for p in over)
        return bool(over) and (not got or not anothers) and surface.split()[-1] not in re.findall(r"[\w’'-]+", got)
    return re.sub(r"\W+", " ", got).strip().lower() == re.sub(r"\W+", " ", right).strip().lower()


def _plain_block(block: str | Rows) -> str | Rows:
    def plain(text: str) -> str:
        return _MARK.sub(lambda m: m[1], text)

    return plain(block) if isinstance(block, str) else [[plain(cell) for cell in row] for row in block]
