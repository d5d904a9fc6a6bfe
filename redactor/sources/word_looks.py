"""What a Word story holds besides its words: tracked changes, text that does not show, notes of the template, shapes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from redactor.sources.source import SourceFact
from redactor.sources.word_disguise import SYMBOLS, disguises, out_of_sight
from redactor.sources.word_formats import ShownFormats, attribute, child, fill_of, local
from redactor.sources.word_tables import TableAt

TRACKED = frozenset(
    "ins del moveFrom moveTo cellIns cellDel cellMerge numberingChange rPrChange pPrChange sectPrChange tblPrChange "
    "tblPrExChange trPrChange tcPrChange tblGridChange".split()
)
_TEXT = ("t", "delText")
_LETTERS = re.compile(r"[\W_]+")  # what is none
_WORD = re.compile(r"[A-Za-z]{4}")
_WATERMARK = re.compile(r"watermark", re.IGNORECASE)


@dataclass(slots=True)
class _Paragraph:
    place: str
    style: str = ""
    fill: str = ""
    letters: int = 0
    hidden: int = 0
    guidance: int = 0
    in_table: bool = False
    dark: bool = False  # it stands on a shaded cell or table
    unseen: tuple[str, ...] = ()  # why it cannot be seen as a whole


@dataclass(slots=True)
class StoryLooks:
    """By number of paragraph (from 1): outline levels, which ones are hidden; and facts with their places."""

    headings: dict[int, int] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    guidance: set[int] = field(default_factory=set)
    second: set[int] = field(default_factory=set)  # for programs that cannot show the drawing that holds the first copy
    cited: dict[str, str] = field(default_factory=dict)  # id of a relationship → place that uses it
    facts: list[SourceFact] = field(default_factory=list)
    letters: int = 0
    plain: int = 0  # letters in Arial 12, or 10 in tables, in black
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def add(self, rule: str, place: str, detail: str) -> None:
        """One fact a rule and place."""
        if (rule, place) not in self._seen:
            self._seen.add((rule, place))
            self.facts.append(SourceFact(rule, place, detail))


def look_at(root: etree._Element, part: str, formats: ShownFormats) -> StoryLooks:
    """Look through one story; `part` names it in places, as the reading of its text does."""
    found = StoryLooks()
    open_paragraphs: list[tuple[int, _Paragraph]] = []
    tables: list[TableAt] = []
    seen_paragraphs = seen_tables = 0
    shaded: list[bool] = []
    fallbacks = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = local(element)
        if name == "Fallback":
            fallbacks += 1 if event == "start" else -1
        if event == "end":
            if name in ("p", "si") and open_paragraphs:
                _close(*open_paragraphs.pop(), found)
            elif name == "tbl" and tables:
                tables.pop()
                shaded.pop()
            continue
        if name in ("p", "si"):
            seen_paragraphs += 1
            if fallbacks:
                found.second.add(seen_paragraphs)
            where = _where(part, tables, seen_paragraphs)
            open_paragraphs.append((seen_paragraphs, _begin(element, where, tables, shaded, formats)))
            level = formats.heading(open_paragraphs[-1][1].style)
            if level:
                found.headings[seen_paragraphs] = level
        elif name == "tbl":
            seen_tables += 1
            tables.append(TableAt(seen_tables))
            style = attribute(child(child(element, "tblPr"), "tblStyle"), "val")
            shaded.append(style in formats.shaded_tables)
        elif name == "tr" and tables:
            tables[-1].begin_row(element)
        elif name == "tc" and tables:
            tables[-1].begin_cell(element)
        elif name == "r" and open_paragraphs:
            _run(element, open_paragraphs[-1][1], found, formats)
        elif name in ("blip", "imagedata", "OLEObject"):
            for identifier in filter(None, (attribute(element, "embed"), attribute(element, "id"))):
                where = open_paragraphs[-1][1].place if open_paragraphs else _where(part, tables, seen_paragraphs)
                found.cited.setdefault(identifier, where)
        elif name in TRACKED:
            where = open_paragraphs[-1][1].place if open_paragraphs else _where(part, tables, seen_paragraphs)
            found.add("tracked-changes", where, "A tracked change holds what was written before, and by whom.")
        elif name == "anchor" or (name in ("rect", "shape", "roundrect") and attribute(element, "style")):
            where = open_paragraphs[-1][1].place if open_paragraphs else part
            if _covers(element, name):
                found.add(
                    "covered-text",
                    where,
                    "A filled shape or picture lies on the text; what is under it is still there.",
                )
    return found


def _where(part: str, tables: list[TableAt], paragraphs: int) -> str:
    """The same words as the reading of the text uses."""
    if tables:
        return tables[-1].where(part)
    return f"{part}, paragraph {paragraphs}" if paragraphs else part


def _begin(
    element: etree._Element, where: str, tables: list[TableAt], shaded: list[bool], formats: ShownFormats
) -> _Paragraph:
    properties = child(element, "pPr")
    fill = fill_of(child(properties, "shd")).upper()
    cell = next((a for a in element.iterancestors() if local(a) == "tc"), None) if tables else None
    cell_fill = fill_of(child(child(cell, "tcPr"), "shd")).upper()
    style = attribute(child(properties, "pStyle"), "val")
    fill = next((f for f in (fill, cell_fill) if f not in ("", "AUTO")), "")
    row = next((a for a in element.iterancestors() if local(a) == "tr"), None) if tables else None
    unseen = tuple(out_of_sight(element, row))
    return _Paragraph(where, style, fill, in_table=bool(tables), dark=bool(shaded and shaded[-1]), unseen=unseen)


def _run(run: etree._Element, paragraph: _Paragraph, found: StoryLooks, formats: ShownFormats) -> None:
    letters = sum(len(_LETTERS.sub("", t.text or "")) for t in run if local(t) in _TEXT)
    if not letters:
        return
    look = formats.look(run, paragraph.style, paragraph.fill)
    paragraph.letters += letters
    if look.hidden:
        paragraph.hidden += letters
        found.add(
            "hidden-text", paragraph.place, "Text is formatted as hidden: it does not show, but it is in the file."
        )
        return
    if look.font.casefold() in SYMBOLS and _WORD.search("".join(t.text or "" for t in run if local(t) in _TEXT)):
        found.add(
            "disguised-text",
            paragraph.place,
            "Words are set in signs (a font such as Wingdings): nobody can read them.",
        )
    for detail in (*disguises(look, dark=paragraph.dark), *paragraph.unseen):
        found.add("disguised-text", paragraph.place, detail)
    if look.italic and _is_blue(look.color):
        paragraph.guidance += letters
    elif not formats.heading(paragraph.style):
        found.letters += letters
        wanted = (10.0, 12.0) if paragraph.in_table else (12.0,)
        font = look.font.casefold()
        if font.startswith("arial") and look.size in wanted and look.color in ("", "000000"):
            found.plain += letters


def _is_blue(color: str) -> bool:
    try:
        red, green, blue = (int(color[i : i + 2], 16) for i in (0, 2, 4))
    except ValueError:
        return False
    return blue > 0x70 and blue > red + 0x40 and blue > green + 0x20


def _close(number: int, paragraph: _Paragraph, found: StoryLooks) -> None:
    if not paragraph.letters:
        return
    if paragraph.hidden == paragraph.letters:
        found.hidden.add(number)
    if paragraph.guidance >= paragraph.letters:  # a word of it in a sentence is the author's
        found.guidance.add(number)
        found.add("guidance", paragraph.place, "A guidance note of the template (blue italics) is still in the text.")


def _covers(element: etree._Element, name: str) -> bool:
    """A shape in front of the text that is not see-through and takes no place of its own."""
    if name != "anchor":
        style = attribute(element, "style").replace(" ", "").lower()
        return (
            "position:absolute" in style
            and not re.search(r"z-index:-", style)
            and attribute(element, "filled").lower() not in ("f", "false")
            and not _WATERMARK.search(attribute(element, "id"))
            and not any(local(e) in ("textbox", "textpath") for e in element)
        )
    names = Counter(local(e) for e in element.iter())
    if attribute(element, "behindDoc") in ("1", "true") or not names["wrapNone"] or names["txbxContent"]:
        return False
    shape = next((e for e in element.iter() if local(e) == "spPr"), None)
    return bool(names["pic"]) or child(shape, "solidFill") is not None


def looks_of_file(looks: list[StoryLooks]) -> Counter[str]:
    """Letters in all, and those in the look that the template asks for."""
    return Counter(letters=sum(one.letters for one in looks), plain=sum(one.plain for one in looks))
