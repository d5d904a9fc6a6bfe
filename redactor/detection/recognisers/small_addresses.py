"""Addresses in texts that are typed without capitals: "at 12 hopton walk", "flat 5, 88 marlin lane", "on brockwell rd"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.documents.model import Story
from redactor.language.alternatives import alternatives
from redactor.language.lexicon import fold, lexicon

_LED = r"(?:on|at|in|from|to|near|off|down|along|by|come|round|outside|behind|opposite)"
# words of the language that stand before a kind of street and name none: "5 minute walk", "up the hill road"
_NO_NAME = frozenset(
    "the a an this that his her their our my your some any every no one two three four five six seven eight nine ten "
    "minute minutes min mins hour hours hr day days week month year mile miles metre metres yard yards step long short quick "
    "slow brisk daily night last first next same main back front side busy quiet open close dead bus car taxi test sex sea "
    "whole right left wrong other another each hard easy pay phone wide narrow dog evening morning good bad new old safe "
    "nxt lst evry brekkie tea dinner nights times hrs wkly per dnt dont cant wont ring call phone ur "
    "gave give gives given giving took take takes taken taking came come comes made make makes drew draw led lead saw began ran "
    "fast way out through over public private high blood food hard soft free sponsored".split()
)


class SmallAddresses(Recogniser):
    """A house number before a street without capitals, or a street behind a word of place whose name is no English word."""

    kinds = (MentionKind.ADDRESS,)

    def find(self, look: Look) -> Iterator[Find]:
        """Spans of addresses."""
        for match in _pattern().finditer(look.text):
            words = match["name"].split()
            if any(fold(w) in _NO_NAME or fold(w) in lexicon().function_words for w in words):
                continue
            unknown = not all(lexicon().is_ordinary(w) or fold(w) in lexicon().geographic for w in words)
            if not unknown and look.passage.place.story is Story.FILE_NAME:
                continue  # "04 links fields": files are numbered, and their names are words
            start = match.start("number") if match["number"] else match.start("name")
            if (match["number"] or unknown) and not look.hard_between(start, match.end("kind")):
                yield Find(start, match.end("kind"), MentionKind.ADDRESS, 0.8 if match["number"] else 0.7)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    kinds = alternatives(sorted(map(re.escape, lexicon().streets), key=len, reverse=True))
    number = r"(?:(?:flat|apt|apartment|room|unit)\s?\d{1,4}[a-z]?,?\s+)?\d{1,4}[a-z]?,?\s+"
    return re.compile(
        rf"(?<![\w/.:£+-])(?:(?P<number>{number})|{_LED}\s+|(?<=[.,;] )|^)(?P<name>[a-z][a-z'’-]{{2,}}(?:\s[a-z][a-z'’-]{{2,}})?)"
        rf"\s+(?P<kind>{kinds})\b(?![\w’'-])"
    )
