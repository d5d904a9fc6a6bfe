"""What a file from outside may cost: generous for whatever people write, and a wall for what was made to keep a program busy."""

from __future__ import annotations

from dataclasses import dataclass

_MB = 1024 * 1024
# a plain draft of 100 pages has 0.2 MB; it takes half a second to read, and 80 MB
_MEMORY, _MEMORY_A_MB, _MOST_MEMORY = 420 * _MB, 150, 3 * 1024 * _MB
_SECONDS, _SECONDS_A_MB, _MOST_SECONDS = 8, 22, 300
# packed prose has three characters a byte; tables that repeat themselves have more
_CHARACTERS, _CHARACTERS_A_BYTE = 400_000, 10


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one reading: bytes of memory besides the program's own, and seconds of processor."""

    memory: int
    seconds: int

    @property
    def patience(self) -> float:
        """Seconds on the clock after which a reader that does not answer is ended, however busy the computer is."""
        return 20.0 + 4 * self.seconds


def limits_of(size: int) -> Limits:
    """The limits of a file of so many bytes: up to 1 MB less than 500 MB and 30 s in all, beyond it in proportion."""
    return Limits(
        min(_MOST_MEMORY, _MEMORY + max(0, size - _MB) * _MEMORY_A_MB),
        min(_MOST_SECONDS, _SECONDS + size * _SECONDS_A_MB // _MB),
    )


def most_text(size: int) -> int:
    """Characters of text that a file of so many bytes may hold: three times what a plain draft of its size does."""
    return _CHARACTERS + _CHARACTERS_A_BYTE * size


TOO_MUCH_TEXT = (
    "The file holds far more text than its size allows for: the same few words thousands of times, as in files made to keep "
    "a program busy. It was not read. If it is a real draft, split it into shorter files."
)
