"""Words of a passage with the little that recognisers need to know about each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from redactor.base.remembered import remembered

# letters with inner apostrophes and hyphens (O'Brien, Smith-Jones); a possessive 's is a token of its own;
# numbers keep a letter that follows (14a); ranks and roles with a slash (T/DI, A/PS, S/N) are one word
_TOKEN = re.compile(
    r"(?P<rank>(?:WPC|TPC|PCSO|PC|TDC|DC|PS|DS|DI)(?=\d{3,6}\b))"
    r"|(?P<word>[AT]/[A-Z][A-Za-z]+|[DC]/[A-Z][a-z]+|(?:[Ss]/[NnWw]|[Hh]/[Vv]|[Mm]/[Ww]|[DdNn]/[Nn]|[Cc]/[Ww])(?![\w/])|[^\W\d_](?:[^\W_]|['’](?!s\b|S\b)(?=[^\W\d_])|-(?=[^\W\d_]))*)"
    r"|(?P<possessive>['’][sS]\b)"
    r"|(?P<number>\d+(?:st|nd|rd|th|[A-Za-z])?\b|\d+)"
    r"|(?P<mark>[^\w\s])"
)
_SENTENCE_END = frozenset(".!?:;\n•–—|/")
_OPENING = frozenset("\"“‘'([-*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark: characters `start` to `end` (exclusive) of the passage."""

    start: int
    end: int
    text: str
    kind: str  # "word", "possessive", "number", "mark"
    opens: bool  # first word of a sentence, cell, quotation or list item

    @property
    def capital(self) -> bool:
        """Begins with a capital letter."""
        return self.kind == "word" and self.text[0].isupper()

    @property
    def shouted(self) -> bool:
        """Two capitals or more and no small letter."""
        return self.kind == "word" and len(self.text) > 1 and self.text.isupper()

    @property
    def initial(self) -> bool:
        """One capital letter, as in "J Smith"."""
        return self.kind == "word" and len(self.text) == 1 and self.text.isupper()


@remembered(8192)
def tokenise(text: str) -> tuple[Token, ...]:
    """All tokens of `text` in order."""
    tokens: list[Token] = []
    opens = True
    for match in _TOKEN.finditer(text):
        kind = "word" if match.lastgroup == "rank" else match.lastgroup or "mark"
        word = match.group()
        newline = bool(tokens) and "\n" in text[tokens[-1].end : match.start()]
        tokens.append(Token(match.start(), match.end(), word, kind, opens or newline))
        if kind == "mark":
            if (word in _SENTENCE_END and not _after_initial(tokens)) or (
                word in '"“‘' and (match.start() == 0 or text[match.start() - 1] in " \t\n(")
            ):
                opens = True
            elif word not in _OPENING:
                opens = False
        else:
            opens = opens and kind == "number"
    return tuple(tokens)


def _after_initial(tokens: list[Token]) -> bool:
    """The full stop just read belongs to an initial or a title ("J. Smith", "Dr. Patel", "St. Mary's")."""
    if tokens[-1].text != "." or len(tokens) < 2:
        return False
    before = tokens[-2]
    if before.text in ("M", "F") and len(tokens) > 2 and tokens[-3].kind == "number":
        return False  # "77 M. Unkempt": age and sex
    return before.end == tokens[-1].start and (before.initial or before.text in _SHORTENED)


_SHORTENED = frozenset(
    ["Mr", "Mrs", "Ms", "Dr", "Prof", "Rev", "Fr", "St", "Sgt", "Insp", "Supt", "no", "No", "tel", "Tel"]
)


def is_shouted(text: str) -> bool:
    """True for a passage written in capitals, where a capital letter says nothing."""
    if sum(map(str.isupper, text)) < 6:  # three quarters of eight: nearly all passages
        return False
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 7 and sum(c.isupper() for c in letters) > 0.75 * len(letters)
