"""Make the word lists of models/lists/ anew from their sources (see models/README.md). Not needed at run time.

    python models/build_lists.py british-english first_names_england_wales.csv

`british-english` is the word list of Debian's package wbritish (SCOWL); the csv is the Office for National Statistics'
list of baby names in England and Wales, 1996 to 2024, with columns name, sex, births.
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


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
