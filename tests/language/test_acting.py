"""What says that a word which is also a name is somebody, where a name of the case is the same word."""

from __future__ import annotations

import pytest

from redactor.language.acting import is_subject, stands_alone


@pytest.mark.parametrize(
    ("text", "word", "alone"),
    [
        ("The bruise, according to Frost, came from a fall.", "Frost", True),
        ("Text from Will: can you ring?", "Will", True),
        ("I hate Dean and want to go home.", "Dean", True),
        ("The Dean of the faculty was not asked.", "Dean", False),
        ("It was a message of Hope for all.", "Hope", False),
        ("The visit was in May and again in June.", "May", False),
        ("They went to Black Frost Lane.", "Frost", False),
        ("Frost lay on the road.", "Frost", False),
        ("the FROST WARNING of the day", "FROST", False),
    ],
)
def test_a_capital_amid_small_letters(text: str, word: str, alone: bool) -> None:
    start = text.index(word)
    assert stands_alone(text, start, start + len(word)) is alone


@pytest.mark.parametrize(
    ("text", "word", "acts"),
    [
        ("Dean's car was outside all night.", "Dean", True),
        ("It was Penny who noticed it.", "Penny", True),
        ("Sky's nursery place was lost.", "Sky", True),
        ("Hope hid behind the door.", "Hope", True),
        ("Frost ran home.", "Frost", True),
        ("Hope ran high that spring.", "Hope", False),
        ("Hope's not what it was.", "Hope", False),
        ("Hope is a word in none of the plans.", "Hope", False),
    ],
)
def test_what_only_people_do_or_have(text: str, word: str, acts: bool) -> None:
    start = text.index(word)
    assert is_subject(text, start, start + len(word)) is acts
