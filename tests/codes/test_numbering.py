from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.codes.numbering import Numbering, split_code
from redactor.codes.text import squash
from redactor.keymap.keymap import KeyMap, Record


@pytest.mark.parametrize(
    ("issued", "standing", "prefix", "code"),
    [
        ((), (), "SW", "SW1"),
        (("SW1", "SW2"), (), "SW", "SW3"),
        (("sw 1", "S W2"), (), "SW", "SW3"),
        (("SW1", "SW5"), (), "SW", "SW6"),  # a gap may be somebody who was taken off the list
        (("SW1",), ("SW2", "sw 3"), "SW", "SW4"),
        (("SW1",), ("SW12345",), "SW", "SW2"),  # a registration number is no code
        (("SSW4", "SWA2"), (), "SW", "SW1"),
        (("SW9",), (), "SW", "SW10"),
        (("SW99",), (), "SW", "SW100"),
        ((), (), "Person", "Person 1"),
        (("CHILD1",), (), "Child", "Child 2"),
        (("Address A", "Address B"), (), "Address X", "Address X1"),
        ((), ("address x1",), "Address X", "Address X2"),
        ((), (), "School X", "School X1"),
        ((), (), "Care Home", "Care Home 1"),
        ((), (), "Paed", "Paed1"),
        (("SCC-SW7",), (), "SCC-SW", "SCC-SW8"),
        (("GP",), (), "GP", "GP1"),
    ],
)
def test_the_next_code(issued: tuple[str, ...], standing: tuple[str, ...], prefix: str, code: str) -> None:
    found, after = Numbering.start(issued, standing=standing).next_code(prefix)
    assert found == code
    assert not after.is_free(code)


@pytest.mark.parametrize("prefix", ["", " "])
def test_a_prefix_is_needed(prefix: str) -> None:
    with pytest.raises(ValueError):
        Numbering().next_code(prefix)


def test_a_number_that_another_prefix_has_used_up_is_passed_over() -> None:
    # T1 to T12 have been handed out: numbers 1 and 2 of the prefix T1 would be T11 and T12 again
    assert Numbering.start(numbers={"t": 12}).next_code("T1")[0] == "T13"


PREFIXES = st.sampled_from(["SW", "sw", "S W", "T", "T1", "Person", "Address X", "HV", "Care Home"])
CODES = st.builds(lambda p, n: f"{p}{n}", PREFIXES, st.integers(0, 40))


@given(issued=st.lists(CODES), standing=st.lists(CODES), prefixes=st.lists(PREFIXES, max_size=30))
def test_no_code_is_ever_given_twice(issued: list[str], standing: list[str], prefixes: list[str]) -> None:
    numbering = Numbering.start(issued, standing=standing)
    given_out: list[str] = []
    for prefix in prefixes:
        code, numbering = numbering.next_code(prefix)
        given_out.append(squash(code))
    assert len({*given_out, *map(squash, issued), *map(squash, standing)}) == len(given_out) + len(
        {*map(squash, issued), *map(squash, standing)}
    )


@given(runs=st.lists(st.lists(PREFIXES, max_size=5), max_size=6))
def test_numbers_are_not_reused_when_records_are_gone(runs: list[list[str]]) -> None:
    keymap = KeyMap.new("case")
    ever: set[str] = set()
    for prefixes in runs:
        numbering = keymap.numbering()
        for prefix in prefixes:
            code, numbering = numbering.next_code(prefix)
            assert squash(code) not in ever
            ever.add(squash(code))
            keymap = keymap.with_records([Record(code=code, kind="person", issued=False)])
        keymap = keymap.model_copy(update={"records": ()})  # everybody taken off again


@pytest.mark.parametrize(
    ("code", "parts"),
    [("SW 12", ("sw", 12)), ("Address X1", ("addressx", 1)), ("Mrs A", None), ("GP", None), ("7", None)],
)
def test_split(code: str, parts: tuple[str, int] | None) -> None:
    assert split_code(code) == parts
