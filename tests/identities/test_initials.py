"""Initials in every form lead to the person whose they are."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

LISTED = case(
    "Child 1 | subject | Tilly Rose Varnham-Oke",
    "HV1 | professional | Ewan McTavish | | Health Visitor",
    "SW1 | professional | Siân O'Dell | | Social Worker",
    "MGM | family | Margaret Quillby | Peggy | Maternal grandmother",
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Minute: TVO discussed, no change.", "Minute: Child 1 discussed, no change."),
        ("Review of TRVO, page 2", "Review of Child 1, page 2"),
        ("EMcT weighed her.", "HV1 weighed her."),
        ("SO'D rang at noon.", "SW1 rang at noon."),
        ("PQ has her at weekends.", "MGM has her at weekends."),
    ],
)
def test_initials_in_prose(text: str, wanted: str) -> None:
    assert LISTED.read("Tilly Varnham-Oke moved school in March.", text).texts[1] == wanted


def test_initials_in_a_column() -> None:
    read = LISTED.read([["Date", "Entry", "Init"], ["7/5", "Weighed, 4.1 kg.", "EMcT"], ["9/5", "No reply.", "SOD"]])
    assert (read.texts[5], read.texts[8]) == ("HV1", "SW1")
