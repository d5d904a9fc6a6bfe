"""Elements that are a finding by being there: `marks.csv` says which, and which of their attributes hold the words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from redactor.documents.word.names import FOREIGN, FULL, SHORT, Element, get, is_known
from redactor.documents.word.package import Part
from redactor.documents.word.sweep import is_boilerplate

from .model import Tally, rows

_NOBODY = ("", "Unknown", "Author", "Unknown Author")  # what programs write for somebody without a name
_DECLARED = re.compile(rb"""xmlns(?::[^\s=]+)?\s*=\s*["']([^"']*)["']""")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A row of `marks.csv`."""

    parent: str
    kind: str
    what: str
    attributes: tuple[str, ...]


def _read_marks() -> dict[str, list[_Mark]]:
    found: dict[str, list[_Mark]] = {}
    for row in rows("marks.csv"):
        parent, _, element = row["element"].rpartition("/")
        found.setdefault(element, []).append(_Mark(parent, row["kind"], row["what"], tuple(row["values"].split())))
    return found


_MARKS = _read_marks()
_TAGS = tuple(full for short in _MARKS for full in FULL[short])


def inspect_marks(root: Element, tally: Tally, where: Callable[[Element], str]) -> None:
    """Count the marks below `root`, with their authors and dates; `where` says where an element stands."""
    for element in root.iter(*_TAGS):
        name = SHORT[element.tag]
        parent = SHORT[getattr(element.getparent(), "tag", "")]
        mark = next((each for each in _MARKS[name] if each.parent in ("", parent)), None)
        if mark is None:
            continue
        values = [value for short in mark.attributes if (value := get(element, short) or "").strip()]
        if mark.kind == "alternative-text":
            place = where(element) if values else ""
            for value in dict.fromkeys(values):  # a drawing and the picture in it often say the same
                tally.add_once(mark.kind, mark.what, place, value)
        else:
            place, date = where(element), get(element, "w:date") or ""
            tally.add(mark.kind, mark.what, place, date=date)
            for value in values:
                tally.note(mark.kind, mark.what, value)
            author = get(element, "w:author")
            if author is not None and author not in _NOBODY:
                tally.add_once("author", "", place, author)
        if name == "pic:cNvPr" and not is_boilerplate("object", file := element.get("name") or "") and file:
            tally.add_once("alternative-text", "name of a picture's file", where(element), file)


def inspect_markup(part: Part, tally: Tally, label: str) -> None:
    """Count what is in a part's code and in no vocabulary of the Office programs."""
    tally.add("markup-comment", "", label, count=part.data.count(b"<!--"))
    if not _may_be_foreign(part.data):
        return
    for element in part.root.iter():
        for name in (element.tag, *element.attrib):
            if SHORT[name].startswith(FOREIGN):
                tally.add("foreign-markup", "", label, value=str(name).rpartition("}")[0].lstrip("{"))


def _may_be_foreign(data: bytes) -> bool:
    """Whether a part declares a namespace that is not Word's own: looking at every attribute takes ten times as long."""
    if data.startswith(_UTF_16):
        return True
    declared = set(_DECLARED.findall(data))
    return not all(is_known(uri.decode("utf-8", "replace")) for uri in declared if uri)
