"""Make models/lists/towns.csv anew from its sources (see models/README.md). Not needed at run time.

    python models/build_towns.py FOLDER first_names_england_wales.csv

FOLDER holds gazetteer/os_settlements.csv (name, kind), gazetteer/geonames_gb_places_over_500.csv (name, nation, population),
establishments/councils.csv (short_name, end_date), and surnames/ with lists of which the first column is a surname.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

TOWNS = Path(__file__).parent / "lists" / "towns.csv"
SURNAMES = ("england_school_heads_frequency.csv", "us_census_2020_by_origin.csv", "surnames_uk_indian_polish.csv")
RIVERS = (
    "Thames Severn Trent Mersey Tyne Tees Wear Humber Ouse Great_Ouse Nene Welland Wye Usk Teme Avon Stour Medway Rother Tamar "
    "Exe Dee Don Aire Ribble Lune Eden Derwent Dove Cam Lea Wharfe Swale Ure Nidd Calder Irwell Weaver Dane Tame Soar Witham "
    "Wensum Yare Waveney Orwell Deben Colne Blackwater Chelmer Crouch Roding Lee Brent Wandle Mole Wey Kennet Cherwell Windrush "
    "Test Itchen Arun Adur Cuckmere Taff Ely Towy Teifi Dyfi Conwy Clwyd Tawe Neath Ebbw Rhymney Lugg Arrow Perry Tern Clyde "
    "Forth Tay Tweed Spey Esk Coquet Aln Wansbeck Blyth Till Parrett Axe Brue Frome Piddle Otter Teign Dart Plym Fal Fowey Camel "
    "Torridge Taw"
)
ISLANDS = (
    "Orkney Shetland Lewis Skye Mull Islay Arran Bute Jersey Guernsey Alderney Sark Western_Isles Isle_of_Wight Isle_of_Man "
    "Isles_of_Scilly Outer_Hebrides"
)
OFTEN = 30  # births from which people are called so


def main(folder: Path, names: Path) -> None:
    """Write towns.csv."""
    people = often_called(folder, names)
    with TOWNS.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("name", "what", "also_a_name"))
        for name, what in sorted(_places(folder).items()):
            also = name != "London" and " " not in name and _fold(name) in people
            writer.writerow((name, what, "yes" if also else ""))


def often_called(folder: Path, names: Path) -> set[str]:
    """Folded surnames, and first names that are not rare."""
    people = {_fold(next(iter(row.values()))) for name in SURNAMES for row in rows_of(folder / "surnames" / name)}
    births: Counter[str] = Counter()
    for row in rows_of(names):
        births[_fold(row["name"])] += int(row["births"])
    return people | {name for name, count in births.items() if count >= OFTEN}


def _places(folder: Path) -> dict[str, str]:
    places: dict[str, str] = {}
    for row in rows_of(folder / "gazetteer" / "os_settlements.csv"):
        if row["kind"] in ("City", "Town"):
            for name in row["name"].replace(" - ", "/").split("/"):
                places[name.strip()] = "town"
    for row in rows_of(folder / "establishments" / "councils.csv"):
        name = row["short_name"]
        if not row["end_date"] and not name.endswith("City") and len(name.split()) < 5 and "," not in name:
            places.setdefault(name, "district")
    for name in RIVERS.split():
        places.setdefault(name.replace("_", " "), "river")
    for row in rows_of(
        folder / "gazetteer" / "geonames_gb_places_over_500.csv"
    ):  # Welsh towns have their Welsh name alone above
        people = int(row["population"] or 0)
        if people >= 10_000 or (row["nation"] == "Wales" and people >= 2_500):
            places.setdefault(row["name"], "town")
    places["London"] = "town"
    return places | {name.replace("_", " "): "island" for name in ISLANDS.split()}


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a comma-separated file."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)


def _fold(name: str) -> str:
    return name.lower().replace("'", "").replace("’", "").replace(".", "")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
