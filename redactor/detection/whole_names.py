"""Names of places and firms that the recognisers found in part: "Hindle Building Services" of which "Hindle" is a surname.

The model of names reads such a name as one stretch. Where it is sure, and something in the stretch goes anyway, what is left
of it ("Building Services") would tell the rest; so all of it goes, as one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from redactor.detection.look import Entity, Look
from redactor.detection.mentions import MentionKind
from redactor.documents.model import Story
from redactor.language.lexicon import fold, lexicon, record_verbs, word_list

if TYPE_CHECKING:
    from redactor.detection.assemble import Span

_SURE = {"EST": 0.75, "ADR": 0.85}  # chances; of less sure ones many run on into the sentence
_LESS_BEHIND_A_NAME = 0.05
_JOINS = frozenset(["&", "and", "of", "y", "the", "'s", "’s", "-", "’", "'"])
_TOWNS = frozenset([MentionKind.ORGANISATION, MentionKind.PLACE])
_GROWS = frozenset([MentionKind.ORGANISATION, MentionKind.PLACE, MentionKind.ADDRESS])


def completed(look: Look, chosen: Sequence[Span]) -> list[Span]:
    """`chosen`, in order, with those grown or put together that a sure reading of a place goes beyond."""
    spans = list(chosen)
    if look.passage.place.story is Story.FILE_NAME:
        return spans  # "A Dane School imr" is about somebody, see assemble
    for entity in look.readings:
        shop = look.text[entity.start] in "'’"  # "Ivy" and "'s Bargains" are read apart
        if entity.chance < _SURE.get(entity.label, 1.1) - _LESS_BEHIND_A_NAME * shop:
            continue
        inside = [s for s in spans if entity.start < s.end + shop and s.start < entity.end]
        if not inside or any(s.start < entity.start and entity.end < s.end for s in inside):
            continue
        grown = _grown(look, entity, inside)
        if grown is not None:
            spans = [s for s in spans if s not in inside]
            spans.append(grown)
            spans.sort(key=lambda s: s.start)
    return [_with_its_building(look, s, spans) if s.kind is MentionKind.ADDRESS else s for s in spans]


def _with_its_building(look: Look, span: Span, spans: Sequence[Span]) -> Span:
    """ "Old Brewery, Tanner Street": the building before the street, where the model of names reads a place there that nothing
    else of the case is."""
    for entity in look.readings:
        if entity.label not in _SURE or entity.chance < _SURE_OF_A_BUILDING:
            continue
        if look.text[entity.end : span.start] != ", " or look.hard_between(entity.start, entity.end):
            continue
        if any(s.start < entity.end and entity.start < s.end for s in spans):
            continue
        inside = look.within(entity.start, entity.end)
        words = [fold(look.tokens[i].text) for i in inside]
        if words and all(_is_proper(look, i) for i in inside) and not {*words} & _LEADS - {"old"}:
            return replace(span, start=entity.start)
    return span


_SURE_OF_A_BUILDING = 0.5


def _grown(look: Look, entity: Entity, inside: Sequence[Span]) -> Span | None:
    """The one span that all of the reading's proper words make, or None where nothing is to be added."""
    first = min(inside, key=lambda s: (s.kind is MentionKind.PERSON, s.start))
    start, end = min(s.start for s in inside), max(s.end for s in inside)
    wide = (min(start, entity.start), max(end, entity.end))
    left, right = _reach_left(look, wide[0], start, house=entity.label == "ADR"), _reach_right(look, end, wide[1])
    people = [s for s in inside if s.kind is MentionKind.PERSON]
    if entity.label == "ADR" and all(s.kind in _TOWNS and s.recogniser != "ListedPlaces" for s in inside):
        # "Prospect Terrace, Trefarn VX5 1AA", of which the town was known
        rest = [look.tokens[i] for i in (*look.within(wide[0], start), *look.within(end, wide[1]))]
        streets = any(t.kind == "number" or fold(t.text) in lexicon().streets for t in rest)
        led = rest and not (rest[0].capital or rest[0].kind == "number")
        if streets and not led and not look.hard_between(*wide):
            return replace(first, start=wide[0], end=wide[1], kind=MentionKind.ADDRESS, score=0.72, label="")
    if (left, right) == (start, end):
        return None  # nothing to add; or a house and its town, say, that stand side by side
    if len(people) == len(inside) and entity.label == "ADR":
        return None  # "Big Lou"
    if any(s.kind not in _GROWS and s not in people for s in inside) or any(_is_told(look, s) for s in people):
        return None
    if people and fold(look.text[start:right].split()[-1]) in _IN_MEMORY_OF:
        return None
    if first.kind is MentionKind.PERSON:
        return replace(first, start=left, end=right, kind=MentionKind.ORGANISATION, score=0.9, label="Organisation")
    return replace(first, start=left, end=right)


def _is_told(look: Look, span: Span) -> bool:
    """Somebody whom title or letters tell: "Dr Hale" of "Dr Hale's Surgery" stays who he is."""
    return span.label != "" or look.title_at(look.within(span.start, span.end)[0])[0] is not None


def _reach_left(look: Look, limit: int, start: int, *, house: bool) -> int:
    """Where the name begins: proper words before it, as far as the reading goes. `house`: it was read as an address."""
    best = start
    for i in reversed(list(look.within(limit, start))):
        token = look.tokens[i]
        word = fold(token.text)
        # "Frequents Tanner Lane"; but "New Harvest Tabernacle"
        opens_it = token.opens and (word in record_verbs() or (house and lexicon().is_ordinary(word)))
        # "the Young Mothers' Hostel": behind the article such a word is of the name
        led = word in _LEADS and not (word not in _SMALL_LEADS and i and look.tokens[i - 1].text in ("the", "The"))
        if _is_proper(look, i) and not opens_it and not led:
            best = token.start
        elif token.text not in _JOINS:
            break
    return best


def _reach_right(look: Look, end: int, limit: int) -> int:
    best = end
    for i in look.within(end, limit):
        token = look.tokens[i]
        if _is_proper(look, i):
            best = token.end
        elif token.text not in _JOINS:
            break
    return best


_IN_MEMORY_OF = frozenset("foundation trust fund appeal memorial inquiry review".split())  # "the Ann Dow Foundation"
_SMALL_LEADS = frozenset("the a an at to from in on by ref bkd seen dob".split())
_LEADS = _SMALL_LEADS | word_list("process_words.txt")


def _is_proper(look: Look, i: int) -> bool:
    """A word with a capital that nothing protects."""
    token = look.tokens[i]
    proper = token.kind == "word" and token.capital and not any(c.isdigit() for c in token.text)
    return proper and not look.is_hard(token) and fold(token.text) not in lexicon().titles
