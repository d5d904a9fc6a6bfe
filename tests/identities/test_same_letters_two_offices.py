"""Letters and first names that several bear: the office beside them, and who is married to whom, tell which."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

STAFF = case(
    "Child 1 | subject | Sidney Bole | | Subject child",
    "SW1 | professional | Sheila Bramall | | Social Worker | Children's Services",
    "SN1 | professional | Sonia Birkin | | School Nurse | Health Trust",
    "TM1 | professional | Saul Batten | | Team Manager | Children's Services",
)


@pytest.mark.parametrize(
    ("draft", "reads"),
    [
        ("Social worker SB reported.", "Social worker SW1 reported."),
        ("SB, team manager, chaired.", "TM1, team manager, chaired."),
        (
            "SB (TM) closed. The school nurse, SB, weighed him. SB (social worker) rang.",
            "TM1 (TM) closed. The school nurse, SN1, weighed him. SW1 (social worker) rang.",
        ),
    ],
)
def test_the_office_beside_letters_tells_whose_they_are(draft: str, reads: str) -> None:
    assert STAFF.read(draft).text == reads


TWO_MEN = case(
    "Child 1 | subject | Callum Redfern | | Subject child",
    "Mr A | family | Neil Redfern | | Paternal uncle",
    "Mr B | family | Neil Amory | | Stepfather",
    "Ms C | family | Tessa Amory | | Mother",
)


@pytest.mark.parametrize(
    ("draft", "reads"),
    [
        (
            "Neil, her husband, came. Uncle Neil took him fishing.",
            "Mr B, her husband, came. Uncle Mr A took him fishing.",
        ),
        ("Tessa left Neil in May.", "Ms C left Mr B in May."),
        ("Neil and Tessa married in 2015.", "Mr B and Ms C married in 2015."),
    ],
)
def test_a_husband_is_whoever_is_married(draft: str, reads: str) -> None:
    assert TWO_MEN.read(draft).text == reads


def test_the_whole_surname_goes_before_one_near_it() -> None:
    draft = case(
        "SW1 | professional | Marian Hollis | | Social Worker",
        "SW2 | professional | Marianne Hollin | | Social Worker",
    )
    assert draft.read("Marianne visited. Ms Hollin closed it. Ms Hollis had left.").text == (
        "SW2 visited. SW2 closed it. SW1 had left."
    )


def test_first_name_and_letter_end_a_sentence() -> None:
    draft = case(
        "RW1 | professional | Robin Tasker | | Residential Worker",
        "RW2 | professional | Robin Adair | | Residential Worker",
    )
    assert draft.read("He kicked Robin T. Robin A held him.").text == "He kicked RW1. RW2 held him."


def test_a_witness_s_own_sister_may_be_one_of_the_staff() -> None:
    draft = case(
        "N1 | professional | Corazon Reyes | | Nurse",
        "N2 | professional | Marisol Reyes | | Nurse",
        "Adult A | subject | Edna Polk",
    )
    assert draft.read("I, Corazon Reyes, am a nurse. My sister Marisol works there.").text == (
        "I, N1, am a nurse. My sister N2 works there."
    )


def test_whoever_is_in_a_class_is_no_teacher() -> None:
    draft = case("HT1 | professional | Delyth Vaughan | | Head Teacher", "Child 1 | subject | Imran Sattar")
    read = draft.read("He said Vaughan in 9C gave it him. Mrs Vaughan rang.")
    assert [d.doubtful or not d.code.startswith("HT") for d in read.resolved.decisions] == [True, False]


def test_a_baby_without_a_date_of_birth_is_the_only_child() -> None:
    draft = case("Child 1 | subject | Caspian Threadgold", "Ms A | family | Fern Threadgold | | Mother")
    assert draft.read("Call from A&E: baby Threadgold 4/12.").text == "Call from A&E: baby Child 1 4/12."


@pytest.mark.parametrize(
    "draft",
    [
        "It follows Callum Redfern, her brother Ben, and others.",
        "Neil Amory (d.o.b. 09/04/1983) collects it.",
        "Interview with Neil Amory, 14 January 2013.",
        "The children were with Neil Redfern and their grandmother Doris.",
    ],
)
def test_what_follows_a_full_name_makes_nobody_doubtful(draft: str) -> None:
    first = TWO_MEN.read(draft).resolved.decisions[0]
    assert first.code in ("Child 1", "Mr A", "Mr B")
    assert not first.doubtful
