"""Who gets a copy, and what is in it: `key_maps/publication/audiences.csv`, which a board can read."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from redactor.base.refused import Refused
from redactor.base.resources import data_path


@dataclass(frozen=True, slots=True)
class Audience:
    """One row of the table."""

    name: str
    title: str
    generalised: bool
    pseudonyms: bool
    keeps_author: bool
    names_board: bool
    own_part: bool
    gets: str

    def of(self, person: str) -> str:
        """What decisions call the copy of one person, of an audience that gets only somebody's own part."""
        return f"{self.name} {person}"


@cache
def audiences() -> dict[str, Audience]:
    """Name → audience, in the order of the table."""
    with data_path("key_maps/publication/audiences.csv").open(encoding="utf-8", newline="") as stream:
        return {
            row["audience"]: Audience(
                row["audience"],
                row["title"],
                row["facts"] == "general",
                row["names"] == "pseudonyms",
                row["author and quality assurer"] == "stay",
                row["board and agencies"] == "stay",
                row["only somebody's own part"] == "yes",
                row["what the reader gets"],
            )
            for row in csv.DictReader(stream)
        }


def audience_of(name: str) -> Audience:
    """The audience of a name. Raises Refused."""
    found = audiences().get(name.strip().lower())
    if found is None:
        raise Refused([f"There is no audience “{name}”. Choose among: {', '.join(audiences())}."])
    return found
