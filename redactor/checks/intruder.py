"""The motivated intruder: what in a text could be typed into a search engine, the most telling first."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from redactor.language.dates import find_dates

QUOTED = re.compile(r"[\"“]([^\"”\n]{20,200})[\"”]")
RARE = re.compile(
    r"\b(?:house fire|arson|drown\w*|stabb\w*|shot|shooting|strangl\w*|poison\w*|decapitat\w*|acid|explosion|murder\w*|"
    r"manslaughter|inquest|kidnap\w*|abduct\w*|hanging|hanged|fell from|train|railway|motorway|crossbow|machete|cannabis farm|"
    r"exorcis\w*|witchcraft|spirit possession|fabricated|induced illness|sickle cell|cystic fibrosis|spina bifida|"
    r"hydrocephalus|prader[- ]willi|angelman|rett syndrome|batten disease|osteogenesis imperfecta|brittle bone\w*|haemophilia|"
    r"muscular dystrophy|conjoined|quadruplets|triplets|achondroplasia|ehlers[- ]danlos|foetal alcohol|fetal alcohol|"
    r"rare (?:condition|disease|disorder|syndrome))\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:in|at|near|on|outside) (?:the )?[A-Z][a-z]{3,}(?: [A-Z][a-z]+)?\b")
_SENTENCED = re.compile(
    r"\b(?:convicted|sentenced|jailed|pleaded guilty|found guilty|life imprisonment|years['’] imprisonment)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Lead:
    """Characters of a text that a search could start from."""

    text: int
    start: int
    end: int
    weight: float  # 0 to 1
    why: str


def leads(texts: Iterable[tuple[int, str]]) -> list[Lead]:
    """Leads of all texts (index and text), strongest first."""
    found: list[Lead] = []
    for index, text in texts:
        for sentence in re.finditer(r"[^.!?\n]+[.!?]?", text):
            part, start = sentence.group(), sentence.start()
            dates, place = find_dates(part), _PLACE.search(part)
            rare, court = RARE.search(part), _SENTENCED.search(part)
            whys = [
                why
                for why, there in (("rare event", rare), ("court", court), ("date", dates), ("place", place))
                if there
            ]
            if rare or court or (dates and place):
                weight = min(1.0, 0.3 * len(whys) + (0.2 if rare and court else 0.0))
                found.append(Lead(index, start, sentence.end(), weight, " with ".join(whys)))
        for why, pattern in _telling():
            found += [Lead(index, *match.span(), 0.4, why) for match in pattern.finditer(text)]
        for quote in QUOTED.finditer(text):
            weight = 0.5 + min(0.4, len(quote[1]) / 400)
            found.append(Lead(index, *quote.span(1), weight, "exact quote"))
    return sorted(found, key=lambda lead: (-lead.weight, lead.text, lead.start))


@cache
def _telling() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What happened to one person, and was told where: weighed by itself."""
    text = files(__package__).joinpath("leads.csv").read_text(encoding="utf-8")
    return tuple(
        (row["why"], re.compile(row["pattern"], re.IGNORECASE if row["small and capital letters"] == "alike" else 0))
        for row in csv.DictReader(text.splitlines())
    )


def telling_kinds() -> frozenset[str]:
    """What `leads.csv` calls leads that tell of one person by themselves."""
    return frozenset(why for why, _ in _telling())
