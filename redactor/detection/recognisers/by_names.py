"""Names that somebody is called by and that no list holds: `"Otter" = Lorcan Tebb`, "0940 from stubbs: …" in a message.

The word may be any English word. So it is believed only where a draft sets it out as somebody's name, and from then on
wherever it stands as one: with a capital, or in messages typed without any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.language.lexicon import abbreviations, fold, lexicon

BY_NAME = "by-name"
_OPEN, _CLOSE = r"[\"“‘']", r"[\"”’']"
_WORD = r"[^\W\d_]{3,14}"
# "X" = we think Lorcan Tebb; "X" is Lorcan Tebb
_SET_OUT = re.compile(
    rf"{_OPEN}(?P<name>{_WORD}){_CLOSE}\s?(?:=|is|was)\s?(?:[a-z]+ ){{0,3}}(?=[A-Z][^\W\d_]+(?: [A-Z]|[.,;)]|$))"
)
# street name "X", nicknamed "X", saved in her phone as "X"
_QUOTED = re.compile(
    rf"\b(?:(?:nick|street|pet|gamer |user)?(?:name|named|tag|handle|alias)(?: is| was|:)?|"
    rf"(?:saved|stored|listed|entered)(?: (?:in|on) (?:his|her|their|the|my) (?:phone|mobile|contacts))? (?:as|under)) "
    rf"{_OPEN}(?P<name>{_WORD}){_CLOSE}",
    re.IGNORECASE,
)
# "X" (ENP): what is in the brackets is a role of the case
_WITH_A_ROLE = re.compile(rf"{_OPEN}(?P<name>[A-Z][^\W\d_]{{2,13}}){_CLOSE},? \((?P<role>[A-Z][A-Za-z/&]{{1,6}})\)")
# the other side of a message: "04/07 0940 from stubbs: read this"
_TO = re.compile(rf"(?:^|\n|\d{{2}}[:.]?\d{{2}},?\s)(?P<side>to|from)\s(?P<name>{_WORD}):\s")
# "Big M", "Lil K": a letter with its measure is somebody on the street; the Big C is an illness
_ON_THE_STREET = re.compile(r"(?<![\w'’-])(?:Big|Lil['’]?) (?![AC]\b)[A-Z](?![\w.&/'’-])")
_OF_A_PEOPLE = frozenset(
    "language national nationals nationality citizen citizens people men women man woman speaker speakers speaking interpreter "
    "passport origin descent heritage community".split()
)
_PARTIES = frozenset(
    "mum mam mom dad nan gran grandad sister brother aunt uncle school police office duty team staff all everyone unknown "
    "control surgery hospital ward family home work page section row line column para paragraph date time subject here there "
    "the this that him her them you".split()
)


def by_names(looks: Iterable[Look]) -> frozenset[str]:
    """The words, folded, that drafts set out as somebody's by-name."""
    return frozenset(fold(look.text[start:end]) for look in looks for start, end in _introduced(look))


def _introduced(look: Look) -> Iterator[tuple[int, int]]:
    quoted = any(mark in look.text for mark in "\"“‘'")
    for match in _WITH_A_ROLE.finditer(look.text) if quoted else ():
        if match["role"] in look.role_abbreviations:
            yield match.span("name")
    for pattern in (*((_SET_OUT, _QUOTED) if quoted else ()), *((_TO,) if ":" in look.text else ())):
        for match in pattern.finditer(look.text):
            word = match["name"]
            known = fold(word) in lexicon().function_words or fold(word) in _PARTIES or word in abbreviations()
            if not known and fold(word) not in look.role_vocabulary and word not in look.role_abbreviations:
                yield match.span("name")


class ByNames(Recogniser):
    """Every place of the words given, where the place does not speak against somebody's name."""

    kinds = (MentionKind.PERSON,)

    def __init__(self, words: Iterable[str] = ()) -> None:
        super().__init__()
        self._words = frozenset(words)

    def find(self, look: Look) -> Iterator[Find]:
        """The word where it is set out, with a capital inside a sentence, and in a message without capitals."""
        for match in _ON_THE_STREET.finditer(look.text) if not look.shouted else ():
            if not look.hard_between(*match.span()):
                yield Find(*match.span(), MentionKind.PERSON, 0.8)
        if not self._words:
            return
        set_out = set(_introduced(look))
        for i, token in enumerate(look.tokens):
            if token.kind != "word" or fold(token.text) not in self._words:
                continue
            span = (token.start, token.end)
            if span in set_out or self._stands_for_somebody(look, i):
                yield Find(*span, MentionKind.PERSON, 0.9, BY_NAME)

    @staticmethod
    def _stands_for_somebody(look: Look, i: int) -> bool:
        token = look.tokens[i]
        after = look.tokens[i + 1] if i + 1 < len(look.tokens) else None
        described = (
            after is not None
            and look.adjacent(i, i + 1)
            and (after.capital or fold(after.text) in lexicon().demonyms or after.text in _OF_A_PEOPLE)
        )
        if described:
            return False  # "Polish nationals", "German East Africa"
        return token.capital or _typed_without_capitals(look)


def _typed_without_capitals(look: Look) -> bool:
    """A message: no word of its sentences has a capital, or next to none."""
    words = [t for t in look.tokens if t.kind == "word" and len(t.text) > 1]
    return bool(words) and sum(t.capital for t in words) <= len(words) // 8
