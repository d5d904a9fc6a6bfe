import base64
import time

import pytest

from redactor.sources.residue import Form, Severity, find_residue
from tests.checks.packages import NAMESPACES, package, paragraph, relationships

NAME = "Rhiannon Pask"
FORMS = (
    Form("Child 1", NAME),
    Form("Child 1", "Rhi"),
    Form("Mrs A", "Zoë O'Hare"),
    Form("Mr B", "Pell-Marsh"),
    Form("SW1", "Grace", exact=True),
)
CELLS = "<w:tbl><w:tr><w:tc>{0}</w:tc><w:tc>{0}</w:tc></w:tr><w:tr><w:tc>{0}</w:tc><w:tc>{1}</w:tc></w:tr></w:tbl>"


def found(data: bytes, **allowed: int) -> list[tuple[str, str]]:
    return [(finding.place, finding.code) for finding in find_residue(data, FORMS, allowed=allowed)]


def part(name: str, content: str | bytes) -> bytes:
    return package(**{name: content})


def xml(inner: str) -> str:
    return f"<w:part {NAMESPACES}>{inner}</w:part>"


def linked(target: str) -> bytes:
    return part("word/_rels/document.xml.rels", relationships(("hyperlink", target, "External")))


def test_a_clean_file_has_no_finding() -> None:
    assert find_residue(package(), FORMS) == ()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (paragraph("Rhiannon Pask was seen."), "Child 1"),
        (paragraph("Rhi", "an", "non P", "ask"), "Child 1"),
        (paragraph("Rhiannon\u00a0Pask"), "Child 1"),
        (paragraph("Rhiannon  Pask"), "Child 1"),
        (paragraph("Rhi\u00adannon Pa\u200bsk"), "Child 1"),
        (paragraph("RHIANNON PASK"), "Child 1"),
        (paragraph("rhiannon pask's"), "Child 1"),
        (paragraph("pell\u2011marsh"), "Mr B"),
        (paragraph("Zoë O’Hare"), "Mrs A"),
        (paragraph("Zoe\u0308 O'Hare"), "Mrs A"),
        (paragraph("Rhi said"), "Child 1"),
        (paragraph("by Grace."), "SW1"),
        (paragraph("x_Rhiannon_Pask Rhi_2019.docx"), "Child 1"),
        ("<w:p><w:r><w:t>Rhiannon</w:t><w:tab/><w:t>Pask</w:t></w:r></w:p>", "Child 1"),
        ("<w:p><w:r><w:t>Rhiannon</w:t><w:br/><w:t>Pask</w:t></w:r></w:p>", "Child 1"),
        ("<w:p><w:r><w:t>Pell</w:t><w:noBreakHyphen/><w:t>Marsh</w:t></w:r></w:p>", "Mr B"),
        ("<w:p><w:r><w:t>Rhian</w:t><w:softHyphen/><w:t>non Pask</w:t></w:r></w:p>", "Child 1"),
        ("<w:p><w:r><w:t>Rhi<!-- x -->annon Pask</w:t></w:r></w:p>", "Child 1"),
        ("<w:p><w:r><w:t>&#82;hiannon P&#x61;sk</w:t></w:r></w:p>", "Child 1"),
        ('<w:p><w:r><w:sym w:font="Symbol" w:char="F052"/><w:t>hiannon Pask</w:t></w:r></w:p>', "Child 1"),
        ("<w:p><w:del><w:r><w:delText>Rhiannon Pask</w:delText></w:r></w:del></w:p>", "Child 1"),
        (
            "<w:p><w:r><w:t>Rhiannon </w:t></w:r><w:del><w:r><w:delText>x </w:delText></w:r></w:del>"
            "<w:r><w:t>Pask</w:t></w:r></w:p>",
            "Child 1",
        ),
        (
            "<w:p><w:r><w:t>Rhiannon </w:t></w:r><w:ins><w:r><w:t>x </w:t></w:r></w:ins>"
            "<w:r><w:t>Pask</w:t></w:r></w:p>",
            "Child 1",
        ),
        (
            '<w:p><w:r><w:instrText>HYPERLINK "mailto:Rhi</w:instrText></w:r>'
            '<w:r><w:instrText>annon Pask"</w:instrText></w:r></w:p>',
            "Child 1",
        ),
        ('<w:p><w:fldSimple w:instr="AUTHOR Rhiannon Pask"/></w:p>', "Child 1"),
        ("<w:p><a:p><a:r><a:t>Rhiannon</a:t></a:r><a:r><a:t> Pask</a:t></a:r></a:p></w:p>", "Child 1"),
        ("<w:p><m:oMath><m:r><m:t>Rhiannon Pask</m:t></m:r></m:oMath></w:p>", "Child 1"),
        (
            "<w:p><w:r><w:t>Rhiannon </w:t></w:r>"
            "<w:r><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:r>"
            "<w:r><w:t>Pask</w:t></w:r></w:p>",
            "Child 1",
        ),
        ('<w:p><wp:docPr id="1" name="Picture 1" descr="C:\\Users\\rhiannon pask\\me.jpg"/></w:p>', "Child 1"),
        ('<w:p><v:textpath string="DRAFT RHIANNON PASK"/></w:p>', "Child 1"),
        ('<w:p><w:bookmarkStart w:id="1" w:name="Rhiannon_Pask"/></w:p>'.replace("n_P", "n P"), "Child 1"),
        ("<!-- Rhiannon Pask --><w:p/>", "Child 1"),
        ("<?note Rhiannon Pask?><w:p/>", "Child 1"),
        (f"<w:p><w:fldData>{base64.b64encode(NAME.encode('utf-16-le')).decode()}</w:fldData></w:p>", "Child 1"),
    ],
)
def test_a_name_is_found_however_the_body_holds_it(body: str, code: str) -> None:
    findings = find_residue(package(body), FORMS)
    assert [(finding.rule, finding.severity, finding.code) for finding in findings] == [
        ("identity-left", Severity.MUST_FIX, code)
    ]
    assert findings[0].place.startswith("body")


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (part("word/header2.xml", xml(paragraph("Rhian", "non Pask"))), "header 2, paragraph 1"),
        (part("word/footer1.xml", xml(paragraph("x") + paragraph(NAME))), "footer 1, paragraph 2"),
        (part("word/footnotes.xml", xml(paragraph(NAME))), "footnotes, paragraph 1"),
        (part("docProps/core.xml", f'<c xmlns:dc="d"><dc:title>{NAME}</dc:title></c>'), "property title"),
        (part("docProps/app.xml", f"<P><Manager>{NAME}</Manager></P>"), "property Manager"),
        (part("docProps/custom.xml", f'<P><property name="{NAME}"/></P>'), "custom properties, attribute name"),
        (part("customXml/item1.xml", f"<a>{NAME}</a>"), "part 3 of the file (xml)"),
        (part("customXml/item1.xml", f"<a>{NAME}</a>".encode("utf-16")), "part 3 of the file (xml)"),
        (
            linked("https://x.test/Rhiannon%20Pask"),
            "link target, attribute Target",
        ),
        (
            linked("file:///C:/rhiannon pask/a"),
            "link target, attribute Target",
        ),
        (part("word/media/Rhiannon Pask.png", b"\x89PNG"), "name of a part of the file"),
        (part("word/media/image1.png", b"\x89PNG\x0dtEXtAuthor\x00Rhiannon Pask\x8aq"), "picture 1"),
        (part("word/media/image1.emf", b"\x01\x00\x02\x00" + NAME.encode("utf-16-le") + b"\xff\xfe"), "picture 1"),
        (part("word/media/image1.emf", b"\x01\x00\x02" + NAME.encode("utf-16-be") + b"\xff\xfe"), "picture 1"),
        (part("word/media/image1.jpg", b"\xff\xd8 Exif Rhiannon Pask"), "picture 1"),
        (
            part("word/embeddings/a.bin", b"\xff\xfe " + base64.b64encode(b"by Rhiannon Pask")),
            "part 3 of the file (bin), encoded data",
        ),
        (part("word/afchunk.txt", "seen by Rhi today"), "part 3 of the file (txt)"),
        (
            part("word/embeddings/x.docx", package(paragraph("Rhian", "non Pask"))),
            "part 3 of the file (docx), body, paragraph 1",
        ),
        (package(comment=b"made by Rhiannon Pask"), "notes of the archive"),
        (package() + b"Rhiannon Pask", "bytes outside the archive"),
        (b"Rhiannon Pask" + package(), "bytes outside the archive"),
    ],
)
def test_a_name_is_found_in_every_part_of_the_package(data: bytes, place: str) -> None:
    assert found(data) == [(place, "Child 1")]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-le", "utf-16-be"])
def test_an_accented_name_is_found_in_bytes_of_every_encoding(encoding: str) -> None:
    data = part("word/media/image1.jpg", b"\xff\xd8\x00\xff" + "Zoë O'Hare".encode(encoding) + b"\xff\xfe")
    assert found(data) == [("picture 1", "Mrs A")]


def test_places_are_those_a_reader_can_find() -> None:
    blank = paragraph("x")
    body = blank + CELLS.format(blank, paragraph(NAME)) + blank + paragraph("Rhi")
    assert found(package(body)) == [("body, table 1, row 2, column 2", "Child 1"), ("body, paragraph 7", "Child 1")]


@pytest.mark.parametrize(
    "text",
    [
        "Rhiannon Paskin",
        "Rhiannon Pask2",
        "xRhiannon Pask",
        "rhi said",  # a short form counts as it is spelled
        "RHI",
        "with grace",
        "Pell Marsh",
        "Rhiannon and Pask",
    ],
)
def test_other_words_are_no_finding(text: str) -> None:
    assert found(package(paragraph(text))) == []


@pytest.mark.parametrize(
    ("surname", "xml_of_word"),
    [
        ("Green", '<w:p><w:r><w:rPr><w:highlight w:val="green"/></w:rPr></w:r></w:p>'),
        ("Georgia", '<w:p><w:r><w:rPr><w:rFonts w:ascii="Georgia"/></w:rPr></w:r></w:p>'),
        ("Latha", '<a:font script="Taml" typeface="Latha"/>'),
        ("Strong", '<w:p><w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr></w:r></w:p>'),
        ("Light", '<w:lsdException w:name="Light Grid Accent 2"/>'),
        ("Holly", '<w:pgBorders><w:top w:val="holly"/></w:pgBorders>'),
        ("Absolute", '<v:shape style="position:absolute;top:1pt"/>'),
        ("Wright", '<w:p><w:pPr><w:jc w:val="wright"/></w:pPr></w:p>'),
    ],
)
def test_the_words_of_the_format_are_no_names(surname: str, xml_of_word: str) -> None:
    forms = [Form("Mr B", surname)]
    assert find_residue(package(xml_of_word), forms) == ()
    assert len(find_residue(package(xml_of_word + paragraph(surname)), forms)) == 1
    assert len(find_residue(package(xml_of_word + f'<wp:docPr descr="{surname.lower()}"/>'), forms)) == 1


def test_the_ordinary_names_of_parts_are_no_names() -> None:
    links = relationships(("styles", "styles.xml", ""), ("image", "media/image1.png", ""))
    data = package(**{"word/_rels/document.xml.rels": links, "word/styles.xml": xml(""), "word/media/image1.png": b"x"})
    assert find_residue(data, [Form("Mr B", "Styles"), Form("Mrs A", "Media", exact=True)]) == ()
    assert len(find_residue(part("word/media/styles at home.png", b"x"), [Form("Mr B", "Styles")])) == 1


def test_a_form_inside_a_longer_one_is_reported_once() -> None:
    forms = [*FORMS, Form("Child 1", "Pask", exact=True), Form("Child 1", "Rhiannon")]
    findings = find_residue(package(paragraph(NAME)), forms)
    assert [finding.code for finding in findings] == ["Child 1"]
    assert "times" not in findings[0].sentence


def test_a_form_that_two_share_is_reported_for_both() -> None:
    forms = [Form("Child 1", "Pask", exact=True), Form("Mrs A", "Pask", exact=True)]
    assert {finding.code for finding in find_residue(package(paragraph("Pask")), forms)} == {"Child 1", "Mrs A"}


def test_several_in_one_place_are_counted() -> None:
    (finding,) = find_residue(package(paragraph("Rhi and Rhiannon Pask")), FORMS)
    assert "2 times" in finding.sentence


@pytest.mark.parametrize(
    ("body", "allowed", "places"),
    [
        (paragraph(NAME), {NAME: 1}, []),
        (paragraph(NAME) + paragraph(NAME), {NAME: 1}, ["body, paragraph 2"]),
        (paragraph(NAME) + paragraph(NAME), {NAME: 2}, []),
        (paragraph(NAME), {"Rhiannon": 1}, ["body, paragraph 1"]),
        (paragraph(NAME) + paragraph("Rhi"), {NAME: 1}, ["body, paragraph 2"]),
        (paragraph("Ms Rhiannon Pask"), {NAME: 1}, []),
        (paragraph("Zoë O'Hare"), {NAME: 1}, ["body, paragraph 1"]),
        (paragraph("RHIANNON PASK"), {NAME: 1}, []),
    ],
)
def test_what_the_boards_form_asks_for_may_stay(body: str, allowed: dict[str, int], places: list[str]) -> None:
    forms = [*FORMS, Form("Child 1", "Ms Rhiannon Pask"), Form("Child 1", "Pask")]
    assert [finding.place for finding in find_residue(package(body), forms, allowed=allowed)] == places


def test_the_body_comes_first_when_occurrences_are_allowed() -> None:
    data = package(paragraph(NAME), **{"docProps/core.xml": f"<c><creator>{NAME}</creator></c>"})
    assert found(data, **{NAME: 1}) == [("property creator", "Child 1")]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a package",
        package()[:-40],
        part("word/settings.xml", "<w:settings"),
        part("word/settings.xml", '<!DOCTYPE a [<!ENTITY n "Rhiannon">]><a>&n;</a>'),
        part("word/embeddings/x.docx", package(**{"word/embeddings/y.docx": package()})),
        part("word/embeddings/x.docx", package()[:-40]),
    ],
)
def test_what_cannot_be_read_is_a_finding(data: bytes) -> None:
    rules = [finding.rule for finding in find_residue(data, FORMS)]
    assert "part-unreadable" in rules


def test_no_finding_repeats_the_name() -> None:
    data = package(
        paragraph(NAME),
        comment=NAME.encode(),
        **{f"word/{NAME}/{NAME}.xml": f"<a>{NAME}</a>", "docProps/core.xml": f"<c><Rhi>{NAME}</Rhi></c>"},
    )
    findings = find_residue(data, FORMS)
    assert len(findings) == 5
    assert not [finding for finding in findings if "Pask" in repr(finding) or "Rhiannon" in repr(finding)]


def test_thousands_of_forms_in_a_long_file_take_a_moment() -> None:
    text = "child seen at home with mother and the health visitor recorded no concern about weight"
    words = text.split()
    paragraphs = [
        paragraph(*(f"{words[(i + j) % 15]} {words[(i * j) % 15]} {i}" for j in range(6))) for i in range(5000)
    ]
    data = package("".join(paragraphs), **{"word/media/image1.jpg": bytes(range(256)) * 8000})
    assert sum(map(len, paragraphs)) > 1_000_000
    forms = [Form(f"Person {i}", f"Given{i} Name{i % 700}") for i in range(4000)]
    forms += [Form(f"Person {i}", f"Family{i}") for i in range(1000)]
    started = time.process_time()
    assert find_residue(data, forms) == ()
    assert time.process_time() - started < 3  # about a fifth of that on a quiet machine
