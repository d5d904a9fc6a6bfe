"""The appendix that is gathered from drafts: what they tell, and what they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from redactor.inplace.gathering import DocumentSeen, Interviewed, gathered, numbers_in
from redactor.inplace.inhouse import read_drafts
from tests.blank import blank_word
from tests.drafts import read_text, redactor


def made(path: Path, *blocks: object) -> Path:
    """A draft: "# " begins a heading, rows are a table."""
    document = blank_word()
    for block in blocks:
        if isinstance(block, str):
            document.add_heading(block[2:], 1) if block.startswith("# ") else document.add_paragraph(block)
            continue
        rows: list[tuple[str, ...]] = list(block)  # type: ignore[call-overload]
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.save(str(path))
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return made(
        tmp_path / "imr.docx",
        "# Terms of reference",
        "The terms of reference are:",
        "1. Was the child seen?",
        "2. Was information shared?",
        "3. Were procedures followed?",
        "# Methodology",
        "SW1 and TM1 were interviewed on 3 March 2024 because they held the case. HV1 was interviewed.",
        "# Documents seen",
        "Child protection procedures 2023",
        "Minutes of the conference, 4 May 2024",
        "# Chronology",
        [("Date", "Event", "ToR"), ("01/02/24", "SW1 visited.", "1"), ("02/02/24", "HV1 rang.", "1, 9")],
        "# Analysis",
        "On term of reference 2: SW1 told nobody.",
        [("Interviewee", "Date", "Reason"), ("GP1", "05/05/24", "Saw Child 1 last"), ("HV1", "06/05/24", "")],
    )


def test_documents_in_a_line_in_a_cell_and_below_a_label(tmp_path: Path) -> None:
    blocks = (
        "# Methodology",
        "Documents seen: the case file, minutes of the conference, 4 May 2024, and procedures.",
        "Records reviewed by the author:",
        "Visits book",
        "Key worker notes 2023",
        "SW1 was seen twice.",
        "Files were read by nobody else.",
        [("Item", "Told"), ("Author", "A. Author"), ("Documents considered", "Policy on visits; rota")],
    )
    found = gathered(read_drafts([made(tmp_path / "imr.docx", *blocks)]))
    assert [d.title for d in found.documents] == [
        "the case file", "minutes of the conference, 4 May 2024", "procedures", "Visits book", "Key worker notes 2023",
        "Policy on visits", "rota",
    ]  # fmt: skip


def test_what_the_drafts_tell(report: Path) -> None:
    found = gathered(read_drafts([report]))
    assert [d.title for d in found.documents] == [
        "Child protection procedures 2023",
        "Minutes of the conference, 4 May 2024",
    ]
    assert found.interviewed == (
        Interviewed("GP1", "05/05/24", "Saw Child 1 last"),
        Interviewed("HV1", "06/05/24", ""),
        Interviewed("SW1", "3 March 2024", "because they held the case"),
        Interviewed("TM1", "3 March 2024", "because they held the case"),
    )
    assert [(t.number, t.answered) for t in found.terms] == [
        (1, ("Chronology: row 2", "Chronology: row 3")), (2, ("Analysis",)), (3, ())
    ]  # fmt: skip
    assert found.gaps == (
        "It is not said why HV1 was interviewed.",
        "Term of reference 3 is answered nowhere by its number.",
        "Term of reference 9 is spoken of (Chronology: row 3), and there is none of this number.",
    )


def test_a_table_of_documents(tmp_path: Path) -> None:
    rows = [("Document", "Date", "Source"), ("Core assessment", "01/02/24", "Case file")]
    found = gathered(read_drafts([made(tmp_path / "a.docx", rows)]))
    assert found.documents == (DocumentSeen("Core assessment", "01/02/24; Case file"),)


@pytest.mark.parametrize(
    ("text", "numbers"), [("1, 3 and 5 to 7", (1, 3, 5, 6, 7)), ("2", (2,)), ("n/a", ()), ("1–3", (1, 2, 3))]
)
def test_numbers(text: str, numbers: tuple[int, ...]) -> None:
    assert numbers_in(text) == numbers


def test_the_appendix_is_written_and_says_what_is_missing(report: Path) -> None:
    out = report.parent / "appendix.docx"
    done = redactor("appendix", report, "--out", out)
    assert done.code == 1 and "2 documents, 4 people interviewed, 3 terms of reference" in done.screen
    text = read_text(out)
    assert "because they held the case" in text and "not said" in text and "nowhere by its number" in text
    assert redactor("appendix", report, "--out", out).code == 2


def test_whom_the_author_says_to_have_interviewed_and_terms_in_one_paragraph(tmp_path: Path) -> None:
    lies = made(
        tmp_path / "imr.docx",
        "# Terms of reference",
        "1. Was it shared? 2. Was the child heard?",
        "# Analysis",
        "The author read the file and interviewed SW1 and her manager, TM1, because they held the case.",
        "PC1 interviewed Mr A on 3 March 2024.",
    )
    found = gathered(read_drafts([lies]))
    assert [(i.who, i.why) for i in found.interviewed] == [(c, "because they held the case") for c in ("SW1", "TM1")]
    assert [t.text for t in found.terms] == ["Was it shared?", "Was the child heard?"]
