"""A Word file read and rewritten in place: nothing is tidied, and what is not replaced stays as it is.

`document.py` writes files that go out, and so takes metadata out of every file. This one is for drafts that stay in
the house: renumbering codes, putting names back. Comments, tracked changes, hidden text, authors, properties and
whatever else a file holds are kept; a part in which nothing is replaced keeps its bytes. What leads somewhere by its
name (a link, a bookmark, a style, a field that cites one) is read and never rewritten: see `Kept.fixed`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from lxml import etree

from redactor.base.bounded import bounded
from redactor.base.collector import uncollected
from redactor.documents.files import read_bytes
from redactor.documents.model import DocumentError, Passage, Replacement
from redactor.documents.replacing import checked

from .archive import pack, unpack
from .document import not_too_much
from .names import Element
from .package import Package, parse
from .replace import Edits
from .standing import FileReading

_CLOSED = {"embedded": "embedded file", "control": "form control", "ink": "handwriting"}


@dataclass(frozen=True, slots=True)
class Stamped:
    """What a further change did: parts changed as trees (by member), and members made anew."""

    changed: set[str]
    members: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Closed:
    """A file inside the file, which is kept as it is."""

    what: str  # "embedded file"
    text: str | None  # all that is written in it; None where it cannot be read


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft that was read to be rewritten in place."""

    name: str  # of the file, without its folder
    digest: str  # SHA-256 of the file's bytes, in hexadecimal
    passages: tuple[Passage, ...]  # in reading order, numbered from 0
    fixed: tuple[Passage, ...]  # what is read and never rewritten: link targets, bookmarks, codes of fields
    pictures: int
    closed: tuple[Closed, ...]  # what is never rewritten: embedded files and the like
    _data: bytes = field(repr=False)

    def rewritten(
        self,
        replacements: Sequence[Replacement],
        stamp: Callable[[Package, Mapping[str, bytes]], Stamped] | None = None,
    ) -> bytes:
        """The file with these texts replaced; `stamp` may change the package further.

        Raises ValueError as `Document.rewritten` does.
        """
        by_passage = checked(replacements, self.passages)
        with uncollected():
            read = FileReading(self._data)
            edits, touched = Edits(), set()
            # the text as it stands is claimed before the text as it was, which shares characters with it
            for number in sorted(by_passage, key=lambda n: (self.passages[n].original, n)):
                touched.update(read.parts_of[number])
                for each in by_passage[number]:
                    for seen in read.surfaces[number].views:
                        edits.add(seen, each.start, each.end, each.text, marked=each.marked)
            edits.apply()
            members = unpack(self._data)
            if stamp is not None:
                stamped = stamp(read.package, members)
                touched |= stamped.changed
                members.update(stamped.members)
            changed = [part for part in read.package.parts if part.member in touched]
            members.update((part.member, _serialised(part.root)) for part in changed)
            return pack(members.items())

    def restricted(self, replacements: Sequence[Replacement], line: str, mark: str) -> bytes:
        """The same with `line` at the head of every page and `mark` across it."""
        from .stamp import stamp

        return self.rewritten(replacements, partial(stamp, line=line, mark=mark))

    def again(self, data: bytes) -> Kept:
        """What is read of the written bytes of the same draft. Raises DocumentError."""
        return kept(self.name, data)


def read_in_place(path: Path) -> Kept:
    """Read a Word file to rewrite it in place. Raises DocumentError, as `read` does."""
    return kept(path.name, read_bytes(path))


def kept(name: str, data: bytes) -> Kept:
    """The same of a file's bytes."""
    return Kept(name, hashlib.sha256(data).hexdigest(), *bounded(held_in, data, refuse=DocumentError), data)


def held_in(data: bytes) -> tuple[tuple[Passage, ...], tuple[Passage, ...], int, tuple[Closed, ...]]:
    """The passages that can be rewritten, those that are fixed, the number of pictures, and the files inside the file."""
    with uncollected():
        found = FileReading(data)
        parts = found.package.parts
        return (
            not_too_much(tuple(surface.passage(number) for number, surface in enumerate(found.surfaces)), len(data)),
            tuple(surface.passage(number) for number, surface in enumerate(found.fixed)),
            sum(part.rule.action == "picture" for part in parts),
            tuple(Closed(_CLOSED[p.rule.kind], text_inside(p.data)) for p in parts if p.rule.kind in _CLOSED),
        )


def text_inside(data: bytes) -> str | None:
    """The text of an Office file inside the file, such as the workbook behind a chart."""
    try:
        members = unpack(data)
        roots = [parse(content, name) for name, content in members.items() if name.endswith(".xml")]
    except DocumentError:
        return None
    return "\n".join(text for root in roots for text in map(str, root.itertext()) if text.strip())


def _serialised(root: Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
