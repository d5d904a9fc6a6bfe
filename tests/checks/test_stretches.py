"""Which passages of a file are print and which are records: judged by stretch, not for a whole file."""

from __future__ import annotations

import re

import pytest

from redactor.checks.stretches import printed
from redactor.documents.model import Cell, Passage, Place, Story
from tests.checks.test_evidence import PRINT, RECORD

WORDS = [re.compile(r"\b(?:review|inquiry|panel|board|council|research|guidance|policy|report|chapter|authors?)\b")]
CHAPTER = (
    "The panel asked why the guidance was not known. The review found that the policy of the council had not reached the teams, "
    "and that the board had no report on it. Research on supervision says that habits outlive policy. "
)
CITES = "Ellwick and others (2016) and Thane et al (2018) found the same; Orrin (2019) and Ashdown (2020) did not. "
OFFICES = (
    "The panel was chaired by the director, Joan Thane; Professor Piers Orrin read the report, Judge Rhoda Ellwick gave leave, "
    "and Councillor Perry Ashdown answered for the council. "
)


def of(*texts: str | Passage) -> list[bool]:
    """Of each text, in order: whether it is print."""
    read = [
        text if isinstance(text, Passage) else Passage(number, text, Place(Story.BODY, f"paragraph {number}", "0:body"))
        for number, text in enumerate(texts)
    ]
    found = printed(read, WORDS)
    return [passage.number in found for passage in read]


def cell(number: int, text: str, header: str) -> Passage:
    return Passage(number, text, Place(Story.BODY, "", "0:body"), Cell(1, 2, 2, header, ""))


def test_a_log_in_a_report_is_a_record_and_its_chapters_are_print() -> None:
    assert of("Findings", PRINT + CHAPTER * 3, "What happened", RECORD * 2, "Analysis", CHAPTER * 3) == [
        True,
        True,
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize("says", [CITES, OFFICES])
def test_a_report_with_more_log_than_prose_is_print_where_it_cites_or_names_offices(says: str) -> None:
    assert of("What happened", RECORD * 12, "Findings", CHAPTER * 4 + says)[-1]
    assert not of("What happened", RECORD * 12, "Findings", CHAPTER * 4)[-1]  # the analysis of an agency


def test_what_everybody_cites_makes_no_print() -> None:
    guidance = "Working Together (2018) and Every Child (2004) say so; the protocol of March (2017) does, too. " * 2
    assert not of("What happened", RECORD * 12, "Findings", CHAPTER * 4 + guidance)[-1]


def test_a_report_about_one_person_is_no_print() -> None:
    assert of("Name: Jodie Ellwick", PRINT) == [True, True]
    assert of("Date of birth: 3 May 2004", PRINT) == [False, False]


def test_cells_are_print_by_their_heading() -> None:
    told = of(PRINT, cell(1, "Ellwick, 2016", "Evaluated by"), cell(2, "Rang her mother.", "Event"))
    assert told == [True, True, False]


def test_numbers_of_paragraphs_are_no_hours() -> None:
    assert of(*(f"{n}.10 {CHAPTER}" for n in range(1, 5))) == [True] * 4


def test_a_published_judgment_is_print_whatever_letters_it_calls_people_by() -> None:
    facts = (
        "QM1 was seen by Dr A on 3 May at 10:15 and by SW2 on 4 May. The order of the court followed. "
        + "He said so. " * 12
    )
    assert of("Neutral Citation Number: [2031] EWFC 9", CHAPTER, facts)[1:] == [True, True]
    assert of("This judgment is about a girl of three. I have anonymised it.", CHAPTER, facts)[1:] == [True, True]
    assert of("The number of the case", CHAPTER, facts)[1:] == [False, False]


def test_literature_by_initials_and_of_several_years_is_cited() -> None:
    says = (
        "Ellwick, Orrin and Thane (2011, 2014) have shown it. Thane and Ashdown (2019) followed. "
        "Ellwick S, Orrin D (2014) On what works. Ashdown M (2020) On what does not. "
    )
    assert of("What happened", RECORD * 12, "Findings", CHAPTER * 4 + says)[-1]


def test_numbers_of_recommendations_are_no_codes_and_a_calendar_is_no_log() -> None:
    advice = [f"R{n}. The board should ask who reads the files that the teams keep." for n in range(1, 8)]
    assert of(PRINT + CHAPTER * 3, "Recommendations", *advice)[2:] == [True] * 7
    days = [f"{n} May: a morning on curiosity and on chairing meetings, for everybody in teams" for n in range(3, 12)]
    assert of(PRINT + CHAPTER * 3, "Training", *days)[2:] == [True] * 9
    assert of(PRINT + CHAPTER * 3, "Contacts", *days)[2:] == [False] * 9
