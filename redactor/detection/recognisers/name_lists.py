"""First names in a list: "Willow, Skye and Storm" are children where at least one of them can be nothing else.

A word that alone would stay (it is also an English word, a month, a people, a place) is a name among names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.language.lexicon import DAYS, MONTHS, fold, lexicon

_LEAST = 3  # items; two joined by "and" are as often two places or two brands
_MAY_BE = 30  # births from which a word may be a name among names
_OFTEN_A_NAME = 2000  # births from which two words side by side are two children, whatever else they mean
_SURE = 200  # births from which one that is no other word vouches for its neighbours
# before a list of places, and of languages and peoples
_NOT_PEOPLE = re.compile(
    r"\b(?:in|at|to|near|from|around|across|between|of|speaks?|spoke|speaking|into|via|visited|towns?|cities|areas?|"
    r"languages?|colours?|months?)[\s:]+$",
    re.IGNORECASE,
)
_CHILDREN = re.compile(
    r"\b(?:children|siblings?|brothers|sisters|sons|daughters|boys|girls|twins|triplets|cousins|children of|kids)\b"
    r"[^.;\n]{0,12}$",
    re.IGNORECASE,
)


ONE_OF_A_CREW = "one of a crew"
_CREW = re.compile(
    r"\b(?:CREW|OFFICERS|PRESENT|IN ATTENDANCE|ATTENDING|STAFF|(?:BA )?TEAM(?: \d)?)(?:[:–-]| (?=[A-Z'’-]+/))\s?"
    r"(?P<names>[A-Z'’-]{3,}(?:(?:, ?|/| ?& ?| AND )[A-Z'’-]{3,})+)(?=[.;\n]|$)"
)


# "4417 ON SCENE QUICK/MO", "LEFT SCENE QUICK/TETTEH": two who drive one vehicle
_ON_SCENE = re.compile(
    r"\b(?:ON SCENE|AT SCENE|LEFT SCENE|EN ROUTE|ENROUTE|ARRIVED|ALLOCATED|ASSIGNED|CLEAR) "
    r"(?P<names>[A-Z'’-]{3,}/[A-Z'’-]{2,})(?=[.,;\n]|$)"
)


_SENT = frozenset(["grant", "bill"])  # what comes from an office, too
_FROM_WORK = re.compile(
    r" (?:there|here|next door|upstairs|downstairs|opposite) (?:says|said|complained|told|heard|saw|rang|reported)\b|"
    r" from (?:duty|intake|legal|finance|reception|upstairs|downstairs|next door|work|school|nursery|number \d)\b|"
    r" from (?:[A-Z](?!od\b)|the (?:council|school|nursery|hospital|agency|office|charity|team|service|surgery|refuge|"
    r"hostel|home|unit|ward|church|mosque|gym|club|police|court|centre|college|housing|out of hours|crisis)\b)"
)


class NameLists(Recogniser):
    """Single capitalised words joined by commas and "and", of which one at least is certainly a first name."""

    def find(self, look: Look) -> Iterator[Find]:
        """Each item by itself."""
        if look.shouted:
            yield from self._crew(look)
        elif not look.passage.heading:
            yield from self._opening(look)
        if "," not in look.text or look.shouted:
            return
        i = 0
        while i < len(look.tokens):
            items = self._items(look, i)
            if len(items) >= _LEAST and self._are_people(look, items):
                for k in items:
                    yield Find(look.tokens[k].start, look.tokens[k].end, MentionKind.PERSON, 0.7)
            i = items[-1] + 1 if len(items) > 1 else i + 1

    @staticmethod
    def _opening(look: Look) -> Iterator[Find]:
        """ "Holly and Ivy were at nursery", "Sue from Early Help": the word that begins the sentence is somebody."""
        tokens = look.tokens
        for i in range(len(tokens) - 2):
            both = (i, i + 2)
            from_there = _FROM_WORK.match(look.text, tokens[i].end) is not None
            if (
                from_there
                and tokens[i].opens
                and look.kind_of(i) in ("first", "weak first")
                and not tokens[i].shouted
                and not look.is_hard(tokens[i])
                and fold(tokens[i].text) not in (*MONTHS, *_SENT)
            ):
                yield Find(tokens[i].start, tokens[i].end, MentionKind.PERSON, 0.7)
            if (
                tokens[i].opens
                and tokens[i + 1].text in ("and", "&")
                and all(tokens[k].capital and not tokens[k].shouted and not look.is_hard(tokens[k]) for k in both)
                and all(look.kind_of(k) in ("first", "weak first") for k in both)
                and all(lexicon().births(tokens[k].text) >= _OFTEN_A_NAME for k in both)
                and not all(fold(tokens[k].text) in MONTHS for k in both)
                and not _goes_on(look, i + 2)
            ):
                yield from (Find(tokens[k].start, tokens[k].end, MentionKind.PERSON, 0.7) for k in both)

    @staticmethod
    def _crew(look: Look) -> Iterator[Find]:
        """ "CREW: DRIVER, QUICK, TETTEH", "BA TEAM 1 QUICK/TETTEH": surnames behind the word, whatever they mean."""
        for match in (*_CREW.finditer(look.text), *_ON_SCENE.finditer(look.text)):
            for name in re.finditer(r"[A-Z][A-Z'’-]+", match["names"]):
                start, end = match.start("names") + name.start(), match.start("names") + name.end()
                i = look.beginning_at(start)
                if i is None or look.is_hard(look.tokens[i]) or look.tokens[i].text in look.role_abbreviations:
                    continue
                yield Find(start, end, MentionKind.PERSON, 0.75, ONE_OF_A_CREW)

    @staticmethod
    def _items(look: Look, i: int) -> list[int]:
        """Indices of the single words of a list that begins at token i."""
        tokens, items = look.tokens, []
        while i < len(tokens) and tokens[i].capital and not tokens[i].shouted and len(tokens[i].text) > 1:
            after = i + 1
            while after < len(tokens) and tokens[after].text in (",", "and", "&") and after - i < 3:
                after += 1
            items.append(i)
            if after == i + 1:
                return items if not _goes_on(look, i) else items[:-1]
            i = after
        return items

    @staticmethod
    def _are_people(look: Look, items: list[int]) -> bool:
        tokens = look.tokens
        before = look.text[: tokens[items[0]].start]
        if any(look.is_hard(tokens[k]) or fold(tokens[k].text) in DAYS or not _may_be_first(look, k) for k in items):
            return False
        if all(fold(tokens[k].text) in MONTHS for k in items) or _NOT_PEOPLE.search(before):
            return False
        sure = [
            k
            for k in items
            if look.kind_of(k) == "first" and not look.is_soft(tokens[k]) and lexicon().births(tokens[k].text) >= _SURE
        ]
        return bool(_CHILDREN.search(before)) or len(sure) * 3 >= len(items)


def _goes_on(look: Look, i: int) -> bool:
    """Another capitalised word follows the last item: it is the first word of a longer name."""
    return i + 1 < len(look.tokens) and look.adjacent(i, i + 1) and look.tokens[i + 1].capital


def _may_be_first(look: Look, k: int) -> bool:
    if look.kind_of(k) in ("first", "unknown"):
        return True
    return look.kind_of(k) in ("weak first", "nation") and lexicon().births(look.tokens[k].text) >= _MAY_BE
