"""Pages painted before and after: only where letters were replaced may they look otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .matrices import Box

_SCALE = 1.0  # pixels a point
_MARGIN = 4.0  # points around a region, for what letters reach beyond their boxes
_BLUR = 1.5  # pixels: painters put a letter a fraction of a pixel to the side, which nobody sees
_CLEAR = 40  # of 255: a difference that one sees
_MOST_PIXELS = 4000


def pages_that_differ(before: bytes, after: bytes, regions: Mapping[int, Sequence[Box]]) -> list[int]:
    """Numbers (from 0) of pages that look otherwise outside these boxes, by page. Raises nothing but pdfium's own errors."""
    old, new = pdfium.PdfDocument(before), pdfium.PdfDocument(after)
    try:
        if len(old) != len(new):
            return list(range(max(len(old), len(new))))
        return [n for n in range(len(old)) if _differs(old[n], new[n], regions.get(n, ()))]
    finally:
        old.close()
        new.close()


def _differs(old: pdfium.PdfPage, new: pdfium.PdfPage, regions: Sequence[Box]) -> bool:
    width, height = old.get_size()
    scale = min(_SCALE, _MOST_PIXELS / max(width, height, 1))
    painted = []
    for page in (old, new):
        picture = page.render(scale=scale, draw_annots=False).to_pil().convert("RGB")
        painted.append(picture.filter(ImageFilter.BoxBlur(_BLUR)))
    if painted[0].size != painted[1].size:
        return True
    differs = (
        ImageChops.difference(painted[0], painted[1]).convert("L").point(lambda value: 255 if value > _CLEAR else 0)
    )
    if differs.getbbox() is None:
        return False
    draw = ImageDraw.Draw(differs)
    for box in regions:
        draw.rectangle(_on_picture(old, box, scale, painted[0]), fill=0)
    old.close()
    new.close()
    return differs.getbbox() is not None


def _on_picture(
    page: pdfium.PdfPage, box: Box, scale: float, picture: Image.Image
) -> tuple[float, float, float, float]:
    """Where a box of the page lies on its picture: cropped and turned as the page is shown."""
    left, bottom, right, top = page.get_bbox()
    x0, y0, x1, y1 = (
        box[0] - left - _MARGIN,
        box[1] - bottom - _MARGIN,
        box[2] - left + _MARGIN,
        box[3] - bottom + _MARGIN,
    )
    width, height = right - left, top - bottom
    match page.get_rotation():
        case 90:
            x0, y0, x1, y1 = y0, width - x1, y1, width - x0
            height = width
        case 180:
            x0, y0, x1, y1 = width - x1, height - y1, width - x0, height - y0
        case 270:
            x0, y0, x1, y1 = height - y1, x0, height - y0, x1
            height = width
    return x0 * scale, (height - y1) * scale, x1 * scale, (height - y0) * scale
