"""A first name alone before its bearer has been named in full: whoever reads so far knows nobody else of the name."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.documents.model import Story
from redactor.identities.facts import Fact, Node, Place, Setting, Speaks


def facts(setting: Setting) -> Iterator[Fact]:
    """Against somebody who is not on the list and is introduced only later in the same draft, and for those of the list."""
    first: dict[tuple[int, int], Place] = {}  # (draft, person) → the first mention by a surname
    for node in setting.nodes:
        key = setting.decided.get(node.place)
        if key is not None and node.name.surname and (draft := _draft(setting, node)) is not None:
            first.setdefault((draft, key), node.place)
    for node in setting.open:
        draft = _draft(setting, node)
        if draft is None or not node.name.word or node.name.titles or len(node.known) < 2:
            continue
        later = {
            key
            for key in node.known
            if not setting.people[key].issued and first.get((draft, key), node.place) > node.place
        }
        for key in node.known if later else ():
            if key in later:
                yield Speaks("introduced: named in full only later", node.place, key)
            elif setting.people[key].issued:
                yield Speaks("introduced: nobody else so far", node.place, key)


def _draft(setting: Setting, node: Node) -> int | None:
    """The draft whose running text holds the mention; None for headers, notes and what else stands outside its order."""
    passage = setting.passages[node.mention.passage]
    return passage.draft if passage.place.story is Story.BODY else None
