"""PDFs as Word files to go on writing in. All people are invented."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from redactor.documents.model import DocumentError
from redactor.documents.pdf import as_word
from redactor.documents.pdf.as_word import turn
from tests.documents.pdf.test_drafts import drawn, lines
from tests.documents.pdf.test_pictures import two_pages
from tests.documents.test_pictured import LETTER, scan
from tests.drafts import redactor
from tests.test_pdfs import ROWS, SAID, write_list

STORY = "Perpetua was seen at home by the health visitor, and had been <b>unwell</b> since <i>Tuesday</i>. She slept."


def letter() -> bytes:
    """Two pages with headings of two sizes, paragraphs, a ruled table."""
    out = io.BytesIO()
    styles = getSampleStyleSheet()
    rows = [["Date", "Event"], ["3 March", "Ottoline rang."], ["4 March", "Nobody came."]]
    grid = [("GRID", (0, 0), (-1, -1), 1, "black")]
    SimpleDocTemplate(out, invariant=True).build(
        [
            Paragraph("Letter to the board", styles["Title"]), Paragraph("What happened", styles["Heading2"]),
            Paragraph(STORY, styles["Normal"]), Table(rows, style=grid), PageBreak(),
            Paragraph("What followed", styles["Heading2"]), Paragraph("She was well again.", styles["Normal"]),
        ]
    )  # fmt: skip
    return out.getvalue()


def opened(data: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def test_headings_paragraphs_tables_and_pages_come_over() -> None:
    made = turn(letter(), frozenset())
    document = opened(made.data)
    said = [(p.style.name, p.text) for p in document.paragraphs if p.text.strip()]
    assert said == [
        ("Heading 1", "Letter to the board"), ("Heading 2", "What happened"),
        ("Normal", re.sub("<.*?>", "", STORY)),
        ("Heading 2", "What followed"), ("Normal", "She was well again."),
    ]  # fmt: skip
    (table,) = document.tables
    assert [[c.text for c in row.cells] for row in table.rows] == [
        ["Date", "Event"], ["3 March", "Ottoline rang."], ["4 March", "Nobody came."],
    ]  # fmt: skip
    assert document.element.xml.count('w:type="page"') == 1
    runs = [r for p in document.paragraphs for r in p.runs]
    assert {r.text.strip() for r in runs if r.bold} == {"unwell"}
    assert {r.text.strip() for r in runs if r.italic} == {"Tuesday"}
    assert {r.rule for r in made.remarks if r.needs_a_look} == set()
    assert f"{len(STORY.split()) + 22} words on 2 pages" in made.remarks[0].text
    assert not document.core_properties.author


def test_pictures_that_stay_behind_are_told_by_their_page() -> None:
    left = {(r.place, r.count) for r in turn(two_pages(), frozenset()).remarks if r.rule == "pdf-word-pictures"}
    assert left == {("page 1", 1), ("page 2", 2)}


def test_a_page_that_cannot_be_read_is_refused_with_its_number() -> None:
    with pytest.raises(DocumentError, match="Page 1 is a picture without text"):
        turn(scan(*LETTER), frozenset())


def test_letters_that_another_reader_sees_and_we_lost_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_word, "bounded", lambda function, *given, refuse: function(*given))
    monkeypatch.setattr(as_word, "_written", lambda pages: (pages[0].pop(0), b"")[1])
    (told,) = (r for r in turn(lines(*SAID), frozenset()).remarks if r.rule == "pdf-word-lost")
    assert told.place == "page 1" and told.needs_a_look


def test_letters_painted_twice_are_not_missed() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.3):
            canvas.drawString(60 + shift, 780, "Perpetua was seen at home by the health visitor.")

    assert not [r for r in turn(drawn(draw), frozenset()).remarks if r.rule == "pdf-word-lost"]


def test_a_draft_comes_out_as_a_word_file_with_codes(tmp_path: Path) -> None:
    (tmp_path / "imr.pdf").write_bytes(lines(*SAID))
    codes = write_list(tmp_path / "codes.xlsx", ROWS)
    options = ("--codes", codes, "--out", tmp_path / "out", "--key-map", tmp_path / "k/map", "--pdf-as-word")
    done = redactor("anonymise", tmp_path / "imr.pdf", *options)
    assert done.code == 0, done.screen
    assert {p.name for p in (tmp_path / "out").glob("imr*")} == {"imr.anonymised.docx"}
    text = " ".join(p.text for p in docx.Document(str(tmp_path / "out/imr.anonymised.docx")).paragraphs)
    assert "Her mother, Mrs A, said that Child 1 had been unwell since Tuesday." in text
    assert "Wexmoncombe" not in text
