"""Names with figures for letters, as a machine reads a scan or somebody writes who does not want to be found."""

from __future__ import annotations

import pytest

from redactor.language.disguised import FIGURES, Disguises
from tests.identities.cases import case

DRAFT = case("Child 1 | subject | Kieran Sagdon", "Mrs B | family | Maureen Pellow")


@pytest.mark.parametrize(
    ("draft", "reads"),
    [
        ("Maureen Pe11ow came. Pe11ow left.", "Mrs B came. Mrs B left."),
        ("K1eran rang. K1eran Sagd0n rang.", "Child 1 rang. Child 1 rang."),
        ("See B12, MP3 and Covid19. Saira G2P1 rang.", "See B12, MP3 and Covid19. Person 1 G2P1 rang."),
    ],
)
def test_they_are_read(draft: str, reads: str) -> None:
    assert DRAFT.read(draft).text == reads


def test_the_check_tells_them() -> None:
    found = list(Disguises.of(["Maureen Pellow"]).in_text("So said Pe11ow, 3 of 11."))
    assert [(one.name, one.how) for one in found] == [("pellow", FIGURES)]
