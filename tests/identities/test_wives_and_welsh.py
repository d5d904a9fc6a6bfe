"""Wives by the list's words, former names in a relationship, Welsh names and heads, by-names with a word of kinship."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

TEULU = case(
    "Child W | subject | Cadi Mair Prys | | Subject",
    "MW | family | Eleri Tudor | | Mother (formerly Prys)",
    "FW | family | Dewi Alun Prys | | Father",
    "PGMW | family | Megan Prys | | Paternal grandmother",
    "Mr V | associate | Iolo Haf Beynon | | Brother-in-law of FW",
    "Aunt W | family | Nest Prys | | Sister of FW, wife of Mr V",
    "School W | organisation | Ysgol Uwchradd Maes Hir",
    "School 2 | organisation | Dyer Street Community Primary School",
    "Address W | address | Flat 23, Tolman Point, Garrison Street, Abermor AB4 5TD",
    "PP1 | professional | Simon Dyer | | Probation Practitioner",
    "WM1 | professional | Lee Driver | | Watch Manager",
)


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("Dim gair wrth Gadi.", "Dim gair wrth Child W."),
        ("Branwen (Maes Hir) rang.", "Person 1 (School W) rang."),
        ("Seen outside dyer st school at four.", "Seen outside School 2 at four."),
        ("S. Dyer discussed recall.", "PP1 discussed recall."),
        ("H/V to 23 Tolman Point.", "H/V to Address W."),
        ("Watch Manager Driver's statement was read.", "Watch Manager WM1's statement was read."),
        ("Dewi Post (dad: he is the postman) shouted.", "FW (dad: he is the postman) shouted."),
        ("From: S Dyer, Swyddog", "From: PP1, Swyddog"),
    ],
)
def test_it_reads(draft: str, wanted: str) -> None:
    assert TEULU.read(draft).text == wanted


def test_a_wife_by_the_words_of_the_list_is_put_and_asked_about() -> None:
    read = TEULU.read("Mr Beynon came. Mrs Beynon sat with him.")
    wife = read.decision("Mrs Beynon")
    assert wife.code == "Aunt W" and wife.doubtful


def test_a_former_name_in_the_relationship_is_hers_too() -> None:
    """Two women of the list may be Mrs Prys: a person is asked between them."""
    asked = TEULU.read("Every letter went to Mrs Prys.").resolved.decisions[0]
    assert {"MW", "PGMW"} <= {asked.code, *asked.candidates}


@pytest.mark.parametrize(
    ("draft", "names"),
    [
        ("IN ATTENDANCE. CREW: DRIVER, QUICK, TETTEY", ["DRIVER", "QUICK", "TETTEY"]),
        ("BA TEAM 1 QUICK/TETTEY", ["QUICK", "TETTEY"]),
        ("Tribunal: Judge Blunt sitting with Dr Una Adderley.", ["Judge Blunt", "Dr Una Adderley"]),
    ],
)
def test_surnames_that_are_words(draft: str, names: list[str]) -> None:
    found = [d.mention.text for d in TEULU.read(draft).resolved.decisions]
    assert found == names


@pytest.mark.parametrize(
    ("draft", "prefix"),
    [
        ("The social worker on duty, Ivor Rudd, rang.", "SW"),
        ("Amanda Hurst, who succeeded him as team manager, was seen.", "TM"),
        ("He was shown to lettings (Kay Moss, other housing officer).", "HO"),
        ("Heulwen Pari on reception rang.", "REC"),
    ],
)
def test_what_somebody_is(draft: str, prefix: str) -> None:
    assert any(d.code.startswith(prefix) for d in TEULU.read(draft).resolved.decisions), draft
