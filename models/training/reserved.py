"""Writes the people that the benchmark of origins tests with: python models/training/reserved.py

Training leaves all of their names out.

Words of two letters are too few to be kept apart: they may be met in training.
"""

from __future__ import annotations

import csv
import random
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from names import Names, plain  # noqa: E402

ORDINARY = HERE.parent / "lists" / "ordinary_words.txt"
OUT = HERE.parent.parent / "benchmarks" / "data" / "names.csv"
EACH = 26  # people of a group
GROUPS = {
    "English": ("english",),
    "Irish": ("irish",),
    "Welsh": ("welsh",),
    "Scottish": ("scottish",),
    "Indian/Sri Lankan": ("indian", "tamil", "sikh"),
    "Pakistani/Bangladeshi": ("pakistani", "bangladeshi"),
    "West African": ("west_african",),
    "East/Southern African": ("east_african", "horn_of_africa", "southern_african"),
    "Polish": ("polish",),
    "other East European": ("east_european", "slavic_romanised", "albanian"),
    "Chinese/Vietnamese": ("chinese", "vietnamese"),
    "Arabic/Kurdish/Turkish/Persian": ("arabic", "persian_kurdish_afghan", "turkish"),
    "Caribbean/Latin/Portuguese": ("caribbean", "portuguese_spanish"),
}


def main() -> None:
    """26 people of each group, as different as the lists allow; the same every time."""
    names, rng = Names(reserved=True), random.Random(5)
    ordinary = set(ORDINARY.read_text(encoding="utf-8").split())
    words = {kind: [w for w in own if w.lower() in ordinary] for kind, own in names.own["words"].items()}
    firsts, lasts = words["female"] + words["male"], words["surnames"]
    given, surnames = _lists(names, ("english", "caribbean"))
    people = {group: _people(*_lists(names, origins), rng) for group, origins in GROUPS.items()}
    people |= {
        "word first name": _people(firsts, surnames, rng),
        "word surname": _people(given, lasts, rng),
        "both": _people(firsts, lasts, rng),
    }
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["group", "first", "last"])
        writer.writerows([group, *person] for group, members in people.items() for person in members)


def _lists(names: Names, origins: tuple[str, ...]) -> tuple[list[str], list[str]]:
    found = [names.by_origin[origin] for origin in origins]
    return [n for f, m, _ in found for n in (*f, *m)], [n for *_, last in found for n in last]


def _people(given: list[str], surnames: list[str], rng: random.Random) -> list[tuple[str, str]]:
    found: dict[tuple[str, str], None] = {}
    while len(found) < EACH:
        first, last = rng.choice(given), rng.choice(surnames)
        if first != last:
            found.setdefault((first, last) if len(found) % 3 else (plain(first), plain(last)))
    return list(found)


if __name__ == "__main__":
    main()
