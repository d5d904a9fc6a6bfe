"""Passages to be: what a survey found to read, with the way back into the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from redactor.documents.model import Cell, Passage, Place, Story

from . import fields
from .blocks import Atom, AtomState, Field, TextBlock, View, view
from .package import Relationship
from .sweep import AttributeText, is_boilerplate
from .text import flat, normalise


@dataclass(slots=True, eq=False)
class Surface:
    """A passage to be, and the views that a replacement in it changes: none where it leaves, several where copies
    must agree.
    """

    text: str
    place: Place
    views: list[View] = field(default_factory=list)
    cell: Cell | None = None
    heading: int | None = None
    original: bool = False
    aside: str = ""
    code: Field | None = None
    found: list[AttributeText] = field(default_factory=list)  # the attributes behind it
    link: tuple[list[Relationship], Relationship] | None = None  # a link's target, and the list that it is in

    @property
    def leaves(self) -> bool:
        """Whether it will not be in the written file."""
        return not self.views and self.link is None

    def passage(self, number: int) -> Passage:
        """The passage that the rest of the program sees."""
        return Passage(number, self.text, self.place, self.cell, self.heading, self.leaves, self.original, self.aside)


def plain(text: str) -> str:
    """The normalised text of something that leaves and needs no way back."""
    return normalise(flat(text)).text


def of_block(block: TextBlock, part: str, tidied: int, *, accepting: bool) -> list[Surface]:
    """The passages of a block: as it reads, as it read before tracked changes where that differs, and what tidying
    takes out of it.
    """
    made: list[Surface] = []
    spot = block.spot
    place = Place(spot.story, spot.where, part)

    def add(atoms: Sequence[Atom], *, stays: bool, original: bool = False, aside: str = "") -> str:
        seen = view(atoms)
        if seen.text.strip():
            views = [seen] if stays and not block.leaves else []
            made.append(Surface(seen.text, place, views, spot.cell, spot.heading, original, aside))
        return seen.text

    final = add(block.final(tidied), stays=True)
    if block.states & (AtomState.INSERTED | AtomState.DELETED):
        original = block.original()
        tells = not accepting or any(atom.state & AtomState.DELETED for atom in original)
        if tells and view(original).text != final:
            add(original, stays=not accepting, original=True)
    if block.states & tidied:
        gone = [atom for atom in block.full() if atom.state & tidied]
        hidden = all(atom.state & AtomState.HIDDEN for atom in gone)
        add(gone, stays=False, aside="hidden text" if hidden else "note of the template")
    if block.leaves and spot.story is Story.BUILDING_BLOCK:
        return [each for each in made if not is_boilerplate("placeholder", each.text.strip())]
    return made


def of_field(code: Field, part: str, *, stays: bool) -> list[Surface]:
    """The passage of a field's code, unless the code is one of those that cannot identify."""
    seen = view(code.code)
    if not seen.text.strip() or is_boilerplate("field code", seen.text):
        return []
    place = Place(Story.FIELD_CODE, f"field in {code.spot.where}", part)
    return [Surface(seen.text, place, [seen] if stays else [], code=code)]


def field_stays(code: Field, *, leaves: bool, accepting: bool) -> bool:
    """Whether a field's code is still in the written file."""
    return not leaves and not fields.always_unlinked(code) and not (accepting and code.state & AtomState.DELETED)
