"""A seeded sample of damaged files: none ends in an error that nobody planned, or takes long."""

from __future__ import annotations

import random

import pytest

from benchmarks.fuzz import SLOW, mutated, run, seeds


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf", "csv"])
def test_damaged_files_are_read_or_refused_in_a_sentence(kind) -> None:
    outcomes = run(kind, 24 if kind == "docx" else 40, seed=7)  # four readings of each Word file: the dearest
    assert [(o.entry, o.detail) for o in outcomes if o.result == "unplanned"] == []
    assert [(o.entry, o.seconds) for o in outcomes if o.seconds > SLOW] == []
    assert {o.result for o in outcomes} == {"read", "refused"}  # the sample reaches both


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf", "csv"])
def test_the_files_are_damaged_the_same_way_each_time(kind) -> None:
    sound = seeds(kind)[0]
    made = [mutated(sound, kind, random.Random(n)) for n in range(12)]
    assert made == [mutated(sound, kind, random.Random(n)) for n in range(12)]
    assert sum(data != sound for data in made) >= 10
