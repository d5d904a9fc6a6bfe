"""Invented cases, each with 200 candidates and cuttings: who is singled out before and after facts are told generally, and which
facts are lost: python -m benchmarks.publication, or with --written

The words of cases, candidates and cuttings are this module's own: it reads none of the tables by which facts are told generally,
and some of its words are in none of them. Drafts hold codes already; names are another benchmark's matter.

With --written: ten cases in prose (`data/cases_for_print.json`), written by somebody who had read neither tables nor rules.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
from rich.console import Console
from rich.table import Table

from redactor.keymap.keymap import KeyMap, Record
from redactor.keymap.keymap_files import save_key_map
from redactor.keymap.levels import DateLevel
from redactor.publication.audiences import audience_of
from redactor.publication.intruding import Intruded, IntruderRequest, intrude
from redactor.publication.publishing import Published, PublishRequest, publish
from redactor.sealed.sealing import Home

CASES, CANDIDATES = 10, 200
_GIRLS = (
    "Wenda Orrin Tamsel Brisa Corvina Delphie Elowa Fenella Giselda Hepsie Isolde Jorun Kestra Lorna Merrin".split()
)
_BOYS = "Alder Bevis Corin Davin Elric Fabian Garrick Hector Idris Jarrow Kelvan Lorcan Maddox Nevin Osric".split()
_SURNAMES = (
    "Tarnwell Quickfall Ollershaw Dinsdale Penhallow Crathorne Ludbrook Wetherell Applegarth Skelmer Mossop".split()
)
_TOWNS = "Skipton Keighley Ilkley Otley Bingley Shipley Settle Haworth".split()
_COMMON = ("White British",) * 6 + ("Pakistani", "Indian", "White British")
_RARER = (
    "Somali",
    "Polish",
    "Kurdish",
    "Vietnamese",
    "Kyrgyz",
    "Latvian",
    "Jamaican",
    "Congolese",
    "Irish Traveller",
    "Maltese",
)
_FAITHS = ("", "", "", "Muslim", "Quaker", "Catholic", "Bahá'í", "Jehovah's Witness")
_HEALTH = ("", "", "", "asthma", "cystic fibrosis", "Marfan syndrome", "coeliac disease", "haemophilia", "albinism")
_WORK = ("works in a warehouse", "works as a farrier", "is a taxi driver", "works as a jockey", "is a falconer",
         "keeps the village post office", "works nights as a cleaner", "works as a gamekeeper")  # fmt: skip
_WHERE = ("was taken by air ambulance to hospital with burns", "fell from a window above the chip shop",
          "swallowed a battery at a wedding", "was found alone at platform 2 of Otley station",
          "was bitten by a neighbour's dog", "was found asleep in a churchyard")  # fmt: skip


@dataclass(frozen=True)
class Somebody:
    """A candidate, of whom one in each case is the subject."""

    name: str
    sex: str
    born: date
    town: str
    background: str
    faith: str
    health: str
    work: str
    events: tuple[date, ...]


@dataclass(frozen=True)
class InventedCase:
    """A case with its truth."""

    subject: Somebody
    candidates: tuple[Somebody, ...]
    text: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    cuttings: tuple[str, ...]
    facts: dict[str, str] = field(default_factory=dict)  # what is told → the words that tell it exactly
    area: tuple[str, ...] = ("Craven", "Bradford", "Leeds")


def somebody(rng: random.Random, *, rare: bool) -> Somebody:
    sex = rng.choice("fm")
    first = date(2018, 1, 1) + timedelta(days=rng.randrange(500))
    events = [first]
    for _ in range(rng.randrange(2, 6)):
        events.append(events[-1] + timedelta(days=rng.randrange(6, 120)))
    return Somebody(
        f"{rng.choice(_GIRLS if sex == 'f' else _BOYS)} {rng.choice(_SURNAMES)}",
        sex,
        date(2018, 6, 1) - timedelta(days=rng.randrange(400, 365 * 15)),
        rng.choice(_TOWNS),
        rng.choice(_RARER if rare or rng.random() < 0.15 else _COMMON),
        rng.choice(_FAITHS),
        rng.choice(_HEALTH),
        rng.choice(_WORK),
        tuple(events),
    )


def invented(seed: int) -> InventedCase:
    rng = random.Random(seed)
    subject = somebody(rng, rare=True)
    listed = [subject, *(somebody(rng, rare=False) for _ in range(CANDIDATES - 1))]
    rng.shuffle(listed)
    he, noun = ("She", "girl") if subject.sex == "f" else ("He", "boy")
    one, two, *more = subject.events
    age = one.year - subject.born.year - ((one.month, one.day) < (subject.born.month, subject.born.day))
    what = rng.choice(_WHERE)
    article = "an" if subject.background[0] in "AEIOU" else "a"
    text = [
        "This review looks at how agencies worked together. Names have been replaced with codes.",
        f"Child 1, {article} {subject.background} {noun} aged {age}, lived in {subject.town} with Mrs A and Mr A.",
        f"On {_written(rng, one)} Child 1 {what}. The referral was made by the school.",
        f"By {_written(rng, two)} Child 1 had moved, and the plan was reviewed. Mr A {subject.work}.",
    ]
    if subject.health:
        text.append(f"Child 1 has {subject.health}. {he} was known to the hospital.")
    if subject.faith:
        text.append(
            f"Child 1 is {'a ' if subject.faith in ('Quaker', 'Catholic', 'Muslim') else ''}{subject.faith} like Mrs A."
        )
    rows = tuple(
        (f"{d:%d/%m/%Y}", rng.choice(("Visit by SW1 to Child 1.", "Mrs A rang.", "Meeting held.")))
        for d in (one, two, *more)
    )
    facts = {
        "sex": noun, "age": f"aged {age}", "town": subject.town, "background": subject.background, "first event": what,
        "work": subject.work, "first day": f"{one:%d/%m/%Y}", "second day": f"{two:%d/%m/%Y}",
        **({"health": subject.health} if subject.health else {}), **({"faith": subject.faith} if subject.faith else {}),
    }  # fmt: skip
    other = rng.choice(listed)
    press = (
        f"A child of {age} {what.replace('was ', 'has been ')}, police said on {one:%d %B}. "
        f"Neighbours in {subject.town} spoke of their shock.",
        f"The mother of {subject.name}, {age}, appeared before magistrates. The court was told of {one:%B %d}.",
        f"Roadworks in {other.town} will last until {other.events[0]:%d %B}, the council said.",
        "The choir sang for charity. More than forty people came to the hall and enjoyed the evening.",
    )
    return InventedCase(subject, tuple(listed), tuple(text), rows, press, facts)


WRITTEN = Path(__file__).parent / "data" / "cases_for_print.json"
# what others of the area are, for lists of candidates around a written case
_LIVE = ("White British",) * 5 + ("Polish", "Pakistani", "Indian", "Nigerian", "Portuguese", "Bangladeshi", "Gypsy")
_BELIEVE = ("", "", "", "", "Muslim", "Catholic", "Jehovah's Witness", "Pentecostal", "Hindu")
_HAVE = ("", "", "", "", "asthma", "epilepsy", "eczema", "type 1 diabetes", "hearing loss", "coeliac disease", "autism")


def written_cases() -> list[InventedCase]:
    """The ten cases in prose, each with 200 candidates: the subject, nine of nearly the same age and town, and others."""
    return [_of_row(n, row) for n, row in enumerate(json.loads(WRITTEN.read_text(encoding="utf-8")), 1)]


def _of_row(number: int, row: dict[str, Any]) -> InventedCase:
    rng = random.Random(number)
    told = row["subject"]
    events = tuple(date.fromisoformat(day) for day in told["events"])
    born = date.fromisoformat(told["born"])
    subject = Somebody(told["name"], told["sex"], born, told["town"], told["background"], told["faith"], told["health"],
                       told["work"], events)  # fmt: skip
    listed = [subject]
    for n in range(CANDIDATES - 1):
        sex = told["sex"] if n < 9 else rng.choice("fm")
        near = timedelta(days=rng.randrange(-200, 200) if n < 9 else rng.randrange(-5000, 1500))
        starts = events[0] + timedelta(days=rng.randrange(-90, 90) if n < 9 else rng.randrange(-400, 400))
        days = [max(starts, born + near)]
        for _ in range(len(events) - 1):
            days.append(days[-1] + timedelta(days=rng.randrange(2, 130)))
        listed.append(
            Somebody(
                f"{rng.choice(_GIRLS if sex == 'f' else _BOYS)} {rng.choice(_SURNAMES)}",
                sex,
                min(born + near, days[0]),
                told["town"] if n < 9 else rng.choice(row["towns"]),
                rng.choice(_LIVE),
                rng.choice(_BELIEVE),
                rng.choice(_HAVE),
                "",
                tuple(days),
            )
        )
    rng.shuffle(listed)
    rows = tuple((day, event) for day, event in row["rows"])
    return InventedCase(
        subject, tuple(listed), tuple(row["text"]), rows, tuple(row["cuttings"]), row["facts"], tuple(row["area"])
    )


def _written(rng: random.Random, day: date) -> str:
    return rng.choice((f"{day.day} {day:%B} {day.year}", f"{day:%d/%m/%Y}", f"{day:%A} {day.day} {day:%B} {day.year}"))


def put_down(case: InventedCase, folder: Path) -> tuple[Path, Path, Path, Path]:
    """Draft, key map, list of candidates and folder of cuttings."""
    folder.mkdir(parents=True)
    document = docx.Document()
    for paragraph in case.text:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=0, cols=2)
    for row in (("Date", "Event"), *case.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(folder / "imr.docx"))
    with (folder / "candidates.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("name", "sex", "born", "place", "background", "faith", "health", "occupation", "events"))
        for c in case.candidates:
            writer.writerow(
                (c.name, c.sex, c.born, c.town, c.background, c.faith, c.health, "", "; ".join(map(str, c.events)))
            )
    (folder / "press").mkdir()
    for n, cutting in enumerate(case.cuttings, 1):
        (folder / "press" / f"{n}.txt").write_text(cutting, encoding="utf-8")
    codes = ("Child 1", "Child 2", "Child 3", "Mrs A", "Mr A", "Mr B", "SW1", "HV1", "GP1")
    records = [Record(code=c, kind="person", issued=True, names=(f"Nobody {n}",)) for n, c in enumerate(codes)]
    key_map = folder / "k" / "map"
    key_map.parent.mkdir()
    save_key_map(key_map, KeyMap.new("Child 1").with_records(records), Home.current())
    return folder / "imr.docx", key_map, folder / "candidates.csv", folder / "press"


@dataclass(frozen=True)
class Outcome:
    """What the intruder made of one copy."""

    singled_out: bool  # the list gives the child away, and rightly
    fit: int  # candidates that are left
    few: bool
    press: int
    exact: int
    general: int
    lost: int


def outcome(case: InventedCase, found: Intruded, copy: Path, made: Published | None) -> Outcome:
    child = next((p for p in found.people if p.person == "Child 1"), None)
    alone = child.meant.alone if child and child.meant else None
    whole = "\n".join(_texts(copy))
    exact = [fact for fact, words in case.facts.items() if words in whole]
    put = {c.fact.written: c.put for m in (made.copies if made else ()) for c in m.choices if not c.stays}
    lost = [
        fact
        for fact, words in case.facts.items()
        if fact not in exact
        and any(("one day" in p or not p.strip()) for w, p in put.items() if w in words or words in w)
    ]
    return Outcome(
        alone is not None and alone.candidate.name == case.subject.name,
        len(child.meant.fits) if child and child.meant else CANDIDATES,
        bool(child and child.few),
        len(found.matches),
        len(exact),
        len(case.facts) - len(exact) - len(lost),
        len(lost),
    )


def _texts(path: Path) -> Iterator[str]:
    document = docx.Document(str(path))
    yield from (p.text for p in document.paragraphs)
    yield from (c.text for t in document.tables for r in t.rows for c in r.cells)


LEVELS = tuple(level for level in DateLevel if level is not DateLevel.EXACT)


def measured(
    cases: Sequence[InventedCase], folder: Path, levels: Sequence[DateLevel] = LEVELS
) -> dict[str, list[Outcome]]:
    """Level → what came of each case."""
    found: dict[str, list[Outcome]] = {}
    for seed, case in enumerate(cases, 1):
        draft, key_map, candidates, press = put_down(case, folder / str(seed))
        asked = {"area": case.area, "press": press, "candidates": candidates}
        before = intrude(IntruderRequest((draft,), **asked))  # type: ignore[arg-type]
        found.setdefault("as the board has it", []).append(outcome(case, before, draft, None))
        for level in levels:
            out = folder / str(seed) / str(level).replace(" ", "-")
            made = publish(PublishRequest((draft,), key_map, out, audiences=(audience_of("print"),), dates=level))
            (copy,) = (out / "print").glob("*.docx")
            after = intrude(IntruderRequest((copy,), **asked))  # type: ignore[arg-type]
            found.setdefault(f"print, dates as {level}", []).append(outcome(case, after, copy, made))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--written", action="store_true", help="the ten cases in prose")
    parser.add_argument("--keep", type=Path, help="leave the copies in this folder, to be read")
    asked = parser.parse_args()
    seeds = range(asked.first, asked.first + asked.cases)
    cases = written_cases() if asked.written else [invented(seed) for seed in seeds]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["REDACTOR_HOME"] = str(Path(folder) / "home")
        found = measured(cases, (asked.keep or Path(folder)) / "cases")
    table = Table("Copy", "Singled out by the list", "Candidates that fit (median)", "Too few fit", "Sentences in the press",
                  "Facts exact", "told generally", "lost")  # fmt: skip
    for name, outcomes in found.items():
        fits = sorted(o.fit for o in outcomes)
        table.add_row(
            name,
            f"{sum(o.singled_out for o in outcomes)} of {len(outcomes)}",
            str(fits[len(fits) // 2]),
            f"{sum(o.few for o in outcomes)} of {len(outcomes)}",
            str(sum(o.press for o in outcomes)),
            *(str(sum(getattr(o, each) for o in outcomes)) for each in ("exact", "general", "lost")),
        )
    Console().print(table)


if __name__ == "__main__":
    main()
