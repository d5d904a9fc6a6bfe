"""Codes in texts: the list's spelling, the spellings of drafts, what looks like a code, and what is none."""

from __future__ import annotations

import pytest

from redactor.codes.finding import Finder
from redactor.codes.model import Block

FINDER = Finder(
    ["SW1", "SW2", "Child 1", "Child 2", "Mr A", "Mrs A", "Address A", "GP", "TM1", "SCC-SW4", "Katie"],
    ["SW", "GP", "HV", "PC", "CO", "TM"],
)


def known(text: str) -> list[str]:
    return [f.code for f in FINDER.all(text) if f.known]


def unknown(text: str) -> list[str]:
    return [f.code for f in FINDER.all(text) if not f.known]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("SW1 saw Child 1's brother.", ["SW1", "Child 1"]),
        ("SW1’s notes, (SW2), SW1/TM1; “Child 2”", ["SW1", "SW2", "SW1", "TM1", "Child 2"]),
        ("SW\u00a01, SW-2, S.W.1, sw2", ["SW1", "SW2", "SW1", "SW2"]),
        ("Child\n1, Child\u00a02, CHILD 1, child-2, Child1, Child One", ["Child 1", "Child 2"] * 2 + ["Child 1"] * 2),
        ("MRS A of ADDRESS A", ["Mrs A", "Address A"]),
        ("Mr A. He left. Mrs A!", ["Mr A", "Mrs A"]),
        ("Katie's school and GP", ["Katie", "GP"]),
        ("SCC-SW4 and SCC\u2011SW4", ["SCC-SW4", "SCC-SW4"]),
        ("SW1_statement_Child 1", ["SW1", "Child 1"]),
        ("SW1–SW2, SW1-led, non-SW1", ["SW1", "SW2", "SW1", "SW1"]),
    ],
)
def test_codes_are_found_as_lists_and_drafts_write_them(text: str, codes: list[str]) -> None:
    assert known(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "SW12 and Child 10",
        "London SW1 2AB, SW1A 1AA",
        "SCC-SW1",
        "address a complaint to mr a",
        "Mr A Hill came",
        "sw1@thornmere.example, https://thornmere.example/SW1",
        "SW 2 March, child 1 year old, SW 1/2",
        "SW1.2",
        "katie",
        "GP 2",
    ],
)
def test_a_code_is_a_word_of_its_own(text: str) -> None:
    assert known(text) == []


def test_the_lists_spelling_is_told_from_others() -> None:
    assert [(f.code, f.exact) for f in FINDER.all("SW1, SW 1, Child 1, Child\u00a01, child 1")] == [
        ("SW1", True), ("SW1", False), ("Child 1", True), ("Child 1", True), ("Child 1", False),
    ]  # fmt: skip


def test_a_spelling_that_two_codes_share_is_neithers() -> None:
    finder = Finder(["SW1", "SW 1"])
    assert [f.code for f in finder.known("SW1, SW 1, sw1")] == ["SW1", "SW 1"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Child 3, Mr C, Adult B, SW7", ["Child 3", "Mr C", "Adult B", "SW7"]),
        ("SCC-SW1 and LA-HV2", ["SCC-SW1", "LA-HV2"]),
        ("GP 2 and GP Practice 1", ["GP2", "GP Practice 1"]),
        ("PC 1234, PC123, CO2, Ward 12, ToR 3, Section 47, Child At, Mr Ash", []),
        ("SW1 2AB, HV1 2AB, HV 12 March", []),
        ("Hospital A&E, School A levels, School A-level, his PS4", []),
    ],
)
def test_what_looks_like_a_code_and_is_not_on_the_list(text: str, codes: list[str]) -> None:
    assert unknown(text) == codes


def test_a_number_behind_a_rank_is_a_code_where_an_agency_may_give_it_out() -> None:
    finder = Finder([], ["PC", "DC"], [Block("", 101, 200), Block("SCC")])
    text = "DC101 rang PC 5120 and PC 150, then PC1, PC623 and DC2001."
    assert [f.code for f in finder.all(text)] == ["DC101", "PC1"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Children 1 and 2", ("Child 1", "Child 2")),
        ("Mr and Mrs A", ("Mr A", "Mrs A")),
        ("SW1-3", ("SW1", "SW2", "SW3")),
        ("SW1 and 2 visited", ("SW1", "SW2")),
        ("Child 1, 2 & 3", ("Child 1", "Child 2", "Child 3")),
        ("Addresses A, B and C", ("Address A", "Address B", "Address C")),
    ],
)
def test_several_codes_at_once(text: str, codes: tuple[str, ...]) -> None:
    assert [s.codes for s in FINDER.shorthand(text)] == [codes]


@pytest.mark.parametrize(
    "text",
    [
        "SW1 and 2 others",
        "SW1, 12 March",
        "SW1 and 2 weeks later",
        "SW1 - 10:30",
        "SW1/SW2",
        "SW1 - 3 March",
        "Child 1 and 2 adults",
    ],
)
def test_a_number_that_counts_something_else_is_no_code(text: str) -> None:
    assert FINDER.shorthand(text) == ()


def test_codes_in_addresses_are_told_apart() -> None:
    text = "https://thornmere.example/SW1_notes.docx and sw2@thornmere.example, SW2"
    assert (known(text), FINDER.in_addresses(text)) == (["SW2"], ("SW1",))


def test_letters_in_a_heading_of_capitals_are_words() -> None:
    finder = Finder(["OF", "Z"])
    assert [f.code for f in finder.all("TERMS OF REFERENCE")] == []
    assert [f.code for f in finder.all("Then OF told Z’s mother.")] == ["OF", "Z"]


def test_offsets_lead_to_the_text() -> None:
    text = "Then SW\u00a01’s manager, TM1, rang."
    assert [text[f.start : f.end] for f in FINDER.all(text)] == ["SW\u00a01", "TM1"]
