"""A name beside an Act, a year or a brand is somebody's; messages in quotes; user names below "User"; births without a cue."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from redactor.codes.roles import standard_roles
from redactor.detection.engine import find_all
from redactor.detection.knowledge import Knowledge
from redactor.detection.mentions import MentionKind
from tests.identities.cases import Rows, passages_of

LISTED = ("Cadi Morwenna Tossell", "Idris Warrener", "Billy Crabbe", "Lina Horvatic", "Karen Barwise")


def found(*blocks: str | Rows, names: Sequence[str] = LISTED, kind: MentionKind = MentionKind.PERSON) -> list[str]:
    known = Knowledge(names=tuple(names), roles=standard_roles())
    return [m.text for d in find_all(passages_of(blocks), known) for m in d.mentions if m.kind is kind]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He has a caution re his ex-partner Hayley Brook, Theft Act 1968.", ["Hayley Brook"]),
        ("Low after Cadi (2016), sertraline since.", ["Cadi"]),
        ("On one card Horwath, so no link was made.", []),
        ("On one card Horvatik, so no link was made.", ["Horvatik"]),
        ('Text: "jo its tess, billy c has took it n wont tell u"', ["jo", "tess", "billy c"]),
        ('Text from mum: "its idriis he is sik no nursery to day"', ["idriis"]),
        # what stays
        ("The Police, Crime, Sentencing and Courts Act 2022 applies.", []),
        ("See Laming (2003) and Munro (2011).", []),
        ("Everyone on Snapchat about it said so.", []),
    ],
)
def test_people(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


def test_whoever_keys_a_row() -> None:
    rows = [["Date", "Entry", "User"], ["3/4/21", "Rang, no reply", "kbarwise"], ["4/4/21", "Letter", "lpenfitch"]]
    assert found(rows) == ["kbarwise", "lpenfitch"]
    assert found([["Date", "Colour"], ["3/4/21", "lpenfitch"]]) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("There is another child there, Sofia Tarn, 4/4/2015, not seen since.", ["4/4/2015"]),
        ("I asked his name and dob for my records, he wrote 1/1/1991.", ["1/1/1991"]),
        ("Seen by Sofia Tarn on 4/4/2015, no concerns.", []),
    ],
)
def test_births(text: str, wanted: list[str]) -> None:
    assert found(text, kind=MentionKind.DATE_OF_BIRTH) == wanted
