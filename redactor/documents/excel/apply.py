"""Putting texts in the place of characters of a workbook, without touching anything else.

A string that several cells show is split where they shall say different things; a number becomes a text; a name that other
places repeat is changed with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy

from redactor.documents.model import Replacement
from redactor.documents.replacing import replaced
from redactor.documents.word.blocks import View
from redactor.documents.word.replace import Edits

from . import clean, names
from .found import RENAMED, WorkbookSurvey
from .package import WorkbookPart
from .surfaces import CellSurface
from .texts import text_nodes, view
from .xml import LOCAL, Element, children, descendants, make

Variant = tuple[tuple[int, int, str], ...]


def apply(read: WorkbookSurvey, by_passage: Mapping[int, Sequence[Replacement]]) -> None:
    """Carry the replacements out in the workbook that was surveyed."""
    edits = Edits()
    shared: dict[int, dict[Variant, list[CellSurface]]] = {}
    numbers: list[tuple[CellSurface, str]] = []
    renamed: list[tuple[CellSurface, str]] = []
    links = 0
    for number, group in by_passage.items():
        surface = read.surfaces[number]
        if surface.leaves:
            continue
        text = replaced(surface.text, group)
        if surface.group in RENAMED:
            renamed.append((surface, text))
            continue
        for part in surface.parts:
            part.changed = True
        if surface.link is not None:
            holder, link = surface.link
            if link in holder.links:
                holder.links.remove(link)
                clean.uncite(holder, [link.id])
                links += 1
        elif surface.number:
            numbers.append((surface, text))
        elif surface.shared >= 0 and not surface.views:
            variant = tuple((each.start, each.end, each.text) for each in group)
            shared.setdefault(surface.shared, {}).setdefault(variant, []).append(surface)
        else:
            for seen in surface.views:
                for each in group:
                    edits.add(seen, each.start, each.end, each.text)
            if surface.shared >= 0:  # a phonetic guide
                shared.setdefault(surface.shared, {})
    edits.apply()
    _strings(read, shared)
    repeated = {raw: text for surface, text in numbers if len(raw := _raw(surface)) >= _TELLING}
    for surface, text in numbers:
        _as_text(surface, text)
    for number, group in by_passage.items():
        for each in group:
            digits = read.surfaces[number].text[each.start : each.end].replace(" ", "")
            if digits.isdigit() and len(digits) >= _TELLING:
                repeated.setdefault(digits.lstrip("0"), each.text)
    if repeated:
        _follow_numbers(read, repeated)
    follow = names.Renamed()
    _headings(read, by_passage, follow)
    _rename(read, renamed, follow)
    if follow:
        names.follow([part for part in read.package.parts if part.is_xml and part.rule.action != "remove"], follow)
    _pivots(read)
    if links:
        read.remark("link-removed", links)


# ---- strings that cells share


def _strings(read: WorkbookSurvey, shared: Mapping[int, Mapping[Variant, Sequence[CellSurface]]]) -> None:
    strings = read.strings
    if not shared or strings.part is None:
        return
    for index, variants in shared.items():
        item = strings.items[index]
        strings.part.changed = True
        for below in children(item, "rPh", "phoneticPr"):
            item.remove(below)  # it spells what has been replaced
        unchanged = read.used[index] - sum(len(group) for group in variants.values())
        # the string itself stays what most of its cells say
        most = max(variants, key=lambda v: len(variants[v]), default=())
        for variant, group in variants.items():
            if variant == most and not unchanged:
                continue
            made = deepcopy(item)
            item.getparent().append(made)  # type: ignore[union-attr]
            _edit(made, variant)
            strings.items.append(made)
            for surface in group:
                _show(surface, len(strings.items) - 1)
        if variants and not unchanged:
            _edit(item, most)
    root = strings.part.root
    if root.get("uniqueCount") is not None:
        root.set("uniqueCount", str(len(strings.items)))


def _edit(item: Element, variant: Variant) -> None:
    edits = Edits()
    seen: View = view(text_nodes(item))
    for start, end, text in variant:
        edits.add(seen, start, end, text)
    edits.apply()


def _show(surface: CellSurface, index: int) -> None:
    assert surface.element is not None
    for item in surface.element:
        if LOCAL[item.tag] == "v":
            item.text = str(index)


def _as_text(surface: CellSurface, text: str) -> None:
    """Make the cell of a number, or an item of a pivot table, hold a text."""
    element = surface.element
    assert element is not None
    if LOCAL[element.tag] != "c":
        made = make(element, "s")
        made.set("v", text)
        parent = element.getparent()
        if parent is not None:
            parent.replace(element, made)
            if LOCAL[parent.tag] == "sharedItems":
                for key in [key for key in parent.attrib if LOCAL[key] != "count"]:
                    del parent.attrib[key]
                parent.set("containsMixedTypes", "1")
                parent.set("containsNumber", "1")
        return
    set_text(element, text)


_TELLING = 6  # digits of a number that is looked for elsewhere, as the check of the written file does


def _raw(surface: CellSurface) -> str:
    """The number as the file has it."""
    assert surface.element is not None
    return _raw_of(surface.element) or surface.element.get("v") or ""


def _raw_of(cell: Element) -> str:
    return next((item.text or "" for item in cell if LOCAL[item.tag] == "v"), "")


def _follow_numbers(read: WorkbookSurvey, repeated: Mapping[str, str]) -> None:
    """A number that was replaced in one place stands elsewhere too: in cells, charts, filters, data behind pivot tables."""
    for part in read.package.parts:
        if not part.is_xml or part.rule.kind in ("strings", "styles", "theme"):
            continue
        for item in list(part.root.iter()):
            name = LOCAL[item.tag]
            if name == "c" and part.rule.kind == "sheet" and item.get("t", "n") == "n":
                if (value := _raw_of(item)) in repeated:
                    set_text(item, repeated[value])
                    part.changed = True
            elif name == "pt" and any(below.text in repeated for below in item if LOCAL[below.tag] == "v"):
                holder = item.getparent()
                if holder is not None and LOCAL[holder.tag] in ("numCache", "numLit"):
                    holder.remove(item)  # a chart takes no text among its numbers
                    part.changed = True
            elif name in _KEEPS_NUMBERS:
                for key, held in list(item.attrib.items()):
                    value = str(held)
                    if value not in repeated or LOCAL[key] not in ("v", "val", "stringValue1"):
                        continue
                    part.changed = True
                    if name == "n" and (parent := item.getparent()) is not None:
                        made = make(item, "s")
                        made.set("v", repeated[value])
                        parent.replace(item, made)
                    else:
                        item.set(key, repeated[value])
            elif name in ("f", "formula1", "formula2", "formula") and item.text:
                text = _NUMBER.sub(
                    lambda match: f'"{repeated[match[0]]}"' if match[0] in repeated else match[0], item.text
                )
                if text != item.text:
                    item.text, part.changed = text, True


_NUMBER = re.compile(r"(?<![\w.$])\d{6,}(?![\w.])")
_KEEPS_NUMBERS = frozenset(("filter", "customFilter", "inputCells", "n", "s", "i", "item", "pivotFilter"))


def set_text(cell: Element, text: str) -> None:
    """Make a cell hold a text; a formula stays and shows it until it is worked out again."""
    formula = next((item for item in cell if LOCAL[item.tag] == "f"), None)
    for item in list(cell):
        if LOCAL[item.tag] in ("v", "is"):
            cell.remove(item)
    if formula is not None:
        cell.set("t", "str")
        value = make(cell, "v")
        value.text = text
        formula.addnext(value)
        return
    cell.set("t", "inlineStr")
    holder, value = make(cell, "is"), make(cell, "t")
    value.text = text
    if text != text.strip():
        value.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    holder.append(value)
    cell.insert(0, holder)


# ---- names that other places repeat


def _headings(read: WorkbookSurvey, by_passage: Mapping[int, Sequence[Replacement]], follow: names.Renamed) -> None:
    """What a table's heading says, its column is called; no two columns of a table are called the same."""
    touched: dict[int, WorkbookPart] = {}
    for number, group in by_passage.items():
        surface = read.surfaces[number]
        for column in surface.columns:
            old, new = column.get("name") or "", replaced(surface.text, group)
            taken = [c.get("name") or "" for c in children(column.getparent(), "tableColumn") if c is not column]  # type: ignore[arg-type]
            name = names.column_name(new, taken)
            column.set("name", name)
            if "uniqueName" in column.attrib:
                del column.attrib["uniqueName"]
            follow.columns[old.casefold()] = name
            if name != new and surface.element is not None:
                set_text(surface.element, name)
        for part in surface.parts if surface.columns else ():
            touched[id(part)] = part
    for part in touched.values():
        part.changed = True


def _rename(read: WorkbookSurvey, renamed: Iterable[tuple[CellSurface, str]], follow: names.Renamed) -> None:
    book = read.package.book.root
    taken = {
        "sheet": [item.get("name") or "" for item in descendants(book, "sheet")],
        "name": [item.get("name") or "" for item in descendants(book, "definedName")],
    }
    for part in read.package.parts:
        if part.rule.kind == "table":
            taken["name"] += [part.root.get("displayName") or ""]
    for surface, text in renamed:
        old = surface.views[0].atoms[0].raw
        others = [name for name in taken.get(surface.group, []) if name.casefold() != old.casefold()]
        if surface.group == "sheet":
            new = names.sheet_name(text, others)
            follow.sheets[old.casefold()] = new
        elif surface.group == "column":
            new = names.column_name(text, ())
            follow.columns[old.casefold()] = new
        else:
            new = names.cells_name(text, others)
            follow.names[old.casefold()] = new
        taken.setdefault(surface.group, []).append(new)
        for seen in surface.views:
            for atom in seen.atoms:
                atom.node.set(atom.attribute, new)
        for part in surface.parts:
            part.changed = True


# ---- data behind pivot tables


def _pivots(read: WorkbookSurvey) -> None:
    """No value of a pivot table's column may be there twice; Excel makes the table anew when it opens the workbook."""
    for part in read.package.parts:
        if part.rule.kind != "pivot data" or not part.changed:
            continue
        fields = descendants(part.root, "cacheField")
        if not fields:
            continue
        part.root.set("refreshOnLoad", "1")
        read.remark("pivot-renewed")
        taken: list[str] = []
        for item in fields:
            name = names.column_name(item.get("name") or "", taken)
            item.set("name", name)
            taken.append(name)
            for holder in children(item, "sharedItems"):
                said: list[str] = []
                for value in children(holder, "s"):
                    text = names.column_name(value.get("v") or "", said)
                    value.set("v", text)
                    said.append(text)
