"""Drafts that came as .odt, once more in that format: made by LibreOffice from the finished Word file, without metadata."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import PurePath

from lxml import etree

from redactor.base.office import OfficeSentences, converted, libreoffice
from redactor.base.packing import timeless
from redactor.base.refused import Refused
from redactor.documents.model import DocumentError

KIND = "odt"
_SAYS = OfficeSentences(
    missing="LibreOffice is not installed on this computer, or was not found. Install it from libreoffice.org (it is free), "
    "or run without --odt and save the Word file as .odt in the program that you write with.",
    failed="LibreOffice could not convert the file, or what it made of it is far larger than it should be. Run without --odt, "
    "and save the Word file as .odt in the program that you write with.",
    too_long="LibreOffice took far longer over the file than its size allows for, so it was stopped. Run without --odt, and "
    "save the Word file as .odt in the program that you write with.",
)
# what LibreOffice adds of its own: a picture of the first page, its menus, the layers of its caches
_OWN = ("Thumbnails/", "Configurations2/", "layout-cache")
_MANIFEST = "META-INF/manifest.xml"
_ENTRY = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path"
_SESSIONS = "http://openoffice.org/2009/office"  # attributes that tell which words were written in one sitting
_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-{0} '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:{0}/></office:document-{0}>'
)
# who wrote the file when with what; the printer, the database and the windows of whoever made it
_EMPTIED = {"meta.xml": _EMPTY.format("meta"), "settings.xml": _EMPTY.format("settings")}


def refuse_without_office() -> None:
    """Raise Refused where .odt files are asked for and LibreOffice is not there."""
    if not libreoffice():
        raise Refused([f"Files in the .odt format (--odt) are made by LibreOffice. {_SAYS.missing}"])


def odt_copies(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The .odt of each finished Word file, by its name. Raises Refused."""
    found = {}
    for name, data in files.items():
        try:
            found[str(PurePath(name).with_suffix(".odt"))] = as_odt(data)
        except DocumentError as error:
            raise Refused([f"{name} could not be written as .odt: {error}"]) from None
    return found


def as_odt(data: bytes) -> bytes:
    """A .docx as OpenDocument text, without what LibreOffice says of itself, its user and the time. Raises DocumentError."""
    return _clean(converted(data, "docx", "odt:writer8", _SAYS, DocumentError))


def _clean(package: bytes) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(result, "w") as target:
        for member in source.infolist():
            if member.filename.startswith(_OWN):
                continue
            content = source.read(member)
            if member.filename in _EMPTIED:
                content = _EMPTIED[member.filename].encode()
            elif member.filename == _MANIFEST:
                content = _listed(content)
            elif member.filename.endswith(".xml"):
                content = _without_sessions(content)
            target.writestr(member, content)
    return timeless(result.getvalue())


def _listed(manifest: bytes) -> bytes:
    root = etree.fromstring(manifest)
    for entry in list(root):
        if str(entry.get(_ENTRY)).startswith(_OWN):
            root.remove(entry)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _without_sessions(content: bytes) -> bytes:
    if _SESSIONS.encode() not in content:
        return content
    root = etree.fromstring(content)
    for element in root.iter():
        for name in [n for n in element.attrib if n in (f"{{{_SESSIONS}}}rsid", f"{{{_SESSIONS}}}paragraph-rsid")]:
            del element.attrib[name]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
