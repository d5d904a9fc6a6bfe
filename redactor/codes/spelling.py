"""How one code may be written: as patterns for `finding.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redactor.codes import shapes
from redactor.codes.shapes import NUMBER_WORDS

_GAP = r"[\s]{1,2}"  # a no-break space and a line break are spaces, too
_HYPHEN = "[-‐‑]"


@dataclass(frozen=True, slots=True)
class Head:
    """A word that codes are made of: "Child 3", "Address B"."""

    word: str
    plural: str


_PLURALS = {
    "Child": "Children", "Baby": "Babies", "Address": "Addresses", "Nursery": "Nurseries", "Surgery": "Surgeries",
    "Witness": "Witnesses",
}  # fmt: skip
HEADS = tuple(Head(word, _PLURALS.get(word, f"{word}s")) for word in shapes.HEADS)


def is_a_code(code: str) -> bool:
    """Whether a text can be looked for as a code: a lone "A" or "I" is a word first."""
    return bool(code.strip()) and code.strip() not in ("A", "I")


def number_of(word: str) -> str:
    """ "Three" as "3"; "" for anything else."""
    return str(NUMBER_WORDS.index(word.lower()) + 1) if word.lower() in NUMBER_WORDS else ""


def written_form(code: str) -> str:
    """The code as the list writes it, whatever its spaces, hyphens and apostrophes are made of."""
    pieces = (
        _GAP if piece.isspace() else _HYPHEN if piece in "-‐‑" else "['’]" if piece in "'’" else re.escape(piece)
        for piece in re.findall(r"\s+|[^\s]", code.strip())
    )
    form = "".join(pieces)
    # a code without a number of its own is not the beginning of one that has a number: "GP" in "GP 1"
    return form if re.search(r"\d|\s\w$", code) else rf"{form}(?!{_GAP}\d)"


def loose_forms(code: str) -> Iterator[str]:
    """The other spellings that are met for the code. None for a code without a number or letter to count by."""
    if match := re.fullmatch(r"([A-Za-z]+)(\d+)", code):  # SW1
        prefix, number = match.groups()
        stops = r"\.".join(prefix) + r"\.?" if prefix.isupper() and len(prefix) < 5 else "(?!)"
        yield rf"(?:{prefix}|{stops})(?:{_GAP}|{_HYPHEN})?{number}"
        yield rf"(?i:{prefix}){number}"
    elif match := re.fullmatch(r"(\S.*[^\W\d_])\s+(\d+)", code):  # Child 1
        head = _GAP.join(re.escape(word) for word in match[1].split())
        yield rf"(?i:{head})(?:{_GAP}|{_HYPHEN})?{match[2]}"
        if 0 < int(match[2]) <= len(NUMBER_WORDS):
            yield rf"(?i:{head}){_GAP}(?i:{NUMBER_WORDS[int(match[2]) - 1]})"
    elif match := re.fullmatch(r"(\S.*[^\W\d_])\s+([A-Z])", code):  # Mrs A
        head = _GAP.join(re.escape(word) for word in match[1].upper().split())
        yield rf"{head}{_GAP}{match[2]}"
