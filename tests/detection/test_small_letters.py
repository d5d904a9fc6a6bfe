"""Names in small letters, read-out numbers, drawn-out and shortened names, user names, mail lines; what stays beside them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from redactor.codes.roles import standard_roles
from redactor.detection.engine import find_all
from redactor.detection.knowledge import Knowledge
from redactor.detection.mentions import MentionKind
from tests.identities.cases import Rows, passages_of

LISTED = ("Tilly Varnham", "Zebulon Gathercole", "Zeb", "Todd O'Dowd")


def found(*blocks: str | Rows, names: Sequence[str] = LISTED, kind: MentionKind = MentionKind.PERSON) -> list[str]:
    known = Knowledge(names=tuple(names), roles=standard_roles())
    return [m.text for d in find_all(passages_of(blocks), known) for m in d.mentions if m.kind is kind]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("told the nurse that mrs brewell slept badly", ["mrs brewell"]),
        ("i sat with ms brewell and mr bashir okonjo", ["ms brewell", "mr bashir okonjo"]),
        ("pc mold and pc okonjo on scene full stop", ["pc mold", "pc okonjo"]),
        ("pc five five two one okonjo at address now stop", ["pc five five two one okonjo"]),
        ("five eight oh four okonjo to control stop", ["five eight oh four okonjo"]),
        ("2257 pc okonjo at door stop", ["pc okonjo"]),
        ("Seen by ms Brewell today.", ["ms Brewell"]),
        # what stays
        ("i miss school and i miss the dog", []),
        ("the pc was broken and the dr was late", []),
        ("one two three go", []),
        ("he said baba is at work and nani is cross", []),
        ("tel no read out oh one one four", []),
    ],
)
def test_small_letters(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


def test_a_name_after_the_time_of_an_entry() -> None:
    assert found("pc okonjo on scene stop", "2257 okonjo at door stop") == ["pc okonjo", "okonjo"]


def test_a_collar_number_alone() -> None:
    table = [["Time", "Who", "Entry"], ["10:15", "3120", "No reply, 3120 seconds."], ["10:20", "4410", "Left."]]
    assert found("PC 3120 Brewell attended.", table) == ["PC 3120 Brewell", "3120"]
    assert found("PC 3120 Brewell attended.", "3120 attended again. It cost 3120 pounds.") == [
        "PC 3120 Brewell",
        "3120",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ZEEEB come here", ["ZEEEB"]),
        ("Zebbbb omg", ["Zebbbb"]),
        ("zebbb where r u", ["zebbb"]),
        ("Geo. Brewell came.", ["Geo. Brewell"]),
        ("It was signed by Wm. Brewell today.", ["Wm. Brewell"]),
        ("God bless, Dec", ["Dec"]),
        ("Kind regards,\nBev", ["Bev"]),
        ("Thanks, All", []),
        ("Regards, Housing", []),
        ("Miss H Page left. Page 2 was read.", ["Miss H Page"]),
        ("@Tilly Varnham can you send it", ["Tilly Varnham"]),
        ("Mr O'Dowd was late.", ["Mr O'Dowd"]),
        ("Seen with Tilly\nVarnham today.", ["Tilly\nVarnham"]),
        ("Marta De Brito logged it. The log is in Ms De Brito's hand.", ["Marta De Brito", "Ms De Brito"]),
        ("T/C Tilly, will come Monday. D/w Zebulon.", ["Tilly", "Zebulon"]),
        ("Door held by Mrs V. Keen to talk about her knees.", ["Mrs V"]),
        ("Sonographer Parveen scanned her.", ["Parveen"]),
        ("Audiologist Marlon came.", ["Marlon"]),
        ("From: Brewell, Glenda\nThanks, all.", ["Brewell, Glenda"]),
        ("To: Brewell, Glenda; Okonjo, Blessing (Housing)", ["Brewell, Glenda", "Okonjo, Blessing"]),
        ("To: Anna, Kieran", ["Anna", "Kieran"]),
    ],
)
def test_forms_of_names(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("School login zgathercole; signed in as tgathercole01.", ["tgathercole01"]),
        ("She wrote as zebulonq88 and #tillyvarnham.", ["zebulonq88", "#tillyvarnham"]),
        ("Snap name kurl.zeb and varnham_09.", ["kurl.zeb", "varnham_09"]),
        ("The Gathercoles and Varnham's bag; Gathercole-Hill.", []),
        ("She is Bexa (Snap bexa.04x); he is kurl.bez on Insta.", ["bexa.04x", "kurl.bez"]),
        ("Her login details and her account were lost.", []),
        ("The zebra and the zebras; ref 2024.", []),
        ("seen by zeb.he left", []),
    ],
)
def test_user_names(text: str, wanted: list[str]) -> None:
    assert found(text, kind=MentionKind.IDENTIFIER) == wanted


def test_a_user_name_that_a_listed_name_makes_is_somebody() -> None:
    assert found("Printed by zgathercole at noon.") == ["zgathercole"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("yo dean its me again", ["dean"]),
        ("al made soup again mate", ["al"]),
        ("2214 still here. al told him to go", ["al"]),
        ("the dean was late for it", []),
        ("Yo, the dean told him so.", []),
    ],
)
def test_known_names_that_are_words_in_a_message_without_capitals(text: str, wanted: list[str]) -> None:
    assert found(text, names=("Dean Varnham", "Al")) == wanted


def test_headings_of_columns_are_nobody() -> None:
    assert found([["Date", "Entry", "Init"], ["1/2", "Seen.", ""]], [["Date", "Sign"], ["1/2", ""]]) == []
