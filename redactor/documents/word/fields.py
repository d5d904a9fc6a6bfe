"""Fields: which ones become plain text, by `fields.csv`, and how.

A field that reads a property, a login or another file would bring the old text back on its next update, so that its
code goes and its result stays as text.
"""

from __future__ import annotations

from collections.abc import Iterable

from .blocks import Field
from .names import SHORT, Element, rows
from .tidy import remove, unwrap

_ACTIONS = {row["field"]: row["action"] for row in rows("fields.csv")}


def kind(field: Field) -> str:
    """The field's name, e.g. `HYPERLINK`; empty for a code that has none."""
    words = "".join(atom.raw for atom in field.code).split(None, 1)
    return words[0].upper().rstrip("\\") if words else ""


def always_unlinked(field: Field) -> bool:
    """Whether the field becomes plain text in any case."""
    return _ACTIONS.get(kind(field)) == "unlink"


def unlinked_if_hit(field: Field) -> bool:
    """Whether the field becomes plain text once something in its code is replaced."""
    return _ACTIONS.get(kind(field)) == "unlink if hit"


def unlink(field: Field) -> None:
    """Drop the code and leave the result as ordinary text. Fields inside the code go with it, results included."""
    for inner in field.inner:
        unlink(inner)
    if field.simple:
        unwrap(field.begin)
    else:
        for mark in (field.begin, field.separate, field.end):
            if mark is not None:
                _take(mark)
    for atom in field.code:
        if not atom.attribute:
            _take(atom.node)


def drop_broken(marks: Iterable[Element]) -> None:
    """Take out field marks that have lost their partner."""
    for mark in marks:
        _take(mark)


def _take(element: Element) -> None:
    run = element.getparent()
    remove(element)
    if run is not None and SHORT[run.tag] == "w:r" and all(SHORT[item.tag] == "w:rPr" for item in run):
        remove(run)
