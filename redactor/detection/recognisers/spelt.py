"""A name of the case letter by letter: "that is A N I T A, please", "G-A-N-E-S-H"; with figures for letters: "Pe11ow"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.language.disguised import FIGURES, SPELT, Disguises

SPELT_OUT = "spelt out"  # the label of its mentions, whose letters are one word


class SpeltOut(Recogniser):
    """First names and surnames of listed people, with signs between their letters or figures in their place."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        self._disguises = Disguises.of(names)
        self.told = sorted(self._disguises.words)

    def find(self, look: Look) -> Iterator[Find]:
        """From the first letter to the last."""
        for one in self._disguises.in_text(look.text):
            if one.how == FIGURES and not look.hard_between(one.start, one.end):
                yield Find(one.start, one.end, MentionKind.PERSON, 0.8)
            if one.how == SPELT and not look.hard_between(one.start, one.end):
                yield Find(one.start, one.end, MentionKind.PERSON, 0.8, SPELT_OUT)
