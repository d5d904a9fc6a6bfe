"""Which of hundreds of identities are worth comparing: those that share a name, or the beginnings of both names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from redactor.language.lexicon import fold
from redactor.language.names import parse_name

T = TypeVar("T")


def name_keys(names: Iterable[str]) -> set[str]:
    """What people of like names have in common: a first name, a surname, or the first letters of both.

    A misspelling changes the beginning of one of two names at most: one of the keys stays.
    """
    found = set()
    for text in names:
        name = parse_name(text)
        found |= {fold(w) for w in (*name.given[:1], name.surname, name.word) if w}
        found |= {f"{fold(w)[:4]}…" for w in (name.surname, name.word) if len(w) > 4}  # "Mrs Leyborn", "Leyburn"
        if name.given and name.surname:
            first, last = fold(name.given[0]), fold(name.surname)
            found |= {f"{first[:1]} {last[:2]}", f"{first[:3]} {last[:1]}"}
    return found


def pairs_alike(items: Sequence[T], keys: Callable[[T], Iterable[str]]) -> Iterator[tuple[T, T]]:
    """Every two items that share a key, once, the earlier one first."""
    buckets: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        for key in keys(item):
            buckets[key].append(number)
    found = {(a, b) for bucket in buckets.values() for i, a in enumerate(bucket) for b in bucket[i + 1 :]}
    yield from ((items[a], items[b]) for a, b in sorted(found))
