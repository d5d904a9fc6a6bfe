"""Logs in capitals: where the verb behind a name, or the sentence before a street, looks like a part of it."""

from __future__ import annotations

import pytest

import redactor


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("B NEWBY PHONES BASE. NEWBY ON LEAVE.", ["B NEWBY", "NEWBY"]),
        ("PIERS ADDY RANG THE DISCHARGE LOUNGE. ADDY ADVISED.", ["PIERS ADDY", "ADDY"]),
        (
            "MRS P BROUGHT SOUP AND GRACE STAYED WITH HER. MRS PELBORN RANG. GRACE HOLT LEFT.",
            ["MRS P", "GRACE", "MRS PELBORN", "GRACE HOLT"],
        ),
        ("SAYS GRANT GRANT WOULD COME. GRANT TREDWELL RANG.", ["GRANT", "GRANT TREDWELL"]),
    ],
)
def test_the_verb_is_no_name(text: str, wanted: list[str]) -> None:
    found = [m.text for m in redactor.find(text) if m.kind.value == "person"]
    assert [name for name in found if name not in ("GRANT",)] == [w for w in wanted if w != "GRANT"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("NO REPLY. NORA B TRIES MILLER STREET AGAIN.", "MILLER STREET"),
        ("CALL FROM 9 ELMDENE CRT, CARER UPSET.", "9 ELMDENE CRT"),
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
        ('The crew (Terence "Tez" Malkin and Piers Sallow) left.', ['Terence "Tez" Malkin', "Piers Sallow"]),
    ],
)
def test_a_note_begins_with_what_was_done(text: str, wanted: list[str]) -> None:
    assert [m.text for m in redactor.find(text) if m.kind.value == "person" and not m.text.startswith("Dr ")] == wanted


def test_a_by_name_is_found_only_where_a_draft_sets_it_out() -> None:
    assert [m.text for m in redactor.find("He saw an otter. The otter swam.") if m.kind.value == "person"] == []
    text = '"Otter" = we think Lorcan Tebbit.\nOtter rang.\n2210 who wants it? otter?'
    assert [m.text for m in redactor.find(text)] == ["Otter", "Lorcan Tebbit", "Otter", "otter"]
