"""Dates and times as chronologies write them."""

from __future__ import annotations

import pytest

from redactor.chronology.dates import read_time, read_when, time_beside

DATED = [
    ("3.9.2008", "2008-09-03", "2008-09-03", "03/09/2008"),
    ("03/09/08", "2008-09-03", "2008-09-03", "03/09/2008"),
    ("3 Sept 2008", "2008-09-03", "2008-09-03", "03/09/2008"),
    ("Wed 3rd of September 2008", "2008-09-03", "2008-09-03", "03/09/2008"),
    ("2008-09-03", "2008-09-03", "2008-09-03", "03/09/2008"),
    ("3.9.2008 09:30", "2008-09-03", "2008-09-03", "03/09/2008"),
    ("early Sept 2008", "2008-09-01", "2008-09-10", "early Sept 2008"),
    ("mid October 2008", "2008-10-11", "2008-10-20", "mid October 2008"),
    ("end of Feb 2008", "2008-02-21", "2008-02-29", "end of Feb 2008"),
    ("Sept 08", "2008-09-01", "2008-09-30", "Sept 08"),
    ("09/2008", "2008-09-01", "2008-09-30", "09/2008"),
    ("2008", "2008-01-01", "2008-12-31", "2008"),
    ("late 2008", "2008-09-01", "2008-12-31", "late 2008"),
    ("Summer 2008", "2008-06-01", "2008-08-31", "Summer 2008"),
    ("3-5 Sept 2008", "2008-09-03", "2008-09-05", "3-5 Sept 2008"),
    ("12-14/11/08", "2008-11-12", "2008-11-14", "12-14/11/08"),
    ("28/08-02/09/17", "2017-08-28", "2017-09-02", "28/08-02/09/17"),
    ("3 Sept - 5 Sept 2008", "2008-09-03", "2008-09-05", "3 Sept - 5 Sept 2008"),
    ("3/9/08, 5/9/08 and 9/9/08", "2008-09-03", "2008-09-09", "3/9/08, 5/9/08 and 9/9/08"),
    ("Sept - Nov 2008", "2008-09-01", "2008-11-30", "Sept - Nov 2008"),
    ("2008 to 2009", "2008-01-01", "2009-12-31", "2008 to 2009"),
    ("w/c 6/10/08", "2008-10-06", "2008-10-12", "w/c 6/10/08"),
    ("approx 3/9/08", "2008-09-03", "2008-09-03", "approx 3/9/08"),
]
# as they stand, they may be anything: nothing is guessed
UNDATED = [
    "",
    "?",
    "n/k",
    "3 Sept",
    "Sept 8",
    "September",
    "31/02/2008",
    "09/23/2008",
    "2008/09",
    "39694",
    "5/9/08 - 3/9/08",
]


@pytest.mark.parametrize(("text", "first", "last", "shown"), DATED)
def test_dates(text: str, first: str, last: str, shown: str) -> None:
    when = read_when(text)
    assert (str(when.first), str(when.last), when.shown) == (first, last, shown)


@pytest.mark.parametrize("text", [shown for *_, shown in DATED])
def test_what_is_shown_reads_back(text: str) -> None:
    assert read_when(text).shown == text


@pytest.mark.parametrize("text", UNDATED)
def test_what_cannot_be_dated_is_shown_as_written(text: str) -> None:
    when = read_when(text)
    assert (when.first, when.last, when.shown) == (None, None, text)


@pytest.mark.parametrize(
    ("text", "shown", "minutes"),
    [
        ("09:30", "09:30", 570),
        ("9.30am", "09:30", 570),
        ("9:30 pm", "21:30", 1290),
        ("1730", "17:30", 1050),
        ("2245hrs", "22:45", 1365),
        ("5pm", "17:00", 1020),
        ("12.15 am", "00:15", 15),
        ("12pm", "12:00", 720),
        ("approx 10:00", "approx 10:00", 600),
        ("10:00-11:00", "10:00-11:00", 600),
        ("00:00", "00:00", -1),
        ("morning", "morning", -1),
        ("", "", -1),
    ],
)
def test_times(text: str, shown: str, minutes: int) -> None:
    assert read_time(text) == (shown, minutes)


def test_a_time_beside_a_date() -> None:
    assert time_beside("Mon 17 Nov 2008, 8.50am") == "8.50am"
    assert time_beside("3.9.2008 14.00") == "14.00"
    assert time_beside("03/09/2008") == ""


@pytest.mark.parametrize("text", ["14.i.24", "14-I-2024", "14JAN24", "14Jan2024"])
def test_months_in_roman_figures_or_run_together(text: str) -> None:
    when = read_when(text)
    assert str(when.day) == "2024-01-14"
    assert when.written == text
