"""Names as clinical notes, logs and gradings write them: the surname first behind "Pt", letters that act, a grade or a sex before
a capital, references that hold somebody's letters."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

CASE = case(
    "Adult D | subject | Gordon Leslie Tharnley",
    "Suspect 1 | associate | Dalton Reece Marwick | Deezy | Suspect",
    "Half-sister | family | Poppy Grimshaw | | Half-sister",
    "Baby N | family | Sebastian Hollin | | Nephew",
    "Provider 1 | organisation | Harbour Hands Homecare | Harbour",
    "PDSN1 | professional | Heather Blackwell | | Paediatric Diabetes Specialist Nurse",
    "Supt1 | professional | Mark Pargeter | | Superintendent",
)


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("Pt THARNLEY GORDON 77 M. Hypothermic, legs cold.", "Pt Adult D 77 M. Hypothermic, legs cold."),
        ("Client THARNLEY Gordon fell.", "Client Adult D fell."),
        ("B-2-C. DEEZY (believed Dalton MARWICK) is recruiting.", "B-2-C. Suspect 1 (believed Suspect 1) is recruiting."),
        ("She came w/ little one Poppy at noon.", "She came w/ little one Half-sister at noon."),
        ("1st imms. Baby S Hollin weighed 4.02. Baby S was well.", "1st imms. Baby N weighed 4.02. Baby S was well."),
        ("HB r/v. Sites lumpy. Says does own jabs.", "PDSN1 r/v. Sites lumpy. Says does own jabs."),
        ("She had the time; Harbour paid her for fifteen minutes.", "She had the time; Provider 1 paid her for fifteen minutes."),
        ("The boat was tied up. Harbour walls were high.", "The boat was tied up. Harbour walls were high."),
        ("Misper EM/MP/2019/3381 was open.", "Misper [reference number removed] was open."),
        ("See log EP-0911-211219: no reply.", "See log [log number removed]: no reply."),
    ],
)  # fmt: skip
def test_a_line(draft: str, wanted: str) -> None:
    assert CASE.read(draft).text == wanted


def test_another_of_the_name_is_not_silently_the_listed_one() -> None:
    read = CASE.read("Another Poppy was there.")
    assert read.text == "Another Person 1 was there."
    assert read.decision("Poppy").doubtful
