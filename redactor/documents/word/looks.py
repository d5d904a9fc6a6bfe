"""How the passages of a Word file look to who reads it in Word: numbers of lists and headings, bold, italics, underlining.

For showing only: nothing that is written follows from it. Source of the numbering: ECMA-376, Part 1, 17.9.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import partial
from itertools import accumulate

from redactor.base.collector import uncollected
from redactor.documents.looks import PLAIN, LookSpan, PassageLook
from redactor.documents.model import Place, Story, Tidying
from redactor.documents.pictured import is_picture_part

from .blocks import AtomState, View
from .names import FULL, Element, child, get, is_on
from .pictures import kind
from .survey import Survey, survey

_WORD = re.compile(r"\w+|\W")
_LETTERS = 26
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_BULLET = "•"
_MOST_LEVELS = 9


def looks_of(data: bytes, tidying: Tidying, allow: frozenset[str]) -> dict[int, PassageLook]:
    """Passage number → how it looks; nothing for those that look plain."""
    with uncollected():
        found = survey(data, tidying, allow)
        main = found.package.main
        pictures = {name: n for n, (name, _) in enumerate(media_of(data), 1)}
        shown: dict[str, int] = {}  # relationship → number of the picture
        for link in main.relationships:
            if link.part is not None and link.part.member in pictures and kind(link.part.data) in _SEEN_IN_BROWSERS:
                shown[link.id] = pictures[link.part.member]
        numbering, styles = main.related("numbering"), main.related("styles")
        labels = _Numbers(numbering[0].root if numbering else None, styles[0].root if styles else None).labels(
            main.root
        )
        told: set[Element] = set()
        looks: dict[int, PassageLook] = {}
        tables: set[Element] = set()
        at: dict[Element, int] = {}  # paragraph → its passage
        for number, surface in enumerate(found.surfaces):
            if surface.original and number:
                spans = _deleted(found.surfaces[number - 1].text, surface.text)
                looks[number] = PassageLook(spans=spans)
                continue
            seen = next(iter(surface.views), None)
            if seen is None or surface.place.story not in _SHOWN:
                continue
            paragraph = _paragraph(seen)
            label = labels.get(paragraph, "") if paragraph is not None and paragraph not in told else ""
            if paragraph is not None:
                told.add(paragraph)
                at.setdefault(paragraph, number)
            spans = tuple(_spans(seen))
            columns = _columns(paragraph, tables) if surface.cell is not None else ()
            if label or spans or columns:
                looks[number] = PassageLook(label, spans, columns)
        for number, about in _commented(data, tidying, allow, found).items():
            looks[number] = replace(looks.get(number, PLAIN), beside=about)
        for number, of_passage in _pictures_at(main.root, at, shown).items():
            looks[number] = replace(looks.get(number, PLAIN), pictures=tuple(of_passage))
        return looks


def media_of(data: bytes) -> list[tuple[str, Callable[[], bytes]]]:
    """The pictures of a package in the order in which they are numbered: name, and how their bytes are had."""

    def read(name: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read(name)

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [n for n in archive.namelist() if is_picture_part(n)]
    return [(name, partial(read, name)) for name in names]


def _commented(data: bytes, tidying: Tidying, allow: frozenset[str], found: Survey) -> dict[int, int]:
    """Passage of a comment → the passage of the body that it is about, or the last before it.

    Where comments leave, the places that they are about leave with them: then the file is gone through once more as it came.
    """
    if not any(surface.place.story is Story.COMMENT for surface in found.surfaces):
        return {}
    kept = survey(data, replace(tidying, comments=False), allow) if tidying.comments else found
    own: dict[tuple[str, Place, bool], list[int]] = {}
    for number, surface in enumerate(found.surfaces):
        own.setdefault((surface.text, surface.place, surface.original), []).append(number)
    at: dict[Element, int] = {}
    comments: dict[int, str] = {}
    for surface in kept.surfaces:
        same = own.get((surface.text, surface.place, surface.original), [])
        seen = next(iter(surface.views), None)
        if not same or seen is None:
            continue
        number = same.pop(0)
        if surface.place.story is Story.COMMENT:
            comments[number] = _comment(seen)
        elif (paragraph := _paragraph(seen)) is not None and not surface.original:
            at.setdefault(paragraph, number)
    about: dict[str, int] = {}
    last = -1
    for node in kept.package.main.root.iter():
        if node.tag in FULL["w:p"]:
            last = at.get(node, last)
        elif node.tag in FULL["w:commentReference"] or node.tag in FULL["w:commentRangeStart"]:
            about.setdefault(get(node, "w:id") or "", last)
    return {number: about[of] for number, of in comments.items() if about.get(of, -1) >= 0}


def _deleted(now: str, before: str) -> tuple[LookSpan, ...]:
    """What of a paragraph as it was before tracked changes is no longer in it."""
    words, others = _WORD.findall(before), _WORD.findall(now)
    starts = [0, *accumulate(map(len, words))]
    changes = SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    return tuple(LookSpan(starts[a], starts[b], "d") for tag, a, b, _, _ in changes if tag in ("delete", "replace"))


def _comment(seen: View) -> str:
    """The number of the comment that a passage of comments belongs to, as the body refers to it."""
    node = seen.atoms[0].node if seen.atoms else None
    while node is not None and node.tag not in FULL["w:comment"]:
        node = node.getparent()
    return (get(node, "w:id") or "") if node is not None else ""


def _columns(paragraph: Element | None, told: set[Element]) -> tuple[int, ...]:
    """The widths of the columns of a table, at its first passage; () for one that does not say them."""
    node = paragraph
    while node is not None and node.tag not in FULL["w:tbl"]:
        node = node.getparent()
    grid = child(node, "w:tblGrid") if node is not None and node not in told else None
    if node is not None:
        told.add(node)
    widths = tuple(_number(get(c, "w:w")) for c in (grid if grid is not None else ()) if c.tag in FULL["w:gridCol"])
    return widths if widths and all(widths) else ()


def _pictures_at(root: Element, at: Mapping[Element, int], shown: Mapping[str, int]) -> dict[int, list[int]]:
    """Passage → the pictures that stand in it, or behind it before the next. `shown`: relationship → number of the picture."""
    found: dict[int, list[int]] = {}
    last = -1
    for node in root.iter() if shown else ():
        if node.tag in FULL["w:p"]:
            last = at.get(node, last)
        elif (number := shown.get(get(node, "r:embed") or get(node, "r:id") or "", 0)) and last >= 0:
            found.setdefault(last, [])
            if number not in found[last]:
                found[last].append(number)
    return found


_SEEN_IN_BROWSERS = frozenset(("png", "jpeg", "gif", "bmp", "webp"))
_SHOWN = frozenset((Story.BODY, Story.TEXT_BOX, Story.FOOTNOTE, Story.ENDNOTE, Story.HEADER, Story.FOOTER))


def _paragraph(seen: View) -> Element | None:
    node = seen.atoms[0].node if seen.atoms else None
    while node is not None and node.tag not in FULL["w:p"]:
        node = node.getparent()
    return node


def _spans(seen: View) -> Iterator[LookSpan]:
    """Stretches of the normalised text that are bold, italic or underlined."""
    styles = [_style(atom.node) + "n" * bool(atom.state & AtomState.INSERTED) for atom in seen.atoms]
    if not any(styles):
        return
    at, begun, last = 0, 0, ""
    for n, raw in enumerate(seen.normal.starts):
        while at + 1 < len(seen.offsets) and seen.offsets[at + 1] <= raw:
            at += 1
        if styles[at] != last:
            if last and n > begun:
                yield LookSpan(begun, n, last)
            begun, last = n, styles[at]
    if last:
        yield LookSpan(begun, len(seen.text), last)


def _style(node: Element) -> str:
    """ "b", "i", "u" of the run that a text stands in, as far as the run says it itself."""
    run = node if node.tag in FULL["w:r"] else node.getparent()
    properties = child(run, "w:rPr") if run is not None else None
    if properties is None:
        return ""
    line = child(properties, "w:u")
    said = {
        "b": is_on(child(properties, "w:b")),
        "i": is_on(child(properties, "w:i")),
        "u": line is not None and get(line, "w:val") not in (None, "none"),
    }
    return "".join(letter for letter, on in said.items() if on)


@dataclass
class _Level:
    format: str
    text: str  # "%1.%2"
    start: int


@dataclass
class _Numbers:
    """The numbers of a document's lists, counted through its paragraphs."""

    numbering: Element | None
    styles: Element | None
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # of each abstract list
    lists: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)  # list → abstract one, own starts
    of_style: dict[str, tuple[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for item in self.numbering if self.numbering is not None else ():
            if item.tag in FULL["w:abstractNum"]:
                self.levels[get(item, "w:abstractNumId") or ""] = dict(_levels(item))
            elif item.tag in FULL["w:num"]:
                abstract = child(item, "w:abstractNumId")
                starts = {}
                for override in item.iter(*FULL["w:lvlOverride"]):
                    begins = child(override, "w:startOverride")
                    if begins is not None:
                        starts[_number(get(override, "w:ilvl"))] = _number(get(begins, "w:val"), 1)
                self.lists[get(item, "w:numId") or ""] = (_value(abstract), starts)
        for style in self.styles.iter(*FULL["w:style"]) if self.styles is not None else ():
            properties = child(style, "w:pPr")
            if properties is not None and (said := _said(properties)) is not None:
                self.of_style[get(style, "w:styleId") or ""] = said

    def labels(self, root: Element) -> Mapping[Element, str]:
        """Paragraph → its number or bullet."""
        counts: dict[str, list[int]] = {}
        begun: set[tuple[str, int]] = set()
        found: dict[Element, str] = {}
        for paragraph in root.iter(*FULL["w:p"]) if self.levels else ():
            said = self._of(paragraph)
            if said is None or said[0] not in self.lists:
                continue
            number, level = said
            abstract, starts = self.lists[number]
            levels = self.levels.get(abstract, {})
            if level not in levels:
                continue
            count = counts.setdefault(abstract, [0] * _MOST_LEVELS)
            if level in starts and (number, level) not in begun:
                begun.add((number, level))
                count[level] = starts[level] - 1
            elif not count[level]:
                count[level] = levels[level].start - 1
            count[level] += 1
            count[level + 1 :] = [0] * (_MOST_LEVELS - level - 1)
            found[paragraph] = _written(levels, level, count)
        return found

    def _of(self, paragraph: Element) -> tuple[str, int] | None:
        properties = child(paragraph, "w:pPr")
        if properties is None:
            return None
        said, style = _said(properties), self.of_style.get(_value(child(properties, "w:pStyle")))
        if said is None:
            return style
        number, level = said
        if number == "0":  # the paragraph takes its style's number away
            return None
        return (number or (style[0] if style else ""), level)


def _said(properties: Element) -> tuple[str, int] | None:
    numbered = child(properties, "w:numPr")
    if numbered is None:
        return None
    return _value(child(numbered, "w:numId")), min(_number(_value(child(numbered, "w:ilvl"))), _MOST_LEVELS - 1)


def _levels(abstract: Element) -> Iterator[tuple[int, _Level]]:
    for level in abstract.iter(*FULL["w:lvl"]):
        number = _number(get(level, "w:ilvl"))
        if number < _MOST_LEVELS:
            start = _number(_value(child(level, "w:start")), 1)
            yield number, _Level(_value(child(level, "w:numFmt")), _value(child(level, "w:lvlText")), start)


def _written(levels: Mapping[int, _Level], level: int, count: list[int]) -> str:
    if levels[level].format == "bullet":
        return _BULLET
    if levels[level].format == "none":
        return ""

    def number(match: re.Match[str]) -> str:
        of = int(match[1]) - 1
        made = levels.get(of)
        return _as(made.format if made else "decimal", count[of] or (made.start if made else 1))

    return re.sub(r"%([1-9])", number, levels[level].text)[:20]


def _as(format: str, number: int) -> str:
    if format in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % _LETTERS) * (1 + (number - 1) // _LETTERS)
        return letter if format == "lowerLetter" else letter.upper()
    if format in ("lowerRoman", "upperRoman"):
        roman, rest = "", number
        for value, letters in _ROMAN:
            roman += letters * (rest // value)
            rest %= value
        return roman if format == "lowerRoman" else roman.upper()
    return str(number)


def _value(element: Element | None) -> str:
    return (get(element, "w:val") or "") if element is not None else ""


def _number(text: str | None, other: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else other
