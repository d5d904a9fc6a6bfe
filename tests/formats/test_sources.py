# ruff: noqa: E501 - a case is a line
"""The check reads other formats for itself: a name in any place of a file is seen, whatever shows there."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import olefile
import pytest

from redactor.base import office
from redactor.base.given import Held
from redactor.sources.readers import read_source
from redactor.sources.source import Source, SourceError
from tests.documents.builders import docx

from .compound import compound_file, outlook
from .office import made, needs_office, odf

NAME = "Bellweather"
P = f"<text:p>{NAME}</text:p>"


def read(data: bytes) -> Source:
    return read_source(Held("x", data))


def layers(source: Source, name: str = NAME) -> set[str]:
    return {t.layer for t in source.texts if name in t.text}


def rules(source: Source) -> set[str]:
    return {f.rule for f in source.facts}


HIDDEN = '<style:style style:name="T9" style:family="text"><style:text-properties text:display="none"/></style:style>'
WHITE = '<style:style style:name="T9" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>'
CHANGE = "<office:change-info><dc:creator>{}</dc:creator><dc:date>2026-01-05T10:00:00</dc:date></office:change-info>"
CELL = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
# where a name can lie in an OpenDocument text → the file, the layer, a rule that tells of the place
PLACES: dict[str, tuple[bytes, str, str]] = {
    "paragraph": (odf(P), "text", ""),
    "heading": (odf(f'<text:h text:outline-level="2">{NAME}</text:h>'), "text", ""),
    "in pieces": (odf("<text:p>Bell<text:span>wea</text:span><text:a xlink:href='#x'>ther</text:a></text:p>"), "text", ""),
    "list": (odf(f"<text:list><text:list-item>{P}</text:list-item></text:list>"), "text", ""),
    "cell": (odf(f"<table:table><table:table-row><table:table-cell>{P}</table:table-cell></table:table-row></table:table>"), "text", ""),
    "section": (odf(f'<text:section text:name="S">{P}</text:section>'), "text", ""),
    "hidden section": (odf(f'<text:section text:name="S" text:display="none">{P}</text:section>'), "hidden", ""),
    "name of a section": (odf(f'<text:section text:name="{NAME}"><text:p>x</text:p></text:section>'), "annotation", ""),
    "text box": (odf(f"<text:p><draw:frame><draw:text-box>{P}</draw:text-box></draw:frame></text:p>"), "text", ""),
    "shape": (odf(f"<text:p><draw:custom-shape>{P}</draw:custom-shape></text:p>"), "text", ""),
    "text behind a picture": (odf(f"<text:p><draw:frame><svg:desc>{NAME}</svg:desc></draw:frame></text:p>"), "annotation", ""),
    "footnote": (odf(f"<text:p>x<text:note text:note-class='footnote'><text:note-body>{P}</text:note-body></text:note></text:p>"), "text", ""),
    "comment": (odf(f"<text:p>x<office:annotation><dc:creator>A</dc:creator>{P}</office:annotation></text:p>"), "comment", "comments"),
    "author of a comment": (odf(f"<text:p>x<office:annotation><dc:creator>{NAME}</dc:creator></office:annotation></text:p>"), "metadata", "comments"),
    "deleted text": (
        odf(f"<text:tracked-changes><text:changed-region><text:deletion>{CHANGE.format('A')}{P}</text:deletion></text:changed-region>"
            "</text:tracked-changes><text:p>x</text:p>"), "hidden", "tracked-changes"),
    "who changed it": (
        odf(f"<text:tracked-changes><text:changed-region><text:insertion>{CHANGE.format(NAME)}</text:insertion></text:changed-region>"
            "</text:tracked-changes><text:p>x</text:p>"), "metadata", "tracked-changes"),
    "hidden words": (odf(f'<text:p>x<text:span text:style-name="T9">{NAME}</text:span></text:p>', automatic=HIDDEN), "hidden", "hidden-text"),
    "white words": (odf(f'<text:p>x<text:span text:style-name="T9">{NAME}</text:span></text:p>', automatic=WHITE), "text", "disguised-text"),
    "hidden field": (odf(f'<text:p>x<text:hidden-text text:condition="y" text:string-value="{NAME}"/></text:p>'), "annotation", "hidden-text"),
    "variable": (odf(f'<text:user-field-decls><text:user-field-decl text:name="a" office:string-value="{NAME}"/></text:user-field-decls>'), "annotation", ""),
    "bookmark": (odf(f'<text:p><text:bookmark text:name="{NAME}"/>x</text:p>'), "annotation", ""),
    "link": (odf(f'<text:p><text:a xlink:href="file:///C:/Users/{NAME}/x.odt">x</text:a></text:p>'), "link", "external-link"),
    "header": (odf("<text:p>x</text:p>", styles=f"<style:master-page><style:header>{P}</style:header></style:master-page>"), "text", ""),
    "footer of the first page": (odf("", styles=f"<style:master-page><style:footer-first>{P}</style:footer-first></style:master-page>"), "text", ""),
    "name of a style": (odf("", automatic=f'<style:style style:name="a" style:display-name="{NAME}"/>'), "markup", ""),
    "author": (odf("", meta=f"<meta:initial-creator>{NAME}</meta:initial-creator>"), "metadata", "metadata"),
    "who printed it": (odf("", meta=f"<meta:printed-by>{NAME}</meta:printed-by>"), "metadata", "metadata"),
    "keyword": (odf("", meta=f"<meta:keyword>{NAME}</meta:keyword>"), "metadata", ""),
    "custom property": (odf("", meta=f'<meta:user-defined meta:name="Child">{NAME}</meta:user-defined>'), "metadata", "custom-properties"),
    "name of a property": (odf("", meta=f'<meta:user-defined meta:name="{NAME}">x</meta:user-defined>'), "metadata", "custom-properties"),
    "template": (odf("", meta=f'<meta:template xlink:href="file:///C:/{NAME}.ott" xlink:title="x"/>'), "link", "attached-template"),
    "setting": (odf("", members={"settings.xml": f'<a:i xmlns:a="x" a:name="PrinterName">{NAME}</a:i>'}), "markup", ""),
    "macro": (odf("", members={"Basic/Standard/Module1.xml": f'<s:module xmlns:s="x">\' by {NAME}</s:module>'}), "hidden", "macros"),
    "signature": (odf("", members={"META-INF/documentsignatures.xml": f"<d><X509SubjectName>CN={NAME}</X509SubjectName></d>"}), "metadata", "signature"),
    "form": (odf(f'<office:forms><form:text xmlns:form="x" form:current-value="{NAME}"/></office:forms>'), "annotation", ""),
    "script": (odf(f"<office:scripts><office:script>{NAME}</office:script></office:scripts>"), "hidden", ""),
    "remark in the XML": (odf(f"<!-- {NAME} --><text:p>x</text:p>"), "hidden", ""),
    "embedded text": (
        odf("", members={"Object 1/content.xml": f'<o:document-content xmlns:o="x" xmlns:t="y"><o:body><t:p>{NAME}</t:p></o:body></o:document-content>'}),
        "attachment", "embedded-object"),
    "name of a part": (odf("", members={f"Pictures/{NAME} at home.png": b"\x89PNG"}), "name", "picture"),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_name_anywhere_in_an_opendocument_file_is_seen(place: str) -> None:
    data, layer, rule = PLACES[place]
    source = read(data)
    assert layer in layers(source), [t for t in source.texts if t.layer != "markup"]
    assert rule in rules(source) | {""}
    assert source.unreadable == ()
    assert not any(NAME in t.place for t in source.texts)
    assert not any(NAME in f.place + f.detail for f in source.facts)


@pytest.mark.parametrize(
    ("member", "data"),
    [
        ("Pictures/1.png", b"\x89PNG" + NAME.encode()),
        ("Thumbnails/thumbnail.png", b"\x89PNG" + NAME.encode()),
        ("ObjectReplacements/Object 1", NAME.encode("utf-16-le")),
        ("Object 2", b"\xd0\xcf\x11\xe0" + NAME.encode("utf-16-le")),
        ("layout-cache", NAME.encode()),
    ],
)
def test_bytes_are_looked_through_too(member: str, data: bytes) -> None:
    source = read(odf("<text:p>x</text:p>", members={member: data}))
    assert any(data == b.data for b in source.blobs)


def test_the_small_picture_of_the_first_page_is_told() -> None:
    source = read(odf("", members={"Thumbnails/thumbnail.png": b"\x89PNG"}))
    assert next(f.place for f in source.facts if f.rule == "picture").startswith("small picture of the first page")


def test_cells_have_their_place_and_heading() -> None:
    rows = "".join(
        f"<table:table-row>{''.join(map(CELL.format, row))}</table:table-row>"
        for row in (("Date", "Who"), ("3 March", NAME))
    )
    source = read(odf(f"<text:p>First</text:p><table:table>{rows}</table:table>"))
    assert [(t.place, t.header) for t in source.texts if t.text == NAME] == [("body, table 1, row 2, column 2", "Who")]
    assert [t.place for t in source.texts if t.text == "First"] == ["body, paragraph 1"]


def test_a_sheet_is_read_with_its_hidden_rows_and_repeated_cells() -> None:
    rows = (
        f'<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="2"/>{CELL.format("Who")}</table:table-row>'
        f'<table:table-row table:visibility="collapse">{CELL.format(NAME)}</table:table-row>'
    )
    sheet = f'<table:table table:name="Harbottle">{rows}</table:table>'
    source = read(odf(sheet, mimetype="application/vnd.oasis.opendocument.spreadsheet", holder="office:spreadsheet"))
    assert source.format == "ods"
    assert [(t.place, t.layer) for t in source.texts if t.text in ("Who", NAME)] == [
        ("sheet 1, cell C1", "text"),
        ("sheet 1, cell A4", "hidden"),
    ]
    assert "excel-hidden-rows" in rules(source)
    assert "text" in layers(source, "Harbottle")


def test_entities_and_damage_are_never_a_pass() -> None:
    entity = f'<!DOCTYPE x [<!ENTITY n "{NAME}">]><x>&n;</x>'
    assert read(odf("", members={"settings.xml": entity})).unreadable
    assert read(odf("", members={"styles.xml": "<a><b></a>"})).unreadable
    whole = odf(P)
    with pytest.raises(SourceError):
        read(whole[: len(whole) // 2])


RTF = {
    "paragraph": (rf"{NAME}\par", "text", ""),
    "letters of a code page": (r"Zo\'eb Bellweather\par", "text", ""),
    "Unicode": (r"\u66\'42ellweather\par", "text", ""),
    "without fallback": (r"{\uc0\u66ellweather}\par", "text", ""),
    "split by formats": (r"Bell{\b wea}\i0 ther\par", "text", ""),
    "hidden": (rf"{{\v {NAME}}}\par", "hidden", "hidden-text"),
    "deleted": (rf"{{\deleted\revauthdel1 {NAME}}}\par", "hidden", "tracked-changes"),
    "authors of changes": (rf"{{\*\revtbl {{Unknown;}}{{{NAME};}}}}", "metadata", "people"),
    "comment": (rf"x{{\*\atnid TB}}{{\*\atnauthor A}}\chatn{{\*\annotation \pard {NAME}\par}}", "comment", "comments"),
    "author of a comment": (rf"x{{\*\atnauthor {NAME}}}", "metadata", ""),
    "footnote": (rf"x{{\footnote \pard {NAME}\par}}", "text", ""),
    "header": (rf"{{\headerf \pard {NAME}\par}}", "text", ""),
    "cell": (rf"\trowd\cellx100 \intbl {NAME}\cell\row", "text", ""),
    "author": (rf"{{\info{{\author {NAME}}}}}", "metadata", "metadata"),
    "last saved by": (rf"{{\info{{\operator {NAME}}}}}", "metadata", "metadata"),
    "title": (rf"{{\info{{\title {NAME}}}}}", "metadata", ""),
    "custom property": (rf"{{\*\userprops{{\propname Child}}\proptype30{{\staticval {NAME}}}}}", "metadata", "custom-properties"),
    "variable": (rf"{{\*\docvar {{child}}{{{NAME}}}}}", "hidden", ""),
    "link": (rf'{{\field{{\*\fldinst HYPERLINK "file:///{NAME}"}}{{\fldrslt x}}}}', "link", ""),
    "what a field shows": (rf"{{\field{{\*\fldinst AUTHOR}}{{\fldrslt {NAME}}}}}\par", "text", ""),
    "bookmark": (rf"{{\*\bkmkstart {NAME}}}x", "annotation", ""),
    "template": (rf"{{\*\template C:\\{NAME}.dot}}", "link", "attached-template"),
    "text box": (rf"{{\shp{{\*\shpinst{{\shptxt \pard {NAME}\par}}}}}}", "text", ""),
    "text behind a picture": (rf"{{\shp{{\*\shpinst{{\sp{{\sn wzDescription}}{{\sv {NAME}}}}}}}}}", "annotation", ""),
    "style": (rf"{{\stylesheet{{\s1 {NAME};}}}}", "markup", ""),
    "unknown group": (rf"{{\*\nobodyknows {NAME}}}", "markup", ""),
}  # fmt: skip


@pytest.mark.parametrize("place", RTF)
def test_a_name_anywhere_in_a_rich_text_is_seen(place: str) -> None:
    body, layer, rule = RTF[place]
    source = read(rf"{{\rtf1\ansi\ansicpg1252 {body}}}".encode("latin-1"))
    assert layer in layers(source), source.texts
    assert rule in rules(source) | {""}
    assert source.format == "rtf"


def test_what_programs_set_themselves_is_nobodys() -> None:
    own = '<meta:user-defined meta:name="AppVersion">14.0000</meta:user-defined>'
    plain = '<meta:template xlink:title="Normal.dotm" xlink:href=""/>'
    assert not rules(read(odf(P, meta=own + plain))) & {"custom-properties", "attached-template"}
    version = r"{\*\userprops{\propname AppVersion}\proptype30{\staticval 14.0000}}"
    assert rules(read((r"{\rtf1 " + version + r"x\par}").encode())) == set()
    child = version[:-1] + rf"{{\propname Child}}\proptype30{{\staticval {NAME}}}}}"
    assert rules(read((r"{\rtf1 " + child + r"x\par}").encode())) == {"custom-properties"}


def test_data_in_a_rich_text_are_looked_through() -> None:
    hexed = NAME.encode().hex()
    source = read(rf"{{\rtf1 {{\pict\pngblip {hexed}}}{{\object{{\*\objdata {hexed}}}}}x\par}}".encode())
    assert {"picture", "embedded-object"} <= rules(source)
    assert sum(NAME.encode() in b.data for b in source.blobs) >= 2
    assert layers(source, "x") == {"text"}


def test_a_rich_text_nested_without_end_is_a_sentence() -> None:
    with pytest.raises(SourceError, match="nested"):
        read(b"{\\rtf1 " + b"{" * 3000 + b"x")


@needs_office
def test_an_old_word_file_shows_its_text_its_properties_and_its_remains() -> None:
    data = made("doc")
    source = read(data)
    assert source.format == "doc"
    assert "text" in layers(source, "Kyle Thornbury")
    assert "comment" in layers(source, "Ask Tom Bellweather")
    assert "hidden" in layers(source, "Jo Oakshott was not")
    assert {"tracked-changes", "comments"} <= rules(source)
    assert [t.header for t in source.texts if t.text == "Anjali Nandakumar rang." and t.layer == "text"] == ["Entry"]


@needs_office
def test_what_an_earlier_save_has_left_in_an_old_word_file_is_seen(tmp_path: Path) -> None:
    """Words in the stream of the text that no program shows."""
    path = tmp_path / "draft.doc"
    path.write_bytes(made("doc"))
    left = "Denzil Harbottle has hidden the medicine from everybody".encode("utf-16-le")
    with olefile.OleFileIO(path, write_mode=True) as file:
        stream = file.openstream("WordDocument").read()
        at = stream.rindex(bytes(len(left) + 64)) + 32
        at += at % 2
        file.write_stream("WordDocument", stream[:at] + left + stream[at + len(left) :])
    source = read_source(path)
    assert "hidden" in layers(source, "Harbottle")
    assert "hidden-text" in rules(source)
    assert "Harbottle" not in " ".join(t.text for t in source.texts if t.layer == "text")


@needs_office
def test_an_old_workbook_is_read_with_its_cells() -> None:
    rows = "".join(f"<table:table-row>{CELL.format(c)}</table:table-row>" for c in ("Who", NAME))
    sheet = odf(
        f'<table:table table:name="Log">{rows}</table:table>', mimetype="application/vnd.oasis.opendocument.spreadsheet",
        holder="office:spreadsheet", meta="<meta:initial-creator>Harbottle</meta:initial-creator>",
    )  # fmt: skip
    source = read(made("xls", sheet, "ods"))
    assert source.format == "xls"
    assert [t.place for t in source.texts if t.text == NAME and t.layer == "text"] == ["sheet 1, cell A2"]
    assert "metadata" in layers(source, "Harbottle")


def test_without_an_office_program_an_old_file_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(office.SWITCH, "off")
    with pytest.raises(SourceError, match=r"in the \.doc format, which redactor reads by way of LibreOffice"):
        read(compound_file({"WordDocument": b"\xec\xa5" + bytes(600)}))


LETTER = docx(f'w:p(w:r(w:t"{NAME}"))')


def message(**fields: str) -> EmailMessage:
    made_of = EmailMessage()
    for name, value in {"From": "a@x.example", "To": "b@x.example", **fields}.items():
        made_of[name.replace("_", "-")] = value
    made_of.set_content("Plain words.")
    return made_of


def _with(change: object, **fields: str) -> bytes:
    made_of = message(**fields)
    change(made_of)  # type: ignore[operator]
    return made_of.as_bytes()


def _attach(data: bytes, name: str) -> object:
    return lambda m: m.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)


MAIL: dict[str, tuple[bytes, str, str]] = {
    "From": (_with(lambda m: None, Reply_To=f"Tom {NAME} <t@x.example>"), "text", ""),
    "encoded subject": (b"From: a@x.example\r\nSubject: =?utf-8?q?Bell=77eather?=\r\n\r\nx", "text", ""),
    "field of machines": (_with(lambda m: None, X_Originating_User=NAME), "metadata", ""),
    "text": (_with(lambda m: m.set_content(f"Hi {NAME}")), "text", ""),
    "second form of the text": (_with(lambda m: m.add_alternative(f"<p>{NAME}</p>", subtype="html")), "text", ""),
    "hidden in a page": (_with(lambda m: m.add_alternative(f"<p style='display:none'>{NAME}</p>", subtype="html")), "hidden", ""),
    "remark in a page": (_with(lambda m: m.add_alternative(f"<p>x</p><!-- {NAME} -->", subtype="html")), "hidden", ""),
    "link in a page": (_with(lambda m: m.add_alternative(f"<a href='http://x.example/{NAME}'>x</a>", subtype="html")), "link", ""),
    "text of a picture": (_with(lambda m: m.add_alternative(f"<img alt='{NAME}'>", subtype="html")), "annotation", ""),
    "name of a file": (_with(_attach(LETTER, f"{NAME}.docx")), "name", "embedded-object"),
    "in a file": (_with(_attach(LETTER, "x.docx")), "attachment", "embedded-object"),
    "in an .odt": (_with(_attach(odf(P), "x.odt")), "attachment", "embedded-object"),
    "in a plain file": (_with(_attach(NAME.encode(), "x.txt")), "attachment", "embedded-object"),
    "in a message": (_with(lambda m: m.add_attachment(message(Subject=NAME))), "attachment", "embedded-object"),
    "in a file of a message": (
        _with(lambda m: (inner := message(), _attach(LETTER, "x.docx")(inner), m.add_attachment(inner))), "attachment", ""),
    "beside the parts": (
        b"From: a@x.example\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\nBy Bellweather\r\n--b\r\n\r\nx\r\n--b--\r\n",
        "hidden", ""),
    "subject of Outlook's": (compound_file(outlook({0x0037: NAME, 0x1000: "x"})), "text", ""),
    "text of Outlook's": (compound_file(outlook({0x1000: f"Hi {NAME}"})), "text", ""),
    "recipient of Outlook's": (compound_file(outlook({0x1000: "x"}, [(1, NAME, "x@x.example")])), "text", ""),
    "transport of Outlook's": (compound_file(outlook({0x1000: "x", 0x007D: f"X-User: {NAME}"})), "metadata", ""),
    "any property of Outlook's": (compound_file(outlook({0x1000: "x", 0x8123: f"Case of {NAME}"})), "metadata", ""),
    "file of Outlook's": (compound_file(outlook({0x1000: "x"}, [], [("x.docx", LETTER)])), "attachment", "embedded-object"),
    "message in Outlook's": (compound_file(outlook({0x1000: "x"}, [], [outlook({0x1000: NAME}, inside=True)])), "text", ""),
}  # fmt: skip


@pytest.mark.parametrize("place", MAIL)
def test_a_name_anywhere_in_a_message_is_seen(place: str) -> None:
    data, layer, rule = MAIL[place]
    source = read(data)
    assert layer in layers(source), source.texts
    assert rule in rules(source) | {""}
    assert source.unreadable == ()
    assert not any(NAME in t.place for t in source.texts)


def test_what_cannot_be_read_of_a_message_is_never_a_pass() -> None:
    assert read(_with(_attach(b"\x00\x01\x02" * 50, "x.bin"))).unreadable
    assert read(_with(_attach(LETTER[:-60], "x.docx"))).unreadable
    assert read(compound_file(outlook({0x1009: b"compressed"}))).unreadable
    assert "picture" in rules(read(_with(_attach(b"\x89PNG\r\n\x1a\n", "x.png"))))
