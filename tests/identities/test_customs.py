"""Names by the customs of families: names of honour, titles of respect as surnames, pet names, wives with another name."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

FAMILY = case(
    "Child K | subject | Arif Rahman | | Subject",
    "SK | family | Lubna Yasmin Ara | | Sister of Child K",
    "MK | family | Salma Khatun | | Mother",
    "FK | family | Md Shafiqur Rahman | Shafiq | Father",
    "PGMK | family | Momtaz Begum | | Paternal grandmother",
    "Uncle K | family | Md Lutfur Rahman | | Paternal uncle",
    "Aunt K | family | Ruksana Akter | | Wife of Uncle K",
    "Practice K | organisation | Tollgate Street Surgery",
    "Address K | address | Flat 6, Corder House, Tollgate Street, Penmere PM2 6QS",
    "GP4 | professional | Dr Harriet Castell | | GP | Tollgate Street Surgery",
)


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("Shafiqur Rahman rang.", "FK rang."),
        ("Md. Lutfur Rahman and Mr Shafiq came.", "Uncle K and FK came."),
        # the house number begins the address, not the name before it
        ("cc Parents of Arif Rahman, 6 Corder House; Ms Hale", "cc Parents of Child K, Address K; Person 1"),
        ("Tollgate Street Surgery, 2 Tollgate Street, Penmere PM2 6QA", "Practice K, Address X1"),
        ("Dr Castell, Tollgate St Surgery", "GP4, Practice K"),
    ],
)
def test_who_is_called_by_which_name(draft: str, wanted: str) -> None:
    assert FAMILY.read(draft).text == wanted


def test_a_title_of_respect_changes_and_the_woman_stays_to_be_checked() -> None:
    read = FAMILY.read("Momtaz Khanum, the grandmother, spoke for him.")
    assert read.text.startswith("PGMK, the grandmother")
    assert read.resolved.decisions[0].doubtful


@pytest.mark.parametrize(
    "draft",
    [
        ("Mother Salma Khatun, at home Moni, rang.", "Moni was tired."),
        ("Son Arif Rahman, pet name (daak naam) Shuvro.", "Shuvro cried."),
        ("Daughter Lubna Yasmin (Mitu) came.", "Mitu saw it."),
    ],
)
def test_a_pet_name_is_no_new_person(draft: tuple[str, ...]) -> None:
    assert "Person 1" not in FAMILY.read(*draft).text


def test_mrs_with_the_familys_surname_is_asked_among_its_women() -> None:
    """Wives keep their own names: a doctor who bears the surname is not "Mrs Rahman" without a word."""
    read = FAMILY.read("Dr Nabila Rahman, registrar, saw him.", "Mrs Rahman did not come.")
    said = read.resolved.decisions[-1]
    assert said.candidates and {"MK", "PGMK"} & set(said.candidates)


def test_letters_after_a_name_are_no_surname() -> None:
    read = FAMILY.read("To: Dr K S Panesar, Consultant", "Dr Kamini S. Panesar MBBS MD FRCPCH", "Dear Kamini,")
    assert len({d.code for d in read.resolved.decisions}) == 1, read.text


def test_parents_are_called_after_a_child() -> None:
    family = case(
        "Child 1 | subject | Ibrahim Saleh Mazri | | Subject child",
        "Mr A | family | Saleh Mazri | | Father",
        "Ms B | family | Samira Hadad | | Mother",
    )
    assert family.read("Umm Ibrahim came. Abu Ibrahim left. Ibrahim bin Saleh slept.").text == (
        "Ms B came. Mr A left. Child 1 slept."
    )
    assert family.read("Umm Hamza came.").text == "Person 1 came."


def test_a_register_writes_the_surname_first() -> None:
    family = case(
        "Child 2 | family | Martin Peter Dovell | | Half-sibling",
        "SW1 | professional | Martin Grace | | Social Worker | Children's Services",
    )
    assert family.read("Dovell Martin Peter (Marty) came.").text == "Child 2 (Child 2) came."
