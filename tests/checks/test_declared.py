"""What texts say of their own names: keys of pseudonyms, and how courts call the people before them."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from redactor.checks import declared
from redactor.checks.declared import Said, names
from redactor.documents.model import Cell, Passage, Place, Story
from redactor.sources.finding import Severity
from tests.checks.test_pardons import must

KEY = "Names have been changed. They are used throughout this report to protect those involved:"


def said(*texts: str | Passage) -> Said:
    return names(
        [
            text
            if isinstance(text, Passage)
            else Passage(number, text, Place(Story.BODY, f"paragraph {number}", "0:body"))
            for number, text in enumerate(texts)
        ]
    )


@pytest.mark.parametrize(
    "opens",
    [
        KEY,
        "The following pseudonyms are used:",
        "The names in this report are not the real ones. We use the following:",
        "These are invented names:",
    ],
)
def test_a_key_of_pseudonyms_is_read_line_by_line(opens: str) -> None:
    told = said(
        opens,
        "Perran - the victim, aged 37",
        "“Morwenna” (his sister)",
        "Mrs Coombe: Perran's landlady",
        "Jory - Morwenna's son",
        "Nobody else is named. Tamsin - a friend of the family - spoke to the reviewer.",
        "Delyth - a neighbour",
    )
    assert {"perran", "morwenna", "coombe", "jory"} <= told.names
    assert not told.names & {"tamsin", "delyth"}  # the key has ended


def test_a_key_that_gives_the_real_names_away_pardons_none() -> None:
    told = said(KEY, "Oonagh Fellbridge - Perran", "Jodie - Perran", "Perran (Callum)")
    assert told.names == frozenset()


def test_lines_that_no_such_sentence_announces_are_no_key() -> None:
    assert said("Those present:", "Perran - the victim's brother").names == frozenset()


def test_a_column_of_pseudonyms_is_a_key() -> None:
    def cell(number: int, text: str, column: int, header: str) -> Passage:
        return Passage(number, text, Place(Story.BODY, "", "0:body"), Cell(1, 2, column, header, ""))

    told = said("Key", cell(1, "Perran", 1, "Pseudonym"), cell(2, "Jodie Fellbridge", 2, "Relationship"))
    assert told.names == {"perran"}
    assert said("Key", cell(1, "Perran", 1, "Known as")).names == frozenset()  # a nickname is somebody's


def ways() -> list[dict[str, str]]:
    text = files(declared.__package__).joinpath("declared.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("way", [way["example"] for way in ways() if way["says"] == "no real name"])
def test_each_way_to_declare_a_name_is_read(way: str) -> None:
    assert said(way + ".").names & {"robin", "rosa", "ella"}


@pytest.mark.parametrize(
    "text",
    [
        "Perran is the name we have given to a boy of 12.",
        "A briefing on Perran’s family (not a real name, see below).",
        "In this newsletter the boy is called Perran.",
        "The name Perran is used here.",
        "Perran (name changed) told us so.",
    ],
)
def test_a_newsletter_declares_its_names_in_its_own_way(text: str) -> None:
    assert said(text).names == {"perran"}


@pytest.mark.parametrize(
    "text",
    [
        "Perran is the name we have on the system.",
        "I call him Perran.",
        "The name Perran is used in the school's records.",
        "The boy was called Perran in the newspaper article.",
        "We will call Perran on Monday.",
    ],
)
def test_a_name_that_is_told_is_not_declared(text: str) -> None:
    assert said(text).names == frozenset()


def test_all_who_are_named_in_the_paragraph_that_declares_pseudonyms() -> None:
    text = (
        "The names used here are pseudonyms. The victim is called Odette, her husband is called Clive, and their children are "
        "Robin and Isla. Her sister is referred to as Petra."
    )
    assert said(text).names == {"odette", "clive", "robin", "isla", "petra"}


def test_a_star_declares_a_name_where_a_line_says_what_it_means() -> None:
    told = said("Perran* was 15 when Jory left.", "* Not his real name")
    assert told.names == {"perran"}
    assert said("Perran* was 15.", "* Source: minutes").names == frozenset()


def test_where_a_key_lists_the_names_no_other_first_name_may_stand() -> None:
    assert said("All names have been changed.").all_changed
    assert not said("All names have been changed, as follows:", "Perran - the victim").all_changed


def test_letters_that_a_court_gives_people_are_no_initials_left_in() -> None:
    party, refers = "(1) QM", "I heard her aunt, to whom I refer as MB."
    assert said("Neutral Citation Number: [2031] EWFC 9", party, refers).names == {"qm", "mb"}
    assert said("IN THE FAMILY COURT AT PENZANCE", "Statement of the social worker", party, refers).names == frozenset()
    assert said("Minutes of the meeting", party, refers).names == frozenset()


def test_the_letterhead_of_a_judgment_is_the_courts(tmp_path: Path) -> None:
    front = ("Case No: ZQ31C50999", "Quayside House, 14 Fellbridge Street", "Penzance TR18 2XX", "Date: 3 May 2031")
    published = "The judge has given leave for this version of the judgment to be published."
    assert must(tmp_path, "judgment.docx", published, *front) == []
    found = must(tmp_path, "letter.docx", *front)
    assert {f.rule for f in found} >= {"identifier"}
    assert any(f.rule != "identifier" and f.severity is Severity.MUST_FIX for f in found)


def test_a_report_with_a_key_keeps_its_pseudonyms_and_no_other_name(tmp_path: Path) -> None:
    found = must(tmp_path, "review.docx", KEY, "Perran - the victim", "Then Perran went home with Jodie and his aunt.")
    assert [f.shown for f in found if f.rule == "identity-suspected"] == ["Jodie"]
