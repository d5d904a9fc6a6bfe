from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from redactor.base.resources import data_path
from redactor.board.blank import write_templates
from redactor.codes.lists import read_code_list
from redactor.codes.roles import standard_roles


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(path)
    return {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def test_the_templates_in_the_folder_are_those_that_the_program_writes(tmp_path: Path) -> None:
    book, plain = write_templates(tmp_path)
    assert cells(book) == cells(data_path("key_maps/templates/code-list.xlsx"))
    assert plain.read_bytes() == data_path("key_maps/templates/code-list.csv").read_bytes()


def test_a_filled_in_template_reads_back(tmp_path: Path) -> None:
    book = load_workbook(data_path("key_maps/templates/code-list.xlsx"))
    for column, value in enumerate(("Mrs A", "family", "Ada Quorn", "Dil", "Mother", "", "3/3/1980"), start=1):
        book["People"].cell(3, column, value)
    book["Addresses"].cell(3, 1, "Address A")
    book["Addresses"].cell(3, 2, "4 Teasel Road, Wragby")
    book.save(tmp_path / "codes.xlsx")
    code_list = read_code_list(tmp_path / "codes.xlsx")
    assert [(e.code, e.aliases) for e in code_list.entries] == [("Mrs A", ("Dil",)), ("Address A", ())]
    assert {(r.prefix, r.title, r.variants) for r in code_list.roles} == {
        (r.prefix, r.title, r.variants) for r in standard_roles()
    }


def test_a_filled_in_csv_template_reads_back(tmp_path: Path) -> None:
    blank = data_path("key_maps/templates/code-list.csv").read_bytes()
    (tmp_path / "codes.csv").write_bytes(blank + "Mrs A,family,Zoë Quorn,,,,\r\n".encode())
    (entry,) = read_code_list(tmp_path / "codes.csv").entries
    assert entry.name == "Zoë Quorn"
