"""Words that are names elsewhere, and names that are words: days, forms of address, short forms at a note's beginning."""

from __future__ import annotations

import pytest

from redactor.codes.model import Role
from tests.identities.cases import case

DRAFT = case(
    "Child 1 | subject | Temiloluwa Sowande | | Subject child",
    "Mrs A | family | Winifred Sowande | | Mother",
    "Mr B | associate | Sunday Adigun | | Pastor",
    "SW1 | professional | Robin Field | | Social Worker",
    "Mr C | family | Leonard Sowande | | Father",
    "Ms D | family | Abigail Kowalska | | Aunt",
)
READS = (
    # a day, and whoever is called after it
    ("Sunday said that he came on a Sunday, as every Sunday.", "Mr B said that he came on a Sunday, as every Sunday."),
    # a surname that is a word before what it makes
    ("Field visits went on. Field recorded them.", "Field visits went on. SW1 recorded them."),
    # a short form that is a word, where somebody acts
    ("Win settled by nine. A win for the team.", "Mrs A settled by nine. A win for the team."),
    ("She states husband LEN has collapsed.", "She states husband Mr C has collapsed."),
    # a mother called after her child
    ("Mummy Temi paid.", "Mummy Mrs A paid."),
    # titles of other languages, and what stays
    ("The Pan London Procedures, the pan-Sussex protocol, DNA Did Not Attend.",
     "The Pan London Procedures, the pan-Sussex protocol, DNA Did Not Attend."),
    ("Pani Kowalska rang.", "Ms D rang."),
    # one letter that is no article
    ("Abigail cried. A would not go. They asked A where she lives. A home visit.",
     "Ms D cried. Ms D would not go. They asked Ms D where she lives. A home visit."),
    # a letter, and the next field of the form
    ("Given to Ms K. Copy: the file.", "Given to Ms D. Copy: the file."),
    # a plant in small letters
    ("They found the robin dead. Robin rang.", "They found the robin dead. SW1 rang."),
    # what people call one another in messages
    ('"im sorry babe let me in"', '"im sorry babe let me in"'),
    ('She wrote: "thanks mate xx".', 'She wrote: "thanks mate xx".'),
)  # fmt: skip


@pytest.mark.parametrize(("draft", "reads"), READS)
def test_it_reads(draft: str, reads: str) -> None:
    assert DRAFT.read(draft).text == reads


CALLS = case(
    "Child 1 | subject | Tia-Mae Orrick | | Subject child",
    "Ms A | family | Jade Orrick | | Mother",
    "Mr B | associate | Lee Sandal | | Mother's partner",
    "HV1 | professional | Patricia Ames | | Health Visitor",
)


@pytest.mark.parametrize(
    ("draft", "reads"),
    [
        (
            "Caller says jade who lives there is on gear and her boyf lee deals, in the lee of the house.",
            "Caller says Ms A who lives there is on gear and her boyf Mr B deals, in the lee of the house.",
        ),
        ("Pat's report was read. Mae cried.", "HV1's report was read. Child 1 cried."),
        ("MALE VULNERABLE KNOWN AS LEE. GRADE 3.", "MALE VULNERABLE KNOWN AS Mr B. GRADE 3."),
        ("MOTHER KNOWN AS PAT OR TRISH.", "MOTHER KNOWN AS HV1 OR HV1."),
        ("Pat there complained of crying.", "HV1 there complained of crying."),
        ("Lee grey coat.", "Mr B grey coat."),
        ("Jade green is her colour.", "Jade green is her colour."),
    ],
)
def test_what_a_call_taker_types(draft: str, reads: str) -> None:
    assert CALLS.read(draft).text == reads


FRAMED = case(
    "Child 1 | subject | Robin Stoke | | Subject child",
    "MW1 | professional | Aileen Frame | | Midwife",
    roles=[Role("MW", "Midwife")],
)


@pytest.mark.parametrize(
    ("draft", "reads"),
    [
        ("He went home with MW Frame. The frame broke.", "He went home with MW1. The frame broke."),
        ("Frame et al. 2015 say so. Frame rang.", "Frame et al. 2015 say so. MW1 rang."),
        (
            "Frame (2017) has described it. Frame rang. Carys (2016) is two.",
            "Frame (2017) has described it. MW1 rang. Person 1 (2016) is two.",
        ),
        (
            "Mail went to g.maddow, due to e.coli and c.difficile.",
            "Mail went to Person 1, due to e.coli and c.difficile.",
        ),
        (
            "North Kesteven Council's team and North Bristol NHS Trust came.",
            "North Kesteven Council's team and North Bristol NHS Trust came.",
        ),
        ("Robbie bit her. They read Robin Hood.", "Child 1 bit her. They read Robin Hood."),
        ("Sue from Leeds came. A letter from Leeds came.", "Person 1 from Leeds came. A letter from Leeds came."),
        ("IP = Stoke, Robin. The IP left.", "IP = Child 1. The IP left."),
    ],
)
def test_words_beside_names(draft: str, reads: str) -> None:
    assert FRAMED.read(draft).text == reads


MANAGERS = case(
    "Child 1 | subject | Temiloluwa Sowande | | Subject child",
    roles=[Role("TM", "Team Manager"), Role("WN", "Ward Nurse"), Role("SW", "Social Worker")],
)


@pytest.mark.parametrize(
    ("job", "prefix"),
    [
        ("manager", "TM"), ("team manager", "TM"), ("practice manager", "GPPM"), ("nursery nurse", "NN"),
        ("ward nurse", "WN"), ("housing manager", "Person"), ("agency social worker", "SW"),
    ],
)  # fmt: skip
def test_another_kind_of_manager_is_not_the_board_s_only_one(job: str, prefix: str) -> None:
    read = MANAGERS.read(f"The {job}, Imelda Corrie, came.")
    assert [d.code.rstrip("0123456789 ") for d in read.resolved.decisions] == [prefix]
