"""Babies that a ward tells apart by a number and the mother's surname: "Twin 1 Hollis", "HOLLIS T1", "Baby Hollis 2"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.language.lexicon import fold

_WORD = r"(?:Twin|TWIN|twin|Baby|BABY|baby|Triplet|TRIPLET|triplet|Infant|INFANT|T|B)"
_NAME = r"[A-Z][\w’'-]+"
_FORMS = re.compile(
    rf"(?<![\w-])(?:{_WORD} ?(?P<n1>[1-4]),? (?P<s1>{_NAME})|(?:Baby|BABY|Infant) (?P<s2>{_NAME}) (?P<n2>[1-4])|"
    rf"(?P<s3>{_NAME}),? {_WORD} ?(?P<n3>[1-4]))(?![\w-])"
)


def numbered_babies(text: str) -> Iterator[tuple[int, int, str]]:
    """Each such name: where it begins and ends (characters, end exclusive), and how it is written in one way, "hollis 1"."""
    for match in _FORMS.finditer(text):
        form = next(k for k in "123" if match[f"n{k}"])
        yield (*match.span(), f"{fold(match[f's{form}'])} {match[f'n{form}']}")


def numbered_baby(name: str) -> str:
    """The one way of a whole name; "" for any other."""
    found = next(numbered_babies(name), None)
    return found[2] if found and found[:2] == (0, len(name)) else ""
