"""The same words again, within a passage or soon after, mostly mean the same person; other words in one sentence another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.identities.facts import Fact, Joins, Node, Setting
from redactor.language.lexicon import fold

_SENTENCE = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\b[A-Z])[.!?]['\"”’)]*\s+(?=[A-Z\"“‘('\d])|[\n\t]")
_WINDOW = 10  # mentions of a passage looked back at
_REACH = 3  # passages


def facts(setting: Setting) -> Iterator[Fact]:
    """Pairs of mentions with the same words, or with other words in the same sentence."""
    last: dict[str, Node] = {}
    for passage, nodes in setting.in_passage.items():
        for j, node in enumerate(nodes):
            words = _words(node)
            earlier = last.get(words)
            if earlier is not None and passage - earlier.mention.passage <= _REACH and not setting.is_another(node):
                yield from _same(setting, earlier, node, near=earlier.mention.passage == passage)
            last[words] = node
            for other in nodes[max(0, j - _WINDOW) : j]:
                if _words(other) != words and not _SENTENCE.search(setting.between(other, node)):
                    yield from _other(setting, other, node)


def _words(node: Node) -> str:
    return fold(node.mention.text)


def _same(setting: Setting, first: Node, second: Node, *, near: bool) -> Iterator[Fact]:
    if first.place in setting.fixed and second.place in setting.fixed:
        return
    one, other = setting.offices.get(first.place), setting.offices.get(second.place)
    if one is not None and other is not None and one.prefix != other.prefix:
        return  # "AB (team manager) closed. The school nurse, AB, left": two people with the same letters
    shared = frozenset((k, k) for k in first.keys if k in second.keys)
    if shared:
        yield Joins("repeated: in the passage" if near else "repeated: soon after", first.place, second.place, shared)


def _other(setting: Setting, first: Node, second: Node) -> Iterator[Fact]:
    if first.place in setting.fixed and second.place in setting.fixed:
        return
    shared = frozenset((k, k) for k in first.keys if k in second.keys)
    if shared and not setting.told_one(first, second):
        yield Joins("repeated: other words in one sentence", first.place, second.place, shared)
