"""Whether the eye can read a run of a Word file: its letters against their ground, its size, width and spacing, its place."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from redactor.sources.word_formats import RunLook, attribute, child, local

_TINY = 4.0  # points
_NARROW = 10  # per cent of a letter's width
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "000080", "darkCyan": "008080",
    "darkGray": "808080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
    "green": "00FF00", "lightGray": "C0C0C0", "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF", "yellow": "FFFF00",
}  # fmt: skip
# contrast below which nothing can be read, where the ground is dark and where it is light (WCAG asks for 4.5)
_LOST_IN_THE_DARK, _LOST_IN_THE_LIGHT = 1.5, 1.13
_OFF = ("0", "false", "off")
_LINE = 40  # twips, a tenth of a line: what is higher shows something
_OFF_PAGE = 11_000  # twips to the right of where the text begins, or half of it to the left
_FAR_LEFT = -5_000
_AWAY = 1_000  # half-points: most of the height of a page
SYMBOLS = frozenset(
    ("wingdings", "wingdings 2", "wingdings 3", "webdings", "symbol", "zapf dingbats", "mt extra", "marlett")
)


def disguises(look: RunLook, *, dark: bool) -> Iterator[str]:
    """Why a run cannot be read although it is not hidden, a sentence each; `dark`: its table's style may shade the cell."""
    color = look.color or "000000"
    ground = _HIGHLIGHTS.get(look.highlight, "") or look.fill
    if look.highlight == "black" and color != "FFFFFF":
        yield "Text is only highlighted in black: it is still in the file, and anybody can take the highlight away."
    elif look.fill_of_letters == "none":
        yield "The letters have no filling: they do not show, but they are in the file."
    elif ground and is_lost(color, ground):
        yield "Text has the colour of its background: it does not show, but it is in the file."
    elif not ground and not dark and is_lost(color, "FFFFFF"):
        yield "Text is white: it does not show, but it is in the file."
    if abs(look.raised) >= _AWAY:
        yield "Text is moved far above or below its line: it does not show, but it is in the file."
    if look.size <= _TINY or look.width <= _NARROW:
        yield "Text is too small to be seen, but it is in the file."
    elif look.spacing <= -0.6 * look.size * 20:  # a letter is about half as wide as it is high
        yield "The letters are pushed onto each other: they cannot be read, but they are in the file."


def out_of_sight(paragraph: etree._Element, row: etree._Element | None) -> Iterator[str]:
    """Why a whole paragraph cannot be seen: a line or a row of no height, a place off the page."""
    properties = child(paragraph, "pPr")
    spacing = child(properties, "spacing")
    if attribute(spacing, "lineRule") == "exact" and 0 < _number(attribute(spacing, "line"), 999) <= _LINE:
        yield "The line has no height: its text does not show, but it is in the file."
    if (
        attribute(child(child(row, "trPr"), "hidden"), "val") not in _OFF
        and child(child(row, "trPr"), "hidden") is not None
    ):
        yield "The row of the table is hidden: its text does not show, but it is in the file."
    height = child(child(row, "trPr"), "trHeight")
    if attribute(height, "hRule") == "exact" and _number(attribute(height, "val"), 999) <= _LINE:
        yield "The row of the table has no height: its text does not show, but it is in the file."
    if any(_has_no_size(a) for a in paragraph.iterancestors() if local(a) in ("anchor", "inline")):
        yield "The text box has no size: its text does not show, but it is in the file."
    indent, frame = child(properties, "ind"), child(properties, "framePr")
    left = _number(attribute(indent, "left") or attribute(indent, "start"), 0) + _number(
        attribute(indent, "firstLine"), 0
    )
    places = [left, _number(attribute(frame, "x"), 0)]
    if any(p >= _OFF_PAGE or p <= _FAR_LEFT for p in places) or _number(attribute(frame, "y"), 0) <= _FAR_LEFT:
        yield "The paragraph lies off the page: it does not show, but it is in the file."


def _has_no_size(drawing: etree._Element) -> bool:
    extent = child(drawing, "extent")
    return (
        extent is not None and min(_number(attribute(extent, side), 99_999) for side in ("cx", "cy")) < 9_525
    )  # a pixel


def is_lost(color: str, ground: str) -> bool:
    """Whether letters of a colour cannot be told from their ground; both in six hex digits."""
    try:
        one, other = sorted((_light(color), _light(ground)))
    except ValueError:
        return color == ground
    limit = _LOST_IN_THE_DARK if other < 0.2 else _LOST_IN_THE_LIGHT
    return (other + 0.05) / (one + 0.05) < limit


def _light(color: str) -> float:
    """Relative luminance, 0 (black) to 1 (white). Raises ValueError for what is no colour in six digits."""
    if len(color) != 6:
        raise ValueError(color)
    parts = (int(color[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _number(text: str, default: int) -> int:
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    return sign * int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else default
