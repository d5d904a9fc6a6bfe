"""Letters put together to lines, as a reader sees them, whatever the order in which they were painted.

Text that runs upwards or downwards is read in its own direction: `u` is along the line, `v` across it, upwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .content import Glyph
from .matrices import Box

_SAME_LINE = 0.4  # of a letter's size, up or down
_WORD_GAP = 0.17  # from which a gap between letters is a space
_FAR = 1.4  # from which it parts columns
_DOUBLED = 0.2  # a letter painted again so near is the same letter, in bold or with a shadow


@dataclass(slots=True)
class Mark:
    """A character as it is read, with the letters that show it: several where it is painted twice, none for a space that is
    only a gap, one for several characters of a ligature."""

    text: str
    glyphs: list[Glyph]
    left: float
    right: float


@dataclass(slots=True)
class Line:
    """A stretch of letters on one line without a large gap in it."""

    marks: list[Mark]
    v: float
    size: float
    left: float
    right: float
    first: int  # the first of its letters in the order of painting
    cell: Box | None = None  # of the rules around it

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(mark.text for mark in self.marks)


@dataclass(slots=True)
class Direction:
    """All text that runs in one direction, with the rules seen in that direction."""

    degrees: int
    glyphs: list[Glyph] = field(default_factory=list)

    def turned(self, x: float, y: float) -> tuple[float, float]:
        """(u, v) of a point."""
        cos, sin = math.cos(math.radians(self.degrees)), math.sin(math.radians(self.degrees))
        return x * cos + y * sin, y * cos - x * sin

    def box(self, box: Box) -> Box:
        """A box as it lies in this direction."""
        us, vs = zip(*(self.turned(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])), strict=True)
        return min(us), min(vs), max(us), max(vs)


def directions(glyphs: Iterable[Glyph]) -> list[Direction]:
    """The directions in which text runs, the first painted first. Letters without a size or a text show nothing."""
    found: dict[int, Direction] = {}
    for glyph in glyphs:
        if not glyph.text or glyph.size <= 0:
            continue
        across, up = glyph.tip[0] - glyph.origin[0], glyph.tip[1] - glyph.origin[1]
        degrees = round(math.degrees(math.atan2(up, across))) % 360 if across or up else 0
        found.setdefault(degrees, Direction(degrees)).glyphs.append(glyph)
    return list(found.values())


def lines_of(direction: Direction, rules: Sequence[Box]) -> list[Line]:
    """The lines of one direction, from top to bottom and left to right. `rules` lie in the same direction."""
    placed = []
    for glyph in direction.glyphs:
        u, v = direction.turned(*glyph.origin)
        placed.append((v, u, direction.turned(*glyph.tip)[0], glyph))
    placed.sort(key=lambda each: -each[0])
    rows: list[list[tuple[float, float, float, Glyph]]] = []
    for each in placed:
        # the highest of a row decides, so that a slanting row does not take in all below it
        if rows and rows[-1][0][0] - each[0] <= _SAME_LINE * max(min(each[3].size, rows[-1][0][3].size), 1):
            rows[-1].append(each)
        else:
            rows.append([each])
    upright = [rule for rule in rules if rule[3] - rule[1] > rule[2] - rule[0]]
    return [line for row in rows for line in _parted(row, upright)]


def _parted(row: list[tuple[float, float, float, Glyph]], upright: Sequence[Box]) -> Iterable[Line]:
    """The lines of a row: parted at large gaps and at upright rules."""
    row.sort(key=lambda each: (each[1], each[3].number))
    walls = [rule for rule in upright if any(rule[1] - 1 <= v <= rule[3] + 1 for v, _, _, _ in row[:1])]
    line: Line | None = None
    for v, left, right, glyph in row:
        if line is not None:
            last = line.marks[-1]
            if _painted_again(line, glyph, left):
                continue
            gap = left - last.right
            wall = any(last.right - 1 <= (rule[0] + rule[2]) / 2 <= left + 1 for rule in walls) and gap > -1
            if gap > _FAR * max(glyph.size, line.size) or (wall and gap > 0.5):
                yield from _trimmed(line)
                line = None
            elif gap > _WORD_GAP * glyph.size and not last.text.isspace() and not (glyph.text or "").isspace():
                line.marks.append(Mark(" ", [], last.right, left))
        if line is None:
            line = Line([], v, glyph.size, left, right, glyph.number)
        line.marks.append(Mark(glyph.text or "", [glyph], left, max(left, right)))
        line.right, line.size = max(line.right, right), max(line.size, glyph.size)
        line.first = min(line.first, glyph.number)
    if line is not None:
        yield from _trimmed(line)


def _painted_again(line: Line, glyph: Glyph, left: float) -> bool:
    """Take in a letter that lies on one of the last letters, so that both go together; whether it does."""
    for mark in reversed(line.marks[-4:]):
        if (
            mark.text == glyph.text
            and abs(mark.left - left) < _DOUBLED * glyph.size
            and not mark.text.isspace()
            and mark.glyphs
        ):
            mark.glyphs.append(glyph)
            return True
    return False


def _trimmed(line: Line) -> Iterable[Line]:
    """The line without spaces at its ends; nothing where only spaces are left."""
    while line.marks and line.marks[0].text.isspace():
        del line.marks[0]
    while line.marks and line.marks[-1].text.isspace():
        del line.marks[-1]
    if line.marks:
        line.left, line.right = line.marks[0].left, max(mark.right for mark in line.marks)
        yield line
