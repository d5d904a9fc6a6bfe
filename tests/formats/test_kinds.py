"""What a file is, told by what it holds; for what is no draft, a sentence that says what to do."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from redactor.base.given import Held
from redactor.documents import DocumentError, Tidying, read
from redactor.documents.formats import EXCEL, SUFFIXES, WORD, format_of
from redactor.documents.kinds import kind_of
from redactor.sources import kinds as of_the_check
from redactor.sources.readers import read_source
from redactor.sources.source import SourceError
from tests.documents.builders import docx, zipped

from .compound import compound_file, outlook
from .office import odf

SHEET = "application/vnd.oasis.opendocument.spreadsheet"
MAIL = b"From: Tom Bellweather <t@x.org>\r\nTo: Jo\r\nSubject: Kyle\r\n\r\nHello\r\n"
FIB = b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x00" + bytes(4096)
LOCKED_FIB = b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01" + bytes(4096)
BOOK = struct.pack("<HH", 0x0809, 16) + bytes(16)
LOCKED_BOOK = BOOK + struct.pack("<HH", 0x2F, 6) + bytes(4100)
KINDS = {
    "Word": (docx('w:p(w:r(w:t"x"))'), "zip", "docx"),
    "OpenDocument text": (odf("<text:p>x</text:p>"), "odt", "odf"),
    "its template": (odf("<text:p>x</text:p>", mimetype="application/vnd.oasis.opendocument.text-template"), "odt", "odf"),
    "OpenDocument spreadsheet": (odf("", mimetype=SHEET, holder="office:spreadsheet"), "ods", "odf"),
    "rich text": (b"{\\rtf1 x}", "rtf", "rtf"),
    "rich text after spaces": (b"\r\n {\\RTF1 x}", "rtf", "rtf"),
    "Word 97": (compound_file({"WordDocument": FIB, "1Table": b"x"}), "doc", "doc"),
    "Excel 97": (compound_file({"Workbook": BOOK + bytes(4100)}), "xls", "xls"),
    "Excel 95": (compound_file({"Book": BOOK + bytes(4100)}), "xls", "xls"),
    "binary workbook": (zipped({"[Content_Types].xml": "<x/>", "xl/workbook.bin": b"x"}), "xlsb", "xlsb"),
    "message": (MAIL, "mail", "eml"),
    "message of a mailbox": (b"From t@x.org Mon Feb  3 10:22:01 2025\n" + MAIL, "mail", "eml"),
    "message of Outlook": (compound_file(outlook({0x1000: "Hello"})), "msg", "msg"),
}  # fmt: skip


@pytest.mark.parametrize("what", KINDS)
def test_a_file_is_known_by_what_it_holds(what: str) -> None:
    data, kind, of_check = KINDS[what]
    assert kind_of(data) == kind
    assert of_the_check.kind_of(data) == of_check


def test_a_text_about_fields_is_no_message() -> None:
    for text in (
        b"Date: 3 March 2025\nKyle was seen.\n",
        b"Note: this is a log\nTime: 10.00\n\nText",
        b"To: be or not to be\n",
    ):
        with pytest.raises(DocumentError, match="not a Word document"):
            kind_of(text)


def test_a_file_that_is_two_is_read_as_word_by_both() -> None:
    """What shows in one program and hides in another must not slip between the readers."""
    members: dict[str, str | bytes] = {}
    for data in (odf("<text:p>Tom Bellweather</text:p>"), docx('w:p(w:r(w:t"x"))')):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members |= {n: archive.read(n) for n in archive.namelist()}
    both = zipped(members)
    assert (kind_of(both), of_the_check.kind_of(both)) == ("zip", "docx")
    assert format_of(both) is WORD


def test_names_of_files_that_the_page_takes() -> None:
    assert {".doc", ".odt", ".rtf", ".docm", ".dotx", ".dotm", ".xls", ".xlsb", ".ods", ".eml", ".msg"} <= set(SUFFIXES)
    assert format_of(zipped({"xl/workbook.xml": b"x"})) is EXCEL


ENCRYPTED = odf(
    "<text:p>x</text:p>", members={"META-INF/manifest.xml": '<m:manifest xmlns:m="x"><m:encryption-data/></m:manifest>'}
)
REFUSED = {
    "locked .docx": (compound_file({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"x"}), "password-protected", "password"),
    "locked .doc": (compound_file({"WordDocument": LOCKED_FIB}), "password-protected", "password"),
    "locked .xls": (compound_file({"Workbook": LOCKED_BOOK}), "password-protected", "password"),
    "locked .odt": (ENCRYPTED, "password-protected.*LibreOffice", "password"),
    "Pages": (zipped({"Index/Document.iwa": b"x", "preview.jpg": b"x"}), "Apple's Pages.*Export To, Word", "neither Word"),
    "Works": (compound_file({"MatOST": b"x", "MM": b"x"}), r"Microsoft Works \(\.wps\)", "old format"),
    "PowerPoint": (zipped({"ppt/presentation.xml": b"x"}), "PowerPoint", "neither Word"),
    "old PowerPoint": (compound_file({"PowerPoint Document": b"x"}), "PowerPoint", "old format"),
    "a drawing": (odf("", mimetype="application/vnd.oasis.opendocument.graphics"), "drawing or presentation", ""),
    "an e-book": (zipped({"mimetype": "application/epub+zip", "OEBPS/a.opf": "x"}), "e-book", "neither Word"),
    "nothing": (b"", "empty", "neither Word"),
    "noise": (bytes(range(256)) * 8, "not a Word document", "neither Word"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "not a Word document", "neither Word"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_draft_meets_a_sentence_without_its_name(what: str, tmp_path: Path) -> None:
    data, for_drafts, for_check = REFUSED[what]
    with pytest.raises(DocumentError, match=for_drafts) as caught:
        read(Held("Tom Bellweather.doc", data), Tidying())
    assert str(caught.value).endswith(".")
    assert "Bellweather" not in str(caught.value)
    if for_check:
        with pytest.raises(SourceError, match=for_check):
            read_source(Held("Tom Bellweather.doc", data))


@pytest.mark.parametrize(
    "what", ["OpenDocument text", "rich text", "Word 97", "Excel 97", "message", "message of Outlook"]
)
def test_half_a_file_is_a_sentence_or_is_read(what: str) -> None:
    """Whatever it is cut to, no error but a sentence comes out."""
    data = KINDS[what][0]
    for cut in (8, len(data) // 3, len(data) // 2, len(data) - 3):
        for reader in (lambda d: read(Held("a.doc", d), Tidying()), lambda d: read_source(Held("a.doc", d))):
            try:
                reader(data[:cut])
            except (DocumentError, SourceError) as error:
                assert str(error).endswith("."), what
