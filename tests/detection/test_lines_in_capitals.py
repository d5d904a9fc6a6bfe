"""Logs in capitals: where the verb behind a name, or the sentence before a street, looks like a part of it."""

from __future__ import annotations

import pytest

import redactor


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("C ESTON RINGS CONTROL. ESTON ON SCENE.", ["C ESTON", "ESTON"]),
        ("KWABENA ADDY RANG THE DISCHARGE LOUNGE. ADDY ADVISED.", ["KWABENA ADDY", "ADDY"]),
        (
            "MRS W MADE COFFEE AND GRACE SAT WITH HIM. MRS WELBORN RANG. GRACE HOLT LEFT.",
            ["MRS W", "GRACE", "MRS WELBORN", "GRACE HOLT"],
        ),
        ("SAYS WILL WILL HAVE TAKEN IT. WILL TREDWELL RANG.", ["WILL", "WILL TREDWELL"]),
    ],
)
def test_the_verb_is_no_name(text: str, wanted: list[str]) -> None:
    found = [m.text for m in redactor.find(text) if m.kind.value == "person"]
    assert [name for name in found if name not in ("WILL",)] == [w for w in wanted if w != "WILL"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("NOBODY HAS. DAWN P TRIES MILLER STREET LANDLINE.", "MILLER STREET"),
        ("999 FROM ELMDENE CRT, CARER ON SCENE.", "ELMDENE CRT"),
        ("CREW SENT TO 14 MILLER STREET.", "14 MILLER STREET"),
    ],
)
def test_the_sentence_is_no_street(text: str, wanted: str) -> None:
    assert [m.text for m in redactor.find(text) if m.kind.value == "address"] == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Agreed C Dalby to visit. Told Jane Hill.", ["C Dalby", "Jane Hill"]),
        ("Limp. Seen by Dr T. Told Signe at once. Signe rang.", ["Signe", "Signe"]),
        ('The crew (Desmond "Dez" Arkley and Marlon Sayce) left.', ['Desmond "Dez" Arkley', "Marlon Sayce"]),
    ],
)
def test_a_note_begins_with_what_was_done(text: str, wanted: list[str]) -> None:
    assert [m.text for m in redactor.find(text) if m.kind.value == "person" and not m.text.startswith("Dr ")] == wanted


def test_a_by_name_is_found_only_where_a_draft_sets_it_out() -> None:
    assert [m.text for m in redactor.find("He speaks Dutch. The Dutch ship left.") if m.kind.value == "person"] == []
    text = '"Dutch" = we think Dwayne Carrow.\nDutch rang.\n2210 who wants it? dutch?'
    assert [m.text for m in redactor.find(text)] == ["Dutch", "Dwayne Carrow", "Dutch", "dutch"]
