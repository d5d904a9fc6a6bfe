"""The pages of a PDF: what a reader sees, and what is there without being seen. Read with PDFium, in the order of painting.

The order matters: a black rectangle painted after the words hides them and takes nothing away; one painted before them is
the ground that they stand on. Coordinates are points (1/72 inch) from the lower left corner of the page.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from redactor.sources.source import A_SCAN, SourceFact, SourceText

_POINTS_A_CM = 72 / 2.54
_CUT_WORD = re.compile("(\\w)[\ufffe\x02](\\w)")
_TINY = 2.5  # points
_OPAQUE = 200  # of 255
_COVERS = 0.55  # share of a line's height from which it is hidden
_WHOLE_PAGE = 0.6  # a picture of this share of the page is a scan, not a box
_DEEPEST = 6
_INVISIBLE = 3  # PDF 32000-1, table 106: neither filled nor stroked
_SIGNS = 10  # letters of no known kind that a page may have
_A_WORD = 20.0  # points
_LINES_WITHOUT_TEXT = 400  # painted lines from which a page without text may be letters drawn as shapes
_COVERED = "Words are still under a black box, a shape or a picture: they can be copied out of the file."
_HIDDEN = "Words are on the page that nobody sees: white, tiny, invisible or outside the page."

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page."""

    texts: tuple[SourceText, ...]
    facts: tuple[SourceFact, ...]
    unreadable: str = ""


@dataclass(frozen=True, slots=True)
class _Painted:
    """One thing painted, in its order."""

    kind: int
    box: Box
    colour: tuple[int, int, int] | None = None
    text: str = ""
    size: float = 0.0
    invisible: bool = False
    strokes: int = 0  # of a path


def read_page(page: pdfium.PdfPage, number: int, boxes: Sequence[Box] = ()) -> PageRead:
    """One page (`number` from 1). `boxes`: annotations that are painted over it, opaque."""
    place = f"page {number}"
    textpage = page.get_textpage()
    visible = _CUT_WORD.sub(_joined, textpage.get_text_range())
    painted = list(_painted(page, textpage))
    left, bottom, right, top = page.get_cropbox() if page.get_cropbox() else (0.0, 0.0, *page.get_size())
    crop = (left, bottom, right, top)
    texts = [SourceText(paragraph, place, "text") for paragraph in paragraphs(visible)]
    facts: list[SourceFact] = []
    scanned = any(p.kind == raw.FPDF_PAGEOBJ_IMAGE and _share(p.box, crop) > _WHOLE_PAGE for p in painted)
    for n, one in enumerate(painted):
        if one.kind != raw.FPDF_PAGEOBJ_TEXT or not one.text.strip():
            continue
        covers = [p.box for p in painted[n + 1 :] if _is_cover(p, crop)] + list(boxes)
        if _dark(one.colour):  # black words on a black ground
            covers += [p.box for p in painted[:n] if p.kind == raw.FPDF_PAGEOBJ_PATH and _dark(p.colour)]
        under = [box for box in covers if _hides(box, one.box)]
        if under:
            words = "".join(_within(textpage, box, one) for box in under).strip()
            if words:
                at = _position((max(under[0][0], one.box[0]), *one.box[1:]), crop)
                texts.append(SourceText(words, f"{place}, under a box {at}", "covered"))
                facts.append(SourceFact("pdf-covered-text", f"{place}, {at}", _COVERED))
        elif (
            _share(one.box, crop) == 0
            or _is_tiny(one)
            or _is_white(one, painted[:n])
            or (one.invisible and not scanned)
        ):
            at = _position(one.box, crop)
            texts.append(SourceText(one.text.strip(), f"{place}, not to be seen, {at}", "hidden"))
            facts.append(SourceFact("pdf-hidden-text", f"{place}, {at}", _HIDDEN))
    if any(p.kind == raw.FPDF_PAGEOBJ_IMAGE for p in painted):
        facts.append(
            SourceFact("picture", place, "A picture: nobody but a person can see whether it shows a name or a face.")
        )
    return PageRead(tuple(texts), tuple(dict.fromkeys(facts)), _unreadable(place, visible, painted, crop))


def _joined(cut: re.Match[str]) -> str:
    """A word cut at the end of a line, as PDFium marks it: "moth-er" is one word, "Smith-Jones" keeps its hyphen."""
    return f"{cut[1]}-{cut[2]}" if cut[2].isupper() else f"{cut[1]}{cut[2]}"


def _unreadable(place: str, visible: str, painted: Sequence[_Painted], crop: Box) -> str:
    if visible.strip():
        return _unknown_letters(place, visible, painted)
    if any(p.kind == raw.FPDF_PAGEOBJ_IMAGE and _share(p.box, crop) > 0.05 for p in painted):
        return A_SCAN.format(place)
    drawn = [p for p in painted if p.kind == raw.FPDF_PAGEOBJ_PATH]
    if len(drawn) > _LINES_WITHOUT_TEXT or sum(p.strokes for p in drawn) > 4 * _LINES_WITHOUT_TEXT:
        return f"{place} has no text, but is full of drawn lines: letters drawn as shapes cannot be read. Look at it."
    return ""


def _unknown_letters(place: str, visible: str, painted: Sequence[_Painted]) -> str:
    """Letters that show and of which the file does not say which they are: of a font with a list of its own, or of none."""
    letters = [c for c in visible if not c.isspace()]
    private = sum("\ue000" <= c <= "\uf8ff" or c in "\ufffd\x00" for c in letters)
    # a few are the signs of a list
    if private > _SIGNS and private * 5 > len(letters):
        return f"{place}: the file does not say which letters it shows. Look at the page, and make the PDF again."
    dumb = [p for p in painted if p.kind == raw.FPDF_PAGEOBJ_TEXT and not p.text.strip("\x00") and not p.invisible]
    if any(p.box[2] - p.box[0] > _A_WORD and p.box[3] - p.box[1] > 2 for p in dumb):
        return f"{place}: words on it have no text behind them, and could not be read. Look at the page."
    return ""


def paragraphs(text: str) -> Iterator[str]:
    """Lines put together to paragraphs: words cut at the end of a line joined, a new one after a full stop and a short line."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    longest = max(map(len, lines), default=0)
    held = ""
    for line in lines:
        if not line.strip():
            if held:
                yield held
            held = ""
            continue
        if held.endswith("-") and line[:1].islower():
            held = held[:-1] + line.strip()
        elif held:
            held = f"{held} {line.strip()}"
        else:
            held = line.strip()
        if len(line) < 0.75 * longest or (re.search(r"[.!?:]$", line) and len(line) < 0.9 * longest):
            yield held
            held = ""
    if held:
        yield held


def _painted(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> Iterator[_Painted]:
    count = raw.FPDFPage_CountObjects(page.raw)
    for n in range(count):
        yield from _of(raw.FPDFPage_GetObject(page.raw, n), textpage, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)


Matrix = tuple[float, float, float, float, float, float]


def _of(thing: object, textpage: pdfium.PdfTextPage, matrix: Matrix, depth: int) -> Iterator[_Painted]:
    kind = raw.FPDFPageObj_GetType(thing)
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        own = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(thing, own)
        inner = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        for n in range(raw.FPDFFormObj_CountObjects(thing)):
            yield from _of(raw.FPDFFormObj_GetObject(thing, n), textpage, inner, depth + 1)
        return
    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(thing, *edges):
        return
    box = _moved(tuple(e.value for e in edges), matrix)  # type: ignore[arg-type]
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        size = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(thing, size)
        own = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(thing, own)
        invisible = raw.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE
        scale = max(abs(own.d), abs(own.b)) or 1.0
        yield _Painted(kind, box, _fill(thing), _text(thing, textpage), size.value * scale, invisible)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(thing, mode, stroke)
        strokes = max(0, raw.FPDFPath_CountSegments(thing))
        yield _Painted(kind, box, _fill(thing) if mode.value else None, strokes=strokes)
    else:
        yield _Painted(kind, box)


def _text(thing: object, textpage: pdfium.PdfTextPage) -> str:
    length = raw.FPDFTextObj_GetText(thing, textpage.raw, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(thing, textpage.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\x00")


def _fill(thing: object) -> tuple[int, int, int] | None:
    """The colour that a thing is filled with; None where it lets through what lies below."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(thing, *parts) or parts[3].value < _OPAQUE:
        return None
    return (parts[0].value, parts[1].value, parts[2].value)


def _dark(colour: tuple[int, int, int] | None) -> bool:
    return colour is not None and sum(colour) < 200


def _is_cover(p: _Painted, crop: Box) -> bool:
    if p.kind == raw.FPDF_PAGEOBJ_PATH:
        return p.colour is not None
    return p.kind == raw.FPDF_PAGEOBJ_IMAGE and _share(p.box, crop) <= _WHOLE_PAGE


def _hides(box: Box, text: Box) -> bool:
    """Whether a box lies over most of the height of a line, somewhere along it."""
    across = min(box[2], text[2]) - max(box[0], text[0])
    up = min(box[3], text[3]) - max(box[1], text[1])
    height = text[3] - text[1]
    return across > 1 and height > 0 and up / height >= _COVERS and (box[3] - box[1]) > 2


def _within(textpage: pdfium.PdfTextPage, box: Box, one: _Painted) -> str:
    """The words of a line that lie under a box; the whole line where PDFium finds none there."""
    left, right = max(box[0], one.box[0]), min(box[2], one.box[2])
    if left <= one.box[0] + 1 and right >= one.box[2] - 1:
        return f"{one.text} "
    return str(textpage.get_text_bounded(left, one.box[1], right, one.box[3])).strip() + " "


def _is_tiny(one: _Painted) -> bool:
    return 0 < one.size < _TINY and one.box[3] - one.box[1] < _TINY


def _is_white(one: _Painted, before: Sequence[_Painted]) -> bool:
    """White words on nothing but paper."""
    if one.colour is None or min(one.colour) < 245:
        return False
    grounds = [p for p in before if p.kind == raw.FPDF_PAGEOBJ_IMAGE or (p.colour is not None and min(p.colour) < 235)]
    return not any(_hides(p.box, one.box) for p in grounds)


def _share(box: Box, page: Box) -> float:
    """How much of the page a box takes."""
    across = max(0.0, min(box[2], page[2]) - max(box[0], page[0]))
    up = max(0.0, min(box[3], page[3]) - max(box[1], page[1]))
    whole = (page[2] - page[0]) * (page[3] - page[1])
    return across * up / whole if whole > 0 else 0.0


def _position(box: Box, page: Box) -> str:
    down, along = (page[3] - box[3]) / _POINTS_A_CM, (box[0] - page[0]) / _POINTS_A_CM
    return f"{max(0, round(down))} cm from the top, {max(0, round(along))} cm from the left"


def _times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5],
    )  # fmt: skip


def _moved(box: Box, m: Matrix) -> Box:
    corners = [
        (x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]) for x in (box[0], box[2]) for y in (box[1], box[3])
    ]
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    return (min(xs), min(ys), max(xs), max(ys))
