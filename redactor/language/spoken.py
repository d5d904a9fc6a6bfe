"""Numbers in words, as people dictate them: "flat twenty one", "one seven Mill Street", "nine six oh one one four"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_DIGITS = {
    "oh": "0",
    "zero": "0",
    "nought": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
}
_TEENS = dict(
    zip(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        map(str, range(10, 20)),
        strict=True,
    )
)
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), map(str, range(20, 100, 10)), strict=True)
)
_DIGIT = "(?:" + "|".join(_DIGITS) + ")"
_TEN = "(?:" + "|".join(_TENS) + ")"
_TEEN = "(?:" + "|".join(_TEENS) + ")"

# a house number in words: "twenty one", "nineteen", "one hundred and four"; "one seven" digit by digit
NUMBER_IN_WORDS = (
    rf"(?:{_DIGIT} hundred(?: and (?:{_TEN}(?:[ -]{_DIGIT})?|{_TEEN}|{_DIGIT}))?"
    rf"|{_TEN}(?:[ -]{_DIGIT})?|{_TEEN}|{_DIGIT}(?:[ -]{_DIGIT}){{0,3}})"
)
_SPELT_OUT = re.compile(
    rf"(?<![\w-])(?:(?:double |treble |triple )?{_DIGIT}[ ,-]+){{4,}}(?:double |treble |triple )?{_DIGIT}(?![\w-])",
    re.IGNORECASE,
)


def value_of(words: str) -> str:
    """The digits of a number in words ("twenty one" → "21", "one seven" → "17"); "" for other words, digits as they are."""
    parts = re.split(r"[\s-]+", words.lower().strip())
    if len(parts) == 1 and parts[0][:1].isdigit():
        return parts[0]
    if "hundred" in parts:
        where = parts.index("hundred")
        hundreds, rest = parts[:where], [p for p in parts[where + 1 :] if p != "and"]
        tail = value_of(" ".join(rest)) if rest else "0"
        if len(hundreds) != 1 or hundreds[0] not in _DIGITS or not tail:
            return ""
        return str(int(_DIGITS[hundreds[0]]) * 100 + int(tail))
    if parts[0] in _TENS:
        if len(parts) == 2 and parts[1] in _DIGITS and _DIGITS[parts[1]] != "0":
            return str(int(_TENS[parts[0]]) + int(_DIGITS[parts[1]]))
        return _TENS[parts[0]] if len(parts) == 1 else ""
    if len(parts) == 1 and parts[0] in _TEENS:
        return _TEENS[parts[0]]
    return "".join(_DIGITS[p] for p in parts) if all(p in _DIGITS for p in parts) else ""


def spoken_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Characters (start, end exclusive) of five or more digits spelt one by one; not of somebody who counts."""
    for match in _SPELT_OUT.finditer(text):
        digits = [_DIGITS[w] for w in re.findall(_DIGIT, match.group().lower())]
        if all(int(b) - int(a) in (1, -1) for a, b in pairwise(digits)):
            continue
        yield match.span()
