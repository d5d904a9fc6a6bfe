"""One capital letter that stands where a person can: "says J has left the house", "took T to a match", "behind E.", "uncle A".

Verbs are those of models/lists/record_verbs.txt and doing_words.txt. What letters number is none ("plan B", "hep C", "B wing":
lettered_things.txt, behind_letters.txt), nor is a grade, a dose or a side of the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.language.lexicon import kin_words, record_verbs, word_list

_LETTER = re.compile(
    r"(?<![\w.'’/&@:=*£$%°\[{-])(?<!\d\s)[A-HJ-Z](?![\w/&:%°=*\]}-])(?!\.[A-Za-z])(?!['’](?!s\s[a-z]))"
)
_WORD_BEFORE = re.compile(r"(?P<word>[A-Za-z][A-Za-z’'/-]*)(?P<gap>\W{1,2})$")
_PLUS_BEFORE = re.compile(r"[\w\"”’')] [+&] $")
_WORD_BEHIND = re.compile(
    r"\.?(?:(?P<owns>['’]s\s[a-z])|"
    r"\s(?:(?:also|then|still|now|just|very|really|always|never|often|only|both|quite|so|too|apparently)\s)*"
    r"(?P<word>[A-Za-z\d][\w’'-]*))"
)
_GRADED = re.compile(
    r"\.?\s(?:(?:and|or|to) [A-Z]\b|in (?i:maths|english|science)\b|(?:at|in) GCSE|(?:is|stands) for\b)"
)
_MEASURED = re.compile(r"\.?\s(?:(?:was|is|at) )?\d")
_OPENS = re.compile(r"(?:^|[\n\"“‘(]|[.?!;,–—+]\s|:\s|\s[-–—]\s|\b\d\d?[:.]\d\d\s)$")
_CLOSED = re.compile(
    r"\.?(?:[.,;!?)\"”’+]|\s?$|\s[+&]\s|\s(?:and|but|who|so|as|when|if|re|then|because|until|after|before|while|for|at|in|on|to|"
    r"again|today|tomorrow|yesterday|tonight|this|next|last|with|about|home|out|up|off|back|over|round|down)\b)"
)
# what leads to a thing as well as to somebody: alone it says nothing of a letter that acts
_LEADS = frozenset("to with by from for about than between beside behind of".split())
_REACH = 24  # characters of a word


def lone_letters(text: str) -> Iterator[int]:
    """Where in a text (characters) one letter reads as somebody: it acts, or a verb or a word of kin leads to it."""
    for match in _LETTER.finditer(text):
        start, end = match.span()
        before = _WORD_BEFORE.search(text, max(0, start - _REACH), start)
        leads = before["word"].lower() if before else ""
        if leads in word_list("lettered_things.txt") or _numbers(text, end):
            continue
        leads = leads if before and before["gap"] == " " else ""
        if _acts(text, start, end, leads) or _is_led_to(text, start, end, leads):
            yield start


def _numbers(text: str, end: int) -> bool:
    behind = _WORD_BEHIND.match(text, end)
    if behind and behind["word"] and behind["word"].lower() in word_list("behind_letters.txt"):
        return True
    return _GRADED.match(text, end) is not None or _MEASURED.match(text, end) is not None


def _acts(text: str, start: int, end: int, leads: str) -> bool:
    behind = _WORD_BEHIND.match(text, end)
    if behind is None or text[start] == "A":
        return False  # "A home visit"
    linked = leads in record_verbs() or (leads in word_list("before_somebody.txt") and leads not in _LEADS)
    if not linked and not _OPENS.search(text, max(0, start - 8), start):
        return False
    word = behind["word"]
    return bool(behind["owns"]) or word in record_verbs() or word in word_list("is_somebody.txt")


def _is_led_to(text: str, start: int, end: int, leads: str) -> bool:
    if _CLOSED.match(text, end) is None:
        return False
    if leads in kin_words():
        return True
    if text[start] == "A":
        return False
    plus = _PLUS_BEFORE.search(text, max(0, start - 4), start) is not None
    return plus or leads in record_verbs() or leads in word_list("before_somebody.txt")
