from datetime import date

import pytest

from redactor.documents.model import Cell, Passage, Place, Story
from redactor.records.involvement import entry_dates, read_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14/09/17", date(2017, 9, 14)),
        ("14/09/2017", date(2017, 9, 14)),
        ("3/4/2018", date(2018, 4, 3)),  # day first: not 4 March
        ("14.9.17", date(2017, 9, 14)),
        ("14-09-2017", date(2017, 9, 14)),
        ("2017-09-14", date(2017, 9, 14)),
        ("2017-09-14T06:22", date(2017, 9, 14)),
        ("14/09/2017 06:22", date(2017, 9, 14)),
        ("06:22 14/09/2017", date(2017, 9, 14)),
        ("09.30 14.9.17", date(2017, 9, 14)),
        ("14 September 2009", date(2009, 9, 14)),
        ("14th Sept 09", date(2009, 9, 14)),
        ("Monday 14th of September, 2009", date(2009, 9, 14)),
        ("14-Sep-09", date(2009, 9, 14)),
        ("1 May 2009", date(2009, 5, 1)),
        ("September 14, 2009", date(2009, 9, 14)),
        ("c. 14/09/09?", date(2009, 9, 14)),
        ("04/11/87", date(1987, 11, 4)),
        ("14/09/17 - 16/09/17", date(2017, 9, 14)),
        ("14/09/17 to 16/09/17", date(2017, 9, 14)),
        ("10-12/09/17", date(2017, 9, 10)),
        ("28/08 – 02/09/17", date(2017, 8, 28)),
        ("14-16 September 2009", date(2009, 9, 14)),
        ("14 and 15 September 2009", date(2009, 9, 14)),
        ("28 August to 2 September 2009", date(2009, 8, 28)),
        ("28 August 2008 – 2 January 2009", date(2008, 8, 28)),
        ("", None),
        ("not known", None),
        ("September 2009", None),
        ("14 September 09:30", None),
        ("31/02/2017", None),
        ("ToR 2.1", None),
        ("020 7946 0018", None),
    ],
)
def test_a_date_is_read_as_the_forms_write_it(text: str, expected: date | None) -> None:
    assert read_date(text) == expected


def table(rows: list[list[str]], number: int = 1, first: int = 0) -> list[Passage]:
    place = Place(Story.BODY, "table", "word/document.xml")
    cells = [(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)]
    return [
        Passage(first + i, text, place, Cell(number, r, c, rows[0][c - 1] if r > 1 else "", ""))
        for i, (r, c, text) in enumerate(cells)
    ]


def dates_by_row(rows: list[list[str]]) -> dict[int, date]:
    passages = table(rows)
    dates = entry_dates(passages)
    return {p.cell.row: dates[p.number] for p in passages if p.cell and p.number in dates}


@pytest.mark.parametrize(
    "header",
    [
        "Date",
        "DATE",
        "Date and time",
        "Date/time",
        "When",
        "Date & Time",
        "Date / Time:",
        "Date of event",
        "Date (dd/mm/yy)",
        "Dates",
    ],
)
def test_a_chronology_is_known_by_its_date_column(header: str) -> None:
    rows = [["Source", header, "Event"], ["File", "14/09/17", "Visit"], ["File", "15/09/17 10:00", "Call"]]
    assert dates_by_row(rows) == {2: date(2017, 9, 14), 3: date(2017, 9, 15)}


@pytest.mark.parametrize(
    "headers",
    [
        ["Name", "Date of birth"],
        ["Name", "Date of death"],
        ["Version", "Date"],
        ["Signature", "Date"],
        ["Interviewee", "Date"],
        ["Document", "Date"],
        ["Recommendation", "Target date"],
        ["Note", "Update"],
    ],
)
def test_other_dated_tables_are_no_chronology(headers: list[str]) -> None:
    assert dates_by_row([headers, ["x", "14/09/17"], ["y", "15/09/17"]]) == {}


def test_every_cell_of_a_row_has_its_date_and_the_header_has_none() -> None:
    passages = table([["Date", "Event"], ["14/09/17", "SW1 visited."]])
    assert entry_dates(passages) == {2: date(2017, 9, 14), 3: date(2017, 9, 14)}


def test_an_empty_date_continues_the_entry_above_but_an_unknown_one_does_not() -> None:
    rows = [["Date", "Event"], ["14/09/17", "a"], ["", "b"], ["not known", "c"], ["", "d"], ["16/09/17", "e"]]
    assert dates_by_row(rows) == {2: date(2017, 9, 14), 3: date(2017, 9, 14), 6: date(2017, 9, 16)}


def test_a_banner_may_stand_above_the_headers() -> None:
    rows = [["SECTION 6", "Chronology"], ["Date", "Event"], ["14/09/17", "a"]]
    assert dates_by_row(rows) == {3: date(2017, 9, 14)}


def test_a_chronology_goes_on_in_a_table_without_headers() -> None:
    assert dates_by_row([["14/09/17", "a"], ["15/09/17", "b"]]) == {1: date(2017, 9, 14), 2: date(2017, 9, 15)}


def test_tables_do_not_lend_each_other_their_dates() -> None:
    chronology = table([["Date", "Event"], ["14/09/17", "a"]], number=1)
    family = table([["Name", "Relationship"], ["Child 1", "n/a"]], number=2, first=10)
    assert set(entry_dates([*chronology, *family])) == {2, 3}


def test_text_outside_tables_has_no_date() -> None:
    assert entry_dates([Passage(1, "On 14/09/17 SW1 visited.", Place(Story.BODY, "paragraph 1"))]) == {}
