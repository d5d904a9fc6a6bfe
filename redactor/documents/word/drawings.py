"""What drawings hide: text under a shape, and the part of a picture that is cropped away. Anybody can move either aside.

Whether text stands under a shape, only a layout of the pages could say. What is found are shapes that are filled,
hold no text of their own, float in front of the text and are larger than a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .names import FULL, SHORT, Element, child, get

_SMALLEST = 100_000  # EMU, some 3 mm: what is thinner is a line
_LINES = re.compile("(?i)line|connector|bracket|brace|arrow|arc")
_FILLS = ("a:solidFill", "a:gradFill", "a:pattFill", "a:blipFill")
_OFF = ("f", "false", "0")
_NOTHING = re.compile(r"-.*|0*\.?0*[f%]?")  # of a picture cut away; a negative figure adds a margin
_SIDES = ("cropleft", "cropright", "croptop", "cropbottom")


def covering_shapes(root: Element) -> Iterator[Element]:
    """The drawings below `root` that may cover text, in order; the older copies of newer drawings taken out before."""
    for anchor in root.iter(*FULL["wp:anchor"]):
        if _floats_on_top(anchor) and any(_covers(shape) for shape in anchor.iter(*FULL["wps:wsp"])):
            yield anchor
    for name in ("v:rect", "v:roundrect", "v:oval", "v:shape"):
        for shape in root.iter(*FULL[name]):
            if _old_shape_covers(shape):
                yield shape


def _floats_on_top(anchor: Element) -> bool:
    extent = child(anchor, "wp:extent")
    size = [extent.get(side) or "" for side in ("cx", "cy")] if extent is not None else []
    return (
        anchor.get("behindDoc") not in ("1", "true")
        and child(anchor, "wp:wrapNone") is not None
        and all(side.isdecimal() and int(side) >= _SMALLEST for side in size)
    )


def _covers(shape: Element) -> bool:
    properties = child(shape, "wps:spPr")
    if properties is None or _text(shape):
        return False
    form = child(properties, "a:prstGeom")
    if form is not None and _LINES.search(form.get("prst") or ""):
        return False
    names = [SHORT[item.tag] for item in properties]
    if "a:noFill" in names:
        return False
    if any(name in _FILLS for name in names):
        fill = next(item for item in properties if SHORT[item.tag] in _FILLS)
        return next(fill.iter(*FULL["a:alpha"]), None) is None
    style = child(shape, "wps:style")
    reference = child(style, "a:fillRef") if style is not None else None
    return reference is not None and reference.get("idx") not in (None, "0")


def _old_shape_covers(shape: Element) -> bool:
    style = (shape.get("style") or "").replace(" ", "").lower()
    if "position:absolute" not in style or re.search("z-index:-", style) or shape.get("filled") in _OFF:
        return False
    if "#_x0000_t32" in (shape.get("type") or "") or _text(shape):
        return False
    for item in shape:
        name = SHORT[item.tag]
        if name in ("v:imagedata", "v:textpath"):
            return False
        if name == "w10:wrap" and item.get("type") not in (None, "none"):
            return False
        if name == "v:fill" and (item.get("on") in _OFF or item.get("opacity") not in (None, "1")):
            return False
    return shape.get("fillcolor") is not None or SHORT[shape.tag] != "v:shape"


def _text(shape: Element) -> bool:
    return any((item.text or "").strip() for name in ("w:t", "a:t") for item in shape.iter(*FULL[name]))


def is_cropped(blip: Element) -> bool:
    """Whether a part of the picture that this element shows is cropped away."""
    for item in blip.itersiblings():
        if SHORT[item.tag] == "a:srcRect":
            return any(_NOTHING.fullmatch(str(value)) is None for value in item.attrib.values())
    return any(_NOTHING.fullmatch(get(blip, side) or "") is None for side in _SIDES)
