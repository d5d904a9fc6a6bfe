"""What leaves besides identities: tracked changes, comments, hidden text, notes of the template, second copies.

Accepting a change means what Word's "Accept" does: insertions and moved-to text stay as plain text, deletions and
moved-from text go, rows and cells with them, a deleted paragraph mark joins two paragraphs, snapshots of old
formatting are dropped.
"""

from __future__ import annotations

from collections.abc import Iterable

from .blocks import AtomState, TextBlock
from .formats import Layers
from .names import FULL, KNOWN_PREFIXES, SHORT, Element, child, get, make
from .places import Walk, deleted_mark, next_paragraph

_KEPT = ("w:ins", "w:moveTo", "w14:conflictIns")
_GONE = ("w:del", "w:moveFrom", "w14:conflictDel")
_CELLS = ("w:cellIns", "w:cellDel", "w:cellMerge")
_SNAPSHOTS = (
    "w:rPrChange", "w:pPrChange", "w:sectPrChange", "w:tblPrChange", "w:tblPrExChange", "w:trPrChange", "w:tcPrChange",
    "w:tblGridChange", "w:numberingChange", "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart",
    "w:moveToRangeEnd", "w:customXmlInsRangeStart", "w:customXmlInsRangeEnd", "w:customXmlDelRangeStart",
    "w:customXmlDelRangeEnd", "w:customXmlMoveFromRangeStart", "w:customXmlMoveFromRangeEnd",
    "w:customXmlMoveToRangeStart", "w:customXmlMoveToRangeEnd", "w14:customXmlConflictInsRangeStart",
    "w14:customXmlConflictInsRangeEnd", "w14:customXmlConflictDelRangeStart", "w14:customXmlConflictDelRangeEnd",
)  # fmt: skip
_COMMENT_MARKS = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
_ANCHORS = ("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:permStart", "w:permEnd")
_SHOWN = (
    "w:drawing", "w:pict", "w:object", "mc:AlternateContent", "w:footnoteReference", "w:endnoteReference", "w:ruby",
    "w:ptab", "w:pgNum", "w:contentPart",
)  # fmt: skip
_HOLDS_CONTENT = ("w:p", "w:r", "w:t", "w:drawing", "w:pict", "w:object", "a:t", "pic:pic", "v:imagedata")


def find(root: Element, names: Iterable[str]) -> list[Element]:
    """All elements of these short names below `root`, in order."""
    return list(root.iter(*(full for name in names for full in FULL[name])))


def remove(element: Element) -> None:
    """Take an element out of the tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Put an element's children in its place."""
    for item in list(element):
        element.addprevious(item)
    remove(element)


def settle_alternatives(root: Element) -> int:
    """Leave one copy of what Word writes twice, for newer and for older programs; how many second copies went.

    The newer copy stays where Word's programs know what it asks for, as they would show that one.
    """
    gone = 0
    for choice in find(root, ("mc:AlternateContent",)):
        options = [item for item in choice if SHORT[item.tag] == "mc:Choice"]
        chosen = next((item for item in options if set((item.get("Requires") or "").split()) <= KNOWN_PREFIXES), None)
        fallbacks = [item for item in choice if SHORT[item.tag] == "mc:Fallback"]
        for item in options:
            if item is not chosen:
                remove(item)
                gone += 1
        if chosen is None:
            for item in fallbacks:
                unwrap(item)
            unwrap(choice)
            continue
        for item in fallbacks:
            if find(item, _HOLDS_CONTENT):
                remove(item)
                gone += 1
    return gone


def accept_changes(root: Element) -> int:
    """Accept every tracked change below `root`; how many there were."""
    marks = find(root, (*_KEPT, *_GONE, *_CELLS, *_SNAPSHOTS))
    deleted_paragraphs: list[Element] = []
    for mark in marks:
        parent, name = mark.getparent(), SHORT[mark.tag]
        if parent is None:
            continue
        holder = SHORT[parent.tag]
        if name in _SNAPSHOTS:
            remove(mark)
        elif holder == "w:trPr" and name in _GONE:
            row = parent.getparent()
            if row is not None:
                _remove_row(row)
        elif name == "w:cellDel":
            cell = parent.getparent()
            row = cell.getparent() if cell is not None else None
            if cell is not None and row is not None:
                remove(cell)
                if child(row, "w:tc") is None:
                    _remove_row(row)
        elif name == "w:cellMerge":
            merged = make(parent, "vMerge")
            merged.set(
                f"{mark.tag[: -len('cellMerge')]}val", "restart" if get(mark, "w:vMerge") == "rest" else "continue"
            )
            mark.addprevious(merged)
            remove(mark)
        elif holder.endswith("Pr"):
            if holder == "w:rPr" and name in ("w:del", "w:moveFrom"):
                paragraph = next(parent.iterancestors(*FULL["w:p"]), None)
                if paragraph is not None and deleted_mark(paragraph):
                    deleted_paragraphs.append(paragraph)
                    continue  # the mark is needed until the paragraphs are joined
            remove(mark)
        elif name in _KEPT:
            unwrap(mark)
        else:
            for anchor in find(mark, _ANCHORS):
                mark.addprevious(anchor)
            remove(mark)
    for paragraph in deleted_paragraphs:
        _join(paragraph)
    return len(marks)


def count_changes(root: Element) -> int:
    """How many tracked changes there are below `root`."""
    return len(find(root, (*_KEPT, *_GONE, *_CELLS, *(name for name in _SNAPSHOTS if name.endswith("Change")))))


def _remove_row(row: Element) -> None:
    table = row.getparent()
    remove(row)
    if table is not None and SHORT[table.tag] == "w:tbl" and not find(table, ("w:tr",)):
        remove(table)


def _join(paragraph: Element) -> None:
    """Let a paragraph whose mark is deleted run on into the next one, which keeps its own properties."""
    following = next_paragraph(paragraph)
    content = [item for item in paragraph if SHORT[item.tag] != "w:pPr"]
    if following is not None:
        properties = child(following, "w:pPr")
        for item in reversed(content):
            if properties is not None:
                properties.addnext(item)
            else:
                following.insert(0, item)
        remove(paragraph)
        return
    if not content and may_go(paragraph):
        remove(paragraph)
        return
    own = child(paragraph, "w:pPr")
    mark = child(own, "w:rPr") if own is not None else None
    for item in find(mark, ("w:del", "w:moveFrom")) if mark is not None else ():
        remove(item)


def may_go(paragraph: Element) -> bool:
    """Whether the file stays sound without this paragraph: no section ends in it, and its container keeps one."""
    properties = child(paragraph, "w:pPr")
    if properties is not None and child(properties, "w:sectPr") is not None:
        return False
    container = paragraph.getparent()
    if container is None:
        return False
    before, after = paragraph.getprevious(), paragraph.getnext()
    while before is not None and SHORT[before.tag] in _ANCHORS:
        before = before.getprevious()
    while after is not None and SHORT[after.tag] in _ANCHORS:
        after = after.getnext()
    if before is not None and SHORT[before.tag] == "w:p":
        # a table that ends its cell, or two tables that would grow together, need a paragraph after or between them
        return True
    return after is not None and SHORT[after.tag] == "w:p"


def drop_comments(root: Element) -> int:
    """Take the anchors of comments out of the text; how many comments they anchored."""
    count = 0
    for mark in find(root, _COMMENT_MARKS):
        run = mark.getparent()
        remove(mark)
        if SHORT[mark.tag] == "w:commentReference":
            count += 1
            if run is not None and SHORT[run.tag] == "w:r":
                _remove_if_bare(run)
    return count


def _remove_if_bare(run: Element) -> None:
    if all(SHORT[item.tag] == "w:rPr" for item in run):
        remove(run)


def drop_leaving(walk: Walk, leaving: int) -> None:
    """Take out the text that was found to be hidden or a note of the template (`leaving` says which of the two), and
    what stands in the same runs.
    """
    look = (Layers.HIDDEN if leaving & AtomState.HIDDEN else Layers.NONE) | (
        Layers.BLUE_ITALIC if leaving & AtomState.GUIDANCE else Layers.NONE
    )
    emptied = []
    for block in walk.blocks:
        if block.leaves or not block.states & leaving:
            continue
        runs = set()
        for atom in block.atoms:
            if atom.state & leaving:
                runs.add(atom.node.getparent())
                remove(atom.node)
        for run in runs:
            if run is not None and SHORT[run.tag] == "w:r":
                _remove_if_bare(run)
        if any(atom.state & leaving & AtomState.GUIDANCE for atom in block.atoms) and not _reads(block, leaving):
            emptied.append(block)
    for run, seen in walk.looks.items():
        if seen & look:
            for item in find(run, _SHOWN):
                remove(item)
            _remove_if_bare(run)
    for block in emptied:
        _remove_emptied(block.element)


def _reads(block: TextBlock, leaving: int) -> bool:
    return any(not atom.state & leaving and atom.raw.strip() for atom in block.atoms)


def _remove_emptied(paragraph: Element) -> None:
    """Take out a paragraph that held nothing but a note, and its row where that holds nothing else."""
    if find(paragraph, (*_SHOWN, "w:fldChar", "w:fldSimple", "w:sdt", "m:oMath")):
        return
    if may_go(paragraph):
        for anchor in find(paragraph, _ANCHORS):
            paragraph.addprevious(anchor)
        remove(paragraph)
        return
    row = next(paragraph.iterancestors(*FULL["w:tr"]), None)
    table = row.getparent() if row is not None else None
    if row is None or table is None or len(find(table, ("w:tr",))) < 2:
        return
    if not any((item.text or "").strip() for item in find(row, ("w:t", "a:t", "m:t"))) and not find(row, _SHOWN):
        remove(row)


def authored(root: Element) -> list[Element]:
    """The elements that say who made a change or a comment."""
    return find(root, (*_KEPT, *_GONE, *_CELLS, *_SNAPSHOTS, "w:comment"))


def is_attached(element: Element, root: Element) -> bool:
    """Whether an element is still part of the tree."""
    return element is root or any(ancestor is root for ancestor in element.iterancestors())
