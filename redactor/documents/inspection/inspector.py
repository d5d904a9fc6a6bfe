"""What a draft holds besides its text; here a Word file, as Word's own Document Inspector looks for it, and beyond.

Nothing is judged by who it names, so that no language model is needed; nothing is changed. What would stop an
anonymisation (macros, a signature, text in another format) is a finding here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from redactor.base.given import Given
from redactor.documents.formats import inspected
from redactor.documents.word.formats import read_formats
from redactor.documents.word.names import Element
from redactor.documents.word.places import STORIES
from redactor.documents.word.reader import open_package

from .container import inspect_container
from .marks import inspect_marks, inspect_markup
from .model import Inspection, Tally
from .parts import citing_place, inspect_links, inspect_part
from .stories import StoryInspector

_KINDS = list(STORIES)
# how a part that holds no running text is called
_LABELS = {"settings": "settings", "styles": "styles", "numbering": "lists", "theme": "theme", "fonts": "list of fonts"}


def _always(place: str) -> Callable[[Element], str]:
    return lambda _: place


def inspect(path: Path) -> Inspection:
    """Look through a draft of any format.

    Raises DocumentError, a sentence for the reader, for a file that is missing, open, too large, damaged, unsafe,
    password-protected or not a Word document.
    """
    return inspect_given(path)


def inspect_given(draft: Given) -> Inspection:
    """The same of a file that may be in memory only."""
    return inspected(draft)


def inspect_data(data: bytes) -> Inspection:
    """The same of a Word file's bytes."""
    package, tally = open_package(data), Tally()
    main = package.main
    number_of_parts = len(package.parts)
    styles, theme = main.related("styles"), main.related("theme")
    formats = read_formats(styles[0].root if styles else None, theme[0].root if theme else None)
    walker = StoryInspector(main, formats, tally)
    texts = [part for part in package.parts if part.rule.kind in STORIES]
    for part in sorted(texts, key=lambda part: _KINDS.index(part.rule.kind)):
        walker.inspect(part)
    places = citing_place(package, walker.cited)
    for part in package.parts:
        if part.rule.kind in STORIES:
            continue
        label = _LABELS.get(part.rule.kind, part.rule.kind)
        if part.rule.action == "rewrite":
            inspect_marks(part.root, tally, _always(label))
            inspect_markup(part, tally, label)
        inspect_part(part, tally, places.get(id(part), ""))
    inspect_links(package, tally, walker.cited)
    tally.add("unused-member", count=package.orphans)
    inspect_container(data, tally)
    return Inspection(tally.findings(), number_of_parts)
