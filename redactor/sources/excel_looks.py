"""Whether the eye can read a cell of a workbook: its letters against their ground, their size, what lies on them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from redactor.sources.word_disguise import is_lost

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TINY = 3.0  # points
_NOTHING = 0.5  # points of a row, letters of a column
_INDEXED = {"0": "000000", "1": "FFFFFF", "8": "000000", "9": "FFFFFF", "64": "000000", "65": "FFFFFF"}
_THEME = {"0": "FFFFFF", "1": "000000"}
_SOLID = frozenset(("solid", "darkGray"))


def no_height(size: str | None) -> bool:
    """Whether a row's height or a column's width, as the format writes it, shows nothing."""
    try:
        return size is not None and float(size) < _NOTHING
    except ValueError:
        return False


def lost_formats(styles: etree._Element) -> set[int]:
    """Numbers of the formats of cells whose letters nobody can read: tiny, or of the colour of their ground."""
    fonts = [(_size(font), _colour(font.find(f"{_S}color"), "000000")) for font in _each(styles, "fonts", "font")]
    fills = [_ground(fill) for fill in _each(styles, "fills", "fill")]
    found = set()
    for number, xf in enumerate(_each(styles, "cellXfs", "xf")):
        font, fill = _index(xf, "fontId"), _index(xf, "fillId")
        size, colour = fonts[font] if font < len(fonts) else (11.0, "000000")
        ground = fills[fill] if fill < len(fills) else "FFFFFF"
        if size <= _TINY or (colour and ground and is_lost(colour, ground)):
            found.add(number)
    return found


def white_by_condition(styles: etree._Element) -> bool:
    """Whether a format that depends on a condition has white letters on no ground of its own."""
    for format_ in _each(styles, "dxfs", "dxf"):
        font = format_.find(f"{_S}font")
        colour = _colour(font.find(f"{_S}color"), "") if font is not None else ""
        if colour and format_.find(f"{_S}fill") is None and is_lost(colour, "FFFFFF"):
            return True
    return False


def covered_cells(sheet: etree._Element, drawing: etree._Element | None) -> bool:
    """Whether a filled shape without words of its own, or a picture, lies on cells of a sheet that hold something."""
    filled = None
    for anchor in drawing if drawing is not None else ():
        if not isinstance(anchor.tag, str) or not _covers(anchor):
            continue
        if filled is None:
            filled = {c.get("r", "") for c in sheet.iter(f"{_S}c") if len(c)}
        left, top = _corner(anchor, "from")
        right, bottom = _corner(anchor, "to")
        if right - left > 200 or bottom - top > 5_000:
            return bool(filled)
        if any(f"{_letters(c)}{r + 1}" in filled for c in range(left, right) for r in range(top, bottom)):
            return True
    return False


def _covers(anchor: etree._Element) -> bool:
    local = [e.tag.rpartition("}")[2] for e in anchor.iter() if isinstance(e.tag, str)]
    words = any(isinstance(e.tag, str) and e.tag.endswith("}t") and (e.text or "").strip() for e in anchor.iter())
    properties = next((e for e in anchor.iter() if isinstance(e.tag, str) and e.tag.endswith("}spPr")), None)
    solid = properties is not None and any(isinstance(c.tag, str) and c.tag.endswith("}solidFill") for c in properties)
    return ("sp" in local and solid and not words) or "pic" in local


def _corner(anchor: etree._Element, which: str) -> tuple[int, int]:
    """Column and row, from 0."""
    found = {"col": 0, "row": 0}
    for part in anchor:
        if isinstance(part.tag, str) and part.tag.endswith(f"}}{which}"):
            for each in part:
                name = each.tag.rpartition("}")[2] if isinstance(each.tag, str) else ""
                text = (each.text or "").strip()
                if name in found and text.isascii() and text.isdigit() and len(text) < 8:
                    found[name] = int(text)
    return found["col"], found["row"]


def _letters(column: int) -> str:
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _each(styles: etree._Element, parent: str, tag: str) -> Iterator[etree._Element]:
    found = styles.find(f"{_S}{parent}")
    return found.iterchildren(f"{_S}{tag}") if found is not None else iter(())


def _index(element: etree._Element, key: str) -> int:
    value = element.get(key, "0")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 8 else 0


def _size(font: etree._Element) -> float:
    size = font.find(f"{_S}sz")
    try:
        return float(size.get("val", "11")) if size is not None else 11.0
    except ValueError:
        return 11.0


def _colour(element: etree._Element | None, automatic: str) -> str:
    """Six hex digits; "" for one that cannot be told without the theme."""
    if element is None or element.get("auto") in ("1", "true"):
        return automatic
    if rgb := element.get("rgb"):
        return rgb[-6:].upper()
    if element.get("tint"):
        return ""
    return _INDEXED.get(element.get("indexed", ""), "") or _THEME.get(element.get("theme", ""), "")


def _ground(fill: etree._Element) -> str:
    pattern = fill.find(f"{_S}patternFill")
    if pattern is None:
        return ""  # a gradient
    if pattern.get("patternType", "none") not in _SOLID:
        return "FFFFFF"
    return _colour(pattern.find(f"{_S}fgColor"), "000000")
