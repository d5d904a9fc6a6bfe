"""One letter for a person: what is skipped for speed is nobody's."""

from __future__ import annotations

import re

import pytest

from redactor.detection.harvest import Told
from redactor.detection.look import Look
from redactor.detection.recognisers import single_letters
from redactor.detection.recognisers.name_index import NameIndex
from redactor.documents.model import Passage, Place, Story

TEXTS = (
    "A cat came. Love, Jxx",
    "Love, J",
    "A cat came. Thanks, J.",
    "She told T to wait.",
    "I asked J. A bus came.",
    "Told Jo and K that I would ring.",
    "B said no; vitamin D was given.",
    "P and K sat together. J's coat.",
    "No letter at all.",
    "J/K, J-K, xJ, J1 and I.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_without_a_letter_of_anybody_is_passed_over_and_no_other(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = NameIndex.of(["Jo Quill", "Tess Orde"], frozenset())
    found = []
    for letters in (single_letters._LETTERS, re.compile("[A-Z]")):  # as it is, and never passing over
        monkeypatch.setattr(single_letters, "_LETTERS", letters)
        finder = single_letters.SingleLetters(listed, listed, [Told("P", 9, 0, 1, None)])
        found.append(list(finder.find(Look(Passage(1, text, Place(Story.BODY, "paragraph 1")), ()))))
    assert found[0] == found[1]


def test_such_letters_are_found() -> None:
    listed = NameIndex.of(["Jo Quill", "Tess Orde"], frozenset())
    finder = single_letters.SingleLetters(listed, listed)
    looks = [Look(Passage(n, text, Place(Story.BODY, "")), ()) for n, text in enumerate(TEXTS)]
    assert [bool(list(finder.find(look))) for look in looks[:5]] == [True, True, True, True, True]
