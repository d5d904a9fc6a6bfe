"""From decisions to what is put in the text: codes, markers for what is unresolved, and no code twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from redactor.base.remembered import remembered
from redactor.codes.shapes import CODE
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
        elif text and not decision.text and mention.kind is MentionKind.PERSON:
            ends = last.end if last and last.passage == passage.number and last.decision.code == text else None
            if again := _told_again(passage.text, start, end, text, ends):
                start, end, text = *again, ""
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


_BEFORE = r"(?:née|nee|(?:formerly|previously)(?: known as)?)"  # what leads to a name of before
_ALIAS = r"(?:aka|a\.k\.a\.?|alias|(?:also|otherwise|better) (?:known|called)(?: as)?|(?:also )?goes by(?: the name(?: of)?)?)"
_LINKS = rf"(?:{_BEFORE}|{_ALIAS}|now|born|maiden name:?|(?:whose|with the) maiden name(?: was| is| of)?|who was born)"
_MAY_LINK = re.compile(r"n[ée]e|formerly|previously|now|born|maiden|a\.?k\.?a|alias|called|goes by", re.IGNORECASE)
_AGAIN = re.compile(
    rf"(?P<open>\s*\(\s*){_LINKS}\s+[\"“‘']?|(?P<comma>,\s*){_LINKS}\s+[\"“‘']?|\s+(?:{_BEFORE}|{_ALIAS})\s+[\"“‘']?",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"[\"”’']?\s*\)")
_GOES_ON = re.compile(r"[\"”’']?;\s*")
_QUOTE = re.compile(r"[\"”’'](?!\w)")


def _told_again(text: str, start: int, end: int, code: str, before: int | None) -> tuple[int, int] | None:
    """Characters that go where the name only says how somebody was called before, right behind the same code: "Ann Hill (née
    Dow) came" → "Mrs A came", for "Mrs A (née Mrs A)" says nothing. None where something else stands between or behind.
    `before`: where the name ends that the same code was put for last; None for none."""
    if (
        before is not None
        and text[before:start] == " ("
        and text[end : end + 1] == ")"
        and CODE.fullmatch(text, start, end)
    ):
        return before, end + 1  # "Tom Hill (SW2)", of whom somebody has said that SW2 is not hers but his
    if not _MAY_LINK.search(text, max(0, start - _NEAR), start):
        return None
    first = max(0, start - _NEAR)
    stands = [first + m.end() for m in re.finditer(rf"(?<!\w){re.escape(code)}(?!\w)", text[first:start])]
    begin = max((*stands, *([before] if before is not None and before < start else [])), default=None)
    if begin is None:
        return None
    between = _AGAIN.fullmatch(text, begin, start)
    if between is None:
        return None
    if between["open"]:
        if closed := _CLOSES.match(text, end):
            return begin, closed.end()
        more = _GOES_ON.match(text, end)
        return (between.end("open"), more.end()) if more else None
    quote = _QUOTE.match(text, end) if text[start - 1] in "\"“‘'" else None
    stop = quote.end() if quote else end
    if between["comma"] and re.match(r", (?!and\b|or\b)[a-z]", text[stop:]):
        stop += 1  # "Ann Hill, née Dow, came"; not a list of several
    return begin, stop


_NEAR = 60  # characters between a code and its other name


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
