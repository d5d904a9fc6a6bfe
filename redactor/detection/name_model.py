"""Our own model of names (models/names): what it reads in each text, as entities on whole words.

    text ─▶ word pieces and shapes ─▶ network (ONNX) ─▶ label of each piece ─▶ entities

Its card is models/names/README.md; models/training makes it. Nothing is fetched at run time.
"""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from redactor import offline
from redactor.base.refused import Refused
from redactor.base.resources import data_path
from redactor.base.turns import short_turns
from redactor.detection.look import Entity
from redactor.detection.word_pieces import END, START, Pieces, pieces, tokeniser

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

KINDS = ("PER", "ADR", "LOC", "EST", "DOB")  # in the order of the network's labels: O, then B and I of each
LEAST = 0.35  # what the network is less sure of than this is not told
_LONGEST = 160  # pieces that the network reads at once, as in training; longer texts are read in overlapping stretches
_OVERLAP = 40


class Memory(Protocol):
    """What was read before, by text."""

    def get(self, text: str, /) -> tuple[Entity, ...] | None:
        """What was read in this text; None where it was not read."""

    def __setitem__(self, text: str, read: tuple[Entity, ...], /) -> None:
        """Keep what was read in it."""


class ModelMissing(Refused):
    """The installation lacks the model. The message says what to do."""


def load() -> None:
    """Loads the model, so that the first text does not wait for it. Raises ModelMissing."""
    _loaded()
    _tokeniser()


@lru_cache(maxsize=1)
def version() -> str:
    """The first characters of the SHA-256 of the model's file, for records of a run. Raises ModelMissing."""
    return hashlib.sha256(_file("model.onnx").read_bytes()).hexdigest()[:12]


def entities(
    texts: Iterable[str], memory: Memory | None = None, progress: Callable[[float], None] | None = None
) -> Iterator[tuple[Entity, ...]]:
    """What the model reads in each text, in order: kind, characters (end exclusive), and how sure it is.

    Equal texts are read once. What `memory` holds is not read again, and it is filled with what was read: each text is read by
    itself, so what is read in it does not depend on the others. `progress` is told the share done.
    """
    wanted = list(texts)
    found = dict(as_read(wanted, memory, progress))
    for text in wanted:
        yield found[text]


def as_read(
    texts: Iterable[str], memory: Memory | None = None, progress: Callable[[float], None] | None = None
) -> Iterator[tuple[str, tuple[Entity, ...]]]:
    """What `entities` gives, each different text once, as soon as it has been read: short ones before long ones.

    What is known is told first. The network reads on in threads of its own meanwhile, without holding up Python.
    """
    unread = []
    for text in dict.fromkeys(texts):
        if not any(c.isalnum() for c in text):
            yield text, ()
        elif memory is not None and (known := memory.get(text)) is not None:
            yield text, known
        else:
            unread.append(text)
    if not unread:
        return  # and the model is not even loaded
    cut = pieces(unread, _tokeniser())
    for n, chances in _chances(cut, progress):
        read = tuple(_entities(unread[n], cut[n], chances))
        if memory is not None:
            memory[unread[n]] = read
        yield unread[n], read


def _file(name: str) -> Path:
    try:
        return data_path(f"models/names/{name}")
    except FileNotFoundError as error:
        raise ModelMissing([str(error)]) from None


def _tokeniser() -> Tokenizer:
    return tokeniser(str(_file("tokenizer.json")))


@lru_cache(maxsize=1)
def _session() -> Any:
    return offline.session(_file("model.onnx"))


_loading = threading.Lock()


def _loaded() -> Any:
    with _loading:  # several threads ask at once, and each would load it for itself
        return _session()


def _chances(
    cut: Sequence[Pieces], progress: Callable[[float], None] | None
) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """For each text its number and the chance of every label for every piece, as soon as all of it has been read.

    Each stretch is read by itself, on one thread, several at a time: the network rounds to eight bits by the largest number
    of all that it reads in one go, so what is read together would change a little with whatever else stands in the drafts.
    """
    stretches = [(n, at) for n, p in enumerate(cut) for at in _starts(len(p.ids))]
    stretches.sort(key=lambda s: min(_LONGEST, len(cut[s[0]].ids) - s[1]))
    left = Counter(n for n, _ in stretches)
    sums = {}
    for n, each in enumerate(cut):
        if left[n] != 1:
            sums[n] = np.zeros((len(each.ids), 1 + 2 * len(KINDS)), np.float32)
        if not left[n]:
            yield n, sums.pop(n)  # nothing that the network knows a piece of

    def weighed(stretch: tuple[int, int]) -> NDArray[np.float32]:
        n, begin = stretch
        chance = _read(cut[n], begin)
        length = len(chance)
        # pieces at the edge of a stretch lack what stands around them: they weigh less where two overlap
        chance *= np.minimum(np.arange(1, length + 1), np.arange(length, 0, -1)).astype(np.float32)[:, None]
        return chance if n in several else _shares(chance)

    several = frozenset(n for n, count in left.items() if count > 1)
    readers = ThreadPoolExecutor(offline.threads(), "model of names")
    with short_turns():
        try:
            read = readers.map(weighed, stretches)
            for done, ((n, begin), chance) in enumerate(zip(stretches, read, strict=True), 1):
                if progress:
                    progress(done / len(stretches))
                if n not in several:
                    yield n, chance
                    continue
                sums[n][begin : begin + len(chance)] += chance
                left[n] -= 1
                if not left[n]:
                    yield n, _shares(sums.pop(n))
        finally:
            readers.shutdown(cancel_futures=True)


def _shares(whole: NDArray[np.float32]) -> NDArray[np.float32]:
    shares: NDArray[np.float32] = whole / np.maximum(whole.sum(axis=1, keepdims=True), 1e-9)
    return shares


def _starts(length: int) -> list[int]:
    if length <= _LONGEST:
        return [0] if length else []
    step = _LONGEST - _OVERLAP
    return [*range(0, length - _LONGEST, step), length - _LONGEST]


def _read(cut: Pieces, begin: int) -> NDArray[np.float32]:
    """The chance of every label for every piece of the stretch that begins at this piece."""
    some = cut.ids[begin : begin + _LONGEST]
    ids = np.array([[START, *some, END]], np.int64)
    shapes = np.array([[0, *cut.shapes[begin : begin + _LONGEST], 0]], np.int64)
    logits = _loaded().run(None, {"pieces": ids, "mask": np.ones_like(ids), "shapes": shapes})[0][0]
    logits = np.exp(logits - logits.max(axis=1, keepdims=True))
    chances: NDArray[np.float32] = logits / logits.sum(axis=1, keepdims=True)
    return chances[1:-1]


def _entities(text: str, cut: Pieces, chances: NDArray[np.float32]) -> Iterator[Entity]:
    # for all pieces at once, as a row of five numbers by itself costs numpy more than Python's own
    of_kind = chances[:, 1::2] + chances[:, 2::2]
    told = of_kind.sum(axis=1).tolist(), of_kind.max(axis=1).tolist(), of_kind.argmax(axis=1).tolist()
    firsts = (chances[:, 1::2] > chances[:, 2::2]).tolist()  # more likely where a name begins than within one
    start = end = -1
    kind, sure = 0, [0.0]
    for (s, e), first, whole, most, at in zip(cut.offsets, firsts, *told, strict=True):
        best = at + 1 if whole >= LEAST and most > LEAST * 0.8 else 0
        joined = start >= 0 and _same_word(text, end, s)
        begins = best != kind or (best and first[at] and not joined)
        if joined and best and kind:
            begins = False  # a word is one thing
        if not begins:
            if best:
                end = e
                sure.append(most)
            continue
        if kind:
            yield Entity(start, end, KINDS[kind - 1], sum(sure) / len(sure))
        kind, start, end = best, s, e
        sure = [most] if best else [0.0]
    if kind:
        yield Entity(start, end, KINDS[kind - 1], sum(sure) / len(sure))


def _same_word(text: str, end: int, start: int) -> bool:
    return end == start and text[end - 1 : end].isalnum() and text[start : start + 1].isalnum()
