"""Every text of a part that is no cell: paragraphs of shapes, notes, page headers, values that charts keep, attributes.

What `attributes.csv` names is treated as it says. Any other attribute that does not look like a word of the format's own is
read as well: a part that nobody thought of must not carry a name out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from redactor.documents.model import Cell, Place, Story
from redactor.documents.word.blocks import Atom

from .numbers import BIRTH, CellFormats, as_text
from .package import WorkbookPart, rows
from .surfaces import CellSurface
from .texts import header_view, literal_views, view
from .xml import LOCAL, Element, attribute, make

_DO: dict[tuple[str, str], tuple[str, str]] = {
    (row["element"], row["attribute"]): (row["do"], row["what"]) for row in rows("attributes.csv")
}
_FORMAT_WORD = re.compile(
    r"[a-z][A-Za-z]*\d*"  # a word of the format's own: mediumDashDot, accent1
    r"|[-+]?[\d.,:;%/ eE+-]+(?:pt|px|in|cm|mm|em)?"
    r"|#?[0-9A-Fa-f]{3,32}|\{[0-9A-Fa-f-]{36}\}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
    r"|\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?"
    r"|(?:https?://(?:schemas\.(?:openxmlformats\.org|microsoft\.com)|purl\.oclc\.org|www\.w3\.org)/|urn:schemas-microsoft-com)\S*"
    r"|[0-9\-T:.Z]{10,30}|[A-Z]{1,3}|_x0000_\w{1,12}|#_x0000_\w{1,12}|x\w{1,3}(?: x\w{1,3})*|True|False|None"
)
_BOILERPLATE = re.compile(
    r"(?:Chart|Picture|Table|TextBox|Text Box|Rectangle|Shape|Straight Connector|Group|Comment|Drop Down|Check Box|Button|Label|"
    r"PivotTable|PivotChart|Oval|Line|Straight Arrow Connector|Diagram|Slicer|Title|Values|Calendar|Graphic|Object|Control|"
    r"List Box|Spinner|Scroll Bar|Option Button|Group Box|Office|Office Theme|Office Classic|Office 2007 - 2010|"
    r"Sheet|ThisWorkbook|Workbook|Normal|Image)\s?\d*|"
    r"TableStyle\w+|PivotStyle\w+|SlicerStyle\w+|TimeSlicerStyle\w+|_xlnm\.\w+|Windows User|AI|DT_\w+",
)
# elements whose text is a formula, or leads to cells
_FORMULAS = frozenset(
    ("f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula", "oldFormula",
     "FmlaLink", "FmlaRange", "FmlaTxbx", "FmlaPict", "FmlaGroup", "sqref")
)  # fmt: skip
_FORMATS = frozenset(("formatCode",))
_HEADERS = {
    "oddHeader": (Story.HEADER, "header"), "evenHeader": (Story.HEADER, "header of even pages"),
    "firstHeader": (Story.HEADER, "header of the first page"), "oddFooter": (Story.FOOTER, "footer"),
    "evenFooter": (Story.FOOTER, "footer of even pages"), "firstFooter": (Story.FOOTER, "footer of the first page"),
}  # fmt: skip
_SKIPPED = frozenset(("sheetData",))  # read by cells.py
_STORIES = {
    "drawing": (Story.TEXT_BOX, "shape"), "old drawing": (Story.TEXT_BOX, "shape"), "chart": (Story.CHART, "chart"),
    "diagram": (Story.DIAGRAM, "diagram"), "comments": (Story.COMMENT, "comment"), "threads": (Story.COMMENT, "comment"),
}  # fmt: skip
_GROUPS = {"p": ("t",), "div": ()}  # what holds a paragraph; a `div` of an old drawing holds text anywhere


@dataclass(slots=True)
class Sweep:
    """What is read of one part. `label` is where it is, for a reader; `leaves` says that the part will go."""

    part: WorkbookPart
    label: str
    formats: CellFormats
    leaves: bool = False
    keeps: bool = False  # nothing leaves: what else would be dropped is a text like others
    found: list[CellSurface] = field(default_factory=list)
    named: list[CellSurface] = field(default_factory=list)  # names of sheets, tables …, in their group
    _same: dict[tuple[str, str, str], CellSurface] = field(default_factory=dict)
    _story: Story = Story.ATTRIBUTE
    _what: str = ""
    _field: str = ""
    _paragraphs: int = 0

    def run(self) -> Sweep:
        """Read the part."""
        self._story, self._what = _STORIES.get(self.part.rule.kind, (Story.ATTRIBUTE, self.part.rule.kind))
        self._walk(self.part.root)
        return self

    def _walk(self, element: Element) -> None:
        stack = [(element, "")]
        while stack:
            item, within = stack.pop()
            name = LOCAL[item.tag]
            self._attributes(item, name)
            if name in _SKIPPED and self.part.rule.kind == "sheet":
                continue
            if name == "cacheField":
                self._field = attribute(item, "name") or ""
            if name == "p" and "drawingml" in str(item.tag):
                self._paragraph([a for a in item.iter() if LOCAL[a.tag] == "t" and a.text], item)
                stack.extend((below, "p") for below in reversed(item))
                continue
            if name in ("text", "is", "si") and len(item) and within != "p":
                self._paragraph(_without_phonetic(item), item)
                phonetic = [a for a in item.iter() if LOCAL[a.tag] == "t" and a.text and _under(a, "rPh")]
                self._paragraph(phonetic, item)
                continue
            if name == "div" and self.part.rule.kind == "old drawing":
                _spread_tails(item)
                self._paragraph([a for a in item.iter() if a.text and a.text.strip()], item)
                continue
            if item.text and item.text.strip() and not (within == "p" and name == "t"):
                self._text(item, name)
            stack.extend((below, within) for below in reversed(item))
            if item.tail and item.tail.strip() and not self.keeps:
                item.tail = None  # text where no program shows any
                self.part.changed = True

    # ---- texts

    def _paragraph(self, nodes: Iterable[Element], holder: Element) -> None:
        atoms = [Atom(node, node.text or "") for node in nodes]
        if not atoms:
            return
        seen = view(atoms)
        if not _tells(seen.text):
            return
        self._paragraphs += 1
        place = Place(self._story, self._where(holder), self.part.name)
        self.found.append(CellSurface(seen.text, place, [self.part], [seen], leaves=self.leaves))

    def _where(self, holder: Element) -> str:
        if self.part.rule.kind in ("comments", "threads"):
            comment: Element | None = holder
            while comment is not None and LOCAL[comment.tag] not in ("comment", "threadedComment"):
                comment = comment.getparent()
            spot = (comment.get("ref") or "") if comment is not None else ""
            return f"{self.label}, comment" + (f" on cell {spot}" if re.fullmatch(r"[A-Z]{1,3}\d{1,7}", spot) else "")
        return f"{self.label}, {self._what} text {self._paragraphs}"

    def _text(self, item: Element, name: str) -> None:
        text = item.text or ""
        atom = Atom(item, text)
        if name in _HEADERS and self.part.rule.kind in ("sheet", "chartsheet", "dialogsheet", "chart"):
            story, what = _HEADERS[name]
            seen = header_view(atom)
            if _tells(seen.text):
                place = Place(story, f"{what} of {self.label}", self.part.name)
                self.found.append(CellSurface(seen.text, place, [self.part], [seen], leaves=self.leaves))
        elif name in _FORMULAS:
            self._literals(atom, "formula")
        elif name in _FORMATS:
            self._literals(atom, "format of numbers")
        elif name == "author":
            self._add(atom, Story.AUTHOR, "author of comments")
        elif name == "FmlaMacro" and not self.keeps:
            item.text = None
            self.part.changed = True
        elif not _FORMAT_WORD.fullmatch(text.strip()) or self._may_name(name, text):
            if name in ("text", "t", "v") and self.part.rule.kind in _STORIES:
                self._paragraph([item], item)
            else:
                self._add(atom, self._story, self._what)

    def _may_name(self, name: str, text: str) -> bool:
        """Whether an element holds words of people, so that "jane" is no word of the format's."""
        return name in ("text", "t", "v", "pt") and any(c.isalpha() for c in text) and self.part.rule.kind in _STORIES

    def _literals(self, atom: Atom, what: str) -> None:
        if '"' in atom.raw:
            for seen in literal_views(atom):
                place = Place(Story.FIELD_CODE, f"{what} in {self.label}", self.part.name)
                self.found.append(CellSurface(seen.text, place, [self.part], [seen], leaves=self.leaves))

    # ---- attributes

    def _attributes(self, item: Element, name: str) -> None:
        for key, raw in list(item.attrib.items()):
            value = str(raw)
            if not value.strip() or "relationships}" in str(key):
                continue
            local = LOCAL[key]
            do, what = _rule(name, local)
            if do == "keep":
                continue
            if do == "drop" and not self.keeps:
                del item.attrib[key]
                self.part.changed = True
                self._learn(value, what)
                continue
            atom = Atom(item, value, attribute=str(key))
            if do == "literals":
                self._literals(atom, what)
            elif do == "name":
                self._name(atom, item, what)
            elif do in ("style", "cite", "reference", "field"):
                if not (_FORMAT_WORD.fullmatch(value) or _BOILERPLATE.fullmatch(value)) or do == "field":
                    self._name(atom, item, do)
            elif do == "drop":
                self._add(atom, Story.ATTRIBUTE, what or self.part.rule.kind)
            elif do == "author":
                self._add(atom, Story.AUTHOR, what)
            elif do == "birth":
                self._birth(atom, item, value)
            elif do == "text":
                if not _BOILERPLATE.fullmatch(value) and not (name == "cellStyle" and item.get("builtinId")):
                    self._add(
                        atom, Story.ALTERNATIVE_TEXT if what == "alternative text" else self._story_of(what), what
                    )
            elif not (_FORMAT_WORD.fullmatch(value) or _BOILERPLATE.fullmatch(value)):
                self._add(atom, Story.ATTRIBUTE, self.part.rule.kind)

    def _story_of(self, what: str) -> Story:
        return Story.LINK_TARGET if what == "link inside the file" else Story.ATTRIBUTE

    def _learn(self, value: str, what: str) -> None:
        if _tells(value) and not _FORMAT_WORD.fullmatch(value):
            place = Place(Story.ATTRIBUTE, f"{self.label}, {what or 'what leaves'}", self.part.name)
            self.found.append(CellSurface(value, place, leaves=True))

    def _name(self, atom: Atom, item: Element, group: str) -> None:
        seen = view([atom], underscores=group in ("name", "table"))
        place = Place(Story.ATTRIBUTE, f"name in {self.label}", self.part.name)
        self.named.append(
            CellSurface(seen.text, place, [self.part], [seen], element=item, group=group, leaves=self.leaves)
        )

    def _add(self, atom: Atom, story: Story, what: str) -> None:
        """A text, or one more place of a text that the part has said already."""
        seen = view([atom], underscores=False)
        if not _tells(seen.text):
            return
        key = (str(story), what, seen.text)
        known = self._same.get(key)
        if known is not None:
            known.views.append(seen)
            return
        cell = None
        if self._field and self.part.rule.kind == "pivot data" and story is Story.ATTRIBUTE:
            cell = Cell(9_000, 2, 1, self._field)
        place = Place(story, f"{self.label}, {what}" if what else self.label, self.part.name)
        self._same[key] = CellSurface(seen.text, place, [self.part], [seen], cell=cell, leaves=self.leaves)
        self.found.append(self._same[key])

    def _birth(self, atom: Atom, item: Element, value: str) -> None:
        """A date or number in the data behind a pivot table, where its column says that it identifies."""
        text = as_text(value, -1, self._field, self.formats)
        if LOCAL[item.tag] == "d" and BIRTH.search(self._field):
            text = f"{value[8:10]}/{value[5:7]}/{value[:4]}"
        if text:
            place = Place(Story.ATTRIBUTE, f"{self.label}, value of a pivot table", self.part.name)
            cell = Cell(9_000, 2, 1, self._field)
            self.found.append(
                CellSurface(text, place, [self.part], cell=cell, element=item, number=True, leaves=self.leaves)
            )


def _rule(element: str, local: str) -> tuple[str, str]:
    return _DO.get((element, local)) or _DO.get(("*", local)) or _DO.get((element, "*")) or ("", "")


def _without_phonetic(item: Element) -> Iterator[Element]:
    return (a for a in item.iter() if LOCAL[a.tag] == "t" and a.text and not _under(a, "rPh"))


def _under(item: Element, name: str) -> bool:
    parent = item.getparent()
    return parent is not None and LOCAL[parent.tag] == name


def _spread_tails(holder: Element) -> None:
    """Give text that follows an element one of its own, so that every text has a place."""
    for item in list(holder.iter()):
        if item is not holder and item.tail and item.tail.strip():
            made = make(holder, "font")
            made.text, item.tail = item.tail, None
            item.addnext(made)


def _tells(text: str) -> bool:
    return any(character.isalnum() for character in text)
