"""Unlisted people who sign the rows of a table hold the office that its heading, its lead or their listed colleagues tell."""

from __future__ import annotations

from redactor.codes.model import Role
from tests.identities.cases import case

CASE = case(
    "Adult D | subject | Edmund Farleigh",
    "Brother | family | Guy Farleigh | | Brother",
    "DN1 | professional | Ada Winstone | | District Nurse",
    roles=[Role("CW", "Care Worker", ("carer",)), Role("DN", "District Nurse", ()), Role("SW", "Social Worker", ())],
)
ROWS = [["1/3", "AM", "Gave lunch.", "Jodie"], ["2/3", "AM", "Nobody in.", "Elke"], ["3/3", "AM", "Warm.", "Jodie W"]]


def test_the_line_above_the_table() -> None:
    read = CASE.read("Carers ring in.", [["Date", "Time", "Entry", "Name"], *ROWS]).text
    assert [line for line in read.split("\n") if line.startswith("CW")] == ["CW1", "CW2", "CW1"]


def test_the_heading_of_the_column() -> None:
    read = CASE.read("Log", [["Date", "Entry", "Carer"], ["12/6", "Seen", "Jodie"], ["3/7", "Seen", "Elke"]]).text
    assert read.endswith("CW1\n3/7\nSeen\nCW2")


def test_colleagues_on_the_list_and_their_letters() -> None:
    """No headings: the first row is an entry like the others."""
    rows = [["12/6", "A visit", "A Winstone"], ["3/7", "Seen", "AW"], ["11/8", "Redressed", "AW"], ["2/9", "No reply", "Pegs"],
            ["9/9", "Declined", "R. Thornby"]]  # fmt: skip
    read = CASE.read("Notes, copied as they are:", rows).text.split("\n")
    assert read[3::3] == ["DN1", "DN1", "DN1", "DN2", "DN3"]


def test_a_column_of_the_family_tells_no_office() -> None:
    rows = [
        ["Date", "Entry", "Rang by"],
        ["2/3", "Worried", "Guy Farleigh"],
        ["3/3", "Worried", "Ada Winstone"],
        ["4/3", "Gone", "Elke"],
    ]
    assert CASE.read("Calls", rows).text.endswith("Person 1")


def test_a_relative_among_them_tells_no_office_whatever_the_heading() -> None:
    rows = [["Date", "Entry", "Carer"], ["2/3", "Sat with him", "Guy Farleigh"], ["3/3", "Sat with him", "Elke"]]
    assert CASE.read("Log", rows).text.endswith("Person 1")


def test_a_rank_and_a_team_of_the_boards() -> None:
    roles = [Role("PC", "Police Constable", ()), Role("ENP", "Emergency Nurse Practitioner", ("MIU nurse",))]
    read = case("Adult D | subject | Edmund Farleigh", roles=roles).read(
        "PC TREWIN AT SCENE, PT SETTLED.", "I met Alan Firby and Maeve from MIU."
    )
    assert read.text == "PC1 AT SCENE, PT SETTLED.\nI met Person 1 and ENP1 from MIU."
