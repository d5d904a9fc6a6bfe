"""Hands of logs: ranks shared with "+", collar numbers, letters of a household, months that are first names, homes' names."""

from __future__ import annotations

import pytest

import redactor
from tests.identities.cases import case


def people(text: str) -> list[str]:
    return [m.text for m in redactor.find(text) if m.kind.value == "person"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("PC STOWE + BASHIRI ON SCENE.", ["PC STOWE", "BASHIRI"]),
        ("PC 3318 Stowe and PC 4052 Bashiri attended. PC Stowe & Bashiri left.",
         ["PC 3318 Stowe", "PC 4052 Bashiri", "PC Stowe", "Bashiri"]),
        ("Rang Sarge Best about it.", ["Sarge Best"]),
        ("DOORMAN MBAYE ASSAULTED. MBAYE TAKEN TO HOSPITAL.", ["MBAYE", "MBAYE"]),
    ],
)  # fmt: skip
def test_officers_and_others(text: str, wanted: list[str]) -> None:
    assert people(text) == wanted


HOME = case(
    "Mrs J | subject | Pearl Edith Tatham | | Subject",
    "Mr J | subject | Harold Tatham | | Subject",
    "Son | family | Desmond Tatham | | Son",
    "CA1 | professional | April Jessop | | Senior Carer",
    "PC5 | professional | PC 4052 Nadia Bashiri | | Police Constable",
    "Adult 2 | family | Gavin Swift | | Former partner",
    "Agency J | organisation | Willing Hands Homecare Ltd",
    "Premises 1 | organisation | The Old Ram public house",
)


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        (("Present: Naomi Tembe (NT), Oscar Barr (OB, deputy manager).", "PT ate all brekkie. HT only tea. NT saw PT twice."),
         "Mrs J ate all brekkie. Mr J only tea."),
        (("DN: grade 2. April to chase the funding.",), "CA1 to chase the funding."),
        (("4052 SEEN HER, NO INJURIES.", "Passed to 4052."), "PC5 SEEN HER"),
        (("Arrived by taxi with a carer from willing hands homecare.",), "from Agency J"),
        (("FIGHT IN THE OLD RAM. NO INJURIES.",), "FIGHT IN Premises 1."),
        # a brand, a bank's network and a first name of the list: the list wins
        (("Swift was told. Gavin's notes say so.",), "Adult 2 was told. Adult 2's notes"),
        (("he seen u in the pub wiv gav last nite",), "wiv Adult 2"),
    ],
)  # fmt: skip
def test_the_list_in_the_hand_of_logs(draft: tuple[str, ...], wanted: str) -> None:
    assert wanted in HOME.read(*draft).text


def test_a_home_called_after_its_trees() -> None:
    assert [m.text for m in redactor.find("She would prefer The Laurels. He likes the laurels.")] == ["The Laurels"]


def test_a_police_reference_with_the_year() -> None:
    assert [m.kind.value for m in redactor.find("Police DASH, HX/20/33917")] == ["identifier"]
