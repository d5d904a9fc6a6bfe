"""Two in one clause or one list are two: "Aoife rang Ms Lacey", "Tom and Mr Arden", "present: A, B and C"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from redactor.identities.facts import Fact, Joins, Node, Setting
from redactor.identities.kinship import kin_pattern
from redactor.language.lexicon import fold
from redactor.language.names import Name

_LIST = re.compile(
    r"(?:['’]s)?\s*(?:\([^()]{0,40}\))?\s*(?:,\s*)?(?:;|/|&|\+|\band\b|\bwith\b|\bplus\b|\bor\b)\s*(?:the\s+)?(?:[a-z][\w'’-]*\s+){0,3}$"
)
_COMMA = re.compile(r"(?:['’]s)?\s*(?:\([^()]{0,40}\))?\s*[,;]\s*(?:and\s+)?(?:[a-z][\w'’-]*\s+){0,2}$")
# words after which the same person may be named again
_AGAIN = re.compile(
    r"[.!?:;(),–—\n\t]|\s-\s|\b(?:who|whom|whose|which|that|but|because|when|while|whilst|after|before|as|if|since|although|"
    r"though|until|is|was|are|were|be|being|became|called|known|named|now|formerly|alias|aka|or)\b"
)
_WORDS = re.compile(r"(?:['’]s)?(?:\s+[a-z][\w'’-]*){1,7}\s+[\"“‘']?$")


def facts(setting: Setting) -> Iterator[Fact]:
    """Pairs of one and the same person, which cannot be."""
    for nodes in setting.in_passage.values():
        for i, (first, second) in enumerate(itertools.pairwise(nodes)):
            gap = _without_appositions(setting.between(first, second))
            if len(gap) > 90 or setting.told_one(first, second):
                continue
            listed = bool(_LIST.fullmatch(gap)) or (bool(_COMMA.fullmatch(gap)) and _in_list(setting, nodes, i))
            ruled = not listed and bool(_WORDS.fullmatch(gap)) and not _AGAIN.search(gap)
            if not (listed or ruled) or (listed and _say_the_same(first.name, second.name)):
                continue  # nobody lists two people under one name; "H. Hill" and "Hill H" are two ways to write it
            if first.place in setting.fixed and second.place in setting.fixed:
                continue
            same = frozenset((k, k) for k in first.keys if k in second.keys)
            if same:
                yield Joins(
                    "clause: two in one list" if listed else "clause: two in one clause",
                    first.place,
                    second.place,
                    same,
                )


_HOW_OLD = re.compile(r"^,? \(?(?:then |now |who was |who is )?(?:aged? )[\w-]+\)?,?(?= )|^ \([^()]{1,12}\)(?= )")
_CLOSED = re.compile(r"^, (?=[a-z]+(?:ed|s)\b|told\b|rang\b|saw\b|met\b|gave\b)")


def _without_appositions(gap: str) -> str:
    """ "Ellie, aged 13, asked her worker Ellie", "The worker, Karen, asked his mother, Karen": what is said in passing of the
    first, and the comma before the second, end no clause."""
    gap = _CLOSED.sub(" ", _HOW_OLD.sub("", gap))
    return re.sub(rf"(?<=\b)({kin_pattern()}), $", r"\1 ", gap, flags=re.IGNORECASE)


def _say_the_same(one: Name, other: Name) -> bool:
    return _said(one) == _said(other) and one.gender == other.gender


def _said(name: Name) -> tuple[str, str]:
    """Surname, or the only word, and the first letter of the first name, whatever their order."""
    letter = name.given[0][0] if name.given else name.initials[0] if name.initials else name.trailing_initial
    return fold(name.surname or name.word), letter.casefold()


def is_list(gap: str) -> bool:
    """What stands between two names makes them members of one list."""
    return len(gap) <= 60 and bool(_LIST.fullmatch(gap) or _COMMA.fullmatch(gap))


def _in_list(setting: Setting, nodes: Sequence[Node], i: int) -> bool:
    """A comma is one of a list where another of its commas, or an "and", joins a third name."""
    for a, b in ((i - 1, i), (i + 1, i + 2)):
        if a >= 0 and b < len(nodes):
            gap = setting.between(nodes[a], nodes[b])
            if len(gap) < 60 and (_LIST.fullmatch(gap) or _COMMA.fullmatch(gap)):
                return True
    return False
