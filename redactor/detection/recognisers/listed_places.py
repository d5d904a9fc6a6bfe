"""Addresses and establishments of the board's list, wherever they stand as the board writes them. Nothing overrules them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.language.addresses import TOWN_AND_POSTCODE
from redactor.language.lexicon import lexicon
from redactor.language.listed_forms import address_forms, establishment_forms, pattern_of, spans

_REACH = 20  # characters before an address
# "22 Mill Point", "Flat 4 Mill House": the door before a listed house
_UNIT = r"(?:[Ff]lat|FLAT|[Aa]pt\.?|[Aa]partment|[Rr]oom|[Uu]nit)"
_DOOR = re.compile(rf"(?<![\w/.:-])(?:{_UNIT} ?)?\d{{1,4}}[A-Za-z]?,?\s+$|(?<!\w){_UNIT} $")
_KIND_OF_HOME = re.compile(r" (?:[NRC]/H|[Nn]sg [Hh]ome|[Rr]es [Hh]ome)\b")  # what kind it is, written short


def _is_plain_prose(words: str) -> bool:
    """ "went to the old forge", "Old forge for sale": words of the language, one of them in small letters, and no number; behind
    its article a name needs but one capital."""
    plain = words == words.lower() or not (
        words.lower().startswith("the ") or all(w[0].isupper() for w in words.split())
    )
    return plain and not any(c.isdigit() for c in words) and all(map(lexicon().is_ordinary, words.split()))


class ListedPlaces(Recogniser):
    """Certain finds: the whole form of a listed address or establishment."""

    kinds = (MentionKind.ADDRESS, MentionKind.ORGANISATION)

    def __init__(self, addresses: Iterable[str] = (), establishments: Iterable[str] = ()) -> None:
        super().__init__()
        self._patterns = (
            (MentionKind.ADDRESS, pattern_of(frozenset(f for a in addresses for f in address_forms(a)))),
            (
                MentionKind.ORGANISATION,
                pattern_of(frozenset(f for e in establishments for f in establishment_forms(e))),
            ),
        )

    def find(self, look: Look) -> Iterator[Find]:
        """Every listed form in the text; of an address with its door, its town and its postcode."""
        for kind, pattern in self._patterns:
            if pattern is None:
                continue
            for start, end in spans(look.text, pattern):
                if kind is MentionKind.ORGANISATION:
                    home = _KIND_OF_HOME.match(look.text, end)
                    yield Find(start, home.end() if home else end, kind, 1.0)
                elif not _is_plain_prose(look.text[start:end]):
                    yield from self._address(look.text, start, end)

    @staticmethod
    def _address(text: str, start: int, end: int) -> Iterator[Find]:
        """With its door, also that of another flat of the house: whose it is, the whole of it tells (`identities/places.py`)."""
        door = None if text[start].isdigit() else _DOOR.search(text, max(0, start - _REACH), start)
        town = TOWN_AND_POSTCODE.match(text, end)
        yield Find(door.start() if door else start, town.end() if town else end, MentionKind.ADDRESS, 1.0)
