"""A name beside an Act, a year or a brand is somebody's; messages in quotes; user names below "User"; births without a cue."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from redactor.codes.roles import standard_roles
from redactor.detection.engine import find_all
from redactor.detection.knowledge import Knowledge
from redactor.detection.mentions import MentionKind
from tests.identities.cases import Rows, passages_of

LISTED = ("Nia Morwenna Tossell", "Yusuf Warrener", "Robbie Trantley", "Lina Munroe", "Moira Castleby")


def found(*blocks: str | Rows, names: Sequence[str] = LISTED, kind: MentionKind = MentionKind.PERSON) -> list[str]:
    known = Knowledge(names=tuple(names), roles=standard_roles())
    return [m.text for d in find_all(passages_of(blocks), known) for m in d.mentions if m.kind is kind]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He has a caution re his ex-partner Hayley Brook, Theft Act 1968.", ["Hayley Brook"]),
        ("Tearful since Nia (2016) came.", ["Nia"]),
        ("The other card says Munro, and nobody linked the two.", ["Munro"]),
        ('Text: "tina its lou, robbie t has took it n wont say"', ["tina", "lou", "robbie t"]),
        ('Dad texted: "its yusuuf he cant come in to day"', ["yusuuf"]),
        # what stays
        ("The Police, Crime, Sentencing and Courts Act 2022 applies.", []),
        ("See Laming (2003) and Munro (2011).", []),
        ("Everyone on Snapchat about it said so.", []),
    ],
)
def test_people(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


def test_whoever_keys_a_row() -> None:
    rows = [["Date", "Entry", "User"], ["3/4/21", "Rang, no reply", "mcastleby"], ["4/4/21", "Letter", "lpenfitch"]]
    assert found(rows) == ["mcastleby", "lpenfitch"]
    assert found([["Date", "Colour"], ["3/4/21", "lpenfitch"]]) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Also there: Petra Tarn, 9/2/2014, and a baby.", ["9/2/2014"]),
        ("We asked for his dob at the desk and he put 3/2/1990.", ["3/2/1990"]),
        ("Seen by Petra Tarn on 9/2/2014, no concerns.", []),
    ],
)
def test_births(text: str, wanted: list[str]) -> None:
    assert found(text, kind=MentionKind.DATE_OF_BIRTH) == wanted
