"""Recognisers that other packages bring, each with its name, so that one that fails is told by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from redactor.base.extensions import RECOGNISERS, Extension, loaded
from redactor.detection.look import Look
from redactor.detection.recognisers.base import Find, Recogniser


class OfOthers(Recogniser):
    """A recogniser of another package."""

    def __init__(self, extension: Extension, recogniser: Recogniser) -> None:
        self.kinds = recogniser.kinds
        super().__init__()
        self.name = recogniser.name
        self._extension, self._recogniser = extension, recogniser

    def find(self, look: Look) -> Iterator[Find]:
        """What it finds. Raises Refused where it fails: nobody may think that it has looked."""
        try:
            found: Iterable[Find] = tuple(self._recogniser.find(look))
        except Exception as error:  # its text may hold words of the draft
            raise self._extension.broken(f"looking at a text ends with {type(error).__name__}") from None
        for each in found:
            if (
                not isinstance(each, Find)
                or each.kind not in self.kinds
                or not 0 <= each.start < each.end <= len(look.text)
            ):
                raise self._extension.broken("it finds what is no Find of its kinds within the text")
            yield each


def recognisers_of_others() -> list[Recogniser]:
    """One of each. Raises Refused for one that is no recogniser."""
    found: list[Recogniser] = []
    for extension, kind in loaded(RECOGNISERS):
        if not (isinstance(kind, type) and issubclass(kind, Recogniser)):
            raise extension.broken(f"{extension.value} is no class made from Recogniser")
        try:
            made = kind()
        except Exception as error:
            raise extension.broken(f"making one ends with {type(error).__name__}") from None
        found.append(OfOthers(extension, made))
    return found
