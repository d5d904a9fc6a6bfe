"""What has to change along with a replaced name: bookmarks, styles and whatever cites them, links, initials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .blocks import Atom, Field, view
from .names import FULL, SHORT, attributes, get
from .package import Part
from .replace import Edits
from .surfaces import Surface
from .sweep import AttributeText
from .tidy import find, remove, unwrap

_CITING = re.compile(r"(?i)\s*(ref|pageref|noteref|gotobutton|hyperlink|set|ask|toc|if|=)\b|\s*\w+\s*$")

Names = dict[tuple[str, str], str]  # (family, old name) → new name


def safe_name(text: str, used: set[str], *, longest: int = 40) -> str:
    """A name that Word takes for a bookmark or style id: letters, digits and underscores, a letter first, unlike
    those `used`.
    """
    name = re.sub(r"\W+", "_", text).strip("_")[:longest] or "name"
    if not name[0].isalpha():
        name = f"n_{name}"[:longest]
    unique, number = name, 2
    while unique.casefold() in used:
        unique = f"{name[: longest - 4]}_{number}"
        number += 1
    used.add(unique.casefold())
    return unique


def rename(hit: Mapping[int, str], surfaces: list[Surface], cites: Iterable[AttributeText]) -> Names:
    """Give the bookmarks and personal styles that were hit new names, and let every attribute that cites them follow.

    `hit` has the new text by the surface's index in `surfaces`.
    """
    definitions = [found for each in surfaces for found in each.found if found.rule.action in ("rename", "style name")]
    used = {found.original.casefold() for found in definitions}
    names: Names = {}
    for index, text in hit.items():
        found = surfaces[index].found
        action = found[0].rule.action if found else ""
        if action == "rename":
            family = found[0].rule.label
            new = safe_name(text, used, longest=200 if family == "style" else 40)
            names[family, found[0].original] = new
            for each in found:
                _set(each.atom, new)
        elif action == "style name":
            for each in found[1:]:  # its ids
                new = safe_name(text.replace(" ", ""), used, longest=200)
                names["style", each.original] = new
                _set(each.atom, new)
    for each in cites:
        cited = names.get((each.rule.label, each.original))
        if cited is not None:
            _set(each.atom, cited)
    return names


def _set(atom: Atom, value: str) -> None:
    atom.raw = value
    atom.node.set(atom.attribute, value)


def follow_in_codes(names: Names, codes: Iterable[Field], edits: Edits) -> None:
    """Let field codes such as `REF JohnSmith` cite a renamed bookmark by its new name."""
    bookmarks = {old: new for (family, old), new in names.items() if family == "bookmark"}
    if not bookmarks:
        return
    pattern = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, bookmarks)) + r")(?!\w)")
    for code in codes:
        seen = view(code.code)
        if _CITING.match(seen.text):
            for match in pattern.finditer(seen.text):
                edits.add(seen, match.start(), match.end(), bookmarks[match.group()])


def drop_links(part: Part, gone: set[str]) -> None:
    """Take links with these ids out of a part: their text stays, their targets go."""
    part.relationships = [link for link in part.relationships if link.id not in gone]
    if part.rule.action not in ("story", "rewrite"):
        return
    for element in find(part.root, ("w:hyperlink", "a:hlinkClick", "a:hlinkHover", "a:hlinkMouseOver")):
        if get(element, "r:id") in gone:
            (unwrap if SHORT[element.tag] == "w:hyperlink" else remove)(element)
    for element in part.root.iter():
        for key, value in attributes(element):
            if SHORT[key].startswith("r:") and value in gone:
                del element.attrib[key]


def initials_follow(hit: Mapping[int, str], surfaces: list[Surface]) -> None:
    """A replaced author keeps no old initials: they are made from the new name where nothing else replaced them."""
    touched = {
        id(found.element) for index in hit for found in surfaces[index].found if found.rule.attribute == "w:initials"
    }
    for index, text in hit.items():
        for found in surfaces[index].found:
            if found.rule.attribute == "w:author" and id(found.element) not in touched:
                for full in FULL["w:initials"]:
                    if found.element.get(full) is not None:
                        found.element.set(full, initials_of(text))


def initials_of(name: str) -> str:
    """Initials that say no more than a code does: "Social Worker 1" → "SW1"."""
    words = re.findall(r"\w+", name)
    short = (word if word[-1].isdecimal() or (word.isupper() and len(word) <= 4) else word[0] for word in words)
    return "".join(short)[:9] or "R"
