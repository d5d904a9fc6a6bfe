"""What a draft tells of its own letters: "RC = Mrs Carr", "AR – Ann Reed", "Ann Reed (AR)", "P = Mum, Patience", "B = MGM".

Nothing here decides who is meant: each definition is handed on with its place, and with whose name, or which word of
kinship, it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from redactor.language.alternatives import alternatives
from redactor.language.lexicon import abbreviations, rows, words_of
from redactor.language.names import INITIALS, PARTICLES, initials_of, parse_name

# not what every file calls mother, father, male, female
_SEXES = frozenset("MF")
_PARTIES = frozenset(
    ["IP", "NOK", "OIC", "VIC", "SUS", "INFT", "PT", "CYP", "YP"]
)  # what a log calls whoever it is about
_ALIAS = rf"(?P<alias>{INITIALS}|[A-Z])"
_EQUALS = re.compile(rf"(?<![\w.'’/&-]){_ALIAS}\s?=\s?")
_DASHED = re.compile(rf"(?:^|(?<=[\n,;.(]\s)|(?<=[\n(])){_ALIAS}\s?(?:\s[–—-]\s|:\s)")
_IS = re.compile(rf"(?<![\w.'’/&-]){_ALIAS}\sis\s")
_OUR = re.compile(rf"(?<![\w.'’/&-]){_ALIAS}\s(?:our|the|my)\s")  # "KA our student Katy"
_BRACKETS = re.compile(rf"\s?\(\s?[\"“‘']?{_ALIAS}[\"”’']?\s?(?:\)|[,;]\s[^()\n]{{2,60}}\))")
# what the first four all need: letters by themselves, and a sign or a word that may tell
_MAY_TELL = re.compile(rf"{_ALIAS}(?:\s?=|\s?\s[–—-]\s|\s?:\s|\sis\s|\s(?:our|the|my)\s)")
_WORDS_BEFORE = re.compile(r"(?:[a-z][\w’'-]*,?\s){0,3}")


@dataclass(frozen=True, slots=True)
class Told:
    """`alias` stands in `passage` from `start` to `end` (exclusive) where the draft says whose it is.

    `owner`: characters of the name it stands for, in the same passage, or None where only `kin` (a word of kinship, small
    letters) says who it is.
    """

    alias: str
    passage: int
    start: int
    end: int
    owner: tuple[int, int] | None
    kin: str = ""
    name: str = ""  # the owner's, as written


def told(passage: int, text: str, people: Sequence[tuple[int, int]]) -> list[Told]:
    """The definitions of one passage in the order of the text; `people` are the spans of the names found in it."""
    found: dict[int, Told] = {}
    tells = _MAY_TELL.search(text) is not None
    for pattern, matching in ((_EQUALS, False), (_DASHED, True), (_IS, True)) if tells else ():
        for match in pattern.finditer(text):
            if one := _defined(passage, text, people, match, matching=matching):
                found.setdefault(one.start, one)
    for match in _OUR.finditer(text) if tells else ():
        owner = _owner(text, people, match.end(), loosely=True)
        if owner is not None and are_letters_of(match["alias"], text[owner[0] : owner[1]]):
            own = (match.start("alias"), match.end("alias"))
            found.setdefault(own[0], Told(match["alias"], passage, *own, owner, name=text[owner[0] : owner[1]]))
    for one in _bracketed(passage, text, people) if "(" in text else ():
        found.setdefault(one.start, one)
    return [found[start] for start in sorted(found)]


def disputed(definitions: Iterable[Told]) -> frozenset[str]:
    """Letters that are given to people of whom no name shares a word with the first one's."""
    first: dict[str, frozenset[str]] = {}
    found = set()
    for one in definitions:
        words = frozenset(words_of(one.name))
        if words and not first.setdefault(one.alias, words) & words:
            found.add(one.alias)
    return frozenset(found)


def _defined(
    passage: int, text: str, people: Sequence[tuple[int, int]], match: re.Match[str], *, matching: bool
) -> Told | None:
    """`matching`: such a sign is not only used for definitions, so the letters must be the name's."""
    alias = match["alias"]
    if alias in _PARTIES:
        return None
    kin = _kin().match(text, match.end())
    word = kin["kin"].lower() if kin else ""
    owner = _owner(text, people, kin.end() if kin else match.end(), loosely=not matching)
    own = (match.start("alias"), match.end("alias"))
    if owner is not None and (not matching or are_letters_of(alias, text[owner[0] : owner[1]])):
        return Told(alias, passage, *own, owner, word, text[owner[0] : owner[1]])
    if word and (not matching or (len(alias) == 1 and _ends_there(text, kin))):
        return Told(alias, passage, *own, None, word)
    return None


def _owner(text: str, people: Sequence[tuple[int, int]], at: int, *, loosely: bool) -> tuple[int, int] | None:
    """The name that begins at `at`; where it may be further on, small words in between ("the student, Hetty")."""
    lead = re.compile(r"[\s,:(\"“‘']*").match(text, at)
    start = lead.end() if lead else at
    if loosely and (words := _WORDS_BEFORE.match(text, start)):
        return next((p for p in people if p[0] in (start, words.end())), None)
    return next((p for p in people if p[0] == start), None)


def _ends_there(text: str, kin: re.Match[str] | None) -> bool:
    return kin is not None and re.match(r"\s*(?:[,;.)\n]|$)", text[kin.end("kin") :]) is not None


def _bracketed(passage: int, text: str, people: Sequence[tuple[int, int]]) -> Iterator[Told]:
    """ "Ann Reed (AR)": only letters that are the name's, for roles and agencies stand in brackets too."""
    for start, end in people:
        match = _BRACKETS.match(text, end)
        if match is None or match["alias"] in _SEXES:
            continue
        if are_letters_of(match["alias"], text[start:end], strictly=match["alias"] in abbreviations()):
            own = (match.start("alias"), match.end("alias"))
            yield Told(match["alias"], passage, *own, (start, end), name=text[start:end])


def are_letters_of(alias: str, name: str, *, strictly: bool = False) -> bool:
    """The letters are the initials of the name or begin one of its words; `strictly`: are its initials."""
    parts = parse_name(name)
    letters = alias.replace("’", "'")
    if letters in initials_of(parts.given[:1] or parts.initials[:1], parts.given[1:], parts.surname):
        return True
    words = [w for w in (*parts.given, *parts.surname.split(), parts.word) if w and w.lower() not in PARTICLES]
    if len(alias) == 1:
        return any(w[0].upper() == alias for w in words)
    if strictly or not words:
        return False
    return len(words) == 1 and letters[0] in (words[0][0].upper(), *parts.initials)


@lru_cache(maxsize=1)
def _kin() -> re.Pattern[str]:
    """A word of kinship or of childhood with what may stand before it: "the older child", "MGM", "his step-dad"."""
    words = {w for row in rows("kinship.csv") for w in row["words"].split(";")} | _CHILDREN
    listed = alternatives(sorted(map(re.escape, words), key=lambda w: (-len(w), w)), ignoring_case=True)
    lead = "the|his|her|their|our|my|a|an|older|younger|elder|eldest|oldest|youngest|little|big|new|birth|maternal|paternal"
    before = rf"(?:(?:{lead})\s)*"
    return re.compile(rf"\s*(?P<kin>{before}(?:{listed}))\b(?!['’])", re.IGNORECASE)


_CHILDREN = frozenset(
    "child baby toddler infant newborn twin boy girl patient subject carer foster\\ carer lodger".split()
)
