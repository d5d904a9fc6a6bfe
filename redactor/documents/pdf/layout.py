"""Lines put together to paragraphs and to cells of tables, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .content import PageContent
from .lines import LineMark, TextLine, directions, lines_of
from .matrices import Box

_LEADING = 2.0  # sizes from line to line of one block
_ALIKE = 0.12  # how far sizes of one paragraph differ
_SNAP = 5.0  # points between edges of neighbouring cells
_SCRAP = 3  # letters of a word that fall into the next line of a narrow cell
_BULLET = re.compile(r"(?:[•▪●○◦‣·–—*\uf0b7\uf0a7-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_CUT = re.compile(r"[^\W\d_][-\u00ad\u2010]$")


@dataclass(slots=True)
class PageBlock:
    """A paragraph, or one in a cell: what becomes a passage."""

    marks: list[LineMark]
    size: float
    first: int
    row: int = 0  # of the table on its page, from 1; 0 outside tables
    column: int = 0
    table: int = 0
    header: str = ""
    row_header: str = ""

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(mark.text for mark in self.marks)


@dataclass(slots=True)
class PageTable:
    """Cells that touch each other, by row and column from 1, with where its columns begin."""

    cells: dict[tuple[int, int], list[PageBlock]] = field(default_factory=dict)
    lefts: tuple[float, ...] = ()
    first: int = 0

    def without_letters(self) -> PageTable:
        """The table with what it says, for the page on which it goes on."""
        bare = {
            key: [
                PageBlock(
                    [LineMark(b.text, [], 0, 0)], b.size, b.first, b.row, b.column, b.table, b.header, b.row_header
                )
                for b in blocks
            ]
            for key, blocks in self.cells.items()
        }
        return PageTable(bare, self.lefts, self.first)

    def head(self) -> dict[int, str]:
        """What the first row says, by column."""
        return {column: " ".join(b.text for b in blocks) for (row, column), blocks in self.cells.items() if row == 1}


def blocks_of(content: PageContent, before: PageTable | None) -> tuple[list[PageBlock], PageTable | None]:
    """The blocks of a page in reading order, and its last table. `before`: the last table of the page before, which may go on."""
    ordered: list[tuple[int, list[PageBlock]]] = []
    last: PageTable | None = None
    number = 0
    for direction in directions(content.glyphs):
        rules = [direction.box(rule) for rule in content.rules]
        lines = lines_of(direction, rules)
        _cells(lines, rules)
        framed = [line for line in lines if line.cell is not None]
        tables = _tables(framed)
        held = {id(line) for lines_in, _ in tables for line in lines_in}
        for lines_in, table in tables:
            number += 1
            _labelled(table, number, before if number == 1 else None)
            ordered.append((table.first, [b for key in sorted(table.cells) for b in table.cells[key]]))
            last = table
            del lines_in
        free = [line for line in lines if id(line) not in held]
        ordered += [(min(line.first for line in lines), [_joined(lines)]) for lines in _paragraphs(free)]
    ordered.sort(key=lambda each: each[0])
    return [block for _, blocks in ordered for block in blocks], last


# ---- tables


def _cells(lines: Sequence[TextLine], rules: Sequence[Box]) -> None:
    """Say of each line which rules are around it on all four sides."""
    upright = [r for r in rules if r[3] - r[1] > r[2] - r[0]]
    level = [r for r in rules if r[3] - r[1] <= r[2] - r[0]]
    for line in lines:
        v, middle = line.v + 0.3 * line.size, (line.left + line.right) / 2
        left = max((r[2] for r in upright if r[1] - 2 <= v <= r[3] + 2 and r[2] <= line.left + 2), default=None)
        right = min((r[0] for r in upright if r[1] - 2 <= v <= r[3] + 2 and r[0] >= line.right - 2), default=None)
        top = min((r[1] for r in level if r[0] - 2 <= middle <= r[2] + 2 and r[1] >= v), default=None)
        bottom = max((r[3] for r in level if r[0] - 2 <= middle <= r[2] + 2 and r[3] <= v), default=None)
        if left is not None and right is not None and top is not None and bottom is not None:
            line.cell = (round(left), round(bottom), round(right), round(top))


def _tables(lines: Sequence[TextLine]) -> list[tuple[list[TextLine], PageTable]]:
    """Tables of at least two cells: lines by their cells, cells that touch by table."""
    groups: list[list[Box]] = []
    for cell in dict.fromkeys(line.cell for line in lines if line.cell is not None):
        near = [group for group in groups if any(_touch(cell, other) for other in group)]
        groups = [group for group in groups if group not in near] + [[cell, *(c for group in near for c in group)]]
    tables = []
    for group in groups:
        inside = [line for line in lines if line.cell in group]
        if len(group) < 2:
            continue
        tops, lefts = _clusters([-c[3] for c in group]), _clusters([c[0] for c in group])
        table = PageTable({}, tuple(lefts), min(line.first for line in inside))
        for cell in group:
            key = (_index(tops, -cell[3]) + 1, _index(lefts, cell[0]) + 1)
            for paragraph in _paragraphs([line for line in inside if line.cell == cell]):
                table.cells.setdefault(key, []).append(_joined(paragraph))
        tables.append((inside, table))
    return tables


def _touch(a: Box, b: Box) -> bool:
    across = min(a[2], b[2]) - max(a[0], b[0])
    up = min(a[3], b[3]) - max(a[1], b[1])
    return across > -_SNAP and up > -_SNAP and (across > 0 or up > 0)


def _clusters(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SNAP:
            found.append(value)
    return found


def _index(clusters: Sequence[float], value: float) -> int:
    return max(n for n, start in enumerate(clusters) if start <= value)


def _labelled(table: PageTable, number: int, before: PageTable | None) -> None:
    """Tell each cell what stands above its column and at the head of its row; a table that goes on keeps its headings."""
    head, shown = table.head(), 1
    if before is not None and len(before.lefts) == len(table.lefts) and all(
        abs(a - b) <= _SNAP for a, b in zip(before.lefts, table.lefts, strict=True)
    ):  # fmt: skip
        carried = {b.column: b.header for blocks in before.cells.values() for b in blocks if b.header} or before.head()
        if carried != head:
            head, shown = carried, 0
    firsts = {row: " ".join(b.text for b in blocks) for (row, column), blocks in table.cells.items() if column == 1}
    for (row, column), blocks in table.cells.items():
        for block in blocks:
            block.table, block.row, block.column = number, row, column
            block.header = head.get(column, "") if row > shown else ""
            block.row_header = firsts.get(row, "") if column > 1 else ""


# ---- paragraphs


def _paragraphs(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Lines that stand below each other, parted where a paragraph ends."""
    open_: list[list[TextLine]] = []
    for line in lines:
        fitting = [block for block in open_ if _goes_on(block[-1], line)]
        if fitting:
            min(fitting, key=lambda block: block[-1].v - line.v).append(line)
        else:
            open_.append([line])
    for block in open_:
        yield from _at_ends(block)


def _goes_on(last: TextLine, line: TextLine) -> bool:
    down = last.v - line.v
    overlap = min(last.right, line.right) - max(last.left, line.left)
    return (
        0 < down <= _LEADING * max(last.size, line.size)
        and abs(last.size - line.size) <= _ALIKE * max(last.size, line.size)
        and overlap >= 0.3 * min(last.right - last.left, line.right - line.left)
        and last.cell == line.cell
    )


def _at_ends(block: list[TextLine]) -> Iterator[list[TextLine]]:
    edge = max(line.right for line in block)
    leading = min((a.v - b.v for a, b in pairwise(block)), default=0.0)
    held = [block[0]]
    for last, line in pairwise(block):
        word = next((mark.left for mark in line.marks if mark.text.isspace()), line.right) - line.left
        goes_on = line.text[:1].islower() and last.text[-1:] not in ".!?:;"  # a sentence, broken by hand
        fitted = last.right + 0.3 * line.size + word < edge - 0.5 and not goes_on
        bold = "Bold" in _font(last) and "Bold" not in _font(line)
        if (
            fitted
            or bold
            or last.v - line.v > 1.35 * leading
            or _BULLET.match(line.text + " ")
            or (line.left - last.left > 0.9 * line.size > 0 and len(held) > 1)
        ):
            yield held
            held = []
        held.append(line)
    yield held


def _font(line: TextLine) -> str:
    font = next((mark.glyphs[0].state.font for mark in line.marks if mark.glyphs), None)
    return font.base if font is not None else ""


def _joined(lines: Sequence[TextLine]) -> PageBlock:
    """One paragraph: a word cut at the end of a line is one word, its hyphen belongs to the letter before it."""
    marks: list[LineMark] = []
    last = lines[0]
    for line in lines:
        if marks:
            before = "".join(mark.text for mark in marks[-2:])
            soft = before.endswith("\u00ad") or line.text[:1].islower()
            if _CUT.search(before) and soft and marks[-1].glyphs:
                hyphen = marks.pop()
                marks[-1].glyphs.extend(hyphen.glyphs)
            elif not _CUT.search(before) and not _broken_off(last, line):
                marks.append(LineMark(" ", [], marks[-1].right, line.left))
        marks += line.marks
        last = line
    return PageBlock(marks, max(line.size for line in lines), min(line.first for line in lines))


def _broken_off(last: TextLine, line: TextLine) -> bool:
    """Whether a word is wider than its cell and goes on in the next line without a hyphen: "informati" "on"."""
    if last.cell is None or any(mark.text.isspace() for mark in last.marks) or not line.text[:1].islower():
        return False
    if len(line.text.split(" ")[0]) > _SCRAP:
        return False
    room = last.cell[2] - (last.left - last.cell[0]) - last.right
    return room < line.marks[0].right - line.marks[0].left and last.text[-1:].isalpha()
