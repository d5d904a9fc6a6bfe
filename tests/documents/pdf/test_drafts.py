"""PDFs as drafts: what is read, what is put, what is refused. All people are invented."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from redactor.documents.formats import format_of, kept, read
from redactor.documents.model import DocumentError, Replacement, Story, Tidying
from redactor.documents.pdf.document import PdfDraft, pdf
from redactor.documents.pdf.inspection import inspect_data
from redactor.sources.finding import Form
from redactor.sources.residue import find_residue
from redactor.sources.structure import check_structure


def drawn(draw: Callable[[Canvas], None], size: tuple[float, float] = (595, 842)) -> bytes:
    """A PDF of one page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=True)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def lines(*texts: str, size: float = 11) -> bytes:
    """A PDF with these lines below each other."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        for n, text in enumerate(texts):
            canvas.drawString(60, 780 - 13 * n, text)

    return drawn(draw)


def draft(data: bytes, allow: frozenset[str] = frozenset()) -> PdfDraft:
    return pdf("a.pdf", data, Tidying(), allow)


def coded(data: bytes, **codes: str) -> tuple[bytes, list[str]]:
    """The PDF with these words replaced, and the rules of its remarks."""
    given = draft(data)
    changes = [
        Replacement(p.number, m.start(), m.end(), codes[m[0]])
        for p in given.passages
        if not p.leaves
        for m in re.finditer("|".join(codes), p.text)
    ]
    assert changes
    written = given.rewritten(changes)
    return written.data, [r.rule for r in written.remarks]


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


# ---- what is read


def test_lines_are_paragraphs_and_cut_words_are_one():
    long = "The health visitor spoke to Perpetua Wexmoncombe about the missed appoint-"
    data = lines(
        long,
        "ment, and it was agreed that the nursery would be asked about what had",
        "been said.",
        "",
        "A second one.",
    )
    assert [p.text for p in draft(data).passages if p.place.story is Story.BODY] == [
        "The health visitor spoke to Perpetua Wexmoncombe about the missed appointment, and it was agreed that the nursery "
        "would be asked about what had been said.",
        "A second one.",
    ]


def test_a_word_cut_at_the_end_of_a_line_is_replaced_on_both_lines():
    data = lines(
        "It was at the end of the morning that the family of young Perpetua Wexmon-", "combe came to the surgery."
    )
    given = draft(data)
    start = given.passages[0].text.index("Wexmoncombe")
    written = given.rewritten([Replacement(0, start, start + len("Wexmoncombe"), "P1")]).data
    assert re.sub(r"\s+", " ", text_of(written)).strip() == (
        "It was at the end of the morning that the family of young Perpetua P1 came to the surgery."
    )


def test_cells_of_ruled_tables_have_their_headings():
    out, style = io.BytesIO(), getSampleStyleSheet()["BodyText"]
    rows = [
        ["Date", "Source", "Event"],
        ["01/03/2025", "School", Paragraph("Ysolde Trevanlock was seen with her mother at home.", style)],
    ]
    SimpleDocTemplate(out).build(
        [Table(rows, colWidths=(70, 60, 150), style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])]
    )
    cells = {(p.cell.row, p.cell.column): p for p in draft(out.getvalue()).passages if p.cell}
    assert cells[2, 3].text == "Ysolde Trevanlock was seen with her mother at home."
    assert (cells[2, 3].cell.header, cells[2, 3].cell.row_header) == ("Event", "01/03/2025")
    assert cells[2, 3].place.where == "page 1, table 1, row 2, column 3"


def test_words_painted_over_others_are_read_apart():
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Confidential: a report about the family")
        canvas.drawString(95, 700, "Cosima Wexgarford")

    assert {p.text for p in draft(drawn(draw)).passages} >= {
        "Cosima Wexgarford",
        "Confidential: a report about the family",
    }


def test_words_painted_twice_are_read_once_and_go_twice():
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.4):
            canvas.drawString(60 + shift, 700, "Seen: Wexgarford")

    data = drawn(draw)
    assert [p.text for p in draft(data).passages if p.place.story is Story.BODY] == ["Seen: Wexgarford"]
    written, _ = coded(data, Wexgarford="P1")
    assert "Wexgarford" not in text_of(written)
    assert text_of(written).count("P1") == 1


# ---- what is put


def test_the_code_stands_where_the_name_stood_and_nothing_else_moves():
    data = lines("On Monday Wexmoncombe was seen at home.")
    written, remarks = coded(data, Wexmoncombe="P1")
    before = _places(data)
    after = _places(written)
    assert {k: v for k, v in after.items() if k != "P1"} == {k: v for k, v in before.items() if k != "Wexmoncombe"}
    assert after["P1"] == before["Wexmoncombe"]
    assert "looks-different" not in remarks


def _places(data: bytes) -> dict[str, tuple[int, int]]:
    """Where each word begins, by another reader."""
    import pypdfium2

    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    text = page.get_text_range()
    return {
        m[0]: tuple(round(n) for n in page.get_charbox(m.start(), loose=True)[:2]) for m in re.finditer(r"\w+", text)
    }


def test_a_code_wider_than_the_name_is_set_smaller_and_never_over_the_next_word():
    written, remarks = coded(lines("To Ulv she said nothing of it."), Ulv="Father of Child 1")
    places = _places(written)
    assert places["she"] == _places(lines("To Ulv she said nothing of it."))["she"]
    assert "code-small" in remarks
    import pypdfium2

    page = pypdfium2.PdfDocument(written)[0].get_textpage()
    at = page.get_text_range().index("Child 1") + len("Child ")
    assert page.get_charbox(at)[2] <= places["she"][0]


def test_the_rest_of_a_ligature_stays():
    """Two letters in one glyph, of which a name takes the first: the second is written with the code."""
    data = lines("(of) \xa7 end")
    with pikepdf.open(io.BytesIO(data)) as file:
        font = next(iter(file.pages[0].obj["/Resources"]["/Font"].values()))
        font["/Encoding"] = Dictionary(
            Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=Array([167, Name("/fi")])
        )
        out = io.BytesIO()
        file.save(out)
    given = draft(out.getvalue())
    assert given.passages[0].text == "(of) fi end"
    written = given.rewritten([Replacement(0, 1, 6, "P1")]).data
    assert re.sub(r"\s+", " ", text_of(written)).strip() == "(P1i end"


def test_the_same_input_gives_the_same_file_and_a_result_is_a_draft_again():
    data = lines("On Monday Wexmoncombe was seen.")
    once, _ = coded(data, Wexmoncombe="P1")
    assert once == coded(data, Wexmoncombe="P1")[0]
    again = draft(once).rewritten(())
    assert text_of(again.data) == text_of(once)
    assert again.data == draft(again.data).rewritten(()).data


def test_impossible_replacements_are_refused():
    given = draft(lines("On Monday Wexmoncombe was seen."))
    for change in (Replacement(9, 0, 1, "x"), Replacement(0, 0, 999, "x"), Replacement(0, 3, 3, "x")):
        with pytest.raises(ValueError, match="passage"):
            given.rewritten([change])


# ---- what else a PDF holds


def test_a_form_used_on_two_pages_is_changed_only_where_a_name_is_replaced():
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("head")
        canvas.drawString(60, 800, "File of Wexgarford")
        canvas.endForm()
        for _ in range(2):
            canvas.doForm("head")
            canvas.showPage()

    data = drawn(draw)
    given = draft(data)
    first = given.passages[0]
    written = given.rewritten([Replacement(first.number, 8, len(first.text), "P1")]).data
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(written)).pages]
    assert "Wexgarford" not in pages[0]
    assert "Wexgarford" in pages[1]


def test_bookmarks_and_alternative_texts_are_coded_links_that_name_go():
    data = lines("On Monday she was seen.")
    with pikepdf.open(io.BytesIO(data)) as file:
        with file.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("About Wexgarford", 0))
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]),
            A=Dictionary(S=Name.URI, URI=String("https://example.org/Wexgarford")),
        )  # fmt: skip
        file.pages[0].obj["/Annots"] = Array([file.make_indirect(link)])
        figure = file.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name("/Quenbys"), Alt=String("Wexgarford in the garden"))
        )
        file.Root["/StructTreeRoot"] = file.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, K=Array([figure]), RoleMap=Dictionary({"/Quenbys": Name.Figure}))
        )
        out = io.BytesIO()
        file.save(out)
    written, remarks = coded(out.getvalue(), Wexgarford="P1")
    with pikepdf.open(io.BytesIO(written)) as file:
        with file.open_outline() as outline:
            assert outline.root[0].title == "About P1"
        element = file.Root["/StructTreeRoot"]["/K"][0]
        assert (str(element["/Alt"]), str(element["/S"])) == ("P1 in the garden", "/Figure")
        assert "/A" not in file.pages[0].obj["/Annots"][0]
    assert "link-removed" in remarks
    assert b"Wexgarford" not in written


@pytest.mark.parametrize(
    "filters", [Name.DCTDecode, Array([Name.DCTDecode]), Array([Name.FlateDecode, Name.DCTDecode])]
)
def test_a_photograph_loses_its_owner_and_keeps_its_pixels(filters: pikepdf.Object):
    exif, jpeg = Image.Exif(), io.BytesIO()
    exif[0x013B] = "Wexgarford"
    Image.new("RGB", (40, 30), (200, 30, 30)).save(jpeg, "JPEG", exif=exif)
    packed = zlib.compress(jpeg.getvalue()) if isinstance(filters, Array) and len(filters) > 1 else jpeg.getvalue()
    with pikepdf.open(io.BytesIO(lines("words"))) as file:
        image = file.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=40, Height=30)
        image["/ColorSpace"], image["/BitsPerComponent"] = Name.DeviceRGB, 8
        image.write(packed, filter=filters)
        file.pages[0].obj["/Resources"]["/XObject"] = Dictionary(Im0=image)
        file.pages[0].contents_add(file.make_stream(b"q 80 0 0 60 100 100 cm /Im0 Do Q"))
        out = io.BytesIO()
        file.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    written = draft(out.getvalue()).rewritten(())
    with pikepdf.open(io.BytesIO(written.data)) as file:
        kept = next(i for i in file.objects if isinstance(i, pikepdf.Stream) and i.get("/Subtype") == "/Image")
        assert b"Wexgarford" not in kept.read_raw_bytes()
        red, green, _ = pikepdf.PdfImage(kept).as_pil_image().convert("RGB").getpixel((20, 15))
    assert (red > 180, green < 60) == (True, True)
    assert "looks-different" not in [r.rule for r in written.remarks]


def test_a_layer_that_the_catalogue_does_not_list_has_no_name_left():
    with pikepdf.open(io.BytesIO(lines("words"))) as file:
        layer = file.make_indirect(
            Dictionary(Type=Name.OCG, Name=String("Wexgarford"), Usage=Dictionary(X=String("Wexgarford")))
        )
        rule = file.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([layer])))
        state = Dictionary(Type=Name.ExtGState, LW=1, Note=String("Wexgarford"))
        file.pages[0].obj["/Resources"]["/Properties"] = Dictionary(MC0=rule)
        file.pages[0].obj["/Resources"]["/ExtGState"] = Dictionary(GS0=state)
        file.pages[0].contents_add(file.make_stream(b"/OC /MC0 BDC /GS0 gs 0 0 m 9 9 l S EMC"))
        out = io.BytesIO()
        file.save(out)
    written = draft(out.getvalue()).rewritten(()).data
    with pikepdf.open(io.BytesIO(written)) as file:
        assert not any(b"Wexgarford" in thing.unparse(resolved=True) for thing in file.objects)
        assert any(thing.get("/Type") == "/OCMD" for thing in file.objects if isinstance(thing, Dictionary))


def test_what_it_told_the_check_is_clean():
    written, _ = coded(lines("On Monday Wexmoncombe was seen."), Wexmoncombe="P1")
    assert find_residue(written, [Form("P1", "Wexmoncombe")]) == ()
    assert check_structure(written, "submission") == ()


def test_the_check_finds_what_a_writer_left():
    data = lines("On Monday Wexmoncombe was seen.")
    assert {f.rule for f in find_residue(data, [Form("P1", "Wexmoncombe")])} == {"identity-left"}
    with pikepdf.open(io.BytesIO(data)) as file:
        file.docinfo["/Author"] = "Ysolde"
        file.Root["/OpenAction"] = Dictionary(S=Name.JavaScript, JS=String("1"))
        out = io.BytesIO()
        file.save(out)
    assert {f.rule for f in check_structure(out.getvalue(), "submission")} >= {"metadata", "macros"}


# ---- what is refused, what is told


def _locked(owner: str, user: str) -> bytes:
    with pikepdf.open(io.BytesIO(lines("words"))) as file:
        out = io.BytesIO()
        file.save(out, encryption=pikepdf.Encryption(owner=owner, user=user))
        return out.getvalue()


def _with_form(**more: object) -> bytes:
    with pikepdf.open(io.BytesIO(lines("words"))) as file:
        file.Root["/AcroForm"] = Dictionary(more)
        out = io.BytesIO()
        file.save(out)
        return out.getvalue()


def _outlined() -> bytes:
    def draw(canvas: Canvas) -> None:
        for n in range(900):
            canvas.line(n % 50, n, n % 70, n + 3)
            canvas.line(n % 50, n + 1, n % 70, n + 4)

    return drawn(draw)


def _dumb() -> bytes:
    """Letters of which the file does not say which they are."""
    with pikepdf.open(io.BytesIO(lines("words that nobody can read at all"))) as file:
        font = next(iter(file.pages[0].obj["/Resources"]["/Font"].values()))
        for key in ("/Encoding", "/BaseFont"):
            del font[key]
        font["/Subtype"], font["/Encoding"] = Name.Type0, Name("/UniJIS-UTF16-H")
        font["/DescendantFonts"] = Array([Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.X)])
        out = io.BytesIO()
        file.save(out)
        return out.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (_locked("o", "u"), "only with a password"),
        (_locked("o", ""), "protected against changes"),
        (_with_form(**{"/Fields": Array([Dictionary(FT=Name.Sig, V=Dictionary(Name=String("Ysolde")))])}), "digital signature"),
        (_with_form(**{"/Fields": Array(), "/XFA": String("x")}), "XFA"),
        (b"%PDF-1.7\nnothing of the kind", "damaged"),
        (_outlined(), "Page 1 is full of drawn lines"),
        (_dumb(), "Page 1 is set in letters"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, sentence: str):
    with pytest.raises(DocumentError, match=sentence) as caught:
        draft(data)
    assert "Ysolde" not in str(caught.value)


def test_a_signature_goes_where_that_is_allowed():
    data = _with_form(**{"/Fields": Array([Dictionary(FT=Name.Sig, V=Dictionary(Name=String("Ysolde")))])})
    written = draft(data, frozenset(("signed",))).rewritten(())
    assert "signature-removed" in [r.rule for r in written.remarks]
    assert b"Ysolde" not in written.data


def test_a_pdf_is_told_by_what_it_holds_and_not_rewritten_in_place(tmp_path):
    data = lines("words")
    assert format_of(data).name == "PDF"
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    assert read(path, Tidying()).suffix == ".pdf"
    with pytest.raises(DocumentError, match="in place"):
        kept("a.pdf", data)


def test_an_inspection_lists_authors_notes_and_scripts():
    data = lines("words")
    with pikepdf.open(io.BytesIO(data)) as file:
        file.docinfo["/Author"] = "Ysolde"
        file.Root["/OpenAction"] = Dictionary(S=Name.JavaScript, JS=String("1"))
        file.attachments["a.txt"] = b"x"
        out = io.BytesIO()
        file.save(out)
    found = inspect_data(out.getvalue())
    assert {f.kind for f in found.findings} >= {"property", "macro", "embedded"}
    assert not found.is_clean


@pytest.mark.parametrize("code", ["Dítě 1", "Ребёнок 1", "子1"])
def test_a_code_in_letters_that_the_fonts_lack_is_refused_with_a_sentence(code: str):
    with pytest.raises(DocumentError, match="cannot be written in a PDF") as refused:
        coded(lines("Perpetua was seen."), Perpetua=code)
    assert code in str(refused.value)


@pytest.mark.parametrize(
    ("code", "read"),
    [("École 1", "École 1"), ("E\u0301cole 1", "École 1"), ("SCC\u2011SW1", "SCC-SW1"), ("Child\u202f1", "Child 1")],
)
def test_a_code_in_other_letters_of_the_fonts_is_set_as_it_is(code: str, read: str):
    data, _ = coded(lines("Perpetua was seen."), Perpetua=code)
    (page,) = pypdf.PdfReader(io.BytesIO(data)).pages
    text = " ".join(page.extract_text().split())
    assert text.replace("\u00a0", " ").startswith(read)
    assert "?" not in text
