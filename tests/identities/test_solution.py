"""The solution of a large group: the best assignments, found in work that grows with the mentions."""

from __future__ import annotations

import itertools
import math
import random
import time

from redactor.detection.mentions import Mention, MentionKind
from redactor.identities.facts import Candidate, Joins, Node, Setting, Speaks
from redactor.identities.kinship import Family
from redactor.identities.solution import solve
from redactor.language.names import Name

KEYS = (1, 2, -1)
WEIGHTS = {"alone": 1.0, "joined": 1.0}


def group(size: int) -> tuple[Setting, list[Speaks | Joins]]:
    """Mentions of which each is joined to the next: nearness, as it is in a long chronology of few names."""
    nodes = tuple(
        Node(
            Mention(0, i, i + 1, "x", MentionKind.PERSON, 1.0, "y"),
            Name(word="x"),
            tuple(Candidate(k, None) for k in KEYS),
        )
        for i in range(size)
    )
    draw = random.Random(size)
    facts: list[Speaks | Joins] = [Speaks("alone", n.place, k, draw.random()) for n in nodes for k in KEYS]
    facts += [Joins("joined", a.place, b.place, frozenset([(1, 1), (2, 2)])) for a, b in itertools.pairwise(nodes)]
    return Setting(nodes, {}, {}, Family.of([])), facts


def test_a_group_is_solved_exactly() -> None:
    setting, facts = group(5)
    alone = {(f.place, f.person): f.value for f in facts if isinstance(f, Speaks)}
    mass: dict[tuple[int, int], float] = {}
    for chosen in itertools.product(KEYS, repeat=5):
        weight = sum(alone[n.place, k] for n, k in zip(setting.nodes, chosen, strict=True))
        weight += sum(a == b and a > 0 for a, b in itertools.pairwise(chosen))
        for i, k in enumerate(chosen):
            mass[i, k] = mass.get((i, k), 0.0) + math.exp(weight)
    whole = sum(mass[0, k] for k in KEYS)
    found = solve(setting, facts, WEIGHTS)
    for i, node in enumerate(setting.nodes):
        for k, chance in found[node.place].of:
            assert math.isclose(chance, mass[i, k] / whole)


def test_a_group_of_many_mentions_takes_work_that_grows_with_them() -> None:
    """Where every state carried all its choices with it, this took forty seconds, and four times that for double."""
    setting, facts = group(1500)
    start = time.process_time()
    solve(setting, facts, WEIGHTS)
    assert time.process_time() - start < 20
