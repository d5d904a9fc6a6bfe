# ruff: noqa: E501 - a case is a line
"""Workbooks that are not read, each with a sentence that says why and what to do, and names nobody."""

from __future__ import annotations

import io
import zipfile

import pytest

from redactor.documents import read as read_file
from redactor.documents.model import DocumentError, Tidying

from .builders import OFFICE, TYPE, book, element, members, read, rows, zipped

PLAIN = book({"S": rows(["Petra Lindqvist"])})


def _with(**parts: str | bytes | None) -> bytes:
    """The plain workbook with these members changed; None takes one out."""
    held: dict[str, str | bytes] = dict(members(PLAIN))
    for name, content in parts.items():
        path = name.replace("__", "/").replace("_xml", ".xml")
        if content is None:
            del held[path]
        else:
            held[path] = content
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return out.getvalue()


def _signed() -> bytes:
    links = [
        (
            "rId9",
            "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin",
            "sig/origin.sigs",
        )
    ]
    return book({"S": rows(["x"])}, more={"xl/sig/origin.sigs": b"Petra Lindqvist"}, links=links)


REFUSED = {
    "binary": (book({"S": rows(["x"])}, main="application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "xlsb"),
    "entities": (_with(xl__worksheets__sheet1_xml=b'<!DOCTYPE x [<!ENTITY e "Petra">]><worksheet>&e;</worksheet>'), "document type definition"),
    "damaged": (_with(xl__worksheets__sheet1_xml=b"<worksheet><Petra"), "damaged"),
    "no workbook": (_with(xl__workbook_xml=None), "not a Word document or Excel workbook"),
    "signed": (_signed(), "signed"),
    "old macros": (
        book({"S": rows(["x"])}, more={"xl/macrosheets/sheet1.xml": element("macrosheet")},
             links=[("rId9", "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet", "macrosheets/sheet1.xml")]),
        "Excel 4",
    ),
    "many attributes": (_with(xl__styles_xml="<styleSheet " + " ".join(f'a{n}="1"' for n in range(1_200)) + "/>"), "thousands of attributes"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_a_sentence_that_names_nobody(name: str) -> None:
    data, sentence = REFUSED[name]
    with pytest.raises(DocumentError, match=sentence) as caught:
        read(data)
    assert "Petra" not in str(caught.value)


def test_a_signed_workbook_goes_on_where_that_is_allowed_and_loses_its_signature() -> None:
    draft = read(_signed(), allow=frozenset(("signed",)))
    written = draft.rewritten([])
    assert "xl/sig/origin.sigs" not in members(written.data)
    assert "signature-removed" in {remark.rule for remark in written.remarks}


def test_a_workbook_in_memory_is_told_by_what_it_holds_not_by_its_name(tmp_path) -> None:
    path = tmp_path / "wrongly named.docx"
    path.write_bytes(PLAIN)
    assert read_file(path, Tidying()).suffix == ".xlsx"


def test_parts_and_relationships_with_telling_names_get_others() -> None:
    links = [("rIdPetraLindqvist", "theme", "petra lindqvist.xml")]
    data = book({"S": rows(["x"])}, links=links, more={"xl/petra lindqvist.xml": element("theme")})
    parts = members(read(data).rewritten([]).data)
    assert not [name for name in parts if "petra" in name.lower()]
    assert (
        b"etra" not in parts["xl/_rels/workbook.xml.rels"] and b"/xl/parts/theme1.xml" in parts["[Content_Types].xml"]
    )


def test_a_part_of_an_unknown_kind_is_taken_out_and_told() -> None:
    links = [("rId9", "http://example.org/relationships/casefile", "case.xml")]
    written = read(book({"S": rows(["x"])}, links=links, more={"xl/case.xml": "<a>Petra</a>"})).rewritten([])
    assert "xl/case.xml" not in members(written.data)
    assert [r.needs_a_look for r in written.remarks if r.rule == "unknown-part"] == [True]


def test_a_note_in_the_xml_is_read_by_nobody_and_leaves() -> None:
    data = _with(
        xl__worksheets__sheet1_xml=members(PLAIN)["xl/worksheets/sheet1.xml"].replace(
            b"<sheetData>", b"<!-- Otto --><sheetData>"
        )
    )
    assert b"Otto" not in members(read(data).rewritten([]).data)["xl/worksheets/sheet1.xml"]


def test_the_kinds_of_namespaces_that_excel_saves_as_strict_are_read() -> None:
    strict = "http://purl.oclc.org/ooxml"
    held = {
        name: content.replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", f"{strict}/spreadsheetml/main".encode())
        .replace(OFFICE.encode(), f"{strict}/officeDocument/relationships".encode())
        for name, content in members(PLAIN).items()
        if name != "[Content_Types].xml"
    }  # fmt: skip
    kinds = {"xl/workbook.xml": f"{TYPE}.sheet.main+xml", "xl/worksheets/sheet1.xml": f"{TYPE}.worksheet+xml",
             "xl/sharedStrings.xml": f"{TYPE}.sharedStrings+xml", "xl/styles.xml": f"{TYPE}.styles+xml"}  # fmt: skip
    assert "Petra Lindqvist" in {p.text for p in read(zipped(held, kinds)).passages}
