"""What a rule is given: the files as they were read, what the recognisers found, and what is known of the case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from redactor.base.given import Given
from redactor.case.profiles import Profile
from redactor.checks.board import Board, board_of
from redactor.checks.passages import ReadText
from redactor.checks.settings import Settings
from redactor.codes.finding import FoundCode
from redactor.codes.model import Block
from redactor.language.disguised import Disguises
from redactor.sources.finding import Finding, Severity
from redactor.sources.source import Source

if TYPE_CHECKING:
    from redactor.case.case import Case
    from redactor.checks.forms import ReportForm, ReportSection
    from redactor.checks.known import ListedForms
    from redactor.checks.suspicion import Suspicion
    from redactor.checks.tables import ReadTable


BOARD = "board"  # the audience of `redactor codes enforce`


@dataclass(frozen=True)
class KnownSpot:
    """A known form at characters `start` to `end` of a text."""

    text: int
    start: int
    end: int
    code: str
    form: str


@dataclass(frozen=True, slots=True)
class WrittenCode:
    """A code as it stands in text number `text`."""

    text: int
    found: FoundCode
    may_be_a_building: bool = False  # "Ward 3": no list has it, and the number may be the building's own

    @property
    def code(self) -> str:
        """As the list writes it."""
        return self.found.code


@dataclass(frozen=True)
class File:
    """One file under examination."""

    path: Given
    source: Source
    readings: tuple[ReadText, ...] = ()
    spots: tuple[KnownSpot, ...] = ()  # known identities in its texts
    in_bytes: tuple[tuple[str, str], ...] = ()  # (place, code) of known identities in pictures and other bytes
    suspicions: tuple[Suspicion, ...] = ()

    @cached_property
    def plain(self) -> dict[int, str]:
        """Texts as the recognisers read them, by index."""
        return {reading.text: reading.passage.text for reading in self.readings}

    @cached_property
    def headings(self) -> dict[str, tuple[int, ...]]:
        """Indexes of the texts that are headings, in order, by the part of the file that they stand in."""
        found: dict[str, list[int]] = {}
        for index, text in enumerate(self.source.texts):
            if text.heading:
                found.setdefault(text.place.partition(",")[0], []).append(index)
        return {part: tuple(indexes) for part, indexes in found.items()}

    @cached_property
    def form(self) -> tuple[ReportForm, tuple[ReportSection, ...]] | None:
        """The form that it follows, with its sections; None for what follows none."""
        from redactor.checks.forms import form_of

        return form_of(self)

    @cached_property
    def tables(self) -> tuple[ReadTable, ...]:
        """The tables of the visible text: a dozen rules look at them, and a chronology has tens of thousands of rows."""
        from redactor.checks.tables import read_tables

        return read_tables(self)

    @cached_property
    def suspicions_in(self) -> dict[int, tuple[Suspicion, ...]]:
        """Suspicions by the text that they stand in."""
        found: dict[int, list[Suspicion]] = {}
        for suspicion in self.suspicions:
            found.setdefault(suspicion.text, []).append(suspicion)
        return {text: tuple(each) for text, each in found.items()}

    def visible(self) -> Iterator[ReadText]:
        """The readings that a reader sees as text of the report."""
        for reading in self.readings:
            if reading.text >= 0 and self.source.texts[reading.text].layer == "text":
                yield reading

    def place(self, text: int) -> str:
        """Where a text stands, in words."""
        return "file name" if text < 0 else self.source.texts[text].place


@dataclass(frozen=True)
class Examination:
    """Everything that rules look at. Rules read it; nobody changes it."""

    files: tuple[File, ...]
    profile: Profile
    settings: Settings
    case: Case
    known: ListedForms
    has_list: bool
    has_key_map: bool
    has_model: bool
    folder: Sequence[Given] = ()  # other files beside those that are checked
    board_asks: bool = False  # as the board holds drafts against its list: `redactor codes enforce`
    agency: str = ""  # whose files they are, as the list writes it
    blocks: Sequence[Block] | None = None  # what the agencies may give out; None where it is not known

    @property
    def audience(self) -> str:
        """For whom the findings are weighed."""
        return BOARD if self.board_asks else self.profile

    @cached_property
    def board(self) -> Board:
        """The list, and the codes of the key map, as codes in the files are held against them."""
        return board_of(self.case.codes, self.agency, [r.code for r in self.case.key_map.records], self.blocks)

    @cached_property
    def codes_written(self) -> dict[str, tuple[WrittenCode, ...]]:
        """By name of a file, the codes in it, once they have been asked for: several rules look at them."""
        return {}

    @cached_property
    def disguises(self) -> Disguises:
        """The names of list and key map, as they stand inside words, spelt out, backwards, in other letters."""
        return Disguises.of(self.case.knowledge().names)

    @property
    def has_codes(self) -> bool:
        """Whether there is anything that says which codes are issued."""
        return self.has_list or self.has_key_map

    @property
    def codes(self) -> frozenset[str]:
        """Every code that list and key map know."""
        return frozenset(
            [*(e.code for e in self.case.codes.entries), *(r.code for r in self.case.key_map.records)],
        )


def at(
    file: File,
    rule: str,
    text: int,
    start: int,
    end: int,
    sentence: str,
    *,
    code: str = "",
    score: float | None = None,
    severity: Severity | None = None,
    mild: bool = False,
    places: Iterable[str] = (),
    mark: str = "",
) -> Finding:
    """A finding about characters of a text. Its severity is the rule's unless it is given, one step less where it is mild.
    `places` are all of them where it stands in several."""
    return Finding(
        rule,
        severity or Severity.NOTE,
        file.place(text),
        code,
        sentence,
        file=file.source.name,
        shown=file.plain.get(text, "")[start:end],
        score=score,
        text=text,
        start=start,
        end=end,
        weighed=severity is not None,
        mild=mild,
        places=tuple(dict.fromkeys(places)),
        mark=mark,
    )


def about(file: File, rule: str, place: str, sentence: str, *, code: str = "", shown: str = "") -> Finding:
    """A finding about a place of a file, or the file as a whole."""
    return Finding(rule, Severity.NOTE, place, code, sentence, file=file.source.name, shown=shown)
