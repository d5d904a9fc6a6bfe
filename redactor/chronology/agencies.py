"""Whose chronology a file is: as somebody says, as its table, its front or its name say, or nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from redactor.chronology.headings import column_of
from redactor.chronology.tables import GivenFile
from redactor.codes.shapes import CODE
from redactor.codes.text import clean, squash

_LABEL = re.compile(
    r"(?:name of )?(?:agency|organisation|organization)(?: name)?\s*[:–—-]\s*(?P<name>\S.{1,79})", re.IGNORECASE
)
_ALONE = re.compile(r"(?:name of )?(?:agency|organisation|organization)(?: name)?\s*:?", re.IGNORECASE)
_KINDS = r"(?:(?:single|agency|internal|comprehensive|full|individual|anonymised|significant events?)[\s-]+)*chronology"
_OF = re.compile(rf"{_KINDS}\s*(?:of|for|by|from|[:–—-])\s*(?P<name>\S.{{1,79}})", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?P<name>\S.{{1,79}}?)(?:['’]s)?\s*[:,–—-]?\s*{_KINDS}(?: of (?:significant )?events)?", re.IGNORECASE
)
# words of file names that say nothing of an agency
_SAYS_NOTHING = frozenset(
    "chronology chron chronologies anonymised anonymized recoded final draft version v copy imr the of for case review scr "
    "lcspr sar dhr agency single internal combined enforced sent new updated revised and".split()
)
# "How to fill in the chronology", "Chronology of concerns": of a form, and nobody's
_ASKS = frozenset("how what when where who guidance notes instructions please complete".split())
_BEFORE_NOUNS = frozenset("the a an of in for this your and to".split())


def agency_in(given: GivenFile, listed: Iterable[str], rows: Sequence[str], *, by_name: bool = True) -> str:
    """The agency of a file: `listed` are those of the board's list, `rows` what its own column Agency says; "" if unknown.
    `by_name`: the file's name may tell it, as it names nobody."""
    said = {squash(name): clean(name) for name in rows if clean(name)}
    if len(said) == 1:
        return next(iter(said.values()))
    front = [clean(text) for table in given.tables for text in table.front]
    by_length = sorted({clean(name) for name in listed if clean(name)}, key=len, reverse=True)
    for texts in (front, [_words_of(given.path.name)]):
        named = {name for text in texts if (name := _named_in(text, by_length))}
        if len(named) == 1:
            return named.pop()
    return _labelled(front) or _headed(front) or (_by_file_name(given.path.name) if by_name else "")


def _named_in(text: str, listed: Sequence[str]) -> str:
    """The listed agency that a text names, the longest where one holds another; "" for none."""
    folded = _folded(text)
    return next((name for name in listed if _folded(name) in folded), "")


def _folded(text: str) -> str:
    """The words of a text between spaces, so that whole words are found in it."""
    words = " ".join(re.findall(r"[^\W_]+", text.casefold()))
    return f" {words} "


def _labelled(front: Sequence[str]) -> str:
    for text, following in zip(front, (*front[1:], ""), strict=False):
        found = _LABEL.fullmatch(text)
        if found and _may_be(found["name"]):
            return found["name"]
        if _ALONE.fullmatch(text) and _may_be(following) and not column_of(following):
            return following
    return ""


def _headed(front: Sequence[str]) -> str:
    for pattern in (_OF, _BEFORE):
        for text in front:
            found = pattern.fullmatch(text)
            if found and _may_be(found["name"]) and _is_named(found["name"]):
                return found["name"].strip(" :,–—-")
    return ""


def _is_named(words: str) -> bool:
    """Whether words beside "chronology" may name somebody: not "concerns", not "How to fill in the"."""
    each = re.findall(r"[^\W\d_]+", words)
    return any(w[0].isupper() for w in each) and each[0].casefold() not in _ASKS and each[-1] not in _BEFORE_NOUNS


def _by_file_name(name: str) -> str:
    left = CODE.sub(" ", _words_of(name))
    words = [w for w in left.split() if w.casefold() not in _SAYS_NOTHING and not re.search(r"\d", w)]
    name = " ".join(words)
    return name[:1].upper() + name[1:] if any(len(w) > 2 for w in words) else ""


def _words_of(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", PurePath(name).stem)))


def _may_be(name: str) -> bool:
    """A few words, one of them more than a word of a form's title, and no code: "Chronology of Child 1" is nobody's."""
    words = re.findall(r"[^\W\d_]+", name)
    told = [w for w in words if w.casefold() not in _SAYS_NOTHING and len(w) > 2]
    return bool(told) and len(words) < 10 and not CODE.search(name) and not re.search(r"\d{2}", name)
