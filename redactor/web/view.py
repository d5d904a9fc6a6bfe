"""The drafts as a reader sees them: sections of headings, paragraphs and tables, with every mention marked by its state.

Values and pure functions. `markup.py` and the templates make HTML of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from redactor.case.pipeline import Drafts, Judged
from redactor.case.replacements import Put
from redactor.detection.mentions import Kept, MentionKind
from redactor.documents.looks import PLAIN, PassageLook
from redactor.documents.model import Passage, Story
from redactor.identities.model import Decision
from redactor.identities.settled import LEFT


class MentionState(StrEnum):
    """How a mention stands. The words are shown to users."""

    ISSUED = "issued"
    MINTED = "minted"
    UNRESOLVED = "unresolved"
    DOUBTFUL = "doubtful"
    KEPT = "kept"
    REMOVED = "taken out"


# what looks like a name to nobody who reads it: not worth a mark of its own
_UNMARKED = frozenset(("month", "nationality, religion or day"))
_ROWS, _LINES = 30, 12  # of a stretch
_IN_PLACE = "code"  # why a code that stood in the draft is left alone


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Characters `start` to `end` (exclusive) of a passage's text, and what becomes of them."""

    passage: int
    start: int
    end: int
    state: StrEnum  # a MentionState; of facts, a FactState
    name: str  # as the draft has it
    code: str  # as the written file has it; "" where it is taken out
    number: int | None = None  # of an unresolved marker
    why: str = ""  # of what is kept
    at: int = -1  # first character of the mention itself, where more than it is replaced: " (Tilly)"
    words: str = ""  # the mention's own
    address: str = ""  # the page that it leads to, where it is a link and opens no panel

    @property
    def id(self) -> str:
        """The same for the same place of the drafts."""
        return f"m{self.passage}-{self.start}"

    @property
    def mention(self) -> tuple[int, str]:
        """First character and words of the mention itself, by which decisions know it."""
        return (self.at, self.words) if self.words else (self.start, self.name)

    @property
    def shown(self) -> tuple[object, ...]:
        """What a reader would see change at once; markers get their numbers when the sieve has run."""
        return (self.start, self.end, self.state, "" if self.number else self.code)


@dataclass(frozen=True, slots=True)
class PassageView:
    """One passage: its text cut at the marks."""

    passage: Passage
    marks: tuple[MarkedText, ...]
    label: str = ""  # where it stands, or what it is beside the text
    look: PassageLook = PLAIN

    @property
    def id(self) -> str:
        """The same for the same passage."""
        return f"p{self.passage.number}"

    def pieces(self) -> Iterator[tuple[str | MarkedText, str]]:
        """The text and the marks in it, in order, each with its style: some of "b", "i", "u", "n", "d" (`LookSpan`)."""
        at = 0
        for mark in self.marks:
            yield from self._styled(at, mark.start)
            style = next((s.style for s in self.look.spans if s.start <= mark.start < s.end), "")
            yield mark, style
            at = mark.end
        yield from self._styled(at, len(self.passage.text))

    def _styled(self, start: int, end: int) -> Iterator[tuple[str, str]]:
        text, at = self.passage.text, start
        for span in self.look.spans:
            first, last = max(at, span.start), min(end, span.end)
            if first < last:
                if at < first:
                    yield text[at:first], ""
                yield text[first:last], span.style
                at = last
        if at < end:
            yield text[at:end], ""


Cells = tuple[tuple[PassageView, ...], ...]  # a row: the lines of each of its cells


@dataclass(frozen=True, slots=True)
class TableView:
    """A table, or some rows of a long one under the same headings.

    `head` is the row of headings; () where the table is a form of two columns, which has its headings in the first.
    `widths`: each column's share in steps of five per cent, by how much is written in it.
    """

    label: str
    head: Cells
    rows: tuple[Cells, ...]
    widths: tuple[int, ...]
    again: bool = False  # the headings stand above another stretch of the same table already


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of a draft under a heading of its own, in stretches of about a page: what a browser lays out at once."""

    title: str
    stretches: tuple[tuple[PassageView | TableView, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class DraftView:
    """One draft."""

    number: int
    name: str
    sections: tuple[SectionView, ...]

    @property
    def contents(self) -> tuple[PassageView, ...]:
        """Its headings: the table of contents."""
        blocks = (b for s in self.sections if s.title == "Text" for stretch in s.stretches for b in stretch)
        return tuple(b for b in blocks if isinstance(b, PassageView) and b.passage.heading)


_IN_TEXT = frozenset((Story.BODY, Story.TEXT_BOX))
_SECTIONS: tuple[tuple[str, frozenset[Story], str], ...] = (
    ("Text", _IN_TEXT, ""),
    ("Headers and footers", frozenset((Story.HEADER, Story.FOOTER)), ""),
    ("Footnotes and endnotes", frozenset((Story.FOOTNOTE, Story.ENDNOTE)), ""),
    ("Charts and diagrams", frozenset((Story.CHART, Story.DIAGRAM)), ""),
    ("Words in pictures", frozenset((Story.PICTURE,)), ""),
    ("Comments", frozenset((Story.COMMENT,)), ""),
    ("Authors of comments and changes", frozenset((Story.AUTHOR,)), ""),
    ("File properties", frozenset((Story.PROPERTY, Story.FILE_NAME)), ""),
    (
        "Other hidden places",
        frozenset(Story)
        - {
            Story.BODY, Story.TEXT_BOX, Story.HEADER, Story.FOOTER, Story.FOOTNOTE, Story.ENDNOTE, Story.CHART,
            Story.DIAGRAM, Story.PICTURE, Story.COMMENT, Story.AUTHOR, Story.PROPERTY, Story.FILE_NAME,
        },
        "Alternative texts, links, codes of fields, names of bookmarks and styles: what a reader does not see.",
    ),
)  # fmt: skip


def marks_of(
    drafts: Drafts, judged: Judged, issued: frozenset[str], codes: frozenset[str], only: frozenset[int] | None = None
) -> dict[int, tuple[MarkedText, ...]]:
    """Every passage's marks, by its number, in the order of the text; `only` of these passages.

    `issued`: the board's codes; `codes`: all.
    """
    found: dict[int, list[MarkedText]] = {}
    for put in judged.put:
        if only is None or put.passage in only:
            found.setdefault(put.passage, []).append(_of_put(put, drafts.by_number[put.passage], issued))
    for d in judged.detected:
        if only is not None and d.passage.number not in only:
            continue
        text, number = d.passage.text, d.passage.number
        if d.passage.leaves:
            for m in d.mentions:
                found.setdefault(number, []).append(
                    MarkedText(number, m.start, m.end, MentionState.REMOVED, m.text, "")
                )
        for kept in d.kept:
            if kept.reason not in _UNMARKED:
                found.setdefault(number, []).append(_of_kept(kept, text, issued, codes))
    return {number: _apart(marks) for number, marks in found.items()}


def _of_put(put: Put, passage: Passage, issued: frozenset[str]) -> MarkedText:
    text = passage.text[put.start : put.end]
    mention = put.decision.mention
    state = _state(put.decision, issued)
    return MarkedText(
        put.passage, put.start, put.end, state, text, put.text, put.number, at=mention.start, words=mention.text
    )


def _state(decision: Decision, issued: frozenset[str]) -> MentionState:
    if decision.candidates or not (decision.code or decision.text):
        return MentionState.UNRESOLVED
    if decision.doubtful:
        return MentionState.DOUBTFUL
    if decision.mention.kind in (MentionKind.IDENTIFIER, MentionKind.DATE_OF_BIRTH) or decision.code.startswith("["):
        return MentionState.REMOVED
    return MentionState.ISSUED if decision.code in issued or decision.text else MentionState.MINTED


def _of_kept(kept: Kept, text: str, issued: frozenset[str], codes: frozenset[str]) -> MarkedText:
    written = text[kept.start : kept.end]
    state = MentionState.KEPT
    if kept.reason == _IN_PLACE and written in codes | issued:
        state = MentionState.ISSUED if written in issued else MentionState.MINTED
    return MarkedText(kept.passage, kept.start, kept.end, state, written, written, why=kept.reason)


def _apart(marks: Iterable[MarkedText]) -> tuple[MarkedText, ...]:
    """In order, none over another: what is replaced goes before what is kept."""
    chosen: list[MarkedText] = []
    for mark in sorted(marks, key=lambda m: (m.state is MentionState.KEPT and m.why != LEFT, m.start)):
        if all(mark.end <= c.start or c.end <= mark.start for c in chosen):
            chosen.append(mark)
    return tuple(sorted(chosen, key=lambda m: m.start))


def touched(before: Judged, now: Judged) -> frozenset[int]:
    """The passages in which anything may look otherwise."""
    old = {(p.passage, p.start): p for p in before.put}
    found = {p.passage for p in now.put if not _alike(old.pop((p.passage, p.start), None), p)}
    found.update(passage for passage, _ in old)  # no longer there
    pairs = zip(before.detected, now.detected, strict=True)
    return frozenset(found | {d.passage.number for earlier, d in pairs if earlier is not d and earlier != d})


def _alike(one: Put | None, other: Put) -> bool:
    return (
        one is not None
        and (one.end, one.text, one.number) == (other.end, other.text, other.number)
        and (one.decision is other.decision or one.decision == other.decision)
    )


def sheets(
    drafts: Drafts, marks: Mapping[int, tuple[MarkedText, ...]], looks: Mapping[int, PassageLook] | None = None
) -> tuple[DraftView, ...]:
    """All drafts, section by section; `looks`: how passages look, by their numbers."""
    looks = looks or {}
    found = []
    for number, document in enumerate(drafts.documents):
        of_draft = [p for p in drafts.passages if p.draft == number]
        here = {p.number for p in of_draft if p.place.story in _IN_TEXT}
        beside: dict[int, list[Passage]] = {}  # comments, and words of pictures, at what they stand beside
        for p in of_draft:
            if (at := looks.get(p.number, PLAIN).beside) in here and p.number not in here:
                beside.setdefault(at, []).append(p)
        placed = {p.number for each in beside.values() for p in each}
        rest = [p for p in of_draft if p.number not in placed]
        sections = (
            SectionView(
                title,
                tuple(_stretches(_blocks([p for p in rest if p.place.story in stories], marks, looks, beside))),
                note,
            )
            for title, stories, note in _SECTIONS
        )
        found.append(DraftView(number, document.name, tuple(s for s in sections if s.stretches)))
    return tuple(found)


def line(
    passage: Passage, marks: Mapping[int, tuple[MarkedText, ...]], looks: Mapping[int, PassageLook] | None = None
) -> PassageView:
    """One passage with its marks, its label and its looks."""
    look = (looks or {}).get(passage.number, PLAIN)
    return PassageView(passage, marks.get(passage.number, ()), _label(passage), look)


def _label(passage: Passage) -> str:
    if passage.original:
        return "before tracked changes"
    if passage.place.story is Story.COMMENT:
        return f"{passage.place.where} (will be taken out)" if passage.leaves else passage.place.where
    if passage.aside:
        return passage.aside
    where = passage.place.where
    if passage.place.story is Story.FILE_NAME:
        return "file name, read as words"
    if passage.place.story is Story.BODY:
        return "will be taken out" if passage.leaves else ""
    return f"{where} (will be taken out)" if passage.leaves else where


def _blocks(
    passages: Sequence[Passage],
    marks: Mapping[int, tuple[MarkedText, ...]],
    looks: Mapping[int, PassageLook],
    beside: Mapping[int, Sequence[Passage]],
) -> Iterator[PassageView | TableView]:
    """Paragraphs as lines, the cells of a table as one grid, in reading order."""

    def of(p: Passage) -> tuple[str, int]:
        return (p.place.part, p.cell.table if p.cell else 0)

    waiting: dict[tuple[str, int], list[Passage]] = {}
    for p in passages:
        if p.cell:
            waiting.setdefault(of(p), []).append(p)
    for key, group in groupby(passages, key=of):
        if not key[1]:
            yield from (line(each, marks, looks) for p in group for each in (p, *beside.get(p.number, ())))
        elif cells := waiting.pop(key, []):  # a text box in a cell cuts the table's passages in two
            yield from _grids(key[1], cells, marks, looks, beside)


def _grids(
    number: int,
    passages: Sequence[Passage],
    marks: Mapping[int, tuple[MarkedText, ...]],
    looks: Mapping[int, PassageLook],
    beside: Mapping[int, Sequence[Passage]],
) -> Iterator[TableView]:
    at: dict[tuple[int, int], list[PassageView]] = {}
    for p in passages:
        assert p.cell is not None
        lines = (line(each, marks, looks) for each in (p, *beside.get(p.number, ())))
        at.setdefault((p.cell.row, p.cell.column), []).extend(lines)
    last, columns = max(r for r, _ in at), max(c for _, c in at)
    rows = [tuple(tuple(at.get((r, c), ())) for c in range(1, columns + 1)) for r in range(1, last + 1)]
    said = next((w for p in passages if (w := looks.get(p.number, PLAIN).columns)), ())
    widths = _as_in_word(said) if len(said) == columns else _widths(rows)
    head: Cells = rows.pop(0) if columns > 2 else ()
    for first in range(0, max(len(rows), 1), _ROWS):
        some = rows[first : first + _ROWS]
        label = f"Table {number}" + (f", from row {first + 1 + bool(head)}" if len(rows) > _ROWS else "")
        yield TableView(label, head, tuple(some), widths, first > 0)


def _as_in_word(columns: Sequence[int]) -> tuple[int, ...]:
    """Each column's share of the width, as the draft says it, in steps of five per cent."""
    return tuple(min(100, max(5, 5 * round(20 * width / sum(columns)))) for width in columns)


def _widths(rows: Sequence[Cells]) -> tuple[int, ...]:
    longest = [max(sum(len(one.passage.text) for one in row[n]) for row in rows) for n in range(len(rows[0]))]
    weights = [min(max(length, 12), 240) ** 0.5 for length in longest]
    # a hundredth of the width holds about a letter: no date or word is cut in two, as far as twenty go
    words = [
        max((len(w) for row in rows for one in row[n] for w in one.passage.text.split()), default=0)
        for n in range(len(rows[0]))
    ]
    least = [min(20, 5 * -(-(word + 3) // 5)) for word in words]
    return tuple(max(low, 5 * round(20 * w / sum(weights))) for low, w in zip(least, weights, strict=True))


def _stretches(blocks: Iterable[PassageView | TableView]) -> Iterator[tuple[PassageView | TableView, ...]]:
    gathered: list[PassageView | TableView] = []
    for block in blocks:
        if isinstance(block, TableView):
            if gathered:
                yield tuple(gathered)
            gathered = []
            yield (block,)
            continue
        gathered.append(block)
        if len(gathered) >= _LINES:
            yield tuple(gathered)
            gathered = []
    if gathered:
        yield tuple(gathered)
