"""Workbooks for the check: cells with their headings, and all that is in the file without being seen."""

from __future__ import annotations

import io
import json
import random
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from redactor.checks.rules import RULES
from redactor.sources.excel import read_excel
from redactor.sources.readers import read_data
from redactor.sources.source import Source, SourceError
from tests.drafts import board_list, names_in, redactor

Fault = Callable[[Workbook], None]
NAME = "Tilly Varnham"


def workbook(fault: Fault | None = None) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Chronology"
    for row in (
        ("Date", "Source", "Event"),
        (date(2024, 3, 5), "Records", "Child 1 was seen by SW1."),
        ("", "", "SW1 rang."),
    ):
        sheet.append(row)
    if fault:
        fault(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    made = io.BytesIO(workbook())
    with zipfile.ZipFile(made, "a") as package:
        package.writestr(name, content)
    return made.getvalue()


def rules(source: Source) -> set[str]:
    return {fact.rule for fact in source.facts}


def layer(source: Source, layer: str) -> str:
    return " | ".join(t.text for t in source.texts if t.layer == layer)


def test_a_clean_workbook_has_its_cells_with_their_headings() -> None:
    source = read_excel(workbook(), "x.xlsx")
    cells = {t.place: (t.text, t.header) for t in source.texts if t.layer == "text"}
    assert cells["sheet 1, cell A2"] == ("05/03/2024", "Date")
    assert cells["sheet 1, cell C2"] == ("Child 1 was seen by SW1.", "Event")
    assert (rules(source), source.unreadable) == (set(), ())


def cell(book: Workbook, at: str = "C3") -> object:
    book["Chronology"][at] = NAME
    return book["Chronology"][at]


def hidden_sheet(book: Workbook) -> None:
    book.create_sheet("old").append((NAME, "x"))
    book["old"].sheet_state = "veryHidden"


def hidden_row(book: Workbook) -> None:
    cell(book)
    book["Chronology"].row_dimensions[3].hidden = True


def hidden_column(book: Workbook) -> None:
    cell(book, "E3")
    book["Chronology"].column_dimensions["E"].hidden = True


def comment(book: Workbook) -> None:
    book["Chronology"]["C2"].comment = Comment(f"{NAME} said so", "A. Reviewer")


def white(book: Workbook) -> None:
    cell(book).font = Font(color="FFFFFF")  # type: ignore[attr-defined]


def tiny(book: Workbook) -> None:
    cell(book).font = Font(size=1)  # type: ignore[attr-defined]


def shows_nothing(book: Workbook) -> None:
    cell(book).number_format = ";;;"  # type: ignore[attr-defined]


def hidden_name(book: Workbook) -> None:
    book.defined_names["secret"] = DefinedName("secret", attr_text=f'"{NAME}"', hidden=True)


def author(book: Workbook) -> None:
    book.properties.creator = NAME


def from_a_list(book: Workbook) -> None:
    choice = DataValidation(type="list", formula1=f'"{NAME},x"')
    choice.add("B2")
    book["Chronology"].add_data_validation(choice)


def footer(book: Workbook) -> None:
    book["Chronology"].oddFooter.center.text = NAME


def sheet_name(book: Workbook) -> None:
    book["Chronology"].title = NAME


def link(book: Workbook) -> None:
    book["Chronology"]["C2"].hyperlink = f"file:///C:/{NAME}/a.docx"


def formula(book: Workbook) -> None:
    book["Chronology"]["D2"] = f'=IF(A2="","{NAME}","")'


@pytest.mark.parametrize(
    ("found", "where", "fault"),
    [
        ("excel-hidden-sheet", "hidden", hidden_sheet),
        ("excel-hidden-rows", "hidden", hidden_row),
        ("excel-hidden-rows", "hidden", hidden_column),
        ("comments", "comment", comment),
        ("disguised-text", "hidden", white),
        ("disguised-text", "hidden", tiny),
        ("disguised-text", "hidden", shows_nothing),
        ("excel-hidden-name", "hidden", hidden_name),
        ("metadata", "metadata", author),
        ("", "hidden", from_a_list),
        ("", "text", footer),
        ("", "name", sheet_name),
        ("", "link", link),
        ("", "text", formula),
    ],
)
def test_what_is_there_without_being_seen(found: str, where: str, fault: Fault) -> None:
    source = read_excel(workbook(fault), "x.xlsx")
    assert rules(source) == ({found} if found else set())
    assert NAME in layer(source, where)
    assert not any(NAME in f.place + f.detail for f in source.facts)
    assert not any(NAME in t.place for t in source.texts)


def test_white_on_a_dark_ground_is_a_heading() -> None:
    def heading(book: Workbook) -> None:
        cell(book).font = Font(color="FFFFFF")  # type: ignore[attr-defined]
        book["Chronology"]["C3"].fill = PatternFill("solid", fgColor="1F3864")

    assert rules(read_excel(workbook(heading), "x.xlsx")) == set()


@pytest.mark.parametrize(
    ("found", "part", "content"),
    [
        ("excel-pivot-data", "xl/pivotCache/pivotCacheDefinition1.xml", f"<x><s v='{NAME}'/></x>"),
        ("people", "xl/persons/person.xml", f"<x displayName='{NAME}'/>"),
        ("comments", "xl/threadedComments/threadedComment1.xml", f"<x><text>{NAME}</text></x>"),
        ("external-link", "xl/externalLinks/externalLink1.xml", f"<x><v>{NAME}</v></x>"),
        ("tracked-changes", "xl/revisions/revisionLog1.xml", f"<x><v>{NAME}</v></x>"),
        ("macros", "xl/vbaProject.bin", f"Sub {NAME}"),
        ("embedded-object", "xl/embeddings/oleObject1.bin", f"…{NAME}…"),
        ("custom-properties", "docProps/custom.xml", f"<x><v>{NAME}</v></x>"),
        ("", "xl/drawings/drawing1.xml", f"<x><t>{NAME}</t></x>"),
    ],
)
def test_parts_that_hold_more_than_the_cells(found: str, part: str, content: str) -> None:
    source = read_excel(with_part(part, content.encode()), "x.xlsx")
    assert rules(source) == ({found} if found else set())
    everything = " ".join(t.text for t in source.texts) + " ".join(b.data.decode("latin-1") for b in source.blobs)
    assert NAME in everything


def test_text_that_no_cell_shows_any_more() -> None:
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{NAME}</t></si></sst>'
    source = read_excel(with_part("xl/sharedStrings.xml", strings.encode()), "x.xlsx")
    assert rules(source) == {"excel-unused-text"} and NAME in layer(source, "hidden")


def test_other_kinds_are_told_apart() -> None:
    with pytest.raises(SourceError, match="xlsb"):
        read_excel(with_part("xl/workbook.bin", b"x"), "x.xlsb")
    with pytest.raises(SourceError, match="password"):
        read_data(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "x.xlsx")


def test_damaged_workbooks_end_in_a_sentence_and_soon() -> None:
    whole = workbook(comment)
    chance = random.Random(7)
    for n in range(60):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if n % 3 == 0:
            data = data[: chance.randrange(4, len(data))]
        began = time.monotonic()
        try:
            assert isinstance(read_data(bytes(data), "x.xlsx"), Source)
        except SourceError as error:
            assert str(error).endswith(".")
        assert time.monotonic() - began < 5


def test_the_command_finds_a_name_on_a_hidden_sheet(tmp_path: Path) -> None:
    file = tmp_path / "Child 1 chronology.xlsx"
    file.write_bytes(workbook(hidden_sheet))
    done = redactor("check", file, "--codes", board_list(tmp_path / "codes.xlsx"))
    assert done.code == 1 and "sheet 2" in done.screen and not names_in(done.screen)


def test_every_rule_of_these_files_is_tested_here() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    assert all(f'"{rule}"' in source for rule in RULES if rule.startswith("excel-"))


@pytest.mark.parametrize(("epoch", "day"), [(WINDOWS_EPOCH, "05/03/2024"), (MAC_EPOCH, "05/03/2024")])
def test_a_date_keeps_its_time_and_a_time_is_one(epoch: datetime, day: str) -> None:
    book = Workbook()
    book.epoch = epoch
    for row in (("Date", "Time", "Day"), (datetime(2024, 3, 5, 14, 30), clock(9, 5), datetime(2024, 3, 5))):
        book.worksheets[0].append(row)
    made = io.BytesIO()
    book.save(made)
    said = {t.header: t.text for t in read_excel(made.getvalue(), "a.xlsx").texts if t.header}
    assert said == {"Date": f"{day} 14:30", "Time": "09:05", "Day": day}


def test_a_date_of_birth_that_is_shown_as_a_number_is_a_day() -> None:
    def born(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet["D1"], sheet["D2"], sheet["E1"], sheet["E2"] = "Date of birth", date(2014, 6, 3), "Case", 41793
        sheet["D2"].number_format = "0"

    said = {t.header: t.text for t in read_excel(workbook(born), "a.xlsx").texts if t.header}
    assert said["Date of birth"] == "41793 (03/06/2014)"
    assert said["Case"] == "41793"


def dark_on_dark(book: Workbook) -> None:
    cell(book).fill = PatternFill("solid", fgColor="FF101010")  # type: ignore[attr-defined]


def own_ground(book: Workbook) -> None:
    one = cell(book)
    one.font, one.fill = Font(color="FF3366FF"), PatternFill("solid", fgColor="FF3366FF")  # type: ignore[attr-defined]


def white_by_number(book: Workbook) -> None:
    cell(book).font = Font(color=Color(indexed=9))  # type: ignore[attr-defined]


def flat_row(book: Workbook) -> None:
    cell(book)
    book["Chronology"].row_dimensions[3].height = 0.1


def thin_column(book: Workbook) -> None:
    cell(book)
    book["Chronology"].column_dimensions["C"].width = 0.05


def white_on_condition(book: Workbook) -> None:
    book["Chronology"].conditional_formatting.add("C2:C3", FormulaRule(formula=["1=1"], font=Font(color="FFFFFFFF")))


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        (dark_on_dark, "disguised-text"),
        (own_ground, "disguised-text"),
        (white_by_number, "disguised-text"),
        (flat_row, "excel-hidden-rows"),
        (thin_column, "excel-hidden-rows"),
        (white_on_condition, "covered-text"),
    ],
)
def test_cells_that_nobody_can_read(fault: Fault, rule: str) -> None:
    assert rule in rules(read_excel(workbook(fault), "x.xlsx"))


def test_letters_on_a_light_ground_can_be_read() -> None:
    def light(book: Workbook) -> None:
        one = cell(book)
        one.font, one.fill = Font(color="FF112233"), PatternFill("solid", fgColor="FFDDEEFF")  # type: ignore[attr-defined]

    def white_on_dark(book: Workbook) -> None:
        one = cell(book)
        one.font, one.fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF112233")  # type: ignore[attr-defined]

    assert rules(read_excel(workbook(light), "x.xlsx")) == rules(read_excel(workbook(white_on_dark), "x.xlsx")) == set()


def test_a_shape_that_lies_on_cells() -> None:
    def drawing(column: int) -> bytes:
        corner = "<xdr:{0}><xdr:col>{1}</xdr:col><xdr:row>{2}</xdr:row></xdr:{0}>"
        return (
            '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>'
            + corner.format("from", column, 1)
            + corner.format("to", column + 1, 3)
            + '<xdr:sp><xdr:nvSpPr/><xdr:spPr><a:solidFill><a:srgbClr val="000000"/></a:solidFill></xdr:spPr></xdr:sp>'
            "</xdr:twoCellAnchor></xdr:wsDr>"
        ).encode()

    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" Target="/xl/drawings/drawing1.xml"/>'
        b"</Relationships>"
    )
    for column, covered in ((2, True), (9, False)):
        made = io.BytesIO(with_part("xl/drawings/drawing1.xml", drawing(column)))
        with zipfile.ZipFile(made, "a") as package:
            package.writestr("xl/worksheets/_rels/sheet1.xml.rels", link)
        assert ("covered-text" in rules(read_excel(made.getvalue(), "x.xlsx"))) is covered


def test_texts_that_a_formula_puts_together_are_one() -> None:
    def halves(book: Workbook) -> None:
        book.worksheets[0]["D2"] = '="Tilly Var"&"nham"&", seen"'

    assert any("Tilly Varnham, seen" in text.text for text in read_excel(workbook(halves), "a.xlsx").texts)


def test_functions_of_formulas_are_nobody(tmp_path: Path) -> None:
    def worked_out(book: Workbook) -> None:
        book.worksheets[0]["D2"] = '=VLOOKUP("x",A1:B2,2,FALSE)'
        book.worksheets[0]["D3"] = '=IF(ISNUMBER(B2),COUNTIF(A:A,"x"),0)'

    draft = tmp_path / "a.xlsx"
    draft.write_bytes(workbook(worked_out))
    told = redactor("check", draft, "--codes", board_list(tmp_path / "codes.xlsx"), "--json")
    assert "identity-suspected" not in {finding["rule"] for finding in json.loads(told.out)["findings"]}


def test_a_word_before_a_code_is_a_look(tmp_path: Path) -> None:
    def noted(book: Workbook) -> None:
        book.worksheets[0]["D2"] = "Alpha SW1 rang."

    draft = tmp_path / "a.xlsx"
    draft.write_bytes(workbook(noted))
    told = redactor("check", draft, "--codes", board_list(tmp_path / "codes.xlsx"), "--json")
    found = [f for f in json.loads(told.out)["findings"] if f["rule"] == "identity-suspected"]
    assert {f["severity"] for f in found} <= {"look"}
