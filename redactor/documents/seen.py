"""Pictures of drafts: decoded in the process that reads files, words painted out, and written anew as nothing but pixels."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")  # that are decoded at all
MOST_PIXELS = 40_000_000
LEAST = 24  # pixels on a side, below which nothing is written
_MOST_READ = 12_000_000  # pixels: more says no more, and takes minutes
_SMALL = 1400  # pixels across, below which letters are enlarged for reading
Ink = tuple[int, int, int] | int
_INK, _PAPER = (0, 0, 0), (255, 255, 255)
_SMALLEST = 7  # pixels of a letter that can be read
_GROWN = 0.12  # of its height by which a box reaches beyond the word that was read


@dataclass(frozen=True, slots=True)
class Painting:
    """A box to be painted over: left, top, right, bottom in pixels; what is written there, and in which direction (quarters of a
    turn against the clock from left to right)."""

    box: tuple[float, float, float, float]
    text: str = ""
    turns: int = 0


def to_read(image: Image.Image) -> tuple[bytes, float]:
    """The picture in shades of grey on white, as a PNG to be read, and how many times it was enlarged."""
    ground = Image.new("RGBA", image.size, "white")
    ground.alpha_composite(image.convert("RGBA"))
    grey = ground.convert("L")
    factor = float(min(3, max(2, _SMALL // grey.width))) if grey.width < _SMALL else 1.0
    factor = min(factor, (_MOST_READ / (grey.width * grey.height)) ** 0.5)
    if factor != 1:
        grey = grey.resize((round(grey.width * factor), round(grey.height * factor)), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    grey.save(written, "PNG")
    return written.getvalue(), factor


def painted(image: Image.Image, paintings: Iterable[Painting]) -> Image.Image:
    """The picture with boxes painted over, and a text in each: what was below is gone from the pixels."""
    made = image.convert("RGB") if image.mode not in ("RGB", "L") else image.copy()
    made.info = {}
    draw = ImageDraw.Draw(made)
    dark: Ink = _INK if made.mode == "RGB" else 0
    light: Ink = _PAPER if made.mode == "RGB" else 255
    for each in paintings:
        left, top, right, bottom = each.box
        grown = _GROWN * min(bottom - top, right - left) + 1
        box = (left - grown, top - grown, right + grown, bottom + grown)
        draw.rectangle(box, fill=light)
        if each.text and not each.turns:
            _written(draw, each.text, box, dark)
        elif each.text:
            lying = each.turns % 2
            size = (round(box[2] - box[0]), round(box[3] - box[1]))[:: -1 if lying else 1]
            label = Image.new(made.mode, (max(size[0], 1), max(size[1], 1)), light)
            _written(ImageDraw.Draw(label), each.text, (0, 0, *size), dark)
            made.paste(label.rotate(90 * each.turns, expand=True), (round(box[0]), round(box[1])))
    return made


def _written(draw: ImageDraw.ImageDraw, text: str, box: Sequence[float], ink: Ink) -> None:
    """A text in a box, as large as fits; nothing where it could not be read."""
    width, size = box[2] - box[0] - 2, (box[3] - box[1]) * 0.72
    while size >= _SMALLEST:
        font = ImageFont.load_default(size)
        if draw.textlength(text, font=font) <= width:
            draw.text((box[0] + 1, (box[1] + box[3]) / 2), text, fill=ink, font=font, anchor="lm")
            return
        size *= 0.85
