"""How a run looks, as far as it decides whether its text stays: hidden, blue italics (template guidance), disguised.

Word gives a run its look in layers: the run's own properties, its character style, its paragraph's style, the
document's defaults; each style may build on others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .names import FULL, SHORT, Element, child, get, is_on

_HEX = re.compile(r"[0-9A-Fa-f]{6}\Z")
_THEME_SLOTS = {
    "text1": "dk1", "dark1": "dk1", "background1": "lt1", "light1": "lt1", "text2": "dk2", "dark2": "dk2",
    "background2": "lt2", "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip


class Layers:
    """What the layers say of a run, as bits of an int."""

    NONE = 0
    HIDDEN = 1
    BLUE_ITALIC = 2
    DISGUISED = 4  # black on black, white on white, or too small to read


# what in a run's properties can change its look
_TELLING = frozenset(("w:i", "w:vanish", "w:color", "w:rStyle", "w:highlight", "w:shd", "w:sz"))
_OF_NOTES = re.compile(r"guid|instruct|prompt|hint|help|note", re.IGNORECASE)
_TINY = 4  # in half points


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
    """Whether a reader would call the colour `RRGGBB` blue: dark, light or bright, but neither grey, purple nor
    green.
    """
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
    note_styles: frozenset[str] = frozenset()  # somebody's own styles that are called after notes for authors
    _resolved: dict[str | None, _Props] = field(default_factory=dict)
    _bare: dict[tuple[str | None, bool], int] = field(default_factory=dict)

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

    def props(self, properties: Iterable[Element], *, chosen: bool = True) -> _Props:
        """What the items of one `w:rPr` say themselves."""
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

    def bare(self, paragraph_style: str | None, *, heading: bool) -> int:
        """The look of a run without properties of its own in a paragraph of this style."""
        key = (paragraph_style, heading)
        if key not in self._bare:
            self._bare[key] = self._layered(_Props(), None, paragraph_style, heading=heading)
        return self._bare[key]

    def look(self, properties: Element, paragraph_style: str | None, *, heading: bool) -> int:
        """The look of a run with these properties (its `w:rPr`) in a paragraph of this style."""
        telling = [item for item in properties if SHORT[item.tag] in _TELLING]
        if all(SHORT[item.tag] == "w:sz" and len(get(item, "w:val") or "") > 1 for item in telling):
            return self.bare(paragraph_style, heading=heading)
        named = next((item for item in telling if SHORT[item.tag] == "w:rStyle"), None)
        run_style = get(named, "w:val") if named is not None else None
        look = self._layered(self.props(telling), run_style, paragraph_style, heading=heading)
        return look | Layers.DISGUISED if _is_disguised(properties, telling) else look

    def _layered(self, own: _Props, run_style: str | None, paragraph_style: str | None, *, heading: bool) -> int:
        of_run = self._chain(run_style)
        of_paragraph = self._chain(paragraph_style if paragraph_style in self.styles else self.default_style)
        look = Layers.NONE
        hidden = own.hidden
        if hidden is None:  # a switch that both styles set turns itself off again
            hidden = bool(of_run.hidden) != bool(of_paragraph.hidden) or bool(self.defaults.hidden)
        if hidden:
            look |= Layers.HIDDEN
        layers = (own, of_run, of_paragraph, self.defaults)
        italic = next((layer for layer in layers if layer.italic is not None), None)
        blue = next((layer for layer in layers if layer.blue is not None), None)
        if italic and blue and italic.italic and blue.blue and not heading and italic.chosen and blue.chosen:
            look |= Layers.BLUE_ITALIC
        return look


def _is_disguised(properties: Element, telling: Iterable[Element]) -> bool:
    """Home-made redaction: a black marker over the text, white ink on white paper, letters of two points and less."""
    ink, marker, shade, size = "", "", "", ""
    for item in telling:
        name, value = SHORT[item.tag], get(item, "w:val") or ""
        if name == "w:color":
            ink = value.upper()
        elif name == "w:highlight":
            marker = value
        elif name == "w:shd":
            shade = (get(item, "w:fill") or "").upper()
        elif name == "w:sz":
            size = value
    if marker == "black" or shade == "000000":
        return ink in ("", "AUTO", "000000")
    if size.isdecimal() and int(size) <= _TINY:
        return True
    return ink == "FFFFFF" and not marker and not shade and not _stands_on_colour(properties)


def _stands_on_colour(properties: Element) -> bool:
    """Whether something behind white text makes it readable: shading, or a table's or shape's style, which is not
    ours to judge.
    """
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
    """The formats of a document from the roots of its styles and its theme, either of which may be missing."""
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
        for layer in defaults.iter(*FULL["w:rPr"]):
            formats.defaults = formats.props(layer, chosen=False)
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
        named = child(style, "w:name")
        if custom and named is not None and _OF_NOTES.search(get(named, "w:val") or ""):
            formats.note_styles |= {identifier}
        formats.styles[identifier] = _Style(
            based_on=get(based, "w:val") if based is not None else None,
            props=formats.props(properties, chosen=custom) if properties is not None else _Props(chosen=custom),
            outline=int(outline) if outline is not None and outline.isdecimal() else None,
            default=default,
        )
        if default:
            formats.default_style = identifier
    return formats
