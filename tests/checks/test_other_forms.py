"""What a check must find though nobody wrote it as the list does: words that are names, disguises, dates, unlisted people
in every part of a file."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from redactor.case.profiles import Profile
from redactor.checks.run import CheckRequest, check
from redactor.language.acting import is_subject
from redactor.language.dates_otherwise import dates_otherwise
from redactor.sources.finding import Finding, Severity
from tests.blank import blank_word
from tests.codes.builders import HEAD, write_list

PEOPLE = (
    ("Child 1", "subject", "Hope Rowanby", "", "Subject", "", "09/11/2012"),
    ("Mrs A", "family", "Stephanie Skelbourne", "", "Mother of Child 1", "", ""),
    ("Mr B", "family", "Mark Bishop", "", "Father of Child 1", "", ""),
    ("Address A", "address", "14 Teasel Road, Wragby, WX4 7QT", "", "", "", ""),
)


@pytest.fixture(scope="module")
def codes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_list(tmp_path_factory.mktemp("list") / "codes.xlsx", [HEAD, *PEOPLE])


def found(path: Path, codes: Path | None) -> list[Finding]:
    checked = check(CheckRequest((path,), codes, profile=Profile.PUBLICATION))
    return [f for f in checked.findings if f.severity is Severity.MUST_FIX]


def written(path: Path, *lines: str) -> Path:
    made = blank_word()
    for line in lines:
        made.add_paragraph(line)
    made.save(str(path))
    return path


@pytest.mark.parametrize(
    ("line", "rule", "shown"),
    [
        ("Child 1 (Hope) was then four.", "identity-listed", "Hope"),
        ("Then Hope said that she was hungry at nursery.", "identity-listed", "Hope"),
        ("The nurse saw Mr Bishop at home.", "identity-listed", "Mr Bishop"),
        ("Then Mark hit the wall of the flat.", "identity-listed", "Mark"),
        ("The login sskelbourne was used at night.", "identity-listed", "sskelbourne"),
        ("The word on the sheet was enruobleks that day.", "identity-listed", "enruobleks"),
        ("On the wall stood H-O-P-E in chalk.", "identity-listed", "H-O-P-E"),
        ("Child1Hope was the title of the folder.", "identity-listed", "Child1Hope"),
        ("Posts under #justiceforhope appeared that week.", "identity-listed", "#justiceforhope"),
        ("They lived in the WX4 7 area for three years.", "identity-listed", "WX4 7"),
        ("The letter is addressed to ستيفاني سكيلبورن at the flat.", "identity-listed", "سكيلبورن"),
        ("The imam, محمد العبدالله, was consulted.", "identity-suspected", "محمد العبدالله"),
        ("The reference 09 11 12 was used as a password.", "identifier", "09 11 12"),
        ("The note of 9.xi.2012 is not recorded.", "date-of-birth", "9.xi.2012"),
        (
            "It was the ninth of November two thousand and twelve.",
            "date-of-birth",
            "ninth of November two thousand and twelve",
        ),
        ("The file was called 20121109 by the clerk.", "identifier", "20121109"),
    ],
)
def test_another_form_must_be_fixed(tmp_path: Path, codes: Path, line: str, rule: str, shown: str) -> None:
    told = found(written(tmp_path / "file.docx", line), codes)
    assert any(f.rule == rule and shown in f.shown for f in told), [(f.rule, f.shown) for f in told]


@pytest.mark.parametrize(
    "line",
    [
        "There is hope that the plan will hold. Hope is not a plan.",
        "A bishop moves on the diagonal; mark the page.",
        "Mark each answer, and hope for the best. A skeleton staff was on duty.",
        "See section 4.i.2 of the guidance, and 3 v 20 of the table.",
        "The angle is α and the sum of Σ is nil.",
    ],
)
def test_words_that_are_no_names_need_no_mending(tmp_path: Path, codes: Path, line: str) -> None:
    assert found(written(tmp_path / "file.docx", line), codes) == []


def test_dates_in_other_forms_are_read() -> None:
    born = datetime.date(2012, 11, 9)
    for text in ("9.xi.2012", "0 9 1 1 2 0 1 2", "2012/11/09", "091112"):
        assert [d.date for d in dates_otherwise(text, [born])] == [born], text
    assert list(dates_otherwise("Units 1 2 34 and 12 13 15.", [born])) == []


def test_a_subject_acts() -> None:
    assert is_subject("Hope said so.", 0, 4)
    assert not is_subject("Hope is not a plan.", 0, 4)


def _bookmark(made: docx.document.Document) -> None:
    made.paragraphs[0]._p.append(
        parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="9" w:name="Oonagh_Fellbridge_visit"/>')
    )


def _choice(made: docx.document.Document) -> None:
    made.paragraphs[0]._p.append(
        parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:comboBox><w:listItem w:displayText="Ms Oonagh Fellbridge, 07700 900123" '
            'w:value="1"/></w:comboBox></w:sdtPr><w:sdtContent><w:r><w:t>Choose</w:t></w:r></w:sdtContent></w:sdt>'
        )
    )


def _word_art(made: docx.document.Document) -> None:
    made.paragraphs[0]._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textpath string="Oonagh '
            'Fellbridge"/></v:shape></w:pict></w:r>'
        )
    )


@pytest.mark.parametrize("hide", [_bookmark, _choice, _word_art], ids=["bookmark", "drop-down", "WordArt"])
def test_somebody_unlisted_in_any_part_must_be_fixed(tmp_path: Path, hide: object) -> None:
    made = blank_word()
    made.add_paragraph("The visit was made in good time.")
    hide(made)  # type: ignore[operator]
    made.save(str(tmp_path / "file.docx"))
    assert any("Oonagh Fellbridge" in f.shown for f in found(tmp_path / "file.docx", None))


def test_a_record_of_a_case_system_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "file.docx", "The visit was made in good time.")
    data = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("customXml/item9.xml", "<r><client>Oonagh Fellbridge</client><n>9434765919</n></r>")
    path.write_bytes(data.getvalue())
    told = found(path, None)
    assert any("Oonagh Fellbridge" in f.shown for f in told)
    assert any(f.rule == "identifier" for f in told)


def test_what_is_written_besides_the_cells_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = 3
    book.active["A1"].number_format = '0 "Oonagh Fellbridge"'
    book.save(tmp_path / "file.xlsx")
    told = found(tmp_path / "file.xlsx", None)
    assert [f.shown for f in told if f.rule == "identity-suspected"] == ["Oonagh Fellbridge"]
