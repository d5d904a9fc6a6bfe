"""Two versions of a draft: what a revision has added, taken out and worded otherwise, with every name blanked. Codes only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from redactor.checks.context import blanked
from redactor.checks.examination import File
from redactor.checks.passages import ReadText
from redactor.codes.shapes import CODE

ADDED, GONE, CHANGED = "added", "taken out", "changed"
_ALIKE = 0.5  # of two paragraphs that are one, worded otherwise
_REACH = 6  # words around a change
_MOST = 1_500  # paragraphs of a stretch in which one is looked for in another place


@dataclass(frozen=True, slots=True)
class Revised:
    """One paragraph or cell that differs. `before` and `after` hold no name."""

    how: str  # one of the three words above
    place: str  # in the later version; of what was taken out, in the earlier
    section: str
    before: str
    after: str
    codes: tuple[str, ...]  # that only one of the two has


def changes(
    earlier: File, later: File, blanks: Mapping[str, Mapping[int, Iterable[tuple[int, int]]]]
) -> tuple[Revised, ...]:
    """What differs, in the order of the later version. `blanks`: by name of the file, what has to be blanked in which text."""
    old, new = list(earlier.visible()), list(later.visible())
    matcher = SequenceMatcher(None, [_plain(r) for r in old], [_plain(r) for r in new], autojunk=False)
    found: list[Revised] = []
    for how, i1, i2, j1, j2 in matcher.get_opcodes():
        if how != "equal":
            for one, other in _paired(old[i1:i2], new[j1:j2]):
                found.append(_change(earlier, one, later, other, blanks))
    return tuple(found)


def _plain(reading: ReadText) -> str:
    return " ".join(reading.passage.text.split())


def _paired(old: Sequence[ReadText], new: Sequence[ReadText]) -> Iterator[tuple[ReadText | None, ReadText | None]]:
    """Paragraphs that are one, worded otherwise, side by side; the rest alone."""
    left = list(old)
    for reading in new:
        match = None
        if len(old) * len(new) < _MOST:
            words = _plain(reading).split()
            scored = [
                (SequenceMatcher(None, _plain(one).split(), words, autojunk=False).ratio(), -n)
                for n, one in enumerate(left)
            ]
            best = max(scored, default=(0.0, 0))
            match = left[-best[1]] if best[0] >= _ALIKE else None
        if match is not None:
            gone = left.index(match)
            yield from ((one, None) for one in left[:gone])
            left = left[gone + 1 :]
        yield match, reading
    yield from ((one, None) for one in left)


def _change(
    earlier: File,
    one: ReadText | None,
    later: File,
    other: ReadText | None,
    blanks: Mapping[str, Mapping[int, Iterable[tuple[int, int]]]],
) -> Revised:
    file, reading = (later, other) if other is not None else (earlier, one)
    assert reading is not None
    before = _safe(one, blanks.get(earlier.source.name, {}))
    after = _safe(other, blanks.get(later.source.name, {}))
    codes = _codes(before) ^ _codes(after)
    if one is not None and other is not None:
        before, after = _around(before, after)
    how = CHANGED if one is not None and other is not None else ADDED if other is not None else GONE
    return Revised(how, file.place(reading.text), _section(file, reading, blanks), before, after, tuple(sorted(codes)))


def _safe(reading: ReadText | None, blanks: Mapping[int, Iterable[tuple[int, int]]]) -> str:
    return blanked(reading.passage.text, blanks.get(reading.text, ())) if reading is not None else ""


def _codes(text: str) -> set[str]:
    return {match.group() for match in CODE.finditer(text)}


def _around(before: str, after: str) -> tuple[str, str]:
    """Of two wordings, what differs with a few words on both sides."""
    one, other = before.split(), after.split()
    same = [b for b in SequenceMatcher(None, one, other, autojunk=False).get_opcodes() if b[0] != "equal"]
    if not same:
        return before, after
    first, last = max(0, same[0][1] - _REACH), min(len(one), same[-1][2] + _REACH)
    first2, last2 = max(0, same[0][3] - _REACH), min(len(other), same[-1][4] + _REACH)
    return _cut(one, first, last), _cut(other, first2, last2)


def _cut(words: Sequence[str], first: int, last: int) -> str:
    text = " ".join(words[first:last])
    return f"{'… ' if first else ''}{text}{' …' if last < len(words) else ''}"


def _section(file: File, reading: ReadText, blanks: Mapping[str, Mapping[int, Iterable[tuple[int, int]]]]) -> str:
    held = ""
    for each in file.visible():
        if each.passage.heading:
            held = blanked(each.passage.text, blanks.get(file.source.name, {}).get(each.text, ()))
        if each.text == reading.text:
            break
    return re.sub(r"\s+", " ", held)[:80]


def in_words(change: Revised) -> str:
    """Where and how, for a list."""
    section = f", under “{change.section}”" if change.section else ""
    codes = f" [{', '.join(change.codes)}]" if change.codes else ""
    return f"{change.place}{section}: {change.how}{codes}"
