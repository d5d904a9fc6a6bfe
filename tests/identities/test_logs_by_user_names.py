"""Who keys the entries of a log, ranks of the forces, letters told in a table, names spelt out or typed as they are heard."""

from __future__ import annotations

import pytest

from redactor.codes.model import Role
from tests.identities.cases import Rows, case

_FAMILY = (
    "Child S | subject | Finlay Tarrant | | Subject",
    "Mrs T | family | Anita Tarrant | | Mother",
    "Mr T | family | Declan Tarrant | | Father, serving soldier",
    "AWW1 | professional | Janet Hobb | | Welfare Worker",
    "UWO1 | professional | Rupert Lisle | | Unit Welfare Officer",
    "PC1 | professional | PC 4419 Brad Docking | | Police Constable",
)


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("02/07/21 09:14 HOBBJ – Referral received.", "02/07/21 09:14 AWW1 – Referral received."),
        ("Only saw the HOBBJ entry today.", "Only saw the AWW1 entry today."),
        ("06/07/21 08:31 GRISTK – Letter sent.", "06/07/21 08:31 Person 1 – Letter sent."),
        ("12/07/21 16:45 CAMHS – Duty.", "12/07/21 16:45 CAMHS – Duty."),
        ("13/07/21 SUPERVISION – done.", "13/07/21 SUPERVISION – done."),
        ("Capt R Lisle rang, and Capt Lisle came.", "UWO1 rang, and UWO1 came."),
        ("Spoke to LCpl Tarrant.", "Spoke to Mr T."),
        ("Seen at the Major Trauma Centre.", "Seen at the Major Trauma Centre."),
        ("10/02/22 4419 attended with a colleague.", "10/02/22 PC1 attended with a colleague."),
        ("She rang me. Docking put the door in.", "She rang me. PC1 put the door in."),
        ("Anita is spelled Aneta, Anitah and Orita on ours.", "Mrs T is spelled Mrs T, Mrs T and Mrs T on ours."),
        ("Baby Finn is feeding well.", "Baby Child S is feeding well."),
        ("Her name is A N I T A, please.", "Her name is Mrs T, please."),
    ],
)  # fmt: skip
def test_it_reads(text: str, reads: str) -> None:
    assert case(*_FAMILY).read(text).text == reads


def test_a_surname_heard_as_two_words() -> None:
    draft = case("Mrs R | family | Lakshmi Ramasamy | | Grandmother")
    assert draft.read("Mrs Rama Samy rang at ten.").text == "Mrs R rang at ten."


def test_letters_that_a_table_tells_are_somebodys_though_they_mean_something_else() -> None:
    table = [["Name", "Initials", "Post"], ["Alan Strood", "AS", "Chair"], ["Orla Keech", "OK", "Sanatorium nurse"]]
    draft = case("DSL1 | professional | Ruth Abney | | Designated Safeguarding Lead")
    *_, reported, fine = draft.read(table, "OK reported four visits.", "It is OK to go.").texts
    assert "OK" not in reported
    assert fine == "It is OK to go."


def test_who_is_said_to_be_somebody_in_quotes() -> None:
    draft = case("Coach 1 | professional | Gavin Purle | | Head Coach")
    texts = ('A number saved as "Pelican" rang.', 'The police say "Pelican" is Purle.')
    assert draft.read(*texts).text == 'A number saved as "Coach 1" rang.\nThe police say "Coach 1" is Coach 1.'


def test_an_office_in_the_same_row_is_anothers() -> None:
    roles = [Role("COOK", "Cook", ("cook",)), Role("SLT", "Speech and Language Therapist")]
    draft = case("SLT1 | professional | Lilian Wray | | Speech and Language Therapist", roles=roles)
    rows: Rows = [["Who", "What"], ["Lili", "Cook for thirty years"], ["Rhona", "Manager"]]
    read = draft.read(rows, "Lili came from the kitchen.")
    assert read.texts[2] == "COOK1"
    assert all(d.code != "SLT1" or d.doubtful for d in read.resolved.decisions)


def test_what_somebody_does_tells_the_office() -> None:
    roles = [
        Role("HV", "Health Visitor"), Role("MW", "Midwife"), Role("DENT", "Dentist"),
        Role("RN", "Nurse", ("staff nurse",)),
        Role("HO", "Housing Officer"), Role("TM", "Team Manager"), Role("SW", "Social Worker"),
        Role("TCH", "Teacher", ("teacher",)),
        Role("CW", "Carer", ("carer",)), Role("PHARM", "Pharmacist"),
    ]  # fmt: skip
    said = {
        "Bronagh Tew did the new birth visit on day 12.": "HV",
        "The baby was delivered by Sally Pugmire at 04:12.": "MW",
        "Dr Aske took two teeth out.": "DENT",
        "Ola Obang, on nights, triaged him.": "RN",
        "Wendy Tarn at the council's housing office wrote of the arrears.": "HO",
        "Graham Sill wrote it. He manages the team.": "TM",
        "The case was allocated to Femi Adisam on 3 May.": "SW",
        "Mrs Iwobe teaches her maths.": "TCH",
        "Louise Tamm does her tea-time call.": "CW",
        "Mr Singar at the chemist refused.": "PHARM",
        "Her aunt Carys Pell weighed him.": "Person",
        "Ada Quill said that the midwife weighed him.": "Person",
        "Ada Quill rang the surgery, whose doctor prescribed it.": "Person",
    }
    draft = case("Child 1 | subject | Rhiannon Quested", roles=roles)
    for text, prefix in said.items():
        new = [d.code for d in draft.read(text).resolved.decisions]
        assert [code.rstrip("0123456789 ") for code in new] == [prefix], text


def test_a_pupil_in_year_ten_is_no_teacher() -> None:
    draft = case("Child 1 | subject | Rhiannon Quested", roles=[Role("TCH", "Teacher", ("teacher",))])
    assert draft.read("Kyle Fenner, yr 10, was not shown.").text == "Person 1, yr 10, was not shown."
    assert draft.read("Mr Gwilt, year 4, wrote that she hides.").text == "TCH1, year 4, wrote that she hides."


def test_the_first_name_of_one_is_no_nickname_of_another_that_begins_otherwise() -> None:
    draft = case("Adult H | subject | Eileen Orchard", "SW1 | professional | Helen Breck | | Social Worker")
    decision = draft.read("Eileen was asleep. Helen visited on the sixth.").decision("Helen")
    assert (decision.code, decision.doubtful) == ("SW1", False)


def test_what_the_next_one_does_is_not_the_first_ones() -> None:
    draft = case(
        "Child 1 | subject | Rhiannon Quested", roles=[Role("GP", "General Practitioner"), Role("TM", "Team Manager")]
    )
    assert (
        draft.read("Lorna Pell rang Dr Askew, who prescribed cream.").text == "Person 1 rang GP1, who prescribed cream."
    )
    assert draft.read("Graham Toll supervised Lorna's work.").text == "TM1 supervised Person 1's work."


def test_user_names_in_small_letters() -> None:
    draft = case("Child 1 | subject | Orla Pennock")
    said = {
        "04.11.22 mgarrow: Attended.": "04.11.22 Person 1: Attended.",
        "04.11.22 telephone: rang.": "04.11.22 telephone: rang.",
        "It went to g.maddow and to me.": "It went to Person 1 and to me.",
        "It is a.m. or e.g. four.": "It is a.m. or e.g. four.",
    }
    for text, read in said.items():
        assert draft.read(text).text == read
