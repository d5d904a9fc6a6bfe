"""Fits the weights of the witnesses and the thresholds: python models/training/who/fit.py

Scenes that scenes.py invents say who is meant by every name. Weights: the likelihood of the right person given the others,
with a pull towards the weights there were. Thresholds: the least chance from which on, on scenes kept apart, what is put
without a word is right 998 times in 1,000, and what is put as doubtful nine times in ten. Writes models/who/*.csv and prints
the reliability. Reads no evaluation case.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from scenes import TITLES, Maker, Member  # noqa: E402
from scenes import Scene as Invented  # noqa: E402

from redactor.codes.model import CodeList, Entry, Kind, Role  # noqa: E402
from redactor.codes.roles import ambiguous_abbreviations, standard_roles  # noqa: E402
from redactor.detection.engine import Detected  # noqa: E402
from redactor.detection.mentions import Mention, MentionKind  # noqa: E402
from redactor.documents.model import Cell, Passage, Story  # noqa: E402
from redactor.documents.model import Place as Stands  # noqa: E402
from redactor.identities import facts as facts_of  # noqa: E402
from redactor.identities.context import Scene  # noqa: E402
from redactor.identities.facts import Place, Setting, Speaks  # noqa: E402
from redactor.identities.known import Known, known_people  # noqa: E402
from redactor.identities.links import linked_mentions  # noqa: E402
from redactor.identities.recognition import has_rivals, setting_of, settle  # noqa: E402
from redactor.identities.register import build_register, candidates  # noqa: E402
from redactor.identities.roles import role_words  # noqa: E402
from redactor.identities.sieve import named_mentions  # noqa: E402
from redactor.identities.witnesses import all_facts  # noqa: E402
from redactor.language.names import parse_name  # noqa: E402

OUT = ROOT / "models" / "who"
SILENT_RIGHT, DOUBTFUL_RIGHT = 0.998, 0.90
# what the scenes cannot teach keeps the weight it has: of pairs with the same words the likelihood given the others sees them
# agree nearly always, and would trust a whole row that is wrong together; the subject of a review is named more than any
# scene of ours has it; nobody but the listed person bears the whole listed name, or a bare first name that is a colleague's
# surname too, as often as our crowded scenes have it
KEPT = (
    "repeated: in the passage",
    "repeated: soon after",
    "frequency: subject of the review",
    "form: a title of the list",
    "form: the whole name",
    "form: supposed surname",
    "form: middle name",
    "form: two first names",
    "late: acts no more",
    "frequency: in a header",
    "form: somebody else's own name",
    "form: title and first name",
    "title: a doctor elsewhere",
    "title: her mother is Mrs",
    "title: his father is Mr",
    "introduced: named in full only later",
    "introduced: nobody else so far",
    "form: middle name and surname",
    "form: by-name of somebody",
    "form: likely somebody's name",
    "form: nickname of a surname",
    "kin of another: the list names other parents",
    "form: the second first name",
    "form: baby of the family",
    "form: a relative by the first name",
    "title: not for this first name",
    "generation: agrees",
    "generation: contradicts",
    "repeated: other words in one sentence",
    "form: a surname where it is a first name",
    "person: decided here",
    "person: decided for these words",
)
CLEAR = 0.65  # among several, what is less likely than this is asked, however often the likeliest would be right
EVEN = 0.5  # as likely as not: where too few examples tell
ROLES = tuple(Role(p, t, (t.lower(),)) for p, t in TITLES.items())


@dataclass(frozen=True)
class Example:
    """A scene as the recognition sees it, with the right person for every mention (0: nobody that it knows)."""

    setting: Setting
    right: dict[Place, int]


def example(scene: Invented) -> Example:
    """An invented scene, its names found."""
    entries, detected, means = [], [], {}
    for m in scene.members:
        if m.code:
            kind = Kind.PROFESSIONAL if m.staff else Kind.SUBJECT if m.relation == "Subject" else Kind.FAMILY
            role = TITLES[m.role] if m.staff else m.relation
            entries.append(
                Entry(
                    m.code, kind, m.name.full, (m.also,) if m.also and hash(m.name.full) % 2 else (), role, "", m.born
                )
            )
    for number, line in enumerate(scene.lines):
        cell = Cell(*line.cell, line.header) if line.cell else None
        passage = Passage(number, line.text, Stands(Story.BODY, f"paragraph {number}"), cell)
        mentions = []
        for said in line.said:
            text = line.text[said.start : said.end]
            label = "initials" if len(text) == 2 and text.isupper() else ""
            mentions.append(Mention(number, said.start, said.end, text, MentionKind.PERSON, 0.9, "scene", label))
            means[(number, said.start)] = said.who
        detected.append(Detected(passage, tuple(mentions), ()))
    known = Known(CodeList(tuple(entries), ROLES), standard_roles=standard_roles(), ambiguous=ambiguous_abbreviations())
    links = linked_mentions(detected)
    words = role_words(known.codes.roles, known.standard_roles, known.ambiguous)
    named = named_mentions(detected, known, words)
    people = build_register(known_people(known), named, links)
    offices = {(n.mention.passage, n.mention.start): n.role for n in named if n.role and not n.after.startswith("'s")}
    setting = setting_of(detected, people, Scene.of(detected), known.role_words, links, offices)
    return Example(setting, {n.place: _right(n.keys, means[n.place], people) for n in setting.nodes})


def _right(keys: Sequence[int], who: Member, people: Sequence) -> int:  # type: ignore[type-arg]
    """The key of the right person: the listed one, the one whom the register made of the full name, or somebody new."""
    for person in people:
        if who.code and person.code == who.code:
            return person.key if person.key in keys else 0
    name = parse_name(f"{who.name.given} {who.name.surname}")
    own = [p.key for p, f in candidates(people, name) if f.level <= 1 and not p.issued]
    found = [k for k in own if k in keys]
    if found:
        return found[0]
    return next(k for k in keys if k < 0)


def rows_of(examples: Iterable[Example], names: Sequence[str]) -> Iterator[tuple[np.ndarray, int]]:
    """For every open mention with a right person: a row of features a candidate, and which row is right."""
    index = {name: i for i, name in enumerate(names)}
    for one in examples:
        setting = _as_solved(one.setting)
        places = {n.place: n for n in setting.open if one.right.get(n.place)}
        tables = {p: np.zeros((len(n.keys), len(names)), dtype=np.float32) for p, n in places.items()}
        for fact in all_facts(setting):
            i = index.get(fact.witness)
            if i is None:
                continue
            if isinstance(fact, Speaks):
                if fact.place in tables:
                    tables[fact.place][places[fact.place].keys.index(fact.person), i] += fact.value
                continue
            for place, other, turned in ((fact.first, fact.second, False), (fact.second, fact.first, True)):
                right = one.right.get(other)
                if place not in tables or not right:
                    continue
                for a, b in fact.pairs:
                    mine, theirs = (b, a) if turned else (a, b)
                    if theirs == right:
                        tables[place][places[place].keys.index(mine), i] += 1
        for place, node in places.items():
            if one.right[place] in node.keys and len(node.keys) > 1:
                yield tables[place], node.keys.index(one.right[place])


def _as_solved(setting: Setting) -> Setting:
    """The setting of the last round, as the weights of today make it."""
    chances = settle(setting)
    decided = {p: c.best[0] for p, c in chances.items() if c.best[1] >= 0.9 and c.best[0] > 0}
    return replace(setting, decided=decided)


def fit(examples: Sequence[Example], start: dict[str, float], pull: float, steps: int = 400) -> dict[str, float]:
    """Weights that make the right people likeliest. A weight never changes its sign: a witness says what it says."""
    names = list(start)
    data = list(rows_of(examples, names))
    widest = max(len(t) for t, _ in data)
    x = np.zeros((len(data), widest, len(names)), dtype=np.float32)
    mask = np.full((len(data), widest), -1e9, dtype=np.float32)
    y = np.array([right for _, right in data])
    for i, (table, _) in enumerate(data):
        x[i, : len(table)], mask[i, : len(table)] = table, 0
    prior = np.array([start[n] for n in names])
    kept = np.array([n in KEPT for n in names])
    w, mean, square = prior.copy(), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, steps + 1):
        scores = x @ w.astype(np.float32) + mask
        chance = np.exp(scores - scores.max(1, keepdims=True))
        chance /= chance.sum(1, keepdims=True)
        chance[np.arange(len(y)), y] -= 1
        slope = np.einsum("ij,ijk->k", chance, x) / len(y) + pull * (w - prior)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        w -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        w = np.where(prior >= 0, np.maximum(w, 0), np.minimum(w, 0))
        w = np.where(kept, prior, w)
    print(
        f"{len(data)} mentions; right by the best weight {np.mean((x @ w.astype(np.float32) + mask).argmax(1) == y):.4f}"
    )
    return dict(zip(names, map(float, w), strict=True))


def outcomes(examples: Iterable[Example]) -> dict[bool, list[tuple[float, bool]]]:
    """Whether several bear the name → (chance of the likeliest, whether it is right) of every mention."""
    found: dict[bool, list[tuple[float, bool]]] = {False: [], True: []}
    for one in examples:
        nodes = {n.place: n for n in one.setting.nodes}
        for place, chances in settle(one.setting).items():
            key, chance = chances.best
            right = one.right.get(place, 0)
            if key > 0 and one.setting.people[key].code:  # nobody else is ever put without a word
                found[has_rivals(nodes[place])].append((chance, key == right))
    return found


def thresholds(found: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """The least chances from which on enough is right."""
    ordered = sorted(found, key=lambda f: -f[0])

    def least(wanted: float, among: Sequence[tuple[float, bool]]) -> float:
        right, best = 0, 1.0
        for n, (chance, is_right) in enumerate(among, 1):
            right += is_right
            if right / n >= wanted and (n == len(among) or among[n][0] < chance):
                best = chance
        return best

    silent = least(SILENT_RIGHT, ordered)
    doubtful = least(DOUBTFUL_RIGHT, [f for f in ordered if f[0] < silent])
    return silent, doubtful if doubtful < silent else EVEN


def write(name: str, heads: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    """A table under models/who."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows(lines)
    facts_of.weights.cache_clear()
    facts_of.thresholds.cache_clear()


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, calibrate, write, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=int, default=240)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--pull", type=float, default=1e-2)
    options = parser.parse_args(arguments)
    invented = [example(Maker(seed).scene()) for seed in range(options.scenes)]
    learn, keep = invented[: len(invented) * 2 // 3], invented[len(invented) * 2 // 3 :]
    weights = dict(facts_of.weights())
    for _ in range(options.rounds):
        weights = fit(learn, weights, options.pull)
        write("weights.csv", ("witness", "weight"), sorted((n, f"{w:.3f}") for n, w in weights.items()))
    found = outcomes(keep)
    everything = sum(map(len, found.values()))
    lines = []
    for several, each in found.items():
        silent, doubtful = thresholds(each)
        doubtful = max(doubtful, CLEAR) if several else doubtful
        among = " among several" if several else ""
        lines += [(f"silent{among}", f"{silent:.4f}"), (f"doubtful{among}", f"{doubtful:.4f}")]
        for name, low, high in (("silent", silent, 1.1), ("doubtful", doubtful, silent), ("unresolved", 0, doubtful)):
            inside = [right for chance, right in each if low <= chance < high]
            share = sum(inside) / max(1, len(inside))
            print(f"{name}{among}: {len(inside)} of {everything} ({len(inside) / everything:.1%}), right {share:.2%}")
    write("thresholds.csv", ("threshold", "chance"), lines)


if __name__ == "__main__":
    main()
