"""What stands in the text parts: changes, comments, what does not show, notes of the template, fields, drawings.

The walk is the one that `redactor anonymise` reads with, so that both find the same and call places the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from redactor.documents.model import Tidying
from redactor.documents.word import fields, policy, tidy
from redactor.documents.word.blocks import AtomState, Field
from redactor.documents.word.drawings import covering_shapes, is_cropped
from redactor.documents.word.formats import Formats
from redactor.documents.word.names import FULL, SHORT, Element, get
from redactor.documents.word.names import rows as word_rows
from redactor.documents.word.package import Part
from redactor.documents.word.places import STORIES, Walk
from redactor.documents.word.prompts import cut_prompts, mark_prompts
from redactor.documents.word.stories import Walker

from .marks import inspect_marks, inspect_markup
from .model import Tally
from .targets import kind_of_target

_ONE_BY_ONE = ("footnotes", "endnotes", "comments", "building blocks")
_NOTHING_LEAVES = Tidying(accept_changes=False, comments=False, hidden_text=False, guidance=False)
# fields that make numbers, lists and jumps out of the text itself; any other can hold or fetch text from elsewhere
_LAYOUT = frozenset(
    """PAGE NUMPAGES NUMWORDS NUMCHARS SECTION SECTIONPAGES TOC REF PAGEREF NOTEREF SEQ STYLEREF DATE TIME LISTNUM
    AUTONUM AUTONUMLGL AUTONUMOUT INDEX TOA BIDIOUTLINE EQ SYMBOL ADVANCE FORMTEXT FORMCHECKBOX FORMDROPDOWN =
    FORMULA BIBLIOGRAPHY CITATION GOTOBUTTON COMPARE NEXT NEXTIF SKIPIF SHAPE""".split()
)
_HOLD_TEXT = frozenset("QUOTE IF SET XE TC TA HYPERLINK".split()) | {row["field"] for row in word_rows("fields.csv")}
_LINK = re.compile(r'(?i)HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))')
_CITING = (
    "a:blip", "v:imagedata", "w:hyperlink", "a:hlinkClick", "a:hlinkHover", "o:OLEObject", "c:externalData",
    "cx:externalData", "w:control", "w:altChunk", "w:subDoc", "w:contentPart", "asvg:svgBlip",
)  # fmt: skip
_NOTES = ("separator", "continuationSeparator", "continuationNotice")


class StoryInspector:
    """Inspects text parts one after another, the body first; `cited` then says where each relationship is used."""

    def __init__(self, main: Part, formats: Formats, tally: Tally) -> None:
        self.cited: dict[tuple[int, str], str] = {}  # (id of the part, id of the relationship) → place
        self._main = main
        self._formats = formats
        self._tally = tally
        self._counts: dict[str, int] = {}
        self._notes: dict[tuple[str, str], int] = {}

    def inspect(self, part: Part) -> None:
        """Count what a text part holds."""
        root, tally = part.root, self._tally
        story, word = STORIES[part.rule.kind]
        self._counts[word] = number = self._counts.get(word, 0) + 1
        label = "body" if not word else f"{word}s" if part.rule.kind in _ONE_BY_ONE else f"{word} {number}"
        inspect_markup(part, tally, label)
        tidy.settle_alternatives(root)
        walker = Walker(story, label if word else "", self._formats, _NOTHING_LEAVES)
        walker.prepare(root)
        walk = walker.walk
        if part.rule.kind in _ONE_BY_ONE:
            for unit, name in self._units(part, word):
                walker.within(unit, name)
        else:
            walker.inside(root)
        if part.rule.kind == "main":
            self._notes = walk.notes

        def at(element: Element) -> str:
            return walk.where(element) or label

        if part.rule.kind in ("header", "footer") and not policy.is_cited(part, self._main):
            tally.add("unused-header", word, label)
        self._text(walk)
        inspect_marks(root, tally, at)
        for shape in covering_shapes(root):
            tally.add("covering-shape", "", at(shape))
        for field in walk.fields:
            self._field(field)
        self._citations(part, at)

    def _units(self, part: Part, word: str) -> Iterator[tuple[Element, str]]:
        units: Iterable[Element] = part.root
        if part.rule.kind == "building blocks":
            units = next(part.root.iter(*FULL["w:docParts"]), part.root)
            self._tally.add("building-block", place="building blocks", count=len(list(units)))
        for number, unit in enumerate(units, 1):
            if word not in ("footnote", "endnote"):
                yield unit, f"{word} {number}"
            elif get(unit, "w:type") in _NOTES:
                yield unit, f"{word} separator"
            else:
                shown = self._notes.get((word, get(unit, "w:id") or ""))
                if shown is None:
                    self._tally.add("unused-note", word, f"{word}s")
                yield unit, f"{word} {shown}" if shown is not None else f"{word} that nothing refers to"

    def _text(self, walk: Walk) -> None:
        tally = self._tally
        for block in walk.blocks:
            if block.states & AtomState.HIDDEN:
                tally.add("hidden-text", place=block.spot.where)
            if block.states & AtomState.GUIDANCE:
                tally.add("guidance", place=block.spot.where)
        for place in walk.disguised:
            tally.add("false-redaction", place=place)
        noted = {id(block) for block in walk.blocks if block.states & AtomState.GUIDANCE}
        mark_prompts(walk.blocks)
        for block in walk.blocks:
            if block.states & AtomState.GUIDANCE:
                tally.add("prompt", place=block.spot.where, count=id(block) not in noted)
            elif block.atoms:
                tally.add("prompt", place=block.spot.where, count=cut_prompts([block], AtomState.PLAIN))

    def _field(self, field: Field) -> None:
        name, where = fields.kind(field), field.spot.where
        code = "".join(atom.raw for atom in field.code).strip()
        if name == "HYPERLINK":
            target = _LINK.match(code)
            if target is None:  # to a place in the same file
                self._tally.add("layout-field", name, where)
            else:
                address = target[1] or target[2] or ""
                self._tally.add("link", kind_of_target(address), where, value=address)
        elif name in _LAYOUT or name.startswith("="):
            self._tally.add("layout-field", name if name in _LAYOUT else "=", where)
        else:
            self._tally.add(
                "field",
                name if name in _HOLD_TEXT else "of another kind",
                where,
                value="" if code.upper() == name in _HOLD_TEXT else code,
            )

    def _citations(self, part: Part, at: Callable[[Element], str]) -> None:
        for element in tidy.find(part.root, _CITING):
            where = at(element)
            for attribute in ("r:id", "r:embed", "r:link", "r:pict"):
                identifier = get(element, attribute)
                if identifier is not None:
                    self.cited.setdefault((id(part), identifier), where)
            if SHORT[element.tag] in ("a:blip", "v:imagedata") and is_cropped(element):
                self._tally.add("picture-cropped", "", where)
