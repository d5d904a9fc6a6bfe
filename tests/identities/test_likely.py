"""What is likely one person without being told so, and what only looks as if it were told."""

from __future__ import annotations

import pytest

from tests.identities.cases import Read, case

CASE = case(
    "Child 1 | subject | Orla Pennock",
    "Mother | family | Dana Pennock | | Mother",
    "SW1 | professional | Garth Hollander | | Social Worker",
)
HEADS = ("Date", "Entry", "By")


def codes(read: Read, *names: str) -> set[str]:
    """The codes of mentions with these texts."""
    found = {d.code for d in read.resolved.decisions if d.mention.text in names}
    assert found
    return found


@pytest.mark.parametrize(
    ("draft", "names"),
    [
        ([[HEADS, ("3/5/20", "School nurse Ngozi saw her.", "N. Tellwright")]], ("Ngozi", "N. Tellwright")),
        ([[HEADS, ("6/5/20", "Physio Bram stood with her.", "B. Oakhanger")]], ("Bram", "B. Oakhanger")),
        (["Dr P Vellacott, Highfold Surgery", "Dear Dr Vellacott", "Dear Priya"], ("Dr P Vellacott", "Priya")),
        (["Caretaker Col was there.", "The caretaker, C Thripp, has left."], ("Col", "C Thripp")),
        (["PC Blakemoor came.", "Blakey informed."], ("PC Blakemoor", "Blakey")),
        ([[("Date", "Driver"), ("7/6", "Vic (relief)"), ("8/6", "V. Tellwright")]], ("Vic", "V. Tellwright")),
    ],
)
def test_likely_one_and_asked_about(draft: list[object], names: tuple[str, ...]) -> None:
    read = CASE.read(*draft)  # type: ignore[arg-type]
    assert len(codes(read, *names)) == 1, read.text
    assert any(d.doubtful for d in read.resolved.decisions if d.mention.text in names)


@pytest.mark.parametrize(
    ("draft", "one", "other"),
    [
        # next in turn is nobody's other name
        (["Told Hester Quillane, then Paige."], "Hester Quillane", "Paige"),
        (["Rang Tom Quillane, later Sue Hart."], "Tom Quillane", "Sue Hart"),
        (["Spoke to Hester Quillane, now Paige is home."], "Hester Quillane", "Paige"),
        # an office that begins like "registered as"
        (["Hester Quillane, Registered Manager, reports that Paige is leaving."], "Hester Quillane", "Paige"),
        # another letter, another row, two of one work
        ([[HEADS, ("3/5/20", "School nurse Ngozi saw her.", "T. Wright")]], "Ngozi", "T. Wright"),
        (["Nurse Bea came. Nurse Beth came.", "Nurse B Thripp left."], "Nurse Bea", "Nurse B Thripp"),
        # a first name of its own
        (["PC Harrison came.", "Harry was told."], "PC Harrison", "Harry"),
    ],
)
def test_two_people(draft: list[object], one: str, other: str) -> None:
    read = CASE.read(*draft)  # type: ignore[arg-type]
    assert codes(read, one).isdisjoint(codes(read, other)), read.text


@pytest.mark.parametrize(
    "draft",
    [
        ("Hester Quillane (then Boothby) came.", "Mrs Boothby rang."),
        ("Hester Quillane, now Boothby, came.", "Mrs Boothby rang."),
        ("Hester Quillane, then Hester Boothby, came.", "Ms Boothby rang."),
    ],
)
def test_another_surname_of_hers(draft: tuple[str, ...]) -> None:
    read = CASE.read(*draft)
    assert len({d.code for d in read.resolved.decisions}) == 1, read.text


def test_a_flat_and_its_house() -> None:
    read = CASE.read("Flat 9, Cormorant House is the family's. He gave Flat 11. He lives at 11 Cormorant House.")
    assert len(codes(read, "Flat 11", "11 Cormorant House")) == 1
    assert codes(read, "Flat 9, Cormorant House").isdisjoint(codes(read, "Flat 11"))


@pytest.mark.parametrize(
    ("draft", "stays"),
    [
        ("NO BLAME ATTACHES TO HER. IT WAS A SHAME TO READ A LETTER LIKE IT.", "A SHAME"),
        ("Dr Hugh Latham, Consultant Obstetrician, came.", "Obstetrician"),
        ("There is no bed in the Mother and Baby Unit.", "Baby Unit"),
        ("She was moved to Bay F and then to Ward G.", "Bay F"),
        ("He is at the takeaway.", "takeaway"),
        ("Everyone says so. P Sent to L Pargitter by post.", "Sent"),
        ("Husb at work. Hosp rang. Appt made.", "Husb at work. Hosp rang. Appt made."),
    ],
)
def test_what_is_no_name_stays(draft: str, stays: str) -> None:
    assert stays in CASE.read(draft).text


def test_somebody_called_church_is_no_place() -> None:
    read = CASE.read("CALLER WAS MR ABBEY.", "GEORGE ABBEY WROTE.")
    assert len(codes(read, "MR ABBEY", "GEORGE ABBEY")) == 1, read.text
