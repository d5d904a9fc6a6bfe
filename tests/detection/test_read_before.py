"""What was read and found before is taken as it was, and changes no result; what has changed in any way is looked at anew."""

from __future__ import annotations

import zlib
from dataclasses import replace

import pytest

from redactor.detection import name_model
from redactor.detection.engine import find_all
from redactor.detection.knowledge import Knowledge
from redactor.detection.read_before import ReadBefore
from redactor.documents.model import Cell, Passage, Place, Story

KEY = b"k" * 32
KNOWN = Knowledge(names=("Imogen Hepton", "Winifred Varnham"), addresses=("4 Ashenden Rise",))
TEXTS = (
    "Imogen Hepton rang Ms Varnham about the visit on 03/04/2019.",
    "Ms Varnham's neighbour, Oluwaseun Adebola, was in. IH rang back.",
    "Seen by T Okonjo (SW) at 4 Ashenden Rise; NHS number 943 476 5919.",
    "Dr Bartosz Wilk asked whether Winnie had eaten.",
    "No further action.",
)


def passages(*texts: str, first: int = 0) -> list[Passage]:
    body = [Passage(first + n, text, Place(Story.BODY, f"paragraph {n + 1}")) for n, text in enumerate(texts)]
    cells = [("Date", "03/04/2019"), ("Seen by", "Adanna Nwokedi"), ("Event", "Adanna saw Imogen with her mother.")]
    for column, (header, text) in enumerate(cells, 1):
        cell = Cell(1, 2, column, header, "03/04/2019" if column > 1 else "")
        body.append(Passage(first + len(body), text, Place(Story.BODY, f"table 1, row 2, column {column}"), cell))
    return body


def test_what_is_read_in_a_text_does_not_depend_on_the_other_texts() -> None:
    long = "The review of the plan was put off until Grace Adomako had seen everybody. " * 30
    (alone,) = name_model.entities([TEXTS[1]])
    for others in (TEXTS, (long, TEXTS[1], "GRACE"), tuple(f"{n} {long}" for n in range(4)) + TEXTS):
        together = dict(name_model.as_read(others))
        assert together[TEXTS[1]] == alone  # to the last digit


def test_a_second_look_asks_nothing_anew_and_finds_the_same() -> None:
    drafts = passages(*TEXTS)
    plain = find_all(drafts, KNOWN)
    first = ReadBefore(KEY, stamp="one")
    assert find_all(drafts, KNOWN, earlier=first) == plain
    again = ReadBefore(KEY, first.packed(), "one")
    assert find_all(drafts, KNOWN, earlier=again) == plain
    assert again.asked == again.answered > 3 * len(drafts)


@pytest.mark.parametrize("at", range(len(TEXTS)))
def test_after_an_edit_only_what_was_edited_is_read_and_all_is_found_as_in_full(
    at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ReadBefore(KEY)
    find_all(passages(*TEXTS), KNOWN, earlier=first)
    # a paragraph more before all others: every passage has another number and place than before
    edited = ["A line more.", *TEXTS[:at], f"{TEXTS[at]} Zofia Kowalczyk came too.", *TEXTS[at + 1 :]]
    full = find_all(passages(*edited, first=7), KNOWN)
    read: list[str] = []
    pieces = name_model.pieces
    monkeypatch.setattr(name_model, "pieces", lambda texts, tokens: read.extend(texts) or pieces(texts, tokens))
    assert find_all(passages(*edited, first=7), KNOWN, earlier=first) == full
    assert sorted(read) == sorted([edited[0], edited[at + 1]])


@pytest.mark.parametrize(
    "known",
    [
        replace(KNOWN, names=(*KNOWN.names, "Adanna Nwokedi-Bell")),
        replace(KNOWN, names=KNOWN.names[:1]),
        replace(KNOWN, addresses=()),
        replace(KNOWN, codes=frozenset({"SW"})),
        replace(KNOWN, agencies=("Varnham Housing",)),
    ],
)
def test_what_is_known_of_the_case_now_counts(known: Knowledge) -> None:
    earlier = ReadBefore(KEY)
    find_all(passages(*TEXTS), KNOWN, earlier=earlier)
    assert find_all(passages(*TEXTS), known, earlier=earlier) == find_all(passages(*TEXTS), known)


@pytest.mark.parametrize(
    "changed",
    [
        {"heading": 1},
        {"cell": Cell(1, 2, 2, "Name of school", "x")},
        {"place": Place(Story.AUTHOR, "comment 1")},
        {"text": TEXTS[1].upper()},
    ],
)
def test_a_passage_that_stands_otherwise_is_looked_at_anew(changed: dict[str, object]) -> None:
    before = passages(*TEXTS)
    after = [replace(p, **changed) if p.number == 1 else p for p in before]  # type: ignore[arg-type]
    earlier = ReadBefore(KEY)
    find_all(before, KNOWN, earlier=earlier)
    assert find_all(after, KNOWN, earlier=earlier) == find_all(after, KNOWN)


@pytest.mark.parametrize(
    ("key", "stamp", "stored"),
    [(KEY, "two", None), (b"x" * 32, "one", None), (KEY, "one", b"no such thing"), (KEY, "one", b"")],
)
def test_of_another_program_another_case_or_damaged_nothing_holds(key: bytes, stamp: str, stored: bytes | None) -> None:
    first = ReadBefore(KEY, stamp="one")
    find_all(passages(*TEXTS), KNOWN, earlier=first)
    other = ReadBefore(key, first.packed() if stored is None else stored, stamp)
    assert find_all(passages(*TEXTS), KNOWN, earlier=other) == find_all(passages(*TEXTS), KNOWN)
    assert other.readings.get("Never read, by nobody.") is None
    if stored is None:
        fresh = ReadBefore(key, first.packed(), stamp)
        assert all(fresh.readings.get(text) is None for text in TEXTS)


def test_it_holds_no_word_of_a_draft() -> None:
    earlier = ReadBefore(KEY)
    find_all(passages(*TEXTS), KNOWN, earlier=earlier)
    plain = zlib.decompress(earlier.packed()).decode().lower()
    assert len(plain) > 500
    for word in ("imogen", "hepton", "varnham", "oluwaseun", "adeyemi", "okonjo", "ashdown", "943", "wilk", "winnie"):
        assert word not in plain.replace('"', " ").split(), word
        assert len(word) == 3 or word not in plain


def test_what_is_no_longer_needed_goes() -> None:
    earlier = ReadBefore(KEY)
    find_all(passages(*TEXTS), KNOWN, earlier=earlier)
    find_all(passages(TEXTS[0]), KNOWN, earlier=earlier)
    left = ReadBefore(KEY, earlier.packed())
    assert left.readings.get(TEXTS[0]) is not None and left.readings.get(TEXTS[3]) is None
