"""A content stream carried out as far as text goes: every letter with its place on the page and in the stream.

Nothing is painted. What paints lines is kept as rules, since they tell the cells of tables; of pictures, where they lie.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from .fonts import Font, font_of
from .matrices import SAME, Box, Matrix, Point, around, moved, times

INVISIBLE = 3  # text rendering mode (ISO 32000-1, table 106)
_DEEPEST = 12  # of forms within forms
_THIN = 3.0  # points: a rule, not a surface
_LONG = 6.0
_PAINTS = frozenset(("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n"))
_UP, _DOWN = 0.95, -0.3  # of a letter above and below its line, generously

Instruction = tuple[list[Any], str]


@dataclass(slots=True)
class Stream:
    """A content stream in use: a page's own, or a form's, which belongs to the stream that calls it."""

    instructions: list[Any]
    resources: pikepdf.Object
    form: pikepdf.Object | None = None
    parent: int = -1  # the number of the stream that calls it
    called_at: int = -1  # by which instruction


@dataclass(frozen=True, slots=True)
class TextState:
    """What decides how letters are set."""

    font: Font | None = None
    key: str = ""  # of the font in the stream's resources
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0  # across
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True, eq=False)
class Glyph:
    """One letter shown. `start` and `end` are bytes of the string `item` of instruction `at` of a stream.

    Not frozen, as there are hundreds of thousands in a file and each would take three times as long to make; nobody changes one.
    """

    number: int  # in the order of painting
    text: str | None
    stream: int
    at: int
    item: int
    start: int
    end: int
    width: float  # of the letter, in sizes of the font
    advance: float  # of the text position, in units of text space before scaling across
    origin: Point
    tip: Point  # where the next letter begins
    size: float  # on the page
    axes: tuple[float, float, float, float]  # one size of the font along the line and up from it, on the page
    state: TextState = field(repr=False)

    @property
    def box(self) -> Box:
        """Around the letter on the page, with what reaches above and below its line."""
        (x, y), (ax, ay, ux, uy), width = self.origin, self.axes, self.width
        return around([(x + ax * w + ux * h, y + ay * w + uy * h) for w in (0.0, width) for h in (_DOWN, _UP)])


@dataclass(frozen=True, slots=True)
class Painted:
    """A picture on the page: its matrix takes the unit square to where it lies."""

    stream: int
    at: int
    matrix: Matrix
    image: pikepdf.Object | None = field(repr=False)  # None for one that stands in the stream itself
    number: int = 0  # of letters painted before it


@dataclass(slots=True)
class PageContent:
    """All that was met on a page."""

    streams: list[Stream] = field(default_factory=list)
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    pictures: list[Painted] = field(default_factory=list)
    strokes: int = 0  # pieces of lines and curves


class Fonts:
    """Fonts read once a file."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, int], Font] = {}

    def __call__(self, font: pikepdf.Object) -> Font:
        """Raises what a broken font makes pikepdf raise."""
        if not font.is_indirect:
            return font_of(font)
        if font.objgen not in self._read:
            self._read[font.objgen] = font_of(font)
        return self._read[font.objgen]


def read_content(page: pikepdf.Page, fonts: Fonts) -> PageContent:
    """Everything on a page. Raises pikepdf.PdfError, ValueError, TypeError, KeyError for what is broken."""
    found = PageContent()
    _Walk(found, fonts).run(
        Stream(list(pikepdf.parse_content_stream(page.obj)), page.obj.get("/Resources", pikepdf.Dictionary())),
        SAME,
        TextState(),
        0,
    )
    return found


@dataclass(frozen=True, slots=True)
class _Saved:
    ctm: Matrix
    text: TextState


class _Walk:
    def __init__(self, found: PageContent, fonts: Fonts) -> None:
        self._found, self._fonts = found, fonts

    def run(self, stream: Stream, ctm: Matrix, text: TextState, depth: int) -> None:
        number = len(self._found.streams)
        self._found.streams.append(stream)
        stack: list[_Saved] = []
        place = line = SAME
        path: list[list[Point]] = []
        for at, instruction in enumerate(stream.instructions):
            name, operands = str(instruction.operator), instruction.operands
            match name:
                case "q":
                    stack.append(_Saved(ctm, text))
                case "Q":
                    if stack:
                        ctm, text = stack[-1].ctm, stack.pop().text
                case "cm":
                    ctm = times(_matrix(operands), ctm)
                case "BT":
                    place = line = SAME
                case "Td" | "TD":
                    if name == "TD":
                        text = replace(text, leading=-float(operands[1]))
                    place = line = times((1, 0, 0, 1, float(operands[0]), float(operands[1])), line)
                case "Tm":
                    place = line = _matrix(operands)
                case "T*":
                    place = line = times((1, 0, 0, 1, 0, -text.leading), line)
                case "Tf":
                    text = self._font(text, stream, str(operands[0]), float(operands[1]))
                case "Tc" | "Tw" | "TL" | "Ts":
                    text = _spaced(text, name, float(operands[0]))
                case "Tz":
                    text = replace(text, scale=float(operands[0]) / 100)
                case "Tr":
                    text = replace(text, mode=int(operands[0]))
                case "gs":
                    text = self._settings(text, stream, str(operands[0]))
                case "Tj" | "TJ":
                    place = self._show(operands[0], number, at, text, place, ctm)
                case "m":
                    path.append([moved(float(operands[0]), float(operands[1]), ctm)])
                case "l" | "c" | "v" | "y":
                    if path:
                        path[-1].append(moved(float(operands[-2]), float(operands[-1]), ctm))
                    self._found.strokes += 1
                case "re":
                    path.append(_corners([float(n) for n in operands], ctm))
                case "h":
                    if path and path[-1]:
                        path[-1].append(path[-1][0])
                case "Do":
                    self._painted(stream, str(operands[0]), number, at, ctm, text, depth)
                case "INLINE IMAGE":
                    self._found.pictures.append(Painted(number, at, ctm, None, len(self._found.glyphs)))
                case _ if name in _PAINTS:
                    if name != "n":
                        self._rules(path, stroked=name not in ("f", "F", "f*"))
                    path = []

    def _font(self, text: TextState, stream: Stream, key: str, size: float) -> TextState:
        held = stream.resources.get("/Font", pikepdf.Dictionary()).get(key)
        return replace(text, font=self._fonts(held) if held is not None else None, key=key, size=size)

    def _settings(self, text: TextState, stream: Stream, key: str) -> TextState:
        held = stream.resources.get("/ExtGState", pikepdf.Dictionary()).get(key)
        font = held.get("/Font") if held is not None else None
        return replace(text, font=self._fonts(font[0]), key="", size=float(font[1])) if font is not None else text

    def _show(self, operand: Any, stream: int, at: int, text: TextState, place: Matrix, ctm: Matrix) -> Matrix:
        for item, each in enumerate(operand if isinstance(operand, pikepdf.Array | list) else [operand]):
            if not isinstance(each, pikepdf.String | bytes):
                place = times((1, 0, 0, 1, -float(each) / 1000 * text.size * text.scale, 0), place)
                continue
            if text.font is None:
                continue
            a, b, c, d, e, f = times(place, ctm)
            axes = (a * text.size * text.scale, b * text.size * text.scale, c * text.size, d * text.size)
            size = (axes[2] ** 2 + axes[3] ** 2) ** 0.5
            x, y = e + c * text.rise, f + d * text.rise
            glyphs, start, moved_by = self._found.glyphs, 0, 0.0
            origin = (x, y)
            for letter in text.font.letters(bytes(each)):
                end = start + len(letter.code)
                advance = letter.width * text.size + text.spacing + (text.word_spacing if letter.is_space_code else 0.0)
                moved_by += advance * text.scale
                tip = (x + a * moved_by, y + b * moved_by)
                glyphs.append(
                    Glyph(
                        len(glyphs), letter.text, stream, at, item, start, end, letter.width, advance, origin, tip, size, axes,
                        text,
                    )
                )  # fmt: skip
                origin, start = tip, end
            place = times((1, 0, 0, 1, moved_by, 0), place)
        return place

    def _painted(
        self, stream: Stream, key: str, number: int, at: int, ctm: Matrix, text: TextState, depth: int
    ) -> None:
        thing = stream.resources.get("/XObject", pikepdf.Dictionary()).get(key)
        if not isinstance(thing, pikepdf.Stream):
            return
        if str(thing.get("/Subtype", "")) == "/Image":
            self._found.pictures.append(Painted(number, at, ctm, thing, len(self._found.glyphs)))
            return
        if depth >= _DEEPEST:
            raise ValueError("forms within forms, deeper than any program writes them")
        own = _matrix(thing.get("/Matrix", SAME))
        resources = thing.get("/Resources", stream.resources)
        inner = Stream(list(pikepdf.parse_content_stream(thing)), resources, thing, number, at)
        self.run(inner, times(own, ctm), text, depth + 1)

    def _rules(self, path: list[list[Point]], *, stroked: bool) -> None:
        for points in path:
            if len(points) < 2:
                continue
            left, bottom, right, top = around(points)
            if min(right - left, top - bottom) <= _THIN and max(right - left, top - bottom) >= _LONG:
                self._found.rules.append((left, bottom, right, top))
            elif stroked and len(points) == 5 and {round(x) for x, _ in points} == {round(left), round(right)}:
                self._found.rules += [
                    (left, bottom, left, top), (right, bottom, right, top),
                    (left, bottom, right, bottom), (left, top, right, top),
                ]  # fmt: skip


def _spaced(text: TextState, name: str, value: float) -> TextState:
    match name:
        case "Tc":
            return replace(text, spacing=value)
        case "Tw":
            return replace(text, word_spacing=value)
        case "TL":
            return replace(text, leading=value)
    return replace(text, rise=value)


def _matrix(numbers: Any) -> Matrix:
    a, b, c, d, e, f = (float(n) for n in numbers)
    return a, b, c, d, e, f


def _corners(numbers: list[float], ctm: Matrix) -> list[Point]:
    x, y, width, height = numbers
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
    return [moved(*corner, ctm) for corner in corners]
