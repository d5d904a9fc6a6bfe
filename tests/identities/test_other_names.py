"""People who are called otherwise than the list calls them: by marriage, by a form's row, in quotation marks, in short."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

FAMILY = case(
    "Adult V | subject | Rafiq Ahmad Durrani | | Subject | | 1944-03-08",
    "Relative 1 | family | Salma Jabeen | | Wife",
    "Relative 2 | family | Nadir Durrani | | Son",
    "Mrs E | family | Halina Zawisza | | Maternal grandmother of Child 2",
    "Mrs F | family | Yetunde Oyelami | | Paternal grandmother of Child 2",
    "Mr G | family | Kolawole Oyelami | | Uncle of Child 2",
    "Mrs H | family | Hansaben Vora | | Aunt of Child 2",
    "Mr L | associate | Terence Chi-Ho Lam | | Lodger",
    "Baby 1 | subject | Lucinda Oyelami | | Subject | | 2022-02-11",
)


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("Mrs Durrani rang.", "Relative 1 rang."),  # nobody else of the family can be meant
        ("Be it Mrs Zawisza or Mrs Yetunde Oyelami. Yetunde came.", "Be it Mrs E or Mrs F. Mrs F came."),
        ("Kolawole is \"Dukes\" in the police papers. Dukes rang.", "Mr G is \"Mr G\" in the police papers. Mr G rang."),
        ("Her cousin Sharon Orme came. Shaz Orme left.", "Her cousin Person 1 came. Person 1 left."),
        ("Lu Oyelami was weighed.", "Baby 1 was weighed."),
        ("Tseng Meihua rang. Mei Tseng came. Meihua Tseng left.", "Person 1 rang. Person 1 came. Person 1 left."),
        ("Hansa Ben was at home.", "Mrs H was at home."),
        ("LAM Chi Ho rang. Then Mr Lam left.", "Mr L rang. Then Mr L left."),
        ("Chi Ho stayed.", "Mr L stayed."),
        ("Mr Durrani jnr and Mr Rafiq Durrani came.", "[unresolved 1] and Adult V came."),
        ("Zoltan Kis aka Tony Pell was seen. Tony Pell left.", "Person 1 was seen. Person 1 left."),
    ],
)  # fmt: skip
def test_other_names(draft: str, wanted: str) -> None:
    read = FAMILY.read(draft)
    texts = {wanted, wanted.replace("[unresolved 1]", "Relative 2"), wanted.replace("[unresolved 1]", "Adult V")}
    assert read.text in texts


def test_a_name_that_the_board_gives_to_somebody_else_is_nobodys_further_name() -> None:
    read = FAMILY.read("Mrs Zawisza, also known as Mrs Yetunde Oyelami, was written in error. Yetunde rang.")
    assert read.text.endswith("Mrs F rang.")


def test_a_first_name_that_is_a_closed_class_word_is_told_by_its_capital() -> None:
    family = case(
        "Child 2 | subject | Can Yalman | | Subject",
        "Address 1 | address | Flat 4, Alder House, 12 Mill Street, Orby OX1 2LN",
    )
    assert (
        family.read("We saw that Can was well. Can he stay? She can.").text
        == "We saw that Child 2 was well. Can he stay? She can."
    )
    assert (
        family.read("They live at Flat 4, Alder House, 12 Mill Street, Orby OX1 2LN.").text == "They live at Address 1."
    )


def test_a_misspelling_that_the_author_points_out_is_the_name_though_it_is_a_word() -> None:
    family = case("Child 1 | subject | Daisy Yarrow | | Subject")
    assert (
        family.read("Dairy (sic) was seen. The dairy was shut.").text == "Child 1 (sic) was seen. The dairy was shut."
    )


def test_the_mother_of_a_partner_is_not_the_mother_though_she_is_mrs() -> None:
    family = case(
        "Child 1 | subject | Daisy Yarrow | | Subject",
        "Adult A | family | Catriona Yarrow | | Mother",
        "Adult C | associate | Desmond Okoro | | Mother's partner",
    )
    assert family.read("Mrs Ngozi Okoro, the partner's mother, came.").text == "Person 1, the partner's mother, came."


def test_a_home_by_a_part_of_its_name_and_misspelt() -> None:
    home = case("Care Home 1 | organisation | Ashlea Manor Nursing Home", "Mrs A | subject | Ivy Yarrow | | Subject")
    assert (
        home.read("A visit by the BIA, Imogen Strand, at the Manor.").text
        == "A visit by the BIA, BIA1, at Care Home 1."
    )
    assert home.read("Her friend is at Ashley Manor.").text == "Her friend is at Care Home 1."


HOME = case(
    "M1 | family | Saima Durrani | | Mother",
    "H1 | subject | Kayden Marsh | | Subject child",
    "Care Home 1 | organisation | Larkrow House Nursing and Residential Home",
    "HO1 | professional | Adele Rusk | | Housing Officer",
)


def test_what_she_was_called_before_and_the_first_words_of_a_home() -> None:
    assert HOME.read("Saima Durrani (prev Jabin) came. Mrs Jabin left.").text == "M1 (prev M1) came. M1 left."
    assert HOME.read("Sister in charge, Larkrow House").text == "Sister in charge, Care Home 1"


def test_a_mail_is_signed_with_the_writers_letter() -> None:
    mail = ("From: Adele Rusk", "Sent: 3 August 2018 08:12", "Lift is broken. A lift. A", "Pls ring me.", "A x")
    lines = HOME.read(*mail, "From: Joel Whit (personal adviser)", "Noted.", "J").texts
    assert lines[2] == "Lift is broken. A lift. HO1"
    assert lines[4] == "HO1 x"
    assert lines[7] == lines[5].removeprefix("From: ").removesuffix(" (personal adviser)")


def test_a_name_as_somebody_heard_it_is_asked() -> None:
    assert HOME.read("His form said 2 kids, Caden and one more.").decision("Caden").doubtful
