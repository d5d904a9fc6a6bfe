from __future__ import annotations

from datetime import date

import pytest

from redactor.codes.dates import parse_date_of_birth

TODAY = date(2025, 6, 15)


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("2007-03-03", date(2007, 3, 3)),
        ("2007-03-03 00:00:00", date(2007, 3, 3)),
        ("3/4/2007", date(2007, 4, 3)),
        ("03.04.2007", date(2007, 4, 3)),
        ("3-4-07", date(2007, 4, 3)),
        ("14.6.25", date(2025, 6, 14)),
        ("16.6.25", date(1925, 6, 16)),  # would lie ahead
        ("1.2.80", date(1980, 2, 1)),
        ("3 March 2007", date(2007, 3, 3)),
        ("3rd March, 2007", date(2007, 3, 3)),
        ("Saturday 3 March 2007", date(2007, 3, 3)),
        ("3rd of march 2007", date(2007, 3, 3)),
        ("03-Mar-07", date(2007, 3, 3)),
        ("1 Sept 1999", date(1999, 9, 1)),
        ("March 3, 2007", date(2007, 3, 3)),
        ("29/02/2008", date(2008, 2, 29)),
        ("01/09/2025", date(2025, 9, 1)),  # an unborn child's expected date
    ],
)
def test_dates_that_boards_write(text: str, born: date) -> None:
    assert parse_date_of_birth(text, TODAY) == born


@pytest.mark.parametrize(
    "text",
    [
        "2007",
        "March 2007",
        "31/02/2007",
        "13/13/2007",
        "29/02/2007",
        "c. 1984",
        "12",
        "3 Marsh 2007",
        "1/1/1066",
        "1/1/2030",
        "?",
    ],
)
def test_what_is_no_date_of_birth(text: str) -> None:
    with pytest.raises(ValueError):
        parse_date_of_birth(text, TODAY)
