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


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("Taken next door to Mrs Ines Barrow, flat 15.", "flat 15"),
        ("Saw Mr Rahim, no 8. He was out.", "no 8"),
        ("Man next door (29), Cyril, came over.", "29"),
        ("Mrs Birtle at 52 told the warden.", "52"),
    ],
)
def test_a_neighbours_number(draft: str, wanted: str) -> None:
    listed = case("Address 1 | address | Flat 7, Rathmore Court, Dyer Street, Wyre WY2 6LN")
    found = [d.mention.text for d in listed.read(draft).resolved.decisions if d.mention.kind.value == "address"]
    assert found == [wanted.removeprefix("no ")]


@pytest.mark.parametrize(
    ("draft", "names"),
    [
        ("2/2 E. Bev. Sister in at 11.", ["Bev"]),
        ("She was really worried and so was I. Dan said the head was on it.", ["Dan"]),
        ("3/2 L. Rui / Jody. Tired.", ["Rui", "Jody"]),
    ],
)
def test_a_shift_and_the_pronoun_are_no_initials(draft: str, names: list[str]) -> None:
    assert people(draft) == names


def test_the_living_act_and_the_dead_do_not() -> None:
    """Of two of one first name the list calls one dead: who comes in at eleven is the other, or a person is asked."""
    listed = case(
        "Mother Q | family | Eleni Kouros | | Mother (deceased)",
        "Niece Q | family | Eleni Tilford | | Daughter of Sister Q",
        "Adult Q | subject | Androulla Kouros | | Subject",
    )
    decision = listed.read("Sister in at 11 with Eleni and cake.").resolved.decisions[0]
    assert decision.code == "Niece Q" or decision.candidates


def test_the_list_wins_over_the_column_agency() -> None:
    listed = case(
        "Centre L | organisation | Sunbeams Children's Centre",
        "FSW1 | professional | Jean Pumfrey | | Family Support Worker | Sunbeams",
    )
    assert listed.read("Jean at Sunbeams rang.").text == "FSW1 at Centre L rang."


def test_a_hospital_number_is_no_hospital() -> None:
    kinds = {m.kind.value for m in redactor.find("RENWICK P Hosp No QX338120 – pasted. Mrs Renwick rang.")}
    assert "organisation" not in kinds


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dispatched by Vic Hale; PC Hale wore BWV.", ["Vic Hale", "PC Hale"]),
        ("Is mum stable? Pat on front desk told her yes.", ["Pat"]),
        ("GRADE 1. 3316 BASHIRI + 4071 HUSSAIN SENT.", ["3316 BASHIRI", "4071 HUSSAIN"]),
        ("From Orla hostel 17 Oct 09:20: Hi lovely", ["Orla"]),
        ("2310 BASHIRI AT SCENE.", ["BASHIRI"]),
    ],
)
def test_people_who_are_half_read(text: str, wanted: list[str]) -> None:
    assert people(text) == wanted


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("MALE LEFT TOWARDS LIBERAL BOWLING CLUB", "organisation", "LIBERAL BOWLING CLUB"),
        ("Book an interpreter thro MarshLingua, ring gran.", "organisation", "MarshLingua"),
        ("Her mother (Larch Wing, room 9) was asleep.", "organisation", "Larch Wing"),
        ("Room at the Young Mothers' Hostel held for her.", "organisation", "Young Mothers' Hostel"),
        ("Born in Kretinga, Lithuania.", "place", "Kretinga"),
        ("Panel met at the council offices, New Granary, Wick Street.", "address", "New Granary, Wick Street"),
        ("1 Mali Dowling (mam) 07700 900314  2 Gwen Dowling 01632 960421", "identifier", "07700 900314"),
    ],
)
def test_places_and_numbers_that_are_half_read(text: str, kind: str, wanted: str) -> None:
    assert wanted in [m.text for m in redactor.find(text) if m.kind.value == kind]
