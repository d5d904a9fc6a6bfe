"""What a survey of a PDF has found: passages to be, with the way back into the file, and what there is to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pikepdf

from redactor.documents.model import Cell, Passage, Place, Remark
from redactor.documents.word.text import Normal, normalise

from .images import Number
from .layout import PageBlock
from .matrices import Box
from .remarks import remark
from .scans import PictureArea


@dataclass(slots=True)
class PdfSurface:
    """A passage to be. `block` or, of a picture, `words` lie on `page` (from 0); `put` writes another text in the place of one
    that no page shows."""

    normal: Normal
    place: Place
    cell: Cell | None = None
    leaves: bool = False
    aside: str = ""
    page: int = -1
    block: PageBlock | None = None
    put: Callable[[str], None] | None = field(default=None, repr=False)
    raw: str = ""
    words: tuple[
        tuple[int, int, Box], ...
    ] = ()  # of a text in a picture: characters of the raw text, and where they lie

    def passage(self, number: int) -> Passage:
        """The passage that the rest of the program sees."""
        return Passage(number, self.normal.text, self.place, self.cell, None, self.leaves, False, self.aside)


@dataclass(slots=True)
class PdfSurvey:
    """The surfaces in reading order, and what there is to say."""

    file: pikepdf.Pdf
    surfaces: list[PdfSurface] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    areas: list[PictureArea] = field(default_factory=list)  # pictures that may hold words
    images: dict[Number, str] = field(
        default_factory=dict
    )  # every picture, and what it is known by before anything is painted
    pictures: dict[int, tuple[str, ...]] = field(default_factory=dict)  # those of a page, from 0, each once
    fields: dict[int, list[Box]] = field(default_factory=dict)  # where fields lie that become text, by page from 0

    def remark(self, rule: str, count: int = 1, *, place: str = "file", pictures: tuple[str, ...] = ()) -> None:
        """Add a remark; one that counts nothing is left out in the end."""
        self.remarks.append(remark(rule, count, place, pictures))

    def say(self, text: object, place: Place, put: Callable[[str], None] | None = None) -> None:
        """Take in a text beside those of the pages, if it holds anything; without a way to put another it leaves the file."""
        plain = normalise(str(text))
        if plain.text.strip():
            self.surfaces.append(PdfSurface(plain, place, leaves=put is None, put=put))
