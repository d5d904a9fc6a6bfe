"""A workbook as its parts: what relationships lead to from the root, each part with its rule of `parts.csv`.

What nothing leads to is not read and not written. A part that nobody changed keeps its bytes.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from importlib.resources import files
from posixpath import basename, dirname, join, normpath, splitext
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from lxml import etree

from redactor.documents.model import DocumentError
from redactor.documents.word.archive import pack, unpack

from .xml import Element, parse

_RELS = "application/vnd.openxmlformats-package.relationships+xml"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PLAIN_ID = re.compile(r"[A-Za-z]{1,5}[0-9a-fA-F]{0,32}\Z")
_PLAIN_NAME = re.compile(
    r"(?i)(?:xl|docProps)(?:/(?:worksheets|chartsheets|dialogsheets|theme|media|charts|drawings|diagrams|tables|pivotTables|"
    r"pivotCache|comments|threadedComments|persons|slicers|slicerCaches|timelines|timelineCaches|ctrlProps|richData|"
    r"queryTables|namedSheetViews|featurePropertyBag))?/"
    r"[_a-z]{0,30}\d{0,9}(?:_\d{1,9})?\.(?:xml|vml|[a-z]{3,5})"
)
NO_WORKBOOK = "The file is not a Word document or Excel workbook. Save it in Excel as .xlsx and try again."
# what only a note, an instruction or a type definition begins with; the declaration begins with <?xml and a space
_MORE = re.compile(rb"<!--|<!DOCTYPE|<\?(?!xml[ \t\r\n])")
_MOST_RATIO = (
    1_100  # a sheet of empty rows packs as far as the method can; the limits of size and memory hold all the same
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of `parts.csv`."""

    relationship: str
    action: str
    kind: str
    rule: str


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of this package's data tables."""
    return list(csv.DictReader((files(__package__) / name).read_text("utf-8").splitlines()))


_RULES = tuple(Rule(r["relationship"].lower(), r["action"], r["kind"], r["rule"]) for r in rows("parts.csv"))
_UNKNOWN = Rule("*", "remove", "unknown", "unknown-part")


def rule_for(relationship: str) -> Rule:
    """The first row of `parts.csv` that fits a type of relationship."""
    wanted = relationship.lower()
    last = wanted.rpartition("/")[2]
    for rule in _RULES:
        if wanted.endswith("/" + rule.relationship) or fnmatchcase(last, rule.relationship):
            return rule
    return _UNKNOWN


@dataclass(slots=True, eq=False)
class Link:
    """One part's reference to another, or to something outside the file."""

    id: str
    type: str
    part: Part | None = None
    outside: str = ""

    @property
    def kind(self) -> str:
        """The last word of its type, e.g. `hyperlink`."""
        return self.type.rpartition("/")[2]


@dataclass(slots=True, eq=False)
class Part:
    """A member of the package. `changed` says that its tree is written, not its bytes."""

    name: str
    content_type: str
    data: bytes
    rule: Rule
    links: list[Link] = field(default_factory=list)
    was: tuple[tuple[str, str, str], ...] = ()  # its links as they were read
    links_data: bytes | None = None
    changed: bool = False
    _root: Element | None = None

    @property
    def is_xml(self) -> bool:
        """Whether it holds XML."""
        return self.content_type.endswith("xml") or "vmldrawing" in self.content_type.lower()

    @property
    def root(self) -> Element:
        """The root element. Raises DocumentError where the part is not sound."""
        if self._root is None:
            try:
                self._root = parse(self.data, self.name)
            except DocumentError:
                if self.rule.kind != "old drawing":
                    raise
                self._root = parse(self.data, self.name, lenient=True)
                self.changed = True
            if _MORE.search(self.data):
                self.changed = True  # notes in the XML are read by nobody, and leave
        return self._root

    def replace_root(self, root: Element) -> None:
        """Write this element tree instead of what the part held."""
        self._root, self.changed = root, True

    def written(self) -> bytes:
        """The bytes to write."""
        if self.changed and self._root is not None:
            return etree.tostring(self._root, encoding="UTF-8", xml_declaration=True, standalone=True)
        return self.data

    def related(self, kind: str) -> list[Part]:
        """The parts of this kind that relationships lead to, in the file's order."""
        return [link.part for link in self.links if link.part is not None and link.part.rule.kind == kind]


@dataclass(slots=True, eq=False)
class Package:
    """All parts that the root leads to; `root` is a part without content that holds the root's links."""

    root: Part
    parts: list[Part]
    types: bytes
    defaults: dict[str, str]
    orphans: int
    names: dict[int, str] = field(default_factory=dict)  # id of a part → the member's name as it was read

    @property
    def book(self) -> Part:
        """The part that lists the sheets."""
        for link in self.root.links:
            if link.part is not None and link.part.rule.kind == "workbook":
                return link.part
        raise DocumentError(NO_WORKBOOK)

    def holders(self) -> Iterator[Part]:
        """Everything that has links, the root first."""
        yield self.root
        yield from self.parts

    def prune(self) -> None:
        """Forget parts that no relationship leads to any more."""
        seen: set[int] = set()
        queue = [self.root]
        while queue:
            for link in queue.pop().links:
                if link.part is not None and id(link.part) not in seen:
                    seen.add(id(link.part))
                    queue.append(link.part)
        self.parts = [part for part in self.parts if id(part) in seen]

    def save(self) -> bytes:
        """The zip file, its parts in the order in which they were found; lists are made anew only where they changed."""
        same = not self.orphans and len(self.names) == len(self.parts)
        same = same and all(self.names.get(id(part)) == part.name for part in self.parts)
        same = same and not any(part.content_type != was for part, was in self._types_read())
        members = [("[Content_Types].xml", self.types if same else _content_types(self.parts))]
        members.append(("_rels/.rels", _links(self.root, "", keep=same)))
        for part in self.parts:
            members.append((part.name, part.written()))
            if part.links:
                folder = dirname(part.name)
                members.append((f"{folder}/_rels/{basename(part.name)}.rels", _links(part, folder, keep=same)))
        return pack(members)

    def _types_read(self) -> Iterator[tuple[Part, str]]:
        yield from ((part, self.defaults.get(f"part:{self.names.get(id(part), '')}", "")) for part in self.parts)


def _as_read(links: list[Link]) -> tuple[tuple[str, str, str], ...]:
    return tuple((link.id, link.part.name if link.part is not None else "", link.outside) for link in links)


def _links(part: Part, folder: str, *, keep: bool) -> bytes:
    if part.links_data is not None and part.was == _as_read(part.links) and not _MORE.search(part.links_data):
        return part.links_data
    lines = ['<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">']
    for link in part.links:
        target, mode = link.outside, ' TargetMode="External"'
        if link.part is not None:
            name = link.part.name
            target, mode = (name if not folder else f"/{name}"), ""
            if folder and name.startswith(f"{folder}/"):
                target = name[len(folder) + 1 :]
        elif link.outside.startswith("#"):
            mode = ""
        lines.append(
            f"<Relationship Id={quoteattr(link.id)} Type={quoteattr(link.type)} Target={quoteattr(target)}{mode}/>"
        )
    return _DECLARATION + ("".join(lines) + "</Relationships>").encode()


def _content_types(parts: list[Part]) -> bytes:
    defaults = {"rels": _RELS, "xml": "application/xml"}
    overrides = []
    for part in parts:
        extension = splitext(part.name)[1][1:].lower()
        if extension not in ("", "xml") and defaults.setdefault(extension, part.content_type) == part.content_type:
            continue
        overrides.append((part.name, part.content_type))
    lines = ['<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">']
    lines += [f"<Default Extension={quoteattr(e)} ContentType={quoteattr(t)}/>" for e, t in sorted(defaults.items())]
    lines += [f"<Override PartName={quoteattr('/' + n)} ContentType={quoteattr(t)}/>" for n, t in overrides]
    return _DECLARATION + ("".join(lines) + "</Types>").encode()


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


def open_package(data: bytes) -> Package:
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
    parts: dict[str, Part] = {}
    root = Part("", "", b"", _UNKNOWN)
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
                    parts[name] = Part(name, content_type, member[1], rule_for(kind))
                    waiting.append(parts[name])
                link.part = parts[name]
            part.links.append(link)
    kinds = {f"part:{part.name}": part.content_type for part in parts.values()}
    order = list(held)
    listed = sorted(parts.values(), key=lambda part: order.index(part.name) if len(order) < 500 else 0)
    package = Package(root, listed, types[1], defaults | kinds, 0, {id(part): part.name for part in listed})
    for holder in package.holders():
        if holder.links_data is not None:
            holder.was = _as_read(holder.links)
    package.orphans = sum(1 for name in held if name not in members.used and not name.endswith("/"))
    _plain_names(listed)
    if _MORE.search(types[1]):
        package.names.clear()  # written anew
    return package


def _plain_names(parts: list[Part]) -> None:
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


def is_plain_id(identifier: str) -> bool:
    """Whether a relationship's id is one that programs make up, e.g. `rId7`."""
    return _PLAIN_ID.match(identifier) is not None


def check_package(package: Package) -> None:
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
