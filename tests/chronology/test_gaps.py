"""When a child was seen, and how long nobody saw it."""

from __future__ import annotations

from datetime import date

import pytest

from redactor.chronology.dates import read_when
from redactor.chronology.gaps import Gap, sightings, was_seen
from redactor.chronology.picture import drawn
from redactor.chronology.rows import EventRow

STAFF = frozenset({"SW1"})


def row(day: str, seen: str, *people: str, key: str = "", agency: str = "Wold Nursery") -> EventRow:
    return EventRow(agency, read_when(day), "", "", "", people or ("Child 1",), seen, "", "", key=key)


@pytest.mark.parametrize("seen", ["Y", "yes", "Yes - alone", "Y (Child 1)", "Child 1"])
def test_seen(seen: str) -> None:
    assert was_seen(row("1/9/08", seen), "Child 1", ("Child 1", "Child 2"))


@pytest.mark.parametrize(
    "seen", ["", "N", "No", "not seen", "N/A", "?", "Y (Child 2)", "Child 2", "Child 12", "with Child 11"]
)
def test_not_seen(seen: str) -> None:
    assert not was_seen(row("1/9/08", seen), "Child 1", ("Child 1", "Child 2"))


def test_a_child_that_the_row_does_not_name_was_not_seen_in_it_where_there_are_others() -> None:
    about_the_other = row("1/9/08", "Y", "Child 2")
    assert not was_seen(about_the_other, "Child 1", ("Child 1", "Child 2"))
    assert was_seen(row("1/9/08", "Y", "SW1"), "Child 1", ("Child 1",))


def test_gaps_longer_than_the_threshold() -> None:
    rows = [
        row("01/09/2008", "Y", key="#1"),
        row("29/09/2008", "Y", key="#2"),  # 28 days: none yet
        row("Nov 2008", "Y", key="#3"),
        row("20/12/2008", "Y", "Child 1", "SW1", key="#4"),
        row("24/12/2008", "N", key="#5"),
    ]
    found = sightings(rows, ("Child 1",), STAFF, 28)
    assert found is not None
    (child,) = found.children
    assert child.gaps == (Gap(date(2008, 9, 29), date(2008, 12, 20), "#2", "#4", ("#3",)),)
    assert child.gaps[0].days == 82
    assert [s.by for s in child.sightings] == [(), (), (), ("SW1",)]
    assert sightings(rows, ("Child 1",), STAFF, 82).children[0].gaps == ()  # type: ignore[union-attr]


def test_the_beginning_and_the_end_are_gaps_too_and_silent_agencies_are_told() -> None:
    rows = [row("01/01/2008", "", agency="Wold Homes"), row("01/03/2008", "Y", key="#2"), row("01/05/2008", "N")]
    found = sightings(rows, ("Child 1",), STAFF, 28)
    assert found is not None and found.silent == ("Wold Homes",)
    assert [(g.begins, g.ends) for g in found.children[0].gaps] == [("", "#2"), ("#2", "")]


def test_a_child_never_seen_is_one_gap() -> None:
    found = sightings([row("01/01/2008", "N"), row("01/03/2008", "N")], ("Child 1",), STAFF, 28)
    assert found is not None and [g.days for g in found.children[0].gaps] == [60]


def test_nothing_dated_says_nothing() -> None:
    assert sightings([row("?", "Y")], ("Child 1",), STAFF, 28) is None


def test_the_picture_escapes_what_it_shows() -> None:
    rows = [row("01/09/2008", "Y", key="#1", agency='<b>"Wold" & Co</b>'), row("03/09/2008", "Y", key="#2")]
    found = sightings(rows, ("Child 1",), STAFF, 28)
    assert found is not None
    picture = drawn(found.children[0], found)
    assert "<b>" not in picture and "&lt;b&gt;&quot;Wold&quot; &amp; Co" in picture
    assert picture.count("<circle") == picture.count("</circle>") == 2
