"""Initials of a double first name before a surname: "L-O Orrell", "LO Orrell" of Lily-Olive."""

from __future__ import annotations

from pathlib import Path

import pytest

from redactor.language.names import Name, letters_before, parse_name
from tests.drafts import HEAD, draft, read_text, redactor, write_list

CHILD = ("Child 1", "subject", "Lily-Olive Orrell", "", "Subject")
BROTHER = ("Child 2", "family", "Liam Orrell", "", "Brother of Child 1")
MOTHER = ("Mrs A", "family", "Dana Orrell", "", "Mother of Child 1")


@pytest.mark.parametrize("text", ["L-O Orrell", "L.-O. Orrell", "Orrell, L-O"])
def test_the_hyphen_is_kept(text: str) -> None:
    assert parse_name(text) == Name(initials=("L", "O"), surname="Orrell", hyphened=True)
    assert not parse_name(text.replace("-", " ")).hyphened


def test_letters_before_a_surname() -> None:
    assert letters_before(("Lily-Olive",), ("Grace",)) == {"LO", "LOG", "LG"}
    assert letters_before(("Dana",), ()) == frozenset()


@pytest.mark.parametrize(
    ("rows", "said", "becomes"),
    [
        # another double name is somebody else's
        (
            (CHILD, MOTHER), "Records of LO Orrell show that L-O Orrell came. L-P Orrell rang. D-L Orrell rang.",
            "Records of Child 1 show that Child 1 came. Person 1 rang. Person 2 rang.",
        ),
        # the brother is Liam, and no L-O; what has no hyphen may be either's
        ((CHILD, BROTHER), "L-O Orrell was seen. L.-O. Orrell was well.", "Child 1 was seen. Child 1 was well."),
        ((CHILD, BROTHER), "Records of LO Orrell show it.", "Records of [unresolved 1] show it."),
        (
            (("Child 1", "subject", "Lily-Olive Grace Orrell-Pike", "", "Subject"), BROTHER),
            "L-O Orrell-Pike came. Notes of LOG Orrell-Pike.", "Child 1 came. Notes of Child 1.",
        ),
        # letters of an office are no first names
        (
            (("Child 1", "subject", "Peter-Carl Orrell", "", "Subject"), ("Mr A", "family", "Ian Orrell", "", "Father")),
            "P-C Orrell came with PC Orrell.", "Child 1 came with PC1.",
        ),
    ],
)  # fmt: skip
def test_they_are_that_person_s_and_nobody_else_s(
    rows: tuple[tuple[str, ...], ...], said: str, becomes: str, tmp_path: Path
) -> None:
    write_list(tmp_path / "codes.xlsx", [HEAD, *rows])
    lies = draft(tmp_path / "L-O Orrell Police IMR.docx", said)
    redactor("anonymise", lies, "--codes", tmp_path / "codes.xlsx", "--out", tmp_path / "out")
    (made,) = (tmp_path / "out").glob("*.anonymised.docx")
    assert read_text(made) == becomes
    if rows[0] == CHILD:
        assert made.name == "Child 1 Police IMR.anonymised.docx"
