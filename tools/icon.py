"""Draws tools/redactor.ico, what Windows shows for redactor, from the picture of the page (redactor/web/static/icon.svg):

    python -m tools.icon

Only what that picture is made of: rectangles, and lines from left to right.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import fromstring

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
SIZES = (16, 24, 32, 48, 64, 128, 256)
_FINER = 4  # drawn so many times as large, and made smaller: smooth edges


def drawn(size: int) -> Image.Image:
    """The picture in a square of so many pixels."""
    picture = fromstring((ROOT / "redactor" / "web" / "static" / "icon.svg").read_text(encoding="utf-8"))
    whole = float(picture.attrib["viewBox"].split()[2])
    scale = size * _FINER / whole
    image = Image.new("RGBA", (size * _FINER, size * _FINER))
    draw = ImageDraw.Draw(image)
    for part in picture:
        of = part.attrib
        thick = float(of.get("stroke-width", 0))
        if part.tag.endswith("rect"):
            x, y, wide, high = (float(of[name]) for name in ("x", "y", "width", "height"))
            grown = thick / 2  # a line is drawn half within and half without
            box = [v * scale for v in (x - grown, y - grown, x + wide + grown, y + high + grown)]
            draw.rounded_rectangle(
                box, float(of.get("rx", 0)) * scale, of["fill"], of.get("stroke"), int(thick * scale)
            )
        elif part.tag.endswith("path"):
            for x, y, wide in (map(float, m.groups()) for m in re.finditer(r"M([\d.]+) ([\d.]+)h([\d.]+)", of["d"])):
                draw.rectangle(
                    [v * scale for v in (x, y - thick / 2, x + wide, y + thick / 2)],
                    of["stroke"],
                )
    return image.resize((size, size), Image.Resampling.LANCZOS)


def main() -> None:
    """Write the file."""
    largest, *others = (drawn(size) for size in sorted(SIZES, reverse=True))
    largest.save(ROOT / "tools" / "redactor.ico", sizes=[(s, s) for s in SIZES], append_images=others)


if __name__ == "__main__":
    main()
