"""Listed twins by a number and the mother's surname, in whatever order a ward writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.language.numbered import numbered_babies, numbered_baby

NUMBERED = "numbered baby"


class NumberedBabies(Recogniser):
    """`names`: of the list, further names included; nothing is found where it numbers nobody."""

    kinds = (MentionKind.PERSON,)

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        self.told = sorted(filter(None, map(numbered_baby, names)))

    def find(self, look: Look) -> Iterator[Find]:
        """Whole names."""
        for start, end, one in numbered_babies(look.text) if self.told else ():
            if one in self.told:
                yield Find(start, end, MentionKind.PERSON, 0.97, NUMBERED)
