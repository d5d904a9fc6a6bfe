"""A Word file as its parts: what relationships lead to from the root, each part with its rule of `parts.csv`.

Parts are found by the type of the relationship that leads to them, never by file name, in either namespace family,
names compared without case. What nothing leads to is not read and not written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from posixpath import dirname, splitext
from xml.sax.saxutils import quoteattr

from lxml import etree

from redactor.documents.model import DocumentError

from .archive import DAMAGED, UNSAFE, pack
from .declarations import serialise
from .names import Element, rows

_RELS = "application/vnd.openxmlformats-package.relationships+xml"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MOST_ATTRIBUTES = 1_000  # of one element; Word writes a few dozen, and reading them takes the square of their number
_PLAIN_ID = re.compile(r"[A-Za-z]{1,5}[0-9a-fA-F]{1,32}\Z")


@dataclass(frozen=True, slots=True)
class PartRule:
    """A row of `parts.csv`."""

    relationship: str
    content_type: str
    action: str
    kind: str
    rule: str


_RULES = tuple(
    PartRule(row["relationship"].lower(), row["content_type"].lower(), row["action"], row["kind"], row["rule"])
    for row in rows("parts.csv")
)
_UNKNOWN = PartRule("*", "*", "remove", "unknown", "unknown-part")


@dataclass(slots=True, eq=False)
class Relationship:
    """One part's reference to another, or to something outside the file."""

    id: str
    type: str
    part: Part | None = None
    outside: str = ""  # the target where it lies outside the file

    @property
    def kind(self) -> str:
        """The last word of its type, e.g. `hyperlink`."""
        return self.type.rpartition("/")[2]


@dataclass(slots=True, eq=False)
class Part:
    """A member of the package: its XML parsed on demand, or its bytes."""

    name: str  # without the leading slash; already a plain one where the file's own name was unusual
    content_type: str
    data: bytes
    rule: PartRule
    relationships: list[Relationship] = field(default_factory=list)
    _root: Element | None = None
    member: str = ""  # its name in the zip file that was read

    @property
    def root(self) -> Element:
        """The root element. Raises DocumentError where the part is not sound XML or has a DTD."""
        if self._root is None:
            self._root = parse(self.data, self.name)
        return self._root

    def replace_root(self, root: Element) -> None:
        """Write this element tree instead of what the part held."""
        self._root = root

    def serialised(self) -> bytes:
        """The bytes to write."""
        return _DECLARATION + serialise(self._root) if self._root is not None else self.data

    def related(self, kind: str) -> list[Part]:
        """The parts that relationships of this kind lead to, in the file's order."""
        return [link.part for link in self.relationships if link.part is not None and link.part.rule.kind == kind]


def parse(data: bytes, name: str) -> Element:
    """The root of an XML part, comments and processing instructions left out.

    Raises DocumentError where it has a document type definition, which could hold text that no reader shows, or is
    not sound.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        # the parser's own message can quote the text
        raise DocumentError(DAMAGED.format(f"its part {name} cannot be read")) from None
    if any(len(element.attrib) > _MOST_ATTRIBUTES for element in root.iter()):
        raise DocumentError(UNSAFE.format(f"an element of its part {name} has thousands of attributes"))
    document = root.getroottree().docinfo
    if document.internalDTD is not None or document.externalDTD is not None:
        raise DocumentError(
            f"The file holds a document type definition (in its part {name}), which Word never writes and which can "
            "hide text. "
            "Open it in Word, save it as a new .docx and try again."
        )
    return root


def rule_for(relationship: str, content_type: str) -> PartRule:
    """The first row of `parts.csv` that fits a part reached by this type of relationship."""
    wanted = relationship.lower()
    for rule in _RULES:
        if (wanted.endswith("/" + rule.relationship) or fnmatchcase(wanted.rpartition("/")[2], rule.relationship)) and (
            fnmatchcase(content_type.lower(), rule.content_type)
        ):
            return rule
    return _UNKNOWN


@dataclass(slots=True, eq=False)
class Package:
    """All parts that the root leads to. `relationships` are the root's own."""

    relationships: list[Relationship]
    parts: list[Part]
    orphans: int  # members that nothing leads to
    missing: int  # relationships that lead to nothing

    @property
    def main(self) -> Part:
        """The part that holds the body."""
        for link in self.relationships:
            if link.part is not None and link.part.rule.kind == "main":
                return link.part
        raise DocumentError("The file is not a Word document. Save the draft in Word as .docx and try again.")

    def holders(self) -> Iterator[list[Relationship]]:
        """Every list of relationships, the root's first."""
        yield self.relationships
        for part in self.parts:
            yield part.relationships

    def prune(self) -> None:
        """Forget parts that no relationship leads to any more."""
        found: list[Part] = []
        seen: set[int] = set()
        queue = [link.part for link in self.relationships]
        while queue:
            part = queue.pop(0)
            if part is not None and id(part) not in seen:
                seen.add(id(part))
                found.append(part)
                queue += [link.part for link in part.relationships]
        order = {id(part): index for index, part in enumerate(self.parts)}
        self.parts = sorted(found, key=lambda part: order[id(part)])

    def save(self) -> bytes:
        """The zip file: content types and relationships built anew, parts in the order of their names."""
        members = [("_rels/.rels", _relationships(self.relationships, ""))]
        for part in sorted(self.parts, key=lambda part: part.name):
            members.append((part.name, part.serialised()))
            if part.relationships:
                folder = dirname(part.name)
                members.append(
                    (f"{folder}/_rels/{part.name.rpartition('/')[2]}.rels", _relationships(part.relationships, folder))
                )
        return pack([("[Content_Types].xml", _content_types(self.parts)), *members])


def _content_types(parts: list[Part]) -> bytes:
    defaults = {"rels": _RELS, "xml": "application/xml"}
    overrides = []
    for part in sorted(parts, key=lambda part: part.name):
        extension = splitext(part.name)[1][1:].lower()
        if (
            part.rule.action in ("picture", "flag")
            and extension
            and defaults.setdefault(extension, part.content_type) == part.content_type
        ):
            continue
        overrides.append((part.name, part.content_type))
    lines = ['<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">']
    lines += [f"<Default Extension={quoteattr(e)} ContentType={quoteattr(t)}/>" for e, t in sorted(defaults.items())]
    lines += [f"<Override PartName={quoteattr('/' + n)} ContentType={quoteattr(t)}/>" for n, t in overrides]
    return _DECLARATION + ("".join(lines) + "</Types>").encode()


def _relationships(links: list[Relationship], folder: str) -> bytes:
    lines = ['<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">']
    for link in links:
        if link.part is not None:
            inside = link.part.name.startswith(f"{folder}/") if folder else True
            target = (
                link.part.name[len(folder) + 1 :] if inside and folder else ("" if not folder else "/") + link.part.name
            )
            mode = ""
        else:
            target, mode = link.outside, ' TargetMode="External"'
        lines.append(
            f"<Relationship Id={quoteattr(link.id)} Type={quoteattr(link.type)} Target={quoteattr(target)}{mode}/>"
        )
    return _DECLARATION + ("".join(lines) + "</Relationships>").encode()


def is_plain_id(identifier: str) -> bool:
    """Whether a relationship's id is one that programs make up, e.g. `rId7`."""
    return _PLAIN_ID.match(identifier) is not None


def as_document(part: Part) -> bool:
    """Make a template or macro-enabled main part an ordinary document's; whether it was one of those."""
    if part.content_type == _DOCUMENT:
        return False
    part.content_type = _DOCUMENT
    return True
