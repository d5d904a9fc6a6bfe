"""What our own model of names reads, where nothing that stays speaks against it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.detection.look import Entity, Look, is_trade
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.detection.recognisers.messages import GREETS
from redactor.language.lexicon import abbreviations, fold, is_no_surname, kin_words, lexicon, record_verbs, word_list
from redactor.language.names import PARTICLES

SURE_OF_A_HOUSE = 0.85
# "4 Quernmore", "Flat 2, 14a Upper Quern"
_HOUSE = re.compile(r"(?:[Ff]lat \w{1,3},? )?\d{1,4}[A-Za-z]?,? [^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+){0,2}")
_TWO_INITIALLED = re.compile(r"[A-Z]\.? ?[A-Z][\w'’-]+, [A-Z]\.? ?[A-Z][\w'’-]+")  # "H Saxby, L Beck": two people
_CELL_ENDS = re.compile(r"(?:(?!\s[–—-]\s)[^\t\n|:;])+")  # no name goes on in the next line or cell, or after a dash
# how sure the model has to be: of a word that is no English word; of one that is, too; of one in small letters; of the same
SURE, SURE_OF_A_WORD, SURE_IN_SMALL, SURE_OF_A_SMALL_WORD = 0.5, 0.86, 0.8, 0.97
SURE_OF_A_SHORT_NAME = 0.95  # of a word that begins a sentence and that few are called by today: "Pat", "Sue"


_OUTLINE = re.compile(r"[A-Z]\. ")  # of "C. Jayden's account", the third part


class ReadNames(Recogniser):
    """People as the model reads them, without titles, codes and protected words at their edges."""

    kinds = (MentionKind.PERSON,)

    def find(self, look: Look) -> Iterator[Find]:
        """Names with a score that follows how sure the model is."""
        for entity in look.readings:
            if entity.label != "PER" or entity.chance < SURE:
                continue
            part = _OUTLINE.match(look.text) if look.passage.heading and entity.start == 0 else None
            begin = part.end() if part else entity.start
            for stretch in _CELL_ENDS.finditer(look.text, begin, entity.end):
                for start, end in self._parts(look, *stretch.span()):
                    yield from self._name(look, entity, start, end)

    @staticmethod
    def _parts(look: Look, start: int, end: int) -> list[tuple[int, int]]:
        """ "Mason, Fergal" are two children, "Okumu, Ewelina" and "MASON, Fergal" one person."""
        if look.text.count(", ", start, end) > 1:
            return [m.span() for m in re.compile(r"[^,]+").finditer(look.text, start, end)]
        comma = look.text.find(", ", start, end)
        if _TWO_INITIALLED.fullmatch(look.text, start, end):
            return [(start, comma), (comma + 2, end)]
        before = look.beginning_at(start)
        if comma < 0 or before is None or look.kind_of(before) not in ("first", "weak first"):
            return [(start, end)]
        return [(start, end)] if look.tokens[before].shouted else [(start, comma), (comma + 2, end)]

    def _name(self, look: Look, entity: Entity, start: int, end: int) -> Iterator[Find]:
        inside = look.within(start, end)
        while inside and (not self._may_open(look, inside[0]) or (len(inside) > 1 and _is_closed(look, inside[0]))):
            inside.pop(0)
        while inside and not self._may_bound(look, inside[-1]):
            inside.pop()
        while len(inside) > 1 and look.tokens[inside[0]].capital and _is_small_word(look, inside[-1]):
            inside.pop()  # "Okafor rang"
        while len(inside) > 1 and look.tokens[inside[-1]].capital and _is_small_word(look, inside[0]):
            inside.pop(0)  # "that lad Phil"
        while len(inside) > 1 and _is_letters_of_a_post(look, inside[-1]) and not look.shouted:
            inside.pop()  # "Ada ANNP", "Ada G2P1"
        inside = _before_new_sentence(look, inside)
        if inside and inside[0] > 1 and look.kind_of(inside[0]) == "ordinary" and look.opens_after_initial(inside[0]):
            return
        if inside and self._convincing(look, inside, entity):
            start, end = look.tokens[inside[0]].start, look.tokens[inside[-1]].end
            if not look.hard_between(start, end):
                yield Find(start, end, MentionKind.PERSON, 0.7 if entity.chance >= 0.9 else 0.6)

    def _may_open(self, look: Look, i: int) -> bool:
        title, _ = look.title_at(i)
        return self._may_bound(look, i) and (title is None or title.inside)

    @staticmethod
    def _may_bound(look: Look, i: int) -> bool:
        token = look.tokens[i]
        return token.kind == "word" and not look.is_hard(token)

    @staticmethod
    def _convincing(look: Look, inside: list[int], entity: Entity) -> bool:
        words = [i for i in inside if look.tokens[i].kind == "word" and len(look.tokens[i].text) > 1]
        capitals = [i for i in words if look.tokens[i].capital] or words
        if not words or all(look.is_soft(look.tokens[i]) for i in capitals):
            return False
        if len(words) == 1 and look.tokens[words[0]].text in word_list("words_of_address.txt"):
            return False  # "im sorry babe"
        kinds = {look.kind_of(i) for i in words}
        if kinds <= {"acronym", "other", "nation"} and any(look.tokens[i].capital for i in words):
            return False
        if "first" in kinds or "unknown" in kinds:
            return True
        if kinds & {"weak first", "ordinary"}:
            if look.passage.heading and len(words) == 1:
                return False  # "A Fall from Grace"
            if all((fold(look.tokens[i].text),) in lexicon().agency_words for i in words):
                return False  # "Council left children in a cold house"
            if len(words) == 1 and _is_what_is_done(fold(look.tokens[words[0]].text)) and not _acts(look, words[0]):
                return False  # "Cleared", "Found"
            plain = all(lexicon().births(look.tokens[i].text) < _SELDOM_A_NAME for i in words)
            if look.shouted and plain and not _acts(look, inside[-1]):
                return False  # in a line of capitals the model takes many a word for a name
            older = "weak first" in kinds and entity.chance >= SURE_OF_A_SHORT_NAME  # "Pat on the desk told her"
            if (
                len(words) == 1
                and plain
                and not older
                and look.tokens[words[0]].opens
                and _is_but_a_word(look, words[0])
            ):
                return False  # "Spelling left as it was.", "Boiler is old."
            return entity.chance >= SURE_OF_A_WORD
        if all(fold(look.tokens[i].text) in lexicon().things for i in words):
            return False  # "on apixaban"
        if len(words) == 1 and "first" not in kinds and "unknown" not in kinds and _is_numbered(look, words[0]):
            return False  # "Log 0914"
        if not any(look.tokens[i].capital for i in words) and all(is_trade(look.tokens[i].text) for i in words):
            return False  # "by contractor"
        if all(fold(look.tokens[i].text) in kin_words() for i in words):
            return False  # "nani is cross"
        if inside[0] and fold(look.tokens[inside[0] - 1].text) in ("the", "a", "an"):
            return False  # "at the takeaway"
        if all(fold(look.tokens[i].text) in lexicon().function_words for i in words):
            return False  # "no bro"
        ordinary = all(lexicon().is_ordinary(look.tokens[i].text) for i in words)
        greeted = inside[0] and look.tokens[inside[0] - 1].text.lower() in GREETS  # "hello robin this is"
        said = look.beginning_in(*look.said_with(inside[0]))
        if ordinary and not greeted and any(t.capital and not t.opens and len(t.text) > 1 for t in said):
            return False  # "by luck, since Owen was late": capitals mean something here
        return entity.chance >= (SURE_OF_A_SMALL_WORD if ordinary else SURE_IN_SMALL)


def _before_new_sentence(look: Look, inside: list[int]) -> list[int]:
    """ "with S. Written in red", "Dr T. Told Ann": a word after an initial's full stop that is no name begins a sentence."""
    for n, i in enumerate(inside[1:], 1):
        before = look.tokens[i - 1]
        initial = before.text == "." and i > 1 and look.tokens[i - 2].initial and before.start == look.tokens[i - 2].end
        if initial and look.tokens[i].start > before.end and look.kind_of(i) in ("ordinary", "other"):
            return [k for k in inside[:n] if look.tokens[k].kind == "word"]
    return inside


_SELDOM_A_NAME = 50  # births
_SURNAMES = word_list("surnames_that_are_words.txt")


def _is_but_a_word(look: Look, i: int) -> bool:
    """An English word that begins a sentence, is nobody's surname as far as is known, and does nothing that people do."""
    word = look.tokens[i].text
    after = look.tokens[i + 1].text if i + 1 < len(look.tokens) else ""
    acts = _acts(look, i) and after not in ("is", "was", "has", "had")
    return word.endswith("ing") or (fold(word) not in _SURNAMES and not look.passage.cell and not acts)


def _is_numbered(look: Look, i: int) -> bool:
    """A number stands behind token i."""
    return i + 1 < len(look.tokens) and look.tokens[i + 1].kind == "number" and look.adjacent(i, i + 1)


def _acts(look: Look, i: int) -> bool:
    """What follows token i is what people do."""
    return i + 1 < len(look.tokens) and fold(look.tokens[i + 1].text) in record_verbs()


_COURTESY = ("ji", "jee", "sahib", "saab", "jaan")  # behind a name: "Quarn ji"


def _is_small_word(look: Look, i: int) -> bool:
    token = look.tokens[i]
    return (
        token.kind == "word"
        and not token.capital
        and (lexicon().is_ordinary(token.text) or fold(token.text) in kin_words() or token.text in _COURTESY)
        and fold(token.text) not in PARTICLES  # "van Loon"
    )


def _is_what_is_done(word: str) -> bool:
    """A folded verb that is nobody's surname: "cleared"; "bubbles" may be what somebody is called."""
    return is_no_surname(word) and (word in record_verbs() or word.endswith(("ed", "ing")))


def _is_letters_of_a_post(look: Look, i: int) -> bool:
    """Letters behind a name that say what somebody is, or how it stands with them, and are no part of it."""
    text = look.tokens[i].text
    letters = look.tokens[i].shouted and (text in abbreviations() or text in look.role_abbreviations)
    return len(text) > 2 and (letters or (text[:1].isupper() and any(c.isdigit() for c in text)))


def _is_closed(look: Look, i: int) -> bool:
    """ "From Okafor", "my Annie", "Sonographer Ann": a word of the closed classes, or a trade, before the name."""
    return is_trade(look.tokens[i].text) or (
        len(look.tokens[i].text) > 1 and fold(look.tokens[i].text) in lexicon().function_words
    )


_LEADS_TO_A_STREET = re.compile(r"\b(?:on|in|at|up|down|off|from|near|by) (?:the )?$")


def _is_a_street_in_small_letters(look: Look, entity: Entity) -> bool:
    """ "his nans on tanner st": in a message, words that end in the kind of a street."""
    words = look.text[entity.start : entity.end].split()
    small = len(words) in (2, 3) and all(w.isalpha() and w.islower() for w in words)
    led = _LEADS_TO_A_STREET.search(look.text, max(0, entity.start - 10), entity.start) is not None
    return small and led and words[-1] in lexicon().streets and not look.hard_between(entity.start, entity.end)


def _named_street(look: Look, entity: Entity) -> Find | None:
    """ "Clinic, Prospect Terrace, Trefarn VX5 1AA", "lives Wool Green": a street without a number, a place of two words, a
    postcode of an area that no list has."""
    if entity.chance >= SURE_OF_A_POSTCODE and _POSTCODE_SHAPE.fullmatch(look.text, entity.start, entity.end):
        return Find(entity.start, entity.end, MentionKind.ADDRESS, 0.62)
    comma = look.text.rfind(", ", entity.start, entity.end)  # "Assault, Quay Steps"
    start = entity.start if comma < 0 else comma + 2
    words = [look.tokens[i] for i in look.within(start, entity.end)]
    while words and (fold(words[0].text) in ("the", "a", "an") or not words[0].capital):
        words.pop(0)
    if len(words) < 2 or not all(w.kind == "word" and w.capital and not look.is_hard(w) for w in words):
        return None
    if any(look.kind_of(look.within(w.start, w.end)[0]) == "first" for w in (words[0], words[-1])):
        return None  # "Ann Lane", "Chase Ann"
    last = fold(words[-1].text)
    street = last in lexicon().streets and entity.chance >= SURE_OF_A_STREET
    if not (street or entity.chance >= SURE_OF_A_HOUSE) or last in _ROOMS or any(look.is_soft(w) for w in words):
        return None
    unit = _UNIT_BEFORE.search(look.text, max(0, words[0].start - 12), words[0].start)
    kind, score = (MentionKind.ADDRESS, 0.62) if last in lexicon().streets else (MentionKind.PLACE, 0.7)
    return Find(unit.start() if unit else words[0].start, words[-1].end, kind, score)


_POSTCODE_SHAPE = re.compile(r"[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}")
_UNIT_BEFORE = re.compile(r"\b(?:Unit|Flat|Apt|Apartment|Plot|Pitch) \d{1,3}[A-Za-z]?,? $")
_ROOMS = frozenset("room suite lounge hall hub corner bay cubicle office desk table floor".split())
SURE_OF_A_STREET, SURE_OF_A_POSTCODE = 0.7, 0.8


class ReadAddresses(Recogniser):
    """Houses as the model reads them: a number and a street, also one whose kind of street no list has ("4 Quernmore")."""

    kinds = (MentionKind.ADDRESS, MentionKind.PLACE)

    def find(self, look: Look) -> Iterator[Find]:
        """Stretches that begin with a number and a capital, where no shape of an address tells more."""
        for entity in look.readings:
            if (
                entity.label == "ADR"
                and entity.chance >= SURE_OF_A_HOUSE
                and _is_a_street_in_small_letters(look, entity)
            ):
                yield Find(entity.start, entity.end, MentionKind.ADDRESS, 0.6)
                continue
            if entity.label == "ADR" and (named := _named_street(look, entity)):
                yield named
                continue
            house = _HOUSE.match(look.text, entity.start, entity.end) if entity.label in ("ADR", "EST") else None
            if house is None or look.hard_between(entity.start, entity.end):
                continue
            if entity.chance >= (SURE_OF_A_HOUSE if house.group().count(" ") < 2 else SURE_OF_A_STREET):
                yield Find(entity.start, house.end(), MentionKind.ADDRESS, 0.72)
