"""Somebody's own part of a draft with codes: the rows and paragraphs in which they act, with what is needed to read them.

draft ─▶ passages that name the code, or stand under a heading that was asked for ─▶ a Word file of these alone
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from redactor.codes.finding import Finder
from redactor.codes.text import squash
from redactor.documents import KeptDraft, Passage, Story
from redactor.keymap.keymap import KeyMap
from redactor.records.word_pages import new_document, plain_table, saved

_STORIES = frozenset((Story.BODY, Story.FOOTNOTE, Story.ENDNOTE, Story.TEXT_BOX))
# what goes on about whom the paragraph before has named
_GOES_ON = re.compile(r"(?:She|He|They|Her|His|Their)\b")


@dataclass(frozen=True)
class PartPiece:
    """A heading, a paragraph, or a row of a table, in the order of the draft."""

    heading: int = 0  # outline level; 0 for what is none
    text: str = ""
    table: tuple[str, int] = ("", 0)  # part and number of the table that a row belongs to
    head: tuple[str, ...] = ()  # its headings
    cells: tuple[str, ...] = ()
    codes: frozenset[str] = field(default=frozenset())  # squashed

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return bool(self.cells)


def own_part(
    draft: KeptDraft,
    persons: Sequence[str],
    sections: Sequence[str],
    key_map: KeyMap,
    finder: Finder,
    *,
    own: bool = True,
) -> bytes:
    """The Word file; b"" where the draft has nothing of these people, and no such section.

    `sections`: whatever stands below a heading that holds one of these words; without `own` nothing else.
    """
    wanted = {squash(p) for p in persons}
    pieces = _pieces(draft.passages, lambda text: {squash(f.code) for f in finder.all(text)})
    pieces = _chosen(pieces, wanted if own else set(), sections)
    if not any(not p.heading for p in pieces):
        return b""
    about = " and ".join(persons)
    document = new_document(f"Part of a report: {about}")
    document.add_heading(f"Part of a report: {about}", level=1)
    document.add_paragraph(
        f"This is not the whole report. It holds {' and '.join(_holds(sections, own=own))}. Everybody else is called by a code."
    )
    for key, group in groupby(pieces, key=lambda p: (p.is_row, p.table, p.head)):
        rows = list(group)
        if key[0]:
            width = max(len(rows[0].head), *(len(r.cells) for r in rows))
            head, cells = _wide(rows[0].head, width), [_wide(r.cells, width) for r in rows]
            columns = zip(head, *cells, strict=True)
            plain_table(document, head, cells, [max(3, *map(len, column)) ** 0.5 for column in columns])
            document.add_paragraph()
            continue
        for piece in rows:
            if piece.heading:
                document.add_heading(piece.text, level=min(piece.heading + 1, 9))
            else:
                document.add_paragraph(piece.text)
    others = {c for p in pieces for c in p.codes} - wanted
    if known := _known(key_map, others):
        document.add_heading("Codes in this part", level=2)
        plain_table(document, ("Code", "Who"), known, (1, 4))
    return saved(document)


def _holds(sections: Sequence[str], *, own: bool) -> Iterable[str]:
    if own:
        yield "the rows and paragraphs that are about the person named here"
    if sections:
        yield f"the sections on {', '.join(sections)}"


def _wide(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))


def _pieces(passages: Iterable[Passage], codes_in: Callable[[str], set[str]]) -> list[PartPiece]:
    found: list[PartPiece] = []
    grid: dict[tuple[str, int, int], dict[int, str]] = {}
    places: list[tuple[str, int, int]] = []
    heads: dict[tuple[str, int], dict[int, str]] = {}
    for p in passages:
        if p.original or p.place.story not in _STORIES or not p.text.strip():
            continue
        if p.cell is None:
            found.append(PartPiece(p.heading or 0, p.text, codes=frozenset(codes_in(p.text))))
            continue
        at = (p.place.part, p.cell.table, p.cell.row)
        if at not in grid:
            places.append(at)
            found.append(
                PartPiece(table=at[:2], cells=(f"{len(places) - 1}",))
            )  # filled in below, when the row is whole
        row = grid.setdefault(at, {})
        row[p.cell.column] = "\n".join(filter(None, (row.get(p.cell.column, ""), p.text)))
        if p.cell.header:
            heads.setdefault(at[:2], {})[p.cell.column] = p.cell.header
    return [_row(piece, places, grid, heads, codes_in) if piece.is_row else piece for piece in found]


def _row(
    piece: PartPiece,
    places: Sequence[tuple[str, int, int]],
    grid: dict[tuple[str, int, int], dict[int, str]],
    heads: dict[tuple[str, int], dict[int, str]],
    codes_in: Callable[[str], set[str]],
) -> PartPiece:
    at = places[int(piece.cells[0])]
    row, head = grid[at], heads.get(at[:2], {})
    columns = range(1, max([*row, *head]) + 1)
    text = tuple(row.get(c, "") for c in columns)
    return replace(
        piece,
        head=tuple(head.get(c, "") for c in columns),
        cells=text,
        codes=frozenset(code for cell in text for code in codes_in(cell)),
    )


def _chosen(pieces: Sequence[PartPiece], wanted: set[str], sections: Sequence[str]) -> list[PartPiece]:
    """What is somebody's own, each with the headings that it stands under."""
    words = [s.casefold() for s in sections]
    chosen: list[PartPiece] = []
    path: list[PartPiece] = []  # headings above, outermost first
    shown: list[PartPiece] = []
    inside = 0  # outline level of the section asked for that this stands in
    was_own = False
    for piece in pieces:
        if piece.heading:
            path = [*(h for h in path if h.heading < piece.heading), piece]
            if inside and piece.heading <= inside:
                inside = 0
            if not inside and any(w in piece.text.casefold() for w in words):
                inside = piece.heading
            was_own = False
            continue
        own = bool(piece.codes & wanted)
        goes_on = was_own and not piece.is_row and _GOES_ON.match(piece.text) is not None
        if own or goes_on or inside:
            chosen += [h for h in path if not any(h is s for s in shown)]
            shown = [*shown, *path]
            chosen.append(piece)
        was_own = own or goes_on
    return chosen


def _known(key_map: KeyMap, codes: set[str]) -> list[tuple[str, str]]:
    """Who the other codes are, by role or relationship, never by name."""
    names = {w.casefold() for r in key_map.records for n in r.names for w in re.findall(r"[^\W\d_]{3,}", n)}
    found = []
    for record in key_map.records:
        role = "; ".join(record.roles) or record.role
        spoken = {w.casefold() for w in re.findall(r"[^\W\d_]{3,}", role)}
        if squash(record.code) in codes and role and not spoken & names:
            found.append((record.code, role))
    return found
