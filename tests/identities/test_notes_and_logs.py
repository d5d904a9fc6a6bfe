"""Names as clinical notes, logs and gradings write them: the surname first behind "Pt", letters that act, a grade or a sex before
a capital, references that hold somebody's letters."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

CASE = case(
    "Adult D | subject | Edmund John Farleigh",
    "Suspect 1 | associate | Jerome Peter Marwick | Breezy | Suspect",
    "Half-sister | family | Daisy Grimshaw | | Half-sister",
    "Baby N | family | Tobias Hollin | | Nephew",
    "Provider 1 | organisation | Harbour Home Support | Harbour",
    "PDSN1 | professional | Hilda Brackley | | Paediatric Diabetes Specialist Nurse",
    "Supt1 | professional | Miles Penrhyn | | Superintendent",
    "PC1 | professional | PC 3381 Ian Mottley | | Police Constable",
    "ASC | organisation | Ashley Social Care | ASC",
    "PN1 | professional | Hazel Tindle | | Practice Nurse",
    "Adult M | associate | Edmund Kwan Wai-Lok | | Resident",
    "Mother M | associate | Kwan Sze-Yin | | Mother of Adult M",
    "In-law | family | Prem Lata Thapar | | Mother-in-law",
    "Prison 1 | organisation | HMP Castlemoor",
    "Address 3 | address | Pitch 4, Mill Beck Caravan Park, Eastley ER7 2DN",
    "Address 4 | address | Flat 8, Garnet House, Brewery Road, Brisford BY2 1TS",
    "DISP1 | professional | Wilma Penny | | Dispatcher",
    "Hospital 1 | organisation | Alder District Hospital",
    "Address 2 | address | 9b Malt Yard, Southmere SM1 2HT",
    "Surgery 1 | organisation | Meddygfa'r Felin",
    "Friend 1 | associate | Kacper Wilkan | | Friend",
    "Friend 2 | associate | Dilly Hart-Cole | | Friend",
    "Friend 3 | associate | Elsie Maddern | | Friend",
    "Cousin 1 | associate | Adrian Mehmet | | Friend",
)


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("Pt FARLEIGH EDMUND 77 M. Hypothermic, legs cold.", "Pt Adult D 77 M. Hypothermic, legs cold."),
        ("Client FARLEIGH Edmund fell.", "Client Adult D fell."),
        ("B-2-C. BREEZY (believed Jerome MARWICK) is recruiting.", "B-2-C. Suspect 1 (believed Suspect 1) is recruiting."),
        ("She came w/ little one Daisy at noon.", "She came w/ little one Half-sister at noon."),
        ("1st imms. Baby T Hollin weighed 4.10. Baby T was well.", "1st imms. Baby N weighed 4.10. Baby T was well."),
        ("HB r/v. Sites lumpy. Says does own jabs.", "PDSN1 r/v. Sites lumpy. Says does own jabs."),
        ("She had the time; Harbour paid her for fifteen minutes.", "She had the time; Provider 1 paid her for fifteen minutes."),
        ("The boat was tied up. Harbour walls were high.", "The boat was tied up. Harbour walls were high."),
        ("Fight outside the canteen with Dilly HC.", "Fight outside the canteen with Friend 2."),
        ("kac w: has any1 heard", "Friend 1: has any1 heard"),
        ("elz: tell them hes safe", "Friend 3: tell them hes safe"),
        ("Addy drew a house.", "Cousin 1 drew a house."),
        ("In the Felin notes he is well.", "In the Surgery 1 notes he is well."),
        ("Home visit 9B Malt Yd. To 9 B Malt Yard.", "Home visit Address 2. To Address 2."),
        ("I spoke to Mo about it.", "I spoke to Person 1 about it."),
        ("ADH INFORMED OF RED FLAG SEPSIS", "Hospital 1 INFORMED OF RED FLAG SEPSIS"),
        ("Ref made BC-SG-20-3117.", "Ref made [reference number removed]."),
        ("0130 3381 UPDATES: SPOKEN TO CALLER.", "0130 PC1 UPDATES: SPOKEN TO CALLER."),
        ("A complaint (ASC/C/20/117) went in.", "A complaint ([reference number removed]) went in."),
        ("TINDLE, Hazel (Mrs) came.", "PN1 came."),
        ("Mrs Kwan rang. Mrs PL Thapar came.", "Mother M rang. In-law came."),
        ("In custody, Castlemoor. Script suspended.", "In custody, Prison 1. Script suspended."),
        ("On 19 April 2018, Mill Beck Caravan Park.", "On 19 April 2018, Address 3."),
        ("In March 2018, Tanner Road was searched.", "In March 2018, Address X1 was searched."),
        ("Moved from Ward Ward.", "Moved from Person 1."),
        ("To her aunt under reg 24, Garnet House.", "To her aunt under reg 24, Address 4."),
        ("Contact C-05521.", "Contact [reference number removed]."),
        ("ICO IC-20417-T3.", "ICO [reference number removed]."),
        ("At five, paramedic Fields took out bread.", "At five, paramedic PARA1 took out bread."),
        ("Misper NR/MP/2018/2204 was open.", "Misper [reference number removed] was open."),
        ("See log NP-0733-140518: no reply.", "See log [log number removed]: no reply."),
    ],
)  # fmt: skip
def test_a_line(draft: str, wanted: str) -> None:
    assert CASE.read(draft).text == wanted


def test_another_of_the_name_is_not_silently_the_listed_one() -> None:
    read = CASE.read("Another Daisy was there.")
    assert read.text == "Another Person 1 was there."
    assert read.decision("Daisy").doubtful


def test_the_letters_that_end_a_log_in_capitals() -> None:
    read = CASE.read([["Time", "Event"], ["10:01", "NOTE ON HOUSE. POLICE TO STAND BY REQ WP"]])
    assert read.text.endswith("STAND BY REQ DISP1")


def test_a_word_of_kinship_in_another_language_is_no_name() -> None:
    family = case(
        "Baby 1 | subject | Nia Shepley | | Subject",
        "Gran | family | Olwen Rodrick | | Maternal grandmother",
        "Aunt | family | Parveen Rodrick | | Maternal aunt",
    )
    read = family.read("Mam-gu Olwen had him most nights. Nobody asked Massi Parveen.")
    assert read.text == "Mam-gu Gran had him most nights. Nobody asked Massi Aunt."
