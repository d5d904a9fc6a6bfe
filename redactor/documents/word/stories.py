"""One walk over a part that holds text: its paragraphs as blocks, each with a place that a reader can find.

Whatever wraps text is walked through (content controls, smart tags, links, tracked changes, text boxes), so that a
wrapper nobody thought of does not hide a name. A paragraph inside a paragraph (a text box) is a block of its own, and
follows the outer one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from redactor.documents.model import Cell, Story, Tidying

from .blocks import Atom, Block, Field, Spot, State, view
from .formats import Formats, Look
from .names import FOREIGN, FULL, SHORT, Element, attributes, child, get, is_on


@dataclass(slots=True)
class _Table:
    number: int
    label: str
    inside: str
    row: int = 0
    column: int = 1
    headers: dict[int, str] = field(default_factory=dict)
    row_header: str = ""


@dataclass(slots=True)
class _Frame:
    """What counts paragraphs: the body, a note, a text box, a table cell."""

    label: str
    story: Story
    counted: bool  # every paragraph carries its number ("paragraph 57"); otherwise only the second and later ones do
    paragraphs: int = 0
    suffix: str = ""
    cell: Cell | None = None

    def where(self) -> str:
        """The place of the paragraph that starts now."""
        number = self.paragraphs + 1
        if self.counted:
            return f"{self.label}{self.label and ', '}paragraph {number}{self.suffix}"
        return f"{self.label}, paragraph {number}{self.suffix}" if number > 1 else f"{self.label}{self.suffix}"


@dataclass(slots=True, eq=False)
class Walk:
    """What a walk found in one part."""

    blocks: list[Block] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    spots: dict[Element, Spot] = field(default_factory=dict)  # of every paragraph element
    pictures: list[tuple[Element, str]] = field(default_factory=list)
    disguised: list[str] = field(default_factory=list)  # places of home-made redaction
    notes: dict[tuple[str, str], int] = field(default_factory=dict)  # (kind, id) → number in order of reference
    looks: dict[Element, int] = field(default_factory=dict)  # runs that are hidden or blue italic
    broken_fields: list[Element] = field(default_factory=list)  # ends without a beginning


def deleted_mark(paragraph: Element) -> bool:
    """Whether a tracked change deletes the paragraph's mark, so that it runs on into the next one."""
    properties = child(paragraph, "w:pPr")
    if properties is None or child(properties, "w:sectPr") is not None:
        return False
    mark = child(properties, "w:rPr")
    return mark is not None and any(SHORT[item.tag] in ("w:del", "w:moveFrom") for item in mark)


def next_paragraph(paragraph: Element) -> Element | None:
    """The paragraph that this one would run on into: the next sibling, with nothing but anchors between."""
    following = paragraph.getnext()
    while following is not None:
        name = SHORT[following.tag]
        if name == "w:p":
            return following
        if not name.endswith(("Start", "End")) and name != "w:proofErr":
            return None
        following = following.getnext()
    return None


class Walker:
    """Walks one part; `walk` is what it found."""

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
        self._frames = [_Frame(label, story, counted)]
        self._tables: list[_Table] = []
        self._table_count = self._box_count = 0
        self._state = State.PLAIN
        self._block: Block | None = None
        self._style: str | None = None
        self._heading = False
        self._bare_look = Look.NONE  # of a run without properties in this paragraph
        self._open: list[tuple[Field, bool]] = []  # fields begun and not ended, and whether we are in their code
        self._coding: Field | None = None
        self._joins: dict[Element, Block] = {}
        self._note_counts: dict[str, int] = {}
        self._endless: frozenset[Element] = frozenset()

    # ---- frames

    def part(self, root: Element) -> Walk:
        """Walk a whole part."""
        self.prepare(root)
        self.inside(root)
        return self.walk

    def prepare(self, root: Element) -> None:
        """Look for fields that begin and never end: what follows them is text, not their code."""
        begun: list[Element] = []
        for mark in root.iter(*FULL["w:fldChar"]):
            if get(mark, "w:fldCharType") == "begin":
                begun.append(mark)
            elif get(mark, "w:fldCharType") == "end" and begun:
                begun.pop()
        self._endless = frozenset(begun)

    def within(self, element: Element, label: str, *, story: Story | None = None) -> None:
        """Walk a unit of the part that has a place of its own, e.g. one footnote."""
        self._frames.append(_Frame(label, story or self._frames[-1].story, counted=False))
        self.inside(element)
        self._frames.pop()

    def inside(self, element: Element) -> None:
        """Walk the children of an element."""
        for item in element:
            _HANDLERS[item.tag](self, item)

    # ---- paragraphs

    def _begin(self, element: Element, spot: Spot) -> Block:
        block = Block(element, spot, self._leaves)
        self.walk.blocks.append(block)
        self.walk.spots[element] = spot
        return block

    def _paragraph(self, element: Element) -> None:
        frame = self._frames[-1]
        outer = (self._block, self._style, self._heading, self._bare_look)
        properties = child(element, "w:pPr")
        style, level = None, None
        if properties is not None:
            for item in properties:
                name = SHORT[item.tag]
                if name == "w:pStyle":
                    style = get(item, "w:val")
                elif name == "w:outlineLvl":
                    value = get(item, "w:val") or ""
                    level = int(value) if value.isdigit() else None
        if level is None:
            level = self._formats.outline(style)
        heading = level + 1 if level is not None and level < 9 else None
        self._style, self._heading = style, heading is not None
        self._bare_look = self._formats.bare(style, heading=self._heading)
        spot = Spot(frame.story, frame.where(), frame.cell, heading)
        joined = self._joins.pop(element, None) if self._joins else None
        if joined is None:
            block = self._begin(element, spot)
        else:
            block = joined
            block.element = element
            self.walk.spots[element] = joined.spot
        self._block = block
        before = len(block.atoms)
        self.inside(element)
        if len(block.atoms) > before:
            frame.paragraphs += 1
        if self._tidying.accept_changes and properties is not None and deleted_mark(element):
            following = next_paragraph(element)
            if following is not None:
                self._joins[following] = block
        self._block, self._style, self._heading, self._bare_look = outer

    def _drawing_paragraph(self, element: Element) -> None:
        outer, frame = self._block, self._frames[-1]
        story = frame.story if frame.story in (Story.CHART, Story.DIAGRAM) else Story.TEXT_BOX
        if outer is not None and not frame.label.endswith("drawing"):
            where = f"{outer.spot.where}, drawing"
        else:
            where = frame.where()
        self._block = self._begin(element, Spot(story, where))
        self.inside(element)
        if self._block.atoms:
            frame.paragraphs += outer is None
        self._block = outer

    def _phonetic(self, element: Element) -> None:
        outer = self._block
        where = outer.spot.where if outer is not None else self._frames[-1].where()
        self._block = self._begin(element, Spot(self._frames[-1].story, f"{where}, phonetic guide"))
        self.inside(element)
        self._block = outer

    def _text_box(self, element: Element) -> None:
        self._box_count += 1
        outer, open_fields, coding = self._block, self._open, self._coding
        self._block, self._open, self._coding = None, [], None
        base = self._frames[0]
        prefix = f"{base.label}, " if base.label else ""
        story = base.story if base.story in (Story.COMMENT, Story.BUILDING_BLOCK) else Story.TEXT_BOX
        self.within(element, f"{prefix}text box {self._box_count}", story=story)
        self._block, self._open, self._coding = outer, open_fields, coding

    # ---- tables

    def _table(self, element: Element) -> None:
        self._table_count += 1
        frame = self._frames[-1]
        outer = self._tables[-1] if self._tables and frame.cell is not None else None
        base = next((f for f in reversed(self._frames) if f.cell is None), frame)
        inside = f" (inside table {outer.number}, row {outer.row}, column {outer.column})" if outer else ""
        label = f"{base.label}, table" if base.label else "table"
        self._tables.append(_Table(self._table_count, label, inside))
        state = self._state
        self.inside(element)
        self._state = state
        self._tables.pop()

    def _row(self, element: Element) -> None:
        if not self._tables:
            self.inside(element)
            return
        table = self._tables[-1]
        table.row, table.column, table.row_header = table.row + 1, 1, ""
        state = self._state
        properties = child(element, "w:trPr")
        if properties is not None:
            for item in properties:
                name = SHORT[item.tag]
                if name == "w:gridBefore":
                    table.column += _number(item)
                elif name in _CHANGES:
                    self._state |= _CHANGES[name]
                elif name == "w:hidden" and is_on(item):
                    self._state |= State.HIDDEN
        self.inside(element)
        self._state = state

    def _cell(self, element: Element) -> None:
        if not self._tables:
            self.inside(element)
            return
        table, state, span = self._tables[-1], self._state, 1
        properties = child(element, "w:tcPr")
        if properties is not None:
            for item in properties:
                name = SHORT[item.tag]
                if name == "w:gridSpan":
                    span = max(_number(item), 1)
                elif name in _CHANGES:
                    self._state |= _CHANGES[name]
        first_row, first_column = table.row == 1, table.column == 1
        cell = Cell(
            table=table.number,
            row=table.row,
            column=table.column,
            header="" if first_row else table.headers.get(table.column, ""),
            row_header="" if first_column else table.row_header,
        )
        label = f"{table.label} {table.number}, row {table.row}, column {table.column}"
        story = self._frames[-1].story
        self._frames.append(_Frame(label, story, counted=False, suffix=table.inside, cell=cell))
        before, outer = len(self.walk.blocks), self._block
        self._block = None
        self.inside(element)
        self._block = outer
        self._frames.pop()
        if first_row or first_column:
            own = [block for block in self.walk.blocks[before:] if block.spot.cell == cell]
            text = " ".join(filter(None, (view(block.final(State.PLAIN)).text.strip() for block in own)))
            if first_row:
                for column in range(table.column, table.column + min(span, 100)):
                    table.headers[column] = text
            if first_column:
                table.row_header = text
        table.column += span
        self._state = state

    # ---- tracked changes and alternatives

    def _inserted(self, element: Element) -> None:
        self._changed(element, State.INSERTED)

    def _deleted(self, element: Element) -> None:
        self._changed(element, State.DELETED)

    def _changed(self, element: Element, change: int) -> None:
        state = self._state
        self._state |= change
        self.inside(element)
        self._state = state

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
            elif name in _MARKS:
                self._text(Atom(item, _MARKS[name], state, mark=True))
            else:
                outer, self._state = self._state, state
                _HANDLERS[item.tag](self, item)
                self._state = outer

    def _noted(self, run: Element, look: int) -> int:
        state = self._state
        if look & Look.HIDDEN:
            state |= State.HIDDEN
        if look & Look.BLUE_ITALIC:
            state |= State.GUIDANCE
        if state != self._state:
            self.walk.looks[run] = look
        if look & Look.DISGUISED and self._block is not None:
            where = self._block.spot.where
            if not self.walk.disguised or self.walk.disguised[-1] != where:
                self.walk.disguised.append(where)
        return state

    def _text(self, atom: Atom) -> None:
        if self._coding is not None:
            atom.state &= ~(State.HIDDEN | State.GUIDANCE)
            self._coding.code.append(atom)
            return
        if self._block is None:  # text where a paragraph should be: read it all the same
            self._begin_stray(atom.node)
        assert self._block is not None
        self._block.add(atom)

    def _begin_stray(self, element: Element) -> None:
        frame = self._frames[-1]
        self._block = self._begin(element, Spot(frame.story, frame.where(), frame.cell))

    def _bare_text(self, element: Element) -> None:
        if element.text:
            self._text(Atom(element, element.text, self._state))

    def _deleted_text(self, element: Element) -> None:
        if element.text:
            self._text(Atom(element, element.text, self._state | State.DELETED))

    def _mark(self, element: Element) -> None:
        self._text(Atom(element, _MARKS[SHORT[element.tag]], self._state, mark=True))

    def _symbol(self, element: Element) -> None:
        self._text(Atom(element, symbol(get(element, "w:char") or ""), self._state, mark=True))

    def _value(self, element: Element) -> None:
        """A cached value of a chart: a text without runs."""
        if element.text and element.text.strip():
            frame = self._frames[-1]
            block = self._begin(element, Spot(frame.story, frame.where()))
            block.add(Atom(element, element.text))
            frame.paragraphs += 1

    # ---- fields

    def _code_text(self, element: Element) -> None:
        if not element.text:
            return
        deleted = State.DELETED if SHORT[element.tag] == "w:delInstrText" else State.PLAIN
        atom = Atom(element, element.text, (self._state & State.DELETED) | deleted)
        target = self._coding
        if target is None:  # a code outside any field: Word shows nothing of it, but it is stored
            target = Field(self._here(), element)
            self.walk.fields.append(target)
        target.code.append(atom)

    def _here(self) -> Spot:
        if self._block is not None:
            return self._block.spot
        frame = self._frames[-1]
        return Spot(frame.story, frame.where(), frame.cell)

    def _field_mark(self, element: Element) -> None:
        kind = get(element, "w:fldCharType")
        if element in self._endless:
            self.walk.broken_fields.append(element)
        elif kind == "begin":
            made = Field(self._here(), element, state=self._state & State.DELETED)
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
        made = Field(self._here(), element, state=self._state & State.DELETED)
        if attribute:
            made.code.append(Atom(element, code, attribute=attribute))
        if self._coding is not None:
            self._coding.inner.append(made)
        self.walk.fields.append(made)
        self.inside(element)

    # ---- what is only noted

    def _picture(self, element: Element) -> None:
        self.walk.pictures.append((element, self._here().where))
        self.inside(element)

    def _note_reference(self, element: Element) -> None:
        kind = "footnote" if SHORT[element.tag] == "w:footnoteReference" else "endnote"
        key = (kind, get(element, "w:id") or "")
        if key not in self.walk.notes:
            self._note_counts[kind] = self.walk.notes[key] = self._note_counts.get(kind, 0) + 1

    def _skip(self, element: Element) -> None:
        pass


def symbol(code: str) -> str:
    """The letter that a `w:sym` spells: its private-use code (F041) less F000; a bullet where it is no letter or
    digit.
    """
    try:
        number = int(code, 16)
    except ValueError:
        return "\u2022"
    character = chr(number - 0xF000 if 0xF000 <= number <= 0xF0FF else min(number, 0x10FFFF))
    return character if character.isalnum() and not "\ud800" <= character <= "\udfff" else "\u2022"


def _number(element: Element) -> int:
    value = get(element, "w:val") or ""
    return int(value) if value.isdigit() and len(value) < 6 else 0


_MARKS = {
    "w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": "\u00ad",
    "a:br": "\n", "a:tab": "\t",
}  # fmt: skip
_CHANGES = {
    "w:ins": State.INSERTED, "w:cellIns": State.INSERTED, "w:del": State.DELETED, "w:cellDel": State.DELETED,
}  # fmt: skip
_BY_NAME: dict[str, Callable[[Walker, Element], None]] = {
    "w:p": Walker._paragraph,
    "a:p": Walker._drawing_paragraph,
    "w:r": Walker._run,
    "w:tbl": Walker._table,
    "w:tr": Walker._row,
    "w:tc": Walker._cell,
    "w:txbxContent": Walker._text_box,
    "w:rt": Walker._phonetic,
    **dict.fromkeys(("w:ins", "w:moveTo", "w14:conflictIns"), Walker._inserted),
    **dict.fromkeys(("w:del", "w:moveFrom", "w14:conflictDel"), Walker._deleted),
    **dict.fromkeys(("w:t", "a:t", "m:t"), Walker._bare_text),
    "w:delText": Walker._deleted_text,
    **dict.fromkeys(_MARKS, Walker._mark),
    "w:sym": Walker._symbol,
    **dict.fromkeys(("w:instrText", "w:delInstrText"), Walker._code_text),
    "w:fldChar": Walker._field_mark,
    "w:fldSimple": Walker._simple_field,
    **dict.fromkeys(("a:blip", "v:imagedata"), Walker._picture),
    **dict.fromkeys(("w:footnoteReference", "w:endnoteReference"), Walker._note_reference),
    **dict.fromkeys(("c:v", "cx:v", "cx:pt"), Walker._value),
    # properties hold no running text; what text their attributes hold is the attribute table's business
    **dict.fromkeys(
        (
            "w:rPr", "w:pPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblPrEx", "w:tblGrid", "w:trPr", "w:tcPr",
            "w:sectPr",
            "w:smartTagPr", "w:customXmlPr", "w:rubyPr", "m:rPr", "a:rPr", "a:pPr", "a:endParaRPr", "a:bodyPr",
            "c:numCache", "c:numLit", "mc:Fallback",
        ),
        Walker._skip,
    ),
}  # fmt: skip


class _Handlers(dict[str, Callable[[Walker, Element], None]]):
    def __missing__(self, tag: str) -> Callable[[Walker, Element], None]:
        short = SHORT[tag]
        handler = _BY_NAME.get(short, Walker.inside)
        if not short.startswith(FOREIGN):
            self[tag] = handler
        return handler


_HANDLERS = _Handlers()
