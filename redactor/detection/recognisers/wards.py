"""Wards of a hospital that have a name: "Tarnbeck Ward", "on Ward Elwy". With the town it tells where somebody lay.

What a ward is for ("the Stroke Ward", models/lists/ward_kinds.txt) names none, nor does its number. A ward that is called as
a woman or a flower is ("Rose Ward") is kept as a service's name is, the field's own rule: there are hundreds. The code is a
place's: "Ward X1" would read like one of the building's numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.language.lexicon import fold, lexicon, word_list
from redactor.language.needs import matches

# what is done with a patient, and so leads to a ward
ON_A_WARD = re.compile(
    r"\b(?:admitted|discharged?|transferred|moved|returned|staff|manager|sister|nurses?|patients?|beds?|inpatients?|round)\b"
    r"[^.;]{0,25}\b(?:to|from|of|in)\s$|"
    r"\b(?:[Oo]n|onto|(?:nights?|days?|weeks?) (?:on|in)|(?:transferred|moved|admitted|discharged) (?:to|from))\s$"
)
_WORD = r"[A-Z][a-z][\w’']*"
_WARD = re.compile(rf"(?<![\w-])(?P<name>(?:{_WORD} )?{_WORD} [Ww]ard)(?![\w-]|['’]s? [A-Z]| [A-Z][a-z])")
_ON = re.compile(r"\b(?:on|onto|to|from|of|in|at|off|between|and|then|via|by|the)(?: the)? $", re.IGNORECASE)
# what prisons and centres have in a ward's place: "on Larch Wing", "to Tarnbeck Landing"; "A Wing" is everywhere
_WING = re.compile(
    rf"(?<![\w-])(?P<name>(?:{_WORD} )?{_WORD} (?:[Ww]ing|[Ll]anding|[Ss]pur|[Hh]ouseblock|[Hh]ouse [Bb]lock|Unit))"
    r"(?![\w-]|['’]s? [A-Z]| [A-Z][a-z])"
)
_ROOM = re.compile(r",? \(?(?:[Rr]oom|[Rr]m|[Bb]ed|[Bb]ay|[Cc]ell) \d")
_PARTS = frozenset("ward wing landing spur houseblock house block unit".split())
# the other way about, as Welsh hospitals write
_CALLED = re.compile(rf"\b(?:[Oo]n|onto|to|from|of|in|at|off|and) (?P<name>Ward {_WORD})(?![\w-]| [A-Z])")
# "Ward: Elgar 4", the field of a form or of a discharge letter
_FIELD = re.compile(
    rf"\b(?:[Ww]ard|WARD)(?:/(?:[Uu]nit|[Dd]ept))?\s?[:=]\s?(?P<name>{_WORD}(?: {_WORD})?(?: \d{{1,2}}[A-Z]?)?)(?![\w-])"
)
_NONE = word_list("ward_kinds.txt") | word_list("not_proper_words.txt") | word_list("establishment_words.txt")
_REACH = 14  # characters before a name
_COMMON = 1_000  # births from which a name is a common one


def _names_a_unit(word: str, kind: str) -> bool:
    """ "Larch Unit", "Tarnbeck Unit"; not "Burns Unit", "Delivery Unit": what a unit is for is a word of the language."""
    return kind in ("unknown", "first") or word in word_list("unit_names.txt")


class Wards(Recogniser):
    """Spans of wards' names, the word "Ward" with them."""

    kinds = (MentionKind.ORGANISATION,)

    def find(self, look: Look) -> Iterator[Find]:
        """Nothing in a heading or in lines of capitals, where a capital says nothing."""
        if look.shouted or look.passage.heading:
            return
        called = [*self._called(look)]
        lain_on = {look.text[start:end] for start, end in called if ON_A_WARD.search(look.text, 0, start)}
        for start, end in called:
            # "Tarnbeck Ward had no bed": a ward once it is one in these words
            yield Find(start, end, MentionKind.ORGANISATION, 0.95 if look.text[start:end] in lain_on else 0.9, "Place")

    def _called(self, look: Look) -> Iterator[tuple[int, int]]:
        for match in _FIELD.finditer(look.text):
            words = [fold(w) for w in match["name"].split() if w.isalpha()]
            if not any(w in _NONE or w in look.role_vocabulary or w in lexicon().titles for w in words):
                yield match.span("name")
        for pattern in (_WARD, _WING, _CALLED):
            for match in matches(pattern, look.text):
                if span := self._named(look, *match.span("name"), before=pattern is not _CALLED, wing=pattern is _WING):
                    yield span

    @staticmethod
    def _named(look: Look, start: int, end: int, *, before: bool, wing: bool) -> tuple[int, int] | None:
        """Where the ward's own name begins and ends; `before`: it stands before "Ward"; `wing`: no ward, but a wing, a landing or
        a unit, which are called after trees and birds, as girls are, and need a word of place before them."""
        names = [
            i for i in look.within(start, end) if look.tokens[i].text.lower() not in (_PARTS if wing else ("ward",))
        ]
        if not names or look.beginning_at(start) is None or look.hard_between(start, end):
            return None
        while before and len(names) > 1 and (look.tokens[names[0]].opens or fold(look.tokens[names[0]].text) in _NONE):
            names = names[1:]  # "Then Tarnbeck Ward", "The Tarnbeck Ward"
        start = look.tokens[names[0]].start if before else start
        words = [fold(look.tokens[i].text) for i in names]
        if any(w in _NONE or w in look.role_vocabulary or w in lexicon().titles for w in words):
            return None
        if not before:
            return start, end
        if not wing and any(lexicon().births(w) >= _COMMON for w in words):
            return None  # "Kelly Ward", and "Rose Ward"
        kinds = [look.kind_of(i) for i in names]
        led = _ON.search(look.text[max(0, start - _REACH) : start]) is not None
        if wing and _ROOM.match(look.text, end):
            led = True  # "Mrs Hale (Larch Wing, room 9)"
        if wing:
            unit = look.text[start:end].endswith("Unit")
            return (start, end) if led and len(names) == 1 and (not unit or _names_a_unit(words[0], kinds[0])) else None
        if (
            not led
            and look.text.count(look.text[start:end]) < 2
            and not (kinds == ["unknown"] or (kinds == ["ordinary"] and not look.tokens[names[0]].opens))
        ):
            return None
        if names[0] and look.tokens[names[0] - 1].capital and look.adjacent(names[0] - 1, names[0]) and not led:
            return None  # "PC Tarnbeck Ward"
        return start, end
