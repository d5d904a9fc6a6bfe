"""What a pattern needs is never more than it does need: a row of the table that is passed over would not have matched."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.detection.recognisers.identifiers import _table
from redactor.language.needs import matches, needs

PIECES = st.sampled_from(
    [
        "12",
        "3",
        "2041",
        "07700 900123",
        "/",
        "-",
        ".",
        " ",
        "@",
        "_",
        "\\",
        "£",
        "AB",
        "k",
        "CAD ",
        "ref no ",
        "Reg",
        "Snapchat ",
        "x@y.org",
        "*",
        "٣",
    ]
)


@pytest.mark.parametrize(
    ("pattern", "digits", "one_of"),
    [
        (r"\d{3}[ -]?\d{4}", 7, []),
        (r"(?:\d{2}|\d{4})/\d{1,7}[A-Z]", 3, ["/"]),
        (r"[0-9]x?[/*.]", 1, ["/*."]),
        (r"(?<!\d\d/)(?=\d@)\w+", 0, []),  # what takes no room asks for nothing
        (r"a@b|c\d", 0, []),
        (r"(?i:x)\d*[^\d]", 0, []),
        (r"(?:-\d)*", 0, []),
        (r"[a-z]7", 1, []),
    ],
)
def test_what_a_pattern_needs(pattern: str, digits: int, one_of: list[str]) -> None:
    found = needs(re.compile(pattern))
    assert (found.digits, found.one_of) == (digits, {frozenset(each) for each in one_of})


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:[Rr]eg(?:istration)?|REG|Vehicle)\b", ("REG", "Reg", "Vehicle", "reg")),
        (r"(?:Ward|Bay) \d+|on the (?:unit|ward)s?", ("Bay ", "Ward ", "on the unit", "on the ward")),
        (r"(?<!xyz)a+bc$", ("bc",)),
        (r"x(?:ab|)y", ("xaby", "xy")),
        (r"(?:abc)?d", ()),
        (r"(?:abc){0,3}", ()),
        (r"(?i:abc)|abc", ()),  # in capitals, too
        (r"abc|[a-z]+", ()),
        (r"a[^b]c", ()),
    ],
)
def test_words_of_which_one_stands_in_whatever_matches(pattern: str, words: tuple[str, ...]) -> None:
    assert needs(re.compile(pattern)).words == words


def test_what_ignores_case_asks_for_no_word() -> None:
    assert needs(re.compile("ward (?:one|two)", re.IGNORECASE)).words == ()


@given(st.lists(st.sampled_from([*"abcx12 -", "ab", "Ward "]), max_size=8).map("".join))
def test_a_text_that_is_not_tried_holds_nothing(text: str) -> None:
    for pattern in (r"(?:ab|x)c\d", r"(?<=a)b+[ -]", r"Ward (?:\d|[ab]{2})", r"a(?:b|c)?x|1(?=2)2"):
        assert [m.span() for m in matches(made(pattern), text)] == [m.span() for m in made(pattern).finditer(text)]


@lru_cache
def made(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@given(st.lists(PIECES, max_size=9).map("".join))
def test_no_row_of_the_table_is_passed_over_that_matches(text: str) -> None:
    digits = sum(c.isdigit() for c in text)
    for row in _table():
        assert row.needs.met_by(text, digits) or row.pattern.search(text) is None
        assert row.cued.met_by(text) or row.cue is None or row.cue.search(text) is None


def test_most_rows_are_passed_over_where_there_are_few_digits() -> None:
    assert sum(row.needs.met_by("(note 4)", 1) for row in _table()) < len(_table()) / 4
