"""The texts of an OpenDocument part in reading order: paragraphs, cells, notes, remarks, headers, what was deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from redactor.sources.source import SourceFact, SourceText

_SPACES = {"tab": "\t", "line-break": "\n", "soft-page-break": ""}
# they stand inside a paragraph, and are read by themselves
_APART = frozenset(
    "note annotation frame text-box table custom-shape rect ellipse line polygon connector caption g".split()
)
_UNREAD = frozenset(
    (
        "annotation-end",
        "bookmark",
        "bookmark-start",
        "bookmark-end",
        "change",
        "change-start",
        "change-end",
        "note-citation",
    )
)
_FIELD_NAMES = re.compile(
    r"(?:string-value|current-value|formula|condition|display-name|name|title|help-message|label|command|value)"
)
_TYPED_OF = frozenset(
    "bookmark bookmark-start section user-field-decl variable-decl user-field-get database-display named-range table frame "
    "content-validation "
    "hidden-text hidden-paragraph conditional-text reference-mark reference-mark-start table-of-content form-control text "
    "textarea button user-index-mark alphabetical-index-mark style change-info list-level-style-number".split()
)
_NUMBERS = re.compile(
    r"[-\d.,%#a-fA-F]*(?:cm|in|pt|mm|px|em)?|true|false|none|P\d+|T\d+|ce\d+|co\d+|ro\d+|ta\d+|fr\d+|gr\d+|L\d+|Table\d+(?:\.\w+)?"
)
_HIDDEN = "Hidden text: it does not show, but it is in the file."
_TRACKED = "Tracked changes hold what was written before, and by whom."
_COMMENTS = "Comments are still in the file, with who wrote them."
_LINKED = "The file links to another file or folder; such a path often holds a login or a name."
_COVERED = "Text that is white or too small to be seen."
_INSIDE = re.compile(
    r"#.*|\.?/?(?:Pictures|Object|ObjectReplacements|media)[ /].*|(?:https?|mailto|tel):.*", re.I | re.S
)


@dataclass(slots=True)
class PartTexts:
    """What was read of a part; `within` begins its places."""

    within: str
    sheets: bool = False
    texts: list[SourceText] = field(default_factory=list)
    facts: list[SourceFact] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def say(self, text: str, place: str, layer: str, header: str = "", heading: int = 0) -> None:
        """A text, if it says anything."""
        if text.strip():
            self.texts.append(SourceText(text, f"{self.within}{place}", layer, header, heading))

    def fact(self, rule: str, place: str, sentence: str) -> None:
        """Something that the format tells."""
        self.facts.append(SourceFact(rule, f"{self.within}{place}", sentence))

    def next(self, what: str) -> int:
        """The number of the next of its kind."""
        self.counts[what] = self.counts.get(what, 0) + 1
        return self.counts[what]


@dataclass(frozen=True, slots=True)
class _Where:
    """Where the walk is: the place so far, and in which layer its texts are."""

    place: str
    layer: str = "text"
    header: str = ""


def read_text(root: etree._Element, part: str, read: PartTexts) -> None:
    """All texts of a part ("content" or "styles") into `read`."""
    hidden, unseen = _styles(root)
    walker = _Walker(read, hidden, unseen)
    if part == "content":
        for body in _children(root, "body"):
            walker.walk(body, _Where("body"))
    else:
        for page in root.iter(etree.Element):
            if local(page) in ("header", "header-left", "header-first", "footer", "footer-left", "footer-first"):
                kind = local(page).split("-")[0]
                walker.walk(page, _Where(f"{kind} {read.next(kind)}"))
    _attributes(root, read, "body" if part == "content" else "page styles")


def local(element: etree._Element) -> str:
    """Its name without its vocabulary; "" for comments."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """The value of an attribute by its local name; "" where there is none."""
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), "")


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if local(child) == name)


def _styles(root: etree._Element) -> tuple[frozenset[str], frozenset[str]]:
    """Names of styles whose text is hidden, and whose text nobody can see."""
    hidden, unseen = set(), set()
    for style in root.iter(etree.Element):
        if local(style) != "style":
            continue
        for shown in _children(style, "text-properties"):
            size = re.fullmatch(r"([\d.]+)pt", attribute(shown, "font-size"))
            white = attribute(shown, "color").lower() == "#ffffff" and attribute(shown, "background-color") in (
                "",
                "transparent",
                "#ffffff",
            )
            if attribute(shown, "display") == "none":
                hidden.add(attribute(style, "name"))
            elif white or (size and float(size[1].rstrip(".") or 9) < 2):
                unseen.add(attribute(style, "name"))
    return frozenset(hidden), frozenset(unseen)


class _Walker:
    """One walk; the place of a text is what leads a reader to it."""

    def __init__(self, read: PartTexts, hidden: frozenset[str], unseen: frozenset[str]) -> None:
        self._read, self._hidden, self._unseen = read, hidden, unseen

    def walk(self, element: etree._Element, where: _Where) -> None:
        """The children of an element, in order."""
        for child in element:
            name = local(child)
            if name in ("p", "h"):
                self._paragraph(child, where)
            elif name == "table":
                self._table(child, where)
            elif name == "annotation":
                self._annotation(child, where)
            elif name == "note":
                self._note(child)
            elif name == "tracked-changes":
                self._changes(child)
            elif name in ("title", "desc") and isinstance(child.text, str):
                self._read.say(child.text, "text behind a picture or drawing", "annotation")
            elif name in ("creator", "creator-initials", "sender-initials", "date", "date-string") and where.layer in (
                "comment",
                "hidden",
            ):
                continue  # read with the remark or the change that they are of
            elif name == "change-info":
                continue
            elif name in ("forms", "scripts"):
                self._plain(child)
            elif name:
                self._text_of_its_own(child, where)
                layer = "hidden" if attribute(child, "display") == "none" and name == "section" else where.layer
                self.walk(child, _Where(where.place, layer, where.header))

    def _text_of_its_own(self, element: etree._Element, where: _Where) -> None:
        """What stands in an element that should hold none."""
        for text in (element.text, *(c.tail for c in element)):
            if text and text.strip():
                self._read.say(text, where.place, "hidden")

    def _paragraph(self, paragraph: etree._Element, where: _Where) -> None:
        said: list[str] = []
        apart: list[etree._Element] = []
        if where.place == "body":
            where = _Where(f"body, paragraph {self._read.next('paragraph')}", where.layer)
        self._inline(paragraph, said, apart, where)
        layer = where.layer
        if attribute(paragraph, "style-name") in self._hidden:
            layer = "hidden"
            self._read.fact("hidden-text", where.place, _HIDDEN)
        level = attribute(paragraph, "outline-level") if local(paragraph) == "h" else ""
        self._read.say(
            "".join(said), where.place, layer, where.header, int(level) if level.isdigit() and len(level) < 3 else 0
        )
        for each in apart:
            name = local(each)
            if name == "note":
                self._note(each)
            elif name == "annotation":
                self._annotation(each, where)
            elif name == "table":
                self._table(each, where)
            else:
                place = (
                    _Where(f"text box {self._read.next('text box')}", where.layer)
                    if next(each.iter("{*}p"), None) is not None
                    else where
                )
                self.walk(each, place)

    def _inline(self, element: etree._Element, said: list[str], apart: list[etree._Element], where: _Where) -> None:
        said.append(element.text or "")
        for child in element:
            name = local(child)
            style = attribute(child, "style-name")
            if name == "s":
                count = attribute(child, "c")
                said.append(" " * (min(int(count), 1000) if count.isdigit() and len(count) < 6 else 1))
            elif name in _SPACES:
                said.append(_SPACES[name])
            elif name in _APART:
                apart.append(child)
            elif name in ("hidden-text", "hidden-paragraph", "conditional-text"):
                self._read.fact("hidden-text", where.place, _HIDDEN)
                self._inline(child, said, apart, where)
            elif name == "span" and style in self._hidden:
                inner: list[str] = []
                self._inline(child, inner, apart, where)
                self._read.say("".join(inner), where.place, "hidden")
                self._read.fact("hidden-text", where.place, _HIDDEN)
                said.extend(inner)
            elif name and name not in _UNREAD:
                if style in self._unseen:
                    self._read.fact("disguised-text", where.place, _COVERED)
                self._inline(child, said, apart, where)
            said.append(child.tail or "")

    def _note(self, note: etree._Element) -> None:
        kind = "endnote" if attribute(note, "note-class") == "endnote" else "footnote"
        self.walk(note, _Where(f"{kind}s, {kind} {self._read.next(kind)}"))

    def _annotation(self, annotation: etree._Element, where: _Where) -> None:
        place = f"comments, comment {self._read.next('comment')}"
        self._read.fact("comments", "comments", _COMMENTS)
        for child in annotation:
            if local(child) in ("creator", "creator-initials", "sender-initials"):
                self._read.say(child.text or "", place, "metadata")
        self.walk(annotation, _Where(place, "comment"))

    def _changes(self, changes: etree._Element) -> None:
        for region in changes:
            self._read.fact("tracked-changes", "body", _TRACKED)
            place = f"body, tracked change {self._read.next('tracked change')}"
            for info in region.iter("{*}creator"):
                self._read.say(info.text or "", place, "metadata")
            for kind in region:
                self.walk(kind, _Where(place, "hidden"))

    def _plain(self, element: etree._Element) -> None:
        for text in element.itertext():
            self._read.say(str(text), "forms and scripts", "hidden")

    def _table(self, table: etree._Element, where: _Where) -> None:
        number = self._read.next("table")
        if self._read.sheets:
            self._read.say(attribute(table, "name"), f"name of sheet {number}", "text")
        outer = "body" if where.place.startswith("body") else where.place
        base = f"sheet {number}" if self._read.sheets else f"{outer}, table {number}"
        headers: dict[int, str] = {}
        row = 0
        for line in _rows(table):
            row += 1
            column = 0
            for cell in line:
                name = local(cell)
                if name not in ("table-cell", "covered-table-cell"):
                    continue
                column += 1
                place = (
                    f"{base}, cell {_letters(column)}{row}"
                    if self._read.sheets
                    else f"{base}, row {row}, column {column}"
                )
                layer = "hidden" if _is_hidden(line) else where.layer
                before = len(self._read.texts)
                self.walk(cell, _Where(place, layer, headers.get(column, "") if row > 1 else ""))
                if row == 1:
                    headers[column] = " ".join(t.text for t in self._read.texts[before:] if t.layer == "text")
                column += _repeated(cell, "number-columns-repeated")
            row += _repeated(line, "number-rows-repeated")
            if _is_hidden(line):
                self._read.fact(
                    "excel-hidden-rows" if self._read.sheets else "hidden-text",
                    base,
                    "A row is hidden; what stands in it is in the file.",
                )
        for child in table:
            if local(child) in ("shapes", "forms", "scenario", "title", "desc"):
                self.walk(child, _Where(base, where.layer))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if local(child) == "table-row":
            yield child
        elif local(child) in ("table-rows", "table-header-rows", "table-row-group"):
            yield from _rows(child)


def _is_hidden(row: etree._Element) -> bool:
    return attribute(row, "visibility") in ("collapse", "filter")


def _repeated(element: etree._Element, name: str) -> int:
    """How often more it stands there."""
    count = attribute(element, name)
    return int(count) - 1 if count.isdigit() and 1 <= len(count) < 8 and int(count) else 0


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _attributes(root: etree._Element, read: PartTexts, place: str) -> None:
    """What is typed into attributes, and links; all others are the format's own words, searched for what is known."""
    seen: set[tuple[str, str]] = set()
    for element in root.iter(etree.Element):
        name = local(element)
        for key, value in element.attrib.items():
            key_name, text = str(key).rpartition("}")[2], str(value)
            if _NUMBERS.fullmatch(text):
                continue
            if key_name == "href":
                layer = "link"
                if not _INSIDE.fullmatch(text):
                    read.fact("external-link", place, _LINKED)
            elif name in _TYPED_OF and _FIELD_NAMES.fullmatch(key_name) and name != "style":
                layer = "annotation"
            else:
                layer = "markup"
            if (layer, text) not in seen:
                seen.add((layer, text))
                read.say(text, f"{place}, attribute" if layer != "link" else "link target", layer)
