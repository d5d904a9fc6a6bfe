"""Who wrote a report and for whom: what the copies leave unnamed, and what stays."""

from __future__ import annotations

import pytest

from redactor.documents.model import Cell, Passage, Place, Story
from redactor.keymap.keymap import KeyMap
from redactor.publication.copies import merged
from redactor.publication.unnamed import areas_in, bodies_in, people_in


def unnamed(text: str, header: str = "") -> str:
    cell = Cell(1, 1, 2, "", header) if header else None
    passage = Passage(0, text, Place(Story.BODY, "paragraph 1"), cell=cell)
    areas = areas_in([text], KeyMap.new("x"))
    for fact in reversed(merged([], [*people_in(passage, 0, "", ()), *bodies_in(passage, 0, "", areas)])):
        text = text[: fact.start] + fact.text() + text[fact.end :]
    return text


@pytest.mark.parametrize(
    ("text", "without"),
    [
        (
            "The Thornmere Safeguarding Children Board met in Thornmere.",
            "The safeguarding partnership met in the area.",
        ),
        ("Thornmere City Council and Thornmere Police met.", "The local authority and the police met."),
        (
            "Wraxby and Nunthorne NHS Foundation Trust runs the ward in Wraxby.",
            "The health trust runs the ward in the area.",
        ),
        ("North Wraxby Clinical Commissioning Group paid.", "The health commissioner paid."),
        ("On Monday Thornmere Council rang.", "On Monday the local authority rang."),
        ("Author: Jane Crowther, Head of Safeguarding", "Author: [name removed], Head of Safeguarding"),
        ("The author is Jane Crowther.", "The author is [name removed]."),
        ("Quality assured by Dr Peter Lamb-Shaw on time", "Quality assured by [name removed] on time"),
    ],
)
def test_what_is_left_unnamed(text: str, without: str) -> None:
    assert unnamed(text) == without


@pytest.mark.parametrize(
    "text",
    [
        "The Police were called. Police attended. The Council met.", "Working Together says so. Children's Services rang.",
        "A Trust wide policy. The Trust met.", "The author was independent of the case.",
        "Approved by the Board. Chair: Not known",
    ],
)  # fmt: skip
def test_what_names_nobody_stays(text: str) -> None:
    assert unnamed(text) == text


@pytest.mark.parametrize(
    ("header", "cell", "without"),
    [
        ("Author", "Jane Crowther", "[name removed]"),
        (
            "Name of author and designation",
            "Jane Crowther, Head of Safeguarding",
            "[name removed], Head of Safeguarding",
        ),
        ("Quality assured by", "Head of Service", "Head of Service"),
        ("System", "Jane Crowther", "Jane Crowther"),  # no field of the author's
    ],
)
def test_the_front_sheet(header: str, cell: str, without: str) -> None:
    assert unnamed(cell, header) == without
