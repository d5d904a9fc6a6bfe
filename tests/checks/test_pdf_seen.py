"""Covers of any shape, words that do not show, pages that cannot be read, and what only looks like any of it; page by page."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageFont

from redactor.sources.pdf import read_pdf
from redactor.sources.source import DRAWN_WORDS, Source

Setup = Callable[[pikepdf.Pdf, pikepdf.Object], None]
LINES = ("Child 1 lived with Mrs A for most of the year.", "The carer rang again in the evening.")
WORDS = f"BT /F1 12 Tf 72 740 Td ({LINES[0]}) Tj 0 -20 Td ({LINES[1]}) Tj ET\n"
BOX = "70 714 220 18 re"  # around the second line
SCAN = "q 595 0 0 842 0 0 cm /Im1 Do Q "


def nothing(file: pikepdf.Pdf, page: pikepdf.Object) -> None:
    pass


def page(content: str, setup: Setup = nothing) -> Source:
    with pikepdf.new() as file:
        one = file.add_blank_page(page_size=(595, 842)).obj
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        one.Resources = Dictionary(Font=Dictionary(F1=font))
        setup(file, one)
        one.Contents = file.make_stream(content.encode("latin-1"))
        made = BytesIO()
        file.save(made)
    return read_pdf(made.getvalue(), "x.pdf")


def rules(source: Source) -> set[str]:
    return {f.rule for f in source.facts} & {"pdf-covered-text", "pdf-hidden-text"}


def states(**named: object) -> Setup:
    def setup(file: pikepdf.Pdf, one: pikepdf.Object) -> None:
        one.Resources.ExtGState = Dictionary(G0=Dictionary(**named))

    return setup


def grey(file: pikepdf.Pdf, one: pikepdf.Object) -> None:
    held = file.make_stream(
        b"\x66" * 16, Subtype=Name.Image, Width=4, Height=4, ColorSpace=Name.DeviceGray, BitsPerComponent=8
    )
    one.Resources.XObject = Dictionary(Im1=held)


def shading(file: pikepdf.Pdf, one: pikepdf.Object) -> None:
    tone = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([0.2]), N=1)
    one.Resources.Shading = Dictionary(
        S1=Dictionary(
            ShadingType=2,
            ColorSpace=Name.DeviceGray,
            Coords=Array([0, 0, 595, 0]),
            Function=tone,
            Extend=Array([True, True]),
        )
    )


def note(kind: str, drawn: str = "", **more: object) -> Setup:
    def setup(file: pikepdf.Pdf, one: pikepdf.Object) -> None:
        box = Array([66, 710, 290, 736])
        held = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=box, **{"F": 4, **more})
        if drawn:
            look = file.make_stream(drawn.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=box)
            held.AP = Dictionary(N=look)
        one.Annots = Array([file.make_indirect(held)])

    return setup


def letters(colour: str, *, size: int = 12) -> str:
    """The second line overprinted: rows of broad letters, each a little beside the one before."""
    rows = [(n % 3 * 2 - 2, n // 3 * 2 - 2) for n in range(9)]
    return f"{colour} " + " ".join(
        f"BT /F1 {size} Tf {72 + x} {720 + y} Td ({'WMNHB' * (60 // size)}) Tj ET" for x, y in rows
    )


@pytest.mark.parametrize(
    ("drawn", "setup"),
    [
        (f"0 g {BOX} f", nothing),
        (letters("0 g"), nothing),
        (letters("1 0 0 rg"), nothing),
        (letters("0.2 0.2 0.5 rg", size=20), nothing),
        (f"1 0 0 rg {BOX} f*", nothing),
        ("0 G 18 w 70 723 m 290 723 l S", nothing),
        ("0 G 1 w " + " ".join(f"70 {716 + n * 0.8:.1f} m 290 {716 + n * 0.8:.1f} l S" for n in range(20)), nothing),
        ("0 G 3 w " + " ".join(f"{66 + n * 2} 712 m {72 + n * 2} 734 l S" for n in range(115)), nothing),
        (f"q {BOX} W n /S1 sh Q", shading),
        ("q 220 0 0 18 70 714 cm /Im1 Do Q", grey),
        (f"q /G0 gs 0 g {BOX} f Q", states(ca=0.97)),
        ("0 g 70 716 60 14 re f", nothing),
        ("", note("Stamp", "0 g 66 710 224 26 re f")),
        ("", note("Ink", "0 G 20 w 70 723 m 290 723 l S")),
        ("", note("Line", L=Array([70, 723, 290, 723]), BS=Dictionary(W=20))),
    ],
)
def test_a_cover_of_any_shape(drawn: str, setup: Setup) -> None:
    source = page(WORDS + drawn, setup)
    assert rules(source) == {"pdf-covered-text"}
    under = " ".join(t.text for t in source.texts if t.layer == "covered")
    assert "carer" in under and "Child" not in under


@pytest.mark.parametrize(
    ("drawn", "setup"),
    [
        ("1 g", nothing),
        ("0.98 g", nothing),
        ("/G0 gs", states(ca=0)),
        ("0 0 1 1 re W n", nothing),
        ("7 Tr", nothing),
        ("3 Tr", nothing),
        ("0.5 Tz", nothing),
    ],
)
def test_words_that_do_not_show(drawn: str, setup: Setup) -> None:
    source = page(WORDS + f"q {drawn} BT /F1 12 Tf 72 400 Td (Nobody was told of it.) Tj ET Q", setup)
    assert rules(source) == {"pdf-hidden-text"}


@pytest.mark.parametrize(
    ("before", "after", "setup"),
    [
        ("", "q 60 100 400 70 re W n 0 g 0 0 595 842 re f Q", nothing),  # clipped to elsewhere
        ("", "0 g 50 690 480 90 re 60 700 460 70 re f*", nothing),  # a ring
        ("", "0 g 50 690 m 530 690 l 530 780 l 50 780 l h 60 700 m 60 770 l 520 770 l 520 700 l h f", nothing),
        ("", "0 G 3 w 60 705 460 60 re S", nothing),  # a frame
        ("", f"0 g {BOX} n", nothing),
        ("q 595 0 0 842 0 0 cm /Im1 Do Q ", "", grey),
        ("", f"q /G0 gs 1 1 0 rg {BOX} f Q", states(BM=Name.Multiply)),
        ("", f"q /G0 gs 1 1 0 rg {BOX} f Q", states(ca=0.3)),
        ("", "0 g 70 717 220 1 re f", nothing),  # underlined
        ("", "0 g 70 723 220 1 re f", nothing),  # struck out
        ("", f"1 g {BOX} f 0 g BT /F1 12 Tf 72 720 Td (The carer rang again in the evening.) Tj ET", nothing),
        ("", WORDS, nothing),  # twice, for bold
        ("", f"q 1 0 0 1 0.4 0.4 cm {WORDS} Q", nothing),
        (f"q 0.7 g 1 0 0 1 1.5 -1.5 cm {WORDS} Q", "", nothing),  # a shadow
        ("0.9 g BT /F1 120 Tf 60 700 Td (DRAFT) Tj ET ", "", nothing),  # across the page, below the text
        ("", "q /G0 gs 0.5 g BT /F1 120 Tf 60 700 Td (DRAFT) Tj ET Q", states(ca=0.3)),
        ("", "BT /F1 12 Tf 72 718 Td (______________________________) Tj ET", nothing),  # underlined by signs
        ("", "BT /F1 12 Tf 72 720 Td (------------------------------------------------) Tj ET", nothing),  # struck out
        ("", "", note("Square", "0 g 66 710 224 26 re f", F=2)),
    ],
)
def test_what_hides_nothing(before: str, after: str, setup: Setup) -> None:
    source = page(before + "0 g " + WORDS + after, setup)
    assert (rules(source), source.unreadable) == (set(), ())


def test_where_a_page_ends_stands_with_the_pages_above_it_too() -> None:
    """Its first line was outside a page of the size that PDFium takes where none is given."""
    with pikepdf.open(BytesIO(lines_at_the_top())) as file:
        file.Root.Pages.MediaBox = file.pages[0].obj.MediaBox
        del file.pages[0].obj.MediaBox
        made = BytesIO()
        file.save(made)
    source = read_pdf(made.getvalue(), "x.pdf")
    assert (rules(source), source.unreadable) == (set(), ())


def lines_at_the_top() -> bytes:
    with pikepdf.new() as file:
        one = file.add_blank_page(page_size=(595, 842)).obj
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        one.Resources = Dictionary(Font=Dictionary(F1=font))
        one.Contents = file.make_stream(f"BT /F1 12 Tf 40 810 Td ({LINES[0]}) Tj ET".encode())
        made = BytesIO()
        file.save(made)
        return made.getvalue()


def scan(*boxes: tuple[int, int, int, int]) -> Setup:
    def setup(file: pikepdf.Pdf, one: pikepdf.Object) -> None:
        paper = Image.new("L", (595, 842), 255)
        pen = ImageDraw.Draw(paper)
        for n, line in enumerate(LINES):
            pen.text((72, 842 - 750 + 20 * n), line, font=ImageFont.load_default(12), fill=0)
        for box in boxes:
            pen.rectangle(box, fill=0)
        held = file.make_stream(zlib.compress(paper.tobytes()))
        held.Subtype, held.Width, held.Height, held.BitsPerComponent = Name.Image, 595, 842, 8
        held.ColorSpace, held.Filter = Name.DeviceGray, Name.FlateDecode
        one.Resources.XObject = Dictionary(Im1=held)

    return setup


def test_a_box_in_a_scan_over_its_own_text() -> None:
    layer = WORDS.replace("Tf", "Tf 3 Tr", 1)
    assert rules(page(SCAN + layer, scan())) == set()
    covered = page(SCAN + layer, scan((66, 842 - 734, 320, 842 - 712)))
    assert rules(covered) == {"pdf-covered-text"}


def test_a_picture_of_a_part_of_the_page_may_have_its_own_text_too() -> None:
    layer = WORDS.replace("Tf", "Tf 3 Tr", 1)
    part = "q 297.5 0 0 421 0 421 cm /Im1 Do Q "  # the upper left quarter
    smaller = "q 0.5 0 0 0.5 0 421 cm " + layer + "Q "
    assert rules(page(part + smaller, scan())) == set()
    below = "BT /F1 12 Tf 3 Tr 72 300 Td (Nobody sees these words.) Tj ET"
    assert rules(page(part + smaller + below, scan())) == {"pdf-hidden-text"}


def test_a_scan_with_nothing_but_a_typed_number_is_not_read() -> None:
    (told,) = page(SCAN + "BT /F1 12 Tf 72 40 Td (Page 1 of 2) Tj ET", scan()).unreadable
    assert told.startswith("page 1 is a picture")


def table(mapping: str) -> Setup:
    def setup(file: pikepdf.Pdf, one: pikepdf.Object) -> None:
        cmap = f"begincmap 1 begincodespacerange <00> <FF> endcodespacerange {mapping} endcmap".encode()
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, ToUnicode=file.make_stream(cmap))
        one.Resources.Font.F2 = file.make_indirect(font)

    return setup


NUL = "94 beginbfchar " + " ".join(f"<{n:02X}> <0000>" for n in range(0x21, 0x7F)) + " endbfchar"
PRIVATE = "1 beginbfrange <21> <7E> <E021> endbfrange"
SOME = (
    "6 beginbfchar "
    + " ".join(f"<{ord(c):02X}> <0000>" for c in "aeiorn")
    + " endbfchar 1 beginbfrange <20> <60> <0020> endbfrange"
)
OTHERS = "1 beginbfrange <20> <20> <0020> endbfrange 1 beginbfrange <21> <7E> <0024> endbfrange"


@pytest.mark.parametrize("mapping", [NUL, SOME, PRIVATE, OTHERS])
@pytest.mark.parametrize("around", ["", WORDS])
def test_letters_of_which_the_file_does_not_say_which_they_are(mapping: str, around: str) -> None:
    line = "BT /F2 12 Tf 72 400 Td (The carer rang again in the evening.) Tj ET"
    (told,) = page(around + line, table(mapping)).unreadable
    assert told.startswith("page 1: the file does not say which letters")


def test_letters_that_are_each_the_next_one_are_none() -> None:
    assert page(WORDS + "BT /F2 12 Tf 72 640 Td (Ju!xbt!tffo!cz!iju{ifosz) Tj ET", of_its_own).unreadable
    assert not page(WORDS + "BT /F2 12 Tf 72 640 Td (Stop! Go! It | was [so].) Tj ET", of_its_own).unreadable


def of_its_own(file: pikepdf.Pdf, one: pikepdf.Object) -> None:
    one.Resources.Font.F2 = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)


def drawn_letters(rows: int) -> str:
    """Shapes side by side like letters, each of its own width."""
    out = []
    for row in range(rows):
        x = 72.0
        for n in range(24):
            wide = 4 + (n * 7 + row) % 5
            y = 600 - 20 * row
            out.append(
                f"{x} {y} m {x + wide} {y + 9} l {x + wide / 2} {y + 4} l {x + 1} {y + 8} l {x + 2} {y + 1} l h f"
            )
            x += wide + 1.5
    return "0 g " + " ".join(out)


def test_letters_that_are_drawn() -> None:
    (told,) = page(WORDS + drawn_letters(4)).unreadable
    assert told.startswith("page 1 is full of letters that are drawn")
    logo = page(WORDS + drawn_letters(1))  # a few are looked at
    assert logo.unreadable == () and DRAWN_WORDS in {f.detail for f in logo.facts}


def test_a_chart_is_no_text() -> None:
    bars = " ".join(f"{60 + 9 * n} 200 6 {20 + (n * 13) % 90} re f" for n in range(40))
    lines = " ".join(f"60 {300 + 9 * n} m 500 {300 + 9 * n} l S" for n in range(30))
    assert page(WORDS + bars + " " + lines).unreadable == ()
