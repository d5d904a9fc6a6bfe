"""What holds of every case: one identity one code, two identities never one, and no order of pages decides."""

from __future__ import annotations

import itertools
import random

import pytest

from redactor.case.case import Case
from tests.identities.cases import Read, case
from tests.identities.family import FAMILY, LISTED
from tests.known_faults import rows

# sentences that share nobody: who is who in one does not hang on another
APART = (
    ("Tilly Varnham was seen by Ms Hepton at 14 Teasel Road.", ["Child 1", "SW1", "Address A"]),
    ("Nana Doreen and her daughter Deirdre Thackwell rang.", ["MGM", "MA"]),
    ("Mr Varnham shouted.", ["Mr A"]),
    ("PC 4412 Stanbridge attended 9 Bramling Avenue.", ["PC", "Address X"]),
    ("Health visitor Jo Pinnock wrote to Dr Mahmoodi.", ["HV", "GP1"]),
    ("Neighbour Corin Leyburn complained to Hartwith Surgery.", ["Person", "Surgery X"]),
    ("Barnaby goes to Wragby Primary.", ["Child 2", "School 1"]),
)


def codes_by_mention(read: Read) -> dict[str, str]:
    return {d.mention.text: d.code or "?" for d in read.resolved.decisions}


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_unrelated_paragraphs_decides_nothing(seed: int) -> None:
    lines = [line for line, _ in APART]
    wanted = codes_by_mention(FAMILY.read(*lines))
    shuffled = random.Random(seed).sample(lines, len(lines))
    assert codes_by_mention(FAMILY.read(*shuffled)) == wanted
    for line, codes in APART:
        found = [d.code for d in FAMILY.read(*shuffled).resolved.decisions if d.mention.text in line]
        assert len(found) == len(codes)
        assert all(code.startswith(start) for code, start in zip(found, codes, strict=True)), (line, found)


PEOPLE = {
    "Tilly Varnham": ("Tilly", "Varnham, Tilly", "TILLY VARNHAM", "T. Varnham"),
    "Corin Leyburn": ("Mr Leyburn", "Leyburn, Corin", "Corin", "C Leyburn", "Leyburn", "CORIN LEYBURN"),
    "Agatha Wintle": ("Mrs Wintle", "Agatha", "A. Wintle", "Wintle"),
    "Agnes Orme": ("Ms Orme", "Agnes", "Miss Orme", "Orme"),
    "Jasper Orrell": ("Mr Orrell", "Jasper", "Orrell"),
}


def test_one_identity_one_code_and_never_one_for_two() -> None:
    lines = [f"{form} was there on 3 May 2019." for name, forms in PEOPLE.items() for form in (name, *forms)]
    read = FAMILY.read(*lines)
    codes = {
        name: {d.code for d in read.resolved.decisions if d.mention.text in (name, *forms)}
        for name, forms in PEOPLE.items()
    }
    assert all(len(found) == 1 for found in codes.values()), codes
    assert not any(a & b for a, b in itertools.combinations(codes.values(), 2)), codes


PAIRS = (
    ("Corin Leyburn", "Karin Leyburn"),
    ("Agatha Wintle", "Agatha Winton"),
    ("Jan Leyburn", "Jon Leyburn"),
    ("Marie Leyburn", "Maria Leyburn"),
    ("Daniel Orme", "Danielle Orme"),
    ("PC 4412 Stanbridge", "PC 4421 Stanbridge"),
    ("Mr Leyburn", "Mrs Leyburn"),
    ("Dr Lockyer, consultant paediatrician,", "Dr Lockwood, consultant paediatrician,"),
    ("9 Bramling Avenue", "9 Bramling Road"),
    ("9 Bramling Avenue", "19 Bramling Avenue"),
    ("Bramling Junior School", "Bramling High School"),
    ("Hartwith Surgery", "Hartwith School"),
)


@pytest.mark.parametrize(("what", "one", "other"), rows((f"{one} / {other}", one, other) for one, other in PAIRS))
def test_two_strangers_never_share_a_code(what: str, one: str, other: str) -> None:
    """Merging two people puts the acts of one on the other; two codes for one are a minute's work."""
    read = FAMILY.read(f"{one} was there in June.", f"{other} was there in July.")
    codes = [d.code or d.candidates for d in read.resolved.decisions]
    assert len(codes) == 2
    assert codes[0] != codes[1], read.text


@pytest.mark.parametrize(
    ("list_", "wanted"), [(("DI1 | professional | DI Robert Culshaw | | Detective Inspector",), "DS1"), ((), "DS1")]
)
def test_a_short_first_name_and_another_rank_together_make_another_officer(list_: tuple[str, ...], wanted: str) -> None:
    """Either alone may be one person; both together are a step further than a full name reaches."""
    read = case(*list_).read("DI Robert Culshaw rang.", "DS Bob Culshaw came.")
    assert [d.code for d in read.resolved.decisions] == ["DI1", wanted]


def test_what_is_found_says_who_why_and_how_sure() -> None:
    read = FAMILY.read("Tilly Varnham, Mrs Varnham and neighbour Corin Leyburn were at 14 Teasel Road.")
    assert [(d.code, bool(d.rule), 0 < d.score <= 1) for d in read.resolved.decisions] == [
        ("Child 1", True, True),
        ("Mrs A", True, True),
        ("Person 1", True, True),
        ("Address A", True, True),
    ]
    corin = next(i for i in read.resolved.identities if i.code == "Person 1")
    assert (corin.issued, corin.new, corin.names) == (False, True, ("Corin Leyburn",))


def test_the_same_draft_is_read_the_same_way_again() -> None:
    lines = [line for line, _ in APART] + ["Varnham left with Ms Thackwell."]
    assert FAMILY.read(*lines).resolved == FAMILY.read(*lines).resolved


def test_the_case_knows_its_subjects() -> None:
    assert Case(FAMILY.codes, FAMILY.key_map).name == "Child 1"
    assert len(LISTED) == len(FAMILY.codes.entries)
