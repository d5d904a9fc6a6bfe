"""From decisions to what is put in the text: codes, markers for what is unresolved, and no code twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from redactor.base.remembered import remembered
from redactor.codes.standing import standing_markers
from redactor.detection.mentions import MentionKind
from redactor.documents.model import Passage
from redactor.identities.model import FAMILY, Decision


@dataclass(frozen=True, slots=True)
class Put:
    """Put `text` in the place of characters `start` to `end` (exclusive) of a passage; `number` of an unresolved marker."""

    decision: Decision
    passage: int
    start: int
    end: int
    text: str
    number: int | None = None


def puts(decisions: Iterable[Decision], passages: Mapping[int, Passage]) -> list[Put]:
    """What to put where, in order. Unresolved mentions are numbered through the case, passages that leave left out."""
    found: list[Put] = []
    number = max((n for p in passages.values() for n in standing_markers(p)), default=0)
    for decision in decisions:
        mention = decision.mention
        passage = passages[mention.passage]
        if passage.leaves:
            continue
        if decision.candidates:
            number += 1
            found.append(Put(decision, passage.number, mention.start, mention.end, f"[unresolved {number}]", number))
            continue
        start, end, text = _undoubled(passage.text, mention.start, mention.end, decision.text or decision.code)
        last = found[-1] if found else None
        if (
            last
            and last.passage == passage.number
            and last.text == text
            and mention.kind is MentionKind.ADDRESS
            and not passage.text[last.end : start].strip(" ,;\n")
        ):
            found[-1] = replace(last, end=end)  # "Flat 9, Alder House" and "40 Mill Street" are one address
            continue
        if decision.text.startswith(FAMILY):
            end, text = _family(passage.text, start, end, text)
        found.append(Put(decision, passage.number, start, end, text))
    return found


_KIND_BEFORE = re.compile(
    r"(?<![\w-])(?:[Bb]aby|[Cc]hild|[Mm]other|[Ff]ather|[Ss]ister|[Bb]rother|[Aa]unt|[Uu]ncle|[Aa]unty|[Cc]ousin|[Ss]ibling) $"
)


def _family(text: str, start: int, end: int, words: str) -> tuple[int, str]:
    """Where what goes ends, and what is put for a family: "the Hills' home" → "the family's home"."""
    if not re.search(r"\b(?:the|this|that|whole|other|another)\s+$", text[max(0, start - 10) : start], re.IGNORECASE):
        article = "The" if re.search(r"(?:^|[.!?:])\s*$", text[:start]) else "the"
        words = f"{article} {words}"
    if possessive := re.match(r"['’](?!s)", text[end : end + 2]):
        end, words = end + possessive.end(), words + "'s"
    return end, words


@remembered(16384)  # asked again for every mention after every decision of a person
def _undoubled(text: str, start: int, end: int, code: str) -> tuple[int, int, str]:
    """A name that only repeats the code before it goes with its brackets: "Child 1 (Kayleigh)" → "Child 1"."""
    if code and (after := re.match(rf"\s*\([\"“‘']?{re.escape(code)}[\"”’']?\)", text[end : end + len(code) + 60])):
        return start, end + after.end(), code  # "Kayleigh (Child 1)"
    before = (
        re.search(rf"(?<!\w){re.escape(code)}(\s*\(?\s*)$", text[max(0, start - len(code) - 60) : start])
        if code
        else None
    )
    if before is None:
        kind = _KIND_BEFORE.search(text, max(0, start - 20), start)
        if kind and code.casefold().startswith(kind.group().casefold()):
            return kind.start(), end, code  # "Baby Hill" is "Baby F", not "Baby Baby F"
        return start, end, code
    gap = before.group(1)
    if "(" in gap:
        return (start - len(gap), end + 1, "") if text[end : end + 1] == ")" else (start, end, code)
    return (start - len(gap), end, "") if gap else (start, end, code)
