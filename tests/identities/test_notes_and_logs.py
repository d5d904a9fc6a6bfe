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
    "PC1 | professional | PC 2276 Ian Mottley | | Police Constable",
    "ASC | organisation | Ashley Social Care | ASC",
    "PN1 | professional | Hilary Cowdray | | Practice Nurse",
    "Adult M | associate | Kenneth Lau Ka-Ming | | Resident",
    "Mother M | associate | Lau Siu-Fong | | Mother of Adult M",
    "In-law | family | Dhan Maya Gurang | | Mother-in-law",
    "Prison 1 | organisation | HMP Wolverham",
    "Address 3 | address | Pitch 4, Sandy Gate Caravan Park, Eastley ER7 2DN",
    "Address 4 | address | Flat 8, Corbet House, Limekiln Road, Brisford BY2 1TS",
    "DISP1 | professional | Warren Pashby | | Dispatcher",
    "Hospital 1 | organisation | Ansley District Hospital",
    "Address 2 | address | 9b Malt Yard, Southmere SM1 2HT",
    "Surgery 1 | organisation | Meddygfa'r Felin",
    "Friend 1 | associate | Nikola Pawlan | | Friend",
    "Friend 2 | associate | Layla Hussan-Coles | | Friend",
    "Friend 3 | associate | Abbie Maddern | | Friend",
    "Cousin 1 | associate | Ibrahim Mehmet | | Friend",
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
        ("Fight outside the canteen with Layla HC.", "Fight outside the canteen with Friend 2."),
        ("nik p: has any1 heard", "Friend 1: has any1 heard"),
        ("abz: tell them hes safe", "Friend 3: tell them hes safe"),
        ("Ibby drew a house.", "Cousin 1 drew a house."),
        ("In the Felin notes he is well.", "In the Surgery 1 notes he is well."),
        ("Home visit 9B Malt Yd. To 9 B Malt Yard.", "Home visit Address 2. To Address 2."),
        ("I spoke to Mo about it.", "I spoke to Person 1 about it."),
        ("PRE ALERT ADH RESUS RED FLAG SEPSIS", "PRE ALERT Hospital 1 RESUS RED FLAG SEPSIS"),
        ("Ref made AC-SG-21-4410.", "Ref made [reference number removed]."),
        ("0004 2276 UPDATES: SPOKEN TO FEMALE.", "0004 PC1 UPDATES: SPOKEN TO FEMALE."),
        ("A complaint (ASC/C/19/014) went in.", "A complaint ([reference number removed]) went in."),
        ("COWDRAY, Hilary (Mrs) came.", "PN1 came."),
        ("Mrs Lau rang. Mrs DM Gurang came.", "Mother M rang. In-law came."),
        ("In custody, Wolverham. Script suspended.", "In custody, Prison 1. Script suspended."),
        ("On 19 April 2018, Sandy Gate Caravan Park.", "On 19 April 2018, Address 3."),
        ("To her aunt under reg 24, Corbet House.", "To her aunt under reg 24, Address 4."),
        ("Contact C-07713.", "Contact [reference number removed]."),
        ("ICO IC-30551-T7.", "ICO [reference number removed]."),
        ("At five, paramedic Fields took out bread.", "At five, paramedic PARA1 took out bread."),
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


def test_the_letters_that_end_a_log_in_capitals() -> None:
    read = CASE.read([["Time", "Event"], ["10:01", "WARNING FLAG ON ADDRESS. POLICE STANDBY REQ WP"]])
    assert read.text.endswith("STANDBY REQ DISP1")


def test_a_word_of_kinship_in_another_language_is_no_name() -> None:
    family = case(
        "Baby 1 | subject | Gwen Shepley | | Subject",
        "Gran | family | Eirlys Rodrick | | Maternal grandmother",
        "Aunt | family | Surinder Rodrick | | Maternal aunt",
    )
    read = family.read("Mam-gu Eirlys had him most nights. Nobody asked Massi Surinder.")
    assert read.text == "Mam-gu Gran had him most nights. Nobody asked Massi Aunt."
