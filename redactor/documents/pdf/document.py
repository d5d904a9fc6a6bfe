"""A PDF as the rest of the program sees it: its passages, and the file again with some of their characters replaced."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby

import pikepdf

from redactor.base.bounded import bounded
from redactor.base.seen import reader
from redactor.documents.model import DocumentError, Passage, Remark, Replacement, Rewritten, Tidying
from redactor.documents.remarks import merged
from redactor.documents.replacing import checked, replaced
from redactor.documents.word.document import not_too_much

from .compare import pages_that_differ
from .content import PageContent
from .found import PdfSurvey
from .images import images_of
from .remarks import remark
from .scans import PageWords, PictureArea, pixels_of, words_of
from .setting import BaseFonts, PageEdits, writable
from .survey import BROKEN, DAMAGED, Seen, survey

_IN_PLACE = "A PDF cannot be rewritten in place. Use the Word file or workbook it was made from, and make a new PDF."


@dataclass(frozen=True, slots=True)
class PdfDraft:
    """A PDF that was read. It keeps the bytes: rewriting starts from them each time."""

    name: str  # of the file, without its folder
    digest: str  # SHA-256 of the file's bytes, in hexadecimal
    passages: tuple[Passage, ...]  # in reading order, numbered from 0
    words: int  # in the text that stays
    pages: int
    _data: bytes = field(repr=False)
    _allow: frozenset[str]
    _seen: Seen = field(repr=False)

    suffix = ".pdf"  # of the file that is written

    def rewritten(self, replacements: Sequence[Replacement]) -> Rewritten:
        """The PDF with these texts replaced, written anew without metadata; everything else stays in its place.

        Raises ValueError where replacements overlap, are empty or reach beyond a passage, DocumentError
        where a damaged file cannot be written, or a text has letters that no font for it has. Replacements in passages that
        leave do nothing.
        """
        by_passage = checked(replacements, self.passages)
        for text in dict.fromkeys(r.text for group in by_passage.values() for r in group):
            writable(text)
        pages: list[PageEdits] = []
        fonts: list[BaseFonts] = []  # of the file, once it is open

        def edited(found: PdfSurvey, index: int, page: pikepdf.Page, content: PageContent, first: int) -> None:
            edit = PageEdits(content)
            for number in range(first, len(found.surfaces)):
                if number in by_passage:
                    edit.replace(found.surfaces[number], by_passage[number])
            fonts[:] = fonts or [BaseFonts(found.file)]
            edit.apply(found.file, page.obj, fonts[0])
            edit.done()
            pages.append(edit)

        found = survey(self._data, self._allow, self._seen, on_page=edited)
        try:
            with found.file as file:
                for number, group in by_passage.items():
                    surface = found.surfaces[number]
                    if surface.put is not None:
                        surface.put(replaced(surface.normal.text, group))
                after = images_of(file)
                data = saved(file)
        except BROKEN:
            raise DocumentError(DAMAGED) from None
        painted = {given: after[n] for n, given in found.images.items() if n in after and after[n] != given}
        remarks = [*found.remarks, *_seen(found, pages, self._data, data, frozenset(painted))]
        return Rewritten(data, merged(remarks), tuple(painted.items()))


def _seen(
    found: PdfSurvey, edits: Sequence[PageEdits], before: bytes, data: bytes, painted: frozenset[str]
) -> list[Remark]:
    counts = (
        (rule, count, f"page {n}", tuple(p for p in found.pictures.get(n - 1, ()) if p in painted) if known else ())
        for n, edit in enumerate(edits, 1)
        for rule, count, known in (
            ("code-small", min(edit.small, 1), False),
            ("picture-removed", edit.blank, False),
            ("picture-painted", edit.painted, True),
        )
    )
    regions = {n: [*edit.regions, *found.fields.get(n, ())] for n, edit in enumerate(edits)}
    try:
        differ = pages_that_differ(before, data, regions)
    except Exception:  # whatever the painter fails on, a person has to compare
        differ = list(range(len(edits)))
    return [*(remark(*each) for each in counts), *(remark("looks-different", 1, f"page {n + 1}") for n in differ)]


def saved(file: pikepdf.Pdf) -> bytes:
    """The file written whole: nothing that it held before and no longer needs, the same bytes for the same content."""
    written = BytesIO()
    file.remove_unreferenced_resources()
    file.save(
        written,
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        recompress_flate=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        min_version="1.5",
    )
    return written.getvalue()


def pdf(name: str, data: bytes, tidying: Tidying, allow: frozenset[str] = frozenset()) -> PdfDraft:
    """Read a PDF's bytes; `tidying` changes nothing, as notes and hidden things always leave a PDF. Raises DocumentError."""
    seen: dict[int, list[PageWords]] = {}
    passing = frozenset(("scan",)) if reader() is not None else frozenset()  # to be read
    passages, pages, areas = bounded(passages_of, data, allow, seen, passing, refuse=DocumentError)
    if areas and passing:
        for page, of_page in groupby(areas, key=lambda area: area.page):
            wanted = list(of_page)
            pixels = bounded(pixels_of, data, page, wanted, refuse=DocumentError)
            seen[page] = words_of(zip(wanted, pixels, strict=False))
        passages, pages, _ = bounded(passages_of, data, allow, seen, frozenset(), refuse=DocumentError)
    words = sum(len(p.text.split()) for p in passages if not p.leaves)
    return PdfDraft(name, hashlib.sha256(data).hexdigest(), passages, words, pages, data, allow, seen)


def passages_of(
    data: bytes, allow: frozenset[str], seen: Seen, passing: frozenset[str]
) -> tuple[tuple[Passage, ...], int, list[PictureArea]]:
    """The passages of a PDF in reading order, how many pages it has, and its pictures that may hold words. `passing`:
    pages that are not refused though nobody can read them yet. Raises DocumentError."""
    found = survey(data, allow, seen, passing=passing)
    with found.file as file:
        passages = tuple(surface.passage(number) for number, surface in enumerate(found.surfaces))
        return not_too_much(passages, len(data)), len(file.pages), found.areas


def plain(data: bytes) -> bytes:
    """A PDF of our own making without metadata, its text as it is. Raises DocumentError."""
    found = survey(data, frozenset(), passing=frozenset(("scan", "letters", "drawn")))
    with found.file as file:
        return saved(file)


def kept(name: str, data: bytes) -> object:
    """A PDF is never rewritten in place. Raises DocumentError always."""
    raise DocumentError(_IN_PLACE)
