"""A name in every place that a PDF has for one: none is left, whoever reads the file, also after another program saved it.

The files of `benchmarks/pdf.py`, a few of them: every run here makes the same.
"""

from __future__ import annotations

import pytest

from benchmarks.pdf import available, left, made, redacted, saved_again
from redactor.sources.finding import Form
from redactor.sources.residue import find_residue
from redactor.sources.structure import check_structure


@pytest.mark.parametrize("seed", [1, 8, 15])
def test_nothing_is_left_of_names_seen_and_hidden(seed: int):
    one = made(seed, "reportlab")
    before = left(one.data, one.names)
    assert len(before) > 24  # the search does find them
    data, shown, remarks = redacted(one)
    assert shown > 30
    assert left(data, one.names) == []
    assert left(saved_again(data), one.names) == []
    assert find_residue(data, [Form("P", word) for name in one.names for word in name.split()]) == ()
    assert check_structure(data, "submission") == ()
    assert not remarks["looks-different"]


@pytest.mark.parametrize("producer", ["soffice", "chromium", "cairo", "fpdf2"])
def test_and_of_those_of_other_producers(producer: str):
    if producer not in available():
        pytest.skip(f"no {producer} here")
    one = made(22, producer)
    data, _, _ = redacted(one)
    assert left(data, one.names) == []
    assert left(saved_again(data), one.names) == []
