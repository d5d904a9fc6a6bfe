from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.language.tokens import is_shouted, tokenise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mrs O'Hara rang.", ["Mrs", "O'Hara", "rang", "."]),
        ("Ewelina's coat", ["Ewelina", "'s", "coat"]),
        ("Ewelina’s coat", ["Ewelina", "’s", "coat"]),
        ("EWELINA'S COAT", ["EWELINA", "'S", "COAT"]),
        ("James' coat", ["James", "'", "coat"]),
        ("Kirsty-Leigh", ["Kirsty-Leigh"]),
        ("T/DI Asamoah and A/Insp Nkemelu", ["T/DI", "Asamoah", "and", "A/Insp", "Nkemelu"]),
        ("14a Beech Rd", ["14a", "Beech", "Rd"]),
        ("K.J.Asamoah", ["K", ".", "J", ".", "Asamoah"]),
        ("Seán Ó Murchú", ["Seán", "Ó", "Murchú"]),
        ("Ewelina/Tobias", ["Ewelina", "/", "Tobias"]),
        ("Ewelina_Gallivan", ["Ewelina", "Gallivan"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert [t.text for t in tokenise(text)] == words


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("She left. He stayed.", ["She", "He"]),
        ("Mr. Asamoah left. Then it rained.", ["Mr", "Then"]),
        ("J. Asamoah left.", ["J"]),
        ("She said: “Go home.”", ["She", "Go"]),
        ("One\nTwo", ["One", "Two"]),
        ("• One – two", ["One", "two"]),
        ("Seen at St. Wilfrid's", ["Seen"]),
    ],
)
def test_words_that_open_a_sentence(text: str, opening: list[str]) -> None:
    assert [t.text for t in tokenise(text) if t.opens and t.kind == "word"] == opening


@given(st.text(max_size=80))
def test_tokens_are_slices_in_order(text: str) -> None:
    at = 0
    for token in tokenise(text):
        assert token.start >= at
        assert token.text == text[token.start : token.end] != ""
        at = token.end
    outside = set(text) - {c for t in tokenise(text) for c in t.text}
    assert not any(c.isalpha() and c.isascii() for c in outside)


@pytest.mark.parametrize(
    ("text", "shouted"),
    [
        ("MRS GALLIVAN RANG THE OFFICE", True),
        ("Mrs Gallivan rang the office", False),
        ("SW1 and GP2", False),
        ("CAMHS", False),
        ("", False),
        ("14/03/2012", False),
        ("ABCDEFGh", True),  # seven of eight
        ("ABCDEFgh", False),  # three quarters, and no more
        ("ABCDEFG 1/2", False),
        ("ÉÈÊÀÇÂÎ ŷŵ", True),
    ],
)
def test_a_passage_in_capitals(text: str, shouted: bool) -> None:
    assert is_shouted(text) is shouted
