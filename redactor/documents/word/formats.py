"""How a run looks, as far as it decides whether its text stays: hidden, blue italics (template guidance), disguised.

Word gives a run its look in layers: the run's own properties, its character style, its paragraph's style, the document's
defaults; each style may build on others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Flag, auto

from .names import SHORT, Element, child, get, is_on

_HEX = re.compile(r"[0-9A-Fa-f]{6}\Z")
_THEME_SLOTS = {
    "text1": "dk1", "dark1": "dk1", "background1": "lt1", "light1": "lt1", "text2": "dk2", "dark2": "dk2",
    "background2": "lt2", "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip


class Look(Flag):
    """What the layers say of a run."""

    NONE = 0
    HIDDEN = auto()
    BLUE_ITALIC = auto()
    DISGUISED = auto()  # black on black, white on white, or too small to read


@dataclass(slots=True)
class _Props:
    """One layer's word on the few properties that matter; None where it says nothing."""

    italic: bool | None = None
    blue: bool | None = None
    hidden: bool | None = None
    chosen: bool = True  # somebody chose this look; a built-in style, such as a blue italic heading, is not a note


@dataclass(slots=True)
class _Style:
    based_on: str | None
    props: _Props
    outline: int | None
    default: bool


def is_blue(colour: str) -> bool:
    """Whether a reader would call the colour `RRGGBB` blue: dark, light or bright, but neither grey, purple nor green."""
    if not _HEX.match(colour):
        return False
    red, green, blue = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
    return blue - red >= 60 and blue - green >= 30


@dataclass(slots=True)
class Formats:
    """The styles and theme of a document, asked run by run."""

    styles: dict[str, _Style] = field(default_factory=dict)
    theme: dict[str, str] = field(default_factory=dict)
    defaults: _Props = field(default_factory=_Props)
    default_style: str | None = None
    _resolved: dict[str | None, _Props] = field(default_factory=dict)

    def outline(self, paragraph_style: str | None) -> int | None:
        """The outline level, from 0, that the paragraph style gives; None for body text."""
        seen: set[str] = set()
        name = paragraph_style if paragraph_style in self.styles else self.default_style
        while name and name in self.styles and name not in seen:
            seen.add(name)
            style = self.styles[name]
            if style.outline is not None:
                return style.outline if style.outline < 9 else None
            name = style.based_on
        return None

    def _chain(self, style: str | None) -> _Props:
        if style in self._resolved:
            return self._resolved[style]
        found, seen, name = _Props(), set(), style
        italic_chosen = blue_chosen = True
        while name and name in self.styles and name not in seen:
            seen.add(name)
            props = self.styles[name].props
            if found.italic is None and props.italic is not None:
                found.italic, italic_chosen = props.italic, props.chosen
            if found.blue is None and props.blue is not None:
                found.blue, blue_chosen = props.blue, props.chosen
            if found.hidden is None:
                found.hidden = props.hidden
            name = self.styles[name].based_on
        found.chosen = italic_chosen and blue_chosen
        self._resolved[style] = found
        return found

    def props(self, properties: Element, *, chosen: bool = True) -> _Props:
        """What one `w:rPr` says itself."""
        found = _Props(chosen=chosen)
        for item in properties:
            name = SHORT[item.tag]
            if name == "w:i":
                found.italic = is_on(item)
            elif name == "w:vanish":
                found.hidden = is_on(item)
            elif name == "w:color":
                colour = get(item, "w:val") or ""
                if not _HEX.match(colour):
                    slot = get(item, "w:themeColor") or ""
                    colour = self.theme.get(_THEME_SLOTS.get(slot, slot), "")
                found.blue = is_blue(colour)
        return found

    def look(self, properties: Element | None, paragraph_style: str | None, *, heading: bool) -> Look:
        """The look of a run with these properties (its `w:rPr`, or None) in a paragraph of this style."""
        own, run_style = _Props(), None
        disguised = False
        if properties is not None and len(properties):
            own = self.props(properties)
            named = child(properties, "w:rStyle")
            run_style = get(named, "w:val") if named is not None else None
            disguised = _is_disguised(properties)
        of_run = self._chain(run_style)
        of_paragraph = self._chain(paragraph_style if paragraph_style in self.styles else self.default_style)
        look = Look.DISGUISED if disguised else Look.NONE
        hidden = own.hidden
        if hidden is None:  # a switch that both styles set turns itself off again
            hidden = bool(of_run.hidden) != bool(of_paragraph.hidden) or bool(self.defaults.hidden)
        if hidden:
            look |= Look.HIDDEN
        layers = (own, of_run, of_paragraph, self.defaults)
        italic = next((layer for layer in layers if layer.italic is not None), None)
        blue = next((layer for layer in layers if layer.blue is not None), None)
        if italic and blue and italic.italic and blue.blue and not heading and italic.chosen and blue.chosen:
            look |= Look.BLUE_ITALIC
        return look


def _is_disguised(properties: Element) -> bool:
    """Home-made redaction: a black marker over the text, or letters of two points and less."""
    colour = child(properties, "w:color")
    ink = (get(colour, "w:val") or "").upper() if colour is not None else ""
    for item in properties:
        name = SHORT[item.tag]
        if name == "w:highlight" and get(item, "w:val") == "black":
            return ink != "FFFFFF"
        if name == "w:shd" and (get(item, "w:fill") or "").upper() == "000000":
            return ink in ("", "AUTO", "000000")
        if name == "w:sz" and (get(item, "w:val") or "").isdigit() and int(get(item, "w:val") or 99) <= 4:
            return True
    return ink == "FFFFFF" and not _stands_on_colour(properties)


def _stands_on_colour(properties: Element) -> bool:
    """Whether something behind white text makes it readable: shading, or a table's or shape's style, which is not ours to judge."""
    if child(properties, "w:shd") is not None or child(properties, "w:highlight") is not None:
        return True
    for ancestor in properties.iterancestors():
        name = SHORT[ancestor.tag]
        if name == "w:p":
            own = child(ancestor, "w:pPr")
            if own is not None and (child(own, "w:shd") is not None or child(own, "w:pStyle") is not None):
                return True
        elif name in ("w:tbl", "w:txbxContent"):
            return True
    return False


def read_formats(styles: Element | None, theme: Element | None) -> Formats:
    """The formats of a document from the roots of its styles part and its theme part, either of which may be missing."""
    formats = Formats()
    if theme is not None:
        for scheme in theme.iter():
            if SHORT[scheme.tag] == "a:clrScheme":
                for slot in scheme:
                    for colour in slot:
                        value = colour.get("lastClr") or colour.get("val") or ""
                        formats.theme[SHORT[slot.tag].partition(":")[2]] = value
                break
    if styles is None:
        return formats
    defaults = child(styles, "w:docDefaults")
    if defaults is not None:
        for properties in defaults.iter():
            if SHORT[properties.tag] == "w:rPr":
                formats.defaults = formats.props(properties, chosen=False)
    for style in styles:
        if SHORT[style.tag] != "w:style":
            continue
        identifier = get(style, "w:styleId") or ""
        custom = get(style, "w:customStyle") in ("1", "true", "on")
        properties, paragraph = child(style, "w:rPr"), child(style, "w:pPr")
        level = child(paragraph, "w:outlineLvl") if paragraph is not None else None
        based = child(style, "w:basedOn")
        outline = get(level, "w:val") if level is not None else None
        default = get(style, "w:default") in ("1", "true", "on") and get(style, "w:type") == "paragraph"
        formats.styles[identifier] = _Style(
            based_on=get(based, "w:val") if based is not None else None,
            props=formats.props(properties, chosen=custom) if properties is not None else _Props(chosen=custom),
            outline=int(outline) if outline is not None and outline.isdigit() else None,
            default=default,
        )
        if default:
            formats.default_style = identifier
    return formats
