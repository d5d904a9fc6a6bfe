"""Reads an OpenDocument file (.odt, .ods and their templates) for the check: one walk over every member of its package.

`odf_text.py` reads the parts that hold text. What no reader of documents shows is read too: who made and printed the file,
what tracked changes took out, settings, scripts, signatures, small pictures of its pages, files inside the file.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from lxml import etree

from redactor.sources.odf_text import PartTexts, read_text
from redactor.sources.reading import BROKEN_ARCHIVE, PackagePart, is_of_a_program, package_parts
from redactor.sources.source import Blob, Source, SourceError, SourceFact, SourceText
from redactor.sources.xml_text import has_too_many_attributes

_LOCKED = "The file is protected with a password. Open it in LibreOffice, save it without one, and check that."
_DAMAGED = "The file is damaged and cannot be opened. Save it again from the program that it was made with."
_TEXT_PARTS = re.compile(r"(?:.*/)?(content|styles)\.xml")
_PLAIN_TEMPLATES = frozenset(("", "Normal", "Normal.dot", "Normal.dotm", "Default", "Default.ott"))  # and no path
_NAMING = {
    "creator": "last saved by", "initial-creator": "author", "printed-by": "printed by", "publisher": "publisher",
    "contributor": "contributor",
}  # fmt: skip


@cache
def _kinds_of_parts() -> tuple[tuple[re.Pattern[str], str, str, str], ...]:
    """Pattern of a member's name, rule of the fact that it is there, its place for a reader, sentence of the fact."""
    table = files(__package__).joinpath("odf_parts.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines())
    return tuple((re.compile(r["pattern"], re.IGNORECASE), r["rule"], r["place"], r["sentence"]) for r in rows)


@dataclass(slots=True)
class _Book:
    texts: list[SourceText] = field(default_factory=list)
    facts: list[SourceFact] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    blobs: list[Blob] = field(default_factory=list)


def read_odf(data: bytes, name: str) -> Source:
    """Everything in an OpenDocument file. Raises SourceError for one that is damaged or locked."""
    try:
        parts = list(package_parts(data))
    except BROKEN_ARCHIVE:
        raise SourceError(_DAMAGED) from None
    if any(part.name == "META-INF/manifest.xml" and b"encryption-data" in part.data for part in parts):
        raise SourceError(_LOCKED)
    if not any(part.name == "content.xml" for part in parts):
        raise SourceError("The file is a package, but no OpenDocument file: it has no content.")
    book = _Book()
    sheets = any(part.name == "mimetype" and b"spreadsheet" in part.data for part in parts)
    for number, part in enumerate(sorted(parts, key=_order)):
        _facts(part, number, book)
        _part(part, number, book, sheets)
    _archive(data, book)
    return Source(
        name, hashlib.sha256(data).hexdigest(), "ods" if sheets else "odt", tuple(dict.fromkeys(book.texts)),
        tuple(dict.fromkeys(book.facts)), tuple(dict.fromkeys(book.unreadable)), tuple(book.blobs),
    )  # fmt: skip


def _order(part: PackagePart) -> tuple[bool, bool, str]:
    return (part.name != "content.xml", part.name != "styles.xml", part.name)


def _place(part: PackagePart, number: int) -> str:
    """What a member is called: its name may be somebody's."""
    known = {"content.xml": "body", "styles.xml": "page styles", "meta.xml": "property", "settings.xml": "settings"}
    return known.get(part.name) or next(
        (place for p, _, place, _ in _kinds_of_parts() if place and p.fullmatch(part.name)),
        f"part {number + 1} of the file",
    )


def _facts(part: PackagePart, number: int, book: _Book) -> None:
    for pattern, rule, place, sentence in _kinds_of_parts():
        if pattern.fullmatch(part.name):
            if rule and not (
                rule == "macros"
                and part.name.endswith(("script-lc.xml", "dialog-lc.xml", "script-lb.xml"))
                and len(part.data) < 400
            ):
                book.facts.append(
                    SourceFact(rule, place if rule != "picture" else f"{place} (part {number + 1})", sentence)
                )
            return
    book.facts.append(
        SourceFact("unknown-part", f"part {number + 1} of the file", "A part of a kind that redactor does not know.")
    )


def _part(part: PackagePart, number: int, book: _Book, sheets: bool) -> None:
    place = _place(part, number)
    own = _TEXT_PARTS.fullmatch(part.name)
    root = _root(part.data) if _is_xml(part.data) else None
    if root is None:
        if _is_xml(part.data) and not part.name.startswith("Pictures/"):
            book.unreadable.append(f"{place}: this part could not be read.")
        if not _plain_name(part.name):
            book.texts.append(SourceText(part.name, "name of a part of the file", "name"))
        if part.data:
            book.blobs.append(Blob(part.data, place))
        return
    if own and (part.name.count("/") == 0 or part.name.startswith("Object")):
        inside = "" if "/" not in part.name else f"{place} {number + 1}, "
        read = PartTexts(inside, sheets and not inside)
        read_text(root, own[1], read)
        book.texts += [
            t if not inside or t.layer == "markup" else SourceText(t.text, t.place, "attachment") for t in read.texts
        ]
        book.facts += read.facts
    elif part.name == "meta.xml" or part.name.endswith("/meta.xml"):
        _meta(root, book)
    else:
        layer = {"signature": "metadata", "macros": "hidden"}.get(place, "markup")
        book.texts += [SourceText(text, place, layer) for text in _all(root)]
    book.texts += [SourceText(said, place, "hidden") for said in _asides(root)]


def _meta(root: etree._Element, book: _Book) -> None:
    for element in root.iter(etree.Element):
        local = str(element.tag).rpartition("}")[2]
        text = (element.text or "").strip()
        if local in _NAMING and text:
            what = _NAMING[local]
            book.facts.append(
                SourceFact("metadata", f"property {what}", f"The file's properties say something under “{what}”.")
            )
        if local == "user-defined" and not is_of_a_program(_named(element), text):
            book.facts.append(
                SourceFact("custom-properties", "properties of the file", "Custom properties are in the file.")
            )
        of_template = " ".join(
            str(value) for key, value in element.attrib.items() if str(key).endswith(("title", "href"))
        )
        if local == "template" and of_template.strip() not in _PLAIN_TEMPLATES:
            book.facts.append(
                SourceFact(
                    "attached-template", "properties of the file", "The file names the template it was made from."
                )
            )
        if text:
            program = local in (
                "generator",
                "creation-date",
                "date",
                "editing-duration",
                "editing-cycles",
                "print-date",
            )
            book.texts.append(
                SourceText(text, f"property {_NAMING.get(local, '')}".strip(), "markup" if program else "metadata")
            )
        for key, value in element.attrib.items():
            named = str(key).rpartition("}")[2] in ("name", "title")
            layer = "link" if str(key).endswith("}href") else "metadata" if named else "markup"
            if value:
                book.texts.append(SourceText(str(value), "property", layer))


def _named(element: etree._Element) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}name")), "")


def _all(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        yield from (str(value) for value in element.attrib.values() if str(value).strip())
        yield from (text for text in (element.text, element.tail) if text and text.strip())


def _asides(root: etree._Element) -> Iterator[str]:
    """Comments and instructions in the XML, which nobody sees."""
    for element in root.iter(etree.Comment, etree.ProcessingInstruction):
        if element.text and element.text.strip():
            yield element.text


def _archive(data: bytes, book: _Book) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        said = archive.comment + b"\n".join(entry.comment + entry.extra for entry in archive.infolist())
        first = min((entry.header_offset for entry in archive.infolist()), default=0)
        end = data.rfind(b"PK\x05\x06") + 22 + len(archive.comment)
    book.blobs.append(Blob(said, "notes of the archive"))
    book.blobs.append(Blob(data[:first] + b"\n" + data[end:], "bytes outside the archive"))


def _plain_name(name: str) -> bool:
    return (
        re.fullmatch(r"(?:[A-Za-z-]+\d?/)*(?:[0-9A-Fa-f]{8,}|[a-z0-9-]+)?(?:\.\w{2,5})?/?|(?:\w+/)?Object \d+", name)
        is not None
    )


def _is_xml(data: bytes) -> bool:
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def _root(data: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    # a document type is what LibreOffice itself writes only for libraries of macros; entities can hide text
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in data:
        return None
    return None if has_too_many_attributes(root) else root
