"""Whether the words around an unlisted name speak of somebody of a case or of somebody in print.

A recogniser says that a word is a name. In print that alone is no reason to keep a report back: it is full of judges, authors,
towns and bodies. What is one, is that somebody lives, cries, is visited or has a mother there. The words and what they count are
in `evidence.csv`; "*" stands for any ending. Records, with their codes, days and hours, are never weighed so: there a name is a
name.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from redactor.codes.shapes import CODE, HEADS
from redactor.detection.mentions import MentionKind
from redactor.documents.model import Passage, Story
from redactor.language.lexicon import MONTHS, fold, lexicon

CASE, PRINT = "case", "print"
ENOUGH = 3  # points from which a name has to go out of a text that is print
_PRINTED_WORDS = 1  # of a hundred words, from which a text may be print
_PRINTED = 2.5  # how often, at least, it has such words for each code, day and hour
_SHORT = 120  # words below which nothing is said about a text as a whole
_SURELY = 6  # points in one place from which a name has to go in every place
_KNOWN_WELL, _KNOWN, _GIVEN = 1000, 100, 20  # births from which a word is a first name above all; also; now and then
_REACH = 70  # characters before and behind a name that are looked at
_BESIDE = 160  # characters of the sentences before and behind, which may set the scene
# points, beside those of the words
_SCENE = 2  # by those sentences, at most
_AGED = 4  # an age behind the name
_CODE_BESIDE = 3  # a code in the sentence
_AMONG_CODES = 2  # codes of people of the case in the paragraph
_DONE_TO_SOMEBODY = 2  # and "him", "her" or "them" behind it
_IN_A_LIST = 3  # one of three names and more, which are counted off
_A_PLACE = -3  # no person, but a place or a body
_ON_A_FORM = 2  # a label and a name, no sentence
_A_LABEL = 6  # words below which that is so
_SENTENCES = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘'A-Z0-9])")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|St|Rev|Sgt|No|cf|al|[A-Z])\.$")
_BETWEEN_BEFORE = r"(?:,? (?:called|named|of the time))?[,:(]? ?(?:[\"“‘'])?$"
_BETWEEN_BEHIND = (
    r"(?: (?:then|also|later|only|just|now|never|always|often|once|both|still|already|had|has|was|is|who|would|will|did|not)"
    r"){0,2}"
)
_AGE_BEHIND = re.compile(
    r",? \(?(?:aged? )?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?: (?:years?|months?|weeks?)(?: old)?)?(?:[,)]|$| now\b)"
    r"| (?:is|was|turned|turns)(?: only| just| about| nearly)? (?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|thirteen|fourteen|fifteen)\b(?! of\b| per\b|,\d)"
)
_AGE_BEFORE = re.compile(r"\b(?:boy|girl|child|baby|man|woman) of (?:\w+|\d+)(?: months| weeks| years)?, $")
_CODE_WORD = re.compile(
    rf"\b(?:{'|'.join(HEADS[:8])}|Mother|Father|Grandmother|Grandfather) (?:[A-Z]\b|\d)|\b(?:Mother|Father)\b"
)
_IN_CODES = re.compile(
    r"\b(?!PC|DC|DS|DI|No|Re|UK|EW|HC)[A-Z]{2,5}\d{1,2}\b|\b(?:Child|Adult|Sibling|Mrs|Mr|Ms|Person) (?:\d{1,2}|[A-Z])\b(?!\.)"
)
_ACTS = re.compile(
    r" (?:then |also |later |never |always |still )?(?:\w{3,}ed|had|has|was|is|did|went|came|took|gave|made|kept|left|ran|got|"
    r"hadn['’]t|didn['’]t|wasn['’]t)\b|['’]s [a-z]"
)
_TO_SOMEBODY = re.compile(r"(?: \w+){1,3} (?:him|her|them)\b")  # "had taught him"
_NAMES_BESIDE = re.compile(r"(?:^|[\s(])[A-Z][\w'’-]+(?:,| and| &) $")
_NAMES_BEHIND = re.compile(r"(?:,| and| &) (?:[A-Z][\w'’-]+)\b")
_ONE_OF_MANY = re.compile(r"(?:[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3}(?:, | and |, and | & )){2,}[A-Z][\w'’-]+")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|had|have|be|been|did|does|do|will|would|can|could|may|must|should|\w{2,}ed|\w{3,}s)\b"
)
_DAY_OR_HOUR = re.compile(
    rf"\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b|\b\d{{1,2}}[:.]\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(MONTHS)})\b",
    re.IGNORECASE,
)
_PRINTED_TABLE = re.compile(
    r"\b(?:agency|agencies|representative|role|post|member|owner|lead|action|recommendation|organisation|author|title)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NamedThere:
    """A find that no list knows: characters of a passage."""

    passage: Passage
    start: int
    end: int
    kind: MentionKind


@dataclass(frozen=True)
class _Row:
    what: str
    points: int  # below 0 for print
    most: int
    everywhere: bool  # of the person, in every place
    pattern: re.Pattern[str]


@cache
def _rows(where: str) -> tuple[_Row, ...]:
    text = files(__package__).joinpath("evidence.csv").read_text(encoding="utf-8")
    found = []
    for row in csv.DictReader(text.splitlines()):
        if row["where"] == where:
            words = "|".join(sorted(map(_word, row["words"].split(";")), key=len, reverse=True))
            pattern = {
                "before a place": rf"(?<![\w'’-])(?:{words}) $",
                "before": rf"(?<![\w'’-])(?:{words}){_BETWEEN_BEFORE}",
                "behind": rf"{_BETWEEN_BEHIND if row['speaks for'] == CASE else ''}\s?(?:{words})(?![\w-])",
                "title": rf"(?:{words})",
                "opening": rf"^[\W\d]*(?:{words})\b",
            }.get(where, rf"(?<![\w'’-])(?:{words})(?![\w-])")
            sign = 1 if row["speaks for"] == CASE else -1
            found.append(
                _Row(
                    row["what"],
                    sign * int(row["points"]),
                    int(row["at most so often"]),
                    row["told of the person everywhere"] == "yes",
                    re.compile(pattern, re.IGNORECASE),
                )
            )
    return tuple(found)


def _word(phrase: str) -> str:
    return re.escape(phrase.strip()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+").replace("'", "['’]")


def speaks_of_nobody(found: Sequence[NamedThere], texts: Iterable[Passage]) -> frozenset[tuple[int, int]]:
    """(Passage number, start) of the finds around which nothing speaks of the case.

    Of all texts of the files together: who acts in one paragraph is the same person in the next, and so is who holds an office.
    """
    printed = _printed(texts)
    persons: dict[str, list[NamedThere]] = {}
    for one in found:
        if one.passage.draft in printed and _is_weighed(one.passage):
            words = _words(one)
            if words:
                alone = len(words) == 1 and lexicon().births(words[0]) >= _KNOWN_WELL
                persons.setdefault(f"first name {words[0]}" if alone else words[-1], []).append(one)
    milder: set[tuple[int, int]] = set()
    for same in persons.values():
        told: dict[frozenset[str], list[tuple[NamedThere, int, int]]] = {}
        for one in same:
            told.setdefault(frozenset(_words(one)), []).append((one, *_points(one)))
        for named, mentions in told.items():
            # "Mr Hurst" and "Ian Hurst", not "Amy Hurst"
            others = [each for words, held in told.items() if words <= named or named <= words for each in held]
            office = min(of_office for _, _, of_office in others)
            best = max(case for _, case, _ in others) + office
            for one, case, _ in mentions:
                if (best if best >= _SURELY else case + office) < ENOUGH:
                    milder.add((one.passage.number, one.start))
    return frozenset(milder)


def _words(one: NamedThere) -> list[str]:
    """Folded words of a name, without its titles."""
    name = re.sub(r"['’]s$", "", one.passage.text[one.start : one.end])
    return [fold(w) for w in re.findall(r"[^\W\d_][\w'’-]+", name) if fold(w) not in lexicon().titles]


def _is_weighed(passage: Passage) -> bool:
    """Paragraphs of the text alone: what stands in a comment, a property, a chronology is never print."""
    if passage.place.story not in (Story.BODY, Story.FOOTNOTE, Story.ENDNOTE):
        return False
    return passage.cell is None or _PRINTED_TABLE.search(passage.cell.header) is not None


def _printed(texts: Iterable[Passage]) -> frozenset[int]:
    """The files that speak as print does, of inquiries, authors and offices, and not as records do, in codes, days and hours."""
    words, print_, record = Counter[int](), Counter[int](), Counter[int]()
    of_print = [row.pattern for row in _rows("sentence") if row.points < 0]
    for passage in texts:
        if passage.place.story in (Story.BODY, Story.FOOTNOTE, Story.ENDNOTE):
            words[passage.draft] += len(passage.text.split())
            print_[passage.draft] += sum(1 for pattern in of_print for _ in pattern.finditer(passage.text))
            record[passage.draft] += sum(1 for _ in CODE.finditer(passage.text))
            record[passage.draft] += sum(1 for _ in _DAY_OR_HOUR.finditer(passage.text))
    return frozenset(
        draft
        for draft, many in words.items()
        if many >= _SHORT and print_[draft] * 100 >= _PRINTED_WORDS * many and print_[draft] >= _PRINTED * record[draft]
    )


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Characters of the sentence that a name stands in."""
    first, last = 0, len(text)
    for match in _SENTENCES.finditer(text):
        if _ABBREVIATED.search(text, max(0, match.start() - 6), match.start()):
            continue
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.start()
            break
    return first, last


def _points(one: NamedThere) -> tuple[int, int]:
    """What the words around say for the case, and what they say of an office of the person."""
    text, start, end = one.passage.text, one.start, one.end
    first, last = sentence_around(text, start, end)
    before, behind = text[max(first, start - _REACH) : start], text[end : min(last, end + _REACH)]
    around = f"{text[first:start]} {text[end:last]}"
    points, office = _of_the_name(text[start:end], one.kind), 0
    told = [row for row in _rows("before") if row.pattern.search(before)]
    if one.kind is not MentionKind.PERSON:
        there = re.sub(r"\b[Tt]he $", "", before)
        told = [row for row in _rows("before a place") if row.pattern.search(there)]
        told += [row for row in _rows("behind") if row.pattern.match(f" {text[start:end].split()[-1]}")]
    told += [row for row in _rows("behind") if row.pattern.match(behind)]
    told += [row for row in _rows("opening") if row.pattern.search(text[:40])]
    for row in told:
        if row.everywhere:
            office = row.points
        else:
            points += row.points
    points += _of_a_sentence(around)
    beside = _of_a_sentence(text[max(0, first - _BESIDE) : first]) + _of_a_sentence(text[last : last + _BESIDE])
    points += max(-1, min(_SCENE, beside))
    if _AGE_BEHIND.match(behind) or _AGE_BEFORE.search(before):
        points += _AGED
    if CODE.search(around) or _CODE_WORD.search(around):
        points += _CODE_BESIDE
    if _IN_CODES.search(text):
        points += _AMONG_CODES
    if _ACTS.match(behind):
        points += 1
    if _TO_SOMEBODY.match(behind):
        points += _DONE_TO_SOMEBODY
    lists = [m for m in _ONE_OF_MANY.finditer(text[first:last]) if m.start() <= start - first < m.end()]
    if any(not _IN_CODES.search(m.group()) for m in lists):
        points -= _IN_A_LIST
    elif _NAMES_BESIDE.search(before) or _NAMES_BEHIND.match(behind):
        points -= 1
    if not _VERB.search(around) and len(around.split()) < _A_LABEL:
        points += _ON_A_FORM
    return points, office


def _of_a_sentence(text: str) -> int:
    """What the words of a sentence count, each once."""
    return sum(
        row.points * min(row.most, len({match.group().casefold() for match in row.pattern.finditer(text)}))
        for row in _rows("sentence")
    )


def _of_the_name(name: str, kind: MentionKind) -> int:
    """What the name itself counts: a first name alone is rather somebody's of the case, a word that is none rather a place."""
    if kind is not MentionKind.PERSON:
        return _A_PLACE
    words = re.findall(r"[^\W\d_][\w'’.-]*", name)
    if not words:
        return 0
    if len(words) > 1:
        for row in _rows("title"):
            if row.pattern.fullmatch(words[0].strip(".")):
                return row.points
        if fold(words[0].strip(".")) in lexicon().titles:
            return -1 if len(words) > 2 else 0  # "Mrs Ann Hurst": as print names people
        return 0 if lexicon().births(words[0]) else -1
    births = lexicon().births(re.sub(r"['’]s$", "", words[0]))
    return 2 if births >= _KNOWN_WELL else 1 if births >= _KNOWN else 0 if births >= _GIVEN else -1
