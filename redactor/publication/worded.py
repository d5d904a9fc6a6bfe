"""Facts that are told by their words: background, faith, health, occupations, events, establishments. The rows are data
(`key_maps/publication/generalise.csv`, `places.csv`), which a board can read and change."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from redactor.base.refused import Refused
from redactor.base.resources import data_path
from redactor.codes.text import squash
from redactor.publication.facts import Fact, FactKind

FOLDER = "key_maps/publication"
_PLACE = re.compile(
    r"(?P<lead>\b(?:in|from|to|near|at|of|around|outside|into|between|and|leaving|left|visited) )"
    r"(?P<place>[A-Z][a-z’'-]+(?:[ -](?:[A-Z][a-z’'-]+|(?:upon|on|le|the|under|in|of|sub|next|by)(?=[ -][A-Z])))*)"
)
# a place in the name of a body, a building or an inquiry: named for the learning, or a fact of its own
_OF_A_BODY = re.compile(
    r"[ -](?:and [A-Z]\w+ )?[A-Z]"
    r"|(?:,? and [A-Z]\w+)? (?:cases?|inquiry|inquiries|report|review|murders?|tragedy|judgment|ruling)\b"
)
_TOWN_BEHIND = re.compile(r", ([A-Z][a-z]+(?: [A-Z][a-z]+)?)(?![\w-])")
_DETERMINED = re.compile(r"\b(?:his|her|their|its|our|my|the|this|that|whose|\w+['’]s) $", re.IGNORECASE)
# not the A of "Mr A"
_ARTICLE = re.compile(r"(?:(?<![\w.])an? |(?:^|(?<=[.!?:] ))An? )$")
_BEGINS = re.compile(r"(?:^|[.!?:]\s+|[\"“‘])$")
_NUMBERED = frozenset((FactKind.ESTABLISHMENT, FactKind.PLACE))


@dataclass(frozen=True, slots=True)
class WordedRow:
    """A row of the table: what is looked for, and what is put."""

    kind: FactKind
    pattern: re.Pattern[str]
    put: str
    why: str


@cache
def worded_rows(folder: Path | None = None) -> tuple[WordedRow, ...]:
    """The rows of the standard table, or of a board's own. Raises Refused for a row that cannot be used."""
    path = (folder or data_path(FOLDER)) / "generalise.csv"
    found: list[WordedRow] = []
    with path.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), 2):
            flags = re.IGNORECASE if row["small and capital letters"] == "alike" else 0
            try:
                found.append(
                    WordedRow(FactKind(row["kind"]), re.compile(row["pattern"], flags), row["put"], row["why"])
                )
            except (ValueError, re.error) as error:
                raise Refused(
                    [f"The table {path.name}, row {number}, cannot be used: {error}. Mend the row, or take it out."]
                ) from None
    return tuple(found)


@cache
def places(folder: Path | None = None) -> dict[str, str]:
    """A town or village → what may be said of it: "a town in the north of England"."""
    path = (folder or data_path(FOLDER)) / "places.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["place"]: _said(row["kind"], row["part of the country"]) for row in csv.DictReader(stream)}


def _said(kind: str, part: str) -> str:
    if part == "London":
        return "a part of London"
    return f"a {kind} in {part}" if part else f"a {kind}"


def worded_in(text: str, draft: int, passage: int, where: str) -> Iterator[Fact]:
    """The facts of one text, in the order of the table; they may overlap."""
    for row in worded_rows():
        for match in row.pattern.finditer(text):
            if match.group().strip():
                end = match.end()
                if (
                    row.kind is FactKind.ESTABLISHMENT
                    and (town := _TOWN_BEHIND.match(text, end))
                    and town[1] in places()
                ):
                    end = town.end()  # "St Mary's Hospital, Manchester"
                put = match.expand(row.put)
                yield fitted_fact(row.kind, text, match.start(), end, put, row.why, draft, passage, where)
    at = 0
    while (near := _PLACE.search(text, at)) is not None:
        start, words = near.start("place"), near["place"]
        while words and words not in places():
            words = words[: max(words.rfind(" "), words.rfind("-"), 0)]
        # "Church of Christ in Chatham": what follows the first word may be one behind a word of its own
        at = start + len(words or re.split(r"[ -]", near["place"])[0])
        if words and not _OF_A_BODY.match(text, start + len(words)):
            said = places()[words]
            why = "a place that tells where the family lives"
            yield fitted_fact(FactKind.PLACE, text, start, start + len(words), said, why, draft, passage, where)


def fitted_fact(
    kind: FactKind, text: str, start: int, end: int, put: str, why: str, draft: int, passage: int, where: str
) -> Fact:
    """The fact, with the article that goes with what is put and the capital of a sentence's beginning."""
    written, before = text[start:end], ""
    begins = _BEGINS.search(text[:start]) is not None
    lead = text[max(0, start - 30) : start]
    own = re.match(r"(?:an?|one) ", put)
    if own and _DETERMINED.search(lead):
        put = put[own.end() :]
    elif article := _ARTICLE.search(lead):
        begins = _BEGINS.search(text[: start - len(article.group())]) is not None
        start -= len(article.group())
        if not own:
            before = "an " if put[:1].lower() in "aeiou" else "a "
    if begins and (before or put)[:1].islower():
        before, put = (before.capitalize(), put) if before else ("", put[:1].upper() + put[1:])
    return Fact(kind, draft, passage, start, end, written, put, before, why=why, where=where)


def made_here(text: str, names: Mapping[str, Sequence[str]], draft: int, passage: int, where: str) -> Iterator[Fact]:
    """Codes that stand for places and establishments, told by what they are. `names`: squashed code → real names."""
    for match in _made_here(tuple(names)).finditer(text):
        known = names.get(squash(match.group()))
        # "Organisation" says nothing, and "Organisation X1 NHS Trust" is told by the words behind it
        if known is None or match["what"] == "Organisation" or re.match(r" [A-Z]", text[match.end() :]):
            continue
        is_place = match["what"] == "Place"
        said = next((places()[n] for n in known if n in places()), "a place") if is_place else _a(match["what"].lower())
        kind = FactKind.PLACE if is_place else FactKind.ESTABLISHMENT
        why = "a code that nobody has issued says nothing to a reader"
        yield fitted_fact(kind, text, *match.span(), said, why, draft, passage, where)


@cache
def _made_here(codes: tuple[str, ...]) -> re.Pattern[str]:
    """Codes that the board has not issued, as they are written; squashed codes in."""
    found = [m for c in codes if (m := re.fullmatch(r"(.+?)x(\d{1,3})", c))]
    words = sorted({m[1] for m in found}, key=len, reverse=True)
    spaced = "|".join(r"\s?".join(map(re.escape, w)) for w in words) or "(?!)"
    numbers = "|".join(sorted({m[2] for m in found}, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"\b(?P<what>(?i:{spaced})) [Xx](?:{numbers})\b")


def _a(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def told_apart(facts: list[Fact]) -> list[Fact]:
    """Several of a kind are the first and the second, as they come in the case: two hospitals do not become one."""
    seen: dict[str, list[str]] = {}
    for fact in facts:
        if fact.kind in _NUMBERED:
            of_kind = seen.setdefault(_plain(fact.proposed), [])
            if fact.key not in of_kind:
                of_kind.append(fact.key)
    made = []
    for fact in facts:
        number = seen[_plain(fact.proposed)].index(fact.key) if fact.kind in _NUMBERED else 0
        if number and (article := re.match(r"an? ", fact.proposed, re.IGNORECASE)):
            a = "A" if article.group()[0] == "A" else "a"
            ordinal = _ORDINALS[min(number, len(_ORDINALS) - 1)]
            fact = replace(fact, proposed=f"{a} {ordinal} {fact.proposed[article.end() :]}")
        made.append(fact)
    return made


def _plain(put: str) -> str:
    """What is proposed, with its article, whatever stands before it in the text."""
    put = put[:1].lower() + put[1:]
    return put if re.match(r"an? ", put) else _a(put)


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "further")
