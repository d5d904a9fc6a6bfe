"""Letters that a table of the draft gives to its staff ("SIMS code", "Initials"). Elsewhere they stand for them alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find, Recogniser
from redactor.language.lexicon import abbreviations


class LetterCodes(Recogniser):
    """The letters wherever they stand; those that are abbreviations too only where nothing else stands in the cell."""

    kinds = (MentionKind.PERSON,)

    def __init__(self, codes: Iterable[str] = ()) -> None:
        super().__init__()
        found = sorted(set(codes), key=lambda c: (-len(c), c))
        self._pattern = re.compile(rf"(?<![\w/.-])(?:{'|'.join(found)})(?![\w-])") if found else None

    def find(self, look: Look) -> Iterator[Find]:
        """Each as "initials": they make nobody known whom the table does not name."""
        if self._pattern is None or (look.shouted and not look.passage.cell):
            return
        for match in self._pattern.finditer(look.text):
            alone = look.text.strip() == match.group()
            ambiguous = match.group() in abbreviations() or match.group() in look.role_abbreviations
            if alone or not ambiguous:
                yield Find(match.start(), match.end(), MentionKind.PERSON, 0.8, "initials")
