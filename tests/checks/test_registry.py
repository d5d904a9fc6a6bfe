"""One registry of rules: what `check` and `codes enforce` say of the same files is the same, weighed for two audiences."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from redactor.case.case import Case
from redactor.case.profiles import Profile
from redactor.checks.certificate import verdict
from redactor.checks.enforcing import enforce
from redactor.checks.examination import BOARD
from redactor.checks.rules import RULES
from redactor.checks.rules.registry import unbound
from redactor.checks.run import CheckRequest, check
from redactor.codes.lists import read_code_list
from redactor.codes.model import Block, CodeList, Issue
from redactor.keymap.keymap import KeyMap
from redactor.sources.finding import Finding, Severity
from tests.drafts import board_list, draft, redactor
from tests.test_enforcing import CHRONOLOGY, FAMILY, FRONT, KEY, MORE

TABLE = Path(__file__).parents[2] / "redactor" / "checks" / "rules" / "rules.csv"
SHARED = [r for r in RULES.values() if BOARD in r.weights and Profile.SUBMISSION in r.weights]

# what is wrong → the rule that says so
WRONG: list[tuple[str, tuple[str | Sequence[Sequence[str]], ...]]] = [
    ("code-unknown", ("SW7 saw Child 9. SW7 rang.",)),
    ("code-unknown", ("Children 1 and 9 left.",)),
    ("code-or-building", ("He lay in Ward 3 all night.",)),
    ("code-spelling", ("SW 1 saw child 1.",)),
    ("unresolved", ("[awaiting code] saw Child 1, and [unresolved 3] rang. ???",)),
    ("role-differs-from-list", ("SW1 (teacher) came.",)),
    ("role-differs-from-list", ("HV1, the approved premises worker, wrote.",)),
    ("code-beside-another", ("SW1 (SW2) came.",)),
    ("one-code-two-roles", ("Social worker SW9 came.", "SW9 (teacher) rang.")),
    ("two-codes-one-person", ("SW1 (also SW2) came.",)),
    ("two-codes-one-person", ((("Code", "Name"), ("SW1", "A worker"), ("SW2", "A worker")),)),
    ("one-code-two-people", ((KEY, ("SW1", "Social Worker", "Thornmere Council"), ("SW1", "Social Worker", "A Trust")),)),
    ("family-table", ((FAMILY, ("Tilly", "Subject", "09/05/2014", "14 Teasel Road"), ("Child 9", "Brother", "", "Abroad")),)),
    ("chronology-subject", ((CHRONOLOGY, ("03/03/19", "17:56", "File", "Corin", "x"), ("04/03/19", "", "", "the boy", "y")),)),
    ("chronology", ((CHRONOLOGY, ("3 of March 2019", "noon", "File", "Child 1", "x")),)),
    ("front-sheet", ((*FRONT[:1], ("In respect of", "the child"), *FRONT[2:]), "1. Introduction", "Child 1")),
    ("editions-mixed", ("The code list, edition 2, was used.", "Edition 3 of the code list came.")),
    ("another-list", ("Child A, Child B, Adult C and Adult D came.",)),
]  # fmt: skip


def said(findings: Sequence[Finding], audience: str) -> dict[str, tuple[str, ...]]:
    """Sentence → places, of the rules that both audiences ask for."""
    ids = {r.shown_to(audience) for r in SHARED}
    found: dict[str, tuple[str, ...]] = {}
    for f in findings:
        if f.rule in ids:
            found[f.sentence] = (*found.get(f.sentence, ()), *(f.places or (f.place,)))
    return {sentence: tuple(sorted(set(places))) for sentence, places in found.items()}


@pytest.mark.parametrize(("rule", "blocks"), WRONG, ids=[f"{n}-{r}" for n, (r, _) in enumerate(WRONG)])
def test_check_and_enforce_judge_a_file_alike(
    tmp_path: Path, rule: str, blocks: tuple[str | Sequence[Sequence[str]], ...]
) -> None:
    codes, path = board_list(tmp_path / "codes.csv", *MORE), draft(tmp_path / "IMR Child 1.docx", *blocks)
    ours = check(CheckRequest((path,), codes, fast=True)).findings
    boards = enforce([path], read_code_list(codes)).findings
    assert said(ours, Profile.SUBMISSION) == said(boards, BOARD)
    assert RULES[rule].shown_to(BOARD) in {f.rule for f in boards}
    assert RULES[rule].shown_to(Profile.SUBMISSION) in {f.rule for f in ours}


def test_a_note_keeps_no_draft_back(tmp_path: Path) -> None:
    codes, path = board_list(tmp_path / "codes.csv"), draft(tmp_path / "IMR Child 1.docx", "He lay in Ward 3.")
    done = redactor("codes", "enforce", codes, path, "--json")
    assert [(f["rule"], f["severity"]) for f in done.json["findings"]] == [("code-not-listed", "note")]
    assert done.code == 0


def edition(folder: Path) -> CodeList:
    issue = Issue(3, date(2026, 3, 2), "The board", "Thornmere Council", Block(first=10, last=19), "00", "00")
    other = ("PN11", "professional", "Cee Prewett", "", "Practice Nurse", "Wragby Hospital Trust", "")
    first = ("PN1", "professional", "Ann Prewett", "", "Practice Nurse", "Thornmere Council", "")
    return replace(read_code_list(board_list(folder / "codes.csv", first, other)), issue=issue)


@pytest.mark.parametrize(("text", "rule"), [("It was PN14.", "other-agency"), ("It was SW3.", "outside-block")])
def test_an_edition_tells_both_whose_numbers_are_whose(tmp_path: Path, text: str, rule: str) -> None:
    codes, path = edition(tmp_path), draft(tmp_path / "IMR Child 1.docx", text)
    case = Case.of(codes, KeyMap.new(codes.case_name))
    ours = check(CheckRequest((path,), fast=True, case=case)).findings
    boards = enforce([path], codes).findings
    assert said(ours, Profile.SUBMISSION) == said(boards, BOARD)
    assert [(f.rule, f.severity) for f in boards] == [(rule, Severity.MUST_FIX)]
    assert (rule, Severity.LOOK) in {(f.rule, f.severity) for f in ours}


def test_the_verdict_names_codes_that_the_board_has_to_decide_on(tmp_path: Path) -> None:
    codes = edition(tmp_path)
    path = draft(tmp_path / "IMR Child 1.docx", "DC250 came with PN11 and, later, with PN14 and Child 7.")
    told = verdict(check(CheckRequest((path,), fast=True, case=Case.of(codes, KeyMap.new(codes.case_name)))))
    assert told.startswith("This file is fit for submission, as far as this check goes, once ")
    assert told.endswith(
        "below. Child 7, PN14 and DC250 are on no list: the board has to issue them, or to say which code is meant."
    )
    listed = draft(tmp_path / "Child 1 notes.docx", "PN1 saw Child 1.")
    plain = verdict(check(CheckRequest((listed,), fast=True, case=Case.of(codes, KeyMap.new(codes.case_name)))))
    assert "no list" not in plain and plain.startswith("This file is fit for submission")


def test_a_board_may_ask_for_the_subject_in_file_names(tmp_path: Path) -> None:
    codes, path = board_list(tmp_path / "codes.csv"), draft(tmp_path / "imr final.docx", "Child 1")
    asked = lambda: {f.rule: f.severity for f in check(CheckRequest((path,), codes, fast=True)).findings}  # noqa: E731
    assert "file-name-subject" not in asked()
    (tmp_path / "redactor.toml").write_text('[rules.severity]\nfile-name-subject = "look"\n', encoding="utf-8")
    assert asked()["file-name-subject"] is Severity.LOOK
    assert [f.rule for f in enforce([path], read_code_list(codes)).findings] == ["file-name-subject"]


def test_settings_that_name_a_rule_hold_for_what_it_was_shown_as(tmp_path: Path) -> None:
    codes = board_list(tmp_path / "codes.csv")
    path = draft(tmp_path / "imr.docx", (CHRONOLOGY, ("03/03/19", "17:56", "File", "the boy", "x")))
    rules = lambda: {f.rule: f.severity for f in check(CheckRequest((path,), codes, fast=True)).findings}  # noqa: E731
    assert rules()["chronology"] is Severity.NOTE
    (tmp_path / "redactor.toml").write_text('[rules.severity]\nchronology = "must fix"\n', encoding="utf-8")
    assert rules()["chronology"] is Severity.MUST_FIX
    (tmp_path / "redactor.toml").write_text('[rules]\noff = ["chronology"]\n', encoding="utf-8")
    assert "chronology" not in rules()


def test_the_table_is_the_registry() -> None:
    """Every row has its code, and every rule of ours its row; ids that commands have shown mean one rule each."""
    with TABLE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert unbound() == ()
    assert [row["rule"] for row in rows] == list(RULES)
    assert all(row["title"].endswith(".") and row["mend"].endswith(".") for row in rows)
    shown = {row["enforce shows"] for row in rows if row["enforce shows"]} & {row["rule"] for row in rows}
    assert shown == set()
    assert {row["check shows"] for row in rows if row["check shows"]} <= {row["rule"] for row in rows}
