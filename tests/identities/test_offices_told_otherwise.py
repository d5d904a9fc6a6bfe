"""Offices told by the workplace in a cell, by one role of the board's for a whole calling, sentences later, and by letters."""

from __future__ import annotations

from redactor.codes.model import Role
from tests.identities.cases import Rows, case

_ROLES = [
    Role("CHAP", "Chaplain", ("imam",)), Role("IMB", "Independent Monitoring Board Member", ("IMB member",)),
    Role("HOC", "Home Office Caseworker"), Role("ADV", "Welfare Rights Adviser", ("debt adviser",)), Role("VOL", "Volunteer"),
    Role("POL", "Police Officer"), Role("DSL", "Designated Safeguarding Lead", ("deputy DSL",)), Role("SW", "Social Worker"),
]  # fmt: skip
_DRAFT = case("Adult A | subject | Hiwa Karwan", roles=_ROLES)


def test_a_cell_says_where_somebody_works() -> None:
    rows: Rows = [["Name", "Who"], ["Yusuf Karrar (YK)", "Chaplaincy"], ["Nell Ashby (NA)", "IMB"]]
    texts = _DRAFT.read(rows).texts
    assert texts[2] == "CHAP1 (CHAP1)"
    assert texts[4] == "IMB1 (IMB1)"


def test_it_reads() -> None:
    said = {
        "It lay on the desk of Esme Tuke, the caseworker before her.": "HOC1",
        "A Pavel stamped it, he's the debt adviser there.": "ADV1",
        "Tatenda helped out, she only volunteered that term.": "VOL1",
        "DS Tolman rang.": "POL1",
        "Fr Jerome Pell blessed her.": "CHAP1",
        "18/01/23 15:00 KDOWNEY: MASH told, ref given.": "Person 1",
    }
    for text, code in said.items():
        assert code in _DRAFT.read(text).text, text


def test_letters_with_a_small_one_are_told_by_their_row() -> None:
    draft = case(
        "Child K | subject | Kamil Paton",
        "Mother K | family | Anna Paton",
        "SW1 | professional | Rana Bagg | | Social Worker",
    )
    told: Rows = [
        ["Letters", "Name", "Who"],
        ["RBg", "Rabia Baguley", "social worker"],
        ["LC", "Lee Chappel", "teacher"],
    ]
    *_, log = draft.read(told, "RBg rang. Spoke KP w/ door open. KP deceased. Saw AP.").texts
    assert log == "SW2 rang. Spoke Child K w/ door open. Child K deceased. Saw Mother K."


def test_what_mates_call_somebody_is_asked_about_where_it_would_be_a_professional() -> None:
    draft = case("TUT1 | professional | Gareth Pugsley | | Tutor", "Son | family | Barry Hale")
    decisions = draft.read("He is on the roof with Gaz. Baz rang.").resolved.decisions
    assert [(d.code, d.doubtful) for d in decisions] == [("TUT1", True), ("Son", False)]


def test_a_column_and_a_clause_tell_the_boards_office() -> None:
    roles = [
        Role("MO", "Monitoring Operator"), Role("TSO", "Trading Standards Officer"), Role("SEC", "Medical Secretary"),
        Role("PAED", "Paediatrician", ("consultant paediatrician",)), Role("TA", "Teaching Assistant"),
        Role("INT", "Interpreter"), Role("SLD", "Shift Lead"),
    ]  # fmt: skip
    draft = case("Adult A | subject | Hiwa Karwan", roles=roles)
    rows: Rows = [
        ["Time", "Operator", "Text"],
        ["09:15", "JHARGRAV", "CALL FROM FLAT"],
        ["10:15", "SODONOGH", "NO REPLY"],
    ]
    assert draft.read(rows).texts[4::3] == ("MO1", "MO2")
    said = {
        "Kofi Ansell, who had come to us that spring as a TS officer, rang.": "TSO1",
        "Wrote to Dr Imre Sand, consultant.": "PAED1",
        "Mr Dunne's class. 1:1 is Pauline.": "TA1",
        "The interpreter on the night line, Sunita, told us.": "INT1",
        "We spoke with the shift lead, whose name is Derek Pym.": "SLD1",
        "Typed by Doreen Oddie from the recorder.": "SEC1",
    }
    for text, code in said.items():
        assert code in draft.read(text).text, text


def test_no_part_of_a_name_stays_where_another_part_runs_into_something_else() -> None:
    draft = case("Adult F | subject | Maria da Paz Ferrara | Lina", "RA1 | professional | Joy Moyane | | Adviser")
    said = {
        "Contact: DC Hale, j.hale@x.police.uk.": "Contact: DC1, [e-mail address removed].",
        "TENANT: FERRARA, MARIA DA PAZ (KNOWN AS LINA).": "TENANT: Adult F (KNOWN AS Adult F).",
        "Maria da Paz rang.": "Adult F rang.",
        "[06/11/2021] Ruby: im going to tell joy on friday": "[06/11/2021] Person 1: im going to tell RA1 on friday",
        "it is a great joy to me and to him": "it is a great joy to me and to him",
    }
    for text, reads in said.items():
        assert draft.read(text).text == reads


def test_what_somebody_calls_another_is_not_the_callers_name() -> None:
    draft = case("Child Z | subject | Zara Amy Costell | | Subject", "Uncle | family | Tyrone Costell | | Uncle")
    read = draft.read("Paula calls her Dodo at tea time.", "Look at Dodo, she said.")
    codes = {d.mention.text: d.code for d in read.resolved.decisions}
    assert codes["Dodo"] != codes["Paula"]
    assert draft.read("When it was Tyrone she laughed. They live in Tyrone.").text == (
        "When it was Uncle she laughed. They live in Tyrone."
    )


def test_a_name_that_somebody_goes_by_with_the_listed_surname_is_nobody_new() -> None:
    draft = case("F2 | associate | Xu Jiawen | | Flatmate", "C | subject | Kamil Zielony")
    texts = (
        "Xu Jiawen, who goes by Tony, was in.",
        "Tony Xu: in the kitchen.",
        "Thanks Ben. Hope Kamil is well.",
    )
    assert draft.read(*texts).texts == (
        "F2, who goes by F2, was in.", "F2: in the kitchen.", "Thanks Person 1. Hope C is well.",
    )  # fmt: skip


def test_a_cell_that_says_what_happened_is_nobodys_office() -> None:
    roles = [
        Role("MO", "Monitoring Operator"),
        Role("CW", "Care Worker", ("carer",)),
        Role("PARA", "Paramedic", ("crew",)),
    ]
    draft = case("Adult A | subject | Hiwa Karwan", roles=roles)
    rows: Rows = [
        ["Time", "Operator", "Text"],
        ["09:15", "JHARGRAV", "CARER SENT"],
        ["10:15", "SODONOGH", "CREW IN. HALE + 1."],
    ]
    assert draft.read(rows).texts[4::3] == ("MO1", "MO2")
