"""Boards that code by letters: "YP-M" is the mother of YP; and houses, bodies and names written otherwise than on the list."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

LETTERS = case(
    "YP | subject | Owen Anwar Pennock | | Subject",
    "YP-M | family | Zainab Quorley | | Mother",
    "YP-F | family | Anwar Latif Pennock | | Father",
    "YP-S | family | Della Pennock | | Younger sister",
    "Infant's Uncle | family | Rauf Nur | | Paternal uncle",
    "Home 1 | address | 27 Heol y Garn, Trewibdon VT4 2LP",
    "Home 2 | address | Hafod-y-Nant Farm, Mill Lane, Trewibdon VT4 9PP",
    "Home 3 | address | Flat 31, Heron Point, Tanyard Road, Trewibdon VT4 1AA",
    "Carer 1 | organisation | Kestrel Heath Homecare Ltd",
    "School 1 | organisation | Saxonby C of E Primary School",
    "Surgery 1 | organisation | Dr Quillam and Partners",
    "School 2 | organisation | Sir Hugh Collingmere Academy",
    "Hostel 1 | organisation | Ty Brynhafod",
    "MA | associate | Gwen Llywelyn-Parry",
    "GP1 | professional | Dr Rory Cawston | GP",
)

READ = (
    # whoever is grown up has a title, whatever the code begins with
    ("Only Mrs Quorley was in. Mr Pennock said no.", "Only YP-M was in. YP-F said no."),
    ("Miss Pennock was in Year 4.", "YP-S was in Year 4."),
    # houses
    ("The summary went to Heol-y-Garn.", "The summary went to Home 1."),
    ("27 Heol-y-Garn, Trewibdon was cold.", "Home 1 was cold."),
    ("She grew up at Hafod-y-Nant.", "She grew up at Home 2."),
    ("CREW TO FLAT 31 HERON PT TANYARD RD, LIFT OUT", "CREW TO Home 3, LIFT OUT"),
    # bodies
    ("The manager at KHH rang.", "The manager at Carer 1 rang."),
    ("Review held at Saxonby C of E by the chair.", "Review held at School 1 by the chair."),
    ("Dr C accepts that he said so.", "GP1 accepts that he said so."),
    ("Booked Saxonby surgery by phone.", "Booked Surgery X1 by phone."),
    ("He was excluded from Collingmere.", "He was excluded from School 2."),
    ("Curfew at Brynhafod from nine.", "Curfew at Hostel 1 from nine."),
    # one person, whom another clerk writes otherwise
    ("GLlP attended. Rang GLlP twice.", "MA attended. Rang MA twice."),
    ("CALLER SAYS PARRY GWEN IS OUT", "CALLER SAYS MA IS OUT"),
    ("Rauf Noor let me in.", "Infant's Uncle let me in."),
)


@pytest.mark.parametrize(("draft", "wanted"), READ, ids=[draft for draft, _ in READ])
def test_a_list_of_letters(draft: str, wanted: str) -> None:
    assert LETTERS.read(draft).text == wanted


def test_a_father_who_drives_a_taxi_is_no_driver() -> None:
    read = LETTERS.read("Dad (Mr Anwar Pennock) drives a taxi. Uncle (Mr Toby Lusk) drives a taxi, too.")
    assert read.text == "Dad (YP-F) drives a taxi. Uncle (Person 1) drives a taxi, too."


def test_a_child_of_this_century_has_no_title() -> None:
    listed = case(
        "Alice | subject | Rosa Tremanton | | Victim",
        "Charlie | family | Jory Tremanton | | Son of Alice | | 2012-06-04",
        "Edward | family | Noel Tremanton | | Former husband of Alice and father of Charlie",
    )
    assert listed.read("Jory hid. Mr Tremanton rang twice.").text == "Charlie hid. Edward rang twice."


def test_who_was_called_so_until_she_married() -> None:
    listed = case(
        "Mother | family | Stella Marven | | Mother",
        "Nan | family | Maud Tipley | | Maternal grandmother",
        "Child 1 | subject | Lexi Marven",
    )
    draft = "Maud rang. Stella was Tipley then Bonham when she was wed to Lee. Bonham was on her card."
    assert listed.read(draft).text.startswith("Nan rang. Mother was Mother then Mother when she was wed to Person 1.")
