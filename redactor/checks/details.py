"""Details by which a person may be known without a name, and how much each weighs: `details.csv`, which a board can read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from redactor.base.remembered import remembered
from redactor.codes.shapes import CODE

# details and two of them strong in different paragraphs, or one of them strong and these
_TWO_STRONG, _ONE_STRONG = 4, 5
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


@dataclass(frozen=True, slots=True)
class Detail:
    """A kind of detail: 1 where many people share it, 2 where few do."""

    kind: str
    weight: int
    pattern: re.Pattern[str]
    alike: bool  # small and capital letters: the pattern is in small ones
    needs: tuple[str, ...]  # letters of which some stand wherever it does; none where that spares nothing


@cache
def _details() -> tuple[Detail, ...]:
    text = files(__package__).joinpath("details.csv").read_text(encoding="utf-8")
    return tuple(
        Detail(
            row["detail"],
            int(row["weight"]),
            # small letters alone are looked for three times as fast as both
            re.compile(row["pattern"].lower() if _is_alike(row) else row["pattern"]),
            _is_alike(row),
            tuple(row["only where one of these stands"].split()),
        )
        for row in csv.DictReader(text.splitlines())
    )


def _is_alike(row: dict[str, str]) -> bool:
    return row["small and capital letters"] == "alike"


@remembered(65_536)  # two rules ask for those of every text of a long chronology
def details_in(text: str) -> tuple[tuple[Detail, re.Match[str]], ...]:
    """The first detail of each kind in a text."""
    low = text.lower()
    low = low if len(low) == len(text) else text
    return tuple(
        (d, match)
        for d in _details()
        if (not d.needs or any(word in low for word in d.needs))
        and (match := d.pattern.search(low if d.alike else text))
    )


def weight_of(found: Iterable[tuple[Detail, object]]) -> int:
    """What details weigh together, each kind once."""
    return sum({detail.kind: detail.weight for detail, _ in found}.values())


@dataclass
class Described:
    """What a report tells of one person, kind by kind: the first place of each."""

    code: str
    details: dict[str, tuple[int, int, int, int]] = field(default_factory=dict)  # kind → weight, text, start, end

    def add(self, kind: str, weight: int, text: int, start: int, end: int) -> None:
        """A detail; of two of a kind the first counts."""
        self.details.setdefault(kind, (weight, text, start, end))

    def stands_out(self) -> bool:
        """Whether details in different paragraphs weigh enough together to fit this person alone."""
        weights = [weight for weight, *_ in self.details.values()]
        strong = {text for weight, text, *_ in self.details.values() if weight > 1}
        apart = len({text for _, text, *_ in self.details.values()}) > 1
        return apart and (
            (len(strong) > 1 and sum(weights) >= _TWO_STRONG) or (bool(strong) and sum(weights) >= _ONE_STRONG)
        )


def of_each_person(texts: Iterable[tuple[int, str]], more: Iterable[tuple[int, int, int, str]] = ()) -> list[Described]:
    """People of a report, by their codes, with what sentences that name them (and no one else) tell of them. `texts`: number and
    text of each paragraph; `more`: other things that tell much, as text, start, end and kind."""
    telling: dict[int, list[tuple[int, int, str]]] = {}
    for number, start, end, kind in more:
        telling.setdefault(number, []).append((start, end, kind))
    people: dict[str, Described] = {}
    for number, text in texts:
        if number not in telling and not details_in(text):
            continue
        for code, start, end in _said_of(text):
            found = [(d.kind, d.weight, start + m.start(), start + m.end()) for d, m in details_in(text[start:end])]
            taken = [(s, e) for _, _, s, e in found]
            for s, e, kind in telling.get(number, ()):
                if start <= s < end and not any(a < e and s < b for a, b in taken):
                    found.append((kind, 2, s, e))
                    taken.append((s, e))
            for kind, weight, s, e in found:
                people.setdefault(code, Described(code)).add(kind, weight, number, s, e)
    return list(people.values())


def _said_of(text: str) -> Iterator[tuple[str, int, int]]:
    """Sentences that name one person by a code, and those behind them that name nobody."""
    code = ""
    for sentence in _SENTENCE.finditer(text):
        codes = {" ".join(m.group().split()) for m in CODE.finditer(sentence.group())}
        if codes:
            code = codes.pop() if len(codes) == 1 else ""
        if code:
            yield code, *sentence.span()
