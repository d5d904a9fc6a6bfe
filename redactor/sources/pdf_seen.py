"""Which letters of a PDF's page the eye sees: the page is painted with its text, without it, and its text alone.

Where nothing changes when the text goes, nobody sees it. Whether it is covered (by whatever shape: a box, a thick stroke,
hatching, shading, a stamp) or does not show by itself (white, see-through, clipped away) follows from the text painted alone.
What a scan shows is looked at under its own layer of text. Coordinates are points from the lower left corner of the page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageChops, ImageStat

from redactor.sources.pdf_overprinted import Printed, layers

Box = tuple[float, float, float, float]  # left, bottom, right, top
Pixels = tuple[int, int, int, int]  # left, top, right, bottom, the last two exclusive

_MOST_PIXELS = 3_000_000
_TELLS = 14  # of 255: a difference that an eye can see
_FEW = 0.18  # share of a letter's box that its ink takes at least, else the text is painted alone as well
_LOST = 0.4  # share of its ink from which a word can be read
_FAINT = 0.2  # share of its contrast
_LOST_LETTER = 0.25
_PART = 3  # letters in a row that are covered: part of a word
_THIN = 0.06  # of its height, as wide as a letter has to be
_A_LINE, _STRIP = 2.0, 20.0  # points
_DEEPEST = 6
_EVEN = 9.0  # spread of brightness of a spot on which nothing is written
_DARK, _LIGHT = 110.0, 190.0
_A_WORD = 3  # letters
_CLEAR = 100  # of 255: print on paper, or on a ground
_STEP, _PLAIN = 40, 0.002  # of brightness from pixel to pixel, and the share of such steps that letters make
_INVISIBLE = (3, 7)  # PDF 32000-1, table 106: neither filled nor stroked; a path to clip with
_NO_LETTER = "\x00\x02\ufffe"


@dataclass(frozen=True, slots=True)
class PageLetter:
    """A character as the page's text has it, and where it stands; spaces have no size."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between, and where they stand."""

    text: str
    box: Box
    letters: tuple[int, int]  # first and last (exclusive) of the page's letters


@dataclass(frozen=True, slots=True)
class Lost:
    """Words of one line, side by side, that nobody sees; `covered` where they would show but for what lies on them."""

    text: str
    box: Box
    covered: bool


@dataclass(frozen=True)
class TextOnPaper:
    """What was found of a page's text."""

    paper: _Paper
    letters: tuple[PageLetter, ...]
    lost: tuple[Lost, ...] = ()

    @cached_property
    def centres(self) -> tuple[tuple[float, float], ...]:
        """Of every letter."""
        return tuple(((b[0] + b[2]) / 2, (b[1] + b[3]) / 2) for b in (one.box for one in self.letters))

    @cached_property
    def is_plain(self) -> bool:
        """Whether hardly anything is drawn on the page besides its text."""
        grey = self.paper.bare.convert("L")
        steps = ImageChops.difference(grey, ImageChops.offset(grey, 1, 0)).histogram()
        return sum(steps[_STEP:]) < _PLAIN * sum(steps)

    def shows(self, box: Box) -> bool:
        """Whether letters in a box are seen."""
        spot = self.paper.pixels(box)
        return self.paper.ink(spot) > 0.05 * _area(spot)


class _Paper:
    """The page painted as it shows and without its text; where a point of the page lies on it."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        self._scale = min(1.0, (_MOST_PIXELS / max(1.0, page.get_width() * page.get_height())) ** 0.5)
        texts, self._others = _leaves(page)
        self._texts = texts
        self.whole = self._painted()
        with _Without(texts):
            self.bare = self._painted() if texts else self.whole
        self._change = _changed(self.whole, self.bare)
        self._shows = _told(self._change)
        self._matrix = self._measured()

    def _painted(self, *, notes: bool = True) -> Image.Image:
        bitmap = self._page.render(scale=self._scale, draw_annots=notes, may_draw_forms=notes)
        image: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        return image

    @cached_property
    def _alone(self) -> Image.Image:
        with _Without(self._others):
            text = self._painted(notes=False)
        return _changed(text, Image.new("RGB", text.size, "white"))

    @cached_property
    def _alone_shows(self) -> Image.Image:
        return _told(self._alone)

    def _measured(self) -> tuple[float, float, float, float, float, float]:
        width, height = self.whole.size

        def device(x: float, y: float) -> tuple[float, float]:
            across, down = ctypes.c_int(), ctypes.c_int()
            # a hundred times as large, as the answer is in whole numbers
            raw.FPDF_PageToDevice(self._page.raw, 0, 0, width * 100, height * 100, 0, x, y, across, down)
            return across.value / 100, down.value / 100

        (x0, y0), (x1, y1), (x2, y2) = device(0, 0), device(100, 0), device(0, 100)
        return (x1 - x0) / 100, (y1 - y0) / 100, (x2 - x0) / 100, (y2 - y0) / 100, x0, y0

    def pixels(self, box: Box) -> Pixels:
        """A box in points as one of pixels, within the paper."""
        a, b, c, d, e, f = self._matrix
        one = (box[0] * a + box[1] * c + e, box[0] * b + box[1] * d + f)
        other = (box[2] * a + box[3] * c + e, box[2] * b + box[3] * d + f)
        width, height = self.whole.size
        across = sorted((one[0], other[0]))
        down = sorted((one[1], other[1]))
        left, right = (min(width, max(0, int(x))) for x in (across[0], across[1] + 0.999))
        top, bottom = (min(height, max(0, int(y))) for y in (down[0], down[1] + 0.999))
        return left, top, right, bottom

    def is_doubtful(self, box: Box) -> bool:
        """Whether a word, as a whole, shows less than print does."""
        spot = self.pixels(box)
        return self.ink(spot) < _FEW * _area(spot) or self.is_faint(spot)

    def ink(self, spot: Pixels) -> int:
        """Pixels that the page's text changes."""
        return self._shows.crop(spot).histogram()[255]

    def own_ink(self, spot: Pixels) -> int:
        """Pixels that the text would change if there were nothing else."""
        return self._alone_shows.crop(spot).histogram()[255]

    def without(self, owners: set[int]) -> tuple[Image.Image, Image.Image]:
        """What some of the page's texts change, and what they would change if there were nothing else."""
        with _Without([one for one in self._texts if _address(one) in owners]):
            rest = self._painted()
        with _Without([*self._others, *(one for one in self._texts if _address(one) not in owners)]):
            alone = self._painted(notes=False)
        return _told(_changed(self.whole, rest)), _told(_changed(alone, Image.new("RGB", alone.size, "white")))

    def is_faint(self, spot: Pixels) -> bool:
        """Whether what the text changes is too little for print: it may shine through something."""
        return _area(spot) > 1 and self._change.crop(spot).getextrema()[1] < _CLEAR  # type: ignore[operator]

    def contrast(self, spot: Pixels) -> float:
        """Which share is left of the contrast that the text has alone."""
        if _area(spot) < 2:
            return 1.0
        own = ImageStat.Stat(self._alone.crop(spot)).sum[0]
        return ImageStat.Stat(self._change.crop(spot)).sum[0] / own if own else 1.0


def see(
    page: pdfium.PdfPage,
    textpage: pdfium.PdfTextPage,
    shapes: Sequence[Box],
    *,
    scans: Sequence[Box],
    boxes: Sequence[Box] = (),
) -> TextOnPaper:
    """All letters of a page held against the paper. `shapes`: what is painted besides text, and may lie on a part of a word;
    `scans`: where pictures lie, in which unseen letters are those of their own layer of text; `boxes`: what else
    covers, which PDFium does not paint."""
    letters = tuple(_letters(textpage))
    paper = _Paper(page)
    near = _Near((*shapes, *_notes(page)))
    found: list[tuple[Word, bool]] = []
    words = list(_words(letters))
    overprinted = _overprinted(words, letters, paper, textpage)
    for word in words:
        if word.letters in overprinted or any(_on(box, word.box) for box in boxes):
            found.append((word, True))
        elif _is_thin(word):
            found.append((word, False))
        elif near.touches(word.box) or paper.is_doubtful(word.box):
            how = _how_lost(word, letters, paper, textpage, scanned=any(_holds(scan, word.box) for scan in scans))
            if how is None:
                continue
            found.append((word, how))
    return TextOnPaper(paper, tuple(one for one in letters if not one.text.isspace()), tuple(_side_by_side(found)))


def _holds(scan: Box, word: Box) -> bool:
    """The middle of a word lies in a picture."""
    x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return scan[0] <= x <= scan[2] and scan[1] <= y <= scan[3]


def _how_lost(
    word: Word, letters: Sequence[PageLetter], paper: _Paper, textpage: pdfium.PdfTextPage, *, scanned: bool
) -> bool | None:
    """Whether a word is covered (True), does not show by itself (False), or can be read after all (None)."""
    spots = [paper.pixels(letters[n].box) for n in range(*word.letters)]
    left = [paper.ink(spot) for spot in spots]
    few = sum(rest < _FEW * _area(spot) for spot, rest in zip(spots, left, strict=True))
    if few < _PART and not paper.is_faint(spots[0]) and sum(left) >= _FEW * sum(map(_area, spots)):
        return None
    own = [paper.own_ink(spot) for spot in spots]
    if sum(own) < 2:
        if scanned and _is_invisible(textpage, word.letters[0]):
            return _under_the_scan(word, paper)
        return False if sum(left) < 2 else None
    if sum(left) < _LOST * sum(own) or paper.contrast(paper.pixels(word.box)) < _FAINT:
        return True
    run = 0
    for one, rest in zip(own, left, strict=True):
        run = run + 1 if one > 1 and rest < _LOST_LETTER * one else 0
        if run >= _PART:
            return True
    return None


def _overprinted(
    words: Sequence[Word], letters: Sequence[PageLetter], paper: _Paper, textpage: pdfium.PdfTextPage
) -> set[tuple[int, int]]:
    """Words that other words of the page lie on, so that they cannot be read: letters in rows over a name."""
    owners = [_address(raw.FPDFText_GetTextObject(textpage.raw, word.letters[0])) for word in words]
    printed = [Printed(w.text, w.box, owner) for w, owner in zip(words, owners, strict=True) if owner]
    apart, more = layers(printed)
    found = {w.letters for w, owner in zip(words, owners, strict=True) if owner in more}
    for layer in apart:
        left, own = paper.without(layer)  # type: ignore[arg-type]
        for word, owner in zip(words, owners, strict=True):
            if owner in layer and _is_lost(word, letters, paper, left, own):
                found.add(word.letters)
    return found


def _is_lost(word: Word, letters: Sequence[PageLetter], paper: _Paper, left: Image.Image, own: Image.Image) -> bool:
    had = lost = run = 0
    for n in range(*word.letters):
        spot = paper.pixels(letters[n].box)
        mine, shows = own.crop(spot).histogram()[255], left.crop(spot).histogram()[255]
        had, lost = had + mine, lost + max(0, mine - shows)
        run = run + 1 if mine > 1 and shows < _LOST_LETTER * mine else 0
        if run >= _PART:
            return True
    return len(word.text) >= _A_WORD and had > 1 and lost > (1 - _LOST) * had


def _address(thing: object) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


def _under_the_scan(word: Word, paper: _Paper) -> bool | None:
    """A word of a scan's own layer of text: the spot it stands on is all dark (True), all paper (False), or written (None)."""
    if len(word.text) < _A_WORD:
        return None
    left, top, right, bottom = paper.pixels(word.box)
    more = max(2, round(0.3 * (bottom - top)))  # such layers lie a little beside what they read
    inner = _light(paper.whole, (left, top, right, bottom))
    outer = _light(paper.whole, (max(0, left - more), max(0, top - more), right + more, bottom + more))
    if inner and inner[1] < _EVEN and inner[0] < _DARK:
        return True
    return False if outer and outer[1] < _EVEN and outer[0] > _LIGHT else None


def _light(image: Image.Image, spot: Pixels) -> tuple[float, float] | None:
    """How light a spot is, and how far that spreads."""
    if _area(spot) < 4:
        return None
    measured = ImageStat.Stat(image.crop(spot).convert("L"))
    return measured.mean[0], measured.stddev[0]


def _is_invisible(textpage: pdfium.PdfTextPage, letter: int) -> bool:
    thing = raw.FPDFText_GetTextObject(textpage.raw, letter)
    return bool(thing) and raw.FPDFTextObj_GetTextRenderMode(thing) in _INVISIBLE


def _is_thin(word: Word) -> bool:
    left, bottom, right, top = word.box
    flat = 0 < (right - left) / len(word.text) < _THIN * (top - bottom)
    steep = 0 < (top - bottom) / len(word.text) < _THIN * (right - left)
    return len(word.text) >= _A_WORD and flat and not steep


def _area(spot: Pixels) -> int:
    return max(1, (spot[2] - spot[0]) * (spot[3] - spot[1]))


def _changed(one: Image.Image, other: Image.Image) -> Image.Image:
    """How far two pictures differ, pixel by pixel, in the colour in which they differ most."""
    red, green, blue = ImageChops.difference(one, other).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _told(change: Image.Image) -> Image.Image:
    """255 where an eye can tell a difference, 0 elsewhere."""
    return change.point([255 if n > _TELLS else 0 for n in range(256)])


def _letters(textpage: pdfium.PdfTextPage) -> Iterator[PageLetter]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for n in range(max(0, raw.FPDFText_CountChars(textpage.raw))):
        text = chr(raw.FPDFText_GetUnicode(textpage.raw, n) or 0x20)
        has_box = raw.FPDFText_GetCharBox(textpage.raw, n, left, right, bottom, top)
        box = (left.value, bottom.value, right.value, top.value) if has_box else (0.0, 0.0, 0.0, 0.0)
        yield PageLetter(text, box)


def _words(letters: Sequence[PageLetter]) -> Iterator[Word]:
    first = None
    for n, letter in enumerate((*letters, PageLetter(" ", (0.0, 0.0, 0.0, 0.0)))):
        apart = letter.text.isspace() or letter.text in _NO_LETTER
        if first is not None and (apart or letter.box[0] < letters[n - 1].box[0] - 20):
            sized = [b for b in (one.box for one in letters[first:n]) if b[2] > b[0] or b[3] > b[1]]
            if sized:
                lefts, bottoms, rights, tops = zip(*sized, strict=True)
                text = "".join(one.text for one in letters[first:n])
                yield Word(text, (min(lefts), min(bottoms), max(rights), max(tops)), (first, n))
            first = None
        if first is None and not apart:
            first = n


def _side_by_side(found: Iterable[tuple[Word, bool]]) -> Iterator[Lost]:
    """Words that follow each other on one line, as one."""
    held: list[Word] = []
    how = False
    for word, covered in found:
        follows = (
            held
            and how == covered
            and 0 <= word.letters[0] - held[-1].letters[1] <= 2
            and abs(word.box[1] - held[-1].box[1]) < 0.6 * max(1.0, word.box[3] - word.box[1])
        )
        if held and not follows:
            yield _lost(held, how)
            held = []
        held.append(word)
        how = covered
    if held:
        yield _lost(held, how)


def _lost(words: Sequence[Word], covered: bool) -> Lost:
    lefts, bottoms, rights, tops = zip(*(w.box for w in words), strict=True)
    return Lost(" ".join(w.text for w in words), (min(lefts), min(bottoms), max(rights), max(tops)), covered)


def _on(box: Box, word: Box) -> bool:
    across, up = min(box[2], word[2]) - max(box[0], word[0]), min(box[3], word[3]) - max(box[1], word[1])
    return across > 0.5 * (word[2] - word[0]) and up > 0.5 * (word[3] - word[1])


class _Near:
    """Shapes by the strip of the page that they lie in, so that few are looked at for each word."""

    def __init__(self, shapes: Iterable[Box]) -> None:
        self._strips: dict[int, list[Box]] = {}
        for box in shapes:
            if min(box[2] - box[0], box[3] - box[1]) > _A_LINE:
                for strip in range(int(box[1] // _STRIP), min(int(box[3] // _STRIP), int(box[1] // _STRIP) + 400) + 1):
                    self._strips.setdefault(strip, []).append(box)

    def touches(self, word: Box) -> bool:
        """Whether one of them lies on a part of a word."""
        for strip in range(int(word[1] // _STRIP), int(word[3] // _STRIP) + 1):
            for box in self._strips.get(strip, ()):
                meets = box[0] < word[2] and word[0] < box[2] and box[1] < word[3] and word[1] < box[3]
                holds = box[0] <= word[0] and word[2] <= box[2] and box[1] <= word[1] and word[3] <= box[3]
                if meets and not holds:
                    return True
        return False


def _notes(page: pdfium.PdfPage) -> Iterator[Box]:
    """Where notes and fields stand."""
    for n in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, n)
        box = raw.FS_RECTF()
        if raw.FPDFAnnot_GetRect(note, box):
            low, high = sorted((box.bottom, box.top))
            yield box.left, low, box.right, high
        raw.FPDFPage_CloseAnnot(note)


class _Without:
    """Things of a page that are not painted meanwhile."""

    def __init__(self, things: Sequence[object]) -> None:
        self._things = things

    def __enter__(self) -> None:
        for thing in self._things:
            raw.FPDFPageObj_SetIsActive(thing, False)

    def __exit__(self, *_: object) -> None:
        for thing in self._things:
            raw.FPDFPageObj_SetIsActive(thing, True)


def _leaves(page: pdfium.PdfPage) -> tuple[list[object], list[object]]:
    """The things that are text, and all other things that paint, of the page and of forms in it."""
    texts: list[object] = []
    others: list[object] = []

    def take(thing: object, depth: int) -> None:
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            for n in range(raw.FPDFFormObj_CountObjects(thing)):
                take(raw.FPDFFormObj_GetObject(thing, n), depth + 1)
        else:
            (texts if kind == raw.FPDF_PAGEOBJ_TEXT else others).append(thing)

    for n in range(raw.FPDFPage_CountObjects(page.raw)):
        take(raw.FPDFPage_GetObject(page.raw, n), 0)
    return texts, others
