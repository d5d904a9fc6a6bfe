"""How often somebody is named in the drafts, and whether the review is about them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from redactor.documents.model import Story
from redactor.identities.facts import Fact, Setting, Speaks

_ABOVE_THE_TEXT = frozenset([Story.HEADER, Story.FOOTER, Story.PROPERTY, Story.FILE_NAME])  # whom the file is about


def facts(setting: Setting) -> Iterator[Fact]:
    """The share of certain mentions, on a logarithmic scale; the subject; people of the board's list."""
    often = Counter(setting.decided.values())
    for node in setting.open:
        most = max((often[k] for k in node.known), default=0)
        for key in node.known:
            person = setting.people[key]
            if most:
                yield Speaks("frequency: named often", node.place, key, math.log1p(often[key]) / math.log1p(most))
            if person.subject:
                yield Speaks("frequency: subject of the review", node.place, key)
                if setting.passages[node.mention.passage].place.story in _ABOVE_THE_TEXT:
                    yield Speaks("frequency: in a header", node.place, key)
            if person.issued:
                yield Speaks("frequency: on the board's list", node.place, key)
