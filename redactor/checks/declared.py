"""What the texts say of their own names: which are pseudonyms, and how a court calls the people before it.

"Names have been changed" and a key behind it, one line a person; "whom I shall call Rosa"; "(1) QM" among the parties of a
judgment. Whoever reads that knows that the name is nobody's. How it is said stands in `declared.csv`, with an example for each
way; {name} there is a word with a capital, {names} are several of them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby, islice, pairwise, takewhile

from redactor.checks.stretches import PUBLISHED_JUDGMENT
from redactor.documents.model import Passage
from redactor.language.lexicon import fold, lexicon

_NAME = r"(?P<name>[A-Z][\w'’-]+)"
_NAMES = r"(?P<name>[A-Z][\w'’-]+(?:(?:,| and|, and) [A-Z][\w'’-]+)*)"
_IN_ANY_LETTERS = ("changed", "all changed", "a key opens", "a key's column")
_QUOTED_NAME = re.compile(r"[\"“‘](?P<name>[A-Z][\w'’-]+)[.,]?[\"”’]")
# "Ilka - the victim, aged 37", "Mrs Thane: Ilka's landlady", "“Ilka” (the victim)"; not "Ann Hurst - Ilka"
_OF_A_KEY = re.compile(
    r"^[\W\d_]*(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr|PC)\.? )?[A-Z][\w'’-]+)[\"”’']?(?: ?[:=(\t|]| [-–—]) ?"
    r"[\"“‘']?(?P<is>[^\W\d_][\w'’-]*)"
)
_A_REAL_NAME = 100  # births from which the word behind the name is rather another name
_A_PARTY = re.compile(r"^\(\d\) (?P<name>[A-Z]{2,3})$")  # a line of the parties of a judgment
_LETTERHEAD_ENDS = re.compile(r"^(?:before|between|date|hearing|1\.)(?![a-z])", re.IGNORECASE)
_LONGEST_LETTERHEAD = 12  # paragraphs


_WORDS = re.compile(r"[^\W\d_][\w'’-]+")
_NAMED = re.compile(r"[A-Z][\w'’-]+")
_SENTENCES = re.compile(r"(?<=[.!?])\s")
_JUST_BEFORE = 60  # characters


@dataclass(frozen=True, slots=True)
class Said:
    """What the texts say of their names."""

    names: frozenset[str]  # folded words that are no real names
    all_changed: bool  # it says so of all names, and lists none, so that any first name may be one
    letterheads: frozenset[int]  # passages on the front of a judgment: the court, its address, the number of the case


@cache
def _ways() -> dict[str, tuple[re.Pattern[str], ...]]:
    """How it is said, by what is said."""
    found: dict[str, tuple[re.Pattern[str], ...]] = {}
    text = files(__package__).joinpath("declared.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        says = row["says"]
        written = row["pattern"].replace("{names}", _NAMES).replace("{name}", _NAME)
        found[says] = (*found.get(says, ()), re.compile(written, re.IGNORECASE if says in _IN_ANY_LETTERS else 0))
    return found


def _says(what: str, text: str) -> re.Match[str] | None:
    """The first place at which a text says so."""
    found = [match for way in _ways()[what] if (match := way.search(text))]
    return min(found, key=lambda match: match.start(), default=None)


def _named(what: str, text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Every place at which a text says so, with the names in the group of that name."""
    for way in _ways()[what]:
        yield from way.finditer(text, start)


def names(texts: Sequence[Passage]) -> Said:
    """From all texts together, in reading order."""
    changed = any(_says("changed", p.text) for p in texts)
    starred = any(_says("star", p.text) and _says("changed", p.text) for p in texts)
    found = {_folded(name) for p in texts for name in _declared(p.text, changed=changed, starred=starred)}
    key = {_folded(name) for name in _of_keys(texts)}
    if any(PUBLISHED_JUDGMENT.search(p.text) for p in texts):
        found |= {_folded(name) for p in texts for name in _before_a_court(p.text)}
    return Said(
        names=frozenset(found | key),
        all_changed=not key and any(_says("all changed", p.text) for p in texts),
        letterheads=frozenset(_letterheads(texts)),
    )


def _folded(name: str) -> str:
    return fold(name.removesuffix("'s").removesuffix("’s"))


def _letterheads(texts: Sequence[Passage]) -> Iterator[int]:
    for _, of_file in groupby(texts, key=lambda passage: passage.draft):
        held = list(of_file)
        if any(PUBLISHED_JUDGMENT.search(p.text) for p in held):
            front = takewhile(lambda p: not _LETTERHEAD_ENDS.match(p.text.strip()), held)
            yield from (p.number for p in islice(front, _LONGEST_LETTERHEAD))


def _of_keys(texts: Sequence[Passage]) -> Iterator[str]:
    """Names of a key of pseudonyms: lines that follow upon one that announces it, or the column of a table."""
    inside = False
    for before, passage in pairwise((None, *texts)):
        if passage is None:
            continue
        if passage.cell is not None:
            if passage.cell.row > 1 and _says("a key's column", passage.cell.header):
                yield from _WORDS.findall(passage.text)
            continue
        opens = before is not None and _says("a key opens", before.text) and _says("a key follows", before.text)
        name = _name_of_a_key(passage.text) if inside or opens else ""
        inside = bool(name)
        if name:
            yield from _WORDS.findall(name)


def _name_of_a_key(text: str) -> str:
    """The pseudonym at the beginning of a line that says who it stands for; "" where the line gives another name."""
    match = _OF_A_KEY.match(text)
    if match is None:
        return ""
    word = match["is"].removesuffix("'s").removesuffix("’s")
    is_a_name = word[:1].isupper() and (lexicon().births(word) >= _A_REAL_NAME or not lexicon().is_ordinary(word))
    # "Mrs Thane - Ilka's landlady": another name of the key, and whose she is
    return "" if is_a_name and word == match["is"] else match["name"]


def _before_a_court(text: str) -> Iterator[str]:
    if match := _A_PARTY.match(text.strip()):
        yield match["name"]
    yield from (match["name"] for match in _named("by a court", text))


def _declared(text: str, *, changed: bool, starred: bool) -> Iterator[str]:
    """Names that a passage says are none; `changed` where any passage says that names have been changed, `starred` where one
    says so of those with a star."""
    here = changed and _says("changed", text)
    for match in _named("called", text):
        before = text[max(0, match.start() - _JUST_BEFORE) : match.start()]
        if (
            here
            or _says("in the report", match["after"])
            or _says("in the report", before)
            or _says("chosen", match["after"])
        ):
            yield from _NAMED.findall(match["name"])
    for match in _named("no real name", text):
        yield from _NAMED.findall(match["name"])
    if starred:
        yield from (match["name"] for match in _named("starred", text))
    told = False
    for sentence in _SENTENCES.split(text):
        said = _says("changed", sentence)
        if said or told:  # "The names are pseudonyms. The victim is called Rosa, their children are Robin and Ellis."
            for match in _named("meant there", sentence, said.end() if said else 0):
                yield from _NAMED.findall(match["name"])
        told = told or said is not None
        if _says("in the report", sentence) and _says("is called", sentence):
            yield from (match["name"] for match in _QUOTED_NAME.finditer(sentence))
    if _says("none quoted is real", text):
        yield from (match["name"] for match in _QUOTED_NAME.finditer(text))
