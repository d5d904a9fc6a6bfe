"""PDFs in and out from the user's side. All people are invented."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pypdf
import pytest

from redactor.base.office import SWITCH
from redactor.case import pdf_copies
from redactor.documents.pdf import document as pdf_document
from tests.codes.builders import HEAD, write_list
from tests.documents.pdf.test_drafts import lines
from tests.documents.test_pictured import LETTER, needs_reader, scan
from tests.drafts import draft, redactor
from tests.formats.office import needs_office

SAID = (
    "Perpetua Wexmoncombe was seen at home by the health visitor. Her mother,",
    "Ottoline Wexmoncombe, said that Perpetua had been unwell since Tuesday.",
)
ROWS = [
    HEAD,
    ("Child 1", "Subject", "Perpetua Wexmoncombe", "", "", "", ""),
    ("Mrs A", "Family", "Ottoline Wexmoncombe", "", "Mother", "", ""),
]


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def run(tmp_path: Path, *drafts: Path, options: tuple[object, ...] = ()):
    codes = write_list(tmp_path / "codes.xlsx", ROWS)
    return redactor(
        "anonymise", *drafts, "--codes", codes, "--out", tmp_path / "out", "--key-map", tmp_path / "k/map", *options
    )


def test_a_pdf_is_anonymised_as_a_pdf_with_the_codes_of_the_case(tmp_path: Path):
    path = tmp_path / "imr.pdf"
    path.write_bytes(lines(*SAID))
    before = path.read_bytes()
    word = draft(tmp_path / "chronology.docx", "Perpetua Wexmoncombe was at school.")
    done = run(tmp_path, path, word)
    assert done.code == 0, done.screen
    assert text_of(tmp_path / "out/imr.anonymised.pdf").replace(" ,", ",") == (
        "Child 1 was seen at home by the health visitor. Her mother, Mrs A, said that Child 1 had been unwell since Tuesday."
    )
    assert path.read_bytes() == before
    verified = redactor("audit", "verify", tmp_path / "out/audit.jsonl", "--key-map", tmp_path / "k/map")
    assert verified.code == 0, verified.screen


def test_a_name_that_a_fault_left_keeps_the_file_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_document.PageEdits, "apply", lambda *_: None)
    path = tmp_path / "imr.pdf"
    path.write_bytes(lines(*SAID))
    done = run(tmp_path, path)
    assert done.code == 3
    assert not list((tmp_path / "out").glob("*.pdf"))
    assert "Wexmoncombe" not in done.screen


@needs_reader
def test_names_on_a_scanned_page_are_painted_out(tmp_path: Path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(scan(*LETTER))
    done = run(tmp_path, path)
    assert done.code in (0, 1), done.screen
    checked = redactor("check", tmp_path / "out/letter.anonymised.pdf", "--codes", tmp_path / "codes.xlsx", "--json")
    assert not [f for f in json.loads(checked.out)["findings"] if f["rule"] == "identity-listed"]


@needs_office
def test_the_finished_files_also_as_tagged_pdfs(tmp_path: Path):
    word = draft(tmp_path / "imr.docx", *SAID)
    done = run(tmp_path, word, options=("--pdf",))
    assert done.code == 0, done.screen
    for name in ("imr.anonymised.pdf", "key-of-professionals.pdf"):
        with pikepdf.open(tmp_path / "out" / name) as file:
            assert file.Root["/MarkInfo"]["/Marked"]
            assert not len(file.docinfo)
            assert "/Metadata" not in file.Root
    assert "Child 1" in text_of(tmp_path / "out/imr.anonymised.pdf")
    verified = redactor("audit", "verify", tmp_path / "out/audit.jsonl", "--key-map", tmp_path / "k/map")
    assert verified.code == 0, verified.screen
    again = run(tmp_path, word, options=("--pdf",))  # over its own results
    assert again.code == 0, again.screen


@needs_office
def test_a_pdf_of_somebody_else_is_not_written_over(tmp_path: Path):
    word = draft(tmp_path / "imr.docx", *SAID)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/imr.anonymised.pdf").write_bytes(lines("something else"))
    done = run(tmp_path, word, options=("--pdf",))
    assert done.code == 2
    assert (tmp_path / "out/imr.anonymised.pdf").read_bytes() == lines("something else")


@needs_office
def test_a_copy_that_still_names_somebody_keeps_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_copies, "converted", lambda *_: lines("Perpetua Wexmoncombe"))
    done = run(tmp_path, draft(tmp_path / "imr.docx", *SAID), options=("--pdf",))
    assert done.code == 3
    assert not list((tmp_path / "out").iterdir())


def test_without_libreoffice_a_sentence_says_so_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(SWITCH, "off")
    done = run(tmp_path, draft(tmp_path / "imr.docx", *SAID), options=("--pdf",))
    assert done.code == 2
    assert "LibreOffice" in done.screen
    assert not (tmp_path / "out").exists()


def test_drawn_letters_beside_text_await_a_person(tmp_path: Path):
    path = tmp_path / "imr.pdf"
    with pikepdf.open(io.BytesIO(lines(*SAID))) as file:
        drawing = "\n".join(f"{n % 90} {n} m {n % 70} {n + 3} l S" for n in range(1700))
        file.pages[0].contents_add(file.make_stream(drawing.encode()))
        file.save(path)
    done = run(tmp_path, path)
    assert done.code == 1
    assert "page 1" in (tmp_path / "out/report.html").read_text("utf-8")
