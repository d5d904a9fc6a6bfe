"""Words in the pictures of pages: where there are pictures to read, their pixels, and the words in the page's own measures."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2 as pdfium

from redactor.base.seen import SeenText, is_blank, words_in

from .content import PageContent
from .matrices import Box, Point, around, moved

_DOTS = 200 / 72  # pixels a point
_MOST_PIXELS = 12_000_000  # A4 at 300 dots an inch has 9 million
_LEAST = 12.0  # points on a side: a bullet, a rule
_WHOLE = 0.5  # of the page from which the page is read as one


@dataclass(frozen=True, slots=True)
class PictureArea:
    """A picture on a page to be read, or a page as a whole."""

    page: int  # from 0
    box: Box
    whole: bool


@dataclass(frozen=True, slots=True)
class Pixels:
    """An area as a PNG, with what leads back to the page."""

    png: bytes
    origin: tuple[int, int]  # of the area in the painted page, in pixels
    scale: float
    crop: Box
    rotation: int


@dataclass(frozen=True, slots=True)
class PageWords:
    """Words read in a picture that stand together, each with its box on the page."""

    words: tuple[tuple[str, Box], ...]


def shown_of(page: pikepdf.Object) -> Box:
    """What shows of a page."""
    x0, y0, x1, y1 = (float(n) for n in page.get("/CropBox", page["/MediaBox"]))
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def areas_of(content: PageContent, page: int, crop: Box) -> list[PictureArea]:
    """The pictures of a page that may hold words."""
    size = max((crop[2] - crop[0]) * (crop[3] - crop[1]), 1.0)
    boxes = []
    for picture in content.pictures:
        box = around(moved(x, y, picture.matrix) for x in (0, 1) for y in (0, 1))
        box = (max(box[0], crop[0]), max(box[1], crop[1]), min(box[2], crop[2]), min(box[3], crop[3]))
        if box[2] - box[0] >= _LEAST and box[3] - box[1] >= _LEAST:
            boxes.append(box)
    if sum((b[2] - b[0]) * (b[3] - b[1]) for b in boxes) > _WHOLE * size:
        return [PictureArea(page, crop, True)]
    return [PictureArea(page, box, False) for box in boxes]


def pixels_of(data: bytes, page: int, areas: Sequence[PictureArea]) -> list[Pixels]:
    """The pixels of areas of a page, as it shows."""
    document = pdfium.PdfDocument(data)
    try:
        shown = document[page]
        width, height = shown.get_size()
        scale = min(_DOTS, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
        whole = shown.render(scale=scale, draw_annots=False).to_pil().convert("L")
        crop, rotation = shown.get_bbox(), shown.get_rotation()
        found = []
        for area in areas:
            corners = [_shown(x, y, crop, rotation, scale) for x in area.box[::2] for y in area.box[1::2]]
            left, top, right, bottom = (round(n) for n in around(corners))
            part = whole.crop((max(left, 0), max(top, 0), min(right, whole.width), min(bottom, whole.height)))
            if min(part.size) < 1:
                continue
            written = io.BytesIO()
            part.save(written, "PNG")
            found.append(Pixels(written.getvalue(), (max(left, 0), max(top, 0)), scale, crop, rotation))
        return found
    finally:
        document.close()


def words_of(areas: Iterable[tuple[PictureArea, Pixels]]) -> list[PageWords]:
    """The words of a page's pictures."""
    found = []
    for area, pixels in areas:
        texts = words_in(pixels.png, page=area.whole)
        found += [_on_page(text, pixels) for text in texts or ()]
        if texts == () and area.whole and is_blank(pixels.png):
            found.append(PageWords(()))  # an empty page was read to its end
    return found


def _on_page(text: SeenText, pixels: Pixels) -> PageWords:
    words = []
    for word in text.words:
        corners = [
            _back(x + pixels.origin[0], y + pixels.origin[1], pixels) for x in word.box[::2] for y in word.box[1::2]
        ]
        words.append((word.text, around(corners)))
    return PageWords(tuple(words))


def _shown(x: float, y: float, crop: Box, rotation: int, scale: float) -> Point:
    """Where a point of the page lies on its picture, in pixels from the upper left corner."""
    u, v = x - crop[0], y - crop[1]
    width, height = crop[2] - crop[0], crop[3] - crop[1]
    across, down = {0: (u, height - v), 90: (v, u), 180: (width - u, v), 270: (height - v, width - u)}[rotation]
    return across * scale, down * scale


def _back(across: float, down: float, pixels: Pixels) -> Point:
    """The point of the page that a pixel shows."""
    a, d = across / pixels.scale, down / pixels.scale
    left, bottom, right, top = pixels.crop
    width, height = right - left, top - bottom
    u, v = {0: (a, height - d), 90: (d, a), 180: (width - a, d), 270: (width - d, height - a)}[pixels.rotation]
    return left + u, bottom + v
