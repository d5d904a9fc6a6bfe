"""The pages of a PDF: what a reader sees, what is there without being seen, and what shows and cannot be read. Read with PDFium.

A black box painted over words takes nothing away. Whether they are hidden is told by painting the page (`pdf_seen.py`); words
that show and have no letters behind them, by what is painted (`pdf_unread.py`). Coordinates are points (1/72 inch) from the
lower left corner of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from redactor.sources.pdf_seen import see
from redactor.sources.pdf_things import Box, is_tiny, painted, share
from redactor.sources.pdf_unread import drawn_words, unread
from redactor.sources.source import DRAWN_WORDS, SourceFact, SourceText

_POINTS_A_CM = 72 / 2.54
_CUT_WORD = re.compile("(\\w)[\ufffe\x02](\\w)")
_WHOLE_PAGE = 0.6  # a picture of this share of the page is a scan, not a box
_COVERED = "Words are still under a black box, a shape or a picture: they can be copied out of the file."
_HIDDEN = "Words are on the page that nobody sees: white, tiny, invisible or outside the page."


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page."""

    texts: tuple[SourceText, ...]
    facts: tuple[SourceFact, ...]
    unreadable: str = ""


def read_page(page: pdfium.PdfPage, number: int, boxes: Sequence[Box] = ()) -> PageRead:
    """One page (`number` from 1). `boxes`: annotations that are painted over it, opaque, and that PDFium does not paint."""
    place = f"page {number}"
    textpage = page.get_textpage()
    told_by_letters = textpage.get_text_range()
    visible = _CUT_WORD.sub(_joined, told_by_letters)
    things = list(painted(page, textpage))
    left, bottom, right, top = page.get_bbox()  # of its own or of the pages above it
    crop = (left, bottom, right, top)
    texts = [SourceText(paragraph, place, "text") for paragraph in paragraphs(visible)]
    facts: list[SourceFact] = []
    pictures = [p.box for p in things if p.kind == raw.FPDF_PAGEOBJ_IMAGE]
    scans = [crop] if any(share(box, crop) > _WHOLE_PAGE for box in pictures) else pictures
    shapes = [p.box for p in things if p.kind != raw.FPDF_PAGEOBJ_TEXT]
    seen = see(page, textpage, shapes, scans=scans, boxes=boxes)
    told = False
    for lost in seen.lost:
        at = _position(lost.box, crop)
        if lost.covered:
            texts.append(SourceText(lost.text, f"{place}, under a box {at}", "covered"))
            facts.append(SourceFact("pdf-covered-text", f"{place}, {at}", _COVERED))
        else:
            told = True
            texts.append(SourceText(lost.text, f"{place}, not to be seen, {at}", "hidden"))
            facts.append(SourceFact("pdf-hidden-text", f"{place}, {at}", _HIDDEN))
    for one in things if not told else ():  # outside the page, tiny: of what PDFium tells no letters, too
        if one.kind == raw.FPDF_PAGEOBJ_TEXT and one.text.strip() and (share(one.box, crop) == 0 or is_tiny(one)):
            at = _position(one.box, crop)
            texts.append(SourceText(one.text.strip(), f"{place}, not to be seen, {at}", "hidden"))
            facts.append(SourceFact("pdf-hidden-text", f"{place}, {at}", _HIDDEN))
    if any(p.kind == raw.FPDF_PAGEOBJ_IMAGE for p in things):
        facts.append(
            SourceFact("picture", place, "A picture: nobody but a person can see whether it shows a name or a face.")
        )
    if drawn_words(things):
        facts.append(SourceFact("picture", place, DRAWN_WORDS))
    return PageRead(tuple(texts), tuple(dict.fromkeys(facts)), unread(place, told_by_letters, things, seen, crop))


def _joined(cut: re.Match[str]) -> str:
    """A word cut at the end of a line, as PDFium marks it: "moth-er" is one word, "Smith-Jones" keeps its hyphen."""
    return f"{cut[1]}-{cut[2]}" if cut[2].isupper() else f"{cut[1]}{cut[2]}"


def paragraphs(text: str) -> Iterator[str]:
    """Lines put together to paragraphs: words cut at the end of a line joined, a new one after a full stop and a short line."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    longest = max(map(len, lines), default=0)
    held = ""
    for line in lines:
        if not line.strip():
            if held:
                yield held
            held = ""
            continue
        if held.endswith("-") and line[:1].islower():
            held = held[:-1] + line.strip()
        elif held:
            held = f"{held} {line.strip()}"
        else:
            held = line.strip()
        if len(line) < 0.75 * longest or (re.search(r"[.!?:]$", line) and len(line) < 0.9 * longest):
            yield held
            held = ""
    if held:
        yield held


def _position(box: Box, page: Box) -> str:
    down, along = (page[3] - box[3]) / _POINTS_A_CM, (box[0] - page[0]) / _POINTS_A_CM
    return f"{max(0, round(down))} cm from the top, {max(0, round(along))} cm from the left"
