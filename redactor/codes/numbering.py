"""The next free number for a code that has to be minted.

Decisions:
- A number that the board or the key map has ever handed out is gone for good, also when its row has since been taken
  off the list: somebody may still have it on paper. So numbering goes on above the highest, and fills no gaps there.
- A code that merely stands in a draft is passed over, but does not move the count: it may be no code at all
  (SW19 is a postcode district, SW12345 a registration number).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from redactor.codes.model import ANY_NUMBER, Block
from redactor.codes.shapes import OF_A_KIND, OTHER_PEOPLE, OTHER_PLACES, PEOPLE, PLACES, TITLES, WORDS
from redactor.codes.text import clean, squash

_NUMBERED = re.compile(r"(.*?)(\d+)", re.DOTALL)
# prefixes that are words, not abbreviations: "Person 1", but "SW1" and "Paed1"
_SPACED = frozenset(w.casefold() for w in (*WORDS, "Street") if w[1:].islower() and w not in (*TITLES, "Org"))


def split_code(code: str) -> tuple[str, int] | None:
    """Squashed prefix and number of a code ("SW 12" → ("sw", 12)); None when it has no number at its end."""
    match = _NUMBERED.fullmatch(squash(code))
    return (match[1], int(match[2])) if match and match[1] else None


def kind_of_person(prefix: str) -> str:
    """What a person is as an identity, by the prefix of the code: "professional", or "person" for words without a role.

    The only derivation of it: a board's list says the kind itself (`Kind.of_identity`).
    """
    return "person" if squash(prefix) in _NO_STAFF else "professional"


def kind_by_code(code: str) -> str:
    """The same by the whole code; a code without a number is nobody's role."""
    return kind_of_person(_head(code))


def kind_of_standing(code: str) -> str:
    """What a code stands for that nobody tells more of: as `kind_by_code`, or "address" or "organisation"."""
    head = _head(code)
    if head in ("address", "addressx"):
        return "address"
    return "organisation" if head in _PLACES or re.fullmatch(OF_A_KIND, clean(code)) else kind_of_person(head)


def _head(code: str) -> str:
    """The squashed prefix, without an agency's own in front of it ("MET-SW2")."""
    return (split_code(code) or ("", 0))[0].rpartition("-")[2]


_NO_STAFF = frozenset(("", *map(squash, (*PEOPLE, *OTHER_PEOPLE)))) - {"dr"}  # "Dr2" is staff
_PLACES = frozenset(map(squash, (*PLACES, *OTHER_PLACES)))


def join_code(prefix: str, number: int) -> str:
    """ "SW" → "SW3", "Person" → "Person 3", "Address X" → "Address X3"."""
    prefix = clean(prefix)
    words = re.split(r"[\s-]", prefix)
    lettered = len(words) > 1 and len(words[-1]) == 1
    spaced = not lettered and (" " in prefix or words[-1].casefold() in _SPACED)
    return f"{prefix} {number}" if spaced else f"{prefix}{number}"


@dataclass(frozen=True, slots=True)
class Numbering:
    """Every code that is taken, and from which number each prefix goes on. Build it with `start`."""

    taken: frozenset[str] = frozenset()  # squashed
    numbers: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))  # squashed prefix → highest
    block: Block = ANY_NUMBER  # what the agency may mint

    @classmethod
    def start(
        cls,
        issued: Iterable[str] = (),
        numbers: Mapping[str, int] | None = None,
        standing: Iterable[str] = (),
        block: Block = ANY_NUMBER,
    ) -> Numbering:
        """From codes handed out (`issued`: the list's and the key map's), the key map's `numbers`, and the codes
        `standing` in drafts."""
        known = {squash(p): n for p, n in (numbers or {}).items() if _within(block, n)}
        return cls(frozenset(map(squash, standing)), MappingProxyType(known), block).with_issued(issued)

    def with_issued(self, codes: Iterable[str]) -> Numbering:
        """The same, with these codes handed out. Codes of other agencies' blocks are taken, but number nothing here."""
        codes = tuple(codes)
        numbers = dict(self.numbers)
        for prefix, number in filter(None, map(split_code, codes)):
            if _within(self.block, number):
                numbers[prefix] = max(number, numbers.get(prefix, 0))
        return replace(self, taken=self.taken | set(map(squash, codes)), numbers=MappingProxyType(numbers))

    def with_standing(self, codes: Iterable[str]) -> Numbering:
        """The same, passing over these codes, met in drafts."""
        return replace(self, taken=self.taken | set(map(squash, codes)))

    def is_free(self, code: str) -> bool:
        """True when the code was never handed out, and stands nowhere."""
        plain = squash(code)
        return plain not in self.taken and all(self.numbers.get(p, -1) < n for p, n in _readings(plain))

    def next_code(self, prefix: str) -> tuple[str, Numbering]:
        """The next free code with this prefix, and the numbering in which it is taken.

        Raises ValueError for an empty prefix, BlockUsedUp.
        """
        if not squash(prefix):
            raise ValueError("A code needs a prefix.")
        full = f"{self.block.prefix}-{prefix}" if self.block.prefix else prefix
        number = max(self.numbers.get(squash(full), 0) + 1, self.block.first)
        while not self.is_free(code := join_code(full, number)):
            number += 1
        if self.block.last and number > self.block.last:
            raise BlockUsedUp(
                f"Your agency's block of numbers ({self.block.first} to {self.block.last}) is used up for {prefix}. "
                "Ask the board's business manager for a larger one."
            )
        return code, self.with_issued((code,))


class BlockUsedUp(Exception):
    """No number of the agency's block is left. The message is a sentence for the user."""


def _within(block: Block, number: int) -> bool:
    return not block.last or block.first <= number <= block.last


def _readings(plain: str) -> Iterator[tuple[str, int]]:
    """A squashed code as prefix and number in every way: "t11" is number 11 of "t", and number 1 of "t1"."""
    digits = len(plain) - len(plain.rstrip("0123456789"))
    for length in range(1, digits + 1):
        if prefix := plain[:-length]:
            yield prefix, int(plain[-length:])
