from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.language import dates
from redactor.language.dates import find_dates
from tests.detection.tables import rows

DAY = date(2012, 3, 14)


@pytest.mark.parametrize(
    "text",
    [
        "14/03/2012",
        "14/3/12",
        "14.03.12",
        "14-3-2012",
        "14 / 03 / 2012",
        "2012-03-14",
        "14 March 2012",
        "14 Mar 2012",
        "14-Mar-12",
        "14th March 2012",
        "14th of March, 2012",
        "the fourteenth of March 2012",
        "March 14, 2012",
        "14 MARCH 2012",
        "14 March '12",
    ],
)
def test_every_way_to_write_a_date(text: str) -> None:
    (span,) = find_dates(f"seen on {text}, at home")
    assert f"seen on {text}, at home"[span.start : span.end] == text
    assert span.date == DAY
    assert span.may_be(DAY)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("14 March", (14, 3, None)),
        ("the third of March", (3, 3, None)),
        ("12–14 March", (14, 3, None)),
        ("14 March 17:56", (14, 3, None)),
        ("03/03/70", (3, 3, 1970)),
        ("03/03/39", (3, 3, 2039)),
        ("31/02/19", (31, 2, 2019)),
        ("03/14/2012", (3, 14, 2012)),
    ],
)
def test_day_month_and_year(text: str, parts: tuple[int, int, int | None]) -> None:
    (span,) = find_dates(text)
    assert (span.day, span.month, span.year) == parts


def test_an_impossible_day_is_no_date_but_stays_a_span() -> None:
    (span,) = find_dates("31/02/19")
    assert span.date is None


@pytest.mark.parametrize(
    ("text", "written"),
    rows(
        "full stops after dates",
        ("It was 14 March. Then it rained.", "14 March"),
        ("It was 14/03/2012. Then it rained.", "14/03/2012"),
        ("It was 14 Mar. 2012. Then it rained.", "14 Mar. 2012"),
    ),
)
def test_the_full_stop_of_a_sentence_is_not_the_date_s(text: str, written: str) -> None:
    (span,) = find_dates(text)
    assert text[span.start : span.end] == written


@pytest.mark.parametrize(
    "text",
    [
        "120/80",
        "1/2",
        "ToR 2.1",
        "3.45 kg",
        "99/99/99",
        "section 4.2.1",
        "March 2012",
        "2019/20",
        "6/52",
        "01632 960123",
        "in May",
        "12:30",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("14/03/2012", True),
        ("14 March", True),
        ("03/14/2012", True),
        ("14/03/2013", False),
        ("15/03/2012", False),
        ("3 March", False),
    ],
)
def test_a_date_may_be_the_listed_one(text: str, may_be: bool) -> None:
    (span,) = find_dates(text)
    assert span.may_be(DAY) is may_be


@given(
    st.dates(date(1940, 1, 1), date(2039, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%Y-%m-%d", "%d %B %Y", "%d-%b-%y"]),
)
def test_a_date_written_is_the_date_read(day: date, form: str) -> None:
    (span,) = find_dates(day.strftime(form))
    assert span.date == day


@given(st.text(alphabet="0123456789/.-– marchyfitsd\n", max_size=40))
def test_dates_are_in_order_and_apart(text: str) -> None:
    at = 0
    for span in find_dates(text):
        assert at <= span.start < span.end <= len(text)
        at = span.end


PARTS = st.sampled_from(
    ["3", "14", "2012", "'12", "May", "dismay", "sept.", "JAN", "third", "twenty-first", "the", "of", "day of", "th", "st",
     "/", "-", ".", "–", " ", "  ", "\n", ",", "maybe"]
)  # fmt: skip


@given(st.lists(PARTS, max_size=10).map("".join))
def test_no_text_with_a_date_is_passed_over(text: str) -> None:
    assert dates._MAY_BE.search(text) or dates._PATTERN.search(text) is None


@pytest.mark.parametrize("text", ["2nd Feb, 10.45am", "2 February 10pm", "2 Feb 10.45"])
def test_an_hour_is_no_year(text: str) -> None:
    (span,) = find_dates(text)
    assert (span.day, span.month, span.year) == (2, 2, None)
