"""A mother called by the child's surname, a wife by her husband's: the list's; a person looks at it."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

LIST = (
    "Child 1 | subject | Jonah Trang | | Subject child",
    "Ms A | family | Pham Thi Lan | | Mother",
    "Mr B | family | Duc Ho | | Father",
)


@pytest.mark.parametrize(
    ("draft", "reads"),
    [
        ("Jonah's mother, Mrs Trang, rang.", "Child 1's mother, Ms A, rang."),
        ("Mrs Trang, Jonah's mother, was written to.", "Ms A, Child 1's mother, was written to."),
        ("Mrs Trang, as the school called the mother, came.", "Ms A, as the school called the mother, came."),
        ("Mr Trang (father) was told.", "Mr B (father) was told."),
    ],
)
def test_the_list_s_parent_is_meant_and_looked_at(draft: str, reads: str) -> None:
    read = case(*LIST).read(draft)
    assert read.text == reads
    assert any(d.doubtful for d in read.resolved.decisions)


def test_once_told_so_everywhere() -> None:
    assert case(*LIST).read("Mrs Trang (mother) was told.", "Mrs Trang wept.").text.endswith("Ms A wept.")


@pytest.mark.parametrize(
    "draft", ["The grandmother, Mrs Trang, came.", "Mrs Trang rang.", "Jonah's stepmother, Mrs Trang, rang."]
)
def test_another_word_of_kinship_tells_nothing(draft: str) -> None:
    assert "Ms A" not in case(*LIST).read(draft).text


def test_a_listed_bearer_of_the_name_comes_first() -> None:
    read = case(*LIST, "Mrs C | family | Ha Trang | | Paternal grandmother").read("Jonah's mother, Mrs Trang, rang.")
    assert "Ms A" not in read.text


def test_a_wife_by_the_surname_of_her_husband() -> None:
    draft = case(
        "Adult A | subject | Rukhsana Malik | | Victim",
        "Mr B | family | Adil Cheema | | Husband",
        "Mrs C | family | Naseem Cheema | | Mother-in-law",
    )
    read = draft.read("Mrs Cheema came. She was registered as Mrs Cheema, wife of Adil.")
    assert read.text == "Mrs C came. She was registered as Adult A, wife of Mr B."
    assert [d.doubtful for d in read.resolved.decisions] == [False, True, False]
