"""What the recognisers find in a file, judged: a code that they take for a name is none, and some names may stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from redactor.checks.evidence import NamedThere, speaks_of_nobody
from redactor.checks.pardons import (
    Pardons,
    is_a_sentence,
    is_a_thing,
    is_a_title,
    is_a_word,
    is_large_place,
    is_nobody,
    is_of_a_book,
    is_of_a_post,
    is_of_a_work,
    is_of_the_law,
    is_public,
    is_where,
    names_no_name,
)
from redactor.checks.passages import ReadText, passages_of
from redactor.checks.published import (
    is_a_body,
    is_a_region,
    is_a_seat,
    is_a_town,
    is_an_author,
    is_an_entry,
    is_behind_an_article,
    is_in_a_judgment,
    is_no_name,
)
from redactor.codes.shapes import CODE, LETTERED, TITLE, WORD
from redactor.codes.text import squash
from redactor.detection.knowledge import Knowledge
from redactor.detection.mentions import Mention, MentionKind
from redactor.documents.model import Passage
from redactor.language.acting import is_subject, stands_alone
from redactor.language.lexicon import fold, lexicon

_CODE_ALONE = re.compile(rf"(?:{WORD}|[A-Z]{{2,4}} Org)", re.IGNORECASE)
_NUMBER_AFTER = re.compile(r" (?:X?\d{1,3}|[A-Z])\b(?![/.-]\d)")  # "Ward 3", not "Ward 3/11/85"
_TITLE = re.compile(rf"(?:{TITLE})\.?(?: (?:and|&) (?:{TITLE}))?", re.IGNORECASE)
# who made the report and who approved it: the board's form asks for their names
MADE_BY = re.compile(
    r"(?<!\()(?i:\b(?:prepared|written|compiled|authored|approved|countersigned|signed off|quality[ -]assured)"
    r"(?: and (?:approved|agreed|signed))? by|\b(?:lead person|(?:report |imr )?author|lead reviewer|"
    r"independent (?:chair|reviewer|author))\b)(?: of (?:this|the) [\w ]{3,30})?[\s:,-]+(?:[A-Z][a-z]+ ){0,4}$"
)
_PAIR = re.compile(rf" (?:and|&) (?:{TITLE})\.? (?:[A-Z]\.? )?[A-Z][\w'-]{{2,}}")
_CASE_NUMBER = re.compile(
    r"\b(?:case|claim|appeal|application)(?: (?:no|nos|number|ref)\b\.?)?\s*:?\s*$", re.IGNORECASE
)
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:;\"]\s*)$")
_NAMED_IN_PRINT = (MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION)
_SOMEWHERE = (MentionKind.ADDRESS, MentionKind.PLACE, MentionKind.ORGANISATION)
_AN_HONOUR = 5  # characters behind a name
_HONOURED = re.compile(r" (?:CBE|OBE|MBE|DBE|KBE|QPM|KPM|KCB|CVO)\b")
SURE = 0.9  # a name of the list where only a person can stand
# why somebody named may stand, beside the form and the keep list; the last is told milder and never passed
PSEUDONYM, CITED, IN_A_PHRASE = "no real name", "judgment", "phrase"
LOWER = 0.45  # what a doubtful suspicion counts at most


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A mention of a text that may identify, and how sure that is."""

    text: int  # index in its source; -1 is the file's name
    start: int
    end: int
    kind: MentionKind
    label: str
    score: float
    named: str = ""  # why it may stand: "front sheet", "author", "keep list"; "" when it may not
    listed: bool = False  # by the words of the list
    maker: bool = False  # by the words of the author's name, or of who approved it
    in_print: bool = False  # nothing around it speaks of the case


def suspect(
    readings: Sequence[ReadText],
    knowledge: Knowledge,
    keep: Iterable[str],
    listed: frozenset[str],
    issued: frozenset[str],
) -> dict[int, list[Suspicion]]:
    """Suspicions by passage number, over all files together: a name found in one is looked for in the others.

    `listed` are folded words of names of list and key map, `issued` those of the list alone.
    """
    from redactor.detection.engine import find_all
    from redactor.identities.exempt import exempt_mentions

    detected = find_all(passages_of(readings), knowledge)
    by_number = {reading.passage.number: reading for reading in readings}
    codes = frozenset(map(squash, knowledge.codes))
    kept = frozenset(fold(" ".join(name.split())) for name in keep)
    exempt = exempt_mentions(detected)
    makers: set[str] = set()
    led: set[tuple[int, int]] = set()
    for each in detected:
        for mention in each.mentions:
            if mention.kind is MentionKind.PERSON and (
                (mention.passage, mention.start) in exempt
                or MADE_BY.search(each.passage.text[max(0, mention.start - 90) : mention.start])
            ):
                makers.update(name_words(mention.text))
                led.add((mention.passage, mention.start))
    makers -= issued  # a namesake in the family is never let pass
    pardons = Pardons.of(readings)
    found: dict[int, list[Suspicion]] = {}
    for each in detected:
        index = by_number[each.passage.number].text
        for mention in each.mentions:
            for start, end, score in judged(mention, each.passage.text, codes):
                words = name_words(each.passage.text[start:end])
                named = ""
                maker = mention.kind is MentionKind.PERSON and bool(words) and words <= makers
                if fold(" ".join(each.passage.text[start:end].split())) in kept:
                    named = "keep list"
                elif maker:
                    if (mention.passage, mention.start) in exempt:
                        named = "front sheet"
                    elif (mention.passage, mention.start) in led:
                        named = "author"
                    else:  # the same person elsewhere: somebody has to say whether as the author
                        score = min(score, LOWER)
                by_list = mention.kind is MentionKind.PERSON and bool(words) and words <= listed
                if by_list and not maker and _is_somebody(each.passage.text, start, end, mention.text, codes):
                    score = max(score, SURE)
                elif by_list and len(words) == 1 and _plain(words):
                    score = min(score, LOWER)
                if not by_list and not named and not words & listed:
                    score, named = _pardoned(pardons, each.passage, start, end, mention, score)
                found.setdefault(each.passage.number, []).append(
                    Suspicion(index, start, end, mention.kind, mention.label, score, named, by_list, maker)
                )
        for standing in each.kept:
            phrase = each.passage.text[standing.start : standing.end].split()
            if len(phrase) > 1 and {fold(w) for w in phrase} & listed:
                found.setdefault(each.passage.number, []).append(
                    Suspicion(index, standing.start, standing.end, MentionKind.PERSON, "", 0.0, IN_A_PHRASE)
                )
    return _with_evidence(found, readings, listed)


def _with_evidence(
    found: dict[int, list[Suspicion]], readings: Sequence[ReadText], listed: frozenset[str]
) -> dict[int, list[Suspicion]]:
    """Finds of nobody on the list, told milder where the words around speak of nobody of the case."""
    by_number = {reading.passage.number: reading.passage for reading in readings}
    shown = {reading.passage.number for reading in readings if reading.shown}
    doubtful = [
        NamedThere(by_number[number], s.start, s.end, s.kind)
        for number, suspicions in found.items()
        for s in suspicions
        if number in shown
        and s.kind in _NAMED_IN_PRINT
        and s.score > LOWER
        and not (s.listed or s.named or s.maker or name_words(by_number[number].text[s.start : s.end]) & listed)
    ]
    if not doubtful:
        return found
    milder = speaks_of_nobody(doubtful, by_number.values())
    return {
        number: [
            replace(s, score=LOWER, in_print=True)
            if (number, s.start) in milder
            and s.kind in _NAMED_IN_PRINT
            and s.score > LOWER
            and not (s.listed or s.named or s.maker)
            else s
            for s in suspicions
        ]
        for number, suspicions in found.items()
    }


def _pardoned(
    pardons: Pardons, passage: Passage, start: int, end: int, mention: Mention, score: float
) -> tuple[float, str]:
    """How much a find of nobody on the list counts, and why it may stand; "" where it may not."""
    text, kind = passage.text[start:end], mention.kind
    if passage.number in pardons.letterheads:
        # the court and the number that it gave the case: everybody may look them up
        if kind is MentionKind.IDENTIFIER and _CASE_NUMBER.search(passage.text, max(0, start - 30), start):
            return score, CITED
        if kind in _SOMEWHERE:
            return min(score, LOWER), ""
    if kind in _SOMEWHERE and (is_a_seat(passage.text, start, end) or is_an_entry(passage.text)):
        return min(score, LOWER), ""
    if kind not in (MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION):
        return score, ""
    if pardons.is_declared(name_words(text)):
        return score, PSEUDONYM
    if pardons.is_cited(passage.number, start, end):
        return score, CITED
    if is_nobody(passage.text, start, end):
        return 0.0, ""
    honoured = (
        _HONOURED.search(passage.text, start, end + _AN_HONOUR) is not None
    )  # "Gill Hale CBE": known to everybody
    if honoured or is_of_the_law(passage.text, start, end) or is_public(passage.text, start, end):
        return min(score, LOWER), ""
    if is_of_a_work(passage.text, start, end) or (
        kind is MentionKind.ORGANISATION and is_a_sentence(passage.text[start:end])
    ):
        return min(score, LOWER), ""
    if (
        is_a_town(passage.text, start, end)
        or is_a_region(passage.text, start, end)
        or is_an_author(passage.text, start, end, pardons.authors)
        or is_in_a_judgment(passage.text, start, end, cites=bool(pardons.cited))
    ):
        return min(score, LOWER), ""
    titled = any(fold(w.strip(".")) in lexicon().titles for w in text.split()[:1]) and " " in text.strip()
    if pardons.is_of_a_case(passage.text, start, end):
        return min(score, LOWER), ""
    person = kind is MentionKind.PERSON and not titled
    if is_large_place(passage.text, start, end) or (
        person
        and (
            names_no_name(text)
            or is_of_a_book(passage.text, start, end)
            or is_where(passage.text, start, end)
            or is_a_word(passage.text, start, end)
            or is_a_thing(text)
            or is_a_title(passage.text, start)
            or is_of_a_post(passage.text, start, end)
            or is_behind_an_article(passage.text, start, end)
            or is_a_body(passage.text, start, end)
            or is_no_name(passage.text, start, end)
            or (pardons.all_changed and " " not in text.strip())
        )
    ):
        return min(score, LOWER), ""
    return score, ""


_CODE_BEFORE = re.compile(r"(?P<code>[A-Z][\w’']*(?: [\w’']+){0,2}) ?[(\[]$")


def _is_somebody(text: str, start: int, end: int, mention: str, codes: frozenset[str]) -> bool:
    """A name of the list, though it is a word of the language: a title with it, a code before its bracket, a person's verb."""
    if any(fold(w.strip(".")) in lexicon().titles for w in mention.split()[:1]) and len(mention.split()) > 1:
        return True
    before = _CODE_BEFORE.search(text, max(0, start - 30), start)
    if (
        before
        and text[end : end + 1] in (")", "]", ",")
        and any(squash(before["code"]).endswith(code) for code in codes)
    ):
        return True
    return text[start].isupper() and (is_subject(text, start, end) or stands_alone(text, start, end))


def name_words(text: str) -> set[str]:
    """Folded words of a name, without titles and single letters."""
    words = {fold(w) for w in re.findall(r"[^\W\d_]{2,}", text)}
    return words - set(lexicon().titles) - {"s"}


def _plain(words: Iterable[str]) -> bool:
    return all(lexicon().is_ordinary(w) or w in lexicon().function_words for w in words)


def judged(mention: Mention, text: str, codes: frozenset[str]) -> Iterator[tuple[int, int, float]]:
    """The part of a mention that is no code, with its score; nothing for what is a code and no more."""
    start, end, score = mention.start, mention.end, mention.score
    if mention.kind not in (MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION, MentionKind.ADDRESS):
        yield start, end, score
        return
    if squash(mention.text) in codes or CODE.fullmatch(mention.text):
        return
    if _NUMBER_AFTER.match(text, end) and _CODE_ALONE.fullmatch(mention.text):
        return
    if _TITLE.fullmatch(mention.text.strip()) and not _PAIR.match(text, end):
        return
    code = CODE.match(mention.text)
    if code and code.start() == 0:
        rest = mention.text[code.end() :]
        words = name_words(rest)
        initial = LETTERED.fullmatch(code.group()) and squash(code.group()) not in codes
        if not words or (_plain(words) and not initial):
            return
        if _plain(words) or (rest.startswith((".", ",", ";", ":")) and not initial):
            score = min(score, LOWER)  # "Mr B. Ward sister said": a sentence begins, or a name with an initial
    elif mention.kind is MentionKind.PERSON and _is_before_a_code(mention, text, codes):
        score = min(score, LOWER)  # "Alpha Mr B": a word before somebody whose whole name has gone
    elif mention.kind is MentionKind.PERSON and _begins(mention, text):
        score = min(score, LOWER)  # "Hope expressed that …": a word that is also a name, at the beginning of a sentence
    elif (
        mention.kind is MentionKind.PERSON
        and mention.text.isupper()
        and _shouted(text)
        and _plain(name_words(mention.text))
    ):
        score = min(score, LOWER)  # a word of a record that is all in capitals
    yield start, end, score


def _is_before_a_code(mention: Mention, text: str, codes: frozenset[str]) -> bool:
    """A word of the language, rarely anybody's first name, right before a code of the list."""
    word = mention.text.strip()
    plain = word.isalpha() and lexicon().is_ordinary(word) and lexicon().births(word) < _A_FIRST_NAME
    code = CODE.match(text, mention.end + 1) if plain and text[mention.end : mention.end + 1] == " " else None
    return code is not None and squash(code.group()) in codes


_A_FIRST_NAME = 500  # births from which a word is a first name first of all


def _begins(mention: Mention, text: str) -> bool:
    follows = re.match(r"\s(?:[a-z]+(?:ed|s)|was|is|had|has)\b", text[mention.end : mention.end + 60])
    return (
        " " not in mention.text
        and _plain([fold(mention.text)])
        and bool(_SENTENCE_BEGINS.search(text, max(0, mention.start - 60), mention.start))
        and mention.start > 0
        and follows is not None
    )


def _shouted(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 20 and sum(c.isupper() for c in letters) > len(letters) * 0.4
