"""A PDF looked through: opened, made plain, its pages read to passages. Rewriting does the same, and goes on from there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pikepdf

from redactor.base.seen import MISSING, reader
from redactor.documents.model import Cell, DocumentError, Place, Story
from redactor.documents.word.text import normalise

from .clean import clean
from .content import Fonts, PageContent, read_content
from .found import PdfSurface, PdfSurvey
from .images import images_of
from .layout import PageBlock, blocks_of
from .matrices import around, moved
from .opening import opened
from .scans import PageWords, areas_of, shown_of

_SIGNS = 10  # letters of no known kind that a page may have
_SCAN = 0.05  # of a page: a picture of this size on a page without text is a scan
_DRAWN = 1600  # pieces of lines from which they may be letters
BROKEN = (
    pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, NotImplementedError,
    RuntimeError, AssertionError,
)  # fmt: skip

DAMAGED = "The PDF is damaged, so that a part of it cannot be read. Make it again from the program it came from, and try again."

Seen = Mapping[int, Sequence[PageWords]]  # words of pictures by page, from 0


# what is done with a page while its letters are at hand: what was found, the page's number from 0, the page, its content, the
# number of its first surface
OnPage = Callable[[PdfSurvey, int, pikepdf.Page, PageContent, int], None]


def survey(
    data: bytes,
    allow: frozenset[str],
    seen: Seen | None = None,
    *,
    passing: frozenset[str] = frozenset(),
    on_page: OnPage | None = None,
) -> PdfSurvey:
    """Read a PDF. The caller closes `found.file`.

    `seen`: what was read in its pictures.
    `passing`: why a page that nobody can read is not refused all the same (a key of `_SENTENCES`).
    `on_page` is called page by page: the letters of a long file are never held together. Raises DocumentError, a sentence for the
    reader.
    """
    found = PdfSurvey(opened(data, allow))
    try:
        _read(found, seen or {}, passing, on_page)
    except DocumentError:
        found.file.close()
        raise
    except BROKEN:
        found.file.close()
        raise DocumentError(DAMAGED) from None
    return found


def _read(found: PdfSurvey, seen: Seen, passing: frozenset[str], on_page: OnPage | None) -> None:
    aside = found.surfaces
    clean(found)
    found.images = images_of(found.file)
    found.surfaces = []
    fonts, table = Fonts(), None
    unread: dict[str, list[int]] = {"scan": [], "letters": [], "drawn": []}
    for index, page in enumerate(found.file.pages):
        content = read_content(page, fonts)
        words = seen.get(index, ())
        found.areas += areas_of(content, index, shown_of(page.obj))
        why = _unread(content, page)
        if why is not None and why not in passing and not (why == "scan" and words):
            unread[why].append(index + 1)
            continue
        unknown = sum(g.text is None for g in content.glyphs)
        found.remark("signs", unknown, place=f"page {index + 1}")
        found.remark("drawn", int(content.strokes > _DRAWN), place=f"page {index + 1}")
        _pictures(found, content, index)
        blocks, table = blocks_of(content, table)
        first = len(found.surfaces)
        _surfaces(found, blocks, index)
        _in_pictures(found, words, index)
        if on_page is not None:
            on_page(found, index, page, content, first)
        for surface in found.surfaces[first:]:
            surface.block = None
        if table is not None:
            table = table.without_letters()
    _refuse(unread, len(found.file.pages))
    found.surfaces += aside


def _pictures(found: PdfSurvey, content: PageContent, index: int) -> None:
    """Every picture of a page, once. One that stands in the page's description has nothing to be known by ("")."""
    known = [found.images.get(p.image.objgen, "") if p.image is not None else "" for p in content.pictures]
    found.pictures[index] = tuple(dict.fromkeys(filter(None, known)))
    place = f"page {index + 1}"
    for each in found.pictures[index]:
        found.remark("picture", place=place, pictures=(each,))
    found.remark("picture", known.count(""), place=place, pictures=("",) * known.count(""))


def _surfaces(found: PdfSurvey, blocks: list[PageBlock], index: int) -> None:
    page, paragraphs = f"page {index + 1}", 0
    for block in blocks:
        normal = normalise(block.text)
        if not normal.text.strip():
            continue
        if block.table:
            cell = Cell(
                block.table, block.row, block.column, normalise(block.header).text, normalise(block.row_header).text
            )
            where = f"{page}, table {block.table}, row {block.row}, column {block.column}"
        else:
            paragraphs += 1
            cell, where = None, f"{page}, paragraph {paragraphs}"
        found.surfaces.append(PdfSurface(normal, Place(Story.BODY, where, page), cell, page=index, block=block))


def _in_pictures(found: PdfSurvey, seen: Sequence[PageWords], index: int) -> None:
    """Passages of what was read in the pictures of a page."""
    for number, each in enumerate((one for one in seen if one.words), 1):
        spans, raw = [], ""
        for text, box in each.words:
            raw += " " if raw else ""
            spans.append((len(raw), len(raw) + len(text), box))
            raw += text
        place = Place(Story.PICTURE, f"picture on page {index + 1}, text {number}", f"page {index + 1}")
        found.surfaces.append(
            PdfSurface(normalise(raw), place, page=index, raw=raw, words=tuple(spans), aside="read in a picture")
        )


def _unread(content: PageContent, page: pikepdf.Page) -> str | None:
    """Why nobody can say what stands on a page; None where it was read, or is empty."""
    shown = [g for g in content.glyphs if g.size > 0 and not (g.text or "x").isspace()]
    known = [g for g in shown if g.text]
    if len(shown) - len(known) > _SIGNS and (len(shown) - len(known)) * 20 > len(shown):
        return "letters"
    if known:
        return None
    left, bottom, right, top = shown_of(page.obj)
    whole = abs((right - left) * (top - bottom)) or 1.0
    for picture in content.pictures:
        x0, y0, x1, y1 = around(moved(x, y, picture.matrix) for x in (0, 1) for y in (0, 1))
        if (x1 - x0) * (y1 - y0) / whole > _SCAN:
            return "scan"
    return "drawn" if content.strokes > _DRAWN else None


_SENTENCES = {
    "scan": "{} a picture without text, as scanners make them, so nothing on {} could be read",
    "letters": "{} set in letters of which the file does not say which they are, so nothing on {} could be read",
    "drawn": "{} full of drawn lines that may be letters, so nothing on {} could be read",
}
_ADVICE = {
    "scan": "Have text recognition run over the PDF, or give the Word file it was made from.",
    "letters": "Make the PDF again, or give the Word file it was made from.",
    "drawn": "Make the PDF again with its text, or give the Word file it was made from.",
}


def _refuse(unread: dict[str, list[int]], pages: int) -> None:
    told = []
    for why, numbers in unread.items():
        if numbers:
            one = len(numbers) == 1
            listed = (
                f"Page {numbers[0]} is" if one else f"Pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]} are"
            )
            missing = f" {MISSING}" if why == "scan" and reader() is None else ""
            told.append(f"{_SENTENCES[why].format(listed, 'it' if one else 'them')}. {_ADVICE[why]}{missing}")
    if told:
        raise DocumentError(" ".join(told))
