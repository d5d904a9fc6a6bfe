"""One reading of a Word file that is rewritten in place: what can be rewritten, what cannot, and the package behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from redactor.documents.model import DocumentError, Place, Story, Tidying

from . import fields, properties
from .blocks import Atom, AtomState, view
from .formats import Formats, read_formats
from .names import FULL, SHORT, Element, get
from .package import Package, Part
from .places import STORIES, Walk
from .reader import open_package
from .stories import Walker
from .surfaces import Surface, of_block
from .sweep import attribute_texts

NOTHING_LEAVES = Tidying(accept_changes=False, comments=False, hidden_text=False, guidance=False)
_KINDS = list(STORIES)
_PROPERTY_KINDS = {"core": "property {}", "app": "property {}", "custom": "custom property", "data": "data of a form"}
# fields whose code is text that is shown or listed; any other code cites or leads somewhere
_HOLD_TEXT = frozenset("XE TC TA QUOTE SET IF COMMENTS SUBJECT TITLE KEYWORDS".split())


def refuse(package: Package) -> None:
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


class FileReading:
    """One reading of a file: what can be rewritten (`surfaces`), what cannot (`fixed`), and the package behind it."""

    def __init__(self, data: bytes) -> None:
        self.package = package = open_package(data)
        refuse(package)
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
                for surface in of_block(block, part.name, AtomState.PLAIN, accepting=False):
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
