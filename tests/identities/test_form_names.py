"""Names in two fields of a form are one person's, and a first name with a middle name is no first name and surname."""

from __future__ import annotations

from tests.identities.cases import Rows, case

DRAFT = case(
    "Child 1 | subject | Zachary Whitmell | | Subject child",
    "Ms A | family | Leonie Whitmell | | Mother",
)


def test_a_form() -> None:
    form: Rows = [
        ["Field", "Entry"], ["Surname", "WHITMELL"], ["Forename(s)", "Zachary James"], ["Likes to be called", "Zac"],
        ["Reason", "Zac is hungry."],
    ]  # fmt: skip
    assert DRAFT.read(form).texts[3::2] == ("Child 1", "Child 1", "Child 1", "Child 1 is hungry.")


def test_two_columns_with_a_person_a_row() -> None:
    table: Rows = [["Surname", "First name"], ["Whitmell", "Leonie"], ["Ogundipe", "Taiwo"], ["Whitmell", "Zachary"]]
    assert DRAFT.read(table).texts[2:] == ("Ms A", "Ms A", "Person 1", "Person 1", "Child 1", "Child 1")


def test_in_a_line() -> None:
    assert DRAFT.read("Surname: Whitmell  First name: Leonie").text == "Surname: Ms A  First name: Ms A"


def test_nobody() -> None:
    form: Rows = [["Field", "Entry"], ["Surname", "Not known"], ["First name", "As above"]]
    assert DRAFT.read(form).texts[3::2] == ("Not known", "As above")
