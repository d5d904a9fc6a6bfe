"""Offices told by the workplace in a cell, by one role of the board's for a whole calling, sentences later, and by letters."""

from __future__ import annotations

from redactor.codes.model import Role
from tests.identities.cases import Rows, case

_ROLES = [
    Role("CHAP", "Chaplain", ("imam",)), Role("IMB", "Independent Monitoring Board Member", ("IMB member",)),
    Role("HOC", "Home Office Caseworker"), Role("ADV", "Welfare Rights Adviser", ("debt adviser",)), Role("VOL", "Volunteer"),
    Role("POL", "Police Officer"), Role("DSL", "Designated Safeguarding Lead", ("deputy DSL",)), Role("SW", "Social Worker"),
]  # fmt: skip
_DRAFT = case("Adult A | subject | Hemin Karwan", roles=_ROLES)


def test_a_cell_says_where_somebody_works() -> None:
    rows: Rows = [["Name", "Who"], ["Idris Belloc (IB)", "Chaplaincy"], ["Prue Ashdene (PA)", "IMB"]]
    texts = _DRAFT.read(rows).texts
    assert texts[2] == "CHAP1 (CHAP1)"
    assert texts[4] == "IMB1 (IMB1)"


def test_it_reads() -> None:
    said = {
        "It went to the mailbox of Bryony Tuke, the caseworker before him.": "HOC1",
        "A Marek signed it, he's the debt adviser there.": "ADV1",
        "Nyasha was there, she only volunteered that month.": "VOL1",
        "DS Sykerman rang.": "POL1",
        "Fr Dominic Pell anointed her.": "CHAP1",
        "18/01/23 15:00 BHALEY: MASH chased, ref given.": "Person 1",
    }
    for text, code in said.items():
        assert code in _DRAFT.read(text).text, text


def test_letters_with_a_small_one_are_told_by_their_row() -> None:
    draft = case(
        "Child K | subject | Kamil Paton",
        "Mother K | family | Anna Paton",
        "SW1 | professional | Rana Begg | | Social Worker",
    )
    told: Rows = [
        ["Letters", "Name", "Who"],
        ["RBg", "Rukhsana Begley", "social worker"],
        ["LC", "Lin Chappel", "teacher"],
    ]
    *_, log = draft.read(told, "RBg rang. Spoke KP w/ door open. KP deceased. Saw AP.").texts
    assert log == "SW2 rang. Spoke Child K w/ door open. Child K deceased. Saw Mother K."


def test_what_mates_call_somebody_is_asked_about_where_it_would_be_a_professional() -> None:
    draft = case("TUT1 | professional | Gareth Pugsley | | Tutor", "Son | family | Barry Hale")
    decisions = draft.read("He is on the roof with Gaz. Baz rang.").resolved.decisions
    assert [(d.code, d.doubtful) for d in decisions] == [("TUT1", True), ("Son", False)]
