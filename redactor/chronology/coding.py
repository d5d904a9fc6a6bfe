"""The codes of an agency's rows: its renumbering carried out, who is in a row, and what may not go to the panel."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from redactor.base.given import Given
from redactor.case.case import Case
from redactor.checks.board import Board
from redactor.checks.known import ListedForms
from redactor.chronology.rows import EventRow
from redactor.chronology.tables import GivenFile
from redactor.codes.finding import Finder
from redactor.codes.model import CodeList, Kind
from redactor.codes.renumbering import Renumbering
from redactor.codes.roles import standard_roles
from redactor.codes.shapes import AWAITING, EDITION, edition_in
from redactor.codes.text import squash
from redactor.inplace.recoding import as_written
from redactor.keymap.keymap import KeyMap
from redactor.language.establishments import code_word, proper_words
from redactor.sources.source import Source, SourceText

_LOG = "audit*.jsonl"
_MOST_LOG = 50_000_000
_BETWEEN = re.compile(r"[\s,;/&.()]+|\band\b", re.IGNORECASE)


@dataclass(frozen=True)
class Recoder:
    """A renumbering of an agency, carried out in a text."""

    renumbering: Renumbering

    @cached_property
    def _finder(self) -> Finder:
        codes = [code for step in self.renumbering.steps for code in (step.old, step.new)]
        return Finder(codes, [r.prefix for r in standard_roles()])

    def __call__(self, text: str) -> str:
        """The text with new codes for old ones, all at once."""
        for found in reversed(self._finder.all(text)):
            new = self.renumbering.new_of(found.code)
            if new is not None:
                keep, rest = as_written(text[found.start : found.end], found.code, new)
                text = text[: found.start + keep] + rest + text[found.end :]
        return text

    def left(self, text: str) -> tuple[str, ...]:
        """Old codes that are written as one with others ("Children 1 and 2"), and so were not touched."""
        several = self._finder.shorthand(text)
        return tuple(code for each in several for code in each.codes if self.renumbering.new_of(code))


def with_people(row: EventRow, board: Board) -> EventRow:
    """The row with the people of the list who stand in it, those of its own column first.

    What that column says beside codes ("and mother") goes to the event.
    """
    who = row.people[0] if row.people else ""
    rest = who
    for found in reversed(board.finder.all(who)):
        if board.has(found.code):
            rest = rest[: found.start] + " " + rest[found.end :]
    for several in board.finder.shorthand(who):
        if all(map(board.has, several.codes)):
            rest = rest.replace(who[several.start : several.end], " ")
    codes = dict.fromkeys(code for text in (who, row.event, row.action) for code in people_in(text, board))
    event = f"{row.event}\nWho: {who}" if _BETWEEN.sub("", rest) and who not in row.event else row.event
    return replace(row, people=tuple(codes), event=event.strip())


def people_in(text: str, board: Board) -> Iterator[str]:
    """The people of the list whose codes stand in a text, as the list writes them, in order."""
    found = [(f.start, f.code) for f in board.finder.all(text)]
    found += [(s.start, code) for s in board.finder.shorthand(text) for code in s.codes]
    for _, code in sorted(found, key=lambda each: each[0]):
        entry = board.entries.get(squash(code))
        if entry and entry.kind.is_person:
            yield entry.code


def family(codes: CodeList) -> frozenset[str]:
    """The codes of everybody who is not staff."""
    return frozenset(e.code for e in codes.entries if e.kind.is_person and e.kind is not Kind.PROFESSIONAL)


def strange_codes(rows: Iterable[EventRow], board: Board, allowed: frozenset[str]) -> tuple[str, ...]:
    """Codes in rows that the list does not have, and marks that await a person."""
    found: dict[str, None] = {}
    for row in rows:
        for text in (row.source, row.event, *row.people, row.action, row.seen):
            codes = [f.code for f in board.finder.all(text)]
            codes += [code for several in board.finder.shorthand(text) for code in several.codes]
            found |= dict.fromkeys(c for c in codes if not board.has(c) and squash(c) not in allowed)
            found |= dict.fromkeys(" ".join(m.group().split()) for m in AWAITING.finditer(text))
    return tuple(found)


def edition_of(given: GivenFile) -> int:
    """With which edition of the list a file was made: as the log beside it says, or the file itself; 0 where neither does."""
    beside = given.path.parent.glob(_LOG) if isinstance(given.path, Path) else ()  # one in memory has nothing beside it
    for log in sorted(beside):
        try:
            if log.stat().st_size > _MOST_LOG:
                continue
            with log.open(encoding="utf-8") as stream:
                header = json.loads(stream.readline(1_000_000))
            made = {str(document.get("output_sha256")) for document in header["documents"]}
            if given.digest in made:
                return int(header["list"].get("edition", 0))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
    named = {edition_in(m) for text in given.texts for m in EDITION.finditer(text)}
    return int(named.pop()) if len(named) == 1 else 0


def names_in(rows: Sequence[EventRow], codes: CodeList) -> Mapping[int, tuple[str, ...]]:
    """By number of the row in `rows`, the codes of those whose names stand in it: the check's plain look for the list."""
    forms = ListedForms.of(Case.of(codes, KeyMap.new(codes.case_name)))
    texts, at = [], []
    for number, row in enumerate(rows):
        added = [text for pair in row.added for text in pair]
        for text in (row.agency, row.when.written, row.time, row.source, row.event, *row.people, row.seen, row.action,
                     row.comment, row.term, *added):  # fmt: skip
            if text:
                texts.append(SourceText(text, "", "text"))
                at.append(number)
    found: dict[int, dict[str, None]] = {}
    establishments = tuple(_establishments(codes, {row.agency for row in rows}))
    for said, number in zip(texts, at, strict=True):
        for pattern, code in establishments:
            if pattern.search(said.text):
                found.setdefault(number, {})[code] = None
    for index, _, _, form in forms.in_texts(Source("", "", "", tuple(texts), (), (), ())):
        found.setdefault(at[index], {})[form.code] = None
    return {number: tuple(found[number]) for number in sorted(found)}


def shown_as(agency: str, codes: CodeList) -> str:
    """What the panel reads of whose rows these are: the code, where the agency is itself an establishment of the list ("Marsh
    School" beside Marsh Primary School), which every draft calls by it; else the agency's name."""
    telling, kind = proper_words(agency), code_word(agency)
    for entry in codes.entries:
        if entry.kind is Kind.ORGANISATION:
            for name in (entry.name, *entry.aliases):
                alike = (
                    bool(telling) and telling == proper_words(name) and kind == code_word(entry.name) != "Organisation"
                )
                if squash(name) == squash(agency) or alike:
                    return entry.code
    return agency


def _establishments(codes: CodeList, agencies: Collection[str]) -> Iterator[tuple[re.Pattern[str], str]]:
    """The listed establishments whose names are ordinary words ("Linden School"), as they are written; no agency
    of the chronology itself, and not one word of theirs: that is in an operation's name, too ("Op Linden")."""
    named = {squash(agency) for agency in agencies}
    for entry in codes.entries:
        if entry.kind is Kind.ORGANISATION:
            for name in (entry.name, *entry.aliases):
                if len(name.split()) > 1 and squash(name) not in named:
                    words = r"\s+".join(map(re.escape, name.split()))
                    yield re.compile(rf"(?<!\w){words}(?!\w)"), entry.code


def label_of(path: Given, number: int, codes: CodeList) -> str:
    """What a file is called in outputs: by its number, where its name holds a word of somebody's name."""
    return f"file {number}" if names_somebody(path.name, codes) else path.name


def names_somebody(file_name: str, codes: CodeList) -> bool:
    """Whether a file's name holds a word of the name of somebody on the list."""
    people = (entry for entry in codes.entries if entry.kind.is_person)
    words = {w.casefold() for e in people for w in _words(f"{e.name} {' '.join(e.aliases)}")}
    own = {w.casefold() for w in _words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", file_name))}
    return bool(own & words)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{3,}", text)
