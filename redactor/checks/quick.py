"""What can be said of a text without the recognisers: numbers and contacts by plain patterns, names after a title."""

from __future__ import annotations

import re

from redactor.base.remembered import remembered

CONTACTS = frozenset(
    ("e-mail address", "web address", "social media name", "phone number", "telephone number", "file path", "postcode")
)
_PATTERNS = (
    ("e-mail address", re.compile(r"[A-Za-z0-9._%+'’-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    ("web address", re.compile(r"(?:https?|ftp)://[^\s<>\"”)\]]+|\bwww\.[^\s<>\"”)\]]+")),
    ("national insurance number", re.compile(r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-DFMP]\b")),
    ("NHS number", re.compile(r"(?<![\d/-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d/-])")),
    ("phone number", re.compile(r"(?<![\w/])(?:\+44[\s-]?(?:\(0\)\s?)?|\(?0)(?:[\s().-]*\d){9,10}(?![\w/])")),
    ("postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b")),
)


_MAY_HOLD = re.compile(r"[@\d]|://|www\.")  # what stands in each of them


@remembered(65536)  # two rules ask for those of every text
def quick_identifiers(text: str) -> tuple[tuple[int, int, str], ...]:
    """Start, end and label; each stretch once."""
    taken: list[tuple[int, int, str]] = []
    if not _MAY_HOLD.search(text):
        return ()
    for label, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if label == "NHS number" and not _is_nhs(re.sub(r"\D", "", match.group())):
                continue
            if not any(s < end and start < e for s, e, _ in taken):
                taken.append((start, end, label))
    return tuple(taken)


def _is_nhs(digits: str) -> bool:
    check = 11 - sum(int(d) * (10 - i) for i, d in enumerate(digits[:9])) % 11
    return check % 11 == int(digits[9]) and check != 10
