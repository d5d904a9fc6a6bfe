"""A Word file as the rest of the program sees it: its passages, and the file again with some of their characters
replaced.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from redactor.base.bounded import bounded
from redactor.base.collector import uncollected
from redactor.base.given import Given
from redactor.base.limits import TOO_MUCH_TEXT, most_text
from redactor.documents.files import read_bytes
from redactor.documents.looks import PassageLook
from redactor.documents.model import DocumentError, Passage, Replacement, Rewritten, Story, Tidying
from redactor.documents.remarks import merged
from redactor.documents.replacing import checked, replaced

from . import fields, references
from .names import drop
from .replace import Edits
from .survey import Survey, survey

_WORDS_A_PAGE = 400
_TEXT_STORIES = frozenset(
    (
        Story.BODY,
        Story.HEADER,
        Story.FOOTER,
        Story.FOOTNOTE,
        Story.ENDNOTE,
        Story.COMMENT,
        Story.TEXT_BOX,
        Story.CHART,
        Story.DIAGRAM,
    )
)


@dataclass(frozen=True, slots=True)
class Document:
    """A draft that was read. It keeps the bytes, not the tree: rewriting starts from them each time."""

    name: str  # of the file, without its folder
    digest: str  # SHA-256 of the file's bytes, in hexadecimal
    passages: tuple[Passage, ...]  # in reading order, numbered from 0
    words: int  # in the text that stays, notes and text boxes included
    _data: bytes = field(repr=False)
    _tidying: Tidying
    _allow: frozenset[str]

    suffix = ".docx"  # of the file that is written

    @property
    def pages(self) -> int:
        """An estimate, at least 1."""
        return max(1, round(self.words / _WORDS_A_PAGE))

    def looks(self) -> dict[int, PassageLook]:
        """Passage number → how it looks in Word."""
        from .looks import looks_of

        return looks_of(self._data, self._tidying, self._allow)

    def picture(self, number: int) -> bytes | None:
        """The picture of this number, as it lies in the file; None where there is none."""
        from .looks import media_of

        media = media_of(self._data)
        return media[number - 1][1]() if 0 < number <= len(media) else None

    def rewritten(self, replacements: Sequence[Replacement]) -> Rewritten:
        """The file with these texts replaced, tidied and without metadata; nothing else in it changes.

        Offsets count characters of a passage's text. Raises ValueError where replacements overlap within a passage,
        are empty, reach beyond its text or name a passage that there is not. Replacements in passages that leave do
        nothing.
        """
        by_passage = checked(replacements, self.passages)
        with uncollected():
            result = survey(self._data, self._tidying, self._allow)
            _apply(result, self.passages, by_passage)
            return Rewritten(result.package.save(), merged(result.remarks))


def read(draft: Given, tidying: Tidying, *, allow: frozenset[str] = frozenset()) -> Document:
    """Read a Word file.

    `allow` names what is otherwise refused: "signed", "macros", "altchunk". Raises DocumentError, a sentence for the
    reader, for a file that is missing, open, too large, damaged, unsafe, password-protected or not a Word document.
    """
    return document(draft.name, read_bytes(draft), tidying, allow)


def document(name: str, data: bytes, tidying: Tidying, allow: frozenset[str] = frozenset()) -> Document:
    """The same of a file's bytes. Raises DocumentError."""
    passages = bounded(passages_of, data, tidying, allow, refuse=DocumentError)
    words = sum(
        len(p.text.split()) for p in passages if not p.leaves and not p.original and p.place.story in _TEXT_STORIES
    )
    return Document(name, hashlib.sha256(data).hexdigest(), passages, words, data, tidying, allow)


def passages_of(data: bytes, tidying: Tidying, allow: frozenset[str]) -> tuple[Passage, ...]:
    """The passages of a Word file, in reading order. Raises DocumentError."""
    found = survey(data, tidying, allow)
    return not_too_much(tuple(surface.passage(number) for number, surface in enumerate(found.surfaces)), len(data))


def not_too_much(passages: tuple[Passage, ...], size: int) -> tuple[Passage, ...]:
    """The same passages. Raises DocumentError where a file of `size` bytes cannot honestly hold so much text."""
    if sum(len(passage.text) for passage in passages) > most_text(size):
        raise DocumentError(TOO_MUCH_TEXT)
    return passages


def _apply(result: Survey, passages: Sequence[Passage], by_passage: dict[int, list[Replacement]]) -> None:
    surfaces = result.surfaces
    hit = {
        number: replaced(passages[number].text, group)
        for number, group in by_passage.items()
        if not surfaces[number].leaves
    }
    names = references.rename(hit, surfaces, result.cites)
    edits = Edits()
    references.follow_in_codes(names, result.fields, edits)
    # the text as it stands is claimed before the text as it was, which shares characters with it
    for number in sorted(hit, key=lambda number: (passages[number].original, number)):
        surface = surfaces[number]
        action = surface.found[0].rule.action if surface.found else ""
        if action == "rename":
            continue
        for view in surface.views:
            for each in by_passage[number]:
                edits.add(view, each.start, each.end, each.text, marked=each.marked)
    edits.apply()
    references.initials_follow(hit, surfaces)
    gone: dict[int, set[str]] = {}
    links = 0
    for number in hit:
        surface = surfaces[number]
        if surface.code is not None and fields.unlinked_if_hit(surface.code):
            fields.unlink(surface.code)
            links += 1
        if surface.link is not None:
            gone.setdefault(id(surface.link[0]), set()).add(surface.link[1].id)
        for found in surface.found:
            if found.rule.action == "target":
                drop(found.element, found.rule.attribute)
                links += 1
    for part in result.package.parts:
        if id(part.relationships) in gone:
            links += len(gone[id(part.relationships)])
            references.drop_links(part, gone[id(part.relationships)])
    result.remark("link-removed", links)
