"""Cells as passages: what their headings say of them, what a number reads as, and how a text gets into a cell."""

from __future__ import annotations

import io

import openpyxl
import pytest

from redactor.documents.model import Replacement, Story

from .builders import book, members, put, read, rows


def _cells(data: bytes) -> dict[str, list[object]]:
    """What openpyxl reads of every sheet."""
    made = openpyxl.load_workbook(io.BytesIO(data))
    return {ws.title: [[cell.value for cell in row] for row in ws.iter_rows()] for ws in made}


CHRONOLOGY = rows(
    ["Chronology for Petra Lindqvist"],
    [],
    ["Date", "Name", "DOB", "NHS No", "Tel", "Amount", "Event"],
    [("n", 43528, 1), "Petra Lindqvist", ("n", 36602, 1), ("n", 9434765919, 2), 7700900123, 123456, "Petra came."],
    [("n", 43529, 1), "Otto Lindqvist", 36603, 9990000018, 441632960001, 250000, "Otto rang."],
)


def test_a_passage_knows_its_heading_and_its_place() -> None:
    draft = read(book({"Chronology": CHRONOLOGY}))
    by_text = {p.text: p for p in draft.passages}
    assert by_text["Chronology for Petra Lindqvist"].cell is None  # a title over the headings is no cell of the table
    event = by_text["Petra came."]
    assert event.cell is not None and event.cell.header == "Event" and (event.cell.row, event.cell.column) == (2, 7)
    assert event.place.where == "sheet Chronology, row 4, column Event"
    heading = by_text["Event"].cell
    assert heading is not None and heading.header == "" and heading.row == 1


def test_a_place_never_repeats_a_sheet_or_heading_that_may_name_somebody() -> None:
    data = book({"Lindqvist": rows(["Date", "Petra Lindqvist"], ["x", "came"])})
    assert [p.place.where for p in read(data).passages if p.text == "came"] == ["sheet 1, row 2, column B"]


def test_numbers_read_as_their_headings_say_and_amounts_are_no_passages() -> None:
    texts = {p.text for p in read(book({"Chronology": CHRONOLOGY})).passages}
    assert {
        "04/03/2019",
        "17/03/2000",
        "18/03/2000",
        "943 476 5919",
        "9990000018",
        "07700900123",
        "+441632960001",
    } <= texts
    assert not {"123456", "250000"} & texts


def test_a_number_that_is_replaced_becomes_a_text_and_keeps_its_format() -> None:
    draft = read(book({"Chronology": CHRONOLOGY}))
    new = {"17/03/2000": "[date of birth of Child 1]", "943 476 5919": "[NHS number removed]"}
    sheet = _cells(draft.rewritten(put(draft, new)).data)["Chronology"]
    assert sheet[3][2:4] == ["[date of birth of Child 1]", "[NHS number removed]"]
    assert sheet[4][2:4] == [36603, 9990000018]  # nobody asked for these
    xml = members(draft.rewritten(put(draft, new)).data)["xl/worksheets/sheet1.xml"].decode()
    assert '<c r="C4" s="1" t="inlineStr"><is><t>[date of birth of Child 1]</t></is></c>' in xml


def test_a_workbook_that_counts_from_1904_dates_as_excel_does() -> None:
    data = book({"S": rows(["DOB"], [("n", 35140, 1)], [("n", 0.5, 1)])}, inside='<workbookPr date1904="1"/>@SHEETS')
    assert "17/03/2000" in {p.text for p in read(data).passages}


def test_a_string_that_cells_share_is_split_where_they_shall_say_different_things() -> None:
    data = book({"S": rows([("s", 0), ("s", 0)], [("s", 0), ("s", 1)])}, strings=["Robin", "Robin left"])
    draft = read(data)
    first, second, third, _ = [p for p in draft.passages if p.place.story is Story.BODY]
    written = draft.rewritten([Replacement(first.number, 0, 5, "Child 1"), Replacement(third.number, 0, 5, "SW1")])
    assert second.text == "Robin"
    assert _cells(written.data)["S"] == [["Child 1", "Robin"], ["SW1", "Robin left"]]


def test_a_string_of_many_cells_is_changed_once_where_all_say_the_same() -> None:
    draft = read(book({"S": rows([("s", 0)], [("s", 0)], [("s", 0)])}, strings=["Robin"]))
    written = draft.rewritten([Replacement(p.number, 0, 5, "Child 1") for p in draft.passages if p.text == "Robin"])
    parts = members(written.data)
    assert b"<v>0</v>" in parts["xl/worksheets/sheet1.xml"] and b"<v>1</v>" not in parts["xl/worksheets/sheet1.xml"]
    assert parts["xl/sharedStrings.xml"].count(b"<si>") == 1 and b"Child 1" in parts["xl/sharedStrings.xml"]


def test_a_name_over_two_runs_takes_the_first_ones_format() -> None:
    rich = "<r><rPr><b/></rPr><t>Pet</t></r><r><rPr><i/></rPr><t>ra Lindqvist came</t></r>"
    draft = read(book({"S": rows([("s", 0)])}, strings=[rich]))
    xml = members(draft.rewritten(put(draft, {"Petra Lindqvist": "Child 1"})).data)["xl/sharedStrings.xml"].decode()
    assert "<rPr><b/></rPr><t>Child 1</t>" in xml and '<rPr><i/></rPr><t xml:space="preserve"> came</t>' in xml


def test_a_phonetic_guide_goes_with_the_name_that_it_spells() -> None:
    guided = '<t>Petra</t><rPh sb="0" eb="5"><t>PETORA</t></rPh><phoneticPr fontId="1"/>'
    draft = read(book({"S": rows([("s", 0)])}, strings=[guided]))
    xml = members(draft.rewritten(put(draft, {"Petra": "Child 1"})).data)["xl/sharedStrings.xml"]
    assert b"PETORA" not in xml and b"phoneticPr" not in xml


def test_a_form_has_no_headings_and_its_labels_say_what_stands_beside_them() -> None:
    data = book({"Front": rows(["Name:", "Petra Lindqvist"], ["DOB", 36602], ["Tel", 7700900123])})
    by_text = {p.text: p for p in read(data).passages}
    assert by_text["Petra Lindqvist"].cell is not None and by_text["Petra Lindqvist"].cell.row_header == "Name:"
    assert by_text["Petra Lindqvist"].cell.header == "" and "17/03/2000" in by_text and "07700900123" in by_text


def test_headings_go_on_after_an_empty_row_and_change_with_a_new_table() -> None:
    data = book(
        {"S": rows(["Date", "Name"], ["1/2/19", "Petra"], [], ["2/2/19", "Otto"], [], ["Role", "Agency"], ["x", "y"])}
    )
    headers = {p.text: p.cell.header for p in read(data).passages if p.cell}
    assert headers["Petra"] == "Name" and headers["Otto"] == "Name" and headers["y"] == "Agency"


def test_sentences_in_one_column_are_paragraphs() -> None:
    data = book(
        {
            "S": rows(
                ["Date", "Name"], ["1/2/19", "Petra"], [], ["Born 17/03/2000, she lived with her aunt for two years."]
            )
        }
    )
    prose = next(p for p in read(data).passages if p.text.startswith("Born"))
    assert prose.cell is None


def test_a_formula_stays_and_only_what_it_shows_and_quotes_changes() -> None:
    data = book(
        {"S": rows([("s", 0), ("f", 'IF(A1="Petra","Mother of Petra",SUM(1,2))', "Mother of Petra")])},
        strings=["Petra"],
    )
    draft = read(data)
    xml = members(draft.rewritten(put(draft, {"Petra": "Child 1"})).data)["xl/worksheets/sheet1.xml"].decode()
    assert '<f>IF(A1="Child 1","Mother of Child 1",SUM(1,2))</f><v>Mother of Child 1</v>' in xml


def test_spaces_at_the_ends_of_a_text_are_kept() -> None:
    draft = read(book({"S": rows([("s", 0)])}, strings=['<t xml:space="preserve"> Petra </t>']))
    assert _cells(draft.rewritten(put(draft, {"Petra": "Child 1"})).data)["S"] == [[" Child 1 "]]


@pytest.mark.parametrize("change", [(0, 0), (3, 99), (-1, 2)])
def test_impossible_replacements_are_refused(change: tuple[int, int]) -> None:
    draft = read(book({"S": rows([("s", 0)])}, strings=["Petra"]))
    with pytest.raises(ValueError, match="passage"):
        draft.rewritten([Replacement(0, *change, "x")])


def test_a_name_that_a_formula_puts_together_goes_as_one() -> None:
    data = book({"S": rows([("s", 0), ("f", '"by Pe"&amp;"tra"&amp;" at 9"', "by Petra at 9")])}, strings=["x"])
    draft = read(data)
    xml = members(draft.rewritten(put(draft, {"Petra": "SW1"})).data)["xl/worksheets/sheet1.xml"].decode()
    assert "Pe" not in xml.split("<f>")[1].split("</f>")[0]
    assert '"by SW1' in xml.split("<f>")[1]
