"""What leaves a workbook that goes out: metadata, links to other files, macros, comments where the profile says so.

Everything here keeps the workbook one that Excel opens: what cited a part that has left goes with it, and a formula that
needed another workbook becomes the value that it showed last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from redactor.documents.word import pictures

from .package import BOOK, Link, WorkbookPackage, WorkbookPart
from .xml import LOCAL, Element, attribute, child, children, descendants, make, relationship_id, remove

# a reference to another workbook: [1]Sheet1!A1, '[1]Sheet 1'!A1, [2]!Name; not a column of a table, Visits[2019]
_OTHER_BOOK = re.compile(r"(?<![\w.\]\[])\[\d+\][^\[\]\"]*?!")
_LITERAL = re.compile(r'"(?:[^"]|"")*"')
# what only points at a part, so that the pointer alone goes
_POINTERS = frozenset(("pageSetup", "blip", "imagedata", "fill", "stroke"))
_EMPTY_GOES = frozenset(
    ("hyperlinks", "customProperties", "oleObjects", "controls", "externalReferences", "tableParts", "AlternateContent", "Choice",
     "Fallback", "extLst", "ext", "drawingHF", "slicerList")
)  # fmt: skip
_SAFE_LINKS = ("http://", "https://", "mailto:")
_KEPT_OF_CONNECTION = frozenset(("id", "type", "refreshedVersion", "minRefreshableVersion", "saveData", "background"))
_EMPTIED = {"dbPr": "connection", "olapPr": "", "webPr": "", "textPr": ""}


def leaves(link: Link, *, comments: bool) -> bool:
    """Whether what a relationship leads to is taken out; `comments` says that comments are."""
    if link.part is None:
        return link.kind != "hyperlink" or not link.outside.lower().startswith(("#", *_SAFE_LINKS))
    rule = link.part.rule
    if comments and rule.kind in ("comments", "threads", "people"):
        return True
    return rule.action == "remove"


def uncite(part: WorkbookPart, ids: Iterable[str]) -> None:
    """Take out what cites relationships of `part` that have left."""
    gone = frozenset(ids)
    if not gone or not part.is_xml:
        return
    for item in list(part.root.iter()):
        for key, value in list(item.attrib.items()):
            if str(value) not in gone or "relationships" not in str(key):
                continue
            part.changed = True
            if LOCAL[item.tag] in _POINTERS:
                del item.attrib[key]
            else:
                _take_out(item)
                break


def _take_out(item: Element) -> None:
    holder = item.getparent()
    if holder is None:
        return
    name = LOCAL[item.tag]
    if name in ("oleObject", "control"):  # with the other way of saying the same, for older programs
        while holder is not None and LOCAL[holder.tag] in ("Choice", "Fallback", "AlternateContent"):
            item, holder = holder, holder.getparent()
    remove(item)
    while holder is not None and not len(holder) and LOCAL[holder.tag] in _EMPTY_GOES:
        empty, holder = holder, holder.getparent()
        remove(empty)
    if holder is not None and holder.get("count") is not None:
        holder.set("count", str(len(holder)))


def drop_note_boxes(part: WorkbookPart) -> bool:
    """Take the boxes of notes out of an old drawing; whether other shapes are left."""
    left = False
    for shape in descendants(part.root, "shape"):
        data = child(shape, "ClientData")
        if data is not None and attribute(data, "ObjectType") == "Note":
            remove(shape)
            part.changed = True
        else:
            left = True
    return left or bool(descendants(part.root, "image", "rect", "oval", "line", "group"))


def break_links(package: WorkbookPackage, sheets: Iterable[WorkbookPart]) -> int:
    """Turn formulas that need another workbook into the values that they show; how many there were."""
    count = 0
    for part in sheets:
        shared: set[str] = set()
        for formula in descendants(part.root, "f"):
            master = formula.get("t") == "shared" and formula.get("si")
            if _needs_other(formula.text) or (master and master in shared and not formula.text):
                if master:
                    shared.add(str(master))
                remove(formula)
                part.changed = True
                count += 1
        for name in ("cfRule", "dataValidation"):
            for item in descendants(part.root, name):
                if any(_needs_other(f.text) for f in item.iter()):
                    _take_out(item)
                    part.changed = True
    book = package.book
    names = child(book.root, "definedNames")
    for defined in list(names) if names is not None else ():
        if _needs_other(defined.text):
            remove(defined)
            book.changed = True
    if names is not None and not len(names):
        remove(names)
    for part in package.parts:
        if part.rule.kind == "chart":
            for formula in descendants(part.root, "f"):
                if _needs_other(formula.text):
                    _as_values(formula)
                    part.changed = True
                    count += 1
    return count


def _needs_other(formula: str | None) -> bool:
    return bool(formula and "[" in formula and _OTHER_BOOK.search(_LITERAL.sub('""', formula)))


def _as_values(formula: Element) -> None:
    """What a chart took from another workbook as values of its own."""
    reference = formula.getparent()
    cache = (
        next((item for item in reference if LOCAL[item.tag] in ("strCache", "numCache")), None)
        if (reference is not None)
        else None
    )
    holder = reference.getparent() if reference is not None else None
    if reference is None or holder is None:
        return
    if LOCAL[holder.tag] == "tx":
        text = "".join((v.text or "") for v in descendants(reference, "v"))
        made = make(reference, "v")
        made.text = text
    else:
        made = make(reference, "strLit" if LOCAL[reference.tag] == "strRef" else "numLit")
        made.extend(list(cache) if cache is not None else [])
    holder.replace(reference, made)


def empty_connections(part: WorkbookPart) -> None:
    """Leave of connections and queries only that they are there: pivot tables and tables refer to them by number."""
    part.changed = True
    if part.rule.kind == "query":
        for number, item in enumerate(descendants(part.root, "queryTable"), 1):
            item.set("name", f"Query{number}")
        for item in descendants(part.root, "queryTableField"):
            if "name" in item.attrib:
                del item.attrib["name"]
        for item in descendants(part.root, "deletedField", "extLst", "sortState"):
            remove(item)
        return
    for number, item in enumerate(children(part.root, "connection"), 1):
        for key in list(item.attrib):
            if LOCAL[key] not in _KEPT_OF_CONNECTION:
                del item.attrib[key]
        item.set("name", f"Connection{number}")
        for below in list(item):
            if LOCAL[below.tag] not in _EMPTIED:
                item.remove(below)
                continue
            below.attrib.clear()
            for inner in list(below):
                below.remove(inner)
            if required := _EMPTIED[LOCAL[below.tag]]:
                below.set(required, "")


def clean_book(package: WorkbookPackage) -> None:
    """Take out of the list of sheets where the file lay, and what belongs to parts that have left."""
    book = package.book
    for item in descendants(book.root, "absPath", "webPublishing", "webPublishObjects", "smartTagTypes", "dataModel"):
        _take_out(item)
        book.changed = True
    if book.content_type != BOOK:
        book.content_type = BOOK
    for item in descendants(book.root, "pivotCaches"):  # those whose data have left
        ids = {link.id for link in book.links}
        for below in list(item):
            if relationship_id(below) not in ids:
                item.remove(below)
                book.changed = True
        if not len(item):
            remove(item)


def clean_sheet(part: WorkbookPart) -> None:
    """Take out of a sheet what only tells where copies of it went."""
    for item in descendants(part.root, "webPublishItems", "smartTags", "cellWatches"):
        remove(item)
        part.changed = True
    for item in descendants(part.root, "xmlColumnPr"):
        remove(item)
        part.changed = True


def clean_pictures(package: WorkbookPackage) -> list[WorkbookPart]:
    """Strip every picture of its metadata; the pictures whose bytes nobody can account for, which are to leave."""
    broken = []
    for part in package.parts:
        if part.rule.action != "picture":
            continue
        try:
            part.data, part.content_type = pictures.cleaned(part.data)
        except ValueError:
            broken.append(part)
    return broken
