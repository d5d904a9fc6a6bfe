"""One capital letter where a person can stand."""

from __future__ import annotations

import pytest

from redactor.language.lone_letters import lone_letters


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Says J has left the house.", "J"),
        ("“H asks who feeds the cat when I'm out.", "H"),
        ("Tired of moving + T has a new car.", "T"),
        ("A message from “uncle A”: ring us.", "A"),
        ("Took T to a match. Sat behind E. T hiding there.", "TET"),
        ("Mum late again. G. quiet. E asked to leave.", "GE"),
        ("Case closed to O.", "O"),
        ("B's car was outside.", "B"),
        ("Plan B was used; hep C and B wing; he got C in maths; vit D given; grade A was told", ""),
        ("From A to B. Section C is for. A home visit. Flat B is empty, on D wing to C wing.", ""),
        ("Q and A said. In block B was a man. Type O is rare. T. 38; B12 given, C3 told", ""),
    ],
)
def test_letters(text: str, letters: str) -> None:
    assert "".join(text[i] for i in lone_letters(text)) == letters
