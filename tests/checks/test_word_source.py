"""The check's own reading of a Word file: everything in it, with its layer; and what the package holds besides."""

from __future__ import annotations

import base64
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from redactor.checks.known import ListedForms
from redactor.documents.model import Tidying
from redactor.documents.word.document import document as read_data
from redactor.sources.finding import Form
from redactor.sources.readers import read_source
from redactor.sources.source import LAYERS, SourceError, SourceText
from redactor.sources.word import read_word
from tests.checks.clean_imr import document, packed, repacked, write
from tests.checks.packages import package
from tests.documents import catalogue
from tests.documents.builders import docx

# a needle that stands several times in its place has a letter more each time
SUFFIXES = ("", *"bcdfghjl")
# pictures and fonts whose packed bytes hold the needle are reported as such; the last two stand in one word there
UNSEEN = {"embedded font", "picture", "vector picture", "zip comment", "trailing bytes"}


def told(data: bytes, *forms: str) -> set[str]:
    """Which of the forms the reading finds, in texts or in bytes."""
    source = read_word(data, "imr.docx")
    known = ListedForms(tuple(Form(form, form) for form in forms))
    return {form.code for *_, form in known.in_texts(source)} | {form.code for _, form in known.in_bytes(source)}


def test_a_word_hidden_in_every_place_of_a_file_is_found() -> None:
    data = catalogue.trailing(catalogue.build())
    forms = {needle.word + suffix: needle.place for needle in catalogue.NEEDLES for suffix in SUFFIXES}
    found = {forms[form] for form in told(data, *forms)}
    same = {"citation of the bookmark", "anchor", "style's follower"}  # they name what another place holds
    assert {n.place for n in catalogue.NEEDLES} - found - same - UNSEEN == set()


@pytest.mark.parametrize(
    "content",
    [
        "Kettlewick".encode("utf-16"),
        "Kettlewick".encode("utf-16-be"),
        base64.b64encode(b"the child is called Kettlewick at home"),
        b"name;child\nKettlewick;1",
    ],
    ids=["UTF-16", "UTF-16, other order", "base64", "plain"],
)
def test_a_name_in_bytes_of_an_unknown_part_is_found(content: bytes) -> None:
    assert told(package(**{"word/other.bin": content}), "Kettlewick") == {"Kettlewick"}


def test_a_name_in_a_file_within_the_file_is_found() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", "<sst><si><t>Kettlewick</t></si></sst>")
    assert told(package(**{"word/embeddings/list.xlsx": inner.getvalue()}), "Kettlewick")
    source = read_word(package(**{"word/embeddings/list.xlsx": inner.getvalue()}), "x")
    assert [t.layer for t in source.texts if t.text == "Kettlewick"] == ["attachment"]


def test_what_is_too_deep_is_never_passed() -> None:
    deep = package(**{"word/embeddings/a.docx": package(**{"word/embeddings/b.docx": package()})})
    assert len(read_word(deep, "x").unreadable) == 1


def test_layers_headings_and_column_headings() -> None:
    made = document()
    run = made.add_paragraph().add_run("Nobody was told.")
    run.font.hidden = True
    texts = read_word(packed(made), "x").texts
    assert {t.layer for t in texts} <= set(LAYERS)
    by_text = {t.text: t for t in texts}
    assert by_text["Nobody was told."].layer == "hidden"
    assert by_text["Narrative"].heading == 2
    assert by_text["10:30"] == SourceText("10:30", "body, table 3, row 2, column 2", "text", "Time")


def test_text_before_tracked_changes_is_read_too() -> None:
    body = (
        '<w:p><w:r><w:t>She told </w:t></w:r><w:del w:author="A"><w:r><w:delText>Kettlewick</w:delText></w:r></w:del>'
        '<w:ins w:author="A"><w:r><w:t>Mrs A</w:t></w:r></w:ins></w:p>'
    )
    texts = {t.text: t.layer for t in read_word(package(body), "x").texts}
    assert texts["She told Mrs A"] == "text"
    assert texts["She told Kettlewick"] == "hidden"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "neither Word"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        (b"neither this nor that", "neither Word"),
    ],
)
def test_what_is_no_file_to_check_is_refused_with_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        read_source(write(tmp_path / "Tilly Varnham.docx", content))


def test_a_damaged_part_is_said_to_be_unreadable() -> None:
    broken = repacked(packed(document()), change={"word/styles.xml": lambda old: old[:-40]})
    assert read_word(broken, "x").unreadable == ("styles: this part could not be read.",)


def test_white_text_on_a_dark_cell_is_no_disguise() -> None:
    cell = (
        "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='1F3864'/></w:tcPr><w:p><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr>"
        "<w:t>Date</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    plain = "<w:p><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>Date</w:t></w:r></w:p>"
    tiny = "<w:p><w:r><w:rPr><w:sz w:val='2'/></w:rPr><w:t>Date</w:t></w:r></w:p>"
    assert [f.rule for f in read_word(package(cell), "x").facts if f.rule == "disguised-text"] == []
    assert [f.rule for f in read_word(package(plain), "x").facts if f.rule == "disguised-text"] == ["disguised-text"]
    assert [f.rule for f in read_word(package(tiny), "x").facts if f.rule == "disguised-text"] == ["disguised-text"]


def test_the_reading_shares_nothing_with_the_code_that_writes() -> None:
    """Neither by its own imports nor by theirs."""
    told = "import sys, redactor.sources.word; print([m for m in sys.modules if m.startswith('redactor.')])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, encoding="utf-8", check=True)
    assert "redactor.sources.reading" in done.stdout
    assert "redactor.documents" not in done.stdout


def test_the_second_copy_of_a_text_box_is_told_only_where_it_differs() -> None:
    def box(first: str, second: str) -> bytes:
        return package(
            "<w:p><w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
            f"<mc:Choice><w:txbxContent><w:p><w:r><w:t>{first}</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
            f"<mc:Fallback><w:txbxContent><w:p><w:r><w:t>{second}</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>"
        )

    assert [t.text for t in read_word(box("Mrs A rang", "Mrs A rang"), "x").texts if t.layer == "text"] == [
        "Mrs A rang"
    ]
    assert [t.text for t in read_word(box("Mrs A rang", "Kettlewick"), "x").texts if t.layer == "text"] == [
        "Mrs A rang",
        "Kettlewick",
    ]


def test_columns_behind_joined_cells_are_counted_as_the_reader_of_drafts_counts_them() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f'w:tc({properties}w:p(w:r(w:t"{text}")))'

    over_two = "w:tcPr(w:gridSpan[w:val=2]), "
    rows = (
        ("", cell("Date"), cell("Who and when", over_two), cell("Event")),
        ("", cell("1 May"), cell("SW1"), cell("10:30"), cell("Rang.")),
        ("", cell("2 May", over_two), cell("11:15"), cell("Wrote.")),
        ("w:trPr(w:gridBefore[w:val=2]), ", cell("12:45"), cell("Called.")),
    )
    table = ", ".join(f"w:tr({first}{', '.join(cells)})" for first, *cells in rows)
    grid = ", ".join(["w:gridCol[w:w=2000]"] * 4)
    data = docx(f'w:tbl(w:tblPr, w:tblGrid({grid}), {table}), w:p(w:r(w:t"End.")), w:sectPr')
    seen = {t.text: t for t in read_word(data, "x").texts}
    drafted = {p.text: p.place.where for p in read_data("x.docx", data, Tidying()).passages if p.cell}
    assert {text: seen[text].place.removeprefix("body, ") for text in drafted} == drafted
    assert seen["12:45"].place.endswith("row 4, column 3")
    assert [seen[text].header for text in ("SW1", "10:30", "11:15", "Wrote.", "12:45")] == [
        "Who and when", "Who and when", "Who and when", "Event", "Who and when",
    ]  # fmt: skip
