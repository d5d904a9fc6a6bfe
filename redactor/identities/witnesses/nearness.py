"""Who else is named near by: in the sentence, earlier in the passage, in the passages before, in the section."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping

from redactor.identities.facts import Fact, Setting, Speaks
from redactor.identities.witnesses.repeated import _SENTENCE

_SECTION = 8  # passages before and after that count as the topic


def facts(setting: Setting) -> Iterator[Fact]:
    """The nearest mention of every candidate that nothing leaves open, and who was named last of them."""
    decided = _decided(setting)
    topics = _Topics(decided)
    for node in setting.open:
        if len(node.keys) < 2:
            continue
        passage = node.mention.passage
        here = decided.get(passage, ())
        last: tuple[int, int] | None = None
        for key in node.known:
            before = [p for p, k in here if k == key and p < node.mention.start]
            after = [p for p, k in here if k == key and p > node.mention.start]
            if before:
                text = setting.passages[passage].text[before[-1] : node.mention.start]
                near = (
                    "nearness: earlier in the sentence"
                    if not _SENTENCE.search(text)
                    else "nearness: earlier in the passage"
                )
                yield Speaks(near, node.place, key)
                last = max(last or (-1, 0), (before[-1], key))
            elif after:
                yield Speaks("nearness: later in the passage", node.place, key)
            else:
                for back in (1, 2, 3):
                    if any(k == key for _, k in decided.get(passage - back, ())):
                        yield Speaks("nearness: in the passages before", node.place, key, 1.0 / back)
                        break
        if last is not None:
            yield Speaks("nearness: named last", node.place, last[1])
        topic = topics.around(passage)
        most = max((topic.get(k, 0) for k in node.known), default=0)
        if most:
            for key in node.known:
                yield Speaks(
                    "nearness: topic of the section", node.place, key, math.log1p(topic.get(key, 0)) / math.log1p(most)
                )


def _decided(setting: Setting) -> Mapping[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for (passage, start), key in sorted(setting.decided.items()):
        found.setdefault(passage, []).append((start, key))
    return found


class _Topics:
    """How often each is named in the passages around one, counted where it is asked for: little is left open in a later round."""

    def __init__(self, decided: Mapping[int, list[tuple[int, int]]]) -> None:
        self._decided = decided
        self._found: dict[int, Counter[int]] = {}

    def around(self, passage: int) -> Counter[int]:
        """Of the section that this passage stands in."""
        if passage not in self._found:
            near = range(passage - _SECTION, passage + _SECTION + 1)
            self._found[passage] = Counter(k for at in near for _, k in self._decided.get(at, ()))
        return self._found[passage]
