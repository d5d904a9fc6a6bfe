"""A Word file read and rewritten in place: nothing is tidied, and what is not replaced stays as it is.

`document.py` writes files that go out, and so takes metadata out of every file. This one is for drafts that stay in
the house: renumbering codes, putting names back. Comments, tracked changes, hidden text, authors, properties and
whatever else a file holds are kept; a part in which nothing is replaced keeps its bytes. What leads somewhere by its
name (a link, a bookmark, a style, a field that cites one) is read and never rewritten: see `Kept.fixed`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from redactor.documents.files import read_bytes
from redactor.documents.model import DocumentError, Passage, Place, Replacement, Story, Tidying

from . import fields, properties
from .archive import pack, unpack
from .blocks import Atom, State, view
from .collector import uncollected
from .document import checked
from .formats import Formats, read_formats
from .names import FULL, SHORT, Element, get
from .package import Package, Part, parse
from .places import STORIES, Walk
from .reader import open_package
from .replace import Edits
from .stories import Walker
from .surfaces import Surface, of_block
from .sweep import attribute_texts

NOTHING_LEAVES = Tidying(accept_changes=False, comments=False, hidden_text=False, guidance=False)
_KINDS = list(STORIES)
_PROPERTY_KINDS = {"core": "property {}", "app": "property {}", "custom": "custom property", "data": "data of a form"}
# fields whose code is text that is shown or listed; any other code cites or leads somewhere
_HOLD_TEXT = frozenset("XE TC TA QUOTE SET IF COMMENTS SUBJECT TITLE KEYWORDS".split())
_CLOSED = {"embedded": "embedded file", "control": "form control", "ink": "handwriting"}


@dataclass(frozen=True, slots=True)
class Stamped:
    """What a further change did: parts changed as trees (by member), and members made anew."""

    changed: set[str]
    members: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Closed:
    """A file inside the file, which is kept as it is."""

    what: str  # "embedded file"
    text: str | None  # all that is written in it; None where it cannot be read


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft that was read to be rewritten in place."""

    name: str  # of the file, without its folder
    digest: str  # SHA-256 of the file's bytes, in hexadecimal
    passages: tuple[Passage, ...]  # in reading order, numbered from 0
    fixed: tuple[Passage, ...]  # what is read and never rewritten: link targets, bookmarks, codes of fields
    pictures: int
    closed: tuple[Closed, ...]  # what is never rewritten: embedded files and the like
    _data: bytes = field(repr=False)

    def rewritten(
        self,
        replacements: Sequence[Replacement],
        stamp: Callable[[Package, Mapping[str, bytes]], Stamped] | None = None,
    ) -> bytes:
        """The file with these texts replaced; `stamp` may change the package further.

        Raises ValueError as `Document.rewritten` does.
        """
        by_passage = checked(replacements, self.passages)
        with uncollected():
            read = _Reading(self._data)
            edits, touched = Edits(), set()
            # the text as it stands is claimed before the text as it was, which shares characters with it
            for number in sorted(by_passage, key=lambda n: (self.passages[n].original, n)):
                touched.update(read.parts_of[number])
                for each in by_passage[number]:
                    for seen in read.surfaces[number].views:
                        edits.add(seen, each.start, each.end, each.text, marked=each.marked)
            edits.apply()
            members = unpack(self._data)
            if stamp is not None:
                stamped = stamp(read.package, members)
                touched |= stamped.changed
                members.update(stamped.members)
            changed = [part for part in read.package.parts if part.member in touched]
            members.update((part.member, _serialised(part.root)) for part in changed)
            return pack(members.items())


def read_in_place(path: Path) -> Kept:
    """Read a Word file to rewrite it in place. Raises DocumentError, as `read` does."""
    return kept(path.name, read_bytes(path))


def kept(name: str, data: bytes) -> Kept:
    """The same of a file's bytes."""
    with uncollected():
        found = _Reading(data)
        parts = found.package.parts
        return Kept(
            name,
            hashlib.sha256(data).hexdigest(),
            tuple(surface.passage(number) for number, surface in enumerate(found.surfaces)),
            tuple(surface.passage(number) for number, surface in enumerate(found.fixed)),
            sum(part.rule.action == "picture" for part in parts),
            tuple(Closed(_CLOSED[p.rule.kind], _text_inside(p.data)) for p in parts if p.rule.kind in _CLOSED),
            data,
        )


def _refuse(package: Package) -> None:
    """Raise DocumentError for what cannot be changed and stay what it is, or cannot be read."""
    kinds = {part.rule.kind for part in package.parts}
    if next(package.main.root.iter(*FULL["w:altChunk"]), None) is not None:
        kinds.add("alternative text chunk")
    for kind, sentence in _REFUSED.items():
        if kind in kinds:
            raise DocumentError(sentence)


_REFUSED = {
    "signature": "The file is signed; a changed file would not be the signed one. Save an unsigned copy in Word and try again.",
    "macros": "The file holds macros. Save it as a .docx without macros in Word and try again.",
    "alternative text chunk": "The file holds text in another format that Word has not taken over yet. Open it in Word, save it "
    "as a .docx and try again.",
}


def _text_inside(data: bytes) -> str | None:
    """The text of an Office file inside the file, such as the workbook behind a chart."""
    try:
        members = unpack(data)
        roots = [parse(content, name) for name, content in members.items() if name.endswith(".xml")]
    except DocumentError:
        return None
    return "\n".join(text for root in roots for text in map(str, root.itertext()) if text.strip())


def _serialised(root: Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


class _Everything(Walker):
    """Also walks what older programs show in the place of newer drawings, which repeats their text."""

    def _fallback(self, element: Element) -> None:
        boxes = self._box_count
        self._box_count = max(0, boxes - sum(1 for _ in element.iter(*FULL["w:txbxContent"])))
        self.inside(element)
        self._box_count = boxes


class _Handlers(dict[str, Callable[[_Everything, Element], None]]):
    def __missing__(self, tag: str) -> Callable[[_Everything, Element], None]:
        handler = _Everything._fallback if SHORT[tag] == "mc:Fallback" else Walker.handlers[tag]
        self[tag] = handler
        return handler


_Everything.handlers = _Handlers()


class _Reading:
    """One reading of a file: what can be rewritten (`surfaces`), what cannot (`fixed`), and the package behind it."""

    def __init__(self, data: bytes) -> None:
        self.package = package = open_package(data)
        _refuse(package)
        self.surfaces: list[Surface] = []
        self.fixed: list[Surface] = []
        self.parts_of: list[set[str]] = []  # members behind each surface
        self._number: dict[tuple[str, str, str, bool], int] = {}
        self._counts: dict[str, int] = {}
        self._notes: dict[tuple[str, str], int] = {}
        self._spots: dict[Element, str] = {}
        styles, theme = package.main.related("styles"), package.main.related("theme")
        self._formats: Formats = read_formats(styles[0].root if styles else None, theme[0].root if theme else None)
        texts = [part for part in package.parts if part.rule.kind in STORIES]
        for part in sorted(texts, key=lambda part: _KINDS.index(part.rule.kind)):
            self._story(part)
        for part in package.parts:
            if part.rule.action in ("story", "rewrite") or part.rule.kind == "building blocks":
                self._attributes(part)
            elif part.rule.kind == "people":
                for person in part.root.iter(*FULL["w15:person"]):
                    self._attribute(part, person, "w15:author", Place(Story.AUTHOR, "list of people", part.name))
        for part in package.parts:
            if part.rule.kind in _PROPERTY_KINDS:
                for name, atom in properties.text_atoms(part):
                    place = Place(Story.PROPERTY, _PROPERTY_KINDS[part.rule.kind].format(name), part.name)
                    self._add(part, Surface(view([atom]).text, place, [view([atom])]))
        for holder in package.holders():
            for link in holder:
                if link.part is None and link.kind == "hyperlink":
                    self._fix(link.outside, Place(Story.LINK_TARGET, "link target"))

    def _add(self, part: Part, surface: Surface) -> None:
        """Note a text; one that says the same in the same place is a second copy of it, and changed along with it."""
        key = (surface.place.part, surface.place.where, surface.text, surface.original)
        # the text of a diagram stands in the file twice, in two parts
        copy = part.rule.kind in ("diagram", "diagram drawing")
        key = ("diagram", "", surface.text, False) if copy else key
        known = self._number.setdefault(key, len(self.surfaces)) if surface.text.strip() else len(self.surfaces)
        if known < len(self.surfaces):
            self.surfaces[known].views += surface.views
            self.parts_of[known].add(part.member)
        else:
            self.surfaces.append(surface)
            self.parts_of.append({part.member})

    def _fix(self, text: str, place: Place) -> None:
        if text.strip():
            seen = view([Atom(self.package.main.root, text)], underscores=True)
            self.fixed.append(Surface(seen.text, place))

    def _story(self, part: Part) -> None:
        root = part.root
        story, word = STORIES[part.rule.kind]
        self._counts[word] = self._counts.get(word, 0) + 1
        units = part.rule.kind in ("footnotes", "endnotes", "comments", "building blocks")
        label = f"{word}s" if units else f"{word} {self._counts[word]}" if word else ""
        walker = _Everything(story, label, self._formats, NOTHING_LEAVES)
        walker.prepare(root)
        if units:
            for unit, where in self._units(part, word):
                walker.within(unit, where)
        else:
            walker.inside(root)
        if part.rule.kind == "main":
            self._notes = walker.walk.notes
        self._spots.update((element, spot.where) for element, spot in walker.walk.spots.items())
        self._walked(part, walker.walk)

    def _units(self, part: Part, word: str) -> Iterable[tuple[Element, str]]:
        holder = part.root
        if part.rule.kind == "building blocks":
            holder = next(holder.iter(*FULL["w:docParts"]), holder)
        for number, unit in enumerate(holder, 1):
            identifier = get(unit, "w:id") or ""
            if word not in ("footnote", "endnote"):
                yield unit, f"{word} {number}"
            elif get(unit, "w:type") in ("separator", "continuationSeparator", "continuationNotice"):
                yield unit, f"{word} separator"
            else:
                yield unit, f"{word} {self._notes.get((word, identifier), identifier)}"

    def _walked(self, part: Part, walk: Walk) -> None:
        for block in walk.blocks:
            if block.atoms:
                for surface in of_block(block, part.name, State.PLAIN, accepting=False):
                    self._add(part, surface)
        for code in walk.fields:
            seen, place = view(code.code), Place(Story.FIELD_CODE, f"field in {code.spot.where}", part.name)
            if fields.kind(code) in _HOLD_TEXT:
                self._add(part, Surface(seen.text, place, [seen]))
            else:
                self._fix("".join(atom.raw for atom in code.code), place)

    def _attributes(self, part: Part) -> None:
        for found in attribute_texts(part.root):
            where = found.rule.label
            spot = next((self._spots[a] for a in found.element.iterancestors() if a in self._spots), "")
            seen = view([found.atom])
            place = Place(found.story, f"{where} in {spot}" if spot else where, part.name)
            self._add(part, Surface(seen.text, place, [seen]))
        for name in part.root.iter(*FULL["w:bookmarkStart"]):
            self._fix(get(name, "w:name") or "", Place(Story.ATTRIBUTE, "bookmark", part.name))

    def _attribute(self, part: Part, element: Element, short: str, place: Place) -> None:
        full = next((name for name in FULL[short] if element.get(name) is not None), None)
        if full is not None:
            seen = view([Atom(element, str(element.get(full)), attribute=full)])
            self._add(part, Surface(seen.text, place, [seen]))
