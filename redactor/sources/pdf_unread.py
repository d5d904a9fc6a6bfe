"""What shows on a page of a PDF and cannot be read: scans, letters drawn as shapes, letters of which the file says nothing or
something else. A page of which a part cannot be read is never clean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pypdfium2.raw as raw

from redactor.language.lexicon import fold, lexicon
from redactor.sources.pdf_seen import TextOnPaper
from redactor.sources.pdf_things import Box, PagePart, share
from redactor.sources.source import A_SCAN, DRAWN, GARBLED

# three letters and more of a private kind, of none, or of the signs that no text holds; fewer are the signs of a list. One
# U+FFFE is a hyphen at the end of a line, two in a word are letters without a meaning
_NO_LETTERS = re.compile(
    "[\ue000-\uf8ff\ufffd\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\U000f0000-\U0010fffd]{3,}|\ufffe\\S*\ufffe"
)
_A_WORD = 20.0  # points
_SCAN = 0.5  # share of a page that its pictures take
_FEW_LETTERS = 40  # on a picture of a whole page: a page number, a stamp
_LINES_WITHOUT_TEXT = 400  # painted lines from which a page without text may be letters drawn as shapes
_ENOUGH, _SHARE = 16, 0.3  # letters of a font that tell anything, and the share of vowels that words have
# signs that no writing has between letters: "Tffo!cz!Ppobhi", letters that are each the next one
_ODD_SIGNS, _SOME_SIGNS = re.compile(r"[^\W\d_][!{}|~^\\\[\]][^\W\d_]"), 3
_VOWELS = "aeiouyáéíóúàèìòùâêîôûäëïöüŷ"
_OF_A_ROW, _KINDS = 6, 4  # shapes side by side that are letters, and how many of them differ
_ROWS = 3  # of a text; fewer are a logo's


def unread(place: str, visible: str, things: Sequence[PagePart], seen: TextOnPaper, crop: Box) -> str:
    """Why a page, or a part of it, cannot be read: a sentence; "" where all of it can."""
    pictures = [t for t in things if t.kind == raw.FPDF_PAGEOBJ_IMAGE]
    if not visible.strip() and any(share(p.box, crop) > 0.05 for p in pictures):
        return A_SCAN.format(place)
    if pictures and _is_scan(pictures, seen, crop):
        return A_SCAN.format(place)
    if _NO_LETTERS.search(visible) or _has_dumb_letters(things, seen, crop) or _has_other_letters(things):
        return GARBLED.format(place)
    paths = [t for t in things if t.kind == raw.FPDF_PAGEOBJ_PATH]
    many = len(paths) > _LINES_WITHOUT_TEXT or sum(p.strokes for p in paths) > 4 * _LINES_WITHOUT_TEXT
    if drawn_words(things) >= _ROWS or (many and not visible.strip()):
        return DRAWN.format(place)
    return ""


def _is_scan(pictures: Sequence[PagePart], seen: TextOnPaper, crop: Box) -> bool:
    """Pictures take most of the page, something is drawn in them, and hardly a letter of the page's text lies on them."""
    if sum(share(p.box, crop) for p in pictures) < _SCAN or seen.is_plain:
        return False
    on = sum(
        any(p.box[0] <= x <= p.box[2] and p.box[1] <= y <= p.box[3] for p in pictures)
        for x, y in seen.centres[: 20 * _FEW_LETTERS]
    )
    return on < _FEW_LETTERS


def _has_dumb_letters(things: Sequence[PagePart], seen: TextOnPaper, crop: Box) -> bool:
    """Letters that show, and none of the page's text where they stand."""
    for one in things:
        if one.kind != raw.FPDF_PAGEOBJ_TEXT or one.text.strip("\x00 \t\r\n") or one.invisible:
            continue
        left, bottom, right, top = one.box
        if right - left < _A_WORD or top - bottom <= 2 or share(one.box, crop) == 0:
            continue
        there = any(left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1 for x, y in seen.centres)
        if not there and seen.shows(one.box):
            return True
    return False


def _has_other_letters(things: Sequence[PagePart]) -> bool:
    """A font whose letters can be copied, and make no words: the eye reads others."""
    by_font: dict[int, list[str]] = defaultdict(list)
    for one in things:
        if one.kind == raw.FPDF_PAGEOBJ_TEXT and not one.invisible:
            by_font[one.font].append(one.text)
    return any(_make_no_words(" ".join(texts)) for texts in by_font.values())


def _make_no_words(text: str) -> bool:
    odd = len(_ODD_SIGNS.findall(text))
    if odd >= _SOME_SIGNS and odd > len(text) / 12:
        return True
    words = [w for w in re.findall(r"[^\W\d_]{3,}", text) if w[1:].islower()]
    letters = "".join(words).lower()
    if len(letters) < _ENOUGH or sum(c in _VOWELS for c in letters) >= _SHARE * len(letters):
        return False  # as in every language that is written with these letters
    lex = lexicon()
    return sum(lex.is_ordinary(w) or fold(w) in lex.function_words or lex.births(w) > 0 for w in words) < len(words) / 8


def drawn_words(things: Sequence[PagePart]) -> int:
    """How many rows of shapes side by side on the page look like the letters of words."""
    letters, rows = [], 0
    for one in things:
        if one.kind != raw.FPDF_PAGEOBJ_PATH or one.colour is None:
            continue
        width, height = one.box[2] - one.box[0], one.box[3] - one.box[1]
        if 3 <= height <= 40 and one.strokes >= 60 and width > 3 * height:
            rows += 1  # a line as one path
        elif 2 <= height <= 40 and 0.5 <= width <= 1.6 * height + 2 and one.strokes >= 4:
            letters.append(one)
    return rows + sum(
        1 for row in _rows(letters) if len({(p.strokes, round(p.box[2] - p.box[0])) for p in row}) >= _KINDS
    )


def _rows(letters: Sequence[PagePart]) -> Iterator[list[PagePart]]:
    """Shapes that stand side by side on one line."""
    lines: dict[int, list[PagePart]] = defaultdict(list)
    for one in letters:
        lines[round(one.box[1] / 4)].append(one)
    for line in lines.values():
        run: list[PagePart] = []
        for one in sorted(line, key=lambda p: p.box[0]):
            if run and one.box[0] - run[-1].box[2] > 1.5 * (one.box[3] - one.box[1]) + 4:
                if len(run) >= _OF_A_ROW:
                    yield run
                run = []
            run.append(one)
        if len(run) >= _OF_A_ROW:
            yield run
