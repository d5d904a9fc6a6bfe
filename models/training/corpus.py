"""The training texts: filled templates in many dresses, and two open sets of real text. Same seed, same corpus."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from names import Names
from slots import PERSON, Sample, Slots, typo

HERE = Path(__file__).parent
UNKNOWN = "?"  # not taught either way

# how often a template of each file is drawn
MIX = {"cells": 16, "notes": 24, "chronology": 16, "letters": 14, "places": 12, "records": 44, "stays": 42}


@dataclass(frozen=True)
class Corpus:
    """Templates by voice, ready to be drawn from."""

    slots: Slots
    templates: dict[str, tuple[str, ...]]

    @classmethod
    def read(cls, names: Names) -> Corpus:
        """The templates of the folder beside this file."""
        found = {}
        for voice in MIX:
            lines = (HERE / "templates" / f"{voice}.txt").read_text(encoding="utf-8").splitlines()
            found[voice] = tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
        return cls(Slots(names), found)

    def generated(self, count: int, rng: random.Random) -> Iterator[Sample]:
        """`count` samples: single lines as in tables, and paragraphs of several sentences."""
        voices, weights = list(MIX), list(MIX.values())
        for _ in range(count):
            lines = rng.choices([1, 2, 3, 4, 6], [50, 20, 14, 10, 6])[0]
            voice = rng.choices(voices, weights)[0]
            others = (voice, voice, "stays", rng.choices(voices, weights)[0])
            drawn = [rng.choice(self.templates[voice if n == 0 else rng.choice(others)]) for n in range(lines)]
            rng.shuffle(drawn)
            yield dressed(_joined([self.slots.fill(t, rng) for t in drawn], rng), rng)


def _joined(samples: Sequence[Sample], rng: random.Random) -> Sample:
    text, spans = "", []
    for sample in samples:
        if text:
            text += rng.choice([" ", " ", " ", "\n"]) if text[-1] in ".?!" else rng.choice([". ", "; ", "\n", " - "])
        spans += [(s + len(text), e + len(text), label) for s, e, label in sample.spans]
        text += sample.text
    return Sample(text, tuple(spans))


def dressed(sample: Sample, rng: random.Random) -> Sample:
    """The same text in capitals, in small letters, with slips, other quotes or a number before it."""
    text, spans = sample.text, sample.spans
    chance = rng.random()
    if chance < 0.05 and len(text) < 120:
        text = _same_length(text, text.upper())
    elif chance < 0.10:
        text = _same_length(text, text.lower())
    elif chance < 0.13:  # no capitals but those at the start of sentences
        text = re.sub(r"(?<![.?!] )(?<!^)[A-Z]", lambda m: m[0].lower(), text)
    if rng.random() < 0.08:
        text, spans = _slips(text, spans, rng)
    if rng.random() < 0.4:
        text = text.replace("'", "’")
    if rng.random() < 0.08:
        lead = rng.choice(["- ", "• ", "1. ", "2.3 ", "a) ", "* ", "(ii) ", "> ", "\t", "3.1.2 "])
        text, spans = lead + text, tuple((s + len(lead), e + len(lead), label) for s, e, label in spans)
    if rng.random() < 0.1 and text.endswith("."):
        text = text[:-1]
    return Sample(text, spans)


def _same_length(old: str, new: str) -> str:
    return new if len(new) == len(old) else old


def _slips(
    text: str, spans: tuple[tuple[int, int, str], ...], rng: random.Random
) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    inside = bytearray(len(text) + 1)
    for s, e, _ in spans:
        inside[s:e] = b"\1" * (e - s)
    words = [m for m in re.finditer(r"[a-z]{4,}", text) if not any(inside[m.start() : m.end()])]
    for match in sorted(rng.sample(words, min(2, len(words))), key=lambda m: -m.start()):
        new = typo(match[0], rng)
        shift = len(new) - len(match[0])
        text = text[: match.start()] + new + text[match.end() :]
        spans = tuple((s + shift, e + shift, la) if s >= match.end() else (s, e, la) for s, e, la in spans)
    return text, spans


def real_text(folder: Path) -> list[Sample]:
    """WikiGold and WNUT-17 (CC BY 4.0) from a folder that holds them.

    Only their people are taught; other entities are left open.
    """
    found = []
    for name in ("wikigold.conll.txt", "wnut17train.conll", "emerging.dev.conll"):
        for sentence in (folder / name).read_text(encoding="utf-8").split("\n\n"):
            text, spans = "", []
            for line in sentence.splitlines():
                parts = line.split("\t") if "\t" in line else line.rsplit(" ", 1)
                if len(parts) != 2 or not parts[0].strip() or parts[0].startswith(("http", "-DOCSTART")):
                    continue
                word, tag = parts[0].strip(), parts[1].strip()
                glue = (
                    ""
                    if not text or re.fullmatch(r"[.,;:!?)'%]|'s|n't|'re|'ll", word) or text.endswith(("(", "#", "@"))
                    else " "
                )
                start = len(text) + len(glue)
                text += glue + word
                if tag != "O":
                    label = PERSON if tag[2:].upper() in ("PER", "PERSON") else UNKNOWN
                    if spans and spans[-1][2] == label and tag[0] == "I" and spans[-1][1] + len(glue) == start:
                        spans[-1] = (spans[-1][0], len(text), label)
                    else:
                        spans.append((start, len(text), label))
            if len(text) > 8:
                found.append(Sample(text, tuple(spans)))
    return found
