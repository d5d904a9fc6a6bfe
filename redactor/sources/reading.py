"""Reads a written Word file afresh, for the check alone: every piece of text that the package holds, and where.

Nothing here is shared with the code that writes files, and that is the point: a fault in one reader must not hide
in the other. It is also more curious than a reader of documents has to be: part names, relationship targets,
comments in the XML, the archive's own comments, files inside files and the bytes of pictures are all text here.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from redactor.sources.format_words import is_format_part
from redactor.sources.xml_text import HasDoctype, Piece, TooManyAttributes, xml_pieces

MAIN_PART = "word/document.xml"
# everything that zipfile raises for archives that are damaged, locked or of a kind it does not know
BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    RuntimeError,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
)
_MOST_BYTES = 512 * 1024 * 1024
_SHORTEST_IN_BINARY = 5  # shorter strings turn up in any picture by chance

# one run, or lines as encoders break them; never words with spaces between
_BASE64 = re.compile(r"\s*(?:[A-Za-z0-9+/]{60,}\s+)*[A-Za-z0-9+/]{4,}={0,2}\s*")
_BASE64_RUN = re.compile(rb"[A-Za-z0-9+/]{11,}={0,2}")
_VOCABULARY = re.compile(rb"""xmlns(?::[\w.-]+)?\s*=\s*["']([^"']{5,})["']""")
_USUAL = re.compile(
    rb"https?://(?:schemas\.(?:openxmlformats\.org|microsoft\.com)|purl\.(?:oclc\.)?org|www\.w3\.org)/|urn:schemas-microsoft-com:"
)

_PART_LABELS = tuple(
    (re.compile(pattern, re.IGNORECASE), label)
    for pattern, label in (
        (r"word/document\d*\.xml", "body"),
        (r"word/header(\d+)\.xml", r"header \1"),
        (r"word/footer(\d+)\.xml", r"footer \1"),
        (r"word/(footnotes|endnotes|comments|styles|settings|numbering|people|fontTable)\.xml", r"\1"),
        (r"word/theme/theme(\d+)\.xml", r"theme \1"),
        (r"word/charts/chart(\d+)\.xml", r"chart \1"),
        (r"word/diagrams/(data|drawing)(\d+)\.xml", r"diagram \2"),
        (r"word/(?:charts|drawings)/(?:[^/]*/)?[^/]*\.xml", "chart"),  # of another program, under a name of its own
        (r"word/diagrams/[^/]*\.xml", "diagram"),
        (r"word/media/image(\d+)\.\w{2,4}", r"picture \1"),
        (r"word/glossary/document\.xml", "building blocks"),
        (r"docProps/custom\.xml", "custom properties"),
        (r"docProps/(?:core|app)\.xml", "property"),
        (r"\[Content_Types\]\.xml", "list of parts"),
        (r"(?:.*/)?_rels/[^/]*\.rels", "link target"),
    )
)


@dataclass(frozen=True, slots=True)
class PackageBlob:
    """Bytes that are not text: a picture, an embedded object."""

    data: bytes
    place: str


@dataclass(slots=True)
class PackageReading:
    """All that was read, and the places that could not be."""

    pieces: list[Piece] = field(default_factory=list)
    blobs: list[PackageBlob] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def read_package(data: bytes) -> PackageReading:
    """Everything in a package, the body first, then its other parts in the order of the archive.

    What cannot be read is listed, never passed over.
    """
    reading = PackageReading()
    _read_archive(data, reading, "", nested=False)
    return reading


@dataclass(frozen=True, slots=True)
class PackagePart:
    """One member of the archive."""

    name: str
    data: bytes
    label: str  # for places


_OF_PROGRAMS = frozenset("AppVersion DocSecurity HyperlinksChanged LinksUpToDate ScaleCrop ShareDoc SharedDoc".split())


def is_of_a_program(name: str, value: str) -> bool:
    """A property that a program sets and nobody types: LibreOffice carries Word's version over as a property of its own kind."""
    return name in _OF_PROGRAMS and re.fullmatch(r"[\d.]*|true|false", value.strip()) is not None


def package_parts(data: bytes) -> Iterator[PackagePart]:
    """Members of an archive, the main document first. Raises `zipfile.BadZipFile` and what else zipfile raises."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = list(enumerate(archive.infolist(), start=1))
        if sum(entry.file_size for _, entry in entries) > _MOST_BYTES:
            raise zipfile.BadZipFile("too large")
        for number, entry in sorted(entries, key=lambda pair: (pair[1].filename != MAIN_PART, pair[0])):
            yield PackagePart(entry.filename, archive.read(entry), _label(entry.filename, number))


def _read_archive(data: bytes, reading: PackageReading, within: str, *, nested: bool) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            for entry in entries:
                if not is_format_part(entry.filename):
                    reading.pieces.append(Piece(entry.filename, f"{within}name of a part of the file"))
                reading.blobs.append(PackageBlob(entry.comment + entry.extra, f"{within}notes of the archive"))
            reading.blobs.append(PackageBlob(archive.comment, f"{within}notes of the archive"))
            reading.blobs.append(PackageBlob(_outside(data, archive), f"{within}bytes outside the archive"))
        for part in package_parts(data):
            _read_part(part.data, f"{within}{part.label}", reading, nested=nested)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        RuntimeError,
        NotImplementedError,
        OSError,
        EOFError,
        ValueError,
        zlib.error,
    ):
        reading.unreadable.append(within.removesuffix(", ") or "the file")


def _outside(data: bytes, archive: zipfile.ZipFile) -> bytes:
    """Bytes before the first member and after the directory."""
    first = min((entry.header_offset for entry in archive.infolist()), default=0)
    end = data.rfind(b"PK\x05\x06")
    return data[:first] + b"\n" + data[end + 22 + len(archive.comment) :]


def _read_part(data: bytes, place: str, reading: PackageReading, *, nested: bool) -> None:
    if data[:4] == b"PK\x03\x04":
        if nested:  # one level is read; what is deeper than that a person must open
            reading.unreadable.append(place)
            reading.blobs.append(PackageBlob(data, place))
        else:
            _read_archive(data, reading, f"{place}, ", nested=True)
        return
    if _looks_like_xml(data):
        try:
            pieces = xml_pieces(data, place)
        except (etree.XMLSyntaxError, HasDoctype, TooManyAttributes):
            reading.unreadable.append(place)
            reading.blobs.append(PackageBlob(data, place))
            return
        reading.pieces.extend(pieces)
        reading.pieces.extend(_vocabularies(data, place))
        reading.pieces.extend(_unquoted(pieces))
        reading.blobs.extend(_encoded(pieces))
        return
    if text := _plain_text(data):
        reading.pieces.extend(Piece(line, place) for line in text.splitlines())
    reading.blobs.append(PackageBlob(data, place))
    for run in _BASE64_RUN.findall(data):
        reading.blobs.extend(_decoded(run, place))


def _vocabularies(data: bytes, place: str) -> Iterator[Piece]:
    """Names of vocabularies that are not the format's own: case systems put theirs into them."""
    for name in dict.fromkeys(_VOCABULARY.findall(data)):
        if not _USUAL.match(name):
            yield Piece(name.decode("utf-8", "replace"), f"{place}, name of a vocabulary", kind="attribute", part=place)


def _label(name: str, number: int) -> str:
    for pattern, label in _PART_LABELS:
        if match := pattern.fullmatch(name):
            return match.expand(label)
    suffix = re.search(r"\.(\w{2,5})$", name)
    return f"part {number} of the file" + (f" ({suffix[1].lower()})" if suffix else "")


def _looks_like_xml(data: bytes) -> bool:
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start[:1] == b"<" or data[:4] in (b"\xff\xfe<\x00", b"\xfe\xff\x00<")


def _plain_text(data: bytes) -> str:
    """The text of a part in plain text (CSV, RTF, HTML fragments); "" for anything else."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return "" if "\x00" in text else text


def _unquoted(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Addresses as they read without their percent signs: `Jane%20Smith`."""
    for piece in pieces:
        if "%" in piece.text and (plain := unquote(piece.text)) != piece.text:
            yield Piece(plain, piece.place, piece.count, second_reading=True)


def _encoded(pieces: Iterable[Piece]) -> Iterator[PackageBlob]:
    """Text that is base64 (field data, flat parts), decoded."""
    for piece in pieces:
        if len(piece.text) >= 12 and not piece.text.isalpha() and _BASE64.fullmatch(piece.text):
            yield from _decoded("".join(piece.text.split()).encode("ascii"), piece.place)


def _decoded(run: bytes, place: str) -> Iterator[PackageBlob]:
    bare = run.rstrip(b"=")
    if len(bare) % 4 == 1:
        bare = bare[:-1]
    try:
        data = base64.b64decode(bare + b"=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError):
        return
    if len(data) >= _SHORTEST_IN_BINARY:
        yield PackageBlob(data, f"{place}, encoded data")
