"""Names of the case inside run-together words of what is no text: bookmarks, styles and fields of forms ("HaleNotes", "Hale1").

Such names are given by people, who write somebody's name and what it is for in one word. Read only there, and only names that
are no words of the language: in prose "Haleness" is nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.detection.recognisers.name_index import NameIndex
from redactor.documents.model import Story
from redactor.language.lexicon import fold, lexicon

_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"[^\W\d_a-z]?[^\W\dA-Z_]+|[^\W\d_a-z]+(?![^\W\dA-Z_])|\d+")
_SHORTEST = 4  # letters of a name that is looked for inside a word


class GluedNames(Recogniser):
    """Words that hold a name of the case among their pieces, which capitals and digits tell apart."""

    kinds = (MentionKind.IDENTIFIER,)

    def __init__(self, index: NameIndex) -> None:
        super().__init__()
        self._index = index

    def find(self, look: Look) -> Iterator[Find]:
        """Spans of whole words, as identifiers: what is left of "HaleNotes" names nothing; nothing outside attributes."""
        if look.passage.place.story is not Story.ATTRIBUTE:
            return
        for word in _WORD.finditer(look.text):
            pieces = list(_PIECE.finditer(look.text, *word.span()))
            if len(pieces) > 1 and any(self._is_a_name(fold(piece.group())) for piece in pieces):
                yield Find(*word.span(), MentionKind.IDENTIFIER, 0.9, "user name")

    def _is_a_name(self, word: str) -> bool:
        known = word in self._index.surnames or word in self._index.given
        return known and len(word) >= _SHORTEST and not lexicon().is_ordinary(word)
