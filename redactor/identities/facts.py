"""Facts about mentions and people: what cannot be, what must be, and what speaks for somebody. Weights say how much.

A witness (identities/witnesses/) gives facts; the solution (solution.py) weighs them. Facts never look at each other.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from redactor.base.resources import data_path
from redactor.codes.model import Role
from redactor.detection.mentions import Mention
from redactor.documents.model import Passage
from redactor.identities.kinship import Family
from redactor.identities.people import Fit, Person
from redactor.language.names import Name

_ANOTHER = re.compile(r"\b(?:another|a second|a different|some other|one)\s+$", re.IGNORECASE)
_A_CHILD = re.compile(
    r"\b(?:little|wee|tiny|young|loved|older|younger|elder|eldest|youngest|other)\s+one\s+$", re.IGNORECASE
)

Place = tuple[int, int]  # passage and start of a mention


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody a mention may mean. `key` is a person's, or below zero for somebody new; `fit` is None then."""

    key: int
    fit: Fit | None


@dataclass(frozen=True)
class Node:
    """A mention with everybody it may mean."""

    mention: Mention
    name: Name
    candidates: tuple[Candidate, ...]

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.mention.passage, self.mention.start

    @cached_property
    def keys(self) -> tuple[int, ...]:
        """The keys of the candidates, in their order."""
        return tuple(c.key for c in self.candidates)

    @cached_property
    def known(self) -> tuple[int, ...]:
        """The same without somebody new."""
        return tuple(k for k in self.keys if k > 0)


@dataclass(frozen=True, slots=True)
class Speaks:
    """Something speaks for (or, by its weight, against) `person` at `place`."""

    witness: str
    place: Place
    person: int
    value: float = 1.0


@dataclass(frozen=True, slots=True)
class Joins:
    """Something speaks for or against two mentions meaning two certain people: every pair in `pairs`."""

    witness: str
    first: Place
    second: Place
    pairs: frozenset[tuple[int, int]]


Fact = Speaks | Joins


@dataclass(frozen=True)
class Setting:
    """All that a witness may look at. Nodes stand in the order of the text."""

    nodes: tuple[Node, ...]
    people: Mapping[int, Person]
    passages: Mapping[int, Passage]
    family: Family
    links: Mapping[Place, Mention] = field(default_factory=dict)  # a further name → the mention of whose name it is
    offices: Mapping[Place, Role] = field(default_factory=dict)  # the role that the words beside a mention give it
    held: Mapping[int, str] = field(
        default_factory=dict
    )  # the office of somebody who is not on the list, as drafts tell it
    told: Mapping[Place, tuple[int, bool]] = field(
        default_factory=dict
    )  # a person's answer: who, and whether for this place
    fixed: Mapping[Place, int] = field(default_factory=dict)  # mentions that nothing leaves open → who
    decided: Mapping[Place, int] = field(default_factory=dict)  # these, and all that a first solution is sure of

    @cached_property
    def in_passage(self) -> Mapping[int, Sequence[Node]]:
        """Passage → its nodes in order."""
        found: dict[int, list[Node]] = {}
        for node in self.nodes:
            found.setdefault(node.mention.passage, []).append(node)
        return found

    @cached_property
    def open(self) -> tuple[Node, ...]:
        """The nodes that are to be decided."""
        return tuple(n for n in self.nodes if n.place not in self.fixed)

    def told_one(self, first: Node, second: Node) -> bool:
        """The draft gives both as names of one person."""
        return self._owner(first) == self._owner(second)

    def _owner(self, node: Node) -> Place:
        owner = self.links.get(node.place)
        return (owner.passage, owner.start) if owner else node.place

    def text_before(self, node: Node, reach: int = 60) -> str:
        """The text of the passage right before a mention."""
        text = self.passages[node.mention.passage].text
        return text[max(0, node.mention.start - reach) : node.mention.start]

    def is_another(self, node: Node) -> bool:
        """The words right before a mention say that somebody else of the name is meant: "another Poppy", "one Poppy Vane"."""
        before = self.text_before(node)
        return _ANOTHER.search(before) is not None and _A_CHILD.search(before) is None

    def text_after(self, node: Node, reach: int = 80) -> str:
        """The text of the passage right after a mention."""
        return self.passages[node.mention.passage].text[node.mention.end : node.mention.end + reach]

    def between(self, first: Node, second: Node) -> str:
        """What stands between two mentions of one passage."""
        return self.passages[first.mention.passage].text[first.mention.end : second.mention.start]


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """Witness → how much it counts: models/who/weights.csv, fitted by `python models/training/who/fit.py`."""
    with data_path("models/who/weights.csv").open(encoding="utf-8", newline="") as lines:
        return {row["witness"]: float(row["weight"]) for row in csv.DictReader(lines)}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which chance on a code is put without a word, and as doubtful; for names of one bearer, and of several."""

    silent: float
    doubtful: float
    silent_of_several: float
    doubtful_of_several: float


@lru_cache(maxsize=1)
def thresholds() -> Thresholds:
    """models/who/thresholds.csv, calibrated by the same command."""
    with data_path("models/who/thresholds.csv").open(encoding="utf-8", newline="") as lines:
        found = {row["threshold"]: float(row["chance"]) for row in csv.DictReader(lines)}
    return Thresholds(
        found["silent"], found["doubtful"], found["silent among several"], found["doubtful among several"]
    )
