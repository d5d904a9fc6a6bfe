"""Names of the case inside run-together words of what is no text: styles, bookmarks, fields of forms."""

from __future__ import annotations

import pytest

from redactor.detection.engine import find_all
from redactor.detection.knowledge import Knowledge
from redactor.documents.model import Passage, Place, Story

KNOWN = Knowledge(names=("Bernice Quarle", "Hope Marsh"))


def found(text: str, story: Story) -> list[str]:
    detected = find_all([Passage(0, text, Place(story, "style", "0:styles"))], KNOWN)
    return [m.text for d in detected for m in d.mentions if m.recogniser == "GluedNames"]


@pytest.mark.parametrize("text", ["QuarleNotes", "Quarle1", "notesForBernice2"])
def test_a_name_in_one_word_with_what_it_is_for(text: str) -> None:
    assert found(text, Story.ATTRIBUTE) == [text]


@pytest.mark.parametrize("text", ["Quarleness", "HopeList", "Heading1", "BodyTextIndent2"])
def test_words_that_only_begin_like_a_name_stay(text: str) -> None:
    assert found(text, Story.ATTRIBUTE) == []


def test_prose_is_not_looked_at_for_pieces_of_words() -> None:
    assert found("See QuarleNotes.", Story.BODY) == []
