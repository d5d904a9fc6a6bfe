"""What a PDF holds in objects that no page shows: one walk over all of them, and pages that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from redactor.sources.pdf import read_pdf

WHO = "Oonagh Fellbridge"


def made(spoil: Callable[[pikepdf.Pdf], object], behind: bytes = b"") -> bytes:
    file = pikepdf.new()
    page = file.add_blank_page(page_size=(595, 842))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    page.obj.Contents = file.make_stream(b"BT /F1 12 Tf 72 700 Td (The plan was reviewed in good time.) Tj ET")
    spoil(file)
    written = BytesIO()
    file.save(written)
    file.close()
    return written.getvalue() + behind


def _label(file: pikepdf.Pdf) -> None:
    file.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(f"{WHO} "), S=Name.D)]))


def _private(file: pikepdf.Pdf) -> None:
    file.Root.PieceInfo = Dictionary(Case=Dictionary(Private=Dictionary(Client=String(WHO))))


def _of_page(file: pikepdf.Pdf) -> None:
    said = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><d dc:source="{WHO}.docx"/></x:xmpmeta>'
    file.pages[0].obj.Metadata = file.make_stream(said.encode())


def _structure(file: pikepdf.Pdf) -> None:
    file.Root.StructTreeRoot = Dictionary(
        Type=Name.StructTreeRoot, K=file.make_indirect(Dictionary(S=Name.P, T=String(WHO), Type=Name.StructElem))
    )


def _stray(file: pikepdf.Pdf) -> None:
    file.Root.XOrphan = file.make_stream(f"BT /F1 12 Tf (Statement of {WHO}) Tj ET".encode())


def _outside(file: pikepdf.Pdf) -> None:
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, 595, 842]),
        Resources=file.pages[0].obj.Resources,
        Contents=file.make_stream(f"BT /F1 12 Tf 72 700 Td (Statement of {WHO}) Tj ET".encode()),
    )
    file.Root.Template = file.make_indirect(page)


def _drawn(file: pikepdf.Pdf, **more: object) -> pikepdf.Object:
    letters = b"BT /F1 12 Tf 10 10 Td [(Oonagh ) 20 (Fell) -10 (bridge rang)] TJ ET"
    own = Dictionary(Font=file.pages[0].obj.Resources.Font)
    return file.make_stream(letters, BBox=Array([0, 0, 300, 30]), Resources=own, **more)


def _never_drawn(file: pikepdf.Pdf) -> None:
    file.pages[0].obj.Resources.XObject = Dictionary(Fm1=_drawn(file, Type=Name.XObject, Subtype=Name.Form))


def _pattern(file: pikepdf.Pdf) -> None:
    tile = _drawn(file, PatternType=1, PaintType=1, TilingType=1, XStep=300, YStep=30)
    file.pages[0].obj.Resources.Pattern = Dictionary(P1=tile)


def _key(file: pikepdf.Pdf) -> None:
    file.Root.Dests = Dictionary({"/OonaghFellbridge": Array([file.pages[0].obj, Name.Fit])})


def _font_name(file: pikepdf.Pdf) -> None:
    file.pages[0].obj.Resources.Font.F2 = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/ABCDEF+OonaghFellbridgeHand")
    )


def _remark(file: pikepdf.Pdf) -> None:
    page = file.pages[0].obj
    page.Contents = file.make_stream(f"% for {WHO}\n".encode() + page.Contents.read_bytes())


def _for_the_blind(file: pikepdf.Pdf) -> None:
    page = file.pages[0].obj
    page.Contents = file.make_stream(
        page.Contents.read_bytes() + f"/Figure << /Alt (photo of {WHO}) >> BDC EMC".encode()
    )


def _two_bytes(file: pikepdf.Pdf) -> None:
    file.Root.XExtra = file.make_stream(f"Statement of {WHO}".encode("utf-16-le"))


def _associated(file: pikepdf.Pdf) -> None:
    held = file.make_stream(f"From: a@example.org\nTo: b@example.org\n\n{WHO} rang".encode(), Type=Name.EmbeddedFile)
    spec = Dictionary(Type=Name.Filespec, F=String("x.eml"), EF=Dictionary(F=held))
    file.pages[0].obj.AF = Array([file.make_indirect(spec)])


def _output(file: pikepdf.Pdf) -> None:
    file.Root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFX, Info=String(WHO))])


@pytest.mark.parametrize(
    "spoil",
    [_label, _private, _of_page, _structure, _stray, _outside, _never_drawn, _pattern, _key, _font_name, _remark,
     _for_the_blind, _two_bytes, _associated, _output],
)  # fmt: skip
def test_what_no_page_shows_is_read(spoil: Callable[[pikepdf.Pdf], object]) -> None:
    source = read_pdf(made(spoil), "x.pdf")
    assert any(WHO in t.text for t in source.texts)
    assert all(WHO not in t.place for t in source.texts)
    assert source.unreadable == ()


def test_bytes_behind_the_end_are_read() -> None:
    source = read_pdf(made(lambda file: None, f"\n{WHO} was here\n".encode()), "x.pdf")
    assert [t.text for t in source.texts if WHO in t.text] == [f"{WHO} was here"]


def test_bytes_before_the_start_are_read() -> None:
    source = read_pdf(f"{WHO} was here\n".encode() + made(lambda file: None), "x.pdf")
    assert f"{WHO} was here" in {t.text for t in source.texts}


def test_what_a_camera_wrote_into_a_picture_is_read() -> None:
    def photo(file: pikepdf.Pdf) -> None:
        head = f"\xff\xd8\xff\xfe\x00\x20{WHO} in the garden\xff\xda".encode("latin-1")
        held = file.make_stream(head, Subtype=Name.Image, Width=1, Height=1)
        held.Filter = Name.DCTDecode
        file.pages[0].obj.Resources.XObject = Dictionary(Im1=held)

    source = read_pdf(made(photo), "x.pdf")
    assert any(WHO in t.text for t in source.texts)
    assert any(WHO.encode() in blob.data for blob in source.blobs)


def test_a_plain_file_says_nothing_more_than_its_page() -> None:
    source = read_pdf(made(lambda file: None), "x.pdf")
    assert [t.text for t in source.texts if t.layer not in ("markup", "metadata")] == [
        "The plan was reviewed in good time."
    ]
    assert source.facts == ()


def test_a_small_picture_of_a_page_is_looked_at() -> None:
    def thumbnail(file: pikepdf.Pdf) -> None:
        file.pages[0].obj.Thumb = file.make_stream(b"\0" * 12, Width=2, Height=2, BitsPerComponent=8)

    assert "picture" in {f.rule for f in read_pdf(made(thumbnail), "x.pdf").facts}


def test_a_page_of_outlines_cannot_be_read() -> None:
    def outlines(file: pikepdf.Pdf) -> None:
        drawn = " ".join(f"{72 + n % 400} {100 + n % 600} l" for n in range(2000))
        file.pages[0].obj.Contents = file.make_stream(f"72 700 m {drawn} f".encode())

    (told,) = read_pdf(made(outlines), "x.pdf").unreadable
    assert "page 1" in told
