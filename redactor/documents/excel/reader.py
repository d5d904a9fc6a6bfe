"""Reading a workbook into its parts, by the relationships that lead to them."""

from __future__ import annotations

import re
from posixpath import basename, dirname, join, normpath, splitext
from urllib.parse import unquote

from redactor.documents.model import DocumentError
from redactor.documents.word.archive import unpack

from .package import MORE, NO_WORKBOOK, UNKNOWN, Link, WorkbookPackage, WorkbookPart, as_read, rule_for
from .xml import parse

_PLAIN_NAME = re.compile(
    r"(?i)(?:xl|docProps)(?:/(?:worksheets|chartsheets|dialogsheets|theme|media|charts|drawings|diagrams|tables|pivotTables|"
    r"pivotCache|comments|threadedComments|persons|slicers|slicerCaches|timelines|timelineCaches|ctrlProps|richData|"
    r"queryTables|namedSheetViews|featurePropertyBag))?/"
    r"[_a-z]{0,30}\d{0,9}(?:_\d{1,9})?\.(?:xml|vml|[a-z]{3,5})"
)
# a sheet of empty rows packs as far as the method can; the limits of size and memory hold all the same
_MOST_RATIO = 1_100


class _Members:
    """The zip members, looked up the way the standard says: without case, percent signs decoded."""

    def __init__(self, members: dict[str, bytes]) -> None:
        self._names = {unquote(name).casefold(): name for name in members}
        self._members = members
        self.used: set[str] = set()

    def find(self, name: str) -> tuple[str, bytes] | None:
        actual = self._names.get(unquote(name).casefold())
        if actual is None:
            return None
        self.used.add(actual)
        return actual, self._members[actual]


def unpacked(data: bytes) -> dict[str, bytes]:
    """The members of the zip file. Raises DocumentError in the words of an Excel user."""
    try:
        return unpack(data, most_ratio=_MOST_RATIO)
    except DocumentError as error:
        raise DocumentError(str(error).replace("Word", "Excel").replace(".docx", ".xlsx")) from None


def open_package(data: bytes) -> WorkbookPackage:
    """Read a file's bytes. Raises DocumentError for whatever is unsafe, damaged or not a workbook."""
    held = unpacked(data)
    members = _Members(held)
    types = members.find("[Content_Types].xml")
    if types is None:
        raise DocumentError(NO_WORKBOOK)
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for item in parse(types[1], "[Content_Types].xml"):
        kind = item.get("ContentType") or ""
        if item.get("Extension") is not None:
            defaults[(item.get("Extension") or "").lower()] = kind
        elif item.get("PartName") is not None:
            overrides[unquote((item.get("PartName") or "").lstrip("/")).casefold()] = kind
    parts: dict[str, WorkbookPart] = {}
    root = WorkbookPart("", "", b"", UNKNOWN)
    waiting = [root]
    while waiting:
        part = waiting.pop(0)
        folder = dirname(part.name)
        found = members.find(join(folder, "_rels", basename(part.name) + ".rels"))
        if found is None:
            continue
        part.links_data = found[1]
        for item in parse(found[1], "of relationships"):
            target, kind = item.get("Target") or "", item.get("Type") or ""
            if not kind:
                continue
            link = Link(item.get("Id") or "", kind)
            if item.get("TargetMode") == "External" or target.startswith("#"):
                link.outside = target
            else:
                member = members.find(normpath(join("/", folder, target.partition("#")[0])).lstrip("/"))
                if member is None:
                    part.links_data = None  # it leads to nothing, and is not written again
                    continue
                name = member[0]
                if name not in parts:
                    extension = splitext(name)[1][1:].lower()
                    content_type = overrides.get(unquote(name).casefold()) or defaults.get(extension, "")
                    parts[name] = WorkbookPart(name, content_type, member[1], rule_for(kind))
                    waiting.append(parts[name])
                link.part = parts[name]
            part.links.append(link)
    kinds = {f"part:{part.name}": part.content_type for part in parts.values()}
    order = list(held)
    listed = sorted(parts.values(), key=lambda part: order.index(part.name) if len(order) < 500 else 0)
    package = WorkbookPackage(root, listed, types[1], defaults | kinds, 0, {id(part): part.name for part in listed})
    for holder in package.holders():
        if holder.links_data is not None:
            holder.was = as_read(holder.links)
    package.orphans = sum(1 for name in held if name not in members.used and not name.endswith("/"))
    _plain_names(listed)
    if MORE.search(types[1]):
        package.names.clear()  # written anew
    return package


def _plain_names(parts: list[WorkbookPart]) -> None:
    """Give parts whose names are not ones that programs make up a name that says nothing."""
    used = {part.name.casefold() for part in parts}
    for part in parts:
        if _PLAIN_NAME.fullmatch(part.name) and _is_usual(part.name):
            continue
        extension = re.sub("[^a-z0-9]", "", splitext(part.name)[1].lower())[:5] or "bin"
        number = 1
        while (name := f"xl/parts/{re.sub('[^a-z]', '', part.rule.kind)}{number}.{extension}") in used:
            number += 1
        used.add(name)
        part.name = name


_USUAL = frozenset(
    "workbook sheet sharedstrings styles theme calcchain metadata comments comment threadedcomment person vmldrawing drawing "
    "chart chartex style colors image table pivottable pivotcachedefinition pivotcacherecords slicer slicercache timeline "
    "timelinecache ctrlprop connections querytable core app data layout quickstyle themeoverride volatiledependencies "
    "rdrichvalue rdrichvaluestructure rdrichvaluetypes rdarray rdsupportingpropertybag rdsupportingpropertybagstructure "
    "richstyles featurepropertybag namedsheetview userhapes usershapes legacydrawing persons chartsheet dialogsheet "
    "commentslegacydrawing commentsdrawing richvaluerel rdrichvaluewebimage".split()
)


def _is_usual(name: str) -> bool:
    return re.sub(r"[\d_]", "", splitext(basename(name))[0]).casefold() in _USUAL


def check_package(package: WorkbookPackage) -> None:
    """Raise DocumentError where the workbook is of a kind that is not read."""
    kind = package.book.content_type
    if "binary" in kind or package.book.name.endswith(".bin"):
        raise DocumentError(
            "This is a binary workbook (.xlsb). Open it in Excel, save it as an .xlsx workbook and try again."
        )
    if not package.book.is_xml or not any(word in kind for word in ("spreadsheetml", "ms-excel")):
        raise DocumentError(NO_WORKBOOK)
    if any(link.kind in ("xlMacrosheet", "xlIntlMacrosheet") for link in package.book.links):
        raise DocumentError(
            "The workbook holds a sheet of macros of an old kind (Excel 4). Delete that sheet in Excel, save the workbook "
            "as an .xlsx and try again."
        )
