"""Cells that say the same are looked at a few times; what is found is the same as if each were looked at."""

from __future__ import annotations

import redactor.detection.engine as engine
from redactor.detection import repeated
from redactor.detection.engine import find_all
from redactor.detection.knowledge import Knowledge
from redactor.documents.model import Cell, Passage, Place, Story

HEADINGS = ("Date", "Time", "Name", "Event")
ROWS = (
    ("03/02/2019", "10:00", "Pia Lindqvist", "Pia Lindqvist rang Dr Osgood about Ruben."),
    ("04/02/2019", "11:30", "Dr Osgood", "No further action. Ruben was seen."),
)


def chronology(rows: int) -> list[Passage]:
    table = [HEADINGS, *(ROWS[n % len(ROWS)] for n in range(rows))]
    return [
        Passage(
            r * len(HEADINGS) + c, text, Place(Story.BODY, f"row {r}"),
            Cell(1, r + 1, c + 1, "" if not r else HEADINGS[c], "" if not c else row[0]),
        )
        for r, row in enumerate(table)
        for c, text in enumerate(row)
    ]  # fmt: skip


def test_a_short_draft_is_looked_at_whole() -> None:
    assert repeated.looked_at(chronology(100)) == list(range(404))


def test_a_long_one_finds_the_same_in_every_copy(monkeypatch) -> None:
    passages = chronology(900)
    quick = find_all(passages, Knowledge())
    monkeypatch.setattr(engine, "looked_at", lambda all_: list(range(len(all_))))
    assert quick == find_all(passages, Knowledge())
    looked = repeated.looked_at(passages)
    assert len({index for index in looked if index is not None}) < 40
    assert any(one.mentions for one in quick[-4:])


def test_what_may_be_somebodys_birthday_or_letters_is_always_looked_at() -> None:
    born = [Passage(n, "03/02/2019", Place(Story.BODY, "x"), Cell(1, n + 2, 2, "DOB")) for n in range(3_100)]
    signed = [Passage(n, "PL", Place(Story.BODY, "x"), Cell(1, n + 2, 2, "Sign")) for n in range(3_100)]
    assert None not in repeated.looked_at(born)
    assert repeated.looked_at(signed) == list(range(3_100))
