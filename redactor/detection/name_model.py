"""Our own model of names (models/names): what it reads in each text, as entities on whole words.

    text ─▶ word pieces and shapes ─▶ network (ONNX) ─▶ label of each piece ─▶ entities

Its card is models/names/README.md; models/training makes it. Nothing is fetched at run time.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from redactor import offline
from redactor.base.refused import Refused
from redactor.base.resources import data_path
from redactor.detection.look import Entity
from redactor.detection.word_pieces import END, START, Pieces, pieces, tokeniser

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

KINDS = ("PER", "ADR", "LOC", "EST", "DOB")  # in the order of the network's labels: O, then B and I of each
LEAST = 0.35  # what the network is less sure of than this is not told
_LONGEST = 160  # pieces that the network reads at once, as in training; longer texts are read in overlapping stretches
_OVERLAP = 40
_BATCH = 1500  # pieces read at once: more costs memory and gains nothing


Memory = dict[str, tuple[Entity, ...]]  # text → what was read in it


class ModelMissing(Refused):
    """The installation lacks the model. The message says what to do."""


def load() -> None:
    """Loads the model, so that the first text does not wait for it. Raises ModelMissing."""
    _session()
    _tokeniser()


@lru_cache(maxsize=1)
def version() -> str:
    """The first characters of the SHA-256 of the model's file, for records of a run. Raises ModelMissing."""
    return hashlib.sha256(_file("model.onnx").read_bytes()).hexdigest()[:12]


def entities(
    texts: Iterable[str], memory: Memory | None = None, progress: Callable[[float], None] | None = None
) -> Iterator[tuple[Entity, ...]]:
    """What the model reads in each text, in order: kind, characters (end exclusive), and how sure it is.

    Equal texts are read once. `memory` is filled with what was read, and asked where it holds every text: never for some
    of them, because how sure the model is depends a little on what it reads in one go. `progress` is told the share done.
    """
    wanted = list(texts)
    found = dict(as_read(wanted, memory, progress))
    for text in wanted:
        yield found[text]


def as_read(
    texts: Iterable[str], memory: Memory | None = None, progress: Callable[[float], None] | None = None
) -> Iterator[tuple[str, tuple[Entity, ...]]]:
    """What `entities` gives, each different text once, as soon as it has been read: short ones before long ones.

    The network reads on in a thread of its own meanwhile, without holding up Python.
    """
    different = list(dict.fromkeys(texts))
    distinct = [t for t in different if any(c.isalnum() for c in t)]
    if memory is not None and all(t in memory for t in distinct):
        yield from ((t, memory.get(t, ())) for t in different)
        return
    found: Memory = {}
    for text in different:
        if not any(c.isalnum() for c in text):
            yield text, ()
    cut = pieces(distinct, _tokeniser())
    for n, chances in _chances(cut, progress):
        found[distinct[n]] = tuple(_entities(distinct[n], cut[n], chances))
        yield distinct[n], found[distinct[n]]
    if memory is not None:
        memory.clear()
        memory.update(found)


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


def _chances(
    cut: Sequence[Pieces], progress: Callable[[float], None] | None
) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """For each text its number and the chance of every label for every piece, as soon as all of it has been read."""
    stretches = [(n, at) for n, p in enumerate(cut) for at in _starts(len(p.ids))]
    stretches.sort(key=lambda s: min(_LONGEST, len(cut[s[0]].ids) - s[1]))
    left = Counter(n for n, _ in stretches)
    sums = {}
    for n, each in enumerate(cut):
        sums[n] = np.zeros((len(each.ids), 1 + 2 * len(KINDS)), np.float32)
        if not left[n]:
            yield n, sums.pop(n)  # nothing that the network knows a piece of
    done = 0
    reader = ThreadPoolExecutor(1, "model of names")
    try:
        for batch, chances in reader.map(lambda batch: (batch, _read(batch, cut)), _batches(stretches, cut)):
            for (n, begin), chance in zip(batch, chances, strict=True):
                length = len(chance)
                # pieces at the edge of a stretch lack what stands around them: they weigh less where two overlap
                weight = np.minimum(np.arange(1, length + 1), np.arange(length, 0, -1)).astype(np.float32)[:, None]
                sums[n][begin : begin + length] += weight * chance
            done += len(batch)
            if progress:
                progress(done / len(stretches))
            for n, _ in batch:
                left[n] -= 1
                if not left[n]:
                    whole = sums.pop(n)
                    yield n, whole / np.maximum(whole.sum(axis=1, keepdims=True), 1e-9)
    finally:
        reader.shutdown(cancel_futures=True)


def _batches(stretches: Sequence[tuple[int, int]], cut: Sequence[Pieces]) -> Iterator[list[tuple[int, int]]]:
    at = 0
    while at < len(stretches):
        batch = [stretches[at]]
        while at + len(batch) < len(stretches):
            n, begin = stretches[at + len(batch)]
            if (min(_LONGEST, len(cut[n].ids) - begin) + 2) * (len(batch) + 1) > _BATCH:
                break
            batch.append((n, begin))
        at += len(batch)
        yield batch


def _starts(length: int) -> list[int]:
    if length <= _LONGEST:
        return [0] if length else []
    step = _LONGEST - _OVERLAP
    return [*range(0, length - _LONGEST, step), length - _LONGEST]


def _read(batch: Sequence[tuple[int, int]], cut: Sequence[Pieces]) -> list[NDArray[np.float32]]:
    """For each stretch the chance of every label for every piece of it."""
    lengths = [min(_LONGEST, len(cut[n].ids) - begin) for n, begin in batch]
    ids = np.zeros((len(batch), max(lengths) + 2), np.int64)
    shapes = np.zeros_like(ids)
    for row, (n, begin) in enumerate(batch):
        some = cut[n].ids[begin : begin + _LONGEST]
        ids[row, : len(some) + 2] = [START, *some, END]
        shapes[row, 1 : len(some) + 1] = cut[n].shapes[begin : begin + _LONGEST]
    logits = _session().run(None, {"pieces": ids, "mask": (ids != 0).astype(np.int64), "shapes": shapes})[0]
    logits = np.exp(logits - logits.max(axis=2, keepdims=True))
    chances = logits / logits.sum(axis=2, keepdims=True)
    return [chances[row, 1 : length + 1] for row, length in enumerate(lengths)]


def _entities(text: str, cut: Pieces, chances: NDArray[np.float32]) -> Iterator[Entity]:
    start = end = -1
    kind, sure = 0, [0.0]
    for (s, e), chance in zip(cut.offsets, chances, strict=True):
        each = chance[1::2] + chance[2::2]
        best = int(each.argmax()) + 1 if float(each.sum()) >= LEAST and float(each.max()) > LEAST * 0.8 else 0
        joined = start >= 0 and _same_word(text, end, s)
        begins = best != kind or (best and chance[2 * best - 1] > chance[2 * best] and not joined)
        if joined and best and kind:
            begins = False  # a word is one thing
        if not begins:
            if best:
                end = e
                sure.append(float(each[best - 1]))
            continue
        if kind:
            yield Entity(start, end, KINDS[kind - 1], sum(sure) / len(sure))
        kind, start, end = best, s, e
        sure = [float(each[best - 1])] if best else [0.0]
    if kind:
        yield Entity(start, end, KINDS[kind - 1], sum(sure) / len(sure))


def _same_word(text: str, end: int, start: int) -> bool:
    return end == start and text[end - 1 : end].isalnum() and text[start : start + 1].isalnum()
