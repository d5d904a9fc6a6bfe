"""A workbook read and rewritten in place: nothing is tidied, and what is not replaced stays as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from redactor.base.bounded import bounded
from redactor.base.collector import uncollected
from redactor.documents.model import DocumentError, Passage, Replacement, Story
from redactor.documents.replacing import checked
from redactor.documents.word.document import not_too_much
from redactor.documents.word.inplace import Closed, text_inside

from .apply import apply
from .found import WorkbookSurvey
from .package import WorkbookPart
from .stamp import stamp
from .surfaces import CellSurface
from .survey import survey

_CLOSED = {
    "embedded": "embedded file", "control": "form control", "macros": "macro", "link to a workbook": "link to another workbook",
    "record of changes": "record of changes", "data model": "data model", "data": "file of attached data",
}  # fmt: skip
_SIGNED = (
    "The workbook is signed; a changed file would not be the signed one. Save an unsigned copy in Excel and try again."
)


@dataclass(frozen=True, slots=True)
class KeptWorkbook:
    """A workbook that was read to be rewritten in place."""

    name: str  # of the file, without its folder
    digest: str  # SHA-256 of the file's bytes, in hexadecimal
    passages: tuple[Passage, ...]  # in reading order, numbered from 0
    fixed: tuple[Passage, ...]  # what is read and never rewritten: targets of links, names that formulas use
    pictures: int
    closed: tuple[Closed, ...]  # what is never rewritten: embedded files and the like
    _data: bytes = field(repr=False)

    def rewritten(self, replacements: Sequence[Replacement]) -> bytes:
        """The workbook with these texts replaced; what is not replaced keeps its bytes. Raises ValueError."""
        return self._written(replacements).package.save()

    def restricted(self, replacements: Sequence[Replacement], line: str, mark: str) -> bytes:
        """The same with `line` and `mark` at the head of every page: a sheet has no place for letters across it."""
        read = self._written(replacements)
        stamp(read.sheets, f"{line} \u2013 {mark}")
        return read.package.save()

    def again(self, data: bytes) -> KeptWorkbook:
        """What is read of the written bytes of the same draft. Raises DocumentError."""
        return kept(self.name, data)

    def _written(self, replacements: Sequence[Replacement]) -> WorkbookSurvey:
        by_passage = checked(replacements, self.passages)
        with uncollected():
            read = _read(self._data)
            _split(read)
            apply(read, by_passage)
            return read


def kept(name: str, data: bytes) -> KeptWorkbook:
    """Read a workbook's bytes to rewrite them in place. Raises DocumentError."""
    return KeptWorkbook(name, hashlib.sha256(data).hexdigest(), *bounded(held_in, data, refuse=DocumentError), data)


def held_in(data: bytes) -> tuple[tuple[Passage, ...], tuple[Passage, ...], int, tuple[Closed, ...]]:
    """The passages that can be rewritten, those that are fixed, the number of pictures, and the files inside the file."""
    with uncollected():
        read = _read(data)
        fixed = _split(read)
        parts = read.package.parts
        return (
            not_too_much(tuple(each.passage(number) for number, each in enumerate(read.surfaces)), len(data)),
            tuple(each.passage(number) for number, each in enumerate(fixed)),
            sum(part.rule.action == "picture" for part in parts),
            tuple(Closed(_CLOSED[p.rule.kind], _inside(p)) for p in parts if p.rule.kind in _CLOSED),
        )


def _inside(part: WorkbookPart) -> str | None:
    """All that is written in a part, or in the file that it is."""
    if part.is_xml:
        try:
            return "\n".join(text for text in map(str, part.root.itertext()) if text.strip())
        except DocumentError:
            return None
    return text_inside(part.data)


def _read(data: bytes) -> WorkbookSurvey:
    read = survey(data, None, frozenset(("signed",)))
    if any(part.rule.kind == "signature" for part in read.package.parts):
        raise DocumentError(_SIGNED)
    return read


def _split(read: WorkbookSurvey) -> list[CellSurface]:
    """Take out of the surfaces what is not rewritten: what leads somewhere, and names in formulas."""
    fixed = [each for each in read.surfaces if each.link is not None or each.group in ("name", "column", "reference")
             or each.place.story is Story.LINK_TARGET]  # fmt: skip
    gone = {id(each) for each in fixed}
    read.surfaces = [each for each in read.surfaces if id(each) not in gone and not each.number]
    return fixed
