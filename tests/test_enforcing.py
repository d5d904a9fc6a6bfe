# ruff: noqa: E501 - a case is a line
"""`redactor codes enforce`: drafts held against the board's list, rule by rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from redactor.checks.enforcing import enforce
from redactor.codes.lists import read_code_list
from redactor.codes.model import Block, Issue
from tests.blank import blank_word
from tests.codes.builders import HEAD, write_list
from tests.documents.builders import docx as word_file
from tests.drafts import LISTED, Done, board_list, draft, names_in, redactor

MORE = (
    ("SW2", "professional", "Jo Pinnock", "", "Social Worker", "Thornmere Council", ""),
    ("HV1", "professional", "Corin Leyburn", "", "Health Visitor", "Wragby Hospital Trust", ""),
)
FRONT = (
    ("Strictly confidential", "Individual Management Review"),
    ("In respect of", "Child 1"),
    ("Author", "Ada Quill"),
    ("Date of first submission", "04/02/2013"),
)
FAMILY = ("Anonymised name", "Relationship to subject", "Date of birth", "Address")
CHRONOLOGY = ("Date", "Time", "Source of information", "Subject of recording", "Event")
KEY = ("Code", "Role", "Agency")


def enforced(
    folder: Path, *blocks: str | Sequence[Sequence[str]], name: str = "IMR Child 1.docx", more: tuple[str, ...] = ()
) -> Done:
    path = draft(folder / name, *blocks)
    return redactor("codes", "enforce", board_list(folder / "codes.csv", *MORE), path, "--json", *more)


def rules(done: Done) -> list[tuple[str, str]]:
    """Rule and place of everything found, place by place."""
    assert all(f["place"] == f["places"][0] for f in done.json["findings"])
    return [(f["rule"], place) for f in done.json["findings"] for place in f["places"]]


CLEAN = (
    FRONT,
    "Section 1 – Introduction",
    "SW1 and SW2 (social workers) saw Child 1, Child 2 and their mother, Mrs A, at Address A. Health visitor HV1 rang.",
    (FAMILY, ("Child 1", "n/a", "09/05/2014", "Address A"), ("Mrs A", "Mother", "not known", "as above")),
    (CHRONOLOGY, ("03/03/19", "17:56", "Case file", "Child 1, Child 2 & Mrs A", "Seen"), ("04/03/19", "00:00", "x", "Family of Child 1", "y")),
    (KEY, ("SW1", "Social Worker", "Thornmere Council"), ("HV1", "Health Visitor", "Wragby Hospital Trust")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "missing"),
    [("Child 1 and Child 2", None), ("Children 1 and 2", None), ("Child 1", "Child 2"), ("Child 2", "Child 1")],
)
def test_a_review_of_two_children_has_both_on_its_front_sheet(
    tmp_path: Path, written: str, missing: str | None
) -> None:
    rows = [("Child 2", "subject", *row[2:]) if row[0] == "Child 2" else row for row in LISTED]
    codes = write_list(tmp_path / "codes.csv", [HEAD, *rows])
    front = (FRONT[0], ("In respect of", written), *FRONT[2:])
    path = draft(tmp_path / "IMR Child 1 Child 2.docx", front, "1. Introduction", "Child 1 and Child 2 were seen.")
    done = redactor("codes", "enforce", codes, path, "--json")
    assert [f["rule"] for f in done.json["findings"]] == ([] if missing is None else ["front-sheet-subject"])
    assert missing is None or f"of the subject: {missing}." in done.json["findings"][0]["sentence"]


def test_a_draft_that_keeps_to_the_list(tmp_path: Path) -> None:
    done = enforced(tmp_path, *CLEAN, more=("--agency", "Thornmere Council"))
    assert done.json["findings"] == []
    assert done.code == 0


@pytest.mark.parametrize(
    ("blocks", "found"),
    [
        (("SW7 saw Child 9.",), [("code-not-listed", "body, paragraph 1")] * 2),
        (("Children 1 and 9 left.",), [("code-not-listed", "body, paragraph 1")]),
        (("SW 1 saw child 1.",), [("code-spelling", "body, paragraph 1")] * 2),
        (("Child 1", "[unresolved 3] came."), [("unresolved-left", "body, paragraph 2")]),
        (("SW1 (social worker) and SW1 (teacher)",), [("role-differs-from-list", "body, paragraph 1")]),
        (("Social worker SW1", "the midwife (SW1)"), [("role-differs-from-list", "body, paragraph 2")]),
        (("Social worker Tom Arkell (SW2) took over.",), [("code-beside-another", "body, paragraph 1")]),
        (("SW1 (SW2) took over. Child 1 (SW1) cried. Neville Street (SW2) is long. Allocated Worker (SW1) rang.",), [("code-beside-another", "body, paragraph 1")]),
        (("HV1, the hostel worker, left. SW1, the social worker, HV1, rang.",), [("role-differs-from-list", "body, paragraph 1")]),
        (("SW1 (also SW2) came.",), [("two-codes-one-person", "body, paragraph 1")]),
        (("SW2, formerly known as SW1, came.",), [("two-codes-one-person", "body, paragraph 1")]),
        (("SW1 and SW2 were also there. SW1 told SW2, now on leave.",), []),
        (("SW1 (allocated social worker); after a call with SW1, the team manager, TM9, left.",), [("code-not-listed", "body, paragraph 1")]),
        (
            ((FAMILY, ("Tilly", "Subject", "09/05/2014", "14 Teasel Road"), ("Child 2", "Brother", "", "Address B")),),
            [
                ("code-not-listed", "body, table 1, row 3, column 4"),
                ("composition-code", "body, table 1, row 2, column 1"),
                ("composition-code", "body, table 1, row 2, column 4"),
                ("composition-code", "body, table 1, row 3, column 4"),
            ],
        ),
        (
            ((CHRONOLOGY, ("03/03/19", "17:56", "File", "Child 1 and Corin", "x"), ("04/03/19", "", "", "Ada", "y")),),
            [("chronology-subject", f"body, table 1, row {row}, column 4") for row in (2, 3)],
        ),
        (
            ((KEY, ("SW1", "Social Worker", "Thornmere Council"), ("SW1", "Social Worker", "Wragby Hospital Trust")),),
            [("one-code-two-people", "body, table 1, row 3, column 1")],
        ),
        (
            ((("Code", "Name"), ("SW1", "Imogen Hepton"), ("SW2", "Ms Imogen Hepton")),),
            [("two-codes-one-person", "body, table 1, row 3, column 1")],
        ),
        (((*FRONT[:1], ("In respect of", "the child"), *FRONT[2:]), "1. Introduction", "Child 1"), [("front-sheet-subject", "front sheet")]),
        (("The code list, edition 2, was used.", "Edition 3 of the code list came."), [("editions-mixed", "body, paragraph 2")]),
        (("The code list, edition 2, was used.", "Edition 2 of the code list."), []),
    ],
)  # fmt: skip
def test_rules(tmp_path: Path, blocks: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    done = enforced(tmp_path, *blocks)
    assert sorted(rules(done)) == sorted(found)
    assert done.code == (1 if found else 0)
    assert names_in(done.out) == []


def test_a_code_with_two_roles_that_the_list_does_not_have(tmp_path: Path) -> None:
    done = enforced(tmp_path, "Social worker SW9", "SW9 (teacher)", "Senior social worker SW8", "SW8, a social worker")
    found = [(f["rule"], f["severity"], f["place"]) for f in done.json["findings"] if f["rule"] != "code-not-listed"]
    assert found == [
        ("one-code-two-roles", "must fix", "body, paragraph 2"),
        ("one-code-two-roles", "look", "body, paragraph 4"),
    ]


def test_the_file_name_has_the_subjects_code(tmp_path: Path) -> None:
    assert rules(enforced(tmp_path, "SW1", name="imr final.docx")) == [("file-name-subject", "file name")]
    assert rules(enforced(tmp_path, "SW1", name="IMR_Child1_Council.docx")) == []


def test_a_file_name_with_a_name_is_not_repeated(tmp_path: Path) -> None:
    done = enforced(tmp_path, "SW1", name="Varnham.docx")
    assert [f["file"] for f in done.json["findings"]] == ["draft 1"]


@pytest.mark.parametrize(
    ("text", "agency", "found"),
    [
        ("LA-SW4", "Wragby Hospital Trust", [("other-agency", "must fix")]),
        ("LA-SW4", "Thornmere Council", [("code-not-listed", "must fix")]),
        ("LA-SW1", "Wragby Hospital Trust", [("other-agency", "look")]),
        ("LA-SW1", "Thornmere Council", []),
        ("WHT-SW4", "Wragby Hospital Trust", [("code-not-listed", "must fix")]),
        ("WHT-SW4", "Thornmere Council", [("other-agency", "must fix")]),
        ("PN14", "Thornmere Council", [("other-agency", "must fix")]),
        ("PN14", "Wragby Hospital Trust", [("code-not-listed", "must fix")]),
        ("PN11", "Thornmere Council", [("other-agency", "look")]),
        ("PN11", "", []),
        ("HV1", "Thornmere Council", []),
    ],
)
def test_codes_of_other_agencies(tmp_path: Path, text: str, agency: str, found: list[tuple[str, str]]) -> None:
    rows = (
        *LISTED,
        ("LA-SW1", "professional", "Jo Pinnock", "", "Social Worker", "Thornmere Council", ""),
        ("HV1", "professional", "Corin Leyburn", "", "Health Visitor", "Wragby Hospital Trust", ""),
        ("PN1", "professional", "Ann Prewett", "", "Practice Nurse", "Thornmere Council", ""),
        ("PN2", "professional", "Bee Prewett", "", "Practice Nurse", "Thornmere Council", ""),
        ("PN11", "professional", "Cee Prewett", "", "Practice Nurse", "Wragby Hospital Trust", ""),
    )
    where = write_list(tmp_path / "codes.csv", [HEAD, *rows])
    path = draft(tmp_path / "Child 1.docx", f"It was {text}.")
    done = redactor("codes", "enforce", where, path, "--json", *(("--agency", agency) if agency else ()))
    assert [(f["rule"], f["severity"]) for f in done.json["findings"]] == found


@pytest.mark.parametrize(
    ("column", "text", "severity"),
    [
        (0, "Mrs A (née Mrs A)", ""),
        (0, "Child 1 and Child 2", ""),
        (0, "Children 1 and 2", ""),
        (0, "Mother", "look"),
        (0, "Tilly", "must fix"),
        (0, "Child 1 (Tilly)", "must fix"),
        (0, "Child 1, corin", "must fix"),
        (0, "Child 9", "must fix"),
        (3, "Address A until June 2010, then not known", ""),
        (3, "Abroad", "look"),
        (3, "Not known; sometimes with his mother", "look"),
        (3, "14 Beech Road", "must fix"),
        (3, "Address A, Wragby", "must fix"),
    ],
)
def test_cells_that_take_codes(tmp_path: Path, column: int, text: str, severity: str) -> None:
    row = ["Child 2", "Brother", "not known", "Address A"]
    row[column] = text
    found = [f for f in enforced(tmp_path, (FAMILY, row)).json["findings"] if f["rule"] == "composition-code"]
    assert "".join(f["severity"] for f in found) == severity


def test_a_nurse_may_be_a_school_nurse(tmp_path: Path) -> None:
    done = enforced(tmp_path, "Nurse SN9 wrote.", "SN9 (school nurse)", "Nurse SN9")
    assert {f["severity"] for f in done.json["findings"] if f["rule"] != "code-not-listed"} <= {"look"}


def test_a_title_across_a_table_hides_nothing(tmp_path: Path) -> None:
    document = blank_word()
    table = document.add_table(rows=3, cols=len(CHRONOLOGY))
    table.cell(0, 0).merge(table.cell(0, len(CHRONOLOGY) - 1)).text = "Chronology of significant events"
    for row, cells in enumerate((CHRONOLOGY, ("03/03/19", "17:56", "File", "Corin", "Seen")), 1):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.save(str(tmp_path / "Child 1.docx"))
    done = redactor("codes", "enforce", board_list(tmp_path / "codes.csv"), tmp_path / "Child 1.docx", "--json")
    assert rules(done) == [("chronology-subject", "body, table 1, row 3, column 4")]


def test_an_agency_that_the_list_does_not_have_is_told(tmp_path: Path) -> None:
    done = enforced(tmp_path, "SW1", more=("--agency", "Thornmere Counsil"))
    assert "Thornmere Council" in done.json["note"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SW12", [("code-not-listed", "in your agency's block")]),
        ("SW3", [("outside-block", "not in your agency's block")]),
        ("Child 9", [("code-not-listed", "not on the list")]),
        ("Edition 2 of the list", [("editions-mixed", "this is edition 3")]),
        ("Code list: version 3", []),
    ],
)
def test_an_edition_says_which_numbers_are_the_agencys(tmp_path: Path, text: str, found: list[tuple[str, str]]) -> None:
    issue = Issue(3, date(2026, 3, 2), "The board", "Thornmere Council", Block(first=10, last=19), "00", "00")
    codes = replace(read_code_list(board_list(tmp_path / "codes.csv")), issue=issue)
    path = draft(tmp_path / "Child 1.docx", text)
    breaches = enforce([path], codes).findings
    assert [b.rule for b in breaches] == [rule for rule, _ in found]
    assert all(said in b.sentence for b, (_, said) in zip(breaches, found, strict=True))


def test_drafts_of_different_lists_and_editions(tmp_path: Path) -> None:
    one = draft(tmp_path / "Child 1 a.docx", "SW1 saw Child 1. Code list: edition 1.")
    other = draft(tmp_path / "Child 1 b.docx", "Child A, Child B, Adult C and Adult D. Code list: edition 2.")
    done = redactor("codes", "enforce", board_list(tmp_path / "codes.csv"), one, other, "--json")
    found = {(f["rule"], f["file"]) for f in done.json["findings"]}
    assert ("another-list", "Child 1 b.docx") in found
    assert ("editions-mixed", "Child 1 b.docx") in found
    assert not any(file == "Child 1 a.docx" for _, file in found)


def test_one_code_in_many_places_is_one_finding(tmp_path: Path) -> None:
    done = enforced(tmp_path, *["SW9 came."] * 3)
    assert [f["places"] for f in done.json["findings"]] == [[f"body, paragraph {n}" for n in (1, 2, 3)]]


def test_the_screen_says_the_same_in_words(tmp_path: Path) -> None:
    path = draft(tmp_path / "Child 1.docx", "SW9 and [unresolved 1]")
    done = redactor("codes", "enforce", board_list(tmp_path / "codes.csv"), path)
    assert done.code == 1
    assert "Child 1.docx, body, paragraph 1: must fix (code-not-listed): SW9 is not on the list." in done.out
    assert "2 to mend." in done.out
    assert (
        "All drafts keep to the list"
        in redactor("codes", "enforce", tmp_path / "codes.csv", draft(tmp_path / "Child 1.docx", "SW1")).out
    )


@pytest.mark.parametrize("fault", ["list", "draft"])
def test_wrong_input(tmp_path: Path, fault: str) -> None:
    where = tmp_path / "none.csv" if fault == "list" else board_list(tmp_path / "codes.csv")
    path = tmp_path / "none.docx" if fault == "draft" else draft(tmp_path / "Child 1.docx", "SW1")
    assert redactor("codes", "enforce", where, path).code == 2


def test_codes_in_deleted_text_are_not_used(tmp_path: Path) -> None:
    path = tmp_path / "Child 1.docx"
    path.write_bytes(word_file('w:p(w:r(w:t"SW1 "), w:del[w:id=1;w:author=x](w:r(w:delText"SW9")))'))
    assert redactor("codes", "enforce", board_list(tmp_path / "codes.csv"), path).code == 0


def test_a_name_of_the_list_that_still_stands_is_told_by_its_code(tmp_path: Path) -> None:
    done = enforced(tmp_path, "Child 1 was seen by SW1. Tilly was tired. Jo Pinnock rang.")
    told = [f for f in done.json["findings"] if f["rule"] == "identity-listed"]
    assert done.code == 1 and [f["severity"] for f in told] == ["must fix"] * 2
    assert [f["sentence"].split(" stands")[0] for f in told] == ["A name of Child 1", "A name of SW2"]
    assert not names_in(done.screen, ("Tilly", "Pinnock"))
