"""What was read and found in passages before, so that a case whose drafts are edited is not read anew from the start.

What the model of names reads in a text follows from the text; what is protected in it, from the text and from what the case
says of its words; what a recogniser finds in a passage, from its text, its labels, what is protected in it, what the model
reads in it and what the recogniser was told of the case.
So all that is kept under a keyed digest of exactly that, and hold as long as the program and its lists are the same (`stamp`).
Nothing of a passage stands here but places, kinds and scores; who lacks the key cannot try texts on the digests.
"""

from __future__ import annotations

import hashlib
import secrets
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic_core import from_json, to_json

from redactor.base.presidio import RecognizerResult
from redactor.detection.look import Entity, Look
from redactor.detection.mentions import MentionKind
from redactor.detection.protect import Protected, Shields, protected
from redactor.detection.recognisers.base import Find, Recogniser, result
from redactor.language.tokens import tokenise

_DIGEST = 16  # bytes
_FORMAT = 2
_Stored = dict[str, Any]  # digest, hex → plain lists, as they lie in the file
# a recogniser, and what it knows of the case, roles included, as a value whose `repr` says all of it; None for one that may
# see more of a passage than `_seen` says: it looks each time
Told = tuple[Recogniser, object]


class Readings:
    """What the model of names has read, by text: a `name_model.Memory` that holds no text."""

    def __init__(self, earlier: ReadBefore) -> None:
        self._earlier = earlier

    def get(self, text: str) -> tuple[Entity, ...] | None:
        """What was read in this text; None where it was not read."""
        found = self._earlier.known("read", text)
        return None if found is None else tuple(Entity(s, e, label, chance) for s, e, label, chance in found)

    def __setitem__(self, text: str, read: tuple[Entity, ...]) -> None:
        self._earlier.learn("read", text, [[e.start, e.end, e.label, e.chance] for e in read])


class ReadBefore:
    """Readings and finds of the last look at a case; a look takes from the one before it, and what it does not need goes.

    `key`: what keys the digests, at most 64 bytes; by default one that nobody else has. `stored`: what `packed` gave.
    `kept`: False for a single look that nobody will take from, as a check's: each text is shielded once in it anyway.
    """

    def __init__(self, key: bytes = b"", stored: bytes = b"", stamp: str = "", *, kept: bool = True) -> None:
        self._kept = kept
        self._key, self._stamp = key or secrets.token_bytes(32), stamp
        self._before: _Stored = _unpacked(stored, stamp) if stored else {}
        self._now: _Stored = {}
        self.readings = Readings(self)
        self.asked = self.answered = 0  # how often something was looked for here, and was there

    def begin(self) -> None:
        """A look begins: what it does not ask for will be gone when the next one begins."""
        if self._now:
            self._before, self._now = self._now, {}

    def clear(self) -> None:
        """Forget everything."""
        self._before, self._now = {}, {}

    def packed(self) -> bytes:
        """What the last look needed, to be sealed."""
        now = dict(self._now)  # in one step: a look behind the page may be going on
        return zlib.compress(to_json([_FORMAT, self._stamp, now]), level=1)

    def known(self, what: str, text: str) -> Any:
        """What was kept under this, None where nothing was."""
        digest = self._digest(what, text)
        self.asked += 1
        found = self._now.get(digest)
        if found is None and (found := self._before.get(digest)) is not None:
            self._now[digest] = found
        self.answered += found is not None
        return found

    def learn(self, what: str, text: str, found: Any) -> None:
        """Keep this under it."""
        self._now[self._digest(what, text)] = found

    def of_passage(self, look: Look) -> tuple[_Stored, _Stored]:
        """What was found in such a passage, by who looked: in this look so far, to be filled; and before."""
        seen = look.digests.get(self._key)
        if seen is None:
            seen = look.digests[self._key] = self._digest("seen", _seen(look))
        return self._now.setdefault(seen, {}), self._before.get(seen, {})

    def told(self, *texts: str) -> str:
        """Who looks, and what they were told of the case, as it stands for them in what is kept."""
        return self._digest("told", "\n".join(texts))

    def shielded(self, text: str, shields: Shields) -> tuple[Protected, ...]:
        """What is protected in a text."""
        if not self._kept:
            return tuple(protected(text, tokenise(text), shields))
        key = f"{shields.told(text)}\n{text}"
        stored = self.known("shielded", key)
        if stored is None:
            found = tuple(protected(text, tokenise(text), shields))
            self.learn("shielded", key, [[p.start, p.end, p.reason, p.hard] for p in found])
            return found
        return tuple(Protected(*each) for each in stored)

    def _digest(self, what: str, text: str) -> str:
        data = text.encode("utf-8", "surrogatepass")
        return hashlib.blake2b(data, digest_size=_DIGEST, key=self._key, person=what.encode()).hexdigest()

    def remembering(self, recognisers: Sequence[Told]) -> Recogniser:
        """All of these as one, which looks only at passages that they have not looked at before. Each keeps its name."""
        return _Remembering(self, recognisers)


class _Remembering(Recogniser):
    """Recognisers that remember; what they find comes in their order, each find under the name of its finder."""

    def __init__(self, earlier: ReadBefore, told: Sequence[Told]) -> None:
        recognisers = [each for each, _ in told]
        self.kinds = tuple(dict.fromkeys(kind for each in recognisers for kind in each.kinds))
        super().__init__()
        self._earlier, self._recognisers = earlier, recognisers
        groups: dict[str, list[int]] = {}  # those that are told the same are kept together
        for number, (_, what) in enumerate(told):
            if what is not None:
                groups.setdefault(repr(what), []).append(number)
        self._always = [number for number, (_, what) in enumerate(told) if what is None]
        self._groups = [
            (earlier.told(what, *(f"{type(recognisers[n]).__name__} {recognisers[n].name}" for n in numbers)), numbers)
            for what, numbers in groups.items()
        ]

    def find(self, look: Look) -> Iterator[Find]:
        """Everything that they find, or have found before."""
        return (find for _, finds in self._found(look) for find in finds)

    def _found(self, look: Look) -> list[tuple[int, list[Find]]]:
        now, before = self._earlier.of_passage(look)
        found = [(number, list(self._recognisers[number].find(look))) for number in self._always]
        for told, numbers in self._groups:
            stored = now.get(told)
            if stored is None:
                stored = before.get(told)
            self._earlier.asked += 1
            self._earlier.answered += stored is not None
            if stored is None:
                new = [(number, list(self._recognisers[number].find(look))) for number in numbers]
                found += new
                stored = {
                    str(at): [[f.start, f.end, f.kind.value, f.score, f.label] for f in finds]
                    for at, (_, finds) in enumerate(new)
                    if finds
                }
            else:
                found += [(numbers[int(at)], list(_finds(finds))) for at, finds in stored.items()]
            now[told] = stored
        return sorted(found, key=lambda one: one[0])

    def _results(self, look: Look) -> Iterator[RecognizerResult]:
        for number, finds in self._found(look):
            for find in finds:
                yield result(find, self._recognisers[number].name, self.id)


def _finds(stored: Iterable[Sequence[Any]]) -> Iterator[Find]:
    for start, end, kind, score, label in stored:
        yield Find(start, end, MentionKind(kind), score, label)


def _seen(look: Look) -> str:
    """All that a recogniser of the first look may see of a passage: not where it stands among the others."""
    passage, cell = look.passage, look.passage.cell
    labels = cell and (cell.header, cell.row_header, cell.row == 1, min(cell.column, 3))
    return repr(
        (
            look.text,
            passage.place.story.value,
            labels,
            passage.heading,
            passage.leaves,
            passage.original,
            passage.aside,
            [(p.start, p.end, p.reason, p.hard) for p in look.protected],
            [(e.start, e.end, e.label, e.chance) for e in look.readings],
        )
    )


def _unpacked(stored: bytes, stamp: str) -> _Stored:
    """What was kept, if the same program wrote it: of another one nothing holds. Damage is no fault: it is read anew."""
    try:
        written, by, found = from_json(zlib.decompress(stored))
    except (zlib.error, ValueError, TypeError, RecursionError):
        return {}
    return found if written == _FORMAT and by == stamp and isinstance(found, dict) else {}
