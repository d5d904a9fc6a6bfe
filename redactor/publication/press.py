"""Cuttings of the press that a board puts into a folder: read as texts, compared with what a report tells."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from redactor.base.refused import Refused
from redactor.base.remembered import remembered
from redactor.base.resources import data_path
from redactor.language.lexicon import lexicon
from redactor.publication.dates import dates_in
from redactor.sources.readers import read_source
from redactor.sources.source import SourceError

_PLAIN = (".txt", ".md")
_MOST = 5_000_000  # bytes of a plain text


@dataclass(frozen=True, slots=True)
class Cutting:
    """One cutting."""

    name: str  # of its file
    text: str


def cuttings(folder: Path) -> list[Cutting]:
    """All files of a folder, in order of their names. Raises Refused for one that cannot be read: it would not be compared."""
    if not folder.is_dir():
        raise Refused(["The place given with --press is no folder. Put the cuttings into one, a file each."])
    found: list[Cutting] = []
    problems: list[str] = []
    for path in sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith((".", "~$"))):
        try:
            if path.suffix.lower() in _PLAIN:
                found.append(Cutting(path.name, path.read_bytes()[:_MOST].decode("utf-8", "replace")))
            elif path.suffix.lower() in (".html", ".htm"):
                found.append(Cutting(path.name, _without_tags(path.read_bytes()[:_MOST].decode("utf-8", "replace"))))
            else:
                source = read_source(path)
                found.append(Cutting(path.name, "\n".join(t.text for t in source.texts if t.layer == "text")))
        except (OSError, SourceError):
            problems.append(
                f"Cutting {len(found) + len(problems) + 1} ({path.suffix or 'without an ending'}) cannot be read."
            )
    if problems:
        raise Refused([*problems, "Save it as text, Word or PDF, or take it out of the folder."])
    return found


def _without_tags(text: str) -> str:
    import html

    text = re.sub(r"(?is)<(script|style)\b.*?</\1>", " ", text)
    text = re.sub(r"(?i)<(?:p|br|div|h\d|li|tr)\b[^>]*>", "\n", text)
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


@dataclass(frozen=True, slots=True)
class PressMatch:
    """A sentence of the report beside one of a cutting, and what they share."""

    score: float  # 0 to 1
    report: str
    where: str
    cutting: str  # name of its file
    sentence: str
    shared: tuple[str, ...]  # "date", "“the words as they stand”", "numbers", "rare words"


_SENTENCES = re.compile(r"[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]+)*[.!?]?")
_WORDS = re.compile(r"[a-z]+(?:['’-][a-z]+)*|\d+")
_LEAST = 0.25  # score
_PHRASE = 5  # words in a row from which a search finds the very sentence
_MOST_SHOWN = 40


def compared(report: Iterable[tuple[str, str]], press: Sequence[Cutting]) -> list[PressMatch]:
    """The sentences of a report (text, place) that a cutting tells as well, the best first, one cutting's best for each."""
    of_press = [(c.name, s) for c in press for s in _sentences(c.text)]
    lines = [(s, where) for text, where in report for s in _sentences(text)]
    if not of_press or not lines:
        return []
    found_in = Counter(w for _, s in of_press for w in set(_words(s)))
    found_in.update(w for s, _ in lines for w in set(_words(s)))
    total = len(of_press) + len(lines)
    weight = {w: math.log(total / n) if not _is_common(w) else 0.0 for w, n in found_in.items()}
    prepared = [(name, s, _words(s), _days(s)) for name, s in of_press]
    found: list[PressMatch] = []
    for line, where in lines:
        words, days = _words(line), _days(line)
        best: dict[str, PressMatch] = {}
        for name, sentence, others, other_days in prepared:
            match = _match(line, where, words, days, name, sentence, others, other_days, weight)
            if match is not None and (name not in best or match.score > best[name].score):
                best[name] = match
        found += best.values()
    return sorted(found, key=lambda m: -m.score)[:_MOST_SHOWN]


def _match(
    line: str,
    where: str,
    words: list[str],
    days: set[tuple[int, int]],
    name: str,
    sentence: str,
    others: list[str],
    other_days: set[tuple[int, int]],
    weight: Mapping[str, float],
) -> PressMatch | None:
    both = set(words) & set(others)
    rare = {w for w in both if weight[w] > 0 and not w.isdigit()}
    numbers = {w for w in both if w.isdigit() and len(w) < 4}
    if len(rare) < 2 and not days & other_days:
        return None
    smaller = min(sum(weight[w] for w in set(words)), sum(weight[w] for w in set(others)))
    overlap = sum(weight[w] for w in rare) / smaller if smaller else 0.0
    phrase = _longest(words, others)
    told = len(phrase) >= _PHRASE and sum(weight[w] > 0 for w in phrase) > 1
    score = min(1.0, overlap * 0.7 + 0.3 * bool(days & other_days) + 0.3 * told + 0.05 * len(numbers))
    if score < _LEAST or not (rare or days & other_days):
        return None
    shared = [*(["the day"] if days & other_days else []), *([f"“{' '.join(phrase)}”"] if told else [])]
    if rare:
        shared.append("words: " + ", ".join(sorted(rare, key=lambda w: -weight[w])[:6]))
    if numbers:
        shared.append("numbers: " + ", ".join(sorted(numbers)))
    return PressMatch(score, line, where, name, sentence, tuple(shared))


def _sentences(text: str) -> list[str]:
    return [s for m in _SENTENCES.finditer(text) if len((s := m.group().strip()).split()) > 3]


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.lower().replace("’", "'"))


@remembered(65536)
def _is_common(word: str) -> bool:
    return word in lexicon().function_words or word in _common_words() or len(word) < 3


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    """Words that stand in any report and in any newspaper: `key_maps/publication/common_words.txt`."""
    path = data_path("key_maps/publication/common_words.txt")
    return frozenset(path.read_text(encoding="utf-8").split())


def _days(text: str) -> set[tuple[int, int]]:
    """Days of the year, as the press leaves the year out."""
    return {(d.first.month, d.first.day) for d in dates_in(text) if d.is_day}


def _longest(one: list[str], other: list[str]) -> list[str]:
    """The longest run of words that both have."""
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return one[match.a : match.a + match.size]
