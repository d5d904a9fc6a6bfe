"""Whether the words around an unlisted name speak of somebody of a case or of somebody in print.

A recogniser says that a word is a name. In print that alone is no reason to keep a report back: it is full of judges, authors,
towns and bodies. What is one, is that somebody lives, cries, is visited or has a mother there. The words and what they count are
in `evidence.csv`; "*" stands for any ending. Records, with their codes, days and hours, are never weighed so: there a name is a
name.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import DamerauLevenshtein

from redactor.checks.introduced import given, is_titled, named_with
from redactor.checks.published import bodies_in_short, units
from redactor.checks.stretches import printed
from redactor.codes.shapes import CODE, HEADS
from redactor.detection.mentions import MentionKind
from redactor.documents.model import Passage
from redactor.language.lexicon import MONTHS, fold, lexicon
from redactor.language.names import is_short_name

CASE, PRINT = "case", "print"
ENOUGH = 3  # points from which a name has to go out of a text that is print
_SURELY = 6  # points in one place from which a name has to go in every place
_KNOWN_WELL, _KNOWN, _GIVEN = 1000, 100, 20  # births from which a word is a first name above all; also; now and then
_LONG_ENOUGH = 4  # letters of a name from which a slip of one can be told
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
_PLAINLY = 4  # of a row: what somebody is said to be, or whose it is
_NOT_INTRODUCED = 3  # a title and a surname of whom nothing else is said anywhere
_A_NAMESAKE = 4  # somebody of the same surname is of the case
_FIRST_NAME_ALONE = 1  # by which print calls nobody
_WITH_A_BODY = -5  # the body that somebody is of, in brackets
_SAID = 2  # a first name, or a title and a surname, in words that somebody said or recorded
_IN_CAPITALS = 3  # a name in capitals in a sentence that has small letters, as records and forms write people
_SOME_MR = 4  # a title with "a" before it
_ON_A_DAY = 4  # a day behind the name in brackets: when somebody was spoken to
_ON_A_FORM = 2  # a label and a name, no sentence
_A_LABEL = 6  # words below which that is so
_SENTENCES = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘'A-Z0-9])")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|St|Rev|Sgt|No|cf|al|[A-Z])\.$")
_BETWEEN_BEFORE = (
    r"(?-i:[,:]?(?: [A-Z][\w'’.-]+){1,3},? (?:and|&))?(?:,? (?:called|named|of the time))?[,:(]? ?(?:[\"“‘'])?$"
)
_BETWEEN_BEHIND = (
    r"(?: (?:at|in|from|on) (?:the|her|his|their) [\w’' -]{3,40}?)?"  # "Kim at the centre told …"
    r"(?: (?:then|also|later|only|just|now|never|always|often|once|both|still|already|had|has|was|is|who|would|will|did|not)"
    r"){0,2}"
)
# ", a retired consultant paediatrician", "(Designated Nurse)", ", the eldest daughter"
_ARTICLE = r"(?:who (?:is|was)|a|an|the|its|their|her|his|then|the then|one of (?:the|its|her|his)|[A-Z][\w-]+['’]s)"
_NO_POST = (
    r"(?:who|whose|whom|which|that|had|has|was|is|said|told|with|to|by|from|in|at|on|as|when|where|and|but|he|she|they)"
)
_AGE_BEHIND = re.compile(
    r",? \(?(?:aged? )?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?: (?:years?|months?|weeks?)(?: old)?)?(?:[,)]|$| now\b)"
    r"| (?:is|was|turned|turns)(?: only| just| about| nearly)? (?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|\w{3,5}teen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty)(?:-\w+)?)\b(?! of\b| per\b|,\d)"
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
_KIN_OR_PERSON = r"(?:Mother|Father|Child|Adult|Sibling|MG[MF]|PG[MF]|Aunt|Uncle|Gran\w*|Nan|Mum|Dad)"
# "Alan Weir (Cullerby Constabulary)", not "(Father)", nor "(MGM)"
_AFFILIATED = re.compile(
    rf" \((?!{_KIN_OR_PERSON}\b)[A-Z][a-z]+(?:['’]s)?(?:,? (?:of|and|for|the|in|[A-Z][\w'’]+)){{1,7}}\)"
)
# "Joan Weir of Cullerby Research Associates", not "of Cullerby Gate Road"
_OF_A_BODY = re.compile(
    r" (?:of|from) (?:the )?(?:[A-Z][\w'’-]+ (?:(?:and|of|for|&) )?){1,4}(?!(?:Road|Street|House|Close|Lane|Avenue|Court|Way|"
    r"Drive|Terrace|Farm|Cottage|Estate|Place|Gardens|Crescent|Grove|Hill|Green|Park|Lodge|View)\b)[A-Z][\w'’-]+\b(?! [A-Z])"
)
# "(D Ellwick, 12.6.18)", "(interview with Joan Thane, 4 June)"; a year alone is a book's
_DATED = re.compile(rf",? \(?\d{{1,2}}(?:[./]\d{{1,2}}[./]\d{{2,4}}| (?:{'|'.join(MONTHS)})\b)", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"\b(?:[Aa]|[Oo]ne|[Aa] certain) (?:Mr|Mrs|Ms|Miss)?\.? ?$"
)  # "let by a Mr Ellwick": whom nobody knows
_OPENS_A_QUOTE = re.compile(r"(?:^|[\s(\[])[\"“](?=\S)")
_CLOSES_A_QUOTE = re.compile(r"(?<=\S)[\"”](?=$|[\s.,;:?!)\]'’])")
_A_REMARK = 3  # words from which quotation marks hold what somebody said and no title or nickname
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|had|have|be|been|did|does|do|will|would|can|could|may|must|should|\w{2,}ed|\w{3,}s)\b"
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
                "apposition": rf"(?:,| \() ?(?:{_ARTICLE} )?(?:(?!{_NO_POST}\b)[\w'’&-]+ ){{0,4}}?(?:{words})(?![\w-])",
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
    read = list(texts)
    stretches = printed(read, [row.pattern for row in _rows("sentence") if row.points < 0])
    persons: dict[str, list[NamedThere]] = {}
    for one in found:
        if one.passage.number in stretches:
            words = _words(one)
            if words:
                alone = len(words) == 1 and lexicon().births(words[0]) >= _KNOWN_WELL
                persons.setdefault(f"first name {words[0]}" if alone else words[-1], []).append(one)
    elsewhere: defaultdict[str, list[NamedThere]] = defaultdict(list)
    surnames = [words[-1] for same in persons.values() if (words := _words(same[0]))]
    for passage, start, end in named_with(surnames, [p for p in read if p.number in stretches]):
        one = NamedThere(passage, start, end, MentionKind.PERSON)
        elsewhere[_words(one)[-1]].append(one)
    milder: set[tuple[int, int]] = set()
    for same in persons.values():
        milder |= _milder(same, elsewhere[_words(same[0])[-1]])
    weighed = [one for same in persons.values() for one in same]
    firsts = {
        words[0]
        for one in weighed
        if (one.passage.number, one.start) not in milder
        and len(words := _words(one)) > 1
        and lexicon().births(words[0]) >= _KNOWN
    }
    # "Ella Hurst" is of the case, and so are "Ella" further on and "Ela", as somebody misspelt or shortened her
    of_the_case = firsts | {
        words[0] for one in weighed if (one.passage.number, one.start) not in milder and len(words := _words(one)) == 1
    }
    called = {
        (one.passage.number, one.start)
        for one in weighed
        if len(w := _words(one)) == 1 and (w[0] in firsts or any(_is_written_so(w[0], other) for other in of_the_case))
    }
    prose = [p.text for p in read if p.number in stretches]
    bodies = frozenset((*bodies_in_short(prose), *units(prose)))
    named_in_full = {(one.passage.number, one.start) for one in weighed if fold(" ".join(_text(one).split())) in bodies}
    return frozenset((milder - called) | named_in_full)


def _milder(same: Sequence[NamedThere], elsewhere: Sequence[NamedThere]) -> set[tuple[int, int]]:
    """Of the finds of one surname, those around which nothing speaks of the case; `elsewhere` are all places where it stands."""
    told: dict[frozenset[str], list[tuple[NamedThere, int, int]]] = {}
    for one in same:
        told.setdefault(frozenset(_words(one)), []).append((one, *_points(one)))
    offices = [(frozenset((*given(_text(one)), _words(one)[-1])), _office(one)) for one in elsewhere]
    introduced = any(len(words) > 1 for words, _ in offices)
    milder: set[tuple[int, int]] = set()
    of_the_case: dict[frozenset[str], int] = {}
    weighed = []
    for named, mentions in told.items():
        # "Mr Hurst" and "Ian Hurst", not "Amy Hurst"
        others = [each for words, held in told.items() if words <= named or named <= words for each in held]
        office = min(of_office for _, _, of_office in others)
        office = min([office, *(points for words, points in offices if words <= named or named <= words)])
        if not office and not introduced and any(is_titled(_text(one)) for one, _, _ in mentions):
            office = _NOT_INTRODUCED
        best = max(case for _, case, _ in others) + office
        of_the_case[named] = best
        weighed.append((named, mentions, office, best))
    for named, mentions, office, best in weighed:
        kin = any(points >= ENOUGH for words, points in of_the_case.items() if not (words <= named or named <= words))
        more = office + (_A_NAMESAKE if kin and office >= 0 and len(named) > 1 else 0)
        for one, case, _ in mentions:
            if (best if best >= _SURELY else case + more) < ENOUGH:
                milder.add((one.passage.number, one.start))
    return milder


def _is_written_so(word: str, name: str) -> bool:
    """Whether a word that is nobody's name otherwise is a name with one letter too few, too many or another, or two changed
    places."""
    return (
        min(len(word), len(name)) >= _LONG_ENOUGH
        and word[0] == name[0]
        and lexicon().births(word) < _GIVEN
        and DamerauLevenshtein.distance(word, name, score_cutoff=1) == 1
    )


def _text(one: NamedThere) -> str:
    return one.passage.text[one.start : one.end]


def _office(one: NamedThere) -> int:
    """What the words beside a name say of an office of the person, as points for print."""
    text, start, end = one.passage.text, one.start, one.end
    first, last = sentence_around(text, start, end)
    before, behind = text[max(first, start - _REACH) : start], text[end : min(last, end + _REACH)]
    told = [
        row.points for row in (*_before(before), *_behind(behind)) if row.everywhere and not _by_first_name(one, row)
    ]
    if (
        (_AFFILIATED.match(behind) or _OF_A_BODY.match(behind))
        and not _CODE_WORD.search(behind[:40])
        and not CODE.search(behind[:40])
    ):
        told.append(_WITH_A_BODY)
    titles = [row.points for row in _rows("title") if row.pattern.fullmatch(_text(one).split()[0].strip("."))]
    return min([0, *told, *titles])


def _words(one: NamedThere) -> list[str]:
    """Folded words of a name, without its titles."""
    name = re.sub(r"['’]s$", "", one.passage.text[one.start : one.end])
    return [fold(w) for w in re.findall(r"[^\W\d_][\w'’-]+", name) if fold(w) not in lexicon().titles]


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
    told = _before(before)
    if one.kind is not MentionKind.PERSON:
        there = re.sub(r"\b[Tt]he $", "", before)
        told = [row for row in _rows("before a place") if row.pattern.search(there)]
        told += [row for row in _rows("behind") if row.pattern.match(f" {text[start:end].split()[-1]}")]
    told += _behind(behind)
    told += [row for row in _rows("opening") if row.pattern.search(text[:40])]
    for row in told:
        if row.everywhere:
            office = 0 if _by_first_name(one, row) else row.points
        else:
            points += row.points
    direct = bool(points > 0 or any(row.points > 0 for row in told))
    plainly = any(row.points >= _PLAINLY for row in told)
    ambient = _of_a_sentence(around)
    beside = _of_a_sentence(text[max(0, first - _BESIDE) : first]) + _of_a_sentence(text[last : last + _BESIDE])
    ambient += max(-1, min(_SCENE, beside))
    # what somebody is said to be counts for more than what the sentence speaks of
    points += max(-1, ambient) if plainly else ambient
    if _AGE_BEHIND.match(behind) or _AGE_BEFORE.search(before):
        points, direct = points + _AGED, True
    if CODE.search(around) or _CODE_WORD.search(around):
        points, direct = points + _CODE_BESIDE, True
    if _IN_CODES.search(text):
        points += _AMONG_CODES
    if _ACTS.match(behind):
        points += 1
    name = text[start:end]
    if office >= 0 and one.kind is MentionKind.PERSON:
        if _calls_somebody(name) and _is_said(text, start, end):
            points, direct = points + _SAID, True
        if len(name) > 3 and name.isupper() and not text[:start].isupper() and re.search(r"[a-z]{3}", around):
            points, direct = points + _IN_CAPITALS, True
        if _DATED.match(behind):
            points, direct = points + _ON_A_DAY, True
    if office >= 0 and _is_some_mr(text[max(0, start - 20) : start], name):
        points, direct = points + _SOME_MR, True
    if _TO_SOMEBODY.match(behind):
        points, direct = points + _DONE_TO_SOMEBODY, True
    lists = [m for m in _ONE_OF_MANY.finditer(text[first:last]) if m.start() <= start - first < m.end()]
    if any(not _IN_CODES.search(m.group()) for m in lists):
        points -= _IN_A_LIST
    elif not plainly and (_NAMES_BESIDE.search(before) or _NAMES_BEHIND.match(behind)):
        points -= 1
    if not _VERB.search(around) and re.search(r"[^\W\d_]", around) and len(around.split()) < _A_LABEL:
        points, direct = points + _ON_A_FORM, True
    # a scene alone makes nobody of the case of whom it tells nothing
    return (points if direct or office else min(points, ENOUGH - 1)), office


def _is_some_mr(before: str, name: str) -> bool:
    """Whether a title with "a" before it says that nobody knows whom the text names there."""
    some = _SOMEBODY.search(before)
    return some is not None and (
        some.group().rstrip(" .").endswith(("Mr", "Mrs", "Ms", "Miss"))
        or name.split()[0].strip(".") in ("Mr", "Mrs", "Ms", "Miss")
    )


def _by_first_name(one: NamedThere, row: _Row) -> bool:
    """Whether an office stands behind a comma beside a first name alone: print calls nobody so who holds one, and "the union
    representative, Jodie" is somebody of the case."""
    words = _text(one).split()
    if len(words) != 1 or row.points > 0 or lexicon().births(re.sub(r"['’]s$", "", words[0])) < _KNOWN_WELL:
        return False
    return row.what.endswith("apposition") or one.passage.text[max(0, one.start - 2) : one.start] == ", "


def _calls_somebody(name: str) -> bool:
    """A first name alone, or a title and a surname: as people are called who are spoken of."""
    words = name.split()
    if len(words) == 1:
        return lexicon().births(re.sub(r"['’]s$", "", words[0])) >= _GIVEN
    titles = [row for row in _rows("title") if row.points > 0 and row.pattern.fullmatch(words[0].strip("."))]
    return bool(titles) or is_titled(name)


def _is_said(text: str, start: int, end: int) -> bool:
    """Whether a name stands within quotation marks that hold a remark."""
    opened = [m.end() for m in _OPENS_A_QUOTE.finditer(text, 0, start + 1) if m.end() <= start]
    if not opened or _CLOSES_A_QUOTE.search(text, opened[-1], start):
        return False
    closed = _CLOSES_A_QUOTE.search(text, end)
    return len(text[opened[-1] : closed.start() if closed else len(text)].split()) >= _A_REMARK


def _before(before: str) -> list[_Row]:
    """What is told of somebody by the words directly before the name; of two posts the longer: a "personal adviser" is none."""
    told = [(row, match.start()) for row in _rows("before") if (match := row.pattern.search(before))]
    posts = [start for row, start in told if abs(row.points) >= _PLAINLY]
    return [row for row, start in told if abs(row.points) < _PLAINLY or start == min(posts)]


def _behind(behind: str) -> list[_Row]:
    """What is told of somebody by the words directly behind the name; what somebody is, once."""
    told = [row for row in _rows("behind") if row.pattern.match(behind)]
    posts = [row for row in _rows("apposition") if row.pattern.match(behind)]
    return told + [row for row in posts if not any(one.points * row.points > 0 and abs(one.points) > 3 for one in told)]


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
    word = re.sub(r"['’]s$", "", words[0])
    births = lexicon().births(word) or min(map(lexicon().births, word.split("-")))  # "Ella-Mae"
    if is_short_name(word) and not lexicon().is_ordinary(word):
        births = max(births, _KNOWN)  # "Steph", whom no register of births has
    known = 2 if births >= _KNOWN_WELL else 1 if births >= _KNOWN else 0 if births >= _GIVEN else -1
    return known + (_FIRST_NAME_ALONE if known > 0 else 0)
