"""The report of a merging, as a page: codes, dates and places, none of what happened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from redactor.chronology.continuing import Continued
from redactor.chronology.gaps import Sightings
from redactor.chronology.given import TakenFile
from redactor.chronology.merging import POSSIBLY_ONE
from redactor.chronology.picture import drawn
from redactor.chronology.rows import EventRow


@dataclass(frozen=True, slots=True)
class Count:
    """Rows of one file in and out."""

    agency: str
    file: str
    given: int
    written: int
    undated: int
    renumbered: int


@dataclass(frozen=True, slots=True)
class PossiblyOne:
    """Rows that are possibly one event."""

    keys: str
    date: str
    agencies: str
    people: str


def report_page(
    title: str,
    summary: str,
    counts: Sequence[Count],
    looks: Sequence[str],
    rows: Sequence[EventRow],
    taken: Sequence[TakenFile],
    continued: Continued | None,
    seen: Sightings | None,
    threshold: int,
    wanted: Sequence[str],
    left_out: int,
    digests: Sequence[str] = (),
) -> bytes:
    """The page. `rows` are those written; `digests`, SHA-256, those of the files beside it: by them a later run knows that nobody
    has changed them since."""
    text = _template().render(
        title=title,
        summary=summary,
        counts=counts,
        looks=looks,
        wanted=wanted,
        left_out=left_out,
        continued=continued is not None,
        kept=continued.kept if continued else (),
        changes=list(_changes(continued)) if continued else [],
        undated=[row for row in rows if row.when.first is None],
        groups=groups_of(rows),
        possibly_one=POSSIBLY_ONE,
        digests=digests,
        seen=seen,
        threshold=threshold,
        # made of numbers, and of texts that were escaped there
        pictures=[(child, Markup(drawn(child, seen))) for child in seen.children] if seen else [],
        layouts=[
            (each.label, table, ", ".join(f"{column}: {heading}" for column, heading in columns.items()))
            for each in taken
            for table, columns in each.layouts
        ],
    )
    return text.encode("utf-8")


_DIGESTS = re.compile(rb'<meta name="digests" content="([0-9a-f ]*)">')


def digests_beside(report: Path) -> frozenset[str]:
    """SHA-256 of the files that were written with a report; none where it is not there, or says nothing of them."""
    try:
        found = _DIGESTS.search(report.read_bytes())
    except OSError:
        return frozenset()
    return frozenset(found[1].decode().split()) if found else frozenset()


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(files(__package__).joinpath("report.html.j2").read_text(encoding="utf-8"))


def _changes(continued: Continued) -> Iterator[tuple[str, EventRow]]:
    for row in continued.new:
        yield "new", row
    for change in continued.changed:
        yield f"changed: {', '.join(change.columns)}", change.row
    for row in continued.newly_gone:
        yield "gone", row


def groups_of(rows: Sequence[EventRow]) -> list[PossiblyOne]:
    """Rows that hang together as possibly one event."""
    by_key = {row.key: row for row in rows}
    told: set[str] = set()
    found = []
    for row in rows:
        if row.key in told or not row.together:
            continue
        keys, waiting = {row.key: None}, list(row.together)
        while waiting:
            key = waiting.pop(0)
            if key in by_key and key not in keys:
                keys[key] = None
                waiting += by_key[key].together
        told |= keys.keys()
        same = [by_key[key] for key in keys]
        people = [p for p in row.people if all(p in each.people for each in same)]
        agencies = ", ".join(dict.fromkeys(each.agency for each in same))
        if len(same) > 1:
            found.append(PossiblyOne(", ".join(keys), row.when.shown, agencies, ", ".join(people)))
    return found
