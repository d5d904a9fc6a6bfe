"""Words in the pictures of a Word file or workbook: read where Tesseract is installed, searched like text, painted out.

A draft with its pictures is the draft of its format with passages behind its own. The pictures of the written file are found
again by their bytes, as they are without what describes them.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from redactor.base.bounded import bounded
from redactor.base.packing import timeless
from redactor.base.seen import SeenText, SeenWord, reader, words_in
from redactor.documents.model import DocumentError, Passage, Place, Remark, Replacement, Rewritten, Story
from redactor.documents.replacing import checked

if TYPE_CHECKING:
    from redactor.documents.formats import Draft
    from redactor.documents.seen import Painting

# where the pictures of a package lie as a rule, and what they are called wherever else they lie
_A_PICTURE = re.compile(
    r"(?:(?:word|xl)/media/.*|.*\.(?:png|jpe?g|jpe|jfif|gif|bmp|dib|tiff?))", re.IGNORECASE | re.DOTALL
)
SAVED: dict[str, dict[str, Any]] = {  # kinds that can be written anew
    "PNG": {}, "JPEG": {"quality": 88}, "GIF": {}, "BMP": {}, "TIFF": {"compression": "tiff_deflate"},
}  # fmt: skip
_MOST = 300
_PAINTED = "Words in this picture were painted out. Look whether all that names somebody is gone."
_NOT_PAINTED = (
    "Words in this picture were to be painted out, and the picture could not be written anew: it is blank now."
)
_BROKEN = (OSError, ValueError, ArithmeticError, SyntaxError, EOFError, MemoryError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class DraftPicture:
    """A picture of a draft: the digest of its bytes without what describes it, and its pixels to be read."""

    number: int  # among the pictures of the file, from 1
    digest: str
    png: bytes = field(repr=False)
    factor: float  # by which it was enlarged


@dataclass(frozen=True, slots=True)
class _Text:
    picture: DraftPicture
    seen: SeenText


@dataclass(frozen=True, slots=True)
class PicturedDraft:
    """A draft with the words of its pictures."""

    inner: Draft
    passages: tuple[Passage, ...]
    _texts: tuple[_Text, ...] = field(repr=False)

    @property
    def name(self) -> str:
        """Its file's name, without the folder."""
        return self.inner.name

    @property
    def digest(self) -> str:
        """SHA-256 of the file's bytes, in hexadecimal."""
        return self.inner.digest

    @property
    def words(self) -> int:
        """In the text that stays; those of pictures are not counted."""
        return self.inner.words

    @property
    def pages(self) -> int:
        """An estimate, at least 1."""
        return self.inner.pages

    @property
    def suffix(self) -> str:
        """What the name of the written file ends in."""
        return self.inner.suffix

    def rewritten(self, replacements: Sequence[Replacement]) -> Rewritten:
        """The file with these texts replaced, those of pictures painted over. Raises ValueError for impossible replacements."""
        by_passage = checked(replacements, self.passages)
        own = len(self.inner.passages)
        written = self.inner.rewritten([each for each in replacements if each.passage < own])
        hit = [(self._texts[n - own], group) for n, group in sorted(by_passage.items()) if n >= own]
        return _painted(written, hit) if hit else written


def pictured(draft: Draft, data: bytes) -> Draft:
    """The draft with the words of its pictures; as it is where it has none, or nothing can read them. Raises DocumentError."""
    if reader() is None:
        return draft
    texts = [
        _Text(picture, seen)
        for picture in bounded(pictures_of, data, refuse=DocumentError)
        for seen in words_in(picture.png, page=False) or ()
    ]
    if not texts:
        return draft
    first, passages = len(draft.passages), []
    for _, group in groupby(enumerate(texts), key=lambda each: each[1].picture.number):
        for nth, (n, each) in enumerate(group, 1):
            number = each.picture.number
            place = Place(Story.PICTURE, f"picture {number}, text {nth}", f"picture {number}")
            passages.append(Passage(first + n, _plain(each.seen.text), place, aside="read in a picture"))
    return PicturedDraft(draft, (*draft.passages, *passages), tuple(texts))


def _plain(text: str) -> str:
    """The text as recognisers know it, of the same length."""
    return text.translate(str.maketrans("‘’‚´`“”", "'''''\"\""))


def is_picture_part(name: str) -> bool:
    """Whether a part of a package is a picture by its folder or its ending: some programs put them beside the text, and what
    is written anew may have another name."""
    return _A_PICTURE.fullmatch(name.replace("\\", "/")) is not None


def pictures_of(data: bytes) -> list[DraftPicture]:
    """The pictures of a package that can be decoded."""
    from PIL import Image

    from redactor.documents.seen import FORMATS, LEAST, MOST_PIXELS, to_read
    from redactor.documents.word.pictures import digest_of

    found = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [archive.read(n) for n in archive.namelist() if is_picture_part(n)][:_MOST]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        return []  # told by the reader of the format
    for number, member in enumerate(members, 1):
        try:
            with Image.open(io.BytesIO(member), formats=FORMATS) as image:
                if min(image.size) < LEAST or image.width * image.height > MOST_PIXELS:
                    continue
                png, factor = to_read(image)
        except (*_BROKEN, Image.DecompressionBombError):
            continue
        found.append(DraftPicture(number, digest_of(member), png, factor))
    return found


def _painted(written: Rewritten, hit: Sequence[tuple[_Text, Sequence[Replacement]]]) -> Rewritten:
    """The written package with boxes painted over words of its pictures."""
    from redactor.documents.word.pictures import digest_of

    boxes: dict[str, list[Painting]] = {}
    numbers: dict[str, int] = {}
    for text, group in hit:
        numbers[text.picture.digest] = text.picture.number
        boxes.setdefault(text.picture.digest, []).extend(_boxes(text, group))
    remarks: list[Remark] = []
    changed: list[tuple[str, str]] = []

    def paint(picture: bytes) -> bytes:
        if (digest := digest_of(picture)) not in boxes:
            return picture
        made, sound = _anew(picture, boxes[digest])
        rule, sentence = ("picture-painted", _PAINTED) if sound else ("picture-removed", _NOT_PAINTED)
        remarks.append(Remark(rule, f"picture {numbers[digest]}", sentence, 1, True, pictures=(digest,)))
        changed.append((digest, digest_of(made)))
        return made

    data = with_pictures_changed(written.data, paint)
    return Rewritten(data, (*written.remarks, *remarks), tuple(changed))


def with_pictures_changed(package: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A written package whose pictures are what `change` makes of them."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as anew:
        for name in archive.namelist():
            member = archive.read(name)
            anew.writestr(name, change(member) if is_picture_part(name) else member)
    return timeless(made.getvalue())


def _boxes(text: _Text, group: Sequence[Replacement]) -> list[Painting]:
    """Line by line a box around the words that a replacement touches, its text in the first."""
    from redactor.documents.seen import Painting

    found = []
    for each in group:
        touched = [(s, e, w) for s, e, w in text.seen.spans() if s < each.end and e > each.start]
        raw = text.seen.text
        label = raw[touched[0][0] : each.start] + each.text + raw[each.end : touched[-1][1]]
        lines: list[list[SeenWord]] = []
        for _, _, word in touched:
            if lines and lines[-1][-1].box[1] < (word.box[1] + word.box[3]) / 2 < lines[-1][-1].box[3]:
                lines[-1].append(word)
            else:
                lines.append([word])
        for n, line in enumerate(lines):
            lefts, tops, rights, bottoms = zip(*(word.box for word in line), strict=True)
            box = (min(lefts), min(tops), max(rights), max(bottoms))
            left, top, right, bottom = (side / text.picture.factor for side in box)
            found.append(Painting((left, top, right, bottom), "" if n else label))
    return found


def _anew(member: bytes, boxes: Sequence[Painting]) -> tuple[bytes, bool]:
    """A picture of the same kind with the boxes painted, and whether that was possible; else a blank one of that kind."""
    from PIL import Image

    from redactor.documents.seen import FORMATS, painted

    kind = "PNG"
    try:
        with Image.open(io.BytesIO(member), formats=FORMATS) as image:
            kind = image.format or "PNG"
            made, sound = painted(image, boxes), kind in SAVED
    except (*_BROKEN, Image.DecompressionBombError):
        made, sound = Image.new("L", (8, 8), 255), False
    written = io.BytesIO()
    made.save(written, kind if kind in SAVED else "PNG", **SAVED.get(kind, {}))
    return written.getvalue(), sound
