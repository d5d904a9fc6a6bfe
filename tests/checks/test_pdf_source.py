"""PDFs for the check: what a reader sees, what is only covered, what lies beside the pages; damaged files end in a sentence."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from redactor.checks.rules import RULES
from redactor.sources.pdf import read_pdf
from redactor.sources.readers import read_data
from redactor.sources.source import Source, SourceError
from tests.drafts import board_list, draft, names_in, redactor

Draw = Callable[[Canvas], None]
Spoil = Callable[[pikepdf.Pdf], None]


def pdf(*pages: Draw, spoil: Spoil | None = None) -> bytes:
    """One page for each function, which draws on it; then the file changed by `spoil`."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=True)
    for draw in pages or (clean,):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    if spoil is None:
        return made.getvalue()
    changed = io.BytesIO()
    with pikepdf.open(made) as file:
        spoil(file)
        file.save(changed)
    return changed.getvalue()


def clean(c: Canvas) -> None:
    c.drawString(72, 780, "Child 1 was seen by SW1 in March 2024.")
    c.setFillColorRGB(0.1, 0.1, 0.4)
    c.rect(70, 640, 300, 20, fill=1, stroke=0)
    c.setFillColorRGB(1, 1, 1)
    c.drawString(72, 645, "A heading on a dark ground")
    c.setFillColorRGB(0, 0, 0)


def rules(source: Source) -> set[str]:
    return {fact.rule for fact in source.facts}


def layer(source: Source, layer: str) -> str:
    return " ".join(t.text for t in source.texts if t.layer == layer)


def test_a_clean_file_has_its_text_and_nothing_to_tell() -> None:
    source = read_pdf(pdf(), "x.pdf")
    assert layer(source, "text") == "Child 1 was seen by SW1 in March 2024. A heading on a dark ground"
    assert (source.facts, source.unreadable) == ((), ())


def boxed(c: Canvas) -> None:
    c.drawString(72, 700, "The mother said that Tilly Varnham slept.")
    c.rect(72 + c.stringWidth("The mother said that "), 697, c.stringWidth("Tilly Varnham"), 12, fill=1)


def pictured(c: Canvas) -> None:
    c.drawString(72, 700, "Tilly Varnham slept.")
    c.drawImage(picture(), 60, 690, 200, 30)


def picture() -> object:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    return ImageReader(Image.new("RGB", (20, 20), "grey"))


def on_black(c: Canvas) -> None:
    c.rect(60, 690, 300, 30, fill=1)
    c.drawString(72, 700, "Tilly Varnham slept.")


def in_a_form(c: Canvas) -> None:
    c.beginForm("box")
    c.rect(0, 0, 90, 14, fill=1)
    c.endForm()
    c.drawString(72, 700, "Tilly Varnham slept.")
    c.saveState()
    c.translate(70, 697)
    c.doForm("box")
    c.restoreState()


@pytest.mark.parametrize("draw", [boxed, pictured, on_black, in_a_form])
def test_words_under_a_box_are_told_with_their_place(draw: Draw) -> None:
    source = read_pdf(pdf(draw), "x.pdf")
    assert "pdf-covered-text" in rules(source)
    assert "Tilly Varnham" in layer(source, "covered")
    (fact,) = (f for f in source.facts if f.rule == "pdf-covered-text")
    assert "page 1, 5 cm from the top" in fact.place and "Tilly" not in fact.place + fact.detail


def test_only_the_words_under_the_box_are_covered() -> None:
    assert layer(read_pdf(pdf(boxed), "x.pdf"), "covered") == "Tilly Varnham"


def white(c: Canvas) -> None:
    c.setFillColorRGB(1, 1, 1)
    c.drawString(72, 700, "Tilly Varnham")


def tiny(c: Canvas) -> None:
    c.setFont("Helvetica", 1)
    c.drawString(72, 700, "Tilly Varnham")


def invisible(c: Canvas) -> None:
    text = c.beginText(72, 700)
    text.setTextRenderMode(3)
    text.textLine("Tilly Varnham")
    c.drawText(text)


def outside(c: Canvas) -> None:
    c.drawString(72, -60, "Tilly Varnham")


@pytest.mark.parametrize("draw", [white, tiny, invisible, outside])
def test_words_that_nobody_sees(draw: Draw) -> None:
    source = read_pdf(pdf(draw), "x.pdf")
    assert rules(source) == {"pdf-hidden-text"} and "Tilly Varnham" in layer(source, "hidden")


def test_a_page_that_is_a_picture_is_unreadable_and_never_clean() -> None:
    def scan(c: Canvas) -> None:
        c.drawImage(picture(), 0, 0, *A4)

    source = read_pdf(pdf(clean, scan), "x.pdf")
    assert source.unreadable and source.unreadable[0].startswith("page 2 is a picture without text")


def test_a_word_cut_at_the_end_of_a_line_is_one_word() -> None:
    def cut(c: Canvas) -> None:
        c.drawString(72, 700, "It was said that Glenda Varn-")
        c.drawString(72, 686, "ham was well and that Ann Coe-")
        c.drawString(72, 672, "Marsh was not.")

    text = layer(read_pdf(pdf(cut), "x.pdf"), "text")
    assert "Glenda Varnham" in text and "Ann Coe-Marsh" in text


def annotation(**entries: object) -> Spoil:
    def spoil(file: pikepdf.Pdf) -> None:
        made = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[72, 775, 300, 795], **entries)
        file.pages[0].obj["/Annots"] = file.make_indirect(pikepdf.Array([file.make_indirect(made)]))

    return spoil


def linked(**action: object) -> Spoil:
    return annotation(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(**action))


def attached(file: pikepdf.Pdf) -> None:
    file.attachments["Tilly Varnham.pdf"] = pikepdf.AttachedFileSpec(file, pdf(boxed), filename="Tilly Varnham.pdf")


def property_(file: pikepdf.Pdf) -> None:
    file.docinfo["/Author"] = "Tilly Varnham"


def script(file: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="// Tilly Varnham")
    file.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", file.make_indirect(action)]))


def switched_off(file: pikepdf.Pdf) -> None:
    layer = file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Tilly Varnham"))
    file.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))


def form(file: pikepdf.Pdf) -> None:
    field = file.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="name", V="Tilly Varnham"))
    file.Root.AcroForm = pikepdf.Dictionary(Fields=[field])


def signature(file: pikepdf.Pdf) -> None:
    signed = file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Sig, Name="Tilly Varnham"))
    field = file.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="s", V=signed))
    file.Root.AcroForm = pikepdf.Dictionary(Fields=[field])


def bookmark(file: pikepdf.Pdf) -> None:
    with file.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Tilly Varnham", 0))


def alternative(file: pikepdf.Pdf) -> None:
    figure = pikepdf.Dictionary(S=pikepdf.Name.Figure, Alt="Tilly Varnham")
    file.Root.StructTreeRoot = pikepdf.Dictionary(K=pikepdf.Array([figure]))


@pytest.mark.parametrize(
    ("found", "where", "spoil"),
    [
        ("comments", "comment", annotation(Subtype=pikepdf.Name.Text, Contents="Tilly Varnham", T="A. Reviewer")),
        ("pdf-covered-text", "", annotation(Subtype=pikepdf.Name.Square, IC=[0, 0, 0])),
        ("pdf-redaction-not-applied", "", annotation(Subtype=pikepdf.Name.Redact)),
        ("", "link", linked(S=pikepdf.Name.URI, URI="https://x.example/Tilly Varnham")),
        ("external-link", "link", linked(S=pikepdf.Name.Launch, F="C:/Tilly Varnham.doc")),
        ("embedded-object", "name", attached),
        ("metadata", "metadata", property_),
        ("macros", "hidden", script),
        ("pdf-hidden-layer", "name", switched_off),
        ("pdf-form", "text", form),
        ("signature", "metadata", signature),
        ("", "annotation", bookmark),
        ("", "annotation", alternative),
    ],
)  # fmt: skip
def test_what_lies_beside_the_pages(found: str, where: str, spoil: Spoil) -> None:
    source = read_pdf(pdf(spoil=spoil), "x.pdf")
    assert (found in rules(source)) is bool(found)
    if where:
        assert "Tilly Varnham" in layer(source, where)
    assert not any("Varnham" in f.place + f.detail for f in source.facts)


def test_an_attachment_is_read_too() -> None:
    assert "Tilly Varnham slept" in layer(read_pdf(pdf(spoil=attached), "x.pdf"), "attachment")


def test_what_the_file_said_before_it_was_last_saved() -> None:
    first = pdf(boxed)
    offset = len(first)
    # a second version that has another page tree with an empty page, as programs write it that only append
    appended = (
        b"\n90 0 obj\n<</Type/Catalog/Pages 91 0 R>>\nendobj\n91 0 obj\n<</Type/Pages/Kids[92 0 R]/Count 1>>\nendobj\n"
        b"92 0 obj\n<</Type/Page/Parent 91 0 R/MediaBox[0 0 595 842]>>\nendobj\n"
    )
    at = [offset + appended.index(mark) for mark in (b"90 0 obj", b"91 0 obj", b"92 0 obj")]
    before = first[first.rindex(b"startxref") :].split()[1].decode()
    table = "xref\n90 3\n" + "".join(f"{n:010d} 00000 n \n" for n in at)
    trailer = f"trailer\n<</Size 93/Root 90 0 R/Prev {before}>>\nstartxref\n{offset + len(appended)}\n%%EOF\n"
    source = read_pdf(first + appended + (table + trailer).encode(), "x.pdf")
    assert "pdf-earlier-version" in rules(source) and "Tilly Varnham" in layer(source, "hidden")


def test_a_password_is_told() -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as file:
        file.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(SourceError, match="password"):
        read_pdf(locked.getvalue(), "x.pdf")


def test_damaged_files_end_in_a_sentence_and_soon() -> None:
    whole = pdf(boxed, clean, spoil=attached)
    chance = random.Random(7)
    for n in range(60):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if n % 3 == 0:
            data = data[: chance.randrange(20, len(data))]
        began = time.monotonic()
        try:
            assert isinstance(read_data(bytes(data), "x.pdf"), Source)
        except SourceError as error:
            assert str(error).endswith(".")
        assert time.monotonic() - began < 5


def test_the_command_tells_of_a_name_under_a_box(tmp_path: Path) -> None:
    (tmp_path / "Child 1.pdf").write_bytes(pdf(boxed))
    done = redactor("check", tmp_path / "Child 1.pdf", "--codes", board_list(tmp_path / "codes.xlsx"))
    assert done.code == 1 and "page 1" in done.screen and not names_in(done.screen)


def test_a_word_file_printed_to_pdf_by_libreoffice_is_clean(tmp_path: Path) -> None:
    import shutil
    import subprocess

    if shutil.which("soffice") is None:
        pytest.skip("needs LibreOffice")
    source = draft(tmp_path / "Child 1.docx", "Child 1 was seen by SW1.", (("Date", "Who"), ("3 March 2024", "SW1")))
    program = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless"]
    subprocess.run([*program, "--convert-to", "pdf", "--outdir", tmp_path, source], check=True, capture_output=True)
    read = read_pdf((tmp_path / "Child 1.pdf").read_bytes(), "Child 1.pdf")
    assert "Child 1 was seen by SW1." in layer(read, "text")
    assert rules(read) <= {"metadata"} and not read.unreadable


def test_every_rule_of_these_files_is_tested_here() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    assert all(f'"{rule}"' in source for rule in RULES if rule.startswith("pdf-"))
