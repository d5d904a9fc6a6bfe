from __future__ import annotations

import pytest

from redactor.language.establishments import code_word, proper_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Larkbrook Primary School", ("larkbrook",)),
        ("Oak Field Primary School", ("oak", "field")),
        ("The Willows Nursery", ("willows",)),
        ("St Wilfrid's C of E Primary School", ("st", "wilfrids")),
        ("Brackenfield General Hospital", ("brackenfield",)),
        ("Little Otters Pre-School", ("little", "otters")),
        ("Primary School", ()),
    ],
)
def test_the_words_that_name_an_establishment(name: str, words: tuple[str, ...]) -> None:
    assert proper_words(name) == words


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Larkbrook Primary School", "School"),
        ("LARKBROOK PRIMARY", "School"),
        ("Mill Lane Surgery", "Surgery"),
        ("Harbour View Medical Centre", "Surgery"),
        ("Kestrel House Care Home", "Care Home"),
        ("Larkrise Children’s Home", "Children's Home"),
        ("Larkbrook School House", "House"),
        ("Weavers Arms", "Public House"),
        ("Nothing Known", "Organisation"),
        ("", "Organisation"),
    ],
)
def test_the_code_word_of_an_establishment(name: str, word: str) -> None:
    assert code_word(name) == word
