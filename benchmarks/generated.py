"""Sentences in the style of these reports with names put in, and where in them the names stand.

The names (benchmarks/data/names.csv) are drawn from those that training leaves out (models/training/reserved.py): no
rule, list or model was fitted to them. Every name gets a short draft of its own, with sentences of every form in which
reports name people.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from redactor.documents.model import Cell, Passage, Place, Story

DATA = Path(__file__).parent / "data"
# what stands between braces in sentences.csv → the form that is reported, and how many such sentences a draft has
SLOTS = {
    "full": "full name",
    "first": "first name",
    "last": "last name",
    "titled": "title and last name",
    "initials": "initials and last name",
    "CAPITALS": "capitals",
    "turned": "SURNAME, First",
    "list": "first name in a list",
    "full's": "possessive",
    "first's": "possessive",
    "last's": "possessive",
    "titled's": "possessive",
}
FORMS = tuple(dict.fromkeys(SLOTS.values()))
SENTENCES_OF_A_FORM = {"full name": 3, "first name": 3}
TITLES = ("Ms", "Mr", "Mrs", "Dr")
PARAGRAPH = 3  # sentences of prose in one
_SLOT = re.compile(r"\{([\w']+)\}")


@dataclass(frozen=True, slots=True)
class Name:
    """One invented person."""

    group: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with one gap for a name."""

    style: str  # "prose", "chronology", "front", "heading", "capitals"
    before: str
    slot: str
    after: str

    @property
    def form(self) -> str:
        """The form in which it names somebody."""
        return SLOTS[self.slot]


@dataclass(frozen=True, slots=True)
class Gold:
    """Characters `start` to `end` (exclusive) that must be found."""

    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class Written:
    """A passage and the names in it."""

    passage: Passage
    golds: tuple[Gold, ...]


def names() -> list[Name]:
    """All names, group by group."""
    with (DATA / "names.csv").open(encoding="utf-8", newline="") as stream:
        return [Name(**row) for row in csv.DictReader(stream)]


def sentences() -> list[Sentence]:
    """All sentences in the order of the table."""
    found = []
    with (DATA / "sentences.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            (slot,) = _SLOT.finditer(row["text"])
            before, after = row["text"][: slot.start()], row["text"][slot.end() :]
            found.append(Sentence(row["style"], before, slot.group(1), after))
    return found


def fillers() -> list[str]:
    """Sentences that name nobody."""
    with (DATA / "filler.csv").open(encoding="utf-8", newline="") as stream:
        return [row["text"] for row in csv.DictReader(stream)]


def chosen(everything: Sequence[Sentence], number: int) -> list[Sentence]:
    """The sentences for the name of this number: some of every form, in turn, so that all are used."""
    picked = []
    for form in FORMS:
        of_form = [s for s in everything if s.form == form]
        count = min(SENTENCES_OF_A_FORM.get(form, 2), len(of_form))
        picked += [of_form[(number * count + k) % len(of_form)] for k in range(count)]
    return picked


def filled(sentence: Sentence, number: int, everybody: Sequence[Name]) -> tuple[str, list[Gold]]:
    """The sentence with the name of this number (and, in a list, two others of its group) and the places of the names."""
    text, golds = sentence.before, []
    for words, is_name in _parts(sentence.slot, number, everybody):
        if is_name:
            golds.append(Gold(len(text), len(text) + len(words), sentence.form))
        text += words
    return text + sentence.after, golds


def _parts(slot: str, number: int, everybody: Sequence[Name]) -> Iterator[tuple[str, bool]]:
    """What is put into a gap, piece by piece, and whether the piece has to be found."""
    name = everybody[number]
    kind = slot.removesuffix("'s")
    if kind == "list":
        others = [other for other in everybody if other.group == name.group and other != name]
        second, third = (others[(number + k) % len(others)] for k in (0, 1))
        yield from ((name.first, True), (", ", False), (second.first, True), (" and ", False), (third.first, True))
    elif kind == "titled":
        yield from ((f"{TITLES[number % len(TITLES)]} ", False), (name.last, True))
    elif kind == "initials":
        letters = [part[0] for part in re.split(r"[\s-]", name.first)][:2]
        stop = "." if number % 2 else ""
        yield f"{' '.join(letter + stop for letter in letters)} {name.last}", True
    else:
        full = f"{name.first} {name.last}"
        turned = f"{name.last.upper()}, {name.first}"
        forms = {"full": full, "first": name.first, "last": name.last, "CAPITALS": full.upper(), "turned": turned}
        yield forms[kind], True
    if kind != slot:
        yield "'s", False


def alone(sentence: Sentence, number: int, everybody: Sequence[Name]) -> Written:
    """The sentence as a whole draft."""
    text, golds = filled(sentence, number, everybody)
    return Written(passage(1, text, sentence.style), tuple(golds))


def draft(number: int, everything: Sequence[Sentence], everybody: Sequence[Name]) -> list[Written]:
    """The draft of the name of this number: its sentences and some that name nobody, in no order; prose in paragraphs."""
    dice = random.Random(number)
    pieces = [(s.style, *filled(s, number, everybody)) for s in chosen(everything, number)]
    pieces += [("prose", text, []) for text in fillers()]
    dice.shuffle(pieces)
    written: list[Written] = []
    prose = [piece for piece in pieces if piece[0] == "prose"]
    groups = [prose[k : k + PARAGRAPH] for k in range(0, len(prose), PARAGRAPH)]
    groups += [[piece] for piece in pieces if piece[0] != "prose"]
    dice.shuffle(groups)
    for at, group in enumerate(groups, 1):
        text, golds = "", []
        for _, sentence, found in group:
            text += " " if text else ""
            golds += [Gold(g.start + len(text), g.end + len(text), g.form) for g in found]
            text += sentence
        written.append(Written(passage(at, text, group[0][0]), tuple(golds)))
    return written


def passage(number: int, text: str, style: str) -> Passage:
    """The passage as the reading of a Word file would give it."""
    place = Place(Story.BODY, f"paragraph {number}")
    if style == "chronology":
        return Passage(number, text, place, Cell(1, number + 1, 2, header="Event"))
    return Passage(number, text, place, heading=1 if style in ("heading", "capitals") else None)
