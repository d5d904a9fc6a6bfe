"""How a run of a Word file looks, as far as a check asks: hidden, colour, size, font, highlight. Styles are followed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

_Properties = Mapping[str, str]
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class RunLook:
    """A run as it shows."""

    hidden: bool = False
    italic: bool = False
    color: str = ""  # six hex digits; "" is automatic: black
    size: float = 10.0  # points
    font: str = ""
    highlight: str = ""
    fill: str = ""  # of the run or its paragraph, six hex digits
    fill_of_letters: str = ""  # "none": outlines without filling
    width: int = 100  # of the letters, per cent
    spacing: int = 0  # added between letters, twips
    raised: int = 0  # above its line, half-points; below it where negative


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str:
    """An attribute by its local name, "" when there is none."""
    if element is None:
        return ""
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), "")


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of this local name."""
    return next((c for c in element if local(c) == name), None) if element is not None else None


def _run_properties(properties: etree._Element | None) -> Iterator[tuple[str, str]]:
    for item in properties if properties is not None else ():
        name, value = local(item), attribute(item, "val")
        if name in ("vanish", "specVanish", "webHidden", "i"):
            yield name, "" if value in _OFF else "1"
        elif name in ("color", "highlight") or name == "sz":
            yield name, value
        elif name == "shd":
            yield "fill", fill_of(item)
        elif name in ("w", "spacing", "position"):
            yield name, value
        elif name == "textFill":
            see_through = any(local(e) == "alpha" and _is_gone(attribute(e, "val")) for e in item.iter())
            if see_through or child(item, "noFill") is not None:
                yield "letters", "none"
            elif color := attribute(child(child(item, "solidFill"), "srgbClr"), "val"):
                yield "drawn", color  # it lies over the colour of old
        elif name == "rFonts":
            theme = attribute(item, "asciiTheme")
            font = f"theme:{theme}" if theme else attribute(item, "ascii")
            if font:
                yield "font", font


def _is_gone(alpha: str) -> bool:
    """Whether letters are nearly all see-through; `alpha` is in thousandths of a per cent, of what is let through."""
    return alpha.isdecimal() and int(alpha) >= 90_000


def fill_of(shading: etree._Element | None) -> str:
    """The colour of a shading: of its pattern where that is solid (black where it is automatic), else of its ground."""
    if attribute(shading, "val") == "solid":
        color = attribute(shading, "color")
        return "000000" if color.lower() in ("", "auto") else color
    return attribute(shading, "fill")


@dataclass(slots=True)
class ShownFormats:
    """The styles of a file."""

    defaults: dict[str, str] = field(default_factory=dict)
    styles: dict[str, dict[str, str]] = field(default_factory=dict)
    based_on: dict[str, str] = field(default_factory=dict)
    headings: dict[str, int] = field(default_factory=dict)
    shaded_tables: set[str] = field(default_factory=set)
    normal: str = ""
    fonts: dict[str, str] = field(default_factory=dict)  # of the theme
    _looks: dict[tuple[str, str, bytes], RunLook] = field(default_factory=dict)
    _chains: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, styles: etree._Element | None, theme: etree._Element | None) -> ShownFormats:
        """Read from the style and theme parts; either may be missing."""
        formats = cls()
        for element in styles if styles is not None else ():
            if local(element) == "docDefaults":
                formats.defaults = dict(_run_properties(child(child(element, "rPrDefault"), "rPr")))
            elif local(element) == "style":
                formats._add(element)
        for element in theme.iter() if theme is not None else ():
            if local(element) in ("majorFont", "minorFont"):
                formats.fonts[local(element)[:5]] = attribute(child(element, "latin"), "typeface")
        return formats

    def _add(self, style: etree._Element) -> None:
        key, name = attribute(style, "styleId"), attribute(child(style, "name"), "val").lower()
        self.styles[key] = dict(_run_properties(child(style, "rPr")))
        fill = attribute(child(child(style, "pPr"), "shd"), "fill")
        if fill:
            self.styles[key].setdefault("fill", fill)
        self.based_on[key] = attribute(child(style, "basedOn"), "val")
        if name.startswith("heading ") and name[8:].isdecimal():
            self.headings[key] = int(name[8:])
        elif name == "title":
            self.headings[key] = 1
        if attribute(style, "type") == "table" and any(
            local(e) == "shd" and attribute(e, "fill").upper() not in ("", "AUTO", "FFFFFF") for e in style.iter()
        ):
            self.shaded_tables.add(key)
        if attribute(style, "default") in ("1", "true") and attribute(style, "type") == "paragraph":
            self.normal = key

    def heading(self, style: str) -> int:
        """Outline level of a paragraph style, 0 for none."""
        for _ in range(10):
            if style in self.headings:
                return self.headings[style]
            style = self.based_on.get(style, "")
        return 0

    def _chain(self, style: str) -> dict[str, str]:
        if style not in self._chains:
            self._chains[style] = {}  # a circle of styles ends here
            parent = self.based_on.get(style, "")
            self._chains[style] = {**(self._chain(parent) if parent else {}), **self.styles.get(style, {})}
        return self._chains[style]

    def look(self, run: etree._Element, paragraph_style: str, paragraph_fill: str) -> RunLook:
        """How a run shows."""
        direct = child(run, "rPr")
        key = (paragraph_style, paragraph_fill, etree.tostring(direct) if direct is not None else b"")
        if (known := self._looks.get(key)) is None:
            known = self._looks[key] = self._look(run, paragraph_style, paragraph_fill)
        return known

    def _look(self, run: etree._Element, paragraph_style: str, paragraph_fill: str) -> RunLook:
        direct = child(run, "rPr")
        properties = {**self.defaults, **self._chain(paragraph_style or self.normal)}
        if direct is not None:
            style = attribute(child(direct, "rStyle"), "val")
            if style:
                properties.update(self._chain(style))
            properties.update(_run_properties(direct))
        font = properties.get("font", "")
        if font.startswith("theme:"):
            font = self.fonts.get(font[6:11], "") or font
        color, fill = properties.get("drawn") or properties.get("color", ""), properties.get("fill", "")
        size = properties.get("sz", "")
        return RunLook(
            hidden=bool(properties.get("vanish") or properties.get("specVanish")),
            italic=bool(properties.get("i")),
            color="" if color == "auto" else color.upper(),
            size=float(size) / 2 if size.isdecimal() else 10.0,
            font=font,
            highlight=properties.get("highlight", ""),
            fill_of_letters=properties.get("letters", ""),
            width=int(width) if (width := properties.get("w", "").rstrip("%")).isdecimal() else 100,
            spacing=int(spaced) if re.fullmatch(r"-?\d{1,6}", spaced := properties.get("spacing", "")) else 0,
            raised=int(raised) if re.fullmatch(r"-?\d{1,6}", raised := properties.get("position", "")) else 0,
            fill=("" if fill.lower() == "auto" else fill.upper()) or paragraph_fill,
        )
