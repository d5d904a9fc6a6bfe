"""Pictures in PDFs are decided on like those in Word files. All people are invented."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from redactor.documents.chosen import with_choices
from redactor.documents.model import PictureChoices, Rewritten
from redactor.documents.pdf.content import Fonts, read_content
from redactor.documents.pdf.setting import PageEdits
from tests.documents.pdf.test_drafts import draft, drawn
from tests.drafts import redactor
from tests.test_pictures import PictureDesk


def picture(corner: int, kind: str = "PNG") -> ImageReader:
    image, out = Image.new("RGB", (90, 60), "white"), io.BytesIO()
    ImageDraw.Draw(image).ellipse((corner, 10, 50, 50), fill="black")
    image.save(out, kind)
    return ImageReader(io.BytesIO(out.getvalue()))


def two_pages() -> bytes:
    """A picture on both pages, and another one on the second."""
    logo, other = picture(5), picture(15, "JPEG")

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 780, "Perpetua was seen.")
        canvas.drawImage(logo, 60, 600, 90, 60)
        canvas.showPage()
        canvas.drawString(60, 780, "Perpetua was seen again.")
        canvas.drawImage(logo, 60, 600, 90, 60)
        canvas.drawImage(other, 260, 600, 90, 60)

    return drawn(draw)


def shown(written: Rewritten) -> list[tuple[str, str, int]]:
    return [(r.rule, r.place, r.count) for r in written.remarks if r.rule.startswith("picture")]


def empty_images(data: bytes) -> list[bool]:
    with pikepdf.open(io.BytesIO(data)) as file:
        images = [one for one in file.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
        pixels = [pikepdf.PdfImage(one).as_pil_image().convert("L") for one in images]
    assert all(each.size == (90, 60) for each in pixels)
    return sorted(each.getextrema() == (255, 255) for each in pixels)


def test_one_decision_holds_for_a_picture_on_every_page() -> None:
    written = draft(two_pages()).rewritten(())
    assert shown(written) == [("picture", "page 1", 1), ("picture", "page 2", 2)]
    (logo,) = written.remarks[[r.place for r in written.remarks].index("page 1")].pictures
    gone = with_choices(written, PictureChoices(out=frozenset((logo,))))
    assert shown(gone) == [("picture-out", "page 1", 1), ("picture", "page 2", 1), ("picture-out", "page 2", 1)]
    assert empty_images(gone.data) == [False, True]
    assert empty_images(written.data) == [False, False]
    stays = with_choices(written, PictureChoices(stay=frozenset((logo,))))
    assert shown(stays) == [("picture-stays", "page 1", 1), ("picture", "page 2", 1), ("picture-stays", "page 2", 1)]
    assert stays.data == written.data


def test_a_picture_is_known_again_when_the_file_is_written_anew() -> None:
    written = draft(two_pages()).rewritten(())
    again = draft(written.data).rewritten(())
    assert {p for r in written.remarks for p in r.pictures} == {p for r in again.remarks for p in r.pictures} != set()


def test_one_within_the_description_of_a_page_is_never_decided_on() -> None:
    inline = b"q 90 0 0 60 60 400 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"
    with pikepdf.open(io.BytesIO(two_pages())) as file:
        file.pages[0].contents_add(file.make_stream(inline))
        held = io.BytesIO()
        file.save(held)
    written = draft(held.getvalue()).rewritten(())
    every = frozenset(p for r in written.remarks for p in r.pictures if p)
    left = [r for r in with_choices(written, PictureChoices(stay=every)).remarks if r.needs_a_look]
    assert [(r.rule, r.place, r.count) for r in left] == [("picture", "page 1", 1)]


@pytest.mark.parametrize(
    ("answers", "rule", "empty"),
    [("x\nx\n", "picture-out", True), ("k\nA logo.\nk\nA logo.\n", "picture-stays", False)],
)
def test_somebody_decides_on_those_of_a_draft(tmp_path: Path, answers: str, rule: str, empty: bool) -> None:
    desk = PictureDesk(tmp_path)
    (tmp_path / "letter.pdf").write_bytes(two_pages())
    options = ("--codes", desk.list, "--key-map", desk.map, "--out", tmp_path / "out", "--json")
    done = redactor("anonymise", tmp_path / "letter.pdf", *options)
    assert done.code == 1, done.screen
    assert "2 decided" in desk.decide(answers, "--pictures").screen
    told = json.loads(redactor("anonymise", tmp_path / "letter.pdf", *options).out)["drafts"][0]["remarks"]
    assert {(r["rule"], r["needs_a_look"]) for r in told if r["rule"].startswith("picture")} == {(rule, False)}
    assert empty_images((tmp_path / "out" / "letter.anonymised.pdf").read_bytes()) == [empty, empty]


def test_what_a_layer_of_text_has_wrong_goes_with_the_name_in_the_picture() -> None:
    """The picture says Okafor, its layer 0kaf0r: known as nobody, but it stands for the name that is painted out."""
    paper, out = Image.new("RGB", (595, 200), "white"), io.BytesIO()
    ImageDraw.Draw(paper).text((60, 50), "Told by", fill="black", font_size=24)
    ImageDraw.Draw(paper).text((180, 50), "Okafor", fill="black", font_size=24)
    paper.save(out, "PNG")

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(io.BytesIO(out.getvalue())), 0, 600, 595, 200)
        for x, word in ((60, "Told by"), (180, "0kaf0r")):
            text = canvas.beginText(x, 600 + 200 - 72)
            text.setTextRenderMode(3)
            text.setFont("Helvetica", 24)
            text.textOut(word)
            canvas.drawText(text)

    with pikepdf.open(io.BytesIO(drawn(draw))) as file:
        content = read_content(file.pages[0], Fonts())
    edits = PageEdits(content, paintings=[((175, 720, 270, 755), "SW1")])
    edits.without_what_was_painted_over()
    gone = "".join(g.text for g in edits.content.glyphs if g.number in edits.removed)
    assert gone == "0kaf0r"
    assert [setting.text for setting in edits.set_.values()] == ["SW1"]
