"""Letters put together to lines, as a reader sees them, whatever the order in which they were painted.

Text that runs upwards or downwards is read in its own direction: `u` is along the line, `v` across it, upwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .content import Glyph
from .matrices import Box

_SAME_LINE = 0.4  # of a letter's size, up or down
_WORD_GAP = 0.17  # from which a gap between letters is a space
_FAR = 1.4  # from which it parts columns
_BACK = 0.5  # how far a letter may stand back over the one before it
_WALL_GAP = 0.5  # points between letters on both sides of an upright rule
_DOUBLED = 0.2  # a letter painted again so near is the same letter, in bold or with a shadow


@dataclass(slots=True)
class LineMark:
    """A character as it is read, with the letters that show it: several where it is painted twice, none for a space that is
    only a gap, one for several characters of a ligature."""

    text: str
    glyphs: list[Glyph]
    left: float
    right: float


@dataclass(slots=True)
class TextLine:
    """A stretch of letters on one line without a large gap in it."""

    marks: list[LineMark]
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
    _cos: float = field(init=False, default=1.0)
    _sin: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self._cos, self._sin = math.cos(math.radians(self.degrees)), math.sin(math.radians(self.degrees))

    def turned(self, x: float, y: float) -> tuple[float, float]:
        """(u, v) of a point."""
        return (x, y) if not self.degrees else (x * self._cos + y * self._sin, y * self._cos - x * self._sin)

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
        degrees = 0 if up == 0 and across >= 0 else round(math.degrees(math.atan2(up, across))) % 360
        if degrees not in found:
            found[degrees] = Direction(degrees)
        found[degrees].glyphs.append(glyph)
    return list(found.values())


def lines_of(direction: Direction, rules: Sequence[Box]) -> list[TextLine]:
    """The lines of one direction, from top to bottom and left to right. `rules` lie in the same direction."""
    upright = [rule for rule in rules if rule[3] - rule[1] > rule[2] - rule[0]]
    runs = [part for run in _runs(direction) for part in _parted(run, upright)]
    runs.sort(key=lambda run: -run.v)
    rows: list[list[TextLine]] = []
    for run in runs:
        # the highest of a row decides, so that a slanting row does not take in all below it
        if rows and rows[-1][0].v - run.v <= _SAME_LINE * max(min(run.size, rows[-1][0].size), 1):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [line for row in rows for joined in _row(row, upright) for line in _trimmed(joined)]


def _runs(direction: Direction) -> Iterable[TextLine]:
    """Letters that were painted one after the other and stand side by side: what lies over them is another run."""
    run: TextLine | None = None
    for glyph in direction.glyphs:
        left, v = direction.turned(*glyph.origin)
        right = max(left, direction.turned(*glyph.tip)[0])
        text = glyph.text or ""
        if run is not None and abs(run.v - v) <= _SAME_LINE * max(min(run.size, glyph.size), 1):
            last = run.marks[-1]
            if last.text == text and abs(left - last.left) < _DOUBLED * glyph.size and not text.isspace():
                last.glyphs.append(glyph)  # once more, in bold or with a shadow
                continue
            if -_BACK * glyph.size < left - last.right <= _FAR * glyph.size:
                run.marks.append(LineMark(text, [glyph], left, right))
                run.right, run.size = max(run.right, right), max(run.size, glyph.size)
                continue
        if run is not None:
            yield run
        run = TextLine([LineMark(text, [glyph], left, right)], v, glyph.size, left, right, glyph.number)
    if run is not None:
        yield run


def _parted(run: TextLine, upright: Sequence[Box]) -> Iterable[TextLine]:
    """The run, parted where an upright rule stands between its letters."""
    walls = [(rule[0] + rule[2]) / 2 for rule in upright if rule[1] - 1 <= run.v <= rule[3] + 1]
    start = 0
    for n, (one, other) in enumerate(pairwise(run.marks), 1):
        gap = other.left - one.right
        if gap > _WALL_GAP and any(one.right - 1 <= wall <= other.left + 1 for wall in walls):
            yield _line(run.marks[start:n], run)
            start = n
    yield _line(run.marks[start:], run)


def _line(marks: list[LineMark], of: TextLine) -> TextLine:
    glyphs = [glyph for mark in marks for glyph in mark.glyphs]
    return TextLine(
        marks,
        of.v,
        max(g.size for g in glyphs),
        marks[0].left,
        max(m.right for m in marks),
        min(g.number for g in glyphs),
    )


def _row(runs: list[TextLine], upright: Sequence[Box]) -> Iterable[TextLine]:
    """The lines of a row: runs that follow each other, parted at large gaps and rules; what overlaps is a line of its own."""
    lines: list[TextLine] = []
    for run in sorted(runs, key=lambda run: (run.left, run.first)):
        if any(_painted_again(line, run) for line in lines):
            continue
        before = [line for line in lines if run.left - line.right > -_BACK * run.size]
        line = max(before, key=lambda line: line.right, default=None)
        if line is None or not _follows(line, run, upright):
            lines.append(run)
            continue
        last = line.marks[-1]
        if run.left - last.right > _WORD_GAP * run.size and not last.text.isspace() and not run.marks[0].text.isspace():
            line.marks.append(LineMark(" ", [], last.right, run.left))
        line.marks += run.marks
        line.right, line.size = max(line.right, run.right), max(line.size, run.size)
        line.first = min(line.first, run.first)
    for line in lines:
        _spaced(line)
    return lines


def _follows(line: TextLine, run: TextLine, upright: Sequence[Box]) -> bool:
    gap = run.left - line.right
    walls = [(rule[0] + rule[2]) / 2 for rule in upright if rule[1] - 1 <= run.v <= rule[3] + 1]
    between = any(line.right - 1 <= wall <= run.left + 1 for wall in walls)
    return gap <= _FAR * max(run.size, line.size) and not (between and gap > _WALL_GAP)


def _spaced(line: TextLine) -> None:
    """Put spaces where letters of a run stand apart and none is written."""
    marks: list[LineMark] = []
    for mark in line.marks:
        if marks and marks[-1].glyphs and mark.glyphs and not marks[-1].text.isspace() and not mark.text.isspace():
            size = min(marks[-1].glyphs[0].size, mark.glyphs[0].size)
            if mark.left - marks[-1].right > _WORD_GAP * size:
                marks.append(LineMark(" ", [], marks[-1].right, mark.left))
        marks.append(mark)
    line.marks = marks


def _painted_again(line: TextLine, run: TextLine) -> bool:
    """Take in a run that says the same in the same place as a part of a line, so that both go together; whether it does."""
    by_left = {round(mark.left): mark for mark in line.marks if mark.glyphs}
    pairs = []
    for mark in run.marks:
        near = [by_left[at] for at in (round(mark.left) - 1, round(mark.left), round(mark.left) + 1) if at in by_left]
        same = next((m for m in near if m.text == mark.text and abs(m.left - mark.left) < _DOUBLED * run.size), None)
        if same is None:
            return False
        pairs.append((same, mark))
    for same, mark in pairs:
        same.glyphs.extend(mark.glyphs)
    return True


def _trimmed(line: TextLine) -> Iterable[TextLine]:
    """The line without spaces at its ends; nothing where only spaces are left."""
    while line.marks and line.marks[0].text.isspace():
        del line.marks[0]
    while line.marks and line.marks[-1].text.isspace():
        del line.marks[-1]
    if line.marks:
        line.left, line.right = line.marks[0].left, max(mark.right for mark in line.marks)
        yield line
