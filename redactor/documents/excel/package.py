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
from posixpath import basename, dirname, splitext
from xml.sax.saxutils import quoteattr

from lxml import etree

from redactor.documents.model import DocumentError
from redactor.documents.word.archive import pack

from .xml import Element, parse

_RELS = "application/vnd.openxmlformats-package.relationships+xml"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PLAIN_ID = re.compile(r"[A-Za-z]{1,5}[0-9a-fA-F]{0,32}\Z")
NO_WORKBOOK = "The file is not a Word document or Excel workbook. Save it in Excel as .xlsx and try again."
# what only a note, an instruction or a type definition begins with; the declaration begins with <?xml and a space
MORE = re.compile(rb"<!--|<!DOCTYPE|<\?(?!xml[ \t\r\n])")


@dataclass(frozen=True, slots=True)
class WorkbookRule:
    """A row of `parts.csv`."""

    relationship: str
    action: str
    kind: str
    rule: str


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of this package's data tables."""
    return list(csv.DictReader((files(__package__) / name).read_text("utf-8").splitlines()))


_RULES = tuple(WorkbookRule(r["relationship"].lower(), r["action"], r["kind"], r["rule"]) for r in rows("parts.csv"))
UNKNOWN = WorkbookRule("*", "remove", "unknown", "unknown-part")


def rule_for(relationship: str) -> WorkbookRule:
    """The first row of `parts.csv` that fits a type of relationship."""
    wanted = relationship.lower()
    last = wanted.rpartition("/")[2]
    for rule in _RULES:
        if wanted.endswith("/" + rule.relationship) or fnmatchcase(last, rule.relationship):
            return rule
    return UNKNOWN


@dataclass(slots=True, eq=False)
class Link:
    """One part's reference to another, or to something outside the file."""

    id: str
    type: str
    part: WorkbookPart | None = None
    outside: str = ""

    @property
    def kind(self) -> str:
        """The last word of its type, e.g. `hyperlink`."""
        return self.type.rpartition("/")[2]


@dataclass(slots=True, eq=False)
class WorkbookPart:
    """A member of the package. `changed` says that its tree is written, not its bytes."""

    name: str
    content_type: str
    data: bytes
    rule: WorkbookRule
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
            if MORE.search(self.data):
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

    def related(self, kind: str) -> list[WorkbookPart]:
        """The parts of this kind that relationships lead to, in the file's order."""
        return [link.part for link in self.links if link.part is not None and link.part.rule.kind == kind]


@dataclass(slots=True, eq=False)
class WorkbookPackage:
    """All parts that the root leads to; `root` is a part without content that holds the root's links."""

    root: WorkbookPart
    parts: list[WorkbookPart]
    types: bytes
    defaults: dict[str, str]
    orphans: int
    names: dict[int, str] = field(default_factory=dict)  # id of a part → the member's name as it was read

    @property
    def book(self) -> WorkbookPart:
        """The part that lists the sheets."""
        for link in self.root.links:
            if link.part is not None and link.part.rule.kind == "workbook":
                return link.part
        raise DocumentError(NO_WORKBOOK)

    def holders(self) -> Iterator[WorkbookPart]:
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

    def _types_read(self) -> Iterator[tuple[WorkbookPart, str]]:
        yield from ((part, self.defaults.get(f"part:{self.names.get(id(part), '')}", "")) for part in self.parts)


def as_read(links: list[Link]) -> tuple[tuple[str, str, str], ...]:
    """Links as values, so that it can be seen later whether they changed."""
    return tuple((link.id, link.part.name if link.part is not None else "", link.outside) for link in links)


def _links(part: WorkbookPart, folder: str, *, keep: bool) -> bytes:
    if part.links_data is not None and part.was == as_read(part.links) and not MORE.search(part.links_data):
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


def _content_types(parts: list[WorkbookPart]) -> bytes:
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


def is_plain_id(identifier: str) -> bool:
    """Whether a relationship's id is one that programs make up, e.g. `rId7`."""
    return _PLAIN_ID.match(identifier) is not None
