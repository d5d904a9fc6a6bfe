from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.language.lexicon import abbreviations, fold, lexicon, words_of
from redactor.language.lexicon import rows as csv_rows
from tests.detection.tables import rows


@pytest.mark.parametrize(
    ("word", "folded"),
    rows(
        "folding",
        ("O’Ríordan", "oriordan"),
        ("O'RIORDAN", "oriordan"),
        ("Łucja", "lucja"),
        ("Zoë", "zoe"),
        ("Zoe\u0308", "zoe"),
        ("Đặng", "dang"),
        ("Anozie-Ude", "anozie-ude"),
        ("Søren", "soren"),
        ("", ""),
    ),
)
def test_words_are_folded_for_comparing(word: str, folded: str) -> None:
    assert fold(word) == folded


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


def test_words_of_a_phrase() -> None:
    assert words_of("Women’s Aid") == ("womens", "aid")


@pytest.mark.parametrize(
    "word", ["house", "houses", "walked", "unwell", "non-attendance", "don't", "she'll", "grandmother"]
)
def test_english_words(word: str) -> None:
    assert lexicon().is_ordinary(word)
    assert lexicon().is_ordinary(word.capitalize())


@pytest.mark.parametrize("word", ["Ogunbanjo", "Ackroyd", "Gallivan", "Kowalczyk", "Szymanska"])
def test_surnames_are_no_english_words(word: str) -> None:
    assert not lexicon().is_ordinary(word)


@pytest.mark.parametrize(
    "name", ["Katarzyna", "Chukwuemeka", "Llinos", "Caoimhe", "Jagdeep", "Idris", "Thu", "Ewelina"]
)
def test_first_names_of_many_origins_are_known(name: str) -> None:
    assert lexicon().births(name) > 0
    assert lexicon().births(name.upper()) == lexicon().births(name)


@pytest.mark.parametrize(("name", "gender"), [("Sorcha", "f"), ("Idris", "m"), ("Qqq", "")])
def test_the_gender_of_a_first_name(name: str, gender: str) -> None:
    assert lexicon().gender(name) == gender


@pytest.mark.parametrize(
    ("title", "inside"), [("mrs", True), ("pc", True), ("dr", True), ("nurse", False), ("auntie", False)]
)
def test_titles_say_whether_they_go_with_the_name(title: str, inside: bool) -> None:
    assert lexicon().titles[title].inside is inside


def test_no_title_of_a_list_is_a_role_and_a_courtesy() -> None:
    kinds = {"honorific", "doctor", "professor", "religious", "rank", "role", "kin", "judge", "public", "service"}
    assert {t.kind for t in lexicon().titles.values()} == kinds
    assert {t.gender for t in lexicon().titles.values()} == {"f", "m", ""}


@pytest.mark.parametrize(
    ("short", "street"), [("rd", "road"), ("st", "street"), ("cres", "crescent"), ("close", "close")]
)
def test_streets_are_known_by_their_abbreviations(short: str, street: str) -> None:
    assert lexicon().streets[short] == street


def test_abbreviations_are_in_capitals() -> None:
    assert {"GP", "SW", "NFA"} <= abbreviations()
    assert all(a.replace("&", "").replace("/", "").isalnum() and a.isupper() for a in abbreviations())


@pytest.mark.parametrize(
    "name", ["agency_words", "countries", "demonyms", "establishments", "first_names", "keep", "street_types", "titles"]
)
def test_lists_have_no_row_out_of_shape(name: str) -> None:
    """A comma too many or too few moves every value that follows into another column."""
    for number, row in enumerate(csv_rows(f"{name}.csv"), 2):
        assert None not in row and None not in row.values(), f"{name}.csv, row {number}"
