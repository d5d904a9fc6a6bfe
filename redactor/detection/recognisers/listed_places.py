"""Addresses and establishments of the board's list, wherever they stand as the board writes them. Nothing overrules them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.language.addresses import POSTCODE_BEHIND, parse_address
from redactor.language.lexicon import lexicon
from redactor.language.listed_forms import address_forms, establishment_forms, pattern_of, spans

_REACH = 20  # characters before an address
# "22 Mill Point", "Flat 4 Mill House": the door before a listed house; and the town and postcode behind it
_DOOR = re.compile(
    r"(?<![\w/.:-])(?:(?:[Ff]lat|FLAT|[Aa]pt\.?|[Aa]partment|[Rr]oom|[Uu]nit) ?)?(?P<number>\d{1,4}[A-Za-z]?),?\s+$|"
    r"(?<!\w)(?P<unit>[Ff]lat|FLAT|[Aa]pt\.?|[Aa]partment|[Rr]oom|[Uu]nit) $"
)
_POSTED = re.compile(rf"(?:,?\s+[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)?,?\s+{POSTCODE_BEHIND}(?!\w)")
_KIND_OF_HOME = re.compile(r" (?:[NRC]/H|[Nn]sg [Hh]ome|[Rr]es [Hh]ome)\b")  # what kind it is, written short


def _is_plain_prose(words: str) -> bool:
    """ "went to the old forge": words of the language in small letters, and no number."""
    return (
        words == words.lower()
        and not any(c.isdigit() for c in words)
        and all(map(lexicon().is_ordinary, words.split()))
    )


class ListedPlaces(Recogniser):
    """Certain finds: the whole form of a listed address or establishment."""

    kinds = (MentionKind.ADDRESS, MentionKind.ORGANISATION)

    def __init__(self, addresses: Iterable[str] = (), establishments: Iterable[str] = ()) -> None:
        super().__init__()
        addresses = tuple(addresses)
        self._doors = {n for a in map(parse_address, addresses) for n in (a.number, a.unit.rpartition(" ")[2]) if n}
        self._patterns = (
            (MentionKind.ADDRESS, pattern_of(frozenset(f for a in addresses for f in address_forms(a)))),
            (
                MentionKind.ORGANISATION,
                pattern_of(frozenset(f for e in establishments for f in establishment_forms(e))),
            ),
        )

    def find(self, look: Look) -> Iterator[Find]:
        """Every listed form in the text."""
        for kind, pattern in self._patterns:
            if pattern is not None:
                for start, end in spans(look.text, pattern):
                    if kind is MentionKind.ADDRESS:
                        if _is_plain_prose(look.text[start:end]):
                            continue
                        door = _DOOR.search(look.text, max(0, start - _REACH), start)
                        if (
                            door
                            and not look.text[start].isdigit()
                            and (door["number"] or "").lower() not in self._doors
                        ):
                            continue  # another flat of the house, another number of the street
                        start = door.start() if door else start
                        end = rest.end() if (rest := _POSTED.match(look.text, end)) else end
                    home = _KIND_OF_HOME.match(look.text, end) if kind is MentionKind.ORGANISATION else None
                    yield Find(start, home.end() if home else end, kind, 1.0)
