"""Letters that a draft explains as a body's or a thing's: "Youth Justice Service (YJS)", "CPP – child protection plan"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from redactor.detection.recognisers.name_index import NameIndex
from redactor.language.lexicon import fold, lexicon

_BEFORE = re.compile(r"(?P<words>(?:[^\W\d_][\w’'&/-]*[ -]){2,8})\(\s?[\"“]?(?P<letters>[A-Z]{2,6})s?[\"”]?\s?\)")
_AFTER = re.compile(r"\b(?P<letters>[A-Z]{2,6})(?:\s?[=–—:-]\s?|\s\()(?P<words>(?:[^\W\d_][\w’'&/-]*(?:[ -]|\b)){2,8})")
_IN_BRACKETS = re.compile(r"\(\s?[\"“]?[A-Z]{2,6}s?[\"”]?\s?\)")  # which nearly no text has, and _BEFORE looks long for
_SMALL = frozenset("of and for the in to on a an with at".split())


def initialisms(texts: Iterable[str], bodies: Iterable[str], index: NameIndex) -> frozenset[str]:
    """The letters so explained, and those of the names of `bodies`; letters of somebody's name are none."""
    found = {letters for body in bodies for letters in (_letters(_words(body)), _letters(_words(body), all_=True))}
    for text in texts:
        for match in _BEFORE.finditer(text) if _IN_BRACKETS.search(text) else ():
            words, letters = _words(match["words"]), match["letters"]
            for count in range(2, len(words) + 1):
                tail = words[-count:]
                if letters in (_letters(tail), _letters(tail, all_=True)) and not _is_a_name(tail, index):
                    found.add(letters)
        for match in _AFTER.finditer(text):
            words, letters = _words(match["words"]), match["letters"]
            for count in range(2, len(words) + 1):
                head = words[:count]
                if letters in (_letters(head), _letters(head, all_=True)) and not _is_a_name(head, index):
                    found.add(letters)
    return frozenset(letters for letters in found if len(letters) > 1)


def _words(text: str) -> list[str]:
    return [w for w in re.split(r"[\s/-]+", text) if w and w[0].isalpha()]


def _letters(words: Iterable[str], *, all_: bool = False) -> str:
    """First letters; without the small words unless `all_`."""
    return "".join(w[0].upper() for w in words if all_ or w.lower() not in _SMALL)


def _is_a_name(words: list[str], index: NameIndex) -> bool:
    """ "Ann Reed (AR)"."""
    if index.is_full_name(" ".join(words)):
        return True
    first = words[0]
    return first[0].isupper() and lexicon().births(first) >= 50 and fold(words[-1]) in index.surnames
