"""The texts in attributes, as passages: alternative texts, names of bookmarks and styles, reviewers."""

from __future__ import annotations

import re
from dataclasses import replace

from redactor.documents.model import Place, Story

from .blocks import BlockSpot, view
from .names import Element, child, get
from .surfaces import Surface
from .sweep import AttributeText, Swept, is_boilerplate

# one passage for each name, however often it is written: people and references
_SHARED = ("author", "rename", "shared")


class AttributeTexts:
    """Gathers what sweeps found, part by part. `spots` says where paragraphs stand."""

    def __init__(self, spots: dict[Element, BlockSpot]) -> None:
        self.cites: list[AttributeText] = []
        self._spots = spots
        self._surfaces: list[Surface] = []
        self._shared: dict[tuple[str, str, str], Surface] = {}
        self._style_names: dict[Element, Surface] = {}
        self._defined: set[tuple[str, str]] = set()  # (family, name)
        self._part_of: dict[int, str] = {}

    def add(self, part: str, swept: Swept) -> None:
        """Take over what was found in a part."""
        for found in swept.texts:
            self._text(part, found)
        for found in swept.style_ids:
            self._defined.add(("style", found.original))
            self._style_id(part, found)
        self._defined |= {("bookmark", name) for name in swept.bookmarks}
        self.cites += swept.cites
        self._part_of.update((id(found), part) for found in swept.cites)

    def finished(self) -> list[Surface]:
        """All passages. A reference to something that is not defined is a text like any other, and may hide one."""
        for found in self.cites:
            family = found.rule.label
            if (family, found.original) not in self._defined and not is_boilerplate(family, found.original):
                rule = replace(
                    found.rule, action="shared", story=Story.ATTRIBUTE.value, label=f"reference to a {family}"
                )
                self._text(self._part_of[id(found)], AttributeText(found.atom, found.element, rule))
        return self._surfaces

    def _text(self, part: str, found: AttributeText) -> Surface | None:
        action = found.rule.action
        name = action in _SHARED
        seen = view([found.atom], underscores=name)
        key = (action, "" if action == "author" else found.rule.label, found.original)
        if name and key in self._shared:
            self._shared[key].views.append(seen)
            self._shared[key].found.append(found)
            return self._shared[key]
        if not seen.text.strip():
            return None
        place = Place(found.story, self._where(found), part)
        surface = Surface(seen.text, place, [] if found.leaves else [seen], found=[found])
        if name:
            self._shared[key] = surface
        if action == "style name":
            self._style_names[found.element] = surface
        self._surfaces.append(surface)
        return surface

    def _where(self, found: AttributeText) -> str:
        if found.rule.action not in _SHARED:
            for ancestor in found.element.iterancestors():
                if ancestor in self._spots:
                    return f"{found.rule.label} in {self._spots[ancestor].where}"
        return found.rule.label

    def _style_id(self, part: str, found: AttributeText) -> None:
        """A style's id is its name without spaces as a rule, and follows it; any other id is a name of its own."""
        element = child(found.element, "w:name")
        name = get(element, "w:val") or "" if element is not None else ""
        if _letters(name) == _letters(found.original):
            if element is not None and element in self._style_names:
                self._style_names[element].found.append(found)
        elif not is_boilerplate("style", found.original) and not is_boilerplate("style", _spaced(found.original)):
            self._text(part, replace(found, rule=replace(found.rule, action="rename")))


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


def _spaced(name: str) -> str:
    """`BodyTextIndent2` as "Body Text Indent 2"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])|(?<=\d)(?=[A-Z])", " ", name)
