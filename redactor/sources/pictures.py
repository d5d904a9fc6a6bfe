"""Words in the pictures of a file, and on pages that are pictures, as a check reads them: with Tesseract, where it is installed.

Pictures are decoded in the process that reads files, and come from there as plain pixels.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from redactor.base.bounded import bounded
from redactor.base.seen import is_blank, reader, words_in
from redactor.sources.reading import BROKEN_ARCHIVE
from redactor.sources.source import A_SCAN, DRAWN, DRAWN_WORDS, GARBLED, Source, SourceError, SourceText

if TYPE_CHECKING:
    from PIL import Image

LAYER = "picture"
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_MOST_PIXELS, _MOST_READ = 40_000_000, 12_000_000
_MOST_PICTURES = 300
_LEAST = 24  # pixels on a side: a bullet, a rule
_SMALL = 1400  # pixels across, below which letters are enlarged
_DOTS = 200 / 72  # pixels a point of a page
_BEGINNINGS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_PAGE = re.compile(r"page \d+")
_LOOSE = frozenset(("odt", "ods", "rtf", "eml", "msg"))  # whose readers give pictures as bytes
# in the folder that is theirs, or with a picture's ending wherever else they lie
_A_PICTURE = re.compile(
    r"(?:(?:word|xl|ppt)/media/.*|.*\.(?:png|jpe?g|jpe|jfif|gif|bmp|dib|tiff?|webp))", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class SeenPicture:
    """A picture as plain pixels, and where it stands."""

    png: bytes
    place: str
    page: bool = False  # a page, or nearly all of one


def is_picture(data: bytes) -> bool:
    """Whether a file begins as one of the pictures that are decoded here does."""
    web, bitmap = data[:4] == b"RIFF" and data[8:12] == b"WEBP", data[:2] == b"BM" and data[6:10] == bytes(4)
    return data.startswith(_BEGINNINGS) or web or bitmap  # a text may begin with "BM", too


def with_pictures(source: Source, data: bytes) -> Source:
    """The source with the words of its pictures. A scanned page that was read is no longer unreadable; without Tesseract
    nothing changes.

    `data`: the file, or, where an office program had to turn it, what that made of it.
    """
    if reader() is None or not any(fact.rule in ("picture", "unknown-part") for fact in source.facts):
        return source
    texts: list[SourceText] = []
    read: set[str] = set()
    for picture in _pictures(source, data):
        seen = words_in(picture.png, page=picture.page)
        if seen is None:
            continue
        if seen or (picture.page and is_blank(picture.png)):
            read.add(picture.place)
        place = f"{picture.place}, picture" if picture.place.startswith("page ") else picture.place
        texts += [SourceText(each.text, place, LAYER) for each in seen]
    left = tuple(s for s in source.unreadable if not any(s == A_SCAN.format(place) for place in read))
    return replace(source, texts=(*source.texts, *texts), unreadable=left)


def _pictures(source: Source, data: bytes) -> Iterator[SeenPicture]:
    if source.format == "pdf":
        for page, drawn in _pages_with_pictures(source).items():
            number = int(page.removeprefix("page "))
            yield from bounded(pictures_of_page, data, number, drawn, refuse=SourceError)
    elif source.format in _LOOSE:
        held = dict.fromkeys(blob for blob in source.blobs if is_picture(blob.data))
        for number, blob in enumerate(list(held)[:_MOST_PICTURES], 1):
            place = blob.place if blob.place.startswith("attachment") else f"picture {number}"
            if (png := bounded(pixels_of, blob.data, refuse=SourceError)) is not None:
                yield SeenPicture(png, place)
    else:
        yield from bounded(pictures_of_package, data, refuse=SourceError)


def _pages_with_pictures(source: Source) -> dict[str, bool]:
    """Pages to be read as pictures, and whether they are to be read whole: where letters are drawn, or cannot be told."""
    pages = {f.place: False for f in source.facts if f.rule == "picture" and _PAGE.fullmatch(f.place)}
    pages |= {f.place: True for f in source.facts if f.place in pages and f.detail == DRAWN_WORDS}
    for sentence in source.unreadable:
        place = sentence.partition(":")[0].partition(" is ")[0]
        if sentence in (GARBLED.format(place), DRAWN.format(place)) and _PAGE.fullmatch(place):
            pages[place] = True
    return pages


def pictures_of_package(data: bytes) -> list[SeenPicture]:
    """The pictures of a Word file or workbook that can be decoded."""
    found: list[SeenPicture] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [n for n in archive.namelist() if _A_PICTURE.fullmatch(n.replace("\\", "/"))]
            for number, name in enumerate(names[:_MOST_PICTURES], 1):
                if (png := pixels_of(archive.read(name))) is not None:
                    found.append(SeenPicture(png, f"picture {number}"))
    except BROKEN_ARCHIVE:
        pass  # told by the reader of the format
    return found


def pixels_of(data: bytes) -> bytes | None:
    """A picture in shades of grey, enlarged where it is small; None for what cannot be decoded."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > _MOST_PIXELS or min(image.size) < _LEAST:
                return None
            ground = Image.new("RGBA", image.size, "white")
            ground.alpha_composite(image.convert("RGBA"))
            return _png(ground.convert("L"))
    except (OSError, ValueError, SyntaxError, ArithmeticError, Image.DecompressionBombError, EOFError):
        return None


def _png(image: Image.Image) -> bytes:
    from PIL import Image

    factor = float(min(3, max(2, _SMALL // image.width))) if image.width < _SMALL else 1.0
    factor = min(factor, (_MOST_READ / (image.width * image.height)) ** 0.5)
    if factor != 1:
        image = image.resize((round(image.width * factor), round(image.height * factor)), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def pictures_of_page(data: bytes, number: int, drawn: bool = False) -> list[SeenPicture]:
    """The pictures of a page (from 1) of a PDF as they show; the page itself where one of them takes most of it, or where it has
    letters that are drawn."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    document = pdfium.PdfDocument(data)
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(_DOTS, (_MOST_READ / max(width * height, 1)) ** 0.5)
        whole = page.render(scale=scale).to_pil().convert("L")
        if not drawn and page.get_rotation() == 0 and len(page.get_textpage().get_text_range().strip()) > 20:
            left, _, _, top = page.get_bbox()
            boxes = [one.get_bounds() for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=6)]
            parts = [
                whole.crop(tuple(round(n * scale) for n in (x0 - left, top - y1, x1 - left, top - y0)))
                for x0, y0, x1, y1 in boxes[:_MOST_PICTURES]
                if (x1 - x0) * (y1 - y0) < 0.6 * width * height and min(x1 - x0, y1 - y0) * scale > _LEAST
            ]
            large = any((x1 - x0) * (y1 - y0) >= 0.6 * width * height for x0, y0, x1, y1 in boxes)
            if not large:
                return [SeenPicture(_png(part), f"page {number}") for part in parts]
        return [SeenPicture(_png(whole), f"page {number}", page=True)]
    finally:
        document.close()
