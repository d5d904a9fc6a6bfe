"""A name in print has to go where something around it speaks of a case, and is told milder where nothing does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from redactor.case.profiles import Profile
from redactor.checks.evidence import NamedThere, sentence_around, speaks_of_nobody
from redactor.checks.run import CheckRequest, check
from redactor.detection.mentions import MentionKind
from redactor.documents.model import Cell, Passage, Place, Story
from redactor.sources.finding import Severity
from tests.blank import blank_word

# what makes a text print: nobody is in it
PRINT = (
    "The review was commissioned by the partnership, and its panel met on four occasions. The report was published with the "
    "agreement of the national board. The authors of the inquiry had the advantage of earlier research, and the literature on "
    "supervision is set out in the second chapter. Recommendations were made to the council, to the department and to the "
    "inspectorate; the committee of the association will report on them. Statutory guidance says that services should be led "
    "by policy and not by habit. The findings of the study are in line with those of other reviews, and the panel makes one "
    "further recommendation about the training of professionals in the region, which the minister has accepted in principle."
)
# what makes one a record: codes, days and hours
RECORD = "03/04/2016 09:15 SW2 rang. 05/04/2016 10:30 HV1 visited Child 1 and Mrs A at Address B. 06/04/2016 11:45 TM1 signed. "


def passages(*texts: str) -> list[Passage]:
    return [Passage(n, text, Place(Story.BODY, f"paragraph {n}", "0:body")) for n, text in enumerate(texts)]


def milder(name: str, *texts: str, around: str = PRINT, kind: MentionKind = MentionKind.PERSON) -> list[bool]:
    """Of each place of a name (a pattern): whether it is told milder."""
    read = passages(around, *texts)
    found = [NamedThere(p, m.start(), m.end(), kind) for p in read[1:] for m in re.finditer(name, p.text)]
    told = speaks_of_nobody(found, read)
    return [(one.passage.number, one.start) in told for one in found]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jodie", "By the spring Jodie was sleeping on the floor of the flat."),
        ("Mrs Ellwick", "The health visitor, Mrs Ellwick, found the room cold."),
        ("Mr Thane", "Mr Thane, the social worker, did not ring back."),
        ("Perry Ashdown", "Her brother Perry Ashdown was placed in the same home."),
        ("Perry Ashdown", "Perry Ashdown, 24, admitted neglect."),
        ("Kyle", "The mother told the nurse that Kyle had a fever in the night."),
        ("DC Orrin", "DC Orrin visited the grandmother at home and saw the bruise."),
        ("Wexley", "SW2 and HV1 met Wexley at the school and she was tired."),
        ("Mrs Ellwick", "Mrs Ellwick has taught him to use a spoon."),
        ("Mr Ellwick", "The room was let by a Mr Ellwick and had no window."),
        ("Lottie", "It was Lottie's mother who asked for help with the baby."),
    ],
)
def test_somebody_of_a_case_has_to_go(name: str, text: str) -> None:
    assert milder(name, text) == [False]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Dr Ellwick", "The lead is the Designated Doctor, Dr Ellwick."),
        ("Ellwick", "Ellwick argues that supervision contains anxiety, and Thane describes how."),
        ("Thane", "The history of neglect is traced by Orrin, Thane and Ellwick in three studies."),
        ("Perry Ashdown", "The director of the charity, Perry Ashdown, gave evidence to the committee."),
        ("Ms Ashdown", "Ms Ashdown submits that the authority was wrong."),
        ("Councillor Jo Orrin", "Councillor Jo Orrin welcomed the report."),
        ("Ravensgill", "The Ravensgill inquiry made the same recommendation."),
    ],
)
def test_somebody_in_print_is_told_milder(name: str, text: str) -> None:
    assert milder(name, text) == [True]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jodie", 'The foster carer\'s log of the day reads: "Two steps to me and then one to Jodie."'),
        ("NP Orrin", 'The practice\'s own analysis states that "NP Orrin left and the task was not reassigned".'),
        ("D Ellwick", "She was spoken to for this review by telephone (D Ellwick, 12.6.18)."),
        ("JODIE THANE", "Item 3: failure to obtain treatment for JODIE THANE, as alleged. Found."),
        ("Sheila", "The union representative, Sheila, knew of it and told the panel."),
        ("Mrs Ellwick", "The drug worker, Mrs Ellwick, confirmed two tests and not the others."),
        ("Deborah Thane", "Deborah Thane says in the interview for the review that guidance was not known."),
    ],
)
def test_somebody_quoted_dated_or_in_capitals_has_to_go(name: str, text: str) -> None:
    assert milder(name, text) == [False]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Deborah Thane", 'Deborah Thane called it the "overwhelmed service" in her paper.'),
        ("Deborah Thane", "The authority was wrong, and Deborah Thane brought the case."),
        ("Mr Ellwick", "Mr Ellwick (instructed by Quayside LLP) for the mother."),
        ("Ellwick", "Ms Thane (instructed by Ellwick & Partners) for the father."),
        ("Mr Ellwick", "The letter of his solicitor, Mr Ellwick, was published with the report."),
        ("D Ellwick", "The study of supervision (D Ellwick, 2018) says so, and the research since."),
        ("Sheila Thane", "The chair of the board, Sheila Thane, welcomed the report."),
    ],
)
def test_whom_judgments_and_papers_name_is_told_milder(name: str, text: str) -> None:
    assert milder(name, text) == [True]


def test_a_name_misspelt_or_cut_short_goes_with_the_name() -> None:
    told = "Ottilie was asleep in the cot when the health visitor came."
    assert milder("Ottilie|Ottille", told, "The panel heard that policy was read to Ottille.") == [False, False]
    assert milder("Ottille", "The panel heard that policy was read to Ottille.") == [True]


def test_in_a_record_a_name_is_a_name() -> None:
    text = "Ellwick argues that supervision contains anxiety."
    assert milder("Ellwick", text, around=PRINT + RECORD * 3) == [False]
    assert milder("Ellwick", text, around="Too little to say what it is.") == [False]


def test_an_office_is_the_persons_in_every_place_and_nobody_elses() -> None:
    office, acts = "The director, Joan Thane, resigned.", "Thane stayed until ten."
    assert milder("Thane", acts) == [False]
    assert milder("(?:Joan )?Thane", office, acts) == [True, True]
    assert milder("(?:Joan|Amy) Thane", office, f"Amy {acts}") == [True, False]


def test_who_surely_is_of_the_case_has_to_go_in_every_place() -> None:
    texts = ("Mr Orrin hit his partner and slept in the car.", "The report says no more of Mr Orrin.")
    assert milder("Mr Orrin", *texts) == [False, False]
    assert milder("Mr Orrin", texts[1]) == [True]


def test_a_title_and_a_surname_that_nothing_introduces_has_to_go() -> None:
    text = "It was for Mr Orrin to say so."
    assert milder("Mr Orrin", text) == [False]
    assert milder("Mr Orrin", text, "Paul Orrin chaired the working group.") == [True]
    assert milder("Mr Orrin", text, "The expert was Mr Paul Orrin, a consultant surgeon.") == [True]


@pytest.mark.parametrize("with_office", ["Joan Thane (Cullerby Constabulary)", "Joan Thane of Ashdown Gate Associates"])
def test_somebody_given_with_a_body_is_told_milder(with_office: str) -> None:
    acts = "Thane visited the home and saw that the child was hungry."
    assert milder("(?:Joan )?Thane", acts, f"The panel had heard {with_office}.") == [True, True]


@pytest.mark.parametrize("with_kin", ["Joan Thane (Mother)", "Joan Thane (MGM)", "Joan Thane of Ashdown Gate Road"])
def test_kinship_and_addresses_are_no_bodies(with_kin: str) -> None:
    acts = "Thane visited the home and saw that the child was hungry."
    assert milder("(?:Joan )?Thane", acts, f"The panel had heard of {with_kin}.")[0] is False


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Kayleigh", "There was an order on account of Kayleigh, the youngest daughter of a former partner."),
        ("Callum Orrin", "Callum Orrin, the officer in the case, was on leave when the report was written."),
        ("Malcolm", "Her personal adviser, Malcolm, told the panel that he had asked for guidance."),
        ("Maureen Orrin", "The foster carers, Bill and Maureen Orrin, were commended by the panel for their practice."),
        ("Mina Orrin", "Only Mina Orrin in the school health team had a list of all the children."),
        ("Jodie Orrin", "Jodie Orrin was twenty and spoke to the panel."),
        ("Steph", "Steph kept a note of it in the book of the nursery."),
    ],
)
def test_what_somebody_is_counts_for_more_than_what_the_sentence_speaks_of(name: str, text: str) -> None:
    assert milder(name, text) == [False]


def test_a_scene_alone_makes_nobody_of_the_case() -> None:
    scene = "Toddlers slept on the floor of the flat, and mothers cried in the kitchen with the baby"
    assert milder("Joan Thane", f"{scene}, and Joan Thane was of no other opinion.") == [True]
    assert milder("Joan Thane", f"{scene}, and Joan Thane cried.") == [False]


def test_who_shares_a_surname_or_a_first_name_with_somebody_of_the_case_has_to_go() -> None:
    family = "The health visitor, Ella Orrin, found the room cold."
    other = "Doreen Orrin was not approached, although guidance expects it."
    assert milder("(?:Ella|Doreen) Orrin", family, other) == [False, False]
    assert milder("Doreen Orrin", other) == [True]
    assert milder("Ella(?: Orrin)?", family, "The panel had the advice of Ella, whose policy it was.") == [False, False]


def test_an_author_in_a_table_of_programmes_is_told_milder() -> None:
    cell = Passage(1, "Ellwick, 2017", Place(Story.BODY, "", "0:body"), Cell(1, 2, 2, "Evaluated by", ""))
    assert speaks_of_nobody([NamedThere(cell, 0, 7, MentionKind.PERSON)], [*passages(PRINT), cell])


def test_a_place_has_to_go_where_somebody_lives_or_learns() -> None:
    kind = MentionKind.PLACE
    assert milder("Nether Coombe", "The family lived in Nether Coombe.", kind=kind) == [False]
    assert milder("Nether Coombe", "The committee visited Nether Coombe for its inquiry.", kind=kind) == [True]


def test_cells_of_a_chronology_comments_and_headers_are_never_print() -> None:
    cell = Passage(1, "Ellwick argues.", Place(Story.BODY, "", "0:body"), Cell(1, 2, 2, "Event", "3 May"))
    comment = Passage(1, "Ellwick argues.", Place(Story.COMMENT, "", "0:comments"))
    post = Passage(1, "Ellwick argues.", Place(Story.BODY, "", "0:body"), Cell(1, 2, 2, "Representative", "Council"))
    for passage, is_milder in ((cell, False), (comment, False), (post, True)):
        told = speaks_of_nobody([NamedThere(passage, 0, 7, MentionKind.PERSON)], [*passages(PRINT), passage])
        assert bool(told) is is_milder


def test_a_sentence_does_not_end_behind_a_title() -> None:
    text = "It rained. Mr. Thane was seen. He left."
    first, last = sentence_around(text, 15, 20)
    assert text[first:last].strip() == "Mr. Thane was seen."


def test_from_a_file_to_a_weight(tmp_path: Path) -> None:
    made = blank_word()
    made.add_paragraph(PRINT)
    made.add_paragraph("Rosalind Ellwick, director of the charity, gave evidence.")
    made.add_paragraph("The mother said that Jodie was asleep in her cot when the nurse came.")
    made.save(str(tmp_path / "report.docx"))
    checked = check(CheckRequest((tmp_path / "report.docx",), None, profile=Profile.PUBLICATION))
    told = {f.shown: (f.severity, f.sentence) for f in checked.findings if f.rule == "identity-suspected"}
    assert told["Jodie"][0] is Severity.MUST_FIX
    assert told["Rosalind Ellwick"][0] is Severity.LOOK
    assert "nothing around it speaks of somebody of the case" in told["Rosalind Ellwick"][1]
