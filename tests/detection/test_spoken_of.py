"""What stays by what it is spoken of as, and what goes all the same: cars, authors, cases, clinical words, charities, letters."""

from __future__ import annotations

import pytest

from redactor.detection.engine import find
from redactor.detection.knowledge import Knowledge


def gone(text: str, *names: str) -> list[str]:
    """What is found in a text, where the list has these names."""
    return [m.text for m in find(text, Knowledge(names=names) if names else None)]


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("He drove off in a bronze Fabia QX17 ZZQ.", "Fabia"),
        ("Stopped in a Nissan Micra with two others.", "Micra"),
        ("Bowlby's work on loss was known to the team.", "Bowlby"),
        ("The panel read Shneidman on psychache.", "Shneidman"),
        ("Quillby and Ordeway's work on night staff says little.", "Quillby"),
        ("She was found to be in priority need, applying Yemshaw, and rehoused.", "Yemshaw"),
        ("The panel had regard to R v Konzani.", "Konzani"),
        ("The claim followed R (Q) v Thornmere.", "Thornmere"),
        ("Eclampsia was missed at the first call.", "Eclampsia"),
        ("Coccyx sore, cream applied.", "Coccyx"),
        ("Pt states she fell on the step.", "Pt"),
        ("Sands and Bliss were on the leaflet, both charities.", "Sands"),
        ("Staff had completed Brooke safeguarding training.", "Brooke"),
        ("He asked for a niqab to be fetched.", "niqab"),
        ("The door was opened with a Halligan.", "Halligan"),
        ("The plan was marked Z. Cleared on the day.", "Cleared"),
        ("The visit lasted an hour. BP 118/72.", "118/72"),
        ("Practice on cuckooing, and Quillby et al, begin with the address.", "Quillby"),
        ("I rely on the recovery model (Quillby and Ordeway).", "Quillby"),
        ("I have read Quillby and Ordeway.", "Ordeway"),
    ],
)
def test_what_is_no_person_stays(text: str, stays: str) -> None:
    """No span that is found touches the word."""
    assert not any(stays in found or found in stays for found in gone(text))


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("I have read Tom and Ann a story.", "Tom"),
        ("Dr Beck's work on the ward was praised.", "Beck"),
        ("The nurse spoke to Kit Quillby's neighbour, Ann Sands, of the charity.", "Sands"),
        ("Octavia's mother rang at six.", "Octavia"),
        ("Mrs Sands rang the charity about her son.", "Sands"),
        ("Oskar was training at the gym with Kit Quillby.", "Oskar"),
        ("Brandon rang to say that he was late.", "Brandon"),
        ("Mr Yemshaw was under the care of Dr Quillby.", "Yemshaw"),
        ("Lucas applied for a flat in May.", "Lucas"),
        ("Seen by Dr. Quillby at noon.", "Quillby"),
    ],
)
def test_somebody_of_the_same_name_goes(text: str, goes: str) -> None:
    """The word is a name where nothing speaks of the thing."""
    assert any(goes in found for found in gone(text))


@pytest.mark.parametrize(
    "text", ["Beck's work on the farm was done by six.", "A bronze Fabia QX17 ZZQ stood there.", "See Beck on loss."]
)
def test_a_listed_name_is_somebody(text: str) -> None:
    """Whoever is on the list goes by that name, whatever it is spoken of as."""
    assert any("Beck" in found or "Fabia" in found for found in gone(text, "Jan Beck", "Fabia Quillby"))


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("Word left by Gwenda ANNP this morning.", "Gwenda", "ANNP"),
        ("She wants to speak to the Dr. Rang off.", "", "Rang"),
        ("Husb Florin glad to help.", "Florin", "Husb"),
    ],
)
def test_only_the_name_goes(text: str, name: str, left: str) -> None:
    """Letters of a post, a sentence that begins and a word of notes are no part of a name."""
    found = gone(text)
    assert not any(left in one for one in found)
    assert not name or any(name in one for one in found)
