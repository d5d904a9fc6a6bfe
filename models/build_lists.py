"""Make the word lists of models/lists/ anew from their sources (see models/README.md). Not needed at run time.

    python models/build_lists.py british-english first_names_england_wales.csv [british-english-large names.csv...]

`british-english` is the word list of Debian's package wbritish (SCOWL), `british-english-large` of wbritish-large; the first
csv is the Office for National Statistics' list of baby names in England and Wales, 1996 to 2024, with columns name, sex, births.
The others are lists of surnames, first names and settlements: a rarer word that is a name in a column called name, surname or
forename of one of them is left out.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

LISTS = Path(__file__).parent / "lists"


def main(words: Path, names: Path) -> None:
    """Write ordinary_words.txt and first_names.csv."""
    ordinary = {
        w for line in words.read_text(encoding="utf-8").splitlines() if (w := line.strip()).islower() and w.isalpha()
    }
    (LISTS / "ordinary_words.txt").write_text("\n".join(sorted(ordinary)) + "\n", encoding="utf-8")
    births: dict[str, Counter[str]] = {}
    with names.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            births.setdefault(row["name"], Counter())[row["sex"]] += int(row["births"])
    with (LISTS / "first_names.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["name", "female", "male"])
        writer.writerows([n, c["f"], c["m"]] for n, c in sorted(births.items()))


def rarer(words: Path, names: list[Path]) -> None:
    """Write rarer_words.txt: of more than three letters, not in ordinary_words.txt, and nobody's and no place's name."""
    known = set((LISTS / "ordinary_words.txt").read_text(encoding="utf-8").split())
    called: set[str] = set()
    for path in (LISTS / "first_names.csv", *names):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                for column in {"name", "surname", "forename"} & set(row):
                    called.update((row[column] or "").lower().replace("'", "").replace("-", " ").split())
    found = {
        w
        for line in words.read_text(encoding="utf-8").splitlines()
        if (w := line.strip()).islower() and w.isascii() and w.isalpha() and len(w) > 3
    }
    (LISTS / "rarer_words.txt").write_text("\n".join(sorted(found - known - called)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
    if len(sys.argv) > 3:
        rarer(Path(sys.argv[3]), [Path(a) for a in sys.argv[4:]])
