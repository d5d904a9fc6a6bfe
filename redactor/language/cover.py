"""Which characters of a text are taken: asked and answered in the time of the stretch itself, however many there are."""

from __future__ import annotations

from collections.abc import Iterable


class Cover:
    """The taken characters of a text of this length. Spans are characters, end exclusive."""

    __slots__ = ("_taken",)

    def __init__(self, length: int, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._taken = bytearray(length)
        for start, end in spans:
            self.take(start, end)

    def take(self, start: int, end: int) -> None:
        """Mark a span as taken; what lies beyond the text is left out."""
        end = min(end, len(self._taken))
        if start < end:
            self._taken[start:end] = b"\1" * (end - start)

    def touches(self, start: int, end: int) -> bool:
        """Whether any character of a span is taken."""
        return self._taken.find(1, start, end) >= 0
