"""Words that may stand in a place: a heading or a sheet's name is repeated in logs only where all of its words are of forms."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_LONGEST = 40
# what the first row of a table says in at least one column; a region without such a word goes on with the headings before it
_HEADING = re.compile(
    r"\b(?:name|names|date|time|dob|birth|address|role|relationship|agency|source|event|events|who|person|contact|ref|reference|"
    r"number|no|code|comment|comments|notes|detail|details|details|type|action|telephone|phone|email|surname|forename|status|"
    r"entry|subject|school|position|worker|initials|description|outcome|summary|gender|age|nhs)\b",
    re.IGNORECASE,
)


@cache
def plain_words() -> frozenset[str]:
    """The words of forms."""
    return frozenset((files(__package__) / "plain_words.txt").read_text("utf-8").split())


def may_be_said(text: str) -> bool:
    """Whether a heading or a sheet's name holds only words of forms, so that it may stand in a log."""
    words = re.findall(r"[^\W\d_]+", text)
    return (
        bool(words)
        and len(text) <= _LONGEST
        and not re.search(r"[@:\\]", text)
        and all(word.casefold() in plain_words() for word in words)
    )


def is_heading_word(text: str) -> bool:
    """Whether a cell reads like the heading of a column."""
    return len(text) < 60 and _HEADING.search(text) is not None
