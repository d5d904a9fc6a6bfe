"""Dates told more generally: what is put is true, keeps the order and the distances, and fits the sentence."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.keymap.levels import DateLevel
from redactor.publication.dates import coarser, date_fact, dates_in, easter
from redactor.publication.labels import label_of, read_label

ANCHOR = date(2019, 2, 1)
DAYS = st.dates(date(1985, 1, 1), date(2032, 12, 31))
GENERAL = [level for level in DateLevel if level is not DateLevel.EXACT]
FORMS = (
    "{d.day} {d:%B} {d.year}",
    "{d:%d/%m/%Y}",
    "{d:%d.%m.%y}",
    "{d:%B} {d.day}, {d.year}",
    "{d.day}th of {d:%B} {d.year}",
)


def told(text: str, level: DateLevel, anchor: date = ANCHOR) -> str:
    """The text with its dates told more generally."""
    facts = [date_fact(text, t, label, 0, 0, "") for t in dates_in(text) if (label := coarser(t, level, anchor))]
    for fact in reversed(facts):
        text = text[: fact.start] + fact.text() + text[fact.end :]
    return text


@pytest.mark.parametrize(
    ("text", "month", "season", "months", "days"),
    [
        ("On Tuesday 12 March 2019 she rang.", "In March 2019 she rang.", "In early 2019 she rang.",
         "In Month 2 she rang.", "On Day 40 she rang."),
        ("He left on the 3rd of June 2018.", "He left in June 2018.", "He left in mid 2018.",
         "He left 8 months before Month 1.", "He left 243 days before Day 1."),
        ("By 9 May 2019 it was closed.", "By May 2019 it was closed.", "By mid 2019 it was closed.",
         "By Month 4 it was closed.", "By Day 98 it was closed."),
        ("01/02/19", "February 2019", "Early 2019", "Month 1", "Day 1"),
        ("The visits of 3-5 April 2019.", "The visits of April 2019.", "The visits of early 2019.",
         "The visits of Month 3.", "The visits of Day 62 to Day 64."),
        ("From 28/08-02/09/2019 they were away.", "From August 2019 to September 2019 they were away.",
         "From mid 2019 to late 2019 they were away.", "From Month 7 to Month 8 they were away.",
         "From Day 209 to Day 214 they were away."),
        ("The incident was on Bonfire Night 2019.", "The incident was in November 2019.",
         "The incident was in late 2019.", "The incident was in Month 10.", "The incident was on Day 278."),
        ("On Easter Sunday 2019 they ate together.", "In April 2019 they ate together.",
         "In early 2019 they ate together.", "In Month 3 they ate together.", "On Day 80 they ate together."),
        ("In March 2019 it began.", "In March 2019 it began.", "In early 2019 it began.", "In Month 2 it began.",
         "In Month 2 it began."),
        ("The visit of 9.xi.2019 is not recorded.", "The visit of November 2019 is not recorded.",
         "The visit of late 2019 is not recorded.", "The visit of Month 10 is not recorded.",
         "The visit of Day 282 is not recorded."),
        ("The Children Act 1989 and guidance in 2018 say so.",) * 5,
        ("On 12 March 2019 (Tuesday) he came.", "In March 2019 he came.", "In early 2019 he came.",
         "In Month 2 he came.", "On Day 40 he came."),
    ],
)  # fmt: skip
def test_a_date_fits_its_sentence(text: str, month: str, season: str, months: str, days: str) -> None:
    levels = (DateLevel.MONTH, DateLevel.SEASON, DateLevel.MONTHS, DateLevel.DAYS)
    assert [told(text, level) for level in levels] == [month, season, months, days]
    assert all(told(told(text, level), level) == told(text, level) for level in GENERAL)  # told once is told


@pytest.mark.parametrize(
    ("text", "months", "season"),
    [
        ("They met on 3, 10 and 17 March 2019.", "They met in Month 2.", "They met in early 2019."),
        ("the week beginning 4 March 2019", "the week beginning in Month 2", "the week beginning in early 2019"),
        ("In the early hours of Sunday 3 March 2019, police came.", "In the early hours of a day in Month 2, police came.",
         "In the early hours of a day in early 2019, police came."),
        ("by the end of March 2019", "by the end of Month 2", "by early 2019"),
        ("until mid-2019", "until some time from Month 4 to Month 7", "until mid-2019"),
        ("On 29 February 2019 he came.", "In Month 1 he came.", "In early 2019 he came."),
        ("Christmas 2019", "Month 11", "Late 2019"),
        ("at Christmas", "at Christmas", "at Christmas"),
        ("in 2018/19", "from 10 months before Month 1 to Month 2", "in 2018/19"),
        ("the Easter holidays of 2019", "the Easter holidays of Year 1", "the Easter holidays of 2019"),
    ],
)  # fmt: skip
def test_the_words_around_a_date_stay_true(text: str, months: str, season: str) -> None:
    assert (told(text, DateLevel.MONTHS), told(text, DateLevel.SEASON)) == (months, season)


def test_the_day_and_time_of_year_may_not_be_guessed() -> None:
    assert told("It was on 12 March.", DateLevel.MONTHS) == "It was on one day."
    assert told("It was on 12 March.", DateLevel.MONTH) == "It was in March."
    assert (
        told("On 3 May 2019 she rang; on 5 May she wrote.", DateLevel.MONTHS)
        == "In Month 4 she rang; in Month 4 she wrote."
    )


@given(st.lists(DAYS, min_size=2, max_size=6), st.sampled_from(GENERAL), st.sampled_from(FORMS), DAYS)
@settings(max_examples=60)
def test_what_is_told_is_true_and_in_order(days: list[date], level: DateLevel, form: str, anchor: date) -> None:
    """Read back from the words alone: each label holds its day, and no two days change places."""
    anchor = anchor if level is DateLevel.DAYS else anchor.replace(day=1)
    means = []
    for day in sorted(days):
        text = told(form.format(d=day), level, anchor)
        first, last = read_label(
            text[:1].lower() + text[1:] if text.startswith(("Early", "Mid", "Late", "More")) else text, anchor
        )
        assert first <= day <= last, (day, text)
        assert not any(c in text for c in (f"{day:%d/%m}", f"{day.day} {day:%B}"))
        means.append((first, last))
    for (first, _), (_, last) in pairwise(means):
        assert first <= last  # the earlier day may come first


@given(DAYS, DAYS, st.sampled_from(GENERAL))
@settings(max_examples=80)
def test_distances_hold(one: date, other: date, level: DateLevel) -> None:
    """The distance that two labels tell may be the true one; counted in days it is the true one."""
    first, second = (label_of(d, d, level, ANCHOR) for d in sorted((one, other)))
    true = abs(one - other)
    assert second.first - first.last <= true <= second.last - first.first
    # what is told is no wider than the level says; what lies years before the case is told in years
    widest = {
        DateLevel.MONTH: 31,
        DateLevel.SEASON: 123,
        DateLevel.YEAR: 366,
        DateLevel.MONTHS: 31,
        DateLevel.QUARTERS: 92,
        DateLevel.DAYS: 1,
    }[level]
    if min(one, other) > ANCHOR - timedelta(days=1000):
        assert (first.last - first.first).days < widest
        if level is DateLevel.DAYS:
            assert second.first - first.first == true


@pytest.mark.parametrize(("year", "day"), [(2011, (4, 24)), (2019, (4, 21)), (2024, (3, 31)), (2038, (4, 25))])
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("text", "previous", "days"),
    [
        ("They met on 8 October, 22 October and 5 November 2018.", None, ["2018-10-08", "2018-10-22", "2018-11-05"]),
        ("On 3 May 2019 and 4 May, 19 June was booked.", None, ["2019-05-03", "2019-05-04", "2019-06-19"]),
        ("On 4 May, 17 he left.", None, ["2017-05-04"]),
        ("On 29 February she went home.", date(2017, 2, 9), ["2016-02-29"]),
        ("She was admitted twice in 2017, the last time on Boxing Day.", date(2018, 5, 23), ["2017-12-26"]),
        ("In 2017 she was seen once, on 4 March.", date(2019, 5, 23), ["2017-03-04"]),
        ("Under the Act of 1989 it was heard on 4 March.", date(2019, 5, 23), ["2019-03-04"]),
    ],
)
def test_a_day_without_a_year_of_its_own_gets_the_right_one(text: str, previous: date | None, days: list[str]) -> None:
    assert [d.first.isoformat() for d in dates_in(text, previous) if d.is_day] == days
