"""A second reader of Word files, which shares nothing with redactor's: what a rewrite must not change.

It knows a zip file, XML and the few elements that hold text, and nothing of redactor's tables. Two readers that agree
are worth more than one that agrees with itself.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

# the end of a namespace, by which both families (transitional, strict) are known → a short prefix
_FAMILIES = {
    "wordprocessingml/2006/main": "w",
    "wordprocessingml/main": "w",
    "drawingml/2006/main": "a",
    "drawingml/main": "a",
    "officeDocument/2006/math": "m",
    "officeDocument/math": "m",
    "markup-compatibility/2006": "mc",
}
_TEXT = {"w:t", "w:delText", "a:t", "m:t"}
_MARKS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": "\u00ad", "a:br": "\n"}
_PARAGRAPHS = {"w:p", "a:p"}
_PROPERTIES = {"w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:sdtPr", "a:rPr", "a:pPr", "a:endParaRPr"}
COUNTED = {"w:tbl": "tables", "w:sectPr": "sections", "w:numPr": "numbering", "w:num": "numbering", "w:style": "styles"}


@dataclass(frozen=True, slots=True)
class Content:
    """What one part holds: its paragraphs' texts in the order in which they begin, and how many there are of what."""

    paragraphs: tuple[str, ...]
    counts: Counter[str]


@dataclass(slots=True)
class Member:
    """One XML part that relationships lead to."""

    name: str
    kind: str  # last word of the relationship that leads to it
    root: etree._Element
    _read: dict[bool, Content] = field(default_factory=dict)

    def content(self, *, newer: bool = True) -> Content:
        """What it holds; of what Word writes twice, for newer and for older programs, one copy."""
        if newer not in self._read:
            self._read[newer] = _content(self.root, newer=newer)
        return self._read[newer]


def members(path: Path) -> list[Member]:
    """The XML parts of a file, the body first, in the order in which relationships lead to them."""
    with zipfile.ZipFile(path) as archive:
        names = {unquote(name).casefold(): name for name in archive.namelist()}

        def load(name: str) -> bytes | None:
            actual = names.get(unquote(name).casefold())
            return archive.read(actual) if actual else None

        found: dict[str, Member] = {}
        seen: set[str] = set()
        waiting = list(_links("", load))
        waiting.sort(key=lambda link: link[1] != "officeDocument")
        while waiting:
            name, kind = waiting.pop(0)
            key = unquote(name).casefold()
            data = load(name)
            if data is None or key in seen:
                continue
            seen.add(key)
            root = _parsed(data)
            if root is not None:
                found[key] = Member(names[key], kind, root)
            waiting += _links(name, load)
    return list(found.values())


def xml_size(path: Path) -> int:
    """Bytes of XML in a file, unpacked."""
    with zipfile.ZipFile(path) as archive:
        return sum(info.file_size for info in archive.infolist() if info.filename.endswith((".xml", ".rels")))


def _links(name: str, load) -> Iterator[tuple[str, str]]:  # type: ignore[no-untyped-def]
    data = load(join(dirname(name), "_rels", name.rpartition("/")[2] + ".rels"))
    root = _parsed(data) if data is not None else None
    for link in root if root is not None else ():
        target = link.get("Target") if isinstance(link.tag, str) else None
        if target and link.get("TargetMode") != "External" and not target.startswith("#"):
            inside = normpath(join("/", dirname(name), target.partition("#")[0])).lstrip("/")
            yield inside, (link.get("Type") or "").rpartition("/")[2]


def _parsed(data: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def short(element: etree._Element) -> str:
    """`w:t` for the element's full name in either family; the local name alone in any other namespace."""
    if not isinstance(element.tag, str):
        return ""
    uri, _, local = element.tag.rpartition("}")
    prefix = next((prefix for end, prefix in _FAMILIES.items() if uri.endswith(end)), "")
    return f"{prefix}:{local}" if prefix else local


def _content(root: etree._Element, *, newer: bool) -> Content:
    paragraphs: list[list[str]] = [[]]  # the first takes what stands in no paragraph
    counts: Counter[str] = Counter()

    # a list of its own instead of calls within calls: drafts can be deep
    waiting: list[tuple[etree._Element, list[str]]] = [(root, paragraphs[0])]
    while waiting:
        element, text = waiting.pop()
        name = short(element)
        if name in _PARAGRAPHS:
            text = []
            paragraphs.append(text)
        elif name in _TEXT:
            text.append(element.text or "")
        elif name in _MARKS:
            text.append(_MARKS[name])
        elif name == "w:sym":
            text.append(next((value for key, value in element.items() if key.endswith("}char")), ""))
        elif name == "v" and (element.text or "").strip():  # a chart's cached value
            text.append(f"{element.text}\n")
        elif name == "w:r" and any(short(item) in _TEXT for item in element):
            counts["runs"] += 1
        if name in COUNTED:
            counts[COUNTED[name]] += 1
        children = list(element)
        if name in _PROPERTIES:
            children = [item for item in children if short(item) in COUNTED]
        elif name == "mc:AlternateContent":
            left_out = "mc:Fallback" if newer else "mc:Choice"
            kept = [item for item in children if short(item) != left_out]
            children = kept[:1] if kept else children[:1]
        waiting += [(item, text) for item in reversed(children)]
    return Content(tuple("".join(text) for text in paragraphs), counts)
