"""Words in pictures: read with Tesseract where it is installed, and painted out where a name was replaced. Invented people."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from openpyxl.drawing.image import Image as SheetPicture
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from benchmarks.pdf import letter
from redactor.base import seen
from redactor.base.seen import reader, words_in
from redactor.documents import pictured
from redactor.documents.formats import read
from redactor.documents.model import DocumentError, Replacement, Story, Tidying
from tests.blank import blank_word
from tests.documents.pdf.test_drafts import draft, drawn

needs_reader = pytest.mark.skipif(reader() is None, reason="Tesseract is not installed")
LETTER = (
    "Dear colleague,",
    "I saw Perpetua Wexmoncombe with her mother on 3 March.",
    "Yours sincerely, Dr Quordelstone",
)


def picture(*lines: str, kind: str = "PNG", size: tuple[int, int] = (1654, 420)) -> bytes:
    """A strip of a letter, as a picture of this kind with an author in it."""
    made = Image.open(io.BytesIO(letter(lines))).crop((0, 100, *size)).convert("RGB")
    out = io.BytesIO()
    made.save(out, kind, **({"exif": _exif()} if kind == "JPEG" else {}))
    return out.getvalue()


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x013B] = "Ysolde Trevanlock"
    return exif.tobytes()


def scan(*lines: str, fax: bool = False) -> bytes:
    """A page that is nothing but a picture."""
    out = io.BytesIO()
    Image.open(io.BytesIO(letter(lines, fax=fax))).convert("1" if fax else "L").save(out, "PDF", resolution=200)
    return out.getvalue()


def word_with(path: Path, data: bytes) -> Path:
    draft = blank_word()
    draft.add_paragraph("A letter:")
    draft.add_picture(io.BytesIO(data))
    draft.save(path)
    return path


def replaced(path: Path, **codes: str) -> tuple[bytes, list[str], list[str]]:
    """The draft with words replaced, the rules of its remarks, and the places of what was replaced."""
    given = read(path, Tidying())
    changes = [
        Replacement(p.number, m.start(), m.end(), codes[m[0]])
        for p in given.passages
        for m in re.finditer("|".join(codes), p.text)
        if not p.leaves
    ]
    where = [given.passages[c.passage].place.where for c in changes]
    written = given.rewritten(changes)
    return written.data, [r.rule for r in written.remarks], where


def media(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(n) for n in archive.namelist() if "/media/" in n]


def seen_in(data: bytes) -> str:
    """What can be read in a picture."""
    with Image.open(io.BytesIO(data)) as image:
        out = io.BytesIO()
        image.convert("L").save(out, "PNG")
    return " ".join(text.text for text in words_in(out.getvalue(), page=False) or ())


@needs_reader
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "TIFF", "GIF"])
def test_a_name_in_a_picture_of_a_word_file_is_painted_out(tmp_path: Path, kind: str):
    path = word_with(tmp_path / "a.docx", picture(*LETTER, kind=kind))
    written, remarks, where = replaced(path, Wexmoncombe="P1", Quordelstone="GP1")
    assert {w.partition(",")[0] for w in where} == {"picture 1"}
    (painted,) = media(written)
    text = seen_in(painted)
    assert "Wexmoncombe" not in text and "Quordelstone" not in text
    assert "colleague" in text and "Perpetua" in text
    assert Image.open(io.BytesIO(painted)).format == kind
    assert b"Ysolde" not in painted
    assert "picture-painted" in remarks


@needs_reader
@pytest.mark.parametrize("part", ["word/media/letter.png", "word/images/image1.png", "media/image1.png"])
def test_a_picture_that_lies_or_is_called_otherwise_is_painted_out_too(tmp_path: Path, part: str):
    plain, moved = word_with(tmp_path / "a.docx", picture(*LETTER)), tmp_path / "b.docx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(moved, "w") as new:
        for name in old.namelist():
            target = part.removeprefix("word/") if part.startswith("word/") else f"../{part}"
            renamed = old.read(name).replace(b"media/image1.png", target.encode())
            new.writestr(part if name == "word/media/image1.png" else name, renamed)
    written, _, where = replaced(moved, Wexmoncombe="P1", Quordelstone="GP1")
    assert where
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        (painted,) = [archive.read(n) for n in archive.namelist() if n.endswith(".png")]
    assert "Wexmoncombe" not in seen_in(painted)


@needs_reader
def test_and_in_one_of_a_workbook(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active["A1"] = "A letter"
    book.active.add_image(SheetPicture(Image.open(io.BytesIO(picture(*LETTER)))), "B2")
    book.save(tmp_path / "a.xlsx")
    written, _, _ = replaced(tmp_path / "a.xlsx", Wexmoncombe="P1")
    assert "Wexmoncombe" not in seen_in(media(written)[0])
    openpyxl.load_workbook(io.BytesIO(written))


@needs_reader
def test_a_picture_without_a_name_keeps_its_pixels(tmp_path: Path):
    path = word_with(tmp_path / "a.docx", picture(*LETTER))
    given = read(path, Tidying())
    pixels = Image.open(io.BytesIO(picture(*LETTER))).tobytes()
    assert Image.open(io.BytesIO(media(given.rewritten(()).data)[0])).tobytes() == pixels


@needs_reader
@pytest.mark.parametrize("fax", [False, True])
def test_a_scanned_page_is_read_and_names_leave_its_pixels(tmp_path: Path, fax: bool):
    path = tmp_path / "a.pdf"
    path.write_bytes(scan(*LETTER, fax=fax))
    given = read(path, Tidying())
    assert any(p.place.story is Story.PICTURE and "Wexmoncombe" in p.text for p in given.passages)
    written, remarks, where = replaced(path, Wexmoncombe="P1")
    assert where == ["picture on page 1, text 1"] or where[0].startswith("picture on page 1")
    assert "picture-painted" in remarks
    (tmp_path / "b.pdf").write_bytes(written)
    after = " ".join(p.text for p in read(tmp_path / "b.pdf", Tidying()).passages)
    assert "Wexmoncombe" not in after and "colleague" in after and "P1" in after


@needs_reader
def test_a_sheet_that_lay_sideways_is_read_and_painted_as_it_is_shown(tmp_path: Path):
    out, turned = io.BytesIO(), io.BytesIO()
    Image.open(io.BytesIO(letter(LETTER))).convert("L").rotate(90, expand=True).save(out, "PDF", resolution=200)
    with pikepdf.open(io.BytesIO(out.getvalue())) as file:
        file.pages[0].obj["/Rotate"] = 90
        file.save(turned)
    (tmp_path / "a.pdf").write_bytes(turned.getvalue())
    written, remarks, _ = replaced(tmp_path / "a.pdf", Wexmoncombe="P1")
    assert "looks-different" not in remarks
    (tmp_path / "b.pdf").write_bytes(written)
    after = " ".join(p.text for p in read(tmp_path / "b.pdf", Tidying()).passages)
    assert "Wexmoncombe" not in after and "P1 with her mother" in after


def test_what_of_a_picture_lies_beside_the_page_is_taken_out_of_it(tmp_path: Path):
    """A picture that the page cuts off holds what was cut off."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 800, "A letter with its right half beside the page.")
        half = Image.new("L", (400, 100), 255)
        half.paste(0, (0, 0, 50, 100))
        half.paste(0, (350, 0, 400, 100))
        canvas.drawImage(ImageReader(half), 395, 400, 400, 100)

    written = draft(drawn(draw)).rewritten(()).data
    with pikepdf.open(io.BytesIO(written)) as file:
        image = next(i for i in file.objects if isinstance(i, pikepdf.Stream) and i.get("/Subtype") == "/Image")
        pixels = pikepdf.PdfImage(image).as_pil_image().convert("L")
    assert pixels.getpixel((20, 50)) < 20
    assert pixels.getpixel((380, 50)) > 240


@needs_reader
def test_an_empty_back_of_a_scanned_sheet_is_no_reason_to_refuse(tmp_path: Path):
    pages, out = [Image.open(io.BytesIO(letter(lines))).convert("L") for lines in (LETTER, ())], io.BytesIO()
    pages[0].save(out, "PDF", resolution=200, save_all=True, append_images=pages[1:])
    (tmp_path / "a.pdf").write_bytes(out.getvalue())
    assert any("Wexmoncombe" in p.text for p in read(tmp_path / "a.pdf", Tidying()).passages)


@needs_reader
def test_a_scanned_page_on_which_nothing_is_read_is_refused(tmp_path: Path):
    path = tmp_path / "a.pdf"
    path.write_bytes(scan("~~~~~~~~~~~~~~", "~~~~~~~~~~~~"))
    with pytest.raises(DocumentError, match="Page 1 is a picture without text"):
        read(path, Tidying())


def test_without_a_reader_scans_are_refused_and_pictures_stay_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for module in (seen, pictured):
        monkeypatch.setattr(module, "reader", lambda: None)
    from redactor.documents.pdf import document, survey

    monkeypatch.setattr(document, "reader", lambda: None)
    monkeypatch.setattr(survey, "reader", lambda: None)
    monkeypatch.setattr("redactor.documents.pdf.document.bounded", lambda f, *a, refuse: f(*a))
    path = tmp_path / "a.pdf"
    path.write_bytes(scan(*LETTER))
    with pytest.raises(DocumentError, match=r"Page 1 is a picture.*Tesseract is not installed"):
        read(path, Tidying())
    word = word_with(tmp_path / "a.docx", picture(*LETTER))
    assert not any(p.place.story is Story.PICTURE for p in read(word, Tidying()).passages)


def test_one_that_fails_or_hangs_reads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for script, seconds in (("exit 3", 5), ("sleep 30", 1)):
        program = tmp_path / "tesseract"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o700)
        seen._read.cache_clear()
        monkeypatch.setattr(seen, "reader", lambda program=program: program)
        monkeypatch.setattr(seen, "_SECONDS", seconds)
        assert words_in(picture(*LETTER), page=False) is None
    seen._read.cache_clear()


@needs_reader
def test_pixels_go_by_a_pipe_and_never_by_the_disk(monkeypatch: pytest.MonkeyPatch):
    asked: list[list[str]] = []
    real = subprocess.run

    def run(command, **more):
        asked.append(command)
        return real(command, **more)

    monkeypatch.setattr(seen.subprocess, "run", run)
    seen._read.cache_clear()
    assert words_in(picture(*LETTER), page=False)
    assert asked[0][1:3] == ["stdin", "stdout"]
