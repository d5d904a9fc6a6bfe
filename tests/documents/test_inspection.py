# ruff: noqa: E501 - a case is a line
"""What `inspect` finds: a line for each thing that a Word file can hold besides its text."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from redactor.documents import DocumentError, Tidying
from redactor.documents.inspection import Inspected, Inspection, inspect
from redactor.documents.inspection.model import KINDS, rows
from redactor.documents.word.names import rows as word_rows

from . import catalogue
from .builders import KEEP_ALL, NAMESPACES, STRICT, TYPE, docx, opened, part, png, replacing, zipped
from .test_pictures import jpeg

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
BY = "w:author=Ada Quill;w:date=2024-03-05T10:00:00Z"
BLUE = "w:rPr(w:i, w:color[w:val=0070C0])"
SHAPE = (
    "w:p(w:r(w:drawing(wp:anchor[behindDoc={behind}](wp:extent[cx=900000;cy=200000], {wrap}, wp:docPr[id=1], "
    "a:graphic(a:graphicData(wps:wsp(wps:spPr(a:prstGeom[prst={form}], {fill}){text})))))))"
)
PICTURE = (
    'w:p(w:r(w:t"x"), w:r(w:drawing(wp:inline(wp:docPr[id=1;descr={descr}], a:graphic(a:graphicData(pic:pic('
    "pic:nvPicPr(pic:cNvPr[id=1;name={name};descr={descr}]), pic:blipFill(a:blip[r:embed=rId9], a:srcRect{crop}))))))))"
)
CLEAN = 'w:p(w:r(w:t"Plain text."))'


def field(code: str) -> str:
    return f'w:p(w:r(w:fldChar[w:fldCharType=begin]), w:r(w:instrText"{code}"), w:r(w:fldChar[w:fldCharType=separate]), w:r(w:t"x"), w:r(w:fldChar[w:fldCharType=end]))'


def shape(
    *,
    behind: str = "0",
    wrap: str = "wp:wrapNone",
    form: str = "rect",
    fill: str = "a:solidFill(a:srgbClr[val=000000])",
    text: str = "",
) -> str:
    return SHAPE.format(behind=behind, wrap=wrap, form=form, fill=fill, text=text)


def picture(
    data: bytes, *, descr: str = "", name: str = "Picture 1", crop: str = "", kind: str = "png"
) -> dict[str, Any]:
    return {
        "body": PICTURE.format(descr=descr, name=name, crop=crop),
        "parts": {f"word/media/image1.{kind}": (f"image/{kind}", data)},
        "links": {"rId9": ("image", f"media/image1.{kind}")},
    }


def with_part(
    name: str, content_type: str, data: str | bytes, kind: str, *, root: bool = False, body: str = CLEAN
) -> dict[str, Any]:
    target = name if root else "/" + name
    return {"body": body, "parts": {name: (content_type, data)}, "roots" if root else "links": {"rId9": (kind, target)}}


def properties(kind: str, inside: str) -> dict[str, Any]:
    name, root, link = {
        "core": (
            "core",
            "cp:coreProperties",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        ),
        "app": ("app", "ep:Properties", "extended-properties"),
        "custom": ("custom", "cust:Properties", "custom-properties"),
    }[kind]
    return with_part(f"docProps/{name}.xml", "application/xml", part(inside, root), link, root=True)


def settings(inside: str) -> dict[str, Any]:
    return with_part("word/settings.xml", f"{TYPE}.settings+xml", part(inside, "w:settings"), "settings")


# what is in the file; kind, what it is more exactly, how often, first place, words of the file ("" where there are none)
FOUND: list[tuple[dict[str, Any], str, str, int, str, str]] = [
    ({"body": f'w:p, w:p(w:ins[{BY}](w:r(w:t"a")), w:ins[{BY}](w:r(w:t"b")))'}, "revision", "insertion", 2, "paragraph 1", ""),
    ({"body": f'w:p(w:r(w:t"a")), w:p(w:del[{BY}](w:r(w:delText"b")))'}, "revision", "deletion", 1, "paragraph 2", ""),
    ({"body": f"w:tbl(w:tr(w:trPr(w:ins[{BY}]), w:tc(w:p)))"}, "revision", "row inserted", 1, "table 1, row 1, column 1", ""),
    ({"body": f'w:p(w:moveFrom[{BY}](w:r(w:t"a"))), w:p(w:moveTo[{BY}](w:r(w:t"a")))'}, "revision", "moved from here", 1, "paragraph 1", ""),
    ({"body": f'w:p(w:r(w:rPr(w:rPrChange[{BY}]), w:t"a"))'}, "revision", "formatting", 1, "paragraph 1", ""),
    ({"body": f'w:p(w:ins[{BY}](w:r(w:t"a"))), w:p(w:del[{BY}](w:r(w:delText"b")))'}, "author", "", 1, "paragraph 1", "Ada Quill"),
    (with_part("word/comments.xml", f"{TYPE}.comments+xml", part(f'w:comment[w:id=1;{BY}](w:p(w:r(w:t"Really?")))', "w:comments"), "comments"), "comment", "", 1, "comment 1", ""),
    (with_part("word/commentsIds.xml", "application/x", "<x/>", f"{MICROSOFT}/commentsIds"), "comment-data", "comment ids", 1, "", ""),
    (with_part("word/people.xml", f"{TYPE}.people+xml", part("w15:person[w15:author=Ada Quill](w15:presenceInfo[w15:userId=aquill@council.example])", "w15:people"), f"{MICROSOFT}/people"), "person", "", 1, "people part", "aquill@council.example"),
    ({"body": 'w:p(w:permStart[w:id=1;w:ed=COUNCIL\\aquill], w:r(w:t"a"))'}, "editor", "", 1, "paragraph 1", "COUNCIL\\aquill"),
    (with_part("word/documenttasks1.xml", "application/x", "<x/>", f"{MICROSOFT}/documenttasks"), "task", "", 1, "", ""),
    ({"body": 'w:p(w:r(w:rPr(w:vanish), w:t"secret"))'}, "hidden-text", "", 1, "paragraph 1", ""),
    ({"body": 'w:p(w:r(w:rPr(w:highlight[w:val=black]), w:t"secret"))'}, "false-redaction", "", 1, "paragraph 1", ""),
    ({"body": 'w:p(w:r(w:rPr(w:shd[w:fill=000000]), w:t"secret"))'}, "false-redaction", "", 1, "paragraph 1", ""),
    ({"body": 'w:p(w:r(w:rPr(w:color[w:val=FFFFFF]), w:t"secret"))'}, "false-redaction", "", 1, "paragraph 1", ""),
    ({"body": shape()}, "covering-shape", "", 1, "paragraph 1", ""),
    ({"body": 'w:p(w:r(w:pict(v:rect[style=position:absolute;fillcolor=black])))'}, "covering-shape", "", 1, "paragraph 1", ""),
    (picture(png(), descr="Ada at her desk"), "alternative-text", "description", 1, "paragraph 1", "Ada at her desk"),
    (picture(png(), name="ada_2019.png"), "alternative-text", "name of a picture's file", 1, "paragraph 1", "ada_2019.png"),
    ({"body": "w:tbl(w:tblPr(w:tblCaption[w:val=Visits of Ada]), w:tr(w:tc(w:p)))"}, "alternative-text", "title of a table", 1, "table 1, row 1, column 1", "Visits of Ada"),
    (with_part("word/header1.xml", f"{TYPE}.header+xml", part('w:p(w:r(w:t"Ada"))', "w:hdr"), "header"), "unused-header", "header", 1, "header 1", ""),
    (with_part("word/footnotes.xml", f"{TYPE}.footnotes+xml", part('w:footnote[w:id=3](w:p(w:r(w:t"a")))', "w:footnotes"), "footnotes"), "unused-note", "footnote", 1, "footnotes", ""),
    (with_part("word/glossary/document.xml", f"{TYPE}.document.glossary+xml", part('w:docPart(w:docPartBody(w:p(w:r(w:t"a"))))', "w:glossaryDocument(w:docParts)"), "glossaryDocument"), "building-block", "", 1, "building blocks", ""),
    ({"raw_body": part(CLEAN).replace("<w:body>", "<w:body><!-- for Ada -->")}, "markup-comment", "", 1, "body", ""),
    ({"raw_body": part(CLEAN).replace("<w:body>", '<w:body><y:x xmlns:y="urn:case:system"/>')}, "foreign-markup", "", 1, "body", "urn:case:system"),
    ({"raw_body": part(CLEAN).replace("<w:p>", '<w:p xmlns:y="urn:case:system" y:case="77">').encode("utf-16")}, "foreign-markup", "", 1, "body", "urn:case:system"),
    (with_part("word/chunk.html", "text/html", "<p>a</p>", "aFChunk", body=f"w:altChunk[r:id=rId9], {CLEAN}"), "alternative-chunk", "", 1, "body", ""),
    ({"body": f'w:p(w:r({BLUE}, w:t"Write here what happened."))'}, "guidance", "", 1, "paragraph 1", ""),
    ({"body": 'w:p(w:r(w:t"Type your text in this box"))'}, "prompt", "", 1, "paragraph 1", ""),
    ({"body": 'w:p(w:r(w:t"He/she (delete as appropriate) left."))'}, "prompt", "", 1, "paragraph 1", ""),
    (properties("core", 'dc:creator"Ada Quill"'), "property", "author", 1, "properties of the file", "Ada Quill"),
    (properties("core", 'cp:lastModifiedBy"Ada Quill"'), "property", "last changed by", 1, "properties of the file", "Ada Quill"),
    (properties("core", 'cp:secretName"Ada Quill"'), "property", "another", 1, "properties of the file", "Ada Quill"),
    (properties("core", 'dcterms:created"somebody\'s birthday"'), "property", "created", 1, "properties of the file", "somebody's birthday"),
    (properties("app", 'ep:Company"Ada & Daughters"'), "property", "company", 1, "properties of the file", "Ada & Daughters"),
    (properties("app", 'ep:TitlesOfParts(vt:vector(vt:lpstr"Visit to Ada", vt:lpstr"Later"))'), "property", "headings", 2, "properties of the file", "Visit to Ada"),
    (properties("app", 'ep:Template"Ada.dotm"'), "property", "template", 1, "properties of the file", "Ada.dotm"),
    (properties("custom", 'cust:property[name=_AuthorEmail](vt:lpwstr"ada@council.example")'), "custom-property", "", 1, "custom properties", "_AuthorEmail: ada@council.example"),
    (settings("w:docVars(w:docVar[w:name=Client;w:val=Ada])"), "variable", "", 1, "settings", "Ada"),
    (settings("w:rsids(w:rsid[w:val=00112233], w:rsid[w:val=00445566])"), "version-mark", "of editing sessions", 2, "settings", ""),
    (settings("w15:docId[w15:val=1]"), "version-mark", "of the document", 1, "settings", ""),
    (settings("w:mailMerge"), "mail-merge", "", 1, "settings", ""),
    (settings("w:documentProtection[w:hash=x]"), "protection", "against changes", 1, "settings", ""),
    (with_part("docProps/thumbnail.jpeg", "image/jpeg", jpeg(), f"{PACKAGE}/metadata/thumbnail", root=True), "thumbnail", "", 1, "", ""),
    (with_part("word/webSettings.xml", f"{TYPE}.webSettings+xml", part("w:divs(w:div)", "w:webSettings"), "webSettings"), "metadata-part", "web settings", 1, "", ""),
    (with_part("word/printerSettings1.bin", "application/x", b"x", "printerSettings"), "metadata-part", "printer", 1, "", ""),
    ({"body": 'w:p(w:r(w:t"a")), w:p(w:hyperlink[r:id=rId9](w:r(w:t"x")))', "links": {"rId9": ("hyperlink", "!mailto:ada@council.example")}}, "link", "e-mail address", 1, "paragraph 2", "mailto:ada@council.example"),
    ({"body": CLEAN, "links": {"rId9": ("hyperlink", "!https://council.example/ada%20quill")}}, "link", "web address", 1, "", "https://council.example/ada quill"),
    ({"body": CLEAN, "links": {"rId9": ("hyperlink", "!C:\\Users\\aquill\\a.docx")}}, "link", "file or folder", 1, "", "C:\\Users\\aquill\\a.docx"),
    ({"body": field(' HYPERLINK \\"https://council.example/ada\\" ')}, "link", "web address", 1, "paragraph 1", "https://council.example/ada"),
    ({"body": 'w:p(w:r(w:t"a"))', "links": {"rId9": ("image", "!file:///C:/Users/aquill/a.png")}}, "outside", "picture", 1, "", "file:///C:/Users/aquill/a.png"),
    ({"body": CLEAN, "links": {"rId9": ("attachedTemplate", "!file:///C:/Users/aquill/a.dotm")}}, "outside", "template", 1, "", "file:///C:/Users/aquill/a.dotm"),
    ({"body": field(" AUTHOR ")}, "field", "AUTHOR", 1, "paragraph 1", ""),
    ({"body": field(" INCLUDETEXT ada.docx ")}, "field", "INCLUDETEXT", 1, "paragraph 1", "INCLUDETEXT ada.docx"),
    ({"body": field(" ADAQUILL x ")}, "field", "of another kind", 1, "paragraph 1", "ADAQUILL x"),
    ({"body": 'w:p(w:fldSimple[w:instr= FILENAME ](w:r(w:t"x")))'}, "field", "FILENAME", 1, "paragraph 1", ""),
    ({"body": field(" PAGE ")}, "layout-field", "PAGE", 1, "paragraph 1", ""),
    (picture(png()), "picture", "PNG", 1, "paragraph 1", ""),
    (picture(b"neither"), "picture", "of an unknown kind", 1, "paragraph 1", ""),
    (picture(png(), crop="[l=2000]"), "picture-cropped", "", 1, "paragraph 1", ""),
    (picture(png((b"tEXt", b"Author\0Ada"))), "picture-metadata", "", 1, "paragraph 1", ""),
    (picture(b"\x89PNG\r\n\x1a\nbroken"), "picture-metadata", "", 1, "paragraph 1", ""),
    (with_part("word/media/hdphoto1.wdp", "image/vnd.ms-photo", b"x", f"{MICROSOFT}/hdphoto"), "picture-original", "", 1, "", ""),
    (with_part("word/embeddings/a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"x", "package", body='w:p(w:r(w:t"a"), w:object(o:OLEObject[r:id=rId9]))'), "embedded", "workbook", 1, "paragraph 1", ""),
    (with_part("word/embeddings/a.bin", "application/vnd.openxmlformats-officedocument.oleObject", b"x", "oleObject"), "embedded", "OLE object", 1, "", ""),
    (with_part("word/media/a.mp4", "video/mp4", b"x", "video"), "media", "", 1, "", ""),
    (with_part("word/ink/ink1.xml", "application/inkml+xml", "<x/>", "ink"), "ink", "", 1, "", ""),
    (with_part("word/fonts/font1.odttf", "application/x-font", b"x", "font"), "font", "", 1, "", ""),
    (with_part("word/activeX/activeX1.xml", "application/x", "<x/>", "control"), "control", "", 1, "", ""),
    (with_part("customXml/item1.xml", "application/xml", "<ada/>", "customXml"), "custom-xml", "", 1, "", ""),
    ({"body": "w:sdt(w:sdtPr(w:dataBinding[w:xpath=/ada]), w:sdtContent(w:p))"}, "data-binding", "", 1, "body", "/ada"),
    ({"body": 'w:p(w:smartTag[w:element=PersonName](w:r(w:t"Ada")))'}, "smart-tag", "", 1, "paragraph 1", "PersonName"),
    (with_part("word/vbaProject.bin", "application/vnd.ms-office.vbaProject", b"x", f"{MICROSOFT}/vbaProject"), "macro", "", 1, "", ""),
    (with_part("_xmlsignatures/sig1.xml", "application/x", "<x/>", f"{PACKAGE}/digital-signature/signature", root=True), "signature", "", 1, "", ""),
    ({"body": "w:p(w:r(w:pict(v:shape(o:signatureline[o:suggestedsigner=Ada Quill]))))"}, "signature", "signature line", 1, "paragraph 1", "Ada Quill"),
    (with_part("word/ada.xml", "application/x", "<x/>", "https://case.example/novelty"), "unknown-part", "", 1, "", ""),
    (with_part("word/stylesWithEffects.xml", "application/xml", "<x/>", f"{MICROSOFT}/stylesWithEffects"), "old-styles", "", 1, "", ""),
    ({"body": CLEAN, "members": {"word/ada.xml": "<x/>"}}, "unused-member", "", 1, "", ""),
]  # fmt: skip


def looked(data: bytes, folder: Path) -> Inspection:
    path = folder / "draft.docx"
    path.write_bytes(data)
    return inspect(path)


def only(inspection: Inspection, kind: str, what: str) -> Inspected:
    found = [finding for finding in inspection.findings if (finding.kind, finding.what) == (kind, what)]
    assert len(found) == 1, inspection.findings
    return found[0]


def words_packing(data: bytes) -> bytes:
    """The same parts in a zip file as Word packs it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(zipfile.ZipInfo(name), source.read(name))
    return target.getvalue()


@pytest.mark.parametrize(
    ("made", "kind", "what", "count", "place", "value"), FOUND, ids=[f"{case[1]} {case[2]}" for case in FOUND]
)
def test_what_is_there_is_found(
    made: dict[str, Any], kind: str, what: str, count: int, place: str, value: str, tmp_path: Path
) -> None:
    inspection = looked(words_packing(docx(**made)), tmp_path)
    finding = only(inspection, kind, what)
    assert (finding.count, *finding.places[:1]) == (count, *([place] if place else []))
    assert not value or value in finding.values
    assert inspection.is_clean == (not KINDS[kind].telling)
    if value:
        assert value not in repr(inspection), "a value may stand in no text that a log could hold"


def test_every_kind_has_a_line_above() -> None:
    assert {case[1] for case in FOUND} | {"zip-trace"} == set(KINDS)


def test_every_kind_of_part_that_leaves_is_known_here() -> None:
    leaving = {row["kind"] for row in word_rows("parts.csv") if row["action"] in ("remove", "flag")}
    known = {kind for each in KINDS.values() for kind in each.parts}
    assert leaving - known == {"custom"}  # read property by property
    assert {row["kind"] for row in rows("marks.csv")} <= set(KINDS)


NOTHING = [
    ("plain text", {"body": CLEAN}),
    ("white text on a dark table", {"body": 'w:tbl(w:tr(w:tc(w:tcPr(w:shd[w:fill=000000]), w:p(w:r(w:rPr(w:color[w:val=FFFFFF]), w:t"a")))))'}),
    ("shape behind the text", {"body": shape(behind="1")}),
    ("shape that the text flows around", {"body": shape(wrap="wp:wrapSquare")}),
    ("line", {"body": shape(form="straightConnector1")}),
    ("shape without filling", {"body": shape(fill="a:noFill")}),
    ("shape that one sees through", {"body": shape(fill="a:solidFill(a:srgbClr[val=FFFF00](a:alpha[val=40000]))")}),
    ("shape with text", {"body": shape(text=', wps:txbx(w:txbxContent(w:p(w:r(w:t"a"))))')}),
    ("older shape behind the text", {"body": "w:p(w:r(w:pict(v:rect[style=position:absolute,z-index:-5;fillcolor=black])))"}),
    ("what Word's programs always write", properties("app", 'ep:Application"Microsoft Office Word", ep:Template"Normal.dotm", ep:Pages"3", ep:TotalTime"0"')),
    ("empty properties", properties("core", 'dc:creator, dc:title" "')),
    ("web settings that only switch", with_part("word/webSettings.xml", f"{TYPE}.webSettings+xml", part("w:optimizeForBrowser", "w:webSettings"), "webSettings")),
    ("link to a place in the file", {"body": field(' HYPERLINK \\\\l _Toc1 ')}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "made"), NOTHING, ids=[case[0] for case in NOTHING])
def test_what_is_harmless_is_no_finding(name: str, made: dict[str, Any], tmp_path: Path) -> None:
    assert looked(words_packing(docx(**made)), tmp_path).is_clean


def test_traces_of_the_packing_are_found(tmp_path: Path) -> None:
    clean = words_packing(docx(CLEAN))
    assert looked(clean, tmp_path).findings == ()
    dated = only(looked(docx(CLEAN), tmp_path), "zip-trace", "time at which a part was written")
    assert dated.first >= "2020"
    target = io.BytesIO(clean)
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = b"for \x1b[31mAda"
    commented = only(looked(target.getvalue(), tmp_path), "zip-trace", "comment of the package")
    assert commented.values == ("for [31mAda",)
    assert only(looked(clean + b"Ada", tmp_path), "zip-trace", "bytes after the package").count == 1


def test_dates_are_given_from_the_first_to_the_last(tmp_path: Path) -> None:
    days = ("2024-03-05T10:00:00Z", "2023-12-01T09:00:00Z", "2024-01-09T09:00:00Z")
    body = ", ".join(f'w:p(w:ins[w:author=A;w:date={day}](w:r(w:t"x")))' for day in days)
    finding = only(looked(docx(body), tmp_path), "revision", "insertion")
    assert (finding.first, finding.last) == (days[1], days[0])


@pytest.mark.parametrize("strict", [False, True])
def test_both_families_of_namespaces_are_read(strict: bool, tmp_path: Path) -> None:
    body = part(f'w:p(w:ins[{BY}](w:r(w:rPr(w:vanish), w:t"a")))')
    if strict:
        for prefix, (uri, *_) in STRICT.items():
            body = body.replace(
                f'xmlns:{prefix}="{NAMESPACES.split(f"xmlns:{prefix}=")[1].split(chr(34))[1]}"',
                f'xmlns:{prefix}="{uri}"',
            )
        assert "purl.oclc.org" in body
    found = {finding.kind for finding in looked(words_packing(docx(raw_body=body)), tmp_path).findings}
    assert found == {"author", "revision", "hidden-text"}


# what may be in a file that was anonymised: for a person to look at, or kept in other words
LEFT = {
    "submission": {"picture", "picture-cropped", "alternative-text", "link", "field", "layout-field", "property", "font",
                   "false-redaction", "covering-shape"},
    "working": {"revision", "author", "comment", "comment-data", "hidden-text", "guidance", "prompt"},
}  # fmt: skip


@pytest.mark.parametrize("profile", ["submission", "working"])
def test_little_is_found_in_what_was_anonymised(profile: str, tmp_path: Path) -> None:
    """The file with something in every place, before and after."""
    draft = catalogue.trailing(catalogue.build())
    before = {finding.kind for finding in looked(draft, tmp_path).findings}
    assert len(before) > 35
    document = opened(draft, tmp_path, Tidying() if profile == "submission" else KEEP_ALL)
    written = document.rewritten(replacing(document, *(needle.word for needle in catalogue.NEEDLES)))
    after = looked(written.data, tmp_path)
    allowed = LEFT["submission"] | (LEFT["working"] if profile == "working" else set())
    assert {finding.kind for finding in after.findings} <= allowed, after.findings
    properties = [finding.what for finding in after.findings if finding.kind == "property"]
    assert properties in ([], ["title"])


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"", "empty"), (b"Hello", "not a Word document"), (docx(CLEAN)[:200], "damaged"), (zipped({"a": "b"}), "not a Word document")],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_a_sentence(data: bytes, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=sentence):
        looked(data, tmp_path)


def test_no_detection_is_loaded() -> None:
    code = "import sys, redactor.documents.inspection, redactor.commands.inspecting, redactor.cli; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    for name in ("spacy", "presidio", "numpy", "redactor.detection", "redactor.case.pipeline", "pydantic", "openpyxl"):
        assert f"'{name}" not in loaded, name
