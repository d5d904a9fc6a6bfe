"""One solution for a case: every mention's chances for everybody it may mean, from all facts at once.

Mentions that facts join form groups. A small group is solved exactly: all its assignments are weighed. A larger one is
read in the order of the text, and of its partial assignments only the best are carried on, which bounds the work; ties
are broken by the order of candidates, so that the same facts always give the same answer.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from redactor.identities.facts import Fact, Joins, Node, Place, Setting, Speaks

EXACT = 4096  # assignments of a group that are all weighed
CARRIED = 256  # partial assignments carried on in a larger one


@dataclass(frozen=True)
class Chances:
    """What the facts make of one mention: person → chance, the likeliest first; and what spoke for each."""

    of: tuple[tuple[int, float], ...]
    spoke: Mapping[int, Mapping[str, float]]  # person → witness → what it added

    @property
    def best(self) -> tuple[int, float]:
        """The likeliest person and the chance."""
        return self.of[0]

    def reason(self) -> str:
        """The witness that speaks most for the likeliest against the next."""
        gains = self.gains()
        return max(gains, key=lambda w: (gains[w], w), default="")

    def gains(self) -> dict[str, float]:
        """Witness → what it adds for the likeliest more than for the next."""
        if len(self.of) < 2:
            return {}
        first, second = self.spoke.get(self.of[0][0], {}), self.spoke.get(self.of[1][0], {})
        return {w: first.get(w, 0.0) - second.get(w, 0.0) for w in (*first, *second)}


def solve(setting: Setting, facts: Iterable[Fact], weights: Mapping[str, float]) -> dict[Place, Chances]:
    """The chances of every open node of the setting. Deterministic."""
    alone: dict[Place, dict[int, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    joined: dict[tuple[Place, Place], dict[tuple[int, int], dict[str, float]]] = {}
    for fact in facts:
        weight = weights.get(fact.witness, 0.0)
        if not weight:
            continue
        if isinstance(fact, Speaks):
            spoke = alone[fact.place][fact.person]
            spoke[fact.witness] = spoke.get(fact.witness, 0.0) + weight * fact.value
        else:
            _join(setting, fact, weight, alone, joined)
    open_ = {node.place: node for node in setting.open}
    found: dict[Place, Chances] = {}
    groups = _groups(open_, joined)
    group_of = {place: n for n, group in enumerate(groups) for place in group}
    inside: list[dict[tuple[Place, Place], dict[tuple[int, int], dict[str, float]]]] = [{} for _ in groups]
    for pair, table in joined.items():  # both ends of what is joined are in one group
        if (number := group_of.get(pair[0])) is not None and number == group_of.get(pair[1]):
            inside[number][pair] = table
    for group, told in zip(groups, inside, strict=True):
        found.update(_solved([open_[p] for p in group], alone, told))
    return found


def _join(
    setting: Setting,
    fact: Joins,
    weight: float,
    alone: Mapping[Place, dict[int, dict[str, float]]],
    joined: dict[tuple[Place, Place], dict[tuple[int, int], dict[str, float]]],
) -> None:
    """A fact about two mentions; where one of them is decided already, it is a fact about the other alone."""
    one, other = setting.fixed.get(fact.first), setting.fixed.get(fact.second)
    if one is not None and other is not None:
        return
    for a, b in sorted(fact.pairs):
        if one is not None:
            if a == one:
                spoke = alone[fact.second][b]
                spoke[fact.witness] = spoke.get(fact.witness, 0.0) + weight
        elif other is not None:
            if b == other:
                spoke = alone[fact.first][a]
                spoke[fact.witness] = spoke.get(fact.witness, 0.0) + weight
        else:
            told = joined.setdefault((fact.first, fact.second), {}).setdefault((a, b), {})
            told[fact.witness] = told.get(fact.witness, 0.0) + weight


def _groups(open_: Mapping[Place, Node], joined: Iterable[tuple[Place, Place]]) -> list[list[Place]]:
    """Open mentions that facts join, each group in the order of the text."""
    root = {place: place for place in open_}

    def find(place: Place) -> Place:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for first, second in joined:
        if first in root and second in root:
            a, b = find(first), find(second)
            root[max(a, b)] = min(a, b)
    groups: dict[Place, list[Place]] = {}
    for place in sorted(open_):
        groups.setdefault(find(place), []).append(place)
    return list(groups.values())


def _solved(
    nodes: Sequence[Node],
    alone: Mapping[Place, Mapping[int, Mapping[str, float]]],
    joined: Mapping[tuple[Place, Place], Mapping[tuple[int, int], Mapping[str, float]]],
) -> dict[Place, Chances]:
    index = {node.place: i for i, node in enumerate(nodes)}
    own = [[math.fsum(alone[n.place][k].values()) if k in alone[n.place] else 0.0 for k in n.keys] for n in nodes]
    links: list[list[tuple[int, dict[tuple[int, int], float]]]] = [[] for _ in nodes]
    if len(nodes) > 1:
        for (first, second), table in joined.items():
            if first in index and second in index:
                i, j = index[first], index[second]
                sums = {pair: math.fsum(told.values()) for pair, told in table.items()}
                if i > j:
                    i, j, sums = j, i, {(b, a): value for (a, b), value in sums.items()}
                links[j].append((i, sums))
    size = math.prod(len(n.keys) for n in nodes)
    states = _best_states(nodes, own, links, carried=size if size <= EXACT else CARRIED)
    top = max(state.weight for state in states)
    mass = [[0.0] * len(n.keys) for n in nodes]
    for state in states:
        share = math.exp(state.weight - top)
        for j, c in enumerate(state.chosen()):
            mass[j][c] += share
    found = {}
    for j, node in enumerate(nodes):
        whole = math.fsum(mass[j])
        order = sorted(range(len(node.keys)), key=lambda c: (-mass[j][c], c))
        spoke = {k: dict(alone[node.place][k]) if k in alone[node.place] else {} for k in node.keys}
        found[node.place] = Chances(tuple((node.keys[c], mass[j][c] / whole) for c in order), spoke)
    best = min(states, key=lambda s: (-s.weight, s.rank)).chosen()
    _tell_joins(nodes, best, links_told=joined, index=index, found=found)
    return found


@dataclass(slots=True)
class _State:
    """A partial assignment: its weight, and the candidate of its last mention; the earlier ones are its parent's."""

    weight: float
    choice: int
    parent: _State | None
    asked: tuple[int, ...]  # the candidates of the mentions that later ones are joined to
    rank: int = 0  # among the states of one length, by their candidates in the order of the text

    def chosen(self) -> list[int]:
        """The candidate of every mention so far."""
        found: list[int] = []
        state: _State | None = self
        while state is not None:
            found.append(state.choice)
            state = state.parent
        return found[::-1]


def _best_states(
    nodes: Sequence[Node],
    own: Sequence[Sequence[float]],
    links: Sequence[Sequence[tuple[int, Mapping[tuple[int, int], float]]]],
    *,
    carried: int,
) -> list[_State]:
    """All assignments, or the best of them; of equal weight those whose candidates stand first. Work grows with the mentions:
    a state remembers only what later mentions ask for."""
    last_asked = {i: j for j, told in enumerate(links) for i, _ in told}
    live: list[int] = []  # mentions that later ones are joined to
    states: list[_State] = []
    for j, node in enumerate(nodes):
        at = {i: position for position, i in enumerate(live)}
        stay = [position for position, i in enumerate(live) if last_asked[i] > j]
        joins = [(at[i], nodes[i].keys, sums) for i, sums in links[j]]
        asked_later = last_asked.get(j, -1) > j
        grown: list[_State] = []
        before = states if j else [_State(0.0, 0, None, ())]
        for state in before:
            kept = tuple(state.asked[position] for position in stay)
            for c, key in enumerate(node.keys):
                total = state.weight + own[j][c]
                for position, keys, sums in joins:
                    total += sums.get((keys[state.asked[position]], key), 0.0)
                rank = state.rank * len(node.keys) + c
                grown.append(_State(total, c, state if j else None, (*kept, c) if asked_later else kept, rank))
        if len(grown) > carried:
            grown = heapq.nsmallest(carried, grown, key=lambda s: (-s.weight, s.rank))
        for number, state in enumerate(sorted(grown, key=lambda s: s.rank)):
            state.rank = number
        live = [live[position] for position in stay] + ([j] if asked_later else [])
        states = grown
    return states


def _tell_joins(
    nodes: Sequence[Node],
    best: Sequence[int],
    *,
    links_told: Mapping[tuple[Place, Place], Mapping[tuple[int, int], Mapping[str, float]]],
    index: Mapping[Place, int],
    found: Mapping[Place, Chances],
) -> None:
    """What joined facts add to each candidate, the other mention taken as the best assignment has it: for `explain`."""
    for (first, second), table in links_told.items():
        if first not in index or second not in index:
            continue
        i, j = index[first], index[second]
        chosen_i, chosen_j = nodes[i].keys[best[i]], nodes[j].keys[best[j]]
        for (a, b), told in table.items():
            for place, person, holds in ((first, a, b == chosen_j), (second, b, a == chosen_i)):
                if holds:
                    spoke = found[place].spoke[person]
                    assert isinstance(spoke, dict)
                    for witness, value in told.items():
                        spoke[witness] = spoke.get(witness, 0.0) + value
