"""Other letters set in the places of letters: what was there is taken out of the stream, and nothing else moves.

The removed letters leave their width behind, as a movement; in it the new text is set in a base font, as large as the letters
were or as small as the room asks for. A name cut at the end of a line gives one text, in the wider piece.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from redactor.documents.model import DocumentError, Replacement

from .content import INVISIBLE, Glyph, PageContent, Stream
from .fonts import base_font
from .found import PdfSurface
from .matrices import Box
from .painting import paint
from .scans import shown_of

_SPACE = 0.25  # sizes, left free before the next word
_NARROWEST = 0.75  # of its width, before the size goes down
_SMALL = 0.75  # of the size around, from which a person should look
_CLOSE = 0.12  # sizes: letters of one word
_SAME_LINE = 0.4
_LETTERS = "cp1252"  # those of the base fonts, which every reader of PDFs has
_PLAINER = str.maketrans("\u2010\u2011\u202f\u2009", "--\u00a0 ")
_NO_LETTER = (
    'The code "{}" cannot be written in a PDF: "{}" is not among the letters of the fonts that every reader of PDFs has. '
    "Ask the board for a code in letters of English, or give the Word file that the PDF was made from."
)
_NO_LETTER_BESIDE = (
    "A letter that is drawn together with a name in the PDF cannot be written without it. Give the Word file that the PDF was "
    "made from."
)


@dataclass(frozen=True, slots=True)
class _Setting:
    """A text to be set where a glyph was, and the room for it, in points on the page."""

    text: str
    room: float


@dataclass(slots=True)
class PageEdits:
    """What is done to the letters of one page."""

    content: PageContent
    removed: set[int] = field(default_factory=set)  # numbers of glyphs
    set_: dict[int, _Setting] = field(default_factory=dict)  # by the number of the glyph whose place they take
    regions: list[Box] = field(default_factory=list)  # of the page that may look otherwise
    paintings: list[tuple[Box, str]] = field(
        default_factory=list
    )  # boxes painted into pictures, and what is written there
    small: int = 0
    painted: int = 0  # pictures written anew
    blank: int = 0  # pictures that could not be written anew

    def replace(self, surface: PdfSurface, replacements: Sequence[Replacement]) -> None:
        """Take in the replacements of a surface of this page, which are in order."""
        if surface.block is None:
            self._painted(surface, replacements)
            return
        marks, normal = surface.block.marks, surface.normal
        owners = [(n, k) for n, mark in enumerate(marks) for k in range(len(mark.text))]
        for each in replacements:
            start, end = normal.starts[each.start], normal.ends[each.end - 1]
            first, last = owners[start], owners[end - 1]
            # a ligature goes as a whole; what else it shows is written with the text
            before = marks[first[0]].text[: first[1]]
            after = marks[last[0]].text[last[1] + 1 :]
            glyphs = [g for mark in marks[first[0] : last[0] + 1] for g in mark.glyphs if g.number not in self.removed]
            doubled = {
                g.number for mark in marks[first[0] : last[0] + 1] for g in mark.glyphs[1:] if g.text == mark.text
            }
            if not glyphs:
                continue
            self.removed.update(g.number for g in glyphs)
            self.regions += [g.box for g in glyphs]
            single = [g for g in glyphs if g.number not in doubled] or glyphs
            text = settable(f"{before}{each.text}{after}")
            if text:
                self._set(text, single)
            if any(g.state.mode == INVISIBLE for g in glyphs):  # letters behind a scan, which shows them
                pieces = list(_pieces(single))
                self.paintings += [(around_all([g.box for g in p]), "" if n else text) for n, p in enumerate(pieces)]

    def _painted(self, surface: PdfSurface, replacements: Sequence[Replacement]) -> None:
        """Take in replacements of words in a picture: line by line a box, the text in the first."""
        for each in replacements:
            start, end = surface.normal.starts[each.start], surface.normal.ends[each.end - 1]
            words = [(first, last, box) for first, last, box in surface.words if first < end and last > start]
            raw = surface.raw
            before, after = raw[words[0][0] : start], raw[end : words[-1][1]]
            lines: list[list[Box]] = []
            for _, _, box in words:
                if lines and box[1] < (lines[-1][-1][1] + lines[-1][-1][3]) / 2 < box[3]:
                    lines[-1].append(box)
                else:
                    lines.append([box])
            text = f"{before}{each.text}{after}"
            self.paintings += [(around_all(line), "" if n else text) for n, line in enumerate(lines)]

    def without_what_was_painted_over(self) -> None:
        """Take out the letters of a scan's own layer of text where its picture is painted over: what was read there wrongly
        ("Hart nol1") is known as nobody's name, but it stands for the name that went."""
        layer = list(_words_of([g for g in self.content.glyphs if g.state.mode == INVISIBLE])) if self.paintings else []
        for box, text in self.paintings if layer else ():
            # such layers lie a little beside what they read: a word goes as a whole
            over = [word for word in layer if 2 * sum(_lies_on(g.box, box) for g in word) >= len(word)]
            under = [g for word in over for g in word]
            left = [g for g in under if g.number not in self.removed]
            if not left:
                continue
            told = len(left) < len(under) or not text
            self.removed.update(g.number for g in left)
            self.regions += [g.box for g in left]
            if not told:
                self._set(settable(text), left)

    def _set(self, text: str, glyphs: Sequence[Glyph]) -> None:
        pieces = list(_pieces(glyphs))
        rooms = [self._room(piece) for piece in pieces]
        need = _width(text, pieces[0][0])
        chosen = 0 if rooms[0] >= _NARROWEST * need else max(range(len(pieces)), key=lambda n: rooms[n])
        anchor = pieces[chosen][0]
        self.set_[anchor.number] = _Setting(text, rooms[chosen])
        along = _unit(anchor)
        width = min(rooms[chosen], need)
        x, y = anchor.origin[0] + along[0] * width, anchor.origin[1] + along[1] * width
        left, bottom, right, top = anchor.box
        size = anchor.size
        self.regions.append(
            (min(left, x - size * abs(along[1])), min(bottom, y - size * abs(along[0]) * 0.3),
             max(right, x + size * abs(along[1])), max(top, y + size * abs(along[0])))
        )  # fmt: skip

    def _room(self, piece: Sequence[Glyph]) -> float:
        """How far a text may reach from the first letter of a piece: to the next word on the line, never over it."""
        first, last = piece[0], piece[-1]
        along = _unit(first)
        own = {g.number for g in piece}
        end = _along(last.tip, first, along)
        nexts = [
            start
            for g in self.content.glyphs
            if g.number not in own
            and g.text
            and not g.text.isspace()
            and abs(_across(g.origin, first, along)) < _SAME_LINE * first.size
            and (start := _along(g.origin, first, along)) > end - 0.3 * first.size
        ]
        if not nexts:
            return max(end, 0.1)
        free = min(nexts)
        return max(end, 0.1) if free - end < _CLOSE * first.size else max(end, free - _SPACE * first.size, 0.1)

    def apply(self, file: pikepdf.Pdf, page: pikepdf.Object, fonts: BaseFonts) -> None:
        """Write the streams of the page anew."""
        self.without_what_was_painted_over()
        shown, rotation = shown_of(page), int(page.get("/Rotate", 0)) % 360
        changed: dict[int, dict[int, list[Any]]] = {}  # stream, instruction → what stands there
        gone, self.painted, self.blank = paint(self.content, self.paintings, shown, rotation)
        self.blank += len(gone)
        for picture in gone:
            changed.setdefault(picture.stream, {})[picture.at] = []
        self.regions += [box for box, _ in self.paintings]
        by_place: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in self.content.glyphs:
            by_place.setdefault((glyph.stream, glyph.at), []).append(glyph)
        for place in sorted({(g.stream, g.at) for g in self.content.glyphs if g.number in self.removed}):
            stream = self.content.streams[place[0]]
            changed.setdefault(place[0], {})[place[1]] = self._shown_anew(stream, place[1], by_place[place], fonts)
        for number in range(len(self.content.streams) - 1, -1, -1):
            if number not in changed:
                continue
            stream = self.content.streams[number]
            body = [made for at, one in enumerate(stream.instructions) for made in changed[number].get(at, [one])]
            data = pikepdf.unparse_content_stream(body)
            if stream.form is None:
                page["/Contents"], page["/Resources"] = file.make_stream(data), stream.resources
                continue
            form = file.make_stream(
                data, {k: v for k, v in stream.form.items() if k not in ("/Length", "/Filter", "/DecodeParms")}
            )
            form["/Resources"] = stream.resources
            parent = self.content.streams[stream.parent]
            name = _added(parent, "/XObject", form, f"E{number}")
            changed.setdefault(stream.parent, {})[stream.called_at] = [_made([Name(name)], "Do")]

    def done(self) -> None:
        """Let go of the page's letters: what is left is what there is to say."""
        self.content = PageContent()
        self.removed, self.set_, self.paintings = set(), {}, []

    def _shown_anew(self, stream: Stream, at: int, glyphs: Sequence[Glyph], fonts: BaseFonts) -> list[Any]:
        """The instructions in the place of one that shows text."""
        operand = stream.instructions[at].operands[0]
        items = list(operand) if isinstance(operand, Array | list) else [operand]
        made: list[Any] = []
        held: list[Any] = []
        waiting = list(glyphs)
        for number, item in enumerate(items):
            if not isinstance(item, pikepdf.String | bytes):
                held.append(float(item))
                continue
            data, kept = bytes(item), b""
            while waiting and waiting[0].item == number:
                glyph = waiting.pop(0)
                if glyph.number not in self.removed:
                    kept += data[glyph.start : glyph.end]
                    continue
                if kept:
                    held.append(pikepdf.String(kept))
                    kept = b""
                moved = glyph.advance
                if (setting := self.set_.get(glyph.number)) is not None and glyph.size > 0:
                    if held:
                        made.append(_made([Array(held)], "TJ"))
                        held = []
                    instructions, width = self._set_text(setting, glyph, stream, fonts)
                    made += instructions
                    moved -= width / (glyph.state.scale or 1)
                if glyph.state.size:
                    held.append(-1000 * moved / glyph.state.size)
            if kept:
                held.append(pikepdf.String(kept))
        if held:
            made.append(_made([Array(_numbers_joined(held))], "TJ"))
        return made

    def _set_text(self, setting: _Setting, glyph: Glyph, stream: Stream, fonts: BaseFonts) -> tuple[list[Any], float]:
        """Instructions that show the text, leaving the state of text as it was; how far they move, in text space."""
        state = glyph.state
        assert state.font is not None
        need = _width(setting.text, glyph)
        fits = min(1.0, setting.room / need) if need > 0 else 1.0
        across = max(fits, min(1.0, _NARROWEST))
        size = state.size * fits / across
        if size < _SMALL * state.size or size * glyph.size / (state.size or 1) < 4:
            self.small += 1
        key = _added(stream, "/Font", fonts(state.font.base), "R" + fonts.short(state.font.base))
        # the letters' own scale across is kept in `need`, so that the text is as wide as they were
        scale = 100 * across * state.scale
        data = setting.text.encode(_LETTERS)
        width = base_font(state.font.base).width(setting.text) * size * across * state.scale
        again = [_made([Name(state.key), state.size], "Tf")] if state.key else []
        instructions = [
            _made([Name(key), size], "Tf"), _made([0], "Tc"), _made([0], "Tw"), _made([scale], "Tz"),
            _made([pikepdf.String(data)], "Tj"),
            *again, _made([state.spacing], "Tc"), _made([state.word_spacing], "Tw"), _made([100 * state.scale], "Tz"),
        ]  # fmt: skip
        return instructions, width


def writable(text: str) -> None:
    """Raise DocumentError where a text that is put in the place of a name has letters that cannot be set."""
    try:
        _plainer(text).encode(_LETTERS)
    except UnicodeEncodeError as error:
        raise DocumentError(_NO_LETTER.format(text, error.object[error.start : error.end])) from None


def settable(text: str) -> str:
    """The text in letters of the base fonts, never with another sign in the place of one. Raises DocumentError."""
    plain = _plainer(text)
    try:
        plain.encode(_LETTERS)
    except UnicodeEncodeError:
        raise DocumentError(_NO_LETTER_BESIDE) from None
    return plain


def _plainer(text: str) -> str:
    """Accents together with their letters, ligatures in letters, one kind of hyphen."""
    whole = unicodedata.normalize("NFC", text).translate(_PLAINER)
    return "".join(c if _is_set(c) else unicodedata.normalize("NFKC", c) for c in whole)


def _is_set(letter: str) -> bool:
    try:
        letter.encode(_LETTERS)
    except UnicodeEncodeError:
        return False
    return True


class BaseFonts:
    """The base fonts of a file, made when they are first used."""

    def __init__(self, file: pikepdf.Pdf) -> None:
        self._file = file
        self._made: dict[str, pikepdf.Object] = {}

    def __call__(self, name: str) -> pikepdf.Object:
        """The font's dictionary in the file."""
        if name not in self._made:
            self._made[name] = self._file.make_indirect(
                Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{name}"), Encoding=Name.WinAnsiEncoding)
            )
        return self._made[name]

    @staticmethod
    def short(name: str) -> str:
        """A key for it: "HB" for Helvetica-Bold."""
        return "".join(letter for letter in name if letter.isupper())


def _words_of(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Letters in the order of the page as words."""
    word: list[Glyph] = []
    for glyph in glyphs:
        space = not glyph.text or glyph.text.isspace()
        if word:
            along, last = _unit(word[-1]), word[-1]
            apart = abs(_across(glyph.origin, last, along)) > _SAME_LINE * last.size
            gap = _along(glyph.origin, last, along) - _along(last.tip, last, along)
            if space or apart or abs(gap) > _SPACE * last.size:
                yield word
                word = []
        if not space:
            word.append(glyph)
    if word:
        yield word


def _lies_on(letter: Box, box: Box) -> bool:
    """The middle of a letter lies in the box."""
    x, y = (letter[0] + letter[2]) / 2, (letter[1] + letter[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def around_all(boxes: Iterable[Box]) -> Box:
    """The box around boxes."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _made(operands: Iterable[Any], name: str) -> pikepdf.ContentStreamInstruction:
    rounded = [round(o, 4) if isinstance(o, float) else o for o in operands]
    return pikepdf.ContentStreamInstruction(rounded, pikepdf.Operator(name))


def _added(stream: Stream, kind: str, thing: pikepdf.Object, key: str) -> str:
    """Put a resource into a copy of the stream's own, so that nobody else's change; its name there."""
    copied = Dictionary(
        {k: (Dictionary(dict(v.items())) if isinstance(v, Dictionary) else v) for k, v in stream.resources.items()}
    )
    held = copied.get(kind, Dictionary())
    held[f"/{key}"] = thing
    copied[kind] = held
    stream.resources = copied
    return f"/{key}"


def _numbers_joined(items: Sequence[Any]) -> list[Any]:
    """Movements one after the other as one, rounded so that no digits are left that only long names need."""
    joined: list[Any] = []
    for item in items:
        if isinstance(item, float) and joined and isinstance(joined[-1], float):
            joined[-1] += item
        else:
            joined.append(item)
    return [round(item, 2) if isinstance(item, float) else item for item in joined]


def _pieces(glyphs: Sequence[Glyph]) -> Iterable[list[Glyph]]:
    """The letters line by line, each line's from its start."""
    pieces: list[list[Glyph]] = []
    for glyph in glyphs:
        for piece in pieces:
            if abs(_across(glyph.origin, piece[0], _unit(piece[0]))) < _SAME_LINE * max(glyph.size, 1):
                piece.append(glyph)
                break
        else:
            pieces.append([glyph])
    for piece in pieces:
        along = _unit(piece[0])
        yield sorted(piece, key=lambda g: _along(g.origin, piece[0], along))


def _unit(glyph: Glyph) -> tuple[float, float]:
    x, y = glyph.tip[0] - glyph.origin[0], glyph.tip[1] - glyph.origin[1]
    length = (x * x + y * y) ** 0.5
    return (x / length, y / length) if length else (1.0, 0.0)


def _along(point: tuple[float, float], of: Glyph, unit: tuple[float, float]) -> float:
    return (point[0] - of.origin[0]) * unit[0] + (point[1] - of.origin[1]) * unit[1]


def _across(point: tuple[float, float], of: Glyph, unit: tuple[float, float]) -> float:
    return (point[1] - of.origin[1]) * unit[0] - (point[0] - of.origin[0]) * unit[1]


def _width(text: str, glyph: Glyph) -> float:
    """How wide a text in the base font would be in the place of a letter, in points on the page."""
    assert glyph.state.font is not None
    moved = ((glyph.tip[0] - glyph.origin[0]) ** 2 + (glyph.tip[1] - glyph.origin[1]) ** 2) ** 0.5
    across = moved / glyph.advance if glyph.advance > 0 and moved else glyph.size / (glyph.state.size or 1)
    return float(base_font(glyph.state.font.base).width(text) * abs(glyph.state.size) * abs(across))
