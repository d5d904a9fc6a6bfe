"""What a PDF holds besides the text of its pages, without asking who anybody is: `inspect`."""

from __future__ import annotations

import pikepdf

from redactor.documents.inspection.model import Inspection, Tally
from redactor.documents.model import Story

from .opening import opened
from .survey import survey

_KINDS = {
    "attachments-removed": "embedded", "scripts-removed": "macro", "comments-removed": "comment", "text-note-removed": "comment",
    "signature-removed": "signature", "picture": "picture", "sound-removed": "media", "links-removed": "outside",
}  # fmt: skip
_PROGRAMS = (
    "microsoft",
    "libreoffice",
    "writer",
    "reportlab",
    "skia",
    "mozilla",
    "chromium",
    "acrobat",
    "quartz",
    "cairo",
)


def inspect_data(data: bytes) -> Inspection:
    """Look through a PDF's bytes. Raises DocumentError."""
    tally = Tally()
    with opened(data, frozenset(("signed",))) as file:
        objects = len(file.objects)
        for key, value in file.docinfo.items():
            if (
                isinstance(value, pikepdf.String)
                and not str(value).strip().lower().startswith(_PROGRAMS)
                and "Date" not in str(key)
            ):
                tally.add(
                    "property", str(key)[1:] if str(key) in ("/Author", "/Title", "/Subject") else "", value=str(value)
                )
        if "/Metadata" in file.Root:
            tally.add("metadata-part", place="properties (XMP)")
    found = survey(data, frozenset(("signed",)))
    with found.file:
        for each in found.remarks:
            if each.rule in _KINDS:
                tally.add(_KINDS[each.rule], place=each.place, count=each.count)
        for surface in found.surfaces:
            story, where, text = surface.place.story, surface.place.where, surface.normal.text
            if story is Story.ALTERNATIVE_TEXT:
                tally.add("alternative-text", place=where, value=text)
            elif story is Story.LINK_TARGET:
                tally.add("link", place=where, value=text)
            elif story is Story.AUTHOR and where != "property Author":
                tally.add_once("author", "", where, text)
    return Inspection(tally.findings(), objects)
