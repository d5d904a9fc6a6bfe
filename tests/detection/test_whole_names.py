"""Names of places of which a part goes anyway: all of it goes, as far as the model of names is sure."""

from __future__ import annotations

import pytest

from tests.detection.marked import detected, passage, unmarked


@pytest.mark.parametrize(
    "marked",
    [
        "Church is the «organisation|New Harvest Tabernacle» and she sings there.",
        "He bought a drill at «organisation|Ivy's Bargains» on Friday.",
        "Stabbed outside «organisation|Odhams Food & Wine», «address|Kelda Road».",
        "«organisation|Trefarn Clinic», «address|Prospect Terrace, Trefarn VX5 1AA»",
        "Male seen running towards «place|Quay Steps» at ten.",
        "«Ivy»'s Mum rang.",
        "The Rainbow Room was booked.",
        "He was stabbed outside «organisation|MillHouse Gym» on «address|Fuller Street».",
        "The place of safety at «organisation|Turnstone Unit» was shut.",
        "She works at «organisation|Thrift Barn» on Fridays.",
    ],
)
def test_what_goes_whole(marked: str) -> None:
    text, expected = unmarked(marked)
    found = detected([passage(text)])[0].mentions
    assert [(m.text, m.kind.value) for m in found] == [(e.text, e.kind) for e in expected]
