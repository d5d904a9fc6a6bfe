"""A mark at the head of every page that a sheet is printed on."""

from __future__ import annotations

from collections.abc import Iterable

from .package import WorkbookPart
from .xml import LOCAL, Element, child, make

_MARK = '&C&"-,Bold"&KC00000{}'
_LONGEST = 255  # letters of a page header, all three sections together
# what stands behind the page header in a sheet, in the schema's order
_AFTER = frozenset(
    ("rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing",
     "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
)  # fmt: skip


def stamp(sheets: Iterable[WorkbookPart], line: str) -> None:
    """Put `line` into the middle of the header of every sheet, its first and even pages too."""
    for sheet in sheets:
        root = sheet.root
        holder = child(root, "headerFooter")
        if holder is None:
            holder = make(root, "headerFooter")
            before = next((item for item in root if LOCAL[item.tag] in _AFTER), None)
            if before is not None:
                before.addprevious(holder)
            else:
                root.append(holder)
        for name in ("oddHeader", "evenHeader", "firstHeader"):
            header = child(holder, name)
            wanted = name == "oddHeader" or holder.get("different" + name[:-6].capitalize().replace("Even", "OddEven"))
            if header is None and wanted in (True, "1", "true"):
                header = make(holder, name)
                _insert(holder, header)
            if header is not None:
                header.text = _marked(header.text or "", line)
        sheet.changed = True


_ORDER = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


def _insert(holder: Element, header: Element) -> None:
    rank = _ORDER.index(LOCAL[header.tag])
    after = next((item for item in holder if LOCAL[item.tag] in _ORDER and _ORDER.index(LOCAL[item.tag]) > rank), None)
    if after is not None:
        after.addprevious(header)
    else:
        holder.append(header)


def _marked(header: str, line: str) -> str:
    """The header with the mark in its middle, over what stands there."""
    text = _MARK.format(line.replace("&", "&&"))
    if "&C" in header:
        left, _, rest = header.partition("&C")
        made = f"{left}{text}\n{rest}"
    elif "&R" in header:
        left, _, rest = header.partition("&R")
        made = f"{left}{text}&R{rest}"
    else:
        made = (header if not header or header.startswith("&L") else f"&L{header}") + text
    return made if len(made) <= _LONGEST else text
