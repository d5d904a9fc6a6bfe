"""What a workbook holds besides its cells, without asking who anybody is: `inspect`."""

from __future__ import annotations

from urllib.parse import unquote

from redactor.documents.inspection.container import inspect_container
from redactor.documents.inspection.model import EVERY_KIND, Inspection, Tally
from redactor.documents.model import Story
from redactor.documents.word import pictures

from .found import WorkbookSurvey
from .package import WorkbookPart
from .survey import survey
from .xml import attribute, descendants

# kind of a part → kind of finding, where the part itself is one
_PARTS = {part: name for name, kind in EVERY_KIND.items() for part in kind.parts} | {
    "people": "person", "macros": "macro", "link to a workbook": "outside", "sort order": "metadata-part", "drawing": "",
    "data": "custom-xml", "thumbnail": "thumbnail", "picture": "picture", "embedded": "embedded", "control": "control",
}  # fmt: skip
_PROTECTED = ("sheetProtection", "workbookProtection", "fileSharing", "protectedRange")
_PROGRAMS = frozenset(("openpyxl", "xlsxwriter", "microsoft excel", ""))


def inspect_data(data: bytes) -> Inspection:
    """Look through a workbook's bytes. Raises DocumentError."""
    read, tally = survey(data, None, frozenset(("signed",))), Tally()
    for part in read.package.parts:
        _part(read, part, tally)
    _texts(read, tally)
    for holder in read.package.holders():
        for link in holder.links:
            if link.part is None and not link.outside.startswith("#"):
                kind = "link" if link.kind == "hyperlink" else "outside"
                tally.add(kind, place="links of the file", value=unquote(link.outside, errors="replace"))
    unused = sum(1 for index, text in enumerate(read.strings.texts) if text.strip() and index not in read.used)
    tally.add("unused-text", count=unused)
    tally.add("unused-member", count=read.package.orphans)
    inspect_container(data, tally)
    return Inspection(tally.findings(), len(read.package.parts))


def _part(read: WorkbookSurvey, part: WorkbookPart, tally: Tally) -> None:
    kind = _PARTS.get(part.rule.kind, "")
    if kind and part.rule.kind not in ("pivot data",):
        tally.add(kind, place=part.rule.kind)
    elif part.rule.kind == "pivot data" and part.name.lower().find("records") < 0:
        tally.add("pivot-data", place="pivot table")
    if part.rule.action == "picture":
        try:
            if pictures.without_metadata(part.data) != part.data:
                tally.add("picture-metadata")
        except ValueError:
            tally.add("picture-metadata", "a kind that is not known")
    if not part.is_xml:
        return
    root = part.root
    if part.rule.kind == "comments":
        tally.add("comment", count=len(descendants(root, "comment")), place="notes")
        for author in descendants(root, "author"):
            tally.add_once("author", "", "notes", author.text or "")
    elif part.rule.kind == "threads":
        tally.add("comment-data", count=len(descendants(root, "threadedComment")), place="comments")
    elif part.rule.kind == "people":
        for person in descendants(root, "person"):
            tally.note("person", "", f"{person.get('displayName') or ''} {person.get('userId') or ''}")
    elif part.rule.kind == "workbook":
        for item in descendants(root, "absPath"):
            tally.add("outside", "folder of the file", "workbook", value=item.get("url") or "")
        for item in descendants(root, "definedName"):
            if not (item.get("name") or "").startswith("_xlnm."):
                tally.add("range-name", place="workbook", value=item.get("name") or "")
    for name in _PROTECTED:
        for item in (i for i in descendants(root, name) if i.attrib):
            tally.add(
                "protection", place=part.rule.kind, value=item.get("userName") or item.get("securityDescriptor") or ""
            )
    for item in descendants(root, "scenario"):
        tally.add_once("author", "", "scenarios", item.get("user") or "")
    refreshed = attribute(root, "refreshedBy") if part.rule.kind == "pivot data" else None
    if refreshed:
        tally.add_once("author", "", "pivot tables", refreshed)


def _texts(read: WorkbookSurvey, tally: Tally) -> None:
    for surface in read.surfaces:
        if surface.aside == "hidden cell":
            tally.add("hidden-cells", place=surface.place.where.partition(", row")[0])
        story, where, text = surface.place.story, surface.place.where, surface.text
        if story is Story.PROPERTY and text.strip().casefold() not in _PROGRAMS:
            kind = "custom-property" if "custom" in where else "property"
            tally.add(kind, where.removeprefix("property ") if kind == "property" else "", value=text)
        elif story is Story.ALTERNATIVE_TEXT:
            tally.add("alternative-text", place=where, value=text)
        elif story is Story.FIELD_CODE:
            tally.add("formula-text", place=where, value=text)
