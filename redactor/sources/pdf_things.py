"""The things that a page of a PDF paints, in their order: letters, paths, pictures, those of forms within it too. Points from
the lower left corner of the page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_TINY = 2.5  # points
_OPAQUE = 200  # of 255
_DEEPEST = 6
_INVISIBLE = 3  # PDF 32000-1, table 106: neither filled nor stroked

Box = tuple[float, float, float, float]  # left, bottom, right, top
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class PagePart:
    """One thing painted, in its order."""

    kind: int
    box: Box
    colour: tuple[int, int, int] | None = None
    text: str = ""
    size: float = 0.0
    invisible: bool = False
    strokes: int = 0  # of a path
    font: int = 0  # which of the page's fonts, as a number that means nothing else


def painted(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> Iterator[PagePart]:
    """All of them."""
    count = raw.FPDFPage_CountObjects(page.raw)
    for n in range(count):
        yield from _of(raw.FPDFPage_GetObject(page.raw, n), textpage, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)


def _of(thing: object, textpage: pdfium.PdfTextPage, matrix: Matrix, depth: int) -> Iterator[PagePart]:
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
        font = ctypes.cast(raw.FPDFTextObj_GetFont(thing), ctypes.c_void_p).value or 0
        yield PagePart(kind, box, _fill(thing), _text(thing, textpage), size.value * scale, invisible, font=font)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(thing, mode, stroke)
        strokes = max(0, raw.FPDFPath_CountSegments(thing))
        yield PagePart(kind, box, _fill(thing) if mode.value else None, strokes=strokes)
    else:
        yield PagePart(kind, box)


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


def share(box: Box, page: Box) -> float:
    """How much of the page a box takes."""
    across = max(0.0, min(box[2], page[2]) - max(box[0], page[0]))
    up = max(0.0, min(box[3], page[3]) - max(box[1], page[1]))
    whole = (page[2] - page[0]) * (page[3] - page[1])
    return across * up / whole if whole > 0 else 0.0


def is_tiny(one: PagePart) -> bool:
    """Whether letters are too small to be read."""
    return 0 < one.size < _TINY and one.box[3] - one.box[1] < _TINY


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
