"""A paragraph as atoms, and the views that readers have of it.

An atom is the smallest thing that shows: the text of one `w:t`, or a mark such as a tab. A view is what reads as one
text: the paragraph as it stands now, the paragraph before the tracked changes, the code of a field, an attribute. It
joins its atoms and normalises them, and leads every character of the normalised text back to its atom.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from redactor.documents.model import Cell, Story

from .names import Element
from .text import Normal, flat, normalise


class AtomState:
    """What becomes of an atom: in which views it shows, and whether the tidying takes it out.

    Bits of an int, which keeps the walk over a long draft fast.
    """

    PLAIN = 0
    INSERTED = 1
    DELETED = 2
    HIDDEN = 4
    GUIDANCE = 8


class Atom:
    """One text node, mark or attribute value of the file.

    `attribute` is the full name of the attribute that holds the text, "" for an element's own text; `mark` says that
    the element itself is the character (a tab, a symbol), so that replacing it takes the element out.
    """

    __slots__ = ("attribute", "mark", "node", "raw", "state")

    def __init__(
        self, node: Element, raw: str, state: int = AtomState.PLAIN, *, mark: bool = False, attribute: str = ""
    ) -> None:
        self.node = node
        self.raw = raw
        self.state = state
        self.mark = mark
        self.attribute = attribute


class AtomPiece(NamedTuple):
    """Raw characters `start` to `end` (exclusive) of an atom."""

    atom: Atom
    start: int
    end: int


@dataclass(slots=True)
class View:
    """A text that reads as one, with the way back to its atoms."""

    atoms: Sequence[Atom]
    normal: Normal
    offsets: Sequence[int]  # where each atom's raw text starts in the joined raw text

    @property
    def text(self) -> str:
        """The normalised text; the offsets of replacements count its characters."""
        return self.normal.text

    def pieces(self, start: int, end: int) -> list[AtomPiece]:
        """The raw characters behind `text[start:end]`, ignorable ones between them included."""
        first, last = self.normal.starts[start], self.normal.ends[end - 1]
        found = []
        index = bisect_right(self.offsets, first) - 1
        while index < len(self.atoms) and self.offsets[index] < last:
            offset, atom = self.offsets[index], self.atoms[index]
            low, high = max(first - offset, 0), min(last - offset, len(atom.raw))
            if low < high:
                found.append(AtomPiece(atom, low, high))
            index += 1
        return found

    def cut_letters(self, start: int, end: int) -> tuple[str, str]:
        """What a ligature would lose: letters before `start` and after `end` that share their raw character with the
        span.
        """
        starts, text = self.normal.starts, self.text
        low, high = start, end
        while low > 0 and starts[low - 1] == starts[start]:
            low -= 1
        while high < len(text) and starts[high] == starts[end - 1]:
            high += 1
        return text[low:start], text[end:high]


def view(atoms: Iterable[Atom], *, underscores: bool = False) -> View:
    """The view over these atoms; with `underscores`, names such as `Jane_Okafor` read as words."""
    chosen = list(atoms)
    offsets, position, raws = [], 0, []
    for atom in chosen:
        offsets.append(position)
        raw = atom.raw if atom.mark else flat(atom.raw)
        raws.append(raw)
        position += len(raw)
    joined = "".join(raws)
    return View(chosen, normalise(joined.replace("_", " ") if underscores else joined), offsets)


@dataclass(slots=True, frozen=True)
class BlockSpot:
    """Where a block stands, worked out while the part is walked."""

    story: Story
    where: str
    cell: Cell | None = None
    heading: int | None = None


@dataclass(slots=True, eq=False)
class Field:
    """A field: its code's atoms, the elements that frame it, and the fields that stand inside its code."""

    spot: BlockSpot
    begin: Element  # w:fldChar, or w:fldSimple itself
    code: list[Atom] = field(default_factory=list)
    separate: Element | None = None
    end: Element | None = None
    inner: list[Field] = field(default_factory=list)
    result: list[Atom] = field(default_factory=list)
    state: int = AtomState.PLAIN

    @property
    def simple(self) -> bool:
        """Whether it is a `w:fldSimple`, which holds its result as children."""
        return bool(self.code) and bool(self.code[0].attribute)


@dataclass(slots=True, eq=False)
class TextBlock:
    """One paragraph: a `w:p` or an `a:p`, or several that accepting a deleted paragraph mark makes one."""

    element: Element
    spot: BlockSpot
    leaves: bool = False  # the whole story leaves the file, e.g. a comment
    atoms: list[Atom] = field(default_factory=list)
    states: int = AtomState.PLAIN  # of all atoms together

    def add(self, atom: Atom) -> None:
        """Append an atom in reading order."""
        self.atoms.append(atom)
        self.states |= atom.state

    def final(self, tidied: int) -> list[Atom]:
        """The atoms of the text as it reads with changes accepted, without what tidying (`tidied`) takes out."""
        if not self.states:
            return self.atoms
        without = AtomState.DELETED | (tidied & (AtomState.HIDDEN | AtomState.GUIDANCE))
        return [atom for atom in self.atoms if not atom.state & without]

    def full(self) -> list[Atom]:
        """The final text with hidden text and guidance in their places."""
        return [atom for atom in self.atoms if not atom.state & AtomState.DELETED]

    def original(self) -> list[Atom]:
        """The atoms of the text as it read before the tracked changes."""
        return [atom for atom in self.atoms if not atom.state & AtomState.INSERTED or atom.state & AtomState.DELETED]
