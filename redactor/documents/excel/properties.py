"""The workbook's own properties: read before they go, and made anew with only a title kept, as that prints in headers."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from redactor.documents.model import Place, Story
from redactor.documents.word.blocks import Atom, View

from .package import WorkbookPackage, WorkbookPart
from .surfaces import CellSurface
from .texts import view
from .xml import LOCAL, Element

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_FIXED_DATE = "2000-01-01T00:00:00Z"  # when a file was made and changed says when somebody worked on it
# numbers and switches; everything else in the properties is read before it goes
_SILENT = frozenset(
    ("TotalTime", "Application", "DocSecurity", "ScaleCrop", "LinksUpToDate", "SharedDoc", "HyperlinksChanged", "AppVersion",
     "revision", "created", "modified", "lastPrinted", "language", "i4", "bool", "filetime", "contentStatus", "version")
)  # fmt: skip
_KINDS = ("core", "app", "custom")


def property_surfaces(package: WorkbookPackage, *, leaves: bool) -> list[CellSurface]:
    """The texts of the properties: author, company, headings, custom values."""
    found = []
    for part in package.parts:
        if part.rule.kind not in _KINDS or not part.is_xml:
            continue
        for item in part.root.iter():
            name = LOCAL[item.tag]
            if (custom := item.get("name")) and name == "property":
                seen = view([Atom(item, custom, attribute="name")])
                found.append(_surface(part, "name of a custom property", seen, leaves=leaves))
            if item.text and item.text.strip() and name not in _SILENT:
                what = "custom property" if part.rule.kind == "custom" else f"property {name}"
                found.append(_surface(part, what, view([Atom(item, item.text)]), leaves=leaves))
    return found


def _surface(part: WorkbookPart, what: str, seen: View, *, leaves: bool) -> CellSurface:
    place = Place(Story.PROPERTY, what, part.name)
    return CellSurface(seen.text, place, [part], [] if leaves else [seen], leaves=leaves)


def reset_properties(package: WorkbookPackage) -> Iterator[tuple[View, WorkbookPart]]:
    """Make the properties anew; the view of the title where there is one."""
    for part in package.parts:
        if part.rule.kind == "core":
            title = next((i.text for i in part.root.iter() if LOCAL[i.tag] == "title" and (i.text or "").strip()), None)
            root: Element = etree.Element(
                f"{{{_CP}}}coreProperties", nsmap={"cp": _CP, "dc": _DC, "dcterms": _DCTERMS, "xsi": _XSI}
            )
            element = None
            if title:
                element = etree.SubElement(root, f"{{{_DC}}}title")
                element.text = title
            for name in ("created", "modified"):
                date = etree.SubElement(root, f"{{{_DCTERMS}}}{name}")
                date.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
                date.text = _FIXED_DATE
            part.replace_root(root)
            if element is not None:
                yield view([Atom(element, element.text or "")]), part
        elif part.rule.kind == "app":
            namespace = part.root.tag.rpartition("}")[0].lstrip("{") or _APP
            # the stubs know no default namespace
            made = etree.Element(f"{{{namespace}}}Properties", nsmap={None: namespace})  # type: ignore[dict-item]
            etree.SubElement(made, f"{{{namespace}}}Application").text = "Microsoft Excel"
            part.replace_root(made)
