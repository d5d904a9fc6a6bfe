"""The inside of a paragraph: runs, marks and fields, as atoms of the block that is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from redactor.documents.model import Story, Tidying

from .blocks import Atom, AtomState, BlockSpot, Field, TextBlock
from .formats import Formats, Layers
from .names import FULL, SHORT, Element, attributes, get
from .places import Frame, Walk, symbol

MARKS = {
    "w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": "\u00ad",
    "a:br": "\n", "a:tab": "\t",
}  # fmt: skip


class RunWalker:
    """The part of a walker that knows runs; `stories.Walker` adds what holds them. `walk` is what was found."""

    handlers: ClassVar[Mapping[str, Callable[[Any, Element], None]]]  # by full name of an element

    def __init__(
        self,
        story: Story,
        label: str,
        formats: Formats,
        tidying: Tidying,
        *,
        counted: bool = True,
        leaves: bool = False,
    ) -> None:
        self.walk = Walk()
        self._formats = formats
        self._tidying = tidying
        self._leaves = leaves
        self._frames = [Frame(label, story, counted)]
        self._state = AtomState.PLAIN
        self._block: TextBlock | None = None
        self._style: str | None = None
        self._heading = False
        self._bare_look = Layers.NONE  # of a run without properties in this paragraph
        self._open: list[tuple[Field, bool]] = []  # fields begun and not ended, and whether we are in their code
        self._coding: Field | None = None
        self._endless: frozenset[Element] = frozenset()

    def prepare(self, root: Element) -> None:
        """Look for fields that begin and never end: what follows them is text, not their code."""
        begun: list[Element] = []
        for mark in root.iter(*FULL["w:fldChar"]):
            if get(mark, "w:fldCharType") == "begin":
                begun.append(mark)
            elif get(mark, "w:fldCharType") == "end" and begun:
                begun.pop()
        self._endless = frozenset(begun)

    def inside(self, element: Element) -> None:
        """Walk the children of an element."""
        handlers = self.handlers
        for item in element:
            handlers[item.tag](self, item)

    def _begin(self, element: Element, spot: BlockSpot) -> TextBlock:
        block = TextBlock(element, spot, self._leaves)
        self.walk.blocks.append(block)
        self.walk.spots[element] = spot
        return block

    # ---- runs

    def _run(self, element: Element) -> None:
        state, look, items = self._state, self._bare_look, iter(element)
        first = next(items, None)
        if first is None:
            return
        if SHORT[first.tag] == "w:rPr":
            look = self._formats.look(first, self._style, heading=self._heading)
        else:
            items = iter(element)
        if look:
            state = self._noted(element, look)
        for item in items:
            name = SHORT[item.tag]
            if name == "w:t":
                if item.text:
                    self._text(Atom(item, item.text, state))
            elif name in MARKS:
                self._text(Atom(item, MARKS[name], state, mark=True))
            else:
                outer, self._state = self._state, state
                self.handlers[item.tag](self, item)
                self._state = outer

    def _noted(self, run: Element, look: int) -> int:
        state = self._state
        if look & Layers.HIDDEN:
            state |= AtomState.HIDDEN
        if look & Layers.BLUE_ITALIC:
            state |= AtomState.GUIDANCE
        if state != self._state:
            self.walk.looks[run] = look
        if look & Layers.DISGUISED and self._block is not None:
            where = self._block.spot.where
            if not self.walk.disguised or self.walk.disguised[-1] != where:
                self.walk.disguised.append(where)
        return state

    def _text(self, atom: Atom) -> None:
        if self._coding is not None:
            atom.state &= ~(AtomState.HIDDEN | AtomState.GUIDANCE)
            self._coding.code.append(atom)
            return
        if self._block is None:  # text where a paragraph should be: read it all the same
            self._begin_stray(atom.node)
        assert self._block is not None
        self._block.add(atom)

    def _begin_stray(self, element: Element) -> None:
        frame = self._frames[-1]
        self._block = self._begin(element, BlockSpot(frame.story, frame.where(), frame.cell))

    def _bare_text(self, element: Element) -> None:
        if element.text:
            self._text(Atom(element, element.text, self._state))

    def _deleted_text(self, element: Element) -> None:
        if element.text:
            self._text(Atom(element, element.text, self._state | AtomState.DELETED))

    def _mark(self, element: Element) -> None:
        self._text(Atom(element, MARKS[SHORT[element.tag]], self._state, mark=True))

    def _symbol(self, element: Element) -> None:
        self._text(Atom(element, symbol(get(element, "w:char") or ""), self._state, mark=True))

    def _value(self, element: Element) -> None:
        """A cached value of a chart: a text without runs."""
        if element.text and element.text.strip():
            frame = self._frames[-1]
            block = self._begin(element, BlockSpot(frame.story, frame.where()))
            block.add(Atom(element, element.text))
            frame.paragraphs += 1

    # ---- fields

    def _code_text(self, element: Element) -> None:
        if not element.text:
            return
        deleted = AtomState.DELETED if SHORT[element.tag] == "w:delInstrText" else AtomState.PLAIN
        atom = Atom(element, element.text, (self._state & AtomState.DELETED) | deleted)
        target = self._coding
        if target is None:  # a code outside any field: Word shows nothing of it, but it is stored
            target = Field(self._here(), element)
            self.walk.fields.append(target)
        target.code.append(atom)

    def _here(self) -> BlockSpot:
        if self._block is not None:
            return self._block.spot
        frame = self._frames[-1]
        return BlockSpot(frame.story, frame.where(), frame.cell)

    def _field_mark(self, element: Element) -> None:
        kind = get(element, "w:fldCharType")
        if element in self._endless:
            self.walk.broken_fields.append(element)
        elif kind == "begin":
            made = Field(self._here(), element, state=self._state & AtomState.DELETED)
            if self._coding is not None:
                self._coding.inner.append(made)
            self.walk.fields.append(made)
            self._open.append((made, True))
        elif not self._open:
            self.walk.broken_fields.append(element)
        elif kind == "separate":
            current = self._open[-1][0]
            current.separate = element
            self._open[-1] = (current, False)
        else:
            self._open.pop()[0].end = element
        self._coding = next((each for each, in_code in reversed(self._open) if in_code), None)

    def _simple_field(self, element: Element) -> None:
        code = get(element, "w:instr") or ""
        attribute = next((name for name, _ in attributes(element) if SHORT[name] == "w:instr"), "")
        made = Field(self._here(), element, state=self._state & AtomState.DELETED)
        if attribute:
            made.code.append(Atom(element, code, attribute=attribute))
        if self._coding is not None:
            self._coding.inner.append(made)
        self.walk.fields.append(made)
        self.inside(element)
