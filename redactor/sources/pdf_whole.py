"""A written PDF read afresh, for the check alone: its texts page by page, and the bytes of every stream, unpacked.

Letters are read by PDFium, the rest by QPDF; the code that writes PDFs decodes letters by itself and shares nothing with this.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from redactor.sources.reading import PackageBlob, PackageReading
from redactor.sources.source import Source, SourceError
from redactor.sources.xml_text import Piece

# what a file that goes out must not hold at all, as the reader of PDFs calls it
_GONE = frozenset(
    (
        "comments",
        "embedded-object",
        "macros",
        "external-link",
        "metadata",
        "pdf-earlier-version",
        "signature",
        "pdf-form",
    )
)
_PIXELS = frozenset(("/Image",))
_MOST = 64 * 1024 * 1024  # bytes of a stream, unpacked, that are searched


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are those of a PDF."""
    return b"%PDF-" in data[:1024]


def read_pdf_whole(data: bytes) -> PackageReading:
    """Everything in a PDF. What cannot be read is listed, never passed over."""
    source = _source(data)
    if source is None:
        return PackageReading(unreadable=["the file"])
    reading = PackageReading(unreadable=list(source.unreadable))
    reading.pieces = [Piece(text.text, text.place) for text in source.texts]
    # a name that two paragraphs of this reading part is found in the page as a whole
    pages: dict[str, list[str]] = {}
    for text in source.texts:
        if text.layer == "text":
            pages.setdefault(text.place, []).append(text.text)
    reading.pieces += [Piece(" ".join(texts), place, second_reading=True) for place, texts in pages.items()]
    reading.blobs = [PackageBlob(blob.data, blob.place) for blob in source.blobs]
    reading.blobs.append(PackageBlob(data, "bytes of the file"))
    reading.blobs += _streams(data, reading)
    return reading


def left_in_pdf(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Rule, place and sentence of what a PDF that goes out must not hold."""
    source = _source(data)
    if source is None:
        yield "part-unreadable", "the file", "This could not be read again, so nobody can say that it is clean."
        return
    for fact in source.facts:
        if fact.rule in _GONE:
            yield fact.rule, fact.place, fact.detail


def _source(data: bytes) -> Source | None:
    from redactor.sources.pdf import read_pdf
    from redactor.sources.pictures import with_pictures

    try:
        return with_pictures(read_pdf(data, ""), data)
    except SourceError:
        return None


def _streams(data: bytes, reading: PackageReading) -> Iterator[PackageBlob]:
    """The bytes of every stream but pixels, reached from a page or not."""
    try:
        with pikepdf.open(BytesIO(data)) as file:
            for number, one in enumerate(file.objects, 1):
                if not isinstance(one, pikepdf.Stream) or str(one.get("/Subtype", "")) in _PIXELS:
                    continue
                try:
                    yield PackageBlob(one.read_bytes()[:_MOST], f"part {number} of the file")
                except pikepdf.PdfError:
                    yield PackageBlob(one.read_raw_bytes(), f"part {number} of the file")
    except (pikepdf.PdfError, ValueError, RuntimeError, OSError):
        reading.unreadable.append("the parts of the file")
