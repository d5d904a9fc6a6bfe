"""Putting texts in the place of characters, without touching anything else.

The text goes into the first text node of a match and so takes that run's formatting; the rest of the match is cut
from the later nodes. Marks inside a match (a tab, a soft hyphen) go with it; anchors (bookmarks, comments, notes,
drawings) stay where they are. No run is rebuilt; only a text to be marked for a person splits its run, as a highlight
belongs to a whole run.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from copy import deepcopy
from dataclasses import dataclass, field

from .blocks import Atom, AtomPiece, View
from .names import SHORT, Element, make

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# the text of a workbook's cells, where spaces at the ends are lost as well unless they are asked for
_CELL_TEXT = frozenset(
    f"{{{namespace}}}t"
    for namespace in (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
)
# the schema's order in w:rPr: a highlight stands before these
_AFTER_HIGHLIGHT = frozenset(
    [
        "w:u",
        "w:effect",
        "w:bdr",
        "w:shd",
        "w:fitText",
        "w:vertAlign",
        "w:rtl",
        "w:cs",
        "w:em",
        "w:lang",
        "w:eastAsianLayout",
        "w:specVanish",
        "w:oMath",
        "w:rPrChange",
    ]
)


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str
    marked: bool


@dataclass(slots=True)
class Edits:
    """Replacements gathered, then applied at once, so that offsets hold until the end."""

    _of_atom: dict[int, tuple[Atom, list[_Edit]]] = field(default_factory=dict)

    def add(self, seen: View, start: int, end: int, text: str, *, marked: bool = False) -> None:
        """Replace `seen.text[start:end]` by `text`.

        Views may share atoms (a paragraph before and after tracked changes). What an earlier call has claimed stays
        claimed: of a match that overlaps it only the rest is cut, as the earlier text already stands for it.
        """
        before, after = seen.cut_letters(start, end)
        pieces = seen.pieces(start, end)
        free = [part for piece in pieces for part in self._free(piece)]
        if free != pieces:
            text = before = after = ""
        target = next((piece for piece in free if not piece.atom.mark), free[0] if free else None)
        for piece in free:
            own = before + text + after if piece is target else ""
            edit = _Edit(piece.start, piece.end, own, marked and bool(own))
            insort(self._of_atom.setdefault(id(piece.atom), (piece.atom, []))[1], edit, key=lambda edit: edit.start)

    def _free(self, piece: AtomPiece) -> list[AtomPiece]:
        """What no earlier edit has claimed of a piece."""
        known = self._of_atom.get(id(piece.atom))
        if known is None:
            return [piece]
        parts, start = [], piece.start
        edits = known[1]  # in order, apart from each other
        for edit in edits[bisect_right(edits, start, key=lambda edit: edit.end) :]:
            if edit.start >= piece.end:
                break
            if edit.start > start:
                parts.append(AtomPiece(piece.atom, start, edit.start))
            start = max(start, edit.end)
        if start < piece.end:
            parts.append(AtomPiece(piece.atom, start, piece.end))
        return parts

    def apply(self) -> None:
        """Change the file."""
        for atom, edits in self._of_atom.values():
            segments: list[tuple[str, bool]] = []
            position = 0
            for edit in edits:
                segments += [(atom.raw[position : edit.start], False), (edit.text, edit.marked)]
                position = edit.end
            segments.append((atom.raw[position:], False))
            _put(atom, [segment for segment in segments if segment[0]])
        self._of_atom.clear()


def _put(atom: Atom, segments: list[tuple[str, bool]]) -> None:
    whole = "".join(text for text, _ in segments)
    atom.raw = whole
    node = atom.node
    if atom.attribute:
        node.set(atom.attribute, whole)
        return
    if atom.mark:
        parent = node.getparent()
        if parent is None:
            return
        if whole:  # the whole match was marks, e.g. a name spelt in symbols
            text = make(node, "t")
            node.addprevious(text)
            atom.node, atom.mark = text, False
            parent.remove(node)
            _put(atom, segments)
        else:
            parent.remove(node)
        return
    if not any(marked for _, marked in segments) or SHORT[getattr(node.getparent(), "tag", "")] != "w:r":
        _set_text(node, whole)
        return
    _split(node, segments)


def _set_text(node: Element, text: str) -> None:
    node.text = text or None
    if text != text.strip() and (SHORT[node.tag].startswith("w:") or node.tag in _CELL_TEXT):
        node.set(_SPACE, "preserve")


def _split(node: Element, segments: list[tuple[str, bool]]) -> None:
    """Give every segment a run of its own with the formatting of the one it stood in, marked ones highlighted."""
    run = node.getparent()
    assert run is not None
    rest = list(node.itersiblings())
    properties = run[0] if SHORT[run[0].tag] == "w:rPr" else None
    if segments[0][1]:
        segments = [("", False), *segments]
    if rest and segments[-1][1]:
        segments = [*segments, ("", False)]
    _set_text(node, segments[0][0])
    current = run
    for text, marked in segments[1:]:
        made = make(run, "r")
        if properties is not None:
            made.append(deepcopy(properties))
        if marked:
            _highlight(made)
        if text:
            own = make(node, SHORT[node.tag].partition(":")[2])
            made.append(own)
            _set_text(own, text)
        current.addnext(made)
        current = made
    for item in rest:
        current.append(item)


def _highlight(run: Element) -> None:
    if len(run) and SHORT[run[0].tag] == "w:rPr":
        properties = run[0]
    else:
        properties = make(run, "rPr")
        run.insert(0, properties)
    for item in list(properties):
        if SHORT[item.tag] == "w:highlight":
            properties.remove(item)
    highlight = make(run, "highlight")
    highlight.set(f"{run.tag.rpartition('}')[0]}}}val", "yellow")
    following = next((item for item in properties if SHORT[item.tag] in _AFTER_HIGHLIGHT), None)
    if following is not None:
        following.addprevious(highlight)
    else:
        properties.append(highlight)
