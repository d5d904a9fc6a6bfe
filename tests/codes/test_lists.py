from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from redactor.codes.lists import read_code_list
from redactor.codes.model import CodeListError, Entry, Kind, Role
from redactor.codes.text import person_aliases
from tests.codes.builders import FORMS, HEAD, place, write_list, write_word, write_workbook

GOOD = (
    HEAD,
    ("Child 1", "subject", "Ellis Merrin Thackeray", "Ell; Ellie", "Subject", "", "03/03/2007"),
    ("Mrs A", "family", "Corinne Thackeray", "née Okonedo", "Mother", "", "1981-06-30"),
    ("SW1", "professional", "Dr Mateus Tamboril", "", "Consultant Social Worker", "Fenwick CSC", ""),
    ("Address A", "address", "Flat 2/1, 14 Larch Row, Fenwick ZF1 2AB", "", "", "", ""),
    ("School 1", "organisation", "Larch Row Primary School", "Larch Row; the Larch", "", "", ""),
    ("SW", "role", "", "S/W; allocated worker", "Social Worker", "Fenwick CSC", ""),
)


def problems(path: Path) -> tuple[str, ...]:
    with pytest.raises(CodeListError) as error:
        read_code_list(path)
    return error.value.problems


@pytest.mark.parametrize("form", FORMS)
def test_a_list_reads_the_same_in_every_form(tmp_path: Path, form: str) -> None:
    code_list = read_code_list(path := write_list(tmp_path / f"codes{form}", GOOD))

    def where(row: int) -> str:
        text = place(path, row).removesuffix(": ")
        return text[0].lower() + text[1:]

    assert code_list.entries == (
        Entry(
            "Child 1",
            Kind.SUBJECT,
            "Ellis Merrin Thackeray",
            ("Ell", "Ellie"),
            "Subject",
            "",
            date(2007, 3, 3),
            where(2),
        ),
        Entry(
            "Mrs A", Kind.FAMILY, "Corinne Thackeray", ("Corinne Okonedo",), "Mother", "", date(1981, 6, 30), where(3)
        ),
        Entry(
            "SW1",
            Kind.PROFESSIONAL,
            "Dr Mateus Tamboril",
            (),
            "Consultant Social Worker",
            "Fenwick CSC",
            None,
            where(4),
        ),
        Entry("Address A", Kind.ADDRESS, "Flat 2/1, 14 Larch Row, Fenwick ZF1 2AB", where=where(5)),
        Entry("School 1", Kind.ORGANISATION, "Larch Row Primary School", ("Larch Row", "the Larch"), where=where(6)),
    )
    assert code_list.roles == (Role("SW", "Social Worker", ("S/W", "allocated worker"), "Fenwick CSC", issued=True),)
    assert code_list.name == f"codes{form}"
    assert len(code_list.digest) == 64


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [("SW1", "family", "Ada Quorn"), ("sw 1", "family", "Bo Renn")],
            [(3, "the code sw 1 is already used in row 2. Give each person or place a code of their own.")],
        ),
        (
            [("Mr A", "family", "Ola Brisk"), ("SW2", "staff", "Mr Ola  BRISK")],
            [(3, "the same name stands under the code Mr A in row 2.")],
        ),
        (
            [("Mr A", "family", "Zoë O'Dell"), ("Mr B", "family", "O’Dell, Zoe")],
            [(3, "the same name stands under the code Mr A in row 2.")],
        ),
        (
            [("Mr A", "family", "Ola Brisk", "", "", "", "1.2.80"), ("Mr B", "family", "Ola Brisk")],
            [(3, "the same name stands under the code Mr A in row 2.")],
        ),
        (
            [("Mr A", "family", "Ola Brisk"), ("Mr B", "family", "Ada Quorn", "Dil; Ola Brisk")],
            [(3, "alias 2 of Mr B is the full name of Mr A in row 2.")],
        ),
        (
            [("SW1", "staff", "Ola Brisk"), ("HV1", "staff", "Ada Quorn", "sw 1")],
            [(3, "an alias of HV1 is the code of row 2, SW1. A code is nobody's name: take it out.")],
        ),
        (
            [("Address A", "address", "4 Larch Row"), ("Address B", "address", "4, LARCH ROW")],
            [(3, "the same address stands under the code Address A in row 2.")],
        ),
        ([("", "family", "Ada Quorn")], [(2, "there is no code.")]),
        ([("TBC", "family", "Ada Quorn")], [(2, "there is no code.")]),
        ([("Mr A", "family", "")], [(2, "there is no name.")]),
        ([("Mr A", "family", "Unknown")], [(2, "there is no name.")]),
        ([("Mr A", "", "Ada Quorn")], [(2, "there is no kind.")]),
        ([("Mr A", "hamster", "Ada Quorn")], [(2, "the kind is not one that is known.")]),
        (
            [("SW", "role", "", "", "Social Worker"), ("S W", "role", "", "", "Sea Warden")],
            [(3, "the prefix S W is already")],
        ),
        ([("SW", "role", "", "", "")], [(2, "the role has no title.")]),
        ([("", "role", "", "", "Social Worker")], [(2, "the role has no prefix.")]),
        ([("Mr A", "family", "Ada Quorn", "", "", "", "31/02/1980")], [(2, "the date of birth cannot be read.")]),
        ([("Mr A", "family", "Ada Quorn", "", "", "", "1980")], [(2, "the date of birth cannot be read.")]),
        (  # all at once
            [
                ("", "family", "Ada Quorn"),
                ("Mr A", "wizard", ""),
                ("Mr B", "family", "Bo Renn"),
                ("Mr B", "family", "Cy Tarn"),
            ],
            [
                (2, "there is no code."),
                (3, "there is no name."),
                (3, "the kind"),
                (5, "the code Mr B is already used in row 4."),
            ],
        ),
    ],
)
def test_each_fault_is_one_sentence_with_its_row(
    tmp_path: Path, form: str, rows: list[tuple[str, ...]], said: list[tuple[int, str]]
) -> None:
    padded = [(*row, *[""] * (len(HEAD) - len(row))) for row in rows]
    found = problems(path := write_list(tmp_path / f"codes{form}", [HEAD, *padded]))
    assert len(found) == len(said)
    for sentence, (row, words) in zip(found, said, strict=True):
        assert sentence.startswith(place(path, row) + words)
        assert sentence.endswith(".")
    for name in ("quorn", "brisk", "renn", "tarn", "o'dell", "larch"):
        assert name not in " ".join(found).casefold()


@pytest.mark.parametrize(
    "rows",
    [
        [("Mr A", "family", "Ola Brisk", "", "", "", "1.2.80"), ("Mr B", "family", "Ola Brisk", "", "", "", "1.2.55")],
        [
            ("GP", "professional", "Ola Brisk"),
            ("GP", "role", "", "", "General Practitioner"),
        ],  # a code without a number
        [("Mr A", "family", "Ola Larch"), ("Shop 1", "organisation", "Ola Larch")],  # a firm may bear a person's name
        [("Mr A", "family", "Mr Brisk"), ("Mrs A", "family", "Mrs Brisk")],
        [("Mr A", "family", "Ola Brisk", "Ola Brisk; Mr Brisk"), ("Mrs A", "family", "Ina Brisk", "Mrs Brisk")],
    ],
)
def test_what_only_looks_like_a_contradiction_is_allowed(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    code_list = read_code_list(write_list(tmp_path / "codes.csv", [HEAD, *rows]))
    assert len(code_list.entries) + len(code_list.roles) == 2


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "headings",
    [
        ("DOB", "Organisation", "Role", "Alias(es)", "Full name", "Type", "Reference"),
        ("D.O.B.", "Employer", "Job title", "AKA", "Real name", "Category", "Anonymised reference"),
        ("Date of birth (dd/mm/yyyy)", "AGENCY", "Designation", "Known as", "NAME OF PERSON", "Kind*", "Code used"),
        ("Date of Birth:", "Agency / organisation", "Relationship to subject", "Other names", "Name", "kind", "Ref."),
    ],
)
def test_headings_as_boards_write_them_in_any_order(tmp_path: Path, form: str, headings: tuple[str, ...]) -> None:
    rows = [
        ("Code list for the panel",),
        (),
        headings,
        ("1.2.80", "Fenwick CSC", "Mother", "Dil", "Ada Quorn", "Family", "Mrs A"),
    ]
    (entry,) = read_code_list(write_list(tmp_path / f"codes{form}", rows)).entries
    assert (entry.code, entry.kind, entry.name, entry.aliases) == ("Mrs A", Kind.FAMILY, "Ada Quorn", ("Dil",))
    assert (entry.role, entry.agency, entry.date_of_birth) == ("Mother", "Fenwick CSC", date(1980, 2, 1))


@pytest.mark.parametrize(
    ("headings", "words"),
    [
        (("Code", "Name", "Role"), "the column Kind is missing."),
        (("Kind", "Name", "Role"), "the column Code is missing."),
        (("Code", "Kind", "Role"), "the column Name is missing."),
        (("Code", "Role", "Agency"), "the column Kind is missing."),
        (("Code", "Reference", "Kind", "Name"), "two columns can be read as the column Code."),
    ],
)
def test_headings_that_do_not_make_a_list(tmp_path: Path, headings: tuple[str, ...], words: str) -> None:
    found = problems(write_list(tmp_path / "codes.xlsx", [headings, ["Mrs A"] * len(headings)]))
    assert found[0].startswith(f"Sheet “Codes”, row 1: {words}")


@pytest.mark.parametrize("form", FORMS)
def test_a_list_without_rows_or_headings_is_refused(tmp_path: Path, form: str) -> None:
    assert "is empty" in problems(write_list(tmp_path / f"a{form}", [HEAD]))[0]
    assert "no row with the headings" in problems(write_list(tmp_path / f"b{form}", [("Ada Quorn", "Mother")]))[0]


@pytest.mark.parametrize(
    ("spelling", "kind"),
    [
        ("Subject", Kind.SUBJECT),
        ("Index child", Kind.SUBJECT),
        ("FAMILY", Kind.FAMILY),
        ("Family member", Kind.FAMILY),
        ("Other", Kind.ASSOCIATE),
        ("associate/other", Kind.ASSOCIATE),
        ("Staff", Kind.PROFESSIONAL),
        ("Professional ", Kind.PROFESSIONAL),
        ("Addresses", Kind.ADDRESS),
        ("School", Kind.ORGANISATION),
        ("Establishment", Kind.ORGANISATION),
        ("organization", Kind.ORGANISATION),
    ],
)
def test_kinds_as_boards_write_them(tmp_path: Path, spelling: str, kind: Kind) -> None:
    (entry,) = read_code_list(write_list(tmp_path / "c.csv", [HEAD, ("X1", spelling, "Ada Quorn")])).entries
    assert entry.kind is kind


@pytest.mark.parametrize(
    ("name", "aliases", "read"),
    [
        ("Ada Quorn", "Dil;AQ", ("Ada Quorn", "Dil", "AQ")),
        ("Ada Quorn", "Dil / AQ\nQuorny", ("Ada Quorn", "Dil", "AQ", "Quorny")),
        ("Ada Quorn", "Dil, Quorny", ("Ada Quorn", "Dil", "Quorny")),
        ("Ada Quorn", "Renn, Ada", ("Ada Quorn", "Ada Renn")),
        ("Quorn, Ada", "", ("Ada Quorn",)),
        ("QUORN, Dr Ada", "", ("Dr Ada QUORN",)),
        ("Ada Quorn", "née Renn; formerly Ada May Tarn; aka Dil", ("Ada Quorn", "Ada Renn", "Ada May Tarn", "Dil")),
        ("Ada Quorn (née Renn)", "n/a", ("Ada Quorn", "Ada Renn")),
        ("Ada Quorn (Dil)", "none", ("Ada Quorn", "Dil")),
        ("Ada Quorn (mother)", "-", ("Ada Quorn",)),
        ("Ada Quorn (Deceased)", "", ("Ada Quorn",)),
        ("Ada “Dil” Quorn", "Dil", ("Ada Quorn", "Dil")),
        ("Ada Quorn also known as Dil Renn", "", ("Ada Quorn", "Dil Renn")),
        ("Ada\u00a0Quorn ", "Dil\u200b ; Dil", ("Ada Quorn", "Dil")),
        ("Zoë O’Dell-Renn", "Zoe", ("Zoë O’Dell-Renn", "Zoe")),
    ],
)
def test_names_are_taken_apart_where_that_is_certain(
    tmp_path: Path, name: str, aliases: str, read: tuple[str, ...]
) -> None:
    (entry,) = read_code_list(write_list(tmp_path / "c.xlsx", [HEAD, ("Mrs A", "family", name, aliases)])).entries
    assert (entry.name, *entry.aliases) == read


def test_forename_and_surname_make_a_name_and_two_role_columns_one_role(tmp_path: Path) -> None:
    rows = [
        ("Ref", "Category", "Title", "Forename", "Surname", "Relationship", "Role", "Notes"),
        ("GP1", "Professional", "Dr", "Ada", "Quorn", "", "General Practitioner", "seen twice"),
    ]
    (entry,) = read_code_list(write_list(tmp_path / "c.xlsx", rows)).entries
    assert (entry.name, entry.role) == ("Dr Ada Quorn", "General Practitioner")


def test_a_column_headed_title_holds_titles_of_either_sort(tmp_path: Path) -> None:
    rows = [
        ("Code", "Kind", "Name", "Title"),
        ("TM1", "staff", "Ada Quorn", "Team Manager"),
        ("GP1", "staff", "Renn, Bo", "Dr"),
        ("GP2", "staff", "Dr Cy Tarn", "Dr"),
        ("TM", "role", "", "Team Manager"),
    ]
    code_list = read_code_list(write_list(tmp_path / "c.xlsx", rows))
    assert [(e.name, e.role) for e in code_list.entries] == [
        ("Ada Quorn", "Team Manager"),
        ("Dr Bo Renn", ""),
        ("Dr Cy Tarn", ""),
    ]
    assert [(r.prefix, r.title) for r in code_list.roles] == [("TM", "Team Manager")]


def test_every_sheet_with_headings_counts_and_others_do_not(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "c.xlsx",
        {
            "Read me": [("How to use this list",), ("Write the code in every draft",)],
            "People": [HEAD, ("Mrs A", "family", "Ada Quorn")],
            "Places": [("Name", "Kind", "Code"), ("4 Larch Row", "address", "Address A")],
            "Roles": [
                ("Abbreviation", "Meaning", "Variants"),
                ("HV", "Health Visitor", "H/V, duty HV"),
                ("GP", "Doctor", ""),
            ],
        },
    )
    code_list = read_code_list(path)
    assert [e.where for e in code_list.entries] == ["sheet “People”, row 2", "sheet “Places”, row 2"]
    assert [(r.prefix, r.variants) for r in code_list.roles] == [("HV", ("H/V", "duty HV")), ("GP", ())]


def test_a_fault_between_two_sheets_names_both(tmp_path: Path) -> None:
    sheets = {"One": [HEAD, ("Mrs A", "family", "Ada Quorn")], "Two": [HEAD, ("MRS A", "family", "Bo Renn")]}
    assert problems(write_workbook(tmp_path / "c.xlsx", sheets)) == (
        "Sheet “Two”, row 2: the code MRS A is already used in sheet “One”, row 2. "
        "Give each person or place a code of their own.",
    )


def test_a_heading_row_may_come_again(tmp_path: Path) -> None:
    rows = [
        HEAD,
        ("Mrs A", "family", "Ada Quorn"),
        HEAD,
        ("Mr A", "family", "Bo Renn"),
        ("Name", "Code", "Kind"),
        ("Cy Tarn", "Mr B", "other"),
    ]
    assert [e.code for e in read_code_list(write_list(tmp_path / "c.docx", rows)).entries] == ["Mrs A", "Mr A", "Mr B"]


def test_word_tables_that_are_no_lists_are_passed_over(tmp_path: Path) -> None:
    path = write_word(
        tmp_path / "c.docx",
        [("Name", "Telephone"), ("Panel office", "none")],
        [HEAD, ("Mrs A", "family", "Ada Quorn", *[""] * 4)],
    )
    (entry,) = read_code_list(path).entries
    assert entry.where == "table 2, row 2"


def test_excel_values(tmp_path: Path) -> None:
    rows = [
        HEAD,
        (12.0, "family", "Ada Quorn", "", "", "", datetime(2007, 3, 3)),
        ("Mr A", "family", "Bo Renn", "", "", "", date(1980, 2, 1)),
    ]
    entries = read_code_list(write_list(tmp_path / "c.xlsx", rows)).entries
    assert [(e.code, e.date_of_birth) for e in entries] == [("12", date(2007, 3, 3)), ("Mr A", date(1980, 2, 1))]


def test_excel_cells_that_hold_no_value(tmp_path: Path) -> None:
    rows = [
        HEAD,
        ("Mrs A", "family", '="Ada"&" Quorn"'),
        ("Mr A", "family", "#REF!"),
        (datetime(2024, 3, 1), "family", "Bo Renn"),
    ]
    found = problems(write_list(tmp_path / "c.xlsx", rows))
    assert [s.split(". ")[0] for s in found] == [
        "Sheet “Codes”, row 2: the cell C2 holds a formula without a saved value",
        "Sheet “Codes”, row 3: the cell C3 holds an error instead of a value",
        "Sheet “Codes”, row 4: the code has become a date",
    ]


def test_merged_cells_are_refused_inside_the_list_only(tmp_path: Path) -> None:
    rows = [("Our list",), HEAD, ("Mrs A", "family", "Ada Quorn"), ("Mr A", "family", "Bo Renn")]
    (found,) = problems(write_workbook(tmp_path / "a.xlsx", {"Codes": rows}, merge="D3:E3"))
    assert found.startswith("Sheet “Codes”, row 3: cells are merged.")
    (found,) = problems(write_workbook(tmp_path / "b.xlsx", {"Codes": rows}, merge="F2:G2"))
    assert found.startswith("Sheet “Codes”, row 2: cells of the headings are merged.")
    assert len(read_code_list(write_workbook(tmp_path / "c.xlsx", {"Codes": rows}, merge="A1:G1")).entries) == 2


def test_merged_cells_in_a_word_table(tmp_path: Path) -> None:
    import docx

    path = write_list(
        tmp_path / "c.docx",
        [HEAD, ("Mrs A", "family", "Ada Quorn", *[""] * 4), ("Mr A", "family", "Bo Renn", *[""] * 4)],
    )
    document = docx.Document(str(path))
    table = document.tables[0]
    table.cell(1, 4).merge(table.cell(2, 4))
    document.save(str(path))
    assert [s.split(".")[0] for s in problems(path)] == [
        "Table 1, row 2: cells are merged",
        "Table 1, row 3: cells are merged",
    ]


def test_word_text_tracked_out_is_not_read(tmp_path: Path) -> None:
    import docx
    from lxml import etree

    path = write_list(
        tmp_path / "c.docx",
        [HEAD, ("Mrs A", "family", "Ada Quorn", *[""] * 4), ("Mr Z", "family", "Bo Renn", *[""] * 4)],
    )
    document = docx.Document(str(path))
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    deleted, cell = document.tables[0].rows[2], document.tables[0].cell(1, 3)
    properties = etree.SubElement(deleted._tr, f"{{{w}}}trPr")
    etree.SubElement(properties, f"{{{w}}}del")
    moved = etree.SubElement(cell.paragraphs[0]._p, f"{{{w}}}moveFrom")
    moved.append(cell.paragraphs[0].add_run("Old Alias")._r)
    document.save(str(path))
    (entry,) = read_code_list(path).entries
    assert (entry.code, entry.aliases) == ("Mrs A", ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_encodings_and_separators(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = [HEAD, ("Mrs A", "family", "Zoë Quorn", '"Dil;Zo, Zoe"', "Mother", "", "03/03/1980")]
    path = tmp_path / "c.csv"
    path.write_bytes("\r\n".join(separator.join(row) for row in rows).encode(encoding))
    (entry,) = read_code_list(path).entries
    assert (entry.name, entry.aliases, entry.role) == ("Zoë Quorn", ("Dil", "Zo", "Zoe"), "Mother")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Code,Kind,Name\nAddress A,address,4 Larch Row, Fenwick\n", "Row 2: there are more columns than headings."),
        (
            'Code,Kind,Name\nMrs A,family,"Ada Quorn\nMr A,family,Bo Renn\n',
            "The code list cannot be read around line 3:",
        ),
    ],
)
def test_csv_that_would_be_half_read(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "c.csv"
    path.write_text(text, encoding="utf-8")
    (found,) = problems(path)
    assert found.startswith(words)


OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("c.xlsx", b"Code,Kind,Name\n", "is not a whole Excel file"),
        ("c.xlsx", b"", "is not a whole Excel file"),
        ("c.xlsx", b"PK\x03\x04 broken", "is not a whole Excel file"),
        ("c.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "is protected with a password"),
        ("c.xlsx", OLE + b"Workbook", "is an old Excel file"),
        ("c.docx", b"Code,Kind,Name\n", "is not a whole Word file"),
        ("c.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "is protected with a password"),
        ("c.csv", b"PK\x03\x04\x00", "is not a text file"),
        ("c.csv", b"Code,\x81\n", "is not a text file"),
        ("c.csv", b"", "has no row with the headings"),
        ("c.xls", OLE, "must be an Excel workbook"),
        ("c.pdf", b"%PDF", "must be an Excel workbook"),
        ("codes", b"Code,Kind,Name", "must be an Excel workbook"),
    ],
)
def test_files_that_are_not_what_they_seem(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    (found,) = problems(tmp_path / name)
    assert words in found


def test_a_word_file_named_as_a_workbook(tmp_path: Path) -> None:
    path = write_list(tmp_path / "c.docx", GOOD).rename(tmp_path / "c.xlsx")
    assert "is not a whole Excel file" in problems(path)[0]


def test_a_damaged_workbook(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "c.xlsx", "w") as package:
        package.writestr("xl/workbook.xml", "<workbook")
    assert "is a damaged Excel workbook" in problems(tmp_path / "c.xlsx")[0]


def test_a_strict_workbook(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "c.xlsx", "w") as package:
        package.writestr("xl/workbook.xml", '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>')
    assert "save it as the plain “Excel Workbook”" in problems(tmp_path / "c.xlsx")[0]


def test_a_sheet_that_claims_to_be_endless(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].cell(1_048_576, 50, " ")
    book.save(tmp_path / "c.xlsx")
    assert "reaches down to row 1048576" in problems(tmp_path / "c.xlsx")[0]


def test_missing_files_folders_and_locked_files(tmp_path: Path) -> None:
    assert "was not found" in problems(tmp_path / "c.xlsx")[0]
    (tmp_path / "d.xlsx").mkdir()
    assert "is a folder" in problems(tmp_path / "d.xlsx")[0]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write_list(tmp_path / "c.xlsx", GOOD)
    path.chmod(0)
    assert "Close it in Excel or Word" in problems(path)[0]


@pytest.mark.parametrize(
    ("cell", "aliases"),
    [
        ("S/N Bright", ("S/N Bright",)),
        ("Tills/Tilly", ("Tills", "Tilly")),
        ("J/K Bright; A/N Coe", ("J/K Bright", "A/N Coe")),
    ],
)
def test_a_slash_between_two_letters_parts_no_aliases(cell: str, aliases: tuple[str, ...]) -> None:
    assert person_aliases(cell, "Ifeoma Bright") == aliases
