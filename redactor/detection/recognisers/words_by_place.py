"""Names of the case that are words and towns, too, where only the word or the town can be meant: "Day care was offered", "Mark 3
of the form", "a teddy bear", "she had been in Preston".

Nobody's name is lost by it: what stands here says that no person can, and the last look lists what it leaves with a capital.
"""

from __future__ import annotations

import re
from functools import cache

from redactor.language.lexicon import fold, rows

# of these there may be several, told apart by a number or a year
_NUMBERED = frozenset("day mark summer spring autumn winter page night week stage".split())
_NUMBER = re.compile(
    r" (?:\d{1,2}(?![\d:./%-]|(?:st|nd|rd|th)\b)|(?:19|20)\d\d\b|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)"
    r"(?! (?:times|years?|yrs?|y|months?|mths?|weeks?|wks?|days?|hours?|hrs?|stone|st|kg|lbs?|children|people|and|&)\b| ?[,;)])"
)
_IN_A_TOWN = re.compile(
    r"(?:\b(?:been|lives?|lived|living|stay(?:s|ed|ing)?|born|arrived|works?|worked|working|grew up|famil(?:y|ies)|friends|"
    r"houses?|home|flat|"
    r"hostel|refuge|placed|placements?|hospital|prison|arrested|shop(?:s|ping|ped)?|office|court|somewhere|relatives|address|town|"
    r"bedsit|custody|college|university|statement) in|"
    r"\bby way of|\b(?:moved|moving|travelled|travelling|drove|drives|trains?|bus(?:es)?|relocated|flew|coach|deported|"
    r"commut\w+)(?: back| home| away| down| up)? (?:to|from|via|through|for)|"
    r"\b(?:from|between) [A-Z][a-z]+ (?:to|and)|\b(?:town|city|streets|outskirts|centre) of) $"
)
_FROM_ONE_TO_ANOTHER = re.compile(r" to [A-Z][a-z]+(?: in (?:19|20)\d\d|[.,;]|$)")
_MOVED = re.compile(r"\b(?:moved|travelled|drove|relocated|commuted|went back) from $")


_IN = re.compile(
    r"(?<!trust)(?<!faith)(?<!confidence)(?<!belief)(?<!believed)(?<!believe)(?<!interest)(?<!interested)(?<!change)(?<!changes)"
    r"(?<!improvement)(?<!difference)(?<!confided)(?<!confide)(?<!involved)(?<!anger)(?<!sat)(?<!see)(?<!saw)(?<!seen) in $"
)
_THERE = re.compile(
    r"[.;)]|$|, (?:where|among|when|but|and|who|with|near)\b|"
    r" (?:and|to|on|at|until|for|when|where|with|by|after|before|since|because|during|last|this|next)\b"
)


@cache
def _places() -> dict[str, tuple[tuple[re.Pattern[str] | None, re.Pattern[str] | None], ...]]:
    """Folded word → what must stand behind it and before it for it to be the word."""
    found: dict[str, list[tuple[re.Pattern[str] | None, re.Pattern[str] | None]]] = {}
    for row in rows("words_by_their_place.csv"):
        behind = re.compile(rf"(?:[ -]|(?=['’]))(?:{row['behind']})", re.IGNORECASE) if row["behind"] else None
        before = re.compile(rf"\b(?:{row['before']})", re.IGNORECASE) if row["before"] else None
        found.setdefault(row["word"], []).append((behind, before))
    return {word: tuple(each) for word, each in found.items()}


@cache
def _towns() -> frozenset[str]:
    """Folded towns that are also names."""
    return frozenset(fold(row["name"]) for row in rows("towns.csv") if row["also_a_name"] == "yes")


@cache
def _all_towns() -> frozenset[str]:
    return frozenset(fold(row["name"]) for row in rows("towns.csv"))


def is_a_town_by_name(word: str) -> bool:
    """Whether a town is called so, whatever else is."""
    return fold(word) in _all_towns()


def is_the_word(text: str, start: int, end: int) -> bool:
    """Whether the name at these characters is the word here, by what stands beside it."""
    word = fold(text[start:end])
    if word in _NUMBERED and _NUMBER.match(text, end):
        return True
    return any(
        (behind is None or behind.match(text, end))
        and (before is None or before.search(text, max(0, start - 20), start))
        for behind, before in _places().get(word, ())
    )


def is_the_town(text: str, start: int, end: int) -> bool:
    """Whether a name that is also a town's is one here: somebody was, lived or drove there."""
    if fold(text[start:end]) not in _towns() or re.match(r"['’]s\b| [A-Z][a-z]", text[end:]):
        return False
    before = max(0, start - 40)
    if _IN.search(text, before, start) and _THERE.match(text, end):
        return True  # "his daughter in Preston."
    from_there = _MOVED.search(text, before, start) and _FROM_ONE_TO_ANOTHER.match(text, end)
    return bool(from_there or _IN_A_TOWN.search(text, before, start))
