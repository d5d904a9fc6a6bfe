"""Answers that functions keep by the words of a case: kept while the case is worked on, and forgotten when it has ended."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

T = TypeVar("T")
_KEEPING: list[_lru_cache_wrapper[object]] = []


def remembered(maxsize: int) -> Callable[[Callable[..., T]], _lru_cache_wrapper[T]]:
    """As `functools.lru_cache`, for a function that is asked about names and texts of drafts: `forget` empties it."""

    def keeping(function: Callable[..., T]) -> _lru_cache_wrapper[T]:
        kept = lru_cache(maxsize=maxsize)(function)
        _KEEPING.append(kept)
        return kept

    return keeping


def forget() -> None:
    """Nothing of an earlier case is remembered: for a process that works on one case after another."""
    for kept in _KEEPING:
        kept.cache_clear()
