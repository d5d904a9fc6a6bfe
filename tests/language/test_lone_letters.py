"""One capital letter where a person can stand."""

from __future__ import annotations

import pytest

from redactor.language.lone_letters import lone_letters


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Says J has lost his job.", "J"),
        ("“H asks who does the tablets if I'm here.", "H"),
        ("Tired of hiding + T has an injunction.", "T"),
        ("A message from “uncle A”: ring us.", "A"),
        ("Took T to football. Sat next to E. T under table.", "TET"),
        ("Mum upset re hair. G. quiet. E asked to go home.", "GE"),
        ("FS closed to O.", "O"),
        ("B's car was outside.", "B"),
        ("Plan B was used; hep C and B wing; he got C in maths; vit D given; grade A was told", ""),
        ("From A to B. Section C is for. A home visit. Flat B is empty, on D wing to C wing.", ""),
        ("Q and A said. In block B was a man. Type O is rare. T. 38; B12 given, C3 told", ""),
    ],
)
def test_letters(text: str, letters: str) -> None:
    assert "".join(text[i] for i in lone_letters(text)) == letters
