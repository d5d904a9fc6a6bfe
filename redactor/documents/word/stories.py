"""One walk over a part that holds text: its paragraphs as blocks, each with a place that a reader can find.

Whatever wraps text is walked through (content controls, smart tags, links, tracked changes, text boxes), so that a
wrapper nobody thought of does not hide a name. A paragraph inside a paragraph (a text box) is a block of its own, and
follows the outer one.
"""

from __future__ import annotations

from collections.abc import Callable

from redactor.documents.model import Cell, Story, Tidying

from .blocks import AtomState, BlockSpot, TextBlock, view
from .formats import Formats
from .names import FOREIGN, SHORT, Element, child, get, is_on
from .places import Frame, WalkedTable, deleted_mark, is_drop_cap, next_paragraph, number
from .runs import MARKS, RunWalker


class Walker(RunWalker):
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
        super().__init__(story, label, formats, tidying, counted=counted, leaves=leaves)
        self._tables: list[WalkedTable] = []
        self._table_count = self._box_count = 0
        self._joins: dict[Element, TextBlock] = {}
        self._note_counts: dict[str, int] = {}

    def within(self, element: Element, label: str, *, story: Story | None = None) -> None:
        """Walk a unit of the part that has a place of its own, e.g. one footnote."""
        self._frames.append(Frame(label, story or self._frames[-1].story, counted=False))
        self.inside(element)
        self._frames.pop()

    # ---- paragraphs

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
                    level = int(value) if value.isdecimal() else None
        if level is None:
            level = self._formats.outline(style)
        heading = level + 1 if level is not None and level < 9 else None
        self._style, self._heading = style, heading is not None
        self._bare_look = self._formats.bare(style, heading=self._heading)
        spot = BlockSpot(frame.story, frame.where(), frame.cell, heading)
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
        accepted = self._tidying.accept_changes and properties is not None and deleted_mark(element)
        if accepted or is_drop_cap(element):  # it reads on into the next one
            following = next_paragraph(element)
            if following is not None:
                self._joins[following] = block
        self._block, self._style, self._heading, self._bare_look = outer

    def _drawing_paragraph(self, element: Element) -> None:
        outer, frame = self._block, self._frames[-1]
        story = frame.story if frame.story in (Story.CHART, Story.DIAGRAM) else Story.TEXT_BOX
        inside = f"{outer.spot.where}, drawing" if outer is not None else ""
        where = inside or frame.where()
        self._block = self._begin(element, BlockSpot(story, where))
        self.inside(element)
        if self._block.atoms:
            frame.paragraphs += outer is None
        self._block = outer

    def _phonetic(self, element: Element) -> None:
        outer = self._block
        where = outer.spot.where if outer is not None else self._frames[-1].where()
        self._block = self._begin(element, BlockSpot(self._frames[-1].story, f"{where}, phonetic guide"))
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
        self._tables.append(WalkedTable(self._table_count, label, inside))
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
                    table.column += number(item)
                elif name in _CHANGES:
                    self._state |= _CHANGES[name]
                elif name == "w:hidden" and is_on(item):
                    self._state |= AtomState.HIDDEN
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
                    span = max(number(item), 1)
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
        self._frames.append(Frame(label, story, counted=False, suffix=table.inside, cell=cell))
        before, outer = len(self.walk.blocks), self._block
        self._block = None
        self.inside(element)
        self._block = outer
        self._frames.pop()
        if first_row or first_column:
            own = [block for block in self.walk.blocks[before:] if block.spot.cell == cell]
            text = " ".join(filter(None, (view(block.final(AtomState.PLAIN)).text.strip() for block in own)))
            if first_row:
                for column in range(table.column, table.column + min(span, 100)):
                    table.headers[column] = text
            if first_column:
                table.row_header = text
        table.column += span
        self._state = state

    # ---- tracked changes and alternatives

    def _inserted(self, element: Element) -> None:
        self._changed(element, AtomState.INSERTED)

    def _deleted(self, element: Element) -> None:
        self._changed(element, AtomState.DELETED)

    def _changed(self, element: Element, change: int) -> None:
        state = self._state
        self._state |= change
        self.inside(element)
        self._state = state

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


_CHANGES = {
    "w:ins": AtomState.INSERTED, "w:cellIns": AtomState.INSERTED, "w:del": AtomState.DELETED, "w:cellDel": AtomState.DELETED,
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
    **dict.fromkeys(MARKS, Walker._mark),
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


Walker.handlers = _Handlers()
