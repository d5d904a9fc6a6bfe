"""Everything a workbook holds, brought into one list of passages, and the workbook tidied on the way.

Reading and rewriting go through the same survey of the same bytes, so that a passage means the same thing to both.
"""

from __future__ import annotations

from urllib.parse import unquote

from redactor.base.collector import uncollected
from redactor.documents.model import DocumentError, Place, Story, Tidying

from .cells import SheetReader, Strings, area
from .found import WorkbookSurvey
from .leaving import plain_ids, tidy
from .numbers import read_formats
from .package import WorkbookPackage, WorkbookPart
from .properties import property_surfaces, reset_properties
from .reader import check_package, open_package
from .surfaces import CellSurface
from .sweep import Sweep
from .texts import plain, text_nodes, view
from .words import may_be_said
from .xml import attribute, descendants, relationship_id

_SIGNED = (
    "The workbook is signed; a changed file would not be the signed one. Save an unsigned copy in Excel, or go on with the "
    "option that allows signed files: the signature is then taken out."
)
# the order in which a reader meets what is not a cell
_AFTER_CELLS = (
    "table", "drawing", "old drawing", "chart", "diagram", "comments", "threads", "people", "pivot table", "pivot data", "slicer",
    "sheet view", "control settings", "strings", "styles", "theme", "values", "chart style", "connection", "query",
)  # fmt: skip


def survey(data: bytes, tidying: Tidying | None, allow: frozenset[str] = frozenset()) -> WorkbookSurvey:
    """Read a workbook, and tidy it; with `tidying` None nothing leaves it. Raises DocumentError."""
    with uncollected():
        package = open_package(data)
        check_package(package)
        return _Surveyor(package, tidying).run(allow)


class _Surveyor:
    def __init__(self, package: WorkbookPackage, tidying: Tidying | None) -> None:
        self.package = package
        self.tidying = tidying
        book = package.book
        strings, styles = book.related("strings"), book.related("styles")
        dates = any(attribute(item, "date1904") in ("1", "true") for item in descendants(book.root, "workbookPr"))
        formats = read_formats(styles[0].root if styles else None, from_1904=dates)
        self.result = WorkbookSurvey(package, Strings.of(strings[0] if strings else None), formats)
        self.labels: dict[int, str] = {id(book): "workbook"}
        self.named: list[CellSurface] = []
        self.gone: list[WorkbookPart] = []

    def run(self, allow: frozenset[str]) -> WorkbookSurvey:
        """The order matters: what leaves is read before it goes."""
        result, package = self.result, self.package
        self._name_sheets()
        kinds = {part.rule.kind for part in package.parts}
        if "signature" in kinds and "signed" not in allow:
            raise DocumentError(_SIGNED)
        leaving: list[CellSurface] = []
        if self.tidying is not None:
            plain_ids(package)
            leaving = tidy(result, self.tidying, self._label)
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

    def _label(self, part: WorkbookPart) -> str:
        return self.labels.get(id(part), "workbook")

    def _sheet(self, number: int, part: WorkbookPart) -> None:
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

    def _attach_columns(self, sheet: WorkbookPart) -> None:
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
                self.result.surfaces.append(CellSurface(seen.text, place, [strings.part], [seen]))
                continue
            unused += 1
            self.result.surfaces.append(CellSurface(text, place, leaves=True))
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
                self.result.surfaces.append(CellSurface(seen.text, where, [strings.part], [seen], shared=index))

    # ---- the rest

    def _sweep(self, part: WorkbookPart) -> None:
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
        known: dict[tuple[str, str], CellSurface] = {}
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

    def _reference(self, each: CellSurface, sheets: set[str]) -> None:
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
                    self.result.surfaces.append(CellSurface(text, place, [holder], link=(holder, link)))

    # ---- tidying

    def _title(self) -> None:
        """The properties are made anew; a title stays, as it prints."""
        for seen, part in reset_properties(self.package):
            self.result.surfaces.append(
                CellSurface(seen.text, Place(Story.PROPERTY, "property title", part.name), [part], [seen])
            )


def _is_system(each: CellSurface) -> bool:
    """Names that Excel gives itself, and such as say nothing: `_xlnm.Print_Area`, `Table1`, `Sheet3`."""
    text = each.views[0].atoms[0].raw
    return text.startswith("_xlnm.") or (each.group == "sheet" and may_be_said(text) and not text.isupper())
