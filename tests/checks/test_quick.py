"""What is found without the language model: by patterns, titles and first names."""

from __future__ import annotations

import pytest

from redactor.checks.passages import readings
from redactor.checks.quick import quick_identifiers
from redactor.checks.quick_names import quick_suspicions
from redactor.checks.suspicion import LOWER
from redactor.codes.roles import standard_roles
from redactor.detection.knowledge import Knowledge
from redactor.sources.source import Source, SourceText
from tests.checks.clean_imr import document, packed


def names(*texts: str, listed: frozenset[str] = frozenset()) -> list[str]:
    found = tuple(SourceText(text, f"body, paragraph {n}", "text") for n, text in enumerate(texts))
    read = readings(0, Source("imr.docx", "", "docx", found, (), (), ()), "")
    suspicions = quick_suspicions(read, Knowledge(roles=standard_roles()), (), listed)
    return [
        r.passage.text[s.start : s.end]
        for r in read
        for s in suspicions.get(r.passage.number, ())
        if s.score > LOWER and not s.named
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("NHS number 999 000 0018", "NHS number"),
        ("write to leyburn.c@thornmere.example", "e-mail address"),
        ("rang 01632 960123 twice", "phone number"),
        ("she lives at WX4 7QT", "postcode"),
        ("see www.thornmere.example/case", "web address"),
        ("QQ 12 34 56 A is hers", "national insurance number"),
    ],
)
def test_numbers_and_contacts(text: str, label: str) -> None:
    ((start, end, found),) = quick_identifiers(text)
    assert found == label
    assert text[start:end] in text


@pytest.mark.parametrize(
    "text", ["on 14/06/2019 at 10:30", "ToR 3.1 and 3.2", "SW12 saw Child 1", "999 000 0019 is none"]
)
def test_other_numbers_are_none(text: str) -> None:
    assert list(quick_identifiers(text)) == []


def test_names_after_titles_and_first_names_and_again() -> None:
    told = names("Mrs Leyburn rang with Brenda Pinnock.", "Leyburn was told. Pinnock had left.")
    assert told == ["Mrs Leyburn", "Brenda Pinnock", "Leyburn", "Pinnock"]


@pytest.mark.parametrize(
    "text",
    [
        "Mrs A and Mr B met SW1, PS Person 8 and Nurse SN1 on Monday in June.",
        "The Francis Report and the Munro Review were read, and the Herbert Protocol used.",
        "Children should be seen. Social Worker SW3 of the Review Team came.",
    ],
)
def test_codes_inquiries_and_roles_are_no_names(text: str) -> None:
    assert names(text) == []


def test_listed_words_count_wherever_they_stand() -> None:
    assert names("Then Varnham came.", listed=frozenset({"varnham"})) == ["Varnham"]


def test_who_made_the_report() -> None:
    assert names("This report was prepared by Brenda Twelvetrees.") == []


def test_a_clean_report_is_clean() -> None:
    from redactor.sources.word import read_word

    read = readings(0, read_word(packed(document()), "imr.docx"), "")
    assert quick_suspicions(read, Knowledge(roles=standard_roles()), (), frozenset()) == {}


def test_cells_of_sheets_have_rows_columns_and_headings() -> None:
    texts = (
        SourceText("Child 1", "sheet Chronology, cell A7", "text", "Subject"),
        SourceText("came home", "sheet Chronology, cell AB7", "text", "Event"),
    )
    first, second = (r.passage.cell for r in readings(0, Source("x.xlsx", "", "xlsx", texts, (), (), ()), ""))
    assert first is not None
    assert second is not None
    assert (first.row, first.column, first.header) == (7, 1, "Subject")
    assert (second.row, second.column, second.header, second.row_header) == (7, 28, "Event", "Child 1")
