"""What the recognisers find, judged: codes are no names, doubtful words are looked at, authors are told apart."""

from __future__ import annotations

import pytest

from redactor.checks.passages import SPACING, file_words, readings
from redactor.checks.suspicion import LOWER, Suspicion, suspect
from redactor.codes.roles import standard_roles
from redactor.detection.knowledge import Knowledge
from redactor.sources.source import Source, SourceText

KNOWLEDGE = Knowledge(roles=standard_roles())


def source(*texts: str) -> Source:
    return Source(
        "imr.docx",
        "",
        "docx",
        tuple(SourceText(t, f"body, paragraph {n}", "text") for n, t in enumerate(texts)),
        (),
        (),
        (),
    )


def found(*texts: str, keep: tuple[str, ...] = (), issued: frozenset[str] = frozenset()) -> dict[str, Suspicion]:
    read = readings(0, source(*texts), "")
    suspicions = suspect(read, KNOWLEDGE, keep, issued, issued)
    return {r.passage.text[s.start : s.end]: s for r in read for s in suspicions.get(r.passage.number, ())}


@pytest.mark.parametrize(
    "text",
    [
        "Mrs A said that Mr B had left, and Mr and Mrs C came.",
        "Child 1 was taken to Hospital 2 by SW3 and Person 4.",
        "She was born at Org 1 and lives at Address B. Mr B rang from Place X1.",
        "Call from Mr C. Caller was not named by School A.",
        "Mr B REFUSED TO GIVE HIS NAME AND WAS LEFT AT ADDRESS A BY THE OFFICERS.",
    ],
)
def test_codes_are_no_names(text: str) -> None:
    assert {name: s for name, s in found(text).items() if s.score > LOWER} == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Her neighbour, Mrs Corin Leyburn, rang the office.", "Corin Leyburn"),
        ("Ward 3/11/85 is on the index of the file, and Corin Leyburn rang.", "Corin Leyburn"),
        ("SW3 and Mr Leyburn met Child 1.", "Leyburn"),
        ("He is Mr D. Leyburn of the same street.", "Leyburn"),
    ],
)
def test_names_beside_codes_are_still_names(text: str, name: str) -> None:
    assert [s.score for full, s in found(text).items() if name in full and s.score >= 0.7]


def test_both_of_a_couple_are_told() -> None:
    told = found("Mr and Mrs Leyburn came to the meeting.")
    assert min(s.start for s in told.values()) == 0


def test_a_word_that_is_also_a_name_at_the_start_of_a_sentence_is_only_looked_at() -> None:
    told = found("Mr B stays at Address B. Hope expressed that Mrs A will come.", "Then Hope Leyburn rang.")
    assert all(s.score <= LOWER for name, s in told.items() if name == "Hope")


def test_whoever_made_the_report_is_told_apart() -> None:
    texts = ("This report was prepared by Marjorie Twelvetrees.", "Marjorie Twelvetrees rang the mother.")
    read = readings(0, source(*texts), "")
    first, second = (suspect(read, KNOWLEDGE, (), frozenset(), frozenset())[n][0] for n in (0, 1))
    assert (first.named, second.named) == ("author", "")
    assert second.score <= LOWER
    listed = frozenset(("marjorie", "twelvetrees"))
    again = suspect(read, KNOWLEDGE, (), listed, listed)
    assert [again[n][0].named for n in (0, 1)] == ["", ""]  # a namesake on the list is never let pass


def test_the_keep_list_and_the_name_of_a_file() -> None:
    assert found("Corin Leyburn wrote the review.", keep=("corin  leyburn",))["Corin Leyburn"].named == "keep list"
    assert file_words("CorinLeyburn_imr2019.anonymised.docx", ()) == "Corin Leyburn imr 2019"
    assert readings(1, source("x y"), "a name")[-1].passage.number == 2 * SPACING - 1
