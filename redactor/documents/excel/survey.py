"""Everything a workbook holds, brought into one list of passages, and the workbook tidied on the way.

Reading and rewriting go through the same survey of the same bytes, so that a passage means the same thing to both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote

from redactor.documents.model import DocumentError, Place, Remark, Story, Tidying
from redactor.documents.word.collector import uncollected

from . import clean
from .cells import SheetReader, Strings, area
from .numbers import Formats, read_formats
from .package import BOOK, Link, Package, Part, check_package, is_plain_id, open_package
from .properties import property_surfaces, reset_properties
from .remarks import remark
from .surfaces import Surface
from .sweep import Sweep
from .texts import plain, text_nodes, view
from .words import may_be_said
from .xml import attribute, descendants, relationship_id, remove

_SIGNED = (
    "The workbook is signed; a changed file would not be the signed one. Save an unsigned copy in Excel, or go on with the "
    "option that allows signed files: the signature is then taken out."
)
# the order in which a reader meets what is not a cell
_AFTER_CELLS = (
    "table", "drawing", "old drawing", "chart", "diagram", "comments", "threads", "people", "pivot table", "pivot data", "slicer",
    "sheet view", "control settings", "strings", "styles", "theme", "values", "chart style", "connection", "query",
)  # fmt: skip
# names that other places repeat: changed with those places, and by rules of their own
RENAMED = frozenset(("sheet", "name", "table", "column"))


@dataclass(slots=True)
class Survey:
    """The surfaces in reading order, the workbook they lie in, and what there is to say."""

    package: Package
    strings: Strings
    formats: Formats
    surfaces: list[Surface] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    sheets: list[Part] = field(default_factory=list)
    used: Counter[int] = field(default_factory=Counter)  # strings, and how many cells show each
    headings: dict[int, dict[tuple[int, int], Surface]] = field(default_factory=dict)  # by sheet: its cells
    fixed: list[Surface] = field(default_factory=list)  # what a rewriting in place does not touch

    def remark(self, rule: str, count: int = 1, *, place: str = "file") -> None:
        """Add a remark; one that counts nothing is left out in the end."""
        self.remarks.append(remark(rule, count, place))


def survey(data: bytes, tidying: Tidying | None, allow: frozenset[str] = frozenset()) -> Survey:
    """Read a workbook, and tidy it; with `tidying` None nothing leaves it. Raises DocumentError."""
    with uncollected():
        package = open_package(data)
        check_package(package)
        return _Surveyor(package, tidying).run(allow)


class _Surveyor:
    def __init__(self, package: Package, tidying: Tidying | None) -> None:
        self.package = package
        self.tidying = tidying
        book = package.book
        strings, styles = book.related("strings"), book.related("styles")
        dates = any(attribute(item, "date1904") in ("1", "true") for item in descendants(book.root, "workbookPr"))
        formats = read_formats(styles[0].root if styles else None, from_1904=dates)
        self.result = Survey(package, Strings.of(strings[0] if strings else None), formats)
        self.labels: dict[int, str] = {id(book): "workbook"}
        self.named: list[Surface] = []
        self.gone: list[Part] = []

    def run(self, allow: frozenset[str]) -> Survey:
        """The order matters: what leaves is read before it goes."""
        result, package = self.result, self.package
        self._name_sheets()
        kinds = {part.rule.kind for part in package.parts}
        if "signature" in kinds and "signed" not in allow:
            raise DocumentError(_SIGNED)
        leaving: list[Surface] = []
        if self.tidying is not None:
            self._plain_ids()
            leaving = self._tidy()
        for number, part in enumerate(result.sheets):
            self._sheet(number, part)
        self._strings()
        rest = [part for part in package.parts if part.rule.kind in _AFTER_CELLS]
        for part in (package.book, *sorted(rest, key=lambda part: _AFTER_CELLS.index(part.rule.kind))):
            if part.is_xml:
                self._sweep(part)
        for part in package.parts:
            known = part.rule.kind in (*_AFTER_CELLS, "workbook", "order") or part in result.sheets
            if part.is_xml and part.rule.action == "keep" and not known:
                self._sweep(part)
        self._names()
        self._links()
        result.surfaces += property_surfaces(package, leaves=False) if self.tidying is None else []
        result.surfaces += leaving
        if self.tidying is not None:
            self._title()
        return result

    # ---- sheets

    def _name_sheets(self) -> None:
        links = {link.id: link.part for link in self.package.book.links}
        number = 0
        for item in descendants(self.package.book.root, "sheet"):
            part = links.get(relationship_id(item))
            number += 1
            if part is None:
                continue
            name = item.get("name") or ""
            self.labels[id(part)] = f"sheet {name.strip()}" if may_be_said(name) else f"sheet {number}"
            self.result.sheets.append(part)
            if item.get("state") in ("hidden", "veryHidden"):
                self.labels[id(part)] += " (hidden)"
        for sheet in self.result.sheets:
            queue = [sheet]
            while queue:
                for link in queue.pop().links:
                    if link.part is not None and id(link.part) not in self.labels:
                        self.labels[id(link.part)] = self.labels[id(sheet)]
                        queue.append(link.part)

    def _label(self, part: Part) -> str:
        return self.labels.get(id(part), "workbook")

    def _sheet(self, number: int, part: Part) -> None:
        tables = []
        for table in part.related("table"):
            spot = area(attribute(table.root, "ref") or "")
            if spot is not None and attribute(table.root, "headerRowCount") != "0":
                tables.append(spot)
        label = self._label(part)
        reader = SheetReader(
            part, label, self.result.strings, self.result.formats, sorted(tables), self.result.used,
            hidden=label.endswith("(hidden)"), number=number,
        )  # fmt: skip
        found = list(reader.surfaces())
        self.result.surfaces += found
        self.result.headings[id(part)] = reader.by_spot
        self.result.remark("hidden-cells", reader.hidden_cells, place=label)
        self._sweep(part)
        self._attach_columns(part)

    def _attach_columns(self, sheet: Part) -> None:
        """The name of a table's column is what its heading says: the two change together."""
        spots = self.result.headings[id(sheet)]
        for table in sheet.related("table"):
            spot = area(attribute(table.root, "ref") or "")
            if spot is None or attribute(table.root, "headerRowCount") == "0":
                continue
            for offset, column in enumerate(descendants(table.root, "tableColumn")):
                heading = spots.get((spot[0], spot[1] + offset))
                if heading is not None:
                    heading.parts.append(table)
                    heading.columns.append(column)

    def _strings(self) -> None:
        strings = self.result.strings
        if strings.part is None:
            return
        place = Place(Story.BODY, "text that no cell shows", strings.part.name)
        unused = 0
        for index, text in enumerate(strings.texts):
            if index in self.result.used or not text.strip():
                continue
            if self.tidying is None:
                seen = view(text_nodes(strings.items[index]))
                self.result.surfaces.append(Surface(seen.text, place, [strings.part], [seen]))
                continue
            unused += 1
            self.result.surfaces.append(Surface(text, place, leaves=True))
            item = strings.items[index]
            for below in list(item):
                item.remove(below)
            below = item.makeelement(f"{item.tag.rpartition('}')[0]}}}t")
            item.append(below)
            strings.part.changed = True
        self.result.remark("unused-text-removed", unused)
        for index, atoms in strings.phonetic.items():
            if index in self.result.used:
                seen = view(atoms)
                where = Place(Story.BODY, "phonetic guide of a cell", strings.part.name)
                self.result.surfaces.append(Surface(seen.text, where, [strings.part], [seen], shared=index))

    # ---- the rest

    def _sweep(self, part: Part) -> None:
        if part.rule.kind == "strings":
            return
        swept = Sweep(part, self._label(part), self.result.formats, keeps=self.tidying is None).run()
        self.result.surfaces += swept.found
        self.named += swept.named

    def _names(self) -> None:
        """Names that other places repeat, each once; a name that its heading carries along is not told again."""
        headed = {
            id(column) for spots in self.result.headings.values() for each in spots.values() for column in each.columns
        }
        sheets = {each.text.casefold() for each in self.named if each.group == "sheet"}
        known: dict[tuple[str, str], Surface] = {}
        for each in self.named:
            if each.element is not None and each.group == "column" and id(each.element) in headed:
                continue
            if each.group == "reference":
                self._reference(each, sheets)
                continue
            group = {"cite": "name", "table": "name"}.get(each.group, each.group)
            each.group = group
            before = known.get((group, each.text.casefold()))
            if before is None or (group == "sheet" and before is not None):
                known[group, each.text.casefold()] = each
                if not _is_system(each):
                    self.result.surfaces.append(each)
            else:
                before.views += each.views
                before.parts += each.parts

    def _reference(self, each: Surface, sheets: set[str]) -> None:
        """A reference follows what it leads to; one that leads nowhere is a text like others."""
        text = each.views[0].atoms[0].raw
        target = text.rpartition("!")[0].strip("'").replace("''", "'") if "!" in text else text
        if target.casefold() not in sheets and any(c.isalpha() for c in target):
            each.group = ""
            self.result.surfaces.append(each)

    def _links(self) -> None:
        for holder in self.package.holders():
            for link in holder.links:
                if link.part is None and link.outside and not link.outside.startswith("#"):
                    text = plain(unquote(link.outside, errors="replace"))
                    place = Place(Story.LINK_TARGET, f"link target in {self._label(holder)}", holder.name)
                    self.result.surfaces.append(Surface(text, place, [holder], link=(holder, link)))

    # ---- tidying

    def _plain_ids(self) -> None:
        """Give relationships whose ids are not the kind that programs make up a new id."""
        for part in self.package.parts:
            odd = [link for link in part.links if not is_plain_id(link.id)]
            if not odd or not part.is_xml:
                continue
            used = {link.id for link in part.links}
            names: dict[str, str] = {}
            for link in odd:
                number = 1
                while (name := f"rId{number}") in used:
                    number += 1
                used.add(name)
                names[link.id] = link.id = name
            for item in part.root.iter():
                for key, value in list(item.attrib.items()):
                    if str(value) in names and "relationships" in str(key):
                        item.set(key, names[str(value)])
                        part.changed = True

    def _tidy(self) -> list[Surface]:
        """Take out what leaves; gives what it said."""
        result, package, tidying = self.result, self.package, self.tidying
        assert tidying is not None
        if package.book.content_type != BOOK and "macro" not in package.book.content_type.lower():
            result.remark("saved-as-workbook")
        learned = property_surfaces(package, leaves=True)
        broken = clean.clean_pictures(package)
        result.remark("picture-removed", len(broken))
        for part in package.parts:
            if part.rule.action == "picture" and part not in broken:
                vector = part.content_type in ("image/x-emf", "image/x-wmf")
                result.remark("picture-vector" if vector else "picture", place=self._label(part))
        leaving = [
            part for part in package.parts
            if part in broken or part.rule.action == "remove"
            or (tidying.comments and part.rule.kind in ("comments", "threads", "people"))
        ]  # fmt: skip
        for part in leaving:
            if part.is_xml and part.rule.kind not in ("custom", "unknown"):
                try:
                    swept = Sweep(part, self._label(part), result.formats, leaves=True).run()
                except DocumentError:
                    continue
                learned += [*swept.found, *swept.named]
        learned += self._connections()
        kinds = {part.rule.kind for part in leaving}
        if "link to a workbook" in kinds:
            result.remark("links-broken", max(1, clean.break_links(package, result.sheets)))
            for order in package.book.related("order"):
                leaving.append(order)
        comments = sum(
            len(descendants(part.root, "comment")) for part in leaving if part.rule.kind == "comments" and part.is_xml
        )
        result.remark("comments-removed", comments)
        if not tidying.comments:
            kept = sum(len(descendants(p.root, "comment")) for p in package.parts if p.rule.kind == "comments")
            result.remark("comments-kept", kept)
        done: Counter[str] = Counter()
        for holder in package.holders():
            out: list[Link] = []
            for link in list(holder.links):
                if clean.leaves(link, comments=tidying.comments) or link.part in leaving:
                    out.append(link)
                    holder.links.remove(link)
                    if link.part is None:
                        place = Place(Story.LINK_TARGET, "reference to something outside the file")
                        learned.append(Surface(plain(unquote(link.outside, errors="replace")), place, leaves=True))
                        done["external-removed"] += link.kind not in ("externalLinkPath", "xlExternalLinkPath")
            clean.uncite(holder, [link.id for link in out])
        for part in leaving:
            if part.rule.rule and part.rule.kind != "link to a workbook":
                done[part.rule.rule] += 1
        done["metadata-removed"] += sum(part.rule.action == "reset" for part in package.parts)
        for rule, count in sorted(done.items()):
            result.remark(rule, count)
        if tidying.comments:
            self._drop_boxes()
        for sheet in result.sheets:
            clean.clean_sheet(sheet)
        for table in (p for p in package.parts if p.rule.kind == "table"):
            clean.clean_sheet(table)
        for item in descendants(package.book.root, "absPath"):
            learned.append(Surface(item.get("url") or "", Place(Story.LINK_TARGET, "folder of the file"), leaves=True))
        clean.clean_book(package)
        package.prune()
        result.remark("orphan-removed", package.orphans)
        return [each for each in learned if each.text.strip()]

    def _connections(self) -> Iterable[Surface]:
        learned: list[Surface] = []
        for part in self.package.parts:
            if part.rule.action == "scrub" and part.is_xml:
                swept = Sweep(part, "connection", self.result.formats, leaves=True).run()
                learned += [*swept.found, *swept.named]
                clean.empty_connections(part)
                self.result.remark(part.rule.rule)
        return learned

    def _drop_boxes(self) -> None:
        """The boxes of notes go with the notes."""
        for sheet in self.result.sheets:
            for link in list(sheet.links):
                if link.part is None or link.part.rule.kind != "old drawing":
                    continue
                cited = [i for i in descendants(sheet.root, "legacyDrawing") if relationship_id(i) == link.id]
                if cited and not clean.drop_note_boxes(link.part):
                    for item in cited:
                        remove(item)
                    sheet.changed = True
                    sheet.links.remove(link)

    def _title(self) -> None:
        """The properties are made anew; a title stays, as it prints."""
        for seen, part in reset_properties(self.package):
            self.result.surfaces.append(
                Surface(seen.text, Place(Story.PROPERTY, "property title", part.name), [part], [seen])
            )


def _is_system(each: Surface) -> bool:
    """Names that Excel gives itself, and such as say nothing: `_xlnm.Print_Area`, `Table1`, `Sheet3`."""
    text = each.views[0].atoms[0].raw
    return text.startswith("_xlnm.") or (each.group == "sheet" and may_be_said(text) and not text.isupper())
