"""Words of a page that lie on other words, as numbers alone: which may keep each other from being read, and which of them can
be painted away at once, for none of them lies on another."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]  # left, bottom, right, top

_STRIP = 20.0  # points
_MOST_STRIPS = 60  # that one word is looked for in
_SHARE = 0.25  # of a word that another lies on
_BESIDE = 3.0  # points by which a shadow, or a second stroke for bold letters, stands beside what it repeats
_A_WORD = 3  # letters
MOST_LAYERS = 8  # of texts on texts that are told apart


@dataclass(frozen=True, slots=True)
class Printed:
    """A word, and whose it is: the thing of the page that paints it."""

    text: str
    box: Box
    owner: Hashable


def layers(words: Sequence[Printed]) -> tuple[list[set[Hashable]], set[Hashable]]:
    """Owners of words on which others lie or which lie on others, in sets without two that meet; and those beyond
    `MOST_LAYERS` of such sets."""
    meets: dict[Hashable, set[Hashable]] = {}
    for one, other in _pairs(words):
        meets.setdefault(one.owner, set()).add(other.owner)
        meets.setdefault(other.owner, set()).add(one.owner)
    found: list[set[Hashable]] = []
    more: set[Hashable] = set()
    for owner in dict.fromkeys(w.owner for w in words if w.owner in meets):  # what is painted first lies under the rest
        free = next((layer for layer in found if not layer & meets[owner]), None)
        if free is None and len(found) < MOST_LAYERS:
            found.append(free := set())
        (more if free is None else free).add(owner)
    return found, more


def _pairs(words: Sequence[Printed]) -> Iterator[tuple[Printed, Printed]]:
    strips: dict[int, list[Printed]] = {}
    for word in words:
        low = int(word.box[1] // _STRIP)
        for strip in range(low, min(int(word.box[3] // _STRIP), low + _MOST_STRIPS) + 1):
            strips.setdefault(strip, []).append(word)
    for strip, held in strips.items():
        held.sort(key=lambda w: w.box[0])
        active: list[Printed] = []
        for word in held:
            active = [a for a in active if a.box[2] > word.box[0]]
            for other in active:
                # each pair in the lowest strip that both stand in
                if strip == int(max(word.box[1], other.box[1]) // _STRIP) and _hide(word, other):
                    yield word, other
            active.append(word)


def _hide(one: Printed, other: Printed) -> bool:
    """Whether two words of different things share enough paper, and are not one word printed twice."""
    a, b = one.box, other.box
    across, up = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if across <= 0 or up <= 0 or one.owner == other.owner or max(len(one.text), len(other.text)) < _A_WORD:
        return False
    smaller = min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
    if across * up < _SHARE * smaller:
        return False
    beside = max(abs(a[0] - b[0]), abs(a[1] - b[1]))
    return not (beside <= _BESIDE and (one.text in other.text or other.text in one.text))
