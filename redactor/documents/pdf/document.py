"""A PDF as the rest of the program sees it: its passages, and the file again with some of their characters replaced."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf

from redactor.base.bounded import bounded
from redactor.base.seen import reader
from redactor.documents.model import DocumentError, Passage, Remark, Replacement, Rewritten, Tidying
from redactor.documents.remarks import merged
from redactor.documents.replacing import checked, replaced
from redactor.documents.word.document import not_too_much

from .compare import pages_that_differ
from .found import PdfSurvey
from .remarks import remark
from .scans import PageWords, PictureArea, pixels_of, words_of
from .setting import BaseFonts, PageEdits
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
        where a damaged file cannot be written. Replacements in passages that leave do nothing.
        """
        by_passage = checked(replacements, self.passages)
        found = survey(self._data, self._allow, self._seen)
        edits = [PageEdits(content) for content in found.contents]
        for number, group in by_passage.items():
            surface = found.surfaces[number]
            if surface.page >= 0:
                edits[surface.page].replace(surface, group)
            elif surface.put is not None:
                surface.put(replaced(surface.normal.text, group))
        try:
            with found.file as file:
                fonts = BaseFonts(file)
                for edit, page in zip(edits, file.pages, strict=True):
                    edit.apply(file, page.obj, fonts)
                data = _saved(file)
        except BROKEN:
            raise DocumentError(DAMAGED) from None
        remarks = [*found.remarks, *_seen(found, edits, self._data, data)]
        return Rewritten(data, merged(remarks))


def _seen(found: PdfSurvey, edits: Sequence[PageEdits], before: bytes, data: bytes) -> list[Remark]:
    small = [remark("code-small", edit.small, f"page {n}") for n, edit in enumerate(edits, 1)]
    small += [remark("picture-removed", edit.blank, f"page {n}") for n, edit in enumerate(edits, 1)]
    small += [remark("picture-painted", edit.painted, f"page {n}") for n, edit in enumerate(edits, 1)]
    try:
        differ = pages_that_differ(
            before, data, {n: [*edit.regions, *found.fields.get(n, ())] for n, edit in enumerate(edits)}
        )
    except Exception:  # whatever the painter fails on, a person has to compare
        differ = list(range(len(edits)))
    return [*small, *(remark("looks-different", 1, f"page {n + 1}") for n in differ)]


def _saved(file: pikepdf.Pdf) -> bytes:
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
    if reader() is not None:
        for page, areas in bounded(areas_to_read, data, allow, refuse=DocumentError).items():
            pixels = bounded(pixels_of, data, page, areas, refuse=DocumentError)
            seen[page] = words_of(zip(areas, pixels, strict=False))
    passages, pages = bounded(passages_of, data, allow, seen, refuse=DocumentError)
    words = sum(len(p.text.split()) for p in passages if not p.leaves)
    return PdfDraft(name, hashlib.sha256(data).hexdigest(), passages, words, pages, data, allow, seen)


def areas_to_read(data: bytes, allow: frozenset[str]) -> dict[int, list[PictureArea]]:
    """The pictures of a PDF that may hold words, by page. Raises DocumentError."""
    found = survey(data, allow, looking=True)
    found.file.close()
    by_page: dict[int, list[PictureArea]] = {}
    for area in found.areas:
        by_page.setdefault(area.page, []).append(area)
    return by_page


def passages_of(data: bytes, allow: frozenset[str], seen: Seen) -> tuple[tuple[Passage, ...], int]:
    """The passages of a PDF in reading order, and how many pages it has. Raises DocumentError."""
    found = survey(data, allow, seen)
    with found.file as file:
        passages = tuple(surface.passage(number) for number, surface in enumerate(found.surfaces))
        return not_too_much(passages, len(data)), len(file.pages)


def plain(data: bytes) -> bytes:
    """A PDF of our own making without metadata, its text as it is. Raises DocumentError."""
    found = survey(data, frozenset(), looking=True)
    with found.file as file:
        return _saved(file)


def kept(name: str, data: bytes) -> object:
    """A PDF is never rewritten in place. Raises DocumentError always."""
    raise DocumentError(_IN_PLACE)
