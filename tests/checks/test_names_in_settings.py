"""Names in what is no text: settings, attributes, parts of a kind unknown; words of the format stay what they are."""

from __future__ import annotations

import pytest

from redactor.sources.format_words import is_format_value
from redactor.sources.names_in_settings import as_a_name, spread
from redactor.sources.readers import read_data
from tests.checks.packages import package, paragraph
from tests.checks.test_excel_source import with_part

WHO = "Oonagh Fellbridge"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TOLD = ("annotation", "hidden", "metadata", "link", "text")  # what the recognisers read


@pytest.mark.parametrize(
    "text",
    [
        "OonaghFellbridge",
        "Oonagh_Fellbridge_visit2",
        "oonagh.fellbridge",
        "FELLBRIDGE Oonagh",
        "Visit to Oonagh Fellbridge",
    ],
)
def test_what_plainly_holds_a_name(text: str) -> None:
    assert "Fellbridge" in as_a_name(text) or "FELLBRIDGE" in as_a_name(text)


@pytest.mark.parametrize(
    "text",
    ["DejaVuSans", "Franklin Gothic", "Kristen ITC", "MarkInfo", "Print_Area", "TimesNewRoman", "Grid Table Light", "May Day",
     "http://schemas.example.com/MarkFellbridge", "AJIFHQToD4LASBYz1SK5pfFT48GLrS4ZsiAGgM", "ListBullet", "Grace period"],
)  # fmt: skip
def test_words_of_formats_are_nobody(text: str) -> None:
    assert as_a_name(text) == ""


@pytest.mark.parametrize(("text", "told"), [("Kayden Field", True), ("Kayden_Field", True), ("Georgia Table", False),
                                            ("Print Area", False), ("Summer Field", False), ("Data Sheet", False)])  # fmt: skip
def test_in_what_people_name_a_surname_may_be_a_word(text: str, told: bool) -> None:
    assert bool(as_a_name(text, typed=True)) is told
    assert as_a_name(text) == ""


def test_words_that_run_together_are_taken_apart() -> None:
    assert spread("OonaghFellbridge_visit2") == "Oonagh Fellbridge visit 2"


def field(code: str) -> str:
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


@pytest.mark.parametrize(
    "body",
    [
        '<w:p><w:bookmarkStart w:id="3" w:name="OonaghFellbridge"/><w:bookmarkEnd w:id="3"/></w:p>',
        f'<w:sdt><w:sdtPr><w:tag w:val="{WHO}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>',
        f'<w:sdt><w:sdtPr><w:comboBox w:lastValue="{WHO}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>',
        f'<w:p><w:fldSimple w:instr=" COMMENTS &quot;{WHO}&quot; "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>',
        field(f'XE "{WHO}:visits"'),
        field(f'QUOTE "{WHO} rang"'),
    ],
)
def test_what_a_word_file_holds_beside_its_text(body: str) -> None:
    assert_told(package(paragraph("Child 1 was seen.") + body))


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/styles.xml", f'<w:styles {W}><w:style w:styleId="z"><w:name w:val="{WHO}"/></w:style></w:styles>'),
        ("word/chunk.html", f"<html><body><p>{WHO} rang</p></body></html>"),
        ("word/media/image9.svg", f'<svg xmlns="http://www.w3.org/2000/svg"><text>{WHO}</text></svg>'),
        ("word/webSettings.xml", f'<w:webSettings {W}><w:frame><w:name w:val="{WHO}"/></w:frame></w:webSettings>'),
        ("word/charts/chart1.xml", f"<c xmlns='x'><numFmt formatCode='&quot;{WHO}&quot; 0'/></c>"),
        (f"word/{WHO}.xml", "<a/>"),
    ],
)
def test_parts_of_a_word_file(part: str, content: str) -> None:
    assert_told(package(**{part: content}))


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/xmlMaps.xml", f'<MapInfo {MAIN}><x name="{WHO}"/></MapInfo>'),
        ("xl/ctrlProps/ctrlProp1.xml", f'<formControlPr {MAIN}><item val="{WHO}"/></formControlPr>'),
        ("xl/slicerCaches/slicerCache1.xml", f'<slicerCacheDefinition {MAIN} sourceName="{WHO}"/>'),
        ("xl/tables/table9.xml", f'<table {MAIN} displayName="OonaghFellbridge" ref="A1"/>'),
    ],
)
def test_parts_of_a_workbook(part: str, content: str) -> None:
    assert_told(with_part(part, content.encode()))


def test_a_link_to_a_person_is_read_as_a_link() -> None:
    target = "mailto:o.fellbridge@example.org"
    rels = f'<Relationships xmlns="x"><Relationship Id="r" Type="h" Target="{target}" TargetMode="External"/></Relationships>'
    source = read_data(package(**{"word/_rels/document.xml.rels": rels}), "x.docx")
    assert {t.layer for t in source.texts if target in t.text} == {"link"}


def assert_told(data: bytes) -> None:
    told = [t for t in read_data(data, "x").texts if t.layer in TOLD and WHO in t.text]
    assert told and all("Fellbridge" not in t.place for t in told)


@pytest.mark.parametrize(
    ("element", "value", "own"),
    [
        ("rFonts", "Gulim", True),
        ("font", "Microsoft YaHei UI", True),
        ("rFonts", "majorEastAsia", True),
        ("compatSetting", "http://schemas.microsoft.com/office/word", True),
        ("rFonts", "Gulim of Oonagh", False),
        ("compatSetting", "http://wragby.example/oonagh", False),
        ("t", "Gulim", False),
    ],
)
def test_fonts_and_words_of_the_format_are_nobodys(element: str, value: str, own: bool) -> None:
    assert is_format_value(element, value) is own
