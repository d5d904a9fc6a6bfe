"""What stands in a draft already: codes that somebody has written there, and markers of an earlier run."""

from __future__ import annotations

import re
from collections.abc import Sequence

from redactor.codes.model import Role
from redactor.codes.numbering import split_code
from redactor.codes.text import squash
from redactor.documents.model import Passage

_CODE_SHAPE = re.compile(
    r"\b[A-Z][A-Za-z]{0,7}\d{1,3}\b|\bPerson \d{1,3}\b|\b(?:[A-Z][a-z’']+ (?:of )?){1,3}X\d{1,3}\b"
)


def standing_codes(
    passages: Sequence[Passage], codes: frozenset[str], roles: Sequence[Role]
) -> dict[str, list[Passage]]:
    """Codes that stand in the drafts already → the passages they stand in."""
    prefixes = {squash(r.prefix) for r in roles}
    listed = (
        re.compile(r"(?<!\w)(?:" + "|".join(re.escape(c) for c in sorted(codes, key=len, reverse=True)) + r")(?!\w)")
        if codes
        else None
    )
    found: dict[str, list[Passage]] = {}
    for passage in passages:
        if passage.leaves:
            continue
        matches = [m.group() for m in listed.finditer(passage.text)] if listed else []
        for match in _CODE_SHAPE.finditer(passage.text):
            split = split_code(match.group())
            if (
                split
                and match.group() not in codes
                and not re.match(r"\s?\d[A-Z]{2}\b", passage.text[match.end() :])
                and (split[0] in prefixes or " " in match.group())
            ):
                matches.append(match.group())
        for code in matches:
            found.setdefault(code, []).append(passage)
    return found


def standing_markers(passage: Passage) -> list[int]:
    """Numbers of the markers that an earlier run left in a passage."""
    if passage.leaves or "[unresolved " not in passage.text:
        return []
    return [int(n) for n in re.findall(r"\[unresolved (\d+)\]", passage.text)]
