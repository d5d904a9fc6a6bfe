"""Families that share names: what the text tells is used, what it does not tell is left to a person."""

from __future__ import annotations

import pytest

from tests.identities.cases import case
from tests.identities.family import FAMILY
from tests.known_faults import rows

DECIDED = (
    # titles and sex
    ("Mrs Varnham and Mr Varnham came.", "Mrs A and Mr A came."),
    ("Mr and Mrs Varnham came.", "Mr A and Mrs A came."),
    ("Mr & Mrs Varnham came.", "Mr A & Mrs A came."),
    ("Mrs and Mr Varnham came.", "Mrs A and Mr A came."),
    ("Kelvin and Glenda Varnham came.", "Mr A and Mrs A came."),
    ("Tilly and Barnaby Varnham came.", "Child 1 and Child 2 came."),
    ("Dad, Kelvin, and mum Glenda argued.", "Dad, Mr A, and mum Mrs A argued."),
    # kinship
    ("Her grandmother, Mrs Thackwell, rang.", "Her grandmother, MGM, rang."),
    ("Her aunt, Miss Thackwell, rang.", "Her aunt, MA, rang."),
    ("Auntie Deirdre rang.", "Auntie MA rang."),
    ("Nana Doreen rang.", "Nana MGM rang."),
    ("Her Nan, Mrs Thackwell, met Mrs Varnham.", "Her Nan, MGM, met Mrs A."),
    ("Her brother Barnaby and her aunt Miss Thackwell", "Her brother Child 2 and her aunt MA"),
    ("Miss Thackwell, Glenda's sister, came.", "MA, Mrs A's sister, came."),  # by the list she is the mother's sister
    # who was named before
    ("Deirdre Thackwell was there. Ms Thackwell left.", "MA was there. MA left."),
    ("Doreen Thackwell was there. She, Mrs Thackwell, left.", "MGM was there. She, MGM, left."),
    # the family as such: nobody is guessed, and no name is left
    ("The Varnhams moved.", "The family moved."),
    ("The Varnhams' home was cold.", "The family's home was cold."),
    # several of the family are no one of the list
    ("The Varnham children sang.", "The family children sang."),
    ("The Varnham twins sang.", "The family twins sang."),
    ("Varnham siblings sing.", "The family siblings sing."),
    # two families: which is meant is said
    ("Nora Quilley rang. The Quilleys saw the Varnhams.", "Person 1 rang. The family of Person 1 saw the family."),
)


@pytest.mark.parametrize(("draft", "wanted"), rows(DECIDED))
def test_the_text_tells(draft: str, wanted: str) -> None:
    assert FAMILY.read(draft).text == wanted


ASKED = (
    ("Varnham was arrested.", {"Child 1", "Child 2", "Mrs A", "Mr A"}),
    ("Miss Varnham was seen.", {"Child 1", "Mrs A"}),
    ("Miss Varnham was late for school.", {"Child 1", "Mrs A"}),
    ("Master Varnham was seen.", {"Child 2"}),
    ("Ms Thackwell rang.", {"MGM", "MA"}),
    ("Baby Varnham was born.", {"Child 1", "Child 2"}),
)


@pytest.mark.parametrize(("draft", "wanted"), rows(ASKED))
def test_what_the_text_does_not_tell_is_not_guessed(draft: str, wanted: set[str]) -> None:
    """One of the possible people and no other, or a marker that asks between at least these."""
    read = FAMILY.read(draft)
    decision = read.resolved.decisions[0]
    if decision.code:
        assert len(wanted) == 1, read.text
        assert {decision.code} == wanted, read.text
    else:
        assert wanted <= set(decision.candidates), read.text
        assert read.texts[0].count("[unresolved 1]") == 1


def test_markers_are_numbered_through_the_case() -> None:
    read = FAMILY.read("Varnham left.", "Tilly cried.", "Varnham came. Ms Thackwell rang.")
    assert read.texts == (
        "[unresolved 1] left.",
        "Child 1 cried.",
        "[unresolved 2] came. [unresolved 3] rang.",
    )


TWINS = (
    ("Jan and Jon were seen. Jon's arm was sore.", "Child 1 and Child 2 were seen. Child 2's arm was sore."),
    ("Jan Fenwick fell. Jon Fenwick did not.", "Child 1 fell. Child 2 did not."),
    ("Jan Leeming visited Jan Fenwick.", "SW1 visited Child 1."),
    ("Jan Leeming visited. Jan noted that Jon was well.", "SW1 visited. SW1 noted that Child 2 was well."),
    ("Social worker Jan visited Jon.", "Social worker SW1 visited Child 2."),
    ("The twins, Jan and Jon, ran.", "The twins, Child 1 and Child 2, ran."),
)


@pytest.mark.parametrize(("draft", "wanted"), rows(TWINS))
def test_one_letter_apart_or_one_name_for_two(draft: str, wanted: str) -> None:
    listed = case(
        "Child 1 | subject | Jan Fenwick | | Subject",
        "Child 2 | family | Jon Fenwick | | Twin brother of Child 1",
        "Mrs A | family | Vera Fenwick | | Mother",
        "SW1 | professional | Jan Leeming | | Social Worker",
    )
    assert listed.read(draft).text == wanted


SHARED = (
    ("Stan Tuckwell rang. Stan Dunsford was out.", "Friend 1 rang. PGF was out."),
    ("Stan rang.", "[unresolved] rang."),
    ("Grandad Stan came.", "Grandad PGF came."),
    ("Stan Tuckwell came. Stan was drunk.", "Friend 1 came. Friend 1 was drunk."),
    ("Mr Tuckwell left. Mr Dunsford stayed.", "Friend 1 left. PGF stayed."),
    ("Stan T left. Stan D stayed.", "Friend 1 left. PGF stayed."),
)


@pytest.mark.parametrize(("draft", "wanted"), rows(SHARED))
def test_two_people_with_one_first_name(draft: str, wanted: str) -> None:
    listed = case(
        "Child 1 | subject | Callie Dunsford | | Subject",
        "PGF | family | Stan Dunsford | | Paternal grandfather",
        "Friend 1 | associate | Stan Tuckwell | | Friend of father",
    )
    read = listed.read(draft)
    assert read.text == wanted
    assert all(candidates == {"PGF", "Friend 1"} for candidates in read.asked)


def test_strangers_with_a_listed_surname_are_new_people() -> None:
    """A first name that nobody in the family has is somebody else; so is a social worker who shares the surname."""
    text = FAMILY.read("Neighbour Wilf Varnham came with social worker Agatha Varnham.").text
    assert text == "Neighbour Person 1 came with social worker SW2."
