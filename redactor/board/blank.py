"""Blank code lists for boards to fill in: the sheets of a list, the standard roles, and how to fill it in.

`python -m redactor.board.blank FOLDER` writes those of key_maps/templates/.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from enum import StrEnum
from pathlib import Path

from redactor.board.exporting import COLUMNS, Rows, list_sheets, role_cells
from redactor.codes.model import Role
from redactor.codes.roles import standard_roles
from redactor.codes.sheets import Column, Sheet, workbook
from redactor.language.lexicon import lexicon

_ROWS = 200  # laid out for filling in
_HOW_TO = (
    "One row for each person, address and place, in the sheet of that name. Every row needs a code and a name; every "
    "person a kind.",
    "Code: what the drafts will say, such as Child 1, Mrs A, Address A, School 1, SW1. Each code stands for one person "
    "or place only. Do not use initials or anything else that hints at the name.",
    "Kind: choose from the list. Subject is the child or adult whom the review is about; associate is anybody who is "
    "neither family nor staff.",
    "Name: the full name, or the whole address with its postcode.",
    "Also known as: every other name or spelling, with a semicolon between them; maiden names and nicknames too.",
    "Relationship or role: the relationship to the subject, or the job title of staff.",
    "Date of birth: day first, such as 03/03/2007. Two people of the same name need a date of birth each.",
    "From, To: for those who joined or left the household during the time of the review, such as 03/03/2007 or March 2007. "
    "Else leave both empty.",
    "Contact: of staff, for the restricted key with names; it stands in no other file.",
    "A whole family may have a code of its own: kind whole family, name such as Hill family. Drafts then say it for "
    "“the Hill family” and “the Hills”.",
    "The sheet Roles holds the standard abbreviations: staff who are not in the list get the prefix of their role and "
    "a number. Change, add and delete rows as your board needs.",
    "The headings are protected, without a password. Do not merge cells.",
    "Then: redactor codes check says what will hurt later, and redactor codes issue seals the list for each agency.",
    "This file names people: keep it as safe as the records.",
)


class ReviewKind(StrEnum):
    """The kinds of review (domain: Children Act 2004, Care Act 2014, Domestic Violence, Crime and Victims Act 2004)."""

    SCR = "scr"
    LCSPR = "lcspr"
    SAR = "sar"
    DHR = "dhr"


CALLED = {
    ReviewKind.SCR: ("Serious Case Review", "Child 1, Child 2 for the children; Mrs A, Mr A for the parents"),
    ReviewKind.LCSPR: (
        "Local Child Safeguarding Practice Review",
        "Child 1, Child 2 for the children; Mrs A, Mr A for the parents",
    ),
    ReviewKind.SAR: (
        "Safeguarding Adults Review",
        "Adult A for the adult at risk; Adult B, Mr C, Ms D for those around them",
    ),
    ReviewKind.DHR: (
        "Domestic Homicide Review",
        "Adult A for the victim, Adult B for the perpetrator; a pseudonym only if it is nobody's name in the case",
    ),
}


def blank_list(case: str, review: ReviewKind) -> bytes:
    """A workbook with the sheets of a list, empty but for the standard roles of the review, and instructions."""
    called, subjects = CALLED[review]
    lines = ((f"{called}{f', {case}' if case else ''}",), (f"Usual codes: {subjects}; Address A, School 1.",))
    how_to = Sheet(
        "How to fill in", "Restricted when filled in: names", (Column("How to fill in this list", 110),),
        [*lines, *((text,) for text in _HOW_TO)],
    )  # fmt: skip
    return workbook([how_to, *list_sheets(blank_rows(review), _ROWS)])


def blank_rows(review: ReviewKind) -> Rows:
    """What a blank list holds: all standard roles, those of the review's own agencies first."""
    adults = review in (ReviewKind.SAR, ReviewKind.DHR)
    ours = ("adult", "housing", "police", "probation", "care") if adults else ("child", "school", "educat", "health")

    def later(role: Role) -> bool:
        return not any(word in role.agency.casefold() for word in ours)

    return Rows(roles=tuple(map(role_cells, sorted(standard_roles(), key=later))))


def reads_like_a_name(case: str) -> bool:
    """Whether a reference of a case would name somebody: it stands in the list's file name."""
    return any(lexicon().births(w) > 100 and not lexicon().is_ordinary(w) for w in re.findall(r"[A-Z][a-z]+", case))


def file_name(case: str) -> str:
    """What a list of this case is called, without its ending."""
    return f"{re.sub(r'[^A-Za-z0-9 _.-]+', '-', case).strip()} code list".strip()


def write_templates(folder: Path) -> tuple[Path, ...]:
    """Write code-list.xlsx and code-list.csv into the folder, over what is there. Returns their paths."""
    book, plain = folder / "code-list.xlsx", folder / "code-list.csv"
    book.write_bytes(blank_list("", ReviewKind.LCSPR))
    head = io.StringIO(newline="")
    csv.writer(head).writerow(COLUMNS)
    plain.write_bytes(head.getvalue().encode("utf-8-sig"))  # the mark tells Excel that accents are UTF-8
    return book, plain


if __name__ == "__main__":
    for written in write_templates(Path(sys.argv[1] if len(sys.argv) > 1 else "key_maps/templates")):
        print(written)
