"""Names broken with a hyphen where a line ends, as text copied from PDFs and mails has them: "Imo-⏎gen", "Ms Batters-⏎by"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.detection.recognisers.name_index import NameIndex
from redactor.language.lexicon import fold, lexicon

_WORD = r"[A-Z][^\W\d_]*"
_BROKEN = re.compile(rf"(?<![\w’'])(?P<head>{_WORD})-[ \t]?\n[ \t>]*(?P<rest>[^\W\d_]+)(?![\w-])")
_REST = re.compile(r"-[ \t]?\n[ \t>]*(?P<rest>[a-z]+)(?!\w)")


class BrokenNames(Recogniser):
    """Words of the index in two halves, which no other recogniser reads as one word."""

    kinds = (MentionKind.PERSON,)

    def __init__(self, index: NameIndex) -> None:
        super().__init__()
        self._index = index

    def find(self, look: Look) -> Iterator[Find]:
        """Both halves; what else belongs to the name is joined to them as to any word of it."""
        for match in _BROKEN.finditer(look.text) if "-\n" in look.text or "- \n" in look.text else ():
            whole = fold(match["head"] + match["rest"])
            known = whole in self._index.given or whole in self._index.surnames
            if known and (match["rest"][0].islower() or match["head"].isupper()) and not lexicon().is_ordinary(whole):
                yield Find(*match.span(), MentionKind.PERSON, 0.85)


def rest_of_a_broken_word(text: str, start: int, end: int, known: Sequence[str]) -> int | None:
    """Where the word ends whose first half ends at character `end` and begins the next line; `end` where none is broken there,
    and None where the two halves are a word of the language, and nobody.

    The person is characters `start` to `end`; `known`: folded words that are somebody's name whatever else they are.
    """
    match = _REST.match(text, end)
    if match is None:
        return end
    head = re.split(r"[\s.]", text[start:end])
    whole = head[-1] + match["rest"]
    if len(head) == 1 and lexicon().is_ordinary(whole) and fold(whole) not in known:
        return None
    return match.end()
