"""Names without the language model: after a title, a first name with what follows it, and both again wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from redactor.base.remembered import remembered
from redactor.checks.passages import ReadText
from redactor.checks.suspicion import LOWER, MADE_BY, Suspicion, judged, name_words
from redactor.codes.shapes import CODE
from redactor.codes.text import squash
from redactor.detection.knowledge import Knowledge
from redactor.detection.mentions import Mention, MentionKind
from redactor.language.lexicon import DAYS, MONTHS, abbreviations, fold, lexicon, titles_for

_WORD = r"[A-Z][^\W\d_]+(?:['-][A-Z]?[^\W\d_]+)*"
_TITLES = tuple(title if title.isupper() else title + r"\.?" for title in titles_for("quick"))
_TITLED = re.compile(
    rf"\b(?:{'|'.join(_TITLES)}) "
    rf"(?:\d{{2,5}} )?(?:[A-Z]\.? )?(?P<name>{_WORD})(?!\w)(?: {_WORD}(?!\w))?"
)
_FIELD = re.compile(
    r"^\W*(?:(?:name of |imr |report |the )*authors?\b|.{0,20}\b(?:prepared|approved|written|completed) by\b|quality|qa\b)",
    re.I,
)
_CAPITALISED = re.compile(rf"(?<![\w'’-])(?P<first>{_WORD})(?P<rest>(?: (?:[A-Z]\.? )?{_WORD}(?!\w)){{0,2}})")
_BORNE = re.compile(
    rf"\b{_WORD}(?:[ -]{_WORD})?(?:'s)? (?:Inquiry|Enquiry|Report|Review|Protocol|Act|Scale|Index|Syndrome|syndrome|disease|"
    r"Test|Inventory|guidelines|competence)\b"
)
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CAPITAL = re.compile(r"(?<![^\W\d_])(?<![^\W\d_]['’-])[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*")
_NO_SURNAME = re.compile(r"(?:Practitioner|Manager|Officer|Team|Lead|Inspector|Constable|Sergeant|[A-Z]{2,3})")
_BIRTHS = 300  # of a name that counts as one although it stands alone


def quick_suspicions(
    readings: Sequence[ReadText], knowledge: Knowledge, keep: Iterable[str], listed: frozenset[str]
) -> dict[int, list[Suspicion]]:
    """Suspicions by passage number. What stands after a title, or with a first name, is looked for in all texts."""
    codes = frozenset(map(squash, knowledge.codes))
    kept = frozenset(fold(" ".join(name.split())) for name in keep)
    mentions = {r.passage.number: list(_first_look(r)) for r in readings}
    surnames = {
        word
        for found in mentions.values()
        for mention in found
        if mention.score > LOWER
        for word in name_words(mention.text)
        if len(word) > 3 and not lexicon().is_ordinary(word) and word not in lexicon().geographic
    }
    found: dict[int, list[Suspicion]] = {}
    for reading in readings:
        text, number = reading.passage.text, reading.passage.number
        taken = [(m.start, m.end) for m in mentions[number]]
        again = _second_look(reading, surnames | listed, taken)
        for mention in sorted((*mentions[number], *again), key=lambda m: m.start):
            for start, end, score in judged(mention, text, codes):
                words = name_words(text[start:end])
                named = "keep list" if fold(" ".join(text[start:end].split())) in kept else _made_by(reading, start)
                found.setdefault(number, []).append(
                    Suspicion(
                        reading.text, start, end, MentionKind.PERSON, "", score, named, bool(words) and words <= listed
                    )
                )
    return found


def _made_by(reading: ReadText, start: int) -> str:
    """Whether the form asks for a name here, as far as the label beside it or the words before it tell."""
    cell = reading.passage.cell
    if cell and cell.column == 2 and cell.table <= 2 and _FIELD.search(cell.row_header):
        return "front sheet"
    return "author" if MADE_BY.search(reading.passage.text[max(0, start - 90) : start]) else ""


def _first_look(reading: ReadText) -> Iterator[Mention]:
    text = reading.passage.text
    end = 0
    titled = [
        (*m.span(), 0.8)
        for m in _TITLED.finditer(text)
        if not CODE.match(text, m.start("name")) and not _NO_SURNAME.fullmatch(m["name"])
    ]
    kept = _kept(text)
    spans = sorted([*titled, *_with_first_names(text)], key=lambda span: (span[0], -span[1]))
    for start, stop, score in spans:
        if start >= end and not any(s < stop and start < e for s, e in kept):
            yield Mention(
                reading.passage.number, start, stop, text[start:stop], MentionKind.PERSON, score, "quick look"
            )
            end = stop


def _with_first_names(text: str) -> Iterator[tuple[int, int, float]]:
    for match in _CAPITALISED.finditer(text):
        words = [(m.group(), match.start() + m.start(), match.start() + m.end()) for m in re.finditer(_WORD, match[0])]
        for n, (word, start, _) in enumerate(words):
            births = _first_name(word)
            if not births:
                continue
            last = n
            while last + 1 < len(words) and _may_be_surname(words[last + 1][0]):
                last += 1
            if births < _BIRTHS and (last == n or lexicon().is_ordinary(words[n + 1][0])):
                continue
            yield start, words[last][2], 0.75 if last > n else 0.6
            break


def _kept(text: str) -> list[tuple[int, int]]:
    """Phrases of the keep list ("Munro Review"), and a name that an inquiry, a tool or a protocol bears."""
    lex = lexicon()
    found = [m.span() for m in _BORNE.finditer(text)]
    for match in _CAPITAL.finditer(text):
        phrases = lex.keep_starts.get(fold(match.group())) if match.group()[0].isupper() else None
        if not phrases:
            continue
        words = list(islice(_PLAIN_WORD.finditer(text, match.start()), max(map(len, phrases))))
        said = tuple(fold(w.group()) for w in words)
        if phrase := next((p for p in phrases if said[: len(p)] == p), None):
            found.append((match.start(), words[len(phrase) - 1].end()))
    return found


@remembered(65536)
def _first_name(word: str) -> int:
    """How many bear it as a first name; 0 for what is also something else."""
    folded, lex = fold(word), lexicon()
    alone = (
        not lex.is_ordinary(word)
        and folded not in lex.geographic
        and folded not in lex.demonyms
        and folded not in MONTHS
        and folded not in DAYS
        and word.upper() not in abbreviations()
    )
    return lex.births(word) if alone else 0


@remembered(65536)
def _may_be_surname(word: str) -> bool:
    folded, lex = fold(word), lexicon()
    return folded not in lex.function_words and folded not in MONTHS and folded not in DAYS


def _second_look(
    reading: ReadText, names: frozenset[str] | set[str], taken: list[tuple[int, int]]
) -> Iterator[Mention]:
    text = reading.passage.text
    for match in re.finditer(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*", text):
        word = match.group()
        if not word[0].isupper() or fold(word) not in names:
            continue
        start, end = match.span()
        if any(s < end and start < e for s, e in taken):
            continue
        plain = lexicon().is_ordinary(word)
        yield Mention(
            reading.passage.number, start, end, word, MentionKind.PERSON, LOWER if plain else 0.75, "quick look"
        )
